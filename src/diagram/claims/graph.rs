//! The graph of claims, frozen into flat arrays.

use std::ops::Range;

use super::claim::{Claim, ClaimError, Gate, Lag, Node, NodeKind, Sign, Strength};
use super::index::{LinkIx, NodeIx, link, node, small};
use super::knots;

/// Changes, drivers, aims and the claims that link them, frozen for computing.
///
/// Nodes stand in causal order and links in the order of their nodes, so that most questions are
/// one pass over flat arrays. The order depends on names and links alone, never on the order in
/// which they were given, so results can be compared byte for byte.
///
/// ```
/// use improvement::base::Belief;
/// use improvement::diagram::claims::{Claim, ClaimGraph, Node};
/// let nodes = [("huddle", Node::change()), ("early-action", Node::driver()), ("safety", Node::aim())];
/// let sure = Claim::new(Belief::new(0.8)?);
/// let graph = ClaimGraph::new(nodes, [(0, 1, sure), (1, 2, sure)])?;
/// let aim = graph.node("safety").unwrap();
/// let reliability = graph.reliability(aim, &Default::default());
/// assert!((reliability.value() - 0.64).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClaimGraph {
    /// All names in causal order, one after another.
    pub(crate) names: String,
    /// Where each name ends.
    pub(crate) name_end: Vec<u32>,
    /// The place of each node when sorted by name.
    pub(crate) rank: Vec<u32>,
    /// Nodes sorted by name.
    pub(crate) by_name: Vec<NodeIx>,
    /// The node made of each given one, in the order given.
    pub(crate) given: Vec<NodeIx>,
    pub(crate) kind: Vec<NodeKind>,
    pub(crate) gate: Vec<Gate>,
    pub(crate) delivery: Vec<f64>,
    pub(crate) hours: Vec<f64>,
    pub(crate) changes: Vec<NodeIx>,
    pub(crate) drivers: Vec<NodeIx>,
    pub(crate) aims: Vec<NodeIx>,
    /// Links out of node v are `out_start[v]..out_start[v + 1]`.
    pub(crate) out_start: Vec<u32>,
    pub(crate) from: Vec<u32>,
    pub(crate) to: Vec<u32>,
    /// The links into node v are `in_link[in_start[v]..in_start[v + 1]]`.
    pub(crate) in_start: Vec<u32>,
    pub(crate) in_link: Vec<u32>,
    pub(crate) in_from: Vec<u32>,
    pub(crate) belief: Vec<f64>,
    pub(crate) weight: Vec<f64>,
    pub(crate) sign: Vec<Sign>,
    /// Empty if no link states one.
    pub(crate) strength: Vec<Option<Strength>>,
    /// Empty if no link states one.
    pub(crate) lag: Vec<Option<Lag>>,
    /// The link made of each given one, in the order given.
    pub(crate) given_link: Vec<LinkIx>,
}

impl ClaimGraph {
    /// Freezes nodes with their names, and links as (position of cause, position of effect, claim).
    /// Two links may join the same two nodes: two claims, kept apart.
    ///
    /// O(n + m) and one sort of the names.
    ///
    /// # Errors
    ///
    /// Two nodes of one name; a link to a position that does not exist, to a change, or back to
    /// where it began by other links; four thousand million nodes, links or bytes of names.
    pub fn new<S: AsRef<str>>(
        nodes: impl IntoIterator<Item = (S, Node)>,
        links: impl IntoIterator<Item = (u32, u32, Claim)>,
    ) -> Result<Self, ClaimError> {
        let (mut names, mut ends, mut given) = (String::new(), Vec::new(), Vec::new());
        for (name, node) in nodes {
            names.push_str(name.as_ref());
            ends.push(names.len());
            given.push(node);
        }
        let links: Vec<(u32, u32, Claim)> = links.into_iter().collect();
        fits("nodes", given.len())?;
        fits("links", links.len())?;
        fits("bytes of names", names.len())?;
        let list = Given { names, ends, nodes: given, links };
        let by_name = list.sorted()?;
        list.check_links()?;
        let order = list.causal_order(&by_name)?;
        Ok(freeze(&list, &by_name, &order))
    }

    /// The graph with nothing in it.
    pub(crate) fn empty() -> Self {
        let list =
            Given { names: String::new(), ends: Vec::new(), nodes: Vec::new(), links: Vec::new() };
        freeze(&list, &[], &[])
    }

    /// The number of nodes.
    pub fn node_count(&self) -> usize {
        self.kind.len()
    }

    /// The number of links.
    pub fn link_count(&self) -> usize {
        self.to.len()
    }

    /// The node of this name. O(log n).
    pub fn node(&self, name: &str) -> Option<NodeIx> {
        let at = self.by_name.binary_search_by(|&v| self.name(v).cmp(name)).ok()?;
        self.by_name.get(at).copied()
    }

    /// The first link from one node to another.
    pub fn link(&self, from: NodeIx, to: NodeIx) -> Option<LinkIx> {
        self.links_out(from).find(|&e| self.effect(e) == Some(to))
    }

    /// The node made of the one given at this position.
    pub fn given(&self, position: usize) -> Option<NodeIx> {
        self.given.get(position).copied()
    }

    /// The link made of the one given at this position.
    pub fn given_link(&self, position: usize) -> Option<LinkIx> {
        self.given_link.get(position).copied()
    }

    /// The name of a node; empty if the node is another graph's.
    pub fn name(&self, v: NodeIx) -> &str {
        let end = self.name_end.get(v.at()).map_or(0, |&end| end as usize);
        let start =
            v.at().checked_sub(1).and_then(|i| self.name_end.get(i)).map_or(0, |&s| s as usize);
        self.names.get(start..end).unwrap_or("")
    }

    /// A link as a reader sees it, such as `huddle > early-action`.
    pub fn link_name(&self, e: LinkIx) -> String {
        match (self.cause(e), self.effect(e)) {
            (Some(from), Some(to)) => format!("{} > {}", self.name(from), self.name(to)),
            _ => String::new(),
        }
    }

    /// What the node is.
    pub fn kind(&self, v: NodeIx) -> Option<NodeKind> {
        self.kind.get(v.at()).copied()
    }

    /// The node that a link comes from.
    pub fn cause(&self, e: LinkIx) -> Option<NodeIx> {
        self.from.get(e.at()).map(|&v| NodeIx(v))
    }

    /// The node that a link leads to.
    pub fn effect(&self, e: LinkIx) -> Option<NodeIx> {
        self.to.get(e.at()).map(|&v| NodeIx(v))
    }

    /// The belief in a link, 0 to 1.
    pub fn belief(&self, e: LinkIx) -> Option<f64> {
        self.belief.get(e.at()).copied()
    }

    /// Every node in causal order.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = NodeIx> + Clone + use<> {
        (0..small(self.node_count())).map(NodeIx)
    }

    /// Every link, by the causal order of its nodes.
    pub fn links(&self) -> impl ExactSizeIterator<Item = LinkIx> + Clone + use<> {
        (0..small(self.link_count())).map(LinkIx)
    }

    /// The changes, sorted by name.
    pub fn changes(&self) -> &[NodeIx] {
        &self.changes
    }

    /// The drivers, sorted by name.
    pub fn drivers(&self) -> &[NodeIx] {
        &self.drivers
    }

    /// The aims, sorted by name.
    pub fn aims(&self) -> &[NodeIx] {
        &self.aims
    }

    /// The links that leave a node.
    pub fn links_out(&self, v: NodeIx) -> impl Iterator<Item = LinkIx> + use<> {
        self.outs_checked(v.at()).map(link)
    }

    /// The links that lead to a node.
    pub fn links_in(&self, v: NodeIx) -> impl Iterator<Item = LinkIx> + '_ {
        let links = if v.at() < self.node_count() { self.ins(v.at()) } else { &[] };
        links.iter().map(|&e| LinkIx(e))
    }

    pub(crate) fn outs(&self, v: usize) -> Range<usize> {
        self.out_start[v] as usize..self.out_start[v + 1] as usize
    }

    fn outs_checked(&self, v: usize) -> Range<usize> {
        if v < self.node_count() { self.outs(v) } else { 0..0 }
    }

    pub(crate) fn ins(&self, v: usize) -> &[u32] {
        &self.in_link[self.in_start[v] as usize..self.in_start[v + 1] as usize]
    }

    pub(crate) fn causes(&self, v: usize) -> &[u32] {
        &self.in_from[self.in_start[v] as usize..self.in_start[v + 1] as usize]
    }

    pub(crate) fn effects(&self, v: usize) -> &[u32] {
        &self.to[self.out_start[v] as usize..self.out_start[v + 1] as usize]
    }

    pub(crate) fn is(&self, v: usize, kind: NodeKind) -> bool {
        self.kind[v] == kind
    }

    /// The node, if it is one of this graph's aims.
    pub(crate) fn aim(&self, v: NodeIx) -> Option<usize> {
        (self.kind(v)? == NodeKind::Aim).then_some(v.at())
    }

    /// The node, if it is one of this graph's.
    pub(crate) fn mine(&self, v: NodeIx) -> Option<usize> {
        (v.at() < self.node_count()).then_some(v.at())
    }

    pub(crate) fn sort_by_name(&self, nodes: &mut [NodeIx]) {
        nodes.sort_unstable_by_key(|v| self.rank.get(v.at()).copied());
    }

    /// Names as a sentence lists them: `a`, `a and b`, `a, b and c`.
    pub(crate) fn list(&self, nodes: &[NodeIx]) -> String {
        let names: Vec<&str> = nodes.iter().map(|&v| self.name(v)).collect();
        match names.split_last() {
            None => "nothing".to_owned(),
            Some((last, [])) => (*last).to_owned(),
            Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        }
    }

    /// What each link claims, put together again.
    pub(crate) fn claim(&self, e: usize) -> Claim {
        Claim {
            belief: self.belief[e],
            weight: self.weight[e],
            strength: self.strength.get(e).copied().flatten(),
            lag: self.lag.get(e).copied().flatten(),
            sign: self.sign[e],
        }
    }

    /// What each node is, put together again.
    pub(crate) fn node_value(&self, v: usize) -> Node {
        Node {
            kind: self.kind[v],
            gate: self.gate[v],
            delivery: self.delivery[v],
            hours: self.hours[v],
        }
    }
}

const fn fits(what: &'static str, found: usize) -> Result<(), ClaimError> {
    let limit = u32::MAX as usize;
    if found < limit { Ok(()) } else { Err(ClaimError::TooLarge { what, limit, found }) }
}

/// Nodes and links as they were given.
struct Given {
    names: String,
    ends: Vec<usize>,
    nodes: Vec<Node>,
    links: Vec<(u32, u32, Claim)>,
}

impl Given {
    fn name(&self, i: usize) -> &str {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.names[start..self.ends[i]]
    }

    /// Positions sorted by name; compares the eight bytes after what all names share before the
    /// whole text.
    fn sorted(&self) -> Result<Vec<u32>, ClaimError> {
        let n = self.nodes.len();
        if (1..n).all(|i| self.name(i - 1) < self.name(i)) {
            return Ok((0..small(n)).collect());
        }
        let first = if n == 0 { "" } else { self.name(0) };
        let same = |i| first.bytes().zip(self.name(i).bytes()).take_while(|(a, b)| a == b).count();
        let shared = (1..n).map(same).min().unwrap_or(0);
        let head = |i: usize| {
            let mut head = [0; 8];
            for (byte, b) in head.iter_mut().zip(self.name(i).bytes().skip(shared)) {
                *byte = b;
            }
            u64::from_be_bytes(head)
        };
        let mut keys: Vec<(u64, u32)> = (0..n).map(|i| (head(i), small(i))).collect();
        keys.sort_unstable_by(|&(a, i), &(b, j)| {
            a.cmp(&b).then_with(|| self.name(i as usize).cmp(self.name(j as usize)))
        });
        for pair in keys.windows(2) {
            let (i, j) = (pair[0].1 as usize, pair[1].1 as usize);
            if self.name(i) == self.name(j) {
                return Err(ClaimError::TwoNamed { name: self.name(i).to_owned() });
            }
        }
        Ok(keys.into_iter().map(|(_, i)| i).collect())
    }

    fn check_links(&self) -> Result<(), ClaimError> {
        let nodes = self.nodes.len();
        for (at, &(from, to, _)) in self.links.iter().enumerate() {
            if let Some(found) = [from, to].into_iter().find(|&v| v as usize >= nodes) {
                return Err(ClaimError::NoSuchNode { link: at, found, nodes });
            }
            if self.nodes[to as usize].kind == NodeKind::Change {
                let [from, to] = [from, to].map(|v| self.name(v as usize).to_owned());
                return Err(ClaimError::LeadsToChange { from, to });
            }
        }
        Ok(())
    }

    /// Given positions in causal order (Kahn 1962), first come first served from the names in
    /// order, so that the result depends on names and links alone.
    fn causal_order(&self, by_name: &[u32]) -> Result<Vec<u32>, ClaimError> {
        let n = self.nodes.len();
        let mut rank = vec![0; n];
        for (place, &i) in by_name.iter().enumerate() {
            rank[i as usize] = small(place);
        }
        let ends = |&(from, to, _): &(u32, u32, Claim)| (rank[from as usize], rank[to as usize]);
        let (start, effects) = adjacency(n, self.links.iter().map(ends));
        let mut waiting = vec![0_u32; n];
        for &to in &effects {
            waiting[to as usize] += 1;
        }
        let mut order: Vec<u32> = (0..small(n)).filter(|&v| waiting[v as usize] == 0).collect();
        order.reserve_exact(n - order.len());
        let mut next = 0;
        while let Some(&v) = order.get(next) {
            next += 1;
            for &to in &effects[start[v as usize] as usize..start[v as usize + 1] as usize] {
                waiting[to as usize] -= 1;
                if waiting[to as usize] == 0 {
                    order.push(to);
                }
            }
        }
        if order.len() < n {
            let names: Vec<&str> = (0..n).map(|i| self.name(i)).collect();
            let links: Vec<(u32, u32)> = self.links.iter().map(|&(a, b, _)| (a, b)).collect();
            let tangle = knots::Tangle::of(&names, &links);
            let loop_names = tangle.shortest_names(&names);
            return Err(ClaimError::Circle(loop_names));
        }
        Ok(order.into_iter().map(|place| by_name[place as usize]).collect())
    }
}

/// Effects by cause, each list ascending: two counting sorts.
fn adjacency(n: usize, links: impl Iterator<Item = (u32, u32)> + Clone) -> (Vec<u32>, Vec<u32>) {
    let by_effect = starts(n, links.clone().map(|(_, to)| to));
    let mut slot = by_effect;
    let m = *slot.last().unwrap_or(&0) as usize;
    let mut sorted = vec![(0, 0); m];
    for (from, to) in links {
        let place = &mut slot[to as usize];
        sorted[*place as usize] = (from, to);
        *place += 1;
    }
    let start = starts(n, sorted.iter().map(|&(from, _)| from));
    let mut slot = start.clone();
    let mut effects = vec![0; m];
    for &(from, to) in &sorted {
        let place = &mut slot[from as usize];
        effects[*place as usize] = to;
        *place += 1;
    }
    (start, effects)
}

/// Where each key's run starts in a list sorted by key, and the end of the last.
fn starts(n: usize, keys: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut start = vec![0; n + 1];
    for key in keys {
        start[key as usize + 1] += 1;
    }
    for i in 0..n {
        start[i + 1] += start[i];
    }
    start
}

/// Lays nodes and links out in causal order.
fn freeze(list: &Given, by_name: &[u32], order: &[u32]) -> ClaimGraph {
    let (n, m) = (list.nodes.len(), list.links.len());
    let mut given = vec![NodeIx(0); n];
    let mut names = String::with_capacity(list.names.len());
    let mut name_end = Vec::with_capacity(n);
    for (place, &i) in order.iter().enumerate() {
        given[i as usize] = node(place);
        names.push_str(list.name(i as usize));
        name_end.push(small(names.len()));
    }
    let by_name: Vec<NodeIx> = by_name.iter().map(|&i| given[i as usize]).collect();
    let mut rank = vec![0; n];
    for (place, v) in by_name.iter().enumerate() {
        rank[v.at()] = small(place);
    }
    let sorted = sorted_links(list, &given);
    let ends = |e: u32| {
        let (from, to, _) = list.links[e as usize];
        (given[from as usize].0, given[to as usize].0)
    };
    let from: Vec<u32> = sorted.iter().map(|&e| ends(e).0).collect();
    let to: Vec<u32> = sorted.iter().map(|&e| ends(e).1).collect();
    let claims = || sorted.iter().map(|&e| &list.links[e as usize].2);
    let mut given_link = vec![LinkIx(0); m];
    for (place, &e) in sorted.iter().enumerate() {
        given_link[e as usize] = link(place);
    }
    let in_start = starts(n, to.iter().copied());
    let (mut slot, mut in_link, mut in_from) = (in_start.clone(), vec![0; m], vec![0; m]);
    for (e, (&u, &v)) in from.iter().zip(&to).enumerate() {
        let place = &mut slot[v as usize];
        in_link[*place as usize] = small(e);
        in_from[*place as usize] = u;
        *place += 1;
    }
    let nodes = || order.iter().map(|&i| &list.nodes[i as usize]);
    let kind: Vec<NodeKind> = nodes().map(|node| node.kind).collect();
    let of = |wanted| by_name.iter().copied().filter(|v| kind[v.at()] == wanted).collect();
    let stated = |some: bool| if some { m } else { 0 };
    let strengths = stated(claims().any(|c| c.strength.is_some()));
    let lags = stated(claims().any(|c| c.lag.is_some()));
    ClaimGraph {
        names,
        name_end,
        rank,
        given,
        gate: nodes().map(|node| node.gate).collect(),
        delivery: nodes()
            .map(|node| if node.kind == NodeKind::Change { node.delivery } else { 0.0 })
            .collect(),
        hours: nodes()
            .map(|node| if node.kind == NodeKind::Change { node.hours } else { 0.0 })
            .collect(),
        changes: of(NodeKind::Change),
        drivers: of(NodeKind::Driver),
        aims: of(NodeKind::Aim),
        by_name,
        kind,
        out_start: starts(n, from.iter().copied()),
        from,
        to,
        in_start,
        in_link,
        in_from,
        belief: claims().map(|c| c.belief).collect(),
        weight: claims().map(|c| c.weight).collect(),
        sign: claims().map(|c| c.sign).collect(),
        strength: claims().take(strengths).map(|c| c.strength).collect(),
        lag: claims().take(lags).map(|c| c.lag).collect(),
        given_link,
    }
}

/// Given links by cause, effect, and for the same two nodes by what they claim.
fn sorted_links(list: &Given, given: &[NodeIx]) -> Vec<u32> {
    let n = given.len();
    let from = |e: u32| given[list.links[e as usize].0 as usize].0;
    let to = |e: u32| given[list.links[e as usize].1 as usize].0;
    let all: Vec<u32> = (0..small(list.links.len())).collect();
    let mut sorted = sorted_by(n, from, &sorted_by(n, to, &all));
    for twins in sorted.chunk_by_mut(|&a, &b| from(a) == from(b) && to(a) == to(b)) {
        twins.sort_by(|&a, &b| list.links[a as usize].2.order(&list.links[b as usize].2));
    }
    sorted
}

/// A stable counting sort of links by a node.
fn sorted_by(n: usize, key: impl Fn(u32) -> u32, links: &[u32]) -> Vec<u32> {
    let mut slot = starts(n, links.iter().map(|&e| key(e)));
    let mut sorted = vec![0; links.len()];
    for &e in links {
        let place = &mut slot[key(e) as usize];
        sorted[*place as usize] = e;
        *place += 1;
    }
    sorted
}
