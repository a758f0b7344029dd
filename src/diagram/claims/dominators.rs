//! What does everything pass through? Single points of failure, nodes and links.

use super::ClaimGraph;
use super::claim::NodeKind;
use super::index::{LinkIx, NodeIx, link, node, small};

/// No change reaches the node.
const UNREACHED: u32 = u32::MAX;
/// The root that stands before every change.
const ROOT: u32 = 0;

/// What every route to a node passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// No change reaches the node, so there is no route to break.
    Unreached,
    /// The routes have nothing in common.
    Nothing,
    /// The nearest node that every route passes.
    Node(NodeIx),
}

/// For each node, the nearest node that every route from a change to it passes (Cooper, Harvey &
/// Kennedy 2001, in one pass because there are no loops).
#[derive(Debug, Clone)]
pub struct Dominators<'g> {
    graph: &'g ClaimGraph,
    /// Position v + 1 is node v, position 0 the root.
    above: Vec<u32>,
    /// The only live link into each node.
    only: Vec<u32>,
}

/// The tree of dominators while it grows.
struct Tree(Vec<Place>);

/// A node's place in the tree. It knows one far ancestor too, so that the nearest common ancestor
/// of two nodes takes O(log depth) steps (Myers 1983).
#[derive(Clone, Copy)]
struct Place {
    above: u32,
    jump: u32,
    depth: u32,
}

impl Tree {
    fn new(n: usize) -> Self {
        let mut places = vec![Place { above: UNREACHED, jump: ROOT, depth: 0 }; n + 1];
        places[0].above = ROOT;
        Tree(places)
    }

    fn hang(&mut self, v: u32, parent: u32) {
        let above = self.0[parent as usize];
        let far = self.0[above.jump as usize];
        let farther = self.0[far.jump as usize];
        let even = above.depth - far.depth == far.depth - farther.depth;
        let jump = if even { far.jump } else { parent };
        self.0[v as usize] = Place { above: parent, jump, depth: above.depth + 1 };
    }

    fn common(&self, mut a: u32, mut b: u32) -> u32 {
        let place = |v: u32| self.0[v as usize];
        if place(a).depth < place(b).depth {
            std::mem::swap(&mut a, &mut b);
        }
        let level = place(b).depth;
        while place(a).depth > level {
            let far = place(a).jump;
            a = if place(far).depth >= level { far } else { place(a).above };
        }
        while a != b {
            let (x, y) = (place(a), place(b));
            (a, b) = if x.jump == y.jump { (x.above, y.above) } else { (x.jump, y.jump) };
        }
        a
    }
}

/// What to leave out while asking what everything passes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Without<'a> {
    /// Begin at this change alone.
    pub(crate) root: Option<usize>,
    pub(crate) nodes: &'a [usize],
    pub(crate) link: Option<usize>,
}

impl ClaimGraph {
    /// What every route from any change passes. O((n + m) log n), near linear in drawn diagrams.
    #[must_use]
    pub fn dominators(&self) -> Dominators<'_> {
        self.dominators_without(Without::default())
    }

    /// What every route from this one change passes.
    #[must_use]
    pub fn dominators_of(&self, change: NodeIx) -> Dominators<'_> {
        let root = Some(self.mine(change).unwrap_or(usize::MAX));
        self.dominators_without(Without { root, ..Without::default() })
    }

    pub(crate) fn dominators_without(&self, without: Without<'_>) -> Dominators<'_> {
        let n = self.node_count();
        let mut tree = Tree::new(n);
        let mut only = vec![UNREACHED; n];
        for (v, only) in only.iter_mut().enumerate() {
            let starts = match without.root {
                Some(root) => root == v,
                None => self.is(v, NodeKind::Change),
            };
            if without.nodes.contains(&v) {
                continue;
            }
            if starts {
                tree.hang(small(v) + 1, ROOT);
                continue;
            }
            let mut nearest = UNREACHED;
            for (&u, &e) in self.causes(v).iter().zip(self.ins(v)) {
                if tree.0[u as usize + 1].above == UNREACHED || without.link == Some(e as usize) {
                    continue;
                }
                if nearest == UNREACHED {
                    nearest = u + 1;
                    *only = e;
                } else {
                    nearest = tree.common(nearest, u + 1);
                    *only = UNREACHED;
                    if nearest == ROOT {
                        break;
                    }
                }
            }
            if nearest != UNREACHED {
                tree.hang(small(v) + 1, nearest);
            }
        }
        let above = tree.0.into_iter().map(|place| place.above).collect();
        Dominators { graph: self, above, only }
    }
}

impl Dominators<'_> {
    /// The nearest node that every route to this one passes.
    pub fn before(&self, v: NodeIx) -> Before {
        match self.above.get(v.at() + 1).copied().unwrap_or(UNREACHED) {
            UNREACHED => Before::Unreached,
            ROOT => Before::Nothing,
            u => Before::Node(NodeIx(u - 1)),
        }
    }

    pub(crate) fn reached(&self, v: usize) -> bool {
        self.above[v + 1] != UNREACHED
    }

    /// Every node, other than itself, that every route to this one passes, nearest first; `None`
    /// if no change reaches it.
    pub fn on_every_route(&self, v: NodeIx) -> Option<Vec<NodeIx>> {
        self.reached(self.graph.mine(v)?).then(|| self.chain(v.at()).map(node).collect())
    }

    /// Every link that every route to this node uses, nearest first; `None` if no change reaches
    /// it.
    pub fn links_on_every_route(&self, v: NodeIx) -> Option<Vec<LinkIx>> {
        let v = self.graph.mine(v)?;
        self.reached(v).then(|| {
            let links = std::iter::once(v).chain(self.chain(v)).map(|x| self.only[x]);
            links.filter(|&e| e != UNREACHED).map(|e| link(e as usize)).collect()
        })
    }

    /// The chain of dominators above a reached node.
    pub(crate) fn chain(&self, v: usize) -> impl Iterator<Item = usize> + '_ {
        let up = move |at: u32| Some(self.above[at as usize]).filter(|&u| u != ROOT);
        std::iter::successors(up(small(v) + 1), move |&at| up(at)).map(|at| at as usize - 1)
    }

    /// One sentence about one aim.
    pub fn in_words(&self, aim: NodeIx) -> String {
        let name = self.graph.name(aim);
        match self.on_every_route(aim) {
            None => format!("nothing we do reaches {name}"),
            Some(nodes) if nodes.is_empty() => {
                format!("no single driver carries everything we do for {name}")
            }
            Some(nodes) => {
                format!("everything we do for {name} goes through {}", self.graph.list(&nodes))
            }
        }
    }
}
