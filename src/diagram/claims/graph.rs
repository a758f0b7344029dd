//! The graph of claims, frozen into flat arrays.

use std::ops::Range;

use super::claim::{Claim, ClaimError, Gate, Lag, Node, NodeKind, Sign, Strength};
use super::freeze::{Given, freeze, lay_out};
use super::index::{LinkIx, NodeIx, link, small};

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
        freeze(nodes, links)
    }

    /// The graph with nothing in it.
    pub(crate) fn empty() -> Self {
        lay_out(&Given::default(), &[], &[])
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

    /// Whether improvement of the cause can bring improvement of the effect.
    pub(crate) fn carries(&self, e: u32) -> bool {
        self.sign[e as usize] != Sign::Against
    }

    /// The links that carry improvement into a node, each after the cause it comes from.
    pub(crate) fn carried(&self, v: usize) -> impl Iterator<Item = (u32, u32)> + '_ {
        let links = self.causes(v).iter().copied().zip(self.ins(v).iter().copied());
        links.filter(|&(_, e)| self.carries(e))
    }

    /// The effects of a node that its improvement can bring.
    pub(crate) fn carried_to(&self, v: usize) -> impl Iterator<Item = u32> + '_ {
        self.outs(v).filter(|&e| self.carries(small(e))).map(|e| self.to[e])
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
