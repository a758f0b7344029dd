//! Lengths of time as people say them: spans, windows of delay, and how often something happens.

use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

use super::{Date, written};

/// A whole number of days, weeks, months or years, written `10d`, `4w`, `6m` or `2y`.
///
/// Spans are compared by their length in days, a month counting as 30.4375 days and a year as
/// 365.25 (the Julian year and its twelfth), and added to dates by the calendar.
///
/// ```
/// use improvement::base::Span;
/// let span: Span = "6m".parse()?;
/// assert_eq!(span.after("2024-08-31".parse()?).to_string(), "2025-02-28");
/// assert_eq!("4w".parse::<Span>()?.days(), 28.0);
/// assert!("4 weeks".parse::<Span>().is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    count: u16,
    unit: Unit,
}

/// The unit of a [`Span`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Days, `d`.
    Days,
    /// Weeks, `w`.
    Weeks,
    /// Months, `m`.
    Months,
    /// Years, `y`.
    Years,
}

/// Why a text is not a [`Span`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a length of time such as 10d, 4w, 6m or 2y (up to 9999), found `{found}`")]
pub struct SpanError {
    /// The text as given.
    pub found: String,
}

impl Span {
    /// A span of so many units; `None` above 9,999.
    pub const fn new(count: u16, unit: Unit) -> Option<Self> {
        if count <= 9999 { Some(Span { count, unit }) } else { None }
    }

    /// Its length in days; months and years as their mean length.
    pub fn days(self) -> f64 {
        f64::from(self.count)
            * match self.unit {
                Unit::Days => 1.0,
                Unit::Weeks => 7.0,
                Unit::Months => 30.4375,
                Unit::Years => 365.25,
            }
    }

    /// Its length in whole days, rounded to the nearest.
    pub fn whole_days(self) -> u32 {
        // At most 9999 years, some 3.7 million days.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "days lie between 0 and 3.7 million"
        )]
        let whole = self.days().round() as u32;
        whole
    }

    /// The day that lies this span after another.
    pub fn after(self, day: Date) -> Date {
        let count = u32::from(self.count);
        match self.unit {
            Unit::Days => day.plus_days(count),
            Unit::Weeks => day.plus_days(count * 7),
            Unit::Months => day.plus_months(count),
            Unit::Years => day.plus_months(count * 12),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Days => 'd',
            Unit::Weeks => 'w',
            Unit::Months => 'm',
            Unit::Years => 'y',
        };
        write!(f, "{}{unit}", self.count)
    }
}

impl FromStr for Span {
    type Err = SpanError;

    fn from_str(text: &str) -> Result<Self, SpanError> {
        let error = || SpanError { found: text.chars().take(40).collect() };
        let mut digits = text.chars();
        let unit = match digits.next_back() {
            Some('d') => Unit::Days,
            Some('w') => Unit::Weeks,
            Some('m') => Unit::Months,
            Some('y') => Unit::Years,
            _ => return Err(error()),
        };
        let digits = digits.as_str();
        // One way to write each span: no sign, no leading zero.
        let plain = digits.bytes().all(|b| b.is_ascii_digit())
            && (digits.len() == 1 || !digits.starts_with('0'));
        let count = digits.parse().ok().filter(|_| plain).ok_or_else(error)?;
        Span::new(count, unit).ok_or_else(error)
    }
}

impl serde::Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        written::deserialize(deserializer, "a length of time such as 10d, 4w, 6m or 2y")
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Span {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Span".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A length of time, such as 10d, 4w, 6m or 2y.",
            "pattern": "^(0|[1-9][0-9]{0,3})[dwmy]$",
        })
    }
}

/// From when to when after its cause an effect is expected.
///
/// ```
/// use improvement::base::DelayWindow;
/// let window = DelayWindow::new("4w".parse()?, "26w".parse()?)?;
/// assert_eq!(window.to_string(), "4w to 26w");
/// assert!(DelayWindow::new("1y".parse()?, "26w".parse()?).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "DelayForm", into = "DelayForm")]
pub struct DelayWindow {
    from: Span,
    to: Span,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename = "DelayWindow")]
struct DelayForm {
    /// The earliest time at which the effect could show.
    from: Span,
    /// The latest time by which it should have shown.
    to: Span,
}

/// Why two spans do not make a [`DelayWindow`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a delay must not end before it starts, found {from} to {to}")]
pub struct DelayError {
    /// The earliest as given.
    pub from: Span,
    /// The latest as given.
    pub to: Span,
}

impl DelayWindow {
    /// A window from the earliest to the latest time.
    ///
    /// # Errors
    ///
    /// A latest time shorter than the earliest.
    pub fn new(from: Span, to: Span) -> Result<Self, DelayError> {
        if to.days() < from.days() {
            Err(DelayError { from, to })
        } else {
            Ok(DelayWindow { from, to })
        }
    }

    /// The earliest time at which the effect could show.
    pub const fn from(self) -> Span {
        self.from
    }

    /// The latest time by which it should have shown.
    pub const fn to(self) -> Span {
        self.to
    }
}

impl TryFrom<DelayForm> for DelayWindow {
    type Error = DelayError;
    fn try_from(form: DelayForm) -> Result<Self, DelayError> {
        DelayWindow::new(form.from, form.to)
    }
}

impl From<DelayWindow> for DelayForm {
    fn from(window: DelayWindow) -> Self {
        DelayForm { from: window.from, to: window.to }
    }
}

impl fmt::Display for DelayWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.to)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DelayWindow {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DelayWindow".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        DelayForm::json_schema(generator)
    }
}

/// How often something happens.
///
/// `Weekdays` stands apart from `Daily` because "daily" in a service often means weekdays only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rhythm {
    /// In every shift.
    Shift,
    /// Every day of the week.
    Daily,
    /// Monday to Friday.
    Weekdays,
    /// Once a week.
    Weekly,
    /// Every two weeks.
    Fortnightly,
    /// Once a month.
    Monthly,
    /// Every three months.
    Quarterly,
    /// Once a year.
    Yearly,
}

/// A rhythm, and how many times in each beat of it: `daily`, or `3 daily` for three times a day.
///
/// ```
/// use improvement::base::Cadence;
/// let huddle: Cadence = "3 daily".parse()?;
/// assert_eq!(huddle.times_a_year(), 3.0 * 365.25);
/// assert_eq!(huddle.to_string(), "3 daily");
/// assert_eq!("weekly".parse::<Cadence>()?.to_string(), "weekly");
/// # Ok::<(), improvement::base::CadenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cadence {
    times: NonZeroU16,
    rhythm: Rhythm,
}

/// Why a text is not a [`Cadence`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected how often, such as `weekly` or `3 daily`, with one of {}, found `{found}`",
    Rhythm::WORDS.map(|(word, _)| word).join(", ")
)]
pub struct CadenceError {
    /// The text as given.
    pub found: String,
}

impl Rhythm {
    const WORDS: [(&'static str, Rhythm); 8] = [
        ("shift", Rhythm::Shift),
        ("daily", Rhythm::Daily),
        ("weekdays", Rhythm::Weekdays),
        ("weekly", Rhythm::Weekly),
        ("fortnightly", Rhythm::Fortnightly),
        ("monthly", Rhythm::Monthly),
        ("quarterly", Rhythm::Quarterly),
        ("yearly", Rhythm::Yearly),
    ];

    /// The word for so many beats of it: `week`, `weeks`.
    pub(crate) const fn beat(self, count: u32) -> &'static str {
        let one = count == 1;
        match self {
            Rhythm::Shift | Rhythm::Daily => {
                if one {
                    "day"
                } else {
                    "days"
                }
            }
            Rhythm::Weekdays => {
                if one {
                    "weekday"
                } else {
                    "weekdays"
                }
            }
            Rhythm::Weekly => {
                if one {
                    "week"
                } else {
                    "weeks"
                }
            }
            Rhythm::Fortnightly => {
                if one {
                    "fortnight"
                } else {
                    "fortnights"
                }
            }
            Rhythm::Monthly => {
                if one {
                    "month"
                } else {
                    "months"
                }
            }
            Rhythm::Quarterly => {
                if one {
                    "quarter"
                } else {
                    "quarters"
                }
            }
            Rhythm::Yearly => {
                if one {
                    "year"
                } else {
                    "years"
                }
            }
        }
    }

    fn a_year(self) -> f64 {
        match self {
            // Three shifts a day, the usual pattern of a ward.
            Rhythm::Shift => 3.0 * 365.25,
            Rhythm::Daily => 365.25,
            Rhythm::Weekdays => 365.25 * 5.0 / 7.0,
            Rhythm::Weekly => 365.25 / 7.0,
            Rhythm::Fortnightly => 365.25 / 14.0,
            Rhythm::Monthly => 12.0,
            Rhythm::Quarterly => 4.0,
            Rhythm::Yearly => 1.0,
        }
    }
}

impl fmt::Display for Rhythm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word =
            Self::WORDS.iter().find(|(_, rhythm)| rhythm == self).map_or("", |(word, _)| word);
        f.write_str(word)
    }
}

impl Cadence {
    /// So many times in each beat of a rhythm.
    pub const fn new(times: NonZeroU16, rhythm: Rhythm) -> Self {
        Cadence { times, rhythm }
    }

    /// Once in each beat.
    pub const fn once(rhythm: Rhythm) -> Self {
        Cadence { times: NonZeroU16::MIN, rhythm }
    }

    /// The rhythm.
    pub const fn rhythm(self) -> Rhythm {
        self.rhythm
    }

    /// How many times it happens in one beat of its rhythm; of a shift pattern, in one day of three
    /// shifts.
    pub const fn times_a_beat(self) -> u32 {
        // A lossless conversion; `From` cannot be asked for in a constant.
        let times = self.times.get() as u32;
        match self.rhythm {
            Rhythm::Shift => times * 3,
            _ => times,
        }
    }

    /// How many times a year that is, on average (a shift pattern counted as three shifts a day).
    pub fn times_a_year(self) -> f64 {
        f64::from(self.times.get()) * self.rhythm.a_year()
    }
}

impl fmt::Display for Cadence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.times.get() > 1 {
            write!(f, "{} ", self.times)?;
        }
        write!(f, "{}", self.rhythm)
    }
}

impl FromStr for Cadence {
    type Err = CadenceError;

    fn from_str(text: &str) -> Result<Self, CadenceError> {
        let error = || CadenceError { found: text.chars().take(40).collect() };
        let (times, word) = match text.split_once(' ') {
            None => (NonZeroU16::MIN, text),
            Some((times, word)) => (times.parse().map_err(|_| error())?, word),
        };
        let rhythm = Rhythm::WORDS.iter().find(|(known, _)| *known == word).ok_or_else(error)?.1;
        Ok(Cadence { times, rhythm })
    }
}

impl serde::Serialize for Cadence {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Cadence {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        written::deserialize(deserializer, "how often, such as `weekly` or `3 daily`")
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Cadence {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cadence".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let words = Rhythm::WORDS.map(|(word, _)| word).join("|");
        schemars::json_schema!({
            "type": "string",
            "description": "How often, such as `weekly` or `3 daily`.",
            "pattern": format!("^([1-9][0-9]{{0,4}} )?({words})$"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_have_one_written_form() {
        for text in ["0d", "10d", "4w", "6m", "2y", "9999d"] {
            assert_eq!(text.parse::<Span>().unwrap().to_string(), text);
        }
        for text in ["", "d", "04w", "+4w", "-4w", "4", "4h", "10000d", "４w", "4ẅ"] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }

    #[test]
    fn every_rhythm_has_its_word() {
        for (word, rhythm) in Rhythm::WORDS {
            assert_eq!(Cadence::once(rhythm).to_string(), word);
            assert_eq!(word.parse(), Ok(Cadence::once(rhythm)));
        }
        for text in ["", "0 daily", "-1 daily", "daily ", "two daily", "hourly"] {
            assert!(text.parse::<Cadence>().is_err(), "{text}");
        }
    }
}
