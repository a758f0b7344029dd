//! Who is meant to reach which level, and who has: plan and record.

use super::SkillLevel;
use crate::base::{Date, GroupId, Share, Statement, Tag, TrainingId};

/// How much of a group is meant to reach a level.
///
/// *Dosing* gives each group its own depth of improvement skill. It is a serious discussion among
/// leaders, not a formula that yields a head-count (Institute for Healthcare Improvement,
/// <https://www.ihi.org/insights/building-improvement-capacity-and-capability-dosing-approach>), so
/// there are no default shares here: those heard in talks (a tenth to a seventh able to lead, one or
/// two in a hundred experts) are not confirmed anywhere. Every share is the programme's own.
///
/// The pace is a field too, because guidance sets two figures side by side: a programme able to cover
/// 20% of the organisation a year, and a one-day course at a pace of 10% of staff a year (NHS England,
/// <https://england.nhs.uk/nhsimpact/assessment-and-improvement/how-to-build-capacity-and-capability-for-improvement>).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Dose {
    /// For whom it is planned.
    pub group: GroupId,
    /// At which site, ward or directorate; everywhere, if it is left out.
    pub site: Option<Tag>,
    /// The level they are to reach.
    pub level: SkillLevel,
    /// How many people are meant: the head-count of the group there. If it and the site are left out,
    /// the size of the group counts.
    pub people: Option<u32>,
    /// The share of them that is meant to reach it, at least.
    pub target: Option<Share>,
    /// The upper end of the band, where the programme has set one.
    pub at_most: Option<Share>,
    /// The share of them that is meant to reach it each year.
    pub a_year: Option<Share>,
    /// The day on which the plan begins.
    pub from: Option<Date>,
    /// By when the target is to be reached.
    pub by: Option<Date>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Dose {
    /// A plan for a group and a level, of which no more is known.
    pub const fn new(group: GroupId, level: SkillLevel) -> Self {
        Dose {
            group,
            site: None,
            level,
            people: None,
            target: None,
            at_most: None,
            a_year: None,
            from: None,
            by: None,
            note: None,
        }
    }
}

/// That some people of a group reached a level on a day. A number, never names.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Trained {
    /// The day on which they reached it.
    pub on: Date,
    /// From which group they came.
    pub group: GroupId,
    /// At which site, ward or directorate they work.
    pub site: Option<Tag>,
    /// The level they reached.
    pub level: SkillLevel,
    /// How many reached it that day.
    pub people: u32,
    /// By which training.
    pub by: Option<TrainingId>,
}

impl Trained {
    /// People of a group who reached a level.
    pub const fn new(on: Date, group: GroupId, level: SkillLevel, people: u32) -> Self {
        Trained { on, group, site: None, level, people, by: None }
    }
}

/// How many trained people were there, at work with their skill, and free for more, on a day.
///
/// Trained, active and available are three numbers. One trust that had trained over a hundred coaches
/// found 63% of those still employed coaching a project
/// (<https://qi.elft.nhs.uk/how-are-we-improving-our-imrpovement-coaching-programme/>).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SkillCount {
    /// The day on which they were counted.
    pub on: Date,
    /// The group.
    pub group: GroupId,
    /// The site, ward or directorate.
    pub site: Option<Tag>,
    /// The level.
    pub level: SkillLevel,
    /// How many of the trained were still here; all of them, if it is left out.
    pub here: Option<u32>,
    /// How many of them used the skill in live work: led a project, coached a team.
    pub active: Option<u32>,
    /// How many of them had hours for more. They may be more than the active: who coaches nobody may
    /// be free to.
    pub available: Option<u32>,
}

impl SkillCount {
    /// A count of which no number is known yet.
    pub const fn new(on: Date, group: GroupId, level: SkillLevel) -> Self {
        SkillCount { on, group, site: None, level, here: None, active: None, available: None }
    }
}
