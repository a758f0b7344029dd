//! How high in an organisation something stands.

use std::fmt;

/// The tier of a huddle or board: 1 is the front line, 6 the whole enterprise. Systems in use have
/// three to six.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "i64", into = "i64")]
pub struct Tier(u8);

/// Why a number is not a [`Tier`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a tier must lie from 1 to 6, found {found}")]
pub struct TierError {
    /// The number as given.
    pub found: i64,
}

impl Tier {
    /// The tier with this number.
    ///
    /// # Errors
    ///
    /// A number below 1 or above 6.
    pub fn new(found: i64) -> Result<Self, TierError> {
        u8::try_from(found)
            .ok()
            .filter(|tier| (1..=6).contains(tier))
            .map(Tier)
            .ok_or(TierError { found })
    }

    /// Every tier, from the front line up.
    pub fn all() -> impl Iterator<Item = Tier> {
        (1..=6).map(Tier)
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<i64> for Tier {
    type Error = TierError;
    fn try_from(found: i64) -> Result<Self, TierError> {
        Tier::new(found)
    }
}

impl From<Tier> for i64 {
    fn from(tier: Tier) -> i64 {
        tier.0.into()
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tier {}", self.0)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Tier {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Tier".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": 6 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_run_from_one_to_six() {
        assert_eq!(Tier::new(1).unwrap().to_string(), "tier 1");
        assert!(Tier::new(6).is_ok());
        for found in [0, 7, -1, 257] {
            assert_eq!(Tier::new(found), Err(TierError { found }));
        }
    }
}
