//! Experience-Based Co-Design: from what people feel to what they change together.
//!
//! Staff and patients each say what their day is like, see it as a film, meet among themselves and
//! then together, choose what should be better, and make the change in small groups. A [`Codesign`]
//! is one such project, full or accelerated. What contradicts the method's order cannot be built (a
//! joint event before the patients have met among themselves, a group before there are joint
//! priorities); what weakens it is found by the [review](crate::review).
//!
//! | Question | Answered by |
//! |---|---|
//! | where is the journey good, and where bad? | [`Codesign::emotional_map`] |
//! | how much of the method was done? | [`Codesign::fidelity`] |
//! | is it large enough? | [`Codesign::sizing`] |
//! | who decided what was not theirs? | [`Codesign::departures`] |
//! | may this be shown? | [`Codesign::read`] |
//! | what became of each priority? | [`Programme::priorities`](crate::programme::Programme::priorities) |
//!
//! There is no field for a person's name. A quotation is tied to a constituency and a consent, and
//! can be read through that consent only:
//!
//! ```
//! use improvement::base::{Date, Label, Statement};
//! use improvement::people::Constituency;
//! use improvement::people::codesign::{Audience, Codesign, Consent, Excerpt, ExcerptKind};
//!
//! let day = |text: &str| text.parse::<Date>();
//! let mut project = Codesign::new(Label::new("A day at day surgery")?);
//! project.consents.insert("teller-1".parse()?, Consent::new(day("2024-03-01")?, Audience::Organisation))?;
//! let words = Statement::new("Nobody told us why we waited")?;
//! project.excerpts.push(Excerpt::new(ExcerptKind::Quote, Constituency::Patients, "teller-1".parse()?, words));
//!
//! assert_eq!(project.readable(Audience::Organisation, day("2024-06-01")?).count(), 1);
//! assert_eq!(project.readable(Audience::Public, day("2024-06-01")?).count(), 0);
//! assert_eq!(project.withdraw("teller-1", day("2024-07-01")?), Ok(1));
//! assert_eq!(project.readable(Audience::Team, day("2024-06-01")?).count(), 0);
//! assert!(!project.excerpts[0].holds_words());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod check;
mod consent;
mod excerpt;
mod fidelity;
mod priority;
mod rights;
mod sizing;
mod stage;
mod steps;
mod team;
#[cfg(test)]
mod tests;
mod touchpoint;

pub use consent::{Audience, Consent, ConsentRefusal};
pub use excerpt::{Excerpt, ExcerptKind, Showing, UnknownConsent};
pub use fidelity::Fidelity;
pub use priority::{Action, DesignGroup, List, Priority};
pub use rights::{Decided, Party, Right};
pub use sizing::{
    COME_TO_EVENTS, FACILITATOR_TIME, JOIN_GROUPS, PATIENTS_AT_TABLE, SizeOf, Sizing, Usual,
    interviews_needed,
};
pub use stage::{Activity, SixStage, Stage};
pub use steps::{Event, Film, Interviews, LeftOut, Observation};
pub use team::{Facilitator, Steering, SteeringMeeting, SteeringPoint};
pub use touchpoint::{Feeling, HeardAt, MapPoint, Mood, Raised, Touchpoint, Valence};

use crate::base::{Label, PriorityId, RoleId, Statement, Table, is_default, kind};

/// One project of Experience-Based Co-Design.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Codesign {
    /// The service or the journey that it looks at.
    pub label: Label,
    /// Full or accelerated.
    #[serde(default, skip_serializing_if = "is_default")]
    pub form: Form,
    /// What it is after. An open-ended aim is right: the means emerge.
    pub aim: Option<Statement>,
    /// What is said to have come of it.
    pub claims: Option<Statement>,
    /// Who opens doors when a change crosses the borders of a service.
    pub lead: Option<RoleId>,
    /// The clinician who asks patients and sees who is well enough.
    pub recruiter: Option<RoleId>,
    /// How many patients and carers were recruited.
    pub recruited: Option<u32>,
    /// Who holds it together.
    pub facilitator: Option<Facilitator>,
    /// Who owns its organisation.
    pub steering: Option<Steering>,
    /// Observation.
    pub observation: Option<Observation>,
    /// Interviews of staff.
    pub staff_interviews: Option<Interviews>,
    /// Interviews of patients and families; in an accelerated project an archive stands for them.
    pub patient_interviews: Option<Interviews>,
    /// The film.
    pub film: Option<Film>,
    /// Staff among themselves.
    pub staff_event: Option<Event>,
    /// Patients and carers among themselves.
    pub patient_event: Option<Event>,
    /// Both together.
    pub joint_event: Option<Event>,
    /// What changed is shown, and people are thanked.
    pub celebration: Option<Event>,
    /// What was left out of the method, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// Who in fact took which decision.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decided: Vec<Decided>,
    /// Consents, one for each teller.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub consents: Table<kind::Consent, Consent>,
    /// Touchpoints, in the order of the journey.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub touchpoints: Table<kind::Touchpoint, Touchpoint>,
    /// Quotations and clips.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excerpts: Vec<Excerpt>,
    /// What should be better.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub priorities: Table<kind::Priority, Priority>,
    /// Co-design groups.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub groups: Table<kind::DesignGroup, DesignGroup>,
}

/// Full or accelerated.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Patients are interviewed here, and the film is cut from these interviews.
    #[default]
    Full,
    /// The film is cut from a national archive of interviews; all else stays (Locock and colleagues,
    /// *Health Services and Delivery Research* 2014;2(4)).
    Accelerated,
}

impl Codesign {
    /// A project of which only the words are known.
    pub fn new(label: Label) -> Self {
        Codesign {
            label,
            form: Form::Full,
            aim: None,
            claims: None,
            lead: None,
            recruiter: None,
            recruited: None,
            facilitator: None,
            steering: None,
            observation: None,
            staff_interviews: None,
            patient_interviews: None,
            film: None,
            staff_event: None,
            patient_event: None,
            joint_event: None,
            celebration: None,
            left_out: Vec::new(),
            decided: Vec::new(),
            consents: Table::new(),
            touchpoints: Table::new(),
            excerpts: Vec::new(),
            priorities: Table::new(),
            groups: Table::new(),
        }
    }

    /// The priorities that staff and patients chose together.
    pub fn joint_priorities(&self) -> impl Iterator<Item = (&PriorityId, &Priority)> {
        self.priorities.iter().filter(|(_, priority)| priority.joint)
    }
}
