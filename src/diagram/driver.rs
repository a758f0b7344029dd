//! Drivers, and the level at which a team draws them.

use std::fmt;

use crate::base::{
    Component, Gate, Label, MeasureId, Retirement, RoleId, Source, Statement, Tag, is_default,
};

/// A factor that leads to an aim: something that needs to be different if the aim is to be reached.
///
/// Best worded as a condition (`wards predict violence and act early`), not as a task and not as a
/// target.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Driver {
    /// The short words in its box.
    pub label: Label,
    /// In which column the team draws it; left out, it is placed by its longest route to an aim.
    pub level: Option<Level>,
    /// What exactly is meant.
    pub statement: Option<Statement>,
    /// The measures that show whether it moves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<MeasureId>,
    /// Who answers for it.
    pub owner: Option<RoleId>,
    /// How many of its causes must move before it does.
    #[serde(default, skip_serializing_if = "is_default")]
    pub gate: Gate,
    /// The part of NHS IMPACT that it belongs to.
    pub component: Option<Component>,
    /// Sites, wards, teams.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// That it no longer belongs to the theory, and why.
    pub retired: Option<Retirement>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Driver {
    /// A driver of which only the words are known.
    pub fn new(label: Label) -> Self {
        Driver {
            label,
            level: None,
            statement: None,
            measures: Vec::new(),
            owner: None,
            gate: Gate::Any,
            component: None,
            tags: Vec::new(),
            retired: None,
            sources: Vec::new(),
            note: None,
        }
    }

    /// A driver at a level.
    pub fn at(level: Level, label: Label) -> Self {
        Driver { level: Some(level), ..Driver::new(label) }
    }
}

/// The column in which a team draws a driver. Data, not a type: teams move drivers between levels
/// as they learn, and a driver keeps its id when they do.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Acts directly on the aim.
    Primary,
    /// A component of, or influence on, a primary driver.
    Secondary,
    /// A further split of a secondary driver, where the system needs it.
    Tertiary,
}

impl Level {
    /// Columns between this level and the aim's own: 1, 2 or 3.
    pub const fn depth(self) -> usize {
        match self {
            Level::Primary => 1,
            Level::Secondary => 2,
            Level::Tertiary => 3,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Level::Primary => "primary",
            Level::Secondary => "secondary",
            Level::Tertiary => "tertiary",
        })
    }
}
