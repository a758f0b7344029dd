//! Who is in the room, at which decision, and with how much power.
//!
//! People appear as [`Group`]s and [`Role`]s. There is no field for a personal name anywhere in the
//! crate: confidentiality is a matter of construction. [`Involvement`] is recorded apart for each
//! [`DecisionPoint`], because partners are often asked about the *what* and seldom about the *how*;
//! its [`InvolvementLevel`] is a step on a named ladder, never a bare number.
//!
//! ```
//! use improvement::base::Label;
//! use improvement::people::{Constituency, DecisionPoint, Group, Involvement, People};
//! let mut people = People::default();
//! people.groups.insert("service-users".parse()?, Group::new(Label::new("Service users")?, Constituency::Patients))?;
//! people.involvement.push(Involvement::new("service-users".parse()?, DecisionPoint::Solution, "co-design".parse()?));
//! assert!(people.involvement[0].level.shares_power());
//! assert!(people.shares_lived_experience(DecisionPoint::Solution));
//! assert!(!people.shares_lived_experience(DecisionPoint::Purpose));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod check;
pub mod codesign;
mod decision;
mod group;
pub mod instruments;
mod involvement;
mod joining;
mod ladder;
mod ledger;
mod recognition;
mod response;
mod role;
pub mod rounds;
mod small_numbers;
#[cfg(test)]
mod tests;

pub use decision::Decision;
pub use group::{Constituency, Group, Side};
pub use involvement::{DecisionPoint, Half, Involvement, Method};
pub use joining::Joining;
pub use ladder::{
    ArnsteinRung, CoproductionStep, Iap2Level, InvolvementLevel, LevelError, NhsEnglandRung,
};
pub use ledger::{Entry, Heard, Payments, Presence, WhatAndHow};
pub use recognition::{Offer, Recognition, RecognitionError, Told};
pub use response::{Addresses, Response};
pub use role::{Part, Role};
pub use small_numbers::{CountTable, Shown, ShownTable, SmallNumbers};

use crate::base::{Table, kind};
use codesign::Codesign;
use instruments::Instrument;
use rounds::{Licence, Round, TeamTime};

/// The people of a programme: groups, the parts they play, and where they were involved.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct People {
    /// Groups of staff, patients, carers and others.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub groups: Table<kind::Group, Group>,
    /// Parts that people play.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub roles: Table<kind::Role, Role>,
    /// Questionnaires of the programme's own, beside those that are [published](instruments::published).
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub instruments: Table<kind::Instrument, Instrument>,
    /// What was decided, one by one.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub decisions: Table<kind::Decision, Decision>,
    /// Projects of Experience-Based Co-Design.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub codesign: Table<kind::Codesign, Codesign>,
    /// Schwartz Rounds.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub rounds: Table<kind::Round, Round>,
    /// Sessions of Team Time.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub team_time: Table<kind::TeamTime, TeamTime>,
    /// What was done when people fared worse.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<Response>,
    /// How many chose to take part, and how many were told to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joining: Vec<Joining>,
    /// Licences to run Rounds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub licences: Vec<Licence>,
    /// Who was involved at which decision, and how far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub involvement: Vec<Involvement>,
}

impl People {
    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
            && self.roles.is_empty()
            && self.instruments.is_empty()
            && self.decisions.is_empty()
            && self.codesign.is_empty()
            && self.rounds.is_empty()
            && self.team_time.is_empty()
            && self.responses.is_empty()
            && self.joining.is_empty()
            && self.licences.is_empty()
            && self.involvement.is_empty()
    }

    /// An instrument by its id: the programme's own, else a published one.
    pub fn instrument(&self, id: &str) -> Option<Instrument> {
        let own = self.instruments.get(id).cloned();
        own.or_else(|| {
            instruments::published().find(|(known, _)| known.as_str() == id).map(|f| f.1)
        })
    }

    /// The constituency of a group; `None` if there is no such group.
    pub fn constituency(&self, group: &str) -> Option<Constituency> {
        self.groups.get(group).map(|group| group.constituency)
    }

    /// The involvement recorded at a decision point, in the order in which it was written.
    pub fn at(&self, point: DecisionPoint) -> impl Iterator<Item = &Involvement> {
        self.involvement.iter().filter(move |involvement| involvement.at == point)
    }

    /// Whether patients, carers or communities shared the power to decide at a point.
    pub fn shares_lived_experience(&self, point: DecisionPoint) -> bool {
        self.at(point).any(|involvement| {
            involvement.level.shares_power()
                && self
                    .constituency(involvement.group.as_str())
                    .is_some_and(Constituency::has_lived_experience)
        })
    }
}
