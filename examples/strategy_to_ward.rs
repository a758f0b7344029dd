//! From a trust's true north down to one change on a ward, and back: which work leads there, what was
//! said between levels, whether the aim still promises what it did, who has a say, and whether the
//! routines and promises that carry it were kept. The programme is invented.
//!
//! ```sh
//! cargo run --example strategy_to_ward
//! ```

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use improvement::base::Date;
use improvement::document::from_toml;
use improvement::programme::Programme;
use improvement::purpose::VitalFew;
use improvement::review::Reviewer;

const DOCUMENT: &str = include_str!("../tests/data/invented-strategy.toml");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let programme = from_toml(DOCUMENT)?.programme;
    let as_of: Date = "2025-08-10".parse()?;

    println!("Up: what each change is for");
    for line in programme.alignment() {
        println!("  {line}");
    }
    down(&programme, "no-harm");
    said_between_levels(&programme, as_of);
    promise(&programme, "fewer-falls");

    println!("\nWho is much affected and has little power");
    for party in programme.without_power() {
        println!("  {party}");
    }
    kept(&programme, as_of);

    println!("\nWhat a reviewer asks about direction, routines and leaders");
    let review = Reviewer::new().as_of(as_of).review(&programme);
    for finding in review.open().filter(|f| f.lint.code.starts_with(['T', 'R', 'B'])) {
        println!("  {finding}");
    }
    Ok(())
}

fn down(programme: &Programme, north: &str) {
    let serving = programme.serving(north);
    println!("\nDown: what serves {north}");
    for objective in &serving.objectives {
        println!("  objective {objective}");
    }
    for aim in &serving.aims {
        println!("  aim {aim}");
    }
    for change in &serving.changes {
        println!("  change {change}");
    }
    for (id, objective) in programme.objectives_without_work() {
        println!("  and what serves the {} {id}? nothing on record", objective.level);
    }
}

fn said_between_levels(programme: &Programme, as_of: Date) {
    let Some(purpose) = programme.purpose() else { return };
    println!("\nCatchball");
    for (id, objective) in purpose.active_objectives(Some(as_of)) {
        if !objective.catchball.is_empty() {
            println!("  {id}: {}", objective.catchball_by(Some(as_of)));
        }
        for changed in objective.catchball.iter().filter_map(|throw| throw.changed.as_ref()) {
            println!("    changed by it: {changed}");
        }
    }
    for crowd in purpose.crowds(VitalFew::default(), Some(as_of)) {
        println!("  {crowd}");
    }
}

fn promise(programme: &Programme, id: &str) {
    let Some(aim) = programme.diagram().aim(id) else { return };
    println!("\nThe aim: {}", aim.statement);
    for restatement in &aim.restated {
        println!("  restated on {}: {}", restatement.on, restatement.because);
    }
    if let Some(drift) = programme.drift(id) {
        println!("  since it was first stated, {drift}");
    }
    for question in aim.open_questions() {
        println!("  open: {question}");
    }
    let Some(equity) = programme.equity(id) else { return };
    for (gap, reading) in &equity.gaps {
        match reading {
            Some(reading) => println!("  gap: {gap}: {reading}"),
            None => println!("  gap: {gap}: not yet known twice"),
        }
    }
}

fn kept(programme: &Programme, as_of: Date) {
    println!("\nKept and missed");
    for routine in programme.systems().routines.rows() {
        if let Some(adherence) = routine.adherence(as_of) {
            println!("  {}: {adherence}", routine.label);
        }
    }
    for promise in programme.leadership().commitments.rows() {
        if let Some(adherence) = promise.adherence(as_of) {
            println!("  {}: {adherence}", promise.label);
        }
    }
    for path in programme.systems().escalations.rows() {
        println!("  {}: {}", path.label, path.answers(as_of));
    }
    if let Some(sponsorship) = programme.sponsorship(as_of) {
        println!("  {sponsorship}");
    }
}
