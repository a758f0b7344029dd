//! The formulas: the lines of one section of a chart.

use std::f64::consts::PI;

use super::constants::{D2, D4, D4_NORMALISED, T_POWER, a3, b3, b4};
use super::exact::{self, Extent, Sum};
use super::spread::{Spread, median_of};
use super::{Chart, ChartKind, Flat, Gaps, Lines, RareEvents, Screening, Series, TimeBetween};

/// The plotted values.
pub(crate) fn plot(chart: &mut Chart, series: &Series) {
    chart.values.extend_from_slice(series.raw());
    match chart.spec.kind {
        ChartKind::Mr => {
            let bridge = chart.spec.gaps == Gaps::Bridge;
            for section in &chart.sections {
                let mut previous = f64::NAN;
                for value in chart.values.iter_mut().take(section.end).skip(section.start) {
                    let range = (*value - previous).abs();
                    if !(bridge && value.is_nan()) {
                        previous = *value;
                    }
                    *value = range;
                }
            }
        }
        // Through the same powers as the lines, so that a value on a line compares as equal.
        ChartKind::T if chart.spec.time_between == TimeBetween::Nelson => {
            let (to, back) = powers(TimeBetween::Nelson);
            chart.values.iter_mut().for_each(|value| *value = value.powf(to).powf(back));
        }
        ChartKind::S => replace(chart, |at| series.group(at).deviation),
        ChartKind::C | ChartKind::CPrime => replace(chart, |at| series.group(at).sum),
        _ => {
            chart.extent = series.extent();
            return;
        }
    }
    chart.extent = Extent::of(&chart.values);
}

/// The power of a T chart, and the way back.
fn powers(variant: TimeBetween) -> (f64, f64) {
    match variant {
        TimeBetween::Nelson => (1.0 / T_POWER, T_POWER),
        TimeBetween::RoundedPower => (0.2777, 1.0 / 0.2777),
    }
}

fn replace(chart: &mut Chart, value: impl Fn(usize) -> f64) {
    for (at, plotted) in chart.values.iter_mut().enumerate() {
        *plotted = value(at);
    }
}

/// Computes the lines of section `number`.
pub(crate) fn section(chart: &mut Chart, number: usize, baseline: Option<usize>, series: &Series) {
    let Some((start, end)) = chart.sections.get(number).map(|section| (section.start, section.end))
    else {
        return;
    };
    let last = baseline.map_or(end, |length| start.saturating_add(length).min(end));
    let simple = !chart.extent.has_missing && !chart.has_excluded;
    let points =
        if simple { end - start } else { (start..end).filter(|at| chart.counts(*at)).count() };
    let mut base = std::mem::take(&mut chart.scratch);
    let scope = Scope { chart, series, start, end, last };
    let lines = if simple && matches!(chart.spec.kind, ChartKind::I) {
        let values = chart.values.get(start..last).unwrap_or_default();
        Ok(Spread::of_complete(values, chart.extent.largest, &chart.spec).individuals(&chart.spec))
    } else {
        scope.lines(&mut base)
    };
    chart.scratch = base;
    let shown = match lines {
        Ok(constant) => {
            if !chart.lines.is_empty() {
                chart.lines.resize(end, constant);
            }
            constant
        }
        Err(varying) => {
            let shown = varying.last().copied().unwrap_or(Lines::BLANK);
            chart.lines.extend(varying);
            shown
        }
    };
    if let Some(section) = chart.sections.get_mut(number) {
        section.points = points;
        section.lines = shown;
    }
}

/// Where a formula looks: the section, and the end of its baseline.
struct Scope<'a> {
    chart: &'a Chart,
    series: &'a Series,
    start: usize,
    end: usize,
    last: usize,
}

impl Scope<'_> {
    /// The points of the baseline that are not excluded, missing ones among them.
    fn baseline(&self) -> impl Iterator<Item = usize> + '_ {
        (self.start..self.last).filter(|at| !self.chart.is_excluded(*at))
    }

    fn value(&self, at: usize) -> f64 {
        self.chart.values.get(at).copied().unwrap_or(f64::NAN)
    }

    /// The denominator; the subgroup's size if there are none; NaN where the point is missing.
    fn weight(&self, at: usize) -> f64 {
        match self.series.raw_denominators().get(at) {
            Some(denominator) => *denominator,
            None => match self.series.group(at).size {
                0 => f64::NAN,
                size => f64::from(size),
            },
        }
    }

    /// Fills `base` with a quantity at the points of the baseline, gaps closed or kept.
    fn gather(&self, base: &mut Vec<f64>, quantity: impl Fn(usize) -> f64) {
        base.clear();
        let bridge = self.chart.spec.gaps == Gaps::Bridge;
        base.extend(self.baseline().map(quantity).filter(|value| !(bridge && value.is_nan())));
    }

    /// Lines that are the same all along the section, or one for every point.
    fn lines(&self, base: &mut Vec<f64>) -> Result<Lines, Vec<Lines>> {
        let spec = &self.chart.spec;
        match spec.kind {
            ChartKind::Run => {
                self.gather(base, |at| self.value(at));
                let centre = spec.centre.unwrap_or_else(|| median_of(base.iter().copied()));
                Ok(Lines::only_centre(centre).finite())
            }
            ChartKind::I => {
                self.gather(base, |at| self.value(at));
                Ok(Spread::of(base, spec).individuals(spec))
            }
            ChartKind::Mr => Ok(self.moving_range()),
            ChartKind::T => Ok(self.time_between(base)),
            ChartKind::G => Ok(self.rare_events(base)),
            ChartKind::C => Ok(self.count(1.0)),
            ChartKind::CPrime => {
                let centre = self.count(1.0).centre;
                let sigma_z = self.sigma_z(base, |at| (self.value(at) - centre) / centre.sqrt());
                Ok(self.count(sigma_z))
            }
            ChartKind::Xbar => Err(self.subgroup_means()),
            ChartKind::S => Err(self.subgroup_deviations()),
            ChartKind::IPrime => Err(self.normalised(base)),
            ChartKind::P | ChartKind::PPrime | ChartKind::U | ChartKind::UPrime => {
                Err(self.ratios(base))
            }
        }
    }

    fn moving_range(&self) -> Lines {
        let mean = || exact::mean(self.baseline().map(|at| self.value(at)).filter(|v| !v.is_nan()));
        let centre = self.chart.spec.centre.unwrap_or_else(mean);
        let above = D4 / 3.0 * centre;
        Lines { centre, lower: [0.0; 3], upper: [above, above * 2.0, D4 * centre] }.finite()
    }

    fn time_between(&self, base: &mut Vec<f64>) -> Lines {
        let spec = &self.chart.spec;
        let (to, back) = powers(spec.time_between);
        let normal = |value: f64| if value > 0.0 { value.powf(to) } else { f64::NAN };
        self.gather(base, |at| normal(self.series.value(at).unwrap_or(f64::NAN)));
        let given = super::ChartSpec { centre: spec.centre.map(normal), ..*spec };
        let lines = Spread::of(base, &given).individuals(&given);
        let raised = |line: f64| if line > 0.0 { line.powf(back) } else { f64::NAN };
        let mut raised_lines = lines.limits(raised);
        raised_lines.centre = raised(lines.centre);
        let [.., lowest] = &mut raised_lines.lower;
        let below = lowest.is_nan() && !lines.upper[2].is_nan();
        if below && spec.time_between == TimeBetween::Nelson {
            *lowest = 0.0;
        }
        raised_lines.finite()
    }

    fn rare_events(&self, base: &mut Vec<f64>) -> Lines {
        let spec = &self.chart.spec;
        self.gather(base, |at| self.value(at));
        let mean = exact::mean(base.iter().copied().filter(|value| !value.is_nan()));
        let mean = spec.centre.unwrap_or(mean);
        match spec.rare_events {
            RareEvents::Median => {
                let sigma = (mean * (mean + 1.0)).sqrt();
                let mut lines = Lines::symmetric(mean, sigma).cut(0.0, f64::INFINITY);
                lines.centre = spec.centre.unwrap_or_else(|| median_of(base.iter().copied()));
                lines.finite()
            }
            RareEvents::Quantiles => {
                let step = (1.0 - 1.0 / (mean + 1.0)).ln();
                let quantile = |q: f64| (((1.0 - q).ln() / step).ceil() - 1.0).max(0.0);
                let tails = [0.158_655, 0.022_75, 0.001_35];
                let line = |q: f64| if mean > 0.0 { quantile(q) } else { f64::NAN };
                Lines {
                    centre: mean,
                    lower: tails.map(line),
                    upper: tails.map(|tail| line(1.0 - tail)),
                }
                .finite()
            }
        }
    }

    fn count(&self, sigma_z: f64) -> Lines {
        let mean = || exact::mean(self.baseline().map(|at| self.value(at)).filter(|v| !v.is_nan()));
        let centre = self.chart.spec.centre.unwrap_or_else(mean);
        Lines::symmetric(centre, centre.sqrt() * sigma_z).cut(0.0, f64::INFINITY)
    }

    fn ratios(&self, base: &mut Vec<f64>) -> Vec<Lines> {
        let kind = self.chart.spec.kind;
        let total = |quantity: &dyn Fn(usize) -> f64| {
            exact::sum(self.baseline().map(quantity).filter(|value| !value.is_nan()))
        };
        let sums = |at| if self.weight(at).is_nan() { f64::NAN } else { self.series.group(at).sum };
        let estimated = || total(&sums) / total(&|at| self.weight(at));
        let centre = self.chart.spec.centre.unwrap_or_else(estimated);
        let proportion = matches!(kind, ChartKind::P | ChartKind::PPrime);
        let variance = if proportion { centre * (1.0 - centre) } else { centre };
        let sigma = |at: usize| (variance / self.weight(at)).sqrt();
        let sigma_z = match kind {
            ChartKind::PPrime | ChartKind::UPrime => {
                self.sigma_z(base, |at| (self.value(at) - centre) / sigma(at))
            }
            _ => 1.0,
        };
        let most = if proportion { 1.0 } else { f64::INFINITY };
        (self.start..self.end)
            .map(|at| Lines::symmetric(centre, sigma(at) * sigma_z).cut(0.0, most))
            .collect()
    }

    /// The extra variation of Laney's charts: the average moving range of the standardised points
    /// over 1.128, or their standard deviation where order means nothing.
    fn sigma_z(&self, base: &mut Vec<f64>, standardised: impl Fn(usize) -> f64) -> f64 {
        // 0 / 0 where sigma is 0: kept as a gap, so that the limits are blank.
        self.gather(base, standardised);
        if self.chart.spec.unordered {
            base.retain(|z| !z.is_nan());
            return exact::standard_deviation(base);
        }
        let spec = super::ChartSpec { range: super::RangeAverage::Mean, ..self.chart.spec };
        Spread::of(base, &spec).range / D2
    }

    fn normalised(&self, base: &mut Vec<f64>) -> Vec<Lines> {
        let spec = &self.chart.spec;
        let weighted = |at: usize| self.value(at) * self.weight(at);
        let centre = spec.centre.unwrap_or_else(|| {
            let (mut sum, mut weights) = (Sum::default(), Sum::default());
            for at in self.baseline().filter(|at| !weighted(*at).is_nan()) {
                sum.add(weighted(at));
                weights.add(self.weight(at));
            }
            sum.value() / weights.value()
        });
        // s_j of neighbours in the baseline, gaps closed or kept.
        base.clear();
        let bridge = spec.gaps == Gaps::Bridge;
        let mut previous: Option<usize> = None;
        for at in self.baseline() {
            let missing = weighted(at).is_nan();
            if let Some(before) = previous.filter(|_| !missing) {
                let width = (1.0 / self.weight(at) + 1.0 / self.weight(before)).sqrt();
                base.push((PI / 2.0).sqrt() * (self.value(at) - self.value(before)).abs() / width);
            }
            match (missing, bridge) {
                (false, _) => previous = Some(at),
                (true, false) => previous = None,
                (true, true) => {}
            }
        }
        let mut deviation = exact::mean(base.iter().copied());
        if spec.screening != Screening::None {
            let limit = D4_NORMALISED * deviation;
            let kept = exact::mean(base.iter().copied().filter(|s| *s < limit));
            let flat = kept.is_nan() && !deviation.is_nan() && spec.flat == Flat::ZeroWidth;
            deviation = if flat { 0.0 } else { kept };
        }
        (self.start..self.end)
            .map(|at| Lines::symmetric(centre, deviation * (1.0 / self.weight(at)).sqrt()))
            .collect()
    }

    /// S: the mean of the subgroups' deviations if all subgroups of the section are of one size,
    /// the pooled deviation if not. Where gaps break, a missing subgroup counts as one of size 0,
    /// with -1 degrees of freedom, as in qicharts2; where they are bridged, it does not count.
    fn subgroup_spread(&self) -> f64 {
        let group = |at: usize| self.series.group(at);
        let bridge = self.chart.spec.gaps == Gaps::Bridge;
        let counts = |at: &usize| !(bridge && group(*at).size == 0);
        let mut sizes = (self.start..self.end).filter(counts).map(|at| group(at).size);
        let first = sizes.next();
        if sizes.all(|size| Some(size) == first) {
            let deviations = self.baseline().map(|at| group(at).deviation);
            return exact::mean(deviations.filter(|deviation| !deviation.is_nan()));
        }
        let freedom = |at: usize| f64::from(group(at).size) - 1.0;
        let with_deviation = self.baseline().filter(|at| group(*at).size > 1);
        let squares =
            exact::sum(with_deviation.map(|at| freedom(at) * group(at).deviation.powi(2)));
        (squares / exact::sum(self.baseline().filter(counts).map(freedom))).sqrt()
    }

    fn subgroup_means(&self) -> Vec<Lines> {
        let group = |at| self.series.group(at);
        let counted = || self.baseline().filter(|at| group(*at).size > 0);
        let estimated = || {
            exact::sum(counted().map(|at| f64::from(group(at).size) * group(at).mean))
                / exact::sum(counted().map(|at| f64::from(group(at).size)))
        };
        let centre = self.chart.spec.centre.unwrap_or_else(estimated);
        let spread = self.subgroup_spread();
        let lines = |at| {
            let distance = |sigmas: f64| a3(group(at).size, sigmas).unwrap_or(f64::NAN) * spread;
            let distances = [1.0, 2.0, 3.0].map(distance);
            Lines {
                centre,
                lower: distances.map(|distance| centre - distance),
                upper: distances.map(|distance| centre + distance),
            }
            .finite()
        };
        (self.start..self.end).map(lines).collect()
    }

    fn subgroup_deviations(&self) -> Vec<Lines> {
        let centre = self.chart.spec.centre.unwrap_or_else(|| self.subgroup_spread());
        let lines = |at| {
            let size = self.series.group(at).size;
            let factor = |factor: Option<f64>| factor.unwrap_or(f64::NAN) * centre;
            Lines {
                centre,
                lower: [1.0, 2.0, 3.0].map(|sigmas| factor(b3(size, sigmas))),
                upper: [1.0, 2.0, 3.0].map(|sigmas| factor(b4(size, sigmas))),
            }
            .finite()
        };
        (self.start..self.end).map(lines).collect()
    }
}
