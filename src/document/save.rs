//! From a programme to a document, in one canonical order.

use serde::Serialize;

use super::Unwritable;
use super::sections::FORMAT;
use super::ser::to_tree;
use super::tree::{Entry, Node, Value};
use crate::base::Table;
use crate::diagram::{ChangeRef, DriverRef, NodeRef};
use crate::programme::Programme;

/// Writes a programme as TOML.
///
/// The order is canonical, so that two versions can be compared line by line. Reading the text
/// gives the same programme again. Comments of a document that was read are not kept, and series
/// that lay in files are written out.
///
/// # Errors
///
/// None for a programme that was built; the type says so because any value can be refused by the
/// writer.
#[cfg(feature = "toml")]
pub fn to_toml(programme: &Programme) -> Result<String, Unwritable> {
    super::toml::print(&tree(programme)?)
}

/// Writes a programme as JSON, in the same canonical order as TOML.
///
/// # Errors
///
/// None for a programme that was built; see the same function for TOML.
#[cfg(feature = "json")]
pub fn to_json(programme: &Programme) -> Result<String, Unwritable> {
    super::json::print(&tree(programme)?)
}

/// The tree of a programme, sections in canonical order.
#[cfg_attr(not(any(feature = "toml", feature = "json")), expect(dead_code, reason = "no format"))]
fn tree(programme: &Programme) -> Result<Node<'static>, Unwritable> {
    let diagram = programme.diagram();
    let mut sections = vec![Entry::new("format", Value::Integer(FORMAT))];
    let mut add = |key: &'static str, node: Node<'static>| {
        let empty = match &node.value {
            Value::Table(entries) => entries.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !empty {
            sections.push(Entry::new(key, node));
        }
    };
    add("programme", to_tree(programme.header())?);
    if let Some(purpose) = programme.purpose() {
        add("purpose", to_tree(purpose)?);
    }
    add("people", to_tree(programme.people())?);
    add("aims", to_tree(diagram.aim_table())?);
    let drivers = diagram.drivers().map(DriverRef::node);
    add("drivers", with_links(diagram.driver_table(), drivers)?);
    let changes = diagram.changes().map(ChangeRef::node);
    add("changes", with_links(diagram.change_table(), changes)?);
    add("measures", to_tree(programme.measures())?);
    add("cycles", to_tree(programme.cycles())?);
    add("leadership", to_tree(programme.leadership())?);
    add("capability", to_tree(programme.capability())?);
    add("systems", to_tree(programme.systems())?);
    add("assessment", to_tree(programme.assessment())?);
    add("waivers", to_tree(programme.waivers())?);
    Ok(Value::Table(sections).into())
}

/// A table of nodes, each with the links that begin at it.
fn with_links<'d, K, T: Serialize>(
    table: &Table<K, T>,
    nodes: impl Iterator<Item = NodeRef<'d>>,
) -> Result<Node<'static>, Unwritable> {
    let mut tree = to_tree(table)?;
    let Value::Table(rows) = &mut tree.value else { return Ok(tree) };
    for (row, node) in rows.iter_mut().zip(nodes) {
        let mut drives = Vec::new();
        for link in node.effects() {
            drives.push(Entry::new(link.effect().as_str().to_owned(), to_tree(link.claim())?));
        }
        if let (Value::Table(fields), false) = (&mut row.node.value, drives.is_empty()) {
            fields.push(Entry::new("drives", Value::Table(drives)));
        }
    }
    Ok(tree)
}
