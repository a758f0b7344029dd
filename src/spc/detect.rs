//! Finding patterns: conditions as bits, windows as shifted conjunctions.
//!
//! All rules work on one *track*, the points that take part in order. Windows that reach over the
//! start of a section are struck out unless a rule may cross it. Cost is linear in the points.

use super::bits::Bits;
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
    /// The point of each place on the track; empty if they are the same.
    index: Vec<usize>,
    /// The places on the track at which a section after the first begins.
    starts: Vec<usize>,
    length: usize,
    above: Bits,
    below: Bits,
    rise: Bits,
    fall: Bits,
    /// Above the upper and below the lower line at one, two and three sigma.
    upper: [Bits; 3],
    lower: [Bits; 3],
    ends: Bits,
    other: Bits,
}

impl Work {
    fn point(&self, place: usize) -> usize {
        self.index.get(place).copied().unwrap_or(place)
    }
}

/// Which conditions a rule set looks at.
#[derive(Debug, Clone, Copy, Default)]
struct Needs {
    side: bool,
    step: bool,
    sigma: [bool; 3],
}

impl Needs {
    fn of(rules: &[Rule]) -> Self {
        let mut needs = Needs::default();
        let mut sigma = |line: usize| {
            if let Some(need) = needs.sigma.get_mut(line.wrapping_sub(1)) {
                *need = true;
            }
        };
        for rule in rules {
            match rule.pattern {
                Pattern::Shift { .. } => needs.side = true,
                Pattern::Trend { .. } | Pattern::Alternating { .. } => needs.step = true,
                Pattern::Zone { sigmas, company, outside_counts, .. } => {
                    sigma(sigmas);
                    if !outside_counts {
                        sigma(3);
                    }
                    needs.side |= company == Company::SameSide;
                }
                Pattern::Within { sigmas, .. } | Pattern::Beyond { sigmas, .. } => sigma(sigmas),
                Pattern::BeyondLimits => sigma(3),
                Pattern::Runs { .. } | Pattern::RunCount { .. } => {}
            }
        }
        needs
    }
}

pub(crate) fn detect(chart: &Chart, signals: &mut Signals) {
    let mut work = std::mem::take(&mut signals.work);
    lay_track(chart, &mut work);
    conditions(chart, &mut work, Needs::of(&signals.rules));
    for number in 0..signals.rules.len() {
        let Some(rule) = signals.rules.get(number).copied() else { continue };
        match rule.pattern {
            Pattern::Runs { bounds } => {
                signals.runs.clear();
                for section in 0..chart.sections.len() {
                    let points = section_points(chart, section);
                    signals.runs.push(runs::analyse(useful_points(chart, section), points, bounds));
                }
                if chart.spec.unordered || chart.spec.kind == super::ChartKind::Mr {
                    signals.runs.iter_mut().for_each(|runs| runs.signal = false);
                }
            }
            Pattern::RunCount { table } => {
                for section in 0..chart.sections.len() {
                    let analysis =
                        runs::analyse(useful_points(chart, section), 0, RunBounds::Anhoej);
                    let useful = analysis.useful;
                    let found = analysis.crossings.map_or(0, |crossings| crossings + 1);
                    let bounds = runs::run_count_bounds(useful, table);
                    signals.run_counts.push(RunCount { section, useful, runs: found, bounds });
                }
            }
            _ => {}
        }
        let runs = std::mem::take(&mut signals.runs);
        if let Some(marks) = signals.marks.get_mut(number) {
            let identity = work.index.is_empty();
            for mark in marks.iter_mut() {
                mark.reset(if identity { work.length } else { chart.len() });
            }
            apply(chart, &mut work, rule, &runs, marks);
        }
        signals.runs = runs;
    }
    signals.work = work;
}

/// The points on the track, and where sections begin on it.
fn lay_track(chart: &Chart, work: &mut Work) {
    work.index.clear();
    work.starts.clear();
    let drop_missing = chart.has_missing && chart.shape().bridged;
    if !drop_missing && !chart.has_excluded {
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

/// Computes the conditions; a comparison with a missing value or a blank line is false.
fn conditions(chart: &Chart, work: &mut Work, needs: Needs) {
    let length = work.length;
    let identity = work.index.is_empty();
    match chart.sections.as_slice() {
        [only] if identity && chart.shape().constant && length == chart.len() => {
            constant_conditions(&chart.values, only.lines, work, needs);
        }
        _ => {
            let index = std::mem::take(&mut work.index);
            let point = |place: usize| {
                if identity { place } else { index.get(place).copied().unwrap_or(place) }
            };
            let value = |place: usize| chart.values.get(point(place)).copied().unwrap_or(f64::NAN);
            let lines = |place: usize| chart.raw_lines(point(place));
            if needs.side {
                work.above.fill(length, |place| value(place) > lines(place).centre);
                work.below.fill(length, |place| value(place) < lines(place).centre);
            }
            if needs.step {
                let step =
                    |place: usize| value(place) - place.checked_sub(1).map_or(f64::NAN, value);
                work.rise.fill(length, |place| step(place) > 0.0);
                work.fall.fill(length, |place| step(place) < 0.0);
            }
            for (sigma, need) in needs.sigma.into_iter().enumerate() {
                if need {
                    let (upper, lower) = (&mut work.upper[sigma], &mut work.lower[sigma]);
                    upper.fill(length, |place| value(place) > lines(place).upper[sigma]);
                    lower.fill(length, |place| value(place) < lines(place).lower[sigma]);
                }
            }
            work.index = index;
        }
    }
}

/// The common case, one section without gaps, in one pass over the values.
fn constant_conditions(values: &[f64], lines: Lines, work: &mut Work, needs: Needs) {
    let length = values.len();
    for bits in [&mut work.above, &mut work.below, &mut work.rise, &mut work.fall] {
        bits.reset(length);
    }
    let mut previous = f64::NAN;
    let steps = work.rise.words_mut().iter_mut().zip(work.fall.words_mut());
    let sides = work.above.words_mut().iter_mut().zip(work.below.words_mut());
    for ((chunk, (rise, fall)), (above, below)) in values.chunks(64).zip(steps).zip(sides) {
        for (bit, &value) in chunk.iter().enumerate() {
            *rise |= u64::from(value > previous) << bit;
            *fall |= u64::from(value < previous) << bit;
            *above |= u64::from(value > lines.centre) << bit;
            *below |= u64::from(value < lines.centre) << bit;
            previous = value;
        }
    }
    for (sigma, need) in needs.sigma.into_iter().enumerate() {
        if need {
            let (high, low) = (lines.upper[sigma], lines.lower[sigma]);
            let (upper, lower) = (&mut work.upper[sigma], &mut work.lower[sigma]);
            upper.reset(length);
            lower.reset(length);
            let words = upper.words_mut().iter_mut().zip(lower.words_mut());
            for (chunk, (upper, lower)) in values.chunks(64).zip(words) {
                for (bit, &value) in chunk.iter().enumerate() {
                    *upper |= u64::from(value > high) << bit;
                    *lower |= u64::from(value < low) << bit;
                }
            }
        }
    }
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
    scatter(work, &work.upper[2], high);
    scatter(work, &work.lower[2], low);
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
    if work.index.is_empty() {
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
            work.ends.copy_from(if high { &work.above } else { &work.below });
            work.ends.ends_of_runs(points);
        }
        Pattern::Trend { points, .. } => {
            work.ends.copy_from(if high { &work.rise } else { &work.fall });
            work.ends.ends_of_runs(points - 1);
        }
        Pattern::Alternating { points } => {
            let length = work.length;
            let (rise, fall) = (&work.rise, &work.fall);
            let turns = |place: usize| {
                place > 0
                    && (rise.get(place) && fall.get(place - 1)
                        || fall.get(place) && rise.get(place - 1))
            };
            work.ends.fill(length, turns);
            work.ends.ends_of_runs(points - 2);
        }
        Pattern::Within { points, sigmas, on_line } => {
            let length = work.length;
            let mut ends = std::mem::take(&mut work.ends);
            ends.fill(length, |place| {
                let (value, lines) = at(chart, work, place);
                let line = sigmas.saturating_sub(1).min(2);
                let (low, high) = (lines.lower[line], lines.upper[line]);
                if on_line { value >= low && value <= high } else { value > low && value < high }
            });
            work.ends = ends;
            work.ends.ends_of_runs(points);
        }
        Pattern::Beyond { points, sigmas, both_sides } => {
            let line = sigmas.saturating_sub(1).min(2);
            work.ends.copy_from(&work.upper[line]);
            work.ends.or(&work.lower[line]);
            work.ends.ends_of_runs(points);
            if both_sides {
                for bits in [&work.upper[line], &work.lower[line]] {
                    work.other.copy_from(bits);
                    work.other.any_in_window(points);
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
        let mut beyond = std::mem::take(&mut work.other);
        beyond.copy_from(if high { &work.upper[line] } else { &work.lower[line] });
        if !outside_counts && line < 2 {
            beyond.and_not(if high { &work.upper[2] } else { &work.lower[2] });
        }
        if beyond.any() {
            work.ends.copy_from(&beyond);
            work.ends.at_least_in_window(needed, of);
            if last_beyond {
                work.ends.and(&beyond);
            }
            let mut company_bits = Bits::default();
            match company {
                Company::Anywhere => {}
                Company::SameSide => {
                    company_bits.copy_from(if high { &work.above } else { &work.below });
                    company_bits.ends_of_runs(of);
                    work.ends.and(&company_bits);
                }
                Company::NotBeyondOpposite => {
                    company_bits.copy_from(if high {
                        &work.lower[line]
                    } else {
                        &work.upper[line]
                    });
                    company_bits.any_in_window(of);
                    work.ends.and_not(&company_bits);
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
        work.other = beyond;
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
