//! Finding patterns: conditions as bits, windows as shifted conjunctions.
//!
//! All rules work on one *track*, the points that take part in order. Windows that reach over the
//! start of a section are struck out unless a rule may cross it. Cost is linear in the points.

use super::bits::Bits;
use super::conditions::{Conditions, Needs};
use super::rules::{Company, Mark, Pattern, Rule, RunBounds, Side, Ties};
use super::runs;
use super::signals::{RunCount, Signals};
use super::{Chart, Lines};

/// What the detector needs to know of a chart's spec.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// Whether missing points are left out of the track.
    pub(crate) bridged: bool,
    /// Whether lines are constant within each section.
    pub(crate) constant: bool,
}

/// Memory that is reused from chart to chart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Work {
    /// The point of each place on the track, unless they are the same.
    index: Vec<usize>,
    /// Whether every point is on the track.
    all: bool,
    /// The places on the track at which a section after the first begins.
    starts: Vec<usize>,
    length: usize,
    found: Conditions,
    ends: Bits,
    beyond: Bits,
    other: Bits,
}

impl Work {
    fn point(&self, place: usize) -> usize {
        if self.all { place } else { self.index.get(place).copied().unwrap_or(place) }
    }
}

pub(crate) fn detect(chart: &Chart, signals: &mut Signals) {
    let Signals { rules, marks, runs, run_counts, work } = signals;
    lay_track(chart, work);
    let index = (!work.all).then_some(work.index.as_slice());
    work.found.fill(chart, index, work.length, Needs::of(rules));
    for (rule, marks) in rules.iter().zip(marks) {
        match rule.pattern {
            Pattern::Runs { bounds } => {
                runs.clear();
                for section in 0..chart.sections.len() {
                    let points = section_points(chart, section);
                    runs.push(runs::analyse(useful_points(chart, section), points, bounds));
                }
                if chart.spec.unordered || chart.spec.kind == super::ChartKind::Mr {
                    for runs in runs.iter_mut() {
                        runs.signal = false;
                    }
                }
            }
            Pattern::RunCount { table } => {
                for section in 0..chart.sections.len() {
                    let analysis =
                        runs::analyse(useful_points(chart, section), 0, RunBounds::Anhoej);
                    let useful = analysis.useful;
                    let found = analysis.crossings.map_or(0, |crossings| crossings + 1);
                    let bounds = runs::run_count_bounds(useful, table);
                    run_counts.push(RunCount { section, useful, runs: found, bounds });
                }
            }
            _ => {}
        }
        for mark in marks.iter_mut() {
            mark.reset(chart.len());
        }
        apply(chart, work, *rule, runs, marks);
    }
}

/// The points on the track, and where sections begin on it.
fn lay_track(chart: &Chart, work: &mut Work) {
    work.index.clear();
    work.starts.clear();
    let drop_missing = chart.extent.has_missing && chart.shape().bridged;
    work.all = !drop_missing && !chart.has_excluded;
    if work.all {
        work.length = chart.len();
        work.starts.extend(chart.sections.iter().skip(1).map(|section| section.start));
        return;
    }
    for section in &chart.sections {
        if section.start > 0 {
            work.starts.push(work.index.len());
        }
        let taken = (section.start..section.end).filter(|at| {
            let missing = chart.values.get(*at).is_none_or(|value| value.is_nan());
            !(chart.is_excluded(*at) || drop_missing && missing)
        });
        work.index.extend(taken);
    }
    work.length = work.index.len();
}

fn section_points(chart: &Chart, section: usize) -> usize {
    chart.sections.get(section).map_or(0, |section| {
        (section.start..section.end).filter(|at| !chart.is_excluded(*at)).count()
    })
}

/// The points of a section off the centre line, with their sides.
fn useful_points(chart: &Chart, section: usize) -> impl Iterator<Item = (usize, Side)> + '_ {
    let range = chart.sections.get(section).map_or(0..0, |section| section.start..section.end);
    range.filter(|at| !chart.is_excluded(*at)).filter_map(|at| {
        let (value, centre) = (chart.values.get(at)?, chart.raw_lines(at).centre);
        match value.partial_cmp(&centre)? {
            std::cmp::Ordering::Greater => Some((at, Side::High)),
            std::cmp::Ordering::Less => Some((at, Side::Low)),
            std::cmp::Ordering::Equal => None,
        }
    })
}

/// Marks the points of one rule.
fn apply(
    chart: &Chart,
    work: &mut Work,
    rule: Rule,
    runs: &[runs::RunsAnalysis],
    marks: &mut [Bits; 2],
) {
    match rule.pattern {
        Pattern::BeyondLimits => limits(chart, work, marks),
        Pattern::Runs { .. } => long_runs(chart, runs, marks),
        Pattern::RunCount { .. } => {}
        Pattern::Shift { points, ties: Ties::Skip } => {
            let side = |place: usize, _: &mut f64| {
                let (value, lines) = at(chart, work, place);
                sign(value, lines.centre)
            };
            skipping(chart, work, rule, points, points, side, marks);
        }
        Pattern::Trend { points, ties: Ties::Skip } => {
            let side = |place: usize, last: &mut f64| {
                let (value, _) = at(chart, work, place);
                let step = sign(value, *last);
                if !value.is_nan() {
                    *last = value;
                }
                step
            };
            skipping(chart, work, rule, points - 1, points, side, marks);
        }
        Pattern::Zone { .. } => zone(work, rule, marks),
        _ => {
            for (number, side) in [Side::High, Side::Low].into_iter().enumerate() {
                let Some(mark) = marks.get_mut(number) else { continue };
                if windows(chart, work, rule.pattern, side) {
                    finish(work, rule, None, mark);
                }
            }
        }
    }
}

fn at(chart: &Chart, work: &Work, place: usize) -> (f64, Lines) {
    let point = work.point(place);
    (chart.values.get(point).copied().unwrap_or(f64::NAN), chart.raw_lines(point))
}

fn sign(value: f64, against: f64) -> Option<Side> {
    match value.partial_cmp(&against)? {
        std::cmp::Ordering::Greater => Some(Side::High),
        std::cmp::Ordering::Less => Some(Side::Low),
        std::cmp::Ordering::Equal => None,
    }
}

/// Points outside the limits, excluded ones too if the chart says so.
fn limits(chart: &Chart, work: &Work, marks: &mut [Bits; 2]) {
    let [high, low] = marks;
    scatter(work, &work.found.upper[2], high);
    scatter(work, &work.found.lower[2], low);
    if chart.has_excluded && chart.spec.excluded_may_signal {
        for point in chart.excluded.ones() {
            let (value, lines) =
                (chart.values.get(point).copied().unwrap_or(f64::NAN), chart.raw_lines(point));
            if value > lines.upper[2] {
                high.set(point);
            }
            if value < lines.lower[2] {
                low.set(point);
            }
        }
    }
}

/// Puts bits of the track at their points.
fn scatter(work: &Work, bits: &Bits, mark: &mut Bits) {
    if work.all {
        mark.or(bits);
    } else {
        for place in bits.ones() {
            mark.set(work.point(place));
        }
    }
}

/// The runs that are too long; where only the crossings are too few, no point is marked.
fn long_runs(chart: &Chart, runs: &[runs::RunsAnalysis], marks: &mut [Bits; 2]) {
    for (number, analysis) in runs.iter().enumerate().filter(|(_, analysis)| analysis.signal) {
        let too_long = analysis.longest_run > analysis.longest_run_most;
        if let Some((start, end, side)) = analysis.longest.filter(|_| too_long) {
            let mark = &mut marks[usize::from(side == Side::Low)];
            useful_points(chart, number)
                .filter(|(point, _)| (start..=end).contains(point))
                .for_each(|(point, _)| mark.set(point));
        }
    }
}

/// Runs and trends in which ties neither count nor break: one pass with a count.
fn skipping(
    chart: &Chart,
    work: &Work,
    rule: Rule,
    needed: usize,
    points: usize,
    side: impl Fn(usize, &mut f64) -> Option<Side>,
    marks: &mut [Bits; 2],
) {
    let trend = needed < points;
    let mut last = f64::NAN;
    let mut current = None;
    // The places of the pattern so far; a trend begins at the point before its first step.
    let mut places: Vec<usize> = Vec::new();
    let mut before = None;
    for place in 0..work.length {
        // A missing point is on the track only if gaps part their neighbours.
        let gap = at(chart, work, place).0.is_nan();
        if gap || (!rule.crosses && work.starts.contains(&place)) {
            (last, current, before) = (f64::NAN, None, None);
            places.clear();
        }
        let from = last;
        let found = side(place, &mut last);
        if let Some(found) = found {
            if current != Some(found) {
                places.clear();
                if trend {
                    places.extend(before);
                }
                current = Some(found);
            }
            places.push(place);
            if places.len() >= points {
                let mark = &mut marks[usize::from(found == Side::Low)];
                match rule.mark {
                    Mark::Last => mark.set(work.point(place)),
                    _ => places.iter().for_each(|place| mark.set(work.point(*place))),
                }
            }
        }
        if found.is_some() || (trend && from.is_nan() && !last.is_nan()) {
            before = Some(place);
        }
    }
}

/// Leaves the ends of a pattern's windows in `work.ends`; false if there is none.
fn windows(chart: &Chart, work: &mut Work, pattern: Pattern, side: Side) -> bool {
    let high = side == Side::High;
    match pattern {
        Pattern::Shift { points, .. } => {
            let row = if high { &work.found.above } else { &work.found.below };
            work.ends.ends_of_runs(row, points);
        }
        Pattern::Trend { points, .. } => {
            let row = if high { &work.found.rise } else { &work.found.fall };
            work.ends.ends_of_runs(row, points - 1);
        }
        Pattern::Alternating { points } => {
            let length = work.length;
            let (rise, fall) = (&work.found.rise, &work.found.fall);
            let turns = |place: usize| {
                place > 0
                    && (rise.get(place) && fall.get(place - 1)
                        || fall.get(place) && rise.get(place - 1))
            };
            work.other.fill(length, turns);
            work.ends.ends_of_runs(&work.other, points - 2);
        }
        Pattern::Within { points, sigmas, on_line } => {
            let length = work.length;
            let mut within = std::mem::take(&mut work.other);
            within.fill(length, |place| {
                let (value, lines) = at(chart, work, place);
                let line = sigmas.saturating_sub(1).min(2);
                let (low, high) = (lines.lower[line], lines.upper[line]);
                if on_line { value >= low && value <= high } else { value > low && value < high }
            });
            work.ends.ends_of_runs(&within, points);
            work.other = within;
        }
        Pattern::Beyond { points, sigmas, both_sides } => {
            let line = sigmas.saturating_sub(1).min(2);
            work.other.copy_from(&work.found.upper[line]);
            work.other.or(&work.found.lower[line]);
            work.ends.ends_of_runs(&work.other, points);
            if both_sides {
                for bits in [&work.found.upper[line], &work.found.lower[line]] {
                    work.other.any_in_window(bits, points);
                    work.ends.and(&work.other);
                }
            }
        }
        Pattern::Zone { .. }
        | Pattern::BeyondLimits
        | Pattern::Runs { .. }
        | Pattern::RunCount { .. } => {
            return false;
        }
    }
    work.ends.any()
}

/// `needed` of `of` beyond a line.
fn zone(work: &mut Work, rule: Rule, marks: &mut [Bits; 2]) {
    let Pattern::Zone { needed, of, sigmas, company, outside_counts, last_beyond, from_start } =
        rule.pattern
    else {
        return;
    };
    let line = sigmas.saturating_sub(1).min(2);
    for (number, mark) in marks.iter_mut().enumerate() {
        let high = number == 0;
        let mut beyond = std::mem::take(&mut work.beyond);
        beyond.copy_from(if high { &work.found.upper[line] } else { &work.found.lower[line] });
        if !outside_counts && line < 2 {
            beyond.and_not(if high { &work.found.upper[2] } else { &work.found.lower[2] });
        }
        if beyond.any() {
            work.ends.at_least_in_window(&beyond, needed, of);
            if last_beyond {
                work.ends.and(&beyond);
            }
            match company {
                Company::Anywhere => {}
                Company::SameSide => {
                    let row = if high { &work.found.above } else { &work.found.below };
                    work.other.ends_of_runs(row, of);
                    work.ends.and(&work.other);
                }
                Company::NotBeyondOpposite => {
                    let row = if high { &work.found.lower[line] } else { &work.found.upper[line] };
                    work.other.any_in_window(row, of);
                    work.ends.and_not(&work.other);
                }
            }
            if !from_start {
                for place in 0..(of - 1).min(work.length) {
                    work.ends.clear(place);
                }
            }
            if work.ends.any() {
                finish(work, rule, Some(&beyond), mark);
            }
        }
        work.beyond = beyond;
    }
}

/// Strikes out windows that reach over a section's start, and marks the rest.
fn finish(work: &mut Work, rule: Rule, beyond: Option<&Bits>, mark: &mut Bits) {
    let window = rule.window();
    if !rule.crosses {
        for start in &work.starts {
            for place in *start..(start + window - 1).min(work.length) {
                work.ends.clear(place);
            }
        }
    }
    if rule.mark != Mark::Last {
        work.ends.spread_back(window);
    }
    if let (Mark::Beyond, Some(beyond)) = (rule.mark, beyond) {
        work.ends.and(beyond);
    }
    let ends = std::mem::take(&mut work.ends);
    scatter(work, &ends, mark);
    work.ends = ends;
}
