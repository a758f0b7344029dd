//! Is a gain being paid for by those who work?

use std::fmt;

use super::{Faring, MeasureMovement, State, TheoryReading};
use crate::programme::Pair;

/// An outcome and a measure of how people fare, read together as of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct BurdenReading<'r> {
    /// Which two, and whether somebody paired them.
    pub pair: Pair,
    /// The chart of the outcome.
    pub outcome: &'r MeasureMovement,
    /// The chart of how people fare, and what was done about it.
    pub people: Faring<'r>,
    /// What the two say.
    pub verdict: BurdenVerdict,
}

/// What an outcome and a measure of how people fare say together.
///
/// | outcome | people | verdict |
/// |---|---|---|
/// | better | worse | [`Shifted`](BurdenVerdict::Shifted) |
/// | better | better | [`SharedGain`](BurdenVerdict::SharedGain) |
/// | better | same | [`Unburdened`](BurdenVerdict::Unburdened) |
/// | same, worse | worse | [`BurdenWithoutGain`](BurdenVerdict::BurdenWithoutGain) |
/// | same, worse | better, same | [`NoGain`](BurdenVerdict::NoGain) |
/// | one of the two cannot be read | | [`CannotSee`](BurdenVerdict::CannotSee) |
///
/// The table is a choice of this crate. Trade-offs are one of the four kinds of consequence of
/// improvement, and high workload is among those most worth measuring (Toma and colleagues 2018,
/// <https://qualitysafety.bmj.com/content/27/7/547>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BurdenVerdict {
    /// A gain, and those who work fare worse: the burden may have been shifted to them.
    Shifted,
    /// Those who work fare worse, and nothing was gained.
    BurdenWithoutGain,
    /// One of the two is not measured, or has too few points.
    CannotSee,
    /// No gain yet, and nobody fares worse.
    NoGain,
    /// A gain, and those who work fare as before.
    Unburdened,
    /// Both are better.
    SharedGain,
}

impl BurdenVerdict {
    /// All six, from the one to look at first.
    pub const ALL: [BurdenVerdict; 6] = [
        BurdenVerdict::Shifted,
        BurdenVerdict::BurdenWithoutGain,
        BurdenVerdict::CannotSee,
        BurdenVerdict::NoGain,
        BurdenVerdict::Unburdened,
        BurdenVerdict::SharedGain,
    ];

    /// Reads the table.
    pub const fn of(outcome: State, people: State) -> Self {
        use State::{Absent, Better, Few, Same, Worse};
        match (outcome, people) {
            (Absent | Few, _) | (_, Absent | Few) => BurdenVerdict::CannotSee,
            (Better, Worse) => BurdenVerdict::Shifted,
            (Better, Better) => BurdenVerdict::SharedGain,
            (Better, Same) => BurdenVerdict::Unburdened,
            (Same | Worse, Worse) => BurdenVerdict::BurdenWithoutGain,
            (Same | Worse, Better | Same) => BurdenVerdict::NoGain,
        }
    }

    /// What it means, in a sentence.
    pub const fn in_words(self) -> &'static str {
        match self {
            BurdenVerdict::Shifted => {
                "the outcome is better and those who work fare worse: ask whether they pay for it"
            }
            BurdenVerdict::BurdenWithoutGain => {
                "those who work fare worse, and the outcome is no better: ask what wears them down"
            }
            BurdenVerdict::CannotSee => "one of the two cannot be read yet: a price may be hidden",
            BurdenVerdict::NoGain => "no gain yet, and nobody fares worse",
            BurdenVerdict::Unburdened => "the outcome is better, and those who work fare as before",
            BurdenVerdict::SharedGain => "the outcome is better, and so is how those who work fare",
        }
    }
}

impl fmt::Display for BurdenVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.in_words())
    }
}

impl BurdenReading<'_> {
    /// One sentence, with the two measures and since when each moved. It sets two charts side by side
    /// and says nothing of what brought either about.
    pub fn in_words(&self) -> String {
        let since = |day: Option<crate::base::Date>| {
            day.map(|day| format!(" since {day}")).unwrap_or_default()
        };
        format!(
            "`{}` {}{}, `{}` {}{}: {}",
            self.pair.outcome,
            self.outcome.state,
            since(self.outcome.onset),
            self.pair.balancing,
            self.people.state(),
            since(self.people.since()),
            self.verdict
        )
    }
}

impl TheoryReading<'_> {
    /// Every [pair](crate::programme::Programme::pairs) of an outcome and a measure that balances it,
    /// read together; what to look at first comes first.
    pub fn burden(&self) -> Vec<BurdenReading<'_>> {
        let read = |pair: Pair| {
            let outcome = self.measure(pair.outcome.as_str())?;
            let people = self.faring_by(pair.balancing.as_str())?;
            let verdict = BurdenVerdict::of(outcome.state, people.state());
            Some(BurdenReading { pair, outcome, people, verdict })
        };
        let mut all: Vec<BurdenReading<'_>> =
            self.programme.pairs().into_iter().filter_map(read).collect();
        all.sort_by_key(|reading| reading.verdict);
        all
    }
}
