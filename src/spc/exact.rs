//! Sums and means that do not depend on the order of rounding.
//!
//! A point counts as *on* the centre line only if it equals it exactly, so a mean that is one
//! rounding off turns a tie into a signal (0.7, 0.7, ..., 0.6, 0.8 have the mean 0.7; a plain loop
//! finds 0.7000000000000001). Sums are therefore kept in two doubles (Knuth's two-sum with a
//! running error term, as in Neumaier 1974), and the division by the count carries its remainder
//! (Dekker 1971), which gives the correctly rounded mean.

/// A running sum kept as a leading part and the error it left behind.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Sum {
    lead: f64,
    rest: f64,
}

impl Sum {
    /// Adds one term.
    #[inline]
    pub(crate) fn add(&mut self, term: f64) {
        let (lead, error) = two_sum(self.lead, term);
        self.lead = lead;
        self.rest += error;
    }

    /// Adds another sum.
    pub(crate) fn join(&mut self, other: Sum) {
        self.add(other.lead);
        self.rest += other.rest;
    }

    /// The sum, rounded once.
    pub(crate) fn value(self) -> f64 {
        self.lead + self.rest
    }

    /// The sum divided by `count`, rounded once; NaN for a count of 0.
    pub(crate) fn mean(self, count: usize) -> f64 {
        if count == 0 {
            return f64::NAN;
        }
        let count = count as f64;
        let (lead, rest) = two_sum(self.lead, self.rest);
        let quotient = lead / count;
        let (product, error) = two_product(quotient, count);
        quotient + ((lead - product) - error + rest) / count
    }
}

/// Several sums side by side, so that one addition need not wait for another.
///
/// Each starts from a number so large that no term outweighs what was summed before it: the error
/// of an addition then takes three operations (Dekker 1971) instead of six. The start is taken off
/// in the end, which makes no error since a sum stays so close to it. What is left out in all is
/// some 2^-100 of the largest term.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lanes<const N: usize> {
    start: f64,
    lead: [f64; N],
    rest: [f64; N],
}

impl<const N: usize> Lanes<N> {
    /// Sums of up to `count` terms, none of a magnitude above `largest`.
    pub(crate) fn new(largest: f64, count: usize) -> Self {
        let start = 4.0 * largest * count as f64;
        Lanes { start, lead: [start; N], rest: [0.0; N] }
    }

    /// Adds one term to each lane.
    #[inline]
    pub(crate) fn add(&mut self, terms: [f64; N]) {
        // Whole arrays at a time, which the compiler turns into vector instructions.
        let sum = lanes(self.lead, terms, |lead, term| lead + term);
        let kept = lanes(sum, self.lead, |sum, lead| sum - lead);
        let error = lanes(terms, kept, |term, kept| term - kept);
        self.rest = lanes(self.rest, error, |rest, error| rest + error);
        self.lead = sum;
    }

    /// All lanes together.
    pub(crate) fn join(self) -> Sum {
        let mut sum = Sum::default();
        for (lead, rest) in self.lead.into_iter().zip(self.rest) {
            sum.join(Sum { lead: lead - self.start, rest });
        }
        sum
    }
}

/// How large values are, and whether one is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Extent {
    /// The largest magnitude of the values that are not missing; 0 if there are none.
    pub(crate) largest: f64,
    /// Whether a value is NaN.
    pub(crate) has_missing: bool,
}

impl Extent {
    pub(crate) fn of(values: &[f64]) -> Self {
        // False for NaN, which is passed over.
        let larger = |most: f64, value: f64| if value.abs() > most { value.abs() } else { most };
        // A sum of products with 0 is 0 unless there is a NaN among them.
        let zero = |sum: f64, value: f64| sum + value * 0.0;
        let (fours, rest) = values.as_chunks::<4>();
        let (mut most, mut sums) = ([0.0; 4], [0.0; 4]);
        for four in fours {
            most = lanes(most, *four, larger);
            sums = lanes(sums, *four, zero);
        }
        let rest = rest.iter().copied();
        Extent {
            largest: rest.clone().chain(most).fold(0.0, larger),
            has_missing: rest.chain(sums).fold(0.0, zero).is_nan(),
        }
    }
}

/// The correctly rounded mean of `values`; NaN if there are none.
pub(crate) fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut sum = Sum::default();
    let mut count = 0;
    for value in values {
        sum.add(value);
        count += 1;
    }
    sum.mean(count)
}

/// The sum of `values`, rounded once.
pub(crate) fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut sum = Sum::default();
    for value in values {
        sum.add(value);
    }
    sum.value()
}

/// The middle value, or the mean of the two middle ones; NaN if there are none. Reorders `values`.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    let count = values.len();
    let half = count / 2;
    if count == 0 {
        return f64::NAN;
    }
    let (below, &mut upper, _) = values.select_nth_unstable_by(half, f64::total_cmp);
    if count % 2 == 1 {
        return upper;
    }
    let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    mean([lower, upper])
}

/// The sample standard deviation (divisor n - 1); NaN for fewer than two values.
///
/// About the rounded mean, with exact squares: subgroups whose spread is the same on paper (0.1 and
/// 0.8, -0.3 and 0.4) must not lie on two sides of a line because their squares were rounded apart.
pub(crate) fn standard_deviation(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return f64::NAN;
    }
    let centre = mean(values.iter().copied());
    let mut squares = Sum::default();
    for value in values {
        let (distance, rest) = two_sum(*value, -centre);
        let (square, error) = two_product(distance, distance);
        squares.add(square);
        squares.add(error + 2.0 * distance * rest);
    }
    squares.mean(values.len() - 1).sqrt()
}

/// Combines two arrays element by element.
#[inline]
pub(crate) fn lanes<const N: usize>(
    a: [f64; N],
    b: [f64; N],
    combine: impl Fn(f64, f64) -> f64,
) -> [f64; N] {
    std::array::from_fn(|lane| combine(a[lane], b[lane]))
}

#[inline]
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let other = sum - a;
    (sum, (a - (sum - other)) + (b - other))
}

fn two_product(a: f64, b: f64) -> (f64, f64) {
    // Splits a double into two halves of 26 bits; exact for the magnitudes that a series accepts.
    fn halves(x: f64) -> (f64, f64) {
        let scaled = 134_217_729.0 * x;
        let high = scaled - (scaled - x);
        (high, x - high)
    }
    let product = a * b;
    let ((a1, a2), (b1, b2)) = (halves(a), halves(b));
    (product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the results are exact")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_mean_is_the_nearest_double() {
        let mut values = vec![0.7; 12];
        values.extend([0.6, 0.8]);
        assert_eq!(mean(values.iter().copied()), 0.7);
        assert_ne!(values.iter().sum::<f64>() / 14.0, 0.7, "a plain loop misses it");
        assert_eq!(mean([0.1; 20]), 0.1);
        assert_eq!(mean([1e60, 1.0, -1e60]), 1.0 / 3.0);
        assert!(mean([]).is_nan());
    }

    #[test]
    fn the_largest_passes_over_what_is_not_a_number() {
        let values = [1.0, -7.0, f64::NAN, 2.0, 3.0, -4.0];
        let extent = |largest, has_missing| Extent { largest, has_missing };
        assert_eq!(Extent::of(&values), extent(7.0, true));
        assert_eq!(Extent::of(&values[3..]), extent(4.0, false));
        assert_eq!(Extent::of(&[f64::NAN; 9]), extent(0.0, true));
        assert_eq!(Extent::of(&[]), extent(0.0, false));
    }

    #[test]
    fn lanes_keep_what_rounding_would_lose() {
        let terms = [1e17, 1.0, -1e17, 0.0, 0.0, 0.5, 0.0, 2.0];
        let mut sums = Lanes::<4>::new(1e17, 2);
        for four in terms.as_chunks().0 {
            sums.add(*four);
        }
        assert_eq!(sums.join().value(), 3.5);
        let mut nothing = Lanes::<4>::new(0.0, 1);
        nothing.add([0.0; 4]);
        assert_eq!(nothing.join().mean(4), 0.0);
        assert!(Lanes::<4>::new(0.0, 0).join().mean(0).is_nan());
    }

    proptest! {
        #[test]
        fn lanes_sum_as_one_sum(
            values in proptest::collection::vec((-1_000_000_i32..=1_000_000).prop_map(|tenths| f64::from(tenths) / 10.0), 0..400),
        ) {
            let fours = values.as_chunks::<4>().0;
            let mut sums = Lanes::new(Extent::of(&values).largest, fours.len());
            for four in fours {
                sums.add(*four);
            }
            let one = sum(values.iter().copied().take(4 * fours.len()));
            prop_assert_eq!(sums.join().value(), one);
        }
    }

    #[test]
    fn medians_of_odd_and_even_counts() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), 2.5);
        assert!(median(&mut []).is_nan());
    }

    #[test]
    fn the_deviation_has_divisor_n_minus_one() {
        assert_eq!(standard_deviation(&[1.0, 3.0]), 2.0_f64.sqrt());
        assert!(standard_deviation(&[1.0]).is_nan());
        assert_eq!(standard_deviation(&[-0.3, 0.4]), 0.245_f64.sqrt());
        assert_eq!(standard_deviation(&[0.1, 0.8]), 0.245_f64.sqrt());
    }
}
