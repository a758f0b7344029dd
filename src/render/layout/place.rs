//! Heights: every vertex as near to its neighbours as the order and the gaps allow.

use super::Graph;
use super::layered::{Layered, Order};
use super::options::Options;

/// Times that each column is fitted to its neighbours; more change nothing that can be seen.
const PASSES: usize = 32;

/// Heights of the middle of each vertex, and how far each reaches above and below it.
pub(super) struct Heights {
    pub(super) middle: Vec<f64>,
    pub(super) half: Vec<f64>,
}

/// Least sum of squared differences in height along links, column by column in turn.
///
/// Links between two bend points weigh eight times as much as those between boxes, and those with
/// one bend point twice, so that long links run straight (the weights of Gansner and others, A
/// technique for drawing directed graphs, IEEE Transactions on Software Engineering 19(3), 1993).
pub(super) fn place(graph: &Graph, part: &Layered, order: &Order, options: &Options) -> Heights {
    let half: Vec<f64> =
        part.node.iter().map(|n| n.map_or(0.0, |n| graph.nodes()[n].height / 2.0)).collect();
    let distances: Vec<Vec<f64>> = order
        .columns
        .iter()
        .map(|column| {
            column
                .windows(2)
                .map(|w| half[w[0]] + gap(part, w[0], w[1], options) + half[w[1]])
                .collect()
        })
        .collect();
    let mut middle = vec![0.0; part.vertices()];
    for (column, distances) in order.columns.iter().zip(&distances) {
        let mut y = -distances.iter().sum::<f64>() / 2.0;
        for (i, &v) in column.iter().enumerate() {
            middle[v] = y;
            y += distances.get(i).copied().unwrap_or(0.0);
        }
    }
    let count = order.columns.len();
    for pass in 0..PASSES {
        for step in 0..count {
            let column = if pass % 2 == 0 { step } else { count - 1 - step };
            let vertices = &order.columns[column];
            let (targets, weights): (Vec<f64>, Vec<f64>) =
                vertices.iter().map(|&v| target(part, &middle, v)).unzip();
            let fitted = fit(&targets, &weights, &distances[column]);
            for (&v, y) in vertices.iter().zip(fitted) {
                middle[v] = y;
            }
        }
    }
    Heights { middle, half }
}

/// The least distance between the edges of two vertices, one above the other.
fn gap(part: &Layered, above: usize, below: usize, options: &Options) -> f64 {
    if part.is_bend(above) || part.is_bend(below) {
        return options.slot_gap;
    }
    let related = part.left[above].iter().any(|v| part.left[below].contains(v));
    if related { options.gap } else { options.group_gap }
}

/// Where a vertex would stand best, and how much that matters.
fn target(part: &Layered, middle: &[f64], v: usize) -> (f64, f64) {
    let (mut sum, mut weight) = (0.0, 0.0);
    for &w in part.left[v].iter().chain(&part.right[v]) {
        let pull = match (part.is_bend(v), part.is_bend(w)) {
            (false, false) => 1.0,
            (true, true) => 8.0,
            _ => 2.0,
        };
        sum += pull * middle[w];
        weight += pull;
    }
    if weight > 0.0 { (sum / weight, weight) } else { (middle[v], 0.01) }
}

/// The heights nearest to `targets`, weighted, each at least its distance below the one before.
///
/// Isotonic regression by pooling adjacent violators, O(V): distances are taken off, values out
/// of order are replaced by their common mean, and distances are added again.
fn fit(targets: &[f64], weights: &[f64], distances: &[f64]) -> Vec<f64> {
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(targets.len());
    // Pools of neighbours with one value: weighted sum, weight, how many.
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (i, (&target, &weight)) in targets.iter().zip(weights).enumerate() {
        if i > 0 {
            offset += distances.get(i - 1).copied().unwrap_or(0.0);
        }
        offsets.push(offset);
        let mut pool = (weight * (target - offset), weight, 1);
        while let Some(&(sum, total, count)) = pools.last() {
            if sum / total <= pool.0 / pool.1 {
                break;
            }
            pools.pop();
            pool = (sum + pool.0, total + pool.1, count + pool.2);
        }
        pools.push(pool);
    }
    let values = pools.into_iter().flat_map(|(sum, total, n)| std::iter::repeat_n(sum / total, n));
    values.zip(offsets).map(|(value, offset)| value + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn pools_what_stands_too_close() {
        assert_eq!(fit(&[0.0, 0.0, 10.0], &[1.0; 3], &[4.0, 4.0]), [-2.0, 2.0, 10.0]);
        // The heavy one moves a fourth as far as the light one.
        assert_eq!(fit(&[0.0, 0.0], &[4.0, 1.0], &[5.0]), [-1.0, 4.0]);
        assert!(fit(&[], &[], &[]).is_empty());
    }
}
