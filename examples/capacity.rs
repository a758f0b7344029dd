//! Does what was taken on fit the hours that there are, which week is the first that does not, and what
//! could be paused in it? And is skill being built as planned? The programme is invented.
//!
//! ```sh
//! cargo run --example capacity
//! ```

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use improvement::base::{Date, Week, WeekHours};
use improvement::diagram::claims::Settings;
use improvement::document;
use improvement::render::CapacityChart;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/invented/spread-too-thin.toml");
    let programme = document::load_path(path)?.programme;
    let as_of: Date = "2026-01-12".parse()?;
    let full_time = WeekHours::FULL_TIME;
    println!("{}, from {as_of} on\n", programme.name());

    let capacity = programme.capacity(as_of, 26, full_time);
    for role in capacity.roles() {
        match capacity.first_shortage_of(role) {
            Some(shortage) => println!("- {shortage}"),
            None => println!("- {}: fits in all {} weeks", role.role(), capacity.len()),
        }
    }
    let settings = Settings::default();
    for week in [as_of, "2026-03-16".parse()?].map(Week::of) {
        println!("\n{}", programme.fit(week, full_time, &settings).in_words());
    }

    println!("\nSkill, planned and there:");
    for reading in programme.dosing(as_of) {
        println!("- {reading}");
    }
    for coverage in programme.capability().induction_by(as_of) {
        println!("- {coverage}");
    }

    let folder = std::path::Path::new("target/capacity");
    std::fs::create_dir_all(folder)?;
    let chart = CapacityChart::of_programme(&programme, as_of, 26, full_time);
    std::fs::write(folder.join("capacity.svg"), chart.to_svg())?;
    println!("\nDrawn: {}", folder.join("capacity.svg").display());
    Ok(())
}
