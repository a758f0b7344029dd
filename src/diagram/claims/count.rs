//! Counts that say when they stopped counting.

use std::fmt;

/// A number of things, known exactly or from below.
///
/// Routes multiply with every column of a diagram: 65 columns of two drivers each, every driver
/// joined to both in the next, have more than a `u64` can hold. Such a count is said to be *at
/// least* so many, and never wraps round.
///
/// ```
/// use improvement::diagram::claims::Count;
/// assert_eq!(Count::Exactly(7).to_string(), "7");
/// assert_eq!(Count::AtLeast(10).to_string(), "at least 10");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Count {
    /// So many.
    Exactly(u64),
    /// So many or more.
    AtLeast(u64),
}

impl Count {
    /// A sum or product that stops at `u64::MAX`.
    pub(crate) const fn saturated(count: u64) -> Self {
        if count == u64::MAX { Count::AtLeast(count) } else { Count::Exactly(count) }
    }

    /// The product of two saturated numbers: nothing times anything is nothing.
    pub(crate) const fn product(a: u64, b: u64) -> Self {
        if a == 0 || b == 0 {
            return Count::Exactly(0);
        }
        if a == u64::MAX || b == u64::MAX {
            return Count::AtLeast(u64::MAX);
        }
        Count::saturated(a.saturating_mul(b))
    }

    /// The number counted to.
    pub const fn counted(self) -> u64 {
        match self {
            Count::Exactly(count) | Count::AtLeast(count) => count,
        }
    }

    /// Whether the number is the whole truth.
    pub const fn is_exact(self) -> bool {
        matches!(self, Count::Exactly(_))
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Count::Exactly(count) => write!(f, "{count}"),
            Count::AtLeast(count) => write!(f, "at least {count}"),
        }
    }
}
