//! What the room refuses, and what it would accept.

use super::{ChartKind, Position};

/// A number in as few digits as it needs, whatever its size.
pub(super) fn told(number: f64) -> String {
    let plain = number == 0.0 || (1e-4..1e15).contains(&number.abs()) || !number.is_finite();
    if plain { number.to_string() } else { format!("{number:e}") }
}

/// Why a series, a chart or a rule set was refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SpcError {
    /// A number is infinite, not a number, or too large to square safely.
    #[error("row {row}: a number must be finite and from -1e60 to 1e60, found {}", told(*.found))]
    OutOfRange {
        /// The row, from 0, in the order given.
        row: usize,
        /// The number as given.
        found: f64,
    },
    /// A denominator is negative, or too small to divide by.
    #[error("row {row}: a denominator must be 0 or from 1e-30 to 1e60, found {}", told(*.found))]
    Denominator {
        /// The row, from 0, in the order given.
        row: usize,
        /// The denominator as given.
        found: f64,
    },
    /// Events were counted where nothing was at risk.
    #[error(
        "row {row}: {} events over a denominator of 0; give the denominator, leave the row empty, or treat such rows as missing",
        told(*.events)
    )]
    EventsWithoutDenominator {
        /// The row, from 0, in the order given.
        row: usize,
        /// The number of events.
        events: f64,
    },
    /// Positions of different kinds cannot be put in order.
    #[error(
        "row {row}: position {found} cannot be ordered among the others; use either whole numbers or dates throughout"
    )]
    MixedPositions {
        /// The row, from 0, in the order given.
        row: usize,
        /// The position that differs in kind from the first.
        found: Position,
    },
    /// Rows with and without a denominator were mixed.
    #[error("row {row} has a value but no denominator; give every row a denominator, or none")]
    MixedDenominators {
        /// The row, from 0, in the order given.
        row: usize,
    },
    /// The chart needs numerator and denominator.
    #[error(
        "a {kind} chart needs a denominator for every point; give numerators and denominators, or use an individuals chart"
    )]
    NeedsDenominators {
        /// The chart.
        kind: ChartKind,
    },
    /// The chart needs several rows for a position.
    #[error(
        "a {kind} chart needs subgroups, several rows for a position; for single values use an individuals chart"
    )]
    NeedsSubgroups {
        /// The chart.
        kind: ChartKind,
    },
    /// A value that the chart cannot hold.
    #[error("point {point}: a {kind} chart needs {wanted}, found {}", told(*.found))]
    ValueNotFor {
        /// The chart.
        kind: ChartKind,
        /// The point, from 0.
        point: usize,
        /// The value.
        found: f64,
        /// What would be accepted.
        wanted: &'static str,
    },
    /// A section, an exclusion or a baseline lies outside the series.
    #[error(
        "{what} {found} lies outside the series, which has {points} points; indices run from 0"
    )]
    OutsideSeries {
        /// What was placed: `"a section start"` or `"an excluded point"`.
        what: &'static str,
        /// The index given.
        found: usize,
        /// The number of points.
        points: usize,
    },
    /// A baseline too short for the method.
    #[error("a baseline must hold at least {at_least} points, found {found}")]
    BaselineTooShort {
        /// The number of points given.
        found: usize,
        /// The smallest number the method accepts.
        at_least: usize,
    },
    /// A parameter outside its range.
    #[error("{what} must be {wanted}, found {}", told(*.found))]
    Parameter {
        /// The parameter.
        what: &'static str,
        /// What would be accepted.
        wanted: &'static str,
        /// The number given.
        found: f64,
    },
    /// Levels cannot be found on such a chart.
    #[error("levels can be found on XmR, C, C', P and P' charts, not on a {kind} chart")]
    NoLevelsFor {
        /// The chart.
        kind: ChartKind,
    },
    /// Too many rules in one set.
    #[error("a rule set holds at most {at_most} rules, found {found}")]
    TooManyRules {
        /// The number of rules given.
        found: usize,
        /// The largest number accepted.
        at_most: usize,
    },
}
