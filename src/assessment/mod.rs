//! What people say of their own organisation.
//!
//! ```
//! use improvement::assessment::{Assessment, ConditionClaim};
//! use improvement::base::Condition;
//! let mut assessment = Assessment::default();
//! assessment.claims.push(ConditionClaim::new(Condition::Culture, true, "2026-03-01".parse()?));
//! assert!(!assessment.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod claim;

pub use claim::ConditionClaim;

/// What people say of their own organisation.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Assessment {
    /// What was said of the conditions of improvement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ConditionClaim>,
}

impl Assessment {
    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }
}
