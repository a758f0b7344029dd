//! Which links are drawn beside a longer route, and what should be asked about them?

use super::ClaimGraph;
use super::index::{LinkIx, NodeIx, link};

/// A link drawn beside another route between the same two nodes.
///
/// It is a question and never a fault: a direct link claims an effect *other than* through the
/// route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Implied {
    /// The link.
    pub link: LinkIx,
    /// A route that leads the same way, with both ends.
    pub beside: Vec<NodeIx>,
}

impl ClaimGraph {
    /// The links whose two ends are joined by a longer route as well: those that the transitive
    /// reduction leaves out, which is unique where there are no loops (Aho, Garey & Ullman 1972).
    ///
    /// Only links that skip a layer can be such, and each is settled by a search from both ends
    /// between their two layers, so drawn diagrams take little more than O(n + m).
    #[must_use]
    pub fn implied_links(&self) -> Vec<LinkIx> {
        self.search_implied(|e, _| link(e))
    }

    /// The same links, each with the route beside it, so that it can be put as a question.
    #[must_use]
    pub fn implied(&self) -> Vec<Implied> {
        self.search_implied(|e, search| Implied { link: link(e), beside: search.route(self, e) })
    }

    fn search_implied<T>(&self, found: impl Fn(usize, &Search) -> T) -> Vec<T> {
        let n = self.node_count();
        let mut depth = vec![0_u32; n];
        for v in 0..n {
            depth[v] = self.causes(v).iter().map(|&u| depth[u as usize] + 1).max().unwrap_or(0);
        }
        let mut implied = Vec::new();
        let mut search: Option<Search> = None;
        for u in 0..n {
            for e in self.outs(u) {
                if depth[self.to[e] as usize] < depth[u] + 2 {
                    continue;
                }
                let search = search.get_or_insert_with(|| Search::new(self, &depth));
                if search.joins(self, e) {
                    implied.push(found(e, search));
                }
            }
        }
        implied
    }
}

/// A search from both ends of a link for another route.
struct Search {
    /// Longest way from a node without causes, and to one without effects.
    depth: Vec<u32>,
    height: Vec<u32>,
    ahead: Side,
    back: Side,
    round: u32,
    met: u32,
}

#[derive(Default)]
struct Side {
    seen: Vec<u32>,
    came: Vec<u32>,
    queue: Vec<u32>,
    next: usize,
    work: usize,
}

impl Side {
    fn new(n: usize) -> Self {
        Side { seen: vec![0; n], came: vec![0; n], ..Side::default() }
    }

    fn begin(&mut self, v: u32, round: u32) {
        self.queue.clear();
        self.queue.push(v);
        self.seen[v as usize] = round;
        (self.next, self.work) = (0, 0);
    }
}

impl Search {
    fn new(g: &ClaimGraph, depth: &[u32]) -> Self {
        let n = g.node_count();
        let mut height = vec![0_u32; n];
        for v in (0..n).rev() {
            height[v] = g.effects(v).iter().map(|&w| height[w as usize] + 1).max().unwrap_or(0);
        }
        let depth = depth.to_vec();
        Search { depth, height, ahead: Side::new(n), back: Side::new(n), round: 0, met: 0 }
    }

    /// Whether a node can lie on a route between the ends of the link.
    fn lies_between(&self, v: u32, from: u32, to: u32) -> bool {
        let strictly = |x: &[u32], low: u32, high: u32| {
            x[low as usize] < x[v as usize] && x[v as usize] < x[high as usize]
        };
        strictly(&self.depth, from, to) && strictly(&self.height, to, from)
    }

    /// Whether a route of two or more links joins the ends of the link. Expands whichever side
    /// has looked at fewer links, so the cost is at most twice the cheaper side's.
    fn joins(&mut self, g: &ClaimGraph, e: usize) -> bool {
        let (from, to) = (g.from[e], g.to[e]);

        if self.height[from as usize] < self.height[to as usize] + 2 {
            return false;
        }
        self.round += 1;
        self.ahead.begin(from, self.round);
        self.back.begin(to, self.round);
        loop {
            let Some(&first) = self.ahead.queue.get(self.ahead.next) else { return false };
            let Some(&last) = self.back.queue.get(self.back.next) else { return false };
            let forward = g.effects(first as usize);
            let backward = g.causes(last as usize);
            let is_ahead = self.ahead.work + forward.len() <= self.back.work + backward.len();
            let (v, near) = if is_ahead { (first, forward) } else { (last, backward) };
            let side = if is_ahead { &mut self.ahead } else { &mut self.back };
            side.next += 1;
            side.work += near.len();
            for &w in near {
                if !self.lies_between(w, from, to) {
                    continue;
                }
                let round = self.round;
                let (side, other) = if is_ahead {
                    (&mut self.ahead, &self.back)
                } else {
                    (&mut self.back, &self.ahead)
                };
                if side.seen[w as usize] == round {
                    continue;
                }
                side.seen[w as usize] = round;
                side.came[w as usize] = v;
                side.queue.push(w);
                if other.seen[w as usize] == round {
                    self.met = w;
                    return true;
                }
            }
            // The last step of a route may lead straight from one side's nodes to the other end.
            let end = if is_ahead { to } else { from };
            if v != from && v != to && near.contains(&end) {
                self.met = v;
                let (side, start) =
                    if is_ahead { (&mut self.back, to) } else { (&mut self.ahead, from) };
                side.came[v as usize] = start;
                return true;
            }
        }
    }

    fn route(&self, g: &ClaimGraph, e: usize) -> Vec<NodeIx> {
        let (from, to) = (g.from[e], g.to[e]);
        let mut route: Vec<NodeIx> = Vec::new();
        let mut v = self.met;
        while v != from {
            route.push(NodeIx(v));
            v = self.ahead.came[v as usize];
        }
        route.push(NodeIx(from));
        route.reverse();
        let mut v = self.met;
        while v != to {
            v = self.back.came[v as usize];
            route.push(NodeIx(v));
        }
        route
    }
}

impl Implied {
    /// The question to ask.
    pub fn in_words(&self, graph: &ClaimGraph) -> String {
        let beside: Vec<&str> = self.beside.iter().map(|&v| graph.name(v)).collect();
        let (cause, effect) = (graph.cause(self.link), graph.effect(self.link));
        let name = |v: Option<NodeIx>| v.map_or("", |v| graph.name(v));
        format!(
            "{} is drawn as well as {}: does {} help {} in a second way?",
            graph.link_name(self.link),
            beside.join(" > "),
            name(cause),
            name(effect)
        )
    }
}
