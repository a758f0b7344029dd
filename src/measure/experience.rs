//! With what the experience of people was scored.

use crate::base::{InstrumentId, Label, Tag};

/// Which questionnaire, in which version, on which scale. A measure has one: results of another
/// version or scale are another measure, so that no series joins them.
///
/// What the scale is about (moral distress, autonomy, ...), its range and which way is better come
/// from the instrument; the programme refuses a measure that contradicts it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoredBy {
    /// The instrument: the programme's own, else a published one.
    pub instrument: InstrumentId,
    /// Its version, as the instrument states it.
    pub version: Label,
    /// The scale.
    pub scale: Tag,
}

impl ScoredBy {
    /// By a scale of an instrument.
    pub fn new(instrument: InstrumentId, version: Label, scale: Tag) -> Self {
        ScoredBy { instrument, version, scale }
    }
}
