//! From true north to a change on a ward and back, worked out by hand.
#![cfg(feature = "toml")]
#![expect(clippy::unwrap_used, reason = "a case that cannot be set up is a test that fails")]

use improvement::base::{Date, Id};
use improvement::diagram::claims::Settings;
use improvement::document::{from_toml, to_toml};
use improvement::programme::{Portfolio, Programme, Reach, Revision};
use improvement::purpose::Shift;
use improvement::render::Markdown;

const STRATEGY: &str = include_str!("data/invented-strategy.toml");

fn load(text: &str) -> Programme {
    from_toml(text).map_err(|error| error.report().to_string()).unwrap().programme
}

/// The strategy with one text put in the place of another.
fn edited(from: &str, to: &str) -> Programme {
    assert_eq!(STRATEGY.matches(from).count(), 1, "{from}");
    load(&STRATEGY.replacen(from, to, 1))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn the_strategy_comes_back_the_same() {
    let programme = load(STRATEGY);
    let written = to_toml(&programme).unwrap();
    assert_eq!(load(&written), programme);
    assert_eq!(to_toml(&load(&written)).unwrap(), written);
}

#[test]
fn every_change_is_asked_what_it_is_for() {
    let said: Vec<String> = load(STRATEGY).alignment().iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "shoe-check -> right-shoes -> safe-mobility -> fewer-falls -> falls-this-year -> \
             halve-harm -> no-harm",
            "new-slogan: what is it for? it leads to no aim",
        ]
    );
    assert_eq!(load(STRATEGY).line_of_sight("falls-rate"), None, "a measure is no change");
}

#[test]
fn a_line_that_ends_early_says_where() {
    let sight = |programme: &Programme| programme.line_of_sight("shoe-check").unwrap();
    let off = sight(&edited("serves = [\"no-harm\"]\n", ""));
    assert_eq!(off.reaches, Reach::Objective);
    assert!(off.to_string().ends_with(
        "fewer-falls -> falls-this-year: and what is that for? no way leads on to a true north"
    ));
    let idle = sight(&edited("serves = [\"falls-this-year\"]\n", ""));
    assert_eq!(idle.reaches, Reach::Aim);
    assert!(idle.to_string().ends_with("the aim serves no objective that still stands"));
    // A retired link carries nothing.
    let cut = sight(&edited(
        "drives.right-shoes = {}",
        "drives.right-shoes = { retired = { because = \"tested, and wrong\" } }",
    ));
    assert_eq!((cut.reaches, cut.nodes.len()), (Reach::Nowhere, 1));
    assert!(Reach::Nowhere < Reach::Aim && Reach::Objective < Reach::TrueNorth);
}

#[test]
fn of_two_ways_the_one_that_goes_further_is_told() {
    // A short way to an aim without an objective, beside the long one to true north.
    let both = load(
        &STRATEGY
            .replacen(
                "[drivers.safe-mobility]",
                "[aims.tidy]\nstatement = \"Tidy wards\"\n\n[drivers.safe-mobility]",
                1,
            )
            .replacen("drives.right-shoes = {}", "drives.right-shoes = {}\ndrives.tidy = {}", 1),
    );
    let sight = both.line_of_sight("shoe-check").unwrap();
    assert_eq!((sight.reaches, sight.nodes.len()), (Reach::TrueNorth, 7));
}

#[test]
fn and_back_from_true_north_to_the_ward() {
    let programme = load(STRATEGY);
    let ids = |serving: improvement::programme::Serving| {
        let objectives = serving.objectives.iter().map(ToString::to_string);
        let aims = serving.aims.iter().map(ToString::to_string);
        let changes = serving.changes.iter().map(ToString::to_string);
        objectives.chain(aims).chain(changes).collect::<Vec<_>>()
    };
    assert_eq!(
        ids(programme.serving("no-harm")),
        ["halve-harm", "falls-this-year", "less-agency", "fewer-falls", "shoe-check"]
    );
    assert_eq!(ids(programme.serving("less-agency")), [] as [&str; 0]);
    assert_eq!(ids(programme.serving("nothing")), [] as [&str; 0]);
    let idle: Vec<&str> = programme.objectives_without_work().map(|(id, _)| id.as_str()).collect();
    assert_eq!(idle, ["less-agency"]);
}

#[test]
fn an_aim_remembers_what_it_first_promised() {
    let programme = load(STRATEGY);
    let drift = programme.drift("fewer-falls").unwrap();
    assert_eq!((drift.target, drift.date), (Shift::Softer, Shift::Softer));
    assert!(drift.is_softer() && !drift.people_or_place);
    assert_eq!(programme.drift("nothing"), None);
}

#[test]
fn an_aim_that_shrinks_quietly_is_seen_between_versions() {
    let before = load(STRATEGY);
    assert_eq!(before.quiet_restatements(&before), []);
    let after = edited("to = 4.5\nby = 2026-03-31", "to = 5.0\nby = 2026-03-31");
    let said: Vec<String> =
        after.quiet_restatements(&before).iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["fewer-falls: the target went from 4.5 to 5, which asks for less, and no restatement \
             says why"]
    );
    let revision = Revision::between(&before, &after, &Settings::default());
    assert!(revision.in_words().ends_with(&said[0]), "{}", revision.in_words());
    // The same with its reason is no longer quiet.
    let open = load(
        &STRATEGY.replacen("to = 4.5\nby = 2026-03-31", "to = 5.0\nby = 2026-03-31", 1).replacen(
            "[aims.fewer-falls.equity]",
            "[[aims.fewer-falls.restated]]\non = 2025-12-01\nbecause = \"A third ward joined.\"\n\
                 was = { statement = \"Falls with harm down from 6.0 to 4.5 per 1,000 bed days on \
                 two wards by March 2026\", from = 6.0, to = 4.5, by = 2026-03-31, population = \
                 \"People on the two wards for older people\", place = \"Wards 4 and 5\" }\n\n\
                 [aims.fewer-falls.equity]",
            1,
        ),
    );
    assert_eq!(open.quiet_restatements(&before), []);
    // Over both restatements the first terms count.
    assert!(open.drift("fewer-falls").unwrap().to_string().contains("from 4 to 5"));
}

#[test]
fn a_mean_may_get_better_while_the_gap_widens() {
    let equity = load(STRATEGY).equity("fewer-falls").unwrap();
    assert!(equity.asked_who_is_left_out);
    let (label, reading) = &equity.gaps[0];
    let reading = reading.unwrap();
    // 9.4 - 4.5 in January, 9.1 - 3.3 in July.
    assert!((reading.first - 4.9).abs() < 1e-9 && (reading.last - 5.8).abs() < 1e-9);
    assert!(!reading.is_narrower());
    assert_eq!(reading.to_string(), "wider: 4.9 (2025-01-01), 5.8 (2025-07-01)");
    assert!(label.as_str().starts_with("Falls of people with dementia"));
    let by: Vec<&str> = equity.split[0].1.iter().map(AsRef::as_ref).collect();
    assert_eq!(by, ["ward", "dementia"]);
    // One time in common is no gap over time.
    let once = edited(
        "{ on = 2025-01-01, value = 4.5 }, { on = 2025-04-01, value = 3.8 }, { on = 2025-07-01, value = 3.3 }",
        "{ on = 2025-01-02, value = 4.5 }, { on = 2025-04-01, value = 3.8 }, { on = 2025-07-01 }",
    );
    assert_eq!(once.equity("fewer-falls").unwrap().gaps[0].1, None);
}

#[test]
fn those_with_little_power_are_told_with_the_mark_of_the_words() {
    let said: Vec<String> =
        load(STRATEGY).without_power().iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "people-on-the-ward: raise their power (unconfirmed wording); they share in deciding at \
             one point at least",
            "night-porters: raise their power (unconfirmed wording); nothing on record gives them a \
             share in deciding",
        ]
    );
    let heeded = edited(
        "label = \"Porters who work at night\"",
        "label = \"Porters who work at night\"\nraised = [{ on = 2025-03-01, how = \"A vote\" }]",
    );
    assert!(!heeded.without_power()[1].is_unheeded());
    assert!(heeded.without_power()[1].to_string().ends_with("; one step on record"));
}

#[test]
fn what_was_said_between_levels_is_told_as_of_a_day() {
    let programme = load(STRATEGY);
    let objective = programme.purpose().unwrap().objectives.get("falls-this-year").unwrap();
    let went = |as_of: &str| objective.catchball_by(Some(day(as_of))).to_string();
    assert_eq!(went("2024-11-03"), "nothing was said between levels");
    assert_eq!(went("2024-11-17"), "it went down, and nothing came back up");
    assert_eq!(went("2024-11-18"), "it went down and came back up");
    let unnamed: Vec<String> =
        programme.purpose().unwrap().kinds_unnamed().map(|kind| kind.to_string()).collect();
    assert_eq!(unnamed, ["customer", "channel", "commentator", "champion", "competitor"]);
}

#[test]
fn the_aim_says_which_questions_it_leaves_open() {
    let programme = load(STRATEGY);
    let aim = programme.diagram().aim("fewer-falls").unwrap();
    let open: Vec<String> = aim.get().open_questions().map(|q| q.to_string()).collect();
    assert_eq!(
        open,
        [
            "with which people and resources?",
            "what is inside its boundary, and what is outside? (local)",
        ]
    );
}

#[test]
fn each_programme_is_asked_how_far_it_leads() {
    let steps = load(STRATEGY);
    // Another programme of the same trust, which serves the objective that had no work.
    let agency = load(
        "format = 1
[programme]
id = \"own-staff\"
name = \"Own staff\"
[purpose]
statement = \"People who know the ward\"
[purpose.objectives.less-agency]
label = \"Half the spending on agency staff in 2025\"
level = \"annual\"
[purpose.objectives.new-beds]
label = \"Twelve new beds\"
level = \"priority\"
[aims.own]
statement = \"Nine in ten shifts filled by own staff\"
serves = [\"less-agency\"]
[changes.rota]
label = \"Rota six weeks ahead\"
drives.own = {}
",
    );
    let portfolio = Portfolio::of([&steps, &agency]);
    let reach: Vec<(&str, Reach)> =
        portfolio.reach().into_iter().map(|(id, reach)| (id.as_str(), reach)).collect();
    assert_eq!(reach, [("safe-steps", Reach::TrueNorth), ("own-staff", Reach::Objective)]);
    let orphans: Vec<&str> =
        portfolio.objectives_without_work().into_iter().map(Id::as_str).collect();
    assert_eq!(orphans, ["new-beds"]);
}

#[test]
fn the_report_shows_whom_it_touches_and_who_could_be_left_out() {
    let areas = edited("core20 = true", "core20 = true\nareas = [\"maternity\"]");
    let said = Markdown::of(&areas).to_string();
    for line in [
        "How to be with them (unconfirmed wording)",
        "| The integrated care board | commissioner | high | low | keep satisfied | - |\n",
        "| low | high | raise their power | 2025-02-10: Two of them sit in the team, and nothing is \
         tested that they refuse |\n",
        "Of the nine kinds of party (reported list) nobody is named as customer, channel, \
         commentator, champion and competitor.\n",
        "- could be left out: People who cannot read the signs, or not in English\n",
        "- about people in the most deprived fifth (Core20)\n",
        "most deprived (reported)\n",
        "- gap, Falls of people with dementia beside those of others: ",
    ] {
        assert!(said.contains(line), "{line}\nin\n{said}");
    }
}
