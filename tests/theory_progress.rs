//! How far a project has come, with its charts read: goals that improve, hold and are reached.

#![expect(clippy::unwrap_used, reason = "a situation that cannot be built is a failed test")]

mod dated;

use std::num::NonZeroU32;

use dated::{Goes, World, measure, week};
use improvement::base::{Direction, Number, Share};
use improvement::change::progress::{ProgressFacts, ProgressScore, Suggestion};
use improvement::measure::{DataKind, Definition, Family, Measure, Point, Series, Target};
use improvement::theory::{HOLDS_AFTER, Settings, TheoryReading};

fn targeted(mut measure: Measure, target: f64) -> Measure {
    measure.target = Some(Target::new(Number::new(target).unwrap()));
    measure
}

/// One change begun in week 12 and one aim with these measures.
fn world(measures: Vec<(&str, Measure)>) -> World {
    let mut world = World::new();
    let ids: Vec<&str> = measures.iter().map(|(id, _)| *id).collect();
    for (id, measure) in measures {
        world.measure(id, measure);
    }
    world.aim("aim", &ids).driver("d", &[]).change("c", 12, Some(1.0), &[]);
    world.link("c", "d", dated::within("1w", "9w")).link("d", "aim", dated::within("1w", "9w"));
    world
}

fn facts(world: World, as_of: u32) -> ProgressFacts {
    let programme = world.build();
    TheoryReading::new(&programme, week(as_of), &Settings::default()).progress_facts()
}

#[test]
fn goals_improve_hold_and_are_reached() {
    // About 50 before week 20 and 60 after it: 61 is out of reach, 54 is passed.
    let up = || measure(Family::Outcome, Direction::Up, Goes::BetterFrom(20));
    let goals = || {
        vec![
            ("near", targeted(up(), 54.0)),
            ("far", targeted(up(), 90.0)),
            ("steady", targeted(measure(Family::Outcome, Direction::Up, Goes::Steady), 54.0)),
            ("balance", measure(Family::Balancing, Direction::Up, Goes::BetterFrom(20))),
        ]
    };
    let late = facts(world(goals()), 50);
    assert_eq!((late.goals, late.goals_charted), (3, 3), "a balancing measure is no goal");
    assert_eq!((late.goals_improving, late.goals_sustained, late.goals_reached), (2, 2, 1));
    // All of the way, a quarter of it, none of it.
    let reached = late.expected_reached.unwrap();
    assert!((reached.get() - (1.0 + 0.25 + 0.0) / 3.0).abs() < 0.01, "{reached}");
    assert!(!late.improvement_continues, "both signals began on one day");

    // The signal is seen before it has lasted.
    let early = facts(world(goals()), 20 + u32::try_from(HOLDS_AFTER).unwrap() - 2);
    assert_eq!((early.goals_improving, early.goals_sustained), (2, 0));
    assert_eq!(facts(world(goals()), 15).goals_improving, 0);
}

#[test]
fn a_later_signal_of_another_goal_carries_the_improvement_on() {
    let goal = |from| measure(Family::Outcome, Direction::Down, Goes::BetterFrom(from));
    let facts = facts(world(vec![("a", goal(20)), ("b", goal(30))]), 50);
    assert!(facts.improvement_continues);
    assert_eq!(facts.expected_reached, None, "no target was set");
}

#[test]
fn a_rate_and_its_target_speak_in_the_same_unit() {
    // 12 in 2,000 bed days before week 20 and 6 after it: 6 and 3 per 1,000; the target is 4.
    let mut rate = Measure::new("Falls per 1,000 bed days".parse().unwrap(), Family::Outcome);
    rate.direction = Some(Direction::Down);
    let mut definition = Definition::new(DataKind::Rate);
    definition.per = NonZeroU32::new(1000);
    rate.definition = Some(definition);
    let point = |at: u32| {
        let ripple = if at.is_multiple_of(2) { 0.5 } else { -0.5 };
        let count = if at >= 20 { 6.0 } else { 12.0 } + ripple;
        Point::fraction(week(at), count, 2000.0).unwrap()
    };
    rate.series = Some(Series::new((0..50).map(point).collect()).unwrap());

    let programme = world(vec![("rate", targeted(rate, 4.0))]).build();
    let reading = TheoryReading::new(&programme, week(49), &Settings::default());
    let read = reading.measure("rate").unwrap();
    assert!((read.centre.unwrap() - 6.0).abs() < 0.1, "{:?}", read.centre);
    let facts = reading.progress_facts();
    assert_eq!((facts.goals_reached, facts.goals_sustained), (1, 1));
    assert_eq!(facts.expected_reached, Share::new(1.0).ok());

    let suggestion = Suggestion::from(&facts);
    assert_eq!(suggestion.score, ProgressScore::new(0.5).unwrap(), "no team is on record");
}
