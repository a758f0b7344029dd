//! The worked example of the documentation, every figure by hand, and the cases at the edges.

#![expect(clippy::unwrap_used, reason = "what is not there is a failed test")]

use improvement::base::{Belief, Date, Direction, Hours, Share};
use improvement::diagram::claims::{
    Claim, ClaimError, ClaimGraph, Count, Deadline, Difference, Lag, Limits, Meaning, Member, Node,
    NodeIx, Overlap, Portfolio, Quality, Settings, Sign, Strength, Theory,
};

const EXACT: Settings = Settings { max_width: 22, worlds: 1 << 20, seed: 0 };

fn believe(p: f64) -> Claim {
    Claim::new(Belief::new(p).unwrap())
}

fn hours(h: f64) -> Node {
    Node::change().with_hours(Hours::new(h).unwrap())
}

const NODES: [&str; 8] = ["a", "b", "c", "s", "t", "p", "q", "y"];
const LINKS: [(&str, &str, f64, f64); 10] = [
    ("a", "s", 0.8, 0.5),
    ("b", "s", 0.5, 0.4),
    ("b", "t", 0.6, 0.3),
    ("c", "t", 0.4, 0.6),
    ("s", "p", 0.9, 0.5),
    ("t", "p", 0.5, 0.2),
    ("t", "q", 0.7, 0.5),
    ("p", "y", 0.8, 0.4),
    ("q", "y", 0.6, 0.5),
    ("a", "p", 0.3, 0.1),
];

fn node_of(name: &str) -> Node {
    match name {
        "a" => hours(4.0),
        "b" => hours(3.0),
        "c" => hours(2.0),
        "y" => Node::aim(),
        _ => Node::driver(),
    }
}

/// D1, each strength with a range of .1 either way and a deviation of .1.
fn d1() -> ClaimGraph {
    let place = |name: &str| u32::try_from(NODES.iter().position(|n| *n == name).unwrap()).unwrap();
    let links = LINKS.map(|(from, to, p, w)| {
        let strength = Strength::exactly(w).unwrap().within(w - 0.1, w + 0.1).unwrap();
        let claim = believe(p).with_strength(strength.with_sd(0.1).unwrap());
        (place(from), place(to), claim)
    });
    ClaimGraph::new(NODES.map(|name| (name, node_of(name))), links).unwrap()
}

fn at(g: &ClaimGraph, name: &str) -> NodeIx {
    g.node(name).unwrap()
}

fn names<'g>(g: &'g ClaimGraph, nodes: &[NodeIx]) -> Vec<&'g str> {
    nodes.iter().map(|&v| g.name(v)).collect()
}

#[track_caller]
fn near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "found {found}, expected {expected}");
}

#[test]
fn the_wrong_shortcuts_are_not_taken() {
    let g = d1();
    let y = at(&g, "y");
    let found = g.reliability(y, &EXACT).value();
    near(found, 0.814_853_44, 1e-12);
    // Routes as if they were independent.
    let idle = g.best_routes(100).iter().fold(1.0, |idle, r| idle * (1.0 - r.belief));
    near(1.0 - idle, 0.9181, 5e-5);
    assert!((found - (1.0 - idle)).abs() > 0.1);
    // Chances passed from node to node as if parents were independent.
    let mut on = vec![0.0_f64; g.node_count()];
    for (i, v) in g.nodes().enumerate() {
        let start = if g.changes().contains(&v) { 0.0 } else { 1.0 };
        let idle = g.links_in(v).fold(start, |idle, e| {
            let cause = g.nodes().position(|u| Some(u) == g.cause(e)).unwrap();
            idle * (1.0 - g.belief(e).unwrap() * on[cause])
        });
        on[i] = 1.0 - idle;
    }
    let passed = on[g.nodes().position(|v| v == y).unwrap()];
    near(passed, 0.8189, 5e-5);
    assert!((found - passed).abs() > 0.003);
}

#[test]
fn routes_shares_and_the_firmest_route() {
    let g = d1();
    let routes = g.routes();
    assert_eq!(routes.total(), Count::Exactly(7));
    assert_eq!(routes.through(at(&g, "t")), Count::Exactly(4));
    assert_eq!(routes.in_words(), "7 routes lead from 3 changes to 1 aims");
    let (route, weakest) = g.firmest_route(at(&g, "y")).unwrap();
    assert_eq!(names(&g, &route.nodes), ["a", "s", "p", "y"]);
    near(g.belief(weakest).unwrap(), 0.8, 0.0);
    near(g.route_shares().unwrap().of(at(&g, "p")), 5.0 / 7.0, 1e-15);
    assert_eq!(g.route_shares().unwrap().in_words(), "71% of our routes go through p");
    let believed = g.belief_shares().unwrap();
    // .576 + .36 + .252 + .24 + .24 + (c-t-q-y .168) + (c-t-p-y .16) = 1.996; through q .42.
    near(believed.of(at(&g, "q")), 0.42 / 1.996, 1e-12);
    let question = g.implied().remove(0).in_words(&g);
    assert_eq!(question, "a > p is drawn as well as a > s > p: does a help p in a second way?");
}

#[test]
fn what_if_something_were_gone() {
    let g = d1();
    for (gone, expected) in [("s", 0.6060), ("t", 0.6936), ("q", 0.7340), ("p", 0.3192)] {
        let what_if = g.what_if(&[at(&g, gone)], &[], &EXACT);
        near(what_if.reliability[0].2, expected, 5e-5);
    }
    let without_p = g.what_if(&[at(&g, "p")], &[], &EXACT);
    assert_eq!(without_p.routes_lost(), Count::Exactly(5));
    assert_eq!(names(&g, &without_p.changes_reaching_no_aim), ["a"]);
    assert_eq!(names(&g, &without_p.drivers_reaching_no_aim), ["s"]);
    assert_eq!(names(&g, &without_p.single_points[0].1), ["q", "t"]);
    let pause_a = g.what_if(&[at(&g, "a")], &[], &EXACT);
    near(pause_a.hours_freed, 4.0, 0.0);
    assert_eq!(
        pause_a.in_words(&g),
        "2 routes would be lost; 4 hours a week freed; the chance of a whole route to y would go \
         from 0.81 to 0.66"
    );
    // Without a>p and t>p there is still no single point, but all of a's routes pass s and p.
    let cut = |from, to| g.link(at(&g, from), at(&g, to)).unwrap();
    let less = g.without(&[], &[cut("a", "p"), cut("t", "p")]);
    assert_eq!(less.dominators().on_every_route(at(&less, "y")), Some(vec![]));
    let own = less.dominators_of(at(&less, "a")).on_every_route(at(&less, "y")).unwrap();
    assert_eq!(names(&less, &own), ["p", "s", "a"]);
}

#[test]
fn leverage_ranges_discounts_and_doubt() {
    let g = d1();
    let y = at(&g, "y");
    let leverage = g.leverage(y, &EXACT).unwrap();
    let first = leverage.ranked()[0];
    assert_eq!(g.link_name(first.link), "p > y");
    near(first.leverage, 0.619_566_8, 1e-9);
    for (change, loss) in leverage.changes.iter().zip([0.1536, 0.0935, 0.0255]) {
        near(change.loss, loss, 5e-5);
    }
    let (low, high) = g.reliability_within(y, 0.1, &EXACT);
    near(low, 0.6385, 5e-5);
    near(high, 0.9411, 5e-5);
    for (found, expected) in
        g.discounted(y, &[0.9, 0.8, 0.7], &EXACT).into_iter().zip([0.696, 0.568, 0.438])
    {
        near(found, expected, 5e-4);
    }
    let doubt = g.doubt(y, &EXACT).unwrap();
    near(doubt.sd, 0.179, 2e-3);
    let of = |from, to| {
        let e = g.link(at(&g, from), at(&g, to)).unwrap();
        doubt.explained.iter().find(|x| x.0 == e).unwrap().1
    };
    near(of("p", "y"), 0.642, 0.015);
    near(of("s", "p"), 0.051, 0.003);
    near(doubt.explained.iter().map(|x| x.1).sum(), 0.846, 0.02);
    assert_eq!(
        doubt.in_words(&g).split_once("% of our doubt").unwrap().1,
        " sits on one link: does p > y really hold?"
    );
    let (low, high) = g.credible_range(y, 4000, &EXACT).unwrap();
    near(low, 0.44, 0.02);
    near(high, 0.99, 0.01);
}

#[test]
fn two_links_in_parallel_explain_three_sevenths_each() {
    let nodes = [("x", Node::change()), ("z", Node::change()), ("y", Node::aim())];
    let g = ClaimGraph::new(nodes, [(0, 2, believe(0.5)), (1, 2, believe(0.5))]).unwrap();
    let doubt = g.doubt(at(&g, "y"), &EXACT).unwrap();
    near(doubt.mean, 0.75, 0.0);
    near(doubt.sd * doubt.sd, 7.0 / 144.0, 1e-3);
    for (_, share) in doubt.explained {
        near(share, 3.0 / 7.0, 0.01);
    }
}

#[test]
fn effects_add_over_routes() {
    let g = d1();
    let effects = g.effects_on(at(&g, "y")).unwrap();
    let a = effects.of(at(&g, "a")).unwrap();
    near(a.mean, 0.14, 1e-15);
    near(a.believed, 0.0672, 1e-15);
    let sum: f64 = effects
        .contributions(at(&g, "a"))
        .into_iter()
        .filter(|(e, _)| g.cause(*e) == g.node("a"))
        .map(|(_, x)| x)
        .sum();
    near(sum, 0.14, 1e-15);
    assert_eq!(
        effects.in_words(at(&g, "a")),
        "if our theory holds, one unit of a would move y by 0.140, from 0.048 to 0.280"
    );
    // Two links in a row, .5 and .4 with deviations of .1: variance .26 * .17 - .04.
    let strength = |w| Strength::exactly(w).unwrap().with_sd(0.1).unwrap();
    let nodes = [("x", Node::change()), ("d", Node::driver()), ("y", Node::aim())];
    let claim = |w| believe(1.0).with_strength(strength(w));
    let g = ClaimGraph::new(nodes, [(0, 1, claim(0.5)), (1, 2, claim(0.4))]).unwrap();
    near(g.effects_on(at(&g, "y")).unwrap().of(at(&g, "x")).unwrap().sd, 0.0042_f64.sqrt(), 1e-12);
    // A link that states no strength makes the sum unknown, not smaller.
    let g = ClaimGraph::new(nodes, [(0, 1, claim(0.5)), (1, 2, believe(0.4))]).unwrap();
    assert_eq!(g.effects_on(at(&g, "y")).unwrap().of(at(&g, "x")), None);
}

#[test]
fn choosing_stopping_and_over_commitment() {
    let g = d1();
    let goals = [(at(&g, "y"), 1.0)];
    let choose = |budget| g.choose(&goals, &Limits::hours(&g, budget), &EXACT);
    assert_eq!(names(&g, &choose(5.0).changes), ["b", "c"]);
    assert_eq!(names(&g, &choose(4.0).changes), ["a"]);
    let limits = Limits::hours(&g, 4.0);
    let by_rate = g.choose_by_gain_per_hour(&goals, &limits, &EXACT);
    assert_eq!(names(&g, &by_rate.changes), ["b"]);
    let modified = g.choose_greedily(&goals, &limits, &EXACT);
    assert_eq!(names(&g, &modified.changes), ["a"]);
    assert_eq!(choose(9.0).in_words(&g), "a, b and c (worth 0.81): no affordable set is better");
    let over = Limits::hours(&g, 5.0);
    assert_eq!(over.broken_by(g.changes()), [("hours a week", 4.0)]);
    // Two roles: the nurses' hours forbid a and b together.
    let roles = Limits::hours(&g, 9.0).with(
        "nurses, week 1",
        1.0,
        [(at(&g, "a"), 1.0), (at(&g, "b"), 1.0)],
    );
    let found = g.choose(&goals, &roles, &EXACT);
    assert_eq!(names(&g, &found.changes), ["a", "c"]);
    assert_eq!(found.quality, Quality::Best);
    let greedy = g.choose_greedily(&goals, &roles, &EXACT);
    assert!(matches!(greedy.quality, Quality::AtLeast { promised: None, .. }));
    let pauses = g.pauses(&goals, 0.03, &EXACT);
    assert_eq!(pauses.len(), 1);
    assert_eq!(
        pauses[0].in_words(&g),
        "pausing c frees 2 hours for a loss of 0.026: alone it is worth 0.26, and the rest is \
         covered by others"
    );
}

#[test]
fn gates_switch_promises_off() {
    use improvement::diagram::claims::Gate;
    let nodes = [
        ("x", hours(1.0)),
        ("z", hours(1.0)),
        ("d", Node::driver().with_gate(Gate::All)),
        ("y", Node::aim()),
    ];
    let links = [(0, 2, believe(0.5)), (1, 2, believe(0.5)), (2, 3, believe(1.0))];
    let g = ClaimGraph::new(nodes, links).unwrap();
    let goals = [(at(&g, "y"), 1.0)];
    near(g.reliability(goals[0].0, &EXACT).value(), 0.25, 1e-15);
    let limits = Limits::hours(&g, 2.0);
    // Neither gains alone, so greedy sees nothing to gain, and says that it promises nothing.
    let greedy = g.choose_greedily(&goals, &limits, &EXACT);
    assert_eq!((greedy.changes.len(), greedy.quality), (0, Quality::NoPromise));
    assert_eq!(g.choose(&goals, &limits, &EXACT).changes.len(), 2);
}

#[test]
fn a_test_of_the_favourite_cannot_help() {
    let weigh = |p: f64, n0: f64| believe(p).with_weight(n0).unwrap();
    let nodes = [("x", hours(1.0)), ("z", hours(1.0)), ("y", Node::aim())];
    let g = ClaimGraph::new(nodes, [(0, 2, weigh(0.5, 2.0)), (1, 2, weigh(0.6, 5.0))]).unwrap();
    let found = g.value_of_testing(at(&g, "y"), &Limits::hours(&g, 1.0), &EXACT).unwrap();
    near(found.value_now, 0.6, 1e-15);
    near(found.links[0].one_test, 0.5 * 2.0 / 3.0 + 0.3 - 0.6, 1e-12);
    near(found.links[0].certainty, 0.2, 1e-12);
    near(found.links[1].one_test, 0.0, 0.0);
    assert_eq!(found.in_words(&g), "testing x > y next could change our plan (worth 0.033)");
}

#[test]
fn the_earliest_and_latest_day() {
    let lag = |lo, hi| believe(0.5).with_lag(Lag::days(lo, hi).unwrap());
    let nodes =
        [("a", Node::change()), ("s", Node::driver()), ("p", Node::driver()), ("y", Node::aim())];
    let links = [(0, 1, lag(7, 14)), (1, 2, lag(14, 28)), (2, 3, lag(28, 56)), (0, 2, lag(30, 60))];
    let g = ClaimGraph::new(nodes, links).unwrap();
    let start = Date::new(2024, 1, 1).unwrap();
    let window = g.window(at(&g, "y"), |_| Some(start)).unwrap();
    assert_eq!(window.earliest, start.plus_days(49));
    assert_eq!(window.latest, Some(start.plus_days(116)));
    let deadline = |days| window.deadline(start.plus_days(days));
    assert_eq!(deadline(40), Deadline::OutOfReach { short_by: 9 });
    assert_eq!(deadline(60), Deadline::Possible);
    assert_eq!(deadline(116), Deadline::Ample);
    assert!(window.is_too_soon(start.plus_days(48)));
    let route = &g.best_routes(1)[0];
    assert_eq!(names(&g, &route.nodes), ["a", "p", "y"]);
    assert_eq!(g.route_window(route, start).earliest, start.plus_days(58));
    assert_eq!(g.window(at(&g, "y"), |_| None), None);
}

fn wording(g: &ClaimGraph) -> Theory {
    Theory::of(g, |v| format!("What {} is about", g.name(v)))
}

#[test]
fn the_distance_to_the_next_version_is_three() {
    let g = d1();
    let before = wording(&g);
    let after = Difference::default().apply(&before);
    assert_eq!(after, before);
    let mut edited = Theory::default();
    for (name, node, text) in before.nodes().filter(|(name, ..)| *name != "c") {
        let text = if name == "t" { "Huddle three times a day" } else { text };
        edited.insert(name, *node, text);
    }
    edited.insert("d", hours(1.0), "What d is about");
    for (from, to, claim) in before.claims() {
        assert_eq!(edited.claim(from, to, *claim), from != "c");
    }
    assert!(edited.claim("d", "q", believe(0.5)));
    let difference = Difference::between(&before, &edited);
    assert_eq!(difference.distance(), 3);
    assert!(difference.moved.is_empty());
    assert_eq!(difference.in_words(), "nodes: 1 added, 1 removed, 1 reworded");
    assert_eq!(difference.apply(&before), edited);
    // c and d differ in a letter: offered as one, and never joined.
    let offers = before.offers(&edited);
    assert_eq!((offers[0].one.as_str(), offers[0].other.as_str()), ("c", "d"));
    let meaning = Meaning::between(&g, &edited.freeze().unwrap(), &EXACT);
    assert_eq!(meaning.coverage_gained, [("d".to_owned(), "y".to_owned())]);
    assert_eq!(meaning.coverage_lost, [("c".to_owned(), "y".to_owned())]);
    near(meaning.hours.1 - meaning.hours.0, -1.0, 0.0);
}

#[test]
fn merged_programmes_show_harm_loops_and_shared_hours() {
    let mut a = Theory::default();
    a.insert("huddles", hours(2.0), "Daily huddles");
    a.insert("early", Node::driver(), "Early discharge");
    a.insert("stay", Node::aim(), "Shorter stay");
    assert!(a.claim("huddles", "early", believe(0.6)) && a.claim("early", "stay", believe(0.7)));
    let mut b = Theory::default();
    b.insert("calls", hours(1.0), "Calls after discharge");
    b.insert("early-discharge", Node::driver(), "Early discharge");
    b.insert("readmissions", Node::aim(), "Readmissions");
    assert!(b.claim("calls", "readmissions", believe(0.5).with_sign(Sign::Against)));
    assert!(b.claim("early-discharge", "readmissions", believe(0.4)));
    let key = |name: &str| [(name.to_owned(), "early-discharge".to_owned())].into();
    let ask = |change: &str, h| vec![(change.to_owned(), "nurses".to_owned(), 7, h)];
    let a = Member {
        programme: "A".to_owned(),
        theory: a,
        keys: key("early"),
        hours: ask("huddles", 5.0),
        ..Member::default()
    };
    let b = Member {
        programme: "B".to_owned(),
        theory: b,
        keys: key("early-discharge"),
        good: [("readmissions".to_owned(), Direction::Down)].into(),
        guarded: ["readmissions".to_owned()].into(),
        hours: ask("calls", 4.0),
    };
    let merged = Portfolio::merge(vec![a, b]);
    let said: Vec<String> =
        merged.overlaps(|_, _| Some(8.0)).iter().map(Overlap::in_words).collect();
    assert_eq!(
        said,
        [
            "A and B work on early-discharge: a chance to join up",
            "A/huddles of A may move B/readmissions the wrong way, which B guards, by A/huddles > \
             early-discharge > B/readmissions",
            "in week 7 the programmes ask 9 hours of nurses, who have 8",
        ]
    );
    assert_eq!(merged.most_loaded().unwrap().2, ["A/huddles", "B/calls"]);

    let pair = |from: &str, to: &str| {
        let mut theory = Theory::default();
        theory.insert(from, Node::driver(), from);
        theory.insert(to, Node::aim(), to);
        assert!(theory.claim(from, to, believe(0.5)));
        let keys = [from, to].map(|name| (name.to_owned(), name.to_owned())).into();
        (theory, keys)
    };
    let member = |programme: &str, (theory, keys)| Member {
        programme: programme.to_owned(),
        theory,
        keys,
        ..Member::default()
    };
    let both = vec![member("A", pair("rest", "morale")), member("B", pair("morale", "rest"))];
    let merged = Portfolio::merge(both);
    assert!(matches!(merged.freeze(), Err(ClaimError::Circle(_))));
    let found = merged.overlaps(|_, _| None);
    let Some(Overlap::Loop { nodes, owners }) = found.last() else { panic!("{found:?}") };
    assert_eq!(nodes, &["morale", "rest"]);
    assert_eq!(owners[0].2, ["B"]);
    assert_eq!(owners[1].2, ["A"]);
}

#[test]
fn what_cannot_be_frozen_is_said() {
    let nodes = || [("a", Node::change()), ("d", Node::driver()), ("e", Node::driver())];
    let said = |links: &[(u32, u32)]| {
        let links = links.iter().map(|&(a, b)| (a, b, believe(0.5)));
        ClaimGraph::new(nodes(), links).unwrap_err().to_string()
    };
    assert_eq!(said(&[(1, 2), (2, 1)]), "the links lead in a circle: d -> e -> d");
    assert_eq!(said(&[(1, 0)]), "`d` leads to the change `a`, expected a driver or an aim");
    assert_eq!(said(&[(1, 7)]), "link 0 names node 7, expected a position below 3");
    let twice = [("a", Node::change()), ("a", Node::aim())];
    let error = ClaimGraph::new(twice, []).unwrap_err();
    assert_eq!(error.to_string(), "two nodes are named `a`, expected each name once");
    assert!(Strength::exactly(f64::NAN).is_err() && Lag::days(3, 2).is_err());
}

#[test]
fn an_empty_theory_answers_everything() {
    let g = ClaimGraph::new([("y", Node::aim()); 1], []).unwrap();
    let y = at(&g, "y");
    near(g.reliability(y, &EXACT).value(), 0.0, 0.0);
    assert_eq!(g.routes().total(), Count::Exactly(0));
    assert!(g.route_shares().is_none() && g.belief_shares().is_none());
    assert_eq!(g.fewest_drivers_to_cut(y), Some(0));
    assert!(g.best_routes(3).is_empty() && g.firmest_route(y).is_none());
    assert_eq!(g.dominators().in_words(y), "nothing we do reaches y");
    assert_eq!(g.choose(&[(y, 1.0)], &Limits::none(), &EXACT).changes, []);
    let none = ClaimGraph::new(std::iter::empty::<(&str, Node)>(), []).unwrap();
    assert!(none.loose().is_empty() && none.layers().columns().is_empty());
    // A handle of another graph is answered, not followed.
    let foreign = at(&d1(), "y");
    assert_eq!((none.name(foreign), none.kind(foreign)), ("", None));
    near(none.reliability(foreign, &EXACT).value(), 0.0, 0.0);
    assert!(none.leverage(foreign, &EXACT).is_none() && none.effects_on(foreign).is_none());
}

#[test]
fn counts_that_overflow_say_so() {
    let columns = 66_u32;
    let mut nodes = Vec::new();
    let mut links = Vec::new();
    for column in 0..columns {
        for row in 0..2 {
            let node = match column {
                0 => Node::change(),
                _ if column + 1 == columns => Node::aim(),
                _ => Node::driver(),
            };
            nodes.push((format!("n{column:02}-{row}"), node));
            if column > 0 {
                for before in 0..2 {
                    links.push((2 * (column - 1) + before, 2 * column + row, believe(0.5)));
                }
            }
        }
    }
    let g = ClaimGraph::new(nodes, links).unwrap();
    let routes = g.routes();
    assert_eq!(routes.ending_at(at(&g, "n64-0")), Count::AtLeast(u64::MAX));
    assert_eq!(routes.ending_at(at(&g, "n10-0")), Count::Exactly(1 << 10));
    assert_eq!(routes.total(), Count::AtLeast(u64::MAX));
    near(g.route_shares().unwrap().of(at(&g, "n33-1")), 0.5, 1e-9);
    // Two nodes a column: the theory stays narrow however long it is.
    assert!(g.width(at(&g, "n65-0")).unwrap() <= 4);
}

/// A long thin theory with links that skip: nothing may recurse, nothing may go quadratic.
#[test]
fn a_chain_of_three_hundred_thousand_nodes() {
    let n = 300_000_u32;
    let node = |v| match v {
        0 => Node::change(),
        _ if v + 1 == n => Node::aim(),
        _ => Node::driver(),
    };
    let nodes = (0..n).map(|v| (format!("n{v:06}"), node(v)));
    let links = (0..n)
        .flat_map(|v| [1, 2, 3].into_iter().map(move |step| (v, v + step)).filter(|l| l.1 < n));
    let g = ClaimGraph::new(nodes, links.map(|(a, b)| (a, b, believe(0.9)))).unwrap();
    let aim = g.aims()[0];
    assert_eq!(g.routes().total(), Count::AtLeast(u64::MAX));
    assert_eq!(g.dominators().on_every_route(aim).unwrap(), g.changes());
    assert_eq!(g.implied_links().len(), 2 * n as usize - 5);
    assert_eq!(g.coverage().row(0).collect::<Vec<_>>(), [0]);
    assert_eq!(g.layers().of(g.changes()[0]), Some(n - 1));
    assert_eq!(g.best_routes(2).len(), 2);
    assert!(g.route_shares().is_some());
    assert!(g.fewest_drivers_to_cut(aim).is_some());
    assert!(g.width(aim).unwrap() <= 5);
}

/// Two certain ways from one change that is seldom carried out: neither link alone matters, and the
/// slope of reliability at certainty is still exact.
#[test]
fn leverage_is_exact_where_links_are_certain() {
    let sure = || Claim::new(Belief::new(1.0).unwrap());
    let seldom = Node::change().with_delivery(Share::new(0.1).unwrap());
    let g = ClaimGraph::new(
        [("n3", seldom), ("n10", seldom), ("n4", Node::driver()), ("n11", Node::aim())],
        [(1, 2, sure()), (1, 3, sure()), (2, 3, sure())],
    )
    .unwrap();
    let aim = g.node("n11").unwrap();
    let leverage = g.leverage(aim, &Settings::default()).unwrap();
    assert!((leverage.reliability.value() - 0.1).abs() < 1e-12);
    for link in &leverage.links {
        assert!(link.leverage.abs() < 1e-12, "{link:?}");
    }
    for change in &leverage.changes {
        let loss = if g.name(change.change) == "n10" { 0.1 } else { 0.0 };
        assert!((change.loss - loss).abs() < 1e-12, "{change:?}");
    }
}
