//! What a programme is called, and what its team has decided to live with.

use crate::base::{AnyId, Date, Label, ProgrammeId, Reason, Source, Statement, Tag};
use crate::change::progress::{ProgressScore, SelfAssessment};

/// The id, the name, the dates and the sources of a programme.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Header {
    /// Its id, which stays when the name changes.
    pub id: ProgrammeId,
    /// What it is called.
    pub name: Label,
    /// What it is about, in a paragraph.
    pub summary: Option<Statement>,
    /// The day on which work began.
    pub start: Option<Date>,
    /// The day on which it ended, or is meant to end; not before the start.
    pub end: Option<Date>,
    /// The organisations that it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<Label>,
    /// Words by which programmes are grouped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// How far the team itself says it has come, each time it said so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub progress: Vec<SelfAssessment>,
    /// Where it is published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Header {
    /// A header of which only the id and the name are known.
    pub fn new(id: ProgrammeId, name: Label) -> Self {
        Header {
            id,
            name,
            summary: None,
            start: None,
            end: None,
            organisations: Vec::new(),
            tags: Vec::new(),
            progress: Vec::new(),
            sources: Vec::new(),
            note: None,
        }
    }

    /// The score that the team set last; `None` if it never did.
    pub fn progress_by_hand(&self) -> Option<ProgressScore> {
        self.progress.iter().max_by_key(|assessment| assessment.on).map(|last| last.score)
    }
}

/// A finding that the team has decided to live with: which rule, about what, why, and until when.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Waiver {
    /// The code or the name of the rule, such as `S3`.
    pub rule: Tag,
    /// What the finding is about; everything, if it is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<AnyId>,
    /// Why the team can live with it.
    pub because: Reason,
    /// The last day on which the waiver holds; for ever, if it is left out.
    pub until: Option<Date>,
}

impl Waiver {
    /// A waiver of a rule for everything, for ever.
    pub fn new(rule: Tag, because: Reason) -> Self {
        Waiver { rule, about: Vec::new(), because, until: None }
    }
}
