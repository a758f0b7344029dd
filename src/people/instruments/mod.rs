//! Questionnaires as data: how answers become scores, and what may be said of a cohort.
//!
//! An [`Instrument`] holds its version, how many items it has, what may be answered, and its
//! [`Scale`]s, each with its items, its formula and which way is better. It has **no field for the
//! words of an item**: most are protected, and scoring does not need them. [`published`] lists those the
//! crate knows; a programme may define its own under `people.instruments`.
//!
//! Answers go in for a whole cohort, and only the cohort comes out: there is no score of a person, and
//! a [cut-off](CutOff) gives the share of the cohort past it, never a band for somebody. Results of few
//! respondents are [not shown](super::SmallNumbers).
//!
//! ```
//! use improvement::people::SmallNumbers;
//! use improvement::people::instruments::{Answers, Missing, published};
//! let (_, who5) = published().find(|(id, _)| id.as_str() == "who-5").unwrap();
//! let answers: Vec<Answers> = (0..12).map(|i| Answers::of([3, 3, 2 + i % 2, 3, 3])).collect();
//! let cohort = who5.score("wellbeing", &answers, Missing::CompleteOnly).map_err(|e| e[0].clone())?;
//! let summary = cohort.summary(&SmallNumbers::default())?;
//! assert_eq!((summary.respondents, summary.mean), (12, 58.0));
//! assert!(who5.score("wellbeing", &answers[..9], Missing::CompleteOnly).unwrap()
//!     .summary(&SmallNumbers::default()).is_err(), "nine respondents");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Moral distress (acting against one's judgement), moral injury (a lasting wound) and motivation are
//! different [constructs](Construct): no score is turned into another, and their better directions
//! differ. A result over time is a [`Trend`], which refuses to join versions or scales; its points are
//! those of any other measure.

mod cohort;
mod definition;
mod fft;
mod published;
mod scale;
mod trend;

pub use cohort::{Answers, Cohort, Missing, ScoreError, Summary, TooFew};
pub use definition::{Instrument, InstrumentError};
pub use fft::{Fft, FftError, FftScheme};
pub use published::published;
pub use scale::{Construct, CutOff, Formula, Scale, Side};
pub use trend::{Scaling, Trend, TrendError};
