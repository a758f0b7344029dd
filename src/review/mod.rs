//! What would an expert object to?
//!
//! A programme that was built is coherent; it may still be unfinished or doubtful. A [`Reviewer`]
//! reads it as an expert would, and returns a [`Review`]: findings, each with its rule, what it is
//! about, and what would mend it. Nothing is refused: a draft is a draft.
//!
//! Rules are plain data ([`lints`]). A [`Selection`] says how loudly each is reported, [`Settings`]
//! hold their thresholds, and a [`Waiver`](crate::programme::Waiver) in the programme is the team's
//! written reason to live with a finding. A waived finding stays in the review, with its reason; a
//! waiver that does nothing is reported too.
//!
//! ```
//! use improvement::base::{Label, Statement};
//! use improvement::programme::Programme;
//! use improvement::purpose::Aim;
//! use improvement::review::Reviewer;
//!
//! let mut builder = Programme::builder("draft".parse()?, Label::new("A first draft")?);
//! builder.diagram.aim(
//!     "better-care".parse::<improvement::base::AimId>()?,
//!     Aim::new(Statement::new("Better care")?),
//! );
//! let review = Reviewer::new().review(&builder.build()?);
//! let first = review.open().find(|finding| finding.lint.code == "A2").unwrap();
//! assert_eq!(first.to_string(),
//!     "warn[A2] aim:better-care: no date is set by which the aim is to be reached (set `by`)");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Rules
#![doc = include_str!("rules.md")]

mod context;
mod finding;
mod lint;
mod registry;
mod rules;
mod selection;
mod settings;
mod waivers;

pub use finding::Finding;
pub use lint::{Level, Lint};
pub use registry::{UnknownLint, lint, lints, rules_table};
pub use selection::{Selection, SetBy};
pub use settings::Settings;
pub use waivers::{Idle, IdleWaiver};

use std::fmt;

use crate::base::{AnyId, Date};
use crate::programme::Programme;
use context::Context;
use lint::Kept;

/// Reads programmes as an expert would.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reviewer {
    selection: Selection,
    settings: Settings,
    as_of: Option<Date>,
}

impl Reviewer {
    /// Every rule at its own level, with the usual thresholds, on no day in particular.
    pub fn new() -> Self {
        Reviewer::default()
    }

    /// With other levels.
    #[must_use]
    pub fn with_selection(mut self, selection: Selection) -> Self {
        self.selection = selection;
        self
    }

    /// With other thresholds.
    #[must_use]
    pub fn with_settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// As of a day: waivers lapse after their last day. Without it no waiver lapses.
    #[must_use]
    pub fn as_of(mut self, day: Date) -> Self {
        self.as_of = Some(day);
        self
    }

    /// Reads a programme.
    pub fn review(&self, programme: &Programme) -> Review {
        let context = Context::new(programme, &self.settings, self.as_of);
        let mut findings = Vec::new();
        for lint in lints() {
            let (level, set_by) = self.selection.level(lint);
            let Kept::Check(check) = lint.kept else { continue };
            if level == Level::Allow {
                continue;
            }
            findings.extend(check(&context).into_iter().map(|draft| Finding {
                lint,
                level,
                set_by,
                subjects: draft.subjects,
                message: draft.message,
                repair: draft.repair,
                waiver: None,
            }));
        }
        let idle_waivers = waivers::apply(programme.waivers(), self.as_of, &mut findings);
        Review { findings, idle_waivers }
    }
}

/// What a reviewer found, in the order of the rules.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Review {
    /// All findings, waived ones included.
    pub findings: Vec<Finding>,
    /// Waivers that did nothing.
    pub idle_waivers: Vec<IdleWaiver>,
}

impl Review {
    /// Findings that are not waived.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.is_waived())
    }

    /// Findings about one thing, waived ones included.
    pub fn about<'r>(&'r self, id: &'r AnyId) -> impl Iterator<Item = &'r Finding> {
        self.findings.iter().filter(move |finding| finding.subjects.contains(id))
    }

    /// The loudest level among findings that are not waived; `None` if there are none.
    pub fn loudest(&self) -> Option<Level> {
        self.open().map(|finding| finding.level).max()
    }

    /// How many findings of a level are not waived.
    pub fn count(&self, level: Level) -> usize {
        self.open().filter(|finding| finding.level == level).count()
    }
}

/// One line for each finding, and one for each waiver that did nothing.
impl fmt::Display for Review {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(f, "{finding}")?;
        }
        for idle in &self.idle_waivers {
            writeln!(f, "note: {idle}")?;
        }
        Ok(())
    }
}
