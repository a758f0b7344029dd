//! Days of the calendar, and periods between them.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};

/// A day, written `2026-03-01`.
///
/// A thin cover for [`chrono::NaiveDate`], with one written form and years from 0 to 9999.
///
/// ```
/// use improvement::base::Date;
/// let day: Date = "2024-02-29".parse()?;
/// assert_eq!(day.to_string(), "2024-02-29");
/// assert_eq!("2023-02-29".parse::<Date>().unwrap_err().to_string(),
///     "2023-02-29 is not a day of the calendar: February 2023 has 28 days");
/// # Ok::<(), improvement::base::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// Why a text is not a [`Date`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateError {
    /// Not of the form `YYYY-MM-DD`.
    #[error("expected a date such as 2026-03-01, found `{found}`")]
    Form {
        /// The text as given.
        found: String,
    },
    /// No such month.
    #[error("{found} is not a day of the calendar: there are 12 months")]
    Month {
        /// The text as given.
        found: String,
    },
    /// No such day in that month.
    #[error("{found} is not a day of the calendar: {month} {year} has {days} days")]
    Day {
        /// The text as given.
        found: String,
        /// The month's name.
        month: &'static str,
        /// The year.
        year: i32,
        /// How many days it has.
        days: u32,
    },
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// The day with this year, month and day of the month; `None` if the calendar has no such day
    /// or the year lies outside 0 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Date::from_naive)
    }

    /// The day as this crate has it; `None` if its year lies outside 0 to 9999.
    pub fn from_naive(day: NaiveDate) -> Option<Self> {
        (0..=9999).contains(&day.year()).then_some(Date(day))
    }

    /// The day as chrono has it.
    pub const fn to_naive(self) -> NaiveDate {
        self.0
    }

    /// Whole days from `earlier` to this day; negative if this day comes first.
    pub fn days_since(self, earlier: Date) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The day `days` later; the calendar's last day if there is none.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        self.0.checked_add_days(Days::new(days.into())).map_or(Date::LAST, Self::within)
    }

    /// The day `months` later, or the last day of that month if it is shorter.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        self.0.checked_add_months(Months::new(months)).map_or(Date::LAST, Self::within)
    }

    /// The day before; `None` on the calendar's first day.
    pub fn day_before(self) -> Option<Self> {
        self.0.pred_opt().and_then(Date::from_naive)
    }

    /// The last day that can be written, 9999-12-31.
    pub const LAST: Date = match NaiveDate::from_ymd_opt(9999, 12, 31) {
        Some(day) => Date(day),
        None => Date(NaiveDate::MAX),
    };

    fn within(day: NaiveDate) -> Self {
        Date(day).min(Date::LAST)
    }
}

impl From<Date> for NaiveDate {
    fn from(date: Date) -> Self {
        date.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let form = || DateError::Form { found: text.chars().take(40).collect() };
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| match i {
                4 | 7 => *b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !shape {
            return Err(form());
        }
        let number = |range: std::ops::Range<usize>| {
            text.get(range).and_then(|part| part.parse::<u32>().ok())
        };
        let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10))
        else {
            return Err(form());
        };
        let year = i32::try_from(year).map_err(|_| form())?;
        if let Some(date) = Date::new(year, month, day) {
            return Ok(date);
        }
        let found = text.to_owned();
        let name = month.checked_sub(1).and_then(|i| MONTHS.get(i as usize));
        match (name, (28..=31).rev().find(|&d| Date::new(year, month, d).is_some())) {
            (Some(month), Some(days)) => Err(DateError::Day { found, month, year, days }),
            _ => Err(DateError::Month { found }),
        }
    }
}

/// The name under which a date is serialised, so that formats with dates of their own can use them.
pub(crate) const DATE: &str = "improvement::Date";

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(DATE, &self.to_string())
    }
}

impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor =
            super::written::Written { expected: "a date such as 2026-03-01", value: PhantomData };
        deserializer.deserialize_newtype_struct(DATE, visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "description": "A day, such as 2026-03-01.",
        })
    }
}

/// A stretch of days, both ends included; either end may be open, but not both.
///
/// ```
/// use improvement::base::Period;
/// let year = Period::new("2014-01-01".parse().ok(), "2014-12-31".parse().ok())?;
/// assert_eq!(year.to_string(), "2014-01-01 to 2014-12-31");
/// assert!(Period::new("2015-01-01".parse().ok(), "2014-12-31".parse().ok()).is_err());
/// # Ok::<(), improvement::base::PeriodError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "PeriodForm", into = "PeriodForm")]
pub struct Period {
    from: Option<Date>,
    to: Option<Date>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename = "Period")]
struct PeriodForm {
    /// The first day; open, if it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Date>,
    /// The last day; open, if it is left out. Not before the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Date>,
}

/// Why two dates do not make a [`Period`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PeriodError {
    /// It ends before it starts.
    #[error("a period must not end before it starts, found {from} to {to}")]
    Backwards {
        /// The start as given.
        from: Date,
        /// The end as given.
        to: Date,
    },
    /// Neither end is given.
    #[error("a period needs a start or an end")]
    Open,
}

impl Period {
    /// A period from its first to its last day.
    ///
    /// # Errors
    ///
    /// An end before the start; neither end given.
    pub fn new(from: Option<Date>, to: Option<Date>) -> Result<Self, PeriodError> {
        match (from, to) {
            (None, None) => Err(PeriodError::Open),
            (Some(from), Some(to)) if to < from => Err(PeriodError::Backwards { from, to }),
            _ => Ok(Period { from, to }),
        }
    }

    /// The first day, if there is one.
    pub const fn from(self) -> Option<Date> {
        self.from
    }

    /// The last day, if there is one.
    pub const fn to(self) -> Option<Date> {
        self.to
    }

    /// Whether a day lies inside.
    pub fn contains(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl TryFrom<PeriodForm> for Period {
    type Error = PeriodError;
    fn try_from(form: PeriodForm) -> Result<Self, PeriodError> {
        Period::new(form.from, form.to)
    }
}

impl From<Period> for PeriodForm {
    fn from(period: Period) -> Self {
        PeriodForm { from: period.from, to: period.to }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) => write!(f, "{from} to {to}"),
            (Some(from), None) => write!(f, "from {from}"),
            (None, Some(to)) => write!(f, "until {to}"),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Period {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Period".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        PeriodForm::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_exist_say_why() {
        let message = |text: &str| text.parse::<Date>().unwrap_err().to_string();
        assert!(message("2024-02-30").ends_with("February 2024 has 29 days"));
        assert!(message("2024-13-01").ends_with("there are 12 months"));
        assert!(message("2024-00-10").ends_with("there are 12 months"));
        assert!(message("2024-04-00").ends_with("April 2024 has 30 days"));
        for text in
            ["1 March 2024", "2024-3-1", "24-03-01", "2024-03-01T10:00:00", "", "２０２４-03-01"]
        {
            assert!(message(text).starts_with("expected a date"), "{text}");
        }
    }

    #[test]
    fn adding_stops_at_the_last_day() {
        let day: Date = "2024-01-31".parse().unwrap();
        assert_eq!(day.plus_months(1).to_string(), "2024-02-29");
        assert_eq!(day.plus_days(u32::MAX), Date::LAST);
        assert_eq!(day.plus_months(u32::MAX), Date::LAST);
    }
}
