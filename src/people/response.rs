//! What a programme did when people fared worse.

use std::fmt;

use crate::base::{ChangeId, Date, MeasureId, RoleId, Statement};

/// What was done about a measure of how people fare, and when.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Response {
    /// The measure that it answers.
    pub to: MeasureId,
    /// The day on which it was done or begun.
    pub on: Date,
    /// What was done.
    pub what: Statement,
    /// Whether it changes the work, or helps people to bear it.
    pub addresses: Addresses,
    /// Who answers for it.
    pub by: Option<RoleId>,
    /// The change that came of it.
    pub change: Option<ChangeId>,
}

impl Response {
    /// Something done on a day about a measure.
    pub fn new(to: MeasureId, on: Date, what: Statement, addresses: Addresses) -> Self {
        Response { to, on, what, addresses, by: None, change: None }
    }
}

/// What a response goes to. Support has its place, and leaves what wears people down where it is: joy in
/// work starts from the impediments in the work itself (Institute for Healthcare Improvement, 2017, as
/// told at <https://www.improvewell.com/blog/ihi-framework-for-improving-joy-in-work/>).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Addresses {
    /// The work: load, staffing, hours, obstacles.
    TheWork,
    /// The people who bear it: support, reflection, rest.
    ThePeople,
}

impl fmt::Display for Addresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Addresses::TheWork => "the work itself",
            Addresses::ThePeople => "support for those who bear it",
        })
    }
}
