//! Agreement with reference answers that were worked out independently of this crate.
//!
//! Runs over `tests/data/graph`, and over the folder that `IMPROVEMENT_REFERENCE_GRAPH` names, and
//! prints for each file how many cases agree.

#![expect(clippy::unwrap_used, reason = "a reference file that cannot be read is a failed test")]

#[path = "reference_diagrams/crossings.rs"]
mod crossings;
#[path = "reference_diagrams/theory.rs"]
mod theory;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use improvement::base::{Belief, Hours, Share};
use improvement::diagram::claims::{
    Before, Claim, ClaimGraph, Count, Limits, LinkIx, Node, NodeIx, Settings, Strength, Tangle,
    likeness,
};
use serde_json::Value;

fn close(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-12 + 1e-9 * expected.abs()
}

/// The differences found in one case.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn number(&mut self, what: &str, found: f64, expected: &Value) {
        let agrees = expected.as_f64().is_some_and(|expected| close(found, expected));
        self.truth(what, agrees, &found, expected);
    }

    fn same<T: PartialEq + Debug>(&mut self, what: &str, found: &T, expected: &T) {
        self.truth(what, found == expected, found, expected);
    }

    fn truth(&mut self, what: &str, agrees: bool, found: &impl Debug, expected: &impl Debug) {
        if !agrees {
            self.0.push(format!("{what}: found {found:?}, expected {expected:?}"));
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn list(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(text).collect()
}

fn lists(value: &Value) -> Vec<Vec<&str>> {
    value.as_array().unwrap().iter().map(list).collect()
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().unwrap().iter().map(|(key, value)| (key.as_str(), value))
}

/// A diagram as the library has it, with the names of the file.
struct Diagram {
    graph: ClaimGraph,
    link_ids: Vec<String>,
    weight: BTreeMap<String, f64>,
}

impl Diagram {
    fn read(value: &Value, weight: Option<&Value>) -> Self {
        let nodes = value["nodes"].as_array().unwrap();
        let place: BTreeMap<&str, u32> =
            (0..).zip(nodes).map(|(i, n)| (text(&n["id"]), i)).collect();
        let node = |n: &Value| match text(&n["kind"]) {
            "change" => Node::change()
                .with_delivery(Share::new(n["delivery"].as_f64().unwrap()).unwrap())
                .with_hours(Hours::new(n["hours"].as_f64().unwrap()).unwrap()),
            "outcome" => Node::aim(),
            _ => Node::driver(),
        };
        let weight: BTreeMap<String, f64> = weight
            .map(|w| entries(w).map(|(e, w)| (e.to_owned(), w.as_f64().unwrap())).collect())
            .unwrap_or_default();
        let links = value["links"].as_array().unwrap();
        let claim = |l: &Value| {
            let f = |key: &str| l[key].as_f64().unwrap();
            let strength = Strength::exactly(f("strength")).unwrap();
            let strength = strength.within(f("strength_low"), f("strength_high")).unwrap();
            let claim = Claim::new(Belief::new(f("belief")).unwrap())
                .with_strength(strength.with_sd(f("strength_sd")).unwrap());
            let n0 = weight.get(text(&l["id"])).copied().unwrap_or(Claim::WEIGHT);
            (place[text(&l["from"])], place[text(&l["to"])], claim.with_weight(n0).unwrap())
        };
        let graph = ClaimGraph::new(
            nodes.iter().map(|n| (text(&n["id"]), node(n))),
            links.iter().map(claim),
        );
        let graph = graph.unwrap();
        let mut link_ids = vec![String::new(); links.len()];
        for (i, l) in links.iter().enumerate() {
            let e = graph.given_link(i).unwrap();
            let at = graph.links().position(|x| x == e).unwrap();
            text(&l["id"]).clone_into(&mut link_ids[at]);
        }
        Diagram { graph, link_ids, weight }
    }

    fn node(&self, name: &str) -> NodeIx {
        self.graph.node(name).unwrap()
    }

    fn id(&self, e: LinkIx) -> &str {
        let at = self.graph.links().position(|x| x == e).unwrap();
        &self.link_ids[at]
    }

    fn link(&self, id: &str) -> LinkIx {
        let at = self.link_ids.iter().position(|x| x == id).unwrap();
        self.graph.links().nth(at).unwrap()
    }

    fn names(&self, nodes: &[NodeIx]) -> Vec<&str> {
        nodes.iter().map(|&v| self.graph.name(v)).collect()
    }

    fn sorted(&self, nodes: &[NodeIx]) -> Vec<&str> {
        let mut names = self.names(nodes);
        names.sort_unstable();
        names
    }

    fn ids(&self, links: &[LinkIx]) -> Vec<&str> {
        let mut ids: Vec<&str> = links.iter().map(|&e| self.id(e)).collect();
        ids.sort_unstable();
        ids
    }

    fn is_driver(&self, v: NodeIx) -> bool {
        self.graph.drivers().contains(&v)
    }
}

fn count(value: &Value) -> Count {
    Count::Exactly(value.as_u64().unwrap())
}

fn structure(d: &Diagram, e: &Value, out: &mut Differences) {
    let g = &d.graph;
    let routes = g.routes();
    let paths = &e["path_count"];
    out.same("routes", &routes.total(), &count(&paths["total"]));
    for (o, n) in entries(&paths["by_outcome"]) {
        out.same("routes to aim", &routes.ending_at(d.node(o)), &count(n));
    }
    for (c, n) in entries(&paths["by_change"]) {
        out.same("routes from change", &routes.starting_at(d.node(c)), &count(n));
    }
    for (v, n) in entries(&paths["through_node"]) {
        out.same("routes through node", &routes.through(d.node(v)), &count(n));
    }
    for (l, n) in entries(&paths["through_link"]) {
        out.same("routes along link", &routes.along(d.link(l)), &count(n));
    }
    let coverage = g.coverage();
    for (c, aims) in entries(&e["coverage"]) {
        let row = coverage.rows().iter().position(|&v| v == d.node(c)).unwrap();
        let found: Vec<&str> = coverage.row(row).map(|o| g.name(g.aims()[o])).collect();
        out.same("coverage", &found, &list(aims));
    }
    for (o, changes) in entries(&e["reachable_changes"]) {
        let column = g.aims().iter().position(|&v| v == d.node(o)).unwrap();
        let found: Vec<&str> = coverage.column(column).map(|c| g.name(g.changes()[c])).collect();
        out.same("changes of aim", &found, &list(changes));
    }
    let loose = g.loose();
    let orphans = &e["orphans"];
    for (found, key) in [
        (&loose.changes_reaching_no_aim, "changes_reaching_no_outcome"),
        (&loose.drivers_without_change, "drivers_without_a_change_below"),
        (&loose.drivers_reaching_no_aim, "drivers_reaching_no_outcome"),
        (&loose.aims_without_change, "outcomes_without_a_change"),
    ] {
        out.same(key, &d.names(found), &list(&orphans[key]));
    }
    let layers = g.layers();
    for (v, layer) in entries(&e["layer_longest_to_outcome"]) {
        out.same("layer", &layers.of(d.node(v)).map(u64::from), &layer.as_u64());
    }
    let implied = g.implied_links();
    out.same("redundant links", &d.ids(&implied), &list(&e["redundant_links"]));
    let betweenness = g.betweenness();
    for (v, value) in entries(&e["betweenness_shortest_paths"]) {
        out.number("betweenness", betweenness.of(d.node(v)), value);
    }
    let shares = g.route_shares();
    for (v, value) in entries(&e["path_share"]) {
        let found = shares.as_ref().map_or(0.0, |s| s.of(d.node(v)));
        out.number("route share", found, value);
    }
}

fn single_points(d: &Diagram, e: &Value, out: &mut Differences) {
    let g = &d.graph;
    let dominators = g.dominators();
    for (v, expected) in entries(&e["immediate_dominator"]) {
        let found = match dominators.before(d.node(v)) {
            Before::Unreached => Some("unreachable"),
            Before::Nothing => None,
            Before::Node(u) => Some(g.name(u)),
        };
        out.same(&format!("dominator of {v}"), &found, &expected.as_str());
    }
    for (o, expected) in entries(&e["on_every_route"]) {
        let found = dominators.on_every_route(d.node(o));
        let expected = (!expected.is_null()).then(|| list(expected));
        out.same("on every route", &found.map(|nodes| d.sorted(&nodes)), &expected);
    }
    for (o, expected) in entries(&e["links_on_every_route"]) {
        let found = dominators.links_on_every_route(d.node(o));
        let expected = (!expected.is_null()).then(|| list(expected));
        out.same("links on every route", &found.map(|links| d.ids(&links)), &expected);
    }
    for (c, aims) in entries(&e["on_every_route_of_change"]) {
        let own = g.dominators_of(d.node(c));
        for (o, expected) in entries(aims) {
            let mut found = own.on_every_route(d.node(o)).unwrap_or_default();
            found.retain(|&v| d.is_driver(v));
            out.same("on every route of change", &d.sorted(&found), &list(expected));
        }
    }
    for (o, expected) in entries(&e["min_driver_cut"]) {
        let found = g.fewest_drivers_to_cut(d.node(o)).map(u64::from);
        out.same("fewest drivers", &found, &expected["size"].as_u64());
    }
    for (o, expected) in entries(&e["min_link_cut_size"]) {
        let found = g.fewest_links_to_cut(d.node(o)).map(u64::from);
        out.same("fewest links", &found, &expected.as_u64());
    }
    for (o, expected) in entries(&e["driver_cut_sets_up_to_3"]) {
        let cuts = g.driver_cuts(d.node(o), 3);
        assert_eq!(cuts.complete_up_to, 3);
        let found: Vec<Vec<&str>> = cuts.sets.iter().map(|set| d.names(set)).collect();
        out.same("driver cuts", &found, &lists(expected));
    }
    for (o, expected) in entries(&e["link_cut_sets_up_to_2"]) {
        let cuts = g.link_cuts(d.node(o), 2);
        assert_eq!(cuts.complete_up_to, 2);
        let mut found: Vec<Vec<&str>> = cuts.sets.iter().map(|set| d.ids(set)).collect();
        found.sort_by_key(|set| (set.len(), set.clone()));
        let mut expected = lists(expected);
        expected.sort_by_key(|set| (set.len(), set.clone()));
        out.same("link cuts", &found, &expected);
    }
}

fn numbers(d: &Diagram, e: &Value, out: &mut Differences) {
    let g = &d.graph;
    let exact = Settings::default();
    let best = e["best_paths"].as_array().unwrap();
    let found = g.best_routes(5);
    out.same("best routes", &found.len(), &best.len());
    for (route, expected) in found.iter().zip(best) {
        out.same("best route", &d.names(&route.nodes), &list(&expected["nodes"]));
        out.number("best route", route.belief, &expected["belief_product"]);
    }
    for (o, expected) in entries(&e["reliability"]) {
        let found = g.reliability(d.node(o), &exact);
        assert!(found.method().is_exact());
        out.number("reliability", found.value(), expected);
        let worlds = 1 << 16;
        let sampled = g.sampled_reliability(d.node(o), &Settings { worlds, ..exact }).unwrap();
        let spread = (expected.as_f64().unwrap() - sampled.value()).abs();
        // Hoeffding with one chance in ten million to fail.
        let allowed = ((2.0_f64 / 1e-7).ln() / (2.0 * worlds as f64)).sqrt();
        out.truth("sampled reliability", spread <= allowed, &sampled.value(), expected);
    }
    for (o, expected) in entries(&e["reliability_exact"]) {
        let (top, bottom) = text(expected).split_once('/').unwrap_or((text(expected), "1"));
        let fraction = top.parse::<f64>().unwrap() / bottom.parse::<f64>().unwrap();
        let found = g.reliability(d.node(o), &exact).value();
        out.truth("reliability as fraction", close(found, fraction), &found, &fraction);
    }
    for (o, changes) in entries(&e["reliability_of_change_alone"]) {
        for (c, expected) in entries(changes) {
            let found = g.reliability_of(d.node(o), &[d.node(c)], &exact).value();
            out.number("change alone", found, expected);
        }
    }
    for (o, links) in entries(&e["leverage_of_link"]) {
        let leverage = g.leverage(d.node(o), &exact).unwrap();
        for (l, expected) in entries(links) {
            let found = leverage.links.iter().find(|x| x.link == d.link(l)).unwrap();
            out.number("leverage", found.leverage, expected);
        }
        for (c, expected) in entries(&e["loss_without_change"][o]) {
            let found = leverage.changes.iter().find(|x| x.change == d.node(c)).unwrap();
            out.number("loss without change", found.loss, expected);
        }
    }
    for (o, expected) in entries(&e["mean_path_upper_bound"]) {
        let routes = g.best_routes_to(d.node(o), 100_000);
        let bound = 1.0 - routes.iter().fold(1.0, |idle, r| idle * (1.0 - r.belief));
        out.number("bound by independent routes", bound, expected);
    }
}

fn effects(d: &Diagram, e: &Value, out: &mut Differences) {
    let ends = |pair: &str| {
        let (from, to) = pair.split_once('>').unwrap();
        (d.node(from), d.node(to))
    };
    let effect = |pair: &str| {
        let (from, to) = ends(pair);
        d.graph.effects_on(to).unwrap().of(from).unwrap()
    };
    for (pair, expected) in entries(&e["total_effect"]) {
        out.number("effect", effect(pair).mean, expected);
    }
    for (pair, expected) in entries(&e["effect_sd"]) {
        out.number("effect sd", effect(pair).sd, expected);
    }
    for (pair, expected) in entries(&e["effect_range_pathwise"]) {
        out.number("effect low", effect(pair).low, &expected[0]);
        out.number("effect high", effect(pair).high, &expected[1]);
    }
    for (pair, expected) in e.get("effect_range").into_iter().flat_map(entries) {
        let (from, to) = ends(pair);
        let (low, high) = d.graph.effect_range(from, to).unwrap();
        out.number("effect corner low", low, &expected[0]);
        out.number("effect corner high", high, &expected[1]);
        if effect(pair).range_is_exact {
            out.number("effect low", effect(pair).low, &expected[0]);
            out.number("effect high", effect(pair).high, &expected[1]);
        }
    }
}

fn portfolio(d: &Diagram, e: &Value, out: &mut Differences) {
    let p = &e["portfolio"];
    let g = &d.graph;
    let goal = [(d.node(text(&p["outcome"])), 1.0)];
    let limits = Limits::hours(g, p["budget_hours"].as_f64().unwrap());
    let settings = Settings::default();
    let best = g.choose(&goal, &limits, &settings);
    out.same("best set", &d.names(&best.changes), &list(&p["best_set"]));
    out.number("best value", best.value, &p["best_value"]);
    let greedy = g.choose_by_gain_per_hour(&goal, &limits, &settings);
    out.same("greedy set", &d.names(&greedy.changes), &list(&p["greedy_by_gain_per_hour"]));
    out.number("greedy value", greedy.value, &p["greedy_value"]);
    let modified = g.choose_greedily(&goal, &limits, &settings);
    out.same("modified greedy", &d.names(&modified.changes), &list(&p["modified_greedy"]));
    out.number("modified greedy value", modified.value, &p["modified_greedy_value"]);
}

fn diagram(case: &Value, out: &mut Differences) {
    let d = Diagram::read(case, None);
    let e = &case["expected"];
    structure(&d, e, out);
    single_points(&d, e, out);
    numbers(&d, e, out);
    effects(&d, e, out);
    portfolio(&d, e, out);
}

fn cycles(case: &Value, out: &mut Differences) {
    let nodes = list(&case["nodes"]);
    let place = |name: &str| u32::try_from(nodes.iter().position(|n| *n == name).unwrap()).unwrap();
    let links: Vec<(u32, u32)> =
        lists(&case["links"]).into_iter().map(|l| (place(l[0]), place(l[1]))).collect();
    let tangle = Tangle::of(&nodes, &links);
    let named = |list: &[u32]| -> Vec<&str> { list.iter().map(|&v| nodes[v as usize]).collect() };
    let e = &case["expected"];
    out.same("acyclic", &tangle.is_free(), &e["acyclic"].as_bool().unwrap());
    let shortest: Vec<Vec<&str>> = tangle.shortest().into_iter().map(named).collect();
    let length = shortest.first().map_or(0, Vec::len) as u64;
    out.same("shortest length", &length, &e["shortest_cycle_length"].as_u64().unwrap());
    out.same("shortest loops", &shortest, &lists(&e["shortest_cycles"]));
    out.same("loops", &tangle.loops(), &count(&e["cycle_count"]));
    let knots: Vec<Vec<&str>> = tangle.knots.iter().map(|k| named(&k.nodes)).collect();
    out.same("knots", &knots, &lists(&e["knots"]));
    let fewest: u64 = tangle.knots.iter().map(|k| k.remedy.len() as u64).sum();
    if tangle.knots.iter().all(|k| k.remedy_is_fewest) {
        out.same("fewest links", &fewest, &e["fewest_links_to_remove"].as_u64().unwrap());
    } else {
        let least = e["fewest_links_to_remove"].as_u64().unwrap();
        out.truth("greedy links", fewest >= least, &fewest, &least);
    }
    let gone: BTreeSet<(u32, u32)> =
        tangle.knots.iter().flat_map(|k| k.remedy.iter().copied()).collect();
    let left: Vec<(u32, u32)> = links.into_iter().filter(|l| !gone.contains(l)).collect();
    out.same("free without them", &Tangle::of(&nodes, &left).is_free(), &true);
}

fn value_of_testing(case: &Value, out: &mut Differences) {
    let d = Diagram::read(&case["graph"], Some(&case["prior_weight"]));
    assert_eq!(d.weight.len(), d.link_ids.len());
    let limits = Limits::hours(&d.graph, case["budget_hours"].as_f64().unwrap());
    let aim = d.node(text(&case["outcome"]));
    let learning = d.graph.value_of_testing(aim, &limits, &Settings::default()).unwrap();
    assert!(learning.is_complete);
    let e = &case["expected"];
    out.number("value now", learning.value_now, &e["value_now"]);
    for (l, expected) in entries(&e["value_of"]) {
        let found = learning.links.iter().find(|x| x.link == d.link(l)).unwrap();
        out.number(&format!("one test of {l}"), found.one_test, &expected["one_test"]);
        out.number(&format!("certainty of {l}"), found.certainty, &expected["certainty"]);
    }
}

fn alike(case: &Value, out: &mut Differences) {
    let found = likeness(text(&case["a"]), text(&case["b"]));
    out.number("likeness", found, &case["expected"]);
}

type Check = fn(&Value, &mut Differences);

/// Runs one folder: what to print about each file, and the cases that differ.
fn run(folder: &Path) -> (Vec<String>, Vec<String>) {
    let files: [(&str, Check); 9] = [
        ("worked-example.json", diagram),
        ("small-dags.json", diagram),
        ("cycles.json", cycles),
        ("value-of-testing.json", value_of_testing),
        ("likeness.json", alike),
        ("crossings.json", crossings::crossings),
        ("diagnosis.json", theory::diagnosis),
        ("learning.json", theory::learning),
        ("decay.json", theory::decay),
    ];
    let (mut said, mut differing) = (Vec::new(), Vec::new());
    for (name, check) in files {
        let Ok(content) = fs::read_to_string(folder.join(name)) else {
            said.push(format!("{name}: not there"));
            continue;
        };
        let file: Value = serde_json::from_str(&content).unwrap();
        let cases = file["cases"].as_array().unwrap();
        let before = differing.len();
        for (i, case) in cases.iter().enumerate() {
            let mut out = Differences::default();
            check(case, &mut out);
            if !out.0.is_empty() {
                let id = case["id"].as_str().map_or_else(|| i.to_string(), str::to_owned);
                differing.push(format!("{name} {id}: {}", out.0.join("; ")));
            }
        }
        let (all, bad) = (cases.len(), differing.len() - before);
        said.push(format!("{name}: {all} cases, {} agreed, {bad} differing", all - bad));
    }
    (said, differing)
}

#[test]
fn reference_answers_agree() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/graph");
    let (said, differing) = run(&own);
    assert_eq!(said.iter().filter(|line| line.ends_with(" 0 differing")).count(), 9, "{said:?}");
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    assert!(
        said.contains(&"diagnosis.json: 87 cases, 87 agreed, 0 differing".to_owned()),
        "{said:?}"
    );
    if let Some(other) = std::env::var_os("IMPROVEMENT_REFERENCE_GRAPH").map(PathBuf::from) {
        let (said, differing) = run(&other);
        println!("{}\n{}", other.display(), said.join("\n"));
        assert!(differing.is_empty(), "{}", differing.join("\n"));
    }
}
