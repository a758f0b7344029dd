//! A real programme, from its document to a diagram, a review and a picture.
//!
//! ```sh
//! cargo run --example quickstart
//! ```
//!
//! Reads the embedded document of a published programme (violence reduction on six wards in Tower
//! Hamlets; the document names its sources), says in a paragraph what it is, traces each change to
//! the aim, reviews it as an expert would, and writes the diagram and a report below `target/`.

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use std::error::Error;
use std::fs;
use std::path::Path;

use improvement::render::{Dot, Drawing, Markdown, Mermaid, Sheet, Summary};
use improvement::review::Level;
use improvement::{Reviewer, document};

const CALMER_WARDS: &str = include_str!("programmes/calmer-wards.toml");

fn main() -> Result<(), Box<dyn Error>> {
    // From a document to a programme. An error would print every problem with its source line.
    let programme = match document::from_toml(CALMER_WARDS) {
        Ok(loaded) => loaded.programme,
        Err(error) => return Err(error.report().to_string().into()),
    };
    println!("{}\n", Summary::of(&programme));

    // From each change to the aim.
    println!("What leads to what (each link is a claim):");
    for change in programme.diagram().changes() {
        for route in &change.routes_to_aims(10) {
            println!("  {route}");
        }
    }

    // What an expert would ask.
    let review = Reviewer::new().review(&programme);
    println!("\nWhat a reviewer would ask:");
    for finding in &review.findings {
        println!("  {finding}");
    }
    println!(
        "  = {} to mend, {} to look at, {} to ask about",
        review.count(Level::Deny),
        review.count(Level::Warn),
        review.count(Level::Note)
    );

    // Pictures and texts of the same diagram.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/quickstart");
    fs::create_dir_all(&folder)?;
    let sheet = Sheet::of(&programme);
    let files = [
        ("diagram.svg", Drawing::of(&sheet).to_svg()),
        ("diagram.mmd", Mermaid::of(&sheet).to_string()),
        ("diagram.dot", Dot::of(&sheet).to_string()),
        ("outline.txt", sheet.outline()),
        ("programme.md", Markdown::of(&programme).with_review(&review).to_string()),
    ];
    println!("\nWritten:");
    for (name, text) in files {
        let path = folder.join(name);
        fs::write(&path, text)?;
        println!("  {}", path.display());
    }
    Ok(())
}
