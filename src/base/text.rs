//! Text that says something: never empty, of bounded length, stored as it was written.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// Nothing but white space.
    #[error("{what} must not be empty")]
    Empty {
        /// The word for the text, such as `a label`.
        what: &'static str,
    },
    /// More characters than allowed.
    #[error("{what} has at most {limit} characters, found {found}")]
    TooLong {
        /// The word for the text.
        what: &'static str,
        /// The most characters allowed.
        limit: usize,
        /// How many there are.
        found: usize,
    },
    /// A control character other than those allowed.
    #[error("{what} must not hold the control character U+{:04X}", u32::from(*character))]
    Control {
        /// The word for the text.
        what: &'static str,
        /// The first such character.
        character: char,
    },
}

fn check(text: &str, what: &'static str, limit: usize, lines: bool) -> Result<(), TextError> {
    if text.trim().is_empty() {
        return Err(TextError::Empty { what });
    }
    let allowed = |c: char| !c.is_control() || (lines && matches!(c, '\n' | '\r' | '\t'));
    if let Some(character) = text.chars().find(|&c| !allowed(c)) {
        return Err(TextError::Control { what, character });
    }
    // A byte count within the limit needs no counting of characters.
    if text.len() > limit {
        let found = text.chars().count();
        if found > limit {
            return Err(TextError::TooLong { what, limit, found });
        }
    }
    Ok(())
}

macro_rules! texts {
    ($($(#[doc = $doc:literal])+ $Text:ident, $what:literal, $limit:literal, lines: $lines:literal;)+) => {$(
        $(#[doc = $doc])+
        #[doc = ""]
        #[doc = concat!("At most ", stringify!($limit), " characters, at least one that is not white space.")]
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Text(Arc<str>);

        impl $Text {
            /// The most characters allowed.
            pub const MAX_CHARS: usize = $limit;

            #[doc = concat!("Checks a text to be ", $what, ".")]
            ///
            /// # Errors
            ///
            /// Empty or nothing but white space; too long; a control character.
            pub fn new(text: impl AsRef<str>) -> Result<Self, TextError> {
                let text = text.as_ref();
                check(text, $what, $limit, $lines)?;
                Ok($Text(text.into()))
            }

            /// The text as it was written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $Text {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $Text {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $Text {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl FromStr for $Text {
            type Err = TextError;
            fn from_str(text: &str) -> Result<Self, TextError> {
                Self::new(text)
            }
        }

        impl TryFrom<&str> for $Text {
            type Error = TextError;
            fn try_from(text: &str) -> Result<Self, TextError> {
                Self::new(text)
            }
        }

        impl serde::Serialize for $Text {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $Text {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                super::written::deserialize(deserializer, $what)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $Text {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($Text).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "minLength": 1,
                    "maxLength": $limit,
                    "pattern": "\\S",
                })
            }
        }
    )+};
}

texts! {
    /// The short words in a box: `Predict violence and act early`.
    Label, "a label", 160, lines: false;
    /// A sentence or a paragraph.
    Statement, "a statement", 2000, lines: true;
    /// Why: the reason for a waiver, a retirement, a claim.
    Reason, "a reason", 2000, lines: true;
    /// A word by which things are grouped: a site, a ward, a team.
    Tag, "a tag", 64, lines: false;
    /// Where something was published: a web address or a citation.
    Source, "a source", 600, lines: false;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_kept_as_written_and_refused_when_they_say_nothing() {
        assert_eq!(Label::new(" Two  spaces ").unwrap().as_str(), " Two  spaces ");
        for empty in ["", " ", "\t\n", "\u{a0}\u{2003}"] {
            assert_eq!(Reason::new(empty), Err(TextError::Empty { what: "a reason" }), "{empty:?}");
        }
    }

    #[test]
    fn limits_count_characters_not_bytes() {
        assert!(Tag::new("é".repeat(64)).is_ok());
        assert_eq!(
            Tag::new("é".repeat(65)).unwrap_err().to_string(),
            "a tag has at most 64 characters, found 65"
        );
    }

    #[test]
    fn labels_stay_on_one_line_and_statements_need_not() {
        assert_eq!(
            Label::new("two\nlines").unwrap_err().to_string(),
            "a label must not hold the control character U+000A"
        );
        assert!(Statement::new("two\r\n\tlines").is_ok());
        assert!(Statement::new("bell\u{7}").is_err());
    }
}
