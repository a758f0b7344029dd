//! In what unit the values and the target of a measure speak.

use super::{DataKind, Measure, Point, Series, Value};
use crate::base::Number;

/// How the values and the target of a measure become numbers of one unit.
///
/// Fractions are multiplied by the `per` of the definition. A proportion without `per` speaks in
/// percent: its fractions and its parts of 1 are multiplied by 100, unless some of its plain numbers
/// exceed 1 and so are percentages already. A target of such a proportion is a part of 1 up to 1, and
/// a percentage above.
///
/// ```
/// use improvement::base::{Label, Number};
/// use improvement::measure::{DataKind, Definition, Family, Measure, Value};
/// let mut falls = Measure::new(Label::new("Falls")?, Family::Outcome);
/// falls.definition = Some(Definition::new(DataKind::Rate));
/// falls.definition.as_mut().unwrap().per = std::num::NonZeroU32::new(1000);
/// let value = Value::Fraction { count: Number::new(3.0)?, of: Number::new(600.0)? };
/// assert_eq!(falls.unit().value(value), 5.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    percent: bool,
    times: f64,
}

impl Unit {
    pub(super) fn of(measure: &Measure) -> Self {
        let definition = measure.definition.as_ref();
        let per = definition.and_then(|definition| definition.per);
        let proportion = definition.is_some_and(|d| d.kind == DataKind::Proportion);
        let found = measure.series.iter().flat_map(Series::points).filter_map(Point::found);
        let open = proportion && per.is_none();
        Unit {
            percent: open && found.into_iter().all(is_part),
            times: if open { 100.0 } else { per.map_or(1.0, |per| f64::from(per.get())) },
        }
    }

    /// Whether parts of 1 become percentages.
    pub const fn is_percent(self) -> bool {
        self.percent
    }

    /// What a fraction is multiplied by.
    pub const fn times(self) -> f64 {
        self.times
    }

    /// A value as a number of this unit.
    pub fn value(self, value: Value) -> f64 {
        match value {
            Value::Number(number) if self.percent => number.get() * self.times,
            Value::Number(number) => number.get(),
            Value::Fraction { .. } => value.ratio() * self.times,
        }
    }

    /// A target as a number of this unit.
    pub fn target(self, target: Number) -> f64 {
        let target = target.get();
        if self.percent && target.abs() <= 1.0 { target * self.times } else { target }
    }
}

fn is_part(value: Value) -> bool {
    match value {
        Value::Number(number) => number.get().abs() <= 1.0,
        Value::Fraction { .. } => true,
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "each value follows from one multiplication")]
mod tests {
    use super::super::{Definition, Family};
    use super::*;
    use crate::base::{Date, Label};

    fn proportion(points: &[Point]) -> Measure {
        let mut measure = Measure::new(Label::new("Seen in time").unwrap(), Family::Process);
        measure.definition = Some(Definition::new(DataKind::Proportion));
        measure.series = Some(Series::new(points.to_vec()).unwrap());
        measure
    }

    fn day(day: u32) -> Date {
        Date::new(2024, 1, day).unwrap()
    }

    #[test]
    fn parts_of_one_become_percentages_and_percentages_stay() {
        let number = |value| Number::new(value).unwrap();
        let fraction = Value::Fraction { count: number(3.0), of: number(4.0) };
        let parts = proportion(&[Point::value(day(1), 0.5).unwrap()]).unit();
        assert!(parts.is_percent());
        assert_eq!(parts.value(Value::Number(number(0.5))), 50.0);
        assert_eq!(parts.value(fraction), 75.0);
        assert_eq!((parts.target(number(0.95)), parts.target(number(95.0))), (95.0, 95.0));

        let percentages = proportion(&[Point::value(day(1), 50.0).unwrap()]).unit();
        assert!(!percentages.is_percent());
        assert_eq!(percentages.value(Value::Number(number(50.0))), 50.0);
        assert_eq!(percentages.value(fraction), 75.0, "mixed in, fractions are percentages too");
        assert_eq!(percentages.target(number(0.95)), 0.95);
    }

    #[test]
    fn without_a_definition_numbers_are_what_they_are() {
        let measure = Measure::new(Label::new("Minutes").unwrap(), Family::Process);
        let number = Number::new(0.4).unwrap();
        assert_eq!(measure.unit().value(Value::Number(number)), 0.4);
        assert_eq!((measure.unit().target(number), measure.unit().times()), (0.4, 1.0));
    }
}
