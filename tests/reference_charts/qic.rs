//! qicharts2 0.8.1.

use improvement::spc::{
    Aggregate, Chart, ChartKind, EventsOverZero, Floor, Lines, Pattern, Preset, Row, Rule, RuleSet,
    RunBounds, Screening, Sections, Series, Side, Signals,
};

use crate::table::{Data, Differences, EVENTS_OVER_ZERO, Line, Tally};

pub(crate) fn simulated(data: &Data, tally: &mut Tally) {
    for case in data.lines("qic_cases.csv").iter() {
        compare(data, case, "qic_points.csv", "qic_parts.csv", tally);
    }
}

pub(crate) fn real(data: &Data, tally: &mut Tally) {
    for case in data.lines("real_qic_cases.csv").iter() {
        compare(data, case, "real_qic_points.csv", "real_qic_parts.csv", tally);
    }
}

fn compare(data: &Data, case: &Line, points: &str, parts: &str, tally: &mut Tally) {
    let id = case.text("case_id");
    let kind = kind(case.text("chart"));
    let use_n = case.flag("use_n");
    let rows = data.rows(case.text("series_id")).into_iter();
    let rows = rows.map(|row| if use_n { row } else { Row { denominator: None, ..row } });
    let aggregate = match case.text("agg_fun") {
        "" | "mean" => Aggregate::Mean,
        "median" => Aggregate::Median,
        "sum" => Aggregate::Sum,
        "sd" => Aggregate::Deviation,
        other => panic!("unknown aggregate {other}"),
    };
    if use_n && data.has_events_over_zero(case.text("series_id")) {
        return tally.case(id, vec!["refused".into()], Some(EVENTS_OVER_ZERO));
    }
    let series = Series::from_rows(rows, aggregate, EventsOverZero::Refuse).unwrap();
    let mut sections = Sections::whole().without(case.list("exclude").into_iter().map(|i| i - 1));
    let length = series.len();
    sections.starts = case.list("part").into_iter().filter(|last| *last < length).collect();
    if sections.starts.is_empty() {
        sections.baseline = case.whole("freeze");
    }
    let bounds = match case.text("method") {
        "" | "anhoej" => RunBounds::Anhoej,
        "bestbox" => RunBounds::BestBox,
        "cutbox" => RunBounds::CutBox,
        other => panic!("unknown method {other}"),
    };
    let rules = [Rule::new(Pattern::BeyondLimits), Rule::new(Pattern::Runs { bounds })];
    let rules = RuleSet::new("as the case says", rules).unwrap();
    let method = Preset::Qicharts2.method().drawing(kind).with_spec(|spec| {
        spec.centre = case.number("cl");
        spec.scale = case.number("multiply").unwrap_or(1.0);
        spec.unordered = case.text("x_type") == "category";
        if case.text("y_neg") == "0" {
            spec.floor = Floor::ZeroIfNoneNegative;
        }
        if case.text("screened_mr") == "0" {
            spec.screening = Screening::None;
        }
    });
    let drawn = Chart::draw(method.spec(), &sections, &series);
    if case.text("status") == "error" {
        let found = if drawn.is_err() { vec![] } else { vec!["not refused".into()] };
        return tally.case(id, found, None);
    }
    let mut found = Differences::default();
    let Ok(chart) = drawn else {
        return tally.case(id, vec![format!("refused: {}", drawn.unwrap_err())], None);
    };
    let signals = Signals::detect(&chart, &rules);
    let parts = data.of(parts, "case_id", id);
    for (number, line) in parts.iter().enumerate() {
        let runs = &signals.runs()[number];
        let part = number + 1;
        if !line.text("n_obs").is_empty() {
            found.same(format!("points of {part}"), Some(runs.points), line.whole("n_obs"));
        }
        found.same(format!("useful points of {part}"), Some(runs.useful), line.whole("n_useful"));
        found.same(format!("longest run of {part}"), runs.longest_run, line.whole("longest_run"));
        found.same(format!("most of {part}"), runs.longest_run_most, line.whole("longest_run_max"));
        found.same(format!("crossings of {part}"), runs.crossings, line.whole("n_crossings"));
        found.same(format!("least of {part}"), runs.crossings_least, line.whole("n_crossings_min"));
        found.same(format!("runs of {part}"), runs.signal, line.flag("runs_signal"));
    }
    for line in data.of(points, "case_id", id) {
        let i = line.whole("i").unwrap();
        let at = i - 1;
        found.number(format!("y {i}"), chart.value(at), line.number("y"));
        let part = line.whole("part").unwrap();
        found.same(
            format!("part {i}"),
            chart.sections().iter().position(|section| at < section.end()),
            Some(part - 1),
        );
        let constant = &parts[part - 1];
        let expected = if COLUMNS.iter().any(|column| !constant.text(column).is_empty()) {
            constant
        } else {
            &line
        };
        for (column, value) in COLUMNS.iter().zip(five(chart.lines(at))) {
            let scale = expected.number("ucl").unwrap_or(0.0).abs();
            found.near(format!("{column} {i}"), value, expected.number(column), scale);
        }
        let outside = signals.marks(0, Side::High, at) || signals.marks(0, Side::Low, at);
        found.same(format!("outside {i}"), outside, line.flag("sigma_signal"));
    }
    let no_value = (0..length).any(|at| chart.value(at).is_none());
    let no_range = kind == ChartKind::Mr && (0..length).all(|at| chart.value(at).is_none());
    let partial = !sections.excluded.is_empty() || sections.baseline.is_some_and(|k| k < length);
    let given = method.spec().centre.is_some();
    let defect = match kind {
        ChartKind::T if given => {
            Some("a given centre line of a t chart is raised to 3.6 twice over")
        }
        ChartKind::G if given => Some("a given centre line of a g chart is drawn at 0.693 of it"),
        ChartKind::IPrime if partial => {
            Some("freeze and exclude move only the centre line of an I' chart")
        }
        ChartKind::Mr if no_range => Some("an mr chart without ranges has a lower limit"),
        _ if (aggregate == Aggregate::Sum || kind == ChartKind::C) && no_value => {
            Some("the sum of a missing subgroup is plotted as 0")
        }
        _ => None,
    };
    tally.case(id, found.0, defect);
}

const COLUMNS: [&str; 5] = ["cl", "lcl", "lcl95", "ucl95", "ucl"];

fn five(lines: Lines) -> [Option<f64>; 5] {
    [lines.centre(), lines.lower(), lines.lower_at(2), lines.upper_at(2), lines.upper()]
}

fn kind(text: &str) -> ChartKind {
    match text {
        "run" => ChartKind::Run,
        "i" => ChartKind::I,
        "mr" => ChartKind::Mr,
        "ip" => ChartKind::IPrime,
        "xbar" => ChartKind::Xbar,
        "s" => ChartKind::S,
        "t" => ChartKind::T,
        "p" => ChartKind::P,
        "pp" => ChartKind::PPrime,
        "c" => ChartKind::C,
        "u" => ChartKind::U,
        "up" => ChartKind::UPrime,
        "g" => ChartKind::G,
        other => panic!("unknown chart {other}"),
    }
}
