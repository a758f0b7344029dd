//! NHSRplotthedots 0.2.2.

use improvement::base::Direction;
use improvement::spc::{
    Assurance, AssuranceIcon, Pattern, Preset, Question, Report, Screening, Sections, Side,
    Variation, VariationIcon,
};

use crate::table::{Data, Differences, EVENTS_OVER_ZERO, Line, Tally};

/// R stops where a missing point splits a window whose other steps all agree.
const CRASH: &str = "a missing point crashes the trend rule";
const TWICE: &str = "two rows of one date are refused, not taken together";
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
    if !matches!(kind.as_str(), "y" | "n") && data.has_events_over_zero(case.text("series_id")) {
        return tally.case(id, vec!["refused".into()], Some(EVENTS_OVER_ZERO));
    }
    let series = data.series(case.text("series_id"), |y, n| match kind.as_str() {
        "y" => Some(y),
        "n" => n,
        _ => {
            let n = n.filter(|n| *n != 0.0)?;
            Some(match kind.as_str() {
                "ratio" => y / n,
                "percent" | "pct" => 100.0 * y / n,
                "pct_rest" => 100.0 * (1.0 - y / n),
                other => panic!("unknown value {other}"),
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
        let crash = case.text("message").contains("missing value where TRUE/FALSE needed");
        let twice = case.text("message").contains("duplicate");
        found.same(case.text("message"), report.is_err(), true);
        let defect = if twice { Some(TWICE) } else { crash.then_some(CRASH) };
        return tally.case(id, found.0, defect);
    }
    let report = report.unwrap();
    let (chart, signals) = (report.chart(), report.signals());
    for line in data.of(points, "case_id", id) {
        let i = line.whole("i").unwrap();
        let at = i - 1;
        found.number(format!("y {i}"), chart.value(at), line.number("y"));
        let group = chart
            .sections()
            .iter()
            .position(|section| (section.start()..section.end()).contains(&at));
        found.same(format!("section {i}"), group, line.whole("rebase_group"));
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
            found.same(format!("outside {i}"), outside, line.flag("outside_limits"));
            found.same(format!("side {i}"), Some(side), line.number("relative_to_mean"));
            found.same(format!("close {i}"), close, line.flag("close_to_limits"));
        }
        let (variation, fired) = method.judgement().point(chart, signals, at, good);
        let cause =
            fired.map_or("Common Cause".to_owned(), |fired| cause(fired.rule.pattern, fired.side));
        found.same(format!("cause {i}"), cause.as_str(), line.text("special_cause_type"));
        found.same(format!("type {i}"), point_type(variation), line.text("point_type"));
    }
    for line in data.of(groups, "case_id", id) {
        let number = line.whole("rebase_group").unwrap();
        let section = &chart.sections()[number];
        let lines = section.lines();
        found.number(format!("mean of {number}"), lines.centre(), line.number("mean"));
        found.number(format!("lower of {number}"), lines.lower(), line.number("lpl"));
        found.number(format!("upper of {number}"), lines.upper(), line.number("upl"));
        if !line.text("short_group_warning").is_empty() {
            let rows = section.end() - section.start();
            found.same(format!("short {number}"), rows < 13, line.flag("short_group_warning"));
        }
    }
    let last_missing = chart.value(chart.len() - 1).is_none();
    let before = found.0.len();
    let icon = match report.reading().variation {
        VariationIcon::Shows(variation) => icon(variation),
        _ => "common_cause",
    };
    found.same("variation icon", icon, case.text("variation_type"));
    let only_icon = before == 0 && !found.0.is_empty();
    let assurance = match report.reading().assurance {
        AssuranceIcon::Shows(Assurance::Passes) => "pass",
        AssuranceIcon::Shows(Assurance::Fails) => "fail",
        AssuranceIcon::Shows(Assurance::HitOrMiss) => "inconsistent",
        _ => "",
    };
    let blank = report.reading().assurance == AssuranceIcon::NoLimits;
    let before = found.0.len();
    found.same("assurance icon", assurance, case.text("assurance_type"));
    let only_assurance = before == 0 && !found.0.is_empty();
    let defect = match () {
        () if only_icon && last_missing => Some(NO_DATA),
        () if only_assurance && blank => Some("blank limits are called hit or miss"),
        () => None,
    };
    tally.case(id, found.0, defect);
}

/// A point without limits: the tool calls it neither outside nor close.
fn continue_blank(found: &mut Differences, line: &Line, i: usize) {
    found.same(format!("outside {i}"), false, line.flag("outside_limits"));
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
            format!("7 Point Trend ({})", if high { "Increasing" } else { "Decreasing" })
        }
        Pattern::Zone { .. } => format!("2 in 3 {} CL", if high { "Above" } else { "Below" }),
        Pattern::Shift { .. } => format!("7 Points {} CL", if high { "Above" } else { "Below" }),
        other => panic!("{other:?}"),
    }
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
