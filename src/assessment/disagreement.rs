//! How far raters lie apart, from the order of levels alone.

use std::fmt;

/// How far answers lie apart on ordered levels: 0 if all are on one level, 1 if half are on the lowest
/// and half on the highest.
///
/// Leik's measure of ordinal dispersion: with `C` the number of answers at or below a level, `n` that of
/// all answers and `k` that of levels, `D = 2 Σ min(C, n - C) / (n (k - 1))`, summed over all levels but
/// the last. It uses only which answers lie at or below a level, never a distance between levels.
/// *Source*: Leik, "A measure of ordinal consensus", *Pacific Sociological Review* 1966;9(2):85. An odd
/// number of answers cannot be split in half, so that three reach 2/3 at most.
///
/// Which value is wide is nowhere laid down: [`Disagreement::WIDE`] is a working default of this crate.
/// Values of templates with other numbers of levels are not compared.
///
/// ```
/// use improvement::assessment::Spread;
/// let apart = |counts: [u32; 5]| Spread::of_counts(counts).disagreement().unwrap().get();
/// assert_eq!(apart([0, 3, 0, 0, 0]), 0.0);
/// assert_eq!(apart([2, 0, 0, 0, 2]), 1.0);
/// assert_eq!(apart([0, 2, 0, 2, 0]), 0.5);
/// assert!(Spread::of_counts([1, 0, 0]).disagreement().is_none(), "one rater agrees with nobody");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, serde::Serialize)]
#[serde(transparent)]
pub struct Disagreement(f64);

impl Disagreement {
    /// From here on raters lie wide apart, if they are not on neighbouring levels: half of the most there
    /// can be. A working default; see [`Spread::is_wide`](super::Spread::is_wide).
    pub const WIDE: f64 = 0.5;

    /// From the number of answers on each level, the lowest first; `None` of fewer than two answers or
    /// two levels.
    pub fn of(counts: &[u32]) -> Option<Self> {
        let all: u64 = counts.iter().map(|count| u64::from(*count)).sum();
        let steps = counts.len().checked_sub(1).filter(|steps| *steps > 0)?;
        if all < 2 {
            return None;
        }
        let (mut below, mut apart) = (0_u64, 0_u64);
        for count in counts.iter().take(steps) {
            below += u64::from(*count);
            apart += below.min(all - below);
        }
        // A share of answers, not of levels: counts are divided, and no level is.
        Some(Disagreement(2.0 * apart as f64 / (all as f64 * steps as f64)))
    }

    /// The value, from 0 to 1.
    pub const fn get(self) -> f64 {
        self.0
    }
}

/// With two decimals.
impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:.2}", self.0))
    }
}
