//! Coaching talks of leaders with teams.

use crate::base::{AnyId, Date, GroupId, RoleId, Statement};

/// One coaching talk of a leader with a team, about their work.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CoachingContact {
    /// The day.
    pub on: Date,
    /// Who coached.
    pub by: Option<RoleId>,
    /// With whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<GroupId>,
    /// What it was about: changes, tests, measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<AnyId>,
    /// What the team will try next, in their words.
    pub next_step: Option<Statement>,
}

impl CoachingContact {
    /// A coaching talk on a day.
    pub fn new(on: Date) -> Self {
        CoachingContact { on, by: None, with: Vec::new(), about: Vec::new(), next_step: None }
    }
}
