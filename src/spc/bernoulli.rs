//! The Bernoulli CUSUM: single yes-or-no outcomes, watched one by one.
//!
//! For rare outcomes a monthly proportion wastes what each case says. The Bernoulli CUSUM adds, for
//! every case, the evidence for a risk raised by an odds ratio against the baseline risk, and
//! signals when enough has gathered (Neuburger and others, BMJ Qual. Saf. 26:919, 2017).

use super::SpcError;

/// Where the baseline risk comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Risk {
    /// Known beforehand: strictly between 0 and 1.
    Known(f64),
    /// The share of events among the first so many cases.
    First(usize),
    /// The share of events among all cases.
    All,
}

/// A Bernoulli CUSUM for both directions.
///
/// With odds ratio `R` and baseline risk `p0`, the raised risk `p1` has odds `R` times and the
/// lowered risk `p2` odds `1/R` times those of `p0`. A case with outcome `y` weighs
/// `w = y ln(p/p0) + (1 - y) ln((1 - p)/(1 - p0))`. The upper score is `max(0, score + w1)`, the
/// lower `min(0, score - w2)`. A score that reaches the limit signals; one that exceeds it returns
/// to 0.
///
/// ```
/// use improvement::spc::{BernoulliCusum, Risk};
/// let cusum = BernoulliCusum::new(Risk::Known(0.03), 2.0, 3.5)?;
/// let deaths = [true; 6];
/// let points = cusum.run(&deaths)?;
/// // Each death adds ln(0.05825 / 0.03) = 0.66; the sixth takes the score to 3.98.
/// assert!(points[5].signals_up && !points[4].signals_up);
/// # Ok::<(), improvement::spc::SpcError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BernoulliCusum {
    baseline: Risk,
    odds_ratio: f64,
    limit: f64,
}

/// The scores after one case.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct CusumPoint {
    /// The evidence for a raised risk that is carried on: 0 or more, and 0 once it has exceeded
    /// the limit.
    pub up: f64,
    /// The evidence for a lowered risk that is carried on: 0 or less.
    pub down: f64,
    /// The upper score that this case reached, before any return to 0.
    pub reached_up: f64,
    /// The lower score that this case reached, before any return to 0.
    pub reached_down: f64,
    /// Whether the upper score has reached the limit.
    pub signals_up: bool,
    /// Whether the lower score has reached the limit.
    pub signals_down: bool,
}

impl BernoulliCusum {
    /// A CUSUM with a baseline risk, the odds ratio to be found (above 1; 2 is usual) and the limit
    /// of the score (above 0; 3.5 is usual).
    ///
    /// # Errors
    ///
    /// A risk not strictly between 0 and 1, a baseline of no cases, an odds ratio outside 1 to 1e6,
    /// a limit outside 0 to 1e6.
    pub fn new(baseline: Risk, odds_ratio: f64, limit: f64) -> Result<Self, SpcError> {
        match baseline {
            Risk::Known(found) => risk(found)?,
            Risk::First(0) => {
                return Err(SpcError::BaselineTooShort { found: 0, at_least: 1 });
            }
            Risk::First(_) | Risk::All => {}
        }
        let between = |what, wanted, found: f64, above: f64| {
            let fits = found > above && found <= 1e6;
            if fits { Ok(()) } else { Err(SpcError::Parameter { what, wanted, found }) }
        };
        between("an odds ratio", "above 1 and at most 1e6", odds_ratio, 1.0)?;
        between("a limit of the score", "above 0 and at most 1e6", limit, 0.0)?;
        Ok(BernoulliCusum { baseline, odds_ratio, limit })
    }

    /// The baseline, raised and lowered risks for these outcomes.
    ///
    /// # Errors
    ///
    /// A baseline among whose cases there is no event, or no case without one: the risk must lie
    /// strictly between 0 and 1.
    pub fn risks(&self, outcomes: &[bool]) -> Result<[f64; 3], SpcError> {
        let share = |cases: &[bool]| {
            cases.iter().filter(|event| **event).count() as f64 / cases.len() as f64
        };
        let p0 = match self.baseline {
            Risk::Known(known) => known,
            Risk::First(cases) => share(outcomes.get(..cases).unwrap_or(outcomes)),
            Risk::All => share(outcomes),
        };
        risk(p0)?;
        let odds = p0 / (1.0 - p0);
        let of_odds = |odds: f64| odds / (1.0 + odds);
        Ok([p0, of_odds(odds * self.odds_ratio), of_odds(odds / self.odds_ratio)])
    }

    /// The scores after each case, in order of the cases.
    ///
    /// # Errors
    ///
    /// As [`BernoulliCusum::risks`].
    pub fn run(&self, outcomes: &[bool]) -> Result<Vec<CusumPoint>, SpcError> {
        let [p0, p1, p2] = self.risks(outcomes)?;
        let weight = |p: f64, event: bool| {
            if event { (p / p0).ln() } else { ((1.0 - p) / (1.0 - p0)).ln() }
        };
        let (mut up, mut down) = (0.0_f64, 0.0_f64);
        let step = |event: &bool| {
            let reached_up = (up + weight(p1, *event)).max(0.0);
            let reached_down = (down - weight(p2, *event)).min(0.0);
            up = if reached_up > self.limit { 0.0 } else { reached_up };
            down = if reached_down < -self.limit { 0.0 } else { reached_down };
            CusumPoint {
                up,
                down,
                reached_up,
                reached_down,
                signals_up: reached_up >= self.limit,
                signals_down: reached_down <= -self.limit,
            }
        };
        Ok(outcomes.iter().map(step).collect())
    }
}

fn risk(found: f64) -> Result<(), SpcError> {
    let wanted = "strictly between 0 and 1";
    let fits = found > 0.0 && found < 1.0;
    if fits { Ok(()) } else { Err(SpcError::Parameter { what: "a baseline risk", wanted, found }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals() {
        assert!(BernoulliCusum::new(Risk::Known(0.0), 2.0, 3.5).is_err());
        assert!(BernoulliCusum::new(Risk::First(0), 2.0, 3.5).is_err());
        assert!(BernoulliCusum::new(Risk::All, 1.0, 3.5).is_err());
        assert!(BernoulliCusum::new(Risk::All, 2.0, f64::NAN).is_err());
        let cusum = BernoulliCusum::new(Risk::All, 2.0, 3.5).unwrap();
        assert!(cusum.run(&[]).is_err() && cusum.run(&[false; 9]).is_err());
    }
}
