//! The frozen diagram. The only file that knows petgraph's indices.

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use super::builder::{DiagramBuilder, Drawn};
use super::claims::{ClaimGraph, Count};
use super::handles::claims_of;
use super::views::{AimRef, ChangeRef, DriverRef, LinkRef, NodeRef, Row};
use super::{Driver, Level, Link, NodeId};
use crate::base::{Table, kind};
use crate::change::Change;
use crate::purpose::Aim;

/// A driver diagram: aims, drivers, changes, and the links that claim what leads to what.
///
/// Frozen: it cannot be changed, only taken [back to a builder](Diagram::to_builder) and built anew.
/// It is free of loops, every link joins two nodes that exist, and links run from changes and
/// drivers to drivers and aims. What is merely unfinished (a driver without a change, a change that
/// reaches no aim) is a diagram too.
///
/// Nodes stand in the order in which they were added: aims, then drivers, then changes. What was
/// [retired](crate::base::Retirement) stays in the diagram and is left out of routes, reach and
/// levels.
#[derive(Debug, Clone)]
pub struct Diagram {
    aims: Table<kind::Aim, Aim>,
    drivers: Table<kind::Driver, Driver>,
    changes: Table<kind::Change, Change>,
    links: Vec<Link>,
    /// Edges run from cause to effect and weigh the position of their link.
    graph: DiGraph<Handle, u32>,
    claims: ClaimGraph,
    /// Of each node, the longest route to an aim over what is not retired.
    ranks: Vec<Option<u32>>,
    /// Of each node, how many routes lead to aims.
    ways: Vec<Count>,
    /// The deepest column that a driver stands in; 0 without drivers.
    deepest_driver: usize,
}

/// A node's place in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Handle {
    Aim(u32),
    Driver(u32),
    Change(u32),
}

/// A link between positions, before freezing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) drawn: usize,
}

/// A node's index, opaque outside this file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct At(NodeIndex);

impl At {
    /// The place among all nodes of the diagram.
    pub(super) fn place(self) -> usize {
        self.0.index()
    }
}

/// A link's index, opaque outside this file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LinkAt(EdgeIndex);

impl Diagram {
    /// Starts an empty diagram.
    pub fn builder() -> DiagramBuilder {
        DiagramBuilder::default()
    }

    /// Takes the diagram back to a builder, to be changed and built again.
    pub fn to_builder(&self) -> DiagramBuilder {
        let mut builder = DiagramBuilder {
            aims: self.aims.clone(),
            drivers: self.drivers.clone(),
            changes: self.changes.clone(),
            ..DiagramBuilder::default()
        };
        for link in self.links() {
            builder.link_to(link.cause().id(), link.effect().as_str(), link.claim().clone());
        }
        builder
    }

    pub(super) fn freeze(builder: DiagramBuilder, edges: Vec<Edge>) -> Self {
        let DiagramBuilder { aims, drivers, changes, links: drawn, .. } = builder;
        let mut graph =
            DiGraph::with_capacity(aims.len() + drivers.len() + changes.len(), edges.len());
        let positions = |n: usize| 0..u32::try_from(n).unwrap_or(u32::MAX);
        for at in positions(aims.len()) {
            graph.add_node(Handle::Aim(at));
        }
        for at in positions(drivers.len()) {
            graph.add_node(Handle::Driver(at));
        }
        for at in positions(changes.len()) {
            graph.add_node(Handle::Change(at));
        }
        let mut links = Vec::with_capacity(edges.len());
        let mut drawn: Vec<Option<Drawn>> = drawn.into_iter().map(Some).collect();
        for edge in edges {
            let Some(taken) = drawn.get_mut(edge.drawn).and_then(Option::take) else { continue };
            let position = u32::try_from(links.len()).unwrap_or(u32::MAX);
            links.push(taken.link);
            graph.add_edge(
                NodeIndex::new(edge.from as usize),
                NodeIndex::new(edge.to as usize),
                position,
            );
        }
        let mut diagram = Diagram {
            aims,
            drivers,
            changes,
            links,
            graph,
            claims: ClaimGraph::default(),
            ranks: Vec::new(),
            ways: Vec::new(),
            deepest_driver: 0,
        };
        diagram.claims = claims_of(&diagram);
        diagram.measure();
        diagram.deepest_driver = diagram.drivers().map(DriverRef::column).max().unwrap_or(0);
        diagram
    }

    /// Works out, once, how far each node is from the aims and by how many routes.
    fn measure(&mut self) {
        let (layers, routes) = (self.claims.layers(), self.claims.routes());
        let (mut ranks, mut ways) = (Vec::new(), Vec::new());
        // The claims were given all nodes that count, in this order.
        let mut given = 0;
        for node in self.nodes() {
            let at = if node.is_retired() { None } else { self.claims.given(given) };
            given += usize::from(at.is_some());
            ranks.push(at.and_then(|at| layers.of(at)));
            ways.push(at.map_or(Count::Exactly(0), |at| routes.starting_at(at)));
        }
        (self.ranks, self.ways) = (ranks, ways);
    }

    /// The claims that count, in flat arrays: what analytics run on. A link without a stated belief
    /// counts as even, 0.5, and a change without a stated delivery as carried out for sure. What was
    /// retired is left out. [`NodeRef::handle`] and [`Diagram::node_of`] lead there and back.
    pub fn claims(&self) -> &ClaimGraph {
        &self.claims
    }

    /// All nodes: aims, then drivers, then changes, each in the order in which they were added.
    pub fn nodes(&self) -> impl Iterator<Item = NodeRef<'_>> + Clone {
        let aims = self.aims().map(AimRef::node);
        let drivers = self.drivers().map(DriverRef::node);
        aims.chain(drivers).chain(self.changes().map(ChangeRef::node))
    }

    /// All links, in the order in which they were drawn.
    pub fn links(&self) -> impl Iterator<Item = LinkRef<'_>> + Clone {
        self.graph.edge_indices().filter_map(|index| self.link_at(index))
    }

    fn link_at(&self, index: EdgeIndex) -> Option<LinkRef<'_>> {
        let claim = self.links.get(*self.graph.edge_weight(index)? as usize)?;
        let (cause, effect) = self.graph.edge_endpoints(index)?;
        let (cause, effect) = (self.node_at(cause)?, self.node_at(effect)?);
        Some(LinkRef { at: LinkAt(index), claim, cause, effect })
    }

    fn node_at(&self, index: NodeIndex) -> Option<NodeRef<'_>> {
        let row = match self.graph.node_weight(index)? {
            Handle::Aim(at) => self.aims.at(*at as usize).map(|(id, row)| Row::Aim(id, row)),
            Handle::Driver(at) => {
                self.drivers.at(*at as usize).map(|(id, row)| Row::Driver(id, row))
            }
            Handle::Change(at) => {
                self.changes.at(*at as usize).map(|(id, row)| Row::Change(id, row))
            }
        };
        Some(NodeRef { diagram: self, at: At(index), row: row? })
    }

    /// A node by the position that its kind begins at and its own among its kind.
    fn placed<'d>(&'d self, before: usize, at: usize, row: Row<'d>) -> NodeRef<'d> {
        NodeRef { diagram: self, at: At(NodeIndex::new(before + at)), row }
    }

    /// The aims, in order.
    pub fn aims(&self) -> impl ExactSizeIterator<Item = AimRef<'_>> + Clone {
        let rows = self.aims.iter().enumerate();
        rows.map(|(at, (id, row))| AimRef::new(self.placed(0, at, Row::Aim(id, row)), id, row))
    }

    /// The drivers, in order.
    pub fn drivers(&self) -> impl ExactSizeIterator<Item = DriverRef<'_>> + Clone {
        let before = self.aims.len();
        let rows = self.drivers.iter().enumerate();
        rows.map(move |(at, (id, row))| {
            DriverRef::new(self.placed(before, at, Row::Driver(id, row)), id, row)
        })
    }

    /// The changes, in order.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = ChangeRef<'_>> + Clone {
        let before = self.aims.len() + self.drivers.len();
        let rows = self.changes.iter().enumerate();
        rows.map(move |(at, (id, row))| {
            ChangeRef::new(self.placed(before, at, Row::Change(id, row)), id, row)
        })
    }

    /// The node with this id, of whatever kind.
    pub fn node(&self, id: &str) -> Option<NodeRef<'_>> {
        let (aims, drivers) = (self.aims.len(), self.drivers.len());
        let position = self
            .aims
            .position(id)
            .or_else(|| self.drivers.position(id).map(|at| aims + at))
            .or_else(|| self.changes.position(id).map(|at| aims + drivers + at))?;
        self.node_at(NodeIndex::new(position))
    }

    /// The aim with this id.
    pub fn aim(&self, id: &str) -> Option<AimRef<'_>> {
        self.node(id)?.to_aim()
    }

    /// The driver with this id.
    pub fn driver(&self, id: &str) -> Option<DriverRef<'_>> {
        self.node(id)?.to_driver()
    }

    /// The change with this id.
    pub fn change(&self, id: &str) -> Option<ChangeRef<'_>> {
        self.node(id)?.to_change()
    }

    /// The link from one node to another.
    pub fn link(&self, from: &str, to: &str) -> Option<LinkRef<'_>> {
        let (from, to) = (self.node(from)?, self.node(to)?);
        self.link_at(self.graph.find_edge(from.at.0, to.at.0)?)
    }

    /// How many nodes there are, retired ones included.
    pub fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    /// How many links there are, retired ones included.
    pub fn link_count(&self) -> usize {
        self.graph.edge_count()
    }

    /// The aims by id.
    pub fn aim_table(&self) -> &Table<kind::Aim, Aim> {
        &self.aims
    }

    /// The drivers by id.
    pub fn driver_table(&self) -> &Table<kind::Driver, Driver> {
        &self.drivers
    }

    /// The changes by id.
    pub fn change_table(&self) -> &Table<kind::Change, Change> {
        &self.changes
    }
}

/// Two diagrams are equal if they hold the same nodes in the same order, and the same links in
/// whatever order they were drawn.
impl PartialEq for Diagram {
    fn eq(&self, other: &Self) -> bool {
        let links = |diagram: &Diagram| {
            let mut links: Vec<(NodeId, NodeId, Link)> = diagram
                .links()
                .map(|link| (link.cause().id(), link.effect().id(), link.claim().clone()))
                .collect();
            links.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
            links
        };
        self.aims == other.aims
            && self.drivers == other.drivers
            && self.changes == other.changes
            && links(self) == links(other)
    }
}

impl<'d> NodeRef<'d> {
    /// The links that lead here, in the order in which they were drawn.
    pub fn causes(self) -> impl Iterator<Item = LinkRef<'d>> + Clone {
        self.edges(Direction::Incoming)
    }

    /// The links that lead on from here, in the order in which they were drawn.
    pub fn effects(self) -> impl Iterator<Item = LinkRef<'d>> + Clone {
        self.edges(Direction::Outgoing)
    }

    fn edges(self, direction: Direction) -> std::vec::IntoIter<LinkRef<'d>> {
        let diagram = self.diagram;
        let mut edges: Vec<LinkRef<'d>> = diagram
            .graph
            .edges_directed(self.at.0, direction)
            .filter_map(|edge| diagram.link_at(edge.id()))
            .collect();
        // petgraph lists the newest first.
        edges.reverse();
        edges.into_iter()
    }

    /// The longest route from here to an aim, in links; `None` if no aim can be reached. What was
    /// retired does not count.
    pub fn rank(self) -> Option<usize> {
        let rank = self.diagram.ranks.get(self.at.0.index()).copied().flatten();
        rank.map(|rank| rank as usize)
    }

    /// How many routes lead from here to aims. An aim counts itself as one.
    pub fn count_routes(self) -> Count {
        self.diagram.ways.get(self.at.0.index()).copied().unwrap_or(Count::Exactly(0))
    }

    /// The column in which the node is drawn, the aims standing in column 0.
    ///
    /// A driver stands at its level, or, if it has none, where its longest route to an aim puts it
    /// (in the first column of drivers if it reaches none). All changes stand behind the drivers.
    pub fn column(self) -> usize {
        match self.row {
            Row::Aim(..) => 0,
            Row::Driver(_, driver) => {
                driver.level.map(Level::depth).or_else(|| self.rank()).unwrap_or(1)
            }
            Row::Change(..) => self.diagram.deepest_driver + 1,
        }
    }
}
