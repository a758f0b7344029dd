//! How much an effect is held to change.

use crate::base::Number;

/// How much an effect is held to change for one unit of its cause, in the units of their measures:
/// 0.5 where one more huddle a day is held to bring half an incident more to notice. Negative where
/// it falls.
///
/// ```
/// use improvement::base::Number;
/// use improvement::diagram::EffectSize;
/// let n = |value| Number::new(value).unwrap();
/// let effect = EffectSize::new(n(0.5)).within(n(0.2), n(0.7))?.with_sd(n(0.1))?;
/// assert_eq!(effect.range().map(|(low, high)| (low.get(), high.get())), Some((0.2, 0.7)));
/// assert_eq!(
///     EffectSize::new(n(0.5)).within(n(0.6), n(0.7)).unwrap_err().to_string(),
///     "an effect must lie within its own range, found 0.5 outside 0.6 to 0.7",
/// );
/// # Ok::<(), improvement::diagram::EffectError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "EffectForm", into = "EffectForm")]
pub struct EffectSize {
    size: Number,
    range: Option<(Number, Number)>,
    sd: Option<Number>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename = "EffectSize")]
struct EffectForm {
    /// The change of the effect for one unit of the cause.
    size: Number,
    /// The least that is thought possible; given together with `high`.
    low: Option<Number>,
    /// The most that is thought possible; given together with `low`.
    high: Option<Number>,
    /// The standard deviation of what is thought possible, from 0.
    sd: Option<Number>,
}

/// Why numbers do not make an [`EffectSize`].
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum EffectError {
    /// The size lies outside the range.
    #[error("an effect must lie within its own range, found {size} outside {low} to {high}")]
    OutsideRange {
        /// The size as given.
        size: Number,
        /// The least as given.
        low: Number,
        /// The most as given.
        high: Number,
    },
    /// One end of the range alone.
    #[error("an effect's range must have both `low` and `high` or neither, found one")]
    HalfRange,
    /// A standard deviation below zero.
    #[error("a standard deviation must be 0 or more, found {found}")]
    NegativeSd {
        /// The standard deviation as given.
        found: Number,
    },
}

impl EffectSize {
    /// An effect of which only the size is stated.
    pub const fn new(size: Number) -> Self {
        EffectSize { size, range: None, sd: None }
    }

    /// With the least and the most that is thought possible.
    ///
    /// # Errors
    ///
    /// The size lies outside.
    pub fn within(mut self, low: Number, high: Number) -> Result<Self, EffectError> {
        if low <= self.size && self.size <= high {
            self.range = Some((low, high));
            Ok(self)
        } else {
            Err(EffectError::OutsideRange { size: self.size, low, high })
        }
    }

    /// With a standard deviation.
    ///
    /// # Errors
    ///
    /// Below zero.
    pub fn with_sd(mut self, sd: Number) -> Result<Self, EffectError> {
        if sd.get() >= 0.0 {
            self.sd = Some(sd);
            Ok(self)
        } else {
            Err(EffectError::NegativeSd { found: sd })
        }
    }

    /// The change of the effect for one unit of the cause.
    pub const fn size(self) -> Number {
        self.size
    }

    /// The least and the most that is thought possible, where that is stated.
    pub const fn range(self) -> Option<(Number, Number)> {
        self.range
    }

    /// The standard deviation, where it is stated.
    pub const fn sd(self) -> Option<Number> {
        self.sd
    }
}

impl TryFrom<EffectForm> for EffectSize {
    type Error = EffectError;
    fn try_from(form: EffectForm) -> Result<Self, EffectError> {
        let mut effect = EffectSize::new(form.size);
        effect = match (form.low, form.high) {
            (None, None) => effect,
            (Some(low), Some(high)) => effect.within(low, high)?,
            _ => return Err(EffectError::HalfRange),
        };
        form.sd.map_or(Ok(effect), |sd| effect.with_sd(sd))
    }
}

impl From<EffectSize> for EffectForm {
    fn from(effect: EffectSize) -> Self {
        EffectForm {
            size: effect.size,
            low: effect.range.map(|(low, _)| low),
            high: effect.range.map(|(_, high)| high),
            sd: effect.sd,
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for EffectSize {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "EffectSize".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        EffectForm::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: f64) -> Number {
        Number::new(value).unwrap()
    }

    #[test]
    fn half_a_range_and_a_negative_deviation_are_refused() {
        let form = |low, high, sd| EffectForm { size: n(0.5), low, high, sd };
        assert_eq!(
            EffectSize::try_from(form(Some(n(0.1)), None, None)),
            Err(EffectError::HalfRange)
        );
        assert_eq!(
            EffectSize::try_from(form(None, None, Some(n(-1.0)))).unwrap_err().to_string(),
            "a standard deviation must be 0 or more, found -1"
        );
        assert_eq!(EffectSize::try_from(form(None, None, None)), Ok(EffectSize::new(n(0.5))));
    }
}
