//! Programmes with dates: weekly series that move on a chosen week, and a day to read them.

#![allow(dead_code, reason = "not every test uses every part")]

use improvement::base::{
    AimId, Belief, ChangeId, Date, DelayWindow, Direction, DriverId, Gate, Label, MeasureId, Share,
    Statement,
};
use improvement::change::{Change, ChangeStatus};
use improvement::diagram::{Driver, Link};
use improvement::measure::{Family, Measure, Point, Series};
use improvement::programme::{Programme, ProgrammeBuilder};
use improvement::purpose::Aim;

/// The day on which a week begins; week 0 is 1 January 2024, a Monday.
pub(crate) fn week(number: u32) -> Date {
    Date::new(2024, 1, 1).unwrap().plus_days(7 * number)
}

/// How a series goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goes {
    Nowhere,
    Five,
    Steady,
    BetterFrom(u32),
    WorseFrom(u32),
}

/// A weekly measure until week 60, and wild points after it that nobody may see before their day.
pub(crate) fn measure(family: Family, good: Direction, goes: Goes) -> Measure {
    let mut measure = Measure::new(Label::new("a measure").unwrap(), family);
    measure.direction = Some(good);
    let points = match goes {
        Goes::Nowhere => return measure,
        Goes::Five => 5,
        _ => 70,
    };
    let up = if good == Direction::Up { 1.0 } else { -1.0 };
    let value = |at: u32| {
        let (from, way) = match goes {
            Goes::BetterFrom(from) => (from, up),
            Goes::WorseFrom(from) => (from, -up),
            _ => (u32::MAX, 1.0),
        };
        // The point before a move lies on the other side, so that the run begins with the move.
        let ripple = if at.abs_diff(from) % 2 == 1 { -way } else { way };
        let level = if at >= from { 10.0 * way } else { 0.0 };
        let wild = if at > 60 { 500.0 } else { 0.0 };
        50.0 + ripple + level + wild
    };
    let weeks = if goes == Goes::Five { 50..50 + points } else { 0..points };
    let points = weeks.map(|at| Point::value(week(at), value(at)).unwrap()).collect();
    measure.series = Some(Series::new(points).unwrap());
    measure
}

/// A programme under construction.
pub(crate) struct World(pub(crate) ProgrammeBuilder);

impl World {
    pub(crate) fn new() -> Self {
        World(Programme::builder("world".parse().unwrap(), Label::new("World").unwrap()))
    }

    pub(crate) fn measure(&mut self, id: &str, measure: Measure) -> &mut Self {
        self.0.measure(id.parse::<MeasureId>().unwrap(), measure).unwrap();
        self
    }

    pub(crate) fn aim(&mut self, id: &str, measures: &[&str]) -> &mut Self {
        self.gated_aim(id, measures, Gate::Any)
    }

    /// An aim that needs so many of its causes.
    pub(crate) fn gated_aim(&mut self, id: &str, measures: &[&str], gate: Gate) -> &mut Self {
        let mut aim = Aim::new(Statement::new("Less harm by the end of the year").unwrap());
        aim.measures = ids(measures);
        aim.gate = gate;
        self.0.diagram.aim(id.parse::<AimId>().unwrap(), aim);
        self
    }

    pub(crate) fn driver(&mut self, id: &str, measures: &[&str]) -> &mut Self {
        let mut driver = Driver::new(Label::new("A driver").unwrap());
        driver.measures = ids(measures);
        self.0.diagram.driver(id.parse::<DriverId>().unwrap(), driver);
        self
    }

    /// A change begun in a week, delivered so often.
    pub(crate) fn change(
        &mut self,
        id: &str,
        begun: u32,
        delivery: Option<f64>,
        measures: &[&str],
    ) -> &mut Self {
        let mut change = Change::new(Label::new("A change").unwrap());
        change.status = Some(ChangeStatus::Adopted);
        change.started = Some(week(begun));
        change.delivery = delivery.map(|share| Share::new(share).unwrap());
        change.measures = ids(measures);
        self.0.diagram.change(id.parse::<ChangeId>().unwrap(), change);
        self
    }

    pub(crate) fn link(&mut self, from: &str, to: &str, link: Link) -> &mut Self {
        let cause = Self::node(from);
        self.0.diagram.link_to(cause, to, link);
        self
    }

    fn node(id: &str) -> improvement::diagram::NodeId {
        if id.starts_with('c') {
            id.parse::<ChangeId>().unwrap().into()
        } else {
            id.parse::<DriverId>().unwrap().into()
        }
    }

    pub(crate) fn build(self) -> Programme {
        self.0.build().unwrap()
    }
}

fn ids(ids: &[&str]) -> Vec<MeasureId> {
    ids.iter().map(|id| id.parse().unwrap()).collect()
}

/// A link with a delay, such as `1w` to `8w`.
pub(crate) fn within(from: &str, to: &str) -> Link {
    let mut link = Link::new();
    link.delay = Some(DelayWindow::new(from.parse().unwrap(), to.parse().unwrap()).unwrap());
    link
}

pub(crate) fn believed(mut link: Link, belief: f64) -> Link {
    link.belief = Some(Belief::new(belief).unwrap());
    link
}
