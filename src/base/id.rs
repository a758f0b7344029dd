//! Ids: short slugs that survive rewording, revisions and merges.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::Arc;

use super::kind::Kind;

/// The id of one thing of kind `K`: a slug such as `safe-mobility`.
///
/// `[a-z0-9]` first, then `[a-z0-9-]`, at most [`Id::MAX_LEN`] bytes, without a double or a final
/// hyphen. The kind is part of the type, so a measure's id cannot stand where a driver's is meant.
///
/// ```
/// use improvement::base::{DriverId, Id};
/// let id: DriverId = "safe-mobility".parse()?;
/// assert_eq!(id.as_str(), "safe-mobility");
/// assert_eq!(format!("{id:?}"), "driver:safe-mobility");
/// assert_eq!(DriverId::from_label("Safe mobility!").unwrap(), id);
/// # Ok::<(), improvement::base::IdError>(())
/// ```
pub struct Id<K> {
    text: Arc<str>,
    kind: PhantomData<fn() -> K>,
}

/// Why a text is not an [`Id`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdError {
    /// There is no text.
    #[error("an id must not be empty")]
    Empty,
    /// The text is longer than [`Id::MAX_LEN`] bytes.
    #[error("an id has at most 64 characters, found {found}")]
    TooLong {
        /// How long it is, in bytes.
        found: usize,
    },
    /// A character that ids do not have.
    #[error(
        "an id has only a-z, 0-9 and single hyphens inside, found {character:?} as character {position}"
    )]
    Character {
        /// The first such character.
        character: char,
        /// Its place, from 1.
        position: usize,
    },
}

impl<K> Id<K> {
    /// The longest id, in bytes.
    pub const MAX_LEN: usize = 64;

    /// Reads a slug.
    ///
    /// # Errors
    ///
    /// - `""`: empty
    /// - `"Safe mobility"`: a capital and a space
    /// - `"-a"`, `"a-"`, `"a--b"`: a hyphen that does not stand alone between two characters
    /// - 65 characters or more
    pub fn new(text: &str) -> Result<Self, IdError> {
        check(text)?;
        Ok(Id { text: text.into(), kind: PhantomData })
    }

    /// Proposes an id for a label: lower case, with everything else turned into single hyphens.
    /// `None` when the label holds no Latin letter or digit.
    pub fn from_label(label: &str) -> Option<Self> {
        let mut slug = String::with_capacity(label.len().min(Self::MAX_LEN));
        for character in label.chars() {
            let character = character.to_ascii_lowercase();
            if slug.len() >= Self::MAX_LEN {
                break;
            }
            if character.is_ascii_alphanumeric() {
                slug.push(character);
            } else if !slug.is_empty() && !slug.ends_with('-') && character != '\'' {
                slug.push('-');
            }
        }
        Self::new(slug.trim_end_matches('-')).ok()
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    let mut previous = '-';
    for (index, character) in text.chars().enumerate() {
        let fine = character.is_ascii_lowercase()
            || character.is_ascii_digit()
            || (character == '-' && previous != '-');
        if !fine {
            return Err(IdError::Character { character, position: index + 1 });
        }
        previous = character;
    }
    if previous == '-' {
        return Err(IdError::Character { character: '-', position: text.len() });
    }
    if text.len() > Id::<()>::MAX_LEN {
        return Err(IdError::TooLong { found: text.len() });
    }
    Ok(())
}

// By hand: derived versions would ask the same of `K`, which is only a name.
impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        Id { text: Arc::clone(&self.text), kind: PhantomData }
    }
}

impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<K> Eq for Id<K> {}

impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<K> Borrow<str> for Id<K> {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl<K> AsRef<str> for Id<K> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", K::NAME, self.text)
    }
}

impl<K> FromStr for Id<K> {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        Self::new(text)
    }
}

impl<K> TryFrom<&str> for Id<K> {
    type Error = IdError;
    fn try_from(text: &str) -> Result<Self, IdError> {
        Self::new(text)
    }
}

impl<K> serde::Serialize for Id<K> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, K> serde::Deserialize<'de> for Id<K> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::written::deserialize(deserializer, "an id")
    }
}

#[cfg(feature = "schema")]
impl<K> schemars::JsonSchema for Id<K> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "An id: lower-case letters and digits, with single hyphens inside.",
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "maxLength": Id::<K>::MAX_LEN,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::kind::{Driver, Measure};
    use super::*;

    #[test]
    fn a_bad_character_is_named_with_its_place() {
        let cases = [
            ("", "an id must not be empty"),
            ("Safe", "found 'S' as character 1"),
            ("safe mobility", "found ' ' as character 5"),
            ("-a", "found '-' as character 1"),
            ("a-", "found '-' as character 2"),
            ("a--b", "found '-' as character 3"),
            ("caf\u{e9}", "found 'é' as character 4"),
        ];
        for (text, expected) in cases {
            let message = Id::<Driver>::new(text).unwrap_err().to_string();
            assert!(message.contains(expected), "{text}: {message}");
        }
        assert_eq!(Id::<Driver>::new(&"a".repeat(65)), Err(IdError::TooLong { found: 65 }));
        assert!(Id::<Driver>::new(&"a".repeat(64)).is_ok());
    }

    #[test]
    fn labels_become_ids() {
        let id = |label| Id::<Measure>::from_label(label).map(|id| id.to_string());
        assert_eq!(id("  Falls, per 1,000 bed-days "), Some("falls-per-1-000-bed-days".into()));
        assert_eq!(id("Patient's own goal"), Some("patients-own-goal".into()));
        assert_eq!(id("???"), None);
        assert!(id(&"long label ".repeat(20)).is_some_and(|slug| slug.len() <= 64));
    }
}
