//! Hours that a role has, and hours that are asked of it, with the days for which that holds.

use crate::base::{AnyId, Date, Hours, Period, RoleId, Week, workdays};

/// Hours a week that a role has for improvement work, all its people together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supply {
    pub(super) role: RoleId,
    pub(super) hours: Hours,
    pub(super) when: Option<Period>,
}

impl Supply {
    /// So many hours a week in a period; always, if it is left out.
    pub const fn new(role: RoleId, hours: Hours, when: Option<Period>) -> Self {
        Supply { role, hours, when }
    }

    /// The role.
    pub const fn role(&self) -> &RoleId {
        &self.role
    }

    /// Hours a week.
    pub const fn hours(&self) -> Hours {
        self.hours
    }

    /// When it holds; always, if it is `None`.
    pub const fn when(&self) -> Option<Period> {
        self.when
    }
}

/// Hours that something asks of a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    pub(super) role: RoleId,
    pub(super) cause: AnyId,
    pub(super) asked: Asked,
}

/// How many hours, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    AWeek(Hours, Option<Period>),
    InAll(Hours, Date, Date),
}

impl Demand {
    /// So many hours a week in a period; always, if it is left out.
    pub const fn a_week(role: RoleId, cause: AnyId, hours: Hours, when: Option<Period>) -> Self {
        Demand { role, cause, asked: Asked::AWeek(hours, when) }
    }

    /// So many hours in all between two days, both included, in either order. They are spread evenly
    /// over the days from Monday to Friday, or over all days where there is none of those.
    pub fn in_all(role: RoleId, cause: AnyId, hours: Hours, one: Date, other: Date) -> Self {
        Demand { role, cause, asked: Asked::InAll(hours, one.min(other), one.max(other)) }
    }

    /// The role.
    pub const fn role(&self) -> &RoleId {
        &self.role
    }

    /// What asks.
    pub const fn cause(&self) -> &AnyId {
        &self.cause
    }
}

/// Hours by week: what is spread over days falls into the weeks of these days.
pub(super) fn spread(asked: Asked, first: Week, into: &mut [f64]) {
    match asked {
        Asked::AWeek(hours, when) => {
            let day = |day: Option<Date>| day.map(|day| first.days_to(day));
            let (from, to) = (day(when.and_then(Period::from)), day(when.and_then(Period::to)));
            let (from, to) = (from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX));
            by_week(from, to, into, |from, to| hours.get() * workdays(from, to) as f64 / 5.0);
        }
        Asked::InAll(hours, from, to) => {
            let (from, to) = (first.days_to(from), first.days_to(to));
            let workdays_in_all = workdays(from, to);
            if workdays_in_all > 0 {
                let each = hours.get() / workdays_in_all as f64;
                by_week(from, to, into, |from, to| each * workdays(from, to) as f64);
            } else {
                let each = hours.get() / (to - from + 1) as f64;
                by_week(from, to, into, |from, to| each * (to - from + 1) as f64);
            }
        }
    }
}

/// Adds to each week what falls on its days between two days, all counted from the first Monday.
fn by_week(from: i64, to: i64, into: &mut [f64], hours: impl Fn(i64, i64) -> f64) {
    let end = i64::try_from(into.len()).unwrap_or(i64::MAX / 7) * 7;
    let (from, to) = (from.max(0), to.min(end - 1));
    if from > to {
        return;
    }
    for (week, sum) in
        (from / 7..).zip(into.iter_mut().skip(usize::try_from(from / 7).unwrap_or(0)))
    {
        let monday = week * 7;
        if monday > to {
            break;
        }
        *sum += hours(from.max(monday) - monday, to.min(monday + 6) - monday);
    }
}
