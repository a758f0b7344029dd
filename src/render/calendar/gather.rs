//! Many small beats gathered into fewer boxes.

use chrono::Datelike;

use crate::base::{Beat, BeatState, Date};

/// How beats are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    /// One mark for each.
    Beat,
    /// One box for each calendar week, from Monday.
    Week,
    /// One box for each calendar month.
    Month,
    /// One box for each calendar year.
    Year,
}

impl Grain {
    /// The finest grain whose cells are at least so many days wide, for beats of this length.
    pub(super) fn fitting(beat: i64, least: f64) -> Self {
        [(Grain::Beat, beat), (Grain::Week, 7), (Grain::Month, 28)]
            .into_iter()
            .find(|(_, days)| *days as f64 >= least && *days >= beat)
            .map_or(Grain::Year, |(grain, _)| grain)
    }

    /// What tells one cell from the next.
    fn key(self, day: Date) -> (i32, u32) {
        let day = day.to_naive();
        match self {
            Grain::Beat => (day.num_days_from_ce(), 0),
            Grain::Week => (day.iso_week().year(), day.iso_week().week()),
            Grain::Month => (day.year(), day.month()),
            Grain::Year => (day.year(), 0),
        }
    }
}

/// Beats that are shown together: those that begin in one week, month or year.
pub(super) fn cells(beats: &[Beat], grain: Grain) -> impl Iterator<Item = &[Beat]> {
    beats.chunk_by(move |a, b| grain.key(a.from) == grain.key(b.from))
}

/// How many of the beats that can be judged were kept, and how many can be judged.
pub(super) fn judged(beats: &[Beat]) -> (u32, u32) {
    let count = |wanted: fn(BeatState) -> bool| {
        u32::try_from(beats.iter().filter(|beat| wanted(beat.state)).count()).unwrap_or(u32::MAX)
    };
    let kept = count(|state| state == BeatState::Kept);
    let failed = count(|state| matches!(state, BeatState::Partly | BeatState::Missed));
    (kept, kept.saturating_add(failed))
}
