//! What is due again and again: when it was kept, and when it was missed.

use std::fmt;

use chrono::Datelike;

use super::{Cadence, Date, Period, Rhythm, Share};

/// Something due at a cadence from a first day on, with the days on which it was held.
///
/// Time is cut into *beats* of the cadence's rhythm, counted from the first day: a weekly routine
/// that began on a Wednesday has weeks from Wednesday to Tuesday, a monthly one that began on the
/// 31st has beats that begin on the 31st, or on the last day of a shorter month. Each day is a beat
/// of a daily rhythm, and each day from Monday to Friday of a weekday rhythm. In each beat it is due as
/// often as the cadence says; a shift pattern counts as three shifts a day.
///
/// ```
/// use improvement::base::{BeatState, Date, Occasions};
/// let day = |text: &str| text.parse::<Date>();
/// let huddle = Occasions::new("weekly".parse()?, day("2026-01-05")?)
///     .with_held([day("2026-01-05")?, day("2026-01-20")?]);
/// let states: Vec<BeatState> = huddle.beats(day("2026-01-27")?).map(|beat| beat.state).collect();
/// assert_eq!(states, [BeatState::Kept, BeatState::Missed, BeatState::Kept, BeatState::Open]);
/// assert_eq!(
///     huddle.adherence(day("2026-01-27")?).to_string(),
///     "kept in 2 of 3 weeks (weekly from 2026-01-05, as of 2026-01-27): missed in 1; \
///      last held on 2026-01-20"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasions {
    cadence: Cadence,
    first: Date,
    last: Option<Date>,
    held: Vec<Date>,
    explained: Vec<Date>,
    pauses: Vec<Period>,
}

/// One stretch of time in which something was due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beat {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// How often it was due.
    pub due: u32,
    /// How often it was held.
    pub held: u32,
    /// What became of it.
    pub state: BeatState,
    /// Whether a reason is recorded for a day of it.
    pub explained: bool,
}

/// What became of one [`Beat`], as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BeatState {
    /// Held as often as it was due.
    Kept,
    /// Held, and less often than it was due; the beat is over.
    Partly,
    /// Not held; the beat is over. A reason explains it, and does not unmake it.
    Missed,
    /// Not yet held as often as it is due, and there is still time.
    Open,
    /// Not due: the whole beat lies in a pause, and it was not held.
    Paused,
}

impl BeatState {
    /// Every state, in order.
    pub const ALL: [BeatState; 5] =
        [BeatState::Kept, BeatState::Partly, BeatState::Missed, BeatState::Open, BeatState::Paused];
}

impl fmt::Display for BeatState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BeatState::Kept => "kept",
            BeatState::Partly => "kept in part",
            BeatState::Missed => "missed",
            BeatState::Open => "not over yet",
            BeatState::Paused => "paused",
        })
    }
}

impl Occasions {
    /// Something due at a cadence from a first day on, and never held.
    pub const fn new(cadence: Cadence, first: Date) -> Self {
        Occasions {
            cadence,
            first,
            last: None,
            held: Vec::new(),
            explained: Vec::new(),
            pauses: Vec::new(),
        }
    }

    /// The same, held on these days; a day stands as often as it was held on it.
    #[must_use]
    pub fn with_held(mut self, days: impl IntoIterator<Item = Date>) -> Self {
        self.held.extend(days);
        self.held.sort_unstable();
        self
    }

    /// The same, with a reason recorded for what was missed on these days.
    #[must_use]
    pub fn with_explained(mut self, days: impl IntoIterator<Item = Date>) -> Self {
        self.explained.extend(days);
        self.explained.sort_unstable();
        self
    }

    /// The same, not due in these stretches.
    #[must_use]
    pub fn with_pauses(mut self, pauses: impl IntoIterator<Item = Period>) -> Self {
        self.pauses.extend(pauses);
        self
    }

    /// The same, no longer due after a day. A beat that is not over by then is not due.
    #[must_use]
    pub const fn until(mut self, last: Option<Date>) -> Self {
        self.last = last;
        self
    }

    /// How often it is due.
    pub const fn cadence(&self) -> Cadence {
        self.cadence
    }

    /// The first day on which it is due.
    pub const fn first(&self) -> Date {
        self.first
    }

    /// The beats that have begun by a day, in order. What was held later does not count.
    pub fn beats(&self, as_of: Date) -> impl Iterator<Item = Beat> + '_ {
        let due = self.cadence.times_a_beat();
        (0_u32..)
            .map_while(|number| self.span(number))
            .take_while(move |&(from, to)| from <= as_of && self.last.is_none_or(|last| to <= last))
            .map(move |(from, to)| {
                let held = within(&self.held, from, to.min(as_of));
                let paused = self.pauses.iter().any(|p| p.contains(from) && p.contains(to));
                let state = match held {
                    held if held >= due => BeatState::Kept,
                    0 if paused => BeatState::Paused,
                    _ if as_of <= to => BeatState::Open,
                    0 => BeatState::Missed,
                    _ => BeatState::Partly,
                };
                let explained = within(&self.explained, from, to.min(as_of)) > 0;
                Beat { from, to, due, held, state, explained }
            })
    }

    /// What was kept and missed, as of a day.
    pub fn adherence(&self, as_of: Date) -> Adherence {
        let mut sum = Adherence {
            cadence: self.cadence,
            from: self.first,
            as_of,
            kept: 0,
            partly: 0,
            missed: 0,
            explained: 0,
            paused: 0,
            open: None,
            missed_in_a_row: 0,
            last_held: self.held.iter().copied().take_while(|day| *day <= as_of).last(),
        };
        for beat in self.beats(as_of) {
            match beat.state {
                BeatState::Kept => sum.kept += 1,
                BeatState::Partly => sum.partly += 1,
                BeatState::Missed => sum.missed += 1,
                BeatState::Paused => sum.paused += 1,
                BeatState::Open => sum.open = Some(beat),
            }
            match beat.state {
                BeatState::Missed => sum.missed_in_a_row += 1,
                BeatState::Kept | BeatState::Partly => sum.missed_in_a_row = 0,
                BeatState::Open | BeatState::Paused => {}
            }
            if beat.explained && matches!(beat.state, BeatState::Missed | BeatState::Partly) {
                sum.explained += 1;
            }
        }
        sum
    }

    /// The first and the last day of a beat; `None` at the end of the calendar.
    fn span(&self, number: u32) -> Option<(Date, Date)> {
        let from = self.start(number)?;
        let to = match self.cadence.rhythm() {
            Rhythm::Shift | Rhythm::Daily | Rhythm::Weekdays => from,
            _ => match self.start(number.saturating_add(1)) {
                Some(next) => next.day_before()?,
                None => Date::LAST,
            },
        };
        Some((from, to))
    }

    fn start(&self, number: u32) -> Option<Date> {
        let first = self.first;
        let day = match self.cadence.rhythm() {
            Rhythm::Shift | Rhythm::Daily => first.plus_days(number),
            Rhythm::Weekdays => {
                let weekday = first.to_naive().weekday().num_days_from_monday();
                let (first, weekday) =
                    if weekday < 5 { (first, weekday) } else { (first.plus_days(7 - weekday), 0) };
                let working = number.saturating_add(weekday);
                first.plus_days((working / 5 * 7 + working % 5).saturating_sub(weekday))
            }
            Rhythm::Weekly => first.plus_days(number.saturating_mul(7)),
            Rhythm::Fortnightly => first.plus_days(number.saturating_mul(14)),
            Rhythm::Monthly => first.plus_months(number),
            Rhythm::Quarterly => first.plus_months(number.saturating_mul(3)),
            Rhythm::Yearly => first.plus_months(number.saturating_mul(12)),
        };
        // Adding stops at the calendar's last day; so do the beats.
        (day < Date::LAST).then_some(day)
    }
}

/// How many of these days, which are in order, lie in a stretch.
fn within(days: &[Date], from: Date, to: Date) -> u32 {
    let until = days.partition_point(|day| *day <= to);
    let before = days.partition_point(|day| *day < from);
    u32::try_from(until.saturating_sub(before)).unwrap_or(u32::MAX)
}

/// How often something was kept and missed, as of a day: counts of beats, with what is behind them.
///
/// It speaks of a routine or a promise and of dates. It is no score of those who hold them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Adherence {
    /// How often it is due.
    pub cadence: Cadence,
    /// The first day on which it was due.
    pub from: Date,
    /// The day as of which this is said.
    pub as_of: Date,
    /// Beats in which it was held as often as due.
    pub kept: u32,
    /// Beats that are over and in which it was held less often than due.
    pub partly: u32,
    /// Beats that are over and in which it was not held.
    pub missed: u32,
    /// How many of the partly kept and the missed have a reason on record.
    pub explained: u32,
    /// Beats in which it was not due.
    pub paused: u32,
    /// The beat that is not over and not yet kept.
    pub open: Option<Beat>,
    /// How many beats in a row were missed last.
    pub missed_in_a_row: u32,
    /// The last day on which it was held.
    pub last_held: Option<Date>,
}

impl Adherence {
    /// How many beats can be judged: kept, kept in part, or missed.
    pub const fn judged(&self) -> u32 {
        self.kept.saturating_add(self.partly).saturating_add(self.missed)
    }

    /// The part of the judged beats that were kept; `None` before any can be judged.
    pub fn share(&self) -> Option<Share> {
        Share::new(f64::from(self.kept) / f64::from(self.judged())).ok()
    }
}

/// One sentence: `kept in 8 of 10 weeks (weekly from 2026-01-05, as of 2026-03-16): missed in 2`.
impl fmt::Display for Adherence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Adherence { cadence, from, as_of, kept, partly, missed, explained, .. } = self;
        let judged = self.judged();
        if judged == 0 {
            let why = match (self.paused, self.open) {
                (0, None) => "nothing was due yet",
                (0, Some(_)) => "its first time is not over yet",
                _ => "nothing was due, since it was paused",
            };
            return write!(f, "{why} ({cadence} from {from}, as of {as_of})");
        }
        let beats = cadence.rhythm().beat(judged);
        write!(f, "kept in {kept} of {judged} {beats} ({cadence} from {from}, as of {as_of})")?;
        let mut clauses = Vec::new();
        if *partly > 0 {
            clauses.push(format!("kept in part in {partly}"));
        }
        if *missed > 0 {
            clauses.push(format!("missed in {missed}"));
        }
        if !clauses.is_empty() {
            write!(f, ": {}", clauses.join(", "))?;
        }
        if *explained > 0 {
            write!(f, ", {explained} with a reason")?;
        }
        if self.missed_in_a_row > 1 {
            write!(f, "; missed the last {} times", self.missed_in_a_row)?;
        }
        match self.last_held {
            Some(day) => write!(f, "; last held on {day}"),
            None => f.write_str("; never held"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn occasions(cadence: &str, first: &str, held: &[&str]) -> Occasions {
        Occasions::new(cadence.parse().unwrap(), day(first)).with_held(held.iter().map(|d| day(d)))
    }

    fn spans(cadence: &str, first: &str, as_of: &str) -> Vec<String> {
        let occasions = occasions(cadence, first, &[]);
        occasions.beats(day(as_of)).map(|beat| format!("{} {}", beat.from, beat.to)).collect()
    }

    #[test]
    fn beats_follow_the_calendar() {
        // 31 January 2026 is a Saturday.
        assert_eq!(
            spans("monthly", "2026-01-31", "2026-03-31"),
            ["2026-01-31 2026-02-27", "2026-02-28 2026-03-30", "2026-03-31 2026-04-29"]
        );
        assert_eq!(
            spans("weekdays", "2026-01-31", "2026-02-09"),
            [
                "2026-02-02 2026-02-02",
                "2026-02-03 2026-02-03",
                "2026-02-04 2026-02-04",
                "2026-02-05 2026-02-05",
                "2026-02-06 2026-02-06",
                "2026-02-09 2026-02-09",
            ]
        );
        // From a Thursday over a weekend.
        assert_eq!(spans("weekdays", "2026-02-05", "2026-02-09").len(), 3);
        assert_eq!(
            spans("fortnightly", "2026-02-02", "2026-02-16"),
            ["2026-02-02 2026-02-15", "2026-02-16 2026-03-01"]
        );
        assert_eq!(
            spans("quarterly", "2025-11-30", "2026-02-28"),
            ["2025-11-30 2026-02-27", "2026-02-28 2026-05-29"]
        );
        assert_eq!(spans("yearly", "2024-02-29", "2025-02-28").len(), 2);
        assert_eq!(spans("daily", "2026-02-02", "2026-02-01").len(), 0);
    }

    #[test]
    fn weekly_by_hand() {
        use BeatState::{Kept, Missed, Open};
        // Weeks from Monday 5 January; today is Wednesday of the sixth.
        let weekly = occasions(
            "weekly",
            "2026-01-05",
            &["2026-01-07", "2026-01-12", "2026-01-14", "2026-02-12"],
        )
        .with_explained([day("2026-01-22")]);
        let states: Vec<BeatState> = weekly.beats(day("2026-02-11")).map(|b| b.state).collect();
        assert_eq!(states, [Kept, Kept, Missed, Missed, Missed, Open]);
        let sum = weekly.adherence(day("2026-02-11"));
        assert_eq!((sum.kept, sum.partly, sum.missed, sum.explained), (2, 0, 3, 1));
        assert_eq!(sum.missed_in_a_row, 3);
        assert_eq!(sum.last_held, Some(day("2026-01-14")), "what was held later does not count");
        assert_eq!(sum.share().unwrap().to_string(), "40%");
        assert_eq!(sum.open.unwrap().to, day("2026-02-15"));
        assert_eq!(
            sum.to_string(),
            "kept in 2 of 5 weeks (weekly from 2026-01-05, as of 2026-02-11): missed in 3, 1 with a \
             reason; missed the last 3 times; last held on 2026-01-14"
        );
        // A day later it is held, and the week counts though it is not over.
        assert_eq!(weekly.adherence(day("2026-02-12")).kept, 3);
        assert_eq!(weekly.adherence(day("2026-02-12")).open, None);
    }

    #[test]
    fn several_times_a_beat_are_counted() {
        let twice =
            occasions("2 weekly", "2026-01-05", &["2026-01-05", "2026-01-08", "2026-01-13"]);
        let sum = twice.adherence(day("2026-01-26"));
        assert_eq!((sum.kept, sum.partly, sum.missed), (1, 1, 1));
        let shifts = occasions("shift", "2026-01-05", &["2026-01-05"; 3]);
        assert_eq!(shifts.adherence(day("2026-01-06")).kept, 1);
        assert_eq!(shifts.beats(day("2026-01-06")).next().unwrap().due, 3);
    }

    #[test]
    fn nothing_is_due_in_a_pause_before_the_start_or_after_the_end() {
        let pause = Period::new(Some(day("2026-01-12")), Some(day("2026-01-19"))).unwrap();
        let weekly = occasions("weekly", "2026-01-05", &["2026-01-05"]).with_pauses([pause]);
        let sum = weekly.adherence(day("2026-01-26"));
        // The week of the 19th is paused on one day only: there was time to hold it.
        assert_eq!((sum.kept, sum.paused, sum.missed), (1, 1, 1));
        let ended = weekly.until(Some(day("2026-01-20"))).adherence(day("2026-06-01"));
        assert_eq!((ended.kept, ended.paused, ended.missed), (1, 1, 0));
        let all = Period::new(Some(day("2026-01-01")), None).unwrap();
        let closed = occasions("weekly", "2026-01-05", &[]).with_pauses([all]);
        assert_eq!(
            closed.adherence(day("2026-01-26")).to_string(),
            "nothing was due, since it was paused (weekly from 2026-01-05, as of 2026-01-26)"
        );
        assert_eq!(
            occasions("weekly", "2026-01-05", &[]).adherence(day("2026-01-06")).to_string(),
            "its first time is not over yet (weekly from 2026-01-05, as of 2026-01-06)"
        );
        let early = occasions("daily", "2026-01-05", &[]).adherence(day("2026-01-04"));
        assert_eq!(early.share(), None);
        assert_eq!(
            early.to_string(),
            "nothing was due yet (daily from 2026-01-05, as of 2026-01-04)"
        );
    }

    #[test]
    fn the_calendar_ends_without_a_stumble() {
        for rhythm in ["weekdays", "monthly", "yearly", "65535 fortnightly"] {
            let late = occasions(rhythm, "9999-11-15", &[]);
            assert!(late.beats(Date::LAST).count() < 40, "{rhythm}");
            assert_eq!(occasions(rhythm, "9999-12-31", &[]).beats(Date::LAST).count(), 0);
        }
    }
}
