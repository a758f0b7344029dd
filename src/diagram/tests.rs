//! What the builder refuses, and what the views see.

use super::*;
use crate::base::{AimId, ChangeId, Code, DriverId, Label, Reason, Retirement, Statement};
use crate::change::{Change, ChangeStatus};
use crate::purpose::Aim;

fn aim(id: &str) -> (AimId, Aim) {
    (id.parse().unwrap(), Aim::new(Statement::new(id).unwrap()))
}

fn driver(id: &str) -> (DriverId, Driver) {
    (id.parse().unwrap(), Driver::new(Label::new(id).unwrap()))
}

fn change(id: &str) -> (ChangeId, Change) {
    (id.parse().unwrap(), Change::new(Label::new(id).unwrap()))
}

/// Builds from lists of names and `from>to` links.
fn draw(aims: &[&str], drivers: &[&str], changes: &[&str], links: &[&str]) -> DiagramBuilder {
    let mut builder = Diagram::builder();
    for (id, row) in aims.iter().map(|id| aim(id)) {
        builder.aim(id, row);
    }
    for (id, row) in drivers.iter().map(|id| driver(id)) {
        builder.driver(id, row);
    }
    for (id, row) in changes.iter().map(|id| change(id)) {
        builder.change(id, row);
    }
    for link in links {
        let (from, to) = link.split_once('>').unwrap();
        let from: NodeId = if changes.contains(&from) {
            NodeId::Change(from.parse().unwrap())
        } else if aims.contains(&from) {
            NodeId::Aim(from.parse().unwrap())
        } else {
            NodeId::Driver(from.parse().unwrap())
        };
        builder.link_to(from, to, Link::new());
    }
    builder
}

fn problems(builder: DiagramBuilder) -> Vec<(Code, String, String)> {
    let problems = builder.build().unwrap_err().into_vec();
    problems.into_iter().map(|p| (p.code, p.place.path, p.message)).collect()
}

#[test]
fn everything_wrong_is_reported_at_once() {
    let mut builder = draw(
        &["y"],
        &["p", "q", "y"],
        &["a"],
        &["y>p", "p>p", "p>a", "a>nowhere", "a>p", "a>p", "gone>p", "p>q", "q>p"],
    );
    let (id, row) = change("a");
    builder.change(id, row);
    let found: Vec<(&str, Code)> = problems(builder)
        .into_iter()
        .map(|(code, path, _)| (Box::leak(path.into_boxed_str()) as &str, code))
        .collect();
    assert_eq!(
        found,
        [
            ("changes.a", Code::DuplicateId),
            ("drivers.y", Code::DuplicateId),
            ("aims.y.drives.p", Code::ForbiddenLink),
            ("drivers.p.drives.p", Code::SelfLink),
            ("drivers.p.drives.a", Code::ForbiddenLink),
            ("changes.a.drives.nowhere", Code::UnknownReference),
            ("changes.a.drives.p", Code::DuplicateLink),
            ("drivers.gone.drives.p", Code::UnknownReference),
            ("drivers.p.drives.q", Code::Cycle),
        ]
    );
}

#[test]
fn a_loop_is_shown_as_itself() {
    let names: Vec<String> = (0..10).map(|i| format!("d{i}")).collect();
    let links: Vec<String> = (0..10).map(|i| format!("d{i}>d{}", (i + 1) % 10)).collect();
    let drivers: Vec<&str> = names.iter().map(String::as_str).collect();
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    let found = problems(draw(&["y"], &drivers, &[], &links));
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].2,
        "these links lead back to where they began: \
         d0 -> d1 -> d2 -> d3 -> d4 -> d5 -> d6 -> d7 -> d8 -> d9 -> d0"
    );
}

#[test]
fn a_misspelt_target_is_offered_the_nearest_and_a_wrong_kind_is_named() {
    let builder = draw(&["less-violence"], &["safe-mobility"], &["a"], &["a>safe-mobilty"]);
    let problem = builder.build().unwrap_err().into_vec().remove(0);
    assert_eq!(problem.help.as_deref(), Some("did you mean `safe-mobility`?"));

    let mut builder = draw(&["y"], &["p"], &["a"], &["a>p"]);
    let (from, to): (ChangeId, AimId) = ("a".parse().unwrap(), "p".parse().unwrap());
    builder.link(&from, &to, Link::new());
    assert_eq!(
        problems(builder),
        [(
            Code::WrongKind,
            "changes.a.drives.p".to_owned(),
            "`p` exists, but is a driver".to_owned()
        )]
    );
}

#[test]
fn the_order_of_adding_links_does_not_matter() {
    let one = draw(&["y"], &["p", "q"], &["a"], &["a>p", "p>y", "q>y"]).build().unwrap();
    let two = draw(&["y"], &["p", "q"], &["a"], &["q>y", "p>y", "a>p"]).build().unwrap();
    assert_eq!(one, two);
    assert_eq!(one.to_builder().build().unwrap(), one);
}

#[test]
fn routes_are_listed_up_to_the_limit_and_counted_beyond() {
    // Twelve columns of two drivers, each joined to both in the next: 2^12 routes from the change.
    let names: Vec<String> = (0..24).map(|i| format!("d{i}")).collect();
    let mut links = vec!["a>d0".to_owned(), "a>d1".to_owned(), "d22>y".into(), "d23>y".into()];
    for column in 0..11 {
        for (from, to) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            links.push(format!("d{}>d{}", column * 2 + from, column * 2 + 2 + to));
        }
    }
    let drivers: Vec<&str> = names.iter().map(String::as_str).collect();
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    let diagram = draw(&["y"], &drivers, &["a"], &links).build().unwrap();
    let routes = diagram.change("a").unwrap().routes_to_aims(5);
    assert_eq!((routes.len(), routes.is_truncated()), (5, true));
    assert_eq!(routes.total(), claims::Count::Exactly(4096));
    let all = diagram.change("a").unwrap().routes_to_aims(10_000);
    assert_eq!((all.len(), all.is_truncated()), (4096, false));
    assert_eq!(all.iter().next().unwrap().nodes().count(), 14);
}

#[test]
fn what_was_retired_stays_and_does_not_count() {
    let mut builder = draw(&["y"], &["p", "q"], &["a", "b"], &["a>p", "p>y", "b>q", "p>q"]);
    let mut back = Link::new();
    back.retired = Some(Retirement::new(Reason::new("turned round").unwrap()));
    builder.link_to(NodeId::Driver("q".parse().unwrap()), "p", back.clone());
    let diagram = builder.build().expect("a retired link may contradict a live one");
    assert_eq!(diagram.link_count(), 5);
    let b = diagram.change("b").unwrap();
    assert!(b.routes_to_aims(10).is_empty() && !b.node().reaches_an_aim());
    assert_eq!(diagram.change("a").unwrap().aims().len(), 1);

    let mut builder = diagram.to_builder();
    builder.changes.get_mut("a").unwrap().status = Some(ChangeStatus::Abandoned);
    let diagram = builder.build().unwrap();
    assert!(diagram.change("a").unwrap().routes_to_aims(10).is_empty());
    assert_eq!(diagram.claims().node_count(), 4);
}

#[test]
fn levels_follow_the_longest_route_unless_they_are_given() {
    let mut builder =
        draw(&["y"], &["p", "s", "alone"], &["a"], &["p>y", "s>p", "s>y", "a>s", "a>p"]);
    builder.drivers.get_mut("p").unwrap().level = Some(Level::Primary);
    let diagram = builder.build().unwrap();
    assert_eq!(diagram.driver("s").unwrap().placed_level(), Some(Level::Secondary));
    assert_eq!(diagram.driver("alone").unwrap().placed_level(), None);
    let columns: Vec<usize> = diagram.nodes().map(NodeRef::column).collect();
    assert_eq!(columns, [0, 1, 2, 1, 3]);
}
