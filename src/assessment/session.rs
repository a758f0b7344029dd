//! One time at which people assessed themselves.

use super::{Answer, Scope};
use crate::base::{
    ChangeId, CycleId, Date, ElementId, GroupId, Label, MeasureId, RoleId, Statement, Table, Tag,
    TemplateId, kind,
};

/// A session of self-assessment: every rater's answers to one version of one template.
///
/// It is called a session, since a Round is something else: see
/// [`people::rounds`](crate::people::rounds).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Session {
    /// The template: one of the programme's own, or a published one.
    pub template: TemplateId,
    /// The version of the template that was answered.
    pub version: Tag,
    /// The day.
    pub on: Date,
    /// What was assessed.
    pub scope: Scope,
    /// Which team, practice or organisation, where that is not the programme's own.
    pub unit: Option<Label>,
    /// What it was done for.
    pub purpose: Option<Statement>,
    /// The role that led the talk.
    pub facilitated_by: Option<RoleId>,
    /// Who answered, and what.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub raters: Table<kind::Rater, Rater>,
    /// What they agreed on after talking, beside what each had said.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub agreed: Table<kind::Element, Answer>,
    /// Elements that are one and the same here, as in a small practice: each is answered as the other.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub merged: Table<kind::Element, ElementId>,
    /// What is to be done about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plan: Vec<Step>,
    /// What was said about the differences, and anything else worth knowing.
    pub note: Option<Statement>,
}

impl Session {
    /// A session in which nobody has answered yet.
    pub fn new(template: TemplateId, version: Tag, on: Date, scope: Scope) -> Self {
        Session {
            template,
            version,
            on,
            scope,
            unit: None,
            purpose: None,
            facilitated_by: None,
            raters: Table::new(),
            agreed: Table::new(),
            merged: Table::new(),
            plan: Vec::new(),
            note: None,
        }
    }
}

/// Somebody who answered: a role, a group, or a number. Never a name; there is no field for one.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Rater {
    /// The role that answered.
    pub role: Option<RoleId>,
    /// The group that answered, or from which the rater comes.
    pub group: Option<GroupId>,
    /// How many gave these answers together; one if it is left out. What is said together counts once.
    pub people: Option<u32>,
    /// One answer for each element; an element may be left out.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub answers: Table<kind::Element, Answer>,
}

impl Rater {
    /// Somebody of whom nothing is known.
    pub fn new() -> Self {
        Self::default()
    }
}

/// One step of a short plan.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Step {
    /// What is to be done.
    pub what: Label,
    /// The elements that it is meant to move.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<ElementId>,
    /// Who sees to it.
    pub owner: Option<RoleId>,
    /// What is tried first, in words.
    pub first_test: Option<Statement>,
    /// The change that it became.
    pub change: Option<ChangeId>,
    /// The test of change that comes first.
    pub cycle: Option<CycleId>,
    /// By when.
    pub by: Option<Date>,
    /// How it will be known.
    pub measure: Option<MeasureId>,
}

impl Step {
    /// A step of which only the words are known.
    pub fn new(what: Label) -> Self {
        Step {
            what,
            elements: Vec::new(),
            owner: None,
            first_test: None,
            change: None,
            cycle: None,
            by: None,
            measure: None,
        }
    }

    /// What it does not say yet, of owner, first test, date and measure.
    pub fn open(&self) -> Vec<&'static str> {
        let parts = [
            ("an owner", self.owner.is_some()),
            ("a first test", self.first_test.is_some() || self.cycle.is_some()),
            ("a date", self.by.is_some()),
            ("a measure", self.measure.is_some()),
        ];
        parts.iter().filter(|(_, said)| !said).map(|(part, _)| *part).collect()
    }
}
