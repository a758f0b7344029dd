//! Whether each test builds on earlier ones only.

use crate::base::{Code, CycleId, Place, Problem, Table, kind};
use crate::change::Cycle;
use crate::diagram::claims::Tangle;

/// Reports cycles that build on each other in a circle, with the shortest circle of each knot.
pub(super) fn check_loops(cycles: &Table<kind::Cycle, Cycle>, problems: &mut Vec<Problem>) {
    let position = |id: &CycleId| cycles.position(id.as_str()).and_then(|p| u32::try_from(p).ok());
    let names: Vec<&str> = cycles.ids().map(CycleId::as_str).collect();
    let links: Vec<(u32, u32)> = cycles
        .iter()
        .flat_map(|(id, cycle)| cycle.previous.iter().map(move |previous| (previous, id)))
        .filter_map(|(from, to)| Some((position(from)?, position(to)?)))
        .collect();
    for knot in Tangle::of(&names, &links).knots {
        let name = |&position: &u32| names.get(position as usize).copied();
        let mut around: Vec<&str> =
            knot.shortest.first().into_iter().flatten().filter_map(name).collect();
        let Some(&first) = around.first() else { continue };
        around.push(first);
        let written = around.join(" -> ");
        problems.push(
            Problem::new(
                Code::Cycle,
                Place::at(format!("cycles.{first}.previous")),
                format!("these tests build on each other in a circle: {written}"),
            )
            .with_found(written)
            .with_expected("tests that build on earlier tests only")
            .with_help("name as `previous` only what came before"),
        );
    }
}
