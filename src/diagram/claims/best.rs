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

/// A route kept at a node: where it came from and how good it is.
#[derive(Debug, Clone, Copy)]
struct Kept {
    belief: f64,
    cost: f64,
    /// The link by which it came, and its place among the routes kept there.
    came: Option<(u32, u32)>,
}

const START: Kept = Kept { belief: 1.0, cost: 0.0, came: None };
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
        let mut kept: Vec<Vec<Kept>> = Vec::with_capacity(n);
        for v in 0..n {
            let mut here: Vec<Kept> = Vec::new();
            if self.is(v, NodeKind::Change) {
                here.push(START);
            }
            for (&u, &e) in self.causes(v).iter().zip(self.ins(v)) {
                let p = self.belief[e as usize];
                let before = kept[u as usize].iter().enumerate();
                here.extend(before.map(|(i, r)| Kept {
                    belief: r.belief * p,
                    cost: r.cost - p.ln(),
                    came: Some((e, small(i))),
                }));
            }
            here.sort_by(|a, b| {
                better(a, b).then_with(|| self.trace(&kept, v, a).0.cmp(&self.trace(&kept, v, b).0))
            });
            here.truncate(k);
            kept.push(here);
        }
        let mut ends: Vec<(usize, Kept)> =
            aims.iter().flat_map(|o| kept[o.at()].iter().map(|&r| (o.at(), r))).collect();
        ends.sort_by(|(v, a), (w, b)| {
            better(a, b).then_with(|| self.trace(&kept, *v, a).0.cmp(&self.trace(&kept, *w, b).0))
        });
        ends.truncate(k);
        let route = |(v, r): (usize, Kept)| {
            let (ranks, links) = self.trace(&kept, v, &r);
            Route {
                nodes: ranks.into_iter().map(|rank| self.by_name[rank as usize]).collect(),
                links,
                belief: r.belief,
                cost: r.cost,
            }
        };
        ends.into_iter().map(route).collect()
    }

    /// The places of a route's nodes among all names, and its links.
    fn trace(&self, kept: &[Vec<Kept>], mut v: usize, route: &Kept) -> (Vec<u32>, Vec<LinkIx>) {
        let (mut ranks, mut links) = (vec![self.rank[v]], Vec::new());
        let mut came = route.came;
        while let Some((e, i)) = came {
            v = self.from[e as usize] as usize;
            ranks.push(self.rank[v]);
            links.push(LinkIx(e));
            came = kept[v][i as usize].came;
        }
        ranks.reverse();
        links.reverse();
        (ranks, links)
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
            for (&u, &e) in self.causes(v).iter().zip(self.ins(v)) {
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

/// The better route first; products that agree to twelve digits are equal.
fn better(a: &Kept, b: &Kept) -> Ordering {
    if a.belief >= SMALL && b.belief >= SMALL {
        rounded(b.belief).cmp(&rounded(a.belief))
    } else {
        rounded(a.cost).cmp(&rounded(b.cost))
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
