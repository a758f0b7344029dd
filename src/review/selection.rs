//! Which rules are reported, and how loudly.

use super::registry::{UnknownLint, lint};
use super::{Level, Lint};

/// A level for each rule, and who set it.
///
/// ```
/// use improvement::review::{Level, Selection, SetBy, lint};
/// let selection = Selection::new().with("S3", Level::Allow)?;
/// assert_eq!(selection.level(lint("S3")?), (Level::Allow, SetBy::Caller));
/// assert_eq!(selection.level(lint("S1")?), (Level::Deny, SetBy::Default));
/// # Ok::<(), improvement::review::UnknownLint>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    set: Vec<(&'static Lint, Level)>,
    everything: Option<Level>,
}

/// Who set a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetBy {
    /// The rule's own declaration.
    Default,
    /// A selection.
    Caller,
}

impl Selection {
    /// Every rule at its own level.
    pub fn new() -> Self {
        Selection::default()
    }

    /// Every rule at one level; single rules can be set after.
    pub fn all_at(level: Level) -> Self {
        Selection { set: Vec::new(), everything: Some(level) }
    }

    /// Sets the level of one rule, by code or name. The last setting counts.
    ///
    /// # Errors
    ///
    /// No such rule.
    pub fn with(mut self, code_or_name: &str, level: Level) -> Result<Self, UnknownLint> {
        self.set.push((lint(code_or_name)?, level));
        Ok(self)
    }

    /// The level of a rule, and who set it.
    pub fn level(&self, lint: &Lint) -> (Level, SetBy) {
        let own = self.set.iter().rev().find(|(set, _)| *set == lint).map(|(_, level)| *level);
        match own.or(self.everything) {
            Some(level) => (level, SetBy::Caller),
            None => (lint.level, SetBy::Default),
        }
    }
}
