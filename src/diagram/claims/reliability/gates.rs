//! The chance that enough of several independent causes act, and its slopes.

use super::super::claim::Gate;

/// The chance that the gate opens when its causes act independently with these chances.
pub(crate) fn opens(gate: Gate, chances: &[f64]) -> f64 {
    match gate {
        Gate::Any => 1.0 - chances.iter().fold(1.0, |idle, x| idle * (1.0 - x)),
        Gate::All => chances.iter().product(),
        Gate::AtLeast(k) => at_least(chances.iter().copied(), k.get() as usize),
    }
}

/// How that chance rises with each of the causes' chances; divides by nothing.
pub(crate) fn slopes(gate: Gate, chances: &[f64], slope: &mut Vec<f64>) {
    slope.clear();
    let n = chances.len();
    match gate {
        Gate::Any | Gate::All => {
            let factor = |x: f64| if gate == Gate::Any { 1.0 - x } else { x };
            let mut before = 1.0;
            for &x in chances {
                slope.push(before);
                before *= factor(x);
            }
            let mut after = 1.0;
            for i in (0..n).rev() {
                slope[i] *= after;
                after *= factor(chances[i]);
            }
        }
        Gate::AtLeast(k) => {
            let k = k.get() as usize;
            for i in 0..n {
                let others =
                    || chances.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, &x)| x);
                slope.push(at_least(others(), k - 1) - at_least(others(), k));
            }
        }
    }
}

/// The chance that at least `k` of several independent events happen.
fn at_least(chances: impl Iterator<Item = f64> + Clone, k: usize) -> f64 {
    if k == 0 {
        return 1.0;
    }
    // More than there are never happen; a document may ask for four thousand million.
    if k > chances.clone().count() {
        return 0.0;
    }
    // The chance of exactly 0, 1, ... k - 1 so far, and of k or more.
    let mut exactly = vec![0.0; k + 1];
    exactly[0] = 1.0;
    for x in chances {
        exactly[k] += exactly[k - 1] * x;
        for i in (0..k).rev() {
            let from_below = if i == 0 { 0.0 } else { exactly[i - 1] * x };
            exactly[i] = exactly[i] * (1.0 - x) + from_below;
        }
    }
    exactly[k]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::num::NonZeroU32;

    #[test]
    fn more_causes_than_there_are_never_act() {
        let gate = Gate::AtLeast(NonZeroU32::MAX);
        assert!(opens(gate, &[0.5, 1.0]).abs() < f64::EPSILON);
        let mut slope = Vec::new();
        slopes(gate, &[0.5, 1.0], &mut slope);
        assert_eq!(slope, [0.0, 0.0]);
    }

    #[test]
    fn two_of_three_by_hand() {
        let gate = Gate::AtLeast(NonZeroU32::new(2).unwrap());
        let chances = [0.5, 0.4, 0.2];
        // .5*.4*.8 + .5*.6*.2 + .5*.4*.2 + .5*.4*.2
        assert!((opens(gate, &chances) - 0.3).abs() < 1e-15);
        let mut slope = Vec::new();
        slopes(gate, &chances, &mut slope);
        for (i, slope) in slope.iter().enumerate() {
            let (mut low, mut high) = (chances, chances);
            (low[i], high[i]) = (0.0, 1.0);
            assert!((opens(gate, &high) - opens(gate, &low) - slope).abs() < 1e-15);
        }
    }
}
