//! Are the conditions there? Each kind of record by hand: for, against, neither, old, and not yet.

#![cfg(feature = "toml")]
#![expect(clippy::unwrap_used, reason = "a document that cannot be read is a failed test")]

mod generator;

use generator::Dice;
use improvement::base::{Condition, Date};
use improvement::conditions::{Conditions, Held, NextStep, Reading, Settings, sources};
use improvement::document::from_toml;
use improvement::programme::Programme;
use improvement::render::Markdown;
use improvement::theory::{self, TheoryReading};
use proptest::prelude::*;

const HEAD: &str = r#"
format = 1
[programme]
id = "ward"
name = "Ward"
start = 2025-01-01
[people.groups]
nurses = { label = "Nurses", constituency = "frontline-staff" }
patients = { label = "Patients", constituency = "patients" }
managers = { label = "Managers", constituency = "managers" }
[people.roles]
nurse = { label = "Nurse", part = "team-member" }
chief = { label = "Chief nurse", part = "sponsor" }
"#;

/// The day of every case.
const DAY: &str = "2026-03-31";

fn read_on(programme: &Programme, day: &str) -> Conditions {
    let day: Date = day.parse().unwrap();
    let theory = TheoryReading::new(programme, day, &theory::Settings::default());
    Conditions::of(&theory, &Settings::default())
}

fn programme(document: &str) -> Programme {
    match from_toml(&format!("{HEAD}{document}")) {
        Ok(loaded) => loaded.programme,
        Err(error) => panic!("{}", error.report()),
    }
}

/// What is found by one source.
fn found(source: &str, document: &str) -> Vec<String> {
    let programme = programme(document);
    let read = read_on(&programme, DAY);
    let all = read.conditions.iter().flat_map(|of| &of.evidence);
    all.filter(|one| one.source.name == source).map(ToString::to_string).collect()
}

/// Cases of one source: a piece of a document, and the line that is found, without the source's name.
fn hold(source: &'static str, cases: &[(&str, &[&str])]) {
    assert!(sources().any(|known| known.name == source), "{source}");
    assert_eq!(found(source, ""), [] as [&str; 0], "{source}: an empty record");
    for (document, lines) in cases {
        let found: Vec<String> = found(source, document)
            .iter()
            .map(|line| line.replace(&format!("{source}, "), ""))
            .collect();
        assert_eq!(&found, lines, "{source}:\n{document}");
    }
}

/// A measure about nurses scored by an instrument, with points.
fn scored(by: &str, extra: &str, points: &[(&str, f64)]) -> String {
    let points: Vec<String> =
        points.iter().map(|(day, value)| format!("{{ on = {day}, value = {value} }}")).collect();
    format!(
        "[measures.asked]\nlabel = \"Asked\"\nfamily = \"balancing\"\nscored_by = {{ {by} }}\n{extra}\n\
         series = {{ points = [{}] }}\n",
        points.join(", ")
    )
}

const SAFETY: &str = r#"instrument = "psychological-safety", version = "1999", scale = "safety""#;

#[test]
fn a_scored_measure_speaks_by_what_moved_and_else_by_its_target() {
    let two = |from, to| vec![("2025-06-01", from), ("2026-02-01", to)];
    let line = "`asked` (psychological safety): ";
    let case = |extra: &str, points: &[(&str, f64)]| {
        let lines = found("psychological-safety", &scored(SAFETY, extra, points));
        let [one] = &lines[..] else { panic!("{lines:?}") };
        one.split_once(": ").map(|(head, _)| head.to_owned()).unwrap()
    };
    let on = "psychological-safety, 2026-02-01";
    assert_eq!(case("notable = 1", &two(4.0, 5.5)), format!("for, {on}"));
    assert_eq!(case("notable = 1", &two(5.5, 4.0)), format!("against, {on}"));
    assert_eq!(case("notable = 1", &two(5.0, 5.5)), format!("neither, {on}"));
    let target = "notable = 1\ntarget = { value = 5 }";
    assert_eq!(case(target, &two(4.9, 5.0)), format!("for, {on}"));
    assert_eq!(case(target, &two(5.0, 4.9)), format!("against, {on}"));
    // A fall is a fall, though the target is still met.
    assert_eq!(case(target, &two(7.0, 5.5)), format!("against, {on}"));
    // Too old; and a value after the day does not exist.
    let old = case(target, &[("2024-06-01", 4.0), ("2025-03-30", 5.5)]);
    assert_eq!(old, "for, psychological-safety, 2025-03-30 (old, does not count)");
    let later = case(target, &[("2025-06-01", 4.9), ("2026-04-01", 6.9)]);
    assert_eq!(later, "against, psychological-safety, 2025-06-01");
    let none = found("psychological-safety", &scored(SAFETY, target, &[("2026-04-01", 6.0)]));
    assert_eq!(none, [] as [&str; 0]);
    let words = found("psychological-safety", &scored(SAFETY, target, &two(4.9, 5.0)));
    assert!(words[0].contains(line) && words[0].ends_with("; its target is met"), "{words:?}");
}

#[test]
fn each_construct_bears_on_its_own_condition() {
    let survey = |scale| {
        format!(
            r#"instrument = "nhs-staff-survey", version = "2021 on, 0 to 10", scale = "{scale}""#
        )
    };
    let needs = |scale| {
        format!(r#"instrument = "basic-needs-at-work", version = "21 items", scale = "{scale}""#)
    };
    let cases = [
        ("compassionate-culture", survey("compassionate-and-inclusive"), "for"),
        ("motivation-asked", survey("motivation"), "for"),
        ("motivation-asked", survey("engagement"), "for"),
        ("needs-met", needs("autonomy"), "for"),
        ("needs-met", needs("relatedness"), "for"),
        (
            "strain",
            r#"instrument = "who-5", version = "1998", scale = "wellbeing""#.to_owned(),
            "for",
        ),
        // More distress is worse.
        (
            "strain",
            r#"instrument = "mmd-hp", version = "2019", scale = "distress""#.to_owned(),
            "against",
        ),
        ("strain", r#"instrument = "cbi", version = "2005", scale = "work""#.to_owned(), "against"),
    ];
    for (source, by, bearing) in cases {
        let by = scored(&by, "notable = 0.5", &[("2025-06-01", 5.0), ("2026-02-01", 6.5)]);
        let by = if by.contains("who-5") { by.replace("6.5", "36.5") } else { by };
        let programme = programme(&by);
        let read = read_on(&programme, DAY);
        let all = read.conditions.iter().flat_map(|of| &of.evidence);
        let about: Vec<String> = all
            .filter(|one| !["who-pays", "falls-answered"].contains(&one.source.name))
            .map(|one| format!("{} {}", one.source.name, one.bearing))
            .collect();
        assert_eq!(about, [format!("{source} {bearing}")], "{by}");
    }
}

#[test]
fn what_others_see_of_leaders_counts_and_what_leaders_say_does_not() {
    let seen = |observations: &str| {
        format!(
            "[leadership.behaviours.asks]\nlabel = \"Asks\"\nkind = \"coaching\"\nobservations = [{observations}]"
        )
    };
    hold(
        "leaders-seen",
        &[
            (&seen(r#"{ on = 2026-03-01, how = "self-report", times = 9 }"#), &[]),
            (
                &seen(
                    r#"{ on = 2026-03-01, how = "self-report", times = 9 }, { on = 2026-02-01, how = "staff", times = 0 }"#,
                ),
                &["against, 2026-02-01: others looked for \"Asks\" and did not see it"],
            ),
            (
                &seen(
                    r#"{ on = 2026-01-01, how = "log", times = 0 }, { on = 2026-02-01, how = "observation", times = 1 }"#,
                ),
                &["for, 2026-02-01: \"Asks\" was seen by others"],
            ),
            // What was seen before counts no more once somebody has looked again; alone it is old.
            (
                &seen(
                    r#"{ on = 2024-01-01, how = "staff", times = 3 }, { on = 2026-02-01, how = "staff", times = 0 }"#,
                ),
                &["against, 2026-02-01: others looked for \"Asks\" and did not see it"],
            ),
            (
                &seen(
                    r#"{ on = 2025-03-30, how = "staff", times = 3 }, { on = 2026-04-01, how = "staff", times = 0 }"#,
                ),
                &["for, 2025-03-30 (old, does not count): \"Asks\" was seen by others"],
            ),
        ],
    );
}

#[test]
fn promises_and_visits_and_issues() {
    let promise =
        |record: &str| format!("[leadership.commitments.huddle]\nlabel = \"Huddle\"\n{record}");
    hold(
        "promises-kept",
        &[
            (&promise(""), &[]),
            // Of the four months that are over nobody wrote anything of three.
            (
                &promise(
                    "cadence = \"monthly\"\nfrom = 2025-11-01\nrecord = [{ on = 2025-11-03, kept = true }]",
                ),
                &["against, 2026-03-31: \"Huddle\" was kept once and missed 3 times"],
            ),
            (
                &promise(
                    "record = [{ on = 2026-01-03, kept = true }, { on = 2026-02-03, kept = true }, { on = 2026-03-03, kept = false }]",
                ),
                &["for, 2026-03-03: \"Huddle\" was kept 2 times and missed once"],
            ),
            (
                &promise(
                    "record = [{ on = 2026-01-03, kept = true }, { on = 2026-03-03, kept = false }]",
                ),
                &["neither, 2026-03-03: \"Huddle\" was kept once and missed once"],
            ),
        ],
    );
    let visit = |on: &str, follow_up: &str| {
        format!(
            "[leadership.visits.v{on}]\non = {on}\nplace = \"Ward\"\nfollow_up = [{follow_up}]\n"
        )
    };
    let (open, late, done) = (
        r#"{ what = "Chairs", due = 2026-05-01 }"#,
        r#"{ what = "Chairs", due = 2026-03-30 }"#,
        r#"{ what = "Kettle", due = 2026-02-01, done = 2026-03-31 }"#,
    );
    hold(
        "visits-answered",
        &[
            (
                &visit("2026-01-05", ""),
                &[
                    "neither, 2026-01-05: leaders went to see, and nothing that they took away is on record",
                ],
            ),
            (
                &visit("2026-01-05", &[open, done].join(", ")),
                &["for, 2026-01-05: 2 promised on visits, 1 done, 0 overdue"],
            ),
            (
                &(visit("2026-01-05", open) + &visit("2026-02-05", late)),
                &["against, 2026-02-05: 2 promised on visits, 0 done, 1 overdue"],
            ),
            // What was promised on a visit of old is not looked at beside a new one.
            (
                &(visit("2024-01-05", late) + &visit("2026-02-05", done)),
                &["for, 2026-02-05: 1 promised on visits, 1 done, 0 overdue"],
            ),
        ],
    );
    let path = |within: &str, raised: &str| {
        format!(
            "[systems.routines.a]\nlabel = \"A\"\nkind = \"huddle\"\n[systems.routines.b]\nlabel = \"B\"\nkind = \"huddle\"\n\
             [systems.escalations.up]\nlabel = \"Up\"\nfrom = \"a\"\nto = \"b\"\n{within}\nraised = [{raised}]"
        )
    };
    let issues = r#"{ what = "Beds", on = 2026-03-02, answered = 2026-03-04 },
        { what = "Beds", on = 2026-03-02, answered = 2026-03-05 },
        { what = "Beds", on = 2026-03-10 },
        { what = "Beds", on = 2026-03-30 }"#;
    hold(
        "issues-answered",
        &[
            (&path("", ""), &[]),
            // In time: one. Late: one answered on the third day, one not answered. One has a day left.
            (
                &path("answer_within = \"2d\"", issues),
                &["against, 2026-03-30: \"Up\": 4 raised, 1 answered in time, 2 late or not yet"],
            ),
            (&path("", issues), &["for, 2026-03-30: \"Up\": 4 raised, 2 answered"]),
        ],
    );
}

#[test]
fn falls_and_rounds_and_sponsors() {
    let fall = scored(SAFETY, "notable = 1", &[("2025-06-01", 6.0), ("2026-02-01", 4.0)]);
    let answer = |addresses: &str| {
        format!(
            "{fall}\n[[people.responses]]\nto = \"asked\"\non = 2026-02-11\nwhat = \"More hands\"\naddresses = \"{addresses}\""
        )
    };
    let bearing = |document: &str| {
        let lines = found("falls-answered", document);
        let [one] = &lines[..] else { panic!("{lines:?}") };
        one.split_once(": ").unwrap().0.to_owned()
    };
    assert_eq!(bearing(&fall), "against, falls-answered, 2026-02-01");
    assert_eq!(bearing(&answer("the-work")), "for, falls-answered, 2026-02-11");
    assert_eq!(bearing(&answer("the-people")), "neither, falls-answered, 2026-02-11");
    let no_fall = scored(SAFETY, "notable = 1", &[("2025-06-01", 6.0), ("2026-02-01", 6.0)]);
    assert_eq!(found("falls-answered", &no_fall), [] as [&str; 0]);

    hold(
        "staff-looked-after",
        &[
            (
                "[people.rounds.a]\non = 2026-01-05\n[people.rounds.old]\non = 2024-01-05\n[people.team_time.b]\non = 2026-02-05\n[people.rounds.later]\non = 2026-05-05",
                &["for, 2026-02-05: Schwartz Rounds and Team Time held: 2"],
            ),
            (
                "[people.rounds.old]\non = 2025-03-30",
                &["for, 2025-03-30 (old, does not count): Schwartz Rounds and Team Time held: 1"],
            ),
        ],
    );
    hold(
        "sponsor",
        &[
            (
                "[[leadership.sponsors]]\nrole = \"chief\"\nwhen = { from = 2025-01-01 }",
                &[
                    "for, 2026-03-31: somebody sponsored the work on 455 of 455 days since 2025-01-01",
                ],
            ),
            (
                "[[leadership.sponsors]]\nrole = \"chief\"\nwhen = { from = 2025-01-01, to = 2026-03-30 }",
                &[
                    "against, 2026-03-31: somebody sponsored the work on 454 of 455 days since 2025-01-01; nobody did 2026-03-31 to 2026-03-31; 0 of 1 handovers on record; nobody does now",
                ],
            ),
        ],
    );
}

#[test]
fn desire_shows_in_who_chose_and_whose_ideas_are_tried() {
    let joined = |rows: &[&str]| {
        let head = "[[people.joining]]\ngroup = \"nurses\"";
        rows.iter().map(|row| format!("{head}\n{row}\n")).collect::<Vec<_>>().concat()
    };
    hold(
        "chose-to-join",
        &[
            (
                &joined(&["on = 2026-01-05\nchose = 5\ntold_to = 4"]),
                &["for, 2026-01-05: `nurses`: more chose to take part than were told to"],
            ),
            (
                &joined(&["on = 2026-01-05\nchose = 4\ntold_to = 5"]),
                &["against, 2026-01-05: `nurses`: more were told to take part than chose to"],
            ),
            (
                &joined(&["on = 2026-01-05\nchose = 4\ntold_to = 4"]),
                &["neither, 2026-01-05: `nurses`: as many were told to take part as chose to"],
            ),
            (
                &joined(&["on = 2026-01-05\nasked = 12\nchose = 0"]),
                &["against, 2026-01-05: `nurses`: were asked, and nobody takes part"],
            ),
            // The last count by the day, in whatever order they were written.
            (
                &joined(&[
                    "on = 2026-02-05\nchose = 9",
                    "on = 2025-02-05\nchose = 1\ntold_to = 5",
                    "on = 2026-06-05\nasked = 3\nchose = 0",
                ]),
                &["for, 2026-02-05: `nurses`: more chose to take part than were told to"],
            ),
        ],
    );
    let change = |id: &str, rest: &str| format!("[changes.{id}]\nlabel = \"{id}\"\n{rest}\n");
    hold(
        "own-ideas",
        &[
            (&change("a", ""), &[]),
            (
                &(change("a", "proposed_by = [\"managers\"]")
                    + &change("b", "proposed_by = [\"managers\", \"patients\"]")
                    + &change("c", "proposed_by = [\"nurses\"]")),
                &[
                    "for, without a day: 2 of 3 changes came from those who do the work or use the service",
                ],
            ),
            // What was abandoned does not count.
            (
                &(change("a", "proposed_by = [\"managers\"]")
                    + &change("b", "status = \"abandoned\"\nproposed_by = [\"nurses\"]")),
                &[
                    "against, without a day: 0 of 1 changes came from those who do the work or use the service",
                ],
            ),
        ],
    );
}

#[test]
fn resources_are_hours_that_are_given_and_suffice() {
    let time = |rest: &str| {
        format!("[[capability.protected_time]]\nrole = \"nurse\"\npromised = 4\n{rest}\n")
    };
    hold(
        "protected-hours",
        &[
            (
                &time(""),
                &[
                    "neither, without a day: `nurse`: 4 h a week promised, and nobody has written down what was given",
                ],
            ),
            (
                &time("given = 4"),
                &["for, without a day: `nurse`: 4 h a week given, of 4 h promised"],
            ),
            (
                &time("given = 3.5\nwhen = { from = 2026-01-01 }"),
                &["against, 2026-03-31: `nurse`: 3.5 h a week given, of 4 h promised"],
            ),
            (&time("given = 4\nwhen = { to = 2026-03-30 }"), &[]),
            (
                "[[capability.protected_time]]\nrole = \"nurse\"\npromised = 0\ngiven = 0",
                &["against, without a day: `nurse`: 0 h a week given, of 0 h promised"],
            ),
        ],
    );
    let asks = "[changes.huddle]\nlabel = \"Huddle\"\nstatus = \"testing\"\nstarted = 2026-01-05\nhours = { nurse = 4.5 }\n";
    hold(
        "hours-fit",
        &[
            (asks, &[]),
            (
                &(asks.to_owned() + &time("")),
                &["against, 2026-03-31: `nurse`: 4.5 h asked this week, and 4 h there"],
            ),
            (
                &(asks.replace("4.5", "4") + &time("")),
                &["for, 2026-03-31: `nurse`: 4 h asked this week, and 4 h there"],
            ),
        ],
    );
}

#[test]
fn resources_are_skill() {
    let dose = |people: u32| {
        format!(
            "[[capability.dosing]]\ngroup = \"nurses\"\nlevel = \"awareness\"\npeople = 40\ntarget = 0.5\nfrom = 2025-01-01\nby = 2025-12-31\n\
             [[capability.trained]]\non = 2025-10-01\ngroup = \"nurses\"\nlevel = \"awareness\"\npeople = {people}"
        )
    };
    let bearing = |people| found("skill", &dose(people))[0].split(',').next().unwrap().to_owned();
    assert_eq!((bearing(20).as_str(), bearing(19).as_str()), ("for", "against"));
}

#[test]
fn resources_are_the_time_of_facilitators_and_partners() {
    let project = |time: &str| {
        format!(
            "[people.codesign.home]\nlabel = \"Home\"\nfacilitator = {{ time = {time} }}\nobservation = {{ when = {{ from = 2026-02-02, to = 2026-02-27 }} }}"
        )
    };
    hold(
        "facilitator-time",
        &[
            (
                &project("0.4"),
                &["for, 2026-02-02: 40% of full time is protected for the facilitator of `home`"],
            ),
            (
                &project("0.39"),
                &[
                    "against, 2026-02-02: 39% of full time is protected for the facilitator of `home`",
                ],
            ),
        ],
    );
    let part = |group: &str, when: &str, payment: &str| {
        format!(
            "[[people.involvement]]\ngroup = \"{group}\"\nat = \"solution\"\nlevel = \"co-design\"\n{when}\nrecognition = {{ expenses = \"made\", payment = \"{payment}\" }}\n"
        )
    };
    let in_may = "when = { from = 2025-05-01, to = 2025-05-31 }";
    hold(
        "partners-paid",
        &[
            (&part("nurses", in_may, "not-made"), &[]),
            (
                &part("patients", in_may, "declined"),
                &["for, 2025-05-31: payment was offered to partners 1 of 1 times"],
            ),
            (
                &part("patients", "", "not-made"),
                &["against, without a day: payment was offered to partners 0 of 1 times"],
            ),
            (
                &part("patients", "when = { to = 2024-05-31 }", "made"),
                &[
                    "for, 2024-05-31 (old, does not count): payment was offered to partners 1 of 1 times",
                ],
            ),
        ],
    );
    let means =
        |rest: &str| format!("[[capability.means]]\nkind = \"budget\"\nwhat = \"Chairs\"\n{rest}");
    hold(
        "budget",
        &[
            (&means("").replace("budget", "backfill"), &[]),
            (&means(""), &[]),
            (
                &means("asked = 2026-01-05"),
                &["neither, 2026-01-05: Chairs: asked for on 2026-01-05, and not answered yet"],
            ),
            (&means("asked = 2026-04-05"), &[]),
            (
                &means("answer = { on = 2026-02-05, granted = \"in-full\" }"),
                &["for, 2026-02-05: Chairs: granted in full"],
            ),
            (
                &means("answer = { on = 2026-02-05, granted = \"in-part\" }"),
                &["neither, 2026-02-05: Chairs: granted in part"],
            ),
            (
                &means("answer = { on = 2026-02-05, granted = \"refused\" }"),
                &["against, 2026-02-05: Chairs: refused"],
            ),
            (
                &means("answer = { on = 2024-02-05, granted = \"in-full\", until = 2026-03-31 }"),
                &["for, 2026-03-31: Chairs: granted in full"],
            ),
            (
                &means("answer = { on = 2024-02-05, granted = \"in-full\", until = 2026-03-30 }"),
                &["against, 2026-03-30: Chairs: granted in full, and ended on 2026-03-30"],
            ),
            (
                &means("answer = { on = 2024-02-05, granted = \"in-full\" }"),
                &["for, 2024-02-05 (old, does not count): Chairs: granted in full"],
            ),
        ],
    );
    assert_eq!(
        found(
            "backfill",
            &means("answer = { on = 2026-02-05, granted = \"refused\" }")
                .replace("budget", "backfill")
        )
        .len(),
        1
    );
}

#[test]
fn shifts_grow_lighter_or_heavier() {
    let change = |minutes: &str| {
        format!(
            "[changes.a]\nlabel = \"A\"\nstatus = \"testing\"\nminutes_a_shift = {{ nurse = {minutes} }}"
        )
    };
    hold(
        "minutes-a-shift",
        &[
            (
                &change("5"),
                &["against, without a day: nurse: +5 minutes a shift (5 added, 0 taken away; a)"],
            ),
            (
                &change("-5"),
                &["for, without a day: nurse: -5 minutes a shift (0 added, 5 taken away; a)"],
            ),
            (
                &change("0"),
                &["neither, without a day: nurse: +0 minutes a shift (0 added, 0 taken away; a)"],
            ),
        ],
    );
}

#[test]
fn a_gain_that_staff_pay_for_speaks_against_motivation() {
    let points = |from: f64, step: f64| -> String {
        let values = (0..36).map(|n| {
            let wave = f64::from(n % 4) - 1.5;
            let moved = if n >= 24 { step } else { 0.0 };
            let month = format!("{}-{:02}-01", 2023 + n / 12, n % 12 + 1);
            format!("{{ on = {month}, value = {} }}", from + wave + moved)
        });
        values.collect::<Vec<_>>().join(", ")
    };
    let document = |harm: f64, strain: f64| {
        format!(
            "[measures.harm]\nlabel = \"Harm\"\nfamily = \"outcome\"\ndirection = \"down\"\nseries = {{ points = [{}] }}\n\
             [measures.overtime]\nlabel = \"Overtime\"\nfamily = \"balancing\"\ndirection = \"down\"\nabout = [\"nurses\"]\nbalances = [\"harm\"]\nseries = {{ points = [{}] }}\n",
            points(40.0, harm),
            points(20.0, strain)
        )
    };
    let bearing = |harm, strain| {
        let lines = found("who-pays", &document(harm, strain));
        let [one] = &lines[..] else { panic!("{lines:?}") };
        one.split(',').next().unwrap().to_owned()
    };
    assert_eq!(bearing(-10.0, 10.0), "against");
    assert_eq!(bearing(-10.0, 0.0), "for");
    assert_eq!(bearing(-10.0, -10.0), "for");
    assert_eq!(bearing(0.0, 10.0), "against");
    assert_eq!(bearing(0.0, 0.0), "neither");
}

const READY: &str = include_str!("../examples/invented/ready-for-change.toml");

#[test]
fn claims_are_held_against_the_record_of_an_invented_hospital() {
    let programme = from_toml(READY).unwrap().programme;
    let read = read_on(&programme, "2026-03-02");
    let found: Vec<(Reading, Held)> =
        read.conditions.iter().map(|of| (of.reading(), of.claims.first().unwrap().held)).collect();
    assert_eq!(
        found,
        [
            (Reading::Mixed, Held::Divided),
            (Reading::Against, Held::Contradicted),
            (Reading::Mixed, Held::Divided),
            (Reading::NoEvidence, Held::NothingRecorded),
        ]
    );
    assert_eq!(
        read.of_condition(Condition::Desire).in_words(),
        "desire: evidence against it (0 for, 2 against). On 2026-01-15 `chief-nurse` said that it is \
         there: the record says the opposite."
    );
    let resources = read.of_condition(Condition::Resources);
    let next: Vec<&str> = resources.next().iter().map(|step| step.source().name).collect();
    assert!(matches!(resources.next()[0], NextStep::LookAgain(_)));
    assert_eq!(
        next,
        ["backfill", "protected-hours", "hours-fit", "skill", "facilitator-time", "partners-paid"]
    );
    // A year later all of it is old, the claims too; before it was made a claim does not exist.
    let later = read_on(&programme, "2028-01-01");
    assert!(later.conditions.iter().all(|of| of.claims[0].old));
    assert!(later.of_condition(Condition::Desire).in_words().contains("On 2026-01-15, long ago, "));
    let before = read_on(&programme, "2026-01-14");
    assert_eq!(before.of_condition(Condition::Culture).claims, []);
    assert!(before.conditions[0].in_words().ends_with("Nobody has said whether it is there."));
}

#[test]
fn the_report_tells_the_conditions_as_of_a_day() {
    let programme = from_toml(READY).unwrap().programme;
    let report = Markdown::of(&programme).as_of("2026-03-02".parse().unwrap()).to_string();
    let chapter = report.split("## Are the conditions there?").nth(1).unwrap();
    let chapter = chapter.split("\n## ").next().unwrap();
    insta::assert_snapshot!(chapter);
    assert!(!Markdown::of(&programme).to_string().contains("Are the conditions there?"));
    let bare = super_bare();
    let report = Markdown::of(&bare).as_of("2026-03-02".parse().unwrap()).to_string();
    assert!(!report.contains("Are the conditions there?"));
}

fn super_bare() -> Programme {
    from_toml("format = 1\n[programme]\nid = \"bare\"\nname = \"Bare\"").unwrap().programme
}

#[test]
fn contradictions_are_refused() {
    let refused = |document: &str| from_toml(&format!("{HEAD}{document}")).unwrap_err().to_string();
    let joining =
        refused("[[people.joining]]\ngroup = \"nurses\"\non = 2026-01-05\nasked = 3\nchose = 4");
    assert!(
        joining.contains("(people.joining.0.chose): 4 chose to take part, and 3 were asked"),
        "{joining}"
    );
    let group = refused("[[people.joining]]\ngroup = \"nurses-3\"\non = 2026-01-05\nchose = 4");
    assert!(group.contains("no group named `nurses-3`"), "{group}");
    let answer = refused(
        "[[capability.means]]\nkind = \"budget\"\nwhat = \"Chairs\"\nasked = 2026-02-01\nanswer = { on = 2026-01-31, granted = \"in-full\", until = 2026-01-30 }",
    );
    assert!(
        answer.contains(
            "capability.means.0.answer.on): it was answered before it was asked for, on 2026-02-01"
        ),
        "{answer}"
    );
    assert!(
        answer.contains(
            "capability.means.0.answer.until): it ends before it was answered, on 2026-01-31"
        ),
        "{answer}"
    );
}

/// Words and types by which a number for a condition would come in.
#[test]
fn no_number_sums_a_condition_up() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/conditions");
    let mut read = 0;
    for folder in [root.clone(), root.join("sources")] {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() || path.ends_with("tests.rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let code: String =
                text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            for word in ["f64", "f32", "percent", "score(", "mean(", "average", "weight", " / "] {
                assert!(!code.contains(word), "{}: {word}", path.display());
            }
            read += 1;
        }
    }
    assert!(read > 8, "{read}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// On any programme and any day: no panic, and what is written in another order reads the same.
    #[test]
    fn the_order_of_records_does_not_matter(bytes in prop::collection::vec(any::<u8>(), 0..2_000), nodes in 0..20_usize, year in 1990..2060) {
        let programme = generator::programme(&mut Dice::new(&bytes), nodes);
        let day = format!("{year}-06-30");
        let read = read_on(&programme, &day);
        let mut turned = programme.to_builder();
        turned.people.joining.reverse();
        turned.people.responses.reverse();
        turned.people.involvement.reverse();
        turned.capability.protected_time.reverse();
        turned.capability.means.reverse();
        turned.leadership.sponsors.reverse();
        turned.assessment.claims.reverse();
        let turned = turned.build().unwrap();
        let again = read_on(&turned, &day);
        let readings = |of: &Conditions| of.conditions.clone().map(|of| of.reading());
        prop_assert_eq!(readings(&read), readings(&again));
        for of in &read.conditions {
            for one in &of.evidence {
                prop_assert!(one.on.is_none_or(|on| on <= read.as_of), "{}", one);
            }
        }
    }
}

/// For a page or an archive: what is on record, and what follows from it.
#[test]
fn conditions_can_be_written_as_data() {
    let promise = "[leadership.commitments.huddle]\nlabel = \"Huddle\"\n\
                   record = [{ on = 2026-01-03, kept = true }]";
    let read = serde_json::to_value(read_on(&programme(promise), DAY)).unwrap();
    assert_eq!(read["as_of"], DAY);
    let all = read["conditions"].as_array().unwrap();
    assert_eq!(all.len(), 4);
    let of = |name: &str| all.iter().find(|one| one["condition"] == name).unwrap();
    assert_eq!(of("desire")["reading"], "no-evidence");
    let kept = all.iter().flat_map(|one| one["evidence"].as_array().unwrap()).collect::<Vec<_>>();
    let [kept] = kept.as_slice() else { panic!("{kept:?}") };
    assert_eq!(kept["source"], "promises-kept");
    assert_eq!((&kept["bearing"], &kept["on"]), (&"for".into(), &"2026-01-03".into()));
    assert_eq!(kept["subjects"][0], "commitment:huddle");
    let missing = of("desire")["missing"].as_array().unwrap();
    assert!(!missing.is_empty() && missing.len() == of("desire")["next"].as_array().unwrap().len());
}
