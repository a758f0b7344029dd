//! The theory as plain arrays, and what can be worked out from it.
//!
//! A driver diagram is a set of claims: *if this is done, that moves*. [`ClaimGraph`] holds the
//! claims of one diagram, frozen, and each file here answers one question about them:
//!
//! | Question | Ask |
//! |---|---|
//! | Does it go round in circles? | [`Tangle::of`] |
//! | How many routes are there? | [`ClaimGraph::routes`] |
//! | Which do we believe in most, and where is each weakest? | [`ClaimGraph::best_routes`] |
//! | Which changes serve which aims, and what hangs in the air? | [`ClaimGraph::coverage`], [`ClaimGraph::loose`] |
//! | What does everything pass through? | [`ClaimGraph::dominators`], [`ClaimGraph::driver_cuts`] |
//! | What is drawn twice? | [`ClaimGraph::implied`] |
//! | What stands oddly? | [`ClaimGraph::layers`] |
//! | Where do the routes run? | [`ClaimGraph::route_shares`], [`ClaimGraph::betweenness`] |
//! | When could the aim move? | [`ClaimGraph::window`] |
//! | How much would it move? | [`ClaimGraph::effects_on`] |
//! | How likely is it that a whole route holds? | [`ClaimGraph::reliability`] |
//! | What matters most, and where does our doubt sit? | [`ClaimGraph::leverage`], [`ClaimGraph::doubt`] |
//! | Which changes, within the hours we have? | [`ClaimGraph::choose`] |
//! | What can we stop? | [`ClaimGraph::pauses`] |
//! | What should we test next? | [`ClaimGraph::value_of_testing`] |
//! | What if this were gone? | [`ClaimGraph::what_if`] |
//! | What changed since the last version? | [`Difference::between`], [`Meaning::between`] |
//! | Where do programmes meet or collide? | [`Portfolio::merge`] |
//!
//! A link is a claim: nothing here proves that anything caused anything.

mod best;
mod choose;
mod claim;
mod count;
mod cuts;
mod dominators;
mod doubt;
mod effect;
mod flow;
mod freeze;
mod graph;
mod implied;
mod index;
mod knots;
mod layers;
mod learn;
mod leverage;
mod likeness;
mod merge;
mod reach;
mod reliability;
mod routes;
mod stop;
mod theory;
mod timing;
mod traffic;
mod versions;
mod whatif;

pub use best::Route;
pub use choose::{Choice, Limits, Quality};
pub use claim::{Claim, ClaimError, Gate, Lag, Node, NodeKind, Sign, Strength};
pub use count::Count;
pub use cuts::CutSets;
pub use dominators::{Before, Dominators};
pub use doubt::Doubt;
pub use effect::{Effect, Effects};
pub use graph::ClaimGraph;
pub use implied::Implied;
pub use index::{LinkIx, NodeIx};
pub use knots::{Knot, Tangle};
pub use layers::{Layers, Oddity};
pub use learn::{Learning, TestValue};
pub use leverage::{ChangeLeverage, Leverage, LinkLeverage};
pub use likeness::{LIKE_ENOUGH, likeness};
pub use merge::{Member, Overlap, Portfolio, pooled_belief};
pub use reach::{Coverage, Loose};
pub use reliability::{Method, Reliability, Settings};
pub use routes::Routes;
pub use stop::Pause;
pub use theory::{Offer, Theory};
pub use timing::{Deadline, Window};
pub use traffic::{Betweenness, Shares};
pub use versions::{Difference, Meaning, Moved};
pub use whatif::WhatIf;
