//! Checks documents as a build does: problems and findings, with their source lines.
//!
//! ```sh
//! cargo run --example check -- examples/programmes/calmer-wards.toml
//! ```
//!
//! Exit status: 0 if nothing stands at level `deny`, 1 if something does, 2 if a document does not
//! load. With `--as-of 2026-03-01` waivers lapse after their last day. TOML documents need no
//! feature; for JSON documents and series in CSV files add `--features json,csv`.
// CI arguments: tests/data/rules/sound.toml

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example speaks to the terminal")]

use std::process::ExitCode;

use improvement::base::Date;
use improvement::document::load_path;
use improvement::review::{Level, Reviewer};

fn main() -> ExitCode {
    let mut reviewer = Reviewer::new();
    let mut files = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument != "--as-of" {
            files.push(argument);
            continue;
        }
        match arguments.next().unwrap_or_default().parse::<Date>() {
            Ok(day) => reviewer = reviewer.as_of(day),
            Err(error) => {
                eprintln!("--as-of: {error}");
                return ExitCode::from(2);
            }
        }
    }
    if files.is_empty() {
        eprintln!("usage: check [--as-of DATE] FILE...");
        return ExitCode::from(2);
    }

    let (mut loads, mut denied) = (true, 0);
    for file in &files {
        match load_path(file) {
            Err(error) => {
                loads = false;
                let count = error.problems().len();
                println!(
                    "{}{file}: {count} problem{}\n",
                    error.report(),
                    if count == 1 { "" } else { "s" }
                );
            }
            Ok(loaded) => {
                let review = reviewer.review(&loaded.programme);
                for note in &loaded.notes {
                    println!("{note}");
                }
                print!("{review}");
                denied += review.count(Level::Deny);
                println!(
                    "{file}: {} to mend, {} to look at, {} to ask about, {} waived\n",
                    review.count(Level::Deny),
                    review.count(Level::Warn),
                    review.count(Level::Note),
                    review.findings.iter().filter(|finding| finding.is_waived()).count(),
                );
            }
        }
    }
    match (loads, denied) {
        (false, _) => ExitCode::from(2),
        (true, 0) => ExitCode::SUCCESS,
        (true, _) => ExitCode::from(1),
    }
}
