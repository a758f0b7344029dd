//! Where do partners stop being in the room?
//!
//! ```sh
//! cargo run --example who_is_in_the_room
//! ```
//!
//! An **invented** programme for day surgery: patients and carers set the purpose with staff, and
//! were told the rest. Prints the ledger of its decisions, the *what* against the *how* with its
//! parts, what partners were offered for their time, and the nodes of the diagram that no side had
//! a hand in.
// CI features: toml

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use std::error::Error;

use improvement::people::Side;
use improvement::review::Reviewer;
use improvement::{Programme, document};

const DAY_SURGERY: &str = include_str!("invented/day-surgery.toml");

fn main() -> Result<(), Box<dyn Error>> {
    let programme = match document::from_toml(DAY_SURGERY) {
        Ok(loaded) => loaded.programme,
        Err(error) => return Err(error.report().to_string().into()),
    };
    ledger(&programme);

    let people = programme.people();
    println!("\nWhere they stop being in the room:");
    for side in Side::ALL {
        println!("  {}", people.presence(side).in_words());
    }

    println!("\nThe what against the how:");
    for side in Side::ALL {
        let both = people.what_and_how(side);
        let figure = both.figure().map_or("-".to_owned(), |figure| format!("{figure:+.2}"));
        println!("  {figure}: {}", both.in_words());
    }

    let payments = people.payments(Side::LivedExperience);
    println!(
        "\nPartners took part {} times; nothing is on record about payment {} times, and nothing was\n\
         offered {} times. Days to payment: {:?}.",
        payments.involvements, payments.unrecorded, payments.nothing_offered, payments.days
    );

    println!("\nOn the driver diagram:");
    let coverage = programme.voice_coverage();
    for side in Side::ALL {
        println!("  {}", coverage.in_words(side));
    }

    println!("\nWhat a reviewer would ask about people:");
    let review = Reviewer::new().review(&programme);
    for finding in review.open().filter(|finding| finding.lint.code.starts_with('H')) {
        println!("  {finding}");
    }
    Ok(())
}

/// Each decision with whoever took part, and how far.
fn ledger(programme: &Programme) {
    println!("{}, decision by decision:", programme.name());
    for entry in programme.people().ledger() {
        println!("  {} ({})", entry.label(), entry.at);
        for (constituency, levels) in entry.levels() {
            let levels: Vec<String> = levels.iter().map(ToString::to_string).collect();
            println!("    {constituency}: {}", levels.join(", "));
        }
    }
}
