//! Routines: what happens again and again, and what it looks at.

use std::fmt;

use crate::base::{Cadence, Date, GroupId, Label, MeasureId, RoleId, Statement};

/// Something that happens again and again, and keeps the work alive.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Routine {
    /// What it is called.
    pub label: Label,
    /// What sort of routine it is.
    pub kind: RoutineKind,
    /// How high it stands, 1 being the front line.
    pub tier: Option<Tier>,
    /// How often it happens.
    pub cadence: Option<Cadence>,
    /// How long it takes, in minutes.
    pub minutes: Option<u16>,
    /// Who takes part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupId>,
    /// Who answers for it.
    pub owner: Option<RoleId>,
    /// The measures that it looks at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looks_at: Vec<MeasureId>,
    /// Which part of the quality management system it belongs to.
    pub function: Option<QualityFunction>,
    /// When its content was last renewed. Content older than about 90 days is an early sign that a
    /// routine is dying.
    pub refreshed: Option<Date>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Routine {
    /// A routine of a kind.
    pub fn new(label: Label, kind: RoutineKind) -> Self {
        Routine {
            label,
            kind,
            tier: None,
            cadence: None,
            minutes: None,
            groups: Vec::new(),
            owner: None,
            looks_at: Vec::new(),
            function: None,
            refreshed: None,
            note: None,
        }
    }
}

/// What sort of routine something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RoutineKind {
    /// A short meeting, standing, about now.
    Huddle,
    /// A board that shows measures, ideas and open actions.
    Board,
    /// A meeting of the people who use and give the service.
    CommunityMeeting,
    /// A meeting that reviews progress.
    Review,
    /// A leader's round.
    LeaderRound,
    /// A written way to do the work.
    StandardWork,
    /// A way to raise ideas and get an answer.
    IdeaSystem,
    /// A check that needs are met: audit, inspection.
    Audit,
}

/// The four parts of a quality management system, as NHS England describes it
/// (<https://england.nhs.uk/nhsimpact/assessment-and-improvement/quality-management-systems>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum QualityFunction {
    /// Know the population; shape the service.
    Planning,
    /// Watch over time; correct; hold the gains.
    Control,
    /// Check from time to time that needs are met.
    Assurance,
    /// Choose what matters; test, implement, scale.
    Improvement,
}

/// The tier of a huddle or board: 1 is the front line, 6 the whole enterprise. Systems in use have
/// three to six.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "i64", into = "i64")]
pub struct Tier(u8);

/// Why a number is not a [`Tier`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a tier must lie from 1 to 6, found {found}")]
pub struct TierError {
    /// The number as given.
    pub found: i64,
}

impl Tier {
    /// The tier with this number.
    ///
    /// # Errors
    ///
    /// A number below 1 or above 6.
    pub fn new(found: i64) -> Result<Self, TierError> {
        u8::try_from(found)
            .ok()
            .filter(|tier| (1..=6).contains(tier))
            .map(Tier)
            .ok_or(TierError { found })
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<i64> for Tier {
    type Error = TierError;
    fn try_from(found: i64) -> Result<Self, TierError> {
        Tier::new(found)
    }
}

impl From<Tier> for i64 {
    fn from(tier: Tier) -> i64 {
        tier.0.into()
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tier {}", self.0)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Tier {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Tier".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": 6 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_run_from_one_to_six() {
        assert_eq!(Tier::new(1).unwrap().to_string(), "tier 1");
        assert!(Tier::new(6).is_ok());
        for found in [0, 7, -1, 257] {
            assert_eq!(Tier::new(found), Err(TierError { found }));
        }
    }
}
