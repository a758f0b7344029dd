//! Which way is good.

use std::fmt;

/// The direction in which a measure gets better.
///
/// A signal cannot be read as improvement or concern without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Higher is better.
    Up,
    /// Lower is better.
    Down,
    /// Neither way is better in itself: a signal is news, and neither good nor bad.
    Neither,
}

impl Direction {
    /// The direction seen in a mirror: what holds for `y` upwards holds for `-y` downwards.
    ///
    /// ```
    /// use improvement::base::Direction;
    /// assert_eq!(Direction::Up.mirrored(), Direction::Down);
    /// assert_eq!(Direction::Neither.mirrored(), Direction::Neither);
    /// ```
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Direction::Up => Direction::Down,
            Direction::Down => Direction::Up,
            Direction::Neither => Direction::Neither,
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Direction::Up => "up",
            Direction::Down => "down",
            Direction::Neither => "neither",
        })
    }
}
