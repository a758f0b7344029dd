//! qicharts2 0.8.1.

use std::collections::BTreeMap;

use improvement::spc::{
    Aggregate, Chart, ChartKind, ChartSpec, EventsOverZero, Floor, Lines, Pattern, Position,
    Preset, Row, Rule, RuleSet, RunBounds, Screening, Sections, Series, Side, Signals, SpcError,
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
        .map(|row| match row.denominator {
            // The tool empties both numbers of a row where one is missing.
            None if use_n => Row { value: None, ..row },
            _ if use_n => row,
            _ => Row { denominator: None, ..row },
        })
        .collect();
    let Some(kind) = kind(case.text("chart")) else {
        return tally.skip(format!("an unknown chart, {}", case.text("chart")));
    };
    let aggregate = match case.text("agg_fun") {
        "" | "mean" => Aggregate::Mean,
        "median" => Aggregate::Median,
        "sum" => Aggregate::Sum,
        "sd" => Aggregate::Deviation,
        other => return tally.skip(format!("an unknown aggregate, {other}")),
    };
    let bounds = match case.text("method") {
        "" | "anhoej" => RunBounds::Anhoej,
        "bestbox" => RunBounds::BestBox,
        "cutbox" => RunBounds::CutBox,
        other => return tally.skip(format!("an unknown runs analysis, {other}")),
    };
    if use_n && data.has_events_over_zero(case.text("series_id")) {
        let infinite = |line: &Line| line.text("y") == "Inf" || line.text("cl") == "Inf";
        let shown = data.of(points, "case_id", id).iter().any(infinite);
        let defect = (shown || case.text("status") == "error").then_some(EVENTS_OVER_ZERO);
        return tally.refusal(id, "refused", defect);
    }
    let run = Run {
        case,
        kind,
        aggregate,
        bounds,
        points: data.of(points, "case_id", id),
        parts: data.of(parts, "case_id", id),
    };
    let found = match run.differences(rows.clone()) {
        Ok(found) => found,
        Err(error) => return tally.refusal(id, &error, run.refused_on_purpose(&error)),
    };
    // The tool plots the sum of nothing as 0. Where we agree once each missing value is 0, that is
    // all that differs.
    let missing = rows.iter().any(|row| row.value.is_none());
    if kind == ChartKind::IPrime && aggregate == Aggregate::Sum && missing && !use_n {
        let agree = run.sums_with_weights(&rows).is_ok_and(|agree| agree);
        return tally.refusal(id, "a missing subgroup", agree.then_some(SUM_OF_NOTHING));
    }
    let sums = aggregate == Aggregate::Sum && !use_n || kind == ChartKind::C;
    if !found.0.is_empty() && missing && sums {
        // The sum of a single missing row is missing, unless it is the plotted value itself.
        let alone = |row: &Row| rows.iter().filter(|one| one.position == row.position).count() == 1;
        let zero = |row: &Row| {
            let stays = aggregate != Aggregate::Sum && alone(row);
            Row { value: row.value.or((!stays).then_some(0.0)), ..*row }
        };
        let rows = rows.iter().map(zero).collect();
        let agree = run.differences(rows).is_ok_and(|found| found.0.is_empty());
        let defect = agree.then_some(SUM_OF_NOTHING);
        return tally.refusal(id, "a missing subgroup", defect);
    }
    // The tool takes the ranges of an I' chart over all points. Where we agree once its own centre
    // line is given and no point is left out, that is all that differs.
    let partial = !sections(case).excluded.is_empty() || sections(case).baseline.is_some();
    let whole = partial && kind == ChartKind::IPrime && run.whole(&rows).is_ok_and(|all| all);
    let of_range = |one: &Difference| whole && limits(one);
    let drawn = run.parts.first().and_then(|part| part.number("cl"));
    let (given, scale) = (case.number("cl"), case.number("multiply").unwrap_or(1.0));
    let drawn_at = |expected: f64| {
        let expected = scale * expected;
        drawn.is_some_and(|cl| (cl - expected).abs() <= 1e-9 * expected)
    };
    let raised = kind == ChartKind::T && given.is_some_and(|given| drawn_at(given.powf(3.6)));
    let lowered = kind == ChartKind::G && given.is_some_and(|given| drawn_at(0.693 * given));
    // The standard deviation of standardised values of which one is missing is missing.
    let unordered = case.text("x_type") == "category";
    let laney = matches!(kind, ChartKind::PPrime | ChartKind::UPrime);
    let gap = |one: &Difference| {
        unordered && laney && missing && limits(one) && one.expects(None::<f64>)
            || unordered && laney && missing && one.is(&["outside"]) && one.expects(false)
    };
    // A subgroup of one has no deviation to plot, yet the tool counts its size among the weights.
    let lone = kind == ChartKind::IPrime && aggregate == Aggregate::Deviation && !use_n;
    let lone = lone && run.centre_weighs_what_is_not_there(&rows);
    let weighed = |one: &Difference| {
        lone && (every_line(one) || one.is(&RUNS)) && !(one.is(&["cl"]) && one.expects(None::<f64>))
    };
    let no_range = |one: &Difference| kind == ChartKind::Mr && a_lower_limit(one);
    let no_limits =
        |one: &Difference| kind == ChartKind::T && one.is(&["lcl"]) && a_lower_limit(one);
    tally.case(
        id,
        found,
        &[
            ("a given centre line of a t chart is raised to 3.6 twice over", &|one| {
                raised && every_line(one)
            }),
            ("a given centre line of a g chart is drawn at 0.693 of it", &|one| {
                lowered && centre_and_runs(one)
            }),
            ("freeze and exclude move only the centre line of an I' chart", &of_range),
            ("a point that is not there weighs in the centre of an I' chart", &weighed),
            ("an mr chart without ranges has a lower limit", &no_range),
            ("a t chart without limits has a lower limit", &no_limits),
            ("a missing point blanks the limits of a prime chart of categories", &gap),
        ],
    );
}

const SUM_OF_NOTHING: &str = "the sum of a missing subgroup is plotted as 0";

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

/// A lower limit of 0 where there can be none.
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

/// A case, and what the tool made of it.
struct Run<'c> {
    case: &'c Line,
    kind: ChartKind,
    aggregate: Aggregate,
    bounds: RunBounds,
    points: Vec<Line>,
    parts: Vec<Line>,
}

impl Run<'_> {
    fn draw(&self, series: &Series, sections: &Sections) -> Result<Chart, SpcError> {
        let case = self.case;
        let method = Preset::Qicharts2.method().drawing(self.kind).with_spec(|spec| {
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
        Chart::draw(method.spec(), sections, series)
    }

    fn series(&self, rows: Vec<Row>) -> Result<(Series, Sections), SpcError> {
        let series = Series::from_rows(rows, self.aggregate, EventsOverZero::Refuse)?;
        let mut sections = sections(self.case);
        sections.starts.retain(|last| *last < series.len());
        sections.excluded.retain(|at| *at < series.len());
        sections.baseline = sections.baseline.filter(|baseline| *baseline < series.len());
        Ok((series, sections))
    }

    /// The five lines that the tool gives for a point.
    fn lines<'l>(&'l self, line: &'l Line) -> &'l Line {
        let part = line.whole("part").and_then(|part| self.parts.get(part - 1));
        let constant = |part: &&Line| COLUMNS.iter().any(|column| !part.text(column).is_empty());
        part.filter(constant).unwrap_or(line)
    }

    /// Whether the limits stand as far from the centre line as those over all points of each part.
    fn whole(&self, rows: &[Row]) -> Result<bool, SpcError> {
        let (series, sections) = self.series(rows.to_vec())?;
        let all = Sections { starts: sections.starts, ..Sections::whole() };
        let mut chart = self.draw(&series, &all)?;
        let uncut = ChartSpec { floor: Floor::None, ..*chart.spec() };
        chart.redraw(&uncut, &all, &series)?;
        Ok(self.points.iter().enumerate().all(|(at, line)| {
            let expected = self.lines(line);
            let lines = chart.lines(at);
            let pairs = [("lcl", lines.lower()), ("ucl", lines.upper())];
            pairs.into_iter().all(|(column, limit)| {
                let width = |limit: Option<f64>, centre: Option<f64>| Some(limit? - centre?);
                let ours = width(limit, lines.centre());
                let theirs = width(expected.number(column), expected.number("cl"));
                match (ours, theirs) {
                    (Some(ours), Some(theirs)) => {
                        let size = lines.centre().unwrap_or(0.0).abs().max(ours.abs());
                        (ours - theirs).abs() <= 1e-8 * size || floored(self.case, expected, column)
                    }
                    (ours, theirs) => ours == theirs || theirs.is_none(),
                }
            })
        }))
    }

    /// Whether an I' chart of sums agrees once the sum of nothing is 0 with a weight of nearly 0,
    /// its own limits apart.
    fn sums_with_weights(&self, rows: &[Row]) -> Result<bool, String> {
        let mut sums: BTreeMap<Position, (f64, f64)> = BTreeMap::new();
        for row in rows {
            let (sum, size) = sums.entry(row.position).or_default();
            *sum += row.value.unwrap_or(0.0);
            *size += f64::from(row.value.is_some());
        }
        let weighed = sums.into_iter().map(|(position, (sum, size))| Row {
            position,
            value: Some(sum * size),
            denominator: Some(f64::max(size, 1e-30)),
        });
        let weighed: Vec<Row> = weighed.collect();
        let found = self.differences(weighed.clone())?;
        let partial =
            !sections(self.case).excluded.is_empty() || !self.case.text("freeze").is_empty();
        let whole = partial && self.whole(&weighed).is_ok_and(|whole| whole);
        let blank = |one: &Difference| {
            every_line(one)
                && (one.expects(None::<f64>) || one.is(&["outside"]) && one.expects(false))
        };
        Ok(found.0.iter().all(|one| blank(one) || whole && limits(one)))
    }

    /// Whether the centre line of an I' chart divides by the sizes of all subgroups of the baseline,
    /// those without a plotted value among them.
    fn centre_weighs_what_is_not_there(&self, rows: &[Row]) -> bool {
        let Ok((series, sections)) = self.series(rows.to_vec()) else { return false };
        let size = |at: usize| {
            let here = |row: &&Row| series.position(at) == Some(row.position);
            rows.iter().filter(here).filter(|row| row.value.is_some()).count() as f64
        };
        let scale = self.case.number("multiply").unwrap_or(1.0);
        let mut alone = false;
        let agree = self.parts.iter().enumerate().all(|(number, _)| {
            let of_part = |line: &&Line| line.whole("part") == Some(number + 1);
            let base: Vec<usize> = self
                .points
                .iter()
                .filter(of_part)
                .filter_map(|line| line.whole("i"))
                .map(|i| i - 1)
                .filter(|at| sections.baseline.is_none_or(|end| *at < end))
                .filter(|at| !sections.excluded.contains(at))
                .collect();
            alone |= base.iter().any(|at| series.value(*at).is_none() && size(*at) > 0.0);
            let sum: f64 = base.iter().filter_map(|at| Some(series.value(*at)? * size(*at))).sum();
            let centre = scale * sum / base.iter().map(|at| size(*at)).sum::<f64>();
            let first = self.points.iter().find(of_part);
            match first.and_then(|line| self.lines(line).number("cl")) {
                Some(drawn) => (drawn - centre).abs() <= 1e-9 * drawn.abs(),
                None => centre.is_nan(),
            }
        });
        alone && agree
    }

    /// Why the crate refuses what the tool computes, if that is on purpose.
    fn refused_on_purpose(&self, error: &str) -> Option<&'static str> {
        let beyond = self.points.iter().filter_map(|line| line.number("y"));
        let scale = self.case.number("multiply").unwrap_or(1.0);
        let proportion = matches!(self.kind, ChartKind::P | ChartKind::PPrime);
        let outside = |y: f64| y < 0.0 || proportion && y > scale;
        let blank = self.points.iter().all(|line| self.lines(line).text("ucl").is_empty());
        if error.contains("needs subgroups") && blank {
            Some("a chart of subgroups is drawn of single values, without limits")
        } else if error.contains(" needs a ") && beyond.into_iter().any(outside) {
            Some("a value that cannot be is charted: a negative count, a proportion above 1")
        } else {
            None
        }
    }

    /// What differs; an error, in words, where one side refuses and the other does not.
    fn differences(&self, rows: Vec<Row>) -> Result<Differences, String> {
        let drawn = self
            .series(rows)
            .and_then(|(series, sections)| self.draw(&series, &sections))
            .map_err(|error| error.to_string());
        if self.case.text("status") == "error" {
            return match drawn {
                Err(_) => Ok(Differences::default()),
                Ok(_) => Err(format!("not refused: {}", self.case.text("message"))),
            };
        }
        let chart = drawn?;
        let rules =
            [Rule::new(Pattern::BeyondLimits), Rule::new(Pattern::Runs { bounds: self.bounds })];
        let rules = RuleSet::new("as the case says", rules).unwrap();
        let mut found = Differences::default();
        let signals = Signals::detect(&chart, &rules);
        found.same("parts", 0, chart.sections().len(), self.parts.len());
        found.same("points", 0, chart.len(), self.points.len());
        for (number, (runs, line)) in signals.runs().iter().zip(&self.parts).enumerate() {
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
        for line in &self.points {
            let i = line.whole("i").unwrap();
            let at = i - 1;
            found.number("y", i, chart.value(at), line.number("y"));
            let part = chart.sections().iter().position(|section| at < section.end());
            found.same("part", i, part.map(|part| part + 1), line.whole("part"));
            let expected = self.lines(line);
            for (column, value) in COLUMNS.iter().zip(five(chart.lines(at))) {
                let scale = expected.number("ucl").unwrap_or(0.0).abs();
                found.near(column, i, value, expected.number(column), scale);
            }
            let outside = signals.marks(0, Side::High, at) || signals.marks(0, Side::Low, at);
            found.same("outside", i, outside, line.flag("sigma_signal"));
        }
        Ok(found)
    }
}

/// Whether the tool cut this line at 0 because nothing is negative.
fn floored(case: &Line, lines: &Line, column: &str) -> bool {
    case.text("y_neg") == "0" && column == "lcl" && lines.number(column) == Some(0.0)
}

const COLUMNS: [&str; 5] = ["cl", "lcl", "lcl95", "ucl95", "ucl"];

fn five(lines: Lines) -> [Option<f64>; 5] {
    [lines.centre(), lines.lower(), lines.lower_at(2), lines.upper_at(2), lines.upper()]
}

fn kind(text: &str) -> Option<ChartKind> {
    Some(match text {
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
        _ => return None,
    })
}
