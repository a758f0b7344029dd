//! Drawing a chart: from a series and its sections to values and lines.

use super::bits::Bits;
use super::{ChartKind, ChartSpec, Gaps, Lines, MinimumScope, Sections, Series, SpcError};
use super::{detect::Shape, estimate, exact::Extent};

/// A stretch of a chart with one centre and one spread.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Section {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) points: usize,
    pub(crate) lines: Lines,
}

impl Section {
    /// The first point.
    pub fn start(&self) -> usize {
        self.start
    }

    /// One past the last point.
    pub fn end(&self) -> usize {
        self.end
    }

    /// The points that are neither missing nor excluded.
    pub fn points(&self) -> usize {
        self.points
    }

    /// The lines of the section's last point, shown or not: with too few points the centre is
    /// worth knowing though no rule applies yet.
    pub fn lines(&self) -> Lines {
        self.lines
    }

    /// Whether the section has fewer than 13 points, below which limits are provisional (NHS
    /// England, Making Data Count).
    pub fn is_short(&self) -> bool {
        self.points < 13
    }
}

/// A run or control chart: plotted values, their lines, and the sections they belong to.
///
/// ```
/// use improvement::spc::{Chart, ChartKind, ChartSpec, Sections, Series};
/// let series = Series::from_values([12.0, 15.0, 11.0, 14.0, 13.0])?;
/// let chart = Chart::draw(&ChartSpec::new(ChartKind::I), &Sections::whole(), &series)?;
/// assert_eq!(chart.lines(0).centre(), Some(13.0));
/// // The mean moving range is 2.75, so the limits stand 2.66 * 2.75 = 7.315 from the mean.
/// assert!((chart.lines(0).upper().unwrap_or(0.0) - 20.315).abs() < 1e-9);
/// # Ok::<(), improvement::spc::SpcError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Chart {
    pub(crate) spec: ChartSpec,
    pub(crate) values: Vec<f64>,
    pub(crate) sections: Vec<Section>,
    /// One for every point, or none if the lines are constant within each section.
    pub(crate) lines: Vec<Lines>,
    pub(crate) excluded: Bits,
    pub(crate) has_excluded: bool,
    pub(crate) extent: Extent,
    /// Values of the baseline, reused from section to section.
    pub(crate) scratch: Vec<f64>,
}

impl Chart {
    /// Draws a chart.
    ///
    /// # Errors
    ///
    /// - a chart of ratios without denominators, or of subgroups without subgroups
    /// - a value the chart cannot hold: a negative count, a proportion above 1, a time of 0 or less
    /// - a section start or an excluded point outside the series
    /// - a frozen baseline shorter than the method accepts
    /// - a given sigma, centre or scale that is not a usable number, such as a centre below 0 for counts
    pub fn draw(spec: &ChartSpec, sections: &Sections, series: &Series) -> Result<Self, SpcError> {
        let mut chart = Chart::empty(*spec);
        chart.redraw(spec, sections, series)?;
        Ok(chart)
    }

    /// A chart of nothing, whose memory [`Chart::redraw`] fills.
    pub fn empty(spec: ChartSpec) -> Self {
        Chart {
            spec,
            values: Vec::new(),
            sections: Vec::new(),
            lines: Vec::new(),
            excluded: Bits::default(),
            has_excluded: false,
            extent: Extent::default(),
            scratch: Vec::new(),
        }
    }

    /// Draws another chart into this one's memory: for charting many series in turn.
    ///
    /// # Errors
    ///
    /// As [`Chart::draw`]; the chart is empty afterwards.
    pub fn redraw(
        &mut self,
        spec: &ChartSpec,
        sections: &Sections,
        series: &Series,
    ) -> Result<(), SpcError> {
        self.values.clear();
        self.sections.clear();
        self.lines.clear();
        check(spec, sections, series)?;
        self.spec = *spec;
        self.place_sections(sections, series.len());
        self.has_excluded = !sections.excluded.is_empty();
        self.excluded.reset(if self.has_excluded { series.len() } else { 0 });
        for &at in &sections.excluded {
            self.excluded.set(at);
        }
        estimate::plot(self, series);
        for number in 0..self.sections.len() {
            estimate::section(self, number, sections.baseline, series);
        }
        self.finish();
        Ok(())
    }

    fn place_sections(&mut self, sections: &Sections, length: usize) {
        let blank = |start| Section { start, end: length, points: 0, lines: Lines::BLANK };
        self.sections.push(blank(0));
        if !sections.starts.is_empty() {
            let mut starts = sections.starts.clone();
            starts.sort_unstable();
            starts.dedup();
            for start in starts.into_iter().filter(|start| *start > 0) {
                if let Some(before) = self.sections.last_mut() {
                    before.end = start;
                }
                self.sections.push(blank(start));
            }
        }
    }

    /// Cuts lines at 0 where asked, and blanks those of points that come too early.
    fn finish(&mut self) {
        let counted: usize = self.sections.iter().map(|section| section.points).sum();
        if self.spec.floor == super::Floor::ZeroIfNoneNegative
            && self.values.iter().all(|value| value.is_nan() || *value >= 0.0)
        {
            // A centre line given below 0 would be left above its own upper limits.
            let floor = |lines: &mut Lines| {
                if !matches!(lines.centre, ..0.0) {
                    lines.lower = lines.lower.map(|line| if line < 0.0 { 0.0 } else { line });
                }
            };
            self.lines.iter_mut().for_each(floor);
            self.sections.iter_mut().for_each(|section| floor(&mut section.lines));
        }
        let minimum = self.spec.minimum;
        match minimum.scope {
            MinimumScope::Series if counted >= minimum.points => {}
            MinimumScope::Series => {
                self.lines.clear();
                self.lines.resize(self.values.len(), Lines::BLANK);
            }
            MinimumScope::SectionSoFar => {
                let mut lines = Vec::with_capacity(self.values.len());
                for section in &self.sections {
                    let mut rank = 0;
                    for at in section.start..section.end {
                        let counts = self.counts(at);
                        rank += usize::from(counts);
                        let shown = counts && rank >= minimum.points;
                        lines.push(if shown { self.raw_lines(at) } else { Lines::BLANK });
                    }
                }
                self.lines = lines;
            }
        }
    }

    /// Whether a point takes part: neither missing nor excluded.
    pub(crate) fn counts(&self, at: usize) -> bool {
        self.values.get(at).is_some_and(|value| !value.is_nan()) && !self.is_excluded(at)
    }

    pub(crate) fn raw_lines(&self, at: usize) -> Lines {
        match self.lines.get(at) {
            Some(lines) => *lines,
            None => self.section_of(at).map_or(Lines::BLANK, |section| section.lines),
        }
    }

    /// What is drawn, and how.
    pub fn spec(&self) -> &ChartSpec {
        &self.spec
    }

    /// The number of points, missing ones included.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no point at all.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The plotted value of point `at`; `None` when it is missing or outside the chart.
    pub fn value(&self, at: usize) -> Option<f64> {
        self.values.get(at).filter(|value| !value.is_nan()).map(|value| value * self.spec.scale)
    }

    /// The lines at point `at`; blank outside the chart.
    pub fn lines(&self, at: usize) -> Lines {
        self.raw_lines(at).scaled(self.spec.scale)
    }

    /// Whether point `at` is left out of the calculation.
    pub fn is_excluded(&self, at: usize) -> bool {
        self.has_excluded && self.excluded.get(at)
    }

    /// The sections, in order; at least one.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The section of point `at`.
    pub fn section_of(&self, at: usize) -> Option<&Section> {
        match self.sections.as_slice() {
            [only] => Some(only),
            many => many.iter().find(|section| (section.start..section.end).contains(&at)),
        }
    }

    /// The last point that is neither missing nor excluded: the one the variation icon speaks of.
    pub fn last_point(&self) -> Option<usize> {
        (0..self.len()).rev().find(|at| self.counts(*at))
    }

    pub(crate) fn shape(&self) -> Shape {
        Shape { bridged: self.spec.gaps == Gaps::Bridge, constant: self.lines.is_empty() }
    }
}

fn check(spec: &ChartSpec, sections: &Sections, series: &Series) -> Result<(), SpcError> {
    let points = series.len();
    let outside = |what, indices: &[usize]| {
        let found = indices.iter().copied().find(|at| *at >= points);
        found.map_or(Ok(()), |found| Err(SpcError::OutsideSeries { what, found, points }))
    };
    outside("a section start", &sections.starts)?;
    outside("an excluded point", &sections.excluded)?;
    if let Some(found) = sections.baseline.filter(|found| *found < spec.least_baseline) {
        return Err(SpcError::BaselineTooShort { found, at_least: spec.least_baseline });
    }
    let number = |what, found: Option<f64>, wanted, fits: fn(f64) -> bool| match found {
        Some(found) if !fits(found) => Err(SpcError::Parameter { what, wanted, found }),
        _ => Ok(()),
    };
    let (wanted, fits): (_, fn(f64) -> bool) = match spec.kind {
        ChartKind::P | ChartKind::PPrime => ("from 0 to 1", |centre| (0.0..=1.0).contains(&centre)),
        ChartKind::T => ("above 0 and at most 1e60", |centre| centre > 0.0 && centre <= 1e60),
        ChartKind::Run | ChartKind::I | ChartKind::IPrime | ChartKind::Xbar => {
            ("a finite number from -1e60 to 1e60", |centre| centre.abs() <= 1e60)
        }
        _ => ("from 0 to 1e60", |centre| (0.0..=1e60).contains(&centre)),
    };
    number("a given centre line", spec.centre, wanted, fits)?;
    let positive = "a positive number up to 1e60";
    number("a given sigma", spec.sigma, positive, |sigma| sigma > 0.0 && sigma <= 1e60)?;
    number("a scale", Some(spec.scale), positive, |scale| scale > 0.0 && scale <= 1e60)?;
    let kind = spec.kind;
    let some_value = (0..points).any(|point| series.value(point).is_some());
    if kind.needs_denominators() && !series.has_denominators() && some_value {
        return Err(SpcError::NeedsDenominators { kind });
    }
    if matches!(kind, ChartKind::Xbar | ChartKind::S) && !series.has_subgroups() {
        return Err(SpcError::NeedsSubgroups { kind });
    }
    let wanted: (&'static str, fn(f64) -> bool) = match kind {
        ChartKind::T if spec.time_between == super::TimeBetween::Nelson => {
            ("a time above 0", |value| value > 0.0)
        }
        ChartKind::P | ChartKind::PPrime => {
            ("a proportion from 0 to 1", |value| (0.0..=1.0).contains(&value))
        }
        ChartKind::C | ChartKind::CPrime => ("a count of 0 or more", |value| value >= 0.0),
        ChartKind::U | ChartKind::UPrime => ("a rate of 0 or more", |value| value >= 0.0),
        ChartKind::G => ("a number between events of 0 or more", |value| value >= 0.0),
        _ => return Ok(()),
    };
    let value = |point| match kind {
        ChartKind::C | ChartKind::CPrime => series.group(point).sum,
        _ => series.value(point).unwrap_or(f64::NAN),
    };
    match (0..points).find(|point| !value(*point).is_nan() && !wanted.1(value(*point))) {
        Some(point) => {
            Err(SpcError::ValueNotFor { kind, point, found: value(point), wanted: wanted.0 })
        }
        None => Ok(()),
    }
}
