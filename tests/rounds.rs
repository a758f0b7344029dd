//! Schwartz Rounds and Team Time: counts come out, and nothing that was said.
#![cfg(feature = "toml")]
#![expect(clippy::unwrap_used, reason = "a case that cannot be set up is a failed test")]

use improvement::base::Date;
use improvement::document::from_toml;
use improvement::people::rounds::{
    Component, FidelityList, RoundFidelity, RoundsReport, TeamTimeCheck,
};
use improvement::people::{Shown, SmallNumbers};
use improvement::programme::Programme;
use improvement::render::{Dot, Markdown, Mermaid, Sheet};
use improvement::review::Reviewer;
use proptest::prelude::*;

const HEAD: &str = r#"format = 1

[programme]
id = "rounds"
name = "Rounds"

[people.groups.nurses]
label = "Nurses"
constituency = "frontline-staff"

[people.groups.porters]
label = "Porters"
constituency = "support-staff"

[[people.licences]]
licensor = "The licensor"
from = 2023-01-01
to = 2025-12-31
"#;

/// A Round in a month of 2024 to which nobody could object.
fn round(month: u32) -> String {
    format!(
        r#"
[people.rounds.r{month}]
on = 2024-{month:02}-12
title = "The night of the storm"
invited = "all-staff"
minutes = 60
stories_minutes = 20
discussion_minutes = 35
panel = [
    {{ group = "nurses", clinical = true, seniority = "senior", prepared_on = 2024-{month:02}-05 }},
    {{ group = "porters", clinical = false, seniority = "junior", prepared_on = 2024-{month:02}-06 }},
    {{ group = "nurses", clinical = true, seniority = "middle", prepared_on = 2024-{month:02}-07 }},
]
facilitators = [{{ senior_clinician = true, trained = true }}, {{ senior_clinician = false, trained = true }}]
supported_by = ["clinical-lead", "steering-group", "sponsor"]
ground_rules = true
food = true
part_of_another_meeting = false
attendance = [
    {{ group = "nurses", people = 24, first_time = 9 }},
    {{ group = "porters", people = 6, first_time = 2 }},
]
evaluation = {{ forms = 20, ratings = [{{ statement = 1, counts = [0, 1, 5, 8, 6] }}] }}
"#
    )
}

fn load(text: &str) -> Programme {
    from_toml(text).map_err(|error| error.report().to_string()).unwrap().programme
}

fn year() -> Programme {
    load(&(HEAD.to_owned() + &(1..=6).map(|at| round(2 * at)).collect::<String>()))
}

fn report(programme: &Programme) -> RoundsReport {
    let (from, to) = (Date::new(2024, 1, 1).unwrap(), Date::new(2024, 12, 31).unwrap());
    RoundsReport::of(programme.people(), from, to, &SmallNumbers::default())
}

#[test]
fn a_year_is_reported_as_counts() {
    let programme = year();
    let report = report(&programme);
    assert_eq!(report.days.len(), 6);
    assert_eq!(report.attendance.row_total(0), Shown::Count(144));
    assert_eq!(report.attendance.total(), Shown::Count(180));
    assert_eq!(report.first_time.cell(0, 0), Shown::Count(54));
    assert_eq!(report.first_time.cell(1, 0), Shown::Count(12));
    assert_eq!(report.forms.total(), Shown::Count(120));
    assert!((report.response().unwrap() - 120.0 / 180.0).abs() < 1e-12);
    // Six times [0, 1, 5, 8, 6]: the first two answers are hidden, each by the other.
    let ratings: Vec<Shown> = (0..5).map(|answer| report.ratings.cell(0, answer)).collect();
    assert_eq!(ratings[0], Shown::Hidden);
    assert_eq!(ratings[1], Shown::Hidden);
    assert_eq!(ratings[2..], [Shown::Count(30), Shown::Count(48), Shown::Count(36)]);
    let text = report.to_string();
    assert!(text.contains("Nurses") && text.contains("Small numbers are hidden"), "{text}");
    assert!(!text.contains("storm"), "the title stays with those who prepare it");
}

#[test]
fn both_published_lists_are_read_and_named() {
    let programme = year();
    let report = report(&programme);
    let [leamy, maben] = &report.fidelity;
    assert_eq!((leamy.list, maben.list), (FidelityList::Leamy2019, FidelityList::Maben2018));
    assert_eq!(
        (leamy.known(), maben.known()),
        ((49, 49), (24, 24)),
        "six times 8 and 1, six times 4"
    );
    assert!((leamy.share().unwrap().get() - 1.0).abs() < 1e-12);
    assert!(leamy.to_string().starts_with("Leamy and colleagues 2019: 49 of 49"));
    assert!(leamy.components.iter().any(|(c, ..)| *c == Component::Regularity));
    assert!(maben.components.iter().all(|(c, ..)| *c != Component::Regularity));
}

#[test]
fn each_component_is_kept_missed_or_not_recorded() {
    use Component::*;
    let of = |from: &str, to: &str, list, component| {
        let text = HEAD.to_owned() + &round(2).replace(from, to);
        assert!(text.contains(to) && (to.is_empty() || round(2).contains(from)), "{from}");
        let programme = load(&text);
        let fidelity =
            RoundFidelity::of_round(programme.people().rounds.rows().next().unwrap(), list);
        let found = fidelity.components.iter().find(|(own, ..)| *own == component).unwrap();
        (found.1, found.2)
    };
    let leamy = FidelityList::Leamy2019;
    let (kept, missed, unknown) = ((1, 1), (0, 1), (0, 0));
    assert_eq!(of("food = true", "food = false", leamy, Food), missed);
    assert_eq!(of("food = true\n", "", leamy, Food), unknown);
    assert_eq!(
        of("discussion_minutes = 35", "discussion_minutes = 29", leamy, EnoughDiscussion),
        missed
    );
    assert_eq!(
        of("discussion_minutes = 35", "discussion_minutes = 30", leamy, EnoughDiscussion),
        kept
    );
    assert_eq!(
        of(", { senior_clinician = false, trained = true }", "", leamy, CoFacilitation),
        missed
    );
    assert_eq!(
        of("senior_clinician = true", "senior_clinician = false", leamy, CoFacilitation),
        missed
    );
    assert_eq!(of("senior_clinician = true, ", "", leamy, CoFacilitation), unknown);
    assert_eq!(of(", prepared_on = 2024-02-06", "", leamy, PreparedStories), missed);
    assert_eq!(
        of("prepared_on = 2024-02-06", "prepared_on = 2024-02-12", leamy, PreparedStories),
        missed
    );
    assert_eq!(of("\"all-staff\"", "\"one-unit\"", leamy, OpenToAll), missed);
    assert_eq!(
        of(
            "invited = \"all-staff\"",
            "invited = \"one-unit\"\nformat = \"unit-based\"",
            leamy,
            OpenToAll
        ),
        kept
    );
    assert_eq!(of(", \"sponsor\"", "", leamy, Component::Support), missed);
    assert_eq!(of("meeting = false", "meeting = true", leamy, Integrity), missed);
    assert_eq!(of("ground_rules = true", "ground_rules = false", leamy, GroundRules), missed);
    let maben = FidelityList::Maben2018;
    assert_eq!(
        of(
            "    { group = \"porters\", people = 6, first_time = 2 },\n",
            "",
            maben,
            GroupParticipation
        ),
        missed
    );
}

#[test]
fn what_contradicts_itself_is_refused_with_its_place() {
    for (from, to, place, said) in [
        (
            "people = 6, first_time = 2",
            "people = 6, first_time = 7",
            "people.rounds.r2.attendance.1.first_time",
            "7 of `porters` came for the first time, but 6 came",
        ),
        (
            "prepared_on = 2024-02-05",
            "prepared_on = 2024-02-13",
            "people.rounds.r2.panel.0.prepared_on",
            "a story prepared on 2024-02-13 was told on 2024-02-12",
        ),
        (
            "minutes = 60\n",
            "minutes = 50\n",
            "people.rounds.r2.minutes",
            "stories and discussion took 55 minutes of 50",
        ),
        (
            "forms = 20",
            "forms = 31",
            "people.rounds.r2.evaluation.forms",
            "31 forms came back from 30 people",
        ),
        (
            "counts = [0, 1, 5, 8, 6]",
            "counts = [0, 1, 5, 9, 6]",
            "people.rounds.r2.evaluation.ratings.0.counts",
            "21 ratings came back on 20 forms",
        ),
    ] {
        let text = HEAD.to_owned() + &round(2);
        assert_eq!(text.matches(from).count(), 1, "{from}");
        let error = from_toml(&text.replace(from, to)).unwrap_err();
        let problem = error.problems().iter().next().unwrap();
        assert_eq!((problem.place.path.as_str(), problem.message.as_str()), (place, said));
    }
    let error = from_toml(&HEAD.replace("to = 2025-12-31", "to = 2022-12-31")).unwrap_err();
    assert!(error.report().to_string().contains("cannot end on 2022-12-31"));
    // There is nowhere to write down what was said, or an action that came of it.
    for field in ["story", "note", "quotes", "said", "name", "actions", "owner", "due"] {
        let text = HEAD.to_owned() + &round(2) + &format!("{field} = \"x\"\n");
        assert!(from_toml(&text).is_err(), "{field}");
    }
}

#[test]
fn team_time_is_a_thing_of_its_own() {
    let text = HEAD.to_owned()
        + r#"
[people.team_time.stroke]
on = 2024-05-02
area = "stroke pathway"
minutes = 40
tellers = 1
on_time = true
attendance = [{ group = "nurses", people = 7 }]
"#;
    let programme = load(&text);
    let session = programme.people().team_time.rows().next().unwrap();
    assert_eq!(
        session.checks(),
        [
            (TeamTimeCheck::Minutes, Some(true)),
            (TeamTimeCheck::People, Some(false)),
            (TeamTimeCheck::Area, Some(true)),
            (TeamTimeCheck::OnTime, Some(true)),
        ]
    );
    assert_eq!(report(&programme).days.len(), 0, "and no Round");
    assert!(from_toml(&text.replace("tellers = 1", "discussion_minutes = 30")).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever is written into the free text of a confidential record comes out of no shared output.
    #[test]
    fn nothing_free_comes_out(secret in "[A-Z]{12}[a-z]{6}") {
        let text = HEAD.to_owned()
            + &(1..=6).map(|at| round(2 * at)).collect::<String>()
            + "\n[people.team_time.one]\non = 2024-03-03\ntitle = \"The night of the storm\"\narea = \"one\"\n";
        let programme = load(&text.replace("The night of the storm", &format!("{secret} and the storm")));
        let review = Reviewer::new().as_of(Date::new(2026, 6, 1).unwrap()).review(&programme);
        let sheet = Sheet::of(&programme);
        let mut outputs = vec![
            report(&programme).to_string(),
            format!("{:?}", report(&programme)),
            Markdown::of(&programme).with_review(&review).to_string(),
            review.to_string(),
            sheet.outline().clone(),
            Dot::of(&sheet).to_string(),
            Mermaid::of(&sheet).to_string(),
        ];
        for finding in &review.findings {
            outputs.push(finding.to_string());
            outputs.extend(finding.subjects.iter().map(|id| programme.label_of(id).unwrap_or("").to_owned()));
        }
        for output in outputs {
            prop_assert!(!output.contains(&secret), "{output}");
        }
    }
}

#[test]
fn no_report_lets_a_small_number_be_worked_out_by_subtracting_a_round() {
    // Three porters came to one Round: hidden there, in its total, and in the sum over Rounds.
    let text = HEAD.to_owned()
        + &round(2)
        + &round(4)
            .replace("people = 6, first_time = 2", "people = 3, first_time = 2")
            .replace("forms = 20", "forms = 19")
            .replace("[0, 1, 5, 8, 6]", "[0, 1, 5, 8, 5]");
    let report = report(&load(&text));
    assert_eq!(report.attendance.cell(1, 1), Shown::Hidden);
    let known = [report.attendance.cell(1, 0), report.attendance.row_total(1)];
    assert!(known.contains(&Shown::Hidden));
    let known = [report.attendance.cell(0, 1), report.attendance.column_total(1)];
    assert!(known.contains(&Shown::Hidden));
}
