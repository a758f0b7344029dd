//! Points, boxes and lines on the page.

/// A point of the page, in pixels from its left and top edges.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
}

impl Point {
    /// A point.
    pub const fn new(x: f64, y: f64) -> Self {
        Point { x, y }
    }
}

/// A box on the page, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// The left edge.
    pub left: f64,
    /// The top edge.
    pub top: f64,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
}

impl Rect {
    /// The right edge.
    pub fn right(self) -> f64 {
        self.left + self.width
    }

    /// The bottom edge.
    pub fn bottom(self) -> f64 {
        self.top + self.height
    }

    /// The point halfway between all edges.
    pub fn middle(self) -> Point {
        Point::new(self.left + self.width / 2.0, self.top + self.height / 2.0)
    }

    /// The same box elsewhere.
    #[must_use]
    pub fn moved(self, right: f64, down: f64) -> Self {
        Rect { left: self.left + right, top: self.top + down, ..self }
    }

    /// Whether two boxes share more than an edge.
    pub fn overlaps(self, other: Rect) -> bool {
        self.left < other.right()
            && other.left < self.right()
            && self.top < other.bottom()
            && other.top < self.bottom()
    }
}

/// A piece of a line, from the point where the piece before it ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// A straight line to a point.
    Line(Point),
    /// A cubic Bézier curve: two control points and its end.
    Curve(Point, Point, Point),
}

impl Segment {
    /// Where it ends.
    pub fn end(self) -> Point {
        match self {
            Segment::Line(end) | Segment::Curve(_, _, end) => end,
        }
    }
}

/// A line on the page: where it begins, and its pieces.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Route {
    /// Where it begins.
    pub start: Point,
    /// Its pieces, in order.
    pub segments: Vec<Segment>,
}

impl Route {
    /// Where it ends.
    pub fn end(&self) -> Point {
        self.segments.last().map_or(self.start, |s| s.end())
    }

    /// The same line from its end to its beginning.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let mut segments = Vec::with_capacity(self.segments.len());
        for (i, &segment) in self.segments.iter().enumerate().rev() {
            let before = i.checked_sub(1).map_or(self.start, |j| self.segments[j].end());
            segments.push(match segment {
                Segment::Line(_) => Segment::Line(before),
                Segment::Curve(a, b, _) => Segment::Curve(b, a, before),
            });
        }
        Route { start: self.end(), segments }
    }

    /// The same line elsewhere.
    #[must_use]
    pub fn moved(&self, right: f64, down: f64) -> Self {
        let by = |p: Point| Point::new(p.x + right, p.y + down);
        Route {
            start: by(self.start),
            segments: self
                .segments
                .iter()
                .map(|&segment| match segment {
                    Segment::Line(end) => Segment::Line(by(end)),
                    Segment::Curve(a, b, end) => Segment::Curve(by(a), by(b), by(end)),
                })
                .collect(),
        }
    }

    /// Points along the line: both ends, and `steps` to each piece.
    pub fn points(&self, steps: usize) -> Vec<Point> {
        let mut points = vec![self.start];
        let mut from = self.start;
        for &segment in &self.segments {
            for step in 1..=steps.max(1) {
                points.push(along(from, segment, step as f64 / steps.max(1) as f64));
            }
            from = segment.end();
        }
        points
    }

    /// The point halfway along the longest piece, where a mark is seen best.
    pub fn middle(&self) -> Point {
        let mut from = self.start;
        let mut longest = (-1.0, self.start);
        for &segment in &self.segments {
            let length = (segment.end().x - from.x).hypot(segment.end().y - from.y);
            if length > longest.0 {
                longest = (length, along(from, segment, 0.5));
            }
            from = segment.end();
        }
        longest.1
    }
}

/// The point at share `t` of a segment.
fn along(from: Point, segment: Segment, t: f64) -> Point {
    let rest = 1.0 - t;
    match segment {
        Segment::Line(end) => Point::new(from.x * rest + end.x * t, from.y * rest + end.y * t),
        Segment::Curve(a, b, end) => {
            let weights = [rest.powi(3), 3.0 * rest * rest * t, 3.0 * rest * t * t, t.powi(3)];
            let mix = |p: [f64; 4]| p.iter().zip(weights).map(|(p, w)| p * w).sum();
            Point::new(mix([from.x, a.x, b.x, end.x]), mix([from.y, a.y, b.y, end.y]))
        }
    }
}
