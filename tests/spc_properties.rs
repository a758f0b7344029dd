//! Laws that every chart obeys, whatever the numbers.

#![allow(
    clippy::unwrap_used,
    reason = "valid input must be accepted, and a test stops where it is not"
)]

use improvement::base::Direction;
use improvement::spc::{
    Chart, ChartKind, ChartSpec, Lines, Method, NelsonVariant, Preset, Question, Report, RuleSet,
    RunBounds, RunTable, Sections, Series, Side, Signals, Variation,
};
use proptest::prelude::*;

/// Whole numbers, so that shifting and doubling are exact and ties stay ties.
fn whole_values() -> impl Strategy<Value = Vec<Option<f64>>> {
    let value = prop_oneof![9 => (-40..40).prop_map(|v| Some(f64::from(v))), 1 => Just(None)];
    proptest::collection::vec(value, 0..80)
}

fn presets() -> impl Strategy<Value = Method> {
    proptest::sample::select(Preset::ALL.map(Preset::method).to_vec())
}

fn directions() -> impl Strategy<Value = Direction> {
    proptest::sample::select(vec![Direction::Up, Direction::Down, Direction::Neither])
}

fn read(
    method: &Method,
    values: &[Option<f64>],
    sections: &Sections,
    question: Question,
) -> Report {
    let series = Series::from_values(values.iter().copied()).unwrap();
    Report::new(method, &series, sections, question).unwrap()
}

fn numbers(lines: &Lines) -> [Option<f64>; 7] {
    [
        lines.centre(),
        lines.lower_at(1),
        lines.lower_at(2),
        lines.lower_at(3),
        lines.upper_at(1),
        lines.upper_at(2),
        lines.upper_at(3),
    ]
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs())),
        (None, None) => true,
        _ => false,
    }
}

/// Whether some point lies within rounding of a line, where a shift may decide a comparison.
fn touchy(report: &Report) -> bool {
    let chart = report.chart();
    (0..chart.len()).any(|at| {
        let lines = numbers(&chart.lines(at));
        chart.value(at).is_some_and(|value| {
            lines.iter().flatten().any(|line| (value - line).abs() <= 1e-9 * (1.0 + value.abs()))
        })
    })
}

proptest! {
    #[test]
    fn shifting_a_series_shifts_its_chart(
        values in whole_values(), shift in -1000_i32..1000, method in presets(), good in directions(),
    ) {
        let shift = f64::from(shift);
        let moved: Vec<_> = values.iter().map(|value| value.map(|value| value + shift)).collect();
        let question = Question::new(good).with_target(3.0);
        let whole = Sections::whole();
        let before = read(&method, &values, &whole, question);
        let after = read(&method, &moved, &whole, question.with_target(3.0 + shift));
        for at in 0..values.len() {
            for (a, b) in numbers(&before.chart().lines(at)).into_iter().zip(numbers(&after.chart().lines(at))) {
                prop_assert!(near(a.map(|line| line + shift), b));
            }
        }
        if !touchy(&before) {
            prop_assert!(before.variations(&method, good).eq(after.variations(&method, good)));
            prop_assert_eq!(before.reading().variation, after.reading().variation);
            prop_assert_eq!(before.reading().since, after.reading().since);
        }
    }

    #[test]
    fn scaling_a_series_scales_its_chart(
        values in whole_values(), power in -6_i32..6, method in presets(), good in directions(),
    ) {
        // A power of two scales without rounding, so everything else stays the same exactly.
        let factor = 2.0_f64.powi(power);
        let scaled: Vec<_> = values.iter().map(|value| value.map(|value| value * factor)).collect();
        let whole = Sections::whole();
        let before = read(&method, &values, &whole, Question::new(good).with_target(3.0));
        let after = read(&method, &scaled, &whole, Question::new(good).with_target(3.0 * factor));
        for at in 0..values.len() {
            let lines = numbers(&before.chart().lines(at)).map(|line| line.map(|line| line * factor));
            prop_assert_eq!(lines, numbers(&after.chart().lines(at)));
        }
        prop_assert!(before.variations(&method, good).eq(after.variations(&method, good)));
        prop_assert_eq!(before.reading().assurance, after.reading().assurance);
    }

    #[test]
    fn a_mirror_keeps_every_verdict(
        values in whole_values(), starts in proptest::collection::vec(0_usize..80, 0..3),
        method in presets(), good in directions(),
    ) {
        let mirrored: Vec<_> = values.iter().map(|value| value.map(|value| -value)).collect();
        let mut sections = Sections::whole();
        sections.starts = starts.into_iter().filter(|start| *start < values.len()).collect();
        let before = read(&method, &values, &sections, Question::new(good).with_target(3.0));
        let after = read(&method, &mirrored, &sections, Question::new(good.mirrored()).with_target(-3.0));
        prop_assert_eq!(before.reading().assurance, after.reading().assurance);
        for (index, _) in before.signals().rules().iter().enumerate() {
            for at in 0..values.len() {
                prop_assert_eq!(before.signals().marks(index, Side::High, at), after.signals().marks(index, Side::Low, at));
            }
        }
        if good != Direction::Neither {
            let verdicts = after.variations(&method, good.mirrored()).map(Variation::mirrored);
            prop_assert!(before.variations(&method, good).eq(verdicts));
        }
    }

    #[test]
    fn more_rules_never_signal_less(values in whole_values(), first in 0_usize..6, second in 0_usize..6) {
        let sets = [
            RuleSet::making_data_count(6, 6),
            RuleSet::plot_the_dots(),
            RuleSet::western_electric(),
            RuleSet::perla(RunTable::Exact),
            RuleSet::anhoej(RunBounds::Anhoej),
            RuleSet::nelson(improvement::spc::NelsonVariant::Qcc),
        ];
        let series = Series::from_values(values.iter().copied()).unwrap();
        let chart = Chart::draw(&ChartSpec::new(ChartKind::I), &Sections::whole(), &series).unwrap();
        let few = Signals::detect(&chart, &sets[first]);
        let many = Signals::detect(&chart, &sets[first].with(&sets[second]).unwrap());
        for at in 0..values.len() {
            prop_assert!(many.any_at(at) || !few.any_at(at));
            prop_assert!(many.fired_at(at).count() >= few.fired_at(at).count());
        }
        prop_assert!(many.any() || !few.any());
    }

    #[test]
    fn a_missing_point_changes_nothing_else(
        values in whole_values(), at in 0_usize..80, good in directions(),
    ) {
        let at = at.min(values.len());
        let mut longer = values.clone();
        longer.insert(at, None);
        let method = Method::default();
        let question = Question::new(good).with_target(3.0);
        let before = read(&method, &values, &Sections::whole(), question);
        let after = read(&method, &longer, &Sections::whole(), question);
        let verdicts: Vec<_> = before.variations(&method, good).collect();
        let mut others: Vec<_> = after.variations(&method, good).collect();
        others.remove(at);
        prop_assert_eq!(verdicts, others);
        prop_assert_eq!(before.reading().variation, after.reading().variation);
        prop_assert_eq!(before.reading().assurance, after.reading().assurance);
        let (mine, theirs) = (&before.chart().sections()[0], &after.chart().sections()[0]);
        prop_assert_eq!(mine.lines(), theirs.lines());
        // Where gaps break, runs still skip the missing point.
        let runs = RuleSet::anhoej(RunBounds::Anhoej);
        let chart = |values: &[Option<f64>]| {
            let series = Series::from_values(values.iter().copied()).unwrap();
            let spec = ChartSpec { gaps: improvement::spc::Gaps::Break, ..ChartSpec::new(ChartKind::Run) };
            Signals::detect(&Chart::draw(&spec, &Sections::whole(), &series).unwrap(), &runs)
        };
        let (mine, theirs) = (chart(&values), chart(&longer));
        prop_assert_eq!(mine.runs()[0].longest_run, theirs.runs()[0].longest_run);
        prop_assert_eq!(mine.runs()[0].crossings, theirs.runs()[0].crossings);
    }

    #[test]
    fn no_line_is_ever_other_than_finite(
        pairs in proptest::collection::vec((0_u32..50, 0_u32..60), 0..40),
        starts in proptest::collection::vec(0_usize..40, 0..3),
        excluded in proptest::collection::vec(0_usize..40, 0..4),
        baseline in proptest::option::of(1_usize..30), method in presets(),
    ) {
        let pairs: Vec<_> = pairs.into_iter().map(|(y, n)| (f64::from(y.min(n)), f64::from(n))).collect();
        let length = pairs.len();
        let series = Series::from_ratios(pairs).unwrap();
        let inside = |indices: Vec<usize>| indices.into_iter().filter(|at| *at < length).collect();
        let sections = Sections { starts: inside(starts), baseline, excluded: inside(excluded) };
        for kind in ChartKind::ALL {
            let method = method.clone().drawing(kind);
            let Ok(report) = Report::new(&method, &series, &sections, Question::new(Direction::Up).with_target(0.5)) else {
                continue;
            };
            for at in 0..length {
                prop_assert!(numbers(&report.chart().lines(at)).iter().flatten().all(|line| line.is_finite()));
                prop_assert!(report.chart().value(at).is_none_or(f64::is_finite));
            }
            prop_assert!(!report.reading().why_variation().contains("NaN"));
            prop_assert!(!report.reading().why_assurance().contains("NaN"));
        }
    }
}

/// A peak or trough belongs to the trend that follows, a gap between them or not.
#[test]
fn a_trough_before_a_gap_belongs_to_the_rise() {
    let mut values: Vec<Option<f64>> = [0.0; 18].map(Some).to_vec();
    values.extend([1.0, 0.0, -1.0, -13.0, -33.0].map(Some));
    values.push(None);
    values.extend([-26.0, -12.0, 0.0, 17.0].map(Some));
    let trough = 22;
    let mut sections = Sections::whole();
    sections.starts = vec![18];
    for (sign, good) in [(1.0, Direction::Up), (-1.0, Direction::Down)] {
        let turned: Vec<_> = values.iter().map(|value| value.map(|value| sign * value)).collect();
        let method = Preset::PowerBiSpc.method();
        let report = read(&method, &turned, &sections, Question::new(good));
        let at = report.variations(&method, good).nth(trough).unwrap();
        assert!(at.is_improvement(), "{sign}: {at:?}");
    }
}

proptest! {
    #[test]
    fn the_sign_of_a_zero_changes_nothing(
        values in proptest::collection::vec((-2..3_i32, any::<bool>()), 0..90), method in presets(),
    ) {
        let value = |(value, turned): (i32, bool)| {
            let value = f64::from(value);
            Some(if turned && value == 0.0 { -value } else { value })
        };
        let turned: Vec<_> = values.iter().copied().map(value).collect();
        let plain: Vec<_> = values.iter().map(|(value, _)| Some(f64::from(*value))).collect();
        let (whole, question) = (Sections::whole(), Question::new(Direction::Up).with_target(0.0));
        let (turned, plain) =
            (read(&method, &turned, &whole, question), read(&method, &plain, &whole, question));
        for at in 0..plain.chart().len() {
            prop_assert_eq!(
                turned.signals().fired_at(at).collect::<Vec<_>>(),
                plain.signals().fired_at(at).collect::<Vec<_>>()
            );
        }
        prop_assert_eq!(turned.reading().variation, plain.reading().variation);
    }
}

/// A method and a series, one after the other in the same memory.
fn charts() -> impl Strategy<Value = Vec<(Method, Vec<Option<f64>>, Vec<usize>)>> {
    let rules = proptest::option::of(proptest::sample::select(vec![
        RuleSet::nelson(NelsonVariant::Qcc),
        RuleSet::western_electric(),
        RuleSet::anhoej(RunBounds::Anhoej),
    ]));
    let method = (presets(), rules)
        .prop_map(|(preset, rules)| rules.map_or(preset.clone(), |rules| preset.with_rules(rules)));
    let starts = proptest::collection::vec(1_usize..20, 0..2);
    let long = proptest::collection::vec((-40..40).prop_map(|v| Some(f64::from(v))), 0..200);
    proptest::collection::vec((method, prop_oneof![whole_values(), long], starts), 1..8)
}

proptest! {
    #[test]
    fn memory_that_is_reused_leaves_nothing_behind(charts in charts()) {
        let question = Question::new(Direction::Up).with_target(0.0);
        let mut series = Series::default();
        let mut reused = Report::empty(&Method::default());
        for (method, values, starts) in &charts {
            let starts = starts.iter().copied().filter(|start| *start < values.len());
            let sections = Sections::whole().starting_at(starts);
            series.replace_values(values.iter().copied()).unwrap();
            reused.refresh(method, &series, &sections, question).unwrap();
            let fresh = read(method, values, &sections, question);
            prop_assert_eq!(reused.reading(), fresh.reading());
            prop_assert_eq!(reused.signals().runs(), fresh.signals().runs());
            for at in 0..=values.len() {
                prop_assert_eq!(reused.chart().lines(at), fresh.chart().lines(at));
                prop_assert_eq!(
                    reused.signals().fired_at(at).collect::<Vec<_>>(),
                    fresh.signals().fired_at(at).collect::<Vec<_>>()
                );
            }
        }
    }
}
