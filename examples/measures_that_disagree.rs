//! An outcome that is better and a staff measure that is worse: read alone each misleads, read as a
//! family they say "an improvement with a price".
//!
//! The figures are made up: a ward starts safety huddles in month 13. Falls go down, huddles
//! happen, and the hours that staff work beyond their shift go up.

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use std::error::Error;

use improvement::base::Direction;
use improvement::spc::{FamilyVerdict, Method, Movement, Question, Report, Sections, Series};

/// Falls per 1,000 bed days.
const FALLS: [f64; 24] = [
    7.1, 6.4, 7.8, 6.9, 7.3, 6.6, 7.5, 7.0, 6.7, 7.4, 7.2, 6.8, 6.5, 6.0, 5.6, 5.2, 5.5, 5.0, 5.3,
    4.9, 5.1, 5.4, 4.8, 5.0,
];
/// Per cent of shifts with a huddle.
const HUDDLES: [f64; 24] = [
    12.0, 15.0, 10.0, 14.0, 11.0, 13.0, 16.0, 12.0, 14.0, 13.0, 11.0, 15.0, 48.0, 61.0, 72.0, 80.0,
    84.0, 82.0, 86.0, 85.0, 88.0, 84.0, 87.0, 86.0,
];
/// Hours worked beyond the shift, per nurse and week.
const OVERTIME: [f64; 24] = [
    1.9, 2.2, 2.0, 2.3, 1.8, 2.1, 2.4, 2.0, 2.2, 1.9, 2.1, 2.0, 2.3, 2.6, 2.9, 3.1, 3.0, 3.3, 3.2,
    3.4, 3.1, 3.5, 3.3, 3.4,
];

fn main() -> Result<(), Box<dyn Error>> {
    let outcome = read("falls (outcome)", FALLS, Direction::Down)?;
    let process = read("huddles (process)", HUDDLES, Direction::Up)?;
    let balancing = read("overtime (balancing)", OVERTIME, Direction::Down)?;
    println!("\nThe family: outcome {outcome}, process {process}, balancing {balancing}");
    println!("Verdict: {}", FamilyVerdict::of(outcome, process, balancing));
    println!("A verdict reads movements; it does not show that one caused another.");
    Ok(())
}

fn read(name: &str, values: [f64; 24], good: Direction) -> Result<Movement, Box<dyn Error>> {
    let series = Series::from_values(values)?;
    let report = Report::new(&Method::default(), &series, &Sections::whole(), Question::new(good))?;
    println!("{name:<22}{}", report.reading().why_variation());
    Ok(Movement::of(report.reading()))
}
