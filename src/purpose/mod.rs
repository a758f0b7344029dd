//! Why the work is done, and what it is after.
//!
//! A programme begins with a [`Purpose`]: one statement that people can join, and the *because* that
//! makes them want to. Under it stand the [`Aim`]s: what will move, from where to where, by when,
//! for whom and where; each time one is restated it keeps what it said before, and why
//! ([`Restatement`]). [`Objective`]s tie aims to the organisation's own direction, with what was said
//! about them down and up, and [`Stakeholder`]s say whom the work touches and how power is raised.
//! [`Equity`] asks who is left out.
//!
//! Who *made* the purpose is recorded in [`people`](crate::people), with all other involvement, so
//! that it can be compared with who decided the *how*.
//!
//! An aim may lack its number, its date or its people: a draft does. It is then incomplete, and the
//! review says so.
//!
//! ```
//! use improvement::base::{Number, Statement};
//! use improvement::purpose::Aim;
//! let mut aim = Aim::new(Statement::new("40% less physical violence on six wards by the end of 2015")?);
//! aim.from = Some(Number::new(12.1)?);
//! aim.relative = Some(Number::new(-0.4)?);
//! assert!((aim.target().unwrap().get() - 7.26).abs() < 1e-9);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod aim;
mod deployment;
mod equity;
mod objective;
mod question;
mod restatement;
mod stakeholder;

pub use aim::{Aim, AimStatus, Dimension};
pub use deployment::{Crowd, VitalFew};
pub use equity::{ClinicalArea, Equity, Gap, GapError};
pub use objective::{Catchball, Objective, ObjectiveLevel, Throw, Way};
pub use question::AimQuestion;
pub use restatement::{Drift, Restatement, Shift, Terms};
pub use stakeholder::{Degree, PowerStep, Stakeholder, StakeholderKind, Stance};

use crate::base::{Date, Label, Reason, Statement, Table, kind};

/// The shared purpose of a programme, with its reason and its place in the wider direction.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Purpose {
    /// What all are here for, in words that staff and patients would use.
    pub statement: Statement,
    /// Why it matters: the reason to join from commitment rather than from compliance.
    pub because: Option<Reason>,
    /// The wider ambition that the aims serve, without date or number (a *global aim*).
    pub ambition: Option<Statement>,
    /// The values that the work rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Label>,
    /// The day on which it was agreed.
    pub agreed: Option<Date>,
    /// The organisation's objectives that aims may serve.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub objectives: Table<kind::Objective, Objective>,
    /// Who is touched by the work, or can touch it.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub stakeholders: Table<kind::Stakeholder, Stakeholder>,
}

impl Purpose {
    /// A purpose of which only the statement is known.
    pub fn new(statement: Statement) -> Self {
        Purpose {
            statement,
            because: None,
            ambition: None,
            values: Vec::new(),
            agreed: None,
            objectives: Table::new(),
            stakeholders: Table::new(),
        }
    }

    /// The kinds of party, of [the nine](StakeholderKind), that nobody is named for: where to look for
    /// those who were forgotten.
    pub fn kinds_unnamed(&self) -> impl Iterator<Item = StakeholderKind> + '_ {
        StakeholderKind::ALL.into_iter().filter(|kind| {
            !self.stakeholders.rows().any(|stakeholder| stakeholder.kinds.contains(kind))
        })
    }
}
