//! The Bernoulli CUSUM of qicharts2 0.8.1.

use improvement::spc::{BernoulliCusum, Risk};

use crate::table::{Data, Differences, Tally};

pub(crate) fn cases(data: &Data, tally: &mut Tally) {
    for case in data.lines("bchart_cases.csv").iter() {
        let id = case.text("case_id");
        let outcomes: Vec<bool> =
            data.rows(case.text("series_id")).iter().map(|row| row.value == Some(1.0)).collect();
        let baseline = match case.number("target") {
            None => Risk::All,
            Some(risk) if risk < 1.0 => Risk::Known(risk),
            Some(cases) => Risk::First(cases as usize),
        };
        let cusum = BernoulliCusum::new(
            baseline,
            case.number("or").unwrap(),
            case.number("limit").unwrap(),
        )
        .unwrap();
        let mut found = Differences::default();
        for (value, column) in cusum.risks(&outcomes).unwrap().into_iter().zip(["p0", "p1", "p2"]) {
            found.number(column, 0, Some(value), case.number(column));
        }
        let lines = data.of("bchart_points.csv", "case_id", id);
        let points = cusum.run(&outcomes).unwrap();
        found.same("points", 0, points.len(), lines.len());
        for (point, line) in points.iter().zip(lines) {
            let i = line.whole("i").unwrap();
            found.near("up", i, Some(point.up), line.number("cusum_up"), 1.0);
            found.near("down", i, Some(point.down), line.number("cusum_down"), 1.0);
            found.same("signal up", i, point.signals_up, line.flag("signal_up"));
            found.same("signal down", i, point.signals_down, line.flag("signal_down"));
        }
        tally.case(id, found, None);
    }
}
