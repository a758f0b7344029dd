//! A made-up programme of 40 nodes over 36 months whose truth is known: which changes were
//! delivered, which links hold, and so which nodes really moved, and when.

#![allow(dead_code, reason = "not every user uses every part")]

use std::collections::BTreeMap;

use improvement::base::{
    AimId, ChangeId, Date, DelayWindow, Direction, DriverId, Label, MeasureId, Share, Statement,
};
use improvement::change::{Change, ChangeStatus};
use improvement::diagram::{Driver, Link, NodeId};
use improvement::measure::{Family, Measure, Point, Series};
use improvement::programme::Programme;
use improvement::purpose::Aim;
use improvement::theory::{Diagnosis, Due, Order, State};

/// Months of data; work begins after the twelfth at the earliest.
pub(crate) const MONTHS: u32 = 36;

/// A small generator, so that every run can be repeated.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// From 0 to below 1.
    pub(crate) fn share(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn below(&mut self, n: u32) -> u32 {
        (0..n).rev().find(|k| self.share() * f64::from(k + 1) < 1.0 || *k == 0).unwrap_or(0)
    }

    /// A standard normal number (Box and Muller 1958).
    pub(crate) fn normal(&mut self) -> f64 {
        let (u, v) = (1.0 - self.share(), self.share());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }
}

/// What is really so of one node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Truth {
    /// The month it moved in, if it did.
    pub(crate) moved: Option<u32>,
    /// For a change, whether it was delivered; for anything else, whether it moved.
    pub(crate) on: bool,
}

/// A simulated programme with its truth.
pub(crate) struct Simulated {
    pub(crate) programme: Programme,
    pub(crate) nodes: BTreeMap<String, Truth>,
    /// Each link: from, to, whether it holds, and what a reader who saw the truth would say.
    pub(crate) links: Vec<(String, String, bool, Diagnosis)>,
}

pub(crate) fn month(number: u32) -> Date {
    Date::new(2021, 1, 1).unwrap().plus_months(number)
}

/// Two aims, 6 primary and 12 secondary drivers, 20 changes. Every link is drawn with a delay of 0 to
/// 5 months; the real one is 1 to 3. A real effect is `sigmas` standard deviations of its measure.
pub(crate) fn simulate(seed: u64, sigmas: f64) -> Simulated {
    let mut random = Random::new(seed);
    let mut drawn: Vec<(String, String)> = Vec::new();
    for change in 0..20_u32 {
        drawn.push((
            format!("c{change}"),
            format!("s{}", if change < 12 { change } else { random.below(12) }),
        ));
    }
    for driver in 0..12_u32 {
        drawn.push((format!("s{driver}"), format!("p{}", driver / 2)));
    }
    for driver in 0..6_u32 {
        drawn.push((format!("p{driver}"), format!("aim{}", driver / 3)));
    }
    let mut nodes: BTreeMap<String, Truth> = BTreeMap::new();
    let mut begun: BTreeMap<String, (u32, bool)> = BTreeMap::new();
    for change in 0..20_u32 {
        let start = 12 + random.below(4);
        let delivered = random.share() < 0.75;
        let name = format!("c{change}");
        begun.insert(name.clone(), (start, delivered));
        nodes.insert(name, Truth { moved: delivered.then_some(start), on: delivered });
    }
    // Links are listed causes first, so one pass carries what happened to the aims.
    let mut holding = Vec::new();
    let mut incoming: BTreeMap<String, Option<u32>> = BTreeMap::new();
    for (from, to) in &drawn {
        let holds = random.share() < 0.7;
        let lag = 1 + random.below(3);
        holding.push(holds);
        let moved = nodes
            .get(from)
            .map_or_else(|| incoming.get(from).copied().flatten(), |truth| truth.moved);
        let arrives = moved.filter(|_| holds).map(|month| month + lag);
        let slot = incoming.entry(to.clone()).or_insert(None);
        *slot = [*slot, arrives].into_iter().flatten().min();
    }
    for (name, moved) in incoming {
        nodes.insert(name, Truth { moved, on: moved.is_some() });
    }
    let programme = build(&drawn, &nodes, &begun, sigmas, &mut random);
    let links = drawn
        .iter()
        .zip(holding)
        .map(|((from, to), holds)| {
            (from.clone(), to.clone(), holds, truth(from, to, &drawn, &nodes, &begun))
        })
        .collect();
    Simulated { programme, nodes, links }
}

/// The months in which the work that should move a node was begun, its delays included.
fn due(
    node: &str,
    drawn: &[(String, String)],
    nodes: &BTreeMap<String, Truth>,
    begun: &BTreeMap<String, (u32, bool)>,
) -> u32 {
    if let Some((start, _)) = begun.get(node) {
        return *start;
    }
    let causes = drawn.iter().filter(|(_, to)| to == node);
    let from = causes
        .map(|(from, _)| nodes[from].moved.unwrap_or_else(|| due(from, drawn, nodes, begun)) + 5);
    from.min().unwrap_or(0)
}

fn truth(
    from: &str,
    to: &str,
    drawn: &[(String, String)],
    nodes: &BTreeMap<String, Truth>,
    begun: &BTreeMap<String, (u32, bool)>,
) -> Diagnosis {
    let state = |truth: Truth| if truth.moved.is_some() { State::Better } else { State::Same };
    let (up, down) = (nodes[from], nodes[to]);
    let start = up.moved.unwrap_or_else(|| due(from, drawn, nodes, begun));
    let passed = if MONTHS - 1 <= start + 5 { Due::Waiting } else { Due::Passed };
    let order = up.moved.zip(down.moved).map(|(up, down)| match () {
        () if down < up => Order::Before,
        () if down <= up + 5 => Order::InWindow,
        () => Order::TooLate,
    });
    Diagnosis::of(state(up), state(down), passed, order)
}

fn build(
    drawn: &[(String, String)],
    nodes: &BTreeMap<String, Truth>,
    begun: &BTreeMap<String, (u32, bool)>,
    sigmas: f64,
    random: &mut Random,
) -> Programme {
    let name = Label::new("Simulated").unwrap();
    let mut builder = Programme::builder("simulated".parse().unwrap(), name.clone());
    for (node, truth) in nodes.iter().filter(|(node, _)| !node.starts_with('c')) {
        let aim = node.starts_with("aim");
        let good = if aim { Direction::Down } else { Direction::Up };
        let family = if aim { Family::Outcome } else { Family::Process };
        let mut measure = Measure::new(name.clone(), family);
        measure.direction = Some(good);
        let way = if aim { -sigmas } else { sigmas };
        let points = (0..MONTHS).map(|at| {
            let shift = truth.moved.filter(|from| at >= *from).map_or(0.0, |_| way);
            Point::value(month(at), 50.0 + shift + random.normal()).unwrap()
        });
        measure.series = Some(Series::new(points.collect()).unwrap());
        let id: MeasureId = format!("m-{node}").parse().unwrap();
        builder.measure(id.clone(), measure).unwrap();
        if aim {
            let mut row = Aim::new(Statement::new("Less harm").unwrap());
            row.measures = vec![id];
            builder.diagram.aim(node.parse::<AimId>().unwrap(), row);
        } else {
            let mut row = Driver::new(name.clone());
            row.measures = vec![id];
            builder.diagram.driver(node.parse::<DriverId>().unwrap(), row);
        }
    }
    for (change, (start, delivered)) in begun {
        let mut row = Change::new(name.clone());
        row.status = Some(ChangeStatus::Adopted);
        row.started = Some(month(*start));
        row.delivery = Share::new(if *delivered { 0.9 } else { 0.1 }).ok();
        builder.diagram.change(change.parse::<ChangeId>().unwrap(), row);
    }
    for (from, to) in drawn {
        let mut link = Link::new();
        link.delay = DelayWindow::new("0m".parse().unwrap(), "5m".parse().unwrap()).ok();
        let cause: NodeId = if from.starts_with('c') {
            from.parse::<ChangeId>().unwrap().into()
        } else {
            from.parse::<DriverId>().unwrap().into()
        };
        builder.diagram.link_to(cause, to, link);
    }
    builder.build().unwrap()
}
