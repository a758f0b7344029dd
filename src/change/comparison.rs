//! A prediction beside what was seen.

use std::fmt;
use std::num::NonZeroU16;

use super::{Movement, Prediction};
use crate::base::{Number, Share, Statement};

/// What was seen of one prediction, recorded when the test is studied.
///
/// Predictions are locked when their cycle starts, so their numbers in the plan stay what they are.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Outcome {
    /// Which prediction: its number in the plan, from 1.
    pub prediction: NonZeroU16,
    /// What the measure showed.
    pub seen: Option<Number>,
    /// What the team itself says of the comparison; it stands where there are no numbers to compare.
    pub judged: Option<Verdict>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Outcome {
    /// What a measure showed.
    pub fn seen(prediction: NonZeroU16, seen: Number) -> Self {
        Outcome { prediction, seen: Some(seen), judged: None, note: None }
    }

    /// What the team says of a prediction without numbers.
    pub fn judged(prediction: NonZeroU16, verdict: Verdict) -> Self {
        Outcome { prediction, seen: None, judged: Some(verdict), note: None }
    }
}

/// How a prediction fared. The four words are those of a PDSA record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It came about.
    Met,
    /// The right way, but not as far as predicted, or further.
    Partly,
    /// It did not come about.
    NotMet,
    /// Nobody can tell.
    NotAssessable,
}

impl Verdict {
    /// How far it came about: 1 if met, 0.5 if partly, 0 if not; `None` if nobody can tell.
    ///
    /// One half for *partly* is a default of this crate, not a published number. The same half is
    /// counted for and against a link when beliefs learn from tests.
    pub fn share(self) -> Option<Share> {
        let share = match self {
            Verdict::Met => 1.0,
            Verdict::Partly => 0.5,
            Verdict::NotMet => 0.0,
            Verdict::NotAssessable => return None,
        };
        Share::new(share).ok()
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Verdict::Met => "met",
            Verdict::Partly => "partly met",
            Verdict::NotMet => "not met",
            Verdict::NotAssessable => "not assessable",
        })
    }
}

/// What a verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Basis {
    /// The number predicted and the number seen.
    Numbers,
    /// The team's own judgement, since there are no numbers to compare.
    Team,
    /// Nothing: the prediction does not say what its measure would show.
    NothingExpected,
    /// Nothing: what was seen is not recorded.
    NothingSeen,
    /// Nothing: a movement was predicted, and where the measure stood before is not recorded.
    NoStartingPoint,
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Basis::Numbers => "by the numbers",
            Basis::Team => "as the team judged it",
            Basis::NothingExpected => "the prediction names no value",
            Basis::NothingSeen => "what was seen is not recorded",
            Basis::NoStartingPoint => "where the measure stood before is not recorded",
        })
    }
}

/// A prediction beside what was seen of it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Comparison<'c> {
    /// Its number in the plan, from 1.
    pub number: NonZeroU16,
    /// The prediction.
    pub prediction: &'c Prediction,
    /// What was seen, if that is recorded.
    pub outcome: Option<&'c Outcome>,
    /// How it fared.
    pub verdict: Verdict,
    /// What the verdict rests on.
    pub basis: Basis,
}

impl Comparison<'_> {
    /// Whether the team judged otherwise than the numbers say.
    pub fn is_disputed(&self) -> bool {
        self.outcome.and_then(|outcome| outcome.judged).is_some_and(|j| j != self.verdict)
    }
}

impl Prediction {
    /// Compares the prediction with what was seen.
    ///
    /// * **Met**: the value seen lies in the range predicted, ends included; for a movement, it lies
    ///   beyond [`from`](Prediction::from) on the side predicted.
    /// * **Partly**: it lies outside the range, but moved from [`from`](Prediction::from) towards
    ///   the range, falling short of it or passing it. This reading of *partly* is a default of this
    ///   crate. A range that already held `from` predicts no movement, so it cannot be partly met.
    /// * **Not met**: anything else that can be compared; also a value outside the range when `from`
    ///   is not recorded, since nobody can say that it moved the right way.
    /// * **Not assessable**: nothing to compare, and no judgement by the team either.
    pub fn compare(&self, outcome: Option<&Outcome>) -> (Verdict, Basis) {
        match self.by_numbers(outcome.and_then(|outcome| outcome.seen)) {
            Ok(verdict) => (verdict, Basis::Numbers),
            Err(why) => match outcome.and_then(|outcome| outcome.judged) {
                Some(verdict) => (verdict, Basis::Team),
                None => (Verdict::NotAssessable, why),
            },
        }
    }

    fn by_numbers(&self, seen: Option<Number>) -> Result<Verdict, Basis> {
        let expected = self.expected.ok_or(Basis::NothingExpected)?;
        let seen = seen.ok_or(Basis::NothingSeen)?;
        let moved = self.from.map(|from| Movement::between(from, seen));
        match expected.contains(seen) {
            Some(true) => Ok(Verdict::Met),
            Some(false) => {
                let hoped = self.from.and_then(|from| expected.movement_from(from));
                let right_way = hoped.is_some() && moved == Some(hoped);
                Ok(if right_way { Verdict::Partly } else { Verdict::NotMet })
            }
            None => {
                let from = self.from.ok_or(Basis::NoStartingPoint)?;
                let as_hoped = moved == Some(expected.movement_from(from));
                Ok(if as_hoped { Verdict::Met } else { Verdict::NotMet })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Expected;
    use proptest::prelude::*;

    fn n(value: f64) -> Number {
        Number::new(value).unwrap()
    }

    fn prediction(from: Option<f64>, expected: Option<Expected>) -> Prediction {
        let mut prediction = Prediction::new(Statement::new("It falls").unwrap());
        (prediction.from, prediction.expected) = (from.map(n), expected);
        prediction
    }

    fn verdict(prediction: &Prediction, seen: f64) -> Verdict {
        prediction.compare(Some(&Outcome::seen(NonZeroU16::MIN, n(seen)))).0
    }

    #[test]
    fn short_of_the_range_and_beyond_it_are_both_partly() {
        let range = Expected::between(n(5.0), n(8.0)).unwrap();
        let fall = prediction(Some(12.0), Some(range));
        let cases = [
            (8.0, Verdict::Met),
            (5.0, Verdict::Met),
            (9.0, Verdict::Partly),
            (2.0, Verdict::Partly),
            (12.0, Verdict::NotMet),
            (13.0, Verdict::NotMet),
        ];
        for (seen, expected) in cases {
            assert_eq!(verdict(&fall, seen), expected, "{seen}");
        }
        assert_eq!(verdict(&prediction(None, Some(range)), 9.0), Verdict::NotMet);
        let stays = prediction(Some(6.0), Some(range));
        assert_eq!(verdict(&stays, 9.0), Verdict::NotMet);
        assert_eq!(verdict(&stays, 4.0), Verdict::NotMet);
    }

    #[test]
    fn a_movement_needs_a_starting_point() {
        let fall = Expected::movement(Movement::Fall);
        assert_eq!(verdict(&prediction(Some(12.0), Some(fall)), 11.9), Verdict::Met);
        assert_eq!(verdict(&prediction(Some(12.0), Some(fall)), 12.0), Verdict::NotMet);
        assert_eq!(verdict(&prediction(Some(12.0), Some(fall)), 12.1), Verdict::NotMet);
        let outcome = Outcome::seen(NonZeroU16::MIN, n(11.0));
        assert_eq!(
            prediction(None, Some(fall)).compare(Some(&outcome)),
            (Verdict::NotAssessable, Basis::NoStartingPoint)
        );
    }

    #[test]
    fn the_team_judges_what_has_no_numbers_and_only_that() {
        let words = prediction(None, None);
        let judged = Outcome::judged(NonZeroU16::MIN, Verdict::Partly);
        assert_eq!(words.compare(Some(&judged)), (Verdict::Partly, Basis::Team));
        assert_eq!(words.compare(None), (Verdict::NotAssessable, Basis::NothingExpected));
        let mut outcome = Outcome::seen(NonZeroU16::MIN, n(9.0));
        outcome.judged = Some(Verdict::Met);
        let number = prediction(None, Some(Expected::at_most(n(8.0))));
        assert_eq!(number.compare(Some(&outcome)), (Verdict::NotMet, Basis::Numbers));
        assert_eq!(number.compare(None), (Verdict::NotAssessable, Basis::NothingSeen));
    }

    proptest! {
        /// What holds for a measure holds for its mirror image.
        #[test]
        fn comparing_does_not_prefer_a_direction(
            from in -1e6..1e6_f64, a in -1e6..1e6_f64, b in -1e6..1e6_f64, seen in -1e6..1e6_f64,
        ) {
            let (low, high) = (a.min(b), a.max(b));
            let straight = Expected::between(n(low), n(high)).unwrap();
            let mirror = Expected::between(n(-high), n(-low)).unwrap();
            prop_assert_eq!(
                verdict(&prediction(Some(from), Some(straight)), seen),
                verdict(&prediction(Some(-from), Some(mirror)), -seen)
            );
        }

        /// A wider range is met whenever a narrower one inside it is.
        #[test]
        fn a_wider_range_is_met_no_less(
            value in -1e3..1e3_f64, within in 0.0..1e3_f64, more in 0.0..1e3_f64, seen in -1e4..1e4_f64,
        ) {
            let of = |margin| prediction(None, Expected::about(n(value), n(margin)).ok());
            if verdict(&of(within), seen) == Verdict::Met {
                prop_assert_eq!(verdict(&of(within + more), seen), Verdict::Met);
            }
        }
    }
}
