//! Signal or noise: run and control charts, their rules, and what they say.
//!
//! Pure arithmetic: this room knows no programme and no measure, only numbers in order. It answers
//! four questions.
//!
//! | Question | Types |
//! |---|---|
//! | Which chart? | [`advise`], [`DataKind`], [`ChartKind`] |
//! | What does it look like? | [`Series`], [`Sections`], [`ChartSpec`], [`Chart`], [`Lines`] |
//! | Is there a signal? | [`RuleSet`], [`Rule`], [`Pattern`], [`Signals`], [`RunsAnalysis`] |
//! | What does it mean? | [`Method`], [`Preset`], [`Report`], [`Reading`], [`Variation`], [`Assurance`], [`FamilyVerdict`] |
//!
//! ```
//! use improvement::base::Direction;
//! use improvement::spc::{Method, Question, Report, Sections, Series, Variation};
//!
//! // Falls on a ward by month; fewer are better, and the target is 4.
//! let falls = [9, 11, 8, 10, 12, 9, 10, 11, 9, 8, 5, 6, 4, 5, 6, 5];
//! let series = Series::from_values(falls.map(f64::from))?;
//! let question = Question::new(Direction::Down).with_target(4.0);
//! let report = Report::new(&Method::default(), &series, &Sections::whole(), question)?;
//! let reading = report.reading();
//! assert_eq!(reading.variation.variation(), Some(Variation::ImprovementLow));
//! assert_eq!(reading.since, Some(10), "since the eleventh month");
//! println!("{}", reading.why_variation());
//! println!("{}", reading.why_assurance());
//! # Ok::<(), improvement::spc::SpcError>(())
//! ```
//!
//! # Where tools differ
//!
//! The tools of the field disagree on ties, missing values, screening, constant series, the length
//! of a shift and more. Every such point is a field of [`ChartSpec`], [`Rule`] or [`Judgement`] with
//! a documented default, and [`Preset`] bundles the choices of each tool, the recommended ones with
//! their reasons. The test `reference_charts` compares with the tools' own results point by point
//! and lists by name the defects that are not reproduced.
//!
//! # Arithmetic
//!
//! Means are correctly rounded, so whether a point lies on the centre line does not depend on the
//! order of summation. Values may lie from -1e60 to 1e60; no valid input gives a line that is not a
//! number: what cannot be computed is blank (`None`). Every index counts points from 0.
//!
//! # As data
//!
//! Readings, signals, lines and rules can be written with serde, for a page or an archive: names in
//! kebab case, a blank line as none. [`Preset`] and [`ChartKind`] can be read as well, so that a
//! configuration names them.
//!
//! ```
//! use improvement::base::Direction;
//! use improvement::spc::{Preset, Question, Report, Sections, Series};
//!
//! let preset: Preset = serde_json::from_str(r#""recommended""#)?;
//! let series = Series::from_values([5.0, 15.0].repeat(7))?;
//! let question = Question::new(Direction::Down).with_target(40.0);
//! let report = Report::new(&preset.method(), &series, &Sections::whole(), question)?;
//! let reading = serde_json::to_value(report.reading())?;
//! assert_eq!(reading["variation"]["shows"], "common-cause");
//! assert_eq!(reading["assurance"]["shows"], "passes");
//! assert_eq!(serde_json::to_value(report.chart().lines(13))?["centre"], 10.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What this does not do
//!
//! * It recalculates nothing by itself: [`StableShift`] suggests, a person decides.
//! * EWMA, CUSUM of continuous data and VLAD charts are left out on purpose: improvement teams
//!   seldom read them, the shift and runs rules find the same small sustained changes, and VLAD
//!   needs patient-level risks. The one exception is the [`BernoulliCusum`] for rare outcomes.
//! * A signal says that something changed, and when; not what caused it.

mod batch;
mod bernoulli;
mod bits;
mod chart;
mod choice;
mod compare;
mod conditions;
pub mod constants;
mod detect;
mod error;
mod estimate;
mod exact;
mod false_alarms;
mod family;
mod icons;
mod kind;
mod lines;
mod presets;
mod reading;
mod rules;
mod runs;
mod series;
mod signals;
mod spec;
mod spread;
mod stable_shift;

pub use batch::{Task, read_all};
pub use bernoulli::{BernoulliCusum, CusumPoint, Risk};
pub use chart::{Chart, Section};
pub use choice::{Advice, Circumstances, DataKind, advise};
pub use error::SpcError;
pub use false_alarms::FalseAlarms;
pub use family::{FamilyVerdict, Movement};
pub use icons::{Assurance, Conflict, IconSide, Judgement, OnLimit, Variation};
pub use kind::ChartKind;
pub use lines::Lines;
pub use presets::{Method, NelsonVariant, Preset};
pub use reading::{AssuranceIcon, Question, Reading, Report, VariationIcon};
pub use rules::{Company, Mark, Pattern, Rule, RuleSet, RunBounds, RunTable, Side, Ties};
pub use runs::{RunsAnalysis, crossings_least, longest_run_most, run_count_bounds};
pub use series::{Aggregate, EventsOverZero, Position, Row, Series};
pub use signals::{Fired, RunCount, Signals};
pub use spec::{
    Average, ChartSpec, Flat, Floor, Gaps, Minimum, MinimumScope, RangeAverage, RareEvents,
    Screening, Sections, TimeBetween, XmrFactor,
};
pub use stable_shift::{Level, RebaseSuggestion, StableShift};
