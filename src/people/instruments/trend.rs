//! Results of one scale over time, never joined across versions.

use std::fmt;

use super::{Instrument, Scale, Summary};
use crate::base::{Date, Direction, Label, Tag};

/// What a result was measured with: instrument, version, scale and range. Results are comparable only
/// where all four are the same.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Scaling {
    /// The instrument.
    pub instrument: Label,
    /// Its version.
    pub version: Label,
    /// The scale: for an instrument with several ways of scoring, the way as well.
    pub scale: Tag,
    /// The lowest and the highest score.
    pub range: (f64, f64),
    /// Which way is better.
    pub direction: Direction,
}

impl Scaling {
    pub(super) fn of(instrument: &Instrument, scale: &Scale) -> Self {
        Scaling {
            instrument: instrument.label().clone(),
            version: instrument.version().clone(),
            scale: scale.name.clone(),
            range: instrument.range(scale),
            direction: scale.direction,
        }
    }

    /// What a score that is given was measured with; `None` if the instrument has no such scale.
    pub fn given(instrument: &Instrument, scale: &str) -> Option<Self> {
        Some(Scaling::of(instrument, instrument.scale(scale)?))
    }
}

impl fmt::Display for Scaling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = self.range;
        write!(f, "{} ({}), {}, {low} to {high}", self.instrument, self.version, self.scale)
    }
}

/// Results of one scale over time. Its points go into the series of a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    scaling: Scaling,
    points: Vec<(Date, f64)>,
}

/// Why results are not a trend.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TrendError {
    /// Results of two scales, versions or ways of scoring.
    #[error("results of {found} cannot be joined to those of {expected}: start another series")]
    OtherScale {
        /// What the first result was measured with.
        expected: Box<Scaling>,
        /// What this one was.
        found: Box<Scaling>,
    },
    /// A day that does not lie after the one before.
    #[error("days must rise, found {found} after {before}")]
    Order {
        /// The day before.
        before: Date,
        /// The day as given.
        found: Date,
    },
    /// A score outside the range of its scale.
    #[error("a score of {scale} must lie from {low} to {high}, found {found}")]
    OutOfRange {
        /// The scale.
        scale: Tag,
        /// The lowest score.
        low: f64,
        /// The highest score.
        high: f64,
        /// The score as given.
        found: f64,
    },
}

impl Trend {
    /// A trend without results yet.
    pub fn new(scaling: Scaling) -> Self {
        Trend { scaling, points: Vec::new() }
    }

    /// Adds a result.
    ///
    /// # Errors
    ///
    /// It was measured with something else, or its day does not lie after the last.
    pub fn add(&mut self, on: Date, result: &Summary) -> Result<(), TrendError> {
        self.add_given(on, &result.scaling, result.mean)
    }

    /// Adds a score that whoever ran the survey computed.
    ///
    /// # Errors
    ///
    /// It was measured with something else, lies outside the range, or its day does not lie after the
    /// last.
    pub fn add_given(&mut self, on: Date, with: &Scaling, score: f64) -> Result<(), TrendError> {
        if *with != self.scaling {
            let (expected, found) = (Box::new(self.scaling.clone()), Box::new(with.clone()));
            return Err(TrendError::OtherScale { expected, found });
        }
        if let Some(&(before, _)) = self.points.last().filter(|(before, _)| *before >= on) {
            return Err(TrendError::Order { before, found: on });
        }
        let (low, high) = self.scaling.range;
        // Rounding of a mean may pass an end by a hair.
        let slack = 1e-9 * (high - low);
        if !(score >= low - slack && score <= high + slack) {
            let scale = self.scaling.scale.clone();
            return Err(TrendError::OutOfRange { scale, low, high, found: score });
        }
        self.points.push((on, score));
        Ok(())
    }

    /// What all results were measured with.
    pub fn scaling(&self) -> &Scaling {
        &self.scaling
    }

    /// Days and scores, for the series of a measure.
    pub fn points(&self) -> &[(Date, f64)] {
        &self.points
    }
}
