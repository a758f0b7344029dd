//! The search for an order with few crossings.

use super::Options;
use super::crossings::count;
use super::layered::{Layered, Order};
use super::order::{Centre, Side, sweep};
use super::sift::{self, Effort};
use super::starts::{self, Random};

/// Sweeps from one start, at most.
const SWEEPS: usize = 24;
/// Sweeps without a gain after which a start is given up.
const PATIENCE: usize = 6;
/// Comparisons of two boxes that all starts together may take: so many, and so many for each box.
/// A million take about a hundredth of a second.
const EFFORT: (usize, usize) = (1_000_000, 15_000);

/// What was found: an order, its crossings, and those of the order given.
pub(super) struct Found {
    pub(super) order: Order,
    pub(super) crossings: usize,
    pub(super) given: usize,
}

#[derive(Clone)]
struct Candidate {
    order: Order,
    crossings: usize,
}

impl Candidate {
    fn new(graph: &Layered, order: Order) -> Self {
        Candidate { crossings: count(graph, &order), order }
    }
}

/// Looks for the order with the fewest crossings, from the one given and from others.
///
/// The order given stays unless another has fewer; if it is a previous picture, unless another
/// saves more than the share that [`Options::keep_within`] says.
pub(super) fn search(graph: &Layered, rank: &[Option<usize>], options: &Options) -> Found {
    let mut effort = Effort::new(EFFORT.0 + EFFORT.1 * graph.vertices());
    let given = Candidate::new(graph, starts::given(graph, rank, &mut effort));
    let before = given.crossings;
    let best = best_of(graph, &given, options.starts, &mut effort);
    let share = if options.previous.is_some() { options.keep_within } else { 0.0 };
    let worth = (best.crossings as f64) < before as f64 * (1.0 - share);
    let Candidate { order, crossings } = if worth { best } else { given };
    Found { order, crossings, given: before }
}

/// The best order from a number of starts: the one given, walks through the part, and then the
/// best so far with one thing changed at random, again and again.
fn best_of(graph: &Layered, given: &Candidate, starts: usize, effort: &mut Effort) -> Candidate {
    let mut best = given.clone();
    let first = std::iter::once(given.order.clone()).chain(starts::walks(graph));
    let mut random = Random(0);
    let mut here = best.clone();
    let mut first = first.fuse();
    for _ in 0..starts {
        if best.crossings == 0 || effort.is_spent() {
            break;
        }
        let next = match first.next() {
            Some(order) => improve(graph, order, effort),
            None => vary(graph, &here, &mut random, effort),
        };
        if next.crossings < best.crossings {
            best = next.clone();
        }
        // An equal one is walked on from: it may lead out of a dead end.
        if next.crossings <= here.crossings {
            here = next;
        }
    }
    best
}

/// One thing changed at random, and everything else fitted to it.
fn vary(graph: &Layered, from: &Candidate, random: &mut Random, effort: &mut Effort) -> Candidate {
    let mut order = from.order.clone();
    let column = starts::disturb(&mut order, random);
    for side in [Side::Left, Side::Right] {
        sweep(graph, &mut order, column, side, Centre::Median, false);
    }
    effort.spend(2 * (graph.vertices() + graph.links()));
    sift::swap_neighbours(graph, &mut order, effort);
    let mut found = Candidate::new(graph, order);
    // Sifting is dear, and seldom saves more than a tenth.
    if found.crossings <= from.crossings + from.crossings / 10 + 2
        && sift::sift(graph, &mut found.order, effort, |_| true)
    {
        found.crossings = count(graph, &found.order);
    }
    found
}

/// Sweeps, swaps and sifts from one order; never worse than it.
fn improve(graph: &Layered, order: Order, effort: &mut Effort) -> Candidate {
    let mut best = Candidate::new(graph, order);
    let mut here = best.order.clone();
    let mut idle = 0;
    for number in 0..SWEEPS {
        if best.crossings == 0 || idle >= PATIENCE || effort.is_spent() {
            break;
        }
        let (side, from) = if number % 2 == 0 {
            (Side::Left, 0)
        } else {
            (Side::Right, here.columns.len().saturating_sub(1))
        };
        let centre = if number / 2 % 2 == 0 { Centre::Median } else { Centre::Mean };
        sweep(graph, &mut here, from, side, centre, number / 4 % 2 == 1);
        effort.spend(4 * (graph.vertices() + graph.links()));
        sift::swap_neighbours(graph, &mut here, effort);
        idle += 1;
        let crossings = count(graph, &here);
        if crossings < best.crossings {
            best = Candidate { crossings, order: here.clone() };
            idle = 0;
        }
    }
    if best.crossings > 0 && sift::sift(graph, &mut best.order, effort, |_| true) {
        best.crossings = count(graph, &best.order);
    }
    best
}
