//! Questions to a graph of claims, beside bare petgraph where it has the same algorithm.
//!
//! `cargo bench --bench diagram`; a part of it: `cargo bench --bench diagram -- dominators`.

#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has nothing to time")]

use std::sync::OnceLock;

use divan::{Bencher, black_box};
use improvement::base::{Belief, Hours};
use improvement::diagram::claims::{Claim, ClaimGraph, Limits, Node, NodeIx, Settings};
use petgraph::graph::{DiGraph, NodeIndex};

fn main() {
    divan::main();
}

const SIZES: [usize; 5] = [100, 1_000, 10_000, 100_000, 1_000_000];

/// A small generator, so that every run sees the same diagrams.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn belief(&mut self) -> Belief {
        Belief::new(0.2 + 0.7 * (self.below(1000) as f64 / 1000.0)).unwrap()
    }
}

/// Names, kinds and links of a diagram, before anything is frozen.
struct Drawn {
    nodes: Vec<(String, Node)>,
    links: Vec<(u32, u32, Claim)>,
}

/// Layers as teams draw them (60% changes, 30% secondary and 9% primary drivers, 1% aims), three
/// links to a node on average, a tenth of them jumping a layer.
fn layered(n: usize) -> Drawn {
    let mut random = Random(0x5eed_0000 + n as u64);
    let aims = (n / 100).max(1);
    let primary = (n * 9 / 100).max(1);
    let secondary = (n * 30 / 100).max(1);
    let starts = [0, aims, aims + primary, aims + primary + secondary, n];
    let layer = |v: usize| (0..4).find(|&l| v < starts[l + 1]).unwrap();
    let nodes = (0..n).map(|v| {
        let node = match layer(v) {
            0 => Node::aim(),
            1 | 2 => Node::driver(),
            _ => Node::change().with_hours(Hours::new((1 + v % 7) as f64).unwrap()),
        };
        (format!("n{v:07}"), node)
    });
    let nodes = nodes.collect();
    let mut links = Vec::new();
    for v in starts[1]..n {
        let mut to = Vec::new();
        for _ in 0..3 {
            let own = layer(v);
            let target = if own > 1 && random.below(10) == 0 { own - 2 } else { own - 1 };
            let w = starts[target] + random.below(starts[target + 1] - starts[target]);
            if !to.contains(&w) {
                to.push(w);
                let claim = Claim::new(random.belief());
                links.push((u32::try_from(v).unwrap(), u32::try_from(w).unwrap(), claim));
            }
        }
    }
    Drawn { nodes, links }
}

/// A tree of one aim, five primary drivers, secondary drivers and changes, with cross-links as a
/// share of secondary drivers and changes.
fn tree(n: usize, cross: f64) -> Drawn {
    let mut random = Random(0x7ee0_0001);
    let secondary = n * 3 / 10;
    let first_change = 6 + secondary;
    let nodes = (0..n).map(|v| {
        let node = match v {
            0 => Node::aim(),
            _ if v < first_change => Node::driver(),
            _ => Node::change().with_hours(Hours::new((1 + v % 7) as f64).unwrap()),
        };
        (format!("n{v:04}"), node)
    });
    let nodes = nodes.collect();
    let up = |random: &mut Random, v: usize| match v {
        1..6 => 0,
        _ if v < first_change => 1 + random.below(5),
        _ => 6 + random.below(secondary),
    };
    let mut pairs: Vec<(usize, usize)> = (1..n).map(|v| (v, up(&mut random, v))).collect();
    let extra = ((n - 6) as f64 * cross).round();
    while (pairs.len() as f64) < (n - 1) as f64 + extra {
        let v = 6 + random.below(n - 6);
        let link = (v, up(&mut random, v));
        if !pairs.contains(&link) {
            pairs.push(link);
        }
    }
    let small = |v: usize| u32::try_from(v).unwrap();
    let links = pairs.into_iter().map(|(v, w)| (small(v), small(w), Claim::new(random.belief())));
    let links = links.collect();
    Drawn { nodes, links }
}

/// No layers at all: three links to a node between any two, half of the nodes changes.
fn scattered(n: usize) -> Drawn {
    let mut random = Random(0x5ca7_0000 + n as u64);
    let nodes = (0..n).map(|v| {
        let node = match v {
            0 => Node::aim(),
            _ if v < n / 2 => Node::driver(),
            _ => Node::change(),
        };
        (format!("n{v:07}"), node)
    });
    let nodes = nodes.collect();
    let mut links = Vec::new();
    for v in 1..n {
        let mut to: Vec<usize> = (0..3).map(|_| random.below(v.min(n / 2))).collect();
        to.sort_unstable();
        to.dedup();
        let small = |v: usize| u32::try_from(v).unwrap();
        links.extend(to.iter().map(|&w| (small(v), small(w), Claim::new(random.belief()))));
    }
    Drawn { nodes, links }
}

impl Drawn {
    fn freeze(&self) -> ClaimGraph {
        let nodes = self.nodes.iter().map(|(name, node)| (name, *node));
        ClaimGraph::new(nodes, self.links.iter().copied()).unwrap()
    }

    fn petgraph(&self) -> DiGraph<(), ()> {
        let mut graph = DiGraph::with_capacity(self.nodes.len() + 1, self.links.len());
        for _ in &self.nodes {
            graph.add_node(());
        }
        graph.extend_with_edges(self.links.iter().map(|&(a, b, _)| (a, b)));
        graph
    }
}

/// One diagram of each size, made once.
fn sized(n: usize) -> &'static (Drawn, ClaimGraph) {
    static MADE: [OnceLock<(Drawn, ClaimGraph)>; 5] = [const { OnceLock::new() }; 5];
    let at = SIZES.iter().position(|&size| size == n).unwrap();
    MADE[at].get_or_init(|| {
        let drawn = layered(n);
        let graph = drawn.freeze();
        (drawn, graph)
    })
}

#[divan::bench_group(sample_count = 10, sample_size = 1)]
mod freeze {
    use super::{Bencher, SIZES, sized};

    #[divan::bench(args = SIZES)]
    fn claims(bencher: Bencher, n: usize) {
        let (drawn, _) = sized(n);
        bencher.bench(|| drawn.freeze());
    }

    #[divan::bench(args = SIZES)]
    fn petgraph_and_toposort(bencher: Bencher, n: usize) {
        let (drawn, _) = sized(n);
        bencher.bench(|| {
            let graph = drawn.petgraph();
            let order = petgraph::algo::toposort(&graph, None).unwrap();
            (graph, order)
        });
    }
}

#[divan::bench_group(sample_count = 20)]
mod dominators {
    use super::{Bencher, NodeIndex, SIZES, sized};

    #[divan::bench(args = SIZES)]
    fn claims(bencher: Bencher, n: usize) {
        let (_, graph) = sized(n);
        bencher.bench(|| graph.dominators());
    }

    #[divan::bench(args = SIZES)]
    fn petgraph(bencher: Bencher, n: usize) {
        let (drawn, _) = sized(n);
        let mut graph = drawn.petgraph();
        let root = graph.add_node(());
        for v in graph.node_indices().filter(|&v| v != root).collect::<Vec<NodeIndex>>() {
            if graph.neighbors_directed(v, petgraph::Incoming).next().is_none() {
                graph.add_edge(root, v, ());
            }
        }
        bencher.bench(|| petgraph::algo::dominators::simple_fast(&graph, root));
    }
}

#[divan::bench_group(sample_count = 10)]
mod transitive_reduction {
    use super::{Bencher, SIZES, scattered, sized};
    use petgraph::algo::tred;

    #[divan::bench(args = &SIZES[..4], sample_count = 3)]
    fn claims_without_layers(bencher: Bencher, n: usize) {
        let graph = scattered(n).freeze();
        bencher.bench(|| graph.implied_links());
    }

    #[divan::bench(args = SIZES)]
    fn claims(bencher: Bencher, n: usize) {
        let (_, graph) = sized(n);
        bencher.bench(|| graph.implied_links());
    }

    #[divan::bench(args = SIZES)]
    fn petgraph(bencher: Bencher, n: usize) {
        let (drawn, _) = sized(n);
        let graph = drawn.petgraph();
        let order = petgraph::algo::toposort(&graph, None).unwrap();
        bencher.bench(|| {
            let (list, _) = tred::dag_to_toposorted_adjacency_list::<_, u32>(&graph, &order);
            tred::dag_transitive_reduction_closure(&list)
        });
    }
}

#[divan::bench_group(sample_count = 20)]
mod passes {
    use super::{Bencher, SIZES, black_box, sized};

    #[divan::bench(args = SIZES)]
    fn route_counts(bencher: Bencher, n: usize) {
        let (_, graph) = sized(n);
        bencher.bench(|| graph.routes());
    }

    #[divan::bench(args = SIZES)]
    fn route_shares(bencher: Bencher, n: usize) {
        let (_, graph) = sized(n);
        bencher.bench(|| graph.route_shares());
    }

    #[divan::bench(args = SIZES)]
    fn layers(bencher: Bencher, n: usize) {
        let (_, graph) = sized(n);
        bencher.bench(|| graph.layers());
    }

    #[divan::bench(args = SIZES)]
    fn loose(bencher: Bencher, n: usize) {
        let (_, graph) = sized(n);
        bencher.bench(|| graph.loose());
    }

    #[divan::bench(args = SIZES, sample_count = 3)]
    fn coverage_streamed(bencher: Bencher, n: usize) {
        let (_, graph) = sized(n);
        bencher.bench(|| {
            let mut covered = 0_u64;
            graph.for_each_coverage(|_, _, aims| {
                covered += aims.iter().map(|word| u64::from(word.count_ones())).sum::<u64>();
            });
            black_box(covered)
        });
    }

    #[divan::bench(args = SIZES, sample_count = 3)]
    fn best_routes(bencher: Bencher, n: usize) {
        let (_, graph) = sized(n);
        bencher.bench(|| graph.best_routes(5));
    }
}

const CROSS: [(usize, f64); 5] = [(100, 0.1), (100, 0.3), (200, 0.1), (200, 0.3), (200, 0.6)];

#[divan::bench_group(sample_count = 20)]
mod reliability {
    use super::{Bencher, CROSS, ClaimGraph, Limits, NodeIx, Settings, tree};

    fn aim(graph: &ClaimGraph) -> NodeIx {
        graph.aims()[0]
    }

    #[divan::bench(args = CROSS)]
    fn exact(bencher: Bencher, (n, cross): (usize, f64)) {
        let graph = tree(n, cross).freeze();
        let settings = Settings { max_width: 28, ..Settings::default() };
        bencher.bench(|| graph.reliability(aim(&graph), &settings));
    }

    #[divan::bench(args = CROSS)]
    fn every_leverage(bencher: Bencher, (n, cross): (usize, f64)) {
        let graph = tree(n, cross).freeze();
        bencher.bench(|| graph.leverage(aim(&graph), &Settings::default()));
    }

    /// A million worlds of 200 nodes and 257 links.
    #[divan::bench]
    fn sampled(bencher: Bencher) {
        let graph = tree(200, 0.3).freeze();
        assert_eq!(graph.link_count(), 257);
        let settings = Settings { worlds: 1 << 20, ..Settings::default() };
        bencher
            .counter(divan::counter::ItemsCount::new(1_u64 << 20))
            .bench(|| graph.sampled_reliability(aim(&graph), &settings));
    }

    /// Structure, exact reliability and every leverage of a diagram of 100 nodes.
    #[divan::bench]
    fn whole_analysis(bencher: Bencher) {
        let drawn = tree(100, 0.3);
        bencher.bench(|| {
            let graph = drawn.freeze();
            let aim = aim(&graph);
            let structure = (
                graph.routes().total(),
                graph.coverage(),
                graph.loose(),
                graph.dominators().on_every_route(aim),
                graph.implied_links(),
                graph.layers().columns(),
                graph.route_shares().is_some(),
                graph.best_routes(5),
            );
            (structure, graph.leverage(aim, &Settings::default()))
        });
    }

    #[divan::bench(sample_count = 3)]
    fn choose_among_60_greedily(bencher: Bencher) {
        let graph = tree(100, 0.3).freeze();
        let limits = Limits::hours(&graph, 60.0);
        let goals = [(aim(&graph), 1.0)];
        bencher.bench(|| graph.choose_greedily(&goals, &limits, &Settings::default()));
    }
}

/// From text to a graph that can be asked, for the same diagram: lists of nodes and links read with
/// `serde_json` into bare petgraph and into claims, and a whole document read into a programme.
#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod json_text {
    use std::collections::HashMap;
    use std::fmt::Write as _;

    use super::{Bencher, Claim, ClaimGraph, DiGraph, NodeIndex, NodeKindOf, black_box, sized};
    use improvement::base::Belief;
    use improvement::diagram::claims::Node;

    const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

    #[derive(serde::Deserialize)]
    struct Lists {
        nodes: Vec<ListedNode>,
        links: Vec<ListedLink>,
    }

    #[derive(serde::Deserialize)]
    struct ListedNode {
        id: String,
        kind: NodeKindOf,
        label: String,
    }

    #[derive(serde::Deserialize)]
    struct ListedLink {
        from: String,
        to: String,
        belief: f64,
    }

    fn kind(v: usize, n: usize) -> &'static str {
        let aims = (n / 100).max(1);
        let drivers = aims + (n * 9 / 100).max(1) + (n * 30 / 100).max(1);
        if v < aims {
            "aim"
        } else if v < drivers {
            "driver"
        } else {
            "change"
        }
    }

    fn lists(n: usize) -> String {
        let (drawn, graph) = sized(n);
        let mut text = String::from("{\"nodes\":[");
        for (v, (name, _)) in drawn.nodes.iter().enumerate() {
            let comma = if v == 0 { "" } else { "," };
            let kind = kind(v, n);
            write!(text, "{comma}{{\"id\":\"{name}\",\"kind\":\"{kind}\",\"label\":\"Box {v}\"}}")
                .unwrap();
        }
        text.push_str("],\"links\":[");
        for (at, &(from, to, _)) in drawn.links.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let belief = graph.belief(graph.given_link(at).unwrap()).unwrap();
            let (from, to) = (&drawn.nodes[from as usize].0, &drawn.nodes[to as usize].0);
            write!(text, "{comma}{{\"from\":\"{from}\",\"to\":\"{to}\",\"belief\":{belief}}}")
                .unwrap();
        }
        text.push_str("]}");
        text
    }

    fn places(lists: &Lists) -> HashMap<&str, u32> {
        let named = lists.nodes.iter().enumerate();
        named.map(|(at, node)| (node.id.as_str(), u32::try_from(at).unwrap())).collect()
    }

    #[divan::bench(args = SIZES)]
    fn lists_into_petgraph_and_toposort(bencher: Bencher, n: usize) {
        let text = lists(n);
        bencher.bench(|| {
            let lists: Lists = serde_json::from_str(black_box(&text)).unwrap();
            let place = places(&lists);
            let mut graph = DiGraph::with_capacity(lists.nodes.len(), lists.links.len());
            for node in &lists.nodes {
                graph.add_node((node.id.clone(), node.label.clone()));
            }
            for link in &lists.links {
                let (from, to) = (place[link.from.as_str()], place[link.to.as_str()]);
                graph.add_edge(NodeIndex::from(from), NodeIndex::from(to), link.belief);
            }
            let order = petgraph::algo::toposort(&graph, None).unwrap();
            (graph, order)
        });
    }

    #[divan::bench(args = SIZES)]
    fn lists_into_claims(bencher: Bencher, n: usize) {
        let text = lists(n);
        bencher.bench(|| {
            let lists: Lists = serde_json::from_str(black_box(&text)).unwrap();
            let place = places(&lists);
            let nodes = lists.nodes.iter().map(|node| {
                let value = match node.kind {
                    NodeKindOf::Aim => Node::aim(),
                    NodeKindOf::Driver => Node::driver(),
                    NodeKindOf::Change => Node::change(),
                };
                (node.id.as_str(), value)
            });
            let links = lists.links.iter().map(|link| {
                let claim = Claim::new(Belief::new(link.belief).unwrap());
                (place[link.from.as_str()], place[link.to.as_str()], claim)
            });
            ClaimGraph::new(nodes, links).unwrap()
        });
    }

    /// The same as a document: ids, labels and beliefs checked, references resolved, every value's
    /// place in the text kept, frozen for walking and for computing.
    #[cfg(feature = "json")]
    fn document(n: usize) -> String {
        let (drawn, graph) = sized(n);
        let mut drives = vec![String::new(); n];
        for (at, &(from, to, _)) in drawn.links.iter().enumerate() {
            let belief = graph.belief(graph.given_link(at).unwrap()).unwrap();
            let of = &mut drives[from as usize];
            let comma = if of.is_empty() { "" } else { "," };
            write!(of, "{comma}\"{}\":{{\"belief\":{belief}}}", drawn.nodes[to as usize].0)
                .unwrap();
        }
        let mut text = String::from("{\"format\":1,\"programme\":{\"id\":\"p\",\"name\":\"P\"}");
        for section in ["aim", "driver", "change"] {
            write!(text, ",\"{section}s\":{{").unwrap();
            let words = if section == "aim" { "statement" } else { "label" };
            let mut comma = "";
            for (v, (name, _)) in
                drawn.nodes.iter().enumerate().filter(|(v, _)| kind(*v, n) == section)
            {
                write!(text, "{comma}\"{name}\":{{\"{words}\":\"Box {v}\"").unwrap();
                if !drives[v].is_empty() {
                    write!(text, ",\"drives\":{{{}}}", drives[v]).unwrap();
                }
                text.push('}');
                comma = ",";
            }
            text.push('}');
        }
        text.push('}');
        text
    }

    #[cfg(feature = "json")]
    #[divan::bench(args = SIZES)]
    fn document_into_programme(bencher: Bencher, n: usize) {
        let text = document(n);
        bencher.bench(|| improvement::document::from_json(black_box(&text)).unwrap());
    }

    /// Building the diagram alone, from a builder that holds every node and link.
    #[cfg(feature = "json")]
    #[divan::bench(args = SIZES)]
    fn build_diagram(bencher: Bencher, n: usize) {
        let programme = improvement::document::from_json(&document(n)).unwrap().programme;
        let builder = programme.diagram().to_builder();
        bencher.with_inputs(|| builder.clone()).bench_values(|builder| builder.build().unwrap());
    }
}

/// The kind that a listed node says it is of.
#[derive(Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum NodeKindOf {
    Aim,
    Driver,
    Change,
}
