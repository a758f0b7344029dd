//! How often a steady process looks special by chance.

use super::rules::{Pattern, Rule, RuleSet, RunBounds, Ties};
use super::{Average, ChartKind, Method, RangeAverage, Screening};

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
    /// The figures for a method, where its rules, its centre line and its screening were simulated
    /// together: an XmR chart with all of its lines estimated, or a run chart.
    ///
    /// Between two simulated lengths the share is interpolated in a straight line; below 12 and
    /// above 100 points nothing is said, nor below the points that the method needs.
    pub fn of(method: &Method, points: usize) -> Option<Self> {
        let spec = method.spec();
        let given = spec.centre.is_some() || spec.sigma.is_some();
        if given || spec.range != RangeAverage::Mean || points < spec.minimum.points {
            return None;
        }
        let centre = match (spec.kind, spec.average) {
            (ChartKind::Run, _) => Centre::Median,
            (ChartKind::I, Average::Mean) => Centre::Mean,
            _ => return None,
        };
        let screened = spec.screening != Screening::None;
        let patterns = |rules: &[Rule]| rules.iter().map(|rule| rule.pattern).collect::<Vec<_>>();
        let wanted = patterns(method.rules().rules());
        let (rules, _, _, shares, last) =
            table().into_iter().find(|(rules, on, screening, ..)| {
                *on == centre
                    && screening.is_none_or(|simulated| simulated == screened)
                    && patterns(rules) == wanted
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
        let marks = |rules: &[Rule]| rules.iter().map(|rule| rule.mark).collect::<Vec<_>>();
        let alike = marks(&rules) == marks(method.rules().rules());
        let last_point = last.filter(|_| alike && points == 24).map(|percent| percent / 100.0);
        Some(FalseAlarms { points, any_signal: percent / 100.0, last_point })
    }
}

/// What the rules looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Centre {
    Mean,
    Median,
}

type Entry = (Vec<Rule>, Centre, Option<bool>, [f64; 5], Option<f64>);

/// Rules, centre line, screening (if it matters), percentages of charts at each length, percentage of
/// last points at 24.
fn table() -> Vec<Entry> {
    use super::NelsonVariant::Qcc;
    use Centre::{Mean, Median};
    let of = |set: RuleSet| set.rules().to_vec();
    let one = |pattern| vec![Rule::new(pattern)];
    let shift = |points| one(Pattern::Shift { points, ties: Ties::Break });
    let trend = |points| one(Pattern::Trend { points, ties: Ties::Break });
    let pair = RuleSet::making_data_count(6, 6).rules().get(1).copied();
    // Whether a point beyond three sigma counts for two of three changes no chart's answer, since
    // the point itself is a signal; on one section the Making Data Count variants are one.
    let (six, seven) = ([8.8, 28.1, 44.8, 67.3, 86.1], [4.6, 15.4, 26.2, 44.2, 64.3]);
    let limits = || of(RuleSet::limits_only());
    let anhoej = || of(RuleSet::anhoej(RunBounds::Anhoej));
    let both = of(RuleSet::anhoej_with_limits());
    vec![
        (of(RuleSet::making_data_count(6, 6)), Mean, Some(false), six, Some(2.6)),
        (of(RuleSet::making_data_count(7, 7)), Mean, Some(false), seven, Some(1.4)),
        (limits(), Mean, Some(false), [2.7, 5.7, 9.2, 14.8, 23.7], Some(0.4)),
        (limits(), Mean, Some(true), [5.1, 9.4, 13.5, 20.0, 29.8], Some(0.7)),
        (shift(6), Mean, None, [5.0, 20.7, 35.2, 57.2, 78.2], Some(1.8)),
        (shift(7), Mean, None, [1.1, 8.7, 16.8, 31.7, 50.1], Some(0.8)),
        (shift(8), Mean, None, [0.2, 3.4, 7.3, 16.0, 27.5], Some(0.3)),
        (trend(5), Mean, None, [10.8, 25.1, 36.8, 56.0, 75.1], Some(1.7)),
        (trend(6), Mean, None, [1.5, 4.3, 7.3, 12.4, 20.9], Some(0.3)),
        (trend(7), Mean, None, [0.2, 0.7, 1.1, 2.0, 3.1], Some(0.0)),
        (pair.into_iter().collect(), Mean, Some(false), [2.2, 4.0, 6.1, 9.4, 14.2], Some(0.2)),
        (of(RuleSet::mdc_excel(6, 6)), Mean, Some(false), six, Some(2.6)),
        (of(RuleSet::mdc_excel(7, 7)), Mean, Some(false), seven, Some(1.4)),
        (of(RuleSet::power_bi(7, 5)), Mean, Some(true), [16.8, 37.9, 54.4, 75.3, 91.0], Some(3.0)),
        (of(RuleSet::plot_the_dots()), Mean, Some(true), [7.0, 18.6, 29.7, 47.6, 66.9], Some(1.6)),
        (
            of(RuleSet::western_electric()),
            Mean,
            Some(false),
            [5.2, 14.9, 25.0, 41.8, 61.0],
            Some(1.6),
        ),
        (of(RuleSet::nelson(Qcc)), Mean, Some(false), [6.2, 19.1, 31.5, 50.6, 71.6], Some(2.3)),
        (
            of(RuleSet::perla_shift_and_trend()),
            Median,
            None,
            [11.9, 35.8, 54.6, 78.4, 93.5],
            Some(3.2),
        ),
        (anhoej(), Median, None, [1.4, 3.0, 4.1, 4.7, 4.8], None),
        (anhoej(), Mean, None, [1.6, 4.1, 5.5, 5.6, 5.8], None),
        (both, Mean, Some(true), [6.1, 12.2, 17.3, 23.4, 32.8], None),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Direction;
    use crate::spc::{Preset, Question, Report, Sections, Series};

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
        for (rules, centre, screened, shares, last) in table() {
            let rules = RuleSet::new("simulated", rules).unwrap();
            let method = Preset::Recommended.method().with_rules(rules.clone()).with_spec(|spec| {
                spec.kind = if centre == Centre::Median { ChartKind::Run } else { ChartKind::I };
                if screened == Some(true) {
                    spec.screening = Screening::Strict;
                }
            });
            assert!(FalseAlarms::of(&method, 24).is_some());
            let (any, marked) = simulate(&method, 24, 2_000);
            // Three standard errors of 2,000 charts, and rounding.
            let error = |percent: f64| 0.1 + 3.0 * (percent * (100.0 - percent) / 2_000.0).sqrt();
            let [_, expected, ..] = shares;
            assert!((any - expected).abs() < error(expected), "{rules:?}: {any} for {expected}");
            if let Some(last) = last {
                assert!((marked - last).abs() < error(last), "{rules:?}: {marked} for {last}");
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
        assert!(at(12).is_none() && at(13).is_some() && at(101).is_none());
        // What was simulated on one chart says nothing of another.
        for kind in [ChartKind::P, ChartKind::G, ChartKind::Run] {
            assert!(FalseAlarms::of(&method.clone().drawing(kind), 24).is_none());
        }
        let anhoej = method.clone().with_rules(RuleSet::anhoej(RunBounds::Anhoej));
        let any = |kind| FalseAlarms::of(&anhoej.clone().drawing(kind), 24).unwrap().any_signal;
        assert!(any(ChartKind::Run) < any(ChartKind::I), "a mean is pulled about by its points");
        let seven = Preset::MdcExcel.method().with_rules(RuleSet::mdc_excel(7, 7));
        assert!(Preset::ALL.iter().all(|preset| FalseAlarms::of(&preset.method(), 24).is_some()));
        assert!(FalseAlarms::of(&seven, 24).unwrap().any_signal < 0.2);
    }
}
