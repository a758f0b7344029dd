//! To petgraph 0.8 and back, for its algorithms and for graphs that come from elsewhere.

use petgraph::graph::DiGraph;
use petgraph::visit::EdgeRef;

use super::builder::{Drawn, unknown};
use super::{Diagram, DiagramBuilder, Link, LinkRef, NodeId, NodeRef};
use crate::base::Place;

impl Diagram {
    /// The diagram as a petgraph graph: ids as node weights, in the order of
    /// [`nodes`](Diagram::nodes), and claims as edge weights, from cause to effect, in the order of
    /// [`links`](Diagram::links). What was retired comes too; look at [`Link::retired`] and the node.
    ///
    /// ```
    /// # use improvement::base::{AimId, ChangeId, DriverId, Label, Statement};
    /// # use improvement::change::Change;
    /// # use improvement::diagram::{Diagram, Driver, Link};
    /// # use improvement::purpose::Aim;
    /// # let (aim, driver, change): (AimId, DriverId, ChangeId) =
    /// #     ("less-violence".parse()?, "predict-early".parse()?, "safety-huddle".parse()?);
    /// # let mut builder = Diagram::builder();
    /// # builder
    /// #     .aim(aim.clone(), Aim::new(Statement::new("Less violence")?))
    /// #     .driver(driver.clone(), Driver::new(Label::new("Predict violence early")?))
    /// #     .change(change.clone(), Change::new(Label::new("Safety huddle")?))
    /// #     .link(&driver, &aim, Link::new())
    /// #     .link(&change, &driver, Link::new());
    /// # let diagram = builder.build()?;
    /// let graph = diagram.to_petgraph();
    /// let order = petgraph::algo::toposort(&graph, None).unwrap();
    /// let ids: Vec<&str> = order.iter().map(|&at| graph[at].as_str()).collect();
    /// assert_eq!(ids, ["safety-huddle", "predict-early", "less-violence"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_petgraph(&self) -> DiGraph<NodeId, Link> {
        let mut graph = DiGraph::with_capacity(self.node_count(), self.link_count());
        let index: Vec<_> = self.nodes().map(|node| graph.add_node(node.id())).collect();
        let place = |node: NodeRef<'_>| index.get(node.at.place()).copied();
        for link in self.links() {
            if let (Some(from), Some(to)) = (place(link.cause()), place(link.effect())) {
                graph.add_edge(from, to, LinkRef::claim(link).clone());
            }
        }
        graph
    }
}

impl DiagramBuilder {
    /// Draws a petgraph graph: `node` adds each node to the builder and says its id, and `link` says
    /// what an edge claims. [`build`](DiagramBuilder::build) then checks the whole as always, and
    /// reports every loop, forbidden link, id added twice, and id that `node` named and did not add.
    ///
    /// ```
    /// use improvement::base::{AimId, ChangeId, Label, Statement};
    /// use improvement::change::Change;
    /// use improvement::diagram::{DiagramBuilder, Link, NodeId};
    /// use improvement::purpose::Aim;
    /// use petgraph::graph::DiGraph;
    /// let mut graph = DiGraph::new();
    /// let (huddle, violence) = (graph.add_node("huddle"), graph.add_node("violence"));
    /// graph.add_edge(huddle, violence, ());
    /// let node = |builder: &mut DiagramBuilder, name: &&str| match *name {
    ///     "huddle" => {
    ///         let id: ChangeId = "huddle".parse().unwrap();
    ///         builder.change(id.clone(), Change::new(Label::new("Huddle").unwrap()));
    ///         NodeId::from(id)
    ///     }
    ///     name => {
    ///         let id: AimId = name.parse().unwrap();
    ///         builder.aim(id.clone(), Aim::new(Statement::new("Less violence").unwrap()));
    ///         NodeId::from(id)
    ///     }
    /// };
    /// let diagram = DiagramBuilder::from_petgraph(&graph, node, |()| Link::new()).build()?;
    /// assert!(diagram.link("huddle", "violence").is_some());
    /// # Ok::<(), improvement::base::Problems>(())
    /// ```
    pub fn from_petgraph<N, E>(
        graph: &DiGraph<N, E>,
        mut node: impl FnMut(&mut DiagramBuilder, &N) -> NodeId,
        mut link: impl FnMut(&E) -> Link,
    ) -> Self {
        let mut builder = DiagramBuilder::default();
        let ids: Vec<NodeId> =
            graph.node_weights().map(|weight| node(&mut builder, weight)).collect();
        for edge in graph.edge_references() {
            let ends = (ids.get(edge.source().index()), ids.get(edge.target().index()));
            if let (Some(from), Some(to)) = ends {
                builder.links.push(Drawn {
                    from: from.clone(),
                    to: to.as_str().to_owned(),
                    to_kind: Some(to.kind()),
                    link: link(edge.weight()),
                });
            }
        }
        // With an edge, a node that is not there is reported with its link.
        for (index, id) in graph.node_indices().zip(&ids) {
            if graph.neighbors_undirected(index).next().is_none() && !builder.holds(id) {
                let place = Place::at(format!("{}.{}", id.section(), id.as_str()));
                builder.problems.push(unknown(place, id.kind(), id.as_str(), []));
            }
        }
        builder
    }

    fn holds(&self, id: &NodeId) -> bool {
        match id {
            NodeId::Aim(id) => self.aims.contains(id.as_str()),
            NodeId::Driver(id) => self.drivers.contains(id.as_str()),
            NodeId::Change(id) => self.changes.contains(id.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use petgraph::algo::{dominators, toposort};

    use super::*;
    use crate::base::{AimId, Belief, ChangeId, Code, DriverId, Label, Statement};
    use crate::change::Change;
    use crate::diagram::Driver;
    use crate::purpose::Aim;

    fn label() -> Label {
        Label::new("Something").unwrap()
    }

    /// Adds a node of the kind that the first letter of its name says; `x` adds none.
    fn add(builder: &mut DiagramBuilder, name: &str) -> NodeId {
        match name.as_bytes().first() {
            Some(b'a') => {
                let id: AimId = name.parse().unwrap();
                builder.aim(id.clone(), Aim::new(Statement::new("Something").unwrap()));
                id.into()
            }
            Some(b'c') => {
                let id: ChangeId = name.parse().unwrap();
                builder.change(id.clone(), Change::new(label()));
                id.into()
            }
            Some(b'd') => {
                let id: DriverId = name.parse().unwrap();
                builder.driver(id.clone(), Driver::new(label()));
                id.into()
            }
            _ => name.parse::<DriverId>().unwrap().into(),
        }
    }

    fn graph(names: &[&'static str], links: &[(u32, u32)]) -> DiGraph<&'static str, f64> {
        let mut graph = DiGraph::new();
        for name in names {
            graph.add_node(*name);
        }
        for &(from, to) in links {
            graph.add_edge(from.into(), to.into(), 0.7);
        }
        graph
    }

    fn drawn(graph: &DiGraph<&'static str, f64>) -> DiagramBuilder {
        DiagramBuilder::from_petgraph(
            graph,
            |builder, name| add(builder, name),
            |&belief| {
                let mut link = Link::new();
                link.belief = Belief::new(belief).ok();
                link
            },
        )
    }

    #[test]
    fn there_and_back_is_the_same_diagram() {
        let names = ["c1", "d1", "a1", "d2", "c2", "c3"];
        let diagram = drawn(&graph(&names, &[(0, 1), (1, 2), (4, 3), (3, 2), (4, 1)])).build();
        let diagram = diagram.unwrap();
        let there = diagram.to_petgraph();
        assert_eq!((there.node_count(), there.edge_count()), (6, 5));
        let back = DiagramBuilder::from_petgraph(
            &there,
            |builder, id| add(builder, id.as_str()),
            Link::clone,
        );
        assert_eq!(back.build().unwrap(), diagram);
    }

    #[test]
    fn algorithms_of_petgraph_agree_with_ours() {
        let names = ["c1", "d1", "d2", "d3", "a1"];
        let diagram =
            drawn(&graph(&names, &[(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)])).build().unwrap();
        let there = diagram.to_petgraph();
        let order: Vec<&str> =
            toposort(&there, None).unwrap().into_iter().map(|at| there[at].as_str()).collect();
        assert_eq!((order.first(), order.last()), (Some(&"c1"), Some(&"a1")));

        let at = |name: &str| there.node_indices().find(|&at| there[at].as_str() == name).unwrap();
        let theirs = dominators::simple_fast(&there, at("c1"));
        let mut theirs: Vec<&str> =
            theirs.strict_dominators(at("a1")).unwrap().map(|at| there[at].as_str()).collect();
        let aim = diagram.node("a1").and_then(NodeRef::handle).unwrap();
        let ours = diagram.claims().dominators().on_every_route(aim).unwrap();
        let mut ours: Vec<&str> = ours.into_iter().map(|v| diagram.claims().name(v)).collect();
        ours.sort_unstable();
        theirs.sort_unstable();
        assert_eq!(ours, theirs);
    }

    #[test]
    fn everything_wrong_is_reported_at_once() {
        let names = ["c1", "d1", "d2", "a1", "x1", "x2", "c1"];
        let links = [(1, 2), (2, 1), (3, 1), (1, 0), (4, 3), (1, 3)];
        let problems = drawn(&graph(&names, &links)).build().unwrap_err();
        let mut codes: Vec<Code> = problems.iter().map(|problem| problem.code).collect();
        codes.sort_by_key(|code| format!("{code:?}"));
        let expected = [
            Code::Cycle,
            Code::DuplicateId,
            Code::ForbiddenLink,
            Code::ForbiddenLink,
            Code::UnknownReference,
            Code::UnknownReference,
        ];
        assert_eq!(codes, expected, "{problems}");
        let said = problems.to_string();
        assert!(said.contains("no driver named `x1`") && said.contains("no driver named `x2`"));
    }
}
