//! nhspy-plotthedots 0.1.6.

use improvement::base::Direction;
use improvement::spc::{Preset, Question, Report, Sections};

use crate::fdp::rounding_decides;
use crate::table::{Data, Differences, Tally};

const START: &str = "a series that starts on the mean counts as a run of 7";
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
        let limits = &data.of("nhspy_limits.csv", "case_id", id)[0];
        let lines = chart.sections()[0].lines();
        found.number("mean", lines.centre(), limits.number("mean"));
        found.number("lower", lines.lower(), limits.number("lpl"));
        found.number("upper", lines.upper(), limits.number("upl"));
        for line in data.of("nhspy_points.csv", "case_id", id) {
            let i = line.whole("i").unwrap();
            let at = i - 1;
            found.number(format!("y {i}"), chart.value(at), line.number("y"));
            let (Some(y), Some(centre)) = (chart.value(at), lines.centre()) else { continue };
            let side = y.partial_cmp(&centre).unwrap() as i8 as f64;
            let outside = Some(y) > lines.upper() && lines.upper().is_some()
                || lines.lower().is_some_and(|lower| y < lower);
            let beyond = lines.upper_at(2).is_some_and(|line| y > line)
                || lines.lower_at(2).is_some_and(|line| y < line);
            found.same(format!("outside {i}"), outside, line.flag("outside_limits"));
            found.same(format!("side {i}"), Some(side), line.number("relative_to_mean"));
            found.same(format!("close {i}"), beyond && !outside, line.flag("close_to_limits"));
            found.same(
                format!("special {i}"),
                report.signals().any_at(at),
                line.flag("special_cause_flag"),
            );
        }
        // Flags beyond ours, all of them at the start, where points lie on the mean.
        let on_mean = chart.value(0).is_some() && chart.value(0) == lines.centre();
        let missing = (0..chart.len()).any(|at| chart.value(at).is_none());
        let defect = match () {
            () if missing => Some(MISSING),
            () if on_mean => Some(START),
            () if (0..chart.len()).any(|at| rounding_decides(&report, at)) => Some(ROUNDING),
            () => None,
        };
        tally.case(id, found.0, defect);
    }
}
