//! Where a process has settled at a new level: a suggestion to recalculate, never a recalculation.
//!
//! Making Data Count and the NHS-R community refuse automatic recalculation, since the reason for a
//! change must be known first. The Stable Shift Algorithm (package autospc) finds the places where
//! a person may want to do it: a run on one side that starts a period of its own, in which no run
//! of the same length turns back, and which later points cannot revoke.

use std::fmt;

use super::reading::written;
use super::rules::Side;
use super::{
    Chart, ChartKind, ChartSpec, Flat, Gaps, Lines, Screening, Sections, Series, SpcError,
    XmrFactor,
};

/// The parameters of the Stable Shift Algorithm.
///
/// ```
/// use improvement::spc::{ChartKind, Series, StableShift};
/// let level = |at: i32| if at < 24 { 60.0 } else { 40.0 };
/// let values = (0..50).map(|at| level(at) + f64::from(at * 3 % 5));
/// let levels = StableShift::default().find(ChartKind::I, &Series::from_values(values)?)?;
/// assert_eq!(levels.iter().map(|level| level.start).collect::<Vec<_>>(), [0, 24]);
/// # Ok::<(), improvement::spc::SpcError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StableShift {
    /// The points from which a level is calculated; 21 by default, at least 2.
    pub period: usize,
    /// The points in a row on one side that make a shift; 8 by default, at least 2.
    pub shift: usize,
    /// The points of the first level, if not `period`.
    pub baseline: Option<usize>,
    /// Whether a level is refused if its period ends in an unfinished run against the change, so
    /// that later data cannot revoke it; `true` by default.
    pub no_regrets: bool,
    /// Whether every shift starts a level, whatever follows; `false` by default.
    pub every_shift: bool,
    /// The most points, those furthest outside the limits, left out of a level's calculation one at
    /// a time; 3 by default.
    pub exclusions: usize,
    /// How near the centre line a point counts as on it, in units of the chart; 0 by default.
    pub tolerance: f64,
}

impl Default for StableShift {
    fn default() -> Self {
        StableShift {
            period: 21,
            shift: 8,
            baseline: None,
            no_regrets: true,
            every_shift: false,
            exclusions: 3,
            tolerance: 0.0,
        }
    }
}

/// A level at which the process has settled.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Level {
    /// The first point.
    pub start: usize,
    /// One past the last point of the calculation.
    pub calculated_to: usize,
    /// The points left out of the calculation.
    pub excluded: Vec<usize>,
    /// The lines at each point from `start` to the next level.
    pub lines: Vec<Lines>,
}

/// A place at which a person may want to recalculate.
///
/// Making Data Count asks for a known cause, a sustained change and enough points first.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct RebaseSuggestion {
    /// The first point of the new level.
    pub at: usize,
    /// The centre line before.
    pub before: f64,
    /// The centre line after.
    pub after: f64,
}

impl fmt::Display for RebaseSuggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (at, before, after) = (self.at + 1, written(self.before), written(self.after));
        write!(
            f,
            "the level has moved from {before} to {after} since point {at} and stayed there: recalculate from there if the cause is known and the change is meant to last"
        )
    }
}

impl StableShift {
    /// The levels of a series, in order. None if there are too few points for one.
    ///
    /// # Errors
    ///
    /// - a chart other than XmR, C, C', P and P'
    /// - a period or a shift below 2 points, a baseline below 2
    /// - a tolerance that is not a number of 0 or more
    /// - a series the chart cannot hold
    pub fn find(&self, kind: ChartKind, series: &Series) -> Result<Vec<Level>, SpcError> {
        let spec = Self::spec(kind)?;
        let at_least_two = |what, found: usize| match found {
            0 | 1 => Err(SpcError::Parameter { what, wanted: "2 or more", found: found as f64 }),
            _ => Ok(()),
        };
        at_least_two("the period of a level", self.period)?;
        at_least_two("the points of a shift", self.shift)?;
        at_least_two("the first period", self.baseline.unwrap_or(self.period))?;
        if self.tolerance.is_nan() || self.tolerance < 0.0 {
            let (what, wanted) = ("a tolerance", "a number of 0 or more");
            return Err(SpcError::Parameter { what, wanted, found: self.tolerance });
        }
        Search { rules: *self, spec, series, chart: Chart::empty(spec) }.run()
    }

    /// The last place in the chart's last section at which a recalculation may be due.
    ///
    /// # Errors
    ///
    /// As [`StableShift::find`].
    pub fn suggest(
        &self,
        chart: &Chart,
        series: &Series,
    ) -> Result<Option<RebaseSuggestion>, SpcError> {
        let from = chart.sections().last().map_or(0, |section| section.start);
        let levels = self.find(chart.spec().kind, &series.starting_at(from))?;
        let centre = |level: &Level| level.lines.first().and_then(Lines::centre);
        let [.., before, after] = levels.as_slice() else {
            return Ok(None);
        };
        let pair = centre(before).zip(centre(after));
        let scale = chart.spec().scale;
        Ok(pair.map(|(old, new)| RebaseSuggestion {
            at: from + after.start,
            before: old * scale,
            after: new * scale,
        }))
    }

    fn spec(kind: ChartKind) -> Result<ChartSpec, SpcError> {
        let known = matches!(
            kind,
            ChartKind::I | ChartKind::C | ChartKind::CPrime | ChartKind::P | ChartKind::PPrime
        );
        if !known {
            return Err(SpcError::NoLevelsFor { kind });
        }
        Ok(ChartSpec {
            factor: XmrFactor::OverD2,
            screening: Screening::IfExceeded,
            flat: Flat::ZeroWidth,
            gaps: Gaps::Break,
            ..ChartSpec::new(kind)
        })
    }
}

struct Search<'s> {
    rules: StableShift,
    spec: ChartSpec,
    series: &'s Series,
    chart: Chart,
}

/// The points against the lines of one level.
struct Sides {
    start: usize,
    /// Above 1, below -1, on the line or missing 0.
    side: Vec<i8>,
    /// Whether the point belongs to a run long enough.
    shift: Vec<bool>,
    /// Whether a run begins here.
    begins: Vec<bool>,
}

impl Sides {
    fn side(&self, at: usize) -> i8 {
        at.checked_sub(self.start).and_then(|at| self.side.get(at)).copied().unwrap_or(0)
    }

    fn shift(&self, at: usize) -> bool {
        at.checked_sub(self.start).and_then(|at| self.shift.get(at)).copied().unwrap_or(false)
    }

    fn begins(&self, at: usize) -> bool {
        at.checked_sub(self.start).and_then(|at| self.begins.get(at)).copied().unwrap_or(false)
    }
}

impl Search<'_> {
    fn run(mut self) -> Result<Vec<Level>, SpcError> {
        let length = self.series.len();
        let first = self.rules.baseline.unwrap_or(self.rules.period);
        if !self.enough(0, first) {
            return Ok(Vec::new());
        }
        let first = first.min(length);
        let lowest = self.level(0, first)?;
        let mut sides = self.sides(0, &lowest.lines);
        let mut levels = vec![lowest];
        let mut counter = first;
        while counter + 1 < length && self.enough(counter, self.rules.period) {
            let inside = self.inside_shift(&sides, counter, length);
            let mut starts = (counter..length).filter(|at| starts_shift(&sides, *at));
            let (start, next) =
                if inside { (Some(counter), None) } else { (starts.next(), starts.next()) };
            let Some(start) = start.filter(|start| start + 1 < length) else {
                break;
            };
            counter = start;
            if !self.enough(counter, self.rules.period) {
                break;
            }
            let direction = sides.side(counter);
            let candidate = self.level(counter, self.rules.period)?;
            let after = self.sides(counter, &candidate.lines);
            let unstable = turns_back(&after, candidate.calculated_to, direction)
                || self.rules.no_regrets
                    && ends_against(&after, candidate.calculated_to, direction);
            if self.rules.every_shift || !unstable {
                if let Some(before) = levels.last_mut() {
                    before.lines.truncate(counter - before.start);
                }
                levels.push(candidate);
                sides = after;
                counter += self.rules.period;
            } else {
                let whole = (counter..counter + self.rules.shift).all(|at| sides.shift(at));
                counter = match next {
                    Some(next) if !whole => next,
                    _ => counter + 1,
                };
            }
        }
        Ok(levels)
    }

    fn enough(&self, from: usize, needed: usize) -> bool {
        (from..self.series.len()).filter(|at| self.series.value(*at).is_some()).count() >= needed
    }

    /// Whether a point lies within a run of which enough points are left after it.
    fn inside_shift(&self, sides: &Sides, at: usize, length: usize) -> bool {
        let next = (at..length).find(|later| sides.begins(*later)).unwrap_or(length);
        sides.shift(at) && next - at >= self.rules.shift
    }

    /// Lines from a period, its most extreme points left out one at a time.
    fn level(&mut self, start: usize, length: usize) -> Result<Level, SpcError> {
        let end = (start + length).min(self.series.len());
        let mut excluded: Vec<usize> = Vec::new();
        for _ in 0..self.rules.exclusions {
            self.draw(start, length, &excluded)?;
            let distance = |at: usize| {
                let value = self.chart.value(at).filter(|_| !excluded.contains(&at))?;
                let lines = self.chart.lines(at);
                let above = lines.upper().map(|upper| value - upper).filter(|out| *out > 0.0);
                above.or_else(|| lines.lower().map(|lower| lower - value).filter(|out| *out > 0.0))
            };
            let furthest = (start..end).filter_map(distance).fold(0.0, f64::max);
            let more: Vec<usize> = (start..end)
                .filter(|at| distance(*at).is_some_and(|out| out >= furthest))
                .collect();
            if more.is_empty() {
                break;
            }
            excluded.extend(more);
        }
        excluded.truncate(self.rules.exclusions);
        self.draw(start, length, &excluded)?;
        let lines = (start..self.series.len()).map(|at| self.chart.lines(at)).collect();
        excluded.sort_unstable();
        Ok(Level { start, calculated_to: end, excluded, lines })
    }

    fn draw(&mut self, start: usize, length: usize, excluded: &[usize]) -> Result<(), SpcError> {
        let sections =
            Sections { starts: vec![start], baseline: Some(length), excluded: excluded.to_vec() };
        self.chart.redraw(&self.spec, &sections, self.series)
    }

    fn sides(&self, start: usize, lines: &[Lines]) -> Sides {
        let side: Vec<i8> = (start..).zip(lines).map(|(at, lines)| self.side(at, lines)).collect();
        let mut shift = vec![false; side.len()];
        let mut begins = vec![false; side.len()];
        let mut from = 0;
        for run in side.chunk_by(|a, b| a == b) {
            let long = run.len() >= self.rules.shift && run.first() != Some(&0);
            if let Some(begin) = begins.get_mut(from) {
                *begin = true;
            }
            shift.iter_mut().skip(from).take(run.len()).for_each(|shift| *shift = long);
            from += run.len();
        }
        Sides { start, side, shift, begins }
    }

    fn side(&self, at: usize, lines: &Lines) -> i8 {
        let value = self.chart.value(at).or_else(|| self.series.value(at));
        let Some((value, centre)) = value.zip(lines.centre()) else {
            return 0;
        };
        match value - centre {
            distance if distance > self.rules.tolerance => 1,
            distance if distance < -self.rules.tolerance => -1,
            _ => 0,
        }
    }
}

/// Whether a long run begins at a point: the one before belongs to none, or to one of the other side.
fn starts_shift(sides: &Sides, at: usize) -> bool {
    let before = at.checked_sub(1);
    let apart = before
        .is_none_or(|before| !sides.shift(before) || sides.side(at) * sides.side(before) == -1);
    sides.shift(at) && apart
}

/// Whether a long run against the change begins within the calculation, the first run apart.
fn turns_back(sides: &Sides, calculated_to: usize, direction: i8) -> bool {
    let end = sides.start + sides.side.len();
    let mut runs = 0;
    for at in sides.start..end {
        let side = sides.side(at);
        if at == sides.start || (side != 0 && side != sides.side(at - 1)) {
            runs += 1;
        }
        if runs > 1 && sides.shift(at) && side != direction {
            return at < calculated_to;
        }
    }
    false
}

/// Whether the last run of the calculation goes against the change and is the last of all.
fn ends_against(sides: &Sides, calculated_to: usize, direction: i8) -> bool {
    let end = sides.start + sides.side.len();
    let off_line = |at: &usize| sides.side(*at) != 0;
    let Some(last) = (sides.start..calculated_to).rev().find(off_line) else {
        return false;
    };
    let side = sides.side(last);
    side != direction && (last..end).filter(off_line).all(|at| sides.side(at) == side)
}

impl RebaseSuggestion {
    /// Whether the level rose or fell.
    pub fn side(&self) -> Side {
        if self.after < self.before { Side::Low } else { Side::High }
    }
}
