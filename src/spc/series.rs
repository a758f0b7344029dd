//! What is charted: values in order, with what stands behind each of them.

use std::fmt;

use super::{
    SpcError,
    exact::{self, Extent},
};
use crate::base::Date;

/// Numbers beyond this magnitude are refused, so that squares and powers stay finite.
const LARGEST: f64 = 1e60;
/// Positive denominators below this are refused.
const SMALLEST_DENOMINATOR: f64 = 1e-30;
/// A missing value: not a number, and told from any other such by its last bits, as in R.
const MISSING: f64 = f64::from_bits(0x7ff8_0000_0000_07a2);

/// Where a point stands in time: a whole number, or a day.
///
/// Positions of one kind are ordered; a series never mixes the kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// A place in an order: week 1, patient 57.
    Ordinal(i64),
    /// A day: the day itself, or the first day of a week or month.
    Day(Date),
}

impl Position {
    fn same_kind(self, other: Position) -> bool {
        matches!(
            (self, other),
            (Position::Ordinal(_), Position::Ordinal(_)) | (Position::Day(_), Position::Day(_))
        )
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Position::Ordinal(number) => write!(f, "{number}"),
            Position::Day(day) => write!(f, "{day}"),
        }
    }
}

impl From<i64> for Position {
    fn from(number: i64) -> Self {
        Position::Ordinal(number)
    }
}

impl From<Date> for Position {
    fn from(day: Date) -> Self {
        Position::Day(day)
    }
}

/// One row as it was collected. Rows with the same position form a subgroup.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Where the row stands.
    pub position: Position,
    /// The value, or the numerator of a ratio; `None` when missing.
    pub value: Option<f64>,
    /// The denominator of a ratio; `None` when the value stands alone.
    pub denominator: Option<f64>,
}

/// How the rows of one position become one plotted value, where there is no denominator.
///
/// With denominators the plotted value is always the sum of the numerators over the sum of the
/// denominators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Aggregate {
    /// The mean of the rows.
    #[default]
    Mean,
    /// The middle row.
    Median,
    /// The sum of the rows.
    Sum,
    /// The sample standard deviation of the rows; missing for a single row.
    Deviation,
}

/// What to do with a row that counts events over a denominator of 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EventsOverZero {
    /// Refuse it: one of the two numbers is wrong. The default.
    #[default]
    Refuse,
    /// Treat the row as missing.
    Missing,
}

/// A series of points in order of position, ready to be charted.
///
/// Every number in it is finite and every denominator is positive or belongs to a missing point. A
/// missing point keeps its place.
///
/// ```
/// use improvement::spc::Series;
/// let weekly = Series::from_values([Some(3.0), None, Some(5.0)])?;
/// assert_eq!(weekly.len(), 3);
/// assert_eq!(weekly.value(1), None);
/// let within_four_hours = Series::from_ratios([(190.0, 200.0), (150.0, 180.0)])?;
/// assert_eq!(within_four_hours.value(0), Some(0.95));
/// # Ok::<(), improvement::spc::SpcError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Series {
    positions: Vec<Position>,
    values: Vec<f64>,
    denominators: Vec<f64>,
    groups: Vec<Subgroup>,
    extent: Extent,
}

/// What stands behind the plotted value of a subgroup. Missing numbers are NaN.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Subgroup {
    pub(crate) sum: f64,
    pub(crate) size: u32,
    pub(crate) mean: f64,
    pub(crate) deviation: f64,
}

impl Series {
    /// A series of single values at positions 1, 2, 3, ...; `None` is a missing point.
    ///
    /// # Errors
    ///
    /// [`SpcError::OutOfRange`] for an infinite number, NaN, or a magnitude above 1e60.
    pub fn from_values(
        values: impl IntoIterator<Item = impl Into<Option<f64>>>,
    ) -> Result<Self, SpcError> {
        let mut series = Series::default();
        series.replace_values(values)?;
        Ok(series)
    }

    /// Replaces the series by single values at positions 1, 2, 3, ..., keeping its memory: for
    /// charting many series in turn.
    ///
    /// # Errors
    ///
    /// As [`Series::from_values`]; the series is empty afterwards.
    pub fn replace_values(
        &mut self,
        values: impl IntoIterator<Item = impl Into<Option<f64>>>,
    ) -> Result<(), SpcError> {
        self.clear();
        self.values.extend(values.into_iter().map(|value| value.into().unwrap_or(MISSING)));
        self.measure();
        // Most series have no gap: they are checked at once, without looking for a row.
        if !self.extent.has_missing && in_range(self.extent.largest) {
            return Ok(());
        }
        let given = |value: &f64| value.to_bits() != MISSING.to_bits();
        match self.values.iter().position(|value| given(value) && !in_range(*value)) {
            None => Ok(()),
            Some(row) => {
                let found = self.values.swap_remove(row);
                self.clear();
                Err(SpcError::OutOfRange { row, found })
            }
        }
    }

    /// A series of ratios, numerator and denominator, at positions 1, 2, 3, ...
    ///
    /// # Errors
    ///
    /// As [`Series::from_rows`].
    pub fn from_ratios(pairs: impl IntoIterator<Item = (f64, f64)>) -> Result<Self, SpcError> {
        let rows = (1..).zip(pairs).map(|(at, (value, denominator))| Row {
            position: Position::Ordinal(at),
            value: Some(value),
            denominator: Some(denominator),
        });
        Series::from_events(rows, EventsOverZero::Refuse)
    }

    /// A series from rows in any order: sorted by position, rows of one position together a
    /// subgroup.
    ///
    /// If the value or the denominator of a row is missing, both are. A subgroup without any
    /// complete row is a missing point.
    ///
    /// # Errors
    ///
    /// - a number out of range, NaN among them
    /// - a negative denominator, or one above 0 but below 1e-30
    /// - events over a denominator of 0, unless such rows count as missing
    /// - positions of both kinds
    /// - rows with and without denominator (a missing value may leave both out)
    pub fn from_rows(
        rows: impl IntoIterator<Item = Row>,
        aggregate: Aggregate,
        zero: EventsOverZero,
    ) -> Result<Self, SpcError> {
        let mut rows = checked(rows, zero)?;
        rows.sort_by_key(|row| row.position);
        let ratios = rows.iter().any(|row| row.denominator.is_some());
        let mut series = Series::default();
        for group in rows.chunk_by(|a, b| a.position == b.position) {
            series.push_group(group, ratios, aggregate);
        }
        series.measure();
        Ok(series)
    }

    /// A series that keeps every row as a point of its own, sorted by position: for events, where
    /// two on one day are two points and not their average.
    ///
    /// # Errors
    ///
    /// As [`Series::from_rows`].
    pub fn from_events(
        rows: impl IntoIterator<Item = Row>,
        zero: EventsOverZero,
    ) -> Result<Self, SpcError> {
        let mut rows = checked(rows, zero)?;
        rows.sort_by_key(|row| row.position);
        let ratios = rows.iter().any(|row| row.denominator.is_some());
        let mut series = Series::default();
        for row in &rows {
            series.push_group(std::slice::from_ref(row), ratios, Aggregate::Mean);
        }
        series.measure();
        Ok(series)
    }

    fn clear(&mut self) {
        self.positions.clear();
        self.values.clear();
        self.denominators.clear();
        self.groups.clear();
        self.measure();
    }

    fn measure(&mut self) {
        self.extent = Extent::of(&self.values);
    }

    fn push_group(&mut self, rows: &[Row], ratios: bool, aggregate: Aggregate) {
        let mut values: Vec<f64> = rows.iter().filter_map(|row| row.value).collect();
        let sum = if values.is_empty() { f64::NAN } else { exact::sum(values.iter().copied()) };
        let mean = exact::mean(values.iter().copied());
        let deviation = exact::standard_deviation(&values);
        let size = u32::try_from(values.len()).unwrap_or(u32::MAX);
        let mut denominator = f64::NAN;
        let plotted = if ratios {
            let total = exact::sum(rows.iter().filter_map(|row| row.denominator));
            // A total of 0 has no events above it: 0 / 0, a missing point.
            if total > 0.0 && size > 0 {
                denominator = total;
                sum / total
            } else {
                f64::NAN
            }
        } else {
            match aggregate {
                Aggregate::Mean => mean,
                Aggregate::Median => exact::median(&mut values),
                Aggregate::Sum => sum,
                Aggregate::Deviation => deviation,
            }
        };
        self.positions.extend(rows.first().map(|row| row.position));
        self.values.push(plotted);
        if ratios {
            self.denominators.push(denominator);
        }
        self.groups.push(Subgroup { sum, size, mean, deviation });
    }

    /// The number of points, missing ones included.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no point at all.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Where point `at` stands.
    pub fn position(&self, at: usize) -> Option<Position> {
        if self.positions.is_empty() {
            let number = i64::try_from(at).ok()?.checked_add(1)?;
            return (at < self.len()).then_some(Position::Ordinal(number));
        }
        self.positions.get(at).copied()
    }

    /// The point at a position.
    pub fn index_of(&self, position: Position) -> Option<usize> {
        (0..self.len()).find(|at| self.position(*at) == Some(position))
    }

    /// The plotted value of point `at`; `None` when it is missing or outside the series.
    pub fn value(&self, at: usize) -> Option<f64> {
        self.values.get(at).copied().filter(|value| !value.is_nan())
    }

    /// The denominator of point `at`, if the series has denominators and the point is not missing.
    pub fn denominator(&self, at: usize) -> Option<f64> {
        self.denominators.get(at).copied().filter(|value| !value.is_nan())
    }

    /// Whether the points are ratios.
    pub fn has_denominators(&self) -> bool {
        !self.denominators.is_empty()
    }

    /// Whether some position holds several rows.
    pub fn has_subgroups(&self) -> bool {
        self.groups.iter().any(|group| group.size > 1)
    }

    /// The series from point `from` on; empty if there are not so many.
    #[must_use]
    pub fn starting_at(&self, from: usize) -> Self {
        fn tail<T: Clone>(all: &[T], from: usize) -> Vec<T> {
            all.get(from..).unwrap_or_default().to_vec()
        }
        let values = tail(&self.values, from);
        Series {
            positions: (from..self.len()).filter_map(|at| self.position(at)).collect(),
            extent: Extent::of(&values),
            values,
            denominators: tail(&self.denominators, from),
            groups: tail(&self.groups, from),
        }
    }

    /// The plotted values; NaN where missing.
    pub(crate) fn raw(&self) -> &[f64] {
        &self.values
    }

    /// How large the plotted values are.
    pub(crate) fn extent(&self) -> Extent {
        self.extent
    }

    /// The denominators, NaN where missing; empty if there are none.
    pub(crate) fn raw_denominators(&self) -> &[f64] {
        &self.denominators
    }

    pub(crate) fn group(&self, at: usize) -> Subgroup {
        self.groups.get(at).copied().unwrap_or_else(|| {
            let value = self.values.get(at).copied().unwrap_or(f64::NAN);
            let size = u32::from(!value.is_nan());
            Subgroup { sum: value, size, mean: value, deviation: f64::NAN }
        })
    }
}

fn in_range(number: f64) -> bool {
    // False for NaN too.
    number.abs() <= LARGEST
}

/// Checks rows one by one and empties both numbers of those where one is missing.
fn checked(
    rows: impl IntoIterator<Item = Row>,
    zero: EventsOverZero,
) -> Result<Vec<Row>, SpcError> {
    let mut kept: Vec<Row> = Vec::new();
    let mut ratios = None;
    for (row, given) in rows.into_iter().enumerate() {
        if kept.first().is_some_and(|first| !first.position.same_kind(given.position)) {
            return Err(SpcError::MixedPositions { row, found: given.position });
        }
        if let Some(found) = given.value.filter(|value| !in_range(*value)) {
            return Err(SpcError::OutOfRange { row, found });
        }
        let divides =
            |found: &f64| *found == 0.0 || (SMALLEST_DENOMINATOR..=LARGEST).contains(found);
        if let Some(found) = given.denominator.filter(|found| !divides(found)) {
            return Err(SpcError::Denominator { row, found });
        }
        let mut clean = given;
        match (given.value, given.denominator) {
            (Some(_), None) if ratios == Some(true) => {
                return Err(SpcError::MixedDenominators { row });
            }
            (Some(_), None) => ratios = Some(false),
            (_, Some(_)) if ratios == Some(false) => {
                return Err(SpcError::MixedDenominators { row });
            }
            (None, None) => {}
            (value, Some(denominator)) => {
                ratios = Some(true);
                let events = value.filter(|events| *events != 0.0);
                match (events, zero) {
                    (Some(events), EventsOverZero::Refuse) if denominator == 0.0 => {
                        return Err(SpcError::EventsWithoutDenominator { row, events });
                    }
                    (Some(_), EventsOverZero::Missing) if denominator == 0.0 => clean.value = None,
                    _ => {}
                }
            }
        }
        if clean.value.is_none() {
            clean.denominator = None;
        }
        kept.push(clean);
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(at: i64, value: f64, denominator: f64) -> Row {
        Row { position: at.into(), value: Some(value), denominator: Some(denominator) }
    }

    #[test]
    fn rows_are_sorted_and_grouped() {
        let rows = [row(2, 1.0, 4.0), row(1, 3.0, 6.0), row(2, 1.0, 4.0)];
        let series = Series::from_rows(rows, Aggregate::Mean, EventsOverZero::Refuse).unwrap();
        assert_eq!(series.len(), 2);
        assert_eq!(series.value(0), Some(0.5));
        assert_eq!(series.value(1), Some(0.25));
        assert_eq!(series.denominator(1), Some(8.0));
        assert_eq!(series.index_of(2.into()), Some(1));
        assert!(series.has_subgroups());
        let events = Series::from_events(rows, EventsOverZero::Refuse).unwrap();
        assert_eq!(events.len(), 3, "two events on one day stay two");
    }

    #[test]
    fn a_row_with_half_its_numbers_is_missing() {
        let half = Row { position: 1.into(), value: None, denominator: Some(5.0) };
        let series =
            Series::from_rows([half, row(2, 1.0, 2.0)], Aggregate::Mean, EventsOverZero::Refuse)
                .unwrap();
        assert_eq!(series.value(0), None);
        assert_eq!(series.denominator(0), None);
    }

    #[test]
    fn refusals_say_what_would_be_accepted() {
        let message = |result: Result<Series, SpcError>| result.unwrap_err().to_string();
        assert_eq!(
            message(Series::from_values([1.0, f64::NAN])),
            "row 1: a number must be finite and from -1e60 to 1e60, found NaN"
        );
        assert!(
            message(Series::from_values([None, Some(1.0), Some(f64::NAN), Some(1e61)]))
                .starts_with("row 2: a number must be finite"),
            "a missing value is not a wrong one"
        );
        assert!(message(Series::from_values([-1e308])).ends_with("found -1e308"));
        assert!(
            message(Series::from_ratios([(2.0, 0.0)])).contains("events over a denominator of 0")
        );
        assert!(message(Series::from_ratios([(2.0, -1.0)])).contains("must be 0 or from 1e-30"));
        let missing =
            Series::from_rows([row(1, 2.0, 0.0)], Aggregate::Mean, EventsOverZero::Missing);
        assert_eq!(missing.unwrap().value(0), None);
        let lone = Row { position: 2.into(), value: Some(1.0), denominator: None };
        assert!(
            message(Series::from_events([row(1, 1.0, 2.0), lone], EventsOverZero::Refuse))
                .contains("every row")
        );
        let day = Row {
            position: Date::new(2024, 1, 1).unwrap().into(),
            value: Some(1.0),
            denominator: Some(1.0),
        };
        assert!(
            message(Series::from_events([row(1, 1.0, 2.0), day], EventsOverZero::Refuse))
                .contains("2024-01-01")
        );
    }
}
