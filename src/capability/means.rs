//! Money and backfill: what the work needs beside hours and skill.

use std::fmt;

use crate::base::{Date, Label};

/// Money or backfill that the work needs: what it is for, when it was asked for, and the answer.
///
/// There is no field for a sum: the question is whether what was asked for was granted, and whether it
/// still holds.
///
/// *Source*: resources are one of the four conditions of improvement (Fitzsimons, *Making improvement
/// more human*, Point of Care Foundation, 2023); that they show in budget and backfill is a proposal of
/// this crate.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Means {
    /// Which of the two.
    pub kind: MeansKind,
    /// What it is for.
    pub what: Label,
    /// The day on which it was asked for.
    pub asked: Option<Date>,
    /// The answer; still waited for, if it is left out.
    pub answer: Option<Answer>,
}

impl Means {
    /// Something the work needs.
    pub fn new(kind: MeansKind, what: Label) -> Self {
        Means { kind, what, asked: None, answer: None }
    }
}

/// What the work may need beside hours and skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MeansKind {
    /// Money.
    Budget,
    /// Somebody who does the daily work while those who do it improve it.
    Backfill,
}

impl fmt::Display for MeansKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            MeansKind::Budget => "budget",
            MeansKind::Backfill => "backfill",
        })
    }
}

/// What was answered, and how long it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Answer {
    /// The day of the answer; not before the day on which it was asked for.
    pub on: Date,
    /// What was granted.
    pub granted: Granted,
    /// The last day on which it holds; without an end, if it is left out. Not before the answer.
    pub until: Option<Date>,
}

impl Answer {
    /// An answer given on a day.
    pub fn new(on: Date, granted: Granted) -> Self {
        Answer { on, granted, until: None }
    }
}

/// How much of what was asked for was granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Granted {
    /// All of it.
    InFull,
    /// A part.
    InPart,
    /// Nothing.
    Refused,
}

impl fmt::Display for Granted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Granted::InFull => "granted in full",
            Granted::InPart => "granted in part",
            Granted::Refused => "refused",
        })
    }
}
