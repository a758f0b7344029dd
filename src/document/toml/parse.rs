//! TOML text to tree.

use std::borrow::Cow;
use std::ops::Range;

use ::toml::de::{DeTable, DeValue, Error};

use super::brackets::{self, Brackets};
use super::duplicate;
use crate::base::{Code, Date, DateError, Place, Problem, Problems};
use crate::document::place::{Lines, locate};
use crate::document::read::MAX_PROBLEMS;
use crate::document::tree::{Entry, Extent, MAX_DEPTH, Node, Value, push_key, push_position};
use crate::document::words;

/// Reads TOML text into a tree that borrows from it.
///
/// # Errors
///
/// Every syntax error of the text (up to 64), with its place: `a = ` ([`Code::Syntax`]), a key given twice
/// ([`Code::DuplicateKey`]), a date the calendar does not have or a number too large to hold
/// ([`Code::InvalidValue`]), and nesting of more than [`MAX_DEPTH`] levels ([`Code::TooLarge`]).
pub fn parse(text: &str) -> Result<Node<'_>, Problems> {
    let mut tree = Tree { text, path: String::new(), problems: Vec::new() };
    let mut value = Value::Null;
    let brackets = brackets::look(text);
    if let Some(bytes) = brackets.too_deep {
        tree.problems.push(too_deep(Place::default().with_span(bytes)));
    } else if let Ok(root) = DeTable::parse(text) {
        value = tree.table(root.into_inner(), 0);
    } else {
        tree.problems = syntax(text, &brackets);
    }
    tree.problems.truncate(MAX_PROBLEMS);
    locate(text, &mut tree.problems);
    match Problems::new(tree.problems) {
        None => Ok(Node { value, extent: Extent::new(0..0) }),
        Some(problems) => Err(problems),
    }
}

fn too_deep(place: Place) -> Problem {
    Problem::new(Code::TooLarge, place, format!("nested more than {MAX_DEPTH} levels deep"))
}

/// All syntax errors of a text that has at least one.
///
/// The parser goes on after most errors, but not after a line without `=` nor after a header that
/// is not closed. Such lines are blanked, and the rest is parsed again; how often, is bounded by
/// the length of the text, so that hostile text costs no more than a long one.
fn syntax(text: &str, brackets: &Brackets) -> Vec<Problem> {
    let lines = Lines::new(text);
    let mut problems: Vec<Problem> = Vec::new();
    let mut patched = text.to_owned();
    // Under a header that was blanked, keys seem to repeat those of the table before it.
    let mut headers: Vec<usize> = Vec::new();
    let mut end = usize::MAX;
    for _ in 0..(PATIENCE / text.len().max(1)).clamp(1, MAX_PROBLEMS) {
        let (root, errors) = DeTable::parse_recoverable(&patched);
        if let Some((at, message)) = swallowing(&errors, brackets).filter(|(at, _)| *at < end) {
            end = at;
            let place = Place::default().with_span(at..at + 1);
            problems.push(Problem::new(Code::Syntax, place, message));
        }
        let mut blank = Vec::new();
        for error in &errors {
            let span = error.span().unwrap_or(text.len()..text.len());
            if problems.len() >= MAX_PROBLEMS {
                break;
            }
            if span.start >= end {
                continue;
            }
            let known = |p: &Problem| p.place.span.as_ref().is_some_and(|s| s.start == span.start);
            let unclosed_header = error.message().starts_with("unclosed table")
                || error.message().starts_with("unclosed array table");
            if unclosed_header || error.message().starts_with("key with no value") {
                blank.extend(lines.line(lines.position(span.start).line));
            }
            let unsure = error.message() == REPEATED
                && headers.contains(&duplicate::section_start(text, span.start));
            if !unsure && !problems.iter().any(known) {
                problems.push(problem(text, root.get_ref(), &lines, error.message(), span.clone()));
            }
            if unclosed_header {
                headers.push(duplicate::section_start(text, span.start));
            }
        }
        if blank.is_empty() {
            break;
        }
        drop((root, errors));
        for line in blank {
            let blanks = " ".repeat(line.len());
            patched.replace_range(line, &blanks);
        }
    }
    problems.sort_by_key(|p| p.place.span.as_ref().map_or(usize::MAX, |span| span.start));
    // On one line, one error leads to the next.
    let mut last = None;
    problems.retain(|problem| {
        let line = problem.place.span.as_ref().map(|span| lines.position(span.start).line);
        let follows = problem.code == Code::Syntax && last == line;
        if problem.code == Code::Syntax {
            last = line;
        }
        !follows
    });
    problems
}

/// Where something opens that is never closed, and what it is. It swallows the rest of the text, so
/// it is reported where it opens, and what the parser made of the rest is not.
fn swallowing(errors: &[Error], brackets: &Brackets) -> Option<(usize, &'static str)> {
    let said = |start: &str| errors.iter().any(|e| e.message().starts_with(start));
    if said("invalid multi-line") {
        Some((brackets.unclosed_text?, "a text of several lines that is never closed"))
    } else if said("unclosed array,") {
        Some((brackets.unclosed?, "a bracket that is never closed"))
    } else if said("unclosed inline table") {
        Some((brackets.unclosed?, "a brace that is never closed"))
    } else {
        None
    }
}

/// How many bytes may be parsed again to find more errors.
const PATIENCE: usize = 16 * 1024 * 1024;

/// What the parser says of a key that is given twice.
const REPEATED: &str = "duplicate key";

fn problem(
    text: &str,
    root: &DeTable<'_>,
    lines: &Lines<'_>,
    message: &str,
    span: Range<usize>,
) -> Problem {
    let found = text.get(span.clone()).unwrap_or("");
    let place = Place::default().with_span(span.clone());
    if message == REPEATED {
        repeated(text, root, lines, &span, place)
    } else if let Some(message) = impossible_date(found) {
        Problem::new(Code::InvalidValue, place, message).with_found(found)
    } else if message.starts_with("cannot recurse further") {
        too_deep(place)
    } else {
        Problem::new(Code::Syntax, place, plain(message, found))
    }
}

fn repeated(
    text: &str,
    root: &DeTable<'_>,
    lines: &Lines<'_>,
    span: &Range<usize>,
    place: Place,
) -> Problem {
    let key = text.get(span.clone()).unwrap_or("").trim();
    let problem =
        Problem::new(Code::DuplicateKey, place, format!("duplicate key `{key}`")).with_found(key);
    match duplicate::first(text, root, span) {
        Some(first) => {
            problem.with_help(format!("the first `{key}` is at {}", lines.position(first)))
        }
        None => problem,
    }
}

/// What is wrong with a bare date of the right form that the calendar does not have.
fn impossible_date(found: &str) -> Option<String> {
    match found.parse::<Date>() {
        Err(DateError::Form { .. }) | Ok(_) => None,
        Err(error) => Some(error.to_string()),
    }
}

/// The parser's message in plain words.
fn plain(message: &str, found: &str) -> String {
    if message.starts_with("string values must be quoted") {
        return match found.trim() {
            "" => "expected a value, found nothing".to_owned(),
            found => format!("a text must stand in quotes, found `{}`", words::short(found)),
        };
    }
    if message.starts_with("invalid basic string") || message.starts_with("invalid literal string")
    {
        return "a text without its closing quote".to_owned();
    }
    message.strip_suffix(", expected nothing").unwrap_or(message).replace('\n', " ")
}

struct Tree<'t> {
    text: &'t str,
    /// Path of what is being read, kept for problems; a key is added only where one arises.
    path: String,
    problems: Vec<Problem>,
}

impl<'t> Tree<'t> {
    fn table(&mut self, table: DeTable<'t>, depth: usize) -> Value<'t> {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let key_extent = Extent::new(key.span());
            let key = key.into_inner();
            let before = self.problems.len();
            let extent = value.span();
            let value = self.value(value.into_inner(), &extent, depth + 1);
            self.under(before, |path| push_key(path, &key));
            entries.push(Entry {
                key,
                key_extent,
                node: Node { value, extent: Extent::new(extent) },
            });
        }
        Value::Table(entries)
    }

    fn value(&mut self, value: DeValue<'t>, span: &Range<usize>, depth: usize) -> Value<'t> {
        match value {
            DeValue::String(text) => Value::String(text),
            DeValue::Boolean(yes) => Value::Bool(yes),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => Value::Integer(number),
                    Err(_) => self.too_large(
                        span,
                        format!("a whole number from {} to {}", i64::MIN, i64::MAX),
                    ),
                }
            }
            DeValue::Float(number) => match number.as_str().parse::<f64>() {
                Ok(found) if found.is_finite() || !is_digits(number.as_str()) => {
                    Value::Float(found)
                }
                _ => self.too_large(span, "a number below 1.8e308".to_owned()),
            },
            DeValue::Datetime(_) => {
                Value::Date(Cow::Borrowed(self.text.get(span.clone()).unwrap_or("")))
            }
            DeValue::Array(_) | DeValue::Table(_) if depth > MAX_DEPTH => {
                self.problems.push(too_deep(Place::default().with_span(span.clone())));
                Value::Null
            }
            DeValue::Array(items) => {
                let mut nodes = Vec::with_capacity(items.len());
                for (position, item) in items.into_iter().enumerate() {
                    let before = self.problems.len();
                    let span = item.span();
                    let value = self.value(item.into_inner(), &span, depth + 1);
                    self.under(before, |path| push_position(path, position));
                    nodes.push(Node { value, extent: Extent::new(span) });
                }
                Value::Array(nodes)
            }
            DeValue::Table(table) => self.table(table, depth),
        }
    }

    fn too_large(&mut self, span: &Range<usize>, expected: String) -> Value<'t> {
        let found = self.text.get(span.clone()).unwrap_or("").to_owned();
        let place = Place::default().with_span(span.clone());
        let message = format!("expected {expected}, found {found}");
        self.problems.push(
            Problem::new(Code::InvalidValue, place, message)
                .with_found(found)
                .with_expected(expected),
        );
        Value::Null
    }

    /// Puts the problems added since under one more step of their path.
    fn under(&mut self, before: usize, step: impl Fn(&mut String)) {
        for problem in self.problems.iter_mut().skip(before) {
            self.path.clear();
            step(&mut self.path);
            if !problem.place.path.is_empty() {
                self.path.push('.');
                self.path.push_str(&problem.place.path);
            }
            problem.place.path.clone_from(&self.path);
        }
    }
}

fn is_digits(number: &str) -> bool {
    number.bytes().any(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        parse(text).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_syntax_error_is_reported_at_once() {
        let text = "a = \nb = 1\nno value\nc = yes\nd = \"x\n[e\ne = tru\nf = [1,,2]\n\
                    b = 3\n[[g]\nh = 01\n[i]\nk = 1\nk = 2\n";
        assert_eq!(
            said(text),
            [
                "error[D001] at 1:5: expected a value, found nothing",
                "error[D001] at 3:4: key with no value, expected `=`",
                "error[D001] at 4:5: a text must stand in quotes, found `yes`",
                "error[D001] at 5:7: a text without its closing quote",
                "error[D001] at 6:3: unclosed table, expected `]`",
                "error[D001] at 7:5: invalid boolean, expected `true`",
                "error[D001] at 8:8: extra comma in array, expected value",
                "error[D001] at 10:5: unclosed array table, expected `]`",
                "error[D001] at 11:5: unexpected leading zero",
                "error[D004] at 14:1: duplicate key `k` (the first `k` is at 13:1)",
            ]
        );
    }

    #[test]
    fn what_is_never_closed_is_reported_where_it_opens() {
        let rest = "c = 1\n[d]\ne = 2\n".repeat(50);
        let cases = [
            (format!("a = tru\nb = [1, 2\n{rest}"), "2:5: a bracket that is never closed"),
            (format!("a = tru\nb = {{ x = 1\n{rest}"), "2:5: a brace that is never closed"),
            (
                format!("a = tru\nb = \"\"\"x\n{rest}"),
                "2:5: a text of several lines that is never closed",
            ),
        ];
        for (text, expected) in cases {
            let said = said(&text);
            assert_eq!(said.len(), 2, "{said:#?}");
            assert_eq!(said[1], format!("error[D001] at {expected}"));
        }
    }

    #[test]
    fn a_repeated_key_says_where_the_first_is() {
        let cases = [
            ("a = 1\na = 2\n", "2:1: duplicate key `a` (the first `a` is at 1:1)"),
            (
                "[t]\na = 1\n[u]\na = 1\nb = 2\na = 3\n",
                "6:1: duplicate key `a` (the first `a` is at 4:1)",
            ),
            ("[t.u]\na = 1\n[v]\n[t.u]\n", "4:4: duplicate key `u` (the first `u` is at 1:1)"),
            ("x = 1\na = { x = 1 }\nx = 2\n", "3:1: duplicate key `x` (the first `x` is at 1:1)"),
            (
                "a = { x = 1, y = 2, x = 3 }\nx = 1\n",
                "1:21: duplicate key `x` (the first `x` is at 1:7)",
            ),
            ("a.x = 1\nb.x = 1\nb.x = 2\n", "3:3: duplicate key `x` (the first `x` is at 2:3)"),
        ];
        for (text, expected) in cases {
            assert_eq!(said(text), [format!("error[D004] at {expected}")], "{text}");
        }
    }

    #[test]
    fn impossible_dates_are_explained() {
        assert_eq!(
            said("by = 2013-02-29\nto = 2013-13-01\n"),
            [
                "error[D009] at 1:6: 2013-02-29 is not a day of the calendar: February 2013 has 28 days",
                "error[D009] at 2:6: 2013-13-01 is not a day of the calendar: there are 12 months",
            ]
        );
    }

    #[test]
    fn numbers_too_large_to_hold_are_refused() {
        let said = said("[a]\nb = [1, 9223372036854775808]\nc = 1e999\n");
        assert_eq!(said.len(), 2, "{said:#?}");
        assert!(said[0].starts_with("error[D009] at 2:9 (a.b.1): expected a whole number from"));
        assert!(said[1].starts_with("error[D009] at 3:5 (a.c): expected a number below"));
    }

    #[test]
    fn numbers_are_kept_as_written() {
        let tree = parse("a = 0xff\nb = 1_000\nc = -inf\nd = 2.50\ne = +7\nf = 0b101\n").unwrap();
        let value = |key| tree.get(key).map(|n| n.value.clone()).unwrap();
        assert_eq!(value("a"), Value::Integer(255));
        assert_eq!(value("b"), Value::Integer(1000));
        assert_eq!(value("c"), Value::Float(f64::NEG_INFINITY));
        assert_eq!(value("d"), Value::Float(2.5));
        assert_eq!(value("e"), Value::Integer(7));
        assert_eq!(value("f"), Value::Integer(5));
    }

    #[test]
    fn dates_keep_their_text() {
        let tree = parse("a = 2012-12-01\nb = 2012-12-01 10:00:00Z\nc = \"2012-12-01\"\n").unwrap();
        let value = |key| tree.get(key).map(|n| n.value.clone()).unwrap();
        assert_eq!(value("a"), Value::Date("2012-12-01".into()));
        assert_eq!(value("b"), Value::Date("2012-12-01 10:00:00Z".into()));
        assert_eq!(value("c"), Value::String("2012-12-01".into()));
    }

    #[test]
    fn deep_nesting_is_refused_without_exhausting_the_stack() {
        let cases = [
            format!("a = {}", "[".repeat(100_000)),
            format!("a = {}", "{a=".repeat(100_000)),
            format!("{}a = 1", "a.".repeat(100_000)),
            format!("[{}a]", "a.".repeat(100_000)),
            format!("a = {}{}", "[".repeat(65), "]".repeat(65)),
        ];
        for text in cases {
            let said = said(&text);
            assert_eq!(said.len(), 1);
            assert!(said[0].contains("nested more than 64 levels deep"), "{said:?}");
        }
        assert!(parse(&format!("a = {}{}", "[".repeat(60), "]".repeat(60))).is_ok());
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_are_accepted() {
        let tree = parse("\u{feff}a = 1\r\n[b]\r\nc = 2\r\n").unwrap();
        assert_eq!(tree.path("", &[1, 0]), "b.c");
        assert_eq!(
            said("\u{feff}a = 1\r\na = 2\r\n")[0],
            "error[D004] at 2:1: duplicate key `a` (the first `a` is at 1:1)"
        );
    }
}
