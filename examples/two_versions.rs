//! What changed between two versions of a theory, and what does it mean?
//!
//! ```sh
//! cargo run --example two_versions
//! ```
//!
//! Starts from a published programme (violence reduction on six wards; the document names its
//! sources) and takes it back to a builder for an **invented** second version: one change is given
//! up, one is written anew under another id, and one belief is stated. The edits, what they do to
//! the theory, and a pair of nodes that may be one are printed; that pair is offered to a person
//! and never joined by likeness alone.

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use std::error::Error;

use improvement::base::{Belief, ChangeId, Label, Reason, Retirement};
use improvement::change::Change;
use improvement::diagram::DiagramBuilder;
use improvement::diagram::claims::Settings;
use improvement::document;
use improvement::programme::{Programme, Revision};

const CALMER_WARDS: &str = include_str!("programmes/calmer-wards.toml");

fn main() -> Result<(), Box<dyn Error>> {
    let before = match document::from_toml(CALMER_WARDS) {
        Ok(loaded) => loaded.programme,
        Err(error) => return Err(error.report().to_string().into()),
    };
    let after = second_version(&before)?;

    let revision = Revision::between(&before, &after, &Settings::default());
    println!("In a sentence: {}.\n", revision.in_words());
    for (name, _, label) in &revision.difference.added {
        println!("+ {name}: {label}");
    }
    for name in &revision.difference.removed {
        println!("- {name}");
    }
    for (from, to, old, new) in &revision.difference.links_changed {
        println!("~ {from} > {to}: belief {:.2} to {:.2}", old.belief(), new.belief());
    }
    println!(
        "\nAims and the chance that a whole route holds (links without belief count as even):"
    );
    for (aim, old, new) in &revision.meaning.reliability {
        println!("  {aim}: {old:.3} to {new:.3}");
    }
    for offer in &revision.offers {
        println!("\nFor a person to decide: {}", offer.in_words());
    }
    Ok(())
}

/// Gives up the last change, writes the first anew under another id, and states a belief. What was
/// given up stays in the programme, retired with its reason.
fn second_version(before: &Programme) -> Result<Programme, Box<dyn Error>> {
    let old = before.diagram();
    let (first, last) = (old.changes().next(), old.changes().last());
    let (Some(first), Some(last)) = (first, last) else { return Err("no changes".into()) };
    let anew: ChangeId = format!("{}-anew", first.as_str()).parse()?;

    let mut diagram = DiagramBuilder::default();
    for aim in old.aims() {
        diagram.aim(aim.id().clone(), aim.get().clone());
    }
    for driver in old.drivers() {
        diagram.driver(driver.id().clone(), driver.get().clone());
    }
    for change in old.changes() {
        let mut row = change.get().clone();
        if change == last {
            row.retired = Some(Retirement::new(Reason::new("invented: no time was left for it")?));
        }
        if change == first {
            row.retired = Some(Retirement::new(Reason::new("invented: written anew")?));
            let label = Label::new(format!("{}, every day", row.label))?;
            diagram.change(anew.clone(), Change::new(label));
        }
        diagram.change(change.id().clone(), row);
    }
    for (at, link) in old.links().enumerate() {
        let mut claim = link.claim().clone();
        if at == 0 {
            claim.belief = Some(Belief::new(0.8)?);
        }
        if link.cause() == first.node() {
            diagram.link_to(anew.clone(), link.effect().as_str(), claim.clone());
        }
        diagram.link_to(link.cause().id(), link.effect().as_str(), claim);
    }
    let mut builder = before.to_builder();
    builder.diagram = diagram;
    Ok(builder.build()?)
}
