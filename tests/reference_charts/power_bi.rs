//! PowerBI-SPC.

use std::collections::BTreeSet;

use improvement::spc::{
    Average, Chart, Company, Flat, Mark, Pattern, Preset, RangeAverage, Rule, RuleSet, Screening,
    Sections, Series, Side, Signals,
};

use crate::fdp::{PLAIN_MEAN, meet};
use crate::table::{Data, Difference, Differences, Tally};

/// Rows without a value are removed before anything else.
fn series(data: &Data, id: &str) -> Series {
    let series = data.series(id, |y, _| Some(y)).unwrap();
    Series::from_values((0..series.len()).filter_map(|at| series.value(at))).unwrap()
}

pub(crate) fn limits(data: &Data, tally: &mut Tally) {
    for line in data.lines("pbi_limits.csv").iter() {
        let series = series(data, line.text("series_id"));
        if !["i", "i_m", "i_mm"].contains(&line.text("chart")) {
            tally.skip(format!("an unknown chart, {}", line.text("chart")));
            continue;
        }
        let mut sections = Sections::whole();
        sections.baseline = line.whole("subset_n");
        let method = Preset::PowerBiSpc.method().with_spec(|spec| {
            spec.least_baseline = 1;
            (spec.average, spec.range) = match line.text("chart") {
                "i_m" => (Average::Median, RangeAverage::Mean),
                "i" => (Average::Mean, RangeAverage::Mean),
                _ => {
                    // The tool's median of no ranges is 0.
                    spec.flat = Flat::ZeroWidth;
                    (Average::Median, RangeAverage::MedianAsMean)
                }
            };
            if line.flag("keep_outliers") {
                spec.screening = Screening::None;
            }
        });
        let chart = Chart::draw(method.spec(), &sections, &series).unwrap();
        let lines = chart.lines(0);
        let mut found = Differences::default();
        found.number("cl", 0, lines.centre(), line.number("cl"));
        for (sigmas, percent) in [(1, 68), (2, 95), (3, 99)] {
            let scale = line.number("ul99").unwrap_or(0.0).abs();
            let (lower, upper) = (format!("ll{percent}"), format!("ul{percent}"));
            found.near(&lower, 0, lines.lower_at(sigmas), line.number(&lower), scale);
            found.near(&upper, 0, lines.upper_at(sigmas), line.number(&upper), scale);
        }
        let id = [
            line.text("series_id"),
            line.text("chart"),
            line.text("keep_outliers"),
            line.text("subset_n"),
        ];
        tally.case(&id.join(" "), found, &[]);
    }
}

pub(crate) fn points(data: &Data, tally: &mut Tally) {
    let shift = |points| Rule::new(Pattern::Shift { points, ties: improvement::spc::Ties::Break });
    let trend = |points| Rule::new(Pattern::Trend { points, ties: improvement::spc::Ties::Break });
    let pair = Rule::new(Pattern::Zone {
        needed: 2,
        of: 3,
        sigmas: 2,
        company: Company::NotBeyondOpposite,
        outside_counts: true,
        last_beyond: false,
        from_start: true,
    });
    let columns = [
        ("outside", Rule::new(Pattern::BeyondLimits)),
        ("shift6", shift(6)),
        ("shift7", shift(7)),
        ("shift8", shift(8)),
        ("shift9", shift(9)),
        ("trend5", trend(5)),
        ("trend6", trend(6)),
        ("trend7", trend(7)),
        ("two3_points", pair.marking(Mark::Beyond)),
        ("two3_series", pair),
    ];
    let rules = RuleSet::new("every column", columns.iter().map(|(_, rule)| *rule)).unwrap();
    assert!(RuleSet::power_bi(7, 5).rules().iter().all(|rule| rules.rules().contains(rule)));
    let ids: BTreeSet<_> =
        data.lines("pbi_points.csv").iter().map(|line| line.text("series_id").to_owned()).collect();
    for id in ids {
        let series = series(data, &id);
        let method = Preset::PowerBiSpc.method().with_spec(|spec| spec.screening = Screening::None);
        let chart = Chart::draw(method.spec(), &Sections::whole(), &series).unwrap();
        let signals = Signals::detect(&chart, &rules);
        let mut found = Differences::default();
        for line in data.of("pbi_points.csv", "series_id", &id) {
            let i = line.whole("i").unwrap();
            for (number, (column, _)) in columns.iter().enumerate() {
                let (high, low) = (
                    signals.marks(number, Side::High, i - 1),
                    signals.marks(number, Side::Low, i - 1),
                );
                // A peak of two trends is marked for the later one.
                let value = match (high, low) {
                    (true, true) if signals.marks(number, Side::Low, i) => -1.0,
                    (true, _) => 1.0,
                    (_, true) => -1.0,
                    _ => 0.0,
                };
                found.same(column, i, Some(value), line.number(column));
            }
        }
        // The tool's own mean of these values is another number, by its last bits.
        let values: Vec<f64> = (0..chart.len()).filter_map(|at| chart.value(at)).collect();
        let plain = values.iter().sum::<f64>() / values.len() as f64;
        let other_mean = chart.lines(0).centre() != Some(plain);
        let tie = |at: usize| {
            let lines = chart.lines(at);
            chart.value(at).is_some_and(|y| meet(y, lines.centre(), lines))
        };
        let tied = |one: &Difference| {
            let reach = one.at.saturating_sub(9)..(one.at + 8).min(chart.len());
            other_mean && !one.what.starts_with("trend") && reach.into_iter().any(tie)
        };
        tally.case(&id, found, &[(PLAIN_MEAN, &tied)]);
    }
}
