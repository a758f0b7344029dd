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

    /// The common case, one section of constant lines: 64 points at a time.
    fn fill_constant(&mut self, values: &[f64], lines: &Lines, needs: Needs) {
        let Conditions { above, below, rise, fall, upper, lower } = self;
        let rows = [&mut *above, below, rise, fall];
        let rows = rows.into_iter().chain(upper.iter_mut()).chain(lower.iter_mut());
        rows.for_each(|row| row.reset(values.len()));
        let ([high, high_two, high_three], [low, low_two, low_three]) = (lines.upper, lines.lower);
        let mut window = Window::default();
        for (word, points) in values.chunks(64).enumerate() {
            window.move_to(points);
            if needs.side {
                above.set_word(word, window.compare(|value, _| value > lines.centre));
                below.set_word(word, window.compare(|value, _| value < lines.centre));
            }
            if needs.step {
                rise.set_word(word, window.compare(|value, before| value > before));
                fall.set_word(word, window.compare(|value, before| value < before));
            }
            if needs.sigma[0] {
                upper[0].set_word(word, window.compare(|value, _| value > high));
                lower[0].set_word(word, window.compare(|value, _| value < low));
            }
            if needs.sigma[1] || needs.sigma[2] {
                // Few points lie beyond the nearer of these lines, so each of them is looked at.
                // A blank line is never the nearer one.
                let (near_high, near_low) = (high_two.min(high_three), low_two.max(low_three));
                let highs = window.compare(|value, _| value > near_high);
                let lows = window.compare(|value, _| value < near_low);
                upper[1].set_word(word, window.among(highs, |value| value > high_two));
                upper[2].set_word(word, window.among(highs, |value| value > high_three));
                lower[1].set_word(word, window.among(lows, |value| value < low_two));
                lower[2].set_word(word, window.among(lows, |value| value < low_three));
            }
        }
    }
}

/// 64 points in a row and the one before them; not a number where there is none, so that every
/// comparison with it is false.
struct Window([f64; 65]);

impl Default for Window {
    fn default() -> Self {
        Window([f64::NAN; 65])
    }
}

impl Window {
    /// Moves on to the next points, 64 or fewer.
    fn move_to(&mut self, points: &[f64]) {
        self.0[0] = self.0[64];
        let (taken, rest) = self.0[1..].split_at_mut(points.len().min(64));
        taken.copy_from_slice(&points[..taken.len()]);
        rest.fill(f64::NAN);
    }

    /// One bit for each point, from its value and the one before.
    ///
    /// Eight lanes, one for each place in a byte, let the compiler compare several points at once.
    #[inline(never)]
    fn compare(&self, holds: impl Fn(f64, f64) -> bool) -> u64 {
        let (Some(values), Some(before)) = (self.0.last_chunk::<64>(), self.0.first_chunk::<64>())
        else {
            return 0;
        };
        let mut lanes = [0_u64; 8];
        for byte in 0..8 {
            for (place, lane) in lanes.iter_mut().enumerate() {
                let at = 8 * byte + place;
                *lane |= u64::from(holds(values[at], before[at])) << (8 * byte);
            }
        }
        (0..8).fold(0, |bits, place| bits | lanes[place] << place)
    }

    /// Those of some points for which a condition holds.
    #[inline]
    fn among(&self, points: u64, holds: impl Fn(f64) -> bool) -> u64 {
        let (mut left, mut found) = (points, 0);
        while left != 0 {
            let place = left.trailing_zeros() as usize;
            left &= left - 1;
            found |= u64::from(holds(self.0[place + 1])) << place;
        }
        found
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
