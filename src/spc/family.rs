//! A family of measures read as one: outcome, process and balancing together.
//!
//! One measure that moved proves little. Outcome measures move late and can be confounded, process
//! measures show whether the work changed, balancing measures show harm elsewhere; only together
//! do they say what a team has learned. Nothing here proves cause.

use std::fmt;

use super::icons::Variation;
use super::reading::{Reading, VariationIcon};

/// How a measure, or a group of measures of one kind, has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Movement {
    /// A special cause in the good direction.
    Better,
    /// No special cause: steady.
    Unchanged,
    /// A special cause against the good direction.
    Worse,
    /// It cannot be told: no data, too few points, or no good direction.
    Unknown,
}

impl Movement {
    /// The movement that a reading shows.
    ///
    /// A special cause of a measure without a good direction is news, but neither better nor
    /// worse: [`Movement::Unknown`].
    pub const fn of(reading: &Reading) -> Self {
        match reading.variation {
            VariationIcon::Shows(Variation::CommonCause) => Movement::Unchanged,
            VariationIcon::Shows(variation) if variation.is_improvement() => Movement::Better,
            VariationIcon::Shows(variation) if variation.is_concern() => Movement::Worse,
            _ => Movement::Unknown,
        }
    }

    /// The movement of several measures of one kind: worse if any is worse, else unknown if any is
    /// unknown, else better if any is better. For balancing measures, where one harm is enough to
    /// look at, and a cautious choice for others. Unknown if there are none.
    pub fn of_all(movements: impl IntoIterator<Item = Movement>) -> Self {
        movements
            .into_iter()
            .fold(None, |all, next| match (all, next) {
                (Some(Movement::Worse), _) | (_, Movement::Worse) => Some(Movement::Worse),
                (Some(Movement::Unknown), _) | (_, Movement::Unknown) => Some(Movement::Unknown),
                (Some(Movement::Better), _) | (_, Movement::Better) => Some(Movement::Better),
                _ => Some(Movement::Unchanged),
            })
            .unwrap_or(Movement::Unknown)
    }
}

impl fmt::Display for Movement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Movement::Better => "better",
            Movement::Unchanged => "unchanged",
            Movement::Worse => "worse",
            Movement::Unknown => "unknown",
        })
    }
}

/// What a family of measures says about the theory behind a programme.
///
/// | outcome | process | balancing | verdict |
/// |---|---|---|---|
/// | better | better | not worse | [`Consistent`](FamilyVerdict::Consistent) |
/// | better | better | worse | [`AtAPrice`](FamilyVerdict::AtAPrice) |
/// | better | unchanged | any | [`SomethingElse`](FamilyVerdict::SomethingElse) |
/// | unchanged | better | any | [`WaitThenDoubt`](FamilyVerdict::WaitThenDoubt) |
/// | unchanged | unchanged | any | [`NotImplemented`](FamilyVerdict::NotImplemented) |
/// | worse | better | any | [`WrongInSign`](FamilyVerdict::WrongInSign) |
/// | anything else | | | [`NoReading`](FamilyVerdict::NoReading) |
///
/// The table is practice, not a published standard; the three kinds of measure are those of the
/// Model for Improvement. If the outcome and process are better and the balancing measures are
/// unknown, there is no reading: a price may be hidden there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FamilyVerdict {
    /// What happened is consistent with the theory.
    Consistent,
    /// An improvement with a price: decide whether it is worth it.
    AtAPrice,
    /// The outcome moved without the process: something else moved it.
    SomethingElse,
    /// The process moved and the outcome has not: wait for the delay, then doubt the theory or the
    /// dose.
    WaitThenDoubt,
    /// Neither moved: not implemented, or not reliably.
    NotImplemented,
    /// The process is better and the outcome worse: the theory is wrong in sign, or the problem
    /// was displaced.
    WrongInSign,
    /// The table has no reading for these movements.
    NoReading {
        /// The outcome measures.
        outcome: Movement,
        /// The process measures.
        process: Movement,
        /// The balancing measures.
        balancing: Movement,
    },
}

impl FamilyVerdict {
    /// Reads the movements of a family.
    ///
    /// ```
    /// use improvement::spc::{FamilyVerdict, Movement::*};
    /// assert_eq!(FamilyVerdict::of(Better, Better, Worse), FamilyVerdict::AtAPrice);
    /// assert_eq!(FamilyVerdict::of(Unchanged, Unchanged, Worse), FamilyVerdict::NotImplemented);
    /// ```
    pub const fn of(outcome: Movement, process: Movement, balancing: Movement) -> Self {
        use Movement::{Better, Unchanged, Unknown, Worse};
        match (outcome, process, balancing) {
            (Better, Better, Better | Unchanged) => FamilyVerdict::Consistent,
            (Better, Better, Worse) => FamilyVerdict::AtAPrice,
            (Better, Unchanged, _) => FamilyVerdict::SomethingElse,
            (Unchanged, Better, _) => FamilyVerdict::WaitThenDoubt,
            (Unchanged, Unchanged, _) => FamilyVerdict::NotImplemented,
            (Worse, Better, _) => FamilyVerdict::WrongInSign,
            (Unknown | Worse, _, _) | (_, Unknown | Worse, _) | (_, _, Unknown) => {
                FamilyVerdict::NoReading { outcome, process, balancing }
            }
        }
    }
}

impl fmt::Display for FamilyVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FamilyVerdict::Consistent => "consistent with the theory",
            FamilyVerdict::AtAPrice => "an improvement with a price: decide whether it is worth it",
            FamilyVerdict::SomethingElse => "something else moved the outcome",
            FamilyVerdict::WaitThenDoubt => "wait for the delay; then doubt the theory or the dose",
            FamilyVerdict::NotImplemented => "not implemented, or not reliably",
            FamilyVerdict::WrongInSign => {
                "the theory is wrong in sign, or the problem was displaced"
            }
            FamilyVerdict::NoReading { outcome, process, balancing } => {
                return write!(
                    f,
                    "no reading for outcome {outcome}, process {process}, balancing {balancing}"
                );
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_harm_is_enough_and_one_unknown_is_not_steady() {
        use Movement::{Better, Unchanged, Unknown, Worse};
        assert_eq!(Movement::of_all([Better, Worse, Unknown]), Worse);
        assert_eq!(Movement::of_all([Better, Unknown]), Unknown);
        assert_eq!(Movement::of_all([Unchanged, Better]), Better);
        assert_eq!(Movement::of_all([Unchanged]), Unchanged);
        assert_eq!(Movement::of_all([]), Unknown);
    }

    #[test]
    fn every_combination_has_one_verdict() {
        use Movement::{Better, Unchanged, Unknown, Worse};
        let all = [Better, Unchanged, Worse, Unknown];
        let mut read = 0;
        for outcome in all {
            for process in all {
                for balancing in all {
                    let verdict = FamilyVerdict::of(outcome, process, balancing);
                    read += usize::from(!matches!(verdict, FamilyVerdict::NoReading { .. }));
                }
            }
        }
        assert_eq!(read, 3 + 4 * 4);
    }
}
