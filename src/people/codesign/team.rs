//! Who holds a project together: facilitator and steering group.

use std::fmt;

use crate::base::{Date, GroupId, Reason, RoleId, Share};

/// Whoever holds the project together: sets the timeline, interviews and observes, keeps staff
/// involved.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Facilitator {
    /// Their part in the programme.
    pub role: Option<RoleId>,
    /// The share of full time that is protected for the project.
    pub time: Option<Share>,
    /// Whether they work with the observed staff day by day, which makes it hard to be objective.
    pub daily_colleague: Option<bool>,
    /// Why it is so, where it departs from the method.
    pub because: Option<Reason>,
}

/// The group that owns the organisation of the project.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Steering {
    /// From which groups its members come. That patients are among them is good practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupId>,
    /// When it met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub met: Vec<SteeringMeeting>,
}

/// One meeting of the steering group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SteeringMeeting {
    /// At which of the four points.
    pub at: SteeringPoint,
    /// When.
    pub on: Date,
}

/// One of the four points at which the steering group meets (King's Fund, *Experience-based co-design
/// toolkit*, 2013).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SteeringPoint {
    /// Before the project.
    BeforeProject,
    /// Before the feedback events.
    BeforeEvents,
    /// After the first meeting of a co-design group.
    AfterFirstGroup,
    /// After the celebration.
    AfterCelebration,
}

impl SteeringPoint {
    /// All four, in order.
    pub const ALL: [SteeringPoint; 4] = [
        SteeringPoint::BeforeProject,
        SteeringPoint::BeforeEvents,
        SteeringPoint::AfterFirstGroup,
        SteeringPoint::AfterCelebration,
    ];
}

impl fmt::Display for SteeringPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SteeringPoint::BeforeProject => "before the project",
            SteeringPoint::BeforeEvents => "before the feedback events",
            SteeringPoint::AfterFirstGroup => "after the first co-design group",
            SteeringPoint::AfterCelebration => "after the celebration",
        })
    }
}
