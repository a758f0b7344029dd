//! The rules, by what they look at.

pub(super) mod aim;
pub(super) mod assessment;
pub(super) mod capacity;
pub(super) mod codesign;
pub(super) mod conditions;
pub(super) mod cycles;
pub(super) mod experience;
pub(super) mod involvement;
pub(super) mod leaders;
pub(super) mod measures;
pub(super) mod people;
pub(super) mod progress;
pub(super) mod promise;
pub(super) mod ramps;
pub(super) mod rounds;
pub(super) mod routines;
pub(super) mod strategy;
pub(super) mod structure;
