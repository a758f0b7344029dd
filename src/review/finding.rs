//! What a review finds.

use std::fmt;

use serde::ser::SerializeStruct;

use super::{Level, Lint, SetBy};
use crate::base::AnyId;
use crate::programme::Waiver;

/// One objection of one rule.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule.
    pub lint: &'static Lint,
    /// How loudly it is reported; [`Level::Allow`] never appears here.
    pub level: Level,
    /// Who set that level.
    pub set_by: SetBy,
    /// What it is about, the most important first.
    pub subjects: Vec<AnyId>,
    /// What was found, in one line.
    pub message: String,
    /// What would mend it.
    pub repair: String,
    /// The team's reason to live with it, if there is one.
    pub waiver: Option<Waiver>,
}

/// A finding before levels and waivers.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) subjects: Vec<AnyId>,
    pub(crate) message: String,
    pub(crate) repair: String,
}

impl Draft {
    pub(crate) fn new(
        subjects: Vec<AnyId>,
        message: impl Into<String>,
        repair: impl Into<String>,
    ) -> Self {
        Draft { subjects, message: message.into(), repair: repair.into() }
    }
}

impl Finding {
    /// Whether the team has decided to live with it.
    pub fn is_waived(&self) -> bool {
        self.waiver.is_some()
    }
}

/// `warn[S3] driver:staffing -> aim:safety: message (repair)`, in one line.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.level, self.lint.code)?;
        for (at, subject) in self.subjects.iter().enumerate() {
            write!(f, "{}{subject}", if at == 0 { " " } else { ", " })?;
        }
        write!(f, ": {}", self.message)?;
        match &self.waiver {
            Some(waiver) => write!(f, " (waived: {})", waiver.because),
            None => write!(f, " ({})", self.repair),
        }
    }
}

impl serde::Serialize for Finding {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Finding", 7)?;
        fields.serialize_field("rule", self.lint.code)?;
        fields.serialize_field("name", self.lint.name)?;
        fields.serialize_field("level", &self.level)?;
        fields.serialize_field("subjects", &self.subjects)?;
        fields.serialize_field("message", &self.message)?;
        fields.serialize_field("repair", &self.repair)?;
        fields.serialize_field("waiver", &self.waiver)?;
        fields.end()
    }
}
