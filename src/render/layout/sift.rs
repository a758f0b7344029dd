//! Moving single vertices within their column while that saves crossings.

use super::layered::{Layered, Order};

/// The positions of every neighbour of the vertices of one column, sorted, in flat lists.
///
/// They stay true while only this column is reordered. Vertices are told by their position at the
/// time when this was built.
struct Ends {
    vertices: Vec<usize>,
    left: Lists,
    right: Lists,
}

struct Lists {
    starts: Vec<usize>,
    positions: Vec<usize>,
}

impl Lists {
    fn new(column: &[usize], beside: &[Vec<usize>], at: &[usize]) -> Self {
        let mut lists = Lists { starts: vec![0], positions: Vec::new() };
        for &v in column {
            let start = lists.positions.len();
            lists.positions.extend(beside[v].iter().map(|&w| at[w]));
            lists.positions[start..].sort_unstable();
            lists.starts.push(lists.positions.len());
        }
        lists
    }

    fn of(&self, i: usize) -> &[usize] {
        &self.positions[self.starts[i]..self.starts[i + 1]]
    }
}

impl Ends {
    fn new(graph: &Layered, order: &Order, column: usize) -> Self {
        let vertices = order.columns[column].clone();
        Ends {
            left: Lists::new(&vertices, &graph.left, &order.at),
            right: Lists::new(&vertices, &graph.right, &order.at),
            vertices,
        }
    }

    fn degree(&self, i: usize) -> usize {
        self.left.of(i).len() + self.right.of(i).len()
    }

    /// What crossings `above` costs when it stands above `below`, less what it costs below it.
    fn cost(&self, above: usize, below: usize) -> isize {
        excess(self.left.of(above), self.left.of(below))
            + excess(self.right.of(above), self.right.of(below))
    }
}

/// The pairs with `a > b`, less those with `a < b`, of two sorted lists.
fn excess(above: &[usize], below: &[usize]) -> isize {
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

/// Swaps neighbours in every column until no swap saves a crossing.
pub(super) fn swap_neighbours(graph: &Layered, order: &mut Order) {
    // Each round saves at least one crossing but the last; the bound keeps dense parts quick.
    for _ in 0..32 {
        let mut swapped = false;
        for column in 0..order.columns.len() {
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
                swapped = true;
            }
        }
        if !swapped {
            return;
        }
    }
}

/// Sifts every vertex that `may_move` to its best place in its column, column by column, until
/// that saves nothing more or `rounds` are over (Matuszewski, Schönfeld and Molitor, Using sifting
/// for k-layer straightline crossing minimization, Graph Drawing 1999). True if anything moved.
pub(super) fn sift(
    graph: &Layered,
    order: &mut Order,
    rounds: usize,
    may_move: impl Fn(usize) -> bool,
) -> bool {
    let mut any = false;
    for _ in 0..rounds {
        let mut saved = 0;
        for column in 0..order.columns.len() {
            saved += sift_column(graph, order, column, &may_move);
        }
        if saved == 0 {
            break;
        }
        any = true;
    }
    any
}

/// Sifts one column and says how many crossings that saved.
fn sift_column(
    graph: &Layered,
    order: &mut Order,
    column: usize,
    may_move: &impl Fn(usize) -> bool,
) -> isize {
    let ends = Ends::new(graph, order, column);
    let mut sequence: Vec<usize> = (0..ends.vertices.len()).collect();
    let mut queue: Vec<usize> =
        sequence.iter().copied().filter(|&i| may_move(ends.vertices[i])).collect();
    queue.sort_by_key(|&i| (std::cmp::Reverse(ends.degree(i)), i));
    let mut saved = 0;
    for i in queue {
        let Some(at) = sequence.iter().position(|&j| j == i) else { continue };
        let (mut best, mut place) = (0, at);
        let mut sum = 0;
        for (to, &other) in sequence.iter().enumerate().take(at).rev() {
            sum += ends.cost(i, other);
            if sum < best {
                (best, place) = (sum, to);
            }
        }
        sum = 0;
        for (to, &other) in sequence.iter().enumerate().skip(at + 1) {
            sum -= ends.cost(i, other);
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
    use super::excess;

    #[test]
    fn excess_counts_pairs_both_ways() {
        // 2 > 0, 2 > 1, 0 < 1: two one way, one the other; equal ends do not cross.
        assert_eq!(excess(&[0, 2], &[0, 1]), 1);
        assert_eq!(excess(&[1, 1], &[1]), 0);
        assert_eq!(excess(&[], &[1]), 0);
        assert_eq!(excess(&[0, 0, 3], &[1, 2]), 2 - 4);
    }
}
