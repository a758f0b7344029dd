//! What a rule is: one declaration holds everything there is to know about it.

use std::fmt;

use super::context::Context;
use super::finding::Draft;
use crate::base::Code;

/// A rule of the review.
///
/// Lints are `static` data, so that they can be listed, documented and selected without running.
#[derive(Debug)]
#[non_exhaustive]
pub struct Lint {
    /// The short code, stable for ever: `S7`. The letter tells the family: structure, aim, measures,
    /// PDSA cycles, programme life (`V`), human side (`H`), routines (`R`), behaviour of leaders (`B`), strategy
    /// (`T`, for true north), self-assessment (`Q`, for the questions asked).
    pub code: &'static str,
    /// The name; completes the phrase "allow ...".
    pub name: &'static str,
    /// What it finds, in a few words.
    pub summary: &'static str,
    /// The level at which it is reported unless a selection says otherwise.
    pub level: Level,
    /// The version of the library that brought it.
    pub since: &'static str,
    /// Where the rule comes from; `practice` for a working convention without a citable source.
    pub sources: &'static [&'static str],
    /// The long explanation: what it looks for, why it matters, what to do.
    pub explanation: &'static str,
    /// How it is kept.
    pub(crate) kept: Kept,
}

/// How a rule is kept.
#[derive(Debug)]
pub(crate) enum Kept {
    /// By looking at a programme.
    Check(fn(&Context<'_>) -> Vec<Draft>),
    /// By the builder: a programme that breaks the rule cannot be built, and the problem has this
    /// code.
    AtBuild(Code),
}

impl Lint {
    /// The code of the problem with which the builder refuses what breaks this rule; `None` for a
    /// rule that is checked in the review.
    pub fn refused_as(&self) -> Option<Code> {
        match self.kept {
            Kept::AtBuild(code) => Some(code),
            Kept::Check(_) => None,
        }
    }
}

/// Lints are the same if they have the same code.
impl PartialEq for Lint {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Lint {}

/// How loudly a finding is reported. Ordered: `Allow < Note < Warn < Deny`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Not at all.
    Allow,
    /// Ask the team.
    Note,
    /// An expert would object.
    Warn,
    /// The claim of the programme does not hold together.
    Deny,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Level::Allow => "allow",
            Level::Note => "note",
            Level::Warn => "warn",
            Level::Deny => "deny",
        })
    }
}

/// Declares one lint: its doc comment is its explanation.
macro_rules! declare_lint {
    (
        $(#[doc = $doc:literal])+
        $vis:vis static $NAME:ident = {
            code: $code:literal, name: $name:literal, summary: $summary:literal,
            level: $level:ident, since: $since:literal, sources: $sources:expr,
            $how:ident: $kept:expr $(,)?
        }
    ) => {
        $(#[doc = $doc])+
        $vis static $NAME: $crate::review::Lint = $crate::review::Lint {
            code: $code,
            name: $name,
            summary: $summary,
            level: $crate::review::Level::$level,
            since: $since,
            sources: &$sources,
            explanation: concat!($($doc, "\n"),+),
            kept: $crate::review::lint::declare_lint!(@ $how $kept),
        };
    };
    (@ check $check:expr) => { $crate::review::lint::Kept::Check($check) };
    (@ refused_as $code:expr) => { $crate::review::lint::Kept::AtBuild($code) };
}
pub(crate) use declare_lint;
