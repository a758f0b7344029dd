//! What is to be reached: how much, by when, for whom and where.

use super::{Equity, Restatement, restatement};
use crate::base::{
    Date, Direction, Gate, GroupId, Label, MeasureId, Number, ObjectiveId, Period, Retirement,
    RoleId, Source, Statement, is_default,
};

/// One aim: what will move, from where to where, by when, for whom, and where.
///
/// The fields follow the published tests of an aim: what is improved, how much and by what date,
/// for or with whom, and where it happens (Institute for Healthcare Improvement, *Setting Aims*).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Aim {
    /// The aim in one sentence.
    pub statement: Statement,
    /// The measures that show whether it is met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<MeasureId>,
    /// Where the first measure stood at the start, in that measure's unit.
    pub from: Option<Number>,
    /// Where it is meant to stand, in the same unit.
    pub to: Option<Number>,
    /// The change meant, as a part of `from`: -0.4 is forty per cent lower. For aims that give a
    /// percentage where `to` gives a number.
    pub relative: Option<Number>,
    /// Which way is better; if it is left out, the direction of the first outcome measure counts.
    pub direction: Option<Direction>,
    /// The period in which the starting value was measured.
    pub baseline: Option<Period>,
    /// The day by which it is to be reached.
    pub by: Option<Date>,
    /// For whom: the people whose care or work is to get better.
    pub population: Option<Statement>,
    /// Where: the wards, practices or services.
    pub place: Option<Statement>,
    /// What is inside the boundary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub in_scope: Vec<Label>,
    /// What is outside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub out_of_scope: Vec<Label>,
    /// The groups that helped to set it; those who will benefit are to be among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub designed_with: Vec<GroupId>,
    /// The people and resources given to it.
    pub resources: Option<Statement>,
    /// Who answers for it.
    pub owner: Option<RoleId>,
    /// Who opens doors for it.
    pub sponsor: Option<RoleId>,
    /// How many of its causes must move before it does.
    #[serde(default, skip_serializing_if = "is_default")]
    pub gate: Gate,
    /// The objectives of the organisation that it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serves: Vec<ObjectiveId>,
    /// The sides of quality that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dimensions: Vec<Dimension>,
    /// Who could be left out, and which gaps are meant to narrow.
    pub equity: Option<Equity>,
    /// What it said before, each time that it was restated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restated: Vec<Restatement>,
    /// How it stands.
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: AimStatus,
    /// That it was given up, and why. An aim that changed beyond a restatement is a new aim beside the
    /// retired old one.
    pub retired: Option<Retirement>,
    /// Where the figures come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Aim {
    /// An aim of which only the sentence is known.
    pub fn new(statement: Statement) -> Self {
        Aim {
            statement,
            measures: Vec::new(),
            from: None,
            to: None,
            relative: None,
            direction: None,
            baseline: None,
            by: None,
            population: None,
            place: None,
            in_scope: Vec::new(),
            out_of_scope: Vec::new(),
            designed_with: Vec::new(),
            resources: None,
            owner: None,
            sponsor: None,
            gate: Gate::Any,
            serves: Vec::new(),
            dimensions: Vec::new(),
            equity: None,
            restated: Vec::new(),
            status: AimStatus::default(),
            retired: None,
            sources: Vec::new(),
            note: None,
        }
    }

    /// The value to be reached: `to`, or else `from` changed by `relative`.
    pub fn target(&self) -> Option<Number> {
        restatement::target(self.from, self.to, self.relative)
    }
}

/// How an aim stands, as its owners say.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AimStatus {
    /// Work goes on.
    #[default]
    Open,
    /// Reached.
    Met,
    /// The date has passed, and it was not reached.
    Missed,
}

/// A side of quality: the six of *Crossing the Quality Chasm* (Institute of Medicine, 2001).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// Nobody is harmed by care that is meant to help.
    Safe,
    /// Care is what evidence says helps.
    Effective,
    /// Care follows what matters to the person.
    PersonCentred,
    /// Nobody waits longer than is good for them.
    Timely,
    /// Nothing is wasted.
    Efficient,
    /// Nobody is left out.
    Equitable,
}

impl Dimension {
    /// All six.
    pub const ALL: [Dimension; 6] = [
        Dimension::Safe,
        Dimension::Effective,
        Dimension::PersonCentred,
        Dimension::Timely,
        Dimension::Efficient,
        Dimension::Equitable,
    ];
}

impl std::fmt::Display for Dimension {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Dimension::Safe => "safe",
            Dimension::Effective => "effective",
            Dimension::PersonCentred => "person-centred",
            Dimension::Timely => "timely",
            Dimension::Efficient => "efficient",
            Dimension::Equitable => "equitable",
        })
    }
}
