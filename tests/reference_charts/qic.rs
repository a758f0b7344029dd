//! qicharts2 0.8.1.

use std::collections::{BTreeMap, BTreeSet};

use improvement::spc::{
    Aggregate, Chart, ChartKind, EventsOverZero, Floor, Lines, Pattern, Position, Preset, Row,
    Rule, RuleSet, RunBounds, RunsAnalysis, Screening, Sections, Series, Side, Signals, SpcError,
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
    let over_zero =
        |row: &&Row| row.denominator == Some(0.0) && row.value.is_some_and(|y| y != 0.0);
    let over_zero: Vec<Position> = rows.iter().filter(over_zero).map(|row| row.position).collect();
    let rows = match kind {
        // These charts look at no denominator.
        ChartKind::C | ChartKind::S if !over_zero.is_empty() => without_denominators(rows),
        _ if !over_zero.is_empty() => {
            let infinite =
                |line: &Line| ["y", "cl"].iter().any(|at| line.text(at).ends_with("Inf"));
            let shown = data.of(points, "case_id", id).iter().any(infinite);
            let rows_at = |at: &Position| rows.iter().filter(|row| row.position == *at).count();
            let shared = over_zero.iter().any(|position| rows_at(position) > 1);
            let defect = shown || shared || case.text("status") == "error";
            return tally.refusal(id, "refused", defect.then_some(EVENTS_OVER_ZERO));
        }
        _ => rows,
    };
    let run = Run {
        case,
        kind,
        aggregate,
        bounds,
        points: data.of(points, "case_id", id),
        parts: data.of(parts, "case_id", id),
    };
    let mut found = run.differences(rows.clone());
    if found.as_ref().is_ok_and(|found| found.0.is_empty()) {
        return tally.agreed();
    }
    let nothing = run.sums_of_nothing(&rows);
    let rows = if nothing.is_empty() || matches!(kind, ChartKind::IPrime | ChartKind::Xbar) {
        rows
    } else {
        let empty = |row: &Row| nothing.contains(&row.position);
        let zero = |row: Row| Row { value: if empty(&row) { Some(0.0) } else { row.value }, ..row };
        let rows = without_denominators(rows.into_iter().map(zero).collect());
        found = run.differences(rows.clone());
        if found.as_ref().is_ok_and(|found| found.0.is_empty()) {
            return tally.refusal(id, "", Some(SUM_OF_NOTHING));
        }
        rows
    };
    let found = match found {
        Ok(found) => found,
        Err(error) => return tally.refusal(id, &error, run.refused_on_purpose(&error)),
    };
    // What the defects of an I' chart explain, they must explain to the last number.
    let modelled = kind == ChartKind::IPrime
        && run.prime_with_defects(&rows).is_ok_and(|found| found.0.is_empty());
    let lone = aggregate == Aggregate::Deviation && !use_n && sizes(&rows).contains_key(&1);
    let partial = !sections(case).excluded.is_empty() || sections(case).baseline.is_some();
    let summed = |one: &Difference| match kind {
        ChartKind::IPrime => modelled && !nothing.is_empty(),
        // The centre and the limits are those of the means.
        ChartKind::Xbar => one.is(&["y"]) && one.expects(Some(0.0)) || one.is(&RUNS),
        _ => false,
    };
    let drawn = run.parts.first().and_then(|part| part.number("cl"));
    let (given, scale) = (case.number("cl"), case.number("multiply").unwrap_or(1.0));
    let drawn_at = |expected: f64| {
        let expected = scale * expected;
        drawn.is_some_and(|cl| (cl - expected).abs() <= 1e-9 * expected)
    };
    let raised = kind == ChartKind::T && given.is_some_and(|given| drawn_at(given.powf(3.6)));
    let lowered = kind == ChartKind::G && given.is_some_and(|given| drawn_at(0.693 * given));
    let unordered = case.text("x_type") == "category";
    let laney = matches!(kind, ChartKind::PPrime | ChartKind::UPrime);
    // The standard deviation of standardised values of which one is missing is missing.
    let gap = |one: &Difference| {
        let blank = one.expects(None::<f64>) || one.is(&["outside"]) && one.expects(false);
        let part = || run.part_of(one.at);
        unordered
            && laney
            && limits(one)
            && blank
            && part().is_some_and(|part| run.has_gap(&rows, part))
    };
    let spent = |one: &Difference| {
        let infinite = one.is(&["cl"]) && one.expects(Some(f64::INFINITY));
        let part = if infinite { run.part_of(one.at) } else { one.is(&RUNS).then_some(one.at) };
        kind == ChartKind::S && part.is_some_and(|part| run.has_no_freedom(&rows, part))
    };
    let no_range = |one: &Difference| kind == ChartKind::Mr && a_lower_limit(one);
    let no_limits =
        |one: &Difference| kind == ChartKind::T && one.is(&["lcl"]) && a_lower_limit(one);
    tally.case(
        id,
        found,
        &[
            (SUM_OF_NOTHING, &|one| !nothing.is_empty() && summed(one)),
            ("a given centre line of a t chart is raised to 3.6 twice over", &|one| {
                raised && every_line(one)
            }),
            ("a given centre line of a g chart is drawn at 0.693 of it", &|one| {
                lowered && centre_and_runs(one)
            }),
            ("a point that is not there weighs in the centre of an I' chart", &|one| {
                modelled && lone && (every_line(one) || one.is(&RUNS))
            }),
            ("freeze and exclude move only the centre line of an I' chart", &|one| {
                modelled && partial && limits(one)
            }),
            ("missing subgroups use up the degrees of freedom of an s chart", &spent),
            ("the lower limits of a centre line below 0 are cut at 0", &|one| {
                given.is_some_and(|given| given < 0.0)
                    && one.is(&["lcl", "lcl95"])
                    && one.expects(Some(0.0))
            }),
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

    /// The positions without a value that the tool gives the sum 0. The sum of a single missing row
    /// is missing, unless it is the plotted value itself.
    fn sums_of_nothing(&self, rows: &[Row]) -> BTreeSet<Position> {
        let counts = self.kind == ChartKind::C;
        let sums = self.aggregate == Aggregate::Sum && !self.case.flag("use_n");
        if !counts && (!sums || self.kind == ChartKind::S) {
            return BTreeSet::new();
        }
        let empty = sizes(rows).remove(&0).unwrap_or_default();
        let here =
            |position: &Position| rows.iter().filter(|row| row.position == *position).count();
        empty.into_iter().filter(|position| !counts || here(position) > 1).collect()
    }

    /// The part of a point, counted from 1.
    fn part_of(&self, point: usize) -> Option<usize> {
        self.points.get(point.checked_sub(1)?)?.whole("part")
    }

    /// The points, from 0, that the tool computes the lines of a part from.
    fn baseline(&self, part: usize) -> impl Iterator<Item = usize> {
        let sections = sections(self.case);
        (0..self.points.len()).filter(move |at| {
            self.part_of(at + 1) == Some(part)
                && sections.baseline.is_none_or(|end| *at < end)
                && !sections.excluded.contains(at)
        })
    }

    /// Whether a point of a part's baseline is missing.
    fn has_gap(&self, rows: &[Row], part: usize) -> bool {
        let series = self.series(rows.to_vec());
        series.is_ok_and(|(series, _)| self.baseline(part).any(|at| series.value(at).is_none()))
    }

    /// Whether the subgroups of a part's baseline have no degree of freedom left once those of size 0
    /// have taken one each.
    fn has_no_freedom(&self, rows: &[Row], part: usize) -> bool {
        let sizes = weights(rows, false);
        let sizes: Vec<f64> = self.baseline(part).map(|at| sizes[at]).collect();
        sizes.contains(&0.0) && sizes.iter().map(|size| size - 1.0).sum::<f64>() == 0.0
    }

    /// What is left of the differences of an I' chart once it is drawn with the tool's defects: the
    /// sum of nothing is 0, every row weighs in the centre whether its point is there or not, and
    /// the ranges are those of all points of a part.
    fn prime_with_defects(&self, rows: &[Row]) -> Result<Differences, SpcError> {
        let (series, sections) = self.series(rows.to_vec())?;
        let nothing = self.sums_of_nothing(rows);
        let value = |at: usize| {
            let zero = series.position(at).is_some_and(|position| nothing.contains(&position));
            series.value(at).or(zero.then_some(0.0)).unwrap_or(f64::NAN)
        };
        let values: Vec<f64> = (0..series.len()).map(value).collect();
        let weights = weights(rows, self.case.flag("use_n"));
        let scale = self.case.number("multiply").unwrap_or(1.0);
        let floored = self.case.text("y_neg") == "0" && !values.iter().any(|y| *y < 0.0);
        let (mut points, mut runs) = (Vec::new(), Vec::new());
        for part in 1..=self.parts.len() {
            let here: Vec<usize> =
                (0..values.len()).filter(|at| self.part_of(at + 1) == Some(part)).collect();
            let centre = self.case.number("cl").unwrap_or_else(|| {
                let sum = total(self.baseline(part).map(|at| values[at] * weights[at]));
                sum / total(self.baseline(part).map(|at| weights[at]))
            });
            let mut ranges: Vec<f64> = here
                .windows(2)
                .map(|pair| {
                    let width: f64 = pair.iter().map(|at| 1.0 / weights[*at]).sum();
                    let range = (values[pair[1]] - values[pair[0]]).abs();
                    (std::f64::consts::PI / 2.0).sqrt() * range / width.sqrt()
                })
                .collect();
            if self.case.text("screened_mr") != "0" {
                let limit = 3.2665 * mean(&ranges);
                ranges.retain(|range| *range < limit);
            }
            let sigma = mean(&ranges);
            for at in &here {
                let width = sigma * (1.0 / weights[*at]).sqrt();
                let lines = [0.0, -3.0, -2.0, 2.0, 3.0].map(|sigmas| centre + sigmas * width);
                let mut lines =
                    lines.map(|line| Some(scale * line).filter(|line| line.is_finite()));
                lines[0] = Some(scale * centre).filter(|line| line.is_finite());
                if floored {
                    lines[1..3].iter_mut().for_each(|line| *line = line.map(|line| line.max(0.0)));
                }
                let value = Some(scale * values[*at]).filter(|value| !value.is_nan());
                let outside =
                    value > lines[4] && lines[4].is_some() || value < lines[1] && value.is_some();
                points.push(Shown { value, part: Some(part), lines, outside });
            }
            let alone: Vec<_> = here.iter().map(|at| Some(values[*at])).collect();
            let alone = alone.into_iter().map(|y| y.filter(|y| !(y.is_nan() || centre.is_nan())));
            let out = here.iter().enumerate().filter(|(_, at)| sections.excluded.contains(at));
            let out = Sections::whole().without(out.map(|(at, _)| at));
            let about = Preset::Qicharts2.method().drawing(ChartKind::Run).with_spec(|spec| {
                spec.centre = Some(centre).filter(|centre| !centre.is_nan());
                spec.unordered = self.case.text("x_type") == "category";
            });
            let chart = Chart::draw(about.spec(), &out, &Series::from_values(alone)?)?;
            runs.extend(Signals::detect(&chart, &self.rules()).runs());
        }
        Ok(self.against(&points, &runs))
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
        } else if error.starts_with("a given centre line") {
            Some("a centre line that cannot be is drawn: a negative count, a proportion above 1")
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
        let signals = Signals::detect(&chart, &self.rules());
        let shown = (0..chart.len()).map(|at| Shown {
            value: chart.value(at),
            part: chart.sections().iter().position(|section| at < section.end()).map(|at| at + 1),
            lines: five(chart.lines(at)),
            outside: signals.marks(0, Side::High, at) || signals.marks(0, Side::Low, at),
        });
        Ok(self.against(&shown.collect::<Vec<_>>(), signals.runs()))
    }

    fn rules(&self) -> RuleSet {
        let runs = Pattern::Runs { bounds: self.bounds };
        RuleSet::new("as the case says", [Pattern::BeyondLimits, runs].map(Rule::new)).unwrap()
    }

    /// What differs between a chart and the tool's.
    fn against(&self, shown: &[Shown], runs: &[RunsAnalysis]) -> Differences {
        let mut found = Differences::default();
        found.same("parts", 0, runs.len(), self.parts.len());
        found.same("points", 0, shown.len(), self.points.len());
        for (number, (runs, line)) in runs.iter().zip(&self.parts).enumerate() {
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
        for (shown, line) in shown.iter().zip(&self.points) {
            let i = line.whole("i").unwrap();
            found.number("y", i, shown.value, line.number("y"));
            found.same("part", i, shown.part, line.whole("part"));
            let expected = self.lines(line);
            let scale = expected.number("ucl").unwrap_or(0.0).abs();
            for (column, value) in COLUMNS.iter().zip(shown.lines) {
                found.near(column, i, value, expected.number(column), scale);
            }
            found.same("outside", i, shown.outside, line.flag("sigma_signal"));
        }
        found
    }
}

/// A point as a chart shows it; its part counted from 1.
struct Shown {
    value: Option<f64>,
    part: Option<usize>,
    lines: [Option<f64>; 5],
    outside: bool,
}

fn without_denominators(rows: Vec<Row>) -> Vec<Row> {
    rows.into_iter().map(|row| Row { denominator: None, ..row }).collect()
}

/// The positions by the number of values they hold.
fn sizes(rows: &[Row]) -> BTreeMap<usize, Vec<Position>> {
    let mut counts: BTreeMap<Position, usize> = BTreeMap::new();
    for row in rows {
        *counts.entry(row.position).or_default() += usize::from(row.value.is_some());
    }
    let mut sizes: BTreeMap<usize, Vec<Position>> = BTreeMap::new();
    for (position, size) in counts {
        sizes.entry(size).or_default().push(position);
    }
    sizes
}

/// The denominators of the positions, in order, or the numbers of their values.
fn weights(rows: &[Row], denominators: bool) -> Vec<f64> {
    let mut weights: BTreeMap<Position, f64> = BTreeMap::new();
    for row in rows {
        let weight = if denominators { row.denominator.unwrap_or(0.0) } else { 1.0 };
        *weights.entry(row.position).or_default() += row.value.map_or(0.0, |_| weight);
    }
    weights.into_values().collect()
}

/// The sum of what is there, with the rounding errors carried along.
fn total(terms: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut errors) = (0.0_f64, 0.0);
    for term in terms.filter(|term| !term.is_nan()) {
        let next = sum + term;
        errors += if sum.abs() >= term.abs() { (sum - next) + term } else { (term - next) + sum };
        sum = next;
    }
    sum + errors
}

fn mean(values: &[f64]) -> f64 {
    let there = values.iter().copied().filter(|value| !value.is_nan());
    total(there.clone()) / there.count() as f64
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
