//! Where lines run: in the gutters between columns, and inside a column only in their own slots.

use super::layered::Layered;
use super::options::Options;
use super::result::{Placed, Span};
use super::{Graph, Link, Point, Rect, Route, Segment};

/// Arcs beside one column that get a distance of their own; further ones share the outermost.
const LANES: usize = 12;
/// The middle part of the side of a box at which links may meet it, as a share of its height.
pub(in crate::render) const PORT_SHARE: f64 = 0.7;

/// Everything on the page.
pub(super) struct Page {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) boxes: Vec<Rect>,
    pub(super) routes: Vec<Route>,
    pub(super) columns: Vec<Span>,
}

/// An arc beside a column: a link inside it, between two heights, in a lane.
struct Lane {
    link: usize,
    column: usize,
    from: f64,
    to: f64,
    depth: usize,
}

pub(super) fn draw(graph: &Graph, placed: &[Placed], options: &Options) -> Page {
    let ports: Vec<Ports> = placed.iter().map(|p| Ports::new(graph, p, options)).collect();
    let lanes = lanes(placed, &ports);
    let (columns, width) = columns(graph, placed, &lanes, options);
    let mut boxes = vec![Rect::default(); graph.nodes().len()];
    let mut height = 0.0_f64;
    for Placed { part, heights, .. } in placed {
        for (v, &node) in part.node.iter().enumerate() {
            let top = heights.middle[v] - heights.half[v];
            height = height.max(heights.middle[v] + heights.half[v]);
            if let Some(node) = node {
                let left = columns[part.first + part.column[v]].left;
                let size = graph.nodes()[node];
                boxes[node] = Rect { left, top, width: size.width, height: size.height };
            }
        }
    }
    let mut routes = vec![Route::default(); graph.links().len()];
    for (Placed { part, heights, .. }, ports) in placed.iter().zip(&ports) {
        for (chain, &(out, into)) in part.chains.iter().zip(&ports.chains) {
            let mut heights: Vec<f64> = chain.vertices.iter().map(|&v| heights.middle[v]).collect();
            if let [first, .., last] = heights.as_mut_slice() {
                (*first, *last) = (out, into);
            }
            let first = chain.vertices.first().and_then(|&v| part.node[v]);
            let start = first.map_or(0.0, |n| boxes[n].right());
            let spans: Vec<Span> =
                chain.vertices.iter().map(|&v| columns[part.first + part.column[v]]).collect();
            let route = run(start, &spans, &heights);
            let Link { from, .. } = graph.links()[chain.link];
            routes[chain.link] = if first == Some(from) { route } else { route.reversed() };
        }
    }
    for lane in &lanes {
        let Link { from, to } = graph.links()[lane.link];
        let edge = columns[lane.column].right;
        routes[lane.link] = arc(boxes[from].right(), boxes[to].right(), edge, lane, options);
    }
    Page { width, height, boxes, routes, columns }
}

/// A line from the right side of a box through each column's slot to the left side of another.
fn run(start: f64, columns: &[Span], heights: &[f64]) -> Route {
    let mut route = Route {
        start: Point::new(start, heights.first().copied().unwrap_or(0.0)),
        segments: Vec::new(),
    };
    for i in 1..columns.len() {
        let (before, here) = (columns[i - 1].right, columns[i].left);
        let (from, to) = (heights[i - 1], heights[i]);
        if route.end().x < before {
            route.segments.push(Segment::Line(Point::new(before, from)));
        }
        let halfway = f64::midpoint(before, here);
        route.segments.push(Segment::Curve(
            Point::new(halfway, from),
            Point::new(halfway, to),
            Point::new(here, to),
        ));
    }
    route
}

/// A line out of the right side of one box, round, and into the right side of another.
fn arc(from: f64, to: f64, edge: f64, lane: &Lane, options: &Options) -> Route {
    let mut segments = Vec::new();
    if from < edge {
        segments.push(Segment::Line(Point::new(edge, lane.from)));
    }
    // A cubic curve with both control points at one distance reaches three quarters of it.
    let out = edge + reach(lane.depth, options) * 4.0 / 3.0;
    segments.push(Segment::Curve(
        Point::new(out, lane.from),
        Point::new(out, lane.to),
        Point::new(edge, lane.to),
    ));
    if to < edge {
        segments.push(Segment::Line(Point::new(to, lane.to)));
    }
    Route { start: Point::new(from, lane.from), segments }
}

/// How far an arc in a lane stands out from its column.
fn reach(lane: usize, options: &Options) -> f64 {
    options.arc_gap * (lane as f64 + 1.5)
}

/// The left and right edges of every column, and the width of the page.
fn columns(
    graph: &Graph,
    placed: &[Placed],
    lanes: &[Lane],
    options: &Options,
) -> (Vec<Span>, f64) {
    let count = graph.columns();
    let mut widths = vec![0.0_f64; count];
    for node in graph.nodes() {
        let width = &mut widths[usize::from(node.column)];
        *width = width.max(node.width);
    }
    let mut links = vec![0_usize; count];
    for Placed { part, .. } in placed {
        for (v, right) in part.right.iter().enumerate() {
            links[part.first + part.column[v]] += right.len();
        }
    }
    let mut arcs = vec![0.0_f64; count];
    for lane in lanes {
        let room = reach(lane.depth, options) + options.arc_gap;
        arcs[lane.column] = arcs[lane.column].max(room);
    }
    let mut spans = Vec::with_capacity(count);
    let mut left = 0.0;
    for column in 0..count {
        let right = left + widths[column];
        spans.push(Span { left, right });
        let wide = options.gutter + options.gutter_per_link * links[column] as f64;
        let gutter = wide.min(options.gutter_most.max(options.gutter));
        left = right + if column + 1 < count { gutter + arcs[column] } else { arcs[column] };
    }
    (spans, left)
}

/// Arcs beside every column, short ones inside, so that none lies on another.
fn lanes(placed: &[Placed], ports: &[Ports]) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = Vec::new();
    for (Placed { part, .. }, ports) in placed.iter().zip(ports) {
        for (arc, &(from, to)) in part.arcs.iter().zip(&ports.arcs) {
            let column = part.first + part.column[arc.from];
            lanes.push(Lane { link: arc.link, column, from, to, depth: 0 });
        }
    }
    // Stable: the arcs of a part are in the order of their ends.
    lanes.sort_by(|a, b| {
        let length = |l: &Lane| (l.from - l.to).abs();
        a.column.cmp(&b.column).then(length(a).total_cmp(&length(b)))
    });
    let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut column = usize::MAX;
    for lane in &mut lanes {
        if lane.column != column {
            column = lane.column;
            taken.clear();
        }
        let (top, bottom) = (lane.from.min(lane.to), lane.from.max(lane.to));
        let free = |others: &Vec<(f64, f64)>| others.iter().all(|o| bottom < o.0 || o.1 < top);
        lane.depth = taken.iter().position(free).unwrap_or(taken.len()).min(LANES - 1);
        if taken.len() <= lane.depth {
            taken.push(Vec::new());
        }
        taken[lane.depth].push((top, bottom));
    }
    lanes
}

/// The heights at which links leave and reach the boxes of a part.
struct Ports {
    /// For each chain, at its left and at its right end.
    chains: Vec<(f64, f64)>,
    /// For each arc, where it begins and where it ends.
    arcs: Vec<(f64, f64)>,
}

/// One end of a link at a side of a box. Sorted, links leave in the order of what they lead to:
/// arcs upwards, the nearest highest; links between columns, by position; arcs downwards, the
/// nearest lowest.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct End {
    turn: isize,
    toward: isize,
    number: usize,
    is_arc: bool,
    far: bool,
}

impl Ports {
    fn new(graph: &Graph, placed: &Placed, options: &Options) -> Self {
        let Placed { part, order, heights } = placed;
        let mut ports = Ports {
            chains: vec![(0.0, 0.0); part.chains.len()],
            arcs: vec![(0.0, 0.0); part.arcs.len()],
        };
        let (left, right) = ends(part, &order.at);
        for side in [left, right] {
            for (v, mut ends) in side.into_iter().enumerate() {
                let Some(node) = part.node[v] else { continue };
                ends.sort_unstable();
                let room = graph.nodes()[node].height * PORT_SHARE;
                let steps = ends.len().saturating_sub(1).max(1) as f64;
                let step = options.port_gap.min(room / steps);
                let first = heights.middle[v] - step * (ends.len() as f64 - 1.0) / 2.0;
                for (i, end) in ends.into_iter().enumerate() {
                    let list = if end.is_arc { &mut ports.arcs } else { &mut ports.chains };
                    let (near, far) = &mut list[end.number];
                    *(if end.far { far } else { near }) = first + step * i as f64;
                }
            }
        }
        ports
    }
}

/// The ends at the left and at the right side of every vertex, not yet sorted.
fn ends(part: &Layered, at: &[usize]) -> (Vec<Vec<End>>, Vec<Vec<End>>) {
    let empty = || (0..part.vertices()).map(|_| Vec::new()).collect::<Vec<_>>();
    let (mut left, mut right) = (empty(), empty());
    let place = |v: usize| at[v].cast_signed();
    for (number, chain) in part.chains.iter().enumerate() {
        let [first, second, ..] = chain.vertices[..] else { continue };
        let [.., before, last] = chain.vertices[..] else { continue };
        let end = |far, toward| End { turn: 0, toward, number, is_arc: false, far };
        right[first].push(end(false, place(second)));
        left[last].push(end(true, place(before)));
    }
    for (number, arc) in part.arcs.iter().enumerate() {
        for (far, here, there) in [(false, arc.from, arc.to), (true, arc.to, arc.from)] {
            // Upwards the distance is negative: near ones, with less of it, come first.
            let distance = place(there) - place(here);
            let (turn, toward) = (distance.signum(), -distance);
            right[here].push(End { turn, toward, number, is_arc: true, far });
        }
    }
    (left, right)
}
