//! Team Time: a shorter session online, of one team or pathway.

use std::fmt;

use super::{Attendance, Facilitator};
use crate::base::{Code, Date, Label, Place, Problem, Tag};

/// One Team Time: 30 to 45 minutes online, 8 to 30 people of one area, for organisations that run Rounds
/// already (Point of Care Foundation). Confidential like a Round: no field for what was said.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TeamTime {
    /// The day.
    pub on: Date,
    /// The title, for those who prepare it. It appears in no report.
    pub title: Option<Label>,
    /// The team, pathway or area.
    pub area: Option<Tag>,
    /// How long it took.
    pub minutes: Option<u16>,
    /// How many prepared a story.
    pub tellers: Option<u16>,
    /// Those who led it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facilitators: Vec<Facilitator>,
    /// Whether it began and ended on time.
    pub on_time: Option<bool>,
    /// Who came, by staff group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendance: Vec<Attendance>,
}

/// Something in which a Team Time differs from what it is meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub enum TeamTimeCheck {
    /// 30 to 45 minutes.
    Minutes,
    /// 8 to 30 people.
    People,
    /// Of one named area.
    Area,
    /// On time, both ends.
    OnTime,
}

impl fmt::Display for TeamTimeCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            TeamTimeCheck::Minutes => "takes 30 to 45 minutes",
            TeamTimeCheck::People => "has 8 to 30 people",
            TeamTimeCheck::Area => "is of one area",
            TeamTimeCheck::OnTime => "begins and ends on time",
        })
    }
}

impl TeamTime {
    /// A Team Time of which only the day is recorded.
    pub fn new(on: Date) -> Self {
        TeamTime {
            on,
            title: None,
            area: None,
            minutes: None,
            tellers: None,
            facilitators: Vec::new(),
            on_time: None,
            attendance: Vec::new(),
        }
    }

    /// Each thing that it is meant to be, and whether it was; `None` if that is not recorded.
    pub fn checks(&self) -> [(TeamTimeCheck, Option<bool>); 4] {
        let came = self.attendance.iter().map(|of| of.people).fold(0, u32::saturating_add);
        let counted = !self.attendance.is_empty();
        [
            (TeamTimeCheck::Minutes, self.minutes.map(|minutes| (30..=45).contains(&minutes))),
            (TeamTimeCheck::People, counted.then(|| (8..=30).contains(&came))),
            (TeamTimeCheck::Area, self.area.as_ref().map(|_| true)),
            (TeamTimeCheck::OnTime, self.on_time),
        ]
    }

    pub(in crate::people) fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        for (i, of) in self.attendance.iter().enumerate() {
            if let Some(first) = of.first_time.filter(|first| *first > of.people) {
                let place = Place::at(format!("{at}.attendance.{i}.first_time"));
                let (people, group) = (of.people, &of.group);
                let message =
                    format!("{first} of `{group}` came for the first time, but {people} came");
                problems.push(Problem::new(Code::InvalidValue, place, message));
            }
        }
    }
}
