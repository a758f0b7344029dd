//! Calendar weeks.

use std::fmt;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::{Date, Period};

/// A calendar week of ISO 8601, from Monday to Sunday, shown as `2026-W07`. Week 1 is the one with
/// the year's first Thursday.
///
/// ```
/// use improvement::base::Week;
/// let week = Week::of("2026-02-11".parse()?);
/// assert_eq!(week.to_string(), "2026-W07");
/// assert_eq!(week.first_day().to_string(), "2026-02-09");
/// // The first days of January may belong to the last week of the year before.
/// assert_eq!(Week::of("2027-01-03".parse()?).to_string(), "2026-W53");
/// # Ok::<(), improvement::base::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    monday: NaiveDate,
}

/// Days of a week on which hours of a working week fall: Monday to Friday.
const WORKDAYS: i64 = 5;

impl Week {
    /// The week of a day.
    pub fn of(day: Date) -> Self {
        let day = day.to_naive();
        let back = TimeDelta::days(day.weekday().num_days_from_monday().into());
        Week { monday: day.checked_sub_signed(back).unwrap_or(day) }
    }

    /// Its Monday, or the calendar's first day in the week that holds it.
    pub fn first_day(self) -> Date {
        // Only the year 0 begins within a week.
        Date::from_naive(self.monday)
            .or_else(|| (0..7).find_map(|days| self.day(days)))
            .unwrap_or(Date::LAST)
    }

    /// Its Sunday, or the calendar's last day in the week that holds it.
    pub fn last_day(self) -> Date {
        (0..7).rev().find_map(|days| self.day(days)).unwrap_or(Date::LAST)
    }

    /// Its days.
    pub fn period(self) -> Option<Period> {
        Period::new(Some(self.first_day()), Some(self.last_day())).ok()
    }

    /// The week so many weeks later; the calendar's last week if there is none.
    #[must_use]
    pub fn plus(self, weeks: u32) -> Self {
        Week::of(self.first_day().plus_days(weeks.saturating_mul(7)))
    }

    /// Weeks from another to this one; negative if this one comes first.
    pub fn weeks_since(self, earlier: Week) -> i64 {
        (self.monday - earlier.monday).num_days() / 7
    }

    /// Days from its Monday to a day; negative before it.
    pub(crate) fn days_to(self, day: Date) -> i64 {
        (day.to_naive() - self.monday).num_days()
    }

    fn day(self, days: i64) -> Option<Date> {
        Date::from_naive(self.monday.checked_add_signed(TimeDelta::days(days))?)
    }
}

/// How many days from Monday to Friday lie between two days, both included, each counted from some
/// Monday.
pub(crate) fn workdays(from: i64, to: i64) -> i64 {
    // Workdays before a day, counted from that Monday.
    let before = |day: i64| day.div_euclid(7) * WORKDAYS + day.rem_euclid(7).min(WORKDAYS);
    (before(to.saturating_add(1)) - before(from)).max(0)
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.monday.iso_week();
        f.pad(&format!("{:04}-W{:02}", week.year(), week.week()))
    }
}

impl fmt::Debug for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn weeks_begin_on_monday_and_end_on_sunday() {
        let week = Week::of(day("2026-03-15"));
        assert_eq!((week.first_day(), week.last_day()), (day("2026-03-09"), day("2026-03-15")));
        assert_eq!(Week::of(day("2026-03-16")), week.plus(1));
        assert_eq!(week.plus(104).weeks_since(week), 104);
        assert_eq!(week.weeks_since(week.plus(2)), -2);
        // 2020 had 53 weeks; 1 January 2021 was a Friday.
        assert_eq!(Week::of(day("2021-01-01")).to_string(), "2020-W53");
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        // 1 January of the year 0 was a Saturday.
        let first = Week::of(day("0000-01-01"));
        assert_eq!(first.first_day(), day("0000-01-01"));
        assert_eq!(first.last_day(), day("0000-01-02"));
        assert_eq!(first.plus(1).first_day(), day("0000-01-03"));
        assert_eq!(first.plus(u32::MAX).last_day(), Date::LAST);
    }

    #[test]
    fn workdays_are_counted() {
        // Monday to Friday, Saturday and Sunday, Thursday to Tuesday, and a fortnight before Monday.
        let count = [workdays(0, 4), workdays(5, 6), workdays(3, 8), workdays(-14, -1)];
        assert_eq!(count, [5, 0, 4, 10]);
        assert_eq!(workdays(3, 2), 0);
    }
}
