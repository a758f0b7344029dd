//! Moving single vertices within their column while that saves crossings.

use super::layered::{Layered, Order};

/// The positions of every neighbour of the vertices of one column, in one flat list.
///
/// They stay true while only this column is reordered. Vertices are told by their position at the
/// time when this was built. Positions to the right are counted on from those to the left.
struct Ends {
    vertices: Vec<usize>,
    positions: Vec<usize>,
    /// Where the left neighbours of each vertex begin, and then its right ones.
    starts: Vec<usize>,
    /// How many positions there are on the left, and on both sides.
    reach: (usize, usize),
}

impl Ends {
    fn new(graph: &Layered, order: &Order, column: usize) -> Self {
        let vertices = order.columns[column].clone();
        let wide = |column: usize| order.columns.get(column).map_or(0, Vec::len);
        let to_left = column.checked_sub(1).map_or(0, wide);
        let mut positions = Vec::new();
        let mut starts = vec![0];
        for &v in &vertices {
            for (beside, offset) in [(&graph.left[v], 0), (&graph.right[v], to_left)] {
                let start = positions.len();
                positions.extend(beside.iter().map(|&w| order.at[w] + offset));
                positions[start..].sort_unstable();
                starts.push(positions.len());
            }
        }
        Ends { vertices, positions, starts, reach: (to_left, to_left + wide(column + 1)) }
    }

    fn left(&self, i: usize) -> &[usize] {
        &self.positions[self.starts[2 * i]..self.starts[2 * i + 1]]
    }

    fn right(&self, i: usize) -> &[usize] {
        &self.positions[self.starts[2 * i + 1]..self.starts[2 * i + 2]]
    }

    fn both(&self, i: usize) -> &[usize] {
        &self.positions[self.starts[2 * i]..self.starts[2 * i + 2]]
    }

    /// The crossings of `above` with `below` when it stands above it, less those below it.
    fn cost(&self, above: usize, below: usize) -> isize {
        excess(self.left(above), self.left(below)) + excess(self.right(above), self.right(below))
    }

    /// For every position on both sides, what a link to it costs against the links of vertex `i`:
    /// the sum over a vertex's neighbours is [`Ends::cost`] against it.
    fn costs(&self, i: usize, costs: &mut Vec<isize>) {
        let (middle, end) = self.reach;
        costs.clear();
        for (ends, range) in [(self.left(i), 0..middle), (self.right(i), middle..end)] {
            let mut up_to = 0;
            for position in range {
                let under = up_to;
                while ends.get(up_to) == Some(&position) {
                    up_to += 1;
                }
                costs.push((ends.len() - up_to).cast_signed() - under.cast_signed());
            }
        }
    }
}

/// The pairs with `a > b`, less those with `a < b`, of two sorted lists.
#[inline]
fn excess(above: &[usize], below: &[usize]) -> isize {
    if above.len() * below.len() <= 8 {
        let sign = |a: usize, b: usize| isize::from(a > b) - isize::from(a < b);
        return above.iter().map(|&a| below.iter().map(|&b| sign(a, b)).sum::<isize>()).sum();
    }
    let (mut under, mut up_to) = (0, 0);
    let mut excess = 0;
    for &a in above {
        while below.get(under).is_some_and(|&b| b < a) {
            under += 1;
        }
        up_to = up_to.max(under);
        while below.get(up_to).is_some_and(|&b| b == a) {
            up_to += 1;
        }
        excess += under.cast_signed() - (below.len() - up_to).cast_signed();
    }
    excess
}

/// How much work is left, in comparisons of two vertices. Counted, not timed, so that the same
/// graph gets the same layout on every machine.
pub(super) struct Effort(usize);

impl Effort {
    pub(super) fn new(comparisons: usize) -> Self {
        Effort(comparisons)
    }

    /// Takes off what a step costs; false when nothing was left before it.
    pub(super) fn spend(&mut self, comparisons: usize) -> bool {
        let was_left = self.0 > 0;
        self.0 = self.0.saturating_sub(comparisons);
        was_left
    }

    pub(super) fn is_spent(&self) -> bool {
        self.0 == 0
    }
}

/// Columns to look at: all at first, then those that changed and those beside them.
struct Stirred(Vec<bool>);

impl Stirred {
    fn all(order: &Order) -> Self {
        Stirred(vec![true; order.columns.len()])
    }

    fn take(&mut self, column: usize) -> bool {
        std::mem::replace(&mut self.0[column], false)
    }

    fn beside(&mut self, column: usize) {
        let end = (column + 2).min(self.0.len());
        self.0[column.saturating_sub(1)..end].fill(true);
    }
}

/// Swaps neighbours in every column until no swap saves a crossing.
pub(super) fn swap_neighbours(graph: &Layered, order: &mut Order, effort: &mut Effort) {
    let mut stirred = Stirred::all(order);
    while stirred.0.contains(&true) {
        for column in 0..order.columns.len() {
            if !stirred.take(column) {
                continue;
            }
            if !effort.spend(2 * order.columns[column].len()) {
                return;
            }
            let ends = Ends::new(graph, order, column);
            let mut sequence: Vec<usize> = (0..ends.vertices.len()).collect();
            let mut here = false;
            for i in 1..sequence.len() {
                if ends.cost(sequence[i - 1], sequence[i]) > 0 {
                    sequence.swap(i - 1, i);
                    here = true;
                }
            }
            if here {
                write(&ends, &sequence, order, column);
                stirred.beside(column);
            }
        }
    }
}

/// Sifts every vertex that `may_move` to its best place in its column, column by column, until
/// that saves nothing more (Matuszewski, Schönfeld and Molitor, Using sifting for k-layer
/// straightline crossing minimization, Graph Drawing 1999). True if anything moved.
pub(super) fn sift(
    graph: &Layered,
    order: &mut Order,
    effort: &mut Effort,
    may_move: impl Fn(usize) -> bool,
) -> bool {
    let mut any = false;
    let mut stirred = Stirred::all(order);
    while stirred.0.contains(&true) {
        for column in 0..order.columns.len() {
            if stirred.take(column) && sift_column(graph, order, column, effort, &may_move) > 0 {
                stirred.beside(column);
                any = true;
            }
        }
    }
    any
}

/// Sifts one column and says how many crossings that saved.
fn sift_column(
    graph: &Layered,
    order: &mut Order,
    column: usize,
    effort: &mut Effort,
    may_move: &impl Fn(usize) -> bool,
) -> isize {
    let ends = Ends::new(graph, order, column);
    let mut sequence: Vec<usize> = (0..ends.vertices.len()).collect();
    let mut queue: Vec<usize> =
        sequence.iter().copied().filter(|&i| may_move(ends.vertices[i])).collect();
    queue.sort_by_key(|&i| (std::cmp::Reverse(ends.both(i).len()), i));
    let mut costs = Vec::new();
    let mut saved = 0;
    for i in queue {
        if !effort.spend(sequence.len()) {
            break;
        }
        let Some(at) = sequence.iter().position(|&j| j == i) else { continue };
        ends.costs(i, &mut costs);
        let cost = |other: usize| ends.both(other).iter().map(|&p| costs[p]).sum::<isize>();
        let (mut best, mut place) = (0, at);
        let mut sum = 0;
        for (to, &other) in sequence.iter().enumerate().take(at).rev() {
            sum += cost(other);
            if sum < best {
                (best, place) = (sum, to);
            }
        }
        sum = 0;
        for (to, &other) in sequence.iter().enumerate().skip(at + 1) {
            sum -= cost(other);
            if sum < best {
                (best, place) = (sum, to);
            }
        }
        match place.cmp(&at) {
            std::cmp::Ordering::Less => sequence[place..=at].rotate_right(1),
            std::cmp::Ordering::Greater => sequence[at..=place].rotate_left(1),
            std::cmp::Ordering::Equal => {}
        }
        saved -= best;
    }
    if saved > 0 {
        write(&ends, &sequence, order, column);
    }
    saved
}

fn write(ends: &Ends, sequence: &[usize], order: &mut Order, column: usize) {
    order.columns[column] = sequence.iter().map(|&i| ends.vertices[i]).collect();
    order.number(column);
}

#[cfg(test)]
mod tests {
    use super::super::layered::{Order, parts};
    use super::super::{Graph, Link, Node};
    use super::{Ends, excess};

    #[test]
    fn costs_by_position_add_up_to_costs_by_pair() {
        let nodes = [3, 7, 5]
            .into_iter()
            .zip(0_u8..)
            .flat_map(|(n, column)| (0..n).map(move |_| Node { column, width: 1.0, height: 1.0 }));
        let left = (0..7).flat_map(|i| [(3 + i, i * 5 % 3), (3 + i, (i * 2 + 1) % 3)]);
        let right = (0..7).flat_map(|i| [(10 + i * 3 % 5, 3 + i), (10 + (i + 1) % 5, 3 + i)]);
        let links = left.chain(right).map(|(from, to)| Link { from, to }).collect();
        let graph = Graph::new(nodes.collect(), links).unwrap();
        let part = &parts(&graph)[0];
        let order = Order::new(vec![(0..3).collect(), (3..10).collect(), (10..15).collect()], 15);
        let ends = Ends::new(part, &order, 1);
        let mut costs = Vec::new();
        for i in 0..7 {
            ends.costs(i, &mut costs);
            assert_eq!(costs.len(), 8);
            for j in (0..7).filter(|&j| j != i) {
                let sum: isize = ends.both(j).iter().map(|&p| costs[p]).sum();
                assert_eq!(sum, ends.cost(i, j), "{i} above {j}");
            }
        }
    }

    #[test]
    fn excess_counts_pairs_both_ways() {
        // 2 > 0, 2 > 1, 0 < 1: two one way, one the other; equal ends do not cross.
        assert_eq!(excess(&[0, 2], &[0, 1]), 1);
        assert_eq!(excess(&[1, 1], &[1]), 0);
        assert_eq!(excess(&[], &[1]), 0);
        assert_eq!(excess(&[0, 0, 3], &[1, 2]), 2 - 4);
    }
}
