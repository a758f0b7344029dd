//! What measures of how people fare say of a condition.

use super::{Found, Ground};
use crate::conditions::Bearing;
use crate::people::instruments::Construct;
use crate::theory::{Faring, State};

/// What measures of one construct say: a signal or a notable change counts, the good way for and the
/// other way against; where nothing moved, whether the measure's own target is met.
pub(super) fn by_measures(ground: &Ground<'_>, about: fn(Construct) -> bool) -> Vec<Found> {
    let wanted = ground.faring.iter().filter(|of| of.construct.is_some_and(about));
    wanted.filter_map(measured).collect()
}

fn measured(of: &Faring<'_>) -> Option<Found> {
    let latest = of.movement.latest?;
    let (bearing, target) = match (of.state(), of.at_target) {
        (State::Absent, _) => return None,
        (State::Worse, _) => (Bearing::Against, ""),
        (State::Better, _) => (Bearing::For, ""),
        (State::Same | State::Few, Some(true)) => (Bearing::For, "; its target is met"),
        (State::Same | State::Few, Some(false)) => (Bearing::Against, "; its target is not met"),
        (State::Same | State::Few, None) => (Bearing::Neither, "; no target says what is enough"),
    };
    let said = format!("{}{target}", of.in_words());
    Some(Found::new(bearing, latest, said).about([of.measure.into()]))
}
