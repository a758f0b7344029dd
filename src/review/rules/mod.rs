//! The rules, by what they look at.

pub(super) mod aim;
pub(super) mod measures;
pub(super) mod people;
pub(super) mod structure;
