//! A serde [`Deserializer`] over a tree, by reference.
//!
//! Tombstones are passed over, so that what was already reported is not met again.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::fault::{Fault, Kind};
use super::stand_in::StandIn;
use super::tree::{Entry, Node, Value};

/// Reads one node.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'de, 't>(pub(crate) &'de Node<'t>);

impl<'de> Deserializer<'de> for Reader<'de, '_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.0.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(yes) => visitor.visit_bool(*yes),
            Value::Integer(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::String(text) | Value::Date(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => {
                let mut left = Items { items: items.iter().enumerate() };
                let value = visitor.visit_seq(&mut left)?;
                match left.next() {
                    None => Ok(value),
                    Some(_) => Err(Fault::invalid_length(items.len(), &"fewer values")),
                }
            }
            Value::Table(entries) => {
                visitor.visit_map(Entries { entries: entries.iter().enumerate(), value: None })
            }
            Value::Pruned(_) => Err(Fault::new(Kind::Silent)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    // A whole number is a number too, as long as nothing is lost.
    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;
        match self.0.value {
            Value::Integer(number) if number.unsigned_abs() <= EXACT => {
                visitor.visit_f64(number as f64)
            }
            Value::Integer(number) => Err(Fault::invalid_value(
                Unexpected::Signed(number),
                &"a number of at most 15 digits",
            )),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    // In a row of fixed length, a gap would move every value after it to the wrong place.
    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        match &self.0.value {
            Value::Array(items) if items.iter().any(Node::is_pruned) => {
                Err(Fault::new(Kind::Silent))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        allowed: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &self.0.value {
            Value::String(name) => visitor.visit_enum(Choice { name, content: None }),
            Value::Table(entries) => {
                let mut live = entries.iter().enumerate().filter(|(_, e)| !e.node.is_pruned());
                match (live.next(), live.next()) {
                    (Some((step, entry)), None) => {
                        let content = Some((step, &entry.node));
                        visitor.visit_enum(Choice { name: &entry.key, content })
                    }
                    (None, _) if !entries.is_empty() => Err(Fault::new(Kind::Silent)),
                    _ => Err(Fault::new(Kind::Choice { allowed })),
                }
            }
            _ => Err(Fault::new(Kind::Choice { allowed })),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 char str string bytes byte_buf unit
        unit_struct seq map struct identifier
    }
}

/// The items of an array that are still there.
struct Items<'de, 't> {
    items: std::iter::Enumerate<std::slice::Iter<'de, Node<'t>>>,
}

impl<'de, 't> Items<'de, 't> {
    fn next(&mut self) -> Option<(usize, &'de Node<'t>)> {
        self.items.by_ref().find(|(_, node)| !node.is_pruned())
    }
}

impl<'de> SeqAccess<'de> for &mut Items<'de, '_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some((step, node)) = self.next() else { return Ok(None) };
        seed.deserialize(Reader(node)).map(Some).map_err(|fault| fault.inside(step))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// The entries of a table that are still there, or have a stand-in.
struct Entries<'de, 't> {
    entries: std::iter::Enumerate<std::slice::Iter<'de, Entry<'t>>>,
    value: Option<(usize, &'de Node<'t>)>,
}

impl<'de> MapAccess<'de> for Entries<'de, '_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        for (step, entry) in self.entries.by_ref() {
            let key = match &entry.node.value {
                Value::Pruned(tombstone) if tombstone.stand_in.is_none() => continue,
                Value::Pruned(tombstone) => tombstone.meant.unwrap_or(&entry.key),
                _ => &entry.key,
            };
            self.value = Some((step, &entry.node));
            let key = seed.deserialize(Key(key)).map_err(|fault| fault.at_key(step))?;
            return Ok(Some(key));
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let Some((step, node)) = self.value.take() else {
            return Err(Fault::custom("a value was asked for before its key"));
        };
        let value = match &node.value {
            Value::Pruned(tombstone) => {
                seed.deserialize(StandIn::new(tombstone.stand_in.unwrap_or(0)))
            }
            _ => seed.deserialize(Reader(node)),
        };
        value.map_err(|fault| fault.inside(step))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

/// A key: text, which may also be read as a whole number or as one of several words.
struct Key<'de>(&'de str);

macro_rules! whole_numbers {
    ($($method:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.0.parse() {
                Ok(number) => visitor.visit_i64(number),
                Err(_) => visitor.visit_borrowed_str(self.0),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.0)
    }

    whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        allowed: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        BorrowedStrDeserializer::new(self.0).deserialize_enum(name, allowed, visitor)
    }

    forward_to_deserialize_any! {
        bool i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// One of several words, alone (`"weekly"`) or with a value (`{ every = 3 }`).
struct Choice<'de, 't> {
    name: &'de str,
    content: Option<(usize, &'de Node<'t>)>,
}

impl<'de, 't> EnumAccess<'de> for Choice<'de, 't> {
    type Error = Fault;
    type Variant = Choice<'de, 't>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let name: BorrowedStrDeserializer<'de, Fault> = BorrowedStrDeserializer::new(self.name);
        let variant = seed.deserialize(name).map_err(|fault| match self.content {
            Some((step, _)) => fault.at_key(step),
            None => fault,
        })?;
        Ok((variant, self))
    }
}

impl<'de, 't> Choice<'de, 't> {
    fn content(&self) -> Result<(usize, &'de Node<'t>), Fault> {
        self.content.ok_or_else(|| {
            Fault::new(Kind::Variant { name: self.name.to_owned(), wants_value: true })
        })
    }
}

impl<'de> VariantAccess<'de> for Choice<'de, '_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.content {
            None | Some((_, Node { value: Value::Null, .. })) => Ok(()),
            Some(_) => {
                Err(Fault::new(Kind::Variant { name: self.name.to_owned(), wants_value: false }))
            }
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        let (step, node) = self.content()?;
        seed.deserialize(Reader(node)).map_err(|fault| fault.inside(step))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        let (step, node) = self.content()?;
        Reader(node).deserialize_tuple(length, visitor).map_err(|fault| fault.inside(step))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let (step, node) = self.content()?;
        Reader(node).deserialize_any(visitor).map_err(|fault| fault.inside(step))
    }
}
