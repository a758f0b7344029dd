//! From a value to a tree, by way of serde.
//!
//! One path for both formats: what a type says through [`serde::Serialize`] becomes a [`Node`], and
//! each format prints the tree in its own way. A field that is `None` is left out. A date, which
//! says its name, becomes a date of TOML.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::tree::{Entry, Node, Value};
use super::unwritable::{Reason, Unwritable};
use crate::base::DATE;

/// Makes the tree of a value.
///
/// ```
/// use improvement::document::{ser::to_tree, tree::Value};
/// #[derive(serde::Serialize)]
/// struct Team { size: u32, motto: Option<String> }
/// let tree = to_tree(&Team { size: 4, motto: None })?;
/// assert_eq!(tree.get("size").map(|n| &n.value), Some(&Value::Integer(4)));
/// assert_eq!(tree.get("motto"), None);
/// # Ok::<(), improvement::document::Unwritable>(())
/// ```
///
/// # Errors
///
/// What a document cannot hold: a whole number beyond 64 bits with a sign, a key that is not text,
/// raw bytes, and whatever the value itself refuses to write.
pub fn to_tree<T: Serialize + ?Sized>(value: &T) -> Result<Node<'static>, Unwritable> {
    value.serialize(Writer)
}

struct Writer;

type Written = Result<Node<'static>, Unwritable>;

fn whole<N: TryInto<i64> + Copy + ToString>(number: N) -> Written {
    match number.try_into() {
        Ok(number) => Ok(Value::Integer(number).into()),
        Err(_) => Err(Unwritable::new(Reason::TooLarge { found: number.to_string() })),
    }
}

fn variant(name: &'static str, value: Value<'static>) -> Node<'static> {
    Value::Table(vec![Entry::new(name, value)]).into()
}

macro_rules! whole_numbers {
    ($($method:ident: $Number:ty;)+) => {$(
        fn $method(self, number: $Number) -> Written {
            whole(number)
        }
    )+};
}

impl Serializer for Writer {
    type Ok = Node<'static>;
    type Error = Unwritable;
    type SerializeSeq = Row;
    type SerializeTuple = Row;
    type SerializeTupleStruct = Row;
    type SerializeTupleVariant = Row;
    type SerializeMap = Fields;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Fields;

    whole_numbers! {
        serialize_i8: i8;
        serialize_i16: i16;
        serialize_i32: i32;
        serialize_i64: i64;
        serialize_i128: i128;
        serialize_u8: u8;
        serialize_u16: u16;
        serialize_u32: u32;
        serialize_u64: u64;
        serialize_u128: u128;
    }

    fn serialize_bool(self, yes: bool) -> Written {
        Ok(Value::Bool(yes).into())
    }

    fn serialize_f32(self, number: f32) -> Written {
        Ok(Value::Float(number.into()).into())
    }

    fn serialize_f64(self, number: f64) -> Written {
        Ok(Value::Float(number).into())
    }

    fn serialize_char(self, c: char) -> Written {
        Ok(Value::String(c.to_string().into()).into())
    }

    fn serialize_str(self, text: &str) -> Written {
        Ok(Value::String(text.to_owned().into()).into())
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(Unwritable::new(Reason::Unsupported { what: "raw bytes" }))
    }

    fn serialize_none(self) -> Written {
        Ok(Value::Null.into())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        Ok(Value::Null.into())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Ok(Value::Null.into())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Written {
        Ok(Value::String(name.into()).into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Written {
        let written = value.serialize(self)?;
        match written.value {
            Value::String(text) if name == DATE => Ok(Value::Date(text).into()),
            _ => Ok(written),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Written {
        Ok(variant(name, value.serialize(self).map_err(|error| error.under_key(name))?.value))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Row, Unwritable> {
        // A declared length is a hint; it is not to be trusted with memory.
        Ok(Row { variant: None, items: Vec::with_capacity(length.unwrap_or(0).min(1024)) })
    }

    fn serialize_tuple(self, length: usize) -> Result<Row, Unwritable> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Row, Unwritable> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Row, Unwritable> {
        Ok(Row { variant: Some(name), items: Vec::new() })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields, Unwritable> {
        Ok(Fields { variant: None, entries: Vec::new(), key: None })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Fields, Unwritable> {
        Ok(Fields { variant: None, entries: Vec::with_capacity(length), key: None })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        length: usize,
    ) -> Result<Fields, Unwritable> {
        Ok(Fields { variant: Some(name), entries: Vec::with_capacity(length), key: None })
    }
}

/// An array that is being written.
struct Row {
    variant: Option<&'static str>,
    items: Vec<Node<'static>>,
}

impl Row {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        let item = to_tree(value).map_err(|error| error.under_position(self.items.len()))?;
        self.items.push(item);
        Ok(())
    }

    fn finish(self) -> Node<'static> {
        let array = Value::Array(self.items);
        match self.variant {
            Some(name) => variant(name, array),
            None => array.into(),
        }
    }
}

macro_rules! rows {
    ($($Trait:ident: $method:ident;)+) => {$(
        impl $Trait for Row {
            type Ok = Node<'static>;
            type Error = Unwritable;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
                self.push(value)
            }
            fn end(self) -> Written {
                Ok(self.finish())
            }
        }
    )+};
}

rows! {
    SerializeSeq: serialize_element;
    SerializeTuple: serialize_element;
    SerializeTupleStruct: serialize_field;
    SerializeTupleVariant: serialize_field;
}

/// A table that is being written.
struct Fields {
    variant: Option<&'static str>,
    entries: Vec<Entry<'static>>,
    key: Option<String>,
}

impl Fields {
    fn push<T: Serialize + ?Sized>(
        &mut self,
        key: impl Into<std::borrow::Cow<'static, str>>,
        value: &T,
    ) -> Result<(), Unwritable> {
        let key = key.into();
        let node = to_tree(value).map_err(|error| error.under_key(&key))?;
        if node.value != Value::Null {
            self.entries.push(Entry::new(key, node));
        }
        Ok(())
    }

    fn finish(self) -> Node<'static> {
        let table = Value::Table(self.entries);
        match self.variant {
            Some(name) => variant(name, table),
            None => table.into(),
        }
    }
}

macro_rules! fields {
    ($($Trait:ident)+) => {$(
        impl $Trait for Fields {
            type Ok = Node<'static>;
            type Error = Unwritable;
            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Unwritable> {
                self.push(key, value)
            }
            fn end(self) -> Written {
                Ok(self.finish())
            }
        }
    )+};
}

fields! { SerializeStruct SerializeStructVariant }

impl SerializeMap for Fields {
    type Ok = Node<'static>;
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        let key = match to_tree(key)?.value {
            Value::String(text) | Value::Date(text) => text.into_owned(),
            Value::Integer(number) => number.to_string(),
            _ => return Err(Unwritable::new(Reason::KeyNotText)),
        };
        self.key = Some(key);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        match self.key.take() {
            Some(key) => self.push(key, value),
            None => Err(Unwritable::new(Reason::KeyNotText)),
        }
    }

    fn end(self) -> Written {
        Ok(self.finish())
    }
}
