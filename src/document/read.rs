//! From a tree to a value, reporting every fault of shape in one pass.
//!
//! serde stops at the first objection. So the objection is recorded, the smallest thing that
//! explains it is taken out of the tree, and the value is read again, until nothing objects. What
//! was taken out leaves a tombstone, so that no second complaint follows from the first.
//!
//! # What this does not find
//! One fault can hide another: a table that breaks a rule of its own (say, an end before its
//! beginning) is judged only when its parts are sound.

use serde::de::DeserializeOwned;

use super::Format;
use super::de::Reader;
use super::fault::{Detail, Fault, Kind};
use super::stand_in::TEXTS;
use super::tree::{Entry, Node, Tombstone, Value};
use super::words;
use crate::base::{Code, Place, Problem, nearest};

/// How many problems are reported in one pass; more would not be read by anyone.
pub const MAX_PROBLEMS: usize = 64;

/// Reads a value from a node of a document.
///
/// `path` is where the node stands in the document, empty for the whole document. Problems are
/// added in the order of the text. The result is what could be read of the value: if problems were
/// added, the parts they name are not in it, and it is `None` when nothing is left. The node keeps
/// a tombstone for each part that was taken away (see [`Node::was_pruned`]).
///
/// ```
/// use improvement::document::{Format, read::read, tree::{Entry, Node, Value}};
///
/// #[derive(serde::Deserialize)]
/// #[serde(deny_unknown_fields)]
/// struct Team { size: u32 }
///
/// let mut node = Node::from(Value::Table(vec![Entry::new("sise", Value::Integer(4))]));
/// let mut problems = Vec::new();
/// assert!(read::<Team>(&mut node, Format::Toml, "team", &mut problems).is_none());
/// assert_eq!(problems.len(), 1);
/// assert_eq!(problems[0].to_string(), "error[D005] at team.sise: unknown field `sise` (did you mean `size`?)");
/// ```
pub fn read<T: DeserializeOwned>(
    node: &mut Node<'_>,
    format: Format,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let first = problems.len();
    let mut standing_in = false;
    let value = loop {
        if node.is_pruned() || problems.len() - first >= MAX_PROBLEMS {
            break None;
        }
        match T::deserialize(Reader(node)) {
            // Everything was found; now without the made-up values.
            Ok(_) if standing_in => {
                remove_stand_ins(node);
                standing_in = false;
            }
            Ok(value) => break Some(value),
            Err(fault) => {
                let mut reading = Reading { node, format, path, problems };
                standing_in |= reading.take(fault);
            }
        }
    };
    if let Some(added) = problems.get_mut(first..) {
        added.sort_by_key(|p| p.place.span.as_ref().map_or(usize::MAX, |span| span.start));
    }
    value
}

/// Takes away every table that has a made-up value in it. True if `node` itself is such a table.
fn remove_stand_ins(node: &mut Node<'_>) {
    let made_up = |entry: &Entry<'_>| {
        matches!(entry.node.value, Value::Pruned(Tombstone { stand_in: Some(_), .. }))
    };
    match &mut node.value {
        Value::Table(entries) if entries.iter().any(made_up) => node.prune(&[]),
        Value::Table(entries) => entries.iter_mut().for_each(|e| remove_stand_ins(&mut e.node)),
        Value::Array(items) => items.iter_mut().for_each(remove_stand_ins),
        _ => {}
    }
}

struct Reading<'r, 't> {
    node: &'r mut Node<'t>,
    format: Format,
    path: &'r str,
    problems: &'r mut Vec<Problem>,
}

impl Reading<'_, '_> {
    /// Records a fault and takes out what explains it. True if a made-up value was put in.
    ///
    /// Each call takes something out, or moves a stand-in on to its next text, so reading ends.
    fn take(&mut self, fault: Fault) -> bool {
        let detail = fault.into_detail();
        let steps = detail.steps.as_slice();
        let at = self.node.follow(steps);
        if let Value::Pruned(tombstone) = at.value {
            // The made-up value did not do; another, or none.
            let next = tombstone.stand_in.map(|text| text + 1).filter(|&text| text < TEXTS.len());
            match next {
                Some(_) => self.node.bury(steps, Tombstone { stand_in: next, ..tombstone }),
                None => self.node.prune(steps.get(..steps.len().saturating_sub(1)).unwrap_or(&[])),
            }
            return next.is_some();
        }
        if let Kind::Missing(name) = detail.kind {
            return self.missing(steps, name);
        }
        // A tombstone inside: what is wrong here follows from what was reported there.
        let silent = matches!(detail.kind, Kind::Silent) || (!detail.at_key && at.has_pruned());
        let tombstone = if silent { Tombstone::default() } else { self.report(&detail) };
        self.node.bury(steps, tombstone);
        false
    }

    /// A required field is not there. It was reported, or is now; something must stand in for it.
    fn missing(&mut self, steps: &[usize], name: &'static str) -> bool {
        let stand_in = Tombstone { meant: None, stand_in: Some(0) };
        let mut known = false;
        if let Some(Node { value: Value::Table(entries), .. }) = self.node.follow_mut(steps) {
            for entry in entries {
                let Value::Pruned(tombstone) = &mut entry.node.value else { continue };
                if entry.key == name || tombstone.meant == Some(name) {
                    if tombstone.stand_in.is_none() {
                        tombstone.stand_in = Some(0);
                        return true;
                    }
                    known = true;
                }
            }
        }
        if !known {
            let place = self.place(steps, false);
            let message = format!("missing field `{name}`");
            self.problems.push(
                Problem::new(Code::MissingField, place, message).with_expected(format!("`{name}`")),
            );
            if let Some(Node { value: Value::Table(entries), .. }) = self.node.follow_mut(steps) {
                entries.push(Entry::new(name, Value::Pruned(stand_in)));
                return true;
            }
        }
        self.node.prune(steps);
        false
    }

    fn report(&mut self, detail: &Detail) -> Tombstone {
        let at = self.node.follow(&detail.steps);
        let mut tombstone = Tombstone::default();
        let place = self.place(&detail.steps, detail.at_key);
        let found = words::found(&at.value, self.format);
        let problem = |code, message: String| Problem::new(code, place.clone(), message);
        let mismatch = |code, expected: String, found: String| {
            problem(code, format!("expected {expected}, found {found}"))
                .with_expected(expected)
                .with_found(found)
        };
        let problem = match &detail.kind {
            Kind::UnknownField { found, allowed } => {
                tombstone.meant = self.meant(&detail.steps, found, allowed);
                unknown("field", Code::UnknownField, place, found, allowed)
            }
            Kind::UnknownVariant { found, allowed } => {
                unknown("word", Code::UnknownVariant, place, found, allowed)
            }
            Kind::Duplicate(name) => {
                problem(Code::DuplicateKey, format!("field `{name}` is given twice"))
            }
            Kind::Type { expected } => {
                mismatch(Code::WrongType, words::expected(expected, self.format), found)
            }
            Kind::Value { expected } => {
                mismatch(Code::InvalidValue, words::bounds(expected, self.format), found)
            }
            Kind::Length { found, expected } => {
                let expected = words::expected(expected, self.format);
                let found = format!("{found} {}", if *found == 1 { "value" } else { "values" });
                mismatch(Code::WrongType, expected, found)
            }
            Kind::Choice { allowed } => mismatch(Code::WrongType, words::one_of(allowed), found),
            Kind::Variant { name, wants_value: true } => {
                let table = words::table(self.format);
                problem(Code::WrongType, format!("`{name}` needs a value"))
                    .with_found(format!("`{name}`"))
                    .with_expected(format!("{table} with the one key `{name}`"))
            }
            Kind::Variant { name, wants_value: false } => {
                problem(Code::WrongType, format!("`{name}` takes no value"))
                    .with_found(found)
                    .with_expected(format!("the word \"{name}\" alone"))
            }
            Kind::Custom(message) if detail.at_key => {
                let problem = problem(Code::MalformedId, message.clone());
                match self.key(&detail.steps) {
                    Some(key) => problem.with_found(key.to_owned()),
                    None => problem,
                }
            }
            Kind::Custom(message) => {
                problem(Code::InvalidValue, message.clone()).with_found(words::literal(&at.value))
            }
            // Handled before.
            Kind::Missing(name) => problem(Code::MissingField, format!("missing field `{name}`")),
            Kind::Silent => return tombstone,
        };
        self.problems.push(problem);
        tombstone
    }

    /// The allowed field that an unknown one was probably meant to be, if it is not there itself.
    fn meant(
        &self,
        steps: &[usize],
        found: &str,
        allowed: &[&'static str],
    ) -> Option<&'static str> {
        let around = self.node.follow(steps.get(..steps.len().saturating_sub(1))?);
        let meant = nearest(found, allowed.iter().copied())?;
        let meant = allowed.iter().find(|name| **name == meant)?;
        around.get(meant).is_none().then_some(*meant)
    }

    fn key(&self, steps: &[usize]) -> Option<&str> {
        self.entry(steps).map(|entry| entry.key.as_ref())
    }

    fn entry(&self, steps: &[usize]) -> Option<&Entry<'_>> {
        let (last, around) = steps.split_last()?;
        match &self.node.follow(around).value {
            Value::Table(entries) => entries.get(*last),
            _ => None,
        }
    }

    fn place(&self, steps: &[usize], at_key: bool) -> Place {
        let place = Place::at(self.node.path(self.path, steps));
        let extent = match self.entry(steps) {
            Some(entry) if at_key => entry.key_extent.or(self.node.extent_at(steps)),
            _ => self.node.extent_at(steps),
        };
        match extent.bytes() {
            Some(bytes) => place.with_span(bytes),
            None => place,
        }
    }
}

fn unknown(what: &str, code: Code, place: Place, found: &str, allowed: &[&'static str]) -> Problem {
    let problem = Problem::new(code, place, format!("unknown {what} `{}`", words::short(found)))
        .with_found(words::short(found))
        .with_expected(words::one_of(allowed));
    match nearest(found, allowed.iter().copied()) {
        Some(name) => problem.with_help(format!("did you mean `{name}`?")),
        None => problem,
    }
}
