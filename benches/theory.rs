//! Reading a programme's theory beside its data.
//!
//! `cargo bench --bench theory`

#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has nothing to time")]

use divan::{Bencher, black_box};
use improvement::base::{
    AimId, ChangeId, Date, DelayWindow, Direction, DriverId, Label, MeasureId, Share, Statement,
};
use improvement::change::{Change, ChangeStatus};
use improvement::diagram::{Driver, Link, NodeId};
use improvement::measure::{Family, Measure, Point, Series};
use improvement::programme::Programme;
use improvement::purpose::Aim;
use improvement::theory::{Learning, Settings, TheoryReading};

fn main() {
    divan::main();
}

const MONTHS: u32 = 60;

fn month(number: u32) -> Date {
    Date::new(2019, 1, 1).unwrap().plus_months(number)
}

/// So many nodes in four columns (2% aims, 8% and 30% drivers, 60% changes), two links from each, and
/// a series of 60 months for each, every other of which moves.
fn programme(nodes: u32) -> Programme {
    let label = Label::new("A label").unwrap();
    let mut builder = Programme::builder("bench".parse().unwrap(), label.clone());
    let starts = [0, (nodes / 50).max(1), nodes / 10, nodes * 4 / 10, nodes];
    let column = |at: u32| (0..4_usize).find(|column| at < starts[column + 1]).unwrap();
    // Effects move after their causes: changes first, aims last.
    let moves = [34, 32, 30, 28];
    let mut state = 0x5eed_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    for at in 0..nodes {
        let family = if at < starts[1] { Family::Outcome } else { Family::Process };
        let mut measure = Measure::new(label.clone(), family);
        measure.direction = Some(Direction::Up);
        let points = (0..MONTHS).map(|month_at| {
            let shift = if at % 2 == 0 && month_at >= moves[column(at)] { 3.0 } else { 0.0 };
            let noise = random() + random() + random() - 1.5;
            Point::value(month(month_at), 20.0 + shift + 2.0 * noise).unwrap()
        });
        measure.series = Some(Series::new(points.collect()).unwrap());
        let id: MeasureId = format!("m{at}").parse().unwrap();
        builder.measure(id.clone(), measure).unwrap();
        let name = format!("n{at}");
        match column(at) {
            0 => {
                let mut aim = Aim::new(Statement::new("An aim").unwrap());
                aim.measures.push(id);
                builder.diagram.aim(name.parse::<AimId>().unwrap(), aim);
            }
            1 | 2 => {
                let mut driver = Driver::new(label.clone());
                driver.measures.push(id);
                builder.diagram.driver(name.parse::<DriverId>().unwrap(), driver);
            }
            _ => {
                let mut change = Change::new(label.clone());
                change.measures.push(id);
                (change.status, change.started) = (Some(ChangeStatus::Adopted), Some(month(24)));
                change.delivery = Share::new(if at % 3 == 0 { 0.1 } else { 0.9 }).ok();
                builder.diagram.change(name.parse::<ChangeId>().unwrap(), change);
            }
        }
    }
    for at in starts[1]..nodes {
        let (column, name) = (column(at), format!("n{at}"));
        let cause: NodeId = if column == 3 {
            name.parse::<ChangeId>().unwrap().into()
        } else {
            name.parse::<DriverId>().unwrap().into()
        };
        let (from, to) = (starts[column - 1], starts[column]);
        let first = from + at % (to - from);
        let second = from + (at * 7 + 3) % (to - from);
        for effect in [first, second].iter().take(if first == second { 1 } else { 2 }) {
            let mut link = Link::new();
            link.delay = DelayWindow::new("0m".parse().unwrap(), "6m".parse().unwrap()).ok();
            builder.diagram.link_to(cause.clone(), format!("n{effect}"), link);
        }
    }
    builder.build().unwrap()
}

/// Movements, deliveries and the diagnosis of every link with its rivals.
#[divan::bench(args = [40, 200, 1000])]
fn diagnose(bencher: Bencher<'_, '_>, nodes: u32) {
    let programme = programme(nodes);
    let settings = Settings::default();
    bencher.bench_local(|| {
        TheoryReading::new(black_box(&programme), month(MONTHS), &settings).links().len()
    });
}

/// The routes to every aim, counted.
#[divan::bench(args = [40, 200, 1000])]
fn count_routes(bencher: Bencher<'_, '_>, nodes: u32) {
    let programme = programme(nodes);
    let reading = TheoryReading::new(&programme, month(MONTHS), &Settings::default());
    bencher.bench_local(|| black_box(&reading).aims().len());
}

/// Sixty months replayed.
#[divan::bench(args = [40, 200], sample_count = 5)]
fn replay(bencher: Bencher<'_, '_>, nodes: u32) {
    let programme = programme(nodes);
    let settings = Settings::default();
    bencher.bench_local(|| {
        Learning::of(black_box(&programme), month(MONTHS), &settings).links().len()
    });
}
