//! Not done, wrong, too early, or as the theory says: one made-up programme with four endings, read on
//! the same day, side by side.
//!
//! A ward starts a safety huddle to raise the share of risks named early, which should bring falls
//! down. In each ending the falls chart or the huddle differs, and only the diagrams, the dates and
//! the charts together tell which it is.

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use std::error::Error;

use improvement::base::{
    AimId, ChangeId, Date, DelayWindow, Direction, DriverId, Label, MeasureId, Share, Statement,
};
use improvement::change::{Change, ChangeStatus};
use improvement::diagram::{Driver, Link};
use improvement::measure::{Family, Measure, Point, Series};
use improvement::programme::Programme;
use improvement::purpose::Aim;
use improvement::theory::{Settings, TheoryReading};

/// One ending: how often the huddle takes place, the week in which risks are named early, the week in
/// which falls come down, and how long falls may take.
struct Ending {
    name: &'static str,
    delivered: f64,
    named: Option<u32>,
    fewer_falls: Option<u32>,
    delay: &'static str,
}

const ENDINGS: [Ending; 4] = [
    Ending { name: "not done", delivered: 0.15, named: None, fewer_falls: None, delay: "8w" },
    Ending {
        name: "theory wrong",
        delivered: 0.92,
        named: Some(22),
        fewer_falls: None,
        delay: "8w",
    },
    Ending { name: "too early", delivered: 0.92, named: Some(22), fewer_falls: None, delay: "26w" },
    Ending {
        name: "as predicted",
        delivered: 0.92,
        named: Some(22),
        fewer_falls: Some(26),
        delay: "8w",
    },
];

fn main() -> Result<(), Box<dyn Error>> {
    let today = week(40);
    println!("The same ward, the same day ({today}), four endings.\n");
    println!(
        "{:<14}{:<11}{:<8}{:<7}{:<16}what it comes to",
        "ending", "delivered", "driver", "falls", "finding"
    );
    let mut details = Vec::new();
    for ending in &ENDINGS {
        let programme = programme(ending)?;
        let reading = TheoryReading::new(&programme, today, &Settings::default());
        for route in reading.routes(1) {
            println!(
                "{:<14}{:<11}{:<8}{:<7}{:<16}{}",
                ending.name,
                route.delivered,
                route.drivers,
                route.aim,
                route.finding.word(),
                route.in_words()
            );
            details.push(format!("{}: {}", ending.name, route.finding.next_step()));
            for link in &route.links {
                details.push(format!(
                    "  {}\n    {}\n    {}",
                    link.link,
                    link.in_words(),
                    link.rests_on()
                ));
            }
        }
    }
    println!("\nWhat to do, and what each link rests on:");
    for line in details {
        println!("{line}");
    }
    Ok(())
}

fn week(number: u32) -> Date {
    "2025-01-06".parse::<Date>().map_or(Date::LAST, |monday| monday.plus_days(7 * number))
}

/// Forty weeks around a level, shifted from a week on.
fn series(level: f64, shift: f64, from: Option<u32>) -> Result<Series, Box<dyn Error>> {
    const RIPPLE: [f64; 7] = [0.4, -0.9, 1.1, -0.3, 0.7, -1.2, 0.2];
    let points = (0..=40_u32).zip(RIPPLE.iter().cycle()).map(|(at, ripple)| {
        let shift = if from.is_some_and(|from| at >= from) { shift } else { 0.0 };
        Point::value(week(at), level + ripple + shift)
    });
    Ok(Series::new(points.collect::<Result<_, _>>()?)?)
}

fn measured(family: Family, good: Direction, series: Series) -> Result<Measure, Box<dyn Error>> {
    let mut measure = Measure::new(Label::new("as counted on the ward")?, family);
    (measure.direction, measure.series) = (Some(good), Some(series));
    Ok(measure)
}

fn programme(ending: &Ending) -> Result<Programme, Box<dyn Error>> {
    let mut builder = Programme::builder("fewer-falls".parse()?, Label::new("Fewer falls")?);
    let (risks, falls): (MeasureId, MeasureId) = ("risks-named".parse()?, "falls".parse()?);
    builder.measure(
        risks.clone(),
        measured(Family::Process, Direction::Up, series(20.0, 8.0, ending.named)?)?,
    )?;
    builder.measure(
        falls.clone(),
        measured(Family::Outcome, Direction::Down, series(12.0, -6.0, ending.fewer_falls)?)?,
    )?;
    let mut huddle = Change::new(Label::new("Safety huddle at every handover")?);
    (huddle.status, huddle.started) = (Some(ChangeStatus::Adopted), Some(week(18)));
    huddle.delivery = Some(Share::new(ending.delivered)?);
    let mut early = Driver::new(Label::new("Name risks early")?);
    early.measures = vec![risks];
    let mut aim = Aim::new(Statement::new("Halve falls by the end of 2025")?);
    aim.measures = vec![falls];
    let (c, d, a): (ChangeId, DriverId, AimId) =
        ("huddle".parse()?, "early".parse()?, "falls-halved".parse()?);
    let mut first = Link::new();
    first.delay = Some(DelayWindow::new("1w".parse()?, "6w".parse()?)?);
    let mut second = Link::new();
    second.delay = Some(DelayWindow::new("2w".parse()?, ending.delay.parse()?)?);
    builder.diagram.change(c.clone(), huddle).driver(d.clone(), early).aim(a.clone(), aim);
    builder.diagram.link(&c, &d, first).link(&d, &a, second);
    Ok(builder.build()?)
}
