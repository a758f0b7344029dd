//! How people fare beside what is gained: pairs, burden, falls and their answers, all from dated data.

#![cfg(feature = "toml")]
#![expect(clippy::unwrap_used, reason = "a situation that cannot be built is a failed test")]

mod dated;

use dated::{Goes, World, measure, week};
use improvement::base::{Date, Direction, GroupId, Label, Number, Statement};
use improvement::document::from_toml;
use improvement::measure::{Family, Measure, Point, ScoredBy, Series};
use improvement::people::instruments::Construct;
use improvement::people::{Addresses, Constituency, Group, Response};
use improvement::programme::Programme;
use improvement::theory::{BurdenVerdict, Settings, State, TheoryReading, Threshold};

fn about_nurses(mut measure: Measure) -> Measure {
    measure.about = vec!["nurses".parse::<GroupId>().unwrap()];
    measure
}

/// An outcome and a measure about nurses, and whatever was done about it.
fn world(outcome: Measure, staff: Measure, responses: Vec<Response>) -> Programme {
    let mut world = World::new();
    let nurses = Group::new(Label::new("Nurses").unwrap(), Constituency::FrontlineStaff);
    world.0.people.groups.insert("nurses".parse().unwrap(), nurses).unwrap();
    world.0.people.responses = responses;
    world.measure("harm", outcome).measure("strain", about_nurses(staff)).aim("aim", &["harm"]);
    world.build()
}

fn read(programme: &Programme, at: u32) -> TheoryReading<'_> {
    TheoryReading::new(programme, week(at), &Settings::default())
}

#[test]
fn every_row_of_the_table_of_burdens() {
    let goes = |state| match state {
        State::Absent => Goes::Nowhere,
        State::Few => Goes::Five,
        State::Better => Goes::BetterFrom(30),
        State::Same => Goes::Steady,
        State::Worse => Goes::WorseFrom(34),
    };
    let mut seen = Vec::new();
    for outcome in State::ALL {
        for people in State::ALL {
            for good in [Direction::Up, Direction::Down] {
                // Mirrored, and each with its own good direction: the verdict stays.
                let programme = world(
                    measure(Family::Outcome, good, goes(outcome)),
                    measure(Family::Balancing, good.mirrored(), goes(people)),
                    Vec::new(),
                );
                let reading = read(&programme, 60);
                let burden = reading.burden();
                let [found] = &burden[..] else { panic!("{} pairs", burden.len()) };
                assert_eq!((found.outcome.state, found.people.state()), (outcome, people));
                assert_eq!(found.verdict, BurdenVerdict::of(outcome, people));
                assert!(!found.pair.stated);
                if outcome == State::Better && people == State::Worse {
                    assert_eq!(found.verdict, BurdenVerdict::Shifted);
                    assert_eq!(found.outcome.onset, Some(week(30)));
                    assert_eq!(found.people.since(), Some(week(34)));
                    let said = found.in_words();
                    assert!(said.contains("`harm` better since 2024-07-29"), "{said}");
                    assert!(said.contains("ask whether they pay for it"), "{said}");
                }
                seen.push(found.verdict);
            }
        }
    }
    for verdict in BurdenVerdict::ALL {
        assert!(seen.contains(&verdict), "{verdict:?} never came up");
    }
}

#[test]
fn pairs_that_were_written_down_come_before_those_assumed() {
    let mut strain = measure(Family::Balancing, Direction::Down, Goes::Steady);
    strain.balances = vec!["harm".parse().unwrap()];
    let harm = || measure(Family::Outcome, Direction::Down, Goes::Steady);
    let programme = world(harm(), strain, Vec::new());
    let pairs = programme.pairs();
    assert_eq!(pairs.len(), 1);
    assert!(pairs[0].stated);
    // A measure about patients is paired with nothing unless it says so.
    let mut world = World::new();
    world.measure("harm", harm());
    world.measure("waits", measure(Family::Balancing, Direction::Down, Goes::Steady));
    assert_eq!(world.build().pairs(), []);
    // Nothing balances itself.
    let mut world = World::new();
    let mut own = harm();
    own.balances = vec!["harm".parse().unwrap()];
    world.measure("harm", own);
    let problems = world.0.build().unwrap_err();
    assert_eq!(
        problems.to_string(),
        "error[D009] at measures.harm.balances.0: `harm` cannot balance itself"
    );
}

fn response(at: u32, addresses: Addresses) -> Response {
    let what = Statement::new("Something was done").unwrap();
    Response::new("strain".parse().unwrap(), week(at), what, addresses)
}

#[test]
fn a_fall_is_answered_or_it_is_said_that_it_is_not() {
    let harm = || measure(Family::Outcome, Direction::Down, Goes::Steady);
    let strain = || measure(Family::Balancing, Direction::Down, Goes::WorseFrom(34));
    let silent = world(harm(), strain(), Vec::new());
    let reading = read(&silent, 60);
    let fared = reading.faring();
    let [of] = &fared[..] else { panic!() };
    assert_eq!((of.state(), of.since(), of.days_to_answer()), (State::Worse, Some(week(34)), None));
    assert!(of.in_words().ends_with("nothing done about it is on record"), "{}", of.in_words());

    // What was done before the fall does not answer it; what comes after the day is not known yet.
    let all = vec![
        response(61, Addresses::TheWork),
        response(20, Addresses::TheWork),
        response(36, Addresses::ThePeople),
    ];
    let supported = world(harm(), strain(), all);
    let reading = read(&supported, 60);
    let of = reading.faring_by("strain").unwrap();
    assert_eq!(of.days_to_answer(), Some(14));
    assert!(of.only_support());
    let later = read(&supported, 62);
    assert!(!later.faring_by("strain").unwrap().only_support());
    // Before it fell, nobody was asked to answer.
    let before = read(&supported, 33);
    let of = before.faring_by("strain").unwrap();
    assert_eq!((of.state(), of.answer().is_none(), of.only_support()), (State::Same, true, false));
}

/// Results of WHO-5, whose notable change of 10 points is published.
fn who5(scores: &[f64]) -> Measure {
    let mut measure = Measure::new(Label::new("Wellbeing").unwrap(), Family::Balancing);
    let (version, scale) = ("1998".parse().unwrap(), "wellbeing".parse().unwrap());
    measure.scored_by = Some(ScoredBy::new("who-5".parse().unwrap(), version, scale));
    let points = (0..).zip(scores).map(|(at, score)| Point::value(week(10 * at), *score).unwrap());
    measure.series = Some(Series::new(points.collect()).unwrap());
    measure
}

#[test]
fn few_results_are_held_against_a_line() {
    let harm = || measure(Family::Outcome, Direction::Down, Goes::BetterFrom(30));
    // 64 - 52 = 12 points worse, past the published 10; higher is better by the instrument.
    let programme = world(harm(), who5(&[64.0, 60.0, 52.0]), Vec::new());
    let reading = read(&programme, 60);
    let of = reading.faring_by("strain").unwrap();
    assert_eq!(of.construct, Some(Construct::Wellbeing));
    let compared = of.compared.unwrap();
    assert_eq!((compared.from, compared.to, compared.better_by), (64.0, 52.0, -12.0));
    assert_eq!(compared.threshold, Some((10.0, Threshold::Published)));
    assert_eq!((of.state(), of.since()), (State::Worse, Some(week(20))));
    assert_eq!(reading.burden()[0].verdict, BurdenVerdict::Shifted);
    // By the second result it was 4 points, which is the same.
    let earlier = read(&programme, 12);
    assert_eq!(earlier.faring_by("strain").unwrap().state(), State::Same);
    // Exactly the line is not past it.
    let programme = world(harm(), who5(&[64.0, 54.0]), Vec::new());
    assert_eq!(read(&programme, 60).faring_by("strain").unwrap().state(), State::Same);

    // Without a line nothing is called worse; with one of the programme's own it is said to be local.
    let minutes = |notable: Option<f64>| {
        let mut measure = who5(&[6.0, 14.0]);
        measure.scored_by = None;
        measure.direction = Some(Direction::Down);
        measure.notable = notable.map(|line| Number::new(line).unwrap());
        measure
    };
    let programme = world(harm(), minutes(None), Vec::new());
    assert_eq!(read(&programme, 60).faring_by("strain").unwrap().state(), State::Few);
    let programme = world(harm(), minutes(Some(5.0)), Vec::new());
    let reading = read(&programme, 60);
    let of = reading.faring_by("strain").unwrap();
    assert_eq!(of.state(), State::Worse);
    assert!(of.in_words().contains("14 on 2024-03-11, from 6 (notable from 5, set locally)"));
}

#[test]
fn distress_and_motivation_are_two_things_with_opposite_good_directions() {
    let scored = |instrument: &str, version: &str, scale: &str| {
        let mut measure = who5(&[]);
        measure.series = None;
        let by = (instrument.parse().unwrap(), version.parse().unwrap(), scale.parse().unwrap());
        measure.scored_by = Some(ScoredBy::new(by.0, by.1, by.2));
        measure
    };
    let find = |construct| {
        improvement::people::instruments::published()
            .find_map(|(id, instrument)| {
                let scale = instrument.scales().iter().find(|s| s.construct == construct)?;
                let scale = scale.name.to_string();
                Some((id.to_string(), instrument.version().to_string(), scale))
            })
            .unwrap()
    };
    let good = |construct| {
        let (id, version, scale) = find(construct);
        let measure = scored(&id, &version, &scale);
        let mut world = World::new();
        world.measure("it", measure.clone());
        let programme = world.build();
        assert_eq!(programme.construct_of(&measure), Some(construct));
        programme.direction_of(&measure)
    };
    assert_eq!(good(Construct::MoralDistress), Some(Direction::Down));
    assert_eq!(good(Construct::MoralInjury), Some(Direction::Down));
    for need in [Construct::Autonomy, Construct::Competence, Construct::Relatedness] {
        assert!(need.is_intrinsic_motivation());
        assert_eq!(good(need), Some(Direction::Up));
    }
}

const DOCUMENT: &str = r#"format = 1
[programme]
id = "ward"
name = "Ward"
[measures.distress]
label = "Moral distress"
family = "balancing"
scored_by = { instrument = "mmd-hp", version = "2019", scale = "distress" }
series = { points = [{ on = 2024-01-01, value = 120 }] }
"#;

#[test]
fn what_contradicts_its_instrument_is_refused_with_the_way_out() {
    let problem = |from: &str, to: &str| {
        assert!(DOCUMENT.contains(from), "{from}");
        let error = from_toml(&DOCUMENT.replace(from, to)).unwrap_err();
        error.problems().to_string()
    };
    from_toml(DOCUMENT).map_err(|error| error.report().to_string()).unwrap();
    assert!(problem("mmd-hp", "mmd-hq").contains("no instrument named `mmd-hq`"));
    let version = problem("version = \"2019\"", "version = \"2012\"");
    assert!(version.contains("`mmd-hp` is known in the version `2019`, found `2012`"), "{version}");
    let mbi = problem(
        "{ instrument = \"mmd-hp\", version = \"2019\", scale = \"distress\" }",
        "{ instrument = \"mbi\", version = \"22 items\", scale = \"total\" }",
    );
    assert!(mbi.contains("`mbi` has no scale `total` ("), "the reason is given: {mbi}");
    let range = problem("value = 120", "value = 433");
    assert!(range.contains("must lie from 0 to 432, found 433"), "{range}");
    let direction = problem("family = \"balancing\"", "family = \"balancing\"\ndirection = \"up\"");
    assert!(direction.contains("down is better"), "{direction}");
    assert!(problem("scale = \"distress\"", "scale = \"anger\"").contains("has no scale `anger`"));
}

#[test]
fn minutes_of_a_shift_and_live_changes_are_added_up() {
    let programme = from_toml(
        r#"format = 1
[programme]
id = "ward"
name = "Ward"
[people.roles.nurse]
label = "Nurse"
part = "team-member"
[changes.check]
label = "Check"
status = "testing"
tags = ["ward-1", "ward-2"]
minutes_a_shift = { nurse = 6 }
[changes.list]
label = "One list in place of two"
status = "adopted"
tags = ["ward-1"]
minutes_a_shift = { nurse = -10 }
[changes.idea]
label = "Idea"
status = "designing"
minutes_a_shift = { nurse = 90 }
[changes.gone]
label = "Gone"
status = "abandoned"
tags = ["ward-1"]
minutes_a_shift = { nurse = 90 }
"#,
    )
    .map_err(|error| error.report().to_string())
    .unwrap()
    .programme;
    let [nurse] = &programme.shift_minutes()[..] else { panic!() };
    assert_eq!((nurse.added, nurse.removed, nurse.net()), (6.0, 10.0, -4.0));
    assert_eq!(nurse.in_words(), "nurse: -4 minutes a shift (6 added, 10 taken away; check, list)");
    let teams = programme.live_by_team();
    let of: Vec<(String, usize)> =
        teams.iter().map(|team| (team.team.to_string(), team.changes.len())).collect();
    assert_eq!(of, [("ward-1".to_owned(), 2), ("ward-2".to_owned(), 1)]);
}

#[test]
fn the_report_says_how_people_fare() {
    let harm = measure(Family::Outcome, Direction::Down, Goes::BetterFrom(30));
    let strain = measure(Family::Balancing, Direction::Down, Goes::WorseFrom(34));
    let programme = world(harm, strain, vec![response(36, Addresses::TheWork)]);
    let day: Date = week(60);
    let report = improvement::render::Markdown::of(&programme).as_of(day).to_string();
    assert!(report.contains("## How people fare"), "{report}");
    assert!(report.contains("after 14 days, the work itself: Something was done"), "{report}");
    assert!(report.contains("ask whether they pay for it"), "{report}");
    let plain = improvement::render::Markdown::of(&programme).to_string();
    assert!(!plain.contains("How people fare"), "nothing is read without a day");
}
