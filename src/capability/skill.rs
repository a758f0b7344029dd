//! Levels of improvement skill, and the training that builds them.

use std::fmt;

use crate::base::{Date, GroupId, Hours, Label, Share, Statement};

/// How deep somebody's improvement skill goes.
///
/// Organisations name their levels differently (bronze, silver, gold; fundamentals, practitioner).
/// The order is the one that the *dosing* approach describes: everyone a little, project leaders
/// more, coaches and advisers most (Institute for Healthcare Improvement,
/// <https://www.ihi.org/insights/building-improvement-capacity-and-capability-dosing-approach>).
/// Dosing is a serious discussion among leaders, not a formula that yields a head-count.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SkillLevel {
    /// Knows the method and its common tools.
    Awareness,
    /// Takes part in projects, using the tools.
    Practitioner,
    /// Leads projects.
    ProjectLead,
    /// Coaches teams.
    Coach,
    /// Designs and leads improvement across the organisation.
    Expert,
}

impl fmt::Display for SkillLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SkillLevel::Awareness => "awareness",
            SkillLevel::Practitioner => "practitioner",
            SkillLevel::ProjectLead => "project lead",
            SkillLevel::Coach => "coach",
            SkillLevel::Expert => "expert",
        })
    }
}

/// A course or programme that builds skill.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Training {
    /// What it is called.
    pub label: Label,
    /// The level it leads to.
    pub level: SkillLevel,
    /// For whom it is. Partners with lived experience belong here as much as staff.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupId>,
    /// How many hours it takes one person.
    pub hours: Option<Hours>,
    /// The share of those groups that is meant to take it.
    pub target: Option<Share>,
    /// By when.
    pub by: Option<Date>,
    /// How many have taken it.
    pub trained: Option<u32>,
    /// How many of them use it in live work. Not more than were trained.
    pub active: Option<u32>,
    /// How many of them have hours for more work now. Not more than were trained; they may be more than
    /// the active, since who is idle may be free.
    pub available: Option<u32>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Training {
    /// A training that leads to a level.
    pub fn new(label: Label, level: SkillLevel) -> Self {
        Training {
            label,
            level,
            groups: Vec::new(),
            hours: None,
            target: None,
            by: None,
            trained: None,
            active: None,
            available: None,
            note: None,
        }
    }

    /// The share of trained people who use their skill in live work. One trust found 63% of its
    /// trained coaches coaching
    /// (<https://qi.elft.nhs.uk/how-are-we-improving-our-imrpovement-coaching-programme/>).
    /// `None` until both numbers are known, or when more are active than were trained.
    pub fn active_share(&self) -> Option<Share> {
        Share::new(f64::from(self.active?) / f64::from(self.trained?)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trained_is_not_active() {
        let mut course = Training::new(Label::new("Coaches").unwrap(), SkillLevel::Coach);
        assert_eq!(course.active_share(), None);
        (course.trained, course.active) = (Some(100), Some(63));
        assert_eq!(course.active_share().unwrap().to_string(), "63%");
        (course.trained, course.active) = (Some(0), Some(0));
        assert_eq!(course.active_share(), None);
        (course.trained, course.active) = (Some(1), Some(2));
        assert_eq!(course.active_share(), None);
    }
}
