//! From a document to a programme.

use std::fmt;
use std::path::Path;

use super::Format;
use super::files::{Folder, MAX_BYTES};
use super::place;
use super::report::Report;
use super::sections::Sections;
use super::tree::Node;
use crate::base::{Code, Place, Problem, Problems};
use crate::programme::Programme;

/// How documents are read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The largest text that is read, in bytes; 16 MiB unless it is changed. Holds for each file of
    /// a series too.
    pub max_bytes: u64,
    /// The name under which problems are reported.
    pub name: String,
}

impl Default for Options {
    fn default() -> Self {
        Options { max_bytes: MAX_BYTES, name: "document".to_owned() }
    }
}

/// A programme that was read, and what is worth knowing about the reading.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Loaded {
    /// The programme.
    pub programme: Programme,
    /// What is worth knowing: for instance how many points a file held. Nothing has to change.
    pub notes: Vec<Problem>,
}

/// Why a document was not read: all its problems, with the text that they are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    problems: Problems,
    name: String,
    text: String,
}

impl LoadError {
    fn new(problems: impl Into<Problems>, name: &str, text: &str) -> Self {
        LoadError::from_list(problems.into().into_vec(), name, text)
    }

    fn from_list(mut problems: Vec<Problem>, name: &str, text: &str) -> Self {
        place::locate(text, &mut problems);
        // Never empty: it came from a list that was not.
        let silent = || Problem::new(Code::Syntax, Place::default(), "the document was not read");
        let problems = Problems::new(problems).unwrap_or_else(|| silent().into());
        LoadError { problems, name: name.to_owned(), text: text.to_owned() }
    }

    /// The problems, in the order of the text.
    pub fn problems(&self) -> &Problems {
        &self.problems
    }

    /// All problems with their source lines, for a person to read.
    pub fn report(&self) -> Report<'_> {
        Report::new(&self.problems, &self.name, &self.text)
    }
}

/// One line for each problem; see [`report`](LoadError::report) for source lines.
impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.problems, f)
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.problems)
    }
}

/// Reads a programme from TOML.
///
/// # Errors
///
/// All problems in one pass: every syntax error; or else every problem of shape and of meaning,
/// each with its line and column.
///
/// ```
/// let text = "format = 1\n[programme]\nid = \"calmer-wards\"\nnmae = \"Calmer wards\"\n";
/// let error = improvement::document::from_toml(text).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "error[D005] at 4:1 (programme.nmae): unknown field `nmae` (did you mean `name`?)",
/// );
/// ```
#[cfg(feature = "toml")]
pub fn from_toml(text: &str) -> Result<Loaded, LoadError> {
    load(text, Format::Toml, &Options::default(), None)
}

/// Reads a programme from JSON.
///
/// # Errors
///
/// The first syntax error with its line and column; or else every problem of shape and of meaning,
/// each with its path.
#[cfg(feature = "json")]
pub fn from_json(text: &str) -> Result<Loaded, LoadError> {
    load(text, Format::Json, &Options::default(), None)
}

/// Reads a programme from a text of a format.
///
/// # Errors
///
/// As [`from_toml`] and [`from_json`]; a text over the limit.
#[cfg_attr(not(feature = "toml"), expect(rustdoc::broken_intra_doc_links, reason = "feature off"))]
#[cfg_attr(not(feature = "json"), allow(rustdoc::broken_intra_doc_links))]
pub fn from_text(text: &str, format: Format, options: &Options) -> Result<Loaded, LoadError> {
    load(text, format, options, None)
}

/// Reads a programme from a file, TOML or JSON by its ending, and the series beside it.
///
/// Series in CSV files are read only from the document's own folder and below it.
///
/// # Errors
///
/// A file that cannot be read, is not UTF-8 or is too large; an ending that is neither `.toml` nor
/// `.json`; and whatever the document itself holds.
pub fn load_path(path: impl AsRef<Path>) -> Result<Loaded, LoadError> {
    let path = path.as_ref();
    let options = Options { name: path.display().to_string(), ..Options::default() };
    load_path_with(path, &options)
}

/// [`load_path`] with options.
///
/// # Errors
///
/// As [`load_path`].
pub fn load_path_with(path: impl AsRef<Path>, options: &Options) -> Result<Loaded, LoadError> {
    let path = path.as_ref();
    // The file is known to the caller by the name under which it is to be reported.
    let refuse = |problems: Problems| {
        let mut problems = problems.into_vec();
        for problem in &mut problems {
            problem.place.file = Some(options.name.clone());
        }
        LoadError::from_list(problems, &options.name, "")
    };
    let format = format_of(path).map_err(|problem| refuse(problem.into()))?;
    let text = super::files::load_text(path, options.max_bytes).map_err(refuse)?;
    let folder = Folder::of(path).map_err(refuse)?;
    load(&text, format, options, Some(&folder))
}

fn format_of(path: &Path) -> Result<Format, Problem> {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    match ending.as_deref() {
        Some("toml") => Ok(Format::Toml),
        Some("json") => Ok(Format::Json),
        other => Err(Problem::new(
            Code::Unreadable,
            Place::default().in_file(path.display().to_string()),
            match other {
                Some(other) => format!("expected a file ending in .toml or .json, found .{other}"),
                None => "expected a file ending in .toml or .json, found no ending".to_owned(),
            },
        )),
    }
}

fn load(
    text: &str,
    format: Format,
    options: &Options,
    folder: Option<&Folder>,
) -> Result<Loaded, LoadError> {
    let refuse = |problems: Problems| LoadError::new(problems, &options.name, text);
    if text.len() as u64 > options.max_bytes {
        let message = format!("expected at most {} bytes, found {}", options.max_bytes, text.len());
        let problem = Problem::new(Code::TooLarge, Place::default(), message);
        return Err(LoadError::new(problem, &options.name, ""));
    }
    let mut tree = parse(text, format).map_err(refuse)?;
    let sections = Sections::read(&mut tree, format, folder, options.max_bytes);
    let (programme, notes) = sections.build(&tree).map_err(refuse)?;
    Ok(Loaded { programme, notes })
}

fn parse(text: &str, format: Format) -> Result<Node<'_>, Problems> {
    match format {
        #[cfg(feature = "toml")]
        Format::Toml => super::toml::parse(text),
        #[cfg(feature = "json")]
        Format::Json => super::json::parse(text),
        #[cfg(not(all(feature = "toml", feature = "json")))]
        other => {
            let (name, feature) = match other {
                Format::Toml => ("TOML", "toml"),
                Format::Json => ("JSON", "json"),
            };
            let _ = text;
            let message =
                format!("{name} is read only with the feature `{feature}` of this library");
            Err(Problem::new(Code::Unreadable, Place::default(), message).into())
        }
    }
}
