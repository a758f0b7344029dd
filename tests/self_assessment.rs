//! Self-assessment from template to picture: nothing ordinal is averaged, what is not confirmed says so
//! everywhere, and a template of somebody's own works wherever a published one does.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod generator;

use std::path::Path;

use improvement::assessment::{
    Answer, Priorities, Progress, Rater, Says, Scope, Session, Summary, Template, published,
};
use improvement::base::{Date, SourceMark, TemplateId};
use improvement::programme::Programme;
use improvement::render::{Markdown, Profile};
use proptest::prelude::*;

use generator::{Dice, Names};

/// The code of a source file, without comments, documentation and the words in quotation marks.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or(""));
    let mut code = String::new();
    let mut quoted = false;
    for c in lines.collect::<Vec<_>>().join("\n").chars() {
        quoted ^= c == '"';
        if !quoted {
            code.push(c);
        }
    }
    code
}

/// Names under which averages go.
const AVERAGES: [&str; 4] = ["mean", "average", "midpoint", "f64::from(level"];

#[test]
fn nothing_ordinal_is_averaged() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/assessment");
    let mut open = vec![root];
    let (mut looked, mut divided) = (0, Vec::new());
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name == "tests.rs" {
                continue;
            }
            looked += 1;
            let code = code(&std::fs::read_to_string(&path).unwrap());
            for word in AVERAGES {
                let found = code.match_indices(word).any(|(at, _)| {
                    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
                });
                assert!(!found, "{name} averages: {word}");
            }
            if code.contains(" / ") {
                divided.push(name.clone());
            }
            // Points are added up in the one place for sums that a template declares.
            let adds = code.contains(".sum::<f64>") || code.contains("Number::get");
            assert!(!adds || name == "sums.rs", "{name} adds up points");
        }
    }
    divided.sort();
    // Shares of answers, never of levels; and the last decimal of a declared sum.
    assert_eq!(divided, ["disagreement.rs", "sums.rs"]);
    assert!(looked >= 15, "{looked}");
}

/// The search itself finds what it is for.
#[test]
fn the_search_finds_an_average() {
    let text = "let a = \"mean of\"; // the mean\nlet b = mean(levels);\n";
    assert_eq!(code(text).matches("mean").count(), 1);
}

/// Everything answered by two raters: one with the lowest level, one with the highest.
fn answered(id: &TemplateId, template: &Template, on: &str) -> Session {
    let day: Date = on.parse().unwrap();
    let scope = template.scopes().first().copied().unwrap_or(Scope::Trust);
    let mut session = Session::new(id.clone(), template.version().clone(), day, scope);
    let last = template.levels().len() - 1;
    for (rater, at) in [("low", 0), ("high", last)] {
        let level = template.levels().at(at).unwrap().0;
        let mut answers = Rater::new();
        for element in template.elements().ids() {
            let answer = Answer::new(Says::Level(level.clone()));
            answers.answers.insert(element.clone(), answer).unwrap();
        }
        session.raters.insert(rater.parse().unwrap(), answers).unwrap();
    }
    session
}

/// How often a label stands in a text, and how often with its sign behind it. Marks of Markdown are
/// taken out of the text first.
fn signed(text: &str, label: &str, sign: &str) -> (usize, usize) {
    (text.matches(label).count(), text.matches(&format!("{label}{sign}")).count())
}

/// Every label of every published template with its sign.
fn labels(template: &Template) -> Vec<(String, SourceMark)> {
    let mut all = vec![template.titled()];
    all.extend(template.levels().rows().map(|row| template.level_title(row)));
    all.extend(template.domains().rows().map(|row| template.domain_title(row)));
    all.extend(template.elements().rows().map(|row| template.element_title(row)));
    if let Some(sum) = template.sum() {
        all.push(template.sum_title(sum));
        all.extend(sum.bands.iter().map(|band| template.band_title(band)));
    }
    all.into_iter().map(|title| (title.label.to_string(), title.mark)).collect()
}

#[test]
fn what_is_not_confirmed_says_so_in_every_output() {
    for (id, template) in published::published() {
        let (before, after) =
            (answered(&id, &template, "2025-01-06"), answered(&id, &template, "2026-01-05"));
        let summary = Summary::of(&template, &after).unwrap();
        let progress = Progress::between(&template, &before, &after).unwrap();
        let priorities = Priorities::of(&template, &after).unwrap();
        let mut builder = Programme::builder(
            "marks".parse().unwrap(),
            improvement::base::Label::new("Marks").unwrap(),
        );
        builder.assessment.sessions.insert("before".parse().unwrap(), before).unwrap();
        builder.assessment.sessions.insert("after".parse().unwrap(), after).unwrap();
        let programme = builder.build().unwrap();
        let markdown = Markdown::of(&programme).to_string().replace("**", "");
        let scene = Profile::of(&summary);
        let outputs = [
            ("summary", summary.to_string(), true),
            ("progress", progress.to_string(), false),
            ("priorities", priorities.to_string(), false),
            ("markdown", markdown, true),
            ("text alternative", scene.description(), true),
        ];
        for (what, text, whole) in &outputs {
            let caution = template.caution().unwrap();
            assert!(text.contains(&caution), "{id}: {what} does not say {caution}");
            for (label, mark) in
                labels(&template).iter().filter(|(_, mark)| !mark.sign().is_empty())
            {
                // A number alone is no label that could be looked for.
                if label.len() < 3 {
                    continue;
                }
                let (all, with_sign) = signed(text, label, mark.sign());
                let longer = labels(&template)
                    .iter()
                    .filter(|(other, _)| other != label && other.contains(label.as_str()))
                    .map(|(other, _)| text.matches(other.as_str()).count())
                    .sum::<usize>();
                // The note of the template says some of the words in a sentence.
                let note =
                    template.note().map_or(0, |n| n.as_str().matches(label.as_str()).count());
                let notes = if *what == "markdown" { 2 * note } else { 0 };
                assert!(
                    all <= with_sign + longer + notes,
                    "{id}: {what} shows {label} without {}\n{text}",
                    mark.sign()
                );
                let is_band = template
                    .sum()
                    .is_some_and(|s| s.bands.iter().any(|band| band.label.as_str() == label));
                let is_level = template.levels().rows().any(|level| level.label.as_str() == label);
                assert!(!whole || with_sign > 0 || is_band || is_level, "{id}: {what}, {label}");
            }
        }
    }
}

#[cfg(feature = "svg")]
#[test]
fn what_is_not_confirmed_says_so_in_the_picture() {
    for (id, template) in published::published() {
        let summary = Summary::of(&template, &answered(&id, &template, "2026-01-05")).unwrap();
        let svg = Profile::of(&summary).to_svg();
        let document = roxmltree::Document::parse(&svg).unwrap();
        let drawn: Vec<&str> = document
            .descendants()
            .filter(|node| node.has_tag_name("text"))
            .filter_map(|node| node.text())
            .collect();
        // Lines break between words: what is drawn is one text again without white space.
        let drawn: String = drawn.join("").split_whitespace().collect();
        for (label, mark) in labels(&template) {
            let bare: String = label.split_whitespace().collect();
            if template.sum().is_some_and(|s| s.bands.iter().any(|b| b.label.as_str() == label)) {
                continue;
            }
            let expected = format!("{bare}{}", mark.sign());
            assert!(drawn.contains(&expected), "{id}: {expected} is not drawn");
        }
        assert!(drawn.contains("Unofficial."), "{id}");
        let title = document.descendants().find(|node| node.has_tag_name("title")).unwrap();
        assert!(title.text().unwrap().contains("(unofficial)"), "{id}");
    }
}

#[test]
fn what_is_not_confirmed_says_so_in_json() {
    for (id, template) in published::published() {
        let summary = Summary::of(&template, &answered(&id, &template, "2026-01-05")).unwrap();
        let json = serde_json::to_value(&summary).unwrap();
        assert_eq!(json["caution"], template.caution().unwrap());
        let mut marks = 0;
        let mut open = vec![&json];
        while let Some(value) = open.pop() {
            if let Some(fields) = value.as_object() {
                // Whatever is called something by a template bears a mark beside it.
                if fields.contains_key("label") {
                    marks += usize::from(fields["mark"].is_string());
                    assert!(fields["mark"].is_string(), "{value}");
                }
                open.extend(fields.values());
            }
            open.extend(value.as_array().into_iter().flatten());
        }
        assert!(marks > template.elements().len() + template.levels().len(), "{id}: {marks}");
        let form = serde_json::to_value(&template).unwrap();
        let again: Template = serde_json::from_value(form).unwrap();
        assert_eq!(again, template, "{id}");
    }
}

/// Everything that is computed, for a template of any shape, without a contradiction or a panic.
fn goes_through(template: &Template, earlier: &Session, later: &Session) {
    let summary = Summary::of(template, later).unwrap();
    let live = template.elements().len() - later.merged.len();
    assert_eq!(summary.elements.len(), live);
    assert_eq!(summary.levels.len(), template.levels().len());
    for row in &summary.elements {
        let spread = &row.spread;
        let said = spread.answers() as usize
            + [spread.not_assessed, spread.dont_know, spread.not_applicable, spread.silent]
                .iter()
                .map(|n| *n as usize)
                .sum::<usize>();
        assert_eq!(said, later.raters.len(), "every rater is counted once");
        assert_eq!(spread.median().is_some(), spread.answers() > 0);
        if let (Some((lower, upper)), Some((low, high))) = (spread.median(), spread.range()) {
            assert!(low <= lower && lower <= upper && upper <= high);
            assert!(spread.counts[lower] > 0 && spread.counts[upper] > 0, "a median is an answer");
        }
        if let Some(apart) = spread.disagreement() {
            assert!((0.0..=1.0).contains(&apart.get()));
            assert_eq!(apart.get() == 0.0, spread.range().is_some_and(|(low, high)| low == high));
        }
    }
    let shown: u32 = summary.domains.iter().map(|row| row.spread.answers()).sum();
    let homed = summary.elements.iter().filter(|row| row.domain.is_some());
    assert_eq!(shown, homed.map(|row| row.spread.answers()).sum::<u32>());
    let priorities = Priorities::of(template, later).unwrap();
    for strong in &priorities.strengths {
        let others = [&priorities.low, &priorities.talk, &priorities.unknown].into_iter().flatten();
        assert!(others.into_iter().all(|row| row.id != strong.id));
    }
    let guarded = summary.clone().guarded(5);
    assert_eq!(guarded.elements.len() + guarded.withheld.len(), live);
    assert!(guarded.elements.iter().all(|row| row.spread.answers() >= 5));

    let progress = Progress::between(template, earlier, later);
    let before = Summary::of(template, earlier).unwrap();
    let profile = Profile::of(&summary);
    assert_eq!(progress.is_ok(), profile.clone().with_earlier(&before).is_ok());
    let profile = profile.clone().with_earlier(&before).unwrap_or(profile);
    in_its_place(&profile);
    if let Ok(progress) = progress {
        assert!(!progress.to_string().is_empty());
        for moved in &progress.elements {
            assert!(moved.raters.all() as usize <= later.raters.len());
        }
    }
}

/// Words stay on the page and off each other.
fn in_its_place(profile: &Profile<'_>) {
    use improvement::render::scene::{Item, Text};
    fn texts<'i>(items: &'i [Item], found: &mut Vec<&'i Text>) {
        for item in items {
            match item {
                Item::Text(text) => found.push(text),
                Item::Group(group) => texts(&group.items, found),
                _ => {}
            }
        }
    }
    let scene = profile.scene();
    let mut found = Vec::new();
    texts(&scene.items, &mut found);
    for (at, text) in found.iter().enumerate() {
        let room = text.extent();
        assert!(room.left >= 0.0 && room.right() <= scene.width + 0.5, "{:?}", text.text);
        assert!(room.top >= 0.0 && room.bottom() <= scene.height, "{:?}", text.text);
        for other in found.iter().skip(at + 1) {
            assert!(!room.overlaps(other.extent()), "{:?} lies on {:?}", text.text, other.text);
        }
    }
    #[cfg(feature = "svg")]
    assert!(roxmltree::Document::parse(&profile.to_svg()).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Templates in, templates out: other levels, other elements, through everything.
    #[test]
    fn a_template_of_ones_own_works_everywhere(bytes in prop::collection::vec(any::<u8>(), 0..900)) {
        let mut dice = Dice::new(&bytes);
        let template = generator::assessment::template(&mut dice);
        let names = Names::default();
        let id: TemplateId = "own".parse().unwrap();
        let mut answer = |id: &TemplateId| {
            generator::assessment::session(&mut dice, &names, &[], id.clone(), &template)
        };
        let (earlier, mut later) = (answer(&id), answer(&id));
        goes_through(&template, &earlier, &later);
        // Of one unit, and one after the other, so that they can be compared.
        later.scope = earlier.scope;
        later.unit = earlier.unit.clone();
        later.on = earlier.on.plus_days(30);
        goes_through(&template, &earlier, &later);

        let name = improvement::base::Label::new("Own").unwrap();
        let mut builder = Programme::builder("own".parse().unwrap(), name);
        builder.assessment.templates.insert(id, template).unwrap();
        builder.assessment.sessions.insert("one".parse().unwrap(), earlier).unwrap();
        builder.assessment.sessions.insert("two".parse().unwrap(), later).unwrap();
        let programme = builder.build().unwrap();
        prop_assert!(Markdown::of(&programme).to_string().contains("How people assess themselves"));
        #[cfg(feature = "toml")]
        {
            let text = improvement::document::to_toml(&programme).unwrap();
            let again = improvement::document::from_toml(&text).map_err(|e| e.report().to_string());
            prop_assert_eq!(again.unwrap().programme, programme);
        }
    }
}
