//! There is no place for a name, a quotation tied to a person, or a story told in a Round; and what was
//! told under a consent comes out through that consent alone.

#![cfg(all(feature = "toml", feature = "svg"))]
#![expect(clippy::unwrap_used, reason = "a case that cannot be set up is a failed test")]

use std::collections::BTreeSet;

use improvement::base::Date;
use improvement::conditions::{self, Conditions};
use improvement::document::{from_toml, to_toml};
use improvement::people::codesign::Audience;
use improvement::programme::Programme;
use improvement::render::{
    Calendar, ChartPage, Dot, Drawing, EmotionalMap, Markdown, Mermaid, Sheet, Summary,
};
use improvement::review::Reviewer;
use improvement::spc::Preset;
use improvement::theory::{Settings, TheoryReading};
use proptest::prelude::*;
use serde_json::Value;

fn schema() -> Value {
    let path =
        concat!(env!("CARGO_MANIFEST_DIR"), "/examples/programmes/improvement-1.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Every field of every table of a document, as `Table.field`.
fn fields() -> BTreeSet<String> {
    let schema = schema();
    let mut all = BTreeSet::new();
    for (table, definition) in schema["definitions"].as_object().unwrap() {
        for field in definition["properties"].as_object().into_iter().flatten() {
            all.insert(format!("{table}.{}", field.0));
        }
    }
    assert!(all.len() > 300, "{}", all.len());
    all
}

#[test]
fn no_field_of_a_document_could_name_a_person() {
    const WORDS: [&str; 24] = [
        "name",
        "forename",
        "surname",
        "first_name",
        "last_name",
        "email",
        "phone",
        "address",
        "birth",
        "dob",
        "age",
        "gender",
        "ethnicity",
        "nhs_number",
        "staff_number",
        "employee",
        "patient_id",
        "person",
        "teller",
        "speaker",
        "said_by",
        "author",
        "initials",
        "photo",
    ];
    // What a programme and a scale are called.
    const OURS: [&str; 2] = ["Header.name", "Scale.name"];
    let found: Vec<String> = fields()
        .into_iter()
        .filter(|field| {
            let own = field.split('.').nth(1).unwrap();
            WORDS.contains(&own) && !OURS.contains(&field.as_str())
        })
        .collect();
    assert_eq!(found, [] as [&str; 0]);
}

/// The fields of confidential records are known one by one: whoever adds one has to come here.
#[test]
fn confidential_records_hold_counts_and_nothing_that_was_said() {
    let of = |table: &str| -> Vec<String> {
        let prefix = format!("{table}.");
        fields().iter().filter_map(|f| f.strip_prefix(&prefix).map(str::to_owned)).collect()
    };
    // None for what was said, by whom, or for an action. The title stays with those who prepare it.
    assert_eq!(
        of("Round"),
        [
            "attendance",
            "discussion_minutes",
            "evaluation",
            "facilitators",
            "food",
            "format",
            "ground_rules",
            "invited",
            "minutes",
            "on",
            "panel",
            "part_of_another_meeting",
            "stories_minutes",
            "supported_by",
            "title",
        ],
    );
    assert_eq!(
        of("TeamTime"),
        ["area", "attendance", "facilitators", "minutes", "on", "on_time", "tellers", "title"]
    );
    for table in ["Round", "TeamTime", "Panellist", "Attendance", "Evaluation", "Ratings"] {
        let own = of(table);
        assert!(!own.is_empty(), "{table}");
        for word in [
            "note", "story", "stories", "quote", "words", "said", "text", "comment", "action",
            "actions", "owner", "due",
        ] {
            assert!(!own.iter().any(|field| field == word), "{table}.{word}");
        }
    }
    // A quotation is tied to a side and a consent, a consent to dates and a scope.
    assert_eq!(of("Consent"), ["given", "scope", "until", "withdrawn"]);
    assert_eq!(of("Excerpt"), ["at", "consent", "kind", "of", "shown", "words"]);
    // A questionnaire has no words of items, and answers are not kept at all.
    assert!(!of("Instrument").contains(&"text".to_owned()));
    // The answers of a self-assessment are those of a role or a group, about the organisation.
    let answers = fields().into_iter().filter(|field| field.ends_with(".answers"));
    assert_eq!(answers.collect::<Vec<_>>(), ["Rater.answers"]);
}

/// The same of the whole public API: no public field or method gives a name, a story or who spoke.
#[test]
fn no_public_item_gives_a_name_or_a_story() {
    let mut open = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    let mut seen = 0;
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for line in text.lines().map(str::trim_start) {
                let item = line.strip_prefix("pub fn ").or_else(|| line.strip_prefix("pub "));
                let Some(item) = item else { continue };
                seen += 1;
                let own: String =
                    item.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                for word in [
                    "first_name",
                    "last_name",
                    "surname",
                    "person_name",
                    "full_name",
                    "email",
                    "date_of_birth",
                    "said_by",
                    "told_by",
                    "speaker",
                    "storyteller",
                    "story_text",
                ] {
                    assert_ne!(own, word, "{}: {line}", path.display());
                }
            }
        }
    }
    assert!(seen > 1000, "{seen}");
}

const HEAD: &str = r#"format = 1
[programme]
id = "day"
name = "A day"
start = 2024-01-01
[people.groups.patients]
label = "Patients"
constituency = "patients"
[people.groups.nurses]
label = "Nurses"
constituency = "frontline-staff"
[aims.calm]
statement = "Calm days by the end of 2025"
measures = ["calm"]
[drivers.word]
label = "Word while waiting"
level = "primary"
drives.calm = {}
[changes.text]
label = "A text"
status = "testing"
started = 2024-06-01
drives.word = {}
[measures.calm]
label = "Calm days"
family = "outcome"
direction = "up"
series = { points = [{ on = 2024-01-01, value = 1 }, { on = 2024-02-01, value = 2 }] }
[systems.routines.huddle]
label = "Huddle"
kind = "huddle"
cadence = "weekly"
first = 2024-01-01
held = [2024-01-02]
[people.codesign.day]
label = "A day"
patient_event = { on = 2024-03-01, patients = 6 }
joint_event = { on = 2024-04-01, staff = 8, patients = 6 }
[people.codesign.day.touchpoints.door]
label = "The door"
feelings = [{ of = "patients", valence = "negative", words = ["cold"] }]
"#;

/// A document in which each kind of secret stands in every free field of a confidential record.
fn document(secret: &str) -> String {
    let excerpt = |consent: &str| {
        format!(
            "[[people.codesign.day.excerpts]]\nkind = \"quote\"\nof = \"patients\"\nconsent = \"{consent}\"\nat = \"door\"\nwords = \"{secret} {consent}\"\n"
        )
    };
    format!(
        "{HEAD}
[people.codesign.day.consents.team]
given = 2024-01-01
scope = \"team\"
[people.codesign.day.consents.lapsed]
given = 2024-01-01
scope = \"public\"
until = 2024-06-30
[people.codesign.day.consents.open]
given = 2024-01-01
scope = \"public\"
{}{}{}
[people.rounds.april]
on = 2024-04-10
title = \"{secret} round\"
attendance = [{{ group = \"nurses\", people = 30 }}]
[people.team_time.may]
on = 2024-05-10
title = \"{secret} session\"
area = \"{secret} area\"
attendance = [{{ group = \"nurses\", people = 12 }}]
",
        excerpt("team"),
        excerpt("lapsed"),
        excerpt("open"),
    )
}

/// Everything that is made to be shown.
fn outputs(programme: &Programme, day: Date) -> Vec<String> {
    let review = Reviewer::new().as_of(day).review(programme);
    let sheet = Sheet::of(programme);
    let reading = TheoryReading::new(programme, day, &Settings::default());
    let mut all = vec![
        Markdown::of(programme).with_review(&review).as_of(day).to_string(),
        Summary::of(programme).to_string(),
        review.to_string(),
        sheet.outline().clone(),
        Dot::of(&sheet).to_string(),
        Mermaid::of(&sheet).to_string(),
        Drawing::of(&sheet).to_svg(),
        Calendar::of_programme(programme, "2024-01-01".parse().unwrap(), day).to_svg(),
        ChartPage::new("Charts").with_programme(programme, &Preset::Recommended.method()).to_svg(),
        serde_json::to_string(&review.findings).unwrap(),
        serde_json::to_string(&reading).unwrap(),
        serde_json::to_string(&Conditions::of(&reading, &conditions::Settings::default())).unwrap(),
        format!(
            "{:?}",
            programme
                .people()
                .codesign
                .rows()
                .map(improvement::people::codesign::Codesign::emotional_map)
                .collect::<Vec<_>>()
        ),
    ];
    all.extend(programme.people().codesign.rows().map(|p| EmotionalMap::of(p).to_svg()));
    all.extend(programme.priorities().iter().map(improvement::programme::PriorityStory::in_words));
    all.extend(reading.faring().iter().map(improvement::theory::Faring::in_words));
    all.extend(reading.to_do().iter().map(|step| format!("{step:?}")));
    all.extend(
        review
            .findings
            .iter()
            .flat_map(|finding| &finding.subjects)
            .map(|id| programme.label_of(id).unwrap_or_default().to_owned()),
    );
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What identifies somebody, written into every free field of a confidential record, comes out of
    /// nothing that is made to be shown.
    #[test]
    fn nothing_confidential_comes_out(secret in "[A-Z]{12}[a-z]{6}") {
        let day: Date = "2024-12-31".parse().unwrap();
        let programme = from_toml(&document(&secret)).unwrap().programme;
        for output in outputs(&programme, day) {
            prop_assert!(!output.contains(&secret), "{output}");
        }
        // The document itself is the team's own; shared, it holds what its audience may read.
        for (audience, kept) in [
            (Audience::Team, vec!["team", "open"]),
            (Audience::Organisation, vec!["open"]),
            (Audience::Public, vec!["open"]),
        ] {
            let shared = to_toml(&programme.shared_with(audience, day)).unwrap();
            for consent in ["team", "lapsed", "open"] {
                let words = format!("{secret} {consent}");
                prop_assert_eq!(shared.contains(&words), kept.contains(&consent), "{} {}", audience, consent);
            }
            for title in ["round", "session"] {
                let title = format!("{secret} {title}");
                prop_assert_eq!(shared.contains(&title), audience == Audience::Team);
            }
        }
        // Taken back, it is gone from the document too.
        let mut builder = programme.to_builder();
        let project = builder.people.codesign.get_mut("day").unwrap();
        project.withdraw("open", day).unwrap();
        let after = to_toml(&builder.build().unwrap()).unwrap();
        let words = format!("{secret} open");
        prop_assert!(!after.contains(&words));
    }
}
