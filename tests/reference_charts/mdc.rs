//! NHS England's own test series for Making Data Count.

use improvement::spc::{Preset, Question, Report, RuleSet, Sections, Series, Variation};

use crate::ptd::direction;
use crate::table::{Data, Differences, Tally};

pub(crate) fn conformance(data: &Data, tally: &mut Tally) {
    let mut names: Vec<String> = Vec::new();
    for line in data.lines("mdc_conformance.csv").iter() {
        if names.last().is_none_or(|last| last != line.text("case")) {
            names.push(line.text("case").into());
        }
    }
    for name in names {
        let lines = data.of("mdc_conformance.csv", "case", &name);
        let first = &lines[0];
        let series = Series::from_values(lines.iter().map(|line| line.number("value"))).unwrap();
        let good = direction(first.text("improvement_direction"));
        let mut sections = Sections::whole();
        sections.baseline = first.whole("baseline_points");
        if sections.baseline.is_none() {
            sections.starts.extend(first.whole("recalculated_from").map(|from| from - 1));
        }
        let rules = RuleSet::mdc_excel(
            first.whole("shift_points").unwrap(),
            first.whole("trend_points").unwrap(),
        );
        let least = first.whole("min_points").unwrap();
        let method = Preset::MdcExcel
            .method()
            .with_rules(rules)
            .with_spec(|spec| spec.minimum.points = least);
        let report = Report::new(&method, &series, &sections, Question::new(good)).unwrap();
        let mut found = Differences::default();
        for (line, variation) in lines.iter().zip(report.variations(&method, good)) {
            let i = line.whole("i").unwrap();
            let lines = report.chart().lines(i - 1);
            found.number("mean", i, lines.centre(), line.number("mean"));
            found.number("lower", i, lines.lower(), line.number("lpl"));
            found.number("upper", i, lines.upper(), line.number("upl"));
            let colour = match variation {
                Variation::CommonCause => "common",
                Variation::NeutralHigh | Variation::NeutralLow => "neutral",
                other if other.is_improvement() => "improvement",
                _ => "concern",
            };
            found.same("colour", i, colour, line.text("expected"));
        }
        tally.case(&name, found, &[]);
    }
}
