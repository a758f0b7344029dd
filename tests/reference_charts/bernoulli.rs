//! The Bernoulli CUSUM of qicharts2 0.8.1.

use improvement::spc::{BernoulliCusum, Risk};

use crate::table::{Data, Differences, Tally};

/// With such a risk the weights are not numbers.
const CERTAIN: &str = "a baseline risk of 0 or 1";

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
        );
        let cusum = cusum.and_then(|cusum| Ok((cusum.risks(&outcomes)?, cusum.run(&outcomes)?)));
        let Ok((risks, points)) = cusum else {
            let risk = case.number("p0").is_none_or(|risk| risk <= 0.0 || risk >= 1.0);
            tally.refusal(id, "refused", risk.then_some(CERTAIN));
            continue;
        };
        let mut found = Differences::default();
        for (value, column) in risks.into_iter().zip(["p0", "p1", "p2"]) {
            found.number(column, 0, Some(value), case.number(column));
        }
        let lines = data.of("bchart_points.csv", "case_id", id);
        found.same("points", 0, points.len(), lines.len());
        for (point, line) in points.iter().zip(lines) {
            let i = line.whole("i").unwrap();
            found.near("up", i, Some(point.up), line.number("cusum_up"), 1.0);
            found.near("down", i, Some(point.down), line.number("cusum_down"), 1.0);
            found.same("signal up", i, point.signals_up, line.flag("signal_up"));
            found.same("signal down", i, point.signals_down, line.flag("signal_down"));
        }
        tally.case(id, found, &[]);
    }
}
