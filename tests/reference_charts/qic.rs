//! qicharts2 0.8.1.

use improvement::spc::{
    Aggregate, Chart, ChartKind, EventsOverZero, Floor, Lines, Pattern, Preset, Row, Rule, RuleSet,
    RunBounds, Screening, Sections, Series, Side, Signals,
};

use crate::table::{Data, Difference, Differences, EVENTS_OVER_ZERO, Line, Tally};

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
    let use_n = case.flag("use_n");
    let rows: Vec<Row> = data
        .rows(case.text("series_id"))
        .into_iter()
        .map(|row| if use_n { row } else { Row { denominator: None, ..row } })
        .collect();
    let aggregate = match case.text("agg_fun") {
        "" | "mean" => Aggregate::Mean,
        "median" => Aggregate::Median,
        "sum" => Aggregate::Sum,
        "sd" => Aggregate::Deviation,
        other => panic!("unknown aggregate {other}"),
    };
    if use_n && data.has_events_over_zero(case.text("series_id")) {
        let infinite = |line: &Line| line.text("y") == "Inf" || line.text("cl") == "Inf";
        let shown = data.of(points, "case_id", id).iter().any(infinite);
        let defect = (shown || case.text("status") == "error").then_some(EVENTS_OVER_ZERO);
        return tally.refusal(id, "refused", defect);
    }
    let Ok(found) = differences(data, case, rows.clone(), aggregate, points, parts) else {
        return tally.refusal(id, "refused, or not refused", None);
    };
    // The tool plots the sum of nothing as 0. Where we agree once each missing value is 0, that is
    // all that differs.
    let missing = rows.iter().any(|row| row.value.is_none());
    let sums = aggregate == Aggregate::Sum || kind(case.text("chart")) == ChartKind::C;
    if !found.0.is_empty() && missing && sums {
        let zero = |row: Row| Row { value: row.value.or(Some(0.0)), ..row };
        let rows = rows.into_iter().map(zero).collect();
        let agree = differences(data, case, rows, aggregate, points, parts)
            .is_ok_and(|found| found.0.is_empty());
        let defect = agree.then_some("the sum of a missing subgroup is plotted as 0");
        return tally.refusal(id, "a missing subgroup", defect);
    }
    tally.case(id, found, defect(case, data.of(parts, "case_id", id).first(), &sections(case)));
}

/// The defect that a case can show, and the differences that it explains.
fn defect(
    case: &Line,
    part: Option<&Line>,
    sections: &Sections,
) -> Option<(&'static str, &'static dyn Fn(&Difference) -> bool)> {
    let drawn = part.and_then(|part| part.number("cl"));
    let drawn_at = |expected: f64| drawn.is_some_and(|cl| (cl - expected).abs() <= 1e-9 * expected);
    let partial = !sections.excluded.is_empty() || sections.baseline.is_some();
    match (kind(case.text("chart")), case.number("cl")) {
        (ChartKind::T, Some(given)) if drawn_at(given.powf(3.6)) => {
            Some(("a given centre line of a t chart is raised to 3.6 twice over", &every_line))
        }
        (ChartKind::G, Some(given)) if drawn_at(0.693 * given) => {
            Some(("a given centre line of a g chart is drawn at 0.693 of it", &centre_and_runs))
        }
        (ChartKind::IPrime, None) if partial => {
            Some(("freeze and exclude move only the centre line of an I' chart", &limits))
        }
        (ChartKind::Mr, _) if drawn.is_none() => {
            Some(("an mr chart without ranges has a lower limit", &a_lower_limit))
        }
        _ => None,
    }
}

const RUNS: [&str; 6] = ["useful points", "longest run", "most", "crossings", "least", "runs"];

fn every_line(one: &Difference) -> bool {
    one.is(&COLUMNS) || one.is(&RUNS) || one.is(&["outside"])
}

fn centre_and_runs(one: &Difference) -> bool {
    one.is(&["cl"]) || one.is(&RUNS)
}

fn limits(one: &Difference) -> bool {
    one.is(&["lcl", "lcl95", "ucl95", "ucl", "outside"])
}

fn a_lower_limit(one: &Difference) -> bool {
    one.is(&["lcl", "lcl95"]) && one.expects(Some(0.0)) && one.finds(None::<f64>)
}

fn sections(case: &Line) -> Sections {
    let mut sections = Sections::whole().without(case.list("exclude").into_iter().map(|i| i - 1));
    sections.starts = case.list("part");
    if sections.starts.is_empty() {
        sections.baseline = case.whole("freeze");
    }
    sections
}

/// What differs; an error where one side refuses and the other does not.
fn differences(
    data: &Data,
    case: &Line,
    rows: Vec<Row>,
    aggregate: Aggregate,
    points: &str,
    parts: &str,
) -> Result<Differences, ()> {
    let id = case.text("case_id");
    let kind = kind(case.text("chart"));
    let series = Series::from_rows(rows, aggregate, EventsOverZero::Refuse).unwrap();
    let length = series.len();
    let mut sections = sections(case);
    sections.starts.retain(|last| *last < length);
    sections.baseline = sections.baseline.filter(|baseline| *baseline < length);
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
        return if drawn.is_err() { Ok(Differences::default()) } else { Err(()) };
    }
    let mut found = Differences::default();
    let chart = drawn.map_err(|_| ())?;
    let signals = Signals::detect(&chart, &rules);
    let parts = data.of(parts, "case_id", id);
    for (number, line) in parts.iter().enumerate() {
        let runs = &signals.runs()[number];
        let part = number + 1;
        if !line.text("n_obs").is_empty() {
            found.same("points", part, Some(runs.points), line.whole("n_obs"));
        }
        found.same("useful points", part, Some(runs.useful), line.whole("n_useful"));
        found.same("longest run", part, runs.longest_run, line.whole("longest_run"));
        found.same("most", part, runs.longest_run_most, line.whole("longest_run_max"));
        found.same("crossings", part, runs.crossings, line.whole("n_crossings"));
        found.same("least", part, runs.crossings_least, line.whole("n_crossings_min"));
        found.same("runs", part, runs.signal, line.flag("runs_signal"));
    }
    for line in data.of(points, "case_id", id) {
        let i = line.whole("i").unwrap();
        let at = i - 1;
        found.number("y", i, chart.value(at), line.number("y"));
        let part = line.whole("part").unwrap();
        found.same(
            "part",
            i,
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
            found.near(column, i, value, expected.number(column), scale);
        }
        let outside = signals.marks(0, Side::High, at) || signals.marks(0, Side::Low, at);
        found.same("outside", i, outside, line.flag("sigma_signal"));
    }
    Ok(found)
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
