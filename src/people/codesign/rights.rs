//! Who decides what.

use std::fmt;

use super::Codesign;

/// One of the decisions of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// The service, and what the project covers.
    Scope,
    /// Whether a clip goes into the film.
    ClipRelease,
    /// What staff bring to the table.
    StaffPriorities,
    /// The shortlist of patients.
    PatientShortlist,
    /// The final priorities.
    JointPriorities,
    /// Which group somebody joins.
    GroupMembership,
    /// Solutions, actions, owners and dates.
    Solutions,
    /// Limits of clinical safety and law.
    SafetyLimits,
}

/// Who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// Staff alone.
    Staff,
    /// Patients alone; for a clip, its teller.
    Patients,
    /// Staff and patients together.
    Jointly,
    /// The steering group.
    SteeringGroup,
    /// Each for themselves.
    EachPerson,
    /// The professionals who answer for it.
    AccountableProfessionals,
}

impl Right {
    /// All, in the order in which a project meets them.
    pub const ALL: [Right; 8] = [
        Right::Scope,
        Right::ClipRelease,
        Right::StaffPriorities,
        Right::PatientShortlist,
        Right::JointPriorities,
        Right::GroupMembership,
        Right::Solutions,
        Right::SafetyLimits,
    ];

    /// To whom the method gives the decision: King's Fund, *Experience-based co-design toolkit*
    /// (2013). That accountable professionals hold the limits of safety is general knowledge and
    /// unconfirmed.
    pub const fn belongs_to(self) -> &'static [Party] {
        match self {
            Right::Scope => &[Party::SteeringGroup],
            Right::ClipRelease | Right::PatientShortlist => &[Party::Patients],
            Right::StaffPriorities => &[Party::Staff],
            Right::JointPriorities | Right::Solutions => &[Party::Jointly],
            Right::GroupMembership => &[Party::EachPerson],
            Right::SafetyLimits => &[Party::AccountableProfessionals, Party::SteeringGroup],
        }
    }
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Right::Scope => "service and scope",
            Right::ClipRelease => "the release of clips",
            Right::StaffPriorities => "the priorities of staff",
            Right::PatientShortlist => "the shortlist of patients",
            Right::JointPriorities => "the joint priorities",
            Right::GroupMembership => "which group to join",
            Right::Solutions => "solutions and actions",
            Right::SafetyLimits => "limits of safety and law",
        })
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Party::Staff => "staff",
            Party::Patients => "patients",
            Party::Jointly => "staff and patients together",
            Party::SteeringGroup => "the steering group",
            Party::EachPerson => "each person",
            Party::AccountableProfessionals => "accountable professionals",
        })
    }
}

/// Who in fact took a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// Which decision.
    pub what: Right,
    /// Who took it.
    pub by: Party,
}

impl Decided {
    /// Whether it was taken by those to whom the method gives it.
    pub fn is_rightful(self) -> bool {
        self.what.belongs_to().contains(&self.by)
    }

    /// One sentence.
    pub fn in_words(self) -> String {
        let rightful: Vec<String> = self.what.belongs_to().iter().map(Party::to_string).collect();
        let Decided { what, by } = self;
        if self.is_rightful() {
            format!("{by} decided on {what}, as the method has it")
        } else {
            format!("{by} decided on {what}, which belongs to {}", rightful.join(" and "))
        }
    }
}

impl Codesign {
    /// Decisions that were taken by others than those to whom the method gives them.
    pub fn departures(&self) -> impl Iterator<Item = Decided> {
        self.decided.iter().copied().filter(|decided| !decided.is_rightful())
    }
}
