//! Improvement programmes as values you can compute with.

pub mod base;
pub mod capability;
pub mod change;
pub mod leadership;
pub mod measure;
pub mod people;
pub mod purpose;
pub mod spc;
pub mod systems;
