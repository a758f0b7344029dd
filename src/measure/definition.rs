//! The operational definition: enough for two people to collect the same number.

use std::fmt;
use std::num::NonZeroU32;

use crate::base::{Cadence, Date, Label, Number, Period, RoleId, Statement};

/// How a measure is calculated.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Definition {
    /// What kind of data it is; this decides the chart.
    pub kind: DataKind,
    /// What is counted or added up.
    pub numerator: Option<Statement>,
    /// What it is divided by: opportunities, bed days, patients.
    pub denominator: Option<Statement>,
    /// The multiplier of a rate: 1000 for "per 1,000 bed days".
    pub per: Option<NonZeroU32>,
    /// The unit, such as `minutes` or `days`.
    pub unit: Option<Label>,
    /// What is counted in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub includes: Vec<Statement>,
    /// What is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excludes: Vec<Statement>,
}

impl Definition {
    /// A definition of which only the kind of data is known.
    pub fn new(kind: DataKind) -> Self {
        Definition {
            kind,
            numerator: None,
            denominator: None,
            per: None,
            unit: None,
            includes: Vec::new(),
            excludes: Vec::new(),
        }
    }
}

/// The kind of data behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DataKind {
    /// Events counted, with an equal chance to occur in each period.
    Count,
    /// A part of a whole: so many of so many.
    Proportion,
    /// Events by an area of opportunity that varies: falls per bed day.
    Rate,
    /// Something measured: minutes, millilitres, a score.
    Continuous,
    /// The time between rare events.
    TimeBetween,
    /// The number of cases between rare events.
    CasesBetween,
}

impl DataKind {
    /// Whether the number means nothing without a denominator.
    pub const fn needs_denominator(self) -> bool {
        matches!(self, DataKind::Proportion | DataKind::Rate)
    }
}

impl fmt::Display for DataKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DataKind::Count => "count",
            DataKind::Proportion => "proportion",
            DataKind::Rate => "rate",
            DataKind::Continuous => "continuous",
            DataKind::TimeBetween => "time between events",
            DataKind::CasesBetween => "cases between events",
        })
    }
}

/// How a measure is collected.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Collection {
    /// How often.
    pub every: Option<Cadence>,
    /// Which cases are looked at.
    pub sampling: Option<Sampling>,
    /// How many cases a time, where not all.
    pub sample_size: Option<NonZeroU32>,
    /// Where the data come from.
    pub source: Option<Label>,
    /// Who collects them.
    pub by: Option<RoleId>,
    /// How many working minutes it takes them each time.
    pub minutes: Option<u32>,
}

/// Which cases are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Sampling {
    /// All of them.
    All,
    /// A random sample.
    Random,
    /// Every k-th case.
    Systematic,
    /// Chosen by someone who knows the work.
    Judgement,
}

/// Where a measure stood before.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Baseline {
    /// The value.
    pub value: Number,
    /// When it was measured.
    pub period: Option<Period>,
    /// On how many points it rests.
    pub points: Option<NonZeroU32>,
}

impl Baseline {
    /// A baseline of which only the value is known.
    pub fn new(value: Number) -> Self {
        Baseline { value, period: None, points: None }
    }
}

/// Where a measure is meant to stand; this may differ from the aim's own number and date.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Target {
    /// The value.
    pub value: Number,
    /// By when.
    pub by: Option<Date>,
}

impl Target {
    /// A target without a date.
    pub fn new(value: Number) -> Self {
        Target { value, by: None }
    }
}
