//! The search for an order with few crossings.

use super::Options;
use super::crossings::count;
use super::layered::{Layered, Order};
use super::order::{Centre, Side, sweep};
use super::{sift, starts};

/// Sweeps from one start, at most.
const SWEEPS: usize = 24;
/// Sweeps without a gain after which a start is given up.
const PATIENCE: usize = 6;
/// Comparisons of two boxes that all starts together may take, about; a tenth of a second.
const EFFORT: usize = 12_000_000;

/// What was found: an order, its crossings, and those of the order given.
pub(super) struct Found {
    pub(super) order: Order,
    pub(super) crossings: usize,
    pub(super) given: usize,
}

struct Candidate {
    order: Order,
    crossings: usize,
}

/// Looks for the order with the fewest crossings, from the one given and from others.
///
/// The order given stays unless another has fewer; if it is a previous picture, unless another
/// saves more than the share that [`Options::keep_within`] says.
pub(super) fn search(graph: &Layered, rank: &[Option<usize>], options: &Options) -> Found {
    let order = starts::given(graph, rank);
    let given = Candidate { crossings: count(graph, &order), order };
    let before = given.crossings;
    let found =
        |best: Candidate| Found { order: best.order, crossings: best.crossings, given: before };
    let starts = options.starts.min((EFFORT / cost(graph).max(1)).max(1));
    if given.crossings == 0 || starts == 0 {
        return found(given);
    }
    let mut best = improve(graph, given.order.clone());
    for number in 0..starts.saturating_sub(1) {
        if best.crossings == 0 {
            break;
        }
        let next = improve(graph, starts::numbered(graph, number));
        if next.crossings < best.crossings {
            best = next;
        }
    }
    let share = if options.previous.is_some() { options.keep_within } else { 0.0 };
    let worth = (best.crossings as f64) < given.crossings as f64 * (1.0 - share);
    found(if worth { best } else { given })
}

/// What one start takes, in comparisons of two boxes.
fn cost(graph: &Layered) -> usize {
    let mut in_column = vec![0_usize; graph.columns()];
    for &column in &graph.column {
        in_column[column] += 1;
    }
    let sifting: usize = in_column.iter().map(|n| n * n).sum();
    4 * sifting + SWEEPS * (graph.vertices() + graph.links())
}

/// Sweeps, swaps and sifts from one order; never worse than it.
fn improve(graph: &Layered, order: Order) -> Candidate {
    let mut best = Candidate { crossings: count(graph, &order), order: order.clone() };
    let mut here = order;
    let mut idle = 0;
    for number in 0..SWEEPS {
        if best.crossings == 0 || idle >= PATIENCE {
            break;
        }
        let side = if number % 2 == 0 { Side::Left } else { Side::Right };
        let centre = if number / 2 % 2 == 0 { Centre::Median } else { Centre::Mean };
        sweep(graph, &mut here, side, centre, number / 4 % 2 == 1);
        sift::swap_neighbours(graph, &mut here);
        idle += 1;
        let crossings = count(graph, &here);
        if crossings < best.crossings {
            best = Candidate { crossings, order: here.clone() };
            idle = 0;
        }
    }
    if best.crossings > 0 && sift::sift(graph, &mut best.order, 8, |_| true) {
        best.crossings = count(graph, &best.order);
    }
    best
}
