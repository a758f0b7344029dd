//! What each point of a track is: above, rising, beyond a line; one bit a point for each.

use super::bits::Bits;
use super::compare::Comparison;
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
    far: Bits,
    answers: Vec<[u8; 64]>,
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

    /// The common case, one section of constant lines: all points at once.
    #[expect(clippy::needless_bitwise_bool, reason = "`||` would compare point by point")]
    fn fill_constant(&mut self, values: &[f64], lines: &Lines, needs: Needs) {
        let Conditions { above, below, rise, fall, upper, lower, far, answers } = self;
        let mut compare = Comparison { values, answers };
        let ([high, high_two, high_three], [low, low_two, low_three]) = (lines.upper, lines.lower);
        let ([upper, upper_two, upper_three], [lower, lower_two, lower_three]) = (upper, lower);
        if needs.side {
            compare.values(above, |value| value > lines.centre);
            compare.values(below, |value| value < lines.centre);
        }
        if needs.step {
            compare.steps(rise, |value, before| value > before);
            compare.steps(fall, |value, before| value < before);
        }
        if needs.sigma[0] {
            compare.values(upper, |value| value > high);
            compare.values(lower, |value| value < low);
        }
        if needs.sigma[1] || needs.sigma[2] {
            // Few points lie beyond the nearer of these lines, so each of them is looked at.
            // A blank line is never the nearer one.
            let (near_high, near_low) = (high_two.min(high_three), low_two.max(low_three));
            compare.values(far, |value| (value > near_high) | (value < near_low));
            compare.among(far, [upper_two, upper_three, lower_two, lower_three], |value| {
                [value > high_two, value > high_three, value < low_two, value < low_three]
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whole numbers, so that values meet each other and the lines, and gaps.
    fn number() -> impl Strategy<Value = f64> {
        prop_oneof![5 => (-4_i32..=4).prop_map(f64::from), 1 => Just(f64::NAN)]
    }

    proptest! {
        #[test]
        fn whole_blocks_compare_as_point_by_point(
            values in proptest::collection::vec(number(), 0..200),
            centre in number(),
            lower in [number(), number(), number()],
            upper in [number(), number(), number()],
        ) {
            let lines = Lines { centre, lower, upper };
            let needs = Needs { side: true, step: true, sigma: [true; 3] };
            let (mut blocks, mut single) = (Conditions::default(), Conditions::default());
            blocks.fill_constant(&values, &lines, needs);
            single.fill_varying(values.len(), |place| values[place], |_| lines, needs);
            prop_assert_eq!(&blocks.above, &single.above);
            prop_assert_eq!(&blocks.below, &single.below);
            prop_assert_eq!(&blocks.rise, &single.rise);
            prop_assert_eq!(&blocks.fall, &single.fall);
            prop_assert_eq!(&blocks.upper, &single.upper);
            prop_assert_eq!(&blocks.lower, &single.lower);
        }
    }
}
