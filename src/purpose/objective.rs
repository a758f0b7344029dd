//! The organisation's direction, from true north down to this year's priorities.

use std::fmt;

use crate::base::{Date, Label, MeasureId, ObjectiveId, Period, Retirement, RoleId, Statement};

/// An objective of the organisation, which aims may serve (strategy deployment, *hoshin kanri*).
///
/// Layouts of the one-page matrix differ between authors; so roles and links are kept, and no places
/// on a page.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Objective {
    /// Its name.
    pub label: Label,
    /// How far ahead it looks.
    pub level: ObjectiveLevel,
    /// The theme that it belongs to, such as patients, staff or money.
    pub theme: Option<Label>,
    /// The objectives above that it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serves: Vec<ObjectiveId>,
    /// The measures of its success.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<MeasureId>,
    /// When it holds.
    pub period: Option<Period>,
    /// Who answers for it.
    pub owner: Option<RoleId>,
    /// What was said about it between levels, down and up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub catchball: Vec<Throw>,
    /// That it was given up, and why.
    pub retired: Option<Retirement>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Objective {
    /// An objective at a level.
    pub fn new(label: Label, level: ObjectiveLevel) -> Self {
        Objective {
            label,
            level,
            theme: None,
            serves: Vec::new(),
            measures: Vec::new(),
            period: None,
            owner: None,
            catchball: Vec::new(),
            retired: None,
            note: None,
        }
    }

    /// Whether it was not given up, and holds on a day; without a day, or a period, it holds.
    pub fn is_active(&self, as_of: Option<Date>) -> bool {
        let holds = as_of.is_none_or(|day| self.period.is_none_or(|period| period.contains(day)));
        self.retired.is_none() && holds
    }

    /// Which ways the ball went, up to a day; without a day, ever.
    pub fn catchball_by(&self, as_of: Option<Date>) -> Catchball {
        let went = |way: Way| {
            let by = |day: Date| as_of.is_none_or(|as_of| day <= as_of);
            self.catchball.iter().any(|throw| throw.way == way && by(throw.on))
        };
        match (went(Way::Down), went(Way::Up)) {
            (true, true) => Catchball::BothWays,
            (true, false) => Catchball::OnlyDown,
            (false, true) => Catchball::OnlyUp,
            (false, false) => Catchball::NotPlayed,
        }
    }
}

/// How far ahead an objective looks; the terms of strategy deployment.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ObjectiveLevel {
    /// The lasting direction.
    TrueNorth,
    /// One of a vital few, three to five years ahead (in some descriptions one year).
    Breakthrough,
    /// What must be reached this year.
    Annual,
    /// Work that serves an annual objective.
    Priority,
}

impl fmt::Display for ObjectiveLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ObjectiveLevel::TrueNorth => "true north",
            ObjectiveLevel::Breakthrough => "breakthrough objective",
            ObjectiveLevel::Annual => "annual objective",
            ObjectiveLevel::Priority => "priority",
        })
    }
}

/// One throw of catchball, the negotiation between levels: goals go down; what is feasible, and ideas,
/// come up (<http://www.webkkk.net/jaydotsee/hoshin-kanri-toolkit>, a secondary source).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Throw {
    /// The day.
    pub on: Date,
    /// Which way the ball went.
    pub way: Way,
    /// Who threw it.
    pub by: Option<RoleId>,
    /// What was said.
    pub said: Statement,
    /// What changed because of it.
    pub changed: Option<Statement>,
}

impl Throw {
    /// What was said on a day, down or up.
    pub fn new(on: Date, way: Way, said: Statement) -> Self {
        Throw { on, way, by: None, said, changed: None }
    }
}

/// Which way something is said between levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// From leaders to those who do the work.
    Down,
    /// From those who do the work to leaders.
    Up,
}

/// Which ways the ball went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Catchball {
    /// Neither.
    NotPlayed,
    /// Goals went down, and nothing came up.
    OnlyDown,
    /// Something came up, and nothing went down.
    OnlyUp,
    /// Both.
    BothWays,
}

impl fmt::Display for Catchball {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Catchball::NotPlayed => "nothing was said between levels",
            Catchball::OnlyDown => "it went down, and nothing came back up",
            Catchball::OnlyUp => "it came up, and nothing went back down",
            Catchball::BothWays => "it went down and came back up",
        })
    }
}
