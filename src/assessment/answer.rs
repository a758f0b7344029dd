//! What one rater says of one element.

use std::fmt;
use std::str::FromStr;

use crate::base::{AnyId, Date, IdError, LevelId, Statement};

/// What is said of an element: a level, or why there is none.
///
/// That nobody looked is another thing than the lowest level, so it is another value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Says {
    /// This level describes the present best.
    Level(LevelId),
    /// It was not assessed.
    NotAssessed,
    /// The rater does not know, which is a finding.
    DontKnow,
    /// It does not apply here.
    NotApplicable,
}

impl Says {
    const WORDS: [(&'static str, Says); 3] = [
        ("not-assessed", Says::NotAssessed),
        ("dont-know", Says::DontKnow),
        ("not-applicable", Says::NotApplicable),
    ];

    /// The words that stand for no level; no level may have one of them as its id.
    pub fn reserved() -> impl Iterator<Item = &'static str> {
        Says::WORDS.iter().map(|(word, _)| *word)
    }

    pub(super) fn is_reserved(word: &str) -> bool {
        Says::reserved().any(|reserved| reserved == word)
    }

    /// The level, if there is one.
    pub fn level(&self) -> Option<&LevelId> {
        match self {
            Says::Level(level) => Some(level),
            _ => None,
        }
    }
}

/// The id of a level, or one of the three words.
impl fmt::Display for Says {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Says::Level(level) => level.fmt(f),
            Says::NotAssessed => f.pad("not-assessed"),
            Says::DontKnow => f.pad("dont-know"),
            Says::NotApplicable => f.pad("not-applicable"),
        }
    }
}

impl FromStr for Says {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        match Says::WORDS.iter().find(|(word, _)| *word == text) {
            Some((_, says)) => Ok(says.clone()),
            None => LevelId::new(text).map(Says::Level),
        }
    }
}

impl serde::Serialize for Says {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Says {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::base::written_form(deserializer, "the id of a level, or `not-assessed`")
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Says {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Says".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "The id of a level, or `not-assessed`, `dont-know`, `not-applicable`.",
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "maxLength": LevelId::MAX_LEN,
        })
    }
}

/// What one rater says of one element, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Answer {
    /// The level, or why there is none.
    pub says: Says,
    /// What it rests on, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Statement>,
    /// What it rests on in this programme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<AnyId>,
    /// One example of it.
    pub example: Option<Statement>,
    /// The day on which it was said, where it is not that of the session.
    pub on: Option<Date>,
}

impl Answer {
    /// An answer without what it rests on.
    pub fn new(says: Says) -> Self {
        Answer { says, evidence: Vec::new(), about: Vec::new(), example: None, on: None }
    }

    /// The same answer, with something that it rests on.
    #[must_use]
    pub fn with_evidence(mut self, evidence: Statement) -> Self {
        self.evidence.push(evidence);
        self
    }

    /// Whether it rests on nothing: no evidence, no example, nothing in the programme.
    pub fn is_unsupported(&self) -> bool {
        self.evidence.is_empty() && self.about.is_empty() && self.example.is_none()
    }
}
