//! A theory by its names: the form in which versions are compared and programmes are merged.

use std::collections::BTreeMap;

use super::ClaimGraph;
use super::claim::{Claim, ClaimError, Node, NodeKind};
use super::index::{NodeIx, small};
use super::likeness::{LIKE_ENOUGH, Pairs};

/// Nodes by name with their wording, and claims by the names they join. Unlike a
/// [`ClaimGraph`] it may hold loops: merging programmes can make them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Theory {
    pub(crate) nodes: BTreeMap<String, (Node, String)>,
    pub(crate) links: BTreeMap<(String, String), Vec<Claim>>,
}

impl Theory {
    /// The theory of a graph; `text` gives the wording of each node.
    pub fn of<S: Into<String>>(graph: &ClaimGraph, text: impl Fn(NodeIx) -> S) -> Self {
        let mut theory = Theory::default();
        for &v in &graph.by_name {
            theory.insert(graph.name(v), graph.node_value(v.at()), text(v));
        }
        for e in 0..graph.link_count() {
            let [from, to] = [graph.from[e], graph.to[e]].map(|v| graph.name(NodeIx(v)).to_owned());
            theory.links.entry((from, to)).or_default().push(graph.claim(e));
        }
        theory
    }

    /// Adds a node, or says anew what it is.
    pub fn insert(&mut self, name: impl Into<String>, node: Node, text: impl Into<String>) {
        self.nodes.insert(name.into(), (node, text.into()));
    }

    /// Adds a claim between two nodes that are there; `false`, and nothing is added, if one is not.
    pub fn claim(&mut self, from: &str, to: &str, claim: Claim) -> bool {
        let known = self.nodes.contains_key(from) && self.nodes.contains_key(to);
        if known {
            let claims = self.links.entry((from.to_owned(), to.to_owned())).or_default();
            let at = claims.partition_point(|c| c.order(&claim).is_le());
            claims.insert(at, claim);
        }
        known
    }

    /// The names, in order, with what each node is and how it is worded.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = (&str, &Node, &str)> {
        self.nodes.iter().map(|(name, (node, text))| (name.as_str(), node, text.as_str()))
    }

    /// The claims, by the names they join.
    pub fn claims(&self) -> impl Iterator<Item = (&str, &str, &Claim)> {
        let links = self.links.iter();
        links.flat_map(|((from, to), claims)| {
            claims.iter().map(move |claim| (from.as_str(), to.as_str(), claim))
        })
    }

    /// Freezes the theory for computing.
    ///
    /// # Errors
    ///
    /// As [`ClaimGraph::new`]: loops, claims that lead to changes.
    pub fn freeze(&self) -> Result<ClaimGraph, ClaimError> {
        let place: BTreeMap<&str, u32> =
            self.nodes.keys().enumerate().map(|(i, name)| (name.as_str(), small(i))).collect();
        let links = self
            .claims()
            .filter_map(|(from, to, claim)| Some((*place.get(from)?, *place.get(to)?, *claim)));
        ClaimGraph::new(self.nodes.iter().map(|(name, (node, _))| (name, *node)), links)
    }

    pub(crate) fn kind(&self, name: &str) -> Option<NodeKind> {
        self.nodes.get(name).map(|(node, _)| node.kind)
    }

    /// Which node of another theory each of these might be, where no name is shared: pairs of one
    /// kind by falling likeness of their wording, each node once, down to
    /// [`LIKE_ENOUGH`]. An offer: a person accepts or refuses each.
    #[must_use]
    pub fn offers(&self, other: &Theory) -> Vec<Offer> {
        let unmatched = |own: &Theory, other: &Theory| -> Vec<(String, NodeKind, Pairs)> {
            let alone = own.nodes.iter().filter(|(name, _)| !other.nodes.contains_key(*name));
            alone.map(|(name, (node, text))| (name.clone(), node.kind, Pairs::of(text))).collect()
        };
        let (ours, theirs) = (unmatched(self, other), unmatched(other, self));
        let mut offers = Vec::new();
        for (name, kind, pairs) in &ours {
            for (other, other_kind, other_pairs) in &theirs {
                let likeness = pairs.likeness(other_pairs);
                if kind == other_kind && likeness >= LIKE_ENOUGH {
                    offers.push(Offer { one: name.clone(), other: other.clone(), likeness });
                }
            }
        }
        offers.sort_by(|a, b| {
            let by_name = (&a.one, &a.other).cmp(&(&b.one, &b.other));
            b.likeness.total_cmp(&a.likeness).then(by_name)
        });
        let mut taken = Vec::<(String, String)>::new();
        offers.retain(|offer| {
            let free = taken.iter().all(|(a, b)| *a != offer.one && *b != offer.other);
            if free {
                taken.push((offer.one.clone(), offer.other.clone()));
            }
            free
        });
        offers
    }
}

/// Two nodes that might be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The name in the one theory.
    pub one: String,
    /// The name in the other.
    pub other: String,
    /// How alike their wording is, 0 to 1.
    pub likeness: f64,
}

impl Offer {
    /// The question to ask.
    pub fn in_words(&self) -> String {
        let share = self.likeness * 100.0;
        format!(
            "is `{}` the same as `{}`? their wording is {share:.0}% alike",
            self.one, self.other
        )
    }
}
