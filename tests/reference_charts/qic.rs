use crate::table::{Data, Tally};
pub fn simulated(_: &Data, _: &mut Tally) {}
pub fn real(_: &Data, _: &mut Tally) {}
