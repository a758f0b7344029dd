//! How often right, and how sure: do predictions come true as often as their makers believe?
//!
//! The Brier score is the mean squared distance between how sure somebody was and what came of it
//! (Brier, *Monthly Weather Review* 1950;78:1, in its form for one event). Smaller is better: 0 is
//! certainty that is always right, and always saying one half scores [`ALWAYS_HALF`].

use super::{Cycle, Timing};
use crate::base::{Belief, Share};

/// What always saying "one half" scores on events that happen or do not.
pub const ALWAYS_HALF: f64 = 0.25;

/// Predictions from which on a table of reliability is offered; with fewer, its rows hold chance. A
/// default of this crate, not a published number.
pub const ENOUGH: usize = 20;

/// How many bands of belief the table of reliability has.
pub const BANDS: usize = 5;

/// How sure somebody was, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// How sure.
    pub belief: Belief,
    /// How far it came about: 1 if it did, 0 if not.
    pub came_true: Share,
}

/// How well beliefs agree with what came of them.
///
/// ```
/// use improvement::base::{Belief, Share};
/// use improvement::change::calibration::{Calibration, Forecast};
/// let forecast = |belief, came_true| -> Result<_, improvement::base::QuantityError> {
///     Ok(Forecast { belief: Belief::new(belief)?, came_true: Share::new(came_true)? })
/// };
/// let three = [forecast(0.9, 1.0)?, forecast(0.8, 0.0)?, forecast(0.6, 1.0)?];
/// let calibration = Calibration::of(three);
/// assert!((calibration.brier().unwrap() - 0.27).abs() < 1e-12);
/// assert!(calibration.reliability().is_none(), "three predictions are too few for a table");
/// # Ok::<(), improvement::base::QuantityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Calibration {
    forecasts: Vec<Forecast>,
    left_out: LeftOut,
}

/// Predictions that cannot be counted, each under the first reason that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct LeftOut {
    /// Of cycles that are not studied yet.
    pub not_studied: usize,
    /// Written after the start: no predictions at all.
    pub late: usize,
    /// Nobody can tell whether they came about.
    pub not_assessable: usize,
    /// Nobody said how sure they were.
    pub without_belief: usize,
}

/// One row of the table of reliability: predictions made with about the same belief.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Band {
    /// The lowest belief of the band, included.
    pub from: f64,
    /// The highest belief of the band; included in the last band only.
    pub to: f64,
    /// How many predictions.
    pub count: usize,
    /// Their mean belief; `None` if there are none.
    pub mean_belief: Option<f64>,
    /// How far they came about, on average; `None` if there are none.
    pub came_true: Option<f64>,
}

impl Calibration {
    /// Of forecasts that are known.
    pub fn of(forecasts: impl IntoIterator<Item = Forecast>) -> Self {
        Calibration { forecasts: forecasts.into_iter().collect(), left_out: LeftOut::default() }
    }

    /// Of the predictions of cycles: those that were written in time (or on an unknown day), that
    /// say how sure the team was, and of which somebody can tell what came. A prediction that is
    /// partly met counts as one half (see [`Verdict::share`](super::Verdict::share)).
    pub fn of_cycles<'c>(cycles: impl IntoIterator<Item = &'c Cycle>) -> Self {
        let mut calibration = Calibration::default();
        let left_out = &mut calibration.left_out;
        for cycle in cycles {
            let start = cycle.start_day();
            for comparison in cycle.comparisons() {
                let belief = comparison.prediction.belief;
                if cycle.studied().is_none() {
                    left_out.not_studied += 1;
                } else if comparison.prediction.timing(start) == Timing::Late {
                    left_out.late += 1;
                } else {
                    match (comparison.verdict.share(), belief) {
                        (None, _) => left_out.not_assessable += 1,
                        (_, None) => left_out.without_belief += 1,
                        (Some(came_true), Some(belief)) => {
                            calibration.forecasts.push(Forecast { belief, came_true });
                        }
                    }
                }
            }
        }
        calibration
    }

    /// The predictions counted.
    pub fn forecasts(&self) -> &[Forecast] {
        &self.forecasts
    }

    /// How many predictions were left out, and why.
    pub fn left_out(&self) -> LeftOut {
        self.left_out
    }

    /// The Brier score, from 0 (best) to 1; `None` without predictions.
    pub fn brier(&self) -> Option<f64> {
        mean(self.forecasts.iter().map(|f| (f.belief.get() - f.came_true.get()).powi(2)))
    }

    /// How far predictions came about, on average; `None` without predictions.
    pub fn came_true(&self) -> Option<f64> {
        mean(self.forecasts.iter().map(|f| f.came_true.get()))
    }

    /// How sure the team was, on average; `None` without predictions.
    pub fn mean_belief(&self) -> Option<f64> {
        mean(self.forecasts.iter().map(|f| f.belief.get()))
    }

    /// Mean belief less what came about: above 0 the team was too sure, below 0 not sure enough.
    pub fn overconfidence(&self) -> Option<f64> {
        Some(self.mean_belief()? - self.came_true()?)
    }

    /// The table of reliability: [`BANDS`] bands of equal width, with how often predictions of each
    /// came true; `None` below [`ENOUGH`] predictions.
    pub fn reliability(&self) -> Option<[Band; BANDS]> {
        (self.forecasts.len() >= ENOUGH).then(|| std::array::from_fn(|at| self.band(at)))
    }

    fn band(&self, at: usize) -> Band {
        let width = BANDS as f64;
        let (from, to) = (at as f64 / width, (at + 1) as f64 / width);
        let last = at + 1 == BANDS;
        let inside: Vec<&Forecast> = self
            .forecasts
            .iter()
            .filter(|f| f.belief.get() >= from && (last || f.belief.get() < to))
            .collect();
        Band {
            from,
            to,
            count: inside.len(),
            mean_belief: mean(inside.iter().map(|f| f.belief.get())),
            came_true: mean(inside.iter().map(|f| f.came_true.get())),
        }
    }
}

fn mean(numbers: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let count = numbers.len();
    (count > 0).then(|| numbers.sum::<f64>() / count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn forecast(belief: f64, came_true: f64) -> Forecast {
        Forecast { belief: Belief::new(belief).unwrap(), came_true: Share::new(came_true).unwrap() }
    }

    #[test]
    fn nothing_predicted_scores_nothing() {
        let none = Calibration::default();
        assert_eq!((none.brier(), none.came_true(), none.overconfidence()), (None, None, None));
        assert_eq!(none.reliability(), None);
    }

    #[test]
    fn always_one_half_scores_a_quarter() {
        let coin = Calibration::of((0..7).map(|n| forecast(0.5, f64::from(n % 2))));
        assert_eq!(coin.brier(), Some(ALWAYS_HALF));
    }

    #[test]
    fn the_table_counts_each_prediction_once_from_twenty_on() {
        let of = |count: u32| {
            Calibration::of((0..count).map(|n| forecast(f64::from(n % 11) / 10.0, 1.0)))
        };
        assert_eq!(of(19).reliability(), None);
        let table = of(22).reliability().unwrap();
        assert_eq!(table.map(|band| band.count), [4, 4, 4, 4, 6]);
        assert_eq!(table[4].came_true, Some(1.0));
        assert!((table[0].mean_belief.unwrap() - 0.05).abs() < 1e-12);
    }

    proptest! {
        /// Murphy's bounds: from 0 to 1, and never better than the spread that calibration leaves.
        #[test]
        fn the_score_stays_in_its_bounds(
            pairs in prop::collection::vec((0.0..=1.0_f64, 0..=2_u8), 1..60),
        ) {
            let forecasts = pairs.iter().map(|&(b, t)| forecast(b, f64::from(t) / 2.0));
            let calibration = Calibration::of(forecasts);
            let brier = calibration.brier().unwrap();
            prop_assert!((0.0..=1.0).contains(&brier));
            // A mean square is at least the square of the mean.
            prop_assert!(brier + 1e-12 >= calibration.overconfidence().unwrap().powi(2));
            if let Some(table) = calibration.reliability() {
                prop_assert_eq!(table.iter().map(|b| b.count).sum::<usize>(), pairs.len());
            }
        }
    }
}
