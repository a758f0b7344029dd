//! A programme built in code, with what the compiler and the builder refuse.
//!
//! ```sh
//! cargo run --example build_in_code
//! ```

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "an example speaks to the terminal")]

use std::error::Error;

use improvement::base::{
    AimId, ChangeId, DriverId, Hours, Label, MeasureId, Number, Reason, Statement,
};
use improvement::diagram::{Level, Strength};
use improvement::measure::{DataKind, Definition, Family};
use improvement::people::{Constituency, DecisionPoint, Group, Involvement, Part, Role};
use improvement::purpose::Purpose;
use improvement::{Aim, Change, Driver, Link, Measure, Programme, ProgrammeBuilder};

fn main() -> Result<(), Box<dyn Error>> {
    let programme = draft()?.build()?;
    println!(
        "{}: {} nodes, {} links",
        programme.name(),
        programme.diagram().node_count(),
        programme.diagram().link_count()
    );
    for change in programme.diagram().changes() {
        println!("  {} leads to {:?}", change.as_str(), change.aims());
    }

    // The compiler refuses what could never be right. None of these lines compiles:
    //
    //     builder.diagram.link(&aim, &driver, Link::new());     an aim that drives
    //     builder.diagram.link(&driver, &change, Link::new());  a change that is driven
    //     aim.measures = vec![driver];                          a driver where a measure is meant
    //     let share = Share(1.4);                               a share that was not checked

    // Values refuse what no value can be.
    println!("\nvalues refuse:");
    println!("  {}", Hours::new(-2.0).unwrap_err());
    println!("  {}", "Safe mobility".parse::<DriverId>().unwrap_err());
    println!("  {}", Label::new("  ").unwrap_err());

    // The builder refuses what does not hold together, all of it at once.
    let mut builder = draft()?;
    let (known, shoes): (DriverId, DriverId) = ("known-risk".parse()?, "right-shoes".parse()?);
    builder
        .diagram
        .driver(shoes.clone(), Driver::new(Label::new("People wear what they can walk in")?));
    builder.diagram.link(&known, &shoes, Link::new());
    builder.diagram.link(&shoes, &known, Link::new());
    builder.diagram.link(&shoes, &"fewer-fals".parse::<AimId>()?, Link::new());
    let mut board = Change::new(Label::new("Put risk on the handover board")?);
    board.measures = vec!["nurses".parse()?];
    builder.diagram.change("risk-board".parse::<ChangeId>()?, board);
    println!("\nthe builder refuses:");
    for problem in &builder.build().unwrap_err() {
        println!("  {problem}");
    }

    // What was built is frozen. To change it, take it back to a builder.
    let mut builder = programme.to_builder();
    builder.purpose =
        Some(Purpose::new(Statement::new("Nobody comes to harm by falling while with us")?));
    let revised = builder.build()?;
    println!(
        "\nrevised: the purpose is \"{}\"",
        revised.purpose().map_or("", |purpose| purpose.statement.as_str())
    );
    Ok(())
}

/// A small draft: one aim, one driver, one change, who is in it, and one measure.
fn draft() -> Result<ProgrammeBuilder, Box<dyn Error>> {
    let mut builder =
        Programme::builder("fewer-falls".parse()?, Label::new("Fewer falls on two wards")?);

    let nurses = Group::new(Label::new("Nurses")?, Constituency::FrontlineStaff);
    let patients = Group::new(Label::new("Patients")?, Constituency::Patients);
    builder.people.groups.insert("nurses".parse()?, nurses)?;
    builder.people.groups.insert("patients".parse()?, patients)?;
    builder
        .people
        .roles
        .insert("ward-nurse".parse()?, Role::new(Label::new("Ward nurse")?, Part::TeamMember))?;
    builder.people.involvement.push(Involvement::new(
        "patients".parse()?,
        DecisionPoint::Solution,
        "co-design".parse()?,
    ));

    let rate: MeasureId = "falls-rate".parse()?;
    let mut measure = Measure::new(Label::new("Rate of falls with harm")?, Family::Outcome);
    let mut definition = Definition::new(DataKind::Rate);
    definition.denominator = Some(Statement::new("occupied bed days")?);
    measure.definition = Some(definition);
    builder.measure(rate.clone(), measure)?;

    let aim_id: AimId = "fewer-falls-with-harm".parse()?;
    let mut aim =
        Aim::new(Statement::new("Falls with harm down from 6.6 to 4 by the end of 2025")?);
    aim.measures = vec![rate];
    aim.from = Some(Number::new(6.6)?);
    aim.to = Some(Number::new(4.0)?);
    aim.by = Some("2025-12-31".parse()?);
    builder.diagram.aim(aim_id.clone(), aim);

    let driver_id: DriverId = "known-risk".parse()?;
    builder.diagram.driver(
        driver_id.clone(),
        Driver::at(Level::Primary, Label::new("Risk is known and shared")?),
    );

    let change_id: ChangeId = "safety-huddle".parse()?;
    let mut huddle = Change::new(Label::new("Safety huddle")?);
    huddle.designed_by = vec!["nurses".parse()?, "patients".parse()?];
    huddle.hours.insert("ward-nurse".parse()?, Hours::new(1.75)?)?;
    builder.diagram.change(change_id.clone(), huddle);

    let mut because = Link::of(Strength::Strong);
    because.because = Some(Reason::new("a team that names the risk can act before harm")?);
    builder.diagram.link(&driver_id, &aim_id, because);
    builder.diagram.link(&change_id, &driver_id, Link::of(Strength::Strong));
    Ok(builder)
}
