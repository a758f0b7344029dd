//! One Round: when, with whom by group and role, and how it was rated. Not what was said.

use crate::base::{Code, Date, GroupId, Label, Place, Problem, is_default};

/// One Schwartz Round.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Round {
    /// The day.
    pub on: Date,
    /// The title of the case or theme, for the steering group. It must point to nobody, and appears
    /// in no report.
    pub title: Option<Label>,
    /// Where people meet.
    #[serde(default, skip_serializing_if = "is_default")]
    pub format: Format,
    /// Who was invited.
    pub invited: Option<Invited>,
    /// How long it took; an hour is usual.
    pub minutes: Option<u16>,
    /// How long the prepared stories took, together; 15 to 20 minutes are usual.
    pub stories_minutes: Option<u16>,
    /// How long the room reflected; 30 to 40 minutes are usual.
    pub discussion_minutes: Option<u16>,
    /// Those who shared, by group. Nobody is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panel: Vec<Panellist>,
    /// Those who led it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facilitators: Vec<Facilitator>,
    /// Who stands behind it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supported_by: Vec<Support>,
    /// Whether the ground rules were said, confidentiality among them.
    pub ground_rules: Option<bool>,
    /// Whether there was food.
    pub food: Option<bool>,
    /// Whether it was part of another meeting or shared its agenda.
    pub part_of_another_meeting: Option<bool>,
    /// Who came, by staff group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendance: Vec<Attendance>,
    /// How it was rated.
    pub evaluation: Option<Evaluation>,
}

/// Where people meet.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// In one room, open to all.
    #[default]
    InPerson,
    /// In one unit, and said to be so.
    UnitBased,
    /// Online.
    Virtual,
}

/// Who was invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Invited {
    /// All staff, clinical and not.
    AllStaff,
    /// One unit or team.
    OneUnit,
    /// One profession or grade.
    OneProfession,
}

/// Somebody who shared a story.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Panellist {
    /// The staff group.
    pub group: GroupId,
    /// Whether the work is clinical.
    pub clinical: Option<bool>,
    /// How senior.
    pub seniority: Option<Seniority>,
    /// The day on which the story was prepared with a facilitator.
    pub prepared_on: Option<Date>,
}

/// How senior somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Seniority {
    /// At the beginning, or in training.
    Junior,
    /// In the middle.
    Middle,
    /// Senior.
    Senior,
}

/// Somebody who leads a Round.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Facilitator {
    /// Whether a senior clinician: the clinical lead, as a rule.
    pub senior_clinician: Option<bool>,
    /// Whether trained for it.
    pub trained: Option<bool>,
}

/// Who stands behind a Round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// A clinical lead.
    ClinicalLead,
    /// A steering group of several professions.
    SteeringGroup,
    /// A sponsor on the board or in the executive.
    Sponsor,
}

/// Who came, of one staff group.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Attendance {
    /// The group.
    pub group: GroupId,
    /// How many came.
    pub people: u32,
    /// How many of them for the first time.
    pub first_time: Option<u32>,
}

/// How a Round was rated. Statements are protected, so they have numbers here and no words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Evaluation {
    /// How many forms came back.
    pub forms: u32,
    /// The ratings of each statement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<Ratings>,
}

/// How often each answer to one statement was given.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Ratings {
    /// The number of the statement on the form.
    pub statement: u16,
    /// How many gave each answer, from the lowest.
    pub counts: Vec<u32>,
}

/// A licence to run Rounds.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Licence {
    /// Who gives it.
    pub licensor: Label,
    /// Its first day.
    pub from: Date,
    /// Its last day; none if it runs on.
    pub to: Option<Date>,
}

impl Licence {
    /// A licence that runs on.
    pub fn new(licensor: Label, from: Date) -> Self {
        Licence { licensor, from, to: None }
    }

    /// Whether it was valid on a day.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl Panellist {
    /// Somebody of whom only the group is recorded.
    pub fn new(group: GroupId) -> Self {
        Panellist { group, clinical: None, seniority: None, prepared_on: None }
    }
}

impl Facilitator {
    /// Somebody of whom nothing else is recorded.
    pub fn new() -> Self {
        Facilitator { senior_clinician: None, trained: None }
    }
}

impl Default for Facilitator {
    fn default() -> Self {
        Facilitator::new()
    }
}

impl Attendance {
    /// So many people of a group.
    pub fn new(group: GroupId, people: u32) -> Self {
        Attendance { group, people, first_time: None }
    }
}

impl Evaluation {
    /// So many forms, not yet counted.
    pub fn new(forms: u32) -> Self {
        Evaluation { forms, ratings: Vec::new() }
    }
}

impl Ratings {
    /// How often each answer to a statement was given, from the lowest.
    pub fn new(statement: u16, counts: Vec<u32>) -> Self {
        Ratings { statement, counts }
    }
}

impl Round {
    /// A Round of which only the day is recorded.
    pub fn new(on: Date) -> Self {
        Round {
            on,
            title: None,
            format: Format::default(),
            invited: None,
            minutes: None,
            stories_minutes: None,
            discussion_minutes: None,
            panel: Vec::new(),
            facilitators: Vec::new(),
            supported_by: Vec::new(),
            ground_rules: None,
            food: None,
            part_of_another_meeting: None,
            attendance: Vec::new(),
            evaluation: None,
        }
    }

    /// How many came in all; `None` if nobody counted.
    pub(super) fn attended(&self) -> Option<u32> {
        let people = self.attendance.iter().map(|of| of.people);
        (!self.attendance.is_empty()).then(|| people.fold(0, u32::saturating_add))
    }

    pub(in crate::people) fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        let mut wrong = |field: &str, message: String| {
            let place = Place::at(format!("{at}.{field}"));
            problems.push(Problem::new(Code::InvalidValue, place, message));
        };
        for (i, of) in self.attendance.iter().enumerate() {
            if let Some(first) = of.first_time.filter(|first| *first > of.people) {
                let (people, group) = (of.people, &of.group);
                let message =
                    format!("{first} of `{group}` came for the first time, but {people} came");
                wrong(&format!("attendance.{i}.first_time"), message);
            }
        }
        for (i, panellist) in self.panel.iter().enumerate() {
            if let Some(day) = panellist.prepared_on.filter(|day| *day > self.on) {
                let message = format!("a story prepared on {day} was told on {}", self.on);
                wrong(&format!("panel.{i}.prepared_on"), message);
            }
        }
        let parts = [self.stories_minutes, self.discussion_minutes];
        let parts: u32 = parts.into_iter().flatten().map(u32::from).sum();
        if let Some(minutes) = self.minutes.filter(|minutes| u32::from(*minutes) < parts) {
            let message = format!("stories and discussion took {parts} minutes of {minutes}");
            wrong("minutes", message);
        }
        let Some(evaluation) = &self.evaluation else { return };
        let forms = evaluation.forms;
        if let Some(came) = self.attended().filter(|came| *came < forms) {
            wrong("evaluation.forms", format!("{forms} forms came back from {came} people"));
        }
        for (i, ratings) in evaluation.ratings.iter().enumerate() {
            let sum: u64 = ratings.counts.iter().map(|count| u64::from(*count)).sum();
            if sum > u64::from(forms) {
                let message = format!("{sum} ratings came back on {forms} forms");
                wrong(&format!("evaluation.ratings.{i}.counts"), message);
            }
        }
    }
}
