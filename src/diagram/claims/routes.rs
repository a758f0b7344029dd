//! How many routes lead from the changes to the aims, and through what?

use super::ClaimGraph;
use super::claim::NodeKind;
use super::count::Count;
use super::index::{LinkIx, NodeIx};

/// Routes counted without listing them: from changes into each node, and from it to aims.
#[derive(Debug, Clone)]
pub struct Routes<'g> {
    graph: &'g ClaimGraph,
    pub(crate) into: Vec<u64>,
    pub(crate) out: Vec<u64>,
}

impl ClaimGraph {
    /// Counts the routes from changes to aims in two passes. O(n + m).
    #[must_use]
    pub fn routes(&self) -> Routes<'_> {
        let n = self.node_count();
        let mut into = vec![0_u64; n];
        for v in 0..n {
            let own = u64::from(self.is(v, NodeKind::Change));
            let before = self.causes(v).iter();
            into[v] = before.fold(own, |sum, &u| sum.saturating_add(into[u as usize]));
        }
        let mut out = vec![0_u64; n];
        for v in (0..n).rev() {
            let own = u64::from(self.is(v, NodeKind::Aim));
            let after = self.effects(v).iter();
            out[v] = after.fold(own, |sum, &w| sum.saturating_add(out[w as usize]));
        }
        Routes { graph: self, into, out }
    }
}

impl Routes<'_> {
    /// Routes from any change to any aim.
    pub fn total(&self) -> Count {
        let ends = self.graph.aims.iter().map(|o| self.into[o.at()]);
        Count::saturated(ends.fold(0, u64::saturating_add))
    }

    /// Routes from any change that end at this node.
    pub fn ending_at(&self, v: NodeIx) -> Count {
        Count::saturated(self.into.get(v.at()).copied().unwrap_or(0))
    }

    /// Routes from this node to any aim.
    pub fn starting_at(&self, v: NodeIx) -> Count {
        Count::saturated(self.out.get(v.at()).copied().unwrap_or(0))
    }

    /// Routes from a change to an aim that pass this node.
    pub fn through(&self, v: NodeIx) -> Count {
        match (self.into.get(v.at()), self.out.get(v.at())) {
            (Some(&into), Some(&out)) => Count::product(into, out),
            _ => Count::Exactly(0),
        }
    }

    /// Routes from a change to an aim that use this link.
    pub fn along(&self, e: LinkIx) -> Count {
        match (self.graph.cause(e), self.graph.effect(e)) {
            (Some(u), Some(v)) => Count::product(self.into[u.at()], self.out[v.at()]),
            _ => Count::Exactly(0),
        }
    }

    /// One sentence.
    pub fn in_words(&self) -> String {
        let g = self.graph;
        let total = self.total();
        let plural = if total == Count::Exactly(1) { "route leads" } else { "routes lead" };
        format!("{total} {plural} from {} changes to {} aims", g.changes.len(), g.aims.len())
    }
}
