//! Coaching that teams can draw on.

use crate::base::{ChangeId, Hours, Label, RoleId, Statement, WeekHours};

/// A source of coaching: who coaches, for how many hours, and what they support.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Coaching {
    /// What it is called.
    pub label: Label,
    /// The role that coaches.
    pub by: Option<RoleId>,
    /// How many coaches work in it now.
    pub active_coaches: Option<u32>,
    /// Protected hours that each of them has for coaching, a week. They count beside the protected time
    /// of the role that coaches: an hour is recorded in one of the two places.
    pub hours_a_week: Option<WeekHours>,
    /// Coaching hours that each change it supports asks for, a week, while it runs.
    pub hours_a_change: Option<Hours>,
    /// The changes that it supports.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supports: Vec<ChangeId>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Coaching {
    /// Coaching of which only the name is known.
    pub fn new(label: Label) -> Self {
        Coaching {
            label,
            by: None,
            active_coaches: None,
            hours_a_week: None,
            hours_a_change: None,
            supports: Vec::new(),
            note: None,
        }
    }

    /// Coaching hours offered a week: active coaches times their protected hours.
    pub fn hours_offered(&self) -> Option<Hours> {
        Hours::new(f64::from(self.active_coaches?) * self.hours_a_week?.get()).ok()
    }
}
