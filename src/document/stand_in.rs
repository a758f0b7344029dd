//! Made-up values for required fields that are missing or were reported.
//!
//! serde reports the first missing field of a type and gives up on the whole type. With something
//! in its place, the next missing field can be found too. What is read with a stand-in in it is
//! never handed out: see [`read`](super::read::read).

use std::marker::PhantomData;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::fault::Fault;

/// Texts to try in turn: most checked texts accept one of them.
pub(crate) const TEXTS: [&str; 5] = ["x", "2000-01-01", "4w", "3 daily", "driver:x"];

/// How deep made-up values may hold made-up values.
const DEPTH: usize = 12;

/// A value of whatever type is asked for.
#[derive(Clone, Copy)]
pub(crate) struct StandIn {
    text: &'static str,
    depth: usize,
}

impl StandIn {
    /// The stand-in whose text is the one at this position of [`TEXTS`].
    pub(crate) fn new(text: usize) -> Self {
        StandIn { text: TEXTS.get(text).copied().unwrap_or("x"), depth: 0 }
    }

    fn deeper(self) -> Result<Self, Fault> {
        if self.depth < DEPTH {
            Ok(StandIn { depth: self.depth + 1, ..self })
        } else {
            Err(Fault::custom("no stand-in for a type without an end"))
        }
    }
}

macro_rules! simple {
    ($($method:ident: $visitor:ident => $visit:expr;)+) => {$(
        fn $method<V: Visitor<'de>>(self, $visitor: V) -> Result<V::Value, Fault> {
            $visit
        }
    )+};
}

impl<'de> Deserializer<'de> for StandIn {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(self.text)
    }

    simple! {
        deserialize_bool: v => v.visit_bool(true);
        deserialize_i8: v => v.visit_i8(1);
        deserialize_i16: v => v.visit_i16(1);
        deserialize_i32: v => v.visit_i32(1);
        deserialize_i64: v => v.visit_i64(1);
        deserialize_u8: v => v.visit_u8(1);
        deserialize_u16: v => v.visit_u16(1);
        deserialize_u32: v => v.visit_u32(1);
        deserialize_u64: v => v.visit_u64(1);
        deserialize_f32: v => v.visit_f32(1.0);
        deserialize_f64: v => v.visit_f64(1.0);
        deserialize_option: v => v.visit_none();
        deserialize_unit: v => v.visit_unit();
        deserialize_ignored_any: v => v.visit_unit();
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(Row { value: self, left: 0 })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(Fields { value: self, names: [].iter() })
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_seq(Row { value: self.deeper()?, left: length })
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self.deeper()?)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(Fields { value: self.deeper()?, names: names.iter() })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let name = names.first().copied().unwrap_or("x");
        visitor.visit_enum(Variant { value: self.deeper()?, name, lifetime: PhantomData })
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf identifier
    }
}

/// A row of so many values.
struct Row {
    value: StandIn,
    left: usize,
}

impl<'de> SeqAccess<'de> for Row {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        match self.left.checked_sub(1) {
            None => Ok(None),
            Some(left) => {
                self.left = left;
                seed.deserialize(self.value).map(Some)
            }
        }
    }
}

/// A value for each of these fields.
struct Fields {
    value: StandIn,
    names: std::slice::Iter<'static, &'static str>,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some(name) = self.names.next() else { return Ok(None) };
        seed.deserialize(StrDeserializer::<Fault>::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(self.value)
    }
}

/// The first of several words.
struct Variant<'de> {
    value: StandIn,
    name: &'static str,
    lifetime: PhantomData<&'de ()>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Fault;
    type Variant = Variant<'de>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let variant = seed.deserialize(StrDeserializer::<Fault>::new(self.name))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(self.value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.value.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(Fields { value: self.value.deeper()?, names: names.iter() })
    }
}
