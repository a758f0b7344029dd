//! What if a node or link were removed, or a change paused?

use super::ClaimGraph;
use super::count::Count;
use super::index::{LinkIx, NodeIx, node, small};
use super::reliability::Settings;

/// The difference that removing something makes. Nodes are those of the graph that was asked,
/// lists are sorted by name.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// Routes from changes to aims before and after.
    pub routes: (Count, Count),
    /// Aims that no change serves any more.
    pub aims_uncovered: Vec<NodeIx>,
    /// Drivers that have no change beneath any more.
    pub drivers_without_change: Vec<NodeIx>,
    /// Drivers that reach no aim any more.
    pub drivers_reaching_no_aim: Vec<NodeIx>,
    /// Changes that reach no aim any more.
    pub changes_reaching_no_aim: Vec<NodeIx>,
    /// For each aim, the nodes that every remaining route passes and that routes could avoid
    /// before.
    pub single_points: Vec<(NodeIx, Vec<NodeIx>)>,
    /// For each aim that is left, its reliability before and after.
    pub reliability: Vec<(NodeIx, f64, f64)>,
    /// Hours a week of the changes removed.
    pub hours_freed: f64,
}

impl ClaimGraph {
    /// The graph without these nodes, their links, and these links. O(n + m).
    #[must_use]
    pub fn without(&self, nodes: &[NodeIx], links: &[LinkIx]) -> ClaimGraph {
        self.split(nodes, links).0
    }

    /// The smaller graph, and for each of its nodes the one it was.
    fn split(&self, nodes: &[NodeIx], links: &[LinkIx]) -> (ClaimGraph, Vec<NodeIx>) {
        let mut gone = vec![false; self.node_count()];
        for v in nodes.iter().filter_map(|&v| self.mine(v)) {
            gone[v] = true;
        }
        let mut gone_link = vec![false; self.link_count()];
        for e in links.iter().filter(|e| e.at() < self.link_count()) {
            gone_link[e.at()] = true;
        }
        let kept: Vec<NodeIx> = self.by_name.iter().copied().filter(|v| !gone[v.at()]).collect();
        let mut place = vec![0; self.node_count()];
        for (i, v) in kept.iter().enumerate() {
            place[v.at()] = small(i);
        }
        let ends = |e: usize| (self.from[e] as usize, self.to[e] as usize);
        let stays = |e: &usize| !gone_link[*e] && !gone[ends(*e).0] && !gone[ends(*e).1];
        let links = (0..self.link_count()).filter(stays).map(|e| {
            let (from, to) = ends(e);
            (place[from], place[to], self.claim(e))
        });
        let values = kept.iter().map(|&v| (self.name(v), self.node_value(v.at())));
        // A part of a graph that was built can be built, and an empty graph always can.
        let smaller = ClaimGraph::new(values, links).unwrap_or_else(|_| ClaimGraph::empty());
        let mut was = vec![node(0); smaller.node_count()];
        for (i, v) in kept.into_iter().enumerate() {
            if let Some(new) = smaller.given(i) {
                was[new.at()] = v;
            }
        }
        (smaller, was)
    }

    /// What removing nodes and links would change. Pausing a change is removing it: its hours are
    /// freed and its routes are lost.
    #[must_use]
    pub fn what_if(&self, nodes: &[NodeIx], links: &[LinkIx], settings: &Settings) -> WhatIf {
        let (smaller, was) = self.split(nodes, links);
        let (before, after) = (self.loose(), smaller.loose());
        let newly = |before: &[NodeIx], after: &[NodeIx]| -> Vec<NodeIx> {
            let back = after.iter().map(|v| was[v.at()]);
            back.filter(|v| !before.contains(v)).collect()
        };
        let (old, new) = (self.dominators(), smaller.dominators());
        let mut single_points = Vec::new();
        let mut reliability = Vec::new();
        for &o in &smaller.aims {
            let aim = was[o.at()];
            let had = old.on_every_route(aim).unwrap_or_default();
            let has = new.on_every_route(o).unwrap_or_default().into_iter().map(|v| was[v.at()]);
            let mut points: Vec<NodeIx> = has.filter(|v| !had.contains(v)).collect();
            self.sort_by_name(&mut points);
            if !points.is_empty() {
                single_points.push((aim, points));
            }
            let value = self.reliability(aim, settings).value();
            reliability.push((aim, value, smaller.reliability(o, settings).value()));
        }
        let removed = self.changes.iter().filter(|c| nodes.contains(c));
        WhatIf {
            routes: (self.routes().total(), smaller.routes().total()),
            aims_uncovered: newly(&before.aims_without_change, &after.aims_without_change),
            drivers_without_change: newly(
                &before.drivers_without_change,
                &after.drivers_without_change,
            ),
            drivers_reaching_no_aim: newly(
                &before.drivers_reaching_no_aim,
                &after.drivers_reaching_no_aim,
            ),
            changes_reaching_no_aim: newly(
                &before.changes_reaching_no_aim,
                &after.changes_reaching_no_aim,
            ),
            single_points,
            reliability,
            hours_freed: removed.map(|c| self.hours[c.at()]).sum(),
        }
    }
}

impl WhatIf {
    /// Routes lost; *at least* so many where they could not all be counted.
    pub const fn routes_lost(&self) -> Count {
        let (before, after) = self.routes;
        let lost = before.counted().saturating_sub(after.counted());
        match (before, after) {
            (Count::Exactly(_), Count::Exactly(_)) => Count::Exactly(lost),
            (Count::AtLeast(_), Count::Exactly(_)) => Count::AtLeast(lost),
            _ => Count::AtLeast(0),
        }
    }

    /// One sentence.
    pub fn in_words(&self, graph: &ClaimGraph) -> String {
        let lost = self.routes_lost();
        let noun = if lost == Count::Exactly(1) { "route" } else { "routes" };
        let mut said = vec![format!("{lost} {noun} would be lost")];
        if self.hours_freed > 0.0 {
            said.push(format!("{} hours a week freed", self.hours_freed));
        }
        if !self.aims_uncovered.is_empty() {
            said.push(format!("nothing would serve {}", graph.list(&self.aims_uncovered)));
        }
        for (aim, points) in &self.single_points {
            let points = graph.list(points);
            said.push(format!("everything for {} would go through {points}", graph.name(*aim)));
        }
        for &(aim, before, after) in &self.reliability {
            if before - after >= 0.005 {
                let name = graph.name(aim);
                said.push(format!(
                    "the chance of a whole route to {name} would go from {before:.2} to {after:.2}"
                ));
            }
        }
        said.join("; ")
    }
}
