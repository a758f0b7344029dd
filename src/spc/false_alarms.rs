//! How often a steady process looks special by chance.

use super::rules::RuleSet;
use super::{Method, RunBounds, Screening};

/// False alarms of a method on a chart of a given length.
///
/// Simulated: 20,000 charts of in-control, independent, normal data for each length, centre and
/// limits estimated from the same data; standard error at most 0.4 percentage points. Real data are
/// less well behaved, so these are the least to be expected.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
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
fn table() -> [Entry; 14] {
    use super::NelsonVariant::Qcc;
    // Whether a point beyond three sigma counts for two of three changes no chart's answer, since
    // the point itself is a signal; on one section the Making Data Count variants are one.
    let (six, seven) = ([8.8, 28.1, 44.8, 67.3, 86.1], [4.6, 15.4, 26.2, 44.2, 64.3]);
    [
        (RuleSet::making_data_count(6, 6), Some(false), six, Some(2.6)),
        (RuleSet::making_data_count(7, 7), Some(false), seven, Some(1.4)),
        (RuleSet::mdc_sql(6, 6, true), Some(false), six, Some(2.6)),
        (RuleSet::limits_only(), Some(false), [2.7, 5.7, 9.2, 14.8, 23.7], Some(0.4)),
        (RuleSet::limits_only(), Some(true), [5.1, 9.4, 13.5, 20.0, 29.8], Some(0.7)),
        (RuleSet::mdc_excel(6, 6), Some(false), six, Some(2.6)),
        (RuleSet::mdc_excel(7, 7), Some(false), seven, Some(1.4)),
        (RuleSet::power_bi(7, 5), Some(true), [16.8, 37.9, 54.4, 75.3, 91.0], Some(3.0)),
        (RuleSet::plot_the_dots(), Some(true), [7.0, 18.6, 29.7, 47.6, 66.9], Some(1.6)),
        (RuleSet::western_electric(), Some(false), [5.2, 14.9, 25.0, 41.8, 61.0], Some(1.6)),
        (RuleSet::nelson(Qcc), Some(false), [6.2, 19.1, 31.5, 50.6, 71.6], Some(2.3)),
        (RuleSet::perla_shift_and_trend(), None, [11.9, 35.8, 54.6, 78.4, 93.5], Some(3.2)),
        (RuleSet::anhoej(RunBounds::Anhoej), None, [1.4, 3.0, 4.1, 4.7, 4.8], None),
        (RuleSet::anhoej_with_limits(), Some(true), [6.1, 12.2, 17.3, 23.4, 32.8], None),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Direction;
    use crate::spc::{ChartKind, Pattern, Preset, Question, Report, Sections, Series, Ties};

    /// Percentages of charts with a signal and of marked last points among `charts` simulated ones.
    fn simulate(method: &Method, length: usize, charts: u32) -> (f64, f64) {
        let mut state = 88_172_645_463_325_252_u64;
        let mut uniform = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
        };
        let mut normal = move || {
            let (radius, angle) = ((-2.0 * uniform().ln()).sqrt(), uniform());
            radius * (std::f64::consts::TAU * angle).cos()
        };
        let method = method.clone().with_spec(|spec| spec.minimum.points = 1);
        let (mut series, mut report) = (Series::default(), Report::empty(&method));
        let (mut any, mut last) = (0_u32, 0_u32);
        for _ in 0..charts {
            series.replace_values((0..length).map(|_| normal())).unwrap();
            let question = Question::new(Direction::Neither);
            report.refresh(&method, &series, &Sections::whole(), question).unwrap();
            any += u32::from(report.signals().any());
            last += u32::from(report.signals().any_at(length - 1));
        }
        let percent = |count: u32| 100.0 * f64::from(count) / f64::from(charts);
        (percent(any), percent(last))
    }

    #[test]
    fn the_table_agrees_with_a_simulation() {
        for (rules, screened, shares, last) in table() {
            let method = Preset::Recommended.method().with_rules(rules.clone()).with_spec(|spec| {
                let median = rules.rules().iter().any(|rule| {
                    matches!(
                        rule.pattern,
                        Pattern::Runs { .. } | Pattern::Shift { ties: Ties::Skip, .. }
                    )
                }) && screened.is_none();
                spec.kind = if median { ChartKind::Run } else { ChartKind::I };
                if screened == Some(true) {
                    spec.screening = Screening::Strict;
                }
            });
            let (any, marked) = simulate(&method, 24, 2_000);
            // Three standard errors of 2,000 charts, and rounding.
            let error = |percent: f64| 0.1 + 3.0 * (percent * (100.0 - percent) / 2_000.0).sqrt();
            let [_, expected, ..] = shares;
            assert!(
                (any - expected).abs() < error(expected),
                "{}: {any} for {expected}",
                rules.name()
            );
            if let Some(last) = last {
                assert!(
                    (marked - last).abs() < error(last),
                    "{}: {marked} for {last}",
                    rules.name()
                );
            }
        }
    }

    #[test]
    #[ignore = "prints the rows of the table that were simulated with this crate"]
    fn print_the_rows() {
        let seven = Preset::Recommended.method().with_rules(RuleSet::making_data_count(7, 7));
        for method in [
            Preset::Recommended.method(),
            seven,
            Preset::MdcExcel.method(),
            Preset::PowerBiSpc.method(),
        ] {
            let row = LENGTHS.map(|length| simulate(&method, length, 20_000));
            println!("{}: {row:.1?}", method.rules().name());
        }
    }

    #[test]
    fn known_lengths_and_those_between() {
        let method = Preset::MdcExcel.method();
        let at = |points| FalseAlarms::of(&method, points);
        let known = at(24).unwrap();
        assert!((known.any_signal - 0.281).abs() < 1e-12);
        assert!(known.last_point.is_some_and(|last| (last - 0.026).abs() < 1e-12));
        let between = at(18).unwrap();
        assert!((between.any_signal - 0.1845).abs() < 1e-12 && between.last_point.is_none());
        assert!(at(11).is_none() && at(101).is_none());
        let seven = Preset::MdcExcel.method().with_rules(RuleSet::mdc_excel(7, 7));
        assert!(Preset::ALL.iter().all(|preset| FalseAlarms::of(&preset.method(), 24).is_some()));
        assert!(FalseAlarms::of(&seven, 24).unwrap().any_signal < 0.2);
    }
}
