//! With what skill and time: training, coaching, protected hours, and whether they suffice.
//!
//! *Capability* is the confidence, knowledge and skill to lead change; *capacity* is the right number
//! of people, engaged and able to act. Counting who was trained answers neither, so a [`Training`]
//! keeps trained, active and available people apart, and [`Capability::balance`] sets the hours that
//! were really given against the hours that the changes ask for.
//!
//! ```
//! use improvement::base::{Hours, Label};
//! use improvement::capability::{Capability, ProtectedTime};
//! let mut capability = Capability::default();
//! capability.protected_time.push(ProtectedTime::new("ward-nurse".parse()?, Hours::new(4.0)?));
//! let needed = [("ward-nurse".parse()?, Hours::new(6.0)?)];
//! let balance = capability.balance(needed.iter().map(|(role, hours)| (role, *hours)), None);
//! assert_eq!(balance[0].short().map(Hours::get), Some(2.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod coaching;
mod skill;
mod time;

pub use coaching::Coaching;
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
    /// Coaching that teams can draw on.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub coaching: Table<kind::Coaching, Coaching>,
    /// Hours set aside for the work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub protected_time: Vec<ProtectedTime>,
}

impl Capability {
    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.training.is_empty() && self.coaching.is_empty() && self.protected_time.is_empty()
    }
}
