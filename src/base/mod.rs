//! What a valid word, number, date or id is, and how a problem is said.
//!
//! Every other room of the crate stands on this one, and this one stands on none. It holds the
//! leaves of which programmes are made: ids, labels, shares, dates and so on. Each leaf
//! is checked once, when it is made, and cannot be wrong afterwards.

mod direction;
mod problem;

pub use direction::Direction;
pub use problem::{Code, Place, Position, Problem, Problems, Severity};
