//! NHSRplotthedots 0.2.2.

use improvement::base::Direction;
use improvement::spc::{
    Assurance, AssuranceIcon, Pattern, Preset, Question, Report, Screening, Sections, Side,
    Variation, VariationIcon,
};

use crate::fdp::meet;
use crate::table::{Data, Defect, Difference, Differences, EVENTS_OVER_ZERO, Line, Tally};

/// R stops where a missing point splits a window whose other steps all agree.
const CRASH: &str = "a missing point crashes the trend rule";
const TWICE: &str = "two rows of one date are refused, not taken together";
const NO_LIMITS: &str = "blank limits are called hit or miss";
/// The tool asks only whether the next point is in a trend, not whether both are in the same one.
const NEXT_TREND: &str = "the end of a trend that another follows is called by the step between";
/// 2 (2.66 / 3) and (2 / 3) 2.66 are not the same number.
const TWO_SIGMA: &str = "the two-sigma line is rounded in another order, which decides a tie";
const NO_DATA: &str = "a missing last point shows common cause";

pub(crate) fn simulated(data: &Data, tally: &mut Tally) {
    for case in data.lines("ptd_cases.csv").iter() {
        compare(data, case, "ptd_points.csv", "ptd_groups.csv", "rebase_at", tally);
    }
}

pub(crate) fn real(data: &Data, tally: &mut Tally) {
    for case in data.lines("real_ptd_cases.csv").iter() {
        compare(data, case, "real_ptd_points.csv", "real_ptd_groups.csv", "rebase", tally);
    }
}

fn compare(data: &Data, case: &Line, points: &str, groups: &str, rebase: &str, tally: &mut Tally) {
    let id = case.text("case_id");
    let kind = case.text("value").to_owned();
    if !["y", "n", "ratio", "percent", "pct", "pct_rest"].contains(&kind.as_str()) {
        return tally.skip(format!("an unknown value, {kind}"));
    }
    if !matches!(kind.as_str(), "y" | "n") && data.has_events_over_zero(case.text("series_id")) {
        let infinite = data.of(points, "case_id", id).iter().any(|line| line.text("y") == "Inf");
        let defect = (infinite || case.text("status") == "error").then_some(EVENTS_OVER_ZERO);
        return tally.refusal(id, "refused", defect);
    }
    let series = data.series(case.text("series_id"), |y, n| match kind.as_str() {
        "y" => Some(y),
        "n" => n,
        _ => {
            let n = n.filter(|n| *n != 0.0)?;
            Some(match kind.as_str() {
                "ratio" => y / n,
                "percent" | "pct" => 100.0 * y / n,
                _ => 100.0 * (1.0 - y / n),
            })
        }
    });
    let series = series.unwrap();
    let good = direction(case.text("improvement_direction"));
    let question = Question { good, target: case.number("target") };
    let starts = case.text(rebase).split(';').filter(|at| !at.is_empty()).filter_map(|at| {
        (0..series.len()).find(|point| series.position(*point).unwrap().to_string() == at)
    });
    let mut sections = Sections::whole().starting_at(starts);
    sections.baseline = case.whole("fix_after_n_points");
    let screening = if case.flag("screen_outliers") { Screening::Strict } else { Screening::None };
    let method = Preset::PlotTheDots.method().with_spec(|spec| spec.screening = screening);
    let report = Report::new(&method, &series, &sections, question);
    let mut found = Differences::default();
    if case.text("status") == "error" {
        let message = case.text("message");
        let crash = message.contains("missing value where TRUE/FALSE needed")
            && report.as_ref().is_ok_and(splits_a_trend);
        let twice = message.contains("duplicate");
        return match report {
            Err(_) => tally.agreed(),
            Ok(_) if twice => tally.refusal(id, message, Some(TWICE)),
            Ok(_) => tally.refusal(id, message, crash.then_some(CRASH)),
        };
    }
    let Ok(report) = report else { return tally.refusal(id, "refused", None) };
    let (chart, signals) = (report.chart(), report.signals());
    let points = data.of(points, "case_id", id);
    found.same("points", 0, chart.len(), points.len());
    // Groups are counted from 0, or from 1 if the first point is named as a start too.
    let first_group = points.first().and_then(|line| line.whole("rebase_group"));
    let of_group = |line: &Line| {
        line.whole("rebase_group").zip(first_group).map(|(group, first)| group - first)
    };
    for line in points {
        let i = line.whole("i").unwrap();
        let at = i - 1;
        found.number("y", i, chart.value(at), line.number("y"));
        let group = chart
            .sections()
            .iter()
            .position(|section| (section.start()..section.end()).contains(&at));
        found.same("section", i, group, of_group(&line));
        let lines = chart.lines(at);
        if let Some(y) = chart.value(at) {
            let (Some(lower), Some(upper)) = (lines.lower(), lines.upper()) else {
                continue_blank(&mut found, &line, i);
                continue;
            };
            let side = lines.centre().map_or(0.0, |centre| {
                (y - centre).partial_cmp(&0.0).map_or(0.0, |o| o as i8 as f64)
            });
            let outside = y > upper || y < lower;
            let close = !outside && (Some(y) > lines.upper_at(2) || Some(y) < lines.lower_at(2));
            found.same("outside", i, outside, line.flag("outside_limits"));
            found.same("side", i, Some(side), line.number("relative_to_mean"));
            found.same("close", i, close, line.flag("close_to_limits"));
        }
        let (variation, fired) = method.judgement().point(chart, signals, at, good);
        let cause =
            fired.map_or("Common Cause".to_owned(), |fired| cause(fired.rule.pattern, fired.side));
        found.same("cause", i, cause.as_str(), line.text("special_cause_type"));
        found.same("type", i, point_type(variation), line.text("point_type"));
    }
    for line in data.of(groups, "case_id", id) {
        let number = of_group(&line).unwrap();
        let Some(section) = chart.sections().get(number) else { continue };
        let lines = section.lines();
        found.number("mean", number, lines.centre(), line.number("mean"));
        found.number("lower", number, lines.lower(), line.number("lpl"));
        found.number("upper", number, lines.upper(), line.number("upl"));
        if !line.text("short_group_warning").is_empty() {
            let rows = section.end() - section.start();
            found.same("short", number, rows < 13, line.flag("short_group_warning"));
        }
    }
    let last_missing = chart.value(chart.len().saturating_sub(1)).is_none();
    let icon = match report.reading().variation {
        VariationIcon::Shows(variation) => icon(variation),
        _ => "common_cause",
    };
    found.same("variation icon", 0, icon, case.text("variation_type"));
    let assurance = match report.reading().assurance {
        AssuranceIcon::Shows(Assurance::Passes) => "pass",
        AssuranceIcon::Shows(Assurance::Fails) => "fail",
        AssuranceIcon::Shows(Assurance::HitOrMiss) => "inconsistent",
        _ => "",
    };
    let blank = chart.lines(chart.len().saturating_sub(1)).upper().is_none();
    found.same("assurance icon", 0, assurance, case.text("assurance_type"));
    let no_data = |one: &Difference| {
        one.is(&["variation icon"]) && last_missing && one.expects("common_cause")
    };
    let no_limits =
        |one: &Difference| one.is(&["assurance icon"]) && blank && one.expects("inconsistent");
    let next_trend = |one: &Difference| {
        let step = one.at.checked_sub(1).and_then(|at| against_the_next_trend(&report, at));
        step.is_some_and(|side| {
            let good = match good {
                Direction::Neither => None,
                good => Some((good == Direction::Up) == (side == Side::High)),
            };
            one.is(&["cause"]) && one.expects(format!("7 Point Trend ({})", way(side)))
                || one.is(&["type"]) && one.expects(trend_type(side, good))
        })
    };
    let on_two_sigma = |one: &Difference| {
        let i = if one.is(&["variation icon"]) { chart.len() } else { one.at };
        one.is(&["close", "cause", "type", "variation icon"])
            && (i.saturating_sub(3)..(i + 2).min(chart.len())).any(|at| {
                let lines = chart.lines(at);
                let on = |line| chart.value(at).is_some_and(|y| meet(y, line, lines));
                on(lines.lower_at(2)) || on(lines.upper_at(2))
            })
    };
    let defects: [Defect<'_>; 4] = [
        (NO_DATA, &no_data),
        (NO_LIMITS, &no_limits),
        (NEXT_TREND, &next_trend),
        (TWO_SIGMA, &on_two_sigma),
    ];
    tally.case(id, found, &defects);
}

/// Whether in some seven points of a section one is missing, and the steps between the others all
/// go one way.
fn splits_a_trend(report: &Report) -> bool {
    let chart = report.chart();
    chart.sections().iter().any(|section| {
        let values: Vec<_> = (section.start()..section.end()).map(|at| chart.value(at)).collect();
        values.windows(7).any(|seven| {
            let mut steps = seven.windows(2).filter_map(|pair| Some((pair[0]?, pair[1]?)));
            let up = steps.clone().all(|(before, after)| after > before);
            seven.contains(&None) && (up || steps.all(|(before, after)| after < before))
        })
    })
}

/// Where a trend of one way only ends and the next point of the section begins one, the way of the
/// step between them, if it is not that of the trend; a level step counts as a fall.
fn against_the_next_trend(report: &Report, at: usize) -> Option<Side> {
    let (chart, signals) = (report.chart(), report.signals());
    let trend =
        signals.rules().iter().position(|rule| matches!(rule.pattern, Pattern::Trend { .. }))?;
    let ways = |at: usize| [Side::High, Side::Low].map(|side| signals.marks(trend, side, at));
    let same_section = at + 1 < chart.section_of(at)?.end();
    let step = if chart.value(at + 1)? > chart.value(at)? { Side::High } else { Side::Low };
    let against = match ways(at) {
        [true, false] => step == Side::Low,
        [false, true] => step == Side::High,
        _ => false,
    };
    (same_section && against && ways(at + 1).contains(&true)).then_some(step)
}

/// A point without limits: the tool calls it neither outside nor close.
fn continue_blank(found: &mut Differences, line: &Line, i: usize) {
    found.same("outside", i, false, line.flag("outside_limits"));
}

pub(crate) fn direction(text: &str) -> Direction {
    match text {
        "increase" => Direction::Up,
        "decrease" => Direction::Down,
        "neutral" => Direction::Neither,
        other => panic!("unknown direction {other}"),
    }
}

fn cause(pattern: Pattern, side: Option<Side>) -> String {
    let high = side == Some(Side::High);
    match pattern {
        Pattern::BeyondLimits if high => "Above UCL".into(),
        Pattern::BeyondLimits => "Below LCL".into(),
        Pattern::Trend { .. } => {
            format!("7 Point Trend ({})", way(if high { Side::High } else { Side::Low }))
        }
        Pattern::Zone { .. } => format!("2 in 3 {} CL", if high { "Above" } else { "Below" }),
        Pattern::Shift { .. } => format!("7 Points {} CL", if high { "Above" } else { "Below" }),
        other => panic!("{other:?}"),
    }
}

fn way(side: Side) -> &'static str {
    if side == Side::High { "Increasing" } else { "Decreasing" }
}

fn point_type(variation: Variation) -> &'static str {
    match variation {
        Variation::CommonCause => "common",
        Variation::NeutralHigh => "neutral_high",
        Variation::NeutralLow => "neutral_low",
        other if other.is_improvement() => "improvement",
        _ => "concern",
    }
}

fn trend_type(side: Side, good: Option<bool>) -> &'static str {
    match (good, side) {
        (Some(true), _) => "improvement",
        (Some(false), _) => "concern",
        (None, Side::High) => "neutral_high",
        (None, Side::Low) => "neutral_low",
    }
}

fn icon(variation: Variation) -> &'static str {
    match variation {
        Variation::CommonCause => "common_cause",
        Variation::ImprovementHigh => "improvement_high",
        Variation::ImprovementLow => "improvement_low",
        Variation::ConcernHigh => "concern_high",
        Variation::ConcernLow => "concern_low",
        Variation::NeutralHigh => "neutral_high",
        Variation::NeutralLow => "neutral_low",
    }
}
