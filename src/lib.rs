//! Improvement programmes as values you can compute with.

pub mod base;
pub mod document;
