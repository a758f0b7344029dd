//! Behaviours that somebody can see.

use crate::base::{Label, MeasureId, Statement};

/// A leadership behaviour, worded so that two observers would agree whether it happened.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Behaviour {
    /// The behaviour.
    pub label: Label,
    /// Which of the usual behaviours it is.
    pub kind: BehaviourKind,
    /// What an observer would see.
    pub sign: Option<Statement>,
    /// How it is observed.
    pub observed_by: Option<ObservedBy>,
    /// The measure that follows it over time.
    pub measure: Option<MeasureId>,
}

impl Behaviour {
    /// A behaviour of a kind.
    pub fn new(label: Label, kind: BehaviourKind) -> Self {
        Behaviour { label, kind, sign: None, observed_by: None, measure: None }
    }
}

/// Behaviours named in the guidance of NHS IMPACT and in the literature on leading improvement.
///
/// The four of compassionate leadership are attending, understanding, empathising and helping
/// (<https://people.nhs.uk/guides/compassionate-leadership-in-crisis/steps/what-it-means-to-lead-with-compassion/>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BehaviourKind {
    /// Goes to where the work happens, engages and coaches.
    GoAndSee,
    /// Joins huddles, and takes blockers away.
    Unblocking,
    /// Asks before telling, invites ideas, backs tests.
    Coaching,
    /// Uses the improvement method on the leader's own work.
    RoleModelling,
    /// Talks about behaviours in appraisal, next to results.
    Accountability,
    /// Keeps a written routine of the leader's own.
    StandardWork,
    /// Listens with full attention and notices strain.
    Attending,
    /// Builds a shared picture through dialogue.
    Understanding,
    /// Feels another's difficulty without being swamped by it.
    Empathising,
    /// Acts, wisely and practically, to relieve it.
    Helping,
}

/// How a behaviour is observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ObservedBy {
    /// Leaders say it of themselves.
    SelfReport,
    /// A log of occasions.
    Log,
    /// Someone present counts what happens.
    Observation,
    /// Staff are asked.
    Staff,
}
