//! Signal or noise: run and control charts, their rules, and what they say.

mod batch;
mod bernoulli;
mod bits;
mod chart;
mod conditions;
pub mod constants;
mod detect;
mod error;
mod estimate;
mod exact;
mod false_alarms;
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
pub use error::SpcError;
pub use false_alarms::FalseAlarms;
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
