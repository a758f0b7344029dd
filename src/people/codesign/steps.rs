//! What was done in each stage: observation, interviews, film, events.

use crate::base::{Date, Hours, Period, Reason, Statement};

use super::Activity;

/// Observation of the places where care is given.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Observation {
    /// When.
    pub when: Period,
    /// How many hours.
    pub hours: Option<Hours>,
}

impl Observation {
    /// Observation in a period.
    pub const fn new(when: Period) -> Self {
        Observation { when, hours: None }
    }
}

/// Interviews with staff, or with patients and families.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Interviews {
    /// When.
    pub when: Period,
    /// With how many people.
    pub people: Option<u32>,
}

impl Interviews {
    /// Interviews in a period, with so many people.
    pub const fn new(when: Period, people: u32) -> Self {
        Interviews { when, people: Some(people) }
    }
}

/// The film cut from interviews: local ones, or those of a national archive in an accelerated
/// project.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Film {
    /// The day from which it could be shown.
    pub ready: Date,
    /// How long it is, in minutes.
    pub minutes: Option<u32>,
    /// How many tellers it shows.
    pub voices: Option<u32>,
    /// How it was checked that a national film fits what people live through here.
    pub fits_here: Option<Statement>,
}

impl Film {
    /// A film that could be shown from a day on.
    pub const fn new(ready: Date) -> Self {
        Film { ready, minutes: None, voices: None, fits_here: None }
    }
}

/// A meeting: staff event, patient event, joint event or celebration.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Event {
    /// When.
    pub on: Date,
    /// How many staff came; those who only hold the event do not count.
    pub staff: Option<u32>,
    /// How many patients and carers came.
    pub patients: Option<u32>,
    /// Whether the film was shown.
    pub film_shown: Option<bool>,
    /// At how many tables people sat.
    pub tables: Option<u32>,
}

impl Event {
    /// A meeting on a day.
    pub const fn new(on: Date) -> Self {
        Event { on, staff: None, patients: None, film_shown: None, tables: None }
    }

    /// The same, with so many staff, and so many patients and carers.
    #[must_use]
    pub const fn with(mut self, staff: u32, patients: u32) -> Self {
        self.staff = Some(staff);
        self.patients = Some(patients);
        self
    }
}

/// That an activity was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// What was left out.
    pub activity: Activity,
    /// Why.
    pub because: Reason,
}
