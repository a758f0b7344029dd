//! Random programmes, built through the builders: every section, every optional field, text in many
//! scripts, links with all attributes, series with days or positions, values, fractions and gaps.
#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

pub(crate) mod assessment;
mod codesign;
mod conduct;
mod cycles;
mod dice;
mod rooms;

use std::collections::BTreeSet;

pub(crate) use dice::Dice;
use improvement::base::{
    AimId, AnyId, ChangeId, CoachingId, CycleId, DriverId, GroupId, Label, MeasureId, ObjectiveId,
    RoleId, RoutineId, StakeholderId, TrainingId,
};
use improvement::diagram::{Link, NodeId};
use improvement::programme::{Programme, ProgrammeBuilder, Waiver};

/// The ids of a programme, by kind: what its parts may name.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) aims: Vec<AimId>,
    pub(crate) drivers: Vec<DriverId>,
    pub(crate) changes: Vec<ChangeId>,
    pub(crate) measures: Vec<MeasureId>,
    pub(crate) groups: Vec<GroupId>,
    pub(crate) roles: Vec<RoleId>,
    pub(crate) objectives: Vec<ObjectiveId>,
    pub(crate) stakeholders: Vec<StakeholderId>,
    pub(crate) training: Vec<TrainingId>,
    pub(crate) coaching: Vec<CoachingId>,
    pub(crate) routines: Vec<RoutineId>,
}

impl Names {
    /// Names for a diagram of so many nodes, and for some of everything else.
    fn new(dice: &mut Dice<'_>, nodes: usize) -> Self {
        let aims = nodes.min(1 + nodes / 40);
        let drivers = (nodes - aims) / 2;
        let changes = nodes - aims - drivers;
        Names {
            aims: ids(dice, "aim", aims),
            drivers: ids(dice, "driver", drivers),
            changes: ids(dice, "change", changes),
            measures: few(dice, "measure", 2 + nodes / 4),
            groups: few(dice, "group", 4),
            roles: few(dice, "role", 4),
            objectives: few(dice, "objective", 3),
            stakeholders: few(dice, "stakeholder", 3),
            training: few(dice, "training", 3),
            coaching: few(dice, "coaching", 3),
            routines: few(dice, "routine", 3),
        }
    }

    /// An id of any kind.
    pub(crate) fn any(&self, dice: &mut Dice<'_>) -> Option<AnyId> {
        let mut all: Vec<AnyId> = self.drivers.iter().map(AnyId::from).collect();
        all.extend(self.aims.iter().map(AnyId::from));
        all.extend(self.changes.iter().map(AnyId::from));
        all.extend(self.measures.iter().map(AnyId::from));
        all.extend(self.groups.iter().map(AnyId::from));
        all.extend(self.stakeholders.iter().map(AnyId::from));
        all.extend(self.routines.iter().map(AnyId::from));
        if all.is_empty() { None } else { Some(dice.one(&all)) }
    }
}

fn few<T: std::str::FromStr<Err: std::fmt::Debug>>(
    dice: &mut Dice<'_>,
    word: &str,
    most: usize,
) -> Vec<T> {
    let count = dice.below(most + 1);
    ids(dice, word, count)
}

/// Slugs of several shapes; digits alone are one.
fn ids<T: std::str::FromStr<Err: std::fmt::Debug>>(
    dice: &mut Dice<'_>,
    word: &str,
    count: usize,
) -> Vec<T> {
    // Digits alone name drivers only: aims, drivers and changes share one namespace.
    let shape = |dice: &mut Dice<'_>, at: usize| match dice.below(6) {
        1 if word == "driver" || word == "measure" => format!("{at}"),
        2 => format!("{at}-{word}-x"),
        _ => format!("{word}-{at}"),
    };
    (0..count).map(|at| shape(dice, at).parse().unwrap()).collect()
}

/// A programme with so many nodes in its diagram.
pub(crate) fn programme(dice: &mut Dice<'_>, nodes: usize) -> Programme {
    builder(dice, nodes).build().unwrap_or_else(|problems| panic!("{problems}"))
}

/// The same, before it is built.
pub(crate) fn builder(dice: &mut Dice<'_>, nodes: usize) -> ProgrammeBuilder {
    let mut names = Names::new(dice, nodes);
    let purposeful = dice.coin();
    if !purposeful {
        // Both live in the purpose.
        names.objectives.clear();
        names.stakeholders.clear();
    }
    let name: Label = dice.label();
    let mut builder = Programme::builder("programme-1".parse().unwrap(), name);
    rooms::header(dice, &mut builder.header);
    builder.purpose = purposeful.then(|| rooms::purpose(dice, &names));
    builder.people = rooms::people(dice, &names);
    builder.leadership = conduct::leadership(dice, &names);
    builder.capability = rooms::capability(dice, &names);
    builder.systems = conduct::systems(dice, &names);
    for id in &names.measures {
        let measure = rooms::measure(dice, &names, id);
        builder.measure(id.clone(), measure).unwrap();
    }
    let tests: Vec<CycleId> = few(dice, "cycle", 4);
    for (at, id) in tests.iter().enumerate() {
        builder.cycle(id.clone(), cycles::cycle(dice, &names, &tests[..at])).unwrap();
    }
    builder.assessment = assessment::assessment(dice, &names, &tests);
    builder.waivers = dice.many(3, |dice| {
        let mut waiver = Waiver::new(dice.tag(), dice.reason());
        waiver.about = dice.many(2, |dice| names.any(dice)).into_iter().flatten().collect();
        waiver.until = dice.maybe(Dice::date);
        waiver
    });
    for id in &names.aims {
        let aim = rooms::aim(dice, &names);
        builder.diagram.aim(id.clone(), aim);
    }
    for id in &names.drivers {
        let driver = rooms::driver(dice, &names);
        builder.diagram.driver(id.clone(), driver);
    }
    for id in &names.changes {
        let change = rooms::change(dice, &names);
        builder.diagram.change(id.clone(), change);
    }
    for (from, to, link) in links(dice, &names) {
        builder.diagram.link_to(from, to, link);
    }
    builder
}

/// Links without a loop: drivers are ranked by chance, and lead to lower ranks or to aims. A retired
/// link may lead anywhere: history may contradict the present.
fn links(dice: &mut Dice<'_>, names: &Names) -> Vec<(NodeId, String, Link)> {
    let mut ranked: Vec<&DriverId> = names.drivers.iter().collect();
    for at in (1..ranked.len()).rev() {
        ranked.swap(at, dice.below(at + 1));
    }
    let mut drawn = BTreeSet::new();
    let mut links = Vec::new();
    let mut draw = |dice: &mut Dice<'_>, from: NodeId, to: &str, retired: bool| {
        if from.as_str() != to && drawn.insert((from.clone(), to.to_owned())) {
            let mut link = rooms::link(dice, names);
            if retired {
                link.retired = Some(dice.retirement());
            }
            links.push((from, to.to_owned(), link));
        }
    };
    let aims: Vec<&str> = names.aims.iter().map(AimId::as_str).collect();
    for (rank, driver) in ranked.iter().enumerate() {
        for _ in 0..dice.below(4) {
            match dice.below(8) {
                0..=3 if !aims.is_empty() => {
                    let to = dice.one(&aims);
                    draw(dice, NodeId::from(*driver), to, false);
                }
                7 => {
                    let to = dice.one(&ranked).as_str();
                    draw(dice, NodeId::from(*driver), to, true);
                }
                _ if rank > 0 => {
                    let to = dice.one(&ranked[..rank]).as_str();
                    draw(dice, NodeId::from(*driver), to, false);
                }
                _ => {}
            }
        }
    }
    for change in &names.changes {
        for _ in 0..dice.below(4) {
            if dice.below(5) == 4 && !aims.is_empty() {
                let to = dice.one(&aims);
                draw(dice, NodeId::from(change), to, false);
            } else if !ranked.is_empty() {
                let to = dice.one(&ranked).as_str();
                draw(dice, NodeId::from(change), to, false);
            }
        }
    }
    links
}
