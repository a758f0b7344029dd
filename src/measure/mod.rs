//! How will we know that a change is an improvement?
//!
//! A [`Measure`] says what is counted so completely that two people would collect the same number
//! ([`Definition`]), which family it belongs to ([`Family`]), which way is good, how it is collected
//! ([`Collection`]), and holds its [`Series`]: points in the order of time, with what happened
//! ([`Annotation`]) and where the definition changed ([`Version`]).
//!
//! A draft measure may lack its definition or its direction; the review then says so. A series,
//! though, is either in order or not a series: dates rise, and values are numbers.
//!
//! ```
//! use improvement::base::{Direction, Label};
//! use improvement::measure::{DataKind, Definition, Family, Measure, Point, Series};
//! let mut rate = Measure::new(Label::new("Physical violence per 1,000 occupied bed days")?, Family::Outcome);
//! rate.direction = Some(Direction::Down);
//! let mut definition = Definition::new(DataKind::Rate);
//! definition.denominator = Some("occupied bed days".parse()?);
//! rate.definition = Some(definition);
//! rate.series = Some(Series::new(vec![
//!     Point::value("2014-01-01".parse()?, 12.1)?,
//!     Point::value("2015-01-01".parse()?, 7.2)?,
//! ])?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod definition;
mod experience;
mod point;
mod series;
mod unit;

pub use definition::{Baseline, Collection, DataKind, Definition, Sampling, Target};
pub use experience::ScoredBy;
pub use point::{At, Point, PointError, Value};
pub use series::{Annotation, Exclusion, Rebase, Series, SeriesError, Version};
pub use unit::Unit;

use std::fmt;

use crate::base::{
    Direction, GroupId, Label, MeasureId, Number, Retirement, Source, Statement, Tag,
};

/// A number that is followed over time.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Measure {
    /// Its name: "number of", "percent of", "rate of".
    pub label: Label,
    /// Which family it belongs to.
    pub family: Family,
    /// Which way is good.
    pub direction: Option<Direction>,
    /// The idea behind the number, in a sentence.
    pub concept: Option<Statement>,
    /// How it is calculated.
    pub definition: Option<Definition>,
    /// How it is collected.
    pub collection: Option<Collection>,
    /// Whose experience or burden it shows. A balancing measure on a staff group is how harm to
    /// staff is seen beside a gain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<GroupId>,
    /// With what it was scored, if it is the result of a questionnaire.
    pub scored_by: Option<ScoredBy>,
    /// The outcomes beside which it is read, so that a gain is never seen without its price.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub balances: Vec<MeasureId>,
    /// The change that counts as notable, set by the programme; for what is measured too seldom for a
    /// chart.
    pub notable: Option<Number>,
    /// Where it stood before.
    pub baseline: Option<Baseline>,
    /// Where it is meant to stand.
    pub target: Option<Target>,
    /// By what it is split: age, ethnicity, deprivation, site.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stratify_by: Vec<Tag>,
    /// Known limits: data quality, lag, likely gaming.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Statement>,
    /// The data.
    pub series: Option<Series>,
    /// That it is no longer collected, and why.
    pub retired: Option<Retirement>,
    /// Where the figures come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Measure {
    /// In what unit its values and its target speak.
    pub fn unit(&self) -> Unit {
        Unit::of(self)
    }

    /// A measure of which only the name and the family are known.
    pub fn new(label: Label, family: Family) -> Self {
        Measure {
            label,
            family,
            direction: None,
            concept: None,
            definition: None,
            collection: None,
            about: Vec::new(),
            scored_by: None,
            balances: Vec::new(),
            notable: None,
            baseline: None,
            target: None,
            stratify_by: Vec::new(),
            limits: Vec::new(),
            series: None,
            retired: None,
            sources: Vec::new(),
            note: None,
        }
    }
}

/// The family of a measure: what question it answers.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// The voice of the patient or user: is the result moving?
    Outcome,
    /// The voice of the workings: is the work done as intended?
    Process,
    /// Is something else getting worse?
    Balancing,
    /// What is there: staff, places, equipment.
    Structure,
}

impl Family {
    /// All four.
    pub const ALL: [Family; 4] =
        [Family::Outcome, Family::Process, Family::Balancing, Family::Structure];
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Family::Outcome => "outcome",
            Family::Process => "process",
            Family::Balancing => "balancing",
            Family::Structure => "structure",
        })
    }
}
