//! Whether each test builds on earlier ones only, and which measures are followed while testing.

use crate::base::{Code, CycleId, Place, Problem, Table, kind};
use crate::change::fidelity::is_regular;
use crate::change::progress::ProgressFacts;
use crate::change::{ChangeStatus, Cycle, CycleKind};
use crate::diagram::claims::Tangle;
use crate::measure::{At, Measure, Series};

use super::Programme;

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

/// Whether three points in a row of the measure's series lie at regular times. Gaps do not count.
pub(super) fn is_followed(measure: &Measure) -> bool {
    let points = measure.series.iter().flat_map(Series::points);
    is_regular(points.filter(|point| point.found().is_some()).filter_map(
        |point| match point.at() {
            At::Day(day) => Some(day),
            At::Position(_) => None,
        },
    ))
}

/// See [`Programme::progress_facts`].
pub(super) fn progress_facts(programme: &Programme) -> ProgressFacts {
    let diagram = programme.diagram();
    let cycles = || programme.cycles().rows();
    let changes = || diagram.change_table().rows();
    let mut goals: Vec<&str> = Vec::new();
    for measure in diagram.aim_table().rows().flat_map(|aim| &aim.measures) {
        if !goals.contains(&measure.as_str()) {
            goals.push(measure.as_str());
        }
    }
    let values = |id: &str| {
        let measure = programme.measures().get(id);
        let series = measure.and_then(|measure| measure.series.as_ref());
        series.map_or(0, |s| s.points().iter().filter(|point| point.found().is_some()).count())
    };
    let tests = cycles().filter(|c| c.kind != CycleKind::Learn && c.is_done()).count();
    let charted = goals.iter().filter(|id| values(id) > 1).count();
    ProgressFacts {
        aim: !diagram.aim_table().is_empty(),
        team: !programme.people().roles.is_empty(),
        planned: !diagram.change_table().is_empty() || !programme.cycles().is_empty(),
        activity: cycles().any(|cycle| cycle.done().is_some()) || charted > 0,
        tests_done: count(tests),
        goals: count(goals.len()),
        goals_charted: count(charted),
        implementing: changes().any(|change| {
            matches!(change.status, Some(ChangeStatus::Adopted | ChangeStatus::Spread))
        }) || cycles().any(|c| c.kind == CycleKind::Implement && c.done().is_some()),
        ..ProgressFacts::default()
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
