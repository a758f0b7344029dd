//! Tables of things by id, in the order in which they were written.

use std::fmt;
use std::marker::PhantomData;

use indexmap::IndexMap;

use super::Id;
use super::kind::Kind;

/// Things of one kind by their id, in the order in which they were added.
///
/// ```
/// use improvement::base::{Label, Table, kind};
/// let mut labels: Table<kind::Driver, Label> = Table::new();
/// labels.insert("safe-mobility".parse()?, Label::new("Safe mobility")?).map_err(|taken| taken.0)?;
/// assert!(labels.insert("safe-mobility".parse()?, Label::new("Again")?).is_err());
/// assert_eq!(labels.get("safe-mobility").map(Label::as_str), Some("Safe mobility"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Table<K, T> {
    rows: IndexMap<Id<K>, T>,
}

/// An id that is taken already; the row was not added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the id `{0}` is taken")]
pub struct Taken(pub String);

impl<K, T> Table<K, T> {
    /// A table without rows.
    pub fn new() -> Self {
        Table { rows: IndexMap::new() }
    }

    /// Adds a row at the end.
    ///
    /// # Errors
    ///
    /// The id is taken; the table stays as it was.
    pub fn insert(&mut self, id: Id<K>, row: T) -> Result<(), Taken> {
        match self.rows.entry(id) {
            indexmap::map::Entry::Occupied(taken) => Err(Taken(taken.key().to_string())),
            indexmap::map::Entry::Vacant(free) => {
                free.insert(row);
                Ok(())
            }
        }
    }

    /// The row with this id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.rows.get(id)
    }

    /// The row with this id, to be changed.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.rows.get_mut(id)
    }

    /// Takes the row with this id out; the order of the others stays.
    pub fn remove(&mut self, id: &str) -> Option<T> {
        self.rows.shift_remove(id)
    }

    /// Whether there is a row with this id.
    pub fn contains(&self, id: &str) -> bool {
        self.rows.contains_key(id)
    }

    /// The place of a row in the order, from 0.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.rows.get_index_of(id)
    }

    /// The row at a place in the order.
    pub fn at(&self, position: usize) -> Option<(&Id<K>, &T)> {
        self.rows.get_index(position)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &Id<K>> + Clone {
        self.rows.keys()
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &T> + Clone {
        self.rows.values()
    }

    /// Ids and rows, in order.
    pub fn iter(&self) -> indexmap::map::Iter<'_, Id<K>, T> {
        self.rows.iter()
    }
}

impl<K, T> Default for Table<K, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, T: Clone> Clone for Table<K, T> {
    fn clone(&self) -> Self {
        Table { rows: self.rows.clone() }
    }
}

/// Order counts: a table says in which order its rows were written.
impl<K, T: PartialEq> PartialEq for Table<K, T> {
    fn eq(&self, other: &Self) -> bool {
        self.rows.iter().eq(other.rows.iter())
    }
}

impl<K, T: Eq> Eq for Table<K, T> {}

impl<K: Kind, T: fmt::Debug> fmt::Debug for Table<K, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.rows).finish()
    }
}

impl<'a, K, T> IntoIterator for &'a Table<K, T> {
    type Item = (&'a Id<K>, &'a T);
    type IntoIter = indexmap::map::Iter<'a, Id<K>, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<K, T> IntoIterator for Table<K, T> {
    type Item = (Id<K>, T);
    type IntoIter = indexmap::map::IntoIter<Id<K>, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

impl<K, T: serde::Serialize> serde::Serialize for Table<K, T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(&self.rows)
    }
}

impl<'de, K, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Table<K, T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rows<K, T>(PhantomData<fn() -> (K, T)>);
        impl<'de, K, T: serde::Deserialize<'de>> serde::de::Visitor<'de> for Rows<K, T> {
            type Value = Table<K, T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table by id")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Self::Value, A::Error> {
                let mut table = Table::new();
                while let Some((id, row)) = map.next_entry()? {
                    table.insert(id, row).map_err(serde::de::Error::custom)?;
                }
                Ok(table)
            }
        }
        deserializer.deserialize_map(Rows(PhantomData))
    }
}

#[cfg(feature = "schema")]
impl<K, T: schemars::JsonSchema> schemars::JsonSchema for Table<K, T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("TableOf{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "propertyNames": generator.subschema_for::<Id<K>>(),
            "additionalProperties": generator.subschema_for::<T>(),
        })
    }
}
