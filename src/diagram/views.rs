//! Small borrowed views that carry their diagram, so that one can walk from node to node.

use std::fmt;
use std::ops::Deref;

use serde::ser::SerializeStruct;

use super::graph::{At, Diagram, LinkAt};
use super::routes::Routes;
use super::{Driver, Level, Link, NodeId};
use crate::base::{AimId, ChangeId, DriverId, Gate, MeasureId};
use crate::change::Change;
use crate::purpose::Aim;

/// Any node of a diagram. `Copy`: a reference and a position.
#[derive(Clone, Copy)]
pub struct NodeRef<'d> {
    pub(super) diagram: &'d Diagram,
    pub(super) at: At,
    pub(super) row: Row<'d>,
}

/// What stands behind a node.
#[derive(Clone, Copy)]
pub(super) enum Row<'d> {
    Aim(&'d AimId, &'d Aim),
    Driver(&'d DriverId, &'d Driver),
    Change(&'d ChangeId, &'d Change),
}

/// A link of a diagram, with its two ends; dereferences to the [`Link`].
#[derive(Clone, Copy)]
pub struct LinkRef<'d> {
    pub(super) at: LinkAt,
    pub(super) claim: &'d Link,
    pub(super) cause: NodeRef<'d>,
    pub(super) effect: NodeRef<'d>,
}

/// Its two ends: `from` the cause, `to` the effect.
impl serde::Serialize for LinkRef<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut ends = serializer.serialize_struct("LinkRef", 2)?;
        ends.serialize_field("from", &self.cause.id())?;
        ends.serialize_field("to", &self.effect.id())?;
        ends.end()
    }
}

impl<'d> NodeRef<'d> {
    /// The id.
    pub fn id(self) -> NodeId {
        match self.row {
            Row::Aim(id, _) => id.into(),
            Row::Driver(id, _) => id.into(),
            Row::Change(id, _) => id.into(),
        }
    }

    /// The id without its kind.
    pub fn as_str(self) -> &'d str {
        match self.row {
            Row::Aim(id, _) => id.as_str(),
            Row::Driver(id, _) => id.as_str(),
            Row::Change(id, _) => id.as_str(),
        }
    }

    /// The words in its box: a label, or an aim's statement.
    pub fn label(self) -> &'d str {
        match self.row {
            Row::Aim(_, aim) => aim.statement.as_str(),
            Row::Driver(_, driver) => driver.label.as_str(),
            Row::Change(_, change) => change.label.as_str(),
        }
    }

    /// The measures that show whether it moves.
    pub fn measures(self) -> &'d [MeasureId] {
        match self.row {
            Row::Aim(_, aim) => &aim.measures,
            Row::Driver(_, driver) => &driver.measures,
            Row::Change(_, change) => &change.measures,
        }
    }

    /// How many of its causes must act for it to move. Nothing leads to a change.
    pub fn gate(self) -> Gate {
        match self.row {
            Row::Aim(_, aim) => aim.gate,
            Row::Driver(_, driver) => driver.gate,
            Row::Change(..) => Gate::Any,
        }
    }

    /// Whether it was retired (or, for a change, abandoned).
    pub fn is_retired(self) -> bool {
        match self.row {
            Row::Aim(_, aim) => aim.retired.is_some(),
            Row::Driver(_, driver) => driver.retired.is_some(),
            Row::Change(_, change) => !change.counts(),
        }
    }

    /// The node as an aim, if it is one.
    pub fn to_aim(self) -> Option<AimRef<'d>> {
        if let Row::Aim(id, row) = self.row { Some(AimRef::new(self, id, row)) } else { None }
    }

    /// The node as a driver, if it is one.
    pub fn to_driver(self) -> Option<DriverRef<'d>> {
        if let Row::Driver(id, row) = self.row { Some(DriverRef::new(self, id, row)) } else { None }
    }

    /// The node as a change, if it is one.
    pub fn to_change(self) -> Option<ChangeRef<'d>> {
        if let Row::Change(id, row) = self.row { Some(ChangeRef::new(self, id, row)) } else { None }
    }

    /// Whether a route leads from here to an aim.
    pub fn reaches_an_aim(self) -> bool {
        self.rank().is_some()
    }

    /// The routes from here to aims, at most `limit` of them; how many there are in all is told
    /// beside them.
    pub fn routes_to_aims(self, limit: usize) -> Routes<'d> {
        Routes::from(self, limit)
    }

    /// All that leads here, directly or by others, in the order of the diagram; retired links do
    /// not count.
    pub fn everything_before(self) -> Vec<NodeRef<'d>> {
        self.closure(|node| {
            node.causes().filter(|link| link.counts()).map(LinkRef::cause).collect()
        })
    }

    /// All that is led to from here, in the order of the diagram; retired links do not count.
    pub fn everything_after(self) -> Vec<NodeRef<'d>> {
        self.closure(|node| {
            node.effects().filter(|link| link.counts()).map(LinkRef::effect).collect()
        })
    }

    fn closure(self, next: impl Fn(NodeRef<'d>) -> Vec<NodeRef<'d>>) -> Vec<NodeRef<'d>> {
        let mut seen = std::collections::BTreeMap::new();
        let mut open = vec![self];
        while let Some(node) = open.pop() {
            for found in next(node) {
                if seen.insert(found.at, found).is_none() {
                    open.push(found);
                }
            }
        }
        seen.into_values().collect()
    }
}

impl<'d> LinkRef<'d> {
    /// What is claimed, for as long as the diagram lives.
    pub fn claim(self) -> &'d Link {
        self.claim
    }

    /// Where it begins.
    pub fn cause(self) -> NodeRef<'d> {
        self.cause
    }

    /// Where it leads.
    pub fn effect(self) -> NodeRef<'d> {
        self.effect
    }

    /// Whether it counts: neither it nor one of its ends was retired.
    pub fn counts(self) -> bool {
        self.claim.retired.is_none() && !self.cause.is_retired() && !self.effect.is_retired()
    }
}

impl Deref for LinkRef<'_> {
    type Target = Link;
    fn deref(&self) -> &Link {
        self.claim
    }
}

/// Equal if they are the same node of the same diagram.
impl PartialEq for NodeRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.diagram, other.diagram) && self.at == other.at
    }
}

impl Eq for NodeRef<'_> {}

/// Equal if they are the same link of the same diagram.
impl PartialEq for LinkRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.claim, other.claim) && self.at == other.at
    }
}

impl Eq for LinkRef<'_> {}

impl fmt::Debug for NodeRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.id())
    }
}

/// `change:huddle -> driver:early-action`.
impl fmt::Display for LinkRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} -> {}", self.cause().id(), self.effect().id())
    }
}

impl fmt::Debug for LinkRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

macro_rules! views {
    ($($View:ident, $Row:ident, $IdAlias:ident, $word:literal;)+) => {$(
        #[doc = concat!("One ", $word, " of a diagram; dereferences to the [`", stringify!($Row), "`].")]
        #[derive(Clone, Copy)]
        pub struct $View<'d> {
            node: NodeRef<'d>,
            id: &'d $IdAlias,
            row: &'d $Row,
        }

        impl<'d> $View<'d> {
            pub(super) const fn new(node: NodeRef<'d>, id: &'d $IdAlias, row: &'d $Row) -> Self {
                $View { node, id, row }
            }

            /// The id.
            pub fn id(self) -> &'d $IdAlias {
                self.id
            }

            #[doc = concat!("The ", $word, " itself, for as long as the diagram lives.")]
            pub fn get(self) -> &'d $Row {
                self.row
            }

            /// The same as a node of any kind.
            pub fn node(self) -> NodeRef<'d> {
                self.node
            }

            /// The id without its kind.
            pub fn as_str(self) -> &'d str {
                self.node.as_str()
            }

            /// The links that lead here, in the order in which they were drawn.
            pub fn causes(self) -> impl Iterator<Item = LinkRef<'d>> + Clone {
                self.node.causes()
            }

            /// The changes from which a route leads here.
            pub fn changes(self) -> Vec<ChangeRef<'d>> {
                self.node.everything_before().into_iter().filter_map(NodeRef::to_change).collect()
            }

            /// The column in which it is drawn, the aims standing in column 0.
            pub fn column(self) -> usize {
                self.node.column()
            }
        }

        impl Deref for $View<'_> {
            type Target = $Row;
            fn deref(&self) -> &$Row {
                self.get()
            }
        }

        /// Equal if they are the same node of the same diagram.
        impl PartialEq for $View<'_> {
            fn eq(&self, other: &Self) -> bool {
                self.node == other.node
            }
        }

        impl Eq for $View<'_> {}

        impl From<$View<'_>> for crate::base::AnyId {
            fn from(view: $View<'_>) -> Self {
                view.id.into()
            }
        }

        impl fmt::Debug for $View<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.node, f)
            }
        }
    )+};
}
views! {
    AimRef, Aim, AimId, "aim";
    DriverRef, Driver, DriverId, "driver";
    ChangeRef, Change, ChangeId, "change";
}

impl<'d> DriverRef<'d> {
    /// The links that lead on from here.
    pub fn effects(self) -> impl Iterator<Item = LinkRef<'d>> + Clone {
        self.node.effects()
    }

    /// The routes from here to aims; see [`NodeRef::routes_to_aims`].
    pub fn routes_to_aims(self, limit: usize) -> Routes<'d> {
        self.node.routes_to_aims(limit)
    }

    /// The level at which it stands: the one it was given, or the one that its longest route to an
    /// aim gives it; `None` further than three columns from the aim, or if it reaches none.
    pub fn placed_level(self) -> Option<Level> {
        self.get().level.or_else(|| {
            [Level::Primary, Level::Secondary, Level::Tertiary]
                .into_iter()
                .find(|level| Some(level.depth()) == self.node.rank())
        })
    }
}

impl<'d> ChangeRef<'d> {
    /// The links that lead on from here.
    pub fn effects(self) -> impl Iterator<Item = LinkRef<'d>> + Clone {
        self.node.effects()
    }

    /// The routes from here to aims; see [`NodeRef::routes_to_aims`].
    pub fn routes_to_aims(self, limit: usize) -> Routes<'d> {
        self.node.routes_to_aims(limit)
    }

    /// The aims that a route leads to.
    pub fn aims(self) -> Vec<AimRef<'d>> {
        self.node.everything_after().into_iter().filter_map(NodeRef::to_aim).collect()
    }
}
