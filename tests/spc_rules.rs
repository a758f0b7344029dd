//! Rules on hand-made series: what fires, where, and what a tie, a gap or a new section does.

#![allow(
    clippy::unwrap_used,
    reason = "valid input must be accepted, and a test stops where it is not"
)]

use improvement::base::Direction;
use improvement::spc::{
    Chart, ChartKind, ChartSpec, Gaps, Method, Preset, Question, Report, RuleSet, RunTable,
    Sections, Series, Side, Signals, SpcError, StableShift, VariationIcon,
};

fn run_chart(values: &[f64], gaps: Gaps) -> Chart {
    let series =
        Series::from_values(values.iter().map(|value| (!value.is_nan()).then_some(*value)))
            .unwrap();
    let spec = ChartSpec { centre: Some(0.0), gaps, ..ChartSpec::new(ChartKind::Run) };
    Chart::draw(&spec, &Sections::whole(), &series).unwrap()
}

fn marked(chart: &Chart, rules: &RuleSet, index: usize, side: Side) -> Vec<usize> {
    Signals::detect(chart, rules).marked(index, side).collect()
}

#[test]
fn perla_shift_skips_points_on_the_median() {
    let chart = run_chart(&[-1.0, 2.0, 3.0, 0.0, 2.0, 1.0, 0.0, 4.0, 2.0, -1.0], Gaps::Bridge);
    let rules = RuleSet::perla(RunTable::Exact);
    assert_eq!(
        marked(&chart, &rules, 0, Side::High),
        [1, 2, 4, 5, 7, 8],
        "six above, two on the line between"
    );
    assert!(marked(&chart, &rules, 0, Side::Low).is_empty());
}

#[test]
fn perla_trend_skips_repeated_values() {
    let rules = RuleSet::perla(RunTable::Exact);
    let chart = run_chart(&[5.0, 1.0, 2.0, 2.0, 3.0, 4.0, 4.0, 5.0, 3.0], Gaps::Bridge);
    assert_eq!(
        marked(&chart, &rules, 1, Side::High),
        [1, 2, 4, 5, 7],
        "five rising, repeats apart"
    );
    let chart = run_chart(&[1.0, 2.0, 2.0, 3.0, 4.0, 4.0], Gaps::Bridge);
    assert!(marked(&chart, &rules, 1, Side::High).is_empty(), "four rising are too few");
    let gap = [1.0, 2.0, f64::NAN, 3.0, 4.0, 5.0];
    assert_eq!(marked(&run_chart(&gap, Gaps::Bridge), &rules, 1, Side::High).len(), 5);
    assert!(marked(&run_chart(&gap, Gaps::Break), &rules, 1, Side::High).is_empty());
}

#[test]
fn too_few_runs_are_a_signal_of_the_section() {
    let values: Vec<f64> = (0..20).map(|at| if at < 10 { 1.0 } else { -1.0 }).collect();
    let signals =
        Signals::detect(&run_chart(&values, Gaps::Bridge), &RuleSet::perla(RunTable::Exact));
    let count = signals.run_counts()[0];
    assert_eq!((count.useful, count.runs, count.bounds), (20, 2, Some((7, 15))));
    assert!(count.signal() && signals.rule_fired(2));
}

#[test]
fn a_recalculation_ends_a_shift_only_where_patterns_do_not_cross() {
    let mut values =
        vec![10.0, 12.0, 9.0, 11.0, 10.0, 12.0, 9.0, 11.0, 10.0, 8.0, 13.0, 13.0, 13.0];
    values.extend([30.0, 30.0, 30.0, 20.0, 21.0, 19.0, 20.0, 21.0, 19.0, 20.0, 21.0, 19.0, 20.0]);
    let series = Series::from_values(values).unwrap();
    let sections = Sections::whole().starting_at([13]);
    let shifts = |method: &Method| {
        let report = Report::new(method, &series, &sections, Question::new(Direction::Up)).unwrap();
        report.signals().marked(2, Side::High).collect::<Vec<_>>()
    };
    assert_eq!(shifts(&Preset::Recommended.method()), [10, 11, 12, 13, 14, 15]);
    assert!(shifts(&Preset::MdcSql.method()).is_empty());
}

#[test]
fn twelve_points_have_no_icon_and_thirteen_have() {
    let icon = |points: usize| {
        let series = Series::from_values(vec![4.0; points]).unwrap();
        let report = Report::new(
            &Method::default(),
            &series,
            &Sections::whole(),
            Question::new(Direction::Up),
        );
        report.unwrap().reading().variation
    };
    assert_eq!(icon(12), VariationIcon::TooFewPoints { found: 12, needed: 13 });
    assert!(icon(13).variation().is_some());
    assert_eq!(icon(0), VariationIcon::NoData);
}

#[test]
fn a_constant_hundred_per_cent_passes_a_target_of_a_hundred() {
    let series = Series::from_values(vec![100.0; 14]).unwrap();
    let question = Question::new(Direction::Up).with_target(100.0);
    let report = Report::new(&Method::default(), &series, &Sections::whole(), question).unwrap();
    assert!(report.reading().why_assurance().starts_with("consistently passes"));
}

#[test]
fn a_rebase_is_suggested_in_words_and_never_done() {
    let level = |at: u32| if at < 24 { 60.0 } else { 40.0 };
    let series = Series::from_values((0..50).map(|at| level(at) + f64::from(at * 3 % 5))).unwrap();
    let report =
        Report::new(&Method::default(), &series, &Sections::whole(), Question::new(Direction::Up))
            .unwrap();
    let suggestion = StableShift::default().suggest(report.chart(), &series).unwrap().unwrap();
    assert_eq!((suggestion.at, suggestion.side()), (24, Side::Low));
    assert!(suggestion.to_string().contains("since point 25"));
    assert_eq!(report.chart().sections().len(), 1);
    assert!(StableShift::default().find(ChartKind::G, &series).is_err());
}

#[test]
fn refusals_name_what_would_be_accepted() {
    let series = Series::from_values([1.0, -2.0]).unwrap();
    let draw = |kind| Chart::draw(&ChartSpec::new(kind), &Sections::whole(), &series).unwrap_err();
    assert!(matches!(draw(ChartKind::P), SpcError::NeedsDenominators { .. }));
    assert!(matches!(draw(ChartKind::Xbar), SpcError::NeedsSubgroups { .. }));
    assert_eq!(draw(ChartKind::T).to_string(), "point 1: a T chart needs a time above 0, found -2");
    let outside = Sections::whole().starting_at([9]);
    let error = Chart::draw(&ChartSpec::new(ChartKind::I), &outside, &series).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a section start 9 lies outside the series, which has 2 points; indices run from 0"
    );
}
