//! nhspy-plotthedots 0.1.6.

use improvement::base::Direction;
use improvement::spc::{Preset, Question, Report, Sections};

use crate::fdp::near_a_tie;
use crate::table::{Data, Difference, Differences, Tally};

const START: &str = "points on the mean at the start, or 7 of them in a row, count as a run of 7";
const MISSING: &str = "a missing value makes every result not a number";
const ROUNDING: &str = "the mean is not correctly rounded, and its rounding decides a tie";

pub(crate) fn cases(data: &Data, tally: &mut Tally) {
    for case in data.lines("nhspy_cases.csv").iter() {
        let id = case.text("case_id");
        let series = data.series(case.text("series_id"), |y, _| Some(y)).unwrap();
        let mut sections = Sections::whole();
        sections.baseline = case.whole("fix_after_n_points");
        let method = Preset::PlotTheDots.method().with_spec(|spec| spec.least_baseline = 2);
        let report =
            Report::new(&method, &series, &sections, Question::new(Direction::Up)).unwrap();
        let chart = report.chart();
        let mut found = Differences::default();
        let limits = data.of("nhspy_limits.csv", "case_id", id);
        let Some(limits) = limits.first() else {
            tally.skip("a case without limits".into());
            continue;
        };
        let lines = chart.sections()[0].lines();
        found.number("mean", 0, lines.centre(), limits.number("mean"));
        found.number("lower", 0, lines.lower(), limits.number("lpl"));
        found.number("upper", 0, lines.upper(), limits.number("upl"));
        for line in data.of("nhspy_points.csv", "case_id", id) {
            let i = line.whole("i").unwrap();
            let at = i - 1;
            found.number("y", i, chart.value(at), line.number("y"));
            let (Some(y), Some(centre)) = (chart.value(at), lines.centre()) else { continue };
            let side = y.partial_cmp(&centre).unwrap() as i8 as f64;
            let outside = Some(y) > lines.upper() && lines.upper().is_some()
                || lines.lower().is_some_and(|lower| y < lower);
            let beyond = lines.upper_at(2).is_some_and(|line| y > line)
                || lines.lower_at(2).is_some_and(|line| y < line);
            found.same("outside", i, outside, line.flag("outside_limits"));
            found.same("side", i, Some(side), line.number("relative_to_mean"));
            found.same("close", i, beyond && !outside, line.flag("close_to_limits"));
            found.same("special", i, report.signals().any_at(at), line.flag("special_cause_flag"));
        }
        // The mean of values of which one is missing is missing, and with it every limit.
        let missing = (0..chart.len()).any(|at| chart.value(at).is_none());
        let no_lines = missing && limits.text("mean").is_empty() && limits.text("upl").is_empty();
        let lost = |one: &Difference| {
            no_lines && one.is(&["mean", "lower", "upper"]) && one.expects(None::<f64>)
                || no_lines && one.is(&["outside", "close", "special"]) && one.expects(false)
                || no_lines && one.is(&["side"])
        };
        // Points on the mean are of side 0, a side like the others, and windows that reach over the
        // start are filled with 0.
        let on_mean = |at: usize| chart.value(at).is_some() && chart.value(at) == lines.centre();
        let on_mean: Vec<bool> = (0..chart.len()).map(on_mean).collect();
        let mut runs = vec![false; chart.len()];
        let mut from = 0;
        for run in on_mean.chunk_by(|a, b| a == b) {
            runs[from..from + run.len()].fill(run[0] && (from == 0 || run.len() >= 7));
            from += run.len();
        }
        let start =
            |one: &Difference| one.is(&["special"]) && runs[one.at - 1] && one.expects(true);
        let tied = |one: &Difference| {
            one.is(&["outside", "side", "close", "special"])
                && near_a_tie(&report, one.at, 7, sections.baseline)
        };
        tally.case(id, found, &[(MISSING, &lost), (START, &start), (ROUNDING, &tied)]);
    }
}
