//! Promises that leaders make, and whether they keep them.

use crate::base::{Adherence, BehaviourId, Cadence, Date, Label, Occasions, Reason, RoleId, Share};

/// What leaders have promised to do, how often, and whether they did.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Commitment {
    /// The promise.
    pub label: Label,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<RoleId>,
    /// The behaviour it stands for.
    pub behaviour: Option<BehaviourId>,
    /// How often.
    pub cadence: Option<Cadence>,
    /// From when; without it, the first occasion on record counts.
    pub from: Option<Date>,
    /// The occasions on which it was due, none of them before the first day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub record: Vec<Kept>,
}

impl Commitment {
    /// A promise of which only the words are known.
    pub fn new(label: Label) -> Self {
        Commitment {
            label,
            by: Vec::new(),
            behaviour: None,
            cadence: None,
            from: None,
            record: Vec::new(),
        }
    }

    /// What was due and what was kept; `None` without a cadence, or without a first day and any
    /// occasion on record. An occasion on record that was not kept and has a note is explained.
    pub fn occasions(&self) -> Option<Occasions> {
        let days = |kept: bool| self.record.iter().filter(move |occasion| occasion.kept == kept);
        let first = self.from.or_else(|| self.record.iter().map(|occasion| occasion.on).min())?;
        let explained = days(false).filter(|occasion| occasion.note.is_some());
        Some(
            Occasions::new(self.cadence?, first)
                .with_held(days(true).map(|occasion| occasion.on))
                .with_explained(explained.map(|occasion| occasion.on)),
        )
    }

    /// What was kept and missed by the dates, as of a day; `None` if
    /// [`occasions`](Self::occasions) is.
    ///
    /// It goes by what was due, so that an occasion of which nobody wrote anything counts as missed;
    /// [`kept_share`](Self::kept_share) goes by what was written.
    pub fn adherence(&self, as_of: Date) -> Option<Adherence> {
        self.occasions().map(|occasions| occasions.adherence(as_of))
    }

    /// The share of recorded occasions on which the promise was kept; `None` without a record.
    pub fn kept_share(&self) -> Option<Share> {
        let kept = self.record.iter().filter(|occasion| occasion.kept).count();
        Share::new(kept as f64 / self.record.len() as f64).ok()
    }
}

/// One occasion on which a promise was due.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Kept {
    /// The day.
    pub on: Date,
    /// Whether the promise was kept.
    pub kept: bool,
    /// What got in the way, or what came of it.
    pub note: Option<Reason>,
}

impl Kept {
    /// An occasion, and whether the promise was kept.
    pub fn new(on: Date, kept: bool) -> Self {
        Kept { on, kept, note: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_without_a_record_has_no_share() {
        let promise = Commitment::new(Label::new("Visit each ward").unwrap());
        assert_eq!(promise.kept_share(), None);
    }
}
