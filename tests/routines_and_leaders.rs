//! What a programme says of its routines and its leaders, worked out by hand.
#![cfg(feature = "toml")]
#![expect(clippy::unwrap_used, reason = "a case that cannot be set up is a test that fails")]

use improvement::base::{Date, MeasureId};
use improvement::document::{from_toml, to_toml};
use improvement::programme::{Alert, Programme};
use improvement::render::Markdown;

const WARD: &str = r#"
format = 1

[programme]
id = "ward-4"
name = "Ward 4"
start = 2026-01-01

[people.groups.nurses]
label = "Nurses"
constituency = "frontline-staff"
[people.groups.porters]
label = "Porters"
constituency = "frontline-staff"
[people.groups.patients]
label = "Patients"
constituency = "patients"

[people.roles.matron]
label = "Matron"
part = "manager"
[people.roles.chief-nurse]
label = "Chief nurse"
part = "sponsor"

[measures.falls]
label = "Falls"
family = "outcome"
series = { points = [{ on = 2026-01-01, value = 7 }, { on = 2026-02-01, value = 3 }] }
[measures.waits]
label = "Waits over four hours"
family = "balancing"
series = { points = [{ on = 2026-01-01, count = 30, of = 40 }, { on = 2026-02-01 }] }
[measures.ideas]
label = "Ideas tested"
family = "process"
[measures.old]
label = "Counted no longer"
family = "process"
retired = { because = "nobody used it" }

[systems.metrics]
falls = { attention = "watch", trigger = { above = 5 } }
waits = { attention = "watch", trigger = { above = 0.7 }, because = "beds are moved for this" }
ideas = { attention = "driver", trigger = { below = 1 } }

[systems.routines.huddle]
label = "Safety huddle"
kind = "huddle"
tier = 1
[systems.routines.site]
label = "Site huddle"
kind = "huddle"
tier = 2
looks_at = ["waits"]

[systems.boards.ward]
label = "Ward board"
used_by = ["huddle"]
shows = [{ label = "Safety", measures = ["falls"], updated = 2026-02-01 }]

[systems.escalations.beds]
label = "Beds"
from = "huddle"
to = "site"
raised = [
    { what = "Side room", on = 2026-01-05, answered = 2026-01-06 },
    { what = "Call bell", on = 2026-01-05, answered = 2026-01-15 },
    { what = "Night light", on = 2026-02-03 },
]

[leadership.visits.first]
on = 2026-01-10
place = "Ward 4"
by = ["chief-nurse"]
asked = ["Who can open the side door at night?"]
follow_up = [
    { what = "A key", tier = 2, due = 2026-01-12, done = 2026-01-13 },
    { what = "Another porter", tier = 4, due = 2026-01-31 },
    { what = "Thank the night team" },
]

[[leadership.coaching]]
on = 2026-01-20
by = "matron"
with = ["porters", "patients"]
[[leadership.coaching]]
on = 2026-02-20
with = ["nurses"]

[[leadership.sponsors]]
role = "chief-nurse"
when = { from = 2026-01-11 }
"#;

fn ward() -> Programme {
    from_toml(WARD).map_err(|error| error.report().to_string()).unwrap().programme
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn the_ward_comes_back_the_same() {
    let written = to_toml(&ward()).unwrap();
    assert_eq!(from_toml(&written).unwrap().programme, ward());
}

#[test]
fn what_nobody_looks_at_is_named() {
    let ward = ward();
    let unseen: Vec<&str> = ward.measures_nobody_looks_at().map(|(id, _)| id.as_str()).collect();
    assert_eq!(unseen, ["ideas"], "falls hang on the board, waits are looked at, old is retired");
    assert_eq!(ward.systems().routines_looking_at_nothing().count(), 0);
}

#[test]
fn a_watched_measure_asks_for_action_by_its_last_value() {
    let alerts = |as_of: Option<Date>| -> Vec<String> {
        ward().watch_alerts(as_of).iter().map(Alert::in_words).collect()
    };
    let waits = "waits stood at 0.75 (2026-01-01), above 0.7: time to act on it (watch metric; \
                 unconfirmed practice)";
    // Falls came down on the first of February; the gap in the waits changes nothing.
    assert_eq!(alerts(None), [waits]);
    let then = alerts(Some(day("2026-01-31")));
    assert_eq!(then.len(), 2);
    assert!(then[0].starts_with("falls stood at 7 (2026-01-01), above 5"));
    assert!(alerts(Some(day("2025-12-31"))).is_empty());
    let ids: Vec<MeasureId> = ward().watch_alerts(None).into_iter().map(|a| a.measure).collect();
    assert_eq!(ids, ["waits".parse().unwrap()]);
}

#[test]
fn time_to_clear_is_told_by_tier() {
    let said = |as_of: &str| -> Vec<String> {
        let tiers = ward().time_to_clear(day(as_of));
        let name =
            |tier: Option<improvement::base::Tier>| tier.map_or("-".into(), |t| t.to_string());
        tiers.into_iter().map(|(tier, sum)| format!("{}: {sum}", name(tier))).collect()
    };
    assert_eq!(
        said("2026-02-05"),
        [
            // One day, three days and ten days; and one still open.
            "tier 2: 3 of 4 cleared, half of them within 3 days; 1 open, the longest for 2 days",
            "tier 4: 0 of 1 cleared; 1 open, the longest for 26 days",
            "-: 0 of 1 cleared; 1 open, the longest for 26 days",
        ]
    );
    assert_eq!(
        said("2026-01-09"),
        ["tier 2: 1 of 2 cleared, after 1 day; 1 open, the longest for 4 days"]
    );
}

#[test]
fn promises_of_a_visit_fall_due() {
    let ward = ward();
    let visit = ward.leadership().visits.rows().next().unwrap();
    let overdue = |as_of: &str| -> Vec<&str> {
        visit.overdue_on(day(as_of)).map(|item| item.what.as_str()).collect()
    };
    assert_eq!(overdue("2026-01-12"), [] as [&str; 0]);
    assert_eq!(overdue("2026-01-13"), [] as [&str; 0], "done that day, if a day late");
    assert_eq!(overdue("2026-01-31"), [] as [&str; 0]);
    assert_eq!(overdue("2026-02-01"), ["Another porter"]);
}

#[test]
fn those_whom_nobody_coached_come_first() {
    let ward = ward();
    let reach = |as_of: &str| -> Vec<(String, Option<Date>)> {
        let reach = ward.coaching_reach(day(as_of));
        reach.into_iter().map(|(group, last)| (group.to_string(), last)).collect()
    };
    let porters = || ("porters".to_owned(), Some(day("2026-01-20")));
    assert_eq!(reach("2026-02-19"), [("nurses".to_owned(), None), porters()]);
    assert_eq!(reach("2026-02-20"), [porters(), ("nurses".to_owned(), Some(day("2026-02-20")))]);
}

#[test]
fn the_sponsor_is_asked_for_from_the_start_of_the_programme() {
    let ward = ward();
    assert_eq!(
        ward.sponsorship(day("2026-01-31")).unwrap().to_string(),
        "somebody sponsored the work on 21 of 31 days since 2026-01-01; nobody did 2026-01-01 to \
         2026-01-10"
    );
    assert_eq!(ward.sponsorship(day("2025-12-31")), None);
}

#[test]
fn a_promise_is_not_kept_before_it_was_made() {
    let text = format!(
        "{WARD}\n[leadership.commitments.visit]\nlabel = \"Visit\"\nfrom = 2026-01-10\n\
         record = [{{ on = 2026-01-09, kept = true }}]\n"
    );
    let error = from_toml(&text).unwrap_err();
    let said: Vec<String> = error.problems().iter().map(|p| p.message.clone()).collect();
    assert_eq!(
        said,
        ["an occasion on record (2026-01-09) must not lie before the first day of the promise \
          (2026-01-10)"]
    );
}

fn report(programme: &Programme, as_of: &str) -> String {
    Markdown::of(programme).as_of(day(as_of)).to_string()
}

#[test]
fn the_report_shows_what_hangs_on_boards_and_what_is_watched() {
    let said = report(&ward(), "2026-02-05");
    for line in [
        "- Ward board: Safety (2026-02-01)\n",
        "Measures worked on and measures watched (unconfirmed practice):\n",
        "- Falls: watch metric, acted on above 5\n",
        "- Ideas tested: driver metric, acted on below 1\n",
        "- waits stood at 0.75 (2026-01-01), above 0.7: time to act on it (watch metric; \
         unconfirmed practice)\n",
        "One visit to where the work is done; of what was promised there 1 done and 2 still open.\n",
        "- Who can open the side door at night?\n",
        "The last coaching talk with Nurses (none) and Porters (2026-01-20).\n",
    ] {
        assert!(said.contains(line), "{line}\nin\n{said}");
    }
    // Of what came later nothing is said.
    let then = report(&ward(), "2026-01-09");
    assert!(!then.contains("One visit") && !then.contains("side door"), "{then}");
    assert!(report(&ward(), "2026-01-12").contains("there 0 done and 3 still open"));
}

/// No routine, and still something that a leader took away to clear; and four behaviours.
#[test]
fn the_report_shows_how_leaders_act_without_any_routine() {
    let alone = from_toml(
        r#"
format = 1
[programme]
id = "leaders"
name = "Leaders"
[leadership.behaviours.listens]
label = "A weekly hour, one to one"
kind = "empathising"
sign = "Asks about the person first"
observations = [
    { on = 2026-01-05, how = "self-report", times = 4 },
    { on = 2026-01-12, how = "staff", times = 1 },
    { on = 2026-03-01, how = "staff", times = 9 },
]
[leadership.visits.ward]
on = 2026-01-10
place = "Ward 4"
follow_up = [{ what = "A key", tier = 2, done = 2026-01-13 }]
[systems.standard_work.keys]
label = "Who keeps the keys"
looks = [{ on = 2026-01-20, seen = 8, followed = 7 }]
"#,
    )
    .unwrap()
    .programme;
    let said = report(&alone, "2026-02-01");
    for line in [
        "| A weekly hour, one to one | empathising: feels another's difficulty without being swamped by \
         it (unconfirmed) | Asks about the person first | leaders say 4 times, staff say once |\n",
        "- tier 2: 1 of 1 cleared, after 3 days\n",
        "- Who keeps the keys: done as written 7 of 8 times seen on 2026-01-20\n",
    ] {
        assert!(said.contains(line), "{line}\nin\n{said}");
    }
}
