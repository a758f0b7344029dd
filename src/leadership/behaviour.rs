//! Behaviours that somebody can see.

use std::fmt;

use crate::base::{Date, Label, MeasureId, SourceMark, Statement};

/// A leadership behaviour, worded so that two observers would agree whether it happened.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Behaviour {
    /// The behaviour.
    pub label: Label,
    /// Which of the usual behaviours it is.
    pub kind: BehaviourKind,
    /// What an observer would see.
    pub sign: Option<Statement>,
    /// How it is observed.
    pub observed_by: Option<ObservedBy>,
    /// The measure that follows it over time.
    pub measure: Option<MeasureId>,
    /// When it was observed; of leaders together, never of one person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<Observation>,
}

impl Behaviour {
    /// A behaviour of a kind.
    pub fn new(label: Label, kind: BehaviourKind) -> Self {
        Behaviour {
            label,
            kind,
            sign: None,
            observed_by: None,
            measure: None,
            observations: Vec::new(),
        }
    }

    /// What leaders said, what was seen, and what staff said, in a stretch of days.
    pub fn seen(&self, from: Date, to: Date) -> Seen {
        let mut seen = Seen::default();
        for observation in self.observations.iter().filter(|o| from <= o.on && o.on <= to) {
            let sum = match observation.how {
                ObservedBy::SelfReport => &mut seen.said_by_leaders,
                ObservedBy::Log | ObservedBy::Observation => &mut seen.seen,
                ObservedBy::Staff => &mut seen.said_by_staff,
            };
            *sum = Some(sum.unwrap_or(0).saturating_add(observation.times));
        }
        seen
    }
}

/// One dated observation of a behaviour.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Observation {
    /// The day.
    pub on: Date,
    /// How it is known.
    pub how: ObservedBy,
    /// How many times it was seen; zero says that somebody looked and did not see it.
    pub times: u32,
    /// What followed.
    pub follow_up: Option<Statement>,
}

impl Observation {
    /// A behaviour seen so many times on a day.
    pub fn new(on: Date, how: ObservedBy, times: u32) -> Self {
        Observation { on, how, times, follow_up: None }
    }
}

/// What is on record of a behaviour in a stretch of days, by who says so; `None` where nobody was
/// asked or looked. A gap between what leaders say and what others see is a reason to talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Seen {
    /// How many times leaders say they did it.
    pub said_by_leaders: Option<u32>,
    /// How many times it was logged or observed.
    pub seen: Option<u32>,
    /// How many times staff say it happened.
    pub said_by_staff: Option<u32>,
}

/// One sentence.
impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = [
            (self.said_by_leaders, "leaders say"),
            (self.seen, "seen or logged"),
            (self.said_by_staff, "staff say"),
        ];
        let mut known = said.iter().filter_map(|(times, who)| Some(((*times)?, who))).peekable();
        if known.peek().is_none() {
            return f.write_str("nobody looked");
        }
        for (at, (times, who)) in known.enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            match times {
                0 => write!(f, "{comma}{who} never")?,
                1 => write!(f, "{comma}{who} once")?,
                _ => write!(f, "{comma}{who} {times} times")?,
            }
        }
        Ok(())
    }
}

/// Behaviours named in the guidance of NHS IMPACT and in the literature on leading improvement.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BehaviourKind {
    /// Goes to where the work happens, engages and coaches.
    GoAndSee,
    /// Joins huddles, and takes blockers away.
    Unblocking,
    /// Asks before telling, invites ideas, backs tests.
    Coaching,
    /// Uses the improvement method on the leader's own work.
    RoleModelling,
    /// Talks about behaviours in appraisal, next to results.
    Accountability,
    /// Keeps a written routine of the leader's own.
    StandardWork,
    /// Asks open questions from genuine curiosity.
    HumbleInquiry,
    /// Builds relations on rounds, collects what went well, removes barriers.
    Rounding,
    /// Listens with full attention and notices strain.
    Attending,
    /// Builds a shared picture through dialogue.
    Understanding,
    /// Feels another's difficulty without being swamped by it.
    Empathising,
    /// Acts, wisely and practically, to relieve it.
    Helping,
}

impl BehaviourKind {
    /// The four behaviours of compassionate leadership, in the order in which they build on each
    /// other (<https://people.nhs.uk/guides/compassionate-leadership-in-crisis/steps/what-it-means-to-lead-with-compassion/>).
    pub const COMPASSIONATE: [BehaviourKind; 4] = [
        BehaviourKind::Attending,
        BehaviourKind::Understanding,
        BehaviourKind::Empathising,
        BehaviourKind::Helping,
    ];

    /// Where the behaviour is described.
    pub const fn source(self) -> &'static str {
        match self {
            BehaviourKind::GoAndSee
            | BehaviourKind::RoleModelling
            | BehaviourKind::Accountability => {
                "https://www.england.nhs.uk/nhsimpact/about-nhs-impact/developing-leadership-behaviours/"
            }
            BehaviourKind::Unblocking => {
                "https://www.england.nhs.uk/nhsimpact/about-nhs-impact/building-improvement-capability-and-capacity/"
            }
            BehaviourKind::Coaching => {
                "https://www.england.nhs.uk/nhsimpact/about-nhs-impact/investing-in-people-and-culture/"
            }
            BehaviourKind::StandardWork => {
                "https://www.findleansolutions.com/do-executive-leaders-spend-time-where-the-value-add-work-is-being-done/"
            }
            BehaviourKind::HumbleInquiry => "practice",
            BehaviourKind::Rounding => "https://lean365.co/leader-rounding.php",
            BehaviourKind::Attending
            | BehaviourKind::Understanding
            | BehaviourKind::Empathising
            | BehaviourKind::Helping => {
                "https://people.nhs.uk/guides/compassionate-leadership-in-crisis/steps/what-it-means-to-lead-with-compassion/"
            }
        }
    }

    /// How far [what it is](Self::description) is confirmed. Secondary and commercial sources count as
    /// reported; of *empathising* the name is confirmed, and the words for it are not.
    pub const fn mark(self) -> SourceMark {
        match self {
            BehaviourKind::StandardWork | BehaviourKind::Rounding => SourceMark::Reported,
            BehaviourKind::HumbleInquiry | BehaviourKind::Empathising => SourceMark::Unconfirmed,
            _ => SourceMark::Confirmed,
        }
    }

    /// What it is, in a few words, followed by its mark where it is not confirmed.
    pub fn description(self) -> String {
        let words = match self {
            BehaviourKind::GoAndSee => "goes to where the work happens, engages and coaches",
            BehaviourKind::Unblocking => "joins huddles, and takes blockers away",
            BehaviourKind::Coaching => "asks before telling, invites ideas, backs tests",
            BehaviourKind::RoleModelling => "uses the improvement method on the leader's own work",
            BehaviourKind::Accountability => "talks about behaviours in appraisal, next to results",
            BehaviourKind::StandardWork => "keeps a written routine of the leader's own",
            BehaviourKind::HumbleInquiry => "asks open questions from genuine curiosity",
            BehaviourKind::Rounding => "builds relations on rounds, and removes barriers",
            BehaviourKind::Attending => "listens with full attention and notices strain",
            BehaviourKind::Understanding => "builds a shared picture through dialogue",
            BehaviourKind::Empathising => "feels another's difficulty without being swamped by it",
            BehaviourKind::Helping => "acts, wisely and practically, to relieve it",
        };
        match self.mark() {
            SourceMark::Confirmed => words.to_owned(),
            mark => format!("{words} ({mark})"),
        }
    }
}

impl fmt::Display for BehaviourKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BehaviourKind::GoAndSee => "go and see",
            BehaviourKind::Unblocking => "unblocking",
            BehaviourKind::Coaching => "coaching",
            BehaviourKind::RoleModelling => "role modelling",
            BehaviourKind::Accountability => "accountability",
            BehaviourKind::StandardWork => "standard work",
            BehaviourKind::HumbleInquiry => "humble inquiry",
            BehaviourKind::Rounding => "rounding",
            BehaviourKind::Attending => "attending",
            BehaviourKind::Understanding => "understanding",
            BehaviourKind::Empathising => "empathising",
            BehaviourKind::Helping => "helping",
        })
    }
}

/// How a behaviour is observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ObservedBy {
    /// Leaders say it of themselves.
    SelfReport,
    /// A log of occasions.
    Log,
    /// Someone present counts what happens.
    Observation,
    /// Staff are asked.
    Staff,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_and_what_is_seen_stand_side_by_side() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let mut asks = Behaviour::new(Label::new("Asks first").unwrap(), BehaviourKind::Coaching);
        let said = |asks: &Behaviour| asks.seen(day("2026-01-01"), day("2026-01-31")).to_string();
        assert_eq!(said(&asks), "nobody looked");
        asks.observations = vec![
            Observation::new(day("2025-12-31"), ObservedBy::Log, 9),
            Observation::new(day("2026-01-01"), ObservedBy::SelfReport, 8),
            Observation::new(day("2026-01-12"), ObservedBy::Observation, 0),
            Observation::new(day("2026-01-31"), ObservedBy::Log, 1),
            Observation::new(day("2026-02-01"), ObservedBy::Staff, 4),
        ];
        assert_eq!(said(&asks), "leaders say 8 times, seen or logged once");
    }

    #[test]
    fn what_is_not_confirmed_says_so() {
        assert!(BehaviourKind::Empathising.description().ends_with(" (unconfirmed)"));
        assert!(BehaviourKind::Rounding.description().ends_with(" (reported)"));
        assert!(!BehaviourKind::Attending.description().contains('('));
    }
}
