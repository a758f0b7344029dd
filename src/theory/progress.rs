//! How far the project has come, with what its charts say of its goals.

use super::{MeasureMovement, State, TheoryReading};
use crate::base::{Direction, Number, Share};
use crate::change::progress::ProgressFacts;
use crate::measure::Measure;

/// How many points after the onset of a signal that is still alive show that it *holds*: 12, a year of
/// months. The scale says "sustained" and gives no number; this one is the crate's own.
pub const HOLDS_AFTER: usize = 12;

/// How one goal stands.
struct Goal {
    improving: bool,
    holds: bool,
    /// The part of the way from the centre line to the target that the points since the onset are.
    way: Option<f64>,
}

impl TheoryReading<'_> {
    /// What is on record for the [progress scale](crate::change::progress), charts included, as of the
    /// day of the reading.
    ///
    /// Goals are the outcome measures of the aims. One *improves* while its signal in the good
    /// direction is alive, *holds* it from [`HOLDS_AFTER`] points on, and is *reached* while the mean of
    /// the points since the onset is at its target or beyond (its own, or else that of the aim). The
    /// part of the results that is reached is the mean, over the goals with a target, of the part of
    /// the way from the centre line before the work. Improvement *continues* when two goals improve
    /// with signals that began on different days.
    pub fn progress_facts(&self) -> ProgressFacts {
        let mut facts = self.programme.progress_facts();
        let mut goals: Vec<Goal> = Vec::new();
        let mut onsets = Vec::new();
        for goal in self.programme.goals() {
            let Some(read) = self.measure(goal.id) else { continue };
            let good = goal.measure.direction.or(goal.aim.direction);
            let target = goal.measure.target.as_ref().map(|target| target.value);
            let target = target.or_else(|| goal.aim.target());
            goals.push(Goal::of(goal.measure, read, good, target));
            onsets.extend(read.onset.filter(|_| read.state == State::Better));
        }
        let count = |is: fn(&Goal) -> bool| {
            let found = goals.iter().filter(|goal| is(goal)).count();
            u32::try_from(found).unwrap_or(u32::MAX)
        };
        facts.goals_improving = count(|goal| goal.improving);
        facts.goals_sustained = count(|goal| goal.holds);
        facts.goals_reached = count(|goal| goal.way.is_some_and(|way| way >= 1.0));
        let ways: Vec<f64> = goals.iter().filter_map(|goal| goal.way).collect();
        let mean = ways.iter().sum::<f64>() / ways.len().max(1) as f64;
        facts.expected_reached = Share::new(mean).ok().filter(|_| !ways.is_empty());
        onsets.sort_unstable();
        onsets.dedup();
        facts.improvement_continues = onsets.len() > 1;
        facts
    }
}

impl Goal {
    fn of(
        measure: &Measure,
        read: &MeasureMovement,
        good: Option<Direction>,
        target: Option<Number>,
    ) -> Self {
        let improving = read.state == State::Better;
        let since = read.since_onset.filter(|_| improving);
        let way = target.filter(|_| read.state.is_seen()).map(|target| {
            let target = measure.unit().target(target);
            let Some((level, _)) = since else { return 0.0 };
            let reached = match good {
                Some(Direction::Up) => level >= target,
                Some(Direction::Down) => level <= target,
                _ => false,
            };
            match read.centre {
                _ if reached => 1.0,
                Some(centre) if (target - centre).abs() > 0.0 => {
                    // Never 1 by rounding alone: it is not reached.
                    ((level - centre) / (target - centre)).clamp(0.0, 1.0 - f64::EPSILON)
                }
                _ => 0.0,
            }
        });
        Goal { improving, holds: since.is_some_and(|(_, points)| points >= HOLDS_AFTER), way }
    }
}
