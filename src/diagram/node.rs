//! The id of any node, and which kinds may drive which.

use std::fmt;

use crate::base::kind::{self, Kind};
use crate::base::{AimId, AnyId, ChangeId, DriverId, Id};

/// The id of a node of the diagram: an aim, a driver or a change.
///
/// The three share one namespace, because a link names its target by bare id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeId {
    /// What is to be reached.
    Aim(AimId),
    /// A factor that leads to an aim.
    Driver(DriverId),
    /// Something to try.
    Change(ChangeId),
}

impl NodeId {
    /// The id without its kind.
    pub fn as_str(&self) -> &str {
        match self {
            NodeId::Aim(id) => id.as_str(),
            NodeId::Driver(id) => id.as_str(),
            NodeId::Change(id) => id.as_str(),
        }
    }

    /// The word for the kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            NodeId::Aim(_) => kind::Aim::NAME,
            NodeId::Driver(_) => kind::Driver::NAME,
            NodeId::Change(_) => kind::Change::NAME,
        }
    }

    /// The name of the table of a document that holds such nodes.
    pub(crate) const fn section(&self) -> &'static str {
        match self {
            NodeId::Aim(_) => "aims",
            NodeId::Driver(_) => "drivers",
            NodeId::Change(_) => "changes",
        }
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind(), self.as_str())
    }
}

/// With its kind, as it is displayed: `change:safety-huddle`.
impl serde::Serialize for NodeId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

macro_rules! node_ids {
    ($($Kind:ident: $IdAlias:ident),+) => {$(
        impl From<$IdAlias> for NodeId {
            fn from(id: $IdAlias) -> Self {
                NodeId::$Kind(id)
            }
        }
        impl From<&$IdAlias> for NodeId {
            fn from(id: &$IdAlias) -> Self {
                NodeId::$Kind(id.clone())
            }
        }
    )+};
}
node_ids! { Aim: AimId, Driver: DriverId, Change: ChangeId }

impl From<NodeId> for AnyId {
    fn from(id: NodeId) -> Self {
        match id {
            NodeId::Aim(id) => id.into(),
            NodeId::Driver(id) => id.into(),
            NodeId::Change(id) => id.into(),
        }
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for crate::base::kind::Driver {}
    impl Sealed for crate::base::kind::Change {}
}

/// That things of this kind may drive things of kind `T`. Sealed: drivers and changes drive drivers
/// and aims; an aim drives nothing, and nothing drives a change.
///
/// ```compile_fail
/// # use improvement::base::{AimId, DriverId};
/// # use improvement::diagram::{Diagram, Link};
/// # let (aim, driver): (AimId, DriverId) = ("a".parse().unwrap(), "d".parse().unwrap());
/// let mut builder = Diagram::builder();
/// builder.link(&aim, &driver, Link::new()); // an aim that drives
/// ```
pub trait Drives<T: Kind>: Kind + sealed::Sealed {
    /// The id as that of a node.
    fn node(id: &Id<Self>) -> NodeId
    where
        Self: Sized;
}

macro_rules! drives {
    ($($From:ident -> $To:ident),+) => {$(
        impl Drives<kind::$To> for kind::$From {
            fn node(id: &Id<Self>) -> NodeId {
                NodeId::$From(id.clone())
            }
        }
    )+};
}
drives! { Driver -> Driver, Driver -> Aim, Change -> Driver, Change -> Aim }
