//! Hours there are against hours asked, from a document to words: what is gathered, which week is the
//! first that does not fit, what would be paused in it, and what is refused. Each case is worked out by
//! hand beside it.
#![cfg(feature = "toml")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use improvement::base::{ChangeId, Date, Week, WeekHours};
use improvement::capability::Capacity;
use improvement::diagram::claims::Settings;
use improvement::document::{from_toml, load_path};
use improvement::programme::Programme;
use improvement::render::Markdown;

const FULL_TIME: WeekHours = WeekHours::FULL_TIME;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A programme with these lines after its head.
fn programme(lines: &str) -> Programme {
    from_toml(&document(lines))
        .map_err(|error| error.report().to_string())
        .unwrap_or_else(|report| panic!("{report}"))
        .programme
}

fn document(lines: &str) -> String {
    format!(
        "format = 1\n[programme]\nid = \"thin\"\nname = \"Thin\"\n\
         [people.roles]\nnurse = {{ label = \"Nurse\", part = \"team-member\" }}\n\
         coach = {{ label = \"Coach\", part = \"coach\" }}\n{lines}"
    )
}

fn refused(lines: &str) -> String {
    from_toml(&document(lines))
        .unwrap_err()
        .problems()
        .iter()
        .map(|p| p.to_string() + "\n")
        .collect()
}

/// Hours asked of a role in each week.
fn asked(capacity: &Capacity, role: &str) -> Vec<f64> {
    let role = capacity.role(role).unwrap();
    (0..capacity.len()).map(|week| (role.needs(week) * 1000.0).round() / 1000.0).collect()
}

fn ids(ids: &[ChangeId]) -> Vec<&str> {
    ids.iter().map(ChangeId::as_str).collect()
}

/// Four weeks from Monday 2026-01-05. Only `a` and `b` run: `a` is being tested, `b` is planned from
/// Thursday of the second week (2 of 5 workdays) to Friday of the third. An idea, one that was
/// abandoned and one that was retired before ask nothing; one retired on Wednesday of the first week
/// asks 3/5 of its 5 h.
#[test]
fn a_change_asks_while_it_runs() {
    let programme = programme(
        r#"
[changes]
a = { label = "A", status = "testing", hours = { nurse = 2 } }
b = { label = "B", planned = { from = 2026-01-15, to = 2026-01-23 }, hours = { nurse = 5 } }
idea = { label = "C", hours = { nurse = 40 } }
abandoned = { label = "D", status = "abandoned", started = 2025-01-01, hours = { nurse = 40 } }
old = { label = "E", started = 2025-01-01, retired = { because = "no use", on = 2025-06-01 }, hours = { nurse = 40 } }
leaving = { label = "F", started = 2025-01-01, retired = { because = "no use", on = 2026-01-07 }, hours = { nurse = 5 } }
"#,
    );
    let capacity = programme.capacity(day("2026-01-05"), 4, FULL_TIME);
    assert_eq!(asked(&capacity, "nurse"), [5.0, 4.0, 7.0, 2.0]);
}

/// Coaching: two coaches with 3 h have 6 h; each of three supported changes asks 2.5 h, of which two
/// run, and the third only from the second week: 5 h, then 7.5 h. A test of 6 h on Thursday and Friday
/// of the first week is 6 h there. Collecting 90 minutes four times a year is 1.5 × 4 / (365.25 / 7) =
/// 0.115 h a week.
#[test]
fn coaching_tests_and_collecting_ask_too() {
    let programme = programme(
        r#"
[changes]
a = { label = "A", status = "testing" }
b = { label = "B", status = "designing" }
c = { label = "C", planned = { from = 2026-01-12 } }
[cycles.one]
label = "One day"
change = "a"
plan = { questions = ["does it work?"], when = { from = 2026-01-08, to = 2026-01-09 }, hours = { nurse = 6 } }
[cycles.when]
label = "Some day"
plan = { questions = ["does it last?"], hours = { nurse = 6 } }
[measures.falls]
label = "Falls"
family = "outcome"
collection = { every = "quarterly", by = "nurse", minutes = 90 }
[measures.slips]
label = "Slips"
family = "outcome"
collection = { by = "nurse", minutes = 90 }
[capability.coaching.pool]
label = "Pool"
by = "coach"
active_coaches = 2
hours_a_week = 3
hours_a_change = 2.5
supports = ["a", "b", "c"]
"#,
    );
    let capacity = programme.capacity(day("2026-01-07"), 2, FULL_TIME);
    assert_eq!(asked(&capacity, "coach"), [5.0, 7.5]);
    assert_eq!(capacity.role("coach").unwrap().has(0), Some(6.0));
    assert_eq!(asked(&capacity, "nurse"), [6.115, 0.115]);
    let unplaced: Vec<String> =
        programme.hours(FULL_TIME).unplaced.iter().map(ToString::to_string).collect();
    assert_eq!(
        unplaced,
        [
            "cycle:when: hours of a test without its first day",
            "measure:slips: minutes of collecting without how often",
        ]
    );
    let first = capacity.first_shortage().unwrap().to_string();
    assert!(first.starts_with("2026-W03 (from 2026-01-12): 7.5 h are asked of coach"), "{first}");
}

/// A facilitator with 30% of a 37.5-hour week has 11.25 h; the method asks 40%, 15 h, for six months
/// from the first activity, 2026-02-02 to 2026-08-01. With a 40-hour week it is 12 h and 16 h.
#[test]
fn a_facilitator_has_a_share_of_full_time() {
    let programme = programme(
        r#"
[people.codesign.home]
label = "Going home"
facilitator = { role = "coach", time = 0.3 }
observation = { when = { from = 2026-02-02, to = 2026-02-27 } }
"#,
    );
    let of = |full_time| {
        let capacity = programme.capacity(day("2026-01-26"), 28, full_time);
        let coach = capacity.role("coach").unwrap();
        let weeks = [0, 1, 26, 27].map(|week| (coach.has(week).unwrap(), coach.needs(week)));
        (weeks, coach.weeks_short().count())
    };
    // The last day, 1 August, is a Saturday: that week counts in full, the next not at all.
    let all = [(0.0, 0.0), (11.25, 15.0), (11.25, 15.0), (0.0, 0.0)];
    assert_eq!(of(FULL_TIME), (all, 26));
    let forty = WeekHours::new(40.0).unwrap();
    assert_eq!(of(forty).0[1], (12.0, 16.0));
}

const CHOICE: &str = r#"
[aims.aim]
statement = "Better"
[drivers.one]
label = "One"
drives.aim = { belief = 0.8 }
[changes]
strong = { label = "S", status = "testing", hours = { nurse = 4 }, drives.one = { belief = 0.9 } }
weak = { label = "W", status = "testing", hours = { nurse = 4 }, drives.one = { belief = 0.2 } }
small = { label = "N", status = "testing", hours = { nurse = 1 } }
later = { label = "L", planned = { from = 2026-03-02 }, hours = { nurse = 1 }, drives.one = { belief = 0.9 } }
[cycles.test-of-weak]
label = "T"
change = "weak"
plan = { questions = ["?"], when = { from = 2026-01-05, to = 2026-01-09 }, hours = { nurse = 2 } }
[measures.falls]
label = "Falls"
family = "outcome"
collection = { every = "weekly", by = "nurse", minutes = 60 }
"#;

/// In the week of 2026-01-05 the nurse is asked 4 + 4 + 1 h by changes, 2 h by a test of `weak`, and
/// 1 h by collecting: 12 h. There are 6. Collecting stays, so 5 h are left. `strong` is worth 0.8 × 0.9
/// = 0.72, `weak` 0.8 × 0.2 = 0.16 and costs 6 h with its test; both would be 0.8 × (1 - 0.1 × 0.8) =
/// 0.736. So `strong` is carried on, and `small`, which leads to no aim, still fits: 4 + 1 + 1 = 6 h.
/// What does not run that week is neither carried on nor paused.
#[test]
fn what_to_pause_is_what_the_aims_lose_least_by() {
    let with = |hours: f64| {
        let time = format!(
            "[capability]\nprotected_time = [{{ role = \"nurse\", promised = {hours} }}]\n"
        );
        programme(&format!("{CHOICE}{time}"))
    };
    let week = Week::of(day("2026-01-05"));
    let fit = with(6.0).fit(week, FULL_TIME, &Settings::default());
    assert_eq!((ids(&fit.keep), ids(&fit.pause)), (vec!["strong", "small"], vec!["weak"]));
    assert!((fit.before - 0.736).abs() < 1e-9 && (fit.after - 0.72).abs() < 1e-9);
    assert_eq!(
        (fit.roles[0].asked, fit.roles[0].after, fit.roles[0].still_short()),
        (12.0, 6.0, None)
    );
    assert_eq!(
        fit.in_words(),
        "2026-W02: pause weak, carry on strong, small; nurse goes from 12 h asked to 6 h, with 6 h \
         there; the aims' reliability, summed, goes from 0.74 to 0.72, and no choice that fits keeps \
         more"
    );
    // Half an hour does not even cover collecting, which no pause mends.
    let fit = with(0.5).fit(week, FULL_TIME, &Settings::default());
    assert_eq!(ids(&fit.pause), ["strong", "weak", "small"]);
    assert_eq!(fit.roles[0].still_short(), Some(0.5));
    // Without anything that runs, there is nothing to choose.
    let only_collecting = CHOICE.replace("status = \"testing\", ", "");
    let fit = programme(&format!(
        "{only_collecting}[capability]\nprotected_time = [{{ role = \"nurse\", promised = 0.5 }}]\n"
    ))
    .fit(week, FULL_TIME, &Settings::default());
    assert_eq!(
        fit.in_words(),
        "2026-W02: no change runs; nurse stays at 3 h asked with 0.5 h there, 2.5 h short by what is no change"
    );
    // A week later the test is over, and 10 h suffice for 4 + 4 + 1 + 1.
    let fit = with(10.0).fit(week.plus(1), FULL_TIME, &Settings::default());
    assert_eq!(fit.in_words(), "2026-W03: everything fits");
    assert_eq!(ids(&fit.keep), ["strong", "weak", "small"]);
    // Without recorded hours there is no limit.
    let fit = programme(CHOICE).fit(week, FULL_TIME, &Settings::default());
    assert!(fit.pause.is_empty() && fit.roles.is_empty());
}

#[test]
fn hours_below_zero_and_above_a_week_are_refused_at_their_place() {
    let said = refused("[capability]\nprotected_time = [{ role = \"nurse\", promised = 168.5 }]");
    assert!(
        said.contains("one person's hours a week must lie from 0 to 168, found 168.5"),
        "{said}"
    );
    assert!(said.contains("protected_time"), "{said}");
    let said =
        refused("[capability]\nprotected_time = [{ role = \"nurse\", promised = 4, given = -1 }]");
    assert!(said.contains("must lie from 0 to 168, found -1"), "{said}");
    let said = refused("[changes.a]\nlabel = \"A\"\nhours = { nurse = -2 }");
    assert!(said.contains("a number of hours must lie from 0 to 100000, found -2"), "{said}");
    let all = "[capability]\nprotected_time = [{ role = \"nurse\", promised = 168, given = 0 }]";
    assert_eq!(programme(all).capability().protected_time.len(), 1);
}

#[test]
fn all_that_contradicts_itself_or_names_nothing_is_said_in_one_pass() {
    let said = refused(
        r#"
[people.groups]
nurses = { label = "Nurses", constituency = "frontline-staff" }
[capability]
dosing = [{ group = "nurse", level = "coach", from = 2026-01-01, by = 2025-01-01 }]
trained = [{ on = 2025-01-01, group = "nurses", level = "coach", people = 3, by = "course" }]
counts = [{ on = 2025-02-01, group = "nurses", level = "coach", active = 4 }]
induction = [{ when = { from = 2025-01-01, to = 2025-03-31 }, group = "all", starters = 2, reached = 3 }]
[cycles.one]
label = "One"
plan = { questions = ["?"], hours = { porter = 1 } }
"#,
    );
    for part in [
        "capability.dosing.0.group",
        "the plan's date (2025-01-01) must not lie before its first day (2026-01-01)",
        "no training named `course`",
        "more people are active (4) than were trained by then (3)",
        "no group named `all`",
        "more people were reached (3) than started (2)",
        "no role named `porter`",
    ] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
}

#[test]
fn the_report_says_it_in_a_few_lines_and_hides_what_would_speak_of_persons() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/invented/spread-too-thin.toml");
    let programme = load_path(path).unwrap().programme;
    let report = Markdown::of(&programme).as_of(day("2026-01-12")).to_string();
    let from = report.find("## Skill and time").unwrap();
    let part = &report[from..];
    for said in [
        "- Co-design facilitator: 2026-W06 (from 2026-02-02), 15 h asked and 11.25 h there, for Going \
         home with new medicines (15 h)",
        "In 2026-W12 the aims would lose least by a pause of A second look at the drug chart at \
         handover: by the team's own theory the sum of their reliability goes from 0.77 to 0.74.",
        "| Nurses | ward-4 | project lead | 40 | 5 | 5 | 4 by 2025-12-31 | the target is reached | \
         hidden: too few |",
        "- Nurses: 15 of 25 new starters reached in their induction",
    ] {
        assert!(part.contains(said), "{said}\nin\n{part}");
    }
    let plain = Markdown::of(&programme).to_string();
    assert!(plain.contains("## Skill and time") && !plain.contains("The first week"));
}

/// Hours of last year and of this year are not there at once, and what fits no week is said.
#[test]
fn the_report_counts_the_hours_of_its_day_and_names_what_it_cannot_place() {
    let thin = programme(
        r#"
[changes.round]
label = "A quiet round"
status = "testing"
hours = { nurse = 5, coach = 1 }
[capability]
protected_time = [
    { role = "nurse", promised = 4, when = { to = 2025-12-31 } },
    { role = "nurse", promised = 3, when = { from = 2026-01-01 } },
    { role = "coach", promised = 2, when = { to = 2025-12-31 } },
]
coaching.team = { label = "Coaching", hours_a_week = 2 }
"#,
    );
    let report = Markdown::of(&thin).as_of(day("2026-02-02")).to_string();
    for said in [
        "protected, as of 2026-02-02.\n",
        "| Nurse | 5 h | 3 h | 2 h |",
        "| Coach | 1 h | none on that day | 1 h |",
        "\nNot counted in any week:\n\n- Coaching: hours of coaching without the role that coaches\n",
    ] {
        assert!(report.contains(said), "{said}\nin\n{report}");
    }
    let plain = Markdown::of(&thin).to_string();
    assert!(plain.contains("protected; without a day all periods count together.\n"), "{plain}");
}
