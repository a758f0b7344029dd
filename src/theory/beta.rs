//! A belief with the evidence behind it: a Beta distribution and its quantiles.

use crate::base::Belief;

/// The closest that a prior belief may come to 0 or 1: certainty could never learn (Cromwell's
/// rule; Lindley 1985, *Making Decisions*). A choice of this crate.
pub const DOUBT: f64 = 0.001;

/// A belief in a link, and how much evidence stands behind it: Beta(a, b), mean a / (a + b).
///
/// Always inside (0, 1): a prior of 0 or 1 is read as [`DOUBT`] away from it.
///
/// ```
/// use improvement::base::Belief;
/// use improvement::theory::Beta;
/// let prior = Beta::prior(Belief::new(0.6)?, 2.0);
/// // A test on 5 people went as predicted: half a vote for the link.
/// let after = prior.with(0.5, 0.0);
/// assert!((after.mean() - 0.68).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Beta {
    a: f64,
    b: f64,
}

impl Beta {
    /// Nothing known: Beta(1, 1), every belief as likely as any other.
    pub const EVEN: Beta = Beta { a: 1.0, b: 1.0 };

    /// The belief before any evidence: mean `belief`, worth `weight` tests. A weight that is not a
    /// number from [`DOUBT`] to 1e6 is brought to the nearer end.
    pub fn prior(belief: Belief, weight: f64) -> Self {
        let mean = belief.get().clamp(DOUBT, 1.0 - DOUBT);
        let weight = if weight.is_nan() { 1.0 } else { weight.clamp(DOUBT, 1e6) };
        Beta { a: mean * weight, b: (1.0 - mean) * weight }
    }

    /// A belief by its two parameters; `None` unless both are finite and above 0.
    pub fn new(a: f64, b: f64) -> Option<Self> {
        let fits = |x: f64| x > 0.0 && x.is_finite();
        (fits(a) && fits(b)).then_some(Beta { a, b })
    }

    /// With so much more evidence for it and against it; what is negative or not a number counts
    /// as none.
    #[must_use]
    pub fn with(self, supporting: f64, against: f64) -> Self {
        let clean = |x: f64| if x > 0.0 { x.min(1e6) } else { 0.0 };
        Beta { a: self.a + clean(supporting), b: self.b + clean(against) }
    }

    /// Pulled back towards a prior: what was learned halves every `half_life`, in the unit of
    /// `elapsed`. A half-life that is not positive, or no time elapsed, changes nothing.
    #[must_use]
    pub fn decayed(self, prior: Beta, elapsed: f64, half_life: f64) -> Self {
        if half_life > 0.0 && elapsed > 0.0 {
            let kept = (-elapsed / half_life).exp2();
            Beta { a: prior.a + (self.a - prior.a) * kept, b: prior.b + (self.b - prior.b) * kept }
        } else {
            self
        }
    }

    /// The first parameter: the evidence for the link, the prior's share included.
    pub const fn a(self) -> f64 {
        self.a
    }

    /// The second parameter: the evidence against it.
    pub const fn b(self) -> f64 {
        self.b
    }

    /// The belief.
    pub fn mean(self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// The evidence behind it, in tests.
    pub fn weight(self) -> f64 {
        self.a + self.b
    }

    /// The ends between which the belief lies with probability 0.9: its 5% and 95% quantiles.
    pub fn interval90(self) -> (f64, f64) {
        (self.quantile(0.05), self.quantile(0.95))
    }

    /// The value below which the belief lies with probability `p`, clamped to 0 to 1: by bisection
    /// of the regularised incomplete beta function to the last digit.
    pub fn quantile(self, p: f64) -> f64 {
        let p = if p.is_nan() { 0.5 } else { p.clamp(0.0, 1.0) };
        let (mut low, mut high) = (0.0_f64, 1.0_f64);
        // Halving first by the exponent finds quantiles near 0 in few steps.
        for _ in 0..1100 {
            let middle = if low == 0.0 { high * 0.25 } else { f64::midpoint(low, high) };
            if middle <= low || middle >= high || middle == 0.0 {
                break;
            }
            if incomplete(self.a, self.b, middle) < p {
                low = middle;
            } else {
                high = middle;
            }
        }
        high
    }
}

/// The regularised incomplete beta function `I_x(a, b)`, by the continued fraction DLMF 8.17.22
/// (<https://dlmf.nist.gov/8.17.E22>) with Lentz's algorithm, on the side where it converges fast.
fn incomplete(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let log_beta = ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
    let front = (a * x.ln() + b * (-x).ln_1p() - log_beta).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut above = 1.0;
    let mut below = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut result = below;
    for step in 1..10_000_u32 {
        let m = f64::from(step);
        for term in [
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)),
        ] {
            below = 1.0 / away(1.0 + term * below);
            above = away(1.0 + term / above);
            result *= below * above;
        }
        if (below * above - 1.0).abs() < 1e-16 {
            break;
        }
    }
    result
}

/// The logarithm of the gamma function of a positive number: Stirling's series (DLMF 5.11.1,
/// <https://dlmf.nist.gov/5.11.E1>) after raising the argument above 12 by the recurrence.
fn ln_gamma(x: f64) -> f64 {
    const HALF_LN_TAU: f64 = 0.918_938_533_204_672_8;
    let (mut z, mut product) = (x, 1.0);
    while z < 12.0 {
        product *= z;
        z += 1.0;
    }
    let r = 1.0 / (z * z);
    let series = (1.0 / 12.0
        - r * (1.0 / 360.0
            - r * (1.0 / 1260.0
                - r * (1.0 / 1680.0 - r * (1.0 / 1188.0 - r * 691.0 / 360_360.0)))))
        / z;
    (z - 0.5) * z.ln() - z + HALF_LN_TAU + series - f64::ln(product)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_values() {
        assert!((ln_gamma(0.5) - std::f64::consts::PI.sqrt().ln()).abs() < 1e-14);
        assert!((ln_gamma(10.0) - 362_880_f64.ln()).abs() < 1e-13);
        // Beta(1, 1) is even, Beta(2, 1) has the distribution function x^2.
        let even = Beta { a: 1.0, b: 1.0 };
        assert!((even.quantile(0.05) - 0.05).abs() < 1e-14);
        assert!((Beta { a: 2.0, b: 1.0 }.quantile(0.25) - 0.5).abs() < 1e-14);
    }

    proptest! {
        #[test]
        fn a_quantile_is_undone_by_the_distribution(a in 0.05..50.0_f64, b in 0.05..50.0_f64, p in 0.01..0.99_f64) {
            let x = Beta { a, b }.quantile(p);
            prop_assert!((0.0..=1.0).contains(&x));
            if x > 1e-12 && x < 1.0 - 1e-12 {
                prop_assert!((incomplete(a, b, x) - p).abs() < 1e-8);
            }
        }

        #[test]
        fn beliefs_stay_inside(mean in 0.0..=1.0_f64, weight: f64, s: f64, f: f64, days: f64, half: f64) {
            let prior = Beta::prior(Belief::new(mean).unwrap(), weight);
            let after = prior.with(s, f).decayed(prior, days, half);
            prop_assert!(after.mean() > 0.0 && after.mean() < 1.0, "{after:?}");
        }
    }
}
