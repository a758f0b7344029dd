//! Through which routines the work lives on: huddles, boards, reviews, and how issues rise.
//!
//! A [`Routine`] names its tier, how often it happens, and which measures it looks at: a measure that
//! no routine looks at will be forgotten. An [`Escalation`] says who receives an issue, in what form,
//! and how fast they answer; a path without an answer time is where trust is lost.
//!
//! ```
//! use improvement::base::Label;
//! use improvement::systems::{Routine, RoutineKind, Systems};
//! let mut huddle = Routine::new(Label::new("Safety huddle")?, RoutineKind::Huddle);
//! huddle.cadence = Some("3 daily".parse()?);
//! huddle.looks_at = vec!["violence-rate".parse()?];
//! let mut systems = Systems::default();
//! systems.routines.insert("safety-huddle".parse()?, huddle)?;
//! let watched = systems.routines_looking_at("violence-rate").count();
//! assert_eq!(watched, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod escalation;
mod routine;

pub use escalation::Escalation;
pub use routine::{QualityFunction, Routine, RoutineKind, Tier, TierError};

use crate::base::{Label, RoutineId, Table, kind};

/// The routines of a programme and of the organisation round it.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Systems {
    /// The one improvement method that the organisation has chosen.
    pub method: Option<Label>,
    /// Routines.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub routines: Table<kind::Routine, Routine>,
    /// Paths by which issues rise, and answers return.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub escalations: Table<kind::Escalation, Escalation>,
}

impl Systems {
    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.method.is_none() && self.routines.is_empty() && self.escalations.is_empty()
    }

    /// The routines that look at a measure, in order.
    pub fn routines_looking_at(
        &self,
        measure: &str,
    ) -> impl Iterator<Item = (&RoutineId, &Routine)> {
        self.routines
            .iter()
            .filter(move |(_, routine)| routine.looks_at.iter().any(|id| id.as_str() == measure))
    }
}
