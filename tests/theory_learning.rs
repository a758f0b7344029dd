//! Learning, rivals, stories and feeds on small dated programmes.

#![expect(clippy::unwrap_used, reason = "a situation that cannot be built is a failed test")]

mod dated;

use std::num::NonZeroU32;

use dated::{Goes, World, believed, measure, week, within};
use improvement::base::{
    ChangeId, Date, Direction, Label, MeasureId, Number, Period, Reason, Statement,
};
use improvement::change::{Cycle, Do, Expected, Outcome, Plan, Prediction, Study};
use improvement::diagram::claims::Limits;
use improvement::diagram::{EvidenceLevel, Link, StruckOut};
use improvement::measure::{Annotation, Family, Measure, Point, Series, Version};
use improvement::programme::Programme;
use improvement::theory::{
    ClaimLevel, Diagnosis, FORBIDDEN, Learning, NoteKind, RivalKind, RouteFinding, Settings,
    Standing, State, TheoryReading, Unseen,
};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Huddles delivered since 1 March 2024, falls that stay the same, a delay of 14 to 42 days, and an
/// earlier test on five people that went as predicted.
fn huddles(change: impl FnOnce(&mut World, &mut Series, &mut Link)) -> Programme {
    let start = day("2023-09-01");
    let points = (0..34_u32)
        .map(|at| Point::value(start.plus_days(7 * at), 8.0 + f64::from(at % 3) - 1.0).unwrap());
    let mut series = Series::new(points.collect()).unwrap();
    let mut link = believed(within("14d", "42d"), 0.6);
    let mut world = World::new();
    world.change("change-huddle", 0, Some(0.9), &[]);
    change(&mut world, &mut series, &mut link);
    let mut falls = Measure::new(Label::new("Falls").unwrap(), Family::Outcome);
    falls.direction = Some(Direction::Down);
    falls.series = Some(series);
    world.measure("falls", falls).aim("fewer-falls", &["falls"]);
    world.link("change-huddle", "fewer-falls", link);
    let mut programme = world.0;
    let mut prediction = Prediction::new(Statement::new("Falls stay at 8 or below").unwrap());
    prediction.measure = Some("falls".parse::<MeasureId>().unwrap());
    prediction.expected = Some(Expected::at_most(Number::new(8.0).unwrap()));
    prediction.written_on = Some(day("2024-01-10"));
    let mut plan = Plan::new();
    plan.predictions.push(prediction);
    let mut done =
        Do::during(Period::new(Some(day("2024-01-15")), Some(day("2024-01-20"))).unwrap());
    done.scale = NonZeroU32::new(5);
    let mut study = Study::on(day("2024-01-22"));
    study.outcomes.push(Outcome::seen(1.try_into().unwrap(), Number::new(7.0).unwrap()));
    let mut cycle = Cycle::new(Label::new("Try it on one bay").unwrap(), plan)
        .start(done)
        .unwrap()
        .study(study)
        .unwrap();
    cycle.change = Some("change-huddle".parse::<ChangeId>().unwrap());
    programme.cycle("first-test".parse::<improvement::base::CycleId>().unwrap(), cycle).unwrap();
    let mut programme = programme.build().unwrap().to_builder();
    let mut huddle = programme.diagram.clone().build().unwrap();
    let mut row = huddle.change("change-huddle").unwrap().get().clone();
    row.started = Some(day("2024-03-01"));
    let mut diagram = improvement::diagram::Diagram::builder();
    for aim in huddle.aims() {
        diagram.aim(aim.id().clone(), aim.get().clone());
    }
    for other in huddle.changes() {
        let row = if other.as_str() == "change-huddle" { row.clone() } else { other.get().clone() };
        diagram.change(other.id().clone(), row);
    }
    for link in huddle.links() {
        diagram.link_to(link.cause().id(), link.effect().as_str(), link.claim().clone());
    }
    huddle = diagram.clone().build().unwrap();
    assert_eq!(huddle.link_count(), 1);
    programme.diagram = diagram;
    programme.build().unwrap()
}

fn parameters(programme: &Programme, on: &str) -> (f64, f64) {
    let learning = Learning::of(programme, day(on), &Settings::default());
    let belief = learning.link("change-huddle", "fewer-falls").unwrap().belief_on(day(on));
    (belief.a(), belief.b())
}

fn close(found: (f64, f64), expected: (f64, f64)) {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    assert!(near(found.0, expected.0) && near(found.1, expected.1), "{found:?}, not {expected:?}");
}

#[test]
fn the_worked_example_of_the_huddles() {
    let programme = huddles(|_, _, _| {});
    let read = |on: &str| TheoryReading::new(&programme, day(on), &Settings::default());
    let march = read("2024-03-20");
    let link = march.link("change-huddle", "fewer-falls").unwrap();
    assert_eq!(link.diagnosis, Diagnosis::Wait);
    assert_eq!(link.look_again, Some(day("2024-04-12")));
    assert!(link.in_words().ends_with("Look again on 2024-04-12."));
    let april = read("2024-04-20");
    let link = april.link("change-huddle", "fewer-falls").unwrap();
    assert_eq!((link.diagnosis, link.open_rivals()), (Diagnosis::TheoryGap, 0), "{link:?}");
    close(parameters(&programme, "2024-01-21"), (1.2, 0.8));
    close(parameters(&programme, "2024-03-20"), (1.7, 0.8));
    close(parameters(&programme, "2024-04-20"), (1.7, 1.8));
    let learning = Learning::of(&programme, day("2024-04-20"), &Settings::default());
    let learned = learning.link("change-huddle", "fewer-falls").unwrap();
    assert_eq!(learned.updates.len(), 2);
    assert_eq!(learned.updates[1].on, day("2024-04-13"), "the day after the window, and once");
    assert_eq!(learned.suggested().0, EvidenceLevel::TestedSmall);
    let before = learned.belief_on(day("2024-04-12"));
    close((before.a(), before.b()), (1.7, 0.8));
}

/// For a page or an archive.
#[test]
fn a_reading_can_be_written_as_data() {
    let programme = huddles(|_, _, _| {});
    let read = TheoryReading::new(&programme, day("2024-03-20"), &Settings::default());
    let data = serde_json::to_value(&read).unwrap();
    let link = &data["links"][0];
    assert_eq!(link["link"]["from"], "change:change-huddle");
    assert_eq!(link["link"]["to"], "aim:fewer-falls");
    assert_eq!((&link["diagnosis"], &link["look_again"]), (&"wait".into(), &"2024-04-12".into()));
    assert_eq!(link["window"], serde_json::json!(["2024-03-15", "2024-04-12"]));
    assert_eq!(
        (&data["as_of"], &data["nodes"][0]["node"]),
        (&"2024-03-20".into(), &"aim:fewer-falls".into())
    );
    assert_eq!(data["aims"][0]["waiting"]["exactly"], 1);
}

#[test]
fn a_rival_halves_the_weight_until_it_is_struck_out() {
    let staffing = |series: &mut Series| {
        let note = Annotation::new(day("2024-03-11"), Label::new("Staffing fell").unwrap());
        *series = series.clone().with_annotations(vec![note]).unwrap();
    };
    let programme = huddles(|_, series, _| staffing(series));
    close(parameters(&programme, "2024-04-20"), (1.7, 1.3));
    let struck = huddles(|_, series, link| {
        staffing(series);
        link.struck_out.push(StruckOut::new(
            Statement::new("event falls 2024-03-11").unwrap(),
            Reason::new("Staffing was back within a week").unwrap(),
        ));
    });
    close(parameters(&struck, "2024-04-20"), (1.7, 1.8));
    let reading = TheoryReading::new(&struck, day("2024-04-20"), &Settings::default());
    let link = reading.link("change-huddle", "fewer-falls").unwrap();
    assert!(matches!(&link.rivals[..], [rival] if rival.struck.is_some()));
}

#[test]
fn another_change_in_the_window_is_a_rival() {
    let programme = huddles(|world, _, _| {
        // Week 10 is 11 March 2024.
        world.change("change-rota", 10, Some(0.9), &[]);
    });
    let reading = TheoryReading::new(&programme, day("2024-04-20"), &Settings::default());
    let link = reading.link("change-huddle", "fewer-falls").unwrap();
    assert!(
        matches!(&link.rivals[..], [r] if matches!(r.kind, RivalKind::OtherChange(_, on) if on == week(10)))
    );
    let notes = reading.notes_on(&"falls".parse().unwrap());
    let kinds: Vec<NoteKind> = notes.iter().map(|note| note.kind).collect();
    assert_eq!(kinds, [NoteKind::Cycle, NoteKind::Started, NoteKind::Rival]);
    assert!(notes.iter().all(|note| note.annotation().is_some()));
}

#[test]
fn points_of_an_older_definition_are_no_baseline() {
    let diagnosed = |defined: bool| {
        let programme = huddles(|_, series, _| {
            let points = series.points().iter().map(|point| match point.at().day() {
                Some(on) if on < day("2023-10-06") => Point::value(on, 80.0).unwrap(),
                _ => point.clone(),
            });
            let joined = Series::new(points.collect()).unwrap();
            let reason = Reason::new("Near falls are counted no longer").unwrap();
            let version = Version::new(day("2023-10-06"), reason);
            *series = joined.with_versions(if defined { vec![version] } else { vec![] }).unwrap();
        });
        let reading = TheoryReading::new(&programme, day("2024-04-20"), &Settings::default());
        reading.link("change-huddle", "fewer-falls").unwrap().diagnosis
    };
    assert_ne!(diagnosed(false), Diagnosis::TheoryGap, "joined, falls seem to have gone down");
    assert_eq!(diagnosed(true), Diagnosis::TheoryGap, "as in the worked example");
}

#[test]
fn a_new_definition_is_a_stop() {
    let programme = huddles(|_, series, _| {
        let reason = Reason::new("Near falls are counted too").unwrap();
        let version = Version::new(day("2024-03-20"), reason);
        *series = series.clone().with_versions(vec![version]).unwrap();
    });
    let reading = TheoryReading::new(&programme, day("2024-04-20"), &Settings::default());
    let link = reading.link("change-huddle", "fewer-falls").unwrap();
    assert_eq!(link.diagnosis, Diagnosis::CannotSee);
    assert!(link.in_words().contains("2024-03-20"));
    assert_eq!(reading.routes(5)[0].finding, RouteFinding::CannotTell);
    let before = TheoryReading::new(&programme, day("2024-03-19"), &Settings::default());
    assert_eq!(before.link("change-huddle", "fewer-falls").unwrap().diagnosis, Diagnosis::Wait);
}

/// Two routes to an aim, one of which fits.
fn two_routes() -> Programme {
    let mut world = World::new();
    let up = |goes| measure(Family::Process, Direction::Up, goes);
    world
        .measure("m1", up(Goes::BetterFrom(30)))
        .measure("m2", up(Goes::Steady))
        .measure("mx", measure(Family::Outcome, Direction::Down, Goes::BetterFrom(36)))
        .measure("control", measure(Family::Outcome, Direction::Up, Goes::Steady))
        .change("c1", 26, Some(0.9), &[])
        .change("c2", 26, Some(0.05), &[])
        .driver("d1", &["m1"])
        .driver("d2", &["m2"])
        .aim("aim", &["mx"])
        .link("c1", "d1", within("0w", "8w"))
        .link("c2", "d2", within("0w", "8w"))
        .link("d1", "aim", within("1w", "8w"))
        .link("d2", "aim", within("1w", "8w"));
    world.build()
}

#[test]
fn the_whole_diagram_is_counted_without_listing_it() {
    let programme = two_routes();
    let reading = TheoryReading::new(&programme, week(60), &Settings::default());
    let aims = reading.aims();
    assert_eq!(aims[0].to_string(), "aim: 2 routes; 1 fits; 1 first step not delivered");
    assert_eq!(aims[0].best, Some(Standing::Fits));
    let to_do: Vec<String> = reading.to_do().iter().map(|link| link.link.to_string()).collect();
    assert_eq!(to_do, ["change:c2 -> driver:d2"]);
    let learning = Learning::of(&programme, week(60), &Settings::default());
    let next = reading.next_tests(&learning, &Limits::none());
    assert_eq!(next.len(), 4);
    assert!(next.iter().skip_while(|test| test.ready).all(|test| !test.ready));
    assert!(next.iter().all(|test| test.hours >= 0.0 && test.value >= 0.0 && test.room >= 0.0));
}

#[test]
fn rivals_struck_out_in_writing_raise_the_claim() {
    let programme = two_routes();
    let learning = Learning::of(&programme, week(60), &Settings::default());
    let reading = TheoryReading::new(&programme, week(60), &Settings::default());
    let stories = reading.stories(&learning);
    assert_eq!(stories[0].1.level, ClaimLevel::Consistent, "{}", stories[0].1.text());
    let mut builder = programme.to_builder();
    let mut diagram = improvement::diagram::Diagram::builder();
    let drawn = programme.diagram();
    for aim in drawn.aims() {
        diagram.aim(aim.id().clone(), aim.get().clone());
    }
    for driver in drawn.drivers() {
        diagram.driver(driver.id().clone(), driver.get().clone());
    }
    for change in drawn.changes() {
        diagram.change(change.id().clone(), change.get().clone());
    }
    for link in drawn.links() {
        let mut claim = link.claim().clone();
        let read = reading.link(link.cause().as_str(), link.effect().as_str()).unwrap();
        claim.rivals.push(Statement::new("A mild winter").unwrap());
        let keys = read.rivals.iter().map(|rival| rival.kind.key());
        for key in keys.chain(["A mild winter".to_owned()]) {
            let reason = Reason::new("Looked into with the ward").unwrap();
            claim.struck_out.push(StruckOut::new(Statement::new(key).unwrap(), reason));
        }
        diagram.link_to(link.cause().id(), link.effect().as_str(), claim);
    }
    builder.diagram = diagram;
    let programme = builder.build().unwrap();
    let learning = Learning::of(&programme, week(60), &Settings::default());
    let reading = TheoryReading::new(&programme, week(60), &Settings::default());
    let stories = reading.stories(&learning);
    assert_eq!(stories[0].1.level, ClaimLevel::Considered, "{}", stories[0].1.text());
}

#[test]
fn nothing_says_more_than_it_may() {
    let mut texts: Vec<String> = Vec::new();
    texts.extend(
        Diagnosis::ALL.iter().flat_map(|d| [d.in_words(), d.next_step()]).map(String::from),
    );
    texts.extend(
        RouteFinding::ALL.iter().flat_map(|d| [d.in_words(), d.next_step()]).map(String::from),
    );
    texts.extend(ClaimLevel::ALL.iter().map(ToString::to_string));
    texts.extend(Standing::ALL.iter().map(ToString::to_string));
    for unseen in [Unseen::NoData, Unseen::NoDates, Unseen::NoDirection, Unseen::NotForAChart] {
        texts.push(unseen.in_words().to_owned());
    }
    let programmes = [two_routes(), huddles(|_, _, _| {})];
    for programme in &programmes {
        for at in 0..66 {
            let reading = TheoryReading::new(programme, week(at), &Settings::default());
            let learning = Learning::of(programme, week(at), &Settings::default());
            texts.extend(reading.stories(&learning).iter().map(|(_, story)| story.text()));
            texts.extend(reading.links().iter().map(|link| link.in_words() + &link.rests_on()));
            texts.extend(reading.routes(9).iter().map(improvement::theory::RouteReading::in_words));
            texts.extend(reading.aims().iter().map(ToString::to_string));
            let next = reading.next_tests(&learning, &Limits::none());
            texts.extend(next.iter().map(improvement::theory::NextTest::in_words));
            for node in reading.nodes() {
                texts.extend(node.delivery.iter().map(improvement::theory::Delivery::in_words));
            }
            for learned in learning.links() {
                texts.extend(learned.updates.iter().map(|update| update.reason.to_string()));
            }
        }
    }
    // The sources too, so that a sentence no programme here brings up is read as well.
    let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/theory");
    for file in std::fs::read_dir(sources).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        if path.ends_with("words.rs") {
            continue;
        }
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            texts.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    for text in &texts {
        let low = text.to_lowercase();
        let whole_words = low.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" ");
        for word in FORBIDDEN {
            assert!(
                !format!(" {whole_words} ").contains(&format!(" {word} ")),
                "`{word}` in: {text}"
            );
        }
    }
    assert!(texts.len() > 500);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_measure_and_its_direction_turned_over_say_the_same(
        values in proptest::collection::vec(-20_i32..20, 5..60), begun in 0_u32..50,
    ) {
        let read = |sign: f64, good: Direction| {
            let mut measure = measure(Family::Outcome, good, Goes::Nowhere);
            let points = values.iter().zip(0_u32..).map(|(value, at)| {
                Point::value(week(at), sign * f64::from(*value)).unwrap()
            });
            measure.series = Some(Series::new(points.collect()).unwrap());
            let mut world = World::new();
            world.measure("m", measure).change("c", begun, Some(0.9), &[]).aim("aim", &["m"]);
            world.link("c", "aim", within("1w", "9w"));
            let programme = world.build();
            let reading = TheoryReading::new(&programme, week(60), &Settings::default());
            let link = reading.link("c", "aim").unwrap();
            (link.diagnosis, link.down.clone(), link.look_again, link.evidence())
        };
        prop_assert_eq!(read(1.0, Direction::Up), read(-1.0, Direction::Down));
    }

    #[test]
    fn replaying_to_a_day_is_the_same_as_having_stopped_there(
        values in proptest::collection::vec(-9_i32..9, 30..50), on in 0_u32..55, half in 0_u32..2,
    ) {
        let mut measure = measure(Family::Outcome, Direction::Up, Goes::Nowhere);
        let shifted = |at: u32| if at > 32 { 14.0 } else { 0.0 };
        let points = values.iter().zip(0_u32..).map(|(value, at)| {
            Point::value(week(at), f64::from(*value) + shifted(at)).unwrap()
        });
        measure.series = Some(Series::new(points.collect()).unwrap());
        let mut world = World::new();
        world.measure("m", measure).change("c", 20, Some(0.9), &[]).aim("aim", &["m"]);
        world.link("c", "aim", believed(within("1w", "9w"), 0.7));
        let programme = world.build();
        let mut settings = Settings::default();
        settings.half_life = (half == 1).then_some(90.0);
        let late = Learning::of(&programme, week(60), &settings);
        let early = Learning::of(&programme, week(on), &settings);
        let (late, early) = (&late.links()[0], &early.links()[0]);
        prop_assert_eq!(late.belief_on(week(on)), early.belief_on(week(on)));
        let belief = late.belief_on(week(60)).mean();
        prop_assert!(belief > 0.0 && belief < 1.0);
    }
}

#[test]
fn tests_of_one_day_may_be_written_down_in_any_order() {
    let base = huddles(|_, _, _| {});
    let cycle = base.cycles().get("first-test").unwrap().clone();
    let with = |order: [&str; 3]| {
        let mut builder = base.to_builder();
        for id in order {
            let id: improvement::base::CycleId = id.parse().unwrap();
            builder.cycle(id, cycle.clone()).unwrap();
        }
        let programme = builder.build().unwrap();
        parameters(&programme, "2024-03-20")
    };
    assert_eq!(with(["a", "b", "d"]), with(["d", "a", "b"]));
}

#[test]
fn several_measures_of_a_node() {
    let state = |all: &[Goes]| {
        let mut world = World::new();
        let ids: Vec<String> = (0..all.len()).map(|at| format!("m{at}")).collect();
        for (id, goes) in ids.iter().zip(all) {
            world.measure(id, measure(Family::Outcome, Direction::Up, *goes));
        }
        world.measure("b", measure(Family::Balancing, Direction::Up, Goes::WorseFrom(40)));
        let mut names: Vec<&str> = ids.iter().map(String::as_str).collect();
        names.push("b");
        world.change("c", 20, Some(1.0), &[]).aim("aim", &names).link("c", "aim", Link::new());
        let programme = world.build();
        let reading = TheoryReading::new(&programme, week(60), &Settings::default());
        reading.node("aim").unwrap().state
    };
    assert_eq!(state(&[Goes::BetterFrom(30), Goes::WorseFrom(30)]), State::Worse);
    assert_eq!(state(&[Goes::BetterFrom(30), Goes::Five]), State::Better);
    assert_eq!(state(&[Goes::Steady, Goes::Five]), State::Few);
    assert_eq!(state(&[Goes::Steady, Goes::Nowhere]), State::Same);
    assert_eq!(state(&[]), State::Worse, "a balancing measure speaks where there is no other");
}
