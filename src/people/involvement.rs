//! Who took part in which decision, and how far.

use std::fmt;

use super::{InvolvementLevel, Recognition, Told};
use crate::base::{DecisionId, GroupId, Label, Period, Statement};

/// That a group was involved at a decision point, and with how much power.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Involvement {
    /// The group.
    pub group: GroupId,
    /// At which point of the programme.
    pub at: DecisionPoint,
    /// Which decision of [`People::decisions`](super::People::decisions), where it was a particular
    /// one; it belongs to the same point.
    pub decision: Option<DecisionId>,
    /// How much power they had, honestly.
    pub level: InvolvementLevel,
    /// What the programme itself calls it in public, where that is another word.
    pub called: Option<Label>,
    /// How it was done.
    pub by: Option<Method>,
    /// How many people took part.
    pub people: Option<u32>,
    /// When.
    pub when: Option<Period>,
    /// What changed because they took part.
    pub difference_made: Option<Statement>,
    /// What they were offered for their time; not on record, if it is left out.
    pub recognition: Option<Recognition>,
    /// That they were told what came of it; not on record, if it is left out.
    pub told: Option<Told>,
}

impl Involvement {
    /// Involvement of a group in a decision, at a level.
    pub fn new(group: GroupId, at: DecisionPoint, level: InvolvementLevel) -> Self {
        Involvement {
            group,
            at,
            decision: None,
            level,
            called: None,
            by: None,
            people: None,
            when: None,
            difference_made: None,
            recognition: None,
            told: None,
        }
    }
}

/// A decision in the life of a programme at which somebody is, or is not, in the room.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DecisionPoint {
    /// What the work is for.
    Purpose,
    /// Which problem to work on.
    Problem,
    /// What to do about it: the *how*.
    Solution,
    /// Carrying it out.
    Delivery,
    /// Judging what came of it.
    Review,
}

/// The two halves of what is decided. People are often asked about the first, and seldom about the
/// second (Fitzsimons, *Making improvement more human*, Point of Care Foundation, 2023).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Half {
    /// Purpose and problem.
    What,
    /// Solution, delivery and review.
    How,
}

impl fmt::Display for Half {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Half::What => "the what",
            Half::How => "the how",
        })
    }
}

impl DecisionPoint {
    /// The word for it, such as `purpose`.
    pub const fn as_str(self) -> &'static str {
        match self {
            DecisionPoint::Purpose => "purpose",
            DecisionPoint::Problem => "problem",
            DecisionPoint::Solution => "solution",
            DecisionPoint::Delivery => "delivery",
            DecisionPoint::Review => "review",
        }
    }

    /// The half that it belongs to.
    pub const fn half(self) -> Half {
        match self {
            DecisionPoint::Purpose | DecisionPoint::Problem => Half::What,
            DecisionPoint::Solution | DecisionPoint::Delivery | DecisionPoint::Review => Half::How,
        }
    }

    /// All five, in the order in which a programme meets them.
    pub const ALL: [DecisionPoint; 5] = [
        DecisionPoint::Purpose,
        DecisionPoint::Problem,
        DecisionPoint::Solution,
        DecisionPoint::Delivery,
        DecisionPoint::Review,
    ];
}

impl fmt::Display for DecisionPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How people were involved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Method {
    /// Experience-Based Co-Design.
    Ebcd,
    /// Equal membership of the team that does the work.
    TeamMembership,
    /// Workshops in which the work is designed together.
    Workshop,
    /// A standing panel.
    Panel,
    /// A deliberative event or citizens' jury.
    Deliberation,
    /// Meetings of the ward, practice or neighbourhood community.
    CommunityMeeting,
    /// Interviews.
    Interview,
    /// A survey.
    Survey,
}
