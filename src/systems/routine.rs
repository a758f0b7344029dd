//! Routines: what happens again and again, and what it looks at.

use std::fmt;

use super::QualityFunction;
use crate::base::{
    Adherence, Cadence, Date, GroupId, Label, MeasureId, Occasions, Period, Reason, Retirement,
    RoleId, Statement, Tier,
};

/// Something that happens again and again, and keeps the work alive.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Routine {
    /// What it is called.
    pub label: Label,
    /// What sort of routine it is.
    pub kind: RoutineKind,
    /// How high it stands, 1 being the front line.
    pub tier: Option<Tier>,
    /// How often it happens.
    pub cadence: Option<Cadence>,
    /// How long it takes, in minutes.
    pub minutes: Option<u16>,
    /// Who takes part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupId>,
    /// Who answers for it.
    pub owner: Option<RoleId>,
    /// The measures that it looks at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looks_at: Vec<MeasureId>,
    /// Which part of the quality management system it belongs to.
    pub function: Option<QualityFunction>,
    /// The first day on which it is due; without it, the first day on which it was held counts.
    pub first: Option<Date>,
    /// The days on which it was held, none of them before the first; a day stands once for each time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Date>,
    /// Why it was not held on days on which it was due.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<Miss>,
    /// Stretches in which it is not due.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paused: Vec<Pause>,
    /// That it was given up, and why.
    pub retired: Option<Retirement>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Routine {
    /// A routine of a kind.
    pub fn new(label: Label, kind: RoutineKind) -> Self {
        Routine {
            label,
            kind,
            tier: None,
            cadence: None,
            minutes: None,
            groups: Vec::new(),
            owner: None,
            looks_at: Vec::new(),
            function: None,
            first: None,
            held: Vec::new(),
            missed: Vec::new(),
            paused: Vec::new(),
            retired: None,
            note: None,
        }
    }

    /// What was due and what was held; `None` without a cadence, without a first day and any day on
    /// which it was held, or if it was given up on a day that is not known: nobody can say then until
    /// when it was due.
    pub fn occasions(&self) -> Option<Occasions> {
        if self.retired.as_ref().is_some_and(|retired| retired.on.is_none()) {
            return None;
        }
        let first = self.first.or_else(|| self.held.iter().min().copied())?;
        Some(
            Occasions::new(self.cadence?, first)
                .until(self.retired.as_ref().and_then(|retired| retired.on))
                .with_held(self.held.iter().copied())
                .with_explained(self.missed.iter().map(|miss| miss.on))
                .with_pauses(self.paused.iter().map(|pause| pause.when)),
        )
    }

    /// What was kept and missed, as of a day; `None` if [`occasions`](Self::occasions) is.
    pub fn adherence(&self, as_of: Date) -> Option<Adherence> {
        self.occasions().map(|occasions| occasions.adherence(as_of))
    }
}

/// Why a routine was not held on a day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Miss {
    /// The day on which it was due.
    pub on: Date,
    /// Why it was not held.
    pub because: Reason,
    /// What is done so that the next one is held.
    pub countermeasure: Option<Statement>,
}

impl Miss {
    /// A day on which a routine was not held, and why.
    pub fn new(on: Date, because: Reason) -> Self {
        Miss { on, because, countermeasure: None }
    }
}

/// A stretch in which a routine is not due: a ward is closed, a rota has no one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Pause {
    /// From when to when, both days included.
    pub when: Period,
    /// Why it is not due.
    pub because: Reason,
}

impl Pause {
    /// A stretch in which a routine is not due, and why.
    pub fn new(when: Period, because: Reason) -> Self {
        Pause { when, because }
    }
}

/// What sort of routine something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RoutineKind {
    /// A short meeting, standing, about now.
    Huddle,
    /// A meeting of the people who use and give the service.
    CommunityMeeting,
    /// A meeting that reviews progress.
    Review,
    /// A leader's round.
    LeaderRound,
    /// A way to raise ideas and get an answer.
    IdeaSystem,
    /// A check that needs are met: audit, inspection.
    Audit,
    /// Setting direction and shaping services: annual planning, commissioning.
    PlanningRound,
}

impl fmt::Display for RoutineKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RoutineKind::Huddle => "huddle",
            RoutineKind::CommunityMeeting => "community meeting",
            RoutineKind::Review => "review",
            RoutineKind::LeaderRound => "leader round",
            RoutineKind::IdeaSystem => "idea system",
            RoutineKind::Audit => "audit",
            RoutineKind::PlanningRound => "planning round",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_up_is_not_missed_afterwards() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let mut huddle = Routine::new(Label::new("Huddle").unwrap(), RoutineKind::Huddle);
        huddle.cadence = "weekly".parse().ok();
        huddle.held = vec![day("2026-01-05")];
        let mut retired = Retirement::new(Reason::new("nobody came").unwrap());
        huddle.retired = Some(retired.clone());
        assert_eq!(huddle.adherence(day("2026-03-01")), None, "since when is not known");
        retired.on = Some(day("2026-01-18"));
        huddle.retired = Some(retired);
        let adherence = huddle.adherence(day("2026-03-01")).unwrap();
        assert_eq!((adherence.kept, adherence.missed), (1, 1));
    }
}
