//! A kind of record that counts as evidence.

use std::fmt;

use super::{Bearing, Settings};
use crate::base::{AnyId, Condition, Date};
use crate::programme::Programme;
use crate::theory::{Faring, TheoryReading};

/// A kind of record that speaks for a condition, or against it.
///
/// [`sources`](super::sources) lists them all.
#[non_exhaustive]
pub struct Source {
    /// Its name, such as `promises-kept`.
    pub name: &'static str,
    /// The condition on which it bears.
    pub condition: Condition,
    /// What it looks at.
    pub looks_at: &'static str,
    /// What to write down, and where, if nothing of it is on record.
    pub record: &'static str,
    /// What to do where it speaks against the condition.
    pub mend: &'static str,
    /// Where it comes from.
    pub basis: &'static str,
    pub(super) find: fn(&Ground<'_>) -> Vec<Found>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Its name.
impl serde::Serialize for Source {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({})", self.name)
    }
}

/// What a source may look at.
pub(super) struct Ground<'g> {
    pub(super) theory: &'g TheoryReading<'g>,
    /// How people fare, for which several sources ask.
    pub(super) faring: Vec<Faring<'g>>,
    pub(super) programme: &'g Programme,
    pub(super) as_of: Date,
    pub(super) settings: &'g Settings,
}

impl Ground<'_> {
    /// Whether something happened by the day, and not so long before that it no longer counts.
    pub(super) fn is_recent(&self, day: Date) -> bool {
        day <= self.as_of && !self.is_old(day)
    }

    /// Whether a day lies so far back that it no longer counts.
    pub(super) fn is_old(&self, day: Date) -> bool {
        self.as_of.days_since(day) > i64::from(self.settings.old_after_days)
    }
}

/// What a source has found.
pub(super) struct Found {
    pub(super) bearing: Bearing,
    pub(super) subjects: Vec<AnyId>,
    pub(super) on: Option<Date>,
    pub(super) said: String,
}

impl Found {
    pub(super) fn new(bearing: Bearing, on: impl Into<Option<Date>>, said: String) -> Self {
        Found { bearing, subjects: Vec::new(), on: on.into(), said }
    }

    pub(super) fn about(mut self, subjects: impl IntoIterator<Item = AnyId>) -> Self {
        self.subjects.extend(subjects);
        self
    }
}
