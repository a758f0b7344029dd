//! Rules on hand-made series: what fires, where, and what a tie, a gap or a new section does.

#![allow(
    clippy::unwrap_used,
    reason = "valid input must be accepted, and a test stops where it is not"
)]

use improvement::base::Direction;
use improvement::spc::{
    Aggregate, Chart, ChartKind, ChartSpec, EventsOverZero, Floor, Gaps, Method, Position, Preset,
    Question, Report, Row, RuleSet, RunTable, Sections, Series, Side, Signals, SpcError,
    StableShift, VariationIcon,
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
fn two_of_three_at_the_start_is_powerbis_alone() {
    let mut values = vec![5.0, 5.0];
    values.resize(14, 6.0);
    let series = Series::from_values(values.into_iter().map(Some)).unwrap();
    let chart = Chart::draw(&ChartSpec::new(ChartKind::I), &Sections::whole(), &series).unwrap();
    assert_eq!(marked(&chart, &RuleSet::power_bi(7, 5), 1, Side::Low), [0, 1], "two are enough");
    let rules = RuleSet::mdc_sql(6, 6, true);
    assert!(marked(&chart, &rules, 1, Side::Low).is_empty(), "the third is on the other side");
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
    assert!(
        StableShift { tolerance: f64::NAN, ..StableShift::default() }
            .find(ChartKind::I, &series)
            .is_err()
    );
    let all = StableShift { exclusions: usize::MAX, ..StableShift::default() };
    assert_eq!(all.find(ChartKind::I, &series).unwrap().len(), 2, "and soon");
}

#[test]
fn small_and_large_numbers_are_told_in_words() {
    for (size, said) in
        [(1e-9, "2e-8 lies above both limits (-3.3e-9 to 9.3e-9)"), (1e12, "20000000000000 lies")]
    {
        let values = (0..20).map(|at| size * f64::from(1 + at * 7 % 5));
        let series = Series::from_values(values).unwrap();
        let question = Question::new(Direction::Up).with_target(20.0 * size);
        let report =
            Report::new(&Method::default(), &series, &Sections::whole(), question).unwrap();
        let why = report.reading().why_assurance();
        assert!(why.contains(said), "{why}");
    }
}

#[test]
fn refusals_name_what_would_be_accepted() {
    let series = Series::from_values([1.0, -2.0]).unwrap();
    let draw = |kind| Chart::draw(&ChartSpec::new(kind), &Sections::whole(), &series).unwrap_err();
    assert!(matches!(draw(ChartKind::P), SpcError::NeedsDenominators { .. }));
    assert!(matches!(draw(ChartKind::Xbar), SpcError::NeedsSubgroups { .. }));
    assert_eq!(draw(ChartKind::T).to_string(), "point 1: a T chart needs a time above 0, found -2");
    for (kind, centre) in
        [(ChartKind::Mr, -1.0), (ChartKind::C, -1.0), (ChartKind::P, 1.5), (ChartKind::T, 0.0)]
    {
        let spec = ChartSpec { centre: Some(centre), ..ChartSpec::new(kind) };
        let error = Chart::draw(&spec, &Sections::whole(), &series).unwrap_err();
        assert!(error.to_string().starts_with("a given centre line must be "), "{kind}: {error}");
    }
    let below = ChartSpec {
        centre: Some(-9.0),
        floor: Floor::ZeroIfNoneNegative,
        ..ChartSpec::new(ChartKind::I)
    };
    let lines = Chart::draw(&below, &Sections::whole(), &Series::from_values([1.0, 2.0]).unwrap());
    let lines = lines.unwrap().lines(0);
    assert!(lines.lower() < lines.upper(), "{lines:?}");
    let outside = Sections::whole().starting_at([9]);
    let error = Chart::draw(&ChartSpec::new(ChartKind::I), &outside, &series).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a section start 9 lies outside the series, which has 2 points; indices run from 0"
    );
}

#[test]
fn a_time_between_events_that_never_changes_lies_on_its_centre_line() {
    // 12 is not what its root to the power gives; a shift of twelve would be the rounding's.
    for days in [0.3, 7.0, 11.21, 12.0, 37.04] {
        let series = Series::from_values([days; 12]).unwrap();
        let method = Preset::Qicharts2.method().drawing(ChartKind::T);
        let good = Question::new(Direction::Up);
        let report = Report::new(&method, &series, &Sections::whole(), good).unwrap();
        assert_eq!(report.signals().runs()[0].useful, 0, "{days} days");
        assert!(!report.signals().any());
        assert!((report.chart().value(0).unwrap() - days).abs() < 1e-12 * days);
    }
}

#[test]
fn points_left_out_may_signal_though_none_is_left() {
    let series = Series::from_values([12.2]).unwrap();
    let method = Preset::Qicharts2.method().drawing(ChartKind::C);
    let method = method.with_spec(|spec| spec.centre = Some(3.0));
    let sections = Sections::whole().without([0]);
    let chart = Chart::draw(method.spec(), &sections, &series).unwrap();
    assert!(Signals::detect(&chart, method.rules()).marks(0, Side::High, 0));
}

#[test]
fn a_given_centre_line_stands_where_every_point_is_missing() {
    let series = Series::from_values([None::<f64>, None]).unwrap();
    for kind in [ChartKind::I, ChartKind::P, ChartKind::UPrime] {
        let spec = ChartSpec { centre: Some(0.4), ..ChartSpec::new(kind) };
        let chart = Chart::draw(&spec, &Sections::whole(), &series).unwrap();
        assert_eq!(chart.lines(1).centre(), Some(0.4), "{kind}");
        assert_eq!(chart.lines(1).upper(), None);
    }
}

#[test]
fn a_subgroup_without_a_deviation_weighs_nothing_in_an_i_prime_chart() {
    // Deviations 1, none (a single row) and 2, of two rows each.
    let rows = [(1, 0.0), (1, 2.0_f64.sqrt()), (2, 5.0), (3, 0.0), (3, 8.0_f64.sqrt())];
    let rows = rows.map(|(at, value)| Row {
        position: Position::Ordinal(at),
        value: Some(value),
        denominator: None,
    });
    let series = Series::from_rows(rows, Aggregate::Deviation, EventsOverZero::Refuse).unwrap();
    assert_eq!(series.value(1), None);
    let spec = ChartSpec::new(ChartKind::IPrime);
    let chart = Chart::draw(&spec, &Sections::whole(), &series).unwrap();
    let centre = chart.lines(0).centre().unwrap();
    assert!((centre - 1.5).abs() < 1e-12, "{centre}: (2 * 1 + 2 * 2) / (2 + 2)");
}
