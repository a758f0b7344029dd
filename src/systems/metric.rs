//! Which measures are worked on, and which are only watched.

use std::fmt;

use crate::base::{Number, Reason, SourceMark};

/// What an organisation does with a measure.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Metric {
    /// Whether it is worked on or watched.
    pub attention: Attention,
    /// The value at which a watched measure is acted on.
    pub trigger: Option<Trigger>,
    /// Why it has this place.
    pub because: Option<Reason>,
}

impl Metric {
    /// A measure that is worked on, or watched.
    pub fn new(attention: Attention) -> Self {
        Metric { attention, trigger: None, because: None }
    }
}

/// Driver metrics are improved now; watch metrics are monitored, and acted on only when a trigger is
/// passed.
///
/// The pair is in use in NHS trusts; no published rule for it was found ([`Attention::MARK`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Attention {
    /// Worked on now.
    Driver,
    /// Monitored.
    Watch,
}

impl Attention {
    /// How far the difference between driver and watch metrics is confirmed.
    pub const MARK: SourceMark = SourceMark::Unconfirmed;
}

impl fmt::Display for Attention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Attention::Driver => "driver metric",
            Attention::Watch => "watch metric",
        })
    }
}

/// The value at which a watched measure is acted on, in the measure's unit; written `{ above = 5 }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// A value above this one.
    Above(Number),
    /// A value below this one.
    Below(Number),
}

impl Trigger {
    /// Whether a value passes it; the value itself does not.
    pub fn is_passed_by(self, value: f64) -> bool {
        match self {
            Trigger::Above(limit) => value > limit.get(),
            Trigger::Below(limit) => value < limit.get(),
        }
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trigger::Above(limit) => write!(f, "above {limit}"),
            Trigger::Below(limit) => write!(f, "below {limit}"),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Trigger {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Trigger".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let side = |name: &str, description: &str| {
            schemars::json_schema!({
                "type": "object",
                "properties": { name: { "type": "number", "description": description } },
                "required": [name],
                "additionalProperties": false,
            })
        };
        schemars::json_schema!({
            "description": "The value at which a watched measure is acted on, in the measure's unit.",
            "oneOf": [
                side("above", "It is acted on above this value."),
                side("below", "It is acted on below this value."),
            ],
        })
    }
}
