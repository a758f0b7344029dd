//! What sort of change something is, and how far it has come.

use std::fmt;

/// What sort of change something is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Meant to become the way things are done.
    #[default]
    Intervention,
    /// Supports an intervention, is directly in the team's control, and is not meant to last.
    ImplementationActivity,
    /// A general notion, not yet specific enough to do.
    Concept,
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ChangeKind::Intervention => "intervention",
            ChangeKind::ImplementationActivity => "implementation activity",
            ChangeKind::Concept => "change concept",
        })
    }
}

/// How far a change has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ChangeStatus {
    /// Nobody has tried it yet.
    NotStarted,
    /// It is being designed.
    Designing,
    /// It is being tested.
    Testing,
    /// It was tested, and is being changed for another test.
    Adapting,
    /// It is becoming the way the unit works.
    Adopted,
    /// Other places take it up.
    Spread,
    /// It was tried and given up; it stays visible, because it is a result.
    Abandoned,
}

impl ChangeStatus {
    /// Every status, in the order in which a change meets them.
    pub const ALL: [ChangeStatus; 7] = [
        ChangeStatus::NotStarted,
        ChangeStatus::Designing,
        ChangeStatus::Testing,
        ChangeStatus::Adapting,
        ChangeStatus::Adopted,
        ChangeStatus::Spread,
        ChangeStatus::Abandoned,
    ];

    /// Whether somebody is at work on it: from designing to spreading.
    pub const fn is_live(self) -> bool {
        !matches!(self, ChangeStatus::NotStarted | ChangeStatus::Abandoned)
    }

    /// Whether its form is still being decided: it is designed, tested or adapted.
    pub const fn is_in_design_or_test(self) -> bool {
        matches!(self, ChangeStatus::Designing | ChangeStatus::Testing | ChangeStatus::Adapting)
    }
}

impl fmt::Display for ChangeStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ChangeStatus::NotStarted => "not started",
            ChangeStatus::Designing => "designing",
            ChangeStatus::Testing => "testing",
            ChangeStatus::Adapting => "adapting",
            ChangeStatus::Adopted => "adopted",
            ChangeStatus::Spread => "spread",
            ChangeStatus::Abandoned => "abandoned",
        })
    }
}
