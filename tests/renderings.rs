//! Every published programme in every format, as it is written today.
//!
//! Renderings are a product: a change to one shows here, and is looked at before it is accepted
//! (`INSTA_UPDATE=always cargo test --test renderings`, then turn the SVGs into pictures).
#![cfg(feature = "toml")]
#![expect(clippy::expect_used, reason = "a test that cannot go on says why")]

use std::fs;
use std::path::Path;

use improvement::document::load_path;
use improvement::render::{Dot, Markdown, Mermaid, Sheet};
use improvement::{Programme, Reviewer};

/// Calls back for each document in `examples/programmes`, by name.
fn each(mut with: impl FnMut(&str, &Programme)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/programmes");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let mut count = 0;
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let loaded = load_path(path).map_err(|error| error.report().to_string());
        let name = path.file_stem().expect("a name").to_string_lossy();
        with(&name, &loaded.expect("it loads").programme);
        count += 1;
    }
    assert!(count >= 6, "{count} documents");
}

#[test]
fn text_formats() {
    each(|name, programme| {
        let sheet = Sheet::of(programme);
        let review = Reviewer::new().review(programme);
        insta::assert_snapshot!(format!("{name}.outline"), sheet.outline());
        insta::assert_snapshot!(format!("{name}.dot"), Dot::of(&sheet));
        insta::assert_snapshot!(format!("{name}.mermaid"), Mermaid::of(&sheet));
        insta::assert_snapshot!(
            format!("{name}.markdown"),
            Markdown::of(programme).with_review(&review)
        );
    });
}

#[test]
fn a_report_says_what_was_tested() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/invented-ramp.toml");
    let loaded = load_path(&path).map_err(|error| error.report().to_string());
    let report = Markdown::of(&loaded.expect("it loads").programme).to_string();
    let from = report.find("## What was tested").expect("a chapter");
    let rest = &report[from + 3..];
    insta::assert_snapshot!(
        "invented-ramp.tests",
        &rest[..rest.find("\n## ").unwrap_or(rest.len())]
    );
}

#[test]
fn a_report_says_what_the_work_is_for_and_what_was_kept() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/invented-strategy.toml");
    let loaded = load_path(&path).map_err(|error| error.report().to_string());
    let day = "2025-08-10".parse().expect("a day");
    let report = Markdown::of(&loaded.expect("it loads").programme).as_of(day).to_string();
    let chapters = report.split("\n## ").filter(|chapter| {
        ["What it is after", "What it is for", "How leaders act", "Routines"]
            .iter()
            .any(|title| chapter.starts_with(title))
    });
    insta::assert_snapshot!(
        "invented-strategy.conduct",
        chapters.collect::<Vec<_>>().join("\n## ")
    );
}

#[test]
fn a_report_says_how_people_assess_themselves() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/invented/self-assessment.toml");
    let loaded = load_path(&path).map_err(|error| error.report().to_string());
    let report = Markdown::of(&loaded.expect("it loads").programme).to_string();
    let chapter = report.split("\n## ").find(|part| part.starts_with("How people assess"));
    insta::assert_snapshot!("invented-self-assessment", chapter.expect("a chapter"));
    // Outside the room nothing is said of single raters, in any session.
    let programme = load_path(&path).expect("it loads").programme;
    let guarded = Markdown::of(&programme).guarded(5).to_string();
    for session in programme.assessment().sessions.rows() {
        for rater in session.raters.ids() {
            assert!(!guarded.contains(&format!("{rater} says")), "{rater}");
            assert!(!guarded.contains(&format!("of {rater}:")), "{rater}");
        }
    }
    assert!(guarded.contains("Not shown, since too few answered: "));
    assert!(!guarded.contains("who answered twice"));
}

#[cfg(feature = "svg")]
#[test]
fn pictures() {
    each(|name, programme| {
        let sheet = Sheet::of(programme);
        let svg = improvement::render::Drawing::of(&sheet).to_svg();
        let parsed = roxmltree::Document::parse(&svg).expect("well-formed");
        let root = parsed.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        let shown: String = root.descendants().filter_map(|node| node.text()).collect();
        for card in sheet.cards() {
            let first = card.label.split_whitespace().next().expect("a word");
            assert!(shown.contains(first), "{name}: {} is not drawn", card.label);
        }
        insta::assert_snapshot!(format!("{name}.svg"), svg);
    });
}
