//! How far a fact is confirmed.

use std::fmt;

/// Where a statement, a figure or a template item comes from, and how far to trust that.
///
/// What is not confirmed is never presented as official.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SourceMark {
    /// Read at its source.
    Confirmed,
    /// Found in a secondary place, or quoted by others.
    Reported,
    /// Chosen by the people of this programme.
    Local,
    /// From general knowledge, or unknown.
    #[default]
    Unconfirmed,
}

impl SourceMark {
    /// The sign that a short text carries behind it: `†` for unconfirmed, `‡` for reported, none for what
    /// was read at its source or chosen by the people themselves.
    pub const fn sign(self) -> &'static str {
        match self {
            SourceMark::Unconfirmed => "†",
            SourceMark::Reported => "‡",
            SourceMark::Confirmed | SourceMark::Local => "",
        }
    }
}

impl fmt::Display for SourceMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SourceMark::Confirmed => "confirmed",
            SourceMark::Reported => "reported",
            SourceMark::Local => "local",
            SourceMark::Unconfirmed => "unconfirmed",
        })
    }
}
