//! With what skill and time: training, coaching, protected hours, and whether they suffice.
//!
//! *Capability* is the confidence, knowledge and skill to lead change; *capacity* is the right number
//! of people, engaged and able to act. Counting who was trained answers neither, so a [`Training`]
//! keeps trained, active and available people apart, and [`Capability::balance`] sets the hours that
//! were really given against the hours that the changes ask for.
//!
//! | Question | Answered by |
//! |---|---|
//! | who was to reach which level, and who has? | [`Capability::dosing`] |
//! | do new starters meet it? | [`Capability::induction_by`] |
//! | which week is the first that does not fit, and why? | [`Capacity`] |
//! | what would be paused in it? | [`Programme::fit`](crate::programme::Programme::fit) |
//!
//! Numbers of trained people say who went to a course, and are not confidential. How many *use* the
//! skill says something of each of them where a group is small, so a shared report hides it there
//! ([`people::SmallNumbers`](crate::people::SmallNumbers)).
//!
//! ```
//! use improvement::base::{Hours, WeekHours};
//! use improvement::capability::{Capability, ProtectedTime};
//! let mut capability = Capability::default();
//! capability.protected_time.push(ProtectedTime::new("ward-nurse".parse()?, WeekHours::new(4.0)?));
//! let needed = [("ward-nurse".parse()?, Hours::new(6.0)?)];
//! let balance = capability.balance(needed.iter().map(|(role, hours)| (role, *hours)), None);
//! assert_eq!(balance[0].short().map(Hours::get), Some(2.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod capacity;
mod check;
mod coaching;
mod coverage;
mod demand;
mod dosing;
mod induction;
mod means;
mod skill;
#[cfg(test)]
mod tests;
mod time;

pub use capacity::{Capacity, CauseWeeks, Claim, RoleWeeks, Shortage};
pub use coaching::Coaching;
pub use coverage::{Counted, DoseReading, Missing, Pace};
pub use demand::{Demand, Supply};
pub use dosing::{Dose, SkillCount, Trained};
pub use induction::{Induction, InductionCoverage};
pub use means::{Answer, Granted, Means, MeansKind};
pub use skill::{SkillLevel, Training};
pub use time::{Balance, ProtectedTime};

use crate::base::{Table, kind};

/// The skill and the time of a programme.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Capability {
    /// Courses and programmes.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub training: Table<kind::Training, Training>,
    /// Who is meant to reach which level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dosing: Vec<Dose>,
    /// Who reached which level, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trained: Vec<Trained>,
    /// How many trained people were at work with their skill, and free for more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<SkillCount>,
    /// New starters, and those who met improvement in their induction.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub induction: Vec<Induction>,
    /// Coaching that teams can draw on.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub coaching: Table<kind::Coaching, Coaching>,
    /// Hours set aside for the work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub protected_time: Vec<ProtectedTime>,
    /// Money and backfill that the work needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub means: Vec<Means>,
}

impl Capability {
    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.training.is_empty()
            && self.dosing.is_empty()
            && self.trained.is_empty()
            && self.counts.is_empty()
            && self.induction.is_empty()
            && self.coaching.is_empty()
            && self.protected_time.is_empty()
            && self.means.is_empty()
    }
}
