//! From nodes and links as they were given to flat arrays in causal order.

use super::ClaimGraph;
use super::claim::{Claim, ClaimError, Lag, Node, NodeKind, Sign, Strength};
use super::index::{LinkIx, NodeIx, link, node, small};
use super::knots;

/// Checks what was given, finds its causal order and lays it out.
pub(super) fn freeze<S: AsRef<str>>(
    nodes: impl IntoIterator<Item = (S, Node)>,
    links: impl IntoIterator<Item = (u32, u32, Claim)>,
) -> Result<ClaimGraph, ClaimError> {
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
    Ok(lay_out(&list, &by_name, &order))
}

const fn fits(what: &'static str, found: usize) -> Result<(), ClaimError> {
    let limit = u32::MAX as usize;
    if found < limit { Ok(()) } else { Err(ClaimError::TooLarge { what, limit, found }) }
}

/// Nodes and links as they were given.
#[derive(Default)]
pub(super) struct Given {
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
pub(super) fn lay_out(list: &Given, by_name: &[u32], order: &[u32]) -> ClaimGraph {
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
