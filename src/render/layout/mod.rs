//! Boxes in columns, and links between them: who stands above whom, and where every line runs.
//!
//! Columns are given, since the levels of a driver diagram are data; there is no ranking phase.
//! What is left are the later steps of the method of Sugiyama, Tagawa and Toda (1981):
//!
//! 1. A link that jumps columns gets one bend point in each column that it passes, with a slot of
//!    its own there ([`layered`](self)).
//! 2. Each column is put into an order with few crossings: sweeps by median and mean from several
//!    starts, swaps of neighbours, then sifting; then again from the best with a thing changed.
//! 3. Heights are fitted by least squares, keeping that order and the gaps.
//! 4. Links run in the gutters between columns, and inside a column only in their own slots, so
//!    none can pass through a box that it does not touch.
//!
//! The same graph gives the same layout, whatever the order of its links; the order of its nodes
//! is where the search starts from, and stays where it is already as good as any found.
//!
//! ```
//! use improvement::render::layout::{Graph, Link, Node, Options};
//! let node = |column| Node { column, width: 100.0, height: 40.0 };
//! let graph = Graph::new(
//!     vec![node(0), node(1), node(1)],
//!     vec![Link { from: 1, to: 0 }, Link { from: 2, to: 0 }],
//! )?;
//! let layout = graph.lay_out(&Options::default());
//! assert_eq!(layout.crossings, 0);
//! assert!(layout.boxes[1].bottom() < layout.boxes[2].top);
//! assert!(layout.faults(&graph).is_empty());
//! # Ok::<(), improvement::render::layout::GraphError>(())
//! ```

mod check;
mod crossings;
mod layered;
mod options;
mod order;
mod place;
mod result;
mod route;
mod search;
mod shape;
mod sift;
mod starts;
#[cfg(test)]
mod tests;

pub use check::Fault;
pub use crossings::{barycentre_order, crossings_between};
pub use options::Options;
pub use result::{Layout, Span};
pub(super) use route::PORT_SHARE;
pub use shape::{Point, Rect, Route, Segment};

/// A box to be placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// The column, from the left; the level of a driver diagram.
    pub column: u8,
    /// How wide the box is, in pixels.
    pub width: f64,
    /// How high the box is, in pixels.
    pub height: f64,
}

/// A link between two boxes, by their positions in the list of nodes.
///
/// Which way it points makes no difference to where it runs, only to where its route begins.
/// A link between two boxes of one column runs as an arc beside the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// The box where it begins.
    pub from: usize,
    /// The box where it ends.
    pub to: usize,
}

/// Why boxes and links cannot be laid out.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// A box whose width or height is negative, infinite, or no number.
    #[error("the size of box {node} must be zero or more and finite, found {width} by {height}")]
    Size {
        /// The position of the box in the list.
        node: usize,
        /// Its width.
        width: f64,
        /// Its height.
        height: f64,
    },
    /// A link with an end that is not in the list.
    #[error("link {link} names box {node}, and there are {nodes} boxes counted from 0")]
    NoSuchNode {
        /// The position of the link in the list.
        link: usize,
        /// The end that is not there.
        node: usize,
        /// How many boxes there are.
        nodes: usize,
    },
    /// A link from a box to itself.
    #[error("link {link} leads from box {node} to itself")]
    SelfLink {
        /// The position of the link in the list.
        link: usize,
        /// Both its ends.
        node: usize,
    },
}

/// Boxes with their columns, and the links between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    nodes: Vec<Node>,
    links: Vec<Link>,
}

impl Graph {
    /// Takes boxes and links that can be laid out.
    ///
    /// # Errors
    ///
    /// A size that is not zero or more and finite, a link to a box that is not there, or a link from
    /// a box to itself.
    pub fn new(nodes: Vec<Node>, links: Vec<Link>) -> Result<Self, GraphError> {
        for (node, &Node { width, height, .. }) in nodes.iter().enumerate() {
            let fits = |size: f64| size.is_finite() && size >= 0.0;
            if !fits(width) || !fits(height) {
                return Err(GraphError::Size { node, width, height });
            }
        }
        for (link, &Link { from, to }) in links.iter().enumerate() {
            for node in [from, to] {
                if node >= nodes.len() {
                    return Err(GraphError::NoSuchNode { link, node, nodes: nodes.len() });
                }
            }
            if from == to {
                return Err(GraphError::SelfLink { link, node: from });
            }
        }
        Ok(Graph { nodes, links })
    }

    /// The boxes.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The links.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// How many columns there are, counting empty ones before the last.
    pub fn columns(&self) -> usize {
        self.nodes.iter().map(|n| usize::from(n.column) + 1).max().unwrap_or(0)
    }

    /// Places every box and every link.
    ///
    /// Finding the fewest crossings is NP-hard even with one column fixed (Eades and Wormald
    /// 1994), so this is a bounded search: each start costs O(s · (E + V log V)) for s sweeps and
    /// O(n · E) for sifting columns of n boxes. [`Options::starts`] says how many there are at most,
    /// and their work together is bounded by a count of comparisons, never by a clock.
    pub fn lay_out(&self, options: &Options) -> Layout {
        result::lay_out(self, options)
    }
}
