//! The five components of NHS IMPACT.

use std::fmt;

/// One of the five components of NHS IMPACT (Improving Patient Care Together, NHS England 2023),
/// which drivers and changes may name as the one they serve.
///
/// The names and their order are those of the published "about" page
/// (<https://www.england.nhs.uk/nhsimpact/about-nhs-impact/>). The components are parallel and
/// reinforce each other; no source orders them as stages.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Component {
    /// Building a shared purpose and vision.
    Purpose,
    /// Investing in people and culture.
    People,
    /// Developing leadership behaviours.
    Leadership,
    /// Building improvement capability and capacity.
    Capability,
    /// Embedding improvement into management systems and processes.
    Systems,
}

impl Component {
    /// All five, in the published order.
    pub const ALL: [Component; 5] = [
        Component::Purpose,
        Component::People,
        Component::Leadership,
        Component::Capability,
        Component::Systems,
    ];

    /// The official name.
    pub const fn title(self) -> &'static str {
        match self {
            Component::Purpose => "Building a shared purpose and vision",
            Component::People => "Investing in people and culture",
            Component::Leadership => "Developing leadership behaviours",
            Component::Capability => "Building improvement capability and capacity",
            Component::Systems => "Embedding improvement into management systems and processes",
        }
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}
