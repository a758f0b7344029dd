//! A project of Experience-Based Co-Design, from what people felt to changes on the driver diagram: the
//! emotional map, what each side brought, what both chose together, what became of it, how much of the
//! method was done, and a consent that is taken back. The day surgery unit is invented.
//!
//! ```sh
//! cargo run --example codesign
//! ```

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use std::error::Error;
use std::fs;
use std::path::Path;

use improvement::base::Date;
use improvement::document;
use improvement::people::codesign::{Audience, Codesign, List};
use improvement::render::EmotionalMap;
use improvement::review::Reviewer;

fn main() -> Result<(), Box<dyn Error>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/invented/day-surgery.toml");
    let programme = document::load_path(path)?.programme;
    let as_of: Date = "2024-12-31".parse()?;
    let (_, project) = programme.people().codesign.iter().next().ok_or("no project")?;

    println!("The emotional map: {}", EmotionalMap::of(project).description());

    println!("\nWhat each side brought, and what both chose:");
    for priority in project.priorities.rows() {
        let on = |list| if priority.lists.contains(&list) { "x" } else { "-" };
        let joint = if priority.joint { "chosen together" } else { "" };
        println!(
            "  staff {}  patients {}  {}  {joint}",
            on(List::Staff),
            on(List::Patients),
            priority.label
        );
    }

    println!("\nWhat became of it (that it led to a change says nothing of what the change did):");
    for story in programme.priorities().iter().filter(|story| story.priority.joint) {
        println!("  {}", story.in_words());
        for change in &story.changes {
            for route in &change.routes_to_aims(3) {
                println!("    {route}");
            }
        }
    }

    println!("\nHow much of the method was done: {}", project.fidelity(Some(as_of)).in_words());
    for sizing in project.sizing().iter().filter(|sizing| sizing.is_short() || sizing.is_over()) {
        println!("  {}", sizing.in_words());
    }

    println!("\nWhat a reviewer asks about it:");
    let review = Reviewer::new().as_of(as_of).review(&programme);
    let about = |code: &str| code == "H56" || matches!(code, "H06" | "H07") || is_codesign(code);
    for finding in review.open().filter(|finding| about(finding.lint.code)) {
        println!("  {finding}");
    }

    println!("\nWhat may be shown, and to whom:");
    show(project, as_of);
    // A teller takes the consent back: the words are gone from the document and from every output.
    let mut builder = programme.to_builder();
    for project in builder.people.codesign.ids().cloned().collect::<Vec<_>>() {
        if let Some(project) = builder.people.codesign.get_mut(project.as_str()) {
            let erased = project.withdraw("teller-2", "2024-11-01".parse()?)?;
            println!("Taken back on 2024-11-01: {erased} excerpt erased.");
        }
    }
    let after = builder.build()?;
    let (_, project) = after.people().codesign.iter().next().ok_or("no project")?;
    show(project, as_of);

    let folder = Path::new("target/codesign");
    fs::create_dir_all(folder)?;
    fs::write(folder.join("emotional-map.svg"), EmotionalMap::of(project).to_svg())?;
    println!("\nDrawn: {}", folder.join("emotional-map.svg").display());
    Ok(())
}

fn show(project: &Codesign, as_of: Date) {
    for audience in [Audience::Team, Audience::Organisation, Audience::Public] {
        let words: Vec<&str> = project.readable(audience, as_of).map(|(_, words)| words).collect();
        println!("  to {audience}: {words:?}");
    }
}

/// The rules H09 to H25 are about co-design.
fn is_codesign(code: &str) -> bool {
    let number = code.strip_prefix('H').and_then(|number| number.parse().ok());
    number.is_some_and(|number: u8| (9..=25).contains(&number))
}
