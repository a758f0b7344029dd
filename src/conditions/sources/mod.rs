//! Every kind of record that counts as evidence.

mod culture;
mod desire;
mod measured;
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

/// What happened lately, by the day, and what bears no day; where there is none, what happened before.
/// The latest day stands beside it, unless something bears none.
fn lately<T>(
    ground: &Ground<'_>,
    all: impl IntoIterator<Item = T>,
    day: impl Fn(&T) -> Option<Date>,
) -> Option<(Vec<T>, Option<Date>)> {
    let by_now = |one: &T| day(one).is_none_or(|day| day <= ground.as_of);
    let recent = |one: &T| day(one).is_none_or(|day| ground.is_recent(day));
    let mut found: Vec<T> = all.into_iter().filter(by_now).collect();
    if found.iter().any(recent) {
        found.retain(recent);
    }
    let last = if found.iter().any(|one| day(one).is_none()) {
        None
    } else {
        found.iter().filter_map(&day).max()
    };
    (!found.is_empty()).then_some((found, last))
}
