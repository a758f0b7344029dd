//! Tree to TOML text in one canonical layout.

use std::fmt::Write as _;

use crate::document::tree::{Entry, Node, Value, is_bare};
use crate::document::unwritable::{Reason, Unwritable};

/// Lines are kept to this many characters where that is possible.
const WIDTH: usize = 100;

/// Tables less deep than this always have a header of their own.
const HEADERS: usize = 2;

/// Writes a tree as TOML.
///
/// Within a table, plain values come first and tables after them, each in their own order. Small
/// tables are written inside braces, larger ones under a header; long arrays and texts of several
/// lines take several lines. Dates are written without quotes. Tombstones, and fields that are
/// `null`, are left out.
///
/// # Errors
///
/// `null` inside an array, which TOML cannot write; a root that is not a table.
pub fn print(tree: &Node<'_>) -> Result<String, Unwritable> {
    let Value::Table(entries) = &tree.value else {
        return Err(Unwritable::new(Reason::RootNotTable));
    };
    let mut text = String::new();
    section(&mut text, &Body::new(entries, 0)?, &mut Vec::new())?;
    Ok(text)
}

/// A table taken apart: lines of its own, and tables that need a header.
struct Body<'n, 't> {
    lines: Vec<String>,
    sections: Vec<&'n Entry<'t>>,
}

impl<'n, 't> Body<'n, 't> {
    fn new(entries: &'n [Entry<'t>], depth: usize) -> Result<Self, Unwritable> {
        let mut body = Body { lines: Vec::new(), sections: Vec::new() };
        for entry in entries {
            // Tables keep their order among themselves: after one with a header, all have one.
            let lines = match &entry.node.value {
                Value::Null | Value::Pruned(_) => continue,
                Value::Table(_) if depth < HEADERS || !body.sections.is_empty() => None,
                Value::Table(below) => short_table(&entry.key, below)?,
                Value::Array(items) if are_tables(items) => {
                    let lines = short_tables(&entry.key, items)?;
                    lines.filter(|_| body.sections.is_empty())
                }
                _ => Some(vec![line(entry)?]),
            };
            match lines {
                Some(lines) => body.lines.extend(lines),
                None => body.sections.push(entry),
            }
        }
        Ok(body)
    }
}

fn section<'n>(
    text: &mut String,
    body: &Body<'n, '_>,
    path: &mut Vec<&'n str>,
) -> Result<(), Unwritable> {
    for line in &body.lines {
        text.push_str(line);
        text.push('\n');
    }
    for entry in &body.sections {
        path.push(&entry.key);
        let under = |error: Unwritable| error.under_key(&entry.key);
        match &entry.node.value {
            Value::Table(below) => {
                let body = Body::new(below, path.len()).map_err(under)?;
                // A header that only leads on to further headers is left out.
                if !body.lines.is_empty() || body.sections.is_empty() {
                    header(text, path, "[", "]");
                }
                section(text, &body, path).map_err(under)?;
            }
            Value::Array(items) => {
                for (position, item) in items.iter().enumerate() {
                    let Value::Table(below) = &item.value else { continue };
                    let under = |error: Unwritable| under(error.under_position(position));
                    header(text, path, "[[", "]]");
                    let body = Body::new(below, path.len()).map_err(under)?;
                    section(text, &body, path).map_err(under)?;
                }
            }
            _ => {}
        }
        path.pop();
    }
    Ok(())
}

fn header(text: &mut String, path: &[&str], open: &str, close: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    let keys: Vec<String> = path.iter().map(|key| written_key(key)).collect();
    text.push_str(open);
    text.push_str(&keys.join("."));
    text.push_str(close);
    text.push('\n');
}

/// A table without a header, if that is short: `delay = { .. }`, or `drives.a = { .. }` for each
/// table in a table of tables.
fn short_table(key: &str, below: &[Entry<'_>]) -> Result<Option<Vec<String>>, Unwritable> {
    let under = |error: Unwritable| error.under_key(key);
    let tables = below.iter().all(|e| matches!(e.node.value, Value::Table(_)));
    let lines = if tables && !below.is_empty() {
        let line = |e: &Entry<'_>| {
            let table = inline(&e.node).map_err(|error| error.under_key(&e.key))?;
            Ok(format!("{}.{} = {table}", written_key(key), written_key(&e.key)))
        };
        below.iter().map(line).collect::<Result<Vec<_>, _>>().map_err(under)?
    } else {
        vec![format!("{} = {}", written_key(key), inline_table(below).map_err(under)?)]
    };
    Ok(lines.iter().all(|line| fits(line)).then_some(lines))
}

/// An array of tables without headers, if its tables are short: one on each line.
fn short_tables(key: &str, items: &[Node<'_>]) -> Result<Option<Vec<String>>, Unwritable> {
    let items = inline_items(items).map_err(|error| error.under_key(key))?;
    let lines: Vec<String> = items.iter().map(|item| format!("  {item},")).collect();
    let fit = lines.iter().all(|line| fits(line));
    Ok(fit.then(|| vec![format!("{} = [\n{}\n]", written_key(key), lines.join("\n"))]))
}

/// A plain value on its line, or on several where it is long.
fn line(entry: &Entry<'_>) -> Result<String, Unwritable> {
    let under = |error: Unwritable| error.under_key(&entry.key);
    let key = written_key(&entry.key);
    match &entry.node.value {
        Value::String(text) if text.contains('\n') => {
            Ok(format!("{key} = {}", ::toml::Value::String(text.to_string())))
        }
        Value::Array(items) => {
            let written = inline_items(items).map_err(under)?;
            let line = format!("{key} = [{}]", written.join(", "));
            if fits(&line) {
                return Ok(line);
            }
            let words = items.iter().any(|item| {
                matches!(item.value, Value::String(_) | Value::Array(_) | Value::Table(_))
            });
            let width = if words { 0 } else { WIDTH };
            Ok(format!("{key} = [\n{}]", filled(&written, width)))
        }
        _ => Ok(format!("{key} = {}", inline(&entry.node).map_err(under)?)),
    }
}

/// Items over several lines, as many on each as fit; one at least.
fn filled(items: &[String], width: usize) -> String {
    let mut text = String::new();
    let mut length = 0;
    for item in items {
        let item_length = item.chars().count() + 2;
        if length > 0 && length + item_length <= width {
            text.push(' ');
        } else {
            if length > 0 {
                text.push('\n');
            }
            text.push_str("  ");
            length = 1;
        }
        text.push_str(item);
        text.push(',');
        length += item_length;
    }
    text.push('\n');
    text
}

/// A value on one line.
fn inline(node: &Node<'_>) -> Result<String, Unwritable> {
    Ok(match &node.value {
        Value::Null => return Err(Unwritable::new(Reason::NullInArray)),
        Value::Bool(yes) => yes.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => ::toml::Value::Float(*number).to_string(),
        Value::String(text) if text.contains('\n') => basic_string(text),
        Value::String(text) => ::toml::Value::String(text.to_string()).to_string(),
        // Only what TOML itself would read as a date goes without quotes.
        Value::Date(text) => match text.parse::<::toml::value::Datetime>() {
            Ok(_) => text.to_string(),
            Err(_) => basic_string(text),
        },
        Value::Array(items) => format!("[{}]", inline_items(items)?.join(", ")),
        Value::Table(entries) => inline_table(entries)?,
        Value::Pruned(_) => String::new(),
    })
}

fn inline_items(items: &[Node<'_>]) -> Result<Vec<String>, Unwritable> {
    let items = items.iter().enumerate().filter(|(_, item)| !item.is_pruned());
    items.map(|(i, item)| inline(item).map_err(|error| error.under_position(i))).collect()
}

fn inline_table(entries: &[Entry<'_>]) -> Result<String, Unwritable> {
    let mut fields = Vec::new();
    for entry in entries {
        if !matches!(entry.node.value, Value::Null | Value::Pruned(_)) {
            let value = inline(&entry.node).map_err(|error| error.under_key(&entry.key))?;
            fields.push(format!("{} = {value}", written_key(&entry.key)));
        }
    }
    Ok(if fields.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", fields.join(", ")) })
}

fn are_tables(items: &[Node<'_>]) -> bool {
    !items.is_empty() && items.iter().all(|item| matches!(item.value, Value::Table(_)))
}

fn fits(line: &str) -> bool {
    line.chars().count() <= WIDTH
}

fn written_key(key: &str) -> String {
    if is_bare(key) { key.to_owned() } else { basic_string(key) }
}

/// A text in quotes on one line, whatever is in it.
fn basic_string(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            '\r' => written.push_str("\\r"),
            c if c.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(written, "\\u{:04X}", u32::from(c));
            }
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    /// Text in canonical layout, which printing must give back letter by letter.
    const CANONICAL: &str = r#"format = 1

[programme]
id = "calmer-wards"
quote = 'they said "now"'
start = 2012-12-01
notes = """
first line
second line"""

[aims.less-violence]
from = 12.1
measures = ["violence-rate"]
"two words" = true

[drivers.predict-early]
level = "primary"

[drivers.predict-early.drives.less-violence]
strength = "strong"
because = "teams that name risk early can act before harm, and they do so in every huddle of every day"
delay = { from = "4w", to = "26w" }

[changes.safety-huddle]
drives.predict-early = { strength = "strong" }
drives.name-risk = { strength = "weak" }
points = [
  { date = 2013-01-01, value = 12.0 },
  { date = 2013-02-01, value = 11.5 },
]

[changes.nothing-yet]
"#;

    #[test]
    fn the_layout_is_canonical() {
        let tree = parse(CANONICAL).unwrap();
        assert_eq!(print(&tree).unwrap(), CANONICAL);
    }

    #[test]
    fn tables_keep_their_order_among_themselves() {
        let long = "x".repeat(120);
        let text = format!("[a.b.big]\nx = \"{long}\"\n\n[a.b.small]\nx = 1\n\n[a.c.d]\nx = 1\n");
        let tree = parse(&text).unwrap();
        assert_eq!(print(&tree).unwrap(), text.replace("[a.c.d]\nx = 1", "[a.c]\nd = { x = 1 }"));
    }

    #[test]
    fn long_arrays_take_several_lines() {
        let numbers: Vec<String> = (0..60).map(|i| i.to_string()).collect();
        let text = format!("a = [{}]\n", numbers.join(", "));
        let printed = print(&parse(&text).unwrap()).unwrap();
        assert!(printed.lines().all(|line| line.len() <= 100), "{printed}");
        assert!(printed.lines().count() < 8, "{printed}");
        assert_eq!(parse(&printed).unwrap(), parse(&text).unwrap());
    }

    #[test]
    fn what_toml_cannot_write_is_said_with_its_path() {
        let array = Value::Array(vec![Value::Integer(1).into(), Value::Null.into()]);
        let tree = Node::from(Value::Table(vec![Entry::new(
            "a",
            Value::Table(vec![Entry::new("b", array)]),
        )]));
        assert_eq!(
            print(&tree).unwrap_err().to_string(),
            "a.b.1: TOML cannot write `null` inside an array"
        );
        assert!(print(&Node::from(Value::Null)).is_err());
    }
}
