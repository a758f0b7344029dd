//! A year of Schwartz Rounds as it may be shared: who came, by counts that hide small numbers; how true
//! to the method they were, by both published lists; and psychological distress of those who came
//! beside those who did not, never one without the other. The hospital is invented; the published
//! figures at the end are not.
//!
//! ```sh
//! cargo run --example schwartz_rounds
//! ```
//!
//! There is no field for what was said in a Round, or by whom: nothing of that can be printed here.

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use std::error::Error;
use std::fs;
use std::path::Path;

use improvement::base::{Date, Share};
use improvement::document;
use improvement::people::SmallNumbers;
use improvement::people::rounds::{Arm, Arms, RoundsReport};
use improvement::render::ChartPage;
use improvement::review::Reviewer;
use improvement::spc::Preset;

fn main() -> Result<(), Box<dyn Error>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/invented/year-of-rounds.toml");
    let programme = document::load_path(path)?.programme;
    let (from, to): (Date, Date) = ("2025-01-01".parse()?, "2025-12-31".parse()?);

    // Counts under 5 are hidden, and others from which they would follow.
    let report = RoundsReport::of(programme.people(), from, to, &SmallNumbers::default());
    println!("{report}");
    if let Some(response) = report.response() {
        println!("\nForms came back from {:.0}% of those who came.", 100.0 * response);
    }

    println!("\nWhat a reviewer asks about Rounds:");
    let review = Reviewer::new().as_of(to).review(&programme);
    for finding in review.open().filter(|finding| is_about_rounds(finding.lint.code)) {
        println!("  {finding}");
    }

    // Both charts on one page, or none.
    let measure = |id| programme.measures().get(id).ok_or("no such measure");
    let (came, others) = (measure("distress-came")?, measure("distress-others")?);
    let page = ChartPage::new("Psychological distress of staff (invented figures)").with_arms(
        "Those who came to Rounds, and those who did not",
        came,
        others,
        &Preset::Recommended.method(),
    )?;
    println!("\n{}", page.description());
    let folder = Path::new("target/schwartz_rounds");
    fs::create_dir_all(folder)?;
    fs::write(folder.join("distress.svg"), page.to_svg())?;

    println!("\nThe national evaluation in England (HS&DR 2018;6(37)), over eight months:");
    let share = |percent: f64| Share::new(percent / 100.0);
    println!(
        "  {}",
        Arms::new(
            "GHQ-12 above 3".parse()?,
            Arm { before: share(25.0)?, after: share(12.0)? },
            Arm { before: share(37.0)?, after: share(34.0)? },
        )
    );
    println!("\nDrawn: {}", folder.join("distress.svg").display());
    Ok(())
}

/// The rules H27 to H37 are about Rounds.
fn is_about_rounds(code: &str) -> bool {
    let number = code.strip_prefix('H').and_then(|number| number.parse().ok());
    number.is_some_and(|number: u8| (27..=37).contains(&number))
}
