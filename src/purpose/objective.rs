//! The organisation's direction, from true north down to this year's priorities.

use crate::base::{Label, ObjectiveId, Period, RoleId, Statement};

/// An objective of the organisation, which aims may serve (strategy deployment, *hoshin kanri*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Objective {
    /// Its name.
    pub label: Label,
    /// How far ahead it looks.
    pub level: ObjectiveLevel,
    /// The objectives above that it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serves: Vec<ObjectiveId>,
    /// When it holds.
    pub period: Option<Period>,
    /// Who answers for it.
    pub owner: Option<RoleId>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Objective {
    /// An objective at a level.
    pub fn new(label: Label, level: ObjectiveLevel) -> Self {
        Objective { label, level, serves: Vec::new(), period: None, owner: None, note: None }
    }
}

/// How far ahead an objective looks; the terms of strategy deployment.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ObjectiveLevel {
    /// The lasting direction.
    TrueNorth,
    /// One of a vital few, three to five years ahead (in some descriptions one year).
    Breakthrough,
    /// What must be reached this year.
    Annual,
    /// Work that serves an annual objective.
    Priority,
}
