//! The four conditions of improvement.

use std::fmt;

/// One of the four conditions without which no technical skill improves anything: culture, desire,
/// motivation and resources.
///
/// *Source*: Fitzsimons, *Making improvement more human*, Point of Care Foundation, 2023, which asks
/// what the conditions are that NHS IMPACT means to create, and names these.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// It is safe to speak up, and leaders are seen to care.
    Culture,
    /// People choose to take part.
    Desire,
    /// The work gives what moves people from within, and does not wear them down.
    Motivation,
    /// There are hours, skill and means.
    Resources,
}

impl Condition {
    /// All four.
    pub const ALL: [Condition; 4] =
        [Condition::Culture, Condition::Desire, Condition::Motivation, Condition::Resources];
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Condition::Culture => "culture",
            Condition::Desire => "desire",
            Condition::Motivation => "motivation",
            Condition::Resources => "resources",
        })
    }
}
