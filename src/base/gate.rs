//! How many causes it takes.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use super::written;

/// How many of its causes a driver or aim needs before it moves.
///
/// Only [`Gate::Any`] keeps the guarantees that rest on ever smaller gains (see
/// [`choose`](crate::diagram::claims::ClaimGraph::choose)).
///
/// ```
/// use improvement::base::Gate;
/// assert_eq!("any".parse(), Ok(Gate::Any));
/// let two: Gate = "at least 2".parse()?;
/// assert_eq!(two.to_string(), "at least 2");
/// assert_eq!(
///     "2 of 3".parse::<Gate>().unwrap_err().to_string(),
///     "a gate is `any`, `all` or such as `at least 2`, found `2 of 3`",
/// );
/// # Ok::<(), improvement::base::GateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Gate {
    /// One live link is enough (noisy-OR; Pearl, *Probabilistic Reasoning in Intelligent Systems*,
    /// 1988).
    #[default]
    Any,
    /// Every link that leads here must be live, from a node that moves.
    All,
    /// So many of the links must be live, from nodes that move.
    AtLeast(NonZeroU32),
}

/// Why a text is no [`Gate`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a gate is `any`, `all` or such as `at least 2`, found `{found}`")]
pub struct GateError {
    /// The text as given, up to 40 characters of it.
    pub found: String,
}

impl fmt::Display for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Gate::Any => f.write_str("any"),
            Gate::All => f.write_str("all"),
            Gate::AtLeast(count) => write!(f, "at least {count}"),
        }
    }
}

impl FromStr for Gate {
    type Err = GateError;

    fn from_str(text: &str) -> Result<Self, GateError> {
        match text {
            "any" => return Ok(Gate::Any),
            "all" => return Ok(Gate::All),
            _ => {}
        }
        // One way to write each gate: no sign, no leading zero.
        let count = text.strip_prefix("at least ").filter(|digits| !digits.starts_with(['+', '0']));
        count
            .and_then(|digits| digits.parse().ok())
            .map(Gate::AtLeast)
            .ok_or_else(|| GateError { found: text.chars().take(40).collect() })
    }
}

impl serde::Serialize for Gate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Gate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        written::deserialize(deserializer, "a gate: any, all, or such as at least 2")
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Gate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Gate".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "How many causes it takes: any, all, or such as at least 2.",
            "pattern": "^(any|all|at least [1-9][0-9]{0,9})$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_gate_is_written_in_one_way() {
        for text in ["any", "all", "at least 1", "at least 999999999"] {
            assert_eq!(text.parse::<Gate>().unwrap().to_string(), text);
        }
        for text in ["", "Any", "at least 0", "at least 02", "at least +2", "at least -1", "2"] {
            assert!(text.parse::<Gate>().is_err(), "{text}");
        }
    }
}
