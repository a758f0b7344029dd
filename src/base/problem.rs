//! What a person must fix, as plain data that knows no terminal.

use std::fmt;
use std::ops::Range;

/// How much a problem matters. Ordered: `Note < Warning < Error`.
///
/// ```
/// use improvement::base::Severity;
/// assert!(Severity::Note < Severity::Warning && Severity::Warning < Severity::Error);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; nothing has to change.
    Note,
    /// The value was built, and a reader would still object.
    Warning,
    /// Nothing was built.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// The rule that a problem broke: stable across versions, so that tools can match on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Code {
    /// D001: the text is not well-formed TOML, JSON or CSV.
    Syntax,
    /// D002: an id that nothing in the programme has.
    UnknownReference,
    /// D003: an id that exists, but names a thing of another kind.
    WrongKind,
    /// D004: one key written twice in one table.
    DuplicateKey,
    /// D005: a field that the format does not have.
    UnknownField,
    /// D006: a word outside the list of allowed words.
    UnknownVariant,
    /// D007: a value of another type than expected.
    WrongType,
    /// D008: a required field that is not there.
    MissingField,
    /// D009: a value of the right type that breaks its own rule.
    InvalidValue,
    /// D010: an id that is not a slug.
    MalformedId,
    /// D011: two things with one id.
    DuplicateId,
    /// D012: a link from a node to itself.
    SelfLink,
    /// D013: links that lead back to where they began.
    Cycle,
    /// D014: a link between kinds that cannot be linked.
    ForbiddenLink,
    /// D015: a `format` number this version does not read.
    UnsupportedFormat,
    /// D016: dates in the wrong order.
    DateOrder,
    /// D017: a series whose points are missing, repeated, unsorted or unreadable.
    Series,
    /// D018: a path that leaves the document's folder.
    PathOutside,
    /// D019: a file that cannot be read, or is not UTF-8.
    Unreadable,
    /// D020: a text over the size limit.
    TooLarge,
    /// D021: one link drawn twice.
    DuplicateLink,
}

impl Code {
    /// Every code, in order.
    pub const ALL: [Code; 21] = [
        Code::Syntax,
        Code::UnknownReference,
        Code::WrongKind,
        Code::DuplicateKey,
        Code::UnknownField,
        Code::UnknownVariant,
        Code::WrongType,
        Code::MissingField,
        Code::InvalidValue,
        Code::MalformedId,
        Code::DuplicateId,
        Code::SelfLink,
        Code::Cycle,
        Code::ForbiddenLink,
        Code::UnsupportedFormat,
        Code::DateOrder,
        Code::Series,
        Code::PathOutside,
        Code::Unreadable,
        Code::TooLarge,
        Code::DuplicateLink,
    ];

    /// The code as it is printed, such as `D002`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Code::Syntax => "D001",
            Code::UnknownReference => "D002",
            Code::WrongKind => "D003",
            Code::DuplicateKey => "D004",
            Code::UnknownField => "D005",
            Code::UnknownVariant => "D006",
            Code::WrongType => "D007",
            Code::MissingField => "D008",
            Code::InvalidValue => "D009",
            Code::MalformedId => "D010",
            Code::DuplicateId => "D011",
            Code::SelfLink => "D012",
            Code::Cycle => "D013",
            Code::ForbiddenLink => "D014",
            Code::UnsupportedFormat => "D015",
            Code::DateOrder => "D016",
            Code::Series => "D017",
            Code::PathOutside => "D018",
            Code::Unreadable => "D019",
            Code::TooLarge => "D020",
            Code::DuplicateLink => "D021",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A line and a column, both counted from 1; columns count characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Where a problem is: a path of keys always, and a position in the text where there is a text.
///
/// Built in code, a programme has paths only (`aims.less-violence.by`). Read from TOML, it has bytes,
/// line and column too. Read from JSON, it has a path, and the position of the nearest key.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
#[non_exhaustive]
pub struct Place {
    /// Keys and positions from the root, joined by dots: `changes.safety-huddle.drives`.
    pub path: String,
    /// The bytes of the text that are meant.
    pub span: Option<Range<usize>>,
    /// Where those bytes begin.
    pub position: Option<Position>,
    /// The file, where it is not the document itself (a CSV beside it).
    pub file: Option<String>,
}

impl Place {
    /// A place known by its path alone.
    pub fn at(path: impl Into<String>) -> Self {
        Place { path: path.into(), ..Place::default() }
    }

    /// The same place, with the bytes of the text that it stands for.
    #[must_use]
    pub fn with_span(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// The same place, in another file than the document.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            f.write_str(file)?;
            f.write_str(if self.position.is_some() { ":" } else { " " })?;
        }
        match (&self.position, self.path.as_str()) {
            (Some(position), "") => write!(f, "{position}"),
            (Some(position), path) => write!(f, "{position} ({path})"),
            (None, "") => f.write_str("document"),
            (None, path) => f.write_str(path),
        }
    }
}

/// One thing a person must fix: which rule, where, what was found, what was expected, and a way out.
///
/// The message makes sense alone; `found`, `expected` and `help` are parts that a tool can show
/// in its own way.
///
/// ```
/// use improvement::base::{Code, Place, Problem};
/// let problem = Problem::new(Code::UnknownReference, Place::at("changes.huddle.drives"), "no driver named `safe-mobilty`")
///     .with_help("did you mean `safe-mobility`?");
/// assert_eq!(
///     problem.to_string(),
///     "error[D002] at changes.huddle.drives: no driver named `safe-mobilty` (did you mean `safe-mobility`?)",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// The rule that was broken.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// What stands there.
    pub found: Option<String>,
    /// What would be accepted.
    pub expected: Option<String>,
    /// A way out.
    pub help: Option<String>,
}

impl Problem {
    /// A problem of severity [`Severity::Error`].
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Problem {
            code,
            severity: Severity::Error,
            place,
            message: message.into(),
            found: None,
            expected: None,
            help: None,
        }
    }

    /// Says what stands there.
    #[must_use]
    pub fn with_found(mut self, found: impl Into<String>) -> Self {
        self.found = Some(found.into());
        self
    }

    /// Says what would be accepted.
    #[must_use]
    pub fn with_expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Says a way out.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same problem, with another severity.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] at {}: {}", self.severity, self.code, self.place, self.message)?;
        if let Some(help) = &self.help {
            write!(f, " ({help})")?;
        }
        Ok(())
    }
}

/// One or more problems: never empty, in the order in which they stand in the text.
///
/// ```
/// use improvement::base::{Code, Place, Problem, Problems};
/// assert!(Problems::new(vec![]).is_none());
/// let problems = Problems::new(vec![Problem::new(Code::SelfLink, Place::at("drivers.a"), "drives itself")]).unwrap();
/// assert_eq!(problems.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Makes a list, sorted by place; `None` when there is nothing to report.
    pub fn new(mut problems: Vec<Problem>) -> Option<Self> {
        // Stable, so that problems without a position keep the order in which they were found.
        problems.sort_by_key(|p| {
            (p.place.file.is_some(), p.place.span.as_ref().map_or(usize::MAX, |s| s.start))
        });
        (!problems.is_empty()).then_some(Problems(problems))
    }

    /// How many there are; at least one.
    #[expect(clippy::len_without_is_empty, reason = "a list of problems is never empty")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The problems, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// The problems as a plain list.
    pub fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Problems(vec![problem])
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
