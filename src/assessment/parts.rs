//! What a template is made of.

use std::fmt;

use crate::base::{Component, DomainId, Label, Number, Source, SourceMark, Statement, Table, kind};

/// The kind of answer that a template asks for. Levels are ordered in each, and nothing more.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// Levels of maturity.
    #[default]
    Levels,
    /// How far one agrees, with a way to say that one does not know.
    Agreement,
    /// One of several descriptions for each element, each element with points of its own.
    Choice,
}

/// What people assess in one session.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Scope {
    /// One planned or running piece of improvement work.
    Initiative,
    /// A team, a ward or a service.
    Team,
    /// A general practice.
    Practice,
    /// A primary care network.
    Pcn,
    /// A trust or another provider.
    Trust,
    /// An integrated care board, or the system about it.
    Icb,
    /// A large-scale programme.
    Programme,
}

impl Scope {
    /// All of them.
    pub const ALL: [Scope; 7] = [
        Scope::Initiative,
        Scope::Team,
        Scope::Practice,
        Scope::Pcn,
        Scope::Trust,
        Scope::Icb,
        Scope::Programme,
    ];
}

/// With its article, as it is read in a sentence.
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Scope::Initiative => "an initiative",
            Scope::Team => "a team",
            Scope::Practice => "a practice",
            Scope::Pcn => "a primary care network",
            Scope::Trust => "a trust",
            Scope::Icb => "an integrated care board",
            Scope::Programme => "a programme",
        })
    }
}

/// One of the ordered levels of a template.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Level {
    /// What it is called.
    pub label: Label,
    /// What it means.
    pub reading: Option<Statement>,
    /// What it adds to a declared sum, where an element has no points of its own.
    pub points: Option<Number>,
    /// How far it is confirmed; as its template, if it is left out.
    pub mark: Option<SourceMark>,
}

impl Level {
    /// A level that is only called something.
    pub fn new(label: Label) -> Self {
        Level { label, reading: None, points: None, mark: None }
    }
}

/// A part of a template: a component, a level of context, a domain.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Domain {
    /// What it is called.
    pub title: Label,
    /// The component of NHS IMPACT that it is, or belongs to.
    pub component: Option<Component>,
    /// How far it is confirmed; as its template, if it is left out.
    pub mark: Option<SourceMark>,
}

impl Domain {
    /// A domain that is only called something.
    pub fn new(title: Label) -> Self {
        Domain { title, component: None, mark: None }
    }
}

/// Something that a template asks about.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Element {
    /// What it is called, in a few words.
    pub title: Label,
    /// The domain that it belongs to.
    pub domain: Option<DomainId>,
    /// What each level looks like here, where the template says so.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub levels: Table<kind::Level, Statement>,
    /// What each level adds to a declared sum here: the weights of a scale of choices.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub points: Table<kind::Level, Number>,
    /// How far it is confirmed; as its template, if it is left out.
    pub mark: Option<SourceMark>,
    /// How far it is confirmed that it belongs to its domain; as itself, if it is left out.
    pub placed: Option<SourceMark>,
}

impl Element {
    /// An element that is only called something.
    pub fn new(title: Label) -> Self {
        Element {
            title,
            domain: None,
            levels: Table::new(),
            points: Table::new(),
            mark: None,
            placed: None,
        }
    }
}

/// A sum of points that a template declares, one for each rater.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DeclaredSum {
    /// What it is called.
    pub label: Label,
    /// How sums are read. Bands do not overlap; a sum may lie in none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// Where the rule was published.
    pub source: Option<Source>,
    /// How far the points are confirmed; as the template, if it is left out.
    pub mark: Option<SourceMark>,
}

impl DeclaredSum {
    /// A sum without bands.
    pub fn new(label: Label) -> Self {
        DeclaredSum { label, bands: Vec::new(), source: None, mark: None }
    }

    /// The band in which a sum lies, if there is one.
    pub fn band(&self, sum: f64) -> Option<&Band> {
        self.bands.iter().find(|band| band.holds(sum))
    }
}

/// A stretch of a declared sum and how it is read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Band {
    /// How it is read.
    pub label: Label,
    /// The lowest sum in it; open, if it is left out.
    pub at_least: Option<Number>,
    /// The first sum above it; open, if it is left out.
    pub below: Option<Number>,
    /// How far it is confirmed; as its template, if it is left out.
    pub mark: Option<SourceMark>,
}

impl Band {
    /// A band from its lowest sum to the first above it.
    pub fn new(label: Label, at_least: Option<Number>, below: Option<Number>) -> Self {
        Band { label, at_least, below, mark: None }
    }

    /// Whether a sum lies in it.
    pub fn holds(&self, sum: f64) -> bool {
        self.at_least.is_none_or(|from| from.get() <= sum)
            && self.below.is_none_or(|below| sum < below.get())
    }

    pub(super) fn overlaps(&self, other: &Band) -> bool {
        let ends_before = |one: &Band, two: &Band| match (one.below, two.at_least) {
            (Some(below), Some(from)) => below <= from,
            _ => false,
        };
        !ends_before(self, other) && !ends_before(other, self)
    }
}

/// Words of a template with the mark of how far they are confirmed.
///
/// Printed, the words bear the [sign](SourceMark::sign) of their mark, so that nothing unconfirmed is
/// shown as if it were official.
///
/// ```
/// use improvement::assessment::Titled;
/// use improvement::base::{Label, SourceMark};
/// let level = Titled::new(&Label::new("Spreading")?, SourceMark::Unconfirmed);
/// assert_eq!(level.to_string(), "Spreading†");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
#[non_exhaustive]
pub struct Titled {
    /// The words.
    pub label: Label,
    /// How far they are confirmed.
    pub mark: SourceMark,
}

impl Titled {
    /// Words with their mark.
    pub fn new(label: &Label, mark: SourceMark) -> Self {
        Titled { label: label.clone(), mark }
    }
}

impl fmt::Display for Titled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}{}", self.label.as_str().trim(), self.mark.sign()))
    }
}
