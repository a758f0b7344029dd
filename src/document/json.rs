//! JSON: text to tree, refusing what `serde_json` alone would change in silence, and tree to text.
//!
//! `serde_json` keeps the last of two equal keys and turns whole numbers beyond 64 bits into floating
//! point numbers; here both are problems. Dates are strings in JSON.
//!
//! ```
//! use improvement::document::json;
//!
//! let tree = json::parse(r#"{"programme": {"id": "calmer-wards"}}"#).unwrap();
//! assert!(json::print(&tree)?.contains("\"id\": \"calmer-wards\""));
//!
//! let problems = json::parse("{\"a\": 1,\n \"a\": 2}").unwrap_err();
//! assert_eq!(problems.to_string(), "error[D004] at 2:2 (a): duplicate key `a` (the first `a` is at 1:2)");
//! # Ok::<(), improvement::document::Unwritable>(())
//! ```

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::fmt;

use serde::Serialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeMap, SerializeSeq, Serializer};

use super::place::{Lines, locate};
use super::read::MAX_PROBLEMS;
use super::tree::{Entry, Extent, MAX_DEPTH, Node, Value};
use super::unwritable::{Reason, Unwritable};
use crate::base::{Code, Place, Problem, Problems};

/// Reads JSON text into a tree that borrows from it.
///
/// Keys and strings know their place unless they have escapes in them; other values have the place
/// of the nearest key.
///
/// # Errors
///
/// The first syntax error ([`Code::Syntax`]) or nesting of more than [`MAX_DEPTH`] levels
/// ([`Code::TooLarge`]); failing that, every key given twice ([`Code::DuplicateKey`]) and every
/// whole number too large to hold ([`Code::InvalidValue`]), up to 64.
pub fn parse(text: &str) -> Result<Node<'_>, Problems> {
    let source = Source { text, depth: 0, large: &Cell::new(false), deep: &Cell::new(false) };
    let content = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut deserializer = serde_json::Deserializer::from_str(content);
    let parsed = source.deserialize(&mut deserializer);
    let root = match parsed.and_then(|root| deserializer.end().map(|()| root)) {
        Ok(root) => root,
        Err(error) => return Err(syntax(text, &error, source.deep.get()).into()),
    };
    let mut problems = Vec::new();
    if source.large.get() {
        large_numbers(text, &mut problems);
    }
    let lines = std::cell::OnceCell::new();
    duplicates(
        &root,
        &root,
        &mut Vec::new(),
        &mut |extent| {
            let lines = lines.get_or_init(|| Lines::new(text));
            extent.bytes().map(|bytes| lines.position(bytes.start).to_string())
        },
        &mut problems,
    );
    locate(text, &mut problems);
    match Problems::new(problems) {
        None => Ok(root),
        Some(problems) => Err(problems),
    }
}

/// Writes a tree as JSON, indented by two spaces. Tombstones are left out.
///
/// # Errors
///
/// An infinite number or NaN, which JSON cannot write.
pub fn print(tree: &Node<'_>) -> Result<String, Unwritable> {
    check(tree)?;
    let mut text = serde_json::to_string_pretty(&Printed(tree)).map_err(Unwritable::custom)?;
    text.push('\n');
    Ok(text)
}

fn syntax(text: &str, error: &serde_json::Error, deep: bool) -> Problem {
    let lines = Lines::new(text);
    let start = lines.byte_at(error.line(), error.column());
    let end = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let place = Place { position: Some(lines.position(start)), ..Place::default() }
        .with_span(start..start + end);
    let message = error.to_string();
    if deep || message.starts_with("recursion limit exceeded") {
        let message = format!("nested more than {MAX_DEPTH} levels deep");
        return Problem::new(Code::TooLarge, place, message);
    }
    // The position is said by the place.
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(said, _)| said);
    Problem::new(Code::Syntax, place, message.to_lowercase())
}

/// The text that is read, and what is noticed on the way.
#[derive(Clone, Copy)]
struct Source<'t, 's> {
    text: &'t str,
    depth: usize,
    /// Whether there may be a whole number that was changed.
    large: &'s Cell<bool>,
    /// Whether the limit of depth was met.
    deep: &'s Cell<bool>,
}

impl Source<'_, '_> {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth < MAX_DEPTH {
            return Ok(Source { depth: self.depth + 1, ..self });
        }
        self.deep.set(true);
        Err(E::custom("nested too deeply"))
    }

    /// Where a borrowed string stands, with its quotes.
    fn extent(&self, part: &str) -> Extent {
        let start = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize);
        match start.and_then(|start| start.checked_sub(1)) {
            Some(start) if start + part.len() + 2 <= self.text.len() => {
                Extent::new(start..start + part.len() + 2)
            }
            _ => Extent::UNKNOWN,
        }
    }
}

impl<'t> DeserializeSeed<'t> for Source<'t, '_> {
    type Value = Node<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Node<'t>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Source<'t, '_> {
    type Value = Node<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node<'t>, E> {
        Ok(Value::Null.into())
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Node<'t>, E> {
        Ok(Value::Bool(yes).into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node<'t>, E> {
        Ok(Value::Integer(number).into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node<'t>, E> {
        if let Ok(number) = i64::try_from(number) {
            return Ok(Value::Integer(number).into());
        }
        self.large.set(true);
        Ok(Value::Null.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node<'t>, E> {
        // Beyond 63 bits, it may have been written as a whole number.
        if number.abs() >= 9e18 {
            self.large.set(true);
        }
        Ok(Value::Float(number).into())
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<Node<'t>, E> {
        Ok(Node { value: Value::String(Cow::Borrowed(text)), extent: self.extent(text) })
    }

    fn visit_str<E>(self, text: &str) -> Result<Node<'t>, E> {
        Ok(Value::String(Cow::Owned(text.to_owned())).into())
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut seq: A) -> Result<Node<'t>, A::Error> {
        let inner = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(inner)? {
            items.push(item);
        }
        Ok(Value::Array(items).into())
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Node<'t>, A::Error> {
        let inner = self.deeper()?;
        let mut entries = Vec::new();
        while let Some((key, key_extent)) = map.next_key_seed(Key(inner))? {
            let node = map.next_value_seed(inner)?;
            entries.push(Entry { key, key_extent, node });
        }
        Ok(Value::Table(entries).into())
    }
}

/// A key of the text.
struct Key<'t, 's>(Source<'t, 's>);

impl<'t> DeserializeSeed<'t> for Key<'t, '_> {
    type Value = (Cow<'t, str>, Extent);

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'t> Visitor<'t> for Key<'t, '_> {
    type Value = (Cow<'t, str>, Extent);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'t str) -> Result<Self::Value, E> {
        Ok((Cow::Borrowed(key), self.0.extent(key)))
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok((Cow::Owned(key.to_owned()), Extent::UNKNOWN))
    }
}

/// Finds whole numbers beyond 64 bits with a sign in text that is known to be well-formed.
fn large_numbers(text: &str, problems: &mut Vec<Problem>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at).filter(|_| problems.len() < MAX_PROBLEMS) {
        let from = at;
        at += 1;
        match byte {
            b'"' => {
                while let Some(&byte) = bytes.get(at) {
                    at += if byte == b'\\' { 2 } else { 1 };
                    if byte == b'"' {
                        break;
                    }
                }
            }
            b'-' | b'0'..=b'9' => {
                while bytes
                    .get(at)
                    .is_some_and(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'))
                {
                    at += 1;
                }
                let number = text.get(from..at).unwrap_or("");
                let whole = !number.contains(['.', 'e', 'E']);
                if whole && number.parse::<i64>().is_err() {
                    let expected = format!("a whole number from {} to {}", i64::MIN, i64::MAX);
                    let message = format!("expected {expected}, found {number}");
                    let place = Place::default().with_span(from..at);
                    problems.push(
                        Problem::new(Code::InvalidValue, place, message)
                            .with_found(number)
                            .with_expected(expected),
                    );
                }
            }
            _ => {}
        }
    }
}

/// Finds keys given twice in one table.
fn duplicates(
    root: &Node<'_>,
    node: &Node<'_>,
    steps: &mut Vec<usize>,
    position: &mut dyn FnMut(Extent) -> Option<String>,
    problems: &mut Vec<Problem>,
) {
    match &node.value {
        Value::Array(items) => {
            for (step, item) in items.iter().enumerate() {
                steps.push(step);
                duplicates(root, item, steps, position, problems);
                steps.pop();
            }
        }
        Value::Table(entries) => {
            let mut seen = Seen::new(entries);
            for (step, entry) in entries.iter().enumerate() {
                if problems.len() >= MAX_PROBLEMS {
                    return;
                }
                steps.push(step);
                if let Some(first) = seen.before(step) {
                    let place = Place::at(root.path("", steps));
                    let place = match entry.key_extent.bytes() {
                        Some(bytes) => place.with_span(bytes),
                        None => place,
                    };
                    let key = &entry.key;
                    let problem =
                        Problem::new(Code::DuplicateKey, place, format!("duplicate key `{key}`"))
                            .with_found(key.as_ref());
                    problems.push(match position(first.key_extent) {
                        Some(at) => problem.with_help(format!("the first `{key}` is at {at}")),
                        None => problem,
                    });
                }
                duplicates(root, &entry.node, steps, position, problems);
                steps.pop();
            }
        }
        _ => {}
    }
}

/// The first entry of each key; a small table is simply looked through.
struct Seen<'n, 't> {
    entries: &'n [Entry<'t>],
    first: HashMap<&'n str, usize>,
}

impl<'n, 't> Seen<'n, 't> {
    const SMALL: usize = 16;

    fn new(entries: &'n [Entry<'t>]) -> Self {
        let mut first = HashMap::new();
        if entries.len() > Self::SMALL {
            for (step, entry) in entries.iter().enumerate() {
                first.entry(entry.key.as_ref()).or_insert(step);
            }
        }
        Seen { entries, first }
    }

    /// The first entry with the key of this one, if that is an earlier one.
    fn before(&mut self, step: usize) -> Option<&'n Entry<'t>> {
        let key = self.entries.get(step)?.key.as_ref();
        let first = if self.entries.len() > Self::SMALL {
            *self.first.get(key)?
        } else {
            self.entries.iter().position(|e| e.key == key)?
        };
        if first < step { self.entries.get(first) } else { None }
    }
}

/// A node as JSON shows it.
struct Printed<'n, 't>(&'n Node<'t>);

impl Serialize for Printed<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            Value::Null | Value::Pruned(_) => serializer.serialize_unit(),
            Value::Bool(yes) => serializer.serialize_bool(*yes),
            Value::Integer(number) => serializer.serialize_i64(*number),
            Value::Float(number) if number.is_finite() => serializer.serialize_f64(*number),
            Value::Float(_) => Err(S::Error::custom("not a finite number")),
            Value::String(text) | Value::Date(text) => serializer.serialize_str(text),
            Value::Array(items) => {
                let mut seq = serializer.serialize_seq(None)?;
                for item in items.iter().filter(|item| !item.is_pruned()) {
                    seq.serialize_element(&Printed(item))?;
                }
                seq.end()
            }
            Value::Table(entries) => {
                let mut map = serializer.serialize_map(None)?;
                for entry in entries.iter().filter(|e| !e.node.is_pruned()) {
                    map.serialize_entry(&entry.key, &Printed(&entry.node))?;
                }
                map.end()
            }
        }
    }
}

/// Finds the first number that JSON cannot write, with its path.
fn check(node: &Node<'_>) -> Result<(), Unwritable> {
    match &node.value {
        Value::Float(found) if !found.is_finite() => {
            Err(Unwritable::new(Reason::NotFinite { found: *found }))
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .try_for_each(|(i, item)| check(item).map_err(|error| error.under_position(i))),
        Value::Table(entries) => {
            entries.iter().try_for_each(|e| check(&e.node).map_err(|error| error.under_key(&e.key)))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        parse(text).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn repeated_keys_are_refused_with_their_path() {
        let text = "{\"a\": {\"b\": [1, {\"c\": 1, \"d\": 2, \"c\": 3}]}, \"a\": 0}";
        assert_eq!(
            said(text),
            [
                "error[D004] at 1:34 (a.b.1.c): duplicate key `c` (the first `c` is at 1:18)",
                "error[D004] at 1:45 (a): duplicate key `a` (the first `a` is at 1:2)",
            ]
        );
        let many: Vec<String> = (0..40).map(|i| format!("\"k{}\": 1", i % 39)).collect();
        assert_eq!(said(&format!("{{{}}}", many.join(","))).len(), 1);
        assert_eq!(
            said("{\"\\u0061\": 1, \"a\": 2}"),
            ["error[D004] at 1:15 (a): duplicate key `a`"]
        );
    }

    #[test]
    fn syntax_errors_have_a_line_and_a_column() {
        assert_eq!(said("{\n  \"a\": ,\n}"), ["error[D001] at 2:8: expected value"]);
        assert_eq!(said("\u{feff}{\"é\": x}"), ["error[D001] at 1:7: expected value"]);
        assert_eq!(said("{} x"), ["error[D001] at 1:4: trailing characters"]);
        assert!(said("")[0].starts_with("error[D001] at 1:1: eof"), "{:?}", said(""));
        assert!(said("{\"a\": 1e999}")[0].contains("number out of range"));
    }

    #[test]
    fn whole_numbers_beyond_64_bits_are_not_changed_in_silence() {
        let said = said(
            "{\"a\": 9223372036854775808, \"s\": \"\\\"99999999999999999999\",\n\"b\": [123456789012345678901234567890]}",
        );
        assert_eq!(said.len(), 2, "{said:#?}");
        assert!(said[0].starts_with("error[D009] at 1:7: expected a whole number from -92233"));
        assert!(said[1].starts_with("error[D009] at 2:7: expected a whole number"));
        let tree = parse("{\"a\": 1e30, \"b\": 9223372036854775807, \"c\": -9223372036854775808}")
            .unwrap();
        assert_eq!(tree.get("a").map(|n| &n.value), Some(&Value::Float(1e30)));
        assert_eq!(tree.get("b").map(|n| &n.value), Some(&Value::Integer(i64::MAX)));
        assert_eq!(tree.get("c").map(|n| &n.value), Some(&Value::Integer(i64::MIN)));
    }

    #[test]
    fn deep_nesting_is_refused() {
        for text in [
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            format!("{}{}", "[".repeat(65), "]".repeat(65)),
        ] {
            assert!(said(&text)[0].contains("nested more than 64 levels deep"));
        }
        assert!(parse(&format!("{}{}", "[".repeat(64), "]".repeat(64))).is_ok());
    }

    #[test]
    fn strings_and_keys_know_their_place() {
        let text = "\u{feff}{\"key\": \"text\", \"\": [\"x\\n\", 1]}";
        let tree = parse(text).unwrap();
        let bytes = |steps: &[usize]| tree.extent_at(steps).bytes().map(|b| &text[b]);
        assert_eq!(bytes(&[0]), Some("\"text\""));
        assert_eq!(bytes(&[1]), Some("\"\""));
        assert_eq!(bytes(&[1, 0]), Some("\"\""));
    }

    #[test]
    fn what_json_cannot_write_is_said_with_its_path() {
        let list = Value::Array(vec![Value::Float(f64::NAN).into()]);
        let tree = Node::from(Value::Table(vec![Entry::new("a", list)]));
        assert_eq!(print(&tree).unwrap_err().to_string(), "a.0: JSON cannot write the number NaN");
    }
}
