//! What leads to what: the driver diagram.
//!
//! A [`Diagram`] holds a team's theory: [`Aim`](crate::purpose::Aim)s, [`Driver`]s,
//! [`Change`](crate::change::Change)s, and [`Link`]s that claim that one leads to another, always
//! from cause to effect. Drawings usually mirror this, the aim standing on the left.
//!
//! A [`DiagramBuilder`] takes nodes and links in any order and checks them together; what cannot be
//! a diagram (a loop, an aim that drives, a link to nothing) is refused with everything that is
//! wrong, and what is merely unfinished is built and left to the [review](crate::programme). Views such
//! as [`DriverRef`] then walk from node to node, and [`claims`] computes on the whole.
//!
//! A link is a claim. Nothing here proves that anything caused anything.
//!
//! ```
//! use improvement::base::{AimId, ChangeId, DriverId, Label, Statement};
//! use improvement::change::Change;
//! use improvement::diagram::{Diagram, Driver, Level, Link, Strength};
//! use improvement::purpose::Aim;
//!
//! let (aim, driver, change): (AimId, DriverId, ChangeId) =
//!     ("less-violence".parse()?, "predict-early".parse()?, "safety-huddle".parse()?);
//! let mut builder = Diagram::builder();
//! builder
//!     .aim(aim.clone(), Aim::new(Statement::new("40% less violence by the end of 2015")?))
//!     .driver(driver.clone(), Driver::at(Level::Primary, Label::new("Predict violence early")?))
//!     .change(change.clone(), Change::new(Label::new("Safety huddle")?))
//!     .link(&driver, &aim, Link::of(Strength::Strong))
//!     .link(&change, &driver, Link::of(Strength::Strong));
//! let diagram = builder.build()?;
//!
//! let huddle = diagram.change("safety-huddle").unwrap();
//! let routes: Vec<String> = huddle.routes_to_aims(10).iter().map(ToString::to_string).collect();
//! assert_eq!(routes, ["safety-huddle -> predict-early -> less-violence"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod builder;
pub mod claims;
mod driver;
mod effect;
mod graph;
mod handles;
mod link;
mod node;
#[cfg(feature = "petgraph08")]
mod petgraph08;
mod routes;
mod views;

pub use builder::DiagramBuilder;
pub(crate) use builder::{unknown, with_article};
pub use driver::{Driver, Level};
pub use effect::{EffectError, EffectSize};
pub use graph::Diagram;
pub use link::{Evidence, EvidenceLevel, Link, LinkStatus, Sign, Strength, StruckOut, Verdict};
pub use node::{Drives, NodeId};
pub use routes::{Route, Routes};
pub use views::{AimRef, ChangeRef, DriverRef, LinkRef, NodeRef};

#[cfg(test)]
mod tests;
