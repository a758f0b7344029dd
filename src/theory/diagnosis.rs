//! What two measures say about the claim between them: one total table.

use std::fmt;

/// How one end of a link moved, judged against the good direction of its own measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nothing is measured.
    Absent,
    /// Too few points to read.
    Few,
    /// A signal in the good direction.
    Better,
    /// No signal.
    Same,
    /// A signal against the good direction.
    Worse,
}

impl State {
    /// All five.
    pub const ALL: [State; 5] =
        [State::Absent, State::Few, State::Better, State::Same, State::Worse];

    /// Whether it moved, either way.
    pub const fn moved(self) -> bool {
        matches!(self, State::Better | State::Worse)
    }

    /// Whether it can be read at all.
    pub const fn is_seen(self) -> bool {
        !matches!(self, State::Absent | State::Few)
    }

    /// Better for worse, and worse for better.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            State::Better => State::Worse,
            State::Worse => State::Better,
            other => other,
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            State::Absent => "not measured",
            State::Few => "too few points",
            State::Better => "better",
            State::Same => "same",
            State::Worse => "worse",
        })
    }
}

/// Whether an effect is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// No delay is written down, or nothing says from when to count it.
    Unset,
    /// The last day of the delay window has not passed.
    Waiting,
    /// It has.
    Passed,
}

impl Due {
    /// All three.
    pub const ALL: [Due; 3] = [Due::Unset, Due::Waiting, Due::Passed];
}

/// When the effect moved, counted from the day its cause moved, where both moved the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Before its cause.
    Before,
    /// After it, and before the first day of the delay window.
    TooSoon,
    /// Within the window.
    InWindow,
    /// After the window.
    TooLate,
    /// After its cause or with it, and no delay is written down.
    AfterUnset,
}

/// What a link's two ends say about it.
///
/// The table is total; the first row that fits decides. An end that is not measured or has too few
/// points settles it. *Execution gap* is never evidence against a link: an idea that was not
/// delivered is not refuted (Weiss, "Nothing as practical as good theory", 1995, on implementation
/// and programme theory). The table and the weights of evidence are a choice of this crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Diagnosis {
    /// An end is not measured, or what it measures changed on the way.
    CannotSee,
    /// An end has too few points.
    TooFewPoints,
    /// Both better, in the order and time predicted.
    Fits,
    /// Both better in order, and no delay was written down.
    FitsButUnpredicted,
    /// Both better, the effect later than predicted.
    FitsButLate,
    /// Both better, the effect too soon for this link.
    FitsButTooSoon,
    /// The effect improved before its cause, or without it.
    SomethingElse,
    /// The cause improved, and the effect is not due yet.
    Wait,
    /// The cause improved, the delay has passed, and the effect did not move.
    TheoryGap,
    /// The cause improved, the effect did not move, and no delay was written down.
    NoLagSet,
    /// The cause improved, the delay has passed, and the effect worsened.
    TheoryGapWrongWay,
    /// The cause improved, and the effect is worsening before it is due.
    Warning,
    /// The cause has not moved, and has not had time yet.
    WaitUpstream,
    /// The cause has not moved though it was due, so the idea is untested.
    ExecutionGap,
    /// The cause has not moved, and no date was set to expect it.
    ExecutionGapUndated,
    /// The effect worsened before its cause, or without it.
    SomethingElseWorse,
    /// Both worsened in order: the link may be real.
    FitsDownhill,
    /// The cause worsened, the delay has passed, and the effect did not follow.
    TheoryGapDownhill,
    /// The cause worsened, and the effect is not due yet or has no date.
    WarningUpstream,
    /// The cause worsened and the effect improved.
    Contradiction,
}

/// What sort of thing stands between a claim and its evidence, from the worst: a route is as good as
/// its worst link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// What was seen speaks against the theory: rethink it.
    Theory,
    /// Something moved in a way that this link does not explain: find out.
    Unexplained,
    /// It cannot be seen: measure it.
    Unseen,
    /// The first step has not happened: deliver it.
    Delivery,
    /// Its time has not come, or no time was set: wait, or set one.
    Waiting,
    /// What was seen agrees with the theory.
    Fits,
}

impl Standing {
    /// All six, from the worst.
    pub const ALL: [Standing; 6] = [
        Standing::Theory,
        Standing::Unexplained,
        Standing::Unseen,
        Standing::Delivery,
        Standing::Waiting,
        Standing::Fits,
    ];
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Standing::Theory => "does not fit the theory",
            Standing::Unexplained => "moved in a way not explained",
            Standing::Unseen => "not seen",
            Standing::Delivery => "first step not delivered",
            Standing::Waiting => "waiting",
            Standing::Fits => "fits",
        })
    }
}

impl Diagnosis {
    /// All twenty.
    pub const ALL: [Diagnosis; 20] = [
        Diagnosis::CannotSee,
        Diagnosis::TooFewPoints,
        Diagnosis::Fits,
        Diagnosis::FitsButUnpredicted,
        Diagnosis::FitsButLate,
        Diagnosis::FitsButTooSoon,
        Diagnosis::SomethingElse,
        Diagnosis::Wait,
        Diagnosis::TheoryGap,
        Diagnosis::NoLagSet,
        Diagnosis::TheoryGapWrongWay,
        Diagnosis::Warning,
        Diagnosis::WaitUpstream,
        Diagnosis::ExecutionGap,
        Diagnosis::ExecutionGapUndated,
        Diagnosis::SomethingElseWorse,
        Diagnosis::FitsDownhill,
        Diagnosis::TheoryGapDownhill,
        Diagnosis::WarningUpstream,
        Diagnosis::Contradiction,
    ];

    /// Reads the table. Where both ends moved the same way and their order is not known, the link
    /// cannot be seen.
    pub const fn of(up: State, down: State, due: Due, order: Option<Order>) -> Self {
        use State::{Absent, Better, Few, Same, Worse};
        match (up, down, due) {
            (Absent, ..) | (_, Absent, _) => Diagnosis::CannotSee,
            (Few, ..) | (_, Few, _) => Diagnosis::TooFewPoints,
            (Better, Better, _) => match order {
                Some(Order::InWindow) => Diagnosis::Fits,
                Some(Order::AfterUnset) => Diagnosis::FitsButUnpredicted,
                Some(Order::TooLate) => Diagnosis::FitsButLate,
                Some(Order::TooSoon) => Diagnosis::FitsButTooSoon,
                Some(Order::Before) => Diagnosis::SomethingElse,
                None => Diagnosis::CannotSee,
            },
            (Better, Same, Due::Waiting) => Diagnosis::Wait,
            (Better, Same, Due::Passed) => Diagnosis::TheoryGap,
            (Better, Same, Due::Unset) => Diagnosis::NoLagSet,
            (Better, Worse, Due::Passed) => Diagnosis::TheoryGapWrongWay,
            (Better, Worse, _) => Diagnosis::Warning,
            (Same, Same, Due::Waiting) => Diagnosis::WaitUpstream,
            (Same, Same, Due::Passed) => Diagnosis::ExecutionGap,
            (Same, Same, Due::Unset) => Diagnosis::ExecutionGapUndated,
            (Same, Better, _) => Diagnosis::SomethingElse,
            (Same, Worse, _) => Diagnosis::SomethingElseWorse,
            (Worse, Worse, _) => match order {
                Some(Order::Before) => Diagnosis::SomethingElseWorse,
                Some(_) => Diagnosis::FitsDownhill,
                None => Diagnosis::CannotSee,
            },
            (Worse, Same, Due::Passed) => Diagnosis::TheoryGapDownhill,
            (Worse, Same, _) => Diagnosis::WarningUpstream,
            (Worse, Better, _) => Diagnosis::Contradiction,
        }
    }

    /// How much it speaks for the link and against it, from 0 to 1 each, before rivals are counted.
    pub const fn evidence(self) -> (f64, f64) {
        match self {
            Diagnosis::Fits => (1.0, 0.0),
            Diagnosis::FitsButUnpredicted | Diagnosis::FitsButLate => (0.25, 0.0),
            Diagnosis::FitsDownhill => (0.5, 0.0),
            Diagnosis::TheoryGap | Diagnosis::TheoryGapWrongWay => (0.0, 1.0),
            Diagnosis::TheoryGapDownhill | Diagnosis::Contradiction => (0.0, 0.5),
            _ => (0.0, 0.0),
        }
    }

    /// What sort of thing it is.
    pub const fn standing(self) -> Standing {
        match self {
            Diagnosis::CannotSee | Diagnosis::TooFewPoints => Standing::Unseen,
            Diagnosis::Fits | Diagnosis::FitsButUnpredicted | Diagnosis::FitsButLate => {
                Standing::Fits
            }
            Diagnosis::TheoryGap
            | Diagnosis::TheoryGapWrongWay
            | Diagnosis::TheoryGapDownhill
            | Diagnosis::Contradiction => Standing::Theory,
            Diagnosis::FitsButTooSoon
            | Diagnosis::SomethingElse
            | Diagnosis::SomethingElseWorse
            | Diagnosis::Warning => Standing::Unexplained,
            Diagnosis::Wait | Diagnosis::WaitUpstream | Diagnosis::NoLagSet => Standing::Waiting,
            Diagnosis::ExecutionGap
            | Diagnosis::ExecutionGapUndated
            | Diagnosis::FitsDownhill
            | Diagnosis::WarningUpstream => Standing::Delivery,
        }
    }

    /// The word by which it is known, such as `theory-gap`.
    pub const fn word(self) -> &'static str {
        match self {
            Diagnosis::CannotSee => "cannot-see",
            Diagnosis::TooFewPoints => "too-few-points",
            Diagnosis::Fits => "fits",
            Diagnosis::FitsButUnpredicted => "fits-but-unpredicted",
            Diagnosis::FitsButLate => "fits-but-late",
            Diagnosis::FitsButTooSoon => "fits-but-too-soon",
            Diagnosis::SomethingElse => "something-else",
            Diagnosis::Wait => "wait",
            Diagnosis::TheoryGap => "theory-gap",
            Diagnosis::NoLagSet => "no-lag-set",
            Diagnosis::TheoryGapWrongWay => "theory-gap-wrong-way",
            Diagnosis::Warning => "warning",
            Diagnosis::WaitUpstream => "wait-upstream",
            Diagnosis::ExecutionGap => "execution-gap",
            Diagnosis::ExecutionGapUndated => "execution-gap-undated",
            Diagnosis::SomethingElseWorse => "something-else-worse",
            Diagnosis::FitsDownhill => "fits-downhill",
            Diagnosis::TheoryGapDownhill => "theory-gap-downhill",
            Diagnosis::WarningUpstream => "warning-upstream",
            Diagnosis::Contradiction => "contradiction",
        }
    }

    /// What it means, in a sentence that can be said on a ward.
    pub const fn in_words(self) -> &'static str {
        match self {
            Diagnosis::CannotSee => "We can't see this link. What would we count?",
            Diagnosis::TooFewPoints => "Too early to read the charts.",
            Diagnosis::Fits => "Moved in the order and time we predicted.",
            Diagnosis::FitsButUnpredicted => {
                "Moved in order, but we had written down no delay beforehand."
            }
            Diagnosis::FitsButLate => "Later than predicted: is the delay wrong, or the link?",
            Diagnosis::FitsButTooSoon => "It moved too soon for this link to explain it.",
            Diagnosis::SomethingElse => {
                "Good news that this route does not explain. Find out what else is going on."
            }
            Diagnosis::Wait => "On track; its time has not come yet.",
            Diagnosis::TheoryGap => {
                "The first step moved, its time has passed, and the next did not follow."
            }
            Diagnosis::NoLagSet => "The first step moved. Decide now how long to give the next.",
            Diagnosis::TheoryGapWrongWay => {
                "The first step improved and the next worsened: check for harm."
            }
            Diagnosis::Warning => "Moving the wrong way: look now, don't wait.",
            Diagnosis::WaitUpstream => "The first step has not had time yet.",
            Diagnosis::ExecutionGap => {
                "The first step has not moved, so this idea is untested. What got in the way is worth asking."
            }
            Diagnosis::ExecutionGapUndated => {
                "The first step has not moved, and no date was set to expect it."
            }
            Diagnosis::SomethingElseWorse => "Worse, and not by this route.",
            Diagnosis::FitsDownhill => {
                "Fell together: the link may be real; repair the first step."
            }
            Diagnosis::TheoryGapDownhill => "The first step fell and nothing followed.",
            Diagnosis::WarningUpstream => "The first step is falling: act before the result does.",
            Diagnosis::Contradiction => "They moved apart.",
        }
    }

    /// What to do next, in a sentence.
    pub const fn next_step(self) -> &'static str {
        match self {
            Diagnosis::CannotSee => "Agree on one thing to count here, and start counting.",
            Diagnosis::TooFewPoints => "Keep counting.",
            Diagnosis::Fits => "See whether it happens again elsewhere.",
            Diagnosis::FitsButUnpredicted | Diagnosis::NoLagSet => {
                "Write down how long this should take."
            }
            Diagnosis::FitsButLate => "Look at the delay again, with those who do the work.",
            Diagnosis::FitsButTooSoon
            | Diagnosis::SomethingElse
            | Diagnosis::SomethingElseWorse => "Ask what else happened then, and write it down.",
            Diagnosis::Wait | Diagnosis::WaitUpstream => "Wait, and look again on the day set.",
            Diagnosis::TheoryGap | Diagnosis::TheoryGapDownhill | Diagnosis::Contradiction => {
                "Rethink this link: adapt the idea, or redraw the diagram."
            }
            Diagnosis::TheoryGapWrongWay | Diagnosis::Warning => {
                "Look for harm now, with those it touches."
            }
            Diagnosis::ExecutionGap => {
                "Ask what gets in the way of delivering it, and remove that."
            }
            Diagnosis::ExecutionGapUndated => "Start it, or set the day by which it should move.",
            Diagnosis::FitsDownhill | Diagnosis::WarningUpstream => "Repair the first step.",
        }
    }
}

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
