//! The SPC engine of the NHS England design system, "v2.6a" logic.

use improvement::base::Direction;
use improvement::spc::{
    Assurance, AssuranceIcon, Chart, ChartKind, Lines, MinimumScope, Pattern, Preset, Question,
    Report, Rule, RuleSet, Screening, Sections, Side, Variation,
};

use crate::ptd::direction;
use crate::table::{Data, Difference, Differences, Line, Tally};

pub(crate) const PLAIN_MEAN: &str = "a plain loop sums the mean, and its rounding decides a tie";
const NEUTRAL_TREND: &str = "a neutral icon misses a trend that crosses sections";
/// On an XmR chart the point behind a dropped range is left out of the mean too.
const T_MEAN: &str = "screening a T chart moves its limits, but not its mean";

pub(crate) fn cases(data: &Data, tally: &mut Tally) {
    for case in data.lines("fdp_cases.csv").iter() {
        compare(data, case, tally);
    }
}

fn compare(data: &Data, case: &Line, tally: &mut Tally) {
    let id = case.text("case_id");
    let rate = data.rows(case.text("series_id")).iter().any(|row| row.denominator.is_some());
    let series = data
        .series(case.text("series_id"), |y, n| match n {
            Some(n) => (n != 0.0).then(|| y / n),
            None => (!rate).then_some(y),
        })
        .unwrap();
    let good = direction(case.text("improvement_direction"));
    let kind = match case.text("chart") {
        "XmR" => ChartKind::I,
        "T" => ChartKind::T,
        "G" => ChartKind::G,
        other => return tally.skip(format!("an unknown chart, {other}")),
    };
    let rules = RuleSet::mdc_sql(
        case.whole("shift_points").unwrap(),
        case.whole("trend_points").unwrap(),
        case.flag("two_sigma_counts_beyond_three"),
    );
    let crossing = |crosses: bool| {
        let rules = rules.rules().iter();
        let rules = rules.map(|rule| Rule { crosses: rule.crosses && crosses, ..*rule });
        RuleSet::new("as the case says", rules).unwrap()
    };
    let rules = crossing(case.flag("trend_crosses_sections"));
    let screened = case.flag("screen_mr_and_mean");
    let method = Preset::MdcSql.method().drawing(kind).with_rules(rules).with_spec(|spec| {
        spec.minimum.points = case.whole("min_points").unwrap();
        if !case.flag("whole_chart_eligible") {
            spec.minimum.scope = MinimumScope::SectionSoFar;
        }
        if screened {
            spec.screening = Screening::WithMean;
        }
    });
    let from_zero = |column| case.list(column).into_iter().map(|i| i - 1);
    let sections =
        Sections::whole().starting_at(from_zero("section_starts")).without(from_zero("ghosts"));
    let question = Question { good, target: case.number("target") };
    let report = match Report::new(&method, &series, &sections, question) {
        Ok(report) => report,
        Err(error) => return tally.refusal(id, &error.to_string(), None),
    };
    let (chart, signals) = (report.chart(), report.signals());
    let within = method.clone().with_rules(crossing(false));
    let within = Report::new(&within, &series, &sections, question).unwrap();
    let all_ranges = method.clone().with_spec(|spec| spec.screening = Screening::None);
    let unscreened = Chart::draw(all_ranges.spec(), &sections, &series).unwrap();
    let mean_stays = kind == ChartKind::T && screened;
    let mut found = Differences::default();
    found.same("points", 0, chart.len(), data.of("fdp_points.csv", "case_id", id).len());
    for (line, variation) in
        data.of("fdp_points.csv", "case_id", id).iter().zip(report.variations(&method, good))
    {
        let i = line.whole("i").unwrap();
        let at = i - 1;
        let lines = chart.lines(at);
        let mean = if mean_stays { unscreened.lines(at) } else { lines }.centre();
        for (column, value) in [
            ("mean", mean),
            ("lpl", lines.lower()),
            ("l2", lines.lower_at(2)),
            ("u2", lines.upper_at(2)),
            ("upl", lines.upper()),
        ] {
            found.number(column, i, value, line.number(column));
        }
        for (index, rule) in signals.rules().iter().enumerate() {
            let name = match rule.pattern {
                Pattern::BeyondLimits => "single",
                Pattern::Zone { .. } => "two",
                Pattern::Shift { .. } => "shift",
                _ => "trend",
            };
            for (side, word) in [(Side::High, "up"), (Side::Low, "down")] {
                let column = format!("{name}_{word}");
                let fired = signals.marks(index, side, at);
                found.same(&column, i, fired, line.flag(&column));
            }
        }
        found.same("icon", i, icon(variation), line.text("icon"));
    }
    let assurance = match report.reading().assurance {
        AssuranceIcon::Shows(Assurance::Passes) => "Pass",
        AssuranceIcon::Shows(Assurance::Fails) => "Fail",
        AssuranceIcon::Shows(Assurance::HitOrMiss) => "HitOrMiss",
        _ => "None",
    };
    if !case.text("target").is_empty() {
        found.same("assurance", 0, assurance, case.text("assurance"));
    }
    let within: Vec<_> = within.variations(&method, good).map(icon).collect();
    let missed = |one: &Difference| {
        good == Direction::Neither && one.is(&["icon"]) && one.expects(within[one.at - 1])
    };
    let other_mean = |one: &Difference| {
        let at = one.at.checked_sub(1).unwrap_or(chart.len() - 1);
        mean_stays && chart.lines(at).upper() != unscreened.lines(at).upper()
    };
    let shift = case.whole("shift_points").unwrap();
    let rules =
        ["single_up", "single_down", "two_up", "two_down", "shift_up", "shift_down", "icon"];
    let last = chart.lines(chart.len() - 1);
    let on_target = [last.lower(), last.upper()]
        .into_iter()
        .any(|line| question.target.is_some_and(|target| meet(target, line, last)));
    let tied = |one: &Difference| {
        one.is(&rules) && near_a_tie(&report, one.at, shift, None)
            || one.is(&["assurance"]) && on_target
    };
    tally.case(id, found, &[(NEUTRAL_TREND, &missed), (T_MEAN, &other_mean), (PLAIN_MEAN, &tied)]);
}

/// Whether, within the reach of a rule over `points` points round the point `i` (from 1), some point
/// lies so near a line that the last bits of the mean decide on which side it lies. On the centre
/// line that is so only where a sum in the order of the tool, or eight by eight, gives another mean.
pub(crate) fn near_a_tie(
    report: &Report,
    i: usize,
    points: usize,
    baseline: Option<usize>,
) -> bool {
    let chart = report.chart();
    let other_mean = |at: usize| {
        let section = chart.section_of(at).unwrap();
        let places = (section.start()..section.end()).take(baseline.unwrap_or(usize::MAX));
        let places = places.filter(|at| !chart.is_excluded(*at));
        let values: Vec<f64> = places.filter_map(|at| chart.value(at)).collect();
        let centre = chart.lines(at).centre();
        [values.iter().sum::<f64>(), pairwise(&values)]
            .into_iter()
            .any(|sum| centre != Some(sum / values.len() as f64))
    };
    (i.saturating_sub(points)..(i + points).min(chart.len())).any(|at| {
        let lines = chart.lines(at);
        let Some(y) = chart.value(at) else { return false };
        meet(y, lines.centre(), lines) && other_mean(at)
            || (1..=3).any(|sigmas| {
                meet(y, lines.lower_at(sigmas), lines) || meet(y, lines.upper_at(sigmas), lines)
            })
    })
}

/// Whether a value lies on a line but for the last bits of the numbers of this chart: a line at 0
/// is the difference of two of them.
pub(crate) fn meet(value: f64, line: Option<f64>, lines: Lines) -> bool {
    let size = lines.upper().map_or(0.0, f64::abs).max(lines.lower().map_or(0.0, f64::abs));
    line.is_some_and(|line| (value - line).abs() <= 1e-13 * size.max(value.abs()).max(line.abs()))
}

fn icon(variation: Variation) -> &'static str {
    match variation {
        Variation::CommonCause => "CommonCause",
        Variation::ImprovementHigh => "ImprovementHigh",
        Variation::ImprovementLow => "ImprovementLow",
        Variation::ConcernHigh => "ConcernHigh",
        Variation::ConcernLow => "ConcernLow",
        Variation::NeutralHigh => "NeitherHigh",
        Variation::NeutralLow => "NeitherLow",
    }
}

/// The sum as numpy makes it: in eight lanes, and from 128 values on in halves.
fn pairwise(values: &[f64]) -> f64 {
    if values.len() > 128 {
        let half = values.len() / 2;
        let (left, right) = values.split_at(half - half % 8);
        return pairwise(left) + pairwise(right);
    }
    let (eights, rest) = values.as_chunks::<8>();
    let mut lanes = [0.0; 8];
    for eight in eights {
        lanes.iter_mut().zip(eight).for_each(|(lane, value)| *lane += value);
    }
    let twos: [f64; 4] = std::array::from_fn(|two| lanes[2 * two] + lanes[2 * two + 1]);
    rest.iter().fold((twos[0] + twos[1]) + (twos[2] + twos[3]), |sum, value| sum + value)
}
