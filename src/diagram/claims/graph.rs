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
        let mut list = Given::default();
        let (nodes, links) = (nodes.into_iter(), links.into_iter());
        list.reserve(nodes.size_hint().0, links.size_hint().0);
        for (name, node) in nodes {
            list.names.push_str(name.as_ref());
            list.name_ends.push(list.names.len());
            list.nodes.push(node);
        }
        for (from, to, claim) in links {
            list.ends.push((from, to));
            list.claims.push(claim);
        }
        fits("nodes", list.nodes.len())?;
        fits("links", list.ends.len())?;
        fits("bytes of names", list.names.len())?;
        let by_name = list.sorted()?;
        list.check_links()?;
        let order = list.causal_order(&by_name)?;
        Ok(freeze(&list, &by_name, &order))
    }

    /// The graph with nothing in it.
    pub(crate) fn empty() -> Self {
        let list = Given::default();
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
#[derive(Default)]
struct Given {
    names: String,
    name_ends: Vec<usize>,
    nodes: Vec<Node>,
    ends: Vec<(u32, u32)>,
    claims: Columns,
}

/// Claims column by column: strengths and lags take no room unless some link states one.
#[derive(Default)]
struct Columns {
    belief: Vec<f64>,
    weight: Vec<f64>,
    sign: Vec<Sign>,
    strength: Vec<Option<Strength>>,
    lag: Vec<Option<Lag>>,
}

impl Columns {
    fn push(&mut self, claim: Claim) {
        let before = self.belief.len();
        self.belief.push(claim.belief);
        self.weight.push(claim.weight);
        self.sign.push(claim.sign);
        if claim.strength.is_some() || !self.strength.is_empty() {
            self.strength.resize(before, None);
            self.strength.push(claim.strength);
        }
        if claim.lag.is_some() || !self.lag.is_empty() {
            self.lag.resize(before, None);
            self.lag.push(claim.lag);
        }
    }

    fn get(&self, at: u32) -> Claim {
        let at = at as usize;
        Claim {
            belief: self.belief[at],
            weight: self.weight[at],
            strength: self.strength.get(at).copied().flatten(),
            lag: self.lag.get(at).copied().flatten(),
            sign: self.sign[at],
        }
    }
}

impl Given {
    /// Makes room, for what an iterator promises to bring and no more than a small graph's.
    fn reserve(&mut self, nodes: usize, links: usize) {
        const MOST: usize = 1 << 22;
        self.nodes.reserve(nodes.min(MOST));
        self.name_ends.reserve(nodes.min(MOST));
        self.ends.reserve(links.min(MOST));
        self.claims.belief.reserve(links.min(MOST));
        self.claims.weight.reserve(links.min(MOST));
        self.claims.sign.reserve(links.min(MOST));
    }

    fn name(&self, i: usize) -> &str {
        let start = if i == 0 { 0 } else { self.name_ends[i - 1] };
        &self.names[start..self.name_ends[i]]
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
        for (at, &(from, to)) in self.ends.iter().enumerate() {
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

    /// Given positions in causal order: by the longest way from a node without causes (found as in
    /// Kahn 1962), then by name, so that the result depends on names and links alone.
    fn causal_order(&self, by_name: &[u32]) -> Result<Vec<u32>, ClaimError> {
        let n = self.nodes.len();
        let start = starts(n, self.ends.iter().map(|&(from, _)| from));
        let (mut slot, mut effects) = (start.clone(), vec![0; self.ends.len()]);
        let mut waiting = vec![0_u32; n];
        for &(from, to) in &self.ends {
            let place = &mut slot[from as usize];
            effects[*place as usize] = to;
            *place += 1;
            waiting[to as usize] += 1;
        }
        let mut free: Vec<u32> = (0..small(n)).filter(|&v| waiting[v as usize] == 0).collect();
        let mut depth = vec![0_u32; n];
        let mut next = 0;
        while let Some(&v) = free.get(next) {
            next += 1;
            let after = depth[v as usize] + 1;
            for &to in &effects[start[v as usize] as usize..start[v as usize + 1] as usize] {
                let to = to as usize;
                depth[to] = depth[to].max(after);
                waiting[to] -= 1;
                if waiting[to] == 0 {
                    free.push(small(to));
                }
            }
        }
        if free.len() < n {
            let names: Vec<&str> = (0..n).map(|i| self.name(i)).collect();
            let tangle = knots::Tangle::of(&names, &self.ends);
            return Err(ClaimError::Circle(tangle.shortest_names(&names)));
        }
        let deepest = depth.iter().max().map_or(0, |&d| d as usize + 1);
        let mut slot = starts(deepest, depth.iter().copied());
        let mut order = vec![0; n];
        for &i in by_name {
            let place = &mut slot[depth[i as usize] as usize];
            order[*place as usize] = i;
            *place += 1;
        }
        Ok(order)
    }
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
    let (n, m) = (list.nodes.len(), list.ends.len());
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
    let nodes = || order.iter().map(|&i| &list.nodes[i as usize]);
    let kind: Vec<NodeKind> = nodes().map(|node| node.kind).collect();
    let of = |wanted| by_name.iter().copied().filter(|v| kind[v.at()] == wanted).collect();
    let done = |node: &Node, x: f64| if node.kind == NodeKind::Change { x } else { 0.0 };
    let mut graph = ClaimGraph {
        names,
        name_end,
        rank,
        gate: nodes().map(|node| node.gate).collect(),
        delivery: nodes().map(|node| done(node, node.delivery)).collect(),
        hours: nodes().map(|node| done(node, node.hours)).collect(),
        changes: of(NodeKind::Change),
        drivers: of(NodeKind::Driver),
        aims: of(NodeKind::Aim),
        by_name,
        given,
        kind,
        out_start: Vec::new(),
        from: Vec::with_capacity(m),
        to: Vec::with_capacity(m),
        in_start: Vec::new(),
        in_link: vec![0; m],
        in_from: vec![0; m],
        belief: Vec::new(),
        weight: Vec::new(),
        sign: Vec::new(),
        strength: Vec::new(),
        lag: Vec::new(),
        given_link: vec![LinkIx(0); m],
    };
    lay_links(list, &mut graph);
    graph
}

/// Lays links out by cause, then effect, and for the same two nodes by what they claim.
fn lay_links(list: &Given, graph: &mut ClaimGraph) {
    let n = list.nodes.len();
    let place = |v: u32| graph.given[v as usize].0;
    let ends: Vec<Ends> = (0..small(list.ends.len()))
        .zip(&list.ends)
        .map(|(given, &(from, to))| Ends { from: place(from), to: place(to), given })
        .collect();
    let (in_start, by_effect) = sorted_by(n, |e| e.to, &ends);
    let (out_start, mut sorted) = sorted_by(n, |e| e.from, &by_effect);
    for twins in sorted.chunk_by_mut(|a, b| a.from == b.from && a.to == b.to) {
        if twins.len() > 1 {
            let claim = |e: &Ends| list.claims.get(e.given);
            twins.sort_by(|a, b| claim(a).order(&claim(b)));
        }
    }
    let mut slot = in_start.clone();
    for (e, ends) in sorted.iter().enumerate() {
        graph.from.push(ends.from);
        graph.to.push(ends.to);
        graph.given_link[ends.given as usize] = link(e);
        let place = &mut slot[ends.to as usize];
        graph.in_link[*place as usize] = small(e);
        graph.in_from[*place as usize] = ends.from;
        *place += 1;
    }
    (graph.in_start, graph.out_start) = (in_start, out_start);
    graph.belief = gathered(&list.claims.belief, &sorted);
    graph.weight = gathered(&list.claims.weight, &sorted);
    graph.sign = gathered(&list.claims.sign, &sorted);
    graph.strength = gathered(&list.claims.strength, &sorted);
    graph.lag = gathered(&list.claims.lag, &sorted);
}

/// A column in the order of links; an empty one stays empty.
fn gathered<T: Copy>(column: &[T], links: &[Ends]) -> Vec<T> {
    let stated = if column.is_empty() { &[] } else { links };
    stated.iter().map(|e| column[e.given as usize]).collect()
}

/// The ends of a link in causal order, and its position in the list that was given.
#[derive(Clone, Copy, Default)]
struct Ends {
    from: u32,
    to: u32,
    given: u32,
}

/// A stable counting sort of links by a node, and where each node's run starts.
fn sorted_by(n: usize, key: impl Fn(&Ends) -> u32, links: &[Ends]) -> (Vec<u32>, Vec<Ends>) {
    let start = starts(n, links.iter().map(&key));
    let (mut slot, mut sorted) = (start.clone(), vec![Ends::default(); links.len()]);
    for e in links {
        let place = &mut slot[key(e) as usize];
        sorted[*place as usize] = *e;
        *place += 1;
    }
    (start, sorted)
}
