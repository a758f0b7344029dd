//! How an issue reaches someone who can act on it, and how the answer comes back.

use crate::base::{Label, RoleId, RoutineId, Span, Statement};

/// A path for issues: from which routine to which, in what form, answered how fast.
///
/// An escalation rule has to say who receives it, in what form, and how fast they answer
/// (<https://www.improvementflow.com/reporting-programs/huddle-reporting>, a practitioner source).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Escalation {
    /// What rises this way.
    pub label: Label,
    /// Where it is raised.
    pub from: RoutineId,
    /// Where it goes.
    pub to: RoutineId,
    /// Who receives it there.
    pub received_by: Option<RoleId>,
    /// In what form.
    pub form: Option<Statement>,
    /// How soon an answer comes back down.
    pub answer_within: Option<Span>,
}

impl Escalation {
    /// A path from one routine to another.
    pub fn new(label: Label, from: RoutineId, to: RoutineId) -> Self {
        Escalation { label, from, to, received_by: None, form: None, answer_within: None }
    }
}
