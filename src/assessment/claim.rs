//! What somebody says of a condition, to be held against what is recorded.

use crate::base::{Condition, Date, RoleId, Statement};

/// Somebody's word that a condition is there, or that it is not.
///
/// A claim is not evidence: it is held against what the programme records.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ConditionClaim {
    /// Which condition.
    pub condition: Condition,
    /// Whether it is said to be there.
    pub there: bool,
    /// The day on which it was said.
    pub on: Date,
    /// The role that said it.
    pub by: Option<RoleId>,
    /// The grounds that were given.
    pub because: Option<Statement>,
}

impl ConditionClaim {
    /// That a condition is there, or not, said on a day.
    pub fn new(condition: Condition, there: bool, on: Date) -> Self {
        ConditionClaim { condition, there, on, by: None, because: None }
    }
}
