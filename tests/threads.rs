//! Answers do not depend on the number of threads.

#![expect(clippy::unwrap_used, reason = "what is not there is a failed test")]

use improvement::base::Belief;
use improvement::diagram::claims::{Claim, ClaimGraph, Leverage, Node, Reliability, Settings};
use rayon::ThreadPoolBuilder;

/// Three layers of twelve, each node drawn to three of the next, and one aim.
fn layered() -> ClaimGraph {
    let mut nodes: Vec<(String, Node)> = Vec::new();
    for i in 0..36 {
        let node = if i < 12 { Node::change() } else { Node::driver() };
        nodes.push((format!("n{i}"), node));
    }
    nodes.push(("aim".to_owned(), Node::aim()));
    let claim = |i: u32| Claim::new(Belief::new(0.2 + f64::from(i % 7) / 10.0).unwrap());
    let mut links = Vec::new();
    for i in 0..24 {
        for step in [0, 1, 5] {
            links.push((i, 12 * (i / 12 + 1) + (i + step) % 12, claim(i + step)));
        }
    }
    links.extend((24..36).map(|i| (i, 36, claim(i))));
    let named = nodes.iter().map(|(name, node)| (name.as_str(), *node));
    ClaimGraph::new(named, links).unwrap()
}

fn on_threads(threads: usize, graph: &ClaimGraph) -> (Reliability, Leverage) {
    // Never exact, and blocks of worlds that do not divide evenly among threads.
    let settings = Settings { max_width: 0, worlds: 512 * 203, seed: 7 };
    let aim = graph.aims()[0];
    let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| (graph.reliability(aim, &settings), graph.leverage(aim, &settings).unwrap()))
}

#[test]
fn sampling_on_any_number_of_threads_is_the_same_to_the_last_bit() {
    let graph = layered();
    let one = on_threads(1, &graph);
    assert!(!one.0.method().is_exact());
    for threads in [2, 3, 5] {
        assert_eq!(on_threads(threads, &graph), one, "{threads} threads");
    }
}
