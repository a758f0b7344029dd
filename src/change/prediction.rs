//! What the team expects to see, written down before it looks.

use std::fmt;

use crate::base::{Belief, Date, MeasureId, Number, Statement};

/// A prediction: an answer to a question of the plan, given before the test.
///
/// What a team predicts without a number is still a prediction; it cannot be compared by the crate,
/// and the review says so. A prediction has no way of being changed once its cycle has started (see
/// [`Cycle`](super::Cycle)); one that a document dates after the start keeps that date, so that it
/// can be seen.
///
/// ```
/// use improvement::base::{Belief, Number, Statement};
/// use improvement::change::{Expected, Prediction};
/// let mut short = Prediction::new(Statement::new("A huddle takes ten minutes at most")?);
/// short.measure = Some("huddle-minutes".parse()?);
/// short.expected = Some(Expected::at_most(Number::new(10.0)?));
/// short.belief = Some(Belief::new(0.7)?);
/// short.written_on = Some("2024-03-01".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Prediction {
    /// The prediction in words.
    pub says: Statement,
    /// The measure that will show it.
    pub measure: Option<MeasureId>,
    /// Where the measure stands when the prediction is made. Without it nobody can say whether a
    /// value outside the range at least moved the right way.
    pub from: Option<Number>,
    /// What the measure is expected to show.
    pub expected: Option<Expected>,
    /// How sure the team is that what it says will come about.
    pub belief: Option<Belief>,
    /// The day on which it was written down.
    pub written_on: Option<Date>,
}

impl Prediction {
    /// A prediction of which only the words are known.
    pub fn new(says: Statement) -> Self {
        Prediction {
            says,
            measure: None,
            from: None,
            expected: None,
            belief: None,
            written_on: None,
        }
    }

    /// Whether it was written before a test that started on a day; on the day itself is in time,
    /// since days are the finest grain that is recorded. `Unknown` if either day is.
    pub fn timing(&self, start: Option<Date>) -> Timing {
        match (self.written_on, start) {
            (Some(written), Some(start)) if written > start => Timing::Late,
            (Some(_), Some(_)) => Timing::InTime,
            _ => Timing::Unknown,
        }
    }

    /// Whether it names both a measure and what that measure is expected to show.
    pub fn can_be_compared(&self) -> bool {
        self.measure.is_some() && self.expected.is_some()
    }
}

/// Whether a prediction was written before the test that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Timing {
    /// On or before the day on which the test started.
    InTime,
    /// After the start: it is not a prediction any more.
    Late,
    /// The day of writing or the day of the start is not recorded.
    Unknown,
}

/// What a measure is expected to show: about a value, a range, or a movement.
///
/// Written `{ about = 8, within = 1 }`, `{ at_least = 5, at_most = 10 }` (either end may be left
/// out), or `{ movement = "fall" }`.
///
/// ```
/// use improvement::base::Number;
/// use improvement::change::Expected;
/// let n = |value| Number::new(value);
/// assert_eq!(Expected::about(n(8.0)?, n(1.0)?)?.to_string(), "8, give or take 1");
/// assert_eq!(
///     Expected::between(n(10.0)?, n(5.0)?).unwrap_err().to_string(),
///     "a range must not end before it starts, found 10 to 5",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "ExpectedForm", into = "ExpectedForm")]
pub struct Expected(Shape);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    About { value: Number, within: Option<Number> },
    Range { least: Option<Number>, most: Option<Number> },
    Movement(Movement),
}

/// Why something is not an [`Expected`].
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ExpectedError {
    /// The upper end lies below the lower.
    #[error("a range must not end before it starts, found {least} to {most}")]
    Backwards {
        /// The lower end as given.
        least: Number,
        /// The upper end as given.
        most: Number,
    },
    /// A margin below zero.
    #[error("`within` must not be below 0, found {found}")]
    Margin {
        /// The margin as given.
        found: Number,
    },
    /// None of the three ways to expect something, or parts of several.
    #[error(
        "what is expected is either `about` (with `within`), or `at_least` and `at_most`, or `movement`, found {found}"
    )]
    Form {
        /// What there is: `nothing`, `` `within` alone `` or `several of them`.
        found: &'static str,
    },
}

/// The way in which a measure is expected to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Movement {
    /// To a higher value.
    Rise,
    /// To a lower value.
    Fall,
}

impl Movement {
    /// The movement from one value to another; `None` if they are the same.
    pub fn between(from: Number, to: Number) -> Option<Self> {
        match from.cmp(&to) {
            std::cmp::Ordering::Less => Some(Movement::Rise),
            std::cmp::Ordering::Greater => Some(Movement::Fall),
            std::cmp::Ordering::Equal => None,
        }
    }
}

impl fmt::Display for Movement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Movement::Rise => "a rise",
            Movement::Fall => "a fall",
        })
    }
}

/// Differences up to this part of the larger number are the dust of binary fractions, not
/// differences: 0.8 is within 0.1 of 0.7.
const DUST: f64 = 1e-9;

impl Expected {
    /// A value, give or take a margin.
    ///
    /// # Errors
    ///
    /// A margin below zero.
    pub fn about(value: Number, within: Number) -> Result<Self, ExpectedError> {
        if within.get() < 0.0 {
            return Err(ExpectedError::Margin { found: within });
        }
        Ok(Expected(Shape::About { value, within: Some(within) }))
    }

    /// A value and no other.
    pub const fn exactly(value: Number) -> Self {
        Expected(Shape::About { value, within: None })
    }

    /// A range, both ends included.
    ///
    /// # Errors
    ///
    /// An upper end below the lower.
    pub fn between(least: Number, most: Number) -> Result<Self, ExpectedError> {
        if most < least {
            return Err(ExpectedError::Backwards { least, most });
        }
        Ok(Expected(Shape::Range { least: Some(least), most: Some(most) }))
    }

    /// A value or anything above it.
    pub const fn at_least(least: Number) -> Self {
        Expected(Shape::Range { least: Some(least), most: None })
    }

    /// A value or anything below it.
    pub const fn at_most(most: Number) -> Self {
        Expected(Shape::Range { least: None, most: Some(most) })
    }

    /// A movement of whatever size.
    pub const fn movement(movement: Movement) -> Self {
        Expected(Shape::Movement(movement))
    }

    /// The lowest and the highest value that is as expected, infinite where the range is open;
    /// `None` for a movement, which has no range.
    pub fn range(&self) -> Option<(f64, f64)> {
        match self.0 {
            Shape::About { value, within } => {
                let within = within.map_or(0.0, Number::get);
                Some((value.get() - within, value.get() + within))
            }
            Shape::Range { least, most } => Some((
                least.map_or(f64::NEG_INFINITY, Number::get),
                most.map_or(f64::INFINITY, Number::get),
            )),
            Shape::Movement(_) => None,
        }
    }

    /// Whether a value lies in the range, ends included; `None` for a movement.
    pub fn contains(&self, seen: Number) -> Option<bool> {
        let (least, most) = self.range()?;
        let seen = seen.get();
        let dust = |end: f64| if end.is_finite() { DUST * end.abs().max(seen.abs()) } else { 0.0 };
        Some(seen >= least - dust(least) && seen <= most + dust(most))
    }

    /// Which way a measure that stands at a value has to move to be as expected; `None` if it is
    /// expected to stay where it is.
    pub fn movement_from(&self, from: Number) -> Option<Movement> {
        match (self.0, self.range()) {
            (Shape::Movement(movement), _) => Some(movement),
            _ if self.contains(from) == Some(true) => None,
            (_, Some((least, _))) if from.get() < least => Some(Movement::Rise),
            _ => Some(Movement::Fall),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Shape::About { value, within: None } => write!(f, "{value}"),
            Shape::About { value, within: Some(within) } => {
                write!(f, "{value}, give or take {within}")
            }
            Shape::Range { least: Some(least), most: Some(most) } => write!(f, "{least} to {most}"),
            Shape::Range { least: Some(least), most: None } => write!(f, "{least} or more"),
            Shape::Range { least: None, most: Some(most) } => write!(f, "{most} or less"),
            Shape::Range { least: None, most: None } => f.write_str("any value"),
            Shape::Movement(movement) => movement.fmt(f),
        }
    }
}

#[derive(Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename = "Expected")]
struct ExpectedForm {
    /// A value.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<Number>,
    /// How far from the value still counts; 0 if it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<Number>,
    /// The lowest value expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<Number>,
    /// The highest value expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<Number>,
    /// The way in which the measure is expected to move.
    #[serde(skip_serializing_if = "Option::is_none")]
    movement: Option<Movement>,
}

impl TryFrom<ExpectedForm> for Expected {
    type Error = ExpectedError;

    fn try_from(form: ExpectedForm) -> Result<Self, ExpectedError> {
        let ExpectedForm { about, within, at_least, at_most, movement } = form;
        match (about, within, at_least, at_most, movement) {
            (Some(value), Some(within), None, None, None) => Expected::about(value, within),
            (Some(value), None, None, None, None) => Ok(Expected::exactly(value)),
            (None, None, Some(least), Some(most), None) => Expected::between(least, most),
            (None, None, Some(least), None, None) => Ok(Expected::at_least(least)),
            (None, None, None, Some(most), None) => Ok(Expected::at_most(most)),
            (None, None, None, None, Some(movement)) => Ok(Expected::movement(movement)),
            (None, None, None, None, None) => Err(ExpectedError::Form { found: "nothing" }),
            (None, Some(_), None, None, None) => {
                Err(ExpectedError::Form { found: "`within` alone" })
            }
            _ => Err(ExpectedError::Form { found: "several of them" }),
        }
    }
}

impl From<Expected> for ExpectedForm {
    fn from(expected: Expected) -> Self {
        let form = ExpectedForm::default();
        match expected.0 {
            Shape::About { value, within } => ExpectedForm { about: Some(value), within, ..form },
            Shape::Range { least, most } => ExpectedForm { at_least: least, at_most: most, ..form },
            Shape::Movement(movement) => ExpectedForm { movement: Some(movement), ..form },
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Expected {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Expected".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        ExpectedForm::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: f64) -> Number {
        Number::new(value).unwrap()
    }

    #[test]
    fn a_range_includes_its_ends_whatever_binary_fractions_do() {
        let about = Expected::about(n(0.7), n(0.1)).unwrap();
        assert_eq!(about.contains(n(0.8)), Some(true));
        assert_eq!(about.contains(n(0.6)), Some(true));
        assert_eq!(about.contains(n(0.8001)), Some(false));
        assert_eq!(Expected::at_most(n(10.0)).contains(n(10.0)), Some(true));
        assert_eq!(Expected::at_most(n(10.0)).contains(n(f64::MIN)), Some(true));
        assert_eq!(Expected::at_least(n(f64::MAX)).contains(n(f64::MAX)), Some(true));
        assert_eq!(Expected::movement(Movement::Fall).contains(n(1.0)), None);
    }

    #[test]
    fn the_way_to_move_follows_from_where_it_stands() {
        let range = Expected::between(n(5.0), n(10.0)).unwrap();
        assert_eq!(range.movement_from(n(12.0)), Some(Movement::Fall));
        assert_eq!(range.movement_from(n(4.0)), Some(Movement::Rise));
        assert_eq!(range.movement_from(n(10.0)), None);
        assert_eq!(Expected::movement(Movement::Rise).movement_from(n(1.0)), Some(Movement::Rise));
    }

    #[test]
    fn only_one_way_to_expect_something() {
        let form = |about, within, movement| {
            Expected::try_from(ExpectedForm { about, within, movement, ..ExpectedForm::default() })
        };
        assert!(form(Some(n(1.0)), None, Some(Movement::Rise)).is_err());
        assert!(form(None, Some(n(1.0)), None).unwrap_err().to_string().ends_with("alone"));
        assert!(form(None, None, None).unwrap_err().to_string().ends_with("nothing"));
        assert_eq!(
            form(Some(n(1.0)), Some(n(-1.0)), None).unwrap_err().to_string(),
            "`within` must not be below 0, found -1"
        );
    }

    #[test]
    fn a_prediction_on_the_day_of_the_start_is_in_time() {
        let mut prediction = Prediction::new(Statement::new("It works").unwrap());
        let start = "2024-03-04".parse().ok();
        assert_eq!(prediction.timing(start), Timing::Unknown);
        for (day, timing) in [("2024-03-04", Timing::InTime), ("2024-03-05", Timing::Late)] {
            prediction.written_on = day.parse().ok();
            assert_eq!(prediction.timing(start), timing);
        }
        assert_eq!(prediction.timing(None), Timing::Unknown);
    }
}
