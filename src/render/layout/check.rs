//! Looking at a finished layout for what must not be.

use super::{Graph, Layout, Rect};

/// Room for rounding, in pixels.
const SLACK: f64 = 1e-6;

/// Something that must not be in a layout. None has ever been seen; tests look for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// Two boxes that overlap.
    Overlap {
        /// One box.
        one: usize,
        /// The other.
        other: usize,
    },
    /// A box outside its column.
    WrongColumn {
        /// The box.
        node: usize,
    },
    /// A box outside the picture, or at a place that is no number.
    BoxOutside {
        /// The box.
        node: usize,
    },
    /// A link that leaves the picture, or runs to a place that is no number.
    LinkOutside {
        /// The link.
        link: usize,
    },
    /// A link that does not begin and end at the edge of its boxes.
    Loose {
        /// The link.
        link: usize,
    },
    /// A link that passes through a box that it does not touch.
    ThroughBox {
        /// The link.
        link: usize,
        /// The box.
        node: usize,
    },
}

impl Layout {
    /// What is wrong with this layout of `graph`: nothing, unless it is of another graph.
    ///
    /// Every pair of boxes is compared, and every link is followed in steps of a 24th of each of
    /// its pieces: O(V² + E · V). Meant for tests.
    pub fn faults(&self, graph: &Graph) -> Vec<Fault> {
        let mut faults = Vec::new();
        let page = Rect { left: 0.0, top: 0.0, width: self.width, height: self.height };
        let inside = |x: f64, y: f64| {
            x >= -SLACK && y >= -SLACK && x <= page.right() + SLACK && y <= page.bottom() + SLACK
        };
        for (node, &rect) in self.boxes.iter().enumerate() {
            if !inside(rect.left, rect.top) || !inside(rect.right(), rect.bottom()) {
                faults.push(Fault::BoxOutside { node });
            }
            let column =
                graph.nodes().get(node).and_then(|n| self.columns.get(usize::from(n.column)));
            let fits = |c: &super::Span| c.left <= rect.left && rect.right() <= c.right + SLACK;
            if !column.is_some_and(fits) {
                faults.push(Fault::WrongColumn { node });
            }
            for (other, &second) in self.boxes.iter().enumerate().skip(node + 1) {
                if shrunk(rect).overlaps(shrunk(second)) {
                    faults.push(Fault::Overlap { one: node, other });
                }
            }
        }
        for (link, (route, ends)) in self.routes.iter().zip(graph.links()).enumerate() {
            let at_edge = |p: super::Point, node: usize| {
                self.boxes.get(node).is_some_and(|b| {
                    let side = (p.x - b.left).abs() <= SLACK || (p.x - b.right()).abs() <= SLACK;
                    side && p.y >= b.top - SLACK && p.y <= b.bottom() + SLACK
                })
            };
            if !at_edge(route.start, ends.from) || !at_edge(route.end(), ends.to) {
                faults.push(Fault::Loose { link });
            }
            let points = route.points(24);
            if points.iter().any(|p| !inside(p.x, p.y)) {
                faults.push(Fault::LinkOutside { link });
            }
            // Its own boxes count too: a link must not run across the text of what it joins.
            for (node, &rect) in self.boxes.iter().enumerate() {
                let rect = shrunk(rect);
                let meets = |w: &[super::Point]| {
                    let run = Rect {
                        left: w[0].x.min(w[1].x),
                        top: w[0].y.min(w[1].y),
                        width: (w[0].x - w[1].x).abs(),
                        height: (w[0].y - w[1].y).abs(),
                    };
                    run.overlaps(rect)
                };
                if points.windows(2).any(meets) {
                    faults.push(Fault::ThroughBox { link, node });
                }
            }
        }
        faults
    }
}

/// A box less the room for rounding.
fn shrunk(rect: Rect) -> Rect {
    Rect {
        left: rect.left + SLACK,
        top: rect.top + SLACK,
        width: (rect.width - 2.0 * SLACK).max(0.0),
        height: (rect.height - 2.0 * SLACK).max(0.0),
    }
}
