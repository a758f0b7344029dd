//! Tests of one change, each informed by the last: a graph of cycles, with branches and merges.

use std::num::NonZeroU32;

use crate::base::{ChangeId, CycleId, MeasureId, Table, kind};

use super::Cycle;

/// All cycles of a programme, with what follows what.
///
/// Links come from [`Cycle::previous`]; a previous cycle that is not in the table is left out.
///
/// ```
/// use improvement::base::{Label, Table, kind};
/// use improvement::change::{Cycle, Plan, Ramps};
/// let mut cycles: Table<kind::Cycle, Cycle> = Table::new();
/// for (id, previous) in [("one-shift", None), ("one-week", Some("one-shift"))] {
///     let mut cycle = Cycle::new(Label::new(id)?, Plan::new());
///     cycle.change = Some("safety-huddle".parse()?);
///     cycle.previous = previous.into_iter().map(str::parse).collect::<Result<_, _>>()?;
///     cycles.insert(id.parse()?, cycle)?;
/// }
/// let ramps = Ramps::of(&cycles);
/// let ramp = ramps.ramp("safety-huddle").unwrap();
/// let names: Vec<&str> = ramp.ids().map(|id| id.as_str()).collect();
/// assert_eq!(names, ["one-shift", "one-week"]);
/// assert_eq!(ramp.series().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Ramps<'c> {
    cycles: &'c Table<kind::Cycle, Cycle>,
    next: Vec<Vec<usize>>,
    previous: Vec<Vec<usize>>,
    /// All cycles, each after those that it builds on.
    order: Vec<usize>,
    followed: Vec<&'c MeasureId>,
}

impl<'c> Ramps<'c> {
    /// Joins cycles by what they build on. O(cycles + links).
    pub fn of(cycles: &'c Table<kind::Cycle, Cycle>) -> Self {
        let mut next = vec![Vec::new(); cycles.len()];
        let mut previous = vec![Vec::new(); cycles.len()];
        for (at, cycle) in cycles.rows().enumerate() {
            for before in cycle.previous.iter().filter_map(|id| cycles.position(id.as_str())) {
                if let (Some(next), Some(previous)) = (next.get_mut(before), previous.get_mut(at))
                    && before != at
                    && !previous.contains(&before)
                {
                    next.push(at);
                    previous.push(before);
                }
            }
        }
        let order = order(&next, &previous);
        Ramps { cycles, next, previous, order, followed: Vec::new() }
    }

    /// The same cycles, with measures that are followed at regular times outside the cycles: in the
    /// series of a programme.
    #[must_use]
    pub fn with_followed(mut self, measures: impl IntoIterator<Item = &'c MeasureId>) -> Self {
        self.followed = measures.into_iter().collect();
        self
    }

    /// Whether a cycle collects or predicts a measure that is followed at regular times.
    pub fn is_followed(&self, cycle: &Cycle) -> bool {
        cycle.plan().all_measures().iter().any(|measure| self.followed.contains(measure))
    }

    /// The cycles by id.
    pub fn cycles(&self) -> &'c Table<kind::Cycle, Cycle> {
        self.cycles
    }

    /// The cycles that build on one.
    pub fn next(&self, id: &str) -> impl Iterator<Item = (&'c CycleId, &'c Cycle)> {
        self.linked(&self.next, id)
    }

    /// The cycles that one builds on.
    pub fn previous(&self, id: &str) -> impl Iterator<Item = (&'c CycleId, &'c Cycle)> {
        self.linked(&self.previous, id)
    }

    fn linked(
        &self,
        links: &[Vec<usize>],
        id: &str,
    ) -> impl Iterator<Item = (&'c CycleId, &'c Cycle)> {
        let to = self.cycles.position(id).and_then(|at| links.get(at)).cloned();
        let cycles = self.cycles;
        to.into_iter().flatten().filter_map(move |at| cycles.at(at))
    }

    /// Whether a cycle builds on another, or another on it.
    pub fn is_linked(&self, id: &str) -> bool {
        self.cycles.position(id).is_some_and(|at| {
            [&self.next, &self.previous]
                .iter()
                .any(|links| links.get(at).is_some_and(|to| !to.is_empty()))
        })
    }

    /// The changes that cycles are about, in the order in which cycles first name them.
    pub fn changes(&self) -> Vec<&'c ChangeId> {
        let mut changes: Vec<&ChangeId> = Vec::new();
        for change in self.cycles.rows().flat_map(Cycle::changes) {
            if !changes.contains(&change) {
                changes.push(change);
            }
        }
        changes
    }

    /// The ramp of one change; `None` if no cycle is about it.
    pub fn ramp(&self, change: &str) -> Option<Ramp<'_, 'c>> {
        let change = self.changes().into_iter().find(|found| found.as_str() == change)?;
        let about = |at: usize| {
            self.cycles.at(at).is_some_and(|(_, cycle)| cycle.changes().any(|c| c == change))
        };
        let positions = self.order.iter().copied().filter(|&at| about(at)).collect();
        Some(Ramp { ramps: self, change, positions })
    }

    /// The ramps of all changes, in the order in which cycles first name them.
    pub fn ramps(&self) -> impl Iterator<Item = Ramp<'_, 'c>> {
        self.changes().into_iter().filter_map(|change| self.ramp(change.as_str()))
    }

    /// All cycles, each after those that it builds on; where that leaves a choice, in the order of
    /// the table. Cycles that build on each other in a circle, which no built programme has, come
    /// last.
    pub fn in_order(&self) -> impl Iterator<Item = (&'c CycleId, &'c Cycle)> {
        self.order.iter().filter_map(|&at| self.cycles.at(at))
    }

    /// Cycles joined by links, whatever change they are about; a series has two cycles or more.
    pub fn series(&self) -> Vec<Series<'c>> {
        self.series_among(&self.order)
    }

    fn series_among(&self, positions: &[usize]) -> Vec<Series<'c>> {
        let mut free = vec![false; self.cycles.len()];
        for &at in positions {
            if let Some(free) = free.get_mut(at) {
                *free = true;
            }
        }
        let mut all = Vec::new();
        for &first in positions {
            let mut found = Vec::new();
            let mut waiting = vec![first];
            while let Some(at) = waiting.pop() {
                if !free.get(at).copied().unwrap_or(false) {
                    continue;
                }
                free[at] = false;
                found.push(at);
                for links in [&self.next, &self.previous] {
                    waiting.extend(links.get(at).into_iter().flatten());
                }
            }
            if found.len() > 1 {
                let inside = positions.iter().filter(|at| found.contains(at));
                let cycles = inside.filter_map(|&at| self.cycles.at(at)).collect();
                all.push(Series { cycles, steps: self.steps_among(&found) });
            }
        }
        all
    }

    /// The links inside a set of cycles, in the order of the later cycle.
    fn steps_among(&self, positions: &[usize]) -> Vec<Step<'c>> {
        let inside: Vec<usize> =
            self.order.iter().copied().filter(|at| positions.contains(at)).collect();
        let mut steps = Vec::new();
        for &to in &inside {
            for &from in self.previous.get(to).into_iter().flatten() {
                if let (true, Some(from), Some(to)) =
                    (inside.contains(&from), self.cycles.at(from), self.cycles.at(to))
                {
                    steps.push(Step { from, to });
                }
            }
        }
        steps
    }
}

/// Kahn's order, taking the first of the table wherever there is a choice.
fn order(next: &[Vec<usize>], previous: &[Vec<usize>]) -> Vec<usize> {
    let mut missing: Vec<usize> = previous.iter().map(Vec::len).collect();
    let mut ready: std::collections::BTreeSet<usize> =
        (0..missing.len()).filter(|&at| missing[at] == 0).collect();
    let mut order = Vec::with_capacity(missing.len());
    while let Some(at) = ready.pop_first() {
        order.push(at);
        for &to in &next[at] {
            missing[to] -= 1;
            if missing[to] == 0 {
                ready.insert(to);
            }
        }
    }
    order.extend((0..missing.len()).filter(|&at| missing[at] > 0));
    order
}

/// The cycles of one change, as a graph.
#[derive(Debug, Clone)]
pub struct Ramp<'r, 'c> {
    ramps: &'r Ramps<'c>,
    change: &'c ChangeId,
    positions: Vec<usize>,
}

/// Cycles joined by links, two or more, each after those that it builds on.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Series<'c> {
    /// The cycles.
    pub cycles: Vec<(&'c CycleId, &'c Cycle)>,
    /// The links between them.
    pub steps: Vec<Step<'c>>,
}

/// One link of a ramp: a cycle, and one that builds on it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Step<'c> {
    /// The earlier cycle.
    pub from: (&'c CycleId, &'c Cycle),
    /// The cycle that builds on it.
    pub to: (&'c CycleId, &'c Cycle),
}

impl Step<'_> {
    /// By how much the scale grew: 5 if it went from 5 people to 25. `None` if either scale is not
    /// recorded.
    pub fn growth(&self) -> Option<f64> {
        let people = |scale: NonZeroU32| f64::from(scale.get());
        Some(people(self.to.1.scale()?) / people(self.from.1.scale()?))
    }

    /// Conditions of the later cycle that the earlier one did not have.
    pub fn new_conditions(&self) -> impl Iterator<Item = &crate::base::Tag> {
        self.to.1.conditions.iter().filter(|tag| !self.from.1.conditions.contains(tag))
    }
}

impl Series<'_> {
    /// Whether the scale grows: no step makes it smaller, and at least one makes it larger. `None`
    /// if fewer than two cycles that follow each other have a scale on record.
    ///
    /// This reading of "growing scale" is the crate's own; the published study judged it by hand.
    pub fn grows(&self) -> Option<bool> {
        let mut known = false;
        let (mut larger, mut smaller) = (false, false);
        for growth in self.steps.iter().filter_map(Step::growth) {
            known = true;
            larger |= growth > 1.0;
            smaller |= growth < 1.0;
        }
        known.then_some(larger && !smaller)
    }
}

impl<'c> Ramp<'_, 'c> {
    /// The change.
    pub fn change(&self) -> &'c ChangeId {
        self.change
    }

    /// The cycles, each after those that it builds on.
    pub fn cycles(&self) -> impl ExactSizeIterator<Item = (&'c CycleId, &'c Cycle)> {
        let cycles = self.ramps.cycles;
        let found: Vec<_> = self.positions.iter().filter_map(|&at| cycles.at(at)).collect();
        found.into_iter()
    }

    /// The ids of the cycles, in the same order.
    pub fn ids(&self) -> impl Iterator<Item = &'c CycleId> {
        self.cycles().map(|(id, _)| id)
    }

    /// The links between its cycles, in the order of the later one.
    pub fn steps(&self) -> Vec<Step<'c>> {
        self.ramps.steps_among(&self.positions)
    }

    /// The parts of it that hang together: two cycles or more each.
    pub fn series(&self) -> Vec<Series<'c>> {
        self.ramps.series_among(&self.positions)
    }

    /// Cycles on which more than one cycle of this ramp builds: two variants tried apart.
    pub fn branches(&self) -> impl Iterator<Item = (&'c CycleId, &'c Cycle)> {
        self.forks(&self.ramps.next)
    }

    /// Cycles that build on more than one cycle of this ramp: variants brought together.
    pub fn merges(&self) -> impl Iterator<Item = (&'c CycleId, &'c Cycle)> {
        self.forks(&self.ramps.previous)
    }

    fn forks(&self, links: &[Vec<usize>]) -> impl Iterator<Item = (&'c CycleId, &'c Cycle)> {
        let inside = |to: &&usize| self.positions.contains(*to);
        let found: Vec<_> = self
            .positions
            .iter()
            .filter(|&&at| links.get(at).is_some_and(|to| to.iter().filter(inside).count() > 1))
            .filter_map(|&at| self.ramps.cycles.at(at))
            .collect();
        found.into_iter()
    }

    /// Cycles that neither build on another cycle nor are built on.
    pub fn isolated(&self) -> impl Iterator<Item = (&'c CycleId, &'c Cycle)> {
        let ramps = self.ramps;
        let found: Vec<_> = self.cycles().filter(|(id, _)| !ramps.is_linked(id.as_str())).collect();
        found.into_iter()
    }

    /// The last cycles: those on which no cycle of this ramp builds.
    pub fn tips(&self) -> impl Iterator<Item = (&'c CycleId, &'c Cycle)> {
        let ramps = self.ramps;
        let goes_on = |at: usize| {
            ramps.next.get(at).is_some_and(|to| to.iter().any(|to| self.positions.contains(to)))
        };
        let found: Vec<_> = self
            .positions
            .iter()
            .filter(|&&at| !goes_on(at))
            .filter_map(|&at| ramps.cycles.at(at))
            .collect();
        found.into_iter()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::base::Label;
    use crate::change::Plan;
    use proptest::prelude::*;

    /// Cycles of one change `x`: id, scale (0 if unknown), previous.
    pub(in crate::change) fn table(rows: &[(&str, u32, &[&str])]) -> Table<kind::Cycle, Cycle> {
        let mut cycles = Table::new();
        for (id, scale, previous) in rows {
            let mut plan = Plan::new();
            plan.scale = NonZeroU32::new(*scale);
            let mut cycle = Cycle::new(Label::new(id).unwrap(), plan);
            cycle.change = Some("x".parse().unwrap());
            cycle.previous = previous.iter().map(|id| id.parse().unwrap()).collect();
            cycles.insert(id.parse().unwrap(), cycle).unwrap();
        }
        cycles
    }

    fn names<'c>(cycles: impl Iterator<Item = (&'c CycleId, &'c Cycle)>) -> Vec<&'c str> {
        cycles.map(|(id, _)| id.as_str()).collect()
    }

    #[test]
    fn branches_and_merges_are_seen_and_order_follows_the_links() {
        let cycles = table(&[
            ("bundle", 25, &["night", "day"]),
            ("first", 1, &[]),
            ("day", 5, &["first"]),
            ("night", 4, &["first"]),
            ("alone", 3, &[]),
        ]);
        let ramps = Ramps::of(&cycles);
        let ramp = ramps.ramp("x").unwrap();
        assert_eq!(names(ramp.cycles()), ["first", "day", "night", "bundle", "alone"]);
        assert_eq!(names(ramp.branches()), ["first"]);
        assert_eq!(names(ramp.merges()), ["bundle"]);
        assert_eq!(names(ramp.isolated()), ["alone"]);
        assert_eq!(names(ramp.tips()), ["bundle", "alone"]);
        let series = ramp.series();
        assert_eq!(series.len(), 1);
        assert_eq!(names(series[0].cycles.iter().copied()), ["first", "day", "night", "bundle"]);
        assert_eq!(series[0].grows(), Some(true));
        let growth: Vec<_> = series[0].steps.iter().filter_map(Step::growth).collect();
        assert_eq!(growth, [5.0, 4.0, 6.25, 5.0]);
    }

    #[test]
    fn a_scale_that_shrinks_or_is_not_recorded_does_not_grow() {
        let grows = |cycles: &Table<kind::Cycle, Cycle>| Ramps::of(cycles).series()[0].grows();
        assert_eq!(
            grows(&table(&[("a", 5, &[]), ("b", 25, &["a"]), ("c", 3, &["b"])])),
            Some(false)
        );
        assert_eq!(grows(&table(&[("a", 5, &[]), ("b", 5, &["a"])])), Some(false));
        assert_eq!(grows(&table(&[("a", 0, &[]), ("b", 5, &["a"])])), None);
    }

    #[test]
    fn circles_and_strangers_do_no_harm() {
        let cycles =
            table(&[("a", 1, &["b"]), ("b", 1, &["a", "b", "nobody"]), ("c", 1, &["nobody"])]);
        let ramps = Ramps::of(&cycles);
        assert_eq!(names(ramps.in_order()), ["c", "a", "b"]);
        assert_eq!(ramps.series().len(), 1);
        assert!(ramps.ramp("y").is_none());
    }

    proptest! {
        /// Every cycle once, each after those that it builds on, and each in one series at most.
        #[test]
        fn the_order_follows_the_links(
            links in prop::collection::vec(prop::collection::vec(any::<prop::sample::Index>(), 0..3), 1..24),
        ) {
            let mut cycles = Table::new();
            for (at, before) in links.iter().enumerate() {
                let mut cycle = Cycle::new(Label::new("x").unwrap(), Plan::new());
                if at > 0 {
                    cycle.previous = before
                        .iter()
                        .map(|i| CycleId::new(&format!("c{}", i.index(at))).unwrap())
                        .collect();
                }
                cycles.insert(CycleId::new(&format!("c{at}")).unwrap(), cycle).unwrap();
            }
            let ramps = Ramps::of(&cycles);
            let order: Vec<_> = ramps.in_order().collect();
            prop_assert_eq!(order.len(), cycles.len());
            for (place, (_, cycle)) in order.iter().enumerate() {
                for before in &cycle.previous {
                    prop_assert!(order[..place].iter().any(|(id, _)| *id == before));
                }
            }
            let joined: usize = ramps.series().iter().map(|series| series.cycles.len()).sum();
            let linked = cycles.ids().filter(|id| ramps.is_linked(id.as_str())).count();
            prop_assert_eq!(joined, linked);
        }
    }
}
