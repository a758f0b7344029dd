//! How every node moved, from its measures or from its delivery.

use super::delivery::{Delivery, DeliveryBasis, Extent, combined, started};
use super::net::Net;
use super::plot::Plotter;
use super::{MeasureMovement, Settings, State};
use crate::base::{Date, Direction, MeasureId};
use crate::diagram::{NodeId, NodeRef};
use crate::measure::{Family, Measure};
use crate::programme::Programme;

/// How one node moved, as of a day.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Movement {
    /// The node.
    pub node: NodeId,
    /// How it moved: its measures together, or for a change that has none its delivery.
    pub state: State,
    /// The first point of the signal; for a change judged by its delivery, the day it began.
    pub onset: Option<Date>,
    /// The day by which it should have moved: for a change the day it began, for anything else the
    /// earliest, over the links that lead to it, of the cause's onset (or its own such day) and the
    /// last day of the link's delay.
    pub due: Option<Date>,
    /// The day the first change that leads to it, or itself, began.
    pub work: Option<Date>,
    /// The measures that were read, in their order.
    pub measures: Vec<MeasureId>,
    /// What is known about delivery, if it is a change.
    pub delivery: Option<Delivery>,
}

/// Movements of all measures and nodes.
#[derive(Debug, Clone)]
pub(super) struct Movements {
    /// By the position of the measure.
    pub(super) measures: Vec<MeasureMovement>,
    /// By the position of the node.
    pub(super) nodes: Vec<Movement>,
    /// Positions of the measures of each node.
    pub(super) of_node: Vec<Vec<usize>>,
}

impl Movements {
    pub(super) fn read(
        programme: &Programme,
        net: &Net<'_>,
        as_of: Date,
        settings: &Settings,
    ) -> Self {
        let work = work(programme, net, as_of);
        let first_work = work.iter().flatten().min().copied();
        let of_node: Vec<Vec<usize>> =
            net.nodes.iter().map(|node| measures_of(programme, *node, as_of)).collect();
        let mut asked: Vec<(Option<Direction>, Option<Date>)> =
            programme.measures().rows().map(|m| (programme.direction_of(m), None)).collect();
        for (at, node) in net.nodes.iter().enumerate() {
            let fallback = node.to_aim().and_then(|aim| aim.direction);
            let begun = work.get(at).copied().flatten();
            for &measure in of_node.get(at).into_iter().flatten() {
                if let Some((good, earliest)) = asked.get_mut(measure) {
                    *good = good.or(fallback);
                    *earliest = (*earliest).into_iter().chain(begun).min();
                }
            }
        }
        let mut plotter = Plotter::new(settings);
        let rows = programme.measures().iter().zip(asked);
        let measures: Vec<MeasureMovement> = rows
            .map(|((id, measure), (good, begun))| {
                plotter.movement(id, measure, good, begun.or(first_work), as_of)
            })
            .collect();
        let mut movements = Movements { measures, nodes: Vec::new(), of_node };
        movements.nodes = (0..net.nodes.len())
            .filter_map(|at| {
                let begun = work.get(at).copied().flatten();
                movements.node(programme, net, at, begun, as_of, settings)
            })
            .collect();
        movements.set_due(net);
        movements
    }

    fn node(
        &self,
        programme: &Programme,
        net: &Net<'_>,
        at: usize,
        work: Option<Date>,
        as_of: Date,
        settings: &Settings,
    ) -> Option<Movement> {
        let node = *net.nodes.get(at)?;
        let read: Vec<&MeasureMovement> = self.of_node(at).collect();
        let mut movement = Movement {
            node: node.id(),
            state: combined(&read),
            onset: None,
            due: None,
            work,
            measures: read.iter().map(|movement| movement.measure.clone()).collect(),
            delivery: None,
        };
        movement.onset = onset(&read, movement.state);
        if let Some(change) = node.to_change() {
            let delivery =
                Delivery::of(programme, change.id(), change.get(), &read, as_of, settings);
            if delivery.basis != DeliveryBasis::Charts {
                movement.apply(delivery.extent, delivery.started);
            }
            movement.delivery = Some(delivery);
        }
        Some(movement)
    }

    /// What was read of each measure of a node.
    pub(super) fn of_node(&self, at: usize) -> impl Iterator<Item = &MeasureMovement> {
        let measures = self.of_node.get(at).into_iter().flatten();
        measures.filter_map(|measure| self.measures.get(*measure))
    }

    fn set_due(&mut self, net: &Net<'_>) {
        for &at in &net.order {
            let due = if net.is_change(at) {
                self.nodes.get(at).and_then(|node| node.delivery.as_ref()?.started)
            } else {
                let days = net.into(at).into_iter().filter_map(|wire| {
                    let cause = self.nodes.get(wire.cause)?;
                    let from = if cause.state.moved() { cause.onset } else { cause.due };
                    Some(wire.link.delay?.to().after(from?))
                });
                days.min()
            };
            if let Some(node) = self.nodes.get_mut(at) {
                node.due = due;
            }
        }
    }
}

impl Movement {
    /// Sets the state of a change by how far it is delivered. The onset stays that of its chart where
    /// the chart shows one after the start.
    fn apply(&mut self, extent: Extent, started: Option<Date>) {
        let charted = self.onset.filter(|onset| {
            self.state == State::Better && started.is_none_or(|started| *onset >= started)
        });
        (self.state, self.onset) = match extent {
            Extent::Yes => (State::Better, charted.or(started)),
            Extent::No | Extent::Partly => (State::Same, None),
            Extent::Unseen => (self.state, self.onset),
        };
    }

    /// The state and onset of a cause by the dose that a link asks for.
    pub(super) fn by(&self, dose: Option<crate::base::Share>, settings: &Settings) -> Movement {
        let mut movement = self.clone();
        if let Some(delivery) = self.delivery.as_ref().filter(|d| d.share.is_some()) {
            // The chart's onset was kept while the state was better by the dose in general.
            movement.apply(delivery.by(dose, settings), delivery.started);
        }
        movement
    }
}

fn onset(read: &[&MeasureMovement], state: State) -> Option<Date> {
    let moved = read.iter().filter(|movement| state.moved() && movement.state == state);
    moved.filter_map(|movement| movement.onset).min()
}

/// The first day of work that leads to each node, by the day.
fn work(programme: &Programme, net: &Net<'_>, as_of: Date) -> Vec<Option<Date>> {
    let mut work: Vec<Option<Date>> = vec![None; net.nodes.len()];
    for &at in &net.order {
        let own = net.nodes.get(at).and_then(|node| node.to_change()).and_then(|change| {
            started(programme, change.id(), change.get()).filter(|day| *day <= as_of)
        });
        let before = net.into(at).into_iter().filter_map(|wire| work.get(wire.cause).copied()?);
        let earliest = own.into_iter().chain(before).min();
        if let Some(slot) = work.get_mut(at) {
            *slot = earliest;
        }
    }
    work
}

/// The measures that speak for a node: those still collected. Balancing measures speak only where
/// there is no other, and for a change process measures speak before others.
fn measures_of(programme: &Programme, node: NodeRef<'_>, as_of: Date) -> Vec<usize> {
    let table = programme.measures();
    let collected = |measure: &Measure| {
        measure.retired.as_ref().is_none_or(|end| end.on.is_some_and(|on| on > as_of))
    };
    let all: Vec<(usize, Family)> = node
        .measures()
        .iter()
        .filter_map(|id| Some((table.position(id.as_str())?, table.get(id.as_str())?)))
        .filter(|(_, measure)| collected(measure))
        .map(|(at, measure)| (at, measure.family))
        .collect();
    let of = |keep: &dyn Fn(Family) -> bool| -> Vec<usize> {
        all.iter().filter(|(_, family)| keep(*family)).map(|(at, _)| *at).collect()
    };
    let preferred = if node.to_change().is_some() { of(&|f| f == Family::Process) } else { vec![] };
    let telling = of(&|f| f != Family::Balancing);
    [preferred, telling, of(&|_| true)]
        .into_iter()
        .find(|some| !some.is_empty())
        .unwrap_or_default()
}
