//! Routes from a node to the aims: the claims one would read aloud.

use std::fmt;

use super::claims::Count;
use super::views::{LinkRef, NodeRef};

/// Routes from one node to aims, in the order in which links were drawn, with how many there are
/// in all.
///
/// Routes multiply with every column, so a list of them needs a limit; the count never does.
#[derive(Debug, Clone)]
pub struct Routes<'d> {
    routes: Vec<Route<'d>>,
    total: Count,
}

/// One route: links that follow each other, from a node to an aim.
#[derive(Clone, PartialEq, Eq)]
pub struct Route<'d> {
    links: Vec<LinkRef<'d>>,
}

impl<'d> Routes<'d> {
    /// Walks depth first, without recursion. Only nodes that reach an aim are entered, so every
    /// step leads to a route, and the work is bounded by the routes listed.
    pub(super) fn from(start: NodeRef<'d>, limit: usize) -> Self {
        let mut routes = Vec::new();
        let mut path: Vec<LinkRef<'d>> = Vec::new();
        let mut stack = vec![onward(start)];
        while let Some(choices) = stack.last_mut() {
            if routes.len() >= limit {
                break;
            }
            let Some(link) = choices.next() else {
                stack.pop();
                path.pop();
                continue;
            };
            path.push(link);
            if link.effect().to_aim().is_some() {
                routes.push(Route { links: path.clone() });
                path.pop();
            } else {
                stack.push(onward(link.effect()));
            }
        }
        Routes { routes, total: start.count_routes() }
    }

    /// The routes listed.
    pub fn iter(&self) -> std::slice::Iter<'_, Route<'d>> {
        self.routes.iter()
    }

    /// How many are listed.
    pub fn len(&self) -> usize {
        self.routes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.routes.is_empty()
    }

    /// How many there are in all, listed or not.
    pub fn total(&self) -> Count {
        self.total
    }

    /// Whether there are more than are listed.
    pub fn is_truncated(&self) -> bool {
        self.total.counted() > self.routes.len() as u64
    }
}

/// The links from a node that lead to an aim.
fn onward(node: NodeRef<'_>) -> std::vec::IntoIter<LinkRef<'_>> {
    let counts = |link: &LinkRef<'_>| link.counts() && link.effect().reaches_an_aim();
    node.effects().filter(counts).collect::<Vec<_>>().into_iter()
}

impl<'a, 'd> IntoIterator for &'a Routes<'d> {
    type Item = &'a Route<'d>;
    type IntoIter = std::slice::Iter<'a, Route<'d>>;
    fn into_iter(self) -> Self::IntoIter {
        self.routes.iter()
    }
}

impl<'d> Route<'d> {
    /// The links, from the start to the aim.
    pub fn links(&self) -> &[LinkRef<'d>] {
        &self.links
    }

    /// The nodes, the start and the aim included.
    pub fn nodes(&self) -> impl Iterator<Item = NodeRef<'d>> + '_ {
        let start = self.links.first().map(|link| link.cause());
        start.into_iter().chain(self.links.iter().map(|link| link.effect()))
    }
}

/// `huddle -> predict-early -> less-violence`.
impl fmt::Display for Route<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, node) in self.nodes().enumerate() {
            if position > 0 {
                f.write_str(" -> ")?;
            }
            f.write_str(node.as_str())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Route<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
