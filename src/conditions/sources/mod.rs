//! Every kind of record that counts as evidence.

mod culture;
mod desire;
mod motivation;
mod resources;

use super::source::{Found, Ground, Source};
use crate::base::Date;

/// Every kind of record that counts, condition by condition.
///
/// ```
/// use improvement::base::Condition;
/// use improvement::conditions::sources;
/// let of = |condition| sources().filter(|s| s.condition == condition).map(|s| s.name).collect::<Vec<_>>();
/// assert_eq!(of(Condition::Desire), ["chose-to-join", "own-ideas"]);
/// ```
pub fn sources() -> impl Iterator<Item = &'static Source> {
    static ALL: &[&Source] = &[
        &culture::PSYCHOLOGICAL_SAFETY,
        &culture::COMPASSIONATE_CULTURE,
        &culture::LEADERS_SEEN,
        &culture::PROMISES_KEPT,
        &culture::VISITS_ANSWERED,
        &culture::ISSUES_ANSWERED,
        &culture::FALLS_ANSWERED,
        &culture::STAFF_LOOKED_AFTER,
        &culture::SPONSOR,
        &desire::CHOSE_TO_JOIN,
        &desire::OWN_IDEAS,
        &motivation::MOTIVATION_ASKED,
        &motivation::NEEDS_MET,
        &motivation::STRAIN,
        &motivation::WHO_PAYS,
        &motivation::MINUTES_A_SHIFT,
        &resources::PROTECTED_HOURS,
        &resources::HOURS_FIT,
        &resources::SKILL,
        &resources::FACILITATOR_SHARE,
        &resources::PARTNERS_PAID,
        &resources::BUDGET,
        &resources::BACKFILL,
    ];
    ALL.iter().copied()
}

/// What happened lately, by the day; where nothing did, what happened before. The latest day stands
/// beside it.
fn lately<T>(
    ground: &Ground<'_>,
    all: impl IntoIterator<Item = T>,
    day: impl Fn(&T) -> Date,
) -> Option<(Vec<T>, Date)> {
    let mut by_now: Vec<T> = all.into_iter().filter(|one| day(one) <= ground.as_of).collect();
    let last = by_now.iter().map(&day).max()?;
    if ground.is_recent(last) {
        by_now.retain(|one| ground.is_recent(day(one)));
    }
    Some((by_now, last))
}

/// A number of things, for comparing how many speak for and against.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
