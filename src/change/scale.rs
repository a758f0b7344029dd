//! How large the next test should be.
//!
//! Two published forms weigh how sure the team is against what failing would cost; the second also
//! asks how ready people are. Both are offered, and neither is presumed: a [`ScaleForm`] is chosen by
//! name. Beside them stands the [five-times rule](FIVE_TIMES).

use std::fmt;
use std::num::NonZeroU32;

use super::{Act, Cycle};
use crate::base::{Belief, SourceMark};

/// After a test that succeeded, multiply the number of people or events by five: 1, 5, 25, 125 (as
/// the notes on the IHI course QI 103, *Testing and Measuring Changes with PDSA Cycles*, have it).
/// A larger step is worth a look, not an error.
pub const FIVE_TIMES: u32 = 5;

/// How large a test is, in words; from the smallest to no test any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TestScale {
    /// One person or a few, one shift, one clinician.
    VerySmall,
    /// A few days, up to some 25 people.
    Small,
    /// Somewhat more than small.
    Medium,
    /// A whole unit for weeks.
    Large,
    /// No test any more: make it permanent, with the supports that this needs.
    Implement,
}

impl TestScale {
    /// All five, from the smallest.
    pub const ALL: [TestScale; 5] = [
        TestScale::VerySmall,
        TestScale::Small,
        TestScale::Medium,
        TestScale::Large,
        TestScale::Implement,
    ];

    /// The most people or events that a test of this size has; `None` where there is no bound.
    ///
    /// These are working sizes from practice, not published limits: very small up to 5, small up to
    /// 25; 125 for medium is one more step of five.
    pub fn at_most(self) -> Option<NonZeroU32> {
        NonZeroU32::new(match self {
            TestScale::VerySmall => 5,
            TestScale::Small => 25,
            TestScale::Medium => 125,
            TestScale::Large | TestScale::Implement => return None,
        })
    }
}

impl fmt::Display for TestScale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            TestScale::VerySmall => "very small",
            TestScale::Small => "small",
            TestScale::Medium => "medium",
            TestScale::Large => "large",
            TestScale::Implement => "implement",
        })
    }
}

/// How sure the team is that the change will make things better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Not sure.
    Low,
    /// Sure.
    High,
}

impl Confidence {
    /// The belief from which on confidence is read as high, unless another is given. The published
    /// forms know only *low* and *high*; where one ends is a default of this crate.
    pub const HIGH_FROM: f64 = 0.75;

    /// Reads a belief as low or high: high from a threshold on, such as
    /// [`HIGH_FROM`](Confidence::HIGH_FROM).
    pub fn of(belief: Belief, high_from: f64) -> Self {
        if belief.get() >= high_from { Confidence::High } else { Confidence::Low }
    }
}

/// What it costs if the test fails: harm, money, trust. Ordered by how much it forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FailureCost {
    /// Much: major consequences.
    Large,
    /// Little: minor consequences.
    Small,
}

/// How ready people are for the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Commitment {
    /// They resist it.
    None,
    /// They are indifferent, or some are for it.
    Some,
    /// They are ready.
    Strong,
}

/// What a team knows when it sizes a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Situation {
    /// How sure it is.
    pub confidence: Confidence,
    /// What failing would cost.
    pub cost: FailureCost,
    /// How ready people are; the form with two factors does not ask.
    pub commitment: Commitment,
}

/// The published forms of advice on the scale of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScaleForm {
    /// Confidence and consequences: Institute for Healthcare Improvement, *Mitigating the Risks of
    /// Running Improvement Tests While Maximizing the Learning*, an excerpt from *The Improvement
    /// Guide*.
    TwoFactors,
    /// Confidence, cost of failure and commitment: Langley and colleagues, *The Improvement Guide*,
    /// second edition (2009), table 7.1. The three factors are confirmed; the cells are those of the
    /// table as it is taught, and were not checked against the book.
    ThreeFactors,
}

/// What a form advises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ScaleAdvice {
    /// The form that was asked.
    pub form: ScaleForm,
    /// The largest scale that it finds acceptable.
    pub scale: TestScale,
    /// Whether a plan should exist for the case that the test fails.
    pub contingency: bool,
    /// How far the form is confirmed at its source.
    pub mark: SourceMark,
}

impl ScaleForm {
    /// How far the form is confirmed at its source.
    pub const fn mark(self) -> SourceMark {
        match self {
            ScaleForm::TwoFactors => SourceMark::Confirmed,
            ScaleForm::ThreeFactors => SourceMark::Unconfirmed,
        }
    }

    /// The largest scale of test that the form finds acceptable.
    ///
    /// Surer, readier, or with less to lose, a team is never advised to test on a smaller scale.
    ///
    /// The first form says "larger scale is acceptable" where consequences are minor, read here as
    /// [`TestScale::Large`]; and "small- to medium-scale" for a sure team with much to lose, read as
    /// [`TestScale::Medium`].
    ///
    /// ```
    /// use improvement::base::SourceMark;
    /// use improvement::change::scale::{
    ///     Commitment, Confidence, FailureCost, ScaleForm, Situation, TestScale,
    /// };
    /// let unsure = Situation {
    ///     confidence: Confidence::Low,
    ///     cost: FailureCost::Large,
    ///     commitment: Commitment::Strong,
    /// };
    /// let advice = ScaleForm::TwoFactors.advise(unsure);
    /// assert_eq!(advice.scale, TestScale::VerySmall);
    /// assert!(advice.contingency);
    /// assert_eq!(ScaleForm::ThreeFactors.advise(unsure).mark, SourceMark::Unconfirmed);
    /// ```
    pub const fn advise(self, situation: Situation) -> ScaleAdvice {
        let Situation { confidence, cost, commitment } = situation;
        let scale = match self {
            ScaleForm::TwoFactors => match (confidence, cost) {
                (_, FailureCost::Small) => TestScale::Large,
                (Confidence::Low, FailureCost::Large) => TestScale::VerySmall,
                (Confidence::High, FailureCost::Large) => TestScale::Medium,
            },
            ScaleForm::ThreeFactors => match (confidence, cost, commitment) {
                (Confidence::Low, FailureCost::Large, _)
                | (Confidence::Low, FailureCost::Small, Commitment::None | Commitment::Some)
                | (Confidence::High, FailureCost::Large, Commitment::None) => TestScale::VerySmall,
                (Confidence::Low, FailureCost::Small, Commitment::Strong)
                | (Confidence::High, FailureCost::Large, Commitment::Some)
                | (Confidence::High, FailureCost::Small, Commitment::None) => TestScale::Small,
                (Confidence::High, FailureCost::Large, Commitment::Strong)
                | (Confidence::High, FailureCost::Small, Commitment::Some) => TestScale::Large,
                (Confidence::High, FailureCost::Small, Commitment::Strong) => TestScale::Implement,
            },
        };
        let contingency = matches!(cost, FailureCost::Large);
        ScaleAdvice { form: self, scale, contingency, mark: self.mark() }
    }
}

/// How many people or events the next test of a ramp should touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct NextScale {
    /// How many; `None` if the last test does not say how many it touched, or ended the ramp.
    pub people: Option<NonZeroU32>,
    /// What set that number.
    pub because: NextBecause,
}

/// What sets the size of the next test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NextBecause {
    /// The last test goes on to a larger one: five times as many.
    FiveTimes,
    /// The last test has to be adapted: the same size again.
    SameAgain,
    /// The form advises no more than this.
    Advice,
    /// The change was abandoned, and there is no next test.
    Abandoned,
    /// The last test is not decided.
    NotDecided,
    /// The last test does not say how many people or events it touched.
    UnknownScale,
}

impl fmt::Display for NextBecause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NextBecause::FiveTimes => "the last test goes on: five times as many",
            NextBecause::SameAgain => "the last test is adapted: the same size again",
            NextBecause::Advice => "the form advises no more",
            NextBecause::Abandoned => "the change was abandoned",
            NextBecause::NotDecided => "the last test is not decided",
            NextBecause::UnknownScale => "the last test does not say how many it touched",
        })
    }
}

impl NextScale {
    /// Five times as many as the last test if that ends in *expand* or *adopt*, as many again if it
    /// ends in *adapt*; in either case no more than the advice allows.
    pub fn after(last: &Cycle, advice: ScaleAdvice) -> Self {
        let nobody = |because| NextScale { people: None, because };
        let Some(decision) = last.decision() else { return nobody(NextBecause::NotDecided) };
        let (times, because) = match decision.act {
            Act::Abandon => return nobody(NextBecause::Abandoned),
            Act::Adapt => (1, NextBecause::SameAgain),
            Act::Adopt | Act::Expand => (FIVE_TIMES, NextBecause::FiveTimes),
        };
        let Some(scale) = last.scale() else { return nobody(NextBecause::UnknownScale) };
        let wanted = NonZeroU32::new(scale.get().saturating_mul(times));
        match advice.scale.at_most() {
            Some(most) if wanted > Some(most) => {
                NextScale { people: Some(most), because: NextBecause::Advice }
            }
            _ => NextScale { people: wanted, because },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Label;
    use crate::change::{Decision, Do, Plan, Study};

    const CONFIDENCE: [Confidence; 2] = [Confidence::Low, Confidence::High];
    const COST: [FailureCost; 2] = [FailureCost::Large, FailureCost::Small];
    const COMMITMENT: [Commitment; 3] = [Commitment::None, Commitment::Some, Commitment::Strong];

    fn situations() -> Vec<Situation> {
        let mut all = Vec::new();
        for confidence in CONFIDENCE {
            for cost in COST {
                for commitment in COMMITMENT {
                    all.push(Situation { confidence, cost, commitment });
                }
            }
        }
        all
    }

    /// All pairs of situations, of which one is at least as favourable in every factor.
    #[test]
    fn advice_is_monotone() {
        let mut pairs = 0;
        for a in situations() {
            for b in situations() {
                let at_most = a.confidence <= b.confidence
                    && a.cost <= b.cost
                    && a.commitment <= b.commitment;
                for form in [ScaleForm::TwoFactors, ScaleForm::ThreeFactors] {
                    if at_most {
                        pairs += 1;
                        assert!(form.advise(a).scale <= form.advise(b).scale, "{a:?} {b:?}");
                    }
                }
            }
        }
        assert_eq!(pairs, 108, "3 * 3 * 6 ordered pairs in each of two forms");
    }

    #[test]
    fn the_cells_are_those_of_the_tables() {
        use TestScale::{Implement as I, Large as L, Medium as M, Small as S, VerySmall as V};
        let cells = |form: ScaleForm| {
            situations().into_iter().map(|s| form.advise(s).scale).collect::<Vec<_>>()
        };
        assert_eq!(cells(ScaleForm::ThreeFactors), [V, V, V, V, V, S, V, S, L, S, L, I]);
        assert_eq!(cells(ScaleForm::TwoFactors), [V, V, V, L, L, L, M, M, M, L, L, L]);
        assert_eq!(ScaleForm::ThreeFactors.mark(), SourceMark::Unconfirmed);
        let sizes: Vec<_> = TestScale::ALL
            .iter()
            .map(|scale| scale.at_most().map_or(u32::MAX, NonZeroU32::get))
            .collect();
        assert!(sizes.is_sorted());
    }

    fn ended(act: Option<Act>, scale: u32) -> Cycle {
        let done = Do { scale: NonZeroU32::new(scale), ..Do::default() };
        let cycle = Cycle::new(Label::new("x").unwrap(), Plan::new());
        let cycle = cycle.start(done).unwrap().study(Study::new()).unwrap();
        match act {
            Some(act) => cycle.decide(Decision::new(act)).unwrap(),
            None => cycle,
        }
    }

    #[test]
    fn the_next_test_is_five_times_as_large_within_the_advice() {
        let advice = |confidence| {
            ScaleForm::TwoFactors.advise(Situation {
                confidence,
                cost: FailureCost::Large,
                commitment: Commitment::Some,
            })
        };
        let next = |act, scale| {
            let next = NextScale::after(&ended(act, scale), advice(Confidence::High));
            (next.people.map(NonZeroU32::get), next.because)
        };
        assert_eq!(next(Some(Act::Expand), 5), (Some(25), NextBecause::FiveTimes));
        assert_eq!(next(Some(Act::Expand), 50), (Some(125), NextBecause::Advice));
        assert_eq!(next(Some(Act::Adapt), 5), (Some(5), NextBecause::SameAgain));
        assert_eq!(next(Some(Act::Abandon), 5), (None, NextBecause::Abandoned));
        assert_eq!(next(None, 5), (None, NextBecause::NotDecided));
        assert_eq!(next(Some(Act::Adopt), 0), (None, NextBecause::UnknownScale));
        assert_eq!(next(Some(Act::Adopt), u32::MAX).0, Some(125));
    }
}
