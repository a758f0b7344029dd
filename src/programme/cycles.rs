//! What cycles and measures say together: which measures are followed while testing, how far it is.

use crate::change::fidelity::is_regular;
use crate::change::progress::ProgressFacts;
use crate::change::{ChangeStatus, CycleKind};
use crate::measure::{At, Measure, Series};

use super::Programme;

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
