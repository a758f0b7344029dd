//! One point of a series.

use std::fmt;

use crate::base::{Date, Label, Number, QuantityError};

/// One point of a series: where in time, and what was found there.
///
/// Written with a date or a position, and with a value or a numerator and a denominator:
/// `{ on = 2014-01-01, value = 12.1 }`, `{ at = 7, count = 3, of = 120 }`; or with several values of that
/// time, a subgroup: `{ on = 2014-01-01, values = [12.1, 9.5, 10.4] }`. A point with none of them is a gap:
/// the time is known, and nothing was recorded.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "PointForm", into = "PointForm")]
pub struct Point {
    at: At,
    value: Option<Value>,
    values: Vec<Number>,
    note: Option<Label>,
}

/// Where in time a point lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum At {
    /// On a day; for a week or a month, its first day.
    Day(Date),
    /// At a place in the order, where dates are not known.
    Position(u32),
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(Number),
    /// So many of so many.
    Fraction {
        /// The numerator.
        count: Number,
        /// The denominator; above zero.
        of: Number,
    },
}

/// Why something is not a [`Point`].
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PointError {
    /// Neither a day nor a position, or both.
    #[error("a point has either a day (`on`) or a position (`at`), found {found}")]
    When {
        /// What there is: `both` or `neither`.
        found: &'static str,
    },
    /// More than one of a value, values, and a numerator with its denominator; or half of the last.
    #[error("a point has `value`, or `values`, or `count` and `of`, or none of them for a gap")]
    What,
    /// A subgroup of no values.
    #[error("`values` must hold at least one number; leave it out for a gap")]
    NoValues,
    /// A denominator of zero or less.
    #[error("`of` must be above 0, found {found}")]
    Denominator {
        /// The denominator as given.
        found: f64,
    },
    /// A number that is not one.
    #[error(transparent)]
    Number(#[from] QuantityError),
}

#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename = "Point")]
struct PointForm {
    /// The day; for a week or a month, its first day.
    on: Option<Date>,
    /// The place in the order, where dates are not known.
    at: Option<u32>,
    /// A number.
    value: Option<Number>,
    /// Several numbers of that time, such as the waits of five patients: a subgroup.
    values: Option<Vec<Number>>,
    /// The numerator.
    count: Option<Number>,
    /// The denominator.
    of: Option<Number>,
    /// What is special about this point.
    note: Option<Label>,
}

impl Point {
    pub(crate) fn new(at: impl Into<At>, value: Option<Value>, note: Option<Label>) -> Self {
        Point { at: at.into(), value, values: Vec::new(), note }
    }

    /// A point with a number.
    ///
    /// # Errors
    ///
    /// NaN and infinities.
    pub fn value(on: Date, value: f64) -> Result<Self, PointError> {
        Ok(Point::new(on, Some(Value::Number(Number::new(value)?)), None))
    }

    /// A point with a numerator and a denominator.
    ///
    /// # Errors
    ///
    /// NaN and infinities; a denominator of zero or less.
    pub fn fraction(on: Date, count: f64, of: f64) -> Result<Self, PointError> {
        let value = Value::fraction(Number::new(count)?, Number::new(of)?)?;
        Ok(Point::new(on, Some(value), None))
    }

    /// A point with several numbers of one time: a subgroup.
    ///
    /// ```
    /// use improvement::measure::{Point, Value};
    /// let waits = Point::subgroup("2024-01-08".parse()?, [12.0, 15.0, 9.0])?;
    /// assert_eq!(waits.values().len(), 3);
    /// assert_eq!(waits.found().map(Value::ratio), Some(12.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// NaN and infinities; no number at all.
    pub fn subgroup(on: Date, values: impl IntoIterator<Item = f64>) -> Result<Self, PointError> {
        let values = values.into_iter().map(Number::new).collect::<Result<_, _>>()?;
        Point::gap(on).with_values(values)
    }

    /// A time at which nothing was recorded.
    pub fn gap(on: Date) -> Self {
        Point::new(on, None, None)
    }

    /// The same point with the numbers of a subgroup, and their mean as what was found.
    pub(crate) fn with_values(mut self, values: Vec<Number>) -> Result<Self, PointError> {
        if values.is_empty() {
            return Err(PointError::NoValues);
        }
        let count = values.len() as f64;
        let sum: f64 = values.iter().map(|value| value.get()).sum();
        // Numbers so large that their sum is none are divided before.
        let mean = if sum.is_finite() {
            sum / count
        } else {
            values.iter().map(|value| value.get() / count).sum()
        };
        self.value = Some(Value::Number(Number::new(mean)?));
        self.values = values;
        Ok(self)
    }

    /// The same point, at a place in the order in place of a day.
    #[must_use]
    pub fn at_position(mut self, position: u32) -> Self {
        self.at = At::Position(position);
        self
    }

    /// The same point, with a note.
    #[must_use]
    pub fn with_note(mut self, note: Label) -> Self {
        self.note = Some(note);
        self
    }

    /// Where in time it lies.
    pub fn at(&self) -> At {
        self.at
    }

    /// What was found; of a subgroup the mean; `None` for a gap.
    pub fn found(&self) -> Option<Value> {
        self.value
    }

    /// The numbers of a subgroup; empty for any other point.
    pub fn values(&self) -> &[Number] {
        &self.values
    }

    /// What is special about it.
    pub fn note(&self) -> Option<&Label> {
        self.note.as_ref()
    }
}

impl Value {
    fn fraction(count: Number, of: Number) -> Result<Self, PointError> {
        if of.get() > 0.0 {
            Ok(Value::Fraction { count, of })
        } else {
            Err(PointError::Denominator { found: of.get() })
        }
    }

    /// The value as one number: itself, or numerator by denominator.
    pub fn ratio(self) -> f64 {
        match self {
            Value::Number(number) => number.get(),
            Value::Fraction { count, of } => count.get() / of.get(),
        }
    }
}

impl At {
    /// The day; `None` for a position.
    pub const fn day(self) -> Option<Date> {
        match self {
            At::Day(day) => Some(day),
            At::Position(_) => None,
        }
    }

    /// Whether both are days, or both positions.
    pub(super) const fn same_sort(self, other: At) -> bool {
        self.day().is_some() == other.day().is_some()
    }
}

impl From<Date> for At {
    fn from(day: Date) -> Self {
        At::Day(day)
    }
}

impl From<u32> for At {
    fn from(position: u32) -> Self {
        At::Position(position)
    }
}

/// Written as a date or as a whole number.
impl serde::Serialize for At {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            At::Day(day) => day.serialize(serializer),
            At::Position(position) => position.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for At {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl serde::de::Visitor<'_> for Either {
            type Value = At;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as 2026-03-01, or the position of a point")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<At, E> {
                text.parse().map(At::Day).map_err(E::custom)
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<At, E> {
                let refused = |_| E::invalid_value(serde::de::Unexpected::Unsigned(number), &self);
                u32::try_from(number).map(At::Position).map_err(refused)
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<At, E> {
                let refused = |_| E::invalid_value(serde::de::Unexpected::Signed(number), &self);
                u32::try_from(number).map(At::Position).map_err(refused)
            }
        }

        deserializer.deserialize_any(Either)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for At {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "At".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (day, position) = (generator.subschema_for::<Date>(), generator.subschema_for::<u32>());
        schemars::json_schema!({ "anyOf": [day, position] })
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            At::Day(day) => write!(f, "{day}"),
            At::Position(position) => write!(f, "position {position}"),
        }
    }
}

impl TryFrom<PointForm> for Point {
    type Error = PointError;

    fn try_from(form: PointForm) -> Result<Self, PointError> {
        let at = match (form.on, form.at) {
            (Some(day), None) => At::Day(day),
            (None, Some(position)) => At::Position(position),
            (Some(_), Some(_)) => return Err(PointError::When { found: "both" }),
            (None, None) => return Err(PointError::When { found: "neither" }),
        };
        let point = |value| Point::new(at, value, form.note);
        match (form.value, form.values, form.count, form.of) {
            (None, None, None, None) => Ok(point(None)),
            (Some(value), None, None, None) => Ok(point(Some(Value::Number(value)))),
            (None, Some(values), None, None) => point(None).with_values(values),
            (None, None, Some(count), Some(of)) => Ok(point(Some(Value::fraction(count, of)?))),
            _ => Err(PointError::What),
        }
    }
}

impl From<Point> for PointForm {
    fn from(point: Point) -> Self {
        let (on, at) = match point.at {
            At::Day(day) => (Some(day), None),
            At::Position(position) => (None, Some(position)),
        };
        let values = (!point.values.is_empty()).then_some(point.values);
        // Of a subgroup the mean is no part of what is written.
        let (value, count, of) = match point.value.filter(|_| values.is_none()) {
            None => (None, None, None),
            Some(Value::Number(value)) => (Some(value), None, None),
            Some(Value::Fraction { count, of }) => (None, Some(count), Some(of)),
        };
        PointForm { on, at, value, values, count, of, note: point.note }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Point {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Point".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        PointForm::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_a_value_or_a_fraction_or_a_gap() {
        let day: Date = "2024-01-01".parse().unwrap();
        assert_eq!(
            Point::fraction(day, 3.0, 120.0).unwrap().found().map(Value::ratio),
            Some(0.025)
        );
        assert_eq!(Point::gap(day).found(), None);
        assert_eq!(
            Point::fraction(day, 3.0, 0.0).unwrap_err().to_string(),
            "`of` must be above 0, found 0"
        );
        assert!(Point::value(day, f64::NAN).is_err());
        let most = Point::subgroup(day, [f64::MAX, f64::MAX]).unwrap();
        assert_eq!(most.found().map(Value::ratio), Some(f64::MAX));
        assert_eq!(Point::subgroup(day, []), Err(PointError::NoValues));
    }
}
