//! Drawing a diagram: nodes and links in any order, checked all together.

use super::claims::Tangle;
use super::graph::{Diagram, Edge};
use super::{Driver, Drives, Link, NodeId};
use crate::base::kind::{self, Kind};
use crate::base::{AimId, ChangeId, Code, DriverId, Id, Place, Problem, Problems, Table, nearest};
use crate::change::Change;
use crate::purpose::Aim;

/// Collects nodes and links in any order; [`build`](DiagramBuilder::build) checks them together and
/// reports everything that is wrong.
///
/// Links between kinds that cannot be linked do not compile:
///
/// ```compile_fail
/// # use improvement::base::{ChangeId, DriverId};
/// # use improvement::diagram::{Diagram, Link};
/// # let (change, driver): (ChangeId, DriverId) = ("c".parse().unwrap(), "d".parse().unwrap());
/// Diagram::builder().link(&driver, &change, Link::new()); // a change that is driven
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DiagramBuilder {
    pub(crate) aims: Table<kind::Aim, Aim>,
    pub(crate) drivers: Table<kind::Driver, Driver>,
    pub(crate) changes: Table<kind::Change, Change>,
    pub(super) links: Vec<Drawn>,
    pub(super) problems: Vec<Problem>,
}

/// A link as it was drawn: the target may turn out not to exist.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    pub(super) from: NodeId,
    pub(super) to: String,
    /// The kind that the target was said to be; `None` where only its id was written.
    pub(super) to_kind: Option<&'static str>,
    pub(super) link: Link,
}

impl Drawn {
    fn place(&self) -> Place {
        Place::at(format!("{}.{}.drives.{}", self.from.section(), self.from.as_str(), self.to))
    }
}

/// Tells of what kind a thing outside the diagram is, by its id: for messages such as "exists, but
/// is a measure".
pub(crate) type Elsewhere<'a> = &'a dyn Fn(&str) -> Option<&'static str>;

impl DiagramBuilder {
    /// Adds an aim.
    pub fn aim(&mut self, id: impl Into<AimId>, aim: Aim) -> &mut Self {
        let taken = self.aims.insert(id.into(), aim).err();
        self.taken("aims", taken)
    }

    /// Adds a driver.
    pub fn driver(&mut self, id: impl Into<DriverId>, driver: Driver) -> &mut Self {
        let taken = self.drivers.insert(id.into(), driver).err();
        self.taken("drivers", taken)
    }

    /// Adds a change.
    pub fn change(&mut self, id: impl Into<ChangeId>, change: Change) -> &mut Self {
        let taken = self.changes.insert(id.into(), change).err();
        self.taken("changes", taken)
    }

    fn taken(&mut self, section: &str, taken: Option<crate::base::Taken>) -> &mut Self {
        if let Some(crate::base::Taken(id)) = taken {
            self.problems.push(Problem::new(
                Code::DuplicateId,
                Place::at(format!("{section}.{id}")),
                format!("`{id}` is added twice"),
            ));
        }
        self
    }

    /// Claims that one node drives another.
    pub fn link<F: Drives<T>, T: Kind>(
        &mut self,
        from: &Id<F>,
        to: &Id<T>,
        link: Link,
    ) -> &mut Self {
        self.links.push(Drawn {
            from: F::node(from),
            to: to.to_string(),
            to_kind: Some(T::NAME),
            link,
        });
        self
    }

    /// Claims that one node drives another, known only by its id: what a document says. The kinds
    /// are checked when the diagram is built.
    pub fn link_to(
        &mut self,
        from: impl Into<NodeId>,
        to: impl Into<String>,
        link: Link,
    ) -> &mut Self {
        self.links.push(Drawn { from: from.into(), to: to.into(), to_kind: None, link });
        self
    }

    /// The links as they were drawn: where from, the id where to, and what is claimed.
    pub(crate) fn links(&self) -> impl Iterator<Item = (&NodeId, &str, &Link)> {
        self.links.iter().map(|drawn| (&drawn.from, drawn.to.as_str(), &drawn.link))
    }

    /// Checks everything and freezes it.
    ///
    /// # Errors
    ///
    /// All problems at once: ids added twice or shared between kinds; links from or to nothing, to
    /// a change, from an aim, from a node to itself, or drawn twice; links that lead back to where
    /// they began.
    pub fn build(self) -> Result<Diagram, Problems> {
        self.build_among(&|_| None)
    }

    /// [`build`](Self::build), with a way to tell what an id outside the diagram names.
    pub(crate) fn build_among(mut self, elsewhere: Elsewhere<'_>) -> Result<Diagram, Problems> {
        let mut problems = std::mem::take(&mut self.problems);
        self.check_namespace(&mut problems);
        let edges = self.resolve(elsewhere, &mut problems);
        self.check_cycles(&edges, &mut problems);
        match Problems::new(problems) {
            Some(problems) => Err(problems),
            None => Ok(Diagram::freeze(self, edges)),
        }
    }

    /// Aims, drivers and changes share one namespace.
    fn check_namespace(&self, problems: &mut Vec<Problem>) {
        let mut twice = |section: &str, id: &str, first: &str| {
            problems.push(
                Problem::new(
                    Code::DuplicateId,
                    Place::at(format!("{section}.{id}")),
                    format!("`{id}` is also the id of {first}"),
                )
                .with_help(
                    "aims, drivers and changes share one namespace: links name them by id alone",
                ),
            );
        };
        for id in self.drivers.ids() {
            if self.aims.contains(id.as_str()) {
                twice("drivers", id.as_str(), "an aim");
            }
        }
        for id in self.changes.ids() {
            if self.aims.contains(id.as_str()) {
                twice("changes", id.as_str(), "an aim");
            } else if self.drivers.contains(id.as_str()) {
                twice("changes", id.as_str(), "a driver");
            }
        }
    }

    /// The position of a node among all nodes: aims, then drivers, then changes.
    fn position(&self, id: &str) -> Option<(u32, &'static str)> {
        let (aims, drivers) = (self.aims.len(), self.drivers.len());
        let found = if let Some(at) = self.aims.position(id) {
            (at, kind::Aim::NAME)
        } else if let Some(at) = self.drivers.position(id) {
            (aims + at, kind::Driver::NAME)
        } else {
            (aims + drivers + self.changes.position(id)?, kind::Change::NAME)
        };
        Some((u32::try_from(found.0).ok()?, found.1))
    }

    /// The position of a node of which the kind is known. Not the same as [`position`](Self::position)
    /// while two kinds share an id, which is reported apart.
    fn position_of(&self, node: &NodeId) -> Option<u32> {
        let (aims, drivers) = (self.aims.len(), self.drivers.len());
        let at = match node {
            NodeId::Aim(id) => self.aims.position(id.as_str())?,
            NodeId::Driver(id) => aims + self.drivers.position(id.as_str())?,
            NodeId::Change(id) => aims + drivers + self.changes.position(id.as_str())?,
        };
        u32::try_from(at).ok()
    }

    fn name(&self, position: u32) -> &str {
        let at = position as usize;
        let (aims, drivers) = (self.aims.len(), self.drivers.len());
        let name = if at < aims {
            self.aims.at(at).map(|(id, _)| id.as_str())
        } else if at < aims + drivers {
            self.drivers.at(at - aims).map(|(id, _)| id.as_str())
        } else {
            self.changes.at(at - aims - drivers).map(|(id, _)| id.as_str())
        };
        name.unwrap_or_default()
    }

    /// Turns links between ids into links between positions, leaving out those that are wrong.
    fn resolve(&self, elsewhere: Elsewhere<'_>, problems: &mut Vec<Problem>) -> Vec<Edge> {
        let mut edges = Vec::with_capacity(self.links.len());
        let mut seen = std::collections::BTreeSet::new();
        for (index, drawn) in self.links.iter().enumerate() {
            match self.resolve_one(drawn, elsewhere) {
                Err(problem) => problems.push(problem),
                Ok((from, to)) if !seen.insert((from, to)) => problems.push(
                    Problem::new(
                        Code::DuplicateLink,
                        drawn.place(),
                        format!(
                            "the link `{}` -> `{}` is drawn twice",
                            drawn.from.as_str(),
                            drawn.to
                        ),
                    )
                    .with_help("keep one link, and put what both say into it"),
                ),
                Ok((from, to)) => edges.push(Edge { from, to, drawn: index }),
            }
        }
        edges
    }

    fn resolve_one(&self, drawn: &Drawn, elsewhere: Elsewhere<'_>) -> Result<(u32, u32), Problem> {
        let problem = |code, message| Problem::new(code, drawn.place(), message);
        let from_kind = drawn.from.kind();
        let Some(from) = self.position_of(&drawn.from) else {
            let names = self.names_of(&[from_kind]);
            return Err(unknown(drawn.place(), from_kind, drawn.from.as_str(), names));
        };
        if from_kind == kind::Aim::NAME {
            return Err(problem(
                Code::ForbiddenLink,
                format!(
                    "the aim `{}` drives `{}`, but an aim drives nothing",
                    drawn.from.as_str(),
                    drawn.to
                ),
            )
            .with_help("turn the link round, or make the aim a driver"));
        }
        let Some((to, to_kind)) = self.position(&drawn.to) else {
            return Err(self.nothing_there(drawn, elsewhere));
        };
        if from == to {
            return Err(problem(Code::SelfLink, format!("`{}` drives itself", drawn.to)));
        }
        if to_kind == kind::Change::NAME {
            return Err(problem(
                Code::ForbiddenLink,
                format!(
                    "`{}` drives the change `{}`, but nothing drives a change",
                    drawn.from.as_str(),
                    drawn.to
                ),
            )
            .with_help("a change is what people do: link it to the driver it moves"));
        }
        match drawn.to_kind {
            Some(said) if said != to_kind => Err(problem(
                Code::WrongKind,
                format!("`{}` exists, but is {}", drawn.to, with_article(to_kind)),
            )
            .with_found(to_kind)
            .with_expected(said)),
            _ => Ok((from, to)),
        }
    }

    /// The problem of a target that is no node of this diagram.
    fn nothing_there(&self, drawn: &Drawn, elsewhere: Elsewhere<'_>) -> Problem {
        match elsewhere(&drawn.to) {
            Some(kind) => Problem::new(
                Code::WrongKind,
                drawn.place(),
                format!("`{}` exists, but is {}", drawn.to, with_article(kind)),
            )
            .with_found(kind)
            .with_expected("a driver or an aim")
            .with_help("a link leads to a driver or an aim"),
            None => unknown(
                drawn.place(),
                drawn.to_kind.unwrap_or("driver or aim"),
                &drawn.to,
                self.names_of(&[kind::Driver::NAME, kind::Aim::NAME]),
            ),
        }
    }

    fn names_of(&self, kinds: &[&str]) -> Vec<&str> {
        let mut names = Vec::new();
        if kinds.contains(&kind::Driver::NAME) {
            names.extend(self.drivers.ids().map(Id::as_str));
        }
        if kinds.contains(&kind::Aim::NAME) {
            names.extend(self.aims.ids().map(Id::as_str));
        }
        if kinds.contains(&kind::Change::NAME) {
            names.extend(self.changes.ids().map(Id::as_str));
        }
        names
    }

    fn check_cycles(&self, edges: &[Edge], problems: &mut Vec<Problem>) {
        // What was retired is history, and history may contradict the present.
        let live: Vec<(u32, u32)> = edges
            .iter()
            .filter(|edge| self.links.get(edge.drawn).is_some_and(|d| d.link.retired.is_none()))
            .map(|edge| (edge.from, edge.to))
            .collect();
        let count = self.aims.len() + self.drivers.len() + self.changes.len();
        let names: Vec<&str> =
            (0..u32::try_from(count).unwrap_or(u32::MAX)).map(|p| self.name(p)).collect();
        for knot in Tangle::of(&names, &live).knots {
            let Some(shortest) = knot.shortest.first() else { continue };
            let mut around: Vec<&str> =
                shortest.iter().map(|&position| self.name(position)).collect();
            let Some(&first) = around.first() else { continue };
            let second = around.get(1).copied().unwrap_or(first);
            around.push(first);
            let written = around.join(" -> ");
            let remedy: Vec<String> = knot
                .remedy
                .iter()
                .map(|&(from, to)| format!("`{}` -> `{}`", self.name(from), self.name(to)))
                .collect();
            problems.push(
                Problem::new(
                    Code::Cycle,
                    Place::at(format!("drivers.{first}.drives.{second}")),
                    format!("these links lead back to where they began: {written}"),
                )
                .with_found(written)
                .with_expected("links that lead from changes to aims only")
                .with_help(format!(
                    "leave out {}; if the loop is real, draw its return as a dated next step",
                    remedy.join(" and ")
                )),
            );
        }
    }
}

/// The problem of an id that nothing has.
pub(crate) fn unknown<'a>(
    place: Place,
    kind: &str,
    id: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Problem {
    let problem = Problem::new(Code::UnknownReference, place, format!("no {kind} named `{id}`"))
        .with_found(id)
        .with_expected(format!("the id of {}", with_article(kind)));
    match nearest(id, names) {
        Some(near) => problem.with_help(format!("did you mean `{near}`?")),
        None => problem,
    }
}

/// `an aim`, `a driver`.
pub(crate) fn with_article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {kind}")
}
