//! One thing on record that speaks for a condition, or against it.

use std::fmt;

use super::Source;
use crate::base::{AnyId, Date};

/// One thing on record that bears on a condition.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Evidence {
    /// The kind of record.
    pub source: &'static Source,
    /// Which way it speaks.
    pub bearing: Bearing,
    /// What it is about; empty where the record has no id of its own.
    pub subjects: Vec<AnyId>,
    /// The day of the latest record in it; `None` where the record bears no day.
    pub on: Option<Date>,
    /// Whether that day lies so far back that it no longer counts. What bears no day counts.
    pub old: bool,
    /// What is on record, in words.
    pub said: String,
}

impl Evidence {
    /// Whether it counts in a reading: it is not old, and it speaks one way or the other.
    pub fn counts(&self) -> bool {
        !self.old && self.bearing != Bearing::Neither
    }
}

/// One line: `for, psychological-safety, 2026-03-01: ...`.
impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}, ", self.bearing, self.source.name)?;
        match self.on {
            Some(day) => write!(f, "{day}")?,
            None => f.write_str("without a day")?,
        }
        if self.old {
            f.write_str(" (old, does not count)")?;
        }
        write!(f, ": {}", self.said)
    }
}

/// Which way a piece of evidence speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bearing {
    /// The condition is there.
    For,
    /// It is not.
    Against,
    /// It is on record, and says neither.
    Neither,
}

impl Bearing {
    /// What so much for and so much against says: whichever is more, and neither if they are even. A
    /// choice of this crate, made so that one lapse does not outweigh fifty promises kept.
    pub(super) fn more_of<N: Ord + Copy>(speaks_for: N, speaks_against: N) -> Self {
        use std::cmp::Ordering::{Equal, Greater, Less};
        match speaks_for.cmp(&speaks_against) {
            Greater => Bearing::For,
            Less => Bearing::Against,
            Equal => Bearing::Neither,
        }
    }
}

impl fmt::Display for Bearing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Bearing::For => "for",
            Bearing::Against => "against",
            Bearing::Neither => "neither",
        })
    }
}
