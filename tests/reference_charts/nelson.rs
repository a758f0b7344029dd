//! Western Electric and Nelson rules: qcc 3.0, Rspc 1.2.2 and pyqicharts 2.0.0.

use std::collections::BTreeSet;

use improvement::spc::{
    Chart, ChartKind, ChartSpec, NelsonVariant, RuleSet, Sections, Series, Side, Signals,
};

use crate::table::{Data, Differences, Line, Tally};

/// The chart; `None`, counted, where sigma is 0 and the rules have nothing to measure by.
fn chart(lines: &[Line], tally: &mut Tally) -> Option<Chart> {
    let first = lines.first()?;
    if first.number("sigma").is_none_or(|sigma| sigma <= 0.0) {
        tally.skip("a given sigma that is not above 0".into());
        return None;
    }
    let series = Series::from_values(lines.iter().map(|line| line.number("y"))).unwrap();
    let spec = ChartSpec {
        centre: first.number("cl"),
        sigma: first.number("sigma"),
        ..ChartSpec::new(ChartKind::I)
    };
    Some(Chart::draw(&spec, &Sections::whole(), &series).unwrap())
}

fn ids(data: &Data) -> BTreeSet<String> {
    data.lines("rules_points.csv").iter().map(|line| line.text("series_id").to_owned()).collect()
}

pub(crate) fn points(data: &Data, tally: &mut Tally) {
    let sets = [
        ("qcc_we", RuleSet::western_electric()),
        ("qcc_n", RuleSet::nelson(NelsonVariant::Qcc)),
        ("rspc_n", RuleSet::nelson(NelsonVariant::Rspc)),
    ];
    for id in ids(data) {
        let lines = data.of("rules_points.csv", "series_id", &id);
        let Some(chart) = chart(&lines, tally) else { continue };
        let mut found = Differences::default();
        for (prefix, rules) in &sets {
            let signals = Signals::detect(&chart, rules);
            for (at, line) in lines.iter().enumerate() {
                for number in 0..rules.rules().len() {
                    let column = format!("{prefix}{}", number + 1);
                    let fired = signals.marks(number, Side::High, at)
                        || signals.marks(number, Side::Low, at);
                    found.same(&column, at + 1, fired, line.flag(&column));
                }
            }
        }
        tally.case(&id, found, &[]);
    }
}

pub(crate) fn windows(data: &Data, tally: &mut Tally) {
    let rules = RuleSet::nelson(NelsonVariant::Pyqicharts);
    let lengths = [1, 9, 6, 14, 3, 5, 15, 8];
    for id in ids(data) {
        let lines = data.of("rules_points.csv", "series_id", &id);
        let Some(chart) = chart(&lines, tally) else { continue };
        let signals = Signals::detect(&chart, &rules);
        let mut expected = BTreeSet::new();
        for line in data.of("pyq_nelson.csv", "series_id", &id) {
            let rule: usize = line.text("rule")[1..].parse().unwrap();
            let (start, end) = (line.whole("start").unwrap(), line.whole("end").unwrap());
            let side = match line.text("direction") {
                "high" | "up" => "high",
                "low" | "down" => "low",
                _ => "",
            };
            expected.insert((rule, start, end, side));
        }
        let mut fired = BTreeSet::new();
        for (number, length) in lengths.into_iter().enumerate() {
            let sideless = matches!(number + 1, 4 | 7 | 8);
            for (side, word) in [(Side::High, "high"), (Side::Low, "low")] {
                for at in signals.marked(number, side) {
                    fired.insert((
                        number + 1,
                        at + 2 - length,
                        at + 1,
                        if sideless { "" } else { word },
                    ));
                }
            }
        }
        let mut found = Differences::default();
        for window in fired.symmetric_difference(&expected) {
            found.same("window", window.1, fired.get(window), expected.get(window));
        }
        tally.case(&id, found, &[]);
    }
}
