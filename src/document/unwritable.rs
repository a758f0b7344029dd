//! Why a value cannot be written down.

use super::tree::{push_key, push_position};

/// A value that a format has no way to write, and where it stands.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}{reason}", if path.is_empty() { String::new() } else { format!("{path}: ") })]
pub struct Unwritable {
    /// The path of the value, empty for the whole document.
    pub path: String,
    /// What is in the way.
    pub reason: Reason,
}

/// What is in the way of writing a value.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// A document is a table.
    #[error("expected a table at the root of a document")]
    RootNotTable,
    /// TOML has no `null`.
    #[error("TOML cannot write `null` inside an array")]
    NullInArray,
    /// JSON has no infinite numbers and no NaN.
    #[error("JSON cannot write the number {found}")]
    NotFinite {
        /// The number.
        found: f64,
    },
    /// Whole numbers are kept in 64 bits with a sign.
    #[error("expected a whole number of at most {}, found {found}", i64::MAX)]
    TooLarge {
        /// The number, in digits.
        found: String,
    },
    /// Keys are text.
    #[error("expected a text as key")]
    KeyNotText,
    /// Something a document cannot hold.
    #[error("a document cannot hold {what}")]
    Unsupported {
        /// What it is.
        what: &'static str,
    },
    /// A type's own objection.
    #[error("{message}")]
    Custom {
        /// In its own words.
        message: String,
    },
}

impl Unwritable {
    pub(crate) fn new(reason: Reason) -> Self {
        Unwritable { path: String::new(), reason }
    }

    /// The same, seen from outside this key.
    pub(crate) fn under_key(mut self, key: &str) -> Self {
        let mut path = String::new();
        push_key(&mut path, key);
        self.prepend(path);
        self
    }

    /// The same, seen from outside this position.
    pub(crate) fn under_position(mut self, position: usize) -> Self {
        let mut path = String::new();
        push_position(&mut path, position);
        self.prepend(path);
        self
    }

    fn prepend(&mut self, mut path: String) {
        if !self.path.is_empty() {
            path.push('.');
            path.push_str(&self.path);
        }
        self.path = path;
    }
}

impl serde::ser::Error for Unwritable {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Unwritable::new(Reason::Custom { message: message.to_string() })
    }
}
