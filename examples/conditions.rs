//! Are the conditions there? An invented hospital says that it is ready; its record says something else.
//! Then the same question of a published programme, of which little is on record. No number sums the four
//! conditions up.
//!
//! ```sh
//! cargo run --example conditions
//! ```

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use improvement::base::Date;
use improvement::conditions::{Conditions, Settings};
use improvement::document::from_toml;
use improvement::programme::Programme;
use improvement::review::Reviewer;
use improvement::theory::{self, TheoryReading};

const INVENTED: &str = include_str!("invented/ready-for-change.toml");
const PUBLISHED: &str = include_str!("programmes/culture-of-care.toml");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let day: Date = "2026-03-02".parse()?;

    let programme = from_toml(INVENTED)?.programme;
    show(&programme, day);
    println!("\nWhat a reviewer says");
    let review = Reviewer::new().as_of(day).review(&programme);
    for finding in review.open().filter(|f| ["H53", "E1", "E2"].contains(&f.lint.code)) {
        println!("  {finding}");
    }

    let published = from_toml(PUBLISHED)?.programme;
    println!();
    show(&published, "2024-12-31".parse()?);
    Ok(())
}

fn show(programme: &Programme, day: Date) {
    let theory = TheoryReading::new(programme, day, &theory::Settings::default());
    println!("{}, as of {day}", programme.name());
    print!("{}", Conditions::of(&theory, &Settings::default()));
}
