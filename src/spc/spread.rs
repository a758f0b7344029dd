//! Centre and spread of single values, from their moving ranges.

use super::constants::{D2, D2_MEDIAN, D4, D4_MEDIAN, XMR_FACTOR};
use super::exact::{self, Lanes, Sum, lanes};
use super::{Average, ChartSpec, Flat, Lines, RangeAverage, Screening, XmrFactor};

/// The mean of the values and the average of their moving ranges; NaN where there is none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spread {
    pub(crate) centre: f64,
    pub(crate) range: f64,
}

impl Spread {
    /// From values in order, NaN standing for a gap that parts its neighbours.
    pub(crate) fn of(values: &[f64], spec: &ChartSpec) -> Self {
        let (mut total, mut count) = (Sum::default(), 0_usize);
        let (mut range_total, mut ranges) = (Sum::default(), 0_usize);
        for value in values.iter().filter(|value| !value.is_nan()) {
            total.add(*value);
            count += 1;
        }
        for range in moving_ranges(values) {
            range_total.add(range);
            ranges += 1;
        }
        let mean = Spread { centre: total.mean(count), range: range_total.mean(ranges) };
        mean.adjusted(values, spec)
    }

    /// The same from values without gaps, none of a magnitude above `largest`: four points a step.
    pub(crate) fn of_complete(values: &[f64], largest: f64, spec: &ChartSpec) -> Self {
        let later = values.get(1..).unwrap_or_default();
        let (_, rest) = later.as_chunks::<4>();
        let (totals, range_totals) = sums_by_fours(later, values, largest);
        let (mut total, mut range_total) = (totals.join(), range_totals.join());
        let mut before = later.len().checked_sub(rest.len()).and_then(|at| values.get(at)).copied();
        for value in rest {
            total.add(*value);
            range_total.add((value - before.unwrap_or(f64::NAN)).abs());
            before = Some(*value);
        }
        if let Some(first) = values.first() {
            total.add(*first);
        }
        let mean =
            Spread { centre: total.mean(values.len()), range: range_total.mean(later.len()) };
        mean.adjusted(values, spec)
    }

    fn adjusted(mut self, values: &[f64], spec: &ChartSpec) -> Self {
        if spec.average == Average::Median {
            self.centre = median_of(values.iter().copied());
        }
        self.screen(values, spec);
        self
    }

    /// Applies screening, and the median if that is the average of the ranges.
    fn screen(&mut self, values: &[f64], spec: &ChartSpec) {
        let limit = match spec.range {
            RangeAverage::Mean => D4 * self.range,
            RangeAverage::Median => D4_MEDIAN * median_of(moving_ranges(values)),
            RangeAverage::MedianAsMean => D4 * median_of(moving_ranges(values)),
        };
        let kept: Option<fn(f64, f64) -> bool> = match spec.screening {
            Screening::None => None,
            Screening::Strict => Some(|range, limit| range < limit),
            Screening::WithMean => Some(|range, limit| range <= limit),
            Screening::IfExceeded => moving_ranges(values)
                .any(|range| range > limit)
                .then_some(|range, limit| range < limit),
        };
        let ranges =
            || moving_ranges(values).filter(|range| kept.is_none_or(|kept| kept(*range, limit)));
        self.range = match (spec.range, kept) {
            (RangeAverage::Mean, None) => return,
            (RangeAverage::Mean, Some(_)) => exact::mean(ranges()),
            (RangeAverage::Median | RangeAverage::MedianAsMean, _) => median_of(ranges()),
        };
        if self.range.is_nan() && !limit.is_nan() && spec.flat == Flat::ZeroWidth {
            self.range = 0.0;
        }
        if spec.screening == Screening::WithMean && spec.average == Average::Mean {
            let mut previous = f64::NAN;
            self.centre = exact::mean(values.iter().copied().filter(|value| {
                let far = (value - previous).abs() > limit;
                previous = *value;
                !value.is_nan() && !far
            }));
        }
    }

    /// The lines of an individuals chart.
    pub(crate) fn individuals(self, spec: &ChartSpec) -> Lines {
        let centre = spec.centre.unwrap_or(self.centre);
        if let Some(sigma) = spec.sigma {
            return Lines::symmetric(centre, sigma);
        }
        match (spec.range, spec.factor) {
            (RangeAverage::Median, _) => Lines::symmetric(centre, self.range / D2_MEDIAN),
            (_, XmrFactor::OverD2) => Lines::symmetric(centre, self.range / D2),
            (_, XmrFactor::Rounded) => Lines::from_three_sigma(centre, XMR_FACTOR * self.range),
        }
    }
}

/// The sums of the values after the first and of their moving ranges, as far as they come in fours.
///
/// Inlined, it would be compiled to one addition at a time.
#[inline(never)]
fn sums_by_fours(later: &[f64], values: &[f64], largest: f64) -> (Lanes<4>, Lanes<4>) {
    let mut totals = Lanes::new(largest, later.len());
    let mut ranges = Lanes::new(2.0 * largest, later.len());
    for (now, then) in later.as_chunks().0.iter().zip(values.as_chunks().0) {
        totals.add(*now);
        ranges.add(lanes(*now, *then, |now, then| (now - then).abs()));
    }
    (totals, ranges)
}

/// The distances between neighbours, without those across a gap.
pub(crate) fn moving_ranges(values: &[f64]) -> impl Iterator<Item = f64> + '_ {
    values
        .iter()
        .zip(values.iter().skip(1))
        .map(|(before, after)| (after - before).abs())
        .filter(|range| !range.is_nan())
}

pub(crate) fn median_of(values: impl Iterator<Item = f64>) -> f64 {
    exact::median(&mut values.filter(|value| !value.is_nan()).collect::<Vec<_>>())
}
