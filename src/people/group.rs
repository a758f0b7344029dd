//! Groups of people with a common standpoint.

use std::fmt;

use crate::base::{Label, Statement};

/// A group of people with a common standpoint: ward staff, service users, carers.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Group {
    /// What the group is called.
    pub label: Label,
    /// From which side they see the service.
    pub constituency: Constituency,
    /// How many people belong to it, roughly.
    pub size: Option<u32>,
    /// What matters to them, in their words and unattributed.
    pub what_matters: Option<Statement>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Group {
    /// A group of a constituency.
    pub fn new(label: Label, constituency: Constituency) -> Self {
        Group { label, constituency, size: None, what_matters: None, note: None }
    }
}

/// From which side people see a service.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Constituency {
    /// People who use the service.
    Patients,
    /// Family, friends and unpaid carers.
    Carers,
    /// People of the places served, and their organisations.
    Community,
    /// Staff who give the care or do the work.
    FrontlineStaff,
    /// Staff whose work makes theirs possible: porters, cleaners, clerks, estates, informatics.
    SupportStaff,
    /// Those who manage teams and services.
    Managers,
    /// Executives and boards.
    SeniorLeaders,
    /// Improvement advisers, coaches and analysts.
    ImprovementStaff,
    /// Other organisations.
    Partners,
}

impl fmt::Display for Constituency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Constituency::Patients => "patients",
            Constituency::Carers => "carers",
            Constituency::Community => "community",
            Constituency::FrontlineStaff => "frontline staff",
            Constituency::SupportStaff => "support staff",
            Constituency::Managers => "managers",
            Constituency::SeniorLeaders => "senior leaders",
            Constituency::ImprovementStaff => "improvement staff",
            Constituency::Partners => "partners",
        })
    }
}

impl Constituency {
    /// Whether they know the service from the receiving side: patients, carers, community.
    pub const fn has_lived_experience(self) -> bool {
        matches!(self, Constituency::Patients | Constituency::Carers | Constituency::Community)
    }

    /// Whether they work in the service: on the front line, in its support, in management or in
    /// improvement.
    pub const fn is_staff(self) -> bool {
        !self.has_lived_experience() && !matches!(self, Constituency::Partners)
    }

    /// Whether they do the work that is to change: frontline and support staff.
    pub const fn is_frontline(self) -> bool {
        matches!(self, Constituency::FrontlineStaff | Constituency::SupportStaff)
    }
}

/// One of the two sides whose absence from the room is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Patients, carers and communities.
    LivedExperience,
    /// Frontline and support staff.
    Frontline,
}

impl Side {
    /// Both.
    pub const ALL: [Side; 2] = [Side::LivedExperience, Side::Frontline];

    /// Whether a constituency stands on this side.
    pub const fn includes(self, constituency: Constituency) -> bool {
        match self {
            Side::LivedExperience => constituency.has_lived_experience(),
            Side::Frontline => constituency.is_frontline(),
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Side::LivedExperience => "lived experience",
            Side::Frontline => "the front line",
        })
    }
}
