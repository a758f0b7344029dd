//! Laws that hold for every theory, checked on random diagrams.

#![expect(clippy::unwrap_used, reason = "what is not there is a failed test")]

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use improvement::base::{Belief, Hours, Share};
use improvement::diagram::claims::{
    Before, Claim, ClaimGraph, Count, Difference, Gate, Lag, Limits, LinkIx, Node, NodeIx,
    NodeKind, Quality, Settings, Sign, Strength, Theory,
};
use proptest::prelude::*;

/// A diagram small enough to list everything about it.
#[derive(Debug, Clone)]
struct Drawn {
    nodes: Vec<(String, Node)>,
    links: Vec<(u32, u32, Claim)>,
}

impl Drawn {
    fn freeze(&self) -> ClaimGraph {
        let nodes = self.nodes.iter().map(|(name, node)| (name.as_str(), *node));
        ClaimGraph::new(nodes, self.links.iter().copied()).unwrap()
    }

    /// The same diagram with nodes and links written down backwards.
    fn reversed(&self) -> Drawn {
        let last = u32::try_from(self.nodes.len()).unwrap() - 1;
        Drawn {
            nodes: self.nodes.iter().rev().cloned().collect(),
            links: self.links.iter().rev().map(|&(a, b, c)| (last - a, last - b, c)).collect(),
        }
    }
}

fn share(tenths: u32) -> f64 {
    f64::from(tenths) / 10.0
}

fn claim() -> impl Strategy<Value = Claim> {
    (0_u32..=10, 1_u32..8, 0_u32..9, 0_u32..30, 0_u32..30).prop_map(|(p, n0, w, lo, more)| {
        let strength = Strength::exactly(share(w)).unwrap();
        let strength = strength.within(share(w) - 0.1, share(w) + 0.2).unwrap();
        Claim::new(Belief::new(share(p)).unwrap())
            .with_weight(f64::from(n0))
            .unwrap()
            .with_strength(strength.with_sd(0.1).unwrap())
            .with_lag(Lag::days(lo, lo + more).unwrap())
    })
}

fn gate() -> impl Strategy<Value = Gate> {
    prop_oneof![
        6 => Just(Gate::Any),
        1 => Just(Gate::All),
        1 => Just(Gate::AtLeast(NonZeroU32::new(2).unwrap())),
    ]
}

/// Up to 4 changes, 5 drivers and 2 aims; up to 13 links, so that every world can be listed.
fn drawn(gates: bool) -> impl Strategy<Value = Drawn> {
    sized(gates, (1_usize..5, 1_usize..6, 1_usize..3), 14)
}

/// Too many links for that, and wide enough to need several nodes open at once.
fn wide() -> impl Strategy<Value = Drawn> {
    sized(true, (3_usize..9, 6_usize..16, 1_usize..3), 60)
}

fn sized(
    gates: bool,
    sizes: impl Strategy<Value = (usize, usize, usize)>,
    links: usize,
) -> impl Strategy<Value = Drawn> {
    sizes.prop_flat_map(move |(changes, drivers, aims)| {
        let n = changes + drivers + aims;
        let gate = if gates { gate().boxed() } else { Just(Gate::Any).boxed() };
        let values = prop::collection::vec((gate, 1_u32..=10, 0_u32..6), n);
        let pairs = prop::collection::vec((0..n, 0..n, claim()), 1..links);
        (values, pairs).prop_map(move |(values, pairs)| {
            let node = |v: usize, (gate, delivery, hours): (Gate, u32, u32)| {
                let node = match v {
                    _ if v < changes => Node::change()
                        .with_delivery(Share::new(share(delivery)).unwrap())
                        .with_hours(Hours::new(f64::from(hours)).unwrap()),
                    _ if v < changes + drivers => Node::driver().with_gate(gate),
                    _ => Node::aim().with_gate(gate),
                };
                // Names in another order than causes.
                (format!("n{}", (v * 7 + 3) % 29), node)
            };
            let nodes = values.into_iter().enumerate().map(|(v, x)| node(v, x)).collect();
            let mut links: BTreeMap<(u32, u32), Claim> = BTreeMap::new();
            for (a, b, claim) in pairs {
                let (from, to) = (a.min(b), a.max(b));
                if from < to && to >= changes && from < changes + drivers {
                    let ends = [from, to].map(|v| u32::try_from(v).unwrap());
                    links.insert((ends[0], ends[1]), claim);
                }
            }
            let links = links.into_iter().map(|((a, b), claim)| (a, b, claim)).collect();
            Drawn { nodes, links }
        })
    })
}

/// Every route from a change to an aim.
fn routes(g: &ClaimGraph) -> Vec<Vec<LinkIx>> {
    let mut found = Vec::new();
    let mut stack: Vec<(NodeIx, Vec<LinkIx>)> =
        g.changes().iter().map(|&c| (c, Vec::new())).collect();
    while let Some((v, route)) = stack.pop() {
        if g.kind(v) == Some(NodeKind::Aim) {
            found.push(route.clone());
        }
        for e in g.links_out(v) {
            let mut on = route.clone();
            on.push(e);
            stack.push((g.effect(e).unwrap(), on));
        }
    }
    found
}

fn nodes_of(g: &ClaimGraph, route: &[LinkIx]) -> Vec<NodeIx> {
    let first = route.first().map(|&e| g.cause(e).unwrap());
    first.into_iter().chain(route.iter().map(|&e| g.effect(e).unwrap())).collect()
}

fn routes_to(g: &ClaimGraph, aim: NodeIx) -> Vec<Vec<LinkIx>> {
    let ends = |route: &Vec<LinkIx>| route.last().map(|&e| g.effect(e).unwrap()) == Some(aim);
    routes(g).into_iter().filter(ends).collect()
}

/// Reliability by listing every world of links and deliveries: slow, and beyond doubt.
fn by_worlds(drawn: &Drawn, aim: usize, chosen: impl Fn(usize) -> bool) -> f64 {
    let g = drawn.freeze();
    let delivery: Vec<(usize, f64)> = (0..drawn.nodes.len())
        .filter(|&v| g.kind(g.given(v).unwrap()) == Some(NodeKind::Change))
        .map(|v| (v, if chosen(v) { delivered(&drawn.nodes[v].1) } else { 0.0 }))
        .collect();
    let (m, c) = (drawn.links.len(), delivery.len());
    let mut order: Vec<usize> = (0..drawn.nodes.len()).collect();
    order.sort_by_key(|&v| g.given(v).unwrap());
    let mut sum = 0.0;
    for world in 0_u32..1 << (m + c) {
        let live = |i: usize| world >> i & 1 == 1;
        let mut chance = 1.0;
        let mut on = vec![false; drawn.nodes.len()];
        for (i, &(v, d)) in delivery.iter().enumerate() {
            on[v] = live(m + i);
            chance *= if on[v] { d } else { 1.0 - d };
        }
        for (i, &(_, _, claim)) in drawn.links.iter().enumerate() {
            let p = believed(&claim);
            chance *= if live(i) { p } else { 1.0 - p };
        }
        if chance == 0.0 {
            continue;
        }
        for &v in &order {
            let into: Vec<usize> = (0..m).filter(|&i| drawn.links[i].1 as usize == v).collect();
            let acts = into.iter().filter(|&&i| live(i) && on[drawn.links[i].0 as usize]).count();
            on[v] |= match gate_of(&drawn.nodes[v].1) {
                Gate::Any => acts > 0,
                Gate::All => !into.is_empty() && acts == into.len(),
                Gate::AtLeast(k) => acts >= k.get() as usize,
            };
        }
        if on[aim] {
            sum += chance;
        }
    }
    sum
}

// The crate keeps these to itself; a graph of one link says them again.
fn believed(claim: &Claim) -> f64 {
    let graph = ClaimGraph::new([("a", Node::change()), ("b", Node::aim())], [(0, 1, *claim)]);
    let graph = graph.unwrap();
    graph.belief(graph.given_link(0).unwrap()).unwrap()
}

fn delivered(node: &Node) -> f64 {
    let sure = Claim::new(Belief::new(1.0).unwrap());
    let graph = ClaimGraph::new([("a", *node), ("b", Node::aim())], [(0, 1, sure)]).unwrap();
    graph.reliability(graph.aims()[0], &Settings::default()).value()
}

fn gate_of(node: &Node) -> Gate {
    let gates = [Gate::Any, Gate::All, Gate::AtLeast(NonZeroU32::new(2).unwrap())];
    gates.into_iter().find(|&gate| node.with_gate(gate) == *node).unwrap()
}

fn given_aims(drawn: &Drawn, g: &ClaimGraph) -> Vec<usize> {
    (0..drawn.nodes.len()).filter(|&v| g.aims().contains(&g.given(v).unwrap())).collect()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-10
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn counted_routes_are_the_listed_ones(drawn in drawn(false)) {
        let g = drawn.freeze();
        let counts = g.routes();
        let all = routes(&g);
        prop_assert_eq!(counts.total(), Count::Exactly(all.len() as u64));
        for v in g.nodes() {
            let through = all.iter().filter(|r| nodes_of(&g, r).contains(&v)).count();
            prop_assert_eq!(counts.through(v), Count::Exactly(through as u64));
            if let Some(shares) = g.route_shares() {
                prop_assert!(near(shares.of(v), through as f64 / all.len() as f64));
            }
        }
        for e in g.links() {
            let along = all.iter().filter(|r| r.contains(&e)).count();
            prop_assert_eq!(counts.along(e), Count::Exactly(along as u64));
        }
        let best = g.best_routes(all.len() + 1);
        prop_assert_eq!(best.len(), all.len());
        prop_assert!(best.windows(2).all(|w| w[0].belief >= w[1].belief - 1e-12));
        let listed: BTreeSet<Vec<LinkIx>> = all.into_iter().collect();
        prop_assert_eq!(best.into_iter().map(|r| r.links).collect::<BTreeSet<_>>(), listed);
    }

    #[test]
    fn coverage_is_having_a_route(drawn in drawn(false)) {
        let g = drawn.freeze();
        let all = routes(&g);
        let coverage = g.coverage();
        for (row, &c) in g.changes().iter().enumerate() {
            for (column, &o) in g.aims().iter().enumerate() {
                let joined = all.iter().any(|r| {
                    let nodes = nodes_of(&g, r);
                    nodes.first() == Some(&c) && nodes.last() == Some(&o)
                });
                prop_assert_eq!(coverage.covers(row, column), joined);
            }
        }
    }

    #[test]
    fn what_dominates_is_on_every_route_and_removing_it_leaves_none(drawn in drawn(false)) {
        let g = drawn.freeze();
        let dominators = g.dominators();
        for &o in g.aims() {
            let all = routes_to(&g, o);
            let on_all = |v: NodeIx| v != o && all.iter().all(|r| nodes_of(&g, r).contains(&v));
            let expected = (!all.is_empty())
                .then(|| g.nodes().filter(|&v| on_all(v)).collect::<BTreeSet<_>>());
            let found = dominators.on_every_route(o);
            prop_assert_eq!(found.clone().map(BTreeSet::from_iter), expected);
            prop_assert_eq!(dominators.before(o) == Before::Unreached, all.is_empty());
            for d in found.unwrap_or_default() {
                let without = g.without(&[d], &[]);
                let aim = without.node(g.name(o)).unwrap();
                prop_assert_eq!(without.routes().ending_at(aim), Count::Exactly(0));
            }
            let links = g.links().filter(|e| all.iter().all(|r| r.contains(e)));
            let expected = (!all.is_empty()).then(|| links.collect::<BTreeSet<_>>());
            let found = dominators.links_on_every_route(o).map(BTreeSet::from_iter);
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn cut_sets_are_all_the_minimal_ones(drawn in drawn(false)) {
        let g = drawn.freeze();
        for &o in g.aims() {
            let all = routes_to(&g, o);
            let drivers = g.drivers();
            let hits = |set: u32| all.iter().all(|r| {
                let nodes = nodes_of(&g, r);
                drivers.iter().enumerate().any(|(i, d)| set >> i & 1 == 1 && nodes.contains(d))
            });
            let mut expected = BTreeSet::new();
            for set in 1_u32..1 << drivers.len() {
                let smaller = (0..drivers.len()).filter(|i| set >> i & 1 == 1);
                let minimal = smaller.map(|i| set & !(1 << i)).all(|less| !hits(less));
                if !all.is_empty() && set.count_ones() <= 3 && hits(set) && minimal {
                    let chosen = (0..drivers.len()).filter(|i| set >> i & 1 == 1);
                    expected.insert(chosen.map(|i| drivers[i]).collect::<BTreeSet<_>>());
                }
            }
            let found = g.driver_cuts(o, 3);
            prop_assert_eq!(found.complete_up_to, 3);
            let sets: BTreeSet<BTreeSet<NodeIx>> =
                found.sets.into_iter().map(BTreeSet::from_iter).collect();
            prop_assert_eq!(&sets, &expected);
            if let (Some(size), Some(least)) =
                (g.fewest_drivers_to_cut(o), sets.iter().map(BTreeSet::len).min())
            {
                prop_assert_eq!(size as usize, least);
            }
            for set in g.link_cuts(o, 2).sets {
                prop_assert!(all.iter().all(|r| set.iter().any(|e| r.contains(e))));
                for spared in &set {
                    let rest = |r: &Vec<LinkIx>| set.iter().any(|e| e != spared && r.contains(e));
                    prop_assert!(!all.iter().all(rest));
                }
            }
        }
    }

    #[test]
    fn leaving_out_implied_links_keeps_what_reaches_what(drawn in drawn(false)) {
        let g = drawn.freeze();
        let implied = g.implied_links();
        let reduced = g.without(&[], &implied);
        let reach = |g: &ClaimGraph| -> Vec<Vec<usize>> {
            let mut nodes: Vec<NodeIx> = g.nodes().collect();
            nodes.sort_by_key(|&v| g.name(v).to_owned());
            let table = g.coverage_of(&nodes, &nodes);
            (0..nodes.len()).map(|row| table.row(row).collect()).collect()
        };
        prop_assert_eq!(reach(&g), reach(&reduced));
        prop_assert!(reduced.implied_links().is_empty());
        for question in g.implied() {
            prop_assert_eq!(question.beside.first().copied(), g.cause(question.link));
            prop_assert_eq!(question.beside.last().copied(), g.effect(question.link));
            prop_assert!(question.beside.len() > 2);
            for step in question.beside.windows(2) {
                prop_assert!(g.link(step[0], step[1]).is_some());
            }
        }
    }

    #[test]
    fn exact_reliability_is_that_of_all_worlds(drawn in drawn(true)) {
        let g = drawn.freeze();
        for o in given_aims(&drawn, &g) {
            let expected = by_worlds(&drawn, o, |_| true);
            let found = g.reliability(g.given(o).unwrap(), &Settings::default());
            prop_assert!(found.method().is_exact());
            prop_assert!(near(found.value(), expected), "{} {}", found.value(), expected);
        }
    }

    #[test]
    fn sampled_reliability_lies_near_the_exact_one(drawn in drawn(true), seed: u64) {
        let g = drawn.freeze();
        let settings = Settings { worlds: 1 << 14, seed, max_width: 22 };
        for &o in g.aims() {
            let exact = g.reliability(o, &settings).value();
            let sampled = g.sampled_reliability(o, &settings).unwrap().value();
            // Hoeffding, one chance in 10^9 to fail.
            let allowed = ((2.0_f64 / 1e-9).ln() / (2.0 * 16_384.0)).sqrt();
            prop_assert!((exact - sampled).abs() <= allowed, "{exact} {sampled}");
        }
    }

    #[test]
    fn wide_theories_agree_with_their_samples(drawn in wide(), seed: u64) {
        let g = drawn.freeze();
        let settings = Settings { worlds: 1 << 15, seed, max_width: 22 };
        for &o in g.aims() {
            let leverage = g.leverage(o, &settings).unwrap();
            prop_assert!(leverage.reliability.method().is_exact());
            let sampled = g.sampled_reliability(o, &settings).unwrap().value();
            let allowed = ((2.0_f64 / 1e-9).ln() / (2.0 * 32_768.0)).sqrt();
            let exact = leverage.reliability.value();
            prop_assert!((exact - sampled).abs() <= allowed, "{exact} {sampled}");
            let narrow = Settings { max_width: 0, ..settings };
            let guessed = g.leverage(o, &narrow).unwrap();
            if !guessed.reliability.method().is_exact() {
                for (a, b) in leverage.links.iter().zip(&guessed.links) {
                    // Each side of a link's worlds is a tenth of them at least.
                    prop_assert!((a.leverage - b.leverage).abs() <= 8.0 * allowed);
                }
            }
        }
    }

    #[test]
    fn leverage_is_the_slope_of_reliability(drawn in drawn(true)) {
        let g = drawn.freeze();
        for &o in g.aims() {
            let leverage = g.leverage(o, &Settings::default()).unwrap();
            let at = |i: usize, p: f64| {
                let mut other = drawn.clone();
                other.links[i].2 = Claim::new(Belief::new(p).unwrap());
                let g = other.freeze();
                g.reliability(g.node(drawn.freeze().name(o)).unwrap(), &Settings::default()).value()
            };
            for i in 0..drawn.links.len() {
                let e = g.given_link(i).unwrap();
                let found = leverage.links.iter().find(|l| l.link == e).unwrap();
                let (low, high) = (at(i, 0.0), at(i, 1.0));
                prop_assert!(near(found.leverage, high - low));
                // Linear: R(p) = R(0) + p B, and rising.
                let own = leverage.reliability.value();
                prop_assert!(near(own, low + found.risk));
                prop_assert!(found.leverage >= -1e-12);
            }
            for change in &leverage.changes {
                let rest: Vec<NodeIx> =
                    g.changes().iter().copied().filter(|&c| c != change.change).collect();
                let without = g.reliability_of(o, &rest, &Settings::default()).value();
                prop_assert!(near(change.loss, leverage.reliability.value() - without));
            }
        }
    }

    #[test]
    fn harming_links_carry_no_improvement(mut drawn in drawn(true), harming: u64, seed: u64) {
        for (i, link) in drawn.links.iter_mut().enumerate() {
            if harming >> (i % 64) & 1 == 1 {
                link.2 = link.2.with_sign(Sign::Against);
            }
        }
        let g = drawn.freeze();
        let harms = |link: &(u32, u32, Claim)| link.2.sign() == Sign::Against;
        let mut helping = drawn.clone();
        helping.links.retain(|link| !harms(link));
        let rest = helping.freeze();
        let settings = Settings { seed, worlds: 4096, ..Settings::default() };
        let named = |g: &ClaimGraph| -> Vec<Vec<String>> {
            let names = |v: &NodeIx| g.name(*v).to_owned();
            g.best_routes(9).iter().map(|r| r.nodes.iter().map(names).collect()).collect()
        };
        prop_assert_eq!(named(&g), named(&rest));
        for &aim in g.aims() {
            let there = rest.node(g.name(aim)).unwrap();
            let (here, without) = (g.leverage(aim, &settings).unwrap(), rest.leverage(there, &settings).unwrap());
            prop_assert!(near(here.reliability.value(), without.reliability.value()));
            for link in drawn.links.iter().filter(|link| harms(link)) {
                let name = |v: u32| drawn.nodes[v as usize].0.as_str();
                let at = g.link(g.node(name(link.0)).unwrap(), g.node(name(link.1)).unwrap());
                let of = here.links.iter().find(|l| Some(l.link) == at).unwrap();
                prop_assert!(of.leverage.abs() < 1e-12);
            }
            let losses = |l: &improvement::diagram::claims::Leverage| -> Vec<f64> {
                l.changes.iter().map(|c| c.loss).collect()
            };
            for (a, b) in losses(&here).into_iter().zip(losses(&without)) {
                prop_assert!(near(a, b));
            }
            prop_assert_eq!(
                g.sampled_reliability(aim, &settings).map(|r| r.value()),
                rest.sampled_reliability(there, &settings).map(|r| r.value())
            );
            prop_assert_eq!(
                g.firmest_route(aim).map(|(r, _)| r.belief),
                rest.firmest_route(there).map(|(r, _)| r.belief)
            );
        }
    }

    #[test]
    fn reliability_rises_with_changes_by_ever_smaller_gains(drawn in drawn(false)) {
        let g = drawn.freeze();
        let (changes, settings) = (g.changes().to_vec(), Settings::default());
        for &o in g.aims() {
            let of = |set: u32| {
                let on = (0..changes.len()).filter(|i| set >> i & 1 == 1).map(|i| changes[i]);
                g.reliability_of(o, &on.collect::<Vec<_>>(), &settings).value()
            };
            for set in 0_u32..1 << changes.len() {
                for i in (0..changes.len()).filter(|i| set >> i & 1 == 0) {
                    let gain = of(set | 1 << i) - of(set);
                    prop_assert!(gain >= -1e-12);
                    for j in (0..changes.len()).filter(|j| set >> j & 1 == 0 && *j != i) {
                        let later = of(set | 1 << j | 1 << i) - of(set | 1 << j);
                        prop_assert!(later <= gain + 1e-12);
                    }
                }
            }
        }
    }

    #[test]
    fn independent_routes_bound_reliability_from_above(drawn in drawn(false)) {
        let g = drawn.freeze();
        for &o in g.aims() {
            let found = g.reliability(o, &Settings::default()).value();
            let idle = g.best_routes_to(o, 10_000).iter().fold(1.0, |x, r| x * (1.0 - r.belief));
            prop_assert!(found <= 1.0 - idle + 1e-12);
        }
    }

    #[test]
    fn choices_keep_their_promises(drawn in drawn(false), capacity in 0_u32..12) {
        let g = drawn.freeze();
        let goals: Vec<(NodeIx, f64)> = g.aims().iter().map(|&o| (o, 1.0)).collect();
        let limits = Limits::hours(&g, f64::from(capacity));
        let settings = Settings::default();
        let best = g.choose(&goals, &limits, &settings);
        prop_assert_eq!(best.quality, Quality::Best);
        let value = |set: &[NodeIx]| -> f64 {
            goals.iter().map(|&(o, _)| g.reliability_of(o, set, &settings).value()).sum()
        };
        prop_assert!(near(value(&best.changes), best.value));
        prop_assert!(limits.broken_by(&best.changes).is_empty());
        for set in 0_u32..1 << g.changes().len() {
            let on: Vec<NodeIx> = (0..g.changes().len())
                .filter(|i| set >> i & 1 == 1)
                .map(|i| g.changes()[i])
                .collect();
            if limits.broken_by(&on).is_empty() {
                prop_assert!(value(&on) <= best.value + 1e-9);
            }
        }
        let greedy = g.choose_greedily(&goals, &limits, &settings);
        prop_assert!(limits.broken_by(&greedy.changes).is_empty());
        prop_assert!(greedy.value >= 0.405 * best.value - 1e-9);
        match greedy.quality {
            Quality::AtLeast { share, .. } => {
                prop_assert!(greedy.value >= share * best.value - 1e-9);
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn a_test_is_worth_at_least_nothing_and_at_most_certainty(
        drawn in drawn(false), capacity in 0_u32..12
    ) {
        let g = drawn.freeze();
        let limits = Limits::hours(&g, f64::from(capacity));
        for &o in g.aims() {
            let learning = g.value_of_testing(o, &limits, &Settings::default()).unwrap();
            prop_assert!(learning.is_complete);
            for test in learning.links {
                prop_assert!(0.0 <= test.one_test && test.one_test <= test.certainty);
                prop_assert!(test.certainty <= 1.0);
            }
        }
    }

    #[test]
    fn nothing_changed_is_no_difference_and_edits_lead_there(a in drawn(true), b in drawn(true)) {
        let wording = |g: &ClaimGraph| Theory::of(g, |v| format!("about {}", g.name(v)));
        let (x, y) = (wording(&a.freeze()), wording(&b.freeze()));
        prop_assert!(Difference::between(&x, &x).is_empty());
        prop_assert_eq!(Difference::between(&x, &x).distance(), 0);
        prop_assert_eq!(&Difference::between(&x, &y).apply(&x), &y);
        prop_assert_eq!(x.freeze().unwrap(), Theory::of(&x.freeze().unwrap(), |_| "").freeze().unwrap());
    }

    #[test]
    fn input_order_changes_nothing(drawn in drawn(true)) {
        let (a, b) = (drawn.freeze(), drawn.reversed().freeze());
        let settings = Settings { worlds: 1024, ..Settings::default() };
        for (&o, &p) in a.aims().iter().zip(b.aims()) {
            prop_assert_eq!(a.name(o), b.name(p));
            prop_assert_eq!(a.leverage(o, &settings), b.leverage(p, &settings));
            prop_assert_eq!(a.sampled_reliability(o, &settings), b.sampled_reliability(p, &settings));
            prop_assert_eq!(a.driver_cuts(o, 3), b.driver_cuts(p, 3));
        }
        prop_assert_eq!(a.best_routes(9), b.best_routes(9));
        prop_assert_eq!(a.coverage(), b.coverage());
        prop_assert_eq!(a.implied(), b.implied());
        prop_assert_eq!(a.loose(), b.loose());
    }

    #[test]
    fn effects_are_sums_over_routes(drawn in drawn(false)) {
        let g = drawn.freeze();
        for &o in g.aims() {
            let effects = g.effects_on(o).unwrap();
            for &c in g.changes() {
                let all = routes_to(&g, o);
                let own = all.iter().filter(|r| nodes_of(&g, r).first() == Some(&c));
                let links: BTreeMap<LinkIx, Claim> = (0..drawn.links.len())
                    .map(|i| (g.given_link(i).unwrap(), drawn.links[i].2))
                    .collect();
                let product = |r: &Vec<LinkIx>| r.iter().map(|e| mean(&links[e])).product::<f64>();
                let expected: f64 = own.map(product).sum();
                if let Some(effect) = effects.of(c) {
                    prop_assert!(near(effect.mean, expected));
                    prop_assert!(effect.low <= effect.mean && effect.mean <= effect.high);
                    if let Some((low, high)) = g.effect_range(c, o) {
                        prop_assert!(effect.low <= low + 1e-12 && high <= effect.high + 1e-12);
                        if effect.range_is_exact {
                            prop_assert!(near(effect.low, low) && near(effect.high, high));
                        }
                    }
                } else {
                    prop_assert!(near(expected, 0.0));
                }
            }
        }
    }
}

fn mean(claim: &Claim) -> f64 {
    let graph = ClaimGraph::new([("a", Node::change()), ("b", Node::aim())], [(0, 1, *claim)]);
    let graph = graph.unwrap();
    let (c, o) = (graph.changes()[0], graph.aims()[0]);
    graph.effects_on(o).unwrap().of(c).unwrap().mean
}
