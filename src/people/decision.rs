//! One thing that was decided.

use super::DecisionPoint;
use crate::base::{AnyId, Date, Label, Statement};

/// One thing that was decided. Who was in the room is told by each
/// [`Involvement`](super::Involvement) that names it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Decision {
    /// What the decision was about.
    pub label: Label,
    /// At which point of the programme it was taken.
    pub at: DecisionPoint,
    /// When.
    pub on: Option<Date>,
    /// What was decided.
    pub decided: Option<Statement>,
    /// What it gave shape to: drivers, changes, measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<AnyId>,
}

impl Decision {
    /// A decision of which only the words and the point are known.
    pub fn new(label: Label, at: DecisionPoint) -> Self {
        Decision { label, at, on: None, decided: None, about: Vec::new() }
    }
}
