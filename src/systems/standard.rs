//! Standard work: the best known way, written down, looked at and renewed.

use std::fmt;

use crate::base::{ChangeId, Date, Label, RoleId, Share, Statement};

/// A written way to do the work, which those who do it agreed on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Standard {
    /// What it is called.
    pub label: Label,
    /// The steps, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Label>,
    /// Who answers for it.
    pub owner: Option<RoleId>,
    /// The changes that it holds in place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<ChangeId>,
    /// When this version was agreed.
    pub agreed: Option<Date>,
    /// Times when somebody looked whether it is followed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looks: Vec<Look>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Standard {
    /// Standard work of which only the name is known.
    pub fn new(label: Label) -> Self {
        Standard {
            label,
            steps: Vec::new(),
            owner: None,
            holds: Vec::new(),
            agreed: None,
            looks: Vec::new(),
            note: None,
        }
    }

    /// The last look at or before a day.
    pub fn last_look(&self, as_of: Date) -> Option<&Look> {
        self.looks.iter().filter(|look| look.on <= as_of).max_by_key(|look| look.on)
    }
}

/// One look whether standard work is followed: how often of how many times seen.
///
/// It looks at the work and its conditions, not at who did it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "LookForm", into = "LookForm")]
pub struct Look {
    on: Date,
    seen: u32,
    followed: u32,
    in_the_way: Option<Statement>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename = "Look")]
struct LookForm {
    /// The day.
    on: Date,
    /// How many times the work was seen; one or more.
    seen: u32,
    /// How many of those it was done as written.
    followed: u32,
    /// What got in the way of doing it as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_the_way: Option<Statement>,
}

/// Why counts do not make a [`Look`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected work seen one or more times and followed at most as often, found followed {followed} of {seen} times"
)]
pub struct LookError {
    /// How many times the work was seen.
    pub seen: u32,
    /// How many times it was followed.
    pub followed: u32,
}

impl Look {
    /// A look on a day: the work was followed so many of the times it was seen.
    ///
    /// # Errors
    ///
    /// The work was never seen, or followed more often than seen.
    pub fn new(on: Date, followed: u32, seen: u32) -> Result<Self, LookError> {
        if seen == 0 || followed > seen {
            return Err(LookError { seen, followed });
        }
        Ok(Look { on, seen, followed, in_the_way: None })
    }

    /// The same, with what got in the way.
    #[must_use]
    pub fn with_in_the_way(mut self, what: Statement) -> Self {
        self.in_the_way = Some(what);
        self
    }

    /// The day.
    pub const fn on(&self) -> Date {
        self.on
    }

    /// How many times the work was seen.
    pub const fn seen(&self) -> u32 {
        self.seen
    }

    /// How many of those it was done as written.
    pub const fn followed(&self) -> u32 {
        self.followed
    }

    /// What got in the way.
    pub fn in_the_way(&self) -> Option<&Statement> {
        self.in_the_way.as_ref()
    }

    /// The part of the times seen in which it was done as written.
    pub fn share(&self) -> Option<Share> {
        Share::new(f64::from(self.followed) / f64::from(self.seen)).ok()
    }
}

impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "done as written {} of {} times seen on {}", self.followed, self.seen, self.on)
    }
}

impl TryFrom<LookForm> for Look {
    type Error = LookError;
    fn try_from(form: LookForm) -> Result<Self, LookError> {
        let look = Look::new(form.on, form.followed, form.seen)?;
        Ok(Look { in_the_way: form.in_the_way, ..look })
    }
}

impl From<Look> for LookForm {
    fn from(Look { on, seen, followed, in_the_way }: Look) -> Self {
        LookForm { on, seen, followed, in_the_way }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Look {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Look".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        LookForm::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_not_followed_more_often_than_it_is_seen() {
        let on = "2026-03-02".parse().unwrap();
        let look = Look::new(on, 7, 8).unwrap();
        assert_eq!(look.to_string(), "done as written 7 of 8 times seen on 2026-03-02");
        assert_eq!(look.share().unwrap().to_string(), "87.5%");
        for (followed, seen) in [(0, 0), (9, 8)] {
            assert_eq!(Look::new(on, followed, seen), Err(LookError { seen, followed }));
        }
        assert!(
            Look::new(on, 9, 8).unwrap_err().to_string().ends_with("found followed 9 of 8 times")
        );
    }
}
