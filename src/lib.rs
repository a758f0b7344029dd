//! Improvement programmes as values you can compute with.

pub mod base;
pub mod capability;
pub mod change;
pub mod diagram;
pub mod document;
pub mod leadership;
pub mod measure;
pub mod people;
pub mod programme;
pub mod purpose;
pub mod render;
pub mod systems;
