//! Numbers that know their own bounds, and the word for what they count.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// Why a number is not the quantity that was meant.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum QuantityError {
    /// Outside the bounds.
    #[error("{what} must lie from {min} to {max}, found {found}{}", percentage(*max, *found))]
    OutOfRange {
        /// The word for the quantity, such as `a share`.
        what: &'static str,
        /// The smallest value allowed.
        min: f64,
        /// The largest value allowed.
        max: f64,
        /// The number as given.
        found: f64,
    },
    /// Infinite, or not a number.
    #[error("{what} must be finite, found {found}")]
    NotFinite {
        /// The word for the quantity.
        what: &'static str,
        /// The number as given.
        found: f64,
    },
}

/// The way out for who wrote a percentage where a part of one is meant.
fn percentage(max: f64, found: f64) -> String {
    if max.total_cmp(&1.0).is_eq() && found > 1.0 && found <= 100.0 {
        format!(" (for {found}%, write {})", tidy(found * 100.0) / 10_000.0)
    } else {
        String::new()
    }
}

macro_rules! quantities {
    ($($(#[doc = $doc:literal])+ $Quantity:ident, $what:literal, $min:expr, $max:expr;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "f64", into = "f64")]
        pub struct $Quantity(f64);

        impl $Quantity {
            /// The smallest value.
            pub const MIN: f64 = $min;
            /// The largest value.
            pub const MAX: f64 = $max;
            /// The words for one such quantity, as errors say it.
            pub const WHAT: &'static str = $what;

            #[doc = concat!("Checks a number to be ", $what, ".")]
            ///
            /// # Errors
            ///
            /// NaN and infinities; a number below [`Self::MIN`] or above [`Self::MAX`].
            pub fn new(found: f64) -> Result<Self, QuantityError> {
                if !found.is_finite() {
                    Err(QuantityError::NotFinite { what: $what, found })
                } else if !(Self::MIN..=Self::MAX).contains(&found) {
                    Err(QuantityError::OutOfRange {
                        what: $what, min: Self::MIN, max: Self::MAX, found,
                    })
                } else {
                    // One zero, so that equal numbers hash and print alike.
                    Ok($Quantity(found + 0.0))
                }
            }

            /// The number.
            pub const fn get(self) -> f64 {
                self.0
            }
        }

        impl TryFrom<f64> for $Quantity {
            type Error = QuantityError;
            fn try_from(found: f64) -> Result<Self, QuantityError> {
                Self::new(found)
            }
        }

        impl From<$Quantity> for f64 {
            fn from(quantity: $Quantity) -> f64 {
                quantity.0
            }
        }

        // A checked quantity is never NaN, so its order is total.
        impl PartialEq for $Quantity {
            fn eq(&self, other: &Self) -> bool {
                self.cmp(other).is_eq()
            }
        }
        impl Eq for $Quantity {}
        impl PartialOrd for $Quantity {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for $Quantity {
            fn cmp(&self, other: &Self) -> Ordering {
                self.0.total_cmp(&other.0)
            }
        }
        impl Hash for $Quantity {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.0.to_bits().hash(state);
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $Quantity {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($Quantity).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let mut schema = schemars::json_schema!({ "type": "number" });
                if $min > f64::MIN {
                    schema.insert("minimum".into(), $min.into());
                }
                if $max < f64::MAX {
                    schema.insert("maximum".into(), $max.into());
                }
                schema
            }
        }
    )+};
}

quantities! {
    /// A part of a whole, from 0 to 1. `Display` writes a percentage.
    ///
    /// ```
    /// use improvement::base::Share;
    /// assert_eq!(Share::new(0.4)?.to_string(), "40%");
    /// assert_eq!(
    ///     Share::new(40.0).unwrap_err().to_string(),
    ///     "a share must lie from 0 to 1, found 40 (for 40%, write 0.4)",
    /// );
    /// assert!(Share::new(f64::NAN).is_err());
    /// # Ok::<(), improvement::base::QuantityError>(())
    /// ```
    Share, "a share", 0.0, 1.0;
    /// How sure somebody is, from 0 (certainly not) to 1 (certainly).
    Belief, "a belief", 0.0, 1.0;
    /// How much evidence stands behind a belief, in tests' worth: 2 where two tests would weigh as
    /// much as it. From a hundredth to a million.
    Weight, "a weight of evidence", 0.01, 1_000_000.0;
    /// Working hours, from 0 to 100,000 (some fifty working years).
    Hours, "a number of hours", 0.0, 100_000.0;
    /// Hours of one person's week, from 0 to 168, of which a week has no more.
    ///
    /// ```
    /// use improvement::base::WeekHours;
    /// assert_eq!(
    ///     WeekHours::new(170.0).unwrap_err().to_string(),
    ///     "one person's hours a week must lie from 0 to 168, found 170",
    /// );
    /// # Ok::<(), improvement::base::QuantityError>(())
    /// ```
    WeekHours, "one person's hours a week", 0.0, 168.0;
    /// Any finite number: a baseline, a target, a point of a series.
    Number, "a number", f64::MIN, f64::MAX;
}

impl Share {
    /// Nothing of it.
    pub const NONE: Share = Share(0.0);
    /// All of it.
    pub const ALL: Share = Share(1.0);
}

impl Hours {
    /// None at all.
    pub const NONE: Hours = Hours(0.0);
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", tidy(self.0 * 100.0))
    }
}

impl fmt::Display for Belief {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", tidy(self.0 * 100.0))
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} h", tidy(self.0))
    }
}

impl WeekHours {
    /// The full-time week of NHS staff under Agenda for Change, without meal breaks: 37.5 hours (NHS
    /// terms and conditions of service handbook, section 10;
    /// [reported](super::SourceMark::Reported): read in a contract that quotes it). Doctors and other
    /// countries have others, so it is an argument wherever it counts.
    pub const FULL_TIME: WeekHours = WeekHours(37.5);
}

impl fmt::Display for WeekHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} h", tidy(self.0))
    }
}

impl From<WeekHours> for Hours {
    fn from(hours: WeekHours) -> Hours {
        Hours(hours.0)
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Rounds away the dust of binary fractions for reading: at most two decimals.
fn tidy(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_inclusive_and_errors_name_the_quantity() {
        assert_eq!(Share::new(0.0).map(Share::get), Ok(0.0));
        assert_eq!(Share::new(1.0).map(Share::get), Ok(1.0));
        assert_eq!(
            Hours::new(-1.0).unwrap_err().to_string(),
            "a number of hours must lie from 0 to 100000, found -1"
        );
        for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(Number::new(odd).is_err());
        }
    }

    #[test]
    fn the_two_zeros_are_one() {
        let (minus, plus) = (Number::new(-0.0).unwrap(), Number::new(0.0).unwrap());
        assert_eq!(minus, plus);
        assert_eq!(minus.to_string(), "0");
    }
}
