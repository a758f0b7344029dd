//! Going to see.

use crate::base::{AnyId, Date, Label, RoleId, Statement, Tier};

/// One visit of a leader to where the work is done.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Visit {
    /// The day.
    pub on: Date,
    /// Where.
    pub place: Label,
    /// Who went.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<RoleId>,
    /// What it was for.
    pub purpose: Option<Statement>,
    /// The drivers, changes or measures that it was about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<AnyId>,
    /// What people there asked for, or asked to have taken out of their way, unattributed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<Statement>,
    /// What was heard, unattributed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<Statement>,
    /// What was promised there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follow_up: Vec<FollowUp>,
}

impl Visit {
    /// A visit to a place on a day.
    pub fn new(on: Date, place: Label) -> Self {
        Visit {
            on,
            place,
            by: Vec::new(),
            purpose: None,
            about: Vec::new(),
            asked: Vec::new(),
            heard: Vec::new(),
            follow_up: Vec::new(),
        }
    }

    /// What was promised and is still open on a day.
    pub fn open_on(&self, day: Date) -> impl Iterator<Item = &FollowUp> {
        self.follow_up.iter().filter(move |item| item.done.is_none_or(|done| done > day))
    }

    /// What was promised, is still open on a day, and was due before it.
    pub fn overdue_on(&self, day: Date) -> impl Iterator<Item = &FollowUp> {
        self.open_on(day).filter(move |item| item.due.is_some_and(|due| due < day))
    }
}

/// Something that a leader took away from a visit to do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FollowUp {
    /// What is to be done.
    pub what: Label,
    /// Who does it.
    pub owner: Option<RoleId>,
    /// The tier that can clear it, 1 being the front line.
    pub tier: Option<Tier>,
    /// By when.
    pub due: Option<Date>,
    /// When it was done and the people who asked were told.
    pub done: Option<Date>,
}

impl FollowUp {
    /// Something to do.
    pub fn new(what: Label) -> Self {
        FollowUp { what, owner: None, tier: None, due: None, done: None }
    }
}
