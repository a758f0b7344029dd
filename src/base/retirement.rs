//! Leaving without being forgotten.

use super::{Date, Reason};

/// That something no longer counts, since when, and why.
///
/// What was tried is never deleted: an idea that was tested and dropped is a result, so it stays in
/// the programme with its reason, and only leaves the questions that ask about the present.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Retirement {
    /// Why it was retired.
    pub because: Reason,
    /// The day on which it was retired.
    pub on: Option<Date>,
}

impl Retirement {
    /// A retirement with its reason.
    pub fn new(because: Reason) -> Self {
        Retirement { because, on: None }
    }
}
