//! Small signs: how far a change has come, what family a measure is of, what a link says.

use super::palette::{INK, PAPER, SLATE, family};
use crate::change::ChangeStatus;
use crate::diagram::Sign;
use crate::measure::Family;
use crate::render::layout::{Point, Route, Segment};
use crate::render::scene::{Anchor, Colour, Item, Shape, Stroke, Style, Text};
use crate::render::text::{Font, Weight};

/// Half the height of a mark.
pub(super) const HALF: f64 = 5.0;
/// Half the height of the sign on a link.
pub(super) const SIGN: f64 = 6.5;

/// How far a change has come: a circle that fills, with a ring once it spreads, or a cross.
pub(super) fn status(status: ChangeStatus, at: Point) -> Vec<Item> {
    let line = Stroke::new(INK, 1.2);
    let circle = |radius: f64, style: Style| Item::Shape(Shape::Circle(at, radius), style);
    let ring = circle(HALF - 0.6, Style::filled(PAPER).with_stroke(line));
    let slice =
        |quarters| Item::Shape(Shape::Path(slice(at, HALF - 0.6, quarters)), Style::filled(INK));
    match status {
        ChangeStatus::NotStarted => vec![ring],
        ChangeStatus::Designing => vec![ring, slice(1)],
        ChangeStatus::Testing => vec![ring, slice(2)],
        ChangeStatus::Adapting => vec![ring, slice(3)],
        ChangeStatus::Adopted => vec![circle(HALF, Style::filled(INK))],
        ChangeStatus::Spread => vec![ring, circle(HALF - 2.4, Style::filled(INK))],
        ChangeStatus::Abandoned => cross(at, HALF - 1.0, Stroke::new(INK, 1.8)),
    }
}

/// Two strokes through a point.
pub(super) fn cross(at: Point, half: f64, stroke: Stroke) -> Vec<Item> {
    [1.0, -1.0]
        .map(|turn| {
            let end = |side: f64| Point::new(at.x + side * half, at.y + side * turn * half);
            Item::Shape(Shape::line(end(-1.0), end(1.0)), Style::lined(stroke))
        })
        .into()
}

/// Quarters of a disc, clockwise from the top.
fn slice(middle: Point, radius: f64, quarters: usize) -> Route {
    // The control points of a quarter circle stand off by 0.5523 of its radius.
    let off = 0.552_284_75;
    let turns = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)];
    let at = |x: f64, y: f64| Point::new(middle.x + x * radius, middle.y + y * radius);
    let (top_x, top_y) = turns[0];
    let mut segments = vec![Segment::Line(at(top_x, top_y))];
    for pair in turns.windows(2).take(quarters) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        segments.push(Segment::Curve(
            at(x0 + off * x1, y0 + off * y1),
            at(x1 + off * x0, y1 + off * y0),
            at(x1, y1),
        ));
    }
    segments.push(Segment::Line(middle));
    Route { start: middle, segments }
}

/// The family of a measure: outcome a diamond, process a square, balancing a triangle, structure a
/// bar.
pub(super) fn measure(of: Family, at: Point) -> Item {
    let shape = match of {
        Family::Outcome => Shape::diamond(at, HALF),
        Family::Process => Shape::rect(at.x - 4.0, at.y - 4.0, 8.0, 8.0),
        Family::Balancing => Shape::triangle(at, HALF - 0.3),
        Family::Structure => Shape::rect(at.x - 5.0, at.y - 2.0, 10.0, 4.0),
    };
    Item::Shape(shape, Style::filled(family(of)))
}

/// The sign on a link that does not simply help.
pub(super) fn sign(of: Sign, at: Point) -> Vec<Item> {
    let text = match of {
        Sign::Helps => return Vec::new(),
        Sign::Harms => "\u{2212}",
        Sign::Unknown => "?",
    };
    let disc = Style::filled(PAPER).with_stroke(Stroke::new(INK, 1.2));
    let font = Font::new(11.0, Weight::Bold);
    let baseline = Point::new(at.x, at.y + font.ascent() / 2.0);
    vec![
        Item::Shape(Shape::Circle(at, SIGN), disc),
        Item::Text(Text::new(baseline, text, font, INK).with_anchor(Anchor::Middle)),
    ]
}

/// The head of an arrow whose line runs to the left or to the right into a point.
pub(super) fn head(at: Point, to_left: bool, colour: Colour) -> Item {
    let back = if to_left { 8.0 } else { -8.0 };
    let corner = |down: f64| Point::new(at.x + back, at.y + down);
    Item::Shape(Shape::Polygon(vec![at, corner(-4.0), corner(4.0)]), Style::filled(colour))
}

/// The cross on a link that was retired.
pub(super) fn retired(at: Point) -> Vec<Item> {
    cross(at, 4.5, Stroke::new(SLATE, 1.8))
}
