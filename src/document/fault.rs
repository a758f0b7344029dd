//! What serde objects to, kept as data until it is known where.

use std::fmt;

use serde::de;

/// One objection, and the steps that lead to it.
///
/// The objection arises deep inside a type, which knows nothing of places; each level it passes
/// on its way up adds the step it came through.
#[derive(Debug)]
pub(crate) struct Fault(Box<Detail>);

/// The content of a [`Fault`].
#[derive(Debug)]
pub(crate) struct Detail {
    /// What is wrong.
    pub(crate) kind: Kind,
    /// Positions from the node that was read to the node that is wrong; innermost first
    /// until [`Fault::into_detail`].
    pub(crate) steps: Vec<usize>,
    /// Whether the key at the last step is meant, rather than its value.
    pub(crate) at_key: bool,
}

/// What is wrong.
#[derive(Debug)]
pub(crate) enum Kind {
    /// A field that the type does not have.
    UnknownField { found: String, allowed: &'static [&'static str] },
    /// A word that the type does not know.
    UnknownVariant { found: String, allowed: &'static [&'static str] },
    /// A required field that is not there.
    Missing(&'static str),
    /// One field given twice, under two names.
    Duplicate(&'static str),
    /// A value of another type than expected.
    Type { expected: String },
    /// A value of the right type, outside its bounds.
    Value { expected: String },
    /// Too many or too few values.
    Length { found: usize, expected: String },
    /// One of several words, where the value is no word.
    Choice { allowed: &'static [&'static str] },
    /// A word that needs a value, or one that takes none.
    Variant { name: String, wants_value: bool },
    /// What a checked type says in its own words.
    Custom(String),
    /// A consequence of something already reported.
    Silent,
}

impl Fault {
    pub(crate) fn new(kind: Kind) -> Self {
        Fault(Box::new(Detail { kind, steps: Vec::new(), at_key: false }))
    }

    /// The same fault, seen from one level further out.
    pub(crate) fn inside(mut self, step: usize) -> Self {
        self.0.steps.push(step);
        self
    }

    /// The fault of a key.
    pub(crate) fn at_key(mut self, step: usize) -> Self {
        self.0.at_key = true;
        self.inside(step)
    }

    /// The content, with its steps from the outside in.
    pub(crate) fn into_detail(self) -> Detail {
        let mut detail = *self.0;
        detail.steps.reverse();
        detail
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            Kind::UnknownField { found, .. } => write!(f, "unknown field `{found}`"),
            Kind::UnknownVariant { found, .. } => write!(f, "unknown word `{found}`"),
            Kind::Missing(name) => write!(f, "missing field `{name}`"),
            Kind::Duplicate(name) => write!(f, "field `{name}` given twice"),
            Kind::Type { expected } | Kind::Value { expected } | Kind::Length { expected, .. } => {
                write!(f, "expected {expected}")
            }
            Kind::Choice { .. } => f.write_str("expected a word"),
            Kind::Variant { name, wants_value: true } => write!(f, "`{name}` needs a value"),
            Kind::Variant { name, wants_value: false } => write!(f, "`{name}` takes no value"),
            Kind::Custom(message) => f.write_str(message),
            Kind::Silent => f.write_str("part of this was already reported"),
        }
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Fault::new(Kind::Custom(message.to_string()))
    }

    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Fault::new(Kind::Type { expected: expected.to_string() })
    }

    fn invalid_value(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Fault::new(Kind::Value { expected: expected.to_string() })
    }

    fn invalid_length(found: usize, expected: &dyn de::Expected) -> Self {
        Fault::new(Kind::Length { found, expected: expected.to_string() })
    }

    fn unknown_variant(found: &str, allowed: &'static [&'static str]) -> Self {
        Fault::new(Kind::UnknownVariant { found: found.to_owned(), allowed })
    }

    fn unknown_field(found: &str, allowed: &'static [&'static str]) -> Self {
        Fault::new(Kind::UnknownField { found: found.to_owned(), allowed })
    }

    fn missing_field(name: &'static str) -> Self {
        Fault::new(Kind::Missing(name))
    }

    fn duplicate_field(name: &'static str) -> Self {
        Fault::new(Kind::Duplicate(name))
    }
}
