//! A document as a tree of values that know where they stand in the text.
//!
//! Both formats are read into this tree and written from it, so everything after is said once.
//! A node holds no path: paths are worked out from the root when a problem needs one, which keeps
//! a tree about as cheap as the text it came from.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

/// How deep values may be nested in a document.
///
/// Programmes need about six levels; the limit keeps hostile input from exhausting the stack.
pub const MAX_DEPTH: usize = 64;

/// The bytes of the text on which a value or a key stands; may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    start: u32,
    end: u32,
}

impl Extent {
    /// No place in a text: the value was made by code.
    pub const UNKNOWN: Extent = Extent { start: u32::MAX, end: u32::MAX };

    /// The extent of these bytes; unknown where they lie beyond 4 GiB.
    pub fn new(bytes: Range<usize>) -> Self {
        match (u32::try_from(bytes.start), u32::try_from(bytes.end)) {
            (Ok(start), Ok(end)) => Extent { start, end },
            _ => Extent::UNKNOWN,
        }
    }

    /// The bytes, where they are known.
    pub fn bytes(self) -> Option<Range<usize>> {
        (self != Extent::UNKNOWN).then_some(self.start as usize..self.end as usize)
    }

    /// This extent, or the other where this one is unknown.
    #[must_use]
    pub fn or(self, other: Extent) -> Self {
        if self == Extent::UNKNOWN { other } else { self }
    }
}

/// One value of a document, and where it stands.
///
/// Two nodes are equal when they say the same, wherever they stand.
#[derive(Debug, Clone)]
pub struct Node<'t> {
    /// What it says.
    pub value: Value<'t>,
    /// Where it stands: for a table with a header, the header.
    pub extent: Extent,
}

/// What a node says. Text is borrowed from the document where possible.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'t> {
    /// JSON's `null`; a field that is left out.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction; in TOML it may be infinite or not a number.
    Float(f64),
    /// Text.
    String(Cow<'t, str>),
    /// A date as TOML writes it, without quotes; a time, or a date with a time, is kept here too.
    Date(Cow<'t, str>),
    /// Values in order.
    Array(Vec<Node<'t>>),
    /// Values by key, in the order of the text; each key once.
    Table(Vec<Entry<'t>>),
    /// What stood here was reported and taken away.
    Pruned(Tombstone),
}

/// What is left of a value that was reported: enough to keep quiet about what follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tombstone {
    /// The field that was meant, where an unknown one was written.
    pub(crate) meant: Option<&'static str>,
    /// Which made-up value stands in for a required one, so that reading can go on behind it.
    pub(crate) stand_in: Option<usize>,
}

/// A key and its value.
#[derive(Debug, Clone)]
pub struct Entry<'t> {
    /// The key.
    pub key: Cow<'t, str>,
    /// Where the key stands.
    pub key_extent: Extent,
    /// The value.
    pub node: Node<'t>,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl PartialEq for Entry<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.node == other.node
    }
}

impl<'t> From<Value<'t>> for Node<'t> {
    fn from(value: Value<'t>) -> Self {
        Node { value, extent: Extent::UNKNOWN }
    }
}

impl<'t> Entry<'t> {
    /// An entry made by code.
    pub fn new(key: impl Into<Cow<'t, str>>, node: impl Into<Node<'t>>) -> Self {
        Entry { key: key.into(), key_extent: Extent::UNKNOWN, node: node.into() }
    }
}

impl<'t> Node<'t> {
    /// The value under this key, if this is a table that has it.
    ///
    /// ```
    /// use improvement::document::tree::{Entry, Node, Value};
    /// let node = Node::from(Value::Table(vec![Entry::new("format", Value::Integer(1))]));
    /// assert_eq!(node.get("format").map(|n| &n.value), Some(&Value::Integer(1)));
    /// ```
    pub fn get(&self, key: &str) -> Option<&Node<'t>> {
        match &self.value {
            Value::Table(entries) => entries.iter().find(|e| e.key == key).map(|e| &e.node),
            _ => None,
        }
    }

    /// Whether this node is a tombstone.
    pub fn is_pruned(&self) -> bool {
        matches!(self.value, Value::Pruned(_))
    }

    /// Whether a tombstone stands at this node or anywhere below it.
    pub fn has_pruned(&self) -> bool {
        match &self.value {
            Value::Pruned(_) => true,
            Value::Array(items) => items.iter().any(Node::has_pruned),
            Value::Table(entries) => entries.iter().any(|e| e.node.has_pruned()),
            _ => false,
        }
    }

    /// Whether the value along these keys was reported and taken away, itself or with something
    /// that holds it. A reference to such a thing deserves no complaint of its own.
    pub fn was_pruned<'k>(&self, keys: impl IntoIterator<Item = &'k str>) -> bool {
        let mut node = self;
        for key in keys {
            if node.is_pruned() {
                return true;
            }
            match node.get(key) {
                Some(next) => node = next,
                None => return false,
            }
        }
        node.is_pruned()
    }

    /// The node along these steps (positions of entries and items), as far as they lead.
    pub(crate) fn follow(&self, steps: &[usize]) -> &Node<'t> {
        steps.iter().fold(self, |node, &step| node.child(step).unwrap_or(node))
    }

    /// The node along these steps, to be changed; `None` if they lead nowhere.
    pub(crate) fn follow_mut(&mut self, steps: &[usize]) -> Option<&mut Node<'t>> {
        let mut node = self;
        for &step in steps {
            node = match &mut node.value {
                Value::Array(items) => items.get_mut(step)?,
                Value::Table(entries) => entries.get_mut(step).map(|e| &mut e.node)?,
                _ => return None,
            };
        }
        Some(node)
    }

    fn child(&self, step: usize) -> Option<&Node<'t>> {
        match &self.value {
            Value::Array(items) => items.get(step),
            Value::Table(entries) => entries.get(step).map(|e| &e.node),
            _ => None,
        }
    }

    /// Takes away what stands at these steps and leaves a tombstone.
    pub(crate) fn prune(&mut self, steps: &[usize]) {
        self.bury(steps, Tombstone::default());
    }

    /// Takes away what stands at these steps and leaves this tombstone.
    pub(crate) fn bury(&mut self, steps: &[usize], tombstone: Tombstone) {
        if let Some(node) = self.follow_mut(steps) {
            node.value = Value::Pruned(tombstone);
        }
    }

    /// The path of keys and positions along these steps, after a prefix.
    pub(crate) fn path(&self, prefix: &str, steps: &[usize]) -> String {
        let mut path = prefix.to_owned();
        let mut node = self;
        for &step in steps {
            match &node.value {
                Value::Table(entries) => {
                    let Some(entry) = entries.get(step) else { break };
                    push_key(&mut path, &entry.key);
                    node = &entry.node;
                }
                Value::Array(items) => {
                    let Some(item) = items.get(step) else { break };
                    push_position(&mut path, step);
                    node = item;
                }
                _ => break,
            }
        }
        path
    }

    /// Where the node along these steps stands: its own extent, or that of its key, or that of
    /// the nearest thing around it that has one.
    pub(crate) fn extent_at(&self, steps: &[usize]) -> Extent {
        let mut extent = self.extent;
        let mut node = self;
        for &step in steps {
            let (key_extent, next) = match &node.value {
                Value::Table(entries) => match entries.get(step) {
                    Some(entry) => (entry.key_extent, &entry.node),
                    None => break,
                },
                Value::Array(items) => match items.get(step) {
                    Some(item) => (Extent::UNKNOWN, item),
                    None => break,
                },
                _ => break,
            };
            extent = next.extent.or(key_extent).or(extent);
            node = next;
        }
        extent
    }
}

/// Adds a key to a path, in quotes where it would not read as one word.
pub(crate) fn push_key(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    if is_bare(key) {
        path.push_str(key);
    } else {
        // Writing to a string cannot fail.
        let _ = write!(path, "{key:?}");
    }
}

/// Adds a position, counted from 0, to a path.
pub(crate) fn push_position(path: &mut String, position: usize) {
    if !path.is_empty() {
        path.push('.');
    }
    let _ = write!(path, "{position}");
}

/// Whether a key needs no quotes.
pub(crate) fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Node<'static> {
        let point = Value::Table(vec![Entry::new("value", Value::Float(1.5))]);
        let series = Value::Array(vec![Value::Null.into(), point.into()]);
        let inner = Value::Table(vec![Entry::new("falls rate", series)]);
        Value::Table(vec![Entry::new("a", Value::Bool(true)), Entry::new("measures", inner)]).into()
    }

    #[test]
    fn paths_are_worked_out_from_the_root() {
        let tree = sample();
        assert_eq!(tree.path("", &[1, 0, 1, 0]), "measures.\"falls rate\".1.value");
        assert_eq!(tree.path("programme", &[0]), "programme.a");
        assert_eq!(tree.path("", &[]), "");
        assert_eq!(tree.path("", &[9]), "");
    }

    #[test]
    fn a_pruned_node_leaves_a_tombstone() {
        let mut tree = sample();
        assert!(!tree.has_pruned());
        tree.prune(&[1, 0]);
        assert!(tree.has_pruned());
        assert!(tree.was_pruned(["measures", "falls rate"]));
        assert!(tree.was_pruned(["measures", "falls rate", "below"]));
        assert!(!tree.was_pruned(["measures", "another"]));
        assert!(!tree.was_pruned(["measures"]));
        assert!(tree.get("measures").is_some_and(Node::has_pruned));
    }

    #[test]
    fn an_unknown_extent_falls_back_to_what_is_around() {
        let mut tree = sample();
        tree.extent = Extent::new(0..90);
        if let Value::Table(entries) = &mut tree.value {
            entries[1].key_extent = Extent::new(5..13);
        }
        assert_eq!(tree.extent_at(&[0]).bytes(), Some(0..90));
        assert_eq!(tree.extent_at(&[1, 0, 1, 0]).bytes(), Some(5..13));
        assert_eq!(Extent::UNKNOWN.bytes(), None);
    }

    #[test]
    fn equality_ignores_places() {
        let mut moved = sample();
        moved.extent = Extent::new(3..4);
        assert_eq!(moved, sample());
        assert_ne!(moved, Node::from(Value::Null));
    }
}
