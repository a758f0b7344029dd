//! What one test adds to a belief.

use super::Beta;
use crate::change::Verdict;

/// How a test turned out, beside what was predicted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TestResult {
    /// As predicted.
    AsPredicted,
    /// In part.
    Partly,
    /// Not as predicted.
    NotAsPredicted,
    /// Not carried out as planned: a matter of delivery, and no evidence about the link.
    NotCarriedOut,
}

impl TestResult {
    /// How much it speaks for the link and against it.
    pub const fn evidence(self) -> (f64, f64) {
        match self {
            TestResult::AsPredicted => (1.0, 0.0),
            TestResult::Partly => (0.5, 0.5),
            TestResult::NotAsPredicted => (0.0, 1.0),
            TestResult::NotCarriedOut => (0.0, 0.0),
        }
    }

    /// The result that a cycle's verdict stands for; `None` if it was not assessable.
    pub const fn of(verdict: Verdict) -> Option<Self> {
        match verdict {
            Verdict::Met => Some(TestResult::AsPredicted),
            Verdict::Partly => Some(TestResult::Partly),
            Verdict::NotMet => Some(TestResult::NotAsPredicted),
            Verdict::NotAssessable => None,
        }
    }
}

/// How much a test weighs, from above 0 to 1.
///
/// `scale(n) * (1 if predicted beforehand, else 1/2) / (1 + rivals) / turn`, where
/// `scale(n) = (1 + log5 n) / 4`, held between 1/4 and 1, so that 1, 5, 25 and 125 people or events
/// weigh 1/4, 1/2, 3/4 and 1: the five-times rule for growing a test, turned into a weight. The
/// weights are a choice of this crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct TestWeight {
    /// How many people or events it touched; none counts as one.
    pub people: u32,
    /// Whether the prediction was written down before the test began.
    pub predicted: bool,
    /// How many rival explanations stand.
    pub rivals: u32,
    /// Which test in the same conditions it is, from 1: repeating in one setting teaches less.
    pub turn: u32,
}

impl TestWeight {
    /// The weight.
    pub fn get(self) -> f64 {
        let scale = 0.25 * (1.0 + f64::from(self.people.max(1)).ln() / 5.0_f64.ln());
        let record = if self.predicted { 1.0 } else { 0.5 };
        scale.clamp(0.25, 1.0) * record
            / (1.0 + f64::from(self.rivals))
            / f64::from(self.turn.max(1))
    }
}

impl Beta {
    /// The belief after a test.
    #[must_use]
    pub fn after(self, result: TestResult, weight: TestWeight) -> Self {
        let (supporting, against) = result.evidence();
        let weight = weight.get();
        self.with(weight * supporting, weight * against)
    }

    /// The belief after a signal or its absence, where the team can state error rates: `hit`, the
    /// chance that the measure signals when the link works, and `false_alarm`, when it does not
    /// (Bayes' rule). For belief as one number; use one scheme for a link, not both.
    pub fn by_error_rates(belief: f64, signal: bool, hit: f64, false_alarm: f64) -> f64 {
        let (yes, no) = if signal { (hit, false_alarm) } else { (1.0 - hit, 1.0 - false_alarm) };
        let (yes, no) = (belief * yes, (1.0 - belief) * no);
        if yes + no > 0.0 { yes / (yes + no) } else { belief }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Belief;

    #[test]
    fn the_worked_example() {
        let prior = Beta::prior(Belief::new(0.6).unwrap(), 2.0);
        let weight = |people, turn| TestWeight { people, predicted: true, rivals: 0, turn };
        let first = prior.after(TestResult::AsPredicted, weight(5, 1));
        assert!((first.mean() - 0.68).abs() < 1e-12);
        let second = first.after(TestResult::NotAsPredicted, weight(25, 2));
        assert!((second.b() - 1.175).abs() < 1e-12 && (second.mean() - 0.591).abs() < 5e-4);
        let kept = second.after(TestResult::NotCarriedOut, weight(600, 3));
        assert_eq!(kept, second);
    }

    #[test]
    fn error_rates() {
        assert!((Beta::by_error_rates(0.6, true, 0.8, 0.1) - 0.923).abs() < 5e-4);
        assert!((Beta::by_error_rates(0.6, false, 0.8, 0.1) - 0.25).abs() < 1e-12);
    }
}
