//! What a team tries.
//!
//! A [`Change`] is a concrete thing to try, which would still read well with *to test* in front of
//! it. Interventions are meant to become routine; implementation activities only support them and
//! are not meant to last. The two are kept apart, as in the action effect method (Reed and
//! colleagues, *BMJ Quality & Safety* 2014;23:1040).
//!
//! A [`Cycle`] is one test: plan, do, study, and a decision, with [`Prediction`]s that are locked when
//! it starts and compared afterwards. Cycles of one change make a [`Ramp`].
//!
//! | Module | Question |
//! |---|---|
//! | [`fidelity`] | is it really PDSA, and how does that compare with others? |
//! | [`calibration`] | how often right, and how sure? |
//! | [`scale`] | how large should the next test be? |
//! | [`phase`] | is it ready to be implemented, spread, sustained? |
//! | [`progress`] | how far has the project come? |
//!
//! A change says who designed it and how many hours it asks of whom. It never says what it caused:
//! that it leads anywhere is a claim, and the claim is a link in the [`diagram`](crate::diagram).
//!
//! ```
//! use improvement::base::{Hours, Label};
//! use improvement::change::{Change, ChangeStatus};
//! let mut huddle = Change::new(Label::new("Safety huddle three times a day")?);
//! huddle.status = Some(ChangeStatus::Testing);
//! huddle.hours.insert("ward-nurse".parse()?, Hours::new(3.5)?)?;
//! huddle.designed_by = vec!["ward-staff".parse()?, "service-users".parse()?];
//! assert!(huddle.is_live());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod calibration;
mod comparison;
mod cycle;
pub mod fidelity;
pub mod phase;
mod prediction;
pub mod progress;
mod ramp;
pub mod scale;
mod stages;
mod status;
#[cfg(test)]
mod tests;

pub use comparison::{Basis, Comparison, Outcome, Verdict};
pub use cycle::{Cycle, CycleKind, Stage, StageError};
pub use prediction::{Expected, ExpectedError, Movement, Prediction, Timing};
pub use ramp::{Ramp, Ramps, Series, Step};
pub use stages::{Act, Decision, Delivery, Do, Plan, Reading, Study, Support};
pub use status::{ChangeKind, ChangeStatus};

use crate::base::{
    Component, Date, GroupId, Hours, Label, MeasureId, Number, Period, Reason, Retirement, RoleId,
    Share, Source, Statement, Table, Tag, is_default, kind,
};

/// When a change runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// No day is known on which it begins or ends.
    Always,
    /// In a period, which may be open at one end.
    During(Period),
}

impl Run {
    /// The period, if a day is known.
    pub const fn period(self) -> Option<Period> {
        match self {
            Run::Always => None,
            Run::During(period) => Some(period),
        }
    }

    /// Whether it runs on a day between two, both included.
    pub fn is_on_between(self, from: Date, to: Date) -> bool {
        self.period().is_none_or(|when| {
            when.from().is_none_or(|start| start <= to) && when.to().is_none_or(|end| from <= end)
        })
    }
}

/// Something to try.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Change {
    /// The short words in its box.
    pub label: Label,
    /// What exactly is done.
    pub statement: Option<Statement>,
    /// What sort of change it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: ChangeKind,
    /// How far it has come, where somebody has said so.
    pub status: Option<ChangeStatus>,
    /// The day on which it was first tried.
    pub started: Option<Date>,
    /// When it is meant to run: from when, as long as it has not been tried; and until when.
    pub planned: Option<Period>,
    /// The share of occasions on which it is really carried out, where that is known.
    pub delivery: Option<Share>,
    /// The hours it asks of each role, a week.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub hours: Table<kind::Role, Hours>,
    /// The minutes of each shift that it adds for a role; negative where it takes minutes away.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub minutes_a_shift: Table<kind::Role, Number>,
    /// What makes up for the minutes it adds: what was stopped, or who came to help.
    pub offset: Option<Reason>,
    /// The groups that had the idea.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposed_by: Vec<GroupId>,
    /// The groups that designed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub designed_by: Vec<GroupId>,
    /// Who answers for it.
    pub owner: Option<RoleId>,
    /// The measures that show whether it is done, and what it does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<MeasureId>,
    /// The part of NHS IMPACT that it serves.
    pub component: Option<Component>,
    /// Sites, wards, teams.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// That it was given up, and why. A tested idea is never deleted: it is a result.
    pub retired: Option<Retirement>,
    /// Where the idea comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Change {
    /// A change of which only the words are known: an intervention.
    pub fn new(label: Label) -> Self {
        Change {
            label,
            statement: None,
            kind: ChangeKind::default(),
            status: None,
            started: None,
            planned: None,
            delivery: None,
            hours: Table::new(),
            minutes_a_shift: Table::new(),
            offset: None,
            proposed_by: Vec::new(),
            designed_by: Vec::new(),
            owner: None,
            measures: Vec::new(),
            component: None,
            tags: Vec::new(),
            retired: None,
            sources: Vec::new(),
            note: None,
        }
    }

    /// Whether somebody is at work on it: being tested, adapted or implemented, and not retired.
    pub fn is_live(&self) -> bool {
        self.retired.is_none() && self.status.is_some_and(ChangeStatus::is_live)
    }

    /// Whether it still counts: neither retired nor abandoned.
    pub fn counts(&self) -> bool {
        self.retired.is_none() && self.status != Some(ChangeStatus::Abandoned)
    }

    /// When it runs and asks for hours, as far as that is known; `None` if it does not run, as an idea
    /// that nobody has tried or planned.
    ///
    /// It runs from the day on which it was first tried, or else from its planned first day, to its
    /// planned last day. What is [live](Self::is_live) and has neither runs already, and what has no
    /// last day runs on. What was retired ran to that day, if both that and its first day are known.
    pub fn run(&self) -> Option<Run> {
        let planned_from = self.planned.and_then(Period::from);
        let from = self.started.or(planned_from);
        if let Some(retired) = &self.retired {
            let (from, to) = (self.started?, retired.on?);
            return Period::new(Some(from), Some(to)).ok().map(Run::During);
        }
        let runs = self.started.is_some() || self.planned.is_some() || self.is_live();
        if !runs || !self.counts() {
            return None;
        }
        // A planned end before the first day is a plan that was overtaken.
        let to = self.planned.and_then(Period::to).filter(|to| from.is_none_or(|from| from <= *to));
        Some(Period::new(from, to).map_or(Run::Always, Run::During))
    }

    /// The hours it asks of all roles together, a week.
    pub fn hours_a_week(&self) -> f64 {
        self.hours.rows().map(|hours| hours.get()).sum()
    }
}
