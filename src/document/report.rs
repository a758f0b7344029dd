//! Problems shown to a person: source line, caret, code and a way out.

use std::fmt;

use super::place::Lines;
use crate::base::{Position, Problem, Problems};

/// Prints problems together with the text in which they are.
///
/// With the feature `diagnostics` each problem shows its source line with carets; without it, one
/// line for each problem and one for its way out.
///
/// ```
/// use improvement::document::report::Report;
/// # #[cfg(all(feature = "toml", feature = "diagnostics"))] {
/// let text = "a = 1\na = 2\n";
/// let problems = improvement::document::toml::parse(text).unwrap_err();
/// assert_eq!(Report::new(&problems, "falls.toml", text).to_string(), "\
/// error[D004]: duplicate key `a`
///  --> falls.toml:2:1
///   |
/// 2 | a = 2
///   | ^
///   |
///   = help: the first `a` is at 1:1
/// ");
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Report<'r> {
    problems: &'r Problems,
    name: &'r str,
    text: &'r str,
    colour: bool,
}

impl<'r> Report<'r> {
    /// A report of problems in a document of this name and text, without colour.
    pub fn new(problems: &'r Problems, name: &'r str, text: &'r str) -> Self {
        Report { problems, name, text, colour: false }
    }

    /// The same report, in the colours of a terminal or without. Without the feature
    /// `diagnostics` there are none.
    #[must_use]
    pub fn with_colour(mut self, colour: bool) -> Self {
        self.colour = colour;
        self
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = Lines::new(self.text);
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            f.write_str(&shown(self, &lines, problem))?;
        }
        Ok(())
    }
}

impl Report<'_> {
    /// The name of the file that a problem is in.
    fn file<'p>(&'p self, problem: &'p Problem) -> &'p str {
        problem.place.file.as_deref().unwrap_or(self.name)
    }
}

/// Line and column of a problem, if they are known or can be found in the text.
fn position(lines: &Lines<'_>, problem: &Problem) -> Option<Position> {
    let here = problem.place.span.as_ref().filter(|_| problem.place.file.is_none());
    problem.place.position.or_else(|| here.map(|span| lines.position(span.start)))
}

/// What was expected, where the message does not say it.
fn unsaid_expected(problem: &Problem) -> Option<&str> {
    problem.expected.as_deref().filter(|expected| !problem.message.contains(*expected))
}

#[cfg(not(feature = "diagnostics"))]
fn shown(report: &Report<'_>, lines: &Lines<'_>, problem: &Problem) -> String {
    use std::fmt::Write as _;
    let mut text = report.file(problem).to_owned();
    // Writing to a string cannot fail.
    let _ = match (position(lines, problem), problem.place.path.as_str()) {
        (Some(position), _) => write!(text, ":{position}"),
        (None, "") => Ok(()),
        (None, path) => write!(text, " ({path})"),
    };
    let _ = writeln!(text, ": {}[{}]: {}", problem.severity, problem.code, problem.message);
    if let Some(expected) = unsaid_expected(problem) {
        let _ = writeln!(text, "  expected {expected}");
    }
    if let Some(help) = &problem.help {
        let _ = writeln!(text, "  help: {help}");
    }
    text
}

#[cfg(feature = "diagnostics")]
fn shown(report: &Report<'_>, lines: &Lines<'_>, problem: &Problem) -> String {
    use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

    let level = match problem.severity {
        crate::base::Severity::Error => Level::ERROR,
        crate::base::Severity::Warning => Level::WARNING,
        crate::base::Severity::Note => Level::NOTE,
    };
    let plain = annotate_snippets::normalize_untrusted_str;
    let title = level.primary_title(plain(&problem.message)).id(problem.code.as_str());
    let file = plain(report.file(problem));
    let source = Source::of(report.text, lines, problem);
    let mut group = match (&source, position(lines, problem)) {
        (Some(source), _) => title.element(
            Snippet::source(source.text)
                .line_start(source.line)
                .path(file)
                .annotation(AnnotationKind::Primary.span(source.span.clone())),
        ),
        (None, Some(Position { line, column })) => {
            title.element(Origin::path(file).line(line).char_column(column))
        }
        (None, None) => title.element(Origin::path(file)),
    };
    if source.is_none() && !problem.place.path.is_empty() {
        group = group.element(Level::NOTE.message(plain(&format!("at {}", problem.place.path))));
    }
    if let Some(expected) = unsaid_expected(problem) {
        group = group.element(Level::NOTE.message(plain(&format!("expected {expected}"))));
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(plain(help)));
    }
    let renderer = if report.colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// The one line of the text that is shown for a problem, and the bytes of it that are meant.
#[cfg(feature = "diagnostics")]
struct Source<'t> {
    text: &'t str,
    line: usize,
    span: std::ops::Range<usize>,
}

#[cfg(feature = "diagnostics")]
impl<'t> Source<'t> {
    fn of(text: &'t str, lines: &Lines<'_>, problem: &Problem) -> Option<Self> {
        let span = problem.place.span.clone().filter(|_| problem.place.file.is_none())?;
        let line = lines.position(span.start).line;
        let bytes = lines.line(line)?;
        let shown = text.get(bytes.clone())?;
        // A span over several lines is shown by its first; one past the end, by the end.
        let start = span.start.clamp(bytes.start, bytes.end) - bytes.start;
        let end = span.end.clamp(bytes.start + start, bytes.end) - bytes.start;
        shown.get(start..end)?;
        Some(Source { text: shown, line, span: start..end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Code, Place};

    fn report(problems: Vec<Problem>, text: &str) -> String {
        Report::new(&Problems::new(problems).unwrap(), "falls.toml", text).to_string()
    }

    fn problem(place: Place) -> Problem {
        Problem::new(Code::UnknownField, place, "unknown field `lable`")
            .with_expected("one of `label` or `level`")
            .with_help("did you mean `label`?")
    }

    #[cfg(feature = "diagnostics")]
    #[test]
    fn a_problem_shows_its_line() {
        let text = "a = 1\r\nlable = \"ä\"\r\n";
        let shown = report(vec![problem(Place::at("lable").with_span(7..12))], text);
        assert_eq!(
            shown,
            "error[D005]: unknown field `lable`\n --> falls.toml:2:1\n  |\n2 | lable = \"ä\"\n  | ^^^^^\n  |\n  \
             = note: expected one of `label` or `level`\n  = help: did you mean `label`?\n"
        );
    }

    #[cfg(feature = "diagnostics")]
    #[test]
    fn a_long_line_is_shown_in_part() {
        let text = format!("a = [{}x]", "1, ".repeat(5000));
        let at = text.len() - 2;
        let shown = report(vec![problem(Place::at("a").with_span(at..at + 1))], &text);
        assert!(shown.lines().all(|line| line.chars().count() < 200), "{shown}");
        assert!(shown.contains('^') && shown.contains("1, x]"), "{shown}");
    }

    #[cfg(feature = "diagnostics")]
    #[test]
    fn colour_is_asked_for() {
        let problems = Problems::from(problem(Place::at("a").with_span(0..1)));
        let plain = Report::new(&problems, "a.toml", "a = 1");
        assert!(!plain.to_string().contains('\u{1b}'));
        assert!(plain.with_colour(true).to_string().contains('\u{1b}'));
    }

    #[cfg(feature = "diagnostics")]
    #[test]
    fn control_characters_of_the_document_do_not_reach_the_terminal() {
        let text = "a = \"\u{1b}[31m\u{7}\"";
        let shown = report(vec![problem(Place::at("a").with_span(4..text.len()))], text);
        assert!(!shown.contains(['\u{1b}', '\u{7}']), "{shown}");
    }

    #[test]
    fn a_problem_without_a_place_in_the_text_shows_its_path() {
        let shown = report(vec![problem(Place::at("measures.falls.lable"))], "");
        assert!(shown.contains("falls.toml") && shown.contains("measures.falls.lable"), "{shown}");
        let other = Place { position: Some(Position { line: 3, column: 5 }), ..Place::at("value") };
        let shown = report(vec![problem(other.in_file("rates.csv"))], "a = 1");
        assert!(shown.contains("rates.csv:3:5"), "{shown}");
    }

    #[test]
    fn places_outside_the_text_do_no_harm() {
        let backwards = std::ops::Range { start: 5, end: 2 };
        for span in [0..0, 5..5, 90..99, 0..99, 1..2, backwards] {
            for text in ["", "é", "a = 1\n", "\u{feff}"] {
                let shown = report(vec![problem(Place::at("a").with_span(span.clone()))], text);
                assert!(shown.contains("D005"), "{shown}");
            }
        }
    }
}
