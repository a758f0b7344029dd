//! How far from the aims does each node stand, and which links stand oddly?

use super::ClaimGraph;
use super::claim::NodeKind;
use super::index::{LinkIx, NodeIx, link, node, small};

/// What is odd about where a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Oddity {
    /// A change linked straight to an aim: by what mechanism?
    NoDriverBetween,
    /// A link that passes over a layer.
    JumpsLayers {
        /// How many layers it passes over.
        over: u32,
    },
    /// A link from a declared level to one that is not nearer the aim.
    AgainstLevels {
        /// The declared level of the cause; 1 is a primary driver.
        from: u32,
        /// The declared level of the effect.
        to: u32,
    },
}

/// How many links each node lies from the aims, by its longest route.
#[derive(Debug, Clone)]
pub struct Layers<'g> {
    graph: &'g ClaimGraph,
    layer: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl ClaimGraph {
    /// The layer of each node: 0 for aims, else one more than the largest layer among its
    /// effects. O(n + m).
    #[must_use]
    pub fn layers(&self) -> Layers<'_> {
        let n = self.node_count();
        let mut layer = vec![NOWHERE; n];
        for v in (0..n).rev() {
            let effects = self.effects(v).iter().map(|&w| layer[w as usize]);
            let longest = effects.filter(|&l| l != NOWHERE).max();
            layer[v] = match (self.kind[v], longest) {
                (NodeKind::Aim, _) => 0,
                (_, Some(longest)) => longest + 1,
                (_, None) => NOWHERE,
            };
        }
        Layers { graph: self, layer }
    }
}

impl Layers<'_> {
    /// The longest way from the node to an aim, in links; `None` if it reaches none.
    pub fn of(&self, v: NodeIx) -> Option<u32> {
        self.layer.get(v.at()).copied().filter(|&l| l != NOWHERE)
    }

    /// The nodes of each layer, aims first, each sorted by name; those that reach no aim are in
    /// none.
    pub fn columns(&self) -> Vec<Vec<NodeIx>> {
        let deepest = self.layer.iter().filter(|&&l| l != NOWHERE).max();
        let mut columns = vec![Vec::new(); deepest.map_or(0, |&l| l as usize + 1)];
        for &v in &self.graph.by_name {
            if let Some(column) = columns.get_mut(self.layer[v.at()] as usize) {
                column.push(v);
            }
        }
        columns
    }

    /// What is odd about where links stand, against the levels that the team declared (1 for a
    /// primary driver, 2 for a secondary, and so on), in the order of links.
    pub fn oddities(&self, declared: impl Fn(NodeIx) -> Option<u32>) -> Vec<(LinkIx, Oddity)> {
        let g = self.graph;
        let mut odd = Vec::new();
        for (e, (&u, &v)) in g.from.iter().zip(&g.to).enumerate() {
            let (from, to) = (node(u as usize), node(v as usize));
            if g.kind(from) == Some(NodeKind::Change) && g.kind(to) == Some(NodeKind::Aim) {
                odd.push((link(e), Oddity::NoDriverBetween));
            }
            if let (Some(a), Some(b)) = (self.of(from), self.of(to))
                && a > b + 1
            {
                odd.push((link(e), Oddity::JumpsLayers { over: a - b - 1 }));
            }
            if let (Some(a), Some(b)) = (declared(from), declared(to))
                && a <= b
            {
                odd.push((link(e), Oddity::AgainstLevels { from: a, to: b }));
            }
        }
        odd
    }

    /// One sentence.
    pub fn in_words(&self) -> String {
        let columns = small(self.columns().len());
        let lost = self.layer.iter().filter(|&&l| l == NOWHERE).count();
        let from_aims = columns.saturating_sub(1);
        match lost {
            0 => format!("the longest route to an aim has {from_aims} links"),
            _ => format!(
                "the longest route to an aim has {from_aims} links; {lost} nodes reach none"
            ),
        }
    }
}

impl Oddity {
    /// One sentence about the link that has it.
    pub fn in_words(&self, graph: &ClaimGraph, e: LinkIx) -> String {
        let name = graph.link_name(e);
        match self {
            Oddity::NoDriverBetween => {
                format!("{name} leads straight to the aim: through which driver would it work?")
            }
            Oddity::JumpsLayers { over: 1 } => format!("{name} passes over a layer"),
            Oddity::JumpsLayers { over } => format!("{name} passes over {over} layers"),
            Oddity::AgainstLevels { from, to } => {
                format!(
                    "{name} leads from level {from} to level {to}, away from the aim or sideways"
                )
            }
        }
    }
}
