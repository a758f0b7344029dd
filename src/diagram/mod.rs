//! What leads to what: the driver diagram and the questions it can answer.

pub mod claims;
