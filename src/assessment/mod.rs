//! What people say of their own organisation.
//!
//! People assess themselves against a [`Template`]: a version of ordered levels and of elements in
//! domains. Some are [published](published::published); a programme writes its own under
//! `assessment.templates`, and what works for one works for all. A [`Session`] keeps every rater's
//! [`Answer`]; a [`Summary`] shows how they are spread, [`Progress`] what moved since an earlier session,
//! [`Priorities`] what to talk about first.
//!
//! Levels are ordinal, so nothing is averaged: there are counts, medians that are levels, ranges, and
//! [`Disagreement`]. Sums are made only where a template declares one. Whatever is not confirmed at its
//! source carries its [mark](crate::base::SourceMark::sign) into every output.
//!
//! ```
//! use improvement::assessment::{Answer, Assessment, Rater, Scope, Session};
//! let mut session = Session::new("nhs-impact".parse()?, "unofficial-1".parse()?, "2026-03-02".parse()?, Scope::Trust);
//! for (rater, level) in [("nurses", "starting"), ("board", "spreading"), ("patients", "starting")] {
//!     let mut answers = Rater::new();
//!     answers.answers.insert("go-and-see".parse()?, Answer::new(level.parse()?))?;
//!     session.raters.insert(rater.parse()?, answers)?;
//! }
//! let mut assessment = Assessment::default();
//! assessment.sessions.insert("spring".parse()?, session)?;
//! let summary = assessment.summary("spring").unwrap()?;
//! let row = summary.elements.iter().find(|row| row.id.as_str() == "go-and-see").unwrap();
//! assert_eq!(row.title.to_string(), "Go and see visits†");
//! assert_eq!(
//!     summary.in_words(&row.spread),
//!     "2 Starting†, 1 Spreading†; median Starting†; range Starting† to Spreading†; disagreement 0.50",
//! );
//! assert!(summary.caution.unwrap().starts_with("Unofficial."));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod check;
mod claim;
mod disagreement;
mod parts;
mod priorities;
mod progress;
pub mod published;
mod session;
mod spread;
mod summary;
mod sums;
mod template;
mod template_form;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub use answer::{Answer, Says};
pub use claim::ConditionClaim;
pub use disagreement::Disagreement;
pub use parts::{Band, DeclaredSum, Domain, Element, Level, Scale, Scope, Titled};
pub use priorities::{Priorities, Priority};
pub use progress::{Matched, Moved, Movement, NotComparable, Progress};
pub use session::{Rater, Session, Step};
pub use spread::Spread;
pub use summary::{DomainRow, ElementRow, Summary, Unsupported};
pub use sums::{SumReading, Total, Whose};
pub use template::Template;
pub use template_form::{TemplateError, TemplateForm};

use crate::base::{Problems, SessionId, Table, Tag, TemplateId, kind};

/// What people say of their own organisation.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Assessment {
    /// Templates of the programme's own, beside those that are [published](published::published).
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub templates: Table<kind::Template, Template>,
    /// Sessions of self-assessment.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub sessions: Table<kind::Session, Session>,
    /// What was said of the conditions of improvement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ConditionClaim>,
}

impl Assessment {
    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.templates.is_empty() && self.sessions.is_empty() && self.claims.is_empty()
    }

    /// A template by its id and version: one of the programme's own, else a published one.
    pub fn template(&self, id: &TemplateId, version: &Tag) -> Option<Cow<'_, Template>> {
        self.find(id, version).ok()
    }

    /// What a session says; `None` if there is no such session, or no template that it answers.
    ///
    /// # Errors
    ///
    /// Whatever the session [contradicts](Session::check) in its template; never in a programme that was
    /// built.
    pub fn summary(&self, session: &str) -> Option<Result<Summary, Problems>> {
        let session = self.sessions.get(session)?;
        let template = self.template(&session.template, &session.version)?;
        Some(Summary::of(&template, session))
    }

    /// What a session gives to talk about and to work on; `None` as for [`Assessment::summary`].
    ///
    /// # Errors
    ///
    /// As [`Assessment::summary`].
    pub fn priorities(&self, session: &str) -> Option<Result<Priorities, Problems>> {
        let session = self.sessions.get(session)?;
        let template = self.template(&session.template, &session.version)?;
        Some(Priorities::of(&template, session))
    }

    /// What moved from one session to a later one.
    ///
    /// # Errors
    ///
    /// No such session; sessions that cannot be compared: see [`NotComparable`].
    pub fn progress(&self, earlier: &str, later: &str) -> Result<Progress, NotComparable> {
        let session =
            |id: &str| self.sessions.get(id).ok_or_else(|| NotComparable::Unknown(id.to_owned()));
        let (earlier, later) = (session(earlier)?, session(later)?);
        progress::comparable(earlier, later)?;
        match self.template(&later.template, &later.version) {
            Some(template) => Progress::between(&template, earlier, later),
            None => Err(NotComparable::Unknown(later.template.to_string())),
        }
    }

    /// The last session before this one with which it can be compared: of the same unit, by the same
    /// version of the same template.
    pub fn previous(&self, session: &str) -> Option<(&SessionId, &Session)> {
        progress::before(self.sessions.iter(), self.sessions.get(session)?)
    }

    /// The sessions that are the last of their unit and template, in the order in which they are written.
    pub fn latest(&self) -> impl Iterator<Item = (&SessionId, &Session)> {
        let same = |one: &Session, other: &Session| {
            (&one.template, one.scope, &one.unit) == (&other.template, other.scope, &other.unit)
        };
        self.sessions.iter().filter(move |(_, session)| {
            self.sessions.rows().all(|other| !same(session, other) || other.on <= session.on)
        })
    }
}
