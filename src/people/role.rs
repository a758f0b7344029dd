//! Parts that people play in a programme.

use std::fmt;

use crate::base::{GroupId, Label, Statement};

/// A part that somebody plays. A part, never a person: there is no field for a name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Role {
    /// What the part is called here.
    pub label: Label,
    /// Which of the usual parts it is.
    pub part: Part,
    /// The group that those who play it come from.
    pub group: Option<GroupId>,
    /// How many play it; one if it is left out.
    pub people: Option<u32>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Role {
    /// A role that is one of the usual parts.
    pub fn new(label: Label, part: Part) -> Self {
        Role { label, part, group: None, people: None, note: None }
    }
}

/// The usual parts in improvement work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Part {
    /// Has authority, opens doors, unblocks; does not do the work.
    Sponsor,
    /// Leads the project.
    ProjectLead,
    /// Gives clinical leadership.
    ClinicalLead,
    /// A patient, carer or community partner with a standing part.
    LivedExperiencePartner,
    /// Does the work that is to change, and is in the team.
    TeamMember,
    /// Coaches the team.
    Coach,
    /// Holds meetings and events.
    Facilitator,
    /// Collects and shows data.
    DataLead,
    /// Gives expert advice on improvement.
    ImprovementAdviser,
    /// Manages the team or service.
    Manager,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Part::Sponsor => "sponsor",
            Part::ProjectLead => "project lead",
            Part::ClinicalLead => "clinical lead",
            Part::LivedExperiencePartner => "lived-experience partner",
            Part::TeamMember => "team member",
            Part::Coach => "coach",
            Part::Facilitator => "facilitator",
            Part::DataLead => "data lead",
            Part::ImprovementAdviser => "improvement adviser",
            Part::Manager => "manager",
        })
    }
}
