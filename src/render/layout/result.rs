//! All parts put on one page.

use super::layered::{Layered, Order, parts};
use super::options::Options;
use super::place::{Heights, place};
use super::route::{self, Page};
use super::search::search;
use super::{Graph, Rect, Route};

/// The room that a column takes from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Span {
    /// The left edge of its boxes.
    pub left: f64,
    /// The right edge of its widest box.
    pub right: f64,
}

/// Where everything stands, in pixels from the top left corner of the picture.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Layout {
    /// How wide the picture is.
    pub width: f64,
    /// How high the picture is.
    pub height: f64,
    /// The boxes, as in the list of nodes.
    pub boxes: Vec<Rect>,
    /// The links, as in the list of links, from their beginning to their end.
    pub routes: Vec<Route>,
    /// The columns, from the left. A column without a box has no width.
    pub columns: Vec<Span>,
    /// The nodes of each column, by their positions in the list, from the top.
    pub order: Vec<Vec<usize>>,
    /// How many pairs of links between columns cross. Arcs beside a column are not counted.
    pub crossings: usize,
    /// How many would cross in the order that was given, with long links run as well as they can
    /// between the boxes.
    pub crossings_given: usize,
    reading: Vec<usize>,
}

impl Layout {
    /// The nodes part by part from the top of the page, and column by column within each part:
    /// what [`Options::previous`] takes.
    pub fn reading_order(&self) -> &[usize] {
        &self.reading
    }

    /// How far the boxes of an earlier picture moved on average, in pixels from centre to centre:
    /// what a reader who knew that picture has to find again.
    ///
    /// Each pair names the positions of one node in the earlier list and in this one; a pair that
    /// either picture does not have is passed over. `None` if no pair is left.
    pub fn mean_displacement(&self, earlier: &Layout, same: &[(usize, usize)]) -> Option<f64> {
        let moved = same.iter().filter_map(|&(was, is)| {
            let (a, b) = (earlier.boxes.get(was)?.middle(), self.boxes.get(is)?.middle());
            Some((a.x - b.x).hypot(a.y - b.y))
        });
        let (sum, count) = moved.fold((0.0, 0_u32), |(sum, n), far| (sum + far, n + 1));
        (count > 0).then(|| sum / f64::from(count))
    }
}

/// A part with its order and its heights, not yet on the page.
pub(super) struct Placed {
    pub(super) part: Layered,
    pub(super) order: Order,
    pub(super) heights: Heights,
}

pub(super) fn lay_out(graph: &Graph, options: &Options) -> Layout {
    let options = &options.checked();
    let rank = ranks(graph, options.previous.as_deref());
    let mut parts = parts(graph);
    // Parts of one box without a link come last; else the order is that of the first box.
    parts.sort_by_key(|part| {
        let nodes = part.node.iter().flatten();
        let first = nodes.filter_map(|&n| rank[n]).min().unwrap_or(usize::MAX);
        (part.vertices() == 1, first)
    });
    let (mut crossings, mut crossings_given) = (0, 0);
    let mut placed = Vec::with_capacity(parts.len());
    for part in parts {
        let found = search(&part, &rank, options);
        crossings += found.crossings;
        crossings_given += found.given;
        let heights = place(graph, &part, &found.order, options);
        placed.push(Placed { part, order: found.order, heights });
    }
    stack(graph.columns(), &mut placed, options.part_gap);
    let mut order = vec![Vec::new(); graph.columns()];
    let mut reading = Vec::with_capacity(graph.nodes().len());
    for Placed { part, order: within, .. } in &placed {
        for (column, vertices) in within.columns.iter().enumerate() {
            let nodes = vertices.iter().filter_map(|&v| part.node[v]);
            reading.extend(nodes.clone());
            order[part.first + column].extend(nodes);
        }
    }
    let Page { width, height, boxes, routes, columns } = route::draw(graph, &placed, options);
    Layout { width, height, boxes, routes, columns, order, crossings, crossings_given, reading }
}

/// The place of each node in the order to begin from.
fn ranks(graph: &Graph, previous: Option<&[usize]>) -> Vec<Option<usize>> {
    let Some(previous) = previous else { return (0..graph.nodes().len()).map(Some).collect() };
    let mut ranks = vec![None; graph.nodes().len()];
    for (i, &node) in previous.iter().enumerate() {
        if let Some(rank @ None) = ranks.get_mut(node) {
            *rank = Some(i);
        }
    }
    ranks
}

/// Moves each part down until it stands clear of those before it in every column it uses.
fn stack(columns: usize, placed: &mut [Placed], gap: f64) {
    let mut used: Vec<Option<f64>> = vec![None; columns];
    for Placed { part, order, heights } in placed {
        let edges: Vec<(usize, f64, f64)> = order
            .columns
            .iter()
            .enumerate()
            .filter_map(|(column, vertices)| {
                let (&top, &bottom) = (vertices.first()?, vertices.last()?);
                Some((
                    part.first + column,
                    heights.middle[top] - heights.half[top],
                    heights.middle[bottom] + heights.half[bottom],
                ))
            })
            .collect();
        let least = edges.iter().map(|e| -e.1).fold(f64::NEG_INFINITY, f64::max);
        let clear = edges.iter().filter_map(|&(column, top, _)| Some(used[column]? + gap - top));
        let down = clear.fold(least, f64::max);
        if !down.is_finite() {
            continue;
        }
        for y in &mut heights.middle {
            *y += down;
        }
        for (column, _, bottom) in edges {
            used[column] = Some(bottom + down);
        }
    }
}
