//! Which routes do we believe in most, and where is each weakest?

use std::cmp::Ordering;

use super::ClaimGraph;
use super::claim::NodeKind;
use super::index::{LinkIx, NodeIx, link, small};

/// One route from a change to an aim.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// Its nodes, from the change to the aim.
    pub nodes: Vec<NodeIx>,
    /// Its links, in the same order.
    pub links: Vec<LinkIx>,
    /// The product of its beliefs; 0 if it is too small for a double, then see `cost`.
    pub belief: f64,
    /// The sum of -ln belief; infinite if some belief is 0.
    pub cost: f64,
}

/// A route kept at a node: how good it is, and where it came from.
#[derive(Debug, Clone, Copy)]
struct Kept {
    belief: f64,
    cost: f64,
    node: u32,
    /// The link by which it came and the route it continues; [`NONE`] at a change.
    link: u32,
    before: u32,
    /// How many routes it continues, and one far back among them.
    depth: u32,
    jump: u32,
}

const NONE: u32 = u32::MAX;
/// Products below this are compared by their logarithms.
const SMALL: f64 = 1e-290;

impl ClaimGraph {
    /// The `k` routes with the largest product of beliefs, the best first; equal products in the
    /// order of their names. Routes that nobody believes in (a belief of 0) come last.
    ///
    /// Keeps the k best at each node, which is exact because no route can visit a node twice
    /// (k shortest paths in -ln belief; Eppstein 1998). O(m k log(m k)). Products that agree to
    /// twelve digits count as equal, since products of the same beliefs in another order do.
    #[must_use]
    pub fn best_routes(&self, k: usize) -> Vec<Route> {
        self.best_of(k, &self.aims)
    }

    /// The `k` best routes to one aim.
    #[must_use]
    pub fn best_routes_to(&self, aim: NodeIx, k: usize) -> Vec<Route> {
        if self.aim(aim).is_some() { self.best_of(k, &[aim]) } else { Vec::new() }
    }

    fn best_of(&self, k: usize, aims: &[NodeIx]) -> Vec<Route> {
        let n = self.node_count();
        let mut kept = Trails { graph: self, trails: Vec::new() };
        // Routes kept at node v are `start[v]..start[v + 1]`.
        let mut start = vec![0; n + 1];
        for v in 0..n {
            let base = kept.trails.len();
            if self.is(v, NodeKind::Change) {
                kept.begin(small(v));
            }
            for (u, e) in self.carried(v) {
                for before in start[u as usize]..start[u as usize + 1] {
                    kept.continue_by(before, e, small(v));
                }
            }
            let mut here: Vec<usize> = (base..kept.trails.len()).collect();
            here.sort_by(|&a, &b| kept.better(a, b));
            let best: Vec<Kept> = here.iter().take(k).map(|&i| kept.trails[i]).collect();
            kept.trails.truncate(base);
            kept.trails.extend(best);
            // A beginning points to itself, wherever it came to stand.
            for (i, trail) in kept.trails.iter_mut().enumerate().skip(base) {
                if trail.before == NONE {
                    trail.jump = small(i);
                }
            }
            start[v + 1] = kept.trails.len();
        }
        let mut ends: Vec<usize> =
            aims.iter().flat_map(|o| start[o.at()]..start[o.at() + 1]).collect();
        ends.sort_by(|&a, &b| kept.better(a, b));
        ends.into_iter().take(k).map(|i| kept.route(i)).collect()
    }

    /// The route to the aim whose weakest link is the strongest, with that link. Equal ones: the
    /// cause first by name. `None` if no change reaches the aim. O(m).
    #[must_use]
    pub fn firmest_route(&self, aim: NodeIx) -> Option<(Route, LinkIx)> {
        let o = self.aim(aim)?;
        let n = o + 1;
        let mut width = vec![f64::NEG_INFINITY; n];
        let mut came = vec![None; n];
        for v in 0..n {
            if self.is(v, NodeKind::Change) {
                width[v] = f64::INFINITY;
            }
            for (u, e) in self.carried(v) {
                let through = width[u as usize].min(self.belief[e as usize]);
                let before = came[v].map(|e: u32| self.rank[self.from[e as usize] as usize]);
                let first = before.is_none_or(|rank| self.rank[u as usize] < rank);
                let wins = match through.total_cmp(&width[v]) {
                    Ordering::Greater => true,
                    Ordering::Equal => first && through > f64::NEG_INFINITY,
                    Ordering::Less => false,
                };
                if wins {
                    (width[v], came[v]) = (through, Some(e));
                }
            }
        }
        let (mut nodes, mut links, mut v) = (vec![aim], Vec::new(), o);
        while let Some(e) = came[v] {
            v = self.from[e as usize] as usize;
            nodes.push(NodeIx(small(v)));
            links.push(link(e as usize));
        }
        nodes.reverse();
        links.reverse();
        let beliefs = || links.iter().map(|e| self.belief[e.at()]);
        let (belief, cost) = (beliefs().product(), beliefs().map(|p| -p.ln()).sum());
        let route = Route { nodes, links, belief, cost };
        let weakest = self.weakest_link(&route)?;
        Some((route, weakest))
    }

    /// The link of a route that is believed in least, the first among equals.
    pub fn weakest_link(&self, route: &Route) -> Option<LinkIx> {
        let belief = |e: &LinkIx| self.belief(*e).unwrap_or(f64::INFINITY);
        route.links.iter().copied().min_by(|a, b| belief(a).total_cmp(&belief(b)))
    }
}

/// Routes kept so far, each continuing an earlier one. Two routes part where their trails last
/// met, which far pointers find in O(log length) steps (Myers 1983).
struct Trails<'g> {
    graph: &'g ClaimGraph,
    trails: Vec<Kept>,
}

impl Trails<'_> {
    fn begin(&mut self, node: u32) {
        let jump = small(self.trails.len());
        let (link, before) = (NONE, NONE);
        self.trails.push(Kept { belief: 1.0, cost: 0.0, node, link, before, depth: 0, jump });
    }

    fn continue_by(&mut self, before: usize, link: u32, node: u32) {
        let p = self.graph.belief[link as usize];
        let last = self.trails[before];
        let far = self.trails[last.jump as usize];
        let farther = self.trails[far.jump as usize];
        let even = last.depth - far.depth == far.depth - farther.depth;
        self.trails.push(Kept {
            belief: last.belief * p,
            cost: last.cost - p.ln(),
            node,
            link,
            before: small(before),
            depth: last.depth + 1,
            jump: if even { far.jump } else { small(before) },
        });
    }

    /// The better route first, equals by the names along them.
    fn better(&self, a: usize, b: usize) -> Ordering {
        let (x, y) = (&self.trails[a], &self.trails[b]);
        let by_belief = if x.belief >= SMALL && y.belief >= SMALL {
            rounded(y.belief).cmp(&rounded(x.belief))
        } else {
            rounded(x.cost).cmp(&rounded(y.cost))
        };
        by_belief.then_with(|| self.by_names(a, b))
    }

    fn by_names(&self, a: usize, b: usize) -> Ordering {
        let trail = |i: usize| &self.trails[i];
        let (mut x, mut y) = (self.lifted(a, trail(b).depth), self.lifted(b, trail(a).depth));
        if x == y {
            return trail(a).depth.cmp(&trail(b).depth);
        }
        while trail(x).before != trail(y).before {
            let (far_x, far_y) = (trail(x).jump, trail(y).jump);
            (x, y) = if far_x == far_y {
                (trail(x).before as usize, trail(y).before as usize)
            } else {
                (far_x as usize, far_y as usize)
            };
        }
        let rank = |i: usize| self.graph.rank[trail(i).node as usize];
        // Two links between the same two nodes part without a name to tell them by.
        rank(x).cmp(&rank(y)).then_with(|| self.ranks(a).cmp(&self.ranks(b)))
    }

    /// The route that a route continues at a given depth, or itself if it is no deeper.
    fn lifted(&self, mut i: usize, depth: u32) -> usize {
        while self.trails[i].depth > depth {
            let far = self.trails[i].jump as usize;
            let is_past = self.trails[far].depth < depth;
            i = if is_past { self.trails[i].before as usize } else { far };
        }
        i
    }

    fn back(&self, i: usize) -> impl Iterator<Item = &Kept> {
        let before = |kept: &&Kept| self.trails.get(kept.before as usize);
        std::iter::successors(self.trails.get(i), before)
    }

    fn ranks(&self, i: usize) -> Vec<u32> {
        let mut ranks: Vec<u32> =
            self.back(i).map(|kept| self.graph.rank[kept.node as usize]).collect();
        ranks.reverse();
        ranks
    }

    fn route(&self, i: usize) -> Route {
        let mut nodes: Vec<NodeIx> = self.back(i).map(|kept| NodeIx(kept.node)).collect();
        let links = self.back(i).map(|kept| kept.link).filter(|&e| e != NONE);
        let mut links: Vec<LinkIx> = links.map(LinkIx).collect();
        nodes.reverse();
        links.reverse();
        let Kept { belief, cost, .. } = self.trails[i];
        Route { nodes, links, belief, cost }
    }
}

/// A number from 0 up, rounded to 40 binary digits, as bits of the same order.
fn rounded(x: f64) -> u64 {
    (x.to_bits() + (1 << 11)) >> 12
}

impl Route {
    /// One sentence.
    pub fn in_words(&self, graph: &ClaimGraph) -> String {
        let names: Vec<&str> = self.nodes.iter().map(|&v| graph.name(v)).collect();
        let route = names.join(" > ");
        match graph.weakest_link(self) {
            Some(weakest) => {
                format!("{route}, at its weakest where it claims {}", graph.link_name(weakest))
            }
            None => route,
        }
    }
}
