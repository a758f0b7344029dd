//! From test to spread: phases, and what should be there before each begins.
//!
//! The phases are those of *The Improvement Guide* (testing, implementing, spreading) with scaling up
//! and sustaining; the entry conditions are working conventions of improvement advisers, not a
//! published rule.

use std::fmt;

use super::{Act, Change, ChangeStatus, Ramp, Verdict};
use crate::base::Tag;

/// A phase in the life of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// It is tried for a time, on a small scale, without supporting systems.
    Test,
    /// It becomes the way one unit works.
    Implement,
    /// Other places adapt it and test it again.
    Spread,
    /// The whole system carries it: funding, workforce, data.
    ScaleUp,
    /// Line management owns it, and quality control keeps it.
    Sustain,
}

impl Phase {
    /// All five, in order.
    pub const ALL: [Phase; 5] =
        [Phase::Test, Phase::Implement, Phase::Spread, Phase::ScaleUp, Phase::Sustain];

    /// What should be there before the phase begins.
    pub const fn entry(self) -> &'static [Condition] {
        match self {
            Phase::Test => &[Condition::Idea, Condition::Prediction],
            Phase::Implement => &[
                Condition::HighBelief,
                Condition::ReadyStaff,
                Condition::PredictionsHeld,
                Condition::VariedConditions,
            ],
            Phase::Spread => &[Condition::Implemented, Condition::Holding],
            Phase::ScaleUp => &[Condition::Spreading, Condition::NeedsStructure],
            Phase::Sustain => &[Condition::AtTarget],
        }
    }

    /// Which conditions are recorded, which are recorded as lacking, and which nobody has recorded.
    pub fn check(self, facts: &PhaseFacts) -> Entry {
        let mut entry =
            Entry { phase: self, met: Vec::new(), lacking: Vec::new(), unknown: Vec::new() };
        for &condition in self.entry() {
            match facts.get(condition) {
                Some(true) => entry.met.push(condition),
                Some(false) => entry.lacking.push(condition),
                None => entry.unknown.push(condition),
            }
        }
        entry
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Phase::Test => "test",
            Phase::Implement => "implement",
            Phase::Spread => "spread",
            Phase::ScaleUp => "scale up",
            Phase::Sustain => "sustain",
        })
    }
}

/// What should be there before a phase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Condition {
    /// An idea that is specific enough to try.
    Idea,
    /// A prediction is written.
    Prediction,
    /// The team is sure that the change makes things better.
    HighBelief,
    /// Staff are ready.
    ReadyStaff,
    /// In the last tests, what was predicted came about.
    PredictionsHeld,
    /// It was tried under varied conditions: two sets of conditions at least.
    VariedConditions,
    /// It is implemented in one place.
    Implemented,
    /// The gain holds there.
    Holding,
    /// Other places take it up.
    Spreading,
    /// Spreading further needs funding, workforce or data that are not there.
    NeedsStructure,
    /// Results are at their target.
    AtTarget,
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Condition::Idea => "an idea specific enough to try",
            Condition::Prediction => "a written prediction",
            Condition::HighBelief => "high belief",
            Condition::ReadyStaff => "ready staff",
            Condition::PredictionsHeld => "predictions held",
            Condition::VariedConditions => "results under varied conditions",
            Condition::Implemented => "implemented in one place",
            Condition::Holding => "the gain holds there",
            Condition::Spreading => "other places take it up",
            Condition::NeedsStructure => "further spread needs new structure",
            Condition::AtTarget => "results at target",
        })
    }
}

/// What is recorded about a change; `None` where nothing is.
///
/// What follows from the change and its cycles is filled in by [`PhaseFacts::of`]. Whether staff are
/// ready, whether a gain holds and whether results are at target are for others to say: from
/// charts, or from the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct PhaseFacts {
    /// An idea that is specific enough to try.
    pub idea: Option<bool>,
    /// A prediction is written.
    pub prediction: Option<bool>,
    /// The team is sure that the change makes things better.
    pub high_belief: Option<bool>,
    /// Staff are ready.
    pub ready_staff: Option<bool>,
    /// In the last tests, what was predicted came about.
    pub predictions_held: Option<bool>,
    /// It was tried under varied conditions.
    pub varied_conditions: Option<bool>,
    /// It is implemented in one place.
    pub implemented: Option<bool>,
    /// The gain holds there.
    pub holding: Option<bool>,
    /// Other places take it up.
    pub spreading: Option<bool>,
    /// Spreading further needs new structure.
    pub needs_structure: Option<bool>,
    /// Results are at their target.
    pub at_target: Option<bool>,
}

impl PhaseFacts {
    /// What a change and its cycles say.
    ///
    /// * *idea*: it is no mere concept.
    /// * *prediction*: some cycle has one.
    /// * *predictions held*: each last cycle that was studied had every prediction that can be
    ///   assessed met, and one at least; unknown if none can be assessed.
    /// * *varied conditions*: cycles that were done took place under two different sets of setting
    ///   and conditions; unknown if none of them records any.
    /// * *implemented*: it is adopted or spread, or a cycle that implements it ended in *adopt*.
    /// * *spreading*: it is spread, or a cycle that spreads it was done.
    ///
    /// The last two are unknown if no status is recorded and no cycle says so.
    pub fn of(change: &Change, ramp: Option<&Ramp<'_, '_>>) -> Self {
        let cycles = || ramp.into_iter().flat_map(Ramp::cycles).map(|(_, cycle)| cycle);
        let done = || cycles().filter(|cycle| cycle.is_done());
        let adopted = |cycle: &super::Cycle| {
            cycle.kind == super::CycleKind::Implement
                && cycle.decision().is_some_and(|decision| decision.act == Act::Adopt)
        };
        let spreads = |cycle: &super::Cycle| cycle.kind == super::CycleKind::Spread;
        // Without a status on record, no cycle is no answer.
        let known = |seen: bool| (seen || change.status.is_some()).then_some(seen);
        let status = |stages: &[ChangeStatus]| change.status.is_some_and(|s| stages.contains(&s));
        let implemented = status(&[ChangeStatus::Adopted, ChangeStatus::Spread]);
        PhaseFacts {
            idea: Some(change.kind != super::ChangeKind::Concept),
            prediction: Some(cycles().any(|cycle| !cycle.plan().predictions.is_empty())),
            predictions_held: ramp.and_then(held),
            varied_conditions: varied(done()),
            implemented: known(implemented || cycles().any(adopted)),
            spreading: known(status(&[ChangeStatus::Spread]) || done().any(spreads)),
            ..PhaseFacts::default()
        }
    }

    /// What is recorded about one condition.
    pub fn get(&self, condition: Condition) -> Option<bool> {
        match condition {
            Condition::Idea => self.idea,
            Condition::Prediction => self.prediction,
            Condition::HighBelief => self.high_belief,
            Condition::ReadyStaff => self.ready_staff,
            Condition::PredictionsHeld => self.predictions_held,
            Condition::VariedConditions => self.varied_conditions,
            Condition::Implemented => self.implemented,
            Condition::Holding => self.holding,
            Condition::Spreading => self.spreading,
            Condition::NeedsStructure => self.needs_structure,
            Condition::AtTarget => self.at_target,
        }
    }
}

/// The last studied cycles of a ramp: those on which no other studied cycle builds.
fn held(ramp: &Ramp<'_, '_>) -> Option<bool> {
    let steps = ramp.steps();
    let studied = |cycle: &super::Cycle| cycle.studied().is_some();
    let last = ramp.cycles().filter(|(id, cycle)| {
        studied(cycle) && !steps.iter().any(|step| step.from.0 == *id && studied(step.to.1))
    });
    let verdicts: Vec<Verdict> = last
        .flat_map(|(_, cycle)| cycle.comparisons())
        .map(|comparison| comparison.verdict)
        .filter(|verdict| *verdict != Verdict::NotAssessable)
        .collect();
    (!verdicts.is_empty()).then(|| verdicts.iter().all(|verdict| *verdict == Verdict::Met))
}

fn varied<'c>(cycles: impl Iterator<Item = &'c super::Cycle>) -> Option<bool> {
    let mut kinds: Vec<(Option<&Tag>, Vec<&Tag>)> = Vec::new();
    for cycle in cycles {
        let mut conditions: Vec<&Tag> = cycle.conditions.iter().collect();
        conditions.sort_unstable();
        let kind = (cycle.setting.as_ref(), conditions);
        if kind != (None, Vec::new()) && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    (!kinds.is_empty()).then_some(kinds.len() > 1)
}

/// Which entry conditions of a phase are there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The phase.
    pub phase: Phase,
    /// Recorded, and there.
    pub met: Vec<Condition>,
    /// Recorded as not there.
    pub lacking: Vec<Condition>,
    /// Not recorded.
    pub unknown: Vec<Condition>,
}

impl Entry {
    /// Whether every condition is recorded and there.
    pub fn is_open(&self) -> bool {
        self.lacking.is_empty() && self.unknown.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Label, Table, kind};
    use crate::change::{Cycle, CycleKind, Decision, Do, Outcome, Plan, Prediction, Ramps, Study};

    fn studied(conditions: &[&str], verdict: Verdict, previous: &[&str]) -> Cycle {
        let mut plan = Plan::new();
        plan.predictions = vec![Prediction::new("It holds".parse().unwrap())];
        let mut study = Study::new();
        study.outcomes = vec![Outcome::judged(std::num::NonZeroU16::MIN, verdict)];
        let mut cycle = Cycle::new(Label::new("x").unwrap(), plan);
        cycle.change = Some("x".parse().unwrap());
        cycle.conditions = conditions.iter().map(|tag| tag.parse().unwrap()).collect();
        cycle.previous = previous.iter().map(|id| id.parse().unwrap()).collect();
        cycle.start(Do::default()).unwrap().study(study).unwrap()
    }

    fn facts(cycles: Vec<(&str, Cycle)>) -> PhaseFacts {
        let mut table: Table<kind::Cycle, Cycle> = Table::new();
        for (id, cycle) in cycles {
            table.insert(id.parse().unwrap(), cycle).unwrap();
        }
        let ramps = Ramps::of(&table);
        let mut change = Change::new(Label::new("X").unwrap());
        change.status = Some(ChangeStatus::Testing);
        PhaseFacts::of(&change, ramps.ramp("x").as_ref())
    }

    #[test]
    fn implementing_asks_for_more_than_one_good_day() {
        let first = || studied(&["day"], Verdict::NotMet, &[]);
        let mut one = facts(vec![("a", first())]);
        assert_eq!((one.predictions_held, one.varied_conditions), (Some(false), Some(false)));
        one.high_belief = Some(true);
        let entry = Phase::Implement.check(&one);
        assert_eq!(entry.met, [Condition::HighBelief]);
        assert_eq!(entry.lacking, [Condition::PredictionsHeld, Condition::VariedConditions]);
        assert_eq!(entry.unknown, [Condition::ReadyStaff]);

        let night = studied(&["staff short", "night"], Verdict::Met, &["a"]);
        let mut two = facts(vec![("a", first()), ("b", night)]);
        assert_eq!((two.predictions_held, two.varied_conditions), (Some(true), Some(true)));
        (two.high_belief, two.ready_staff) = (Some(true), Some(true));
        assert!(Phase::Implement.check(&two).is_open());
        assert!(Phase::Test.check(&two).is_open());
        assert_eq!(Phase::Spread.check(&two).lacking, [Condition::Implemented]);
    }

    #[test]
    fn the_order_of_conditions_does_not_make_them_differ() {
        let again = studied(&["night", "staff short"], Verdict::NotAssessable, &[]);
        let same = studied(&["staff short", "night"], Verdict::NotAssessable, &[]);
        let facts = facts(vec![("a", again), ("b", same)]);
        assert_eq!((facts.varied_conditions, facts.predictions_held), (Some(false), None));
    }

    #[test]
    fn a_cycle_that_implements_and_ends_in_adopt_opens_the_way_to_spread() {
        let mut cycle = studied(&[], Verdict::Met, &[]);
        cycle.kind = CycleKind::Implement;
        let cycle = cycle.decide(Decision::new(Act::Adopt)).unwrap();
        let facts = facts(vec![("a", cycle)]);
        assert_eq!((facts.implemented, facts.spreading), (Some(true), Some(false)));
        assert_eq!(Phase::Spread.check(&facts).unknown, [Condition::Holding]);
    }

    #[test]
    fn nothing_recorded_is_unknown_not_lacking() {
        let facts = PhaseFacts::of(&Change::new(Label::new("X").unwrap()), None);
        assert_eq!(
            (facts.implemented, facts.spreading, facts.predictions_held),
            (None, None, None)
        );
        for phase in Phase::ALL {
            let entry = phase.check(&PhaseFacts::default());
            assert_eq!(entry.unknown, phase.entry());
            assert!(!entry.is_open());
        }
    }
}
