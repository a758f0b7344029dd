//! Handles for the nodes and links of one [`ClaimGraph`](super::ClaimGraph).

/// One node of a [`ClaimGraph`](super::ClaimGraph); means nothing in another graph.
///
/// Ordered causally: no link leads from a larger handle to a smaller one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIx(pub(crate) u32);

/// One link of a [`ClaimGraph`](super::ClaimGraph); means nothing in another graph.
///
/// Ordered by the node it comes from, then by the node it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkIx(pub(crate) u32);

impl NodeIx {
    pub(crate) const fn at(self) -> usize {
        self.0 as usize
    }
}

impl LinkIx {
    pub(crate) const fn at(self) -> usize {
        self.0 as usize
    }
}

/// A position as a handle's number. Every graph checks at its making that it has fewer than
/// `u32::MAX` nodes and links, so nothing is cut off.
#[expect(clippy::cast_possible_truncation, reason = "graphs are checked to fit u32 when made")]
pub(crate) const fn small(position: usize) -> u32 {
    position as u32
}

/// The node at a position.
pub(crate) const fn node(position: usize) -> NodeIx {
    NodeIx(small(position))
}

/// The link at a position.
pub(crate) const fn link(position: usize) -> LinkIx {
    LinkIx(small(position))
}
