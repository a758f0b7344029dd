//! What is said of a condition, held against what is on record.

use std::fmt;

use super::Reading;
use super::source::Ground;
use crate::assessment::ConditionClaim;
use crate::base::Condition;

/// How a claim compares with what is on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Held {
    /// What is on record says the same.
    BorneOut,
    /// What is on record says the opposite.
    Contradicted,
    /// Some of what is on record says the same, and some the opposite.
    Divided,
    /// Nothing that counts is on record.
    NothingRecorded,
}

impl Held {
    /// Reads the table: a claim that the condition is there, or is not, beside what is on record.
    pub const fn of(there: bool, reading: Reading) -> Self {
        match (there, reading) {
            (_, Reading::NoEvidence) => Held::NothingRecorded,
            (_, Reading::Mixed) => Held::Divided,
            (true, Reading::For) | (false, Reading::Against) => Held::BorneOut,
            (true, Reading::Against) | (false, Reading::For) => Held::Contradicted,
        }
    }
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Held::BorneOut => "the record says the same",
            Held::Contradicted => "the record says the opposite",
            Held::Divided => "the record is divided",
            Held::NothingRecorded => "nothing is on record",
        })
    }
}

/// One claim beside what is on record.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct ClaimReading {
    /// What was said, when and by whom.
    pub claim: ConditionClaim,
    /// Whether it was said so long ago that it may no longer be meant.
    pub old: bool,
    /// How it compares with what is on record as of the day of the reading, not of the claim.
    pub held: Held,
}

impl ClaimReading {
    /// Every claim about a condition made by the day, the latest last.
    pub(super) fn all(ground: &Ground<'_>, condition: Condition, reading: Reading) -> Vec<Self> {
        let claims = ground.programme.assessment().claims.iter();
        let made = claims.filter(|claim| claim.condition == condition && claim.on <= ground.as_of);
        let mut claims: Vec<ClaimReading> = made
            .map(|claim| ClaimReading {
                claim: claim.clone(),
                old: ground.is_old(claim.on),
                held: Held::of(claim.there, reading),
            })
            .collect();
        claims.sort_by_key(|of| of.claim.on);
        claims
    }
}

/// One sentence without its full stop.
impl fmt::Display for ClaimReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ClaimReading { claim, old, held } = self;
        write!(f, "On {}", claim.on)?;
        if *old {
            f.write_str(", long ago,")?;
        }
        match &claim.by {
            Some(by) => write!(f, " `{by}` said that it is ")?,
            None => f.write_str(" it was said to be ")?,
        }
        write!(f, "{}: {held}", if claim.there { "there" } else { "missing" })
    }
}
