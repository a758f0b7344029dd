//! What would be worth testing next? Information has value only if it could change the choice.

use super::ClaimGraph;
use super::choose::{Limits, NOISE};
use super::index::{LinkIx, NodeIx, link};
use super::leverage::exact_slopes;
use super::reliability::{Odds, Plan, Settings};

/// Affordable sets of changes that are compared before only likely ones are.
const SETS: usize = 20_000;

/// What could be learned about one link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TestValue {
    /// The link.
    pub link: LinkIx,
    /// The expected gain from one small test before choosing (EVSI; Raiffa & Schlaifer 1961).
    pub one_test: f64,
    /// The expected gain from knowing for sure: no test can be worth more.
    pub certainty: f64,
    /// How much of the reliability's variance the link alone makes: leverage^2 * variance of the
    /// belief. Learning, and not value: it breaks ties.
    pub room_to_learn: f64,
}

/// What could be learned about every link.
#[derive(Debug, Clone, PartialEq)]
pub struct Learning {
    /// The value of the best affordable choice now.
    pub value_now: f64,
    /// Every link, in order.
    pub links: Vec<TestValue>,
    /// Whether every affordable set of changes was compared; otherwise only likely ones, and values
    /// may be too low.
    pub is_complete: bool,
}

impl ClaimGraph {
    /// The value of testing each link before choosing changes within the limits; `None` if the
    /// node is no aim, or too wide for exact answers.
    ///
    /// Each affordable set's reliability is linear in each belief, so one run and one run back for
    /// each set answer for all links and all outcomes of the tests.
    #[must_use]
    pub fn value_of_testing(
        &self,
        aim: NodeIx,
        limits: &Limits,
        settings: &Settings,
    ) -> Option<Learning> {
        let plan = Plan::new(self, self.aim(aim)?);
        if !settings.allows(plan.width) {
            return None;
        }
        let above = self.above(aim.at());
        let bears =
            |c: &NodeIx| c.at() < above.len() && above[c.at()] && self.delivery[c.at()] > 0.0;
        let candidates: Vec<NodeIx> = self.changes.iter().copied().filter(bears).collect();
        let (sets, is_complete) = match largest_sets(&candidates, limits) {
            Some(sets) => (sets, true),
            None => (self.likely_sets(aim, limits, settings), false),
        };
        let mut odds = Odds::of(self);
        let delivery = std::mem::replace(&mut odds.on, vec![0.0; self.node_count()]);
        let mut values = Vec::with_capacity(sets.len());
        for set in &sets {
            odds.on.fill(0.0);
            for c in set {
                odds.on[c.at()] = delivery[c.at()];
            }
            values.push(exact_slopes(&plan, &mut odds));
        }
        let value_now = values.iter().map(|s| s.value).fold(0.0, f64::max);
        let best = values.iter().find(|s| s.value >= value_now - NOISE);
        let links = (0..self.link_count()).map(|e| {
            let (m, n0) = (self.belief[e], self.weight[e]);
            let at = |p: f64| {
                let of = values.iter().map(|s| s.value + (p - m) * s.belief[e]);
                of.fold(0.0, f64::max)
            };
            let expected = |low: f64, high: f64| m * at(high) + (1.0 - m) * at(low) - value_now;
            let clean = |x: f64| if x > NOISE { x } else { 0.0 };
            let certainty = clean(expected(0.0, 1.0));
            let one_test = expected(m * n0 / (n0 + 1.0), (m * n0 + 1.0) / (n0 + 1.0));
            let slope = best.map_or(0.0, |s| s.belief[e]);
            TestValue {
                link: link(e),
                one_test: clean(one_test).min(certainty),
                certainty,
                room_to_learn: slope * slope * m * (1.0 - m) / (n0 + 1.0),
            }
        });
        Some(Learning { value_now, links: links.collect(), is_complete })
    }

    /// Sets that would be chosen now, or if one belief were sure to hold or to fail.
    fn likely_sets(&self, aim: NodeIx, limits: &Limits, settings: &Settings) -> Vec<Vec<NodeIx>> {
        let goal = [(aim, 1.0)];
        let mut sets = vec![self.choose_greedily(&goal, limits, settings).changes];
        let mut other = self.clone();
        for e in 0..self.link_count().min(512) {
            for p in [0.0, 1.0] {
                other.belief[e] = p;
                sets.push(other.choose_greedily(&goal, limits, settings).changes);
            }
            other.belief[e] = self.belief[e];
        }
        sets.sort_unstable();
        sets.dedup();
        sets
    }
}

/// Every affordable set to which nothing can be added: reliability never falls as changes are
/// added, so no other set can be better. `None` if there are too many.
fn largest_sets(candidates: &[NodeIx], limits: &Limits) -> Option<Vec<Vec<NodeIx>>> {
    let n = candidates.len();
    let mut sets = Vec::new();
    let mut stack = vec![(0, Vec::new())];
    let mut steps = 0;
    while let Some((i, set)) = stack.pop() {
        steps += 1;
        if steps > 40 * SETS || sets.len() > SETS {
            return None;
        }
        if i == n {
            let grows = candidates.iter().any(|c| {
                let mut with = set.clone();
                with.push(*c);
                !set.contains(c) && limits.broken_by(&with).is_empty()
            });
            if !grows {
                sets.push(set);
            }
            continue;
        }
        let mut with = set.clone();
        with.push(candidates[i]);
        stack.push((i + 1, set));
        if limits.broken_by(&with).is_empty() {
            stack.push((i + 1, with));
        }
    }
    Some(sets)
}

impl Learning {
    /// The links by falling value of one test for each hour that testing takes, then by room to
    /// learn, then in causal order. `hours` says what a test of a link costs.
    pub fn ranked(&self, hours: impl Fn(LinkIx) -> f64) -> Vec<TestValue> {
        let rate = |t: &TestValue| {
            let hours = hours(t.link);
            if hours > 0.0 { t.one_test / hours } else { t.one_test }
        };
        let mut links = self.links.clone();
        links.sort_by(|a, b| {
            let by_value = rate(b).total_cmp(&rate(a));
            by_value.then(b.room_to_learn.total_cmp(&a.room_to_learn)).then(a.link.cmp(&b.link))
        });
        links
    }

    /// One sentence.
    pub fn in_words(&self, graph: &ClaimGraph) -> String {
        let ranked = self.ranked(|_| 1.0);
        match ranked.first() {
            Some(first) if first.one_test > 0.0 => format!(
                "testing {} next could change our plan (worth {:.3})",
                graph.link_name(first.link),
                first.one_test
            ),
            Some(first) if first.room_to_learn > 0.0 => format!(
                "no single small test would change the plan; most would be learned about {}",
                graph.link_name(first.link)
            ),
            _ => "no single small test would change the plan".to_owned(),
        }
    }
}
