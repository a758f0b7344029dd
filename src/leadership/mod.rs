//! How leaders act: what can be seen, what was promised, where they went.
//!
//! A value on a poster cannot be observed; a [`Behaviour`] can. A [`Commitment`] is a behaviour that
//! leaders have promised, with how often, and the record of whether they kept it: what was kept and
//! what was missed follows from the dates, as of a day. A [`Visit`] is one time a leader went to see
//! where the work is done, with what was asked there and what followed: without the follow-up a count
//! of visits is easy to game. A [`CoachingContact`] is one coaching talk with a team, a [`Tenure`] a
//! stretch in which somebody held the role of sponsor.
//!
//! These are words about behaviour. Nothing here ranks or scores people: commitments, visits and
//! tenures belong to roles.
//!
//! ```
//! use improvement::base::Label;
//! use improvement::leadership::{Commitment, Kept};
//! let mut promise = Commitment::new(Label::new("Join the ward huddle and take away one blocker")?);
//! promise.cadence = Some("weekly".parse()?);
//! promise.record.push(Kept::new("2026-03-02".parse()?, true));
//! promise.record.push(Kept::new("2026-03-09".parse()?, false));
//! assert_eq!(promise.kept_share().map(|share| share.to_string()), Some("50%".into()));
//! let adherence = promise.adherence("2026-03-23".parse()?).unwrap();
//! assert_eq!((adherence.kept, adherence.missed), (1, 2), "nobody wrote down the third week");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod behaviour;
mod coaching;
mod commitment;
mod compassion;
mod sponsor;
mod visit;

pub use behaviour::{Behaviour, BehaviourKind, Observation, ObservedBy, Seen};
pub use coaching::CoachingContact;
pub use commitment::{Commitment, Kept};
pub use compassion::Compassion;
pub use sponsor::{Continuity, Tenure};
pub use visit::{FollowUp, Visit};

use crate::base::{Date, Table, kind};

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
    /// Coaching talks with teams.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coaching: Vec<CoachingContact>,
    /// Who held the role of sponsor, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sponsors: Vec<Tenure>,
}

impl Leadership {
    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        *self == Leadership::default()
    }

    /// The last coaching talk with a group at or before a day.
    pub fn last_coaching(&self, group: &str, as_of: Date) -> Option<Date> {
        let talks = self.coaching.iter().filter(|talk| talk.on <= as_of);
        let with = talks.filter(|talk| talk.with.iter().any(|with| with.as_str() == group));
        with.map(|talk| talk.on).max()
    }

    /// Whether there was a sponsor throughout; see [`Continuity::of`].
    pub fn sponsorship(&self, from: Date, as_of: Date) -> Option<Continuity> {
        Continuity::of(&self.sponsors, from, as_of)
    }

    /// What is on record of each of the four behaviours of compassionate leadership in a stretch of
    /// days, in [their order](BehaviourKind::COMPASSIONATE).
    pub fn compassion(&self, from: Date, to: Date) -> [Compassion; 4] {
        BehaviourKind::COMPASSIONATE.map(|kind| Compassion::of(kind, &self.behaviours, from, to))
    }
}
