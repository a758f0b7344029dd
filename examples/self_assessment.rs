//! A trust assesses itself: every rater's answer kept, the spread shown and nothing averaged; what moved
//! since last year; what to talk about first. The same with a template of one's own, and the
//! Sustainability Model for one initiative. Everything is invented, and the templates say what in them is
//! not official. The pictures are written to `target`.
//!
//! ```sh
//! cargo run --example self_assessment
//! ```

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use std::path::Path;

use improvement::assessment::Assessment;
use improvement::document::from_toml;
use improvement::render::Profile;
use improvement::review::Reviewer;

const DOCUMENT: &str = include_str!("invented/self-assessment.toml");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let programme = from_toml(DOCUMENT)?.programme;
    let assessment = programme.assessment();

    println!("What they say\n{}", assessment.summary("spring-2026").ok_or("no session")??);
    println!("What moved\n{}", assessment.progress("spring-2025", "spring-2026")?);
    println!("What follows\n{}", assessment.priorities("spring-2026").ok_or("no session")??);

    println!(
        "By a template of one's own\n{}",
        assessment.summary("ward-2025").ok_or("no session")??
    );
    println!("One initiative\n{}", assessment.summary("welcome-talk").ok_or("no session")??);

    // Two templates are never compared, nor two versions, nor two organisations.
    if let Err(refused) = assessment.progress("ward-2025", "spring-2026") {
        println!("Refused: {refused}");
    }
    for id in ["spring-2026", "ward-2025", "welcome-talk"] {
        draw(assessment, id)?;
    }

    println!("\nWhat a reviewer asks");
    let review = Reviewer::new().as_of("2026-10-01".parse()?).review(&programme);
    for finding in review.open().filter(|finding| finding.lint.code.starts_with('Q')) {
        println!("  {finding}");
    }
    Ok(())
}

/// The picture of a session, with the one before it if there is one.
fn draw(assessment: &Assessment, id: &str) -> Result<(), Box<dyn std::error::Error>> {
    let summary = assessment.summary(id).ok_or("no session")??;
    let before = assessment.previous(id).and_then(|(id, _)| assessment.summary(id.as_str()));
    let before = before.transpose()?;
    let profile = match &before {
        Some(before) => Profile::of(&summary).with_earlier(before)?,
        None => Profile::of(&summary),
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("target")
        .join(format!("self-assessment-{id}.svg"));
    std::fs::create_dir_all(path.with_file_name(""))?;
    std::fs::write(&path, profile.to_svg())?;
    println!("The picture: target/self-assessment-{id}.svg");
    Ok(())
}
