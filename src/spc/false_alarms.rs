//! How often a steady process looks special by chance.

use super::rules::RuleSet;
use super::{Method, RunBounds, Screening};

/// False alarms of a method on a chart of a given length.
///
/// Simulated: 20,000 charts of in-control, independent, normal data for each length, centre and
/// limits estimated from the same data; standard error at most 0.4 percentage points. Real data are
/// less well behaved, so these are the least to be expected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FalseAlarms {
    /// The number of points the figures are for.
    pub points: usize,
    /// The share of charts with at least one signal, 0 to 1.
    pub any_signal: f64,
    /// The share of charts whose last point is marked, as the variation icon would show, 0 to 1;
    /// known for 24 points only, and not for rules that mark no points.
    pub last_point: Option<f64>,
}

/// The lengths that were simulated.
const LENGTHS: [usize; 5] = [12, 24, 36, 60, 100];

impl FalseAlarms {
    /// The figures for a method, where its rules and its screening were simulated together.
    ///
    /// Between two simulated lengths the share is interpolated in a straight line; below 12 and
    /// above 100 points nothing is said.
    pub fn of(method: &Method, points: usize) -> Option<Self> {
        let screened = method.spec().screening != Screening::None;
        Self::of_rules(method.rules(), screened, points)
    }

    /// The figures for a rule set, with moving ranges screened or not.
    pub fn of_rules(rules: &RuleSet, screened: bool, points: usize) -> Option<Self> {
        let (_, _, shares, last) = table().into_iter().find(|(set, screening, ..)| {
            set.rules() == rules.rules() && screening.is_none_or(|s| s == screened)
        })?;
        let upper = LENGTHS.iter().position(|length| *length >= points)?;
        let (high, high_share) = (*LENGTHS.get(upper)?, *shares.get(upper)?);
        let percent = if high == points {
            high_share
        } else {
            let before = upper.checked_sub(1)?;
            let (low, low_share) = (*LENGTHS.get(before)?, *shares.get(before)?);
            let part = (points - low) as f64 / (high - low) as f64;
            low_share + part * (high_share - low_share)
        };
        let last_point = last.filter(|_| points == 24).map(|percent| percent / 100.0);
        Some(FalseAlarms { points, any_signal: percent / 100.0, last_point })
    }
}

type Entry = (RuleSet, Option<bool>, [f64; 5], Option<f64>);

/// Rules, screening (if it matters), percentages of charts at each length, percentage of last
/// points at 24.
fn table() -> [Entry; 10] {
    use super::NelsonVariant::Qcc;
    [
        (RuleSet::limits_only(), Some(false), [2.7, 5.7, 9.2, 14.8, 23.7], Some(0.4)),
        (RuleSet::limits_only(), Some(true), [5.1, 9.4, 13.5, 20.0, 29.8], Some(0.7)),
        (RuleSet::mdc_excel(6, 6), Some(false), [8.8, 28.1, 44.8, 67.3, 86.1], Some(2.6)),
        (RuleSet::mdc_excel(7, 7), Some(false), [4.6, 15.4, 26.2, 44.2, 64.3], Some(1.4)),
        (RuleSet::plot_the_dots(), Some(true), [7.0, 18.6, 29.7, 47.6, 66.9], Some(1.6)),
        (RuleSet::western_electric(), Some(false), [5.2, 14.9, 25.0, 41.8, 61.0], Some(1.6)),
        (RuleSet::nelson(Qcc), Some(false), [6.2, 19.1, 31.5, 50.6, 71.6], Some(2.3)),
        (RuleSet::perla_shift_and_trend(), None, [11.9, 35.8, 54.6, 78.4, 93.5], Some(3.2)),
        (RuleSet::anhoej(RunBounds::Anhoej), None, [1.4, 3.0, 4.1, 4.7, 4.8], None),
        (RuleSet::anhoej_with_limits(), Some(true), [6.1, 12.2, 17.3, 23.4, 32.8], None),
    ]
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the results are exact")]
mod tests {
    use super::*;
    use crate::spc::Preset;

    #[test]
    fn known_lengths_and_those_between() {
        let method = Preset::MdcExcel.method();
        let at = |points| FalseAlarms::of(&method, points);
        assert_eq!(
            at(24).map(|alarms| (alarms.any_signal, alarms.last_point)),
            Some((0.281, Some(0.026)))
        );
        let between = at(18).unwrap();
        assert!((between.any_signal - 0.1845).abs() < 1e-12 && between.last_point.is_none());
        assert!(at(11).is_none() && at(101).is_none());
        let seven = Preset::MdcExcel.method().with_rules(RuleSet::mdc_excel(7, 7));
        assert!(FalseAlarms::of(&seven, 24).unwrap().any_signal < 0.2);
    }
}
