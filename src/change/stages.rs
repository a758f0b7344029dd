//! What each stage of a cycle records: plan, do, study, decide.

use std::fmt;
use std::num::NonZeroU32;

use super::{Outcome, Prediction};
use crate::base::{
    Date, Hours, MeasureId, Number, Period, Reason, Statement, Table, is_default, kind,
};

/// The plan: what the team wants to know, what it expects, and how it will find out.
///
/// Open while it is drafted; locked once the cycle has started.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Plan {
    /// What the cycle is for.
    pub objective: Option<Statement>,
    /// What the team wants to know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Statement>,
    /// What the team expects to see; numbered from 1 in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predictions: Vec<Prediction>,
    /// How many people or events the test is meant to touch.
    pub scale: Option<NonZeroU32>,
    /// When it is meant to take place.
    pub when: Option<Period>,
    /// The hours that it takes of each role, in all: planning, doing, collecting, studying.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub hours: Table<kind::Role, Hours>,
    /// Who does what, when and where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Statement>,
    /// The measures that are collected for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<MeasureId>,
    /// What the team does if the test fails. Where failing would cost much, a test needs one.
    pub contingency: Option<Statement>,
    /// What is put in place so that the change holds, when it is implemented.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supports: Vec<Support>,
}

impl Plan {
    /// A plan of which nothing is known yet.
    pub fn new() -> Self {
        Plan::default()
    }

    /// Whether it says what the cycle is for or what it asks.
    pub fn says_something(&self) -> bool {
        self.objective.is_some() || !self.questions.is_empty()
    }

    /// The measures that it collects or predicts, each once, in the order in which they are named.
    pub fn all_measures(&self) -> Vec<&MeasureId> {
        let predicted = self.predictions.iter().filter_map(|p| p.measure.as_ref());
        let mut all: Vec<&MeasureId> = Vec::new();
        for measure in self.measures.iter().chain(predicted) {
            if !all.contains(&measure) {
                all.push(measure);
            }
        }
        all
    }
}

/// What makes a change hold once it is implemented: the supports that implementing asks for and
/// testing does not (Langley and colleagues, *The Improvement Guide*, on implementing a change).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// People are trained in it.
    Training,
    /// It is part of somebody's job.
    JobRoles,
    /// It is written down: policy, procedure, standard work.
    Documents,
    /// What it needs is there: equipment, forms, stock.
    Supplies,
    /// What people must know to do it reaches them.
    Information,
}

impl fmt::Display for Support {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Support::Training => "training",
            Support::JobRoles => "job roles",
            Support::Documents => "documents",
            Support::Supplies => "supplies",
            Support::Information => "information",
        })
    }
}

/// What was done, and what was noticed on the way.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Do {
    /// From its first day to its last; without a last day it is still going on.
    pub when: Option<Period>,
    /// How many people or events it touched.
    pub scale: Option<NonZeroU32>,
    /// Whether it was carried out as planned.
    #[serde(default, skip_serializing_if = "is_default")]
    pub delivery: Delivery,
    /// What was noticed: problems, surprises, what people said, unattributed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<Statement>,
    /// Numbers collected for this cycle alone; what is followed for longer is a measure's series.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Reading>,
}

impl Do {
    /// A test that started on a day and is going on.
    pub fn from(start: Date) -> Self {
        Do { when: Period::new(Some(start), None).ok(), ..Do::default() }
    }

    /// A test that took place in a period.
    pub fn during(when: Period) -> Self {
        Do { when: Some(when), ..Do::default() }
    }

    /// The first day, if it is recorded.
    pub fn start(&self) -> Option<Date> {
        self.when.and_then(Period::from)
    }

    /// The last day, if it is recorded.
    pub fn end(&self) -> Option<Date> {
        self.when.and_then(Period::to)
    }
}

/// Whether a test was carried out as planned. What was not carried out says nothing about the idea.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// As planned.
    #[default]
    AsPlanned,
    /// In part, or otherwise than planned.
    Partly,
    /// It did not happen.
    NotCarriedOut,
}

/// One number, collected during a test.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Reading {
    /// Of which measure.
    pub measure: MeasureId,
    /// On which day.
    pub on: Date,
    /// What it showed.
    pub value: Number,
}

impl Reading {
    /// A number of a measure on a day.
    pub fn new(measure: MeasureId, on: Date, value: Number) -> Self {
        Reading { measure, on, value }
    }
}

/// What was learned, beside what was predicted.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Study {
    /// The day on which it was written. A study from before the end of the test was written in
    /// advance; it is kept, and the review says so.
    pub on: Option<Date>,
    /// What was seen of each prediction.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
    /// What was learned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub learning: Vec<Statement>,
}

impl Study {
    /// A study of which nothing is known yet.
    pub fn new() -> Self {
        Study::default()
    }

    /// A study of a day.
    pub fn on(day: Date) -> Self {
        Study { on: Some(day), ..Study::default() }
    }
}

/// What is done about it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Decision {
    /// Adopt, adapt, abandon or expand.
    pub act: Act,
    /// Why.
    pub because: Option<Reason>,
    /// The day on which it was decided.
    pub on: Option<Date>,
    /// What the next cycle is to be. A cycle that follows names this one as its
    /// [`previous`](super::Cycle::previous).
    pub next: Option<Statement>,
}

impl Decision {
    /// A decision of which only the word is known.
    pub fn new(act: Act) -> Self {
        Decision { act, because: None, on: None, next: None }
    }
}

/// The four decisions that end a cycle.
///
/// *Adopt, adapt, abandon* are the words in common use; *expand* is kept apart from *adapt*, as in
/// the framework of Taylor and colleagues (*BMJ Quality & Safety* 2014;23:290, table 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Make it the way things are done, or spread it.
    Adopt,
    /// Change it, and test again.
    Adapt,
    /// Stop, and say why.
    Abandon,
    /// The same change, larger or under other conditions.
    Expand,
}

impl Act {
    /// All four.
    pub const ALL: [Act; 4] = [Act::Adopt, Act::Adapt, Act::Abandon, Act::Expand];

    /// Whether another cycle is to follow: adapt and expand.
    pub const fn goes_on(self) -> bool {
        matches!(self, Act::Adapt | Act::Expand)
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Act::Adopt => "adopt",
            Act::Adapt => "adapt",
            Act::Abandon => "abandon",
            Act::Expand => "expand",
        })
    }
}
