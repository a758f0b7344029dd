//! The stages of a project, and the activities in them.

use std::fmt;

/// A stage of Experience-Based Co-Design, at the finest published grain: eight stages, and the
/// setting up before them.
///
/// That there are eight, and that film-making is the third, is published; the other seven are a
/// reconstruction and unconfirmed. [`six`](Stage::six) projects them down to the six stages drawn by
/// Donetto and colleagues (2015); the projection is this crate's reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Before the first stage: sponsor, steering group, plan, consent forms.
    SettingUp,
    /// 1: clinical areas are observed.
    Observe,
    /// 2: staff, patients and families are interviewed.
    Interview,
    /// 3: interviews are edited to a film.
    Film,
    /// 4: staff meet and choose what they bring to the table.
    StaffEvent,
    /// 5: patients meet, see the film, draw the emotional map and make their shortlist.
    PatientEvent,
    /// 6: both meet and choose joint priorities.
    JointEvent,
    /// 7: co-design groups work, one for each priority.
    Groups,
    /// 8: what changed is shown, and people are thanked.
    Celebrate,
}

/// One of the six stages drawn by Donetto and colleagues (*The Design Journal* 2015;18:227).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SixStage {
    /// Setting up the project.
    SettingUp,
    /// Engaging staff and gathering their experiences.
    Staff,
    /// Engaging patients and gathering their experiences.
    Patients,
    /// The co-design meeting of both.
    CodesignMeeting,
    /// Small co-design teams.
    Teams,
    /// Celebration and review.
    Celebration,
}

impl Stage {
    /// All, in order.
    pub const ALL: [Stage; 9] = [
        Stage::SettingUp,
        Stage::Observe,
        Stage::Interview,
        Stage::Film,
        Stage::StaffEvent,
        Stage::PatientEvent,
        Stage::JointEvent,
        Stage::Groups,
        Stage::Celebrate,
    ];

    /// The stages of the six to which it belongs: interviews of staff and of patients belong to two.
    ///
    /// ```
    /// use improvement::people::codesign::{SixStage, Stage};
    /// assert_eq!(Stage::Interview.six(), [SixStage::Staff, SixStage::Patients]);
    /// assert_eq!(Stage::JointEvent.six(), [SixStage::CodesignMeeting]);
    /// ```
    pub const fn six(self) -> &'static [SixStage] {
        match self {
            Stage::SettingUp => &[SixStage::SettingUp],
            Stage::Observe | Stage::StaffEvent => &[SixStage::Staff],
            Stage::Interview => &[SixStage::Staff, SixStage::Patients],
            Stage::Film | Stage::PatientEvent => &[SixStage::Patients],
            Stage::JointEvent => &[SixStage::CodesignMeeting],
            Stage::Groups => &[SixStage::Teams],
            Stage::Celebrate => &[SixStage::Celebration],
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stage::SettingUp => "setting up",
            Stage::Observe => "observation",
            Stage::Interview => "interviews",
            Stage::Film => "film",
            Stage::StaffEvent => "staff event",
            Stage::PatientEvent => "patient event",
            Stage::JointEvent => "joint event",
            Stage::Groups => "co-design groups",
            Stage::Celebrate => "celebration",
        })
    }
}

impl fmt::Display for SixStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SixStage::SettingUp => "setting up",
            SixStage::Staff => "engaging staff",
            SixStage::Patients => "engaging patients",
            SixStage::CodesignMeeting => "co-design meeting",
            SixStage::Teams => "small co-design teams",
            SixStage::Celebration => "celebration and review",
        })
    }
}

/// One of the ten activities by which Green and colleagues scored fidelity (*BMJ Quality &
/// Safety* 2020;29:64). Nine were read from the heads of their results table; that the joint workshop counts
/// twice, once for staff and once for patients, is inferred from it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Activity {
    /// Observation.
    Observation,
    /// Interviews of staff.
    StaffInterviews,
    /// Interviews of patients; in an accelerated project the archive of interviews stands for them.
    PatientInterviews,
    /// The film.
    Film,
    /// The feedback event of staff.
    StaffEvent,
    /// The feedback event of patients.
    PatientEvent,
    /// Staff at the joint event.
    StaffAtJointEvent,
    /// Patients at the joint event.
    PatientsAtJointEvent,
    /// Small co-design teams that met.
    Groups,
    /// The celebration.
    Celebration,
}

impl Activity {
    /// All ten, in order.
    pub const ALL: [Activity; 10] = [
        Activity::Observation,
        Activity::StaffInterviews,
        Activity::PatientInterviews,
        Activity::Film,
        Activity::StaffEvent,
        Activity::PatientEvent,
        Activity::StaffAtJointEvent,
        Activity::PatientsAtJointEvent,
        Activity::Groups,
        Activity::Celebration,
    ];

    /// The stage that it belongs to.
    pub const fn stage(self) -> Stage {
        match self {
            Activity::Observation => Stage::Observe,
            Activity::StaffInterviews | Activity::PatientInterviews => Stage::Interview,
            Activity::Film => Stage::Film,
            Activity::StaffEvent => Stage::StaffEvent,
            Activity::PatientEvent => Stage::PatientEvent,
            Activity::StaffAtJointEvent | Activity::PatientsAtJointEvent => Stage::JointEvent,
            Activity::Groups => Stage::Groups,
            Activity::Celebration => Stage::Celebrate,
        }
    }

    /// Whether nothing else can stand for it: the patients' own event, the joint event, the small
    /// teams. This crate's reading of what makes it co-design.
    pub const fn is_essential(self) -> bool {
        matches!(
            self,
            Activity::PatientEvent
                | Activity::StaffAtJointEvent
                | Activity::PatientsAtJointEvent
                | Activity::Groups
        )
    }
}

impl fmt::Display for Activity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Activity::Observation => "observation",
            Activity::StaffInterviews => "staff interviews",
            Activity::PatientInterviews => "patient interviews",
            Activity::Film => "film",
            Activity::StaffEvent => "staff event",
            Activity::PatientEvent => "patient event",
            Activity::StaffAtJointEvent => "staff at the joint event",
            Activity::PatientsAtJointEvent => "patients at the joint event",
            Activity::Groups => "co-design groups",
            Activity::Celebration => "celebration",
        })
    }
}
