//! The Stable Shift Algorithm of autospc 0.0.0.9051.

use improvement::spc::{Aggregate, ChartKind, EventsOverZero, Row, Series, StableShift};

use crate::table::{Data, Differences, Tally};

/// The tool compares with a tolerance: the square root of the machine's epsilon.
const TOLERANCE: f64 = 1.490_116_119_384_765_6e-8;

pub(crate) fn cases(data: &Data, tally: &mut Tally) {
    for case in data.lines("rebase_cases.csv").iter() {
        let id = case.text("case_id");
        let (kind, scale) = match case.text("chart") {
            "XMR" => (ChartKind::I, 1.0),
            "C" => (ChartKind::C, 1.0),
            "C'" => (ChartKind::CPrime, 1.0),
            "P" => (ChartKind::P, 100.0),
            "P'" => (ChartKind::PPrime, 100.0),
            other => {
                tally.skip(format!("an unknown chart, {other}"));
                continue;
            }
        };
        let rows = data.rows(case.text("series_id")).into_iter();
        let rows =
            rows.map(|row| if scale == 1.0 { Row { denominator: None, ..row } } else { row });
        let series = Series::from_rows(rows, Aggregate::Mean, EventsOverZero::Missing).unwrap();
        let period = case.whole("period_min").unwrap();
        let rules = StableShift {
            period,
            shift: case.whole("shift_rule_threshold").unwrap(),
            baseline: case.whole("baseline_length"),
            no_regrets: case.flag("no_regrets"),
            every_shift: case.flag("establish_every_shift"),
            tolerance: TOLERANCE / scale,
            ..StableShift::default()
        };
        if case.text("status") != "ok" {
            let found = rules.find(kind, &series).map_or(0, |levels| levels.len());
            let mut differences = Differences::default();
            differences.same("levels", 0, found, 0);
            tally.case(id, differences, &[]);
            continue;
        }
        let Ok(mut levels) = rules.find(kind, &series) else {
            tally.refusal(id, "refused", None);
            continue;
        };
        let mut found = Differences::default();
        if case.flag("baseline_only") {
            // The first level alone, extended to the end.
            let first = rules.baseline.unwrap_or(period);
            let alone = StableShift { baseline: Some(first), period: series.len(), ..rules };
            levels = alone.find(kind, &series).unwrap();
        }
        let breaks: Vec<String> = levels
            .iter()
            .skip(1)
            .map(|level| series.position(level.start).unwrap().to_string())
            .collect();
        found.same("breaks", 0, breaks.join(";").as_str(), case.text("breaks"));
        let lines = data.of("rebase_points.csv", "case_id", id);
        found.same("points", 0, series.len(), lines.len());
        for level in &levels {
            for (at, shown) in (level.start..).zip(&level.lines) {
                let Some(line) = lines.get(at) else { continue };
                let i = at + 1;
                let scaled = |line: Option<f64>| line.map(|line| line * scale);
                let size = line.number("ucl").unwrap_or(0.0).abs();
                found.number("y", i, scaled(series.value(at)), line.number("y"));
                if line.text("y").is_empty() {
                    continue;
                }
                found.near("cl", i, scaled(shown.centre()), line.number("cl"), size);
                found.near("lcl", i, scaled(shown.lower()), line.number("lcl"), size);
                found.near("ucl", i, scaled(shown.upper()), line.number("ucl"), size);
                let calculation = at < level.calculated_to;
                found.same(
                    "calculation",
                    i,
                    calculation,
                    line.text("period_type") == "calculation",
                );
                found.same("excluded", i, level.excluded.contains(&at), line.flag("excluded"));
                let value = series.value(at);
                let outside = value > shown.upper() && shown.upper().is_some()
                    || shown.lower().is_some() && value < shown.lower();
                found.same("outside", i, outside, line.flag("rule1"));
            }
        }
        tally.case(id, found, &[]);
    }
}
