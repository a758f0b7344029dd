//! What each point of a track is: above, rising, beyond a line; one bit a point for each.

use super::bits::Bits;
use super::rules::{Company, Pattern, Rule};
use super::{Chart, Lines};

/// Which conditions a rule set looks at.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Needs {
    side: bool,
    step: bool,
    sigma: [bool; 3],
}

impl Needs {
    pub(crate) fn of(rules: &[Rule]) -> Self {
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

/// The conditions that rules are made of. A comparison with a missing value or a blank line is
/// false.
#[derive(Debug, Clone, Default)]
pub(crate) struct Conditions {
    pub(crate) above: Bits,
    pub(crate) below: Bits,
    pub(crate) rise: Bits,
    pub(crate) fall: Bits,
    /// Above the upper and below the lower line at one, two and three sigma.
    pub(crate) upper: [Bits; 3],
    pub(crate) lower: [Bits; 3],
}

impl Conditions {
    /// Compares the points of a track; `index` gives the point of each place, if that is not
    /// the place itself.
    pub(crate) fn fill(
        &mut self,
        chart: &Chart,
        index: Option<&[usize]>,
        length: usize,
        needs: Needs,
    ) {
        match chart.sections.as_slice() {
            [only] if index.is_none() && chart.shape().constant && length == chart.len() => {
                self.fill_constant(&chart.values, &only.lines, needs);
            }
            _ => {
                let point = |place: usize| {
                    index.map_or(place, |index| index.get(place).copied().unwrap_or(place))
                };
                let value =
                    |place: usize| chart.values.get(point(place)).copied().unwrap_or(f64::NAN);
                let lines = |place: usize| chart.raw_lines(point(place));
                self.fill_varying(length, value, lines, needs);
            }
        }
    }

    fn fill_varying(
        &mut self,
        length: usize,
        value: impl Fn(usize) -> f64,
        lines: impl Fn(usize) -> Lines,
        needs: Needs,
    ) {
        if needs.side {
            self.above.fill(length, |place| value(place) > lines(place).centre);
            self.below.fill(length, |place| value(place) < lines(place).centre);
        }
        if needs.step {
            let step = |place: usize| value(place) - place.checked_sub(1).map_or(f64::NAN, &value);
            self.rise.fill(length, |place| step(place) > 0.0);
            self.fall.fill(length, |place| step(place) < 0.0);
        }
        for (sigma, need) in needs.sigma.into_iter().enumerate() {
            if need {
                let (upper, lower) = (&mut self.upper[sigma], &mut self.lower[sigma]);
                upper.fill(length, |place| value(place) > lines(place).upper[sigma]);
                lower.fill(length, |place| value(place) < lines(place).lower[sigma]);
            }
        }
    }

    /// The common case, one section without gaps: sides and steps for every point, lines only for
    /// those eight points in a row of which one lies beyond two sigma.
    fn fill_constant(&mut self, values: &[f64], lines: &Lines, needs: Needs) {
        let length = values.len();
        let ([_, two, three], [_, under_two, under_three]) = (&mut self.upper, &mut self.lower);
        let inner = [&mut self.above, &mut self.below, &mut self.rise, &mut self.fall];
        let outer = [two, under_two, three, under_three];
        for bits in inner.into_iter().chain(outer) {
            bits.reset(length);
        }
        let [_, high_two, high_three] = lines.upper;
        let [_, low_two, low_three] = lines.lower;
        let centre = lines.centre;
        let mut before = f64::NAN;
        for (word, chunk) in values.chunks(64).enumerate() {
            let (mut above, mut below, mut rise, mut fall) = (0_u64, 0_u64, 0_u64, 0_u64);
            let (mut high, mut low, mut highest, mut lowest) = (0_u64, 0_u64, 0_u64, 0_u64);
            for (step, eight) in chunk.chunks(8).enumerate() {
                let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
                for (bit, &value) in (step * 8..).zip(eight) {
                    above |= u64::from(value > centre) << bit;
                    below |= u64::from(value < centre) << bit;
                    rise |= u64::from(value > before) << bit;
                    fall |= u64::from(value < before) << bit;
                    before = value;
                    most = if value > most { value } else { most };
                    least = if value < least { value } else { least };
                }
                // Not so where a line at two sigma is blank.
                if most <= high_two && least >= low_two {
                    continue;
                }
                for (bit, &value) in (step * 8..).zip(eight) {
                    high |= u64::from(value > high_two) << bit;
                    low |= u64::from(value < low_two) << bit;
                    highest |= u64::from(value > high_three) << bit;
                    lowest |= u64::from(value < low_three) << bit;
                }
            }
            self.above.set_word(word, above);
            self.below.set_word(word, below);
            self.rise.set_word(word, rise);
            self.fall.set_word(word, fall);
            let ([_, two, three], [_, under_two, under_three]) = (&mut self.upper, &mut self.lower);
            two.set_word(word, high);
            under_two.set_word(word, low);
            three.set_word(word, highest);
            under_three.set_word(word, lowest);
        }
        let ([one, ..], [under_one, ..]) = (&mut self.upper, &mut self.lower);
        if needs.sigma[0] {
            let ([high, ..], [low, ..]) = (lines.upper, lines.lower);
            let value = |place: usize| values.get(place).copied().unwrap_or(f64::NAN);
            one.fill(length, |place| value(place) > high);
            under_one.fill(length, |place| value(place) < low);
        }
    }
}
