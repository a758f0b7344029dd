//! A contribution story: what was done, what moved, what else could explain it, and how much may be
//! said. The same made-up ward first with a rival standing, then with the rival struck out in writing.
//!
//! A story is a line of argument from the change to the aim; it never names one as the reason for the
//! other.

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use std::error::Error;

use improvement::base::{
    AimId, ChangeId, Date, DelayWindow, Direction, DriverId, Hours, Label, MeasureId, Reason,
    Share, Statement,
};
use improvement::change::{Change, ChangeStatus};
use improvement::diagram::claims::Limits;
use improvement::diagram::{Driver, Link, StruckOut};
use improvement::measure::{Family, Measure, Point, Series};
use improvement::people::{Part, Role};
use improvement::programme::Programme;
use improvement::purpose::Aim;
use improvement::theory::{Learning, Settings, TheoryReading};

/// Per cent of meals with a drink offered, by fortnight.
const OFFERED: [f64; 26] = [
    41.0, 44.0, 39.0, 42.0, 45.0, 40.0, 43.0, 38.0, 42.0, 44.0, 41.0, 40.0, 43.0, 39.0, 62.0, 71.0,
    78.0, 82.0, 80.0, 85.0, 83.0, 86.0, 84.0, 87.0, 85.0, 86.0,
];
/// Urinary infections per 1,000 bed days, by fortnight.
const INFECTIONS: [f64; 26] = [
    6.1, 5.7, 6.4, 5.9, 6.2, 5.6, 6.0, 6.3, 5.8, 6.1, 5.9, 6.2, 5.7, 6.0, 6.3, 5.8, 4.4, 4.0, 3.8,
    4.1, 3.6, 3.9, 3.7, 4.0, 3.5, 3.8,
];

fn main() -> Result<(), Box<dyn Error>> {
    let today = fortnight(25);
    println!("With a rival standing:\n");
    tell(&programme(&[])?, today);
    println!("With every rival struck out in writing:\n");
    let reasons = [
        (
            "hydration",
            "A new drug chart was tried that month",
            "The chart was tried on another ward",
        ),
        (
            "fewer-infections",
            "A warm spring",
            "The ward across the road had the same spring and no change",
        ),
    ];
    tell(&programme(&reasons)?, today);
    Ok(())
}

fn tell(programme: &Programme, today: Date) {
    let settings = Settings::default();
    let reading = TheoryReading::new(programme, today, &settings);
    let learning = Learning::of(programme, today, &settings);
    for (aim, story) in reading.stories(&learning) {
        println!("{aim}\n{}", story.text());
    }
    println!("What has been learned:");
    for learned in learning.links() {
        let belief = learned.belief_on(today);
        let (low, high) = belief.interval90();
        println!("  {}: belief {:.2} ({low:.2} to {high:.2})", learned.link, belief.mean());
        for update in &learned.updates {
            println!("    {} {}", update.on, update.reason);
        }
    }
    println!("What to test next:");
    for test in reading.next_tests(&learning, &Limits::none()) {
        println!("  {}", test.in_words());
    }
    println!();
}

fn fortnight(number: u32) -> Date {
    "2024-09-02".parse::<Date>().map_or(Date::LAST, |monday| monday.plus_days(14 * number))
}

fn measured(values: &[f64], family: Family, good: Direction) -> Result<Measure, Box<dyn Error>> {
    let points = (0..).zip(values).map(|(at, value)| Point::value(fortnight(at), *value));
    let mut measure = Measure::new(Label::new("as counted on the ward")?, family);
    measure.direction = Some(good);
    measure.series = Some(Series::new(points.collect::<Result<_, _>>()?)?);
    Ok(measure)
}

/// The programme, with a rival on each link; those with a reason are struck out.
fn programme(reasons: &[(&str, &str, &str)]) -> Result<Programme, Box<dyn Error>> {
    let mut builder = Programme::builder("drink-more".parse()?, Label::new("Drink more")?);
    let (offered, infections): (MeasureId, MeasureId) = ("offered".parse()?, "infections".parse()?);
    builder.measure(offered.clone(), measured(&OFFERED, Family::Process, Direction::Up)?)?;
    builder
        .measure(infections.clone(), measured(&INFECTIONS, Family::Outcome, Direction::Down)?)?;
    let assistant = Role::new(Label::new("Care assistant")?, Part::TeamMember);
    builder.people.roles.insert("care-assistant".parse()?, assistant)?;
    let mut trolley = Change::new(Label::new("Drinks trolley at every meal")?);
    (trolley.status, trolley.started) = (Some(ChangeStatus::Adopted), Some(fortnight(13)));
    trolley.delivery = Some(Share::new(0.88)?);
    trolley.hours.insert("care-assistant".parse()?, Hours::new(2.0)?)?;
    let mut hydration = Driver::new(Label::new("Residents drink enough")?);
    hydration.measures = vec![offered];
    let mut aim = Aim::new(Statement::new("A third fewer urinary infections by summer")?);
    aim.measures = vec![infections];
    let (c, d, a): (ChangeId, DriverId, AimId) =
        ("trolley".parse()?, "hydration".parse()?, "fewer-infections".parse()?);
    let link = |to: &str, rival: &str| -> Result<Link, Box<dyn Error>> {
        let mut link = Link::new();
        link.delay = Some(DelayWindow::new("1w".parse()?, "10w".parse()?)?);
        link.rivals = vec![Statement::new(rival)?];
        for (_, rival, because) in reasons.iter().filter(|(effect, ..)| *effect == to) {
            link.struck_out.push(StruckOut::new(Statement::new(*rival)?, Reason::new(*because)?));
        }
        Ok(link)
    };
    let first = link("hydration", "A new drug chart was tried that month")?;
    let second = link("fewer-infections", "A warm spring")?;
    builder.diagram.change(c.clone(), trolley).driver(d.clone(), hydration).aim(a.clone(), aim);
    builder.diagram.link(&c, &d, first).link(&d, &a, second);
    Ok(builder.build()?)
}
