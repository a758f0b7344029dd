//! Counting crossings.

use super::layered::{Layered, Order};

/// How many pairs of links cross between two columns.
///
/// Each link is given by the positions of its ends, left and right. Two links that share an end do
/// not cross. O(E log V): links sorted by both ends, then inversions of the right ends counted in
/// a tree of counters (Barth, Jünger and Mutzel, Simple and efficient bilayer cross counting,
/// Journal of Graph Algorithms and Applications 8(2), 2004).
///
/// ```
/// use improvement::render::layout::crossings_between;
/// assert_eq!(crossings_between(&[(0, 2), (1, 0), (1, 1), (2, 0)]), 4);
/// ```
pub fn crossings_between(links: &[(usize, usize)]) -> usize {
    let mut links = links.to_vec();
    links.sort_unstable();
    // Right positions by rank, so that the tree is no larger than the links are many.
    let mut rights: Vec<usize> = links.iter().map(|l| l.1).collect();
    rights.sort_unstable();
    rights.dedup();
    let mut tree = Counters::new(rights.len());
    let mut crossings = 0;
    for (seen, (_, right)) in links.into_iter().enumerate() {
        let rank = rights.partition_point(|&r| r < right);
        crossings += seen - tree.up_to(rank);
        tree.add(rank);
    }
    crossings
}

/// The order of the right column by the mean position of each one's links, once: ties and those
/// without a link (whose mean is their own position) by position.
///
/// The same pass is the step of which the search makes many. Links are given as in
/// [`crossings_between`]; `right` is how many stand in the right column.
///
/// ```
/// use improvement::render::layout::barycentre_order;
/// assert_eq!(barycentre_order(3, &[(0, 2), (1, 0), (1, 1), (2, 0)]), [2, 1, 0]);
/// ```
pub fn barycentre_order(right: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let mut sums = vec![(0.0_f64, 0_usize); right];
    for &(from, to) in links {
        if let Some(sum) = sums.get_mut(to) {
            sum.0 += from as f64;
            sum.1 += 1;
        }
    }
    let mean = |i: usize| match sums[i] {
        (_, 0) => i as f64,
        (sum, count) => sum / count as f64,
    };
    let mut order: Vec<usize> = (0..right).collect();
    order.sort_by(|&a, &b| mean(a).total_cmp(&mean(b)).then(a.cmp(&b)));
    order
}

/// Counts of things by rank, with sums of all counts up to a rank: a Fenwick tree.
struct Counters(Vec<usize>);

impl Counters {
    fn new(ranks: usize) -> Self {
        Counters(vec![0; ranks + 1])
    }

    fn add(&mut self, rank: usize) {
        let mut i = rank + 1;
        while let Some(count) = self.0.get_mut(i) {
            *count += 1;
            i += i & i.wrapping_neg();
        }
    }

    /// How many have this rank or a lower one.
    fn up_to(&self, rank: usize) -> usize {
        let mut i = rank + 1;
        let mut sum = 0;
        while i > 0 {
            sum += self.0.get(i).copied().unwrap_or(0);
            i &= i - 1;
        }
        sum
    }
}

/// All crossings of an order, gutter by gutter.
pub(super) fn count(graph: &Layered, order: &Order) -> usize {
    let mut crossings = 0;
    for column in &order.columns {
        let widest = column
            .iter()
            .flat_map(|&v| &graph.right[v])
            .map(|&w| order.at[w] + 1)
            .max()
            .unwrap_or(0);
        let mut tree = Counters::new(widest);
        let mut seen = 0;
        for &v in column {
            for &w in &graph.right[v] {
                crossings += seen - tree.up_to(order.at[w]);
            }
            for &w in &graph.right[v] {
                tree.add(order.at[w]);
                seen += 1;
            }
        }
    }
    crossings
}
