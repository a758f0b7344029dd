//! Crossings counted and saved, compared with answers that were worked out independently.
//!
//! The cases are `tests/data/graph/crossings.json`, and those of the folder named by
//! `IMPROVEMENT_REFERENCE_GRAPH` if it is set.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at the first surprise, and says how many agreed"
)]

use std::path::{Path, PathBuf};

use improvement::render::layout::{barycentre_order, crossings_between};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    left: usize,
    right: usize,
    links: Vec<(usize, usize)>,
    expected: Expected,
}

#[derive(Deserialize, PartialEq, Debug)]
struct Expected {
    crossings: usize,
    fewest_with_left_fixed: usize,
    after_one_barycentre_pass: usize,
    barycentre_order: Vec<usize>,
}

/// The links when the right column stands in an order.
fn reordered(links: &[(usize, usize)], order: &[usize]) -> Vec<(usize, usize)> {
    let place = |right: usize| order.iter().position(|&r| r == right).unwrap();
    links.iter().map(|&(left, right)| (left, place(right))).collect()
}

/// Every order of `0..n`, by Heap's method.
fn orders(n: usize) -> Vec<Vec<usize>> {
    fn go(k: usize, items: &mut Vec<usize>, out: &mut Vec<Vec<usize>>) {
        if k <= 1 {
            out.push(items.clone());
            return;
        }
        for i in 0..k {
            go(k - 1, items, out);
            items.swap(if k.is_multiple_of(2) { i } else { 0 }, k - 1);
        }
    }
    let mut out = Vec::new();
    go(n, &mut (0..n).collect(), &mut out);
    out
}

fn answer(case: &Case) -> Expected {
    let order = barycentre_order(case.right, &case.links);
    assert!(case.links.iter().all(|l| l.0 < case.left && l.1 < case.right), "{}", case.id);
    assert!(case.right <= 8, "{}: too many orders to try", case.id);
    let orders = orders(case.right);
    let fewest = orders.iter().map(|o| crossings_between(&reordered(&case.links, o)));
    Expected {
        crossings: crossings_between(&case.links),
        fewest_with_left_fixed: fewest.min().unwrap_or(0),
        after_one_barycentre_pass: crossings_between(&reordered(&case.links, &order)),
        barycentre_order: order,
    }
}

fn compare(folder: &Path) {
    let path = folder.join("crossings.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let file: File = serde_json::from_str(&text).unwrap();
    let differing: Vec<&str> =
        file.cases.iter().filter(|c| answer(c) != c.expected).map(|c| c.id.as_str()).collect();
    println!(
        "crossings in {}: {} cases, {} agreed, differing: {differing:?}",
        path.display(),
        file.cases.len(),
        file.cases.len() - differing.len(),
    );
    assert!(file.cases.len() >= 10, "the file has lost its cases");
    assert!(differing.is_empty(), "differing: {differing:?}");
}

#[test]
fn crossings_agree_with_independent_answers() {
    compare(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/graph")));
    if let Some(folder) = std::env::var_os("IMPROVEMENT_REFERENCE_GRAPH") {
        compare(&PathBuf::from(folder));
    }
}

#[test]
fn there_are_as_many_orders_as_there_should_be() {
    let mut all = orders(4);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 24);
}
