//! Which few drivers, or links, would leave an aim with nothing if they were lost together?

use std::collections::BTreeSet;

use super::ClaimGraph;
use super::claim::NodeKind;
use super::dominators::Without;
use super::flow::{Network, UNLIMITED};
use super::index::{LinkIx, NodeIx, link, node};

/// Steps spent on listing sets of one size before it is left out.
const EFFORT: usize = 400_000_000;

/// Minimal sets whose loss leaves no route to an aim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutSets<T> {
    /// The sets, by size and then by name.
    pub sets: Vec<Vec<T>>,
    /// The largest size that was listed completely.
    pub complete_up_to: usize,
}

impl ClaimGraph {
    /// How many drivers must be lost, at the fewest, before no route to the aim is left: largest
    /// flow with one unit through each driver. `None` if a route passes no driver at all, so that
    /// no loss of drivers would do.
    #[must_use]
    pub fn fewest_drivers_to_cut(&self, aim: NodeIx) -> Option<u32> {
        let o = self.aim(aim)?;
        let (n, live) = (self.node_count(), self.between(o));
        let mut arcs = Vec::new();
        for v in (0..n).filter(|&v| live[v]) {
            let room = if self.is(v, NodeKind::Driver) { 1 } else { UNLIMITED };
            arcs.push((2 * v, 2 * v + 1, room));
            if self.is(v, NodeKind::Change) {
                arcs.push((2 * n, 2 * v, UNLIMITED));
            }
            for &w in self.effects(v).iter().filter(|&&w| live[w as usize]) {
                arcs.push((2 * v + 1, 2 * w as usize, UNLIMITED));
            }
        }
        Network::new(2 * n + 1, &arcs).largest(2 * n, 2 * o)
    }

    /// How many links must be lost, at the fewest, before no route to the aim is left.
    #[must_use]
    pub fn fewest_links_to_cut(&self, aim: NodeIx) -> Option<u32> {
        let o = self.aim(aim)?;
        let (n, live) = (self.node_count(), self.between(o));
        let mut arcs: Vec<(usize, usize, u32)> = Vec::new();
        for v in (0..n).filter(|&v| live[v]) {
            if self.is(v, NodeKind::Change) {
                arcs.push((n, v, UNLIMITED));
            }
            let on = self.effects(v).iter().filter(|&&w| live[w as usize]);
            arcs.extend(on.map(|&w| (v, w as usize, 1)));
        }
        Network::new(n + 1, &arcs).largest(n, o)
    }

    /// The minimal sets of up to three drivers whose loss leaves no route to the aim.
    ///
    /// One driver: dominators. Two: for each driver, the dominators of what is left without it,
    /// O(n m). Three: for each pair, O(n^2 m). A size that would take too long is left out, and
    /// [`CutSets::complete_up_to`] says so. All sets of any size could be exponentially many.
    #[must_use]
    pub fn driver_cuts(&self, aim: NodeIx, largest: usize) -> CutSets<NodeIx> {
        let Some(o) = self.aim(aim) else {
            return CutSets { sets: Vec::new(), complete_up_to: 0 };
        };
        let live = self.between(o);
        let candidates: Vec<usize> =
            (0..self.node_count()).filter(|&v| live[v] && self.is(v, NodeKind::Driver)).collect();
        let through = |nodes: &[usize]| -> Vec<usize> {
            let d = self.dominators_without(Without { nodes, ..Without::default() });
            let chain = if d.reached(o) { d.chain(o).collect() } else { Vec::new() };
            chain.into_iter().filter(|&v| self.is(v, NodeKind::Driver)).collect()
        };
        let k = candidates.len();
        let pass = self.node_count() + self.link_count();
        let mut complete_up_to = 0;
        let mut found: Vec<Vec<usize>> = Vec::new();
        let mut singles = BTreeSet::new();
        if largest >= 1 {
            singles = through(&[]).into_iter().collect();
            found.extend(singles.iter().map(|&v| vec![v]));
            complete_up_to = 1;
        }
        let rest: Vec<usize> = candidates.into_iter().filter(|v| !singles.contains(v)).collect();
        let mut pairs = BTreeSet::new();
        if largest >= 2 && k.saturating_mul(pass) <= EFFORT {
            for &x in &rest {
                let with = through(&[x]).into_iter().filter(|y| *y > x && !singles.contains(y));
                pairs.extend(with.map(|y| (x, y)));
            }
            found.extend(pairs.iter().map(|&(x, y)| vec![x, y]));
            complete_up_to = 2;
        }
        if largest >= 3
            && complete_up_to == 2
            && k.saturating_mul(k).saturating_mul(pass) / 2 <= EFFORT
        {
            for (i, &x) in rest.iter().enumerate() {
                for &y in rest[i + 1..].iter().filter(|&&y| !pairs.contains(&(x, y))) {
                    let with = through(&[x, y]).into_iter().filter(|z| {
                        let paired = pairs.contains(&(x, *z)) || pairs.contains(&(y, *z));
                        *z > y && !singles.contains(z) && !paired
                    });
                    found.extend(with.map(|z| vec![x, y, z]));
                }
            }
            complete_up_to = 3;
        }
        let named = |set: Vec<usize>| {
            let mut set: Vec<NodeIx> = set.into_iter().map(node).collect();
            self.sort_by_name(&mut set);
            set
        };
        let mut sets: Vec<Vec<NodeIx>> = found.into_iter().map(named).collect();
        sets.sort_by_cached_key(|set| {
            (set.len(), set.iter().map(|v| self.rank[v.at()]).collect::<Vec<_>>())
        });
        CutSets { sets, complete_up_to }
    }

    /// The minimal sets of up to two links whose loss leaves no route to the aim. O(m (n + m)).
    #[must_use]
    pub fn link_cuts(&self, aim: NodeIx, largest: usize) -> CutSets<LinkIx> {
        let Some(o) = self.aim(aim) else {
            return CutSets { sets: Vec::new(), complete_up_to: 0 };
        };
        let through = |link: Option<usize>| -> Vec<LinkIx> {
            let d = self.dominators_without(Without { link, ..Without::default() });
            d.links_on_every_route(node(o)).unwrap_or_default()
        };
        let mut sets = Vec::new();
        let mut complete_up_to = 0;
        let mut singles = BTreeSet::new();
        if largest >= 1 {
            singles = through(None).into_iter().collect();
            sets.extend(singles.iter().map(|&e| vec![e]));
            complete_up_to = 1;
        }
        let effort = self.link_count().saturating_mul(self.node_count() + self.link_count());
        if largest >= 2 && effort <= EFFORT {
            let live = self.between(o);
            let on_route = |e: usize| live[self.from[e] as usize] && live[self.to[e] as usize];
            for e in (0..self.link_count()).filter(|&e| on_route(e) && !singles.contains(&link(e)))
            {
                let with = through(Some(e));
                let mut with: Vec<LinkIx> =
                    with.into_iter().filter(|f| f.at() > e && !singles.contains(f)).collect();
                with.sort_unstable();
                sets.extend(with.into_iter().map(|f| vec![link(e), f]));
            }
            complete_up_to = 2;
        }
        CutSets { sets, complete_up_to }
    }

    /// The nodes on some route from a change to the aim.
    pub(crate) fn between(&self, aim: usize) -> Vec<bool> {
        let n = self.node_count();
        let mut live = vec![false; n];
        for v in 0..n {
            live[v] =
                self.is(v, NodeKind::Change) || self.causes(v).iter().any(|&u| live[u as usize]);
        }
        let mut reaches = vec![false; n];
        reaches[aim] = true;
        for v in (0..aim).rev() {
            reaches[v] = self.effects(v).iter().any(|&w| reaches[w as usize]);
        }
        live.iter().zip(reaches).map(|(&a, b)| a && b).collect()
    }
}

impl CutSets<NodeIx> {
    /// One sentence.
    pub fn in_words(&self, graph: &ClaimGraph) -> String {
        match self.sets.first() {
            None => format!("no {} drivers together carry everything", self.complete_up_to),
            Some(set) if set.len() == 1 => {
                format!("if {} is lost, no route is left", graph.list(set))
            }
            Some(set) => format!("if {} are lost together, no route is left", graph.list(set)),
        }
    }
}
