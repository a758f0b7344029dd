//! What cycles and measures say together: which measures are followed while testing, how far it is.

use crate::change::fidelity::is_regular;
use crate::change::progress::ProgressFacts;
use crate::change::{ChangeStatus, CycleKind};
use crate::measure::{At, Family, Measure, Series};
use crate::purpose::Aim;

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

/// An outcome measure of an aim that counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Goal<'p> {
    pub(crate) aim: &'p Aim,
    pub(crate) id: &'p str,
    pub(crate) measure: &'p Measure,
}

/// The outcome measures of the aims that count, each with the first aim that names it.
pub(super) fn goals(programme: &Programme) -> Vec<Goal<'_>> {
    let mut goals: Vec<Goal<'_>> = Vec::new();
    let aims = programme.diagram().aim_table().rows().filter(|aim| aim.retired.is_none());
    for (aim, id) in aims.flat_map(|aim| aim.measures.iter().map(move |id| (aim, id.as_str()))) {
        let outcome = programme.measures().get(id).filter(|m| m.family == Family::Outcome);
        if let Some(measure) = outcome
            && goals.iter().all(|goal| goal.id != id)
        {
            goals.push(Goal { aim, id, measure });
        }
    }
    goals
}

/// See [`Programme::progress_facts`].
pub(super) fn progress_facts(programme: &Programme) -> ProgressFacts {
    let diagram = programme.diagram();
    let cycles = || programme.cycles().rows();
    let changes = || diagram.change_table().rows();
    let goals = programme.goals();
    let values = |measure: &Measure| {
        let points = measure.series.iter().flat_map(Series::points);
        points.filter(|point| point.found().is_some()).count()
    };
    let tests = cycles().filter(|c| c.kind != CycleKind::Learn && c.is_done()).count();
    let charted = goals.iter().filter(|goal| values(goal.measure) > 1).count();
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
