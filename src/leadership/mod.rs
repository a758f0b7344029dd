//! How leaders act: what can be seen, what was promised, where they went.
//!
//! A value on a poster cannot be observed; a [`Behaviour`] can. A [`Commitment`] is a behaviour that
//! leaders have promised, with how often, and the record of whether they kept it. A [`Visit`] is one
//! time a leader went to see where the work is done, and what followed: without the follow-up a
//! count of visits is easy to game.
//!
//! Nothing here ranks people: commitments and visits belong to roles.
//!
//! ```
//! use improvement::base::Label;
//! use improvement::leadership::{Commitment, Kept};
//! let mut promise = Commitment::new(Label::new("Join the ward huddle and take away one blocker")?);
//! promise.record.push(Kept::new("2026-03-02".parse()?, true));
//! promise.record.push(Kept::new("2026-03-09".parse()?, false));
//! assert_eq!(promise.kept_share().map(|share| share.to_string()), Some("50%".into()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod behaviour;
mod commitment;
mod visit;

pub use behaviour::{Behaviour, BehaviourKind, ObservedBy};
pub use commitment::{Commitment, Kept};
pub use visit::{FollowUp, Visit};

use crate::base::{Table, kind};

/// How leaders act in a programme.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Leadership {
    /// Behaviours that the programme wants to see.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub behaviours: Table<kind::Behaviour, Behaviour>,
    /// What leaders have promised.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub commitments: Table<kind::Commitment, Commitment>,
    /// Visits to where the work is done.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub visits: Table<kind::Visit, Visit>,
}

impl Leadership {
    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.behaviours.is_empty() && self.commitments.is_empty() && self.visits.is_empty()
    }
}
