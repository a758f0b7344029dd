//! Orders from which to search.

use std::collections::VecDeque;

use super::layered::{Layered, Order};
use super::sift::{self, Effort};

/// The order as given: boxes by `rank` (lower is higher on the page), bend points between the ends
/// of their link, and boxes without a rank between their neighbours; then the latter two are moved
/// to where they cross least.
pub(super) fn given(graph: &Layered, rank: &[Option<usize>], effort: &mut Effort) -> Order {
    let mut columns = vec![Vec::new(); graph.columns()];
    for v in 0..graph.vertices() {
        columns[graph.column[v]].push(v);
    }
    // Heights on the page from 0 to 1, first of what has a rank.
    let rank_of = |v: usize| graph.node[v].and_then(|n| rank.get(n).copied().flatten());
    let mut height: Vec<Option<f64>> = vec![None; graph.vertices()];
    for column in &columns {
        let mut ranked: Vec<(usize, usize)> =
            column.iter().filter_map(|&v| rank_of(v).map(|r| (r, v))).collect();
        ranked.sort_unstable();
        let count = ranked.len() as f64;
        for (i, (_, v)) in ranked.into_iter().enumerate() {
            height[v] = Some((i as f64 + 0.5) / count);
        }
    }
    let known = height.clone();
    for v in 0..graph.vertices() {
        if known[v].is_none() && !graph.is_bend(v) {
            let beside = graph.left[v].iter().chain(&graph.right[v]);
            let heights: Vec<f64> = beside.filter_map(|&w| known[w]).collect();
            let mean = heights.iter().sum::<f64>() / heights.len().max(1) as f64;
            height[v] = Some(if heights.is_empty() { 1.0 } else { mean });
        }
    }
    for chain in &graph.chains {
        let end = |v: Option<&usize>| v.and_then(|&v| height[v]).unwrap_or(0.5);
        let (from, to) = (end(chain.vertices.first()), end(chain.vertices.last()));
        let steps = chain.vertices.len().saturating_sub(1).max(1) as f64;
        for (i, &v) in chain.vertices.iter().enumerate() {
            if graph.is_bend(v) {
                height[v] = Some(from + (to - from) * i as f64 / steps);
            }
        }
    }
    for column in &mut columns {
        column.sort_by(|&a, &b| {
            let key = |v: usize| height[v].unwrap_or(1.0);
            key(a).total_cmp(&key(b)).then(a.cmp(&b))
        });
    }
    let mut order = Order::new(columns, graph.vertices());
    let newcomer = |v: usize| !graph.is_bend(v) && rank_of(v).is_none();
    sift::sift(graph, &mut order, effort, |v| newcomer(v) || graph.is_bend(v));
    order
}

/// The orders in which walks through the part meet its vertices: from either side, depth or breadth
/// first.
pub(super) fn walks(graph: &Layered) -> impl Iterator<Item = Order> + '_ {
    [(true, true), (false, true), (true, false), (false, false)]
        .into_iter()
        .map(|(from_left, depth_first)| walk(graph, from_left, depth_first))
}

/// Vertices in the order in which a walk meets them.
fn walk(graph: &Layered, from_left: bool, depth_first: bool) -> Order {
    let mut columns = vec![Vec::new(); graph.columns()];
    let mut seen = vec![false; graph.vertices()];
    let mut roots: Vec<usize> = (0..graph.vertices()).collect();
    let last = graph.columns().saturating_sub(1);
    roots.sort_by_key(|&v| (if from_left { graph.column[v] } else { last - graph.column[v] }, v));
    let mut open = VecDeque::new();
    for root in roots {
        open.push_back(root);
        while let Some(v) = if depth_first { open.pop_back() } else { open.pop_front() } {
            if std::mem::replace(&mut seen[v], true) {
                continue;
            }
            columns[graph.column[v]].push(v);
            let (far, near) = if from_left {
                (&graph.right[v], &graph.left[v])
            } else {
                (&graph.left[v], &graph.right[v])
            };
            if depth_first {
                // The last one pushed is met first.
                open.extend(near.iter().rev().chain(far.iter().rev()).filter(|&&w| !seen[w]));
            } else {
                open.extend(far.iter().chain(near).filter(|&&w| !seen[w]));
            }
        }
    }
    Order::new(columns, graph.vertices())
}

/// Moves one vertex, or turns a run of vertices round, somewhere at random; says in which column.
pub(super) fn disturb(order: &mut Order, random: &mut Random) -> usize {
    let wide: Vec<usize> =
        (0..order.columns.len()).filter(|&c| order.columns[c].len() > 1).collect();
    let Some(&column) = wide.get(random.below(wide.len())) else { return 0 };
    let vertices = &mut order.columns[column];
    let (one, other) = (random.below(vertices.len()), random.below(vertices.len()));
    let run = &mut vertices[one.min(other)..=one.max(other)];
    match random.below(3) {
        0 => run.reverse(),
        1 => run.rotate_left(1),
        _ => run.rotate_right(1),
    }
    order.number(column);
    column
}

/// The `SplitMix64` generator (Steele, Lea and Flood 2014): the same numbers everywhere.
pub(super) struct Random(pub(super) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`; the slight unevenness of the remainder makes no difference here.
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn random_numbers_are_those_of_the_paper() {
        // The published test vector of SplitMix64 for the seed 1234567.
        let mut random = Random(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }
}
