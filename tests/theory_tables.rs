//! Both decision tables, every row built from dated data: no state is set by hand.

#![expect(clippy::unwrap_used, reason = "a situation that cannot be built is a failed test")]

mod dated;

use dated::{Goes, World, measure, week, within};
use improvement::base::Direction;
use improvement::diagram::Link;
use improvement::measure::Family;
use improvement::render::Markdown;
use improvement::theory::{
    Diagnosis, Due, Extent, FORBIDDEN, Order, RouteFinding, Settings, State, TheoryReading,
};

const UP_MOVES: u32 = 30;

fn goes(state: State, from: u32) -> Goes {
    match state {
        State::Absent => Goes::Nowhere,
        State::Few => Goes::Five,
        State::Better => Goes::BetterFrom(from),
        State::Same => Goes::Steady,
        State::Worse => Goes::WorseFrom(from),
    }
}

/// The delay and the week in which the effect moves that make a case.
fn timing(due: Due, order: Option<Order>) -> (Link, u32) {
    let from = if order == Some(Order::TooSoon) { "6w" } else { "1w" };
    let link = match due {
        Due::Unset => Link::new(),
        Due::Waiting => within(from, "40w"),
        Due::Passed => within(from, "10w"),
    };
    let moves = match order {
        Some(Order::Before) => 24,
        Some(Order::TooSoon) => 32,
        Some(Order::TooLate) => 46,
        Some(Order::InWindow | Order::AfterUnset) | None => 36,
    };
    (link, moves)
}

#[test]
fn every_row_of_the_table_of_links() {
    let mut rows = 0;
    for up in State::ALL {
        for down in State::ALL {
            for due in Due::ALL {
                let alike = up.moved() && up == down;
                let orders: &[Option<Order>] = match (alike, due) {
                    (false, _) => &[None],
                    (true, Due::Unset) => &[Some(Order::Before), Some(Order::AfterUnset)],
                    (true, Due::Waiting) => {
                        &[Some(Order::Before), Some(Order::TooSoon), Some(Order::InWindow)]
                    }
                    (true, Due::Passed) => &[
                        Some(Order::Before),
                        Some(Order::TooSoon),
                        Some(Order::InWindow),
                        Some(Order::TooLate),
                    ],
                };
                for &order in orders {
                    rows += 1;
                    for good in [Direction::Up, Direction::Down] {
                        one_row(up, down, due, order, good);
                    }
                }
            }
        }
    }
    assert_eq!(rows, 87);
}

fn one_row(up: State, down: State, due: Due, order: Option<Order>, good: Direction) {
    let (link, moves) = timing(due, order);
    let mut world = World::new();
    world
        .measure("up", measure(Family::Process, good, goes(up, UP_MOVES)))
        .measure("down", measure(Family::Outcome, good.mirrored(), goes(down, moves)))
        .change("c", 20, None, &[])
        .driver("driver", &["up"])
        .aim("aim", &["down"])
        .link("c", "driver", within("0w", "8w"))
        .link("driver", "aim", link);
    let programme = world.build();
    let reading = TheoryReading::new(&programme, week(60), &Settings::default());
    let found = reading.link("driver", "aim").unwrap();
    let case = format!("{up} {down} {due:?} {order:?}: {found:?}");
    assert_eq!((found.up.state, found.down.state), (up, down), "{case}");
    assert_eq!((found.due, found.order), (due, order), "{case}");
    assert_eq!(found.diagnosis, Diagnosis::of(up, down, due, order), "{case}");
    if up.moved() {
        assert_eq!(found.up.onset, Some(week(UP_MOVES)), "{case}");
    }
    if down.moved() {
        assert_eq!(found.down.onset, Some(week(moves)), "{case}");
    }
    match found.diagnosis {
        Diagnosis::Wait | Diagnosis::WaitUpstream => {
            assert!(found.look_again.is_some_and(|day| day >= week(60)), "{case}");
        }
        Diagnosis::TheoryGap => assert_eq!(found.look_again, None, "{case}"),
        _ => {}
    }
}

#[test]
fn every_row_of_the_table_of_routes() {
    let mut seen = Vec::new();
    for delivered in Extent::ALL {
        for drivers in Extent::ALL {
            for aim in State::ALL {
                for due in Due::ALL {
                    let found = route(delivered, drivers, aim, due);
                    if !seen.contains(&found) {
                        seen.push(found);
                    }
                }
            }
        }
    }
    for finding in RouteFinding::ALL {
        assert!(seen.contains(&finding), "{finding} never came up");
    }
}

fn route(delivered: Extent, drivers: Extent, aim: State, due: Due) -> RouteFinding {
    let link = || match due {
        Due::Unset => Link::new(),
        Due::Waiting => within("0w", "40w"),
        Due::Passed => within("0w", "5w"),
    };
    let (first, second) = match drivers {
        Extent::Yes => (Goes::BetterFrom(30), Goes::BetterFrom(34)),
        Extent::Partly => (Goes::BetterFrom(30), Goes::Steady),
        Extent::No => (Goes::Steady, Goes::Steady),
        Extent::Unseen => (Goes::Nowhere, Goes::Steady),
    };
    let share = match delivered {
        Extent::Yes => Some(0.9),
        Extent::Partly => Some(0.5),
        Extent::No => Some(0.1),
        Extent::Unseen => None,
    };
    let mut world = World::new();
    let process: &[&str] = if delivered == Extent::Unseen { &["done"] } else { &[] };
    world
        .measure("done", measure(Family::Process, Direction::Up, Goes::Five))
        .measure("first", measure(Family::Process, Direction::Up, first))
        .measure("second", measure(Family::Process, Direction::Up, second))
        .measure("harm", measure(Family::Outcome, Direction::Down, goes(aim, 38)))
        .change("c", 20, share, process)
        .driver("d1", &["first"])
        .driver("d2", &["second"])
        .aim("aim", &["harm"])
        .link("c", "d1", link())
        .link("d1", "d2", link())
        .link("d2", "aim", link());
    let programme = world.build();
    let reading = TheoryReading::new(&programme, week(60), &Settings::default());
    let routes = reading.routes(10);
    let [found] = &routes[..] else { panic!("{} routes", routes.len()) };
    let case = format!("{delivered} {drivers} {aim} {due:?}");
    assert_eq!((found.delivered, found.drivers, found.aim), (delivered, drivers, aim), "{case}");
    assert_eq!(found.due, due, "{case}");
    assert_eq!(found.finding, RouteFinding::of(delivered, drivers, aim, due), "{case}");
    if found.finding == RouteFinding::TooEarly {
        assert!(found.until.is_some_and(|until| until >= week(60)), "{case}");
        assert!(found.in_words().contains("Look again on"), "{case}");
    }
    found.finding
}

#[test]
fn the_rows_as_the_field_words_them() {
    use Extent::{No, Partly, Yes};
    let of = RouteFinding::of;
    let same = State::Same;
    assert_eq!(of(No, No, same, Due::Passed), RouteFinding::NotDelivered);
    assert_eq!(of(Partly, Partly, same, Due::Passed), RouteFinding::DoseTooLow);
    assert_eq!(of(Yes, No, same, Due::Passed), RouteFinding::IdeaToDriver);
    assert_eq!(of(Yes, Yes, same, Due::Waiting), RouteFinding::TooEarly);
    assert_eq!(of(Yes, Yes, same, Due::Passed), RouteFinding::LaterLink);
    assert_eq!(of(Yes, Yes, State::Better, Due::Passed), RouteFinding::Consistent);
    assert_eq!(of(No, No, State::Better, Due::Passed), RouteFinding::RivalCause);
    for extent in Extent::ALL {
        assert_eq!(of(extent, extent, State::Absent, Due::Passed), RouteFinding::CannotTell);
    }
}

/// One route as predicted, and one whose change is hardly done: the chapter of the report, as of a day.
#[test]
fn a_report_tells_how_the_routes_stand_and_what_to_look_at() {
    let mut world = World::new();
    let goes = |goes| measure(Family::Process, Direction::Up, goes);
    world
        .measure("harm", measure(Family::Outcome, Direction::Down, Goes::BetterFrom(36)))
        .measure("early", goes(Goes::BetterFrom(UP_MOVES)))
        .measure("calm", goes(Goes::Steady))
        .aim("aim", &["harm"])
        .driver("d-early", &["early"])
        .driver("d-calm", &["calm"])
        .change("c-huddle", 28, Some(0.95), &[])
        .change("c-quiet-hour", 28, Some(0.05), &[])
        .link("c-huddle", "d-early", within("1w", "9w"))
        .link("c-quiet-hour", "d-calm", within("1w", "9w"))
        .link("d-early", "aim", within("1w", "9w"))
        .link("d-calm", "aim", within("1w", "9w"));
    let programme = world.build();
    let report = Markdown::of(&programme).as_of(week(60)).to_string();
    let chapter = report.split("\n## ").find(|chapter| chapter.starts_with("Does the evidence"));
    let chapter = chapter.unwrap();
    insta::assert_snapshot!(chapter);
    for word in FORBIDDEN {
        assert!(!chapter.to_lowercase().contains(word), "{word}");
    }
    assert!(!Markdown::of(&programme).to_string().contains("Does the evidence"));
    // Before anything was measured there is nothing to tell.
    let before = Markdown::of(&programme).as_of("2020-01-01".parse().unwrap()).to_string();
    assert!(!before.contains("Does the evidence"));
}
