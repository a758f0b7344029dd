//! One shape for each state.

use crate::base::{Beat, BeatState};
use crate::render::chart::look::{CONCERN, IMPROVEMENT, PAPER, SLATE};
use crate::render::layout::Point;
use crate::render::scene::{Item, Shape, Stroke, Style};

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    Kept,
    Partly,
    Missed,
    Explained,
    Open,
    Paused,
    /// The part kept of several beats.
    Gathered,
}

impl Mark {
    pub(super) const ALL: [Mark; 7] = [
        Mark::Kept,
        Mark::Partly,
        Mark::Missed,
        Mark::Explained,
        Mark::Open,
        Mark::Paused,
        Mark::Gathered,
    ];

    pub(super) const fn of(beat: &Beat) -> Self {
        match beat.state {
            BeatState::Kept => Mark::Kept,
            BeatState::Partly => Mark::Partly,
            BeatState::Missed if beat.explained => Mark::Explained,
            BeatState::Missed => Mark::Missed,
            BeatState::Open => Mark::Open,
            BeatState::Paused => Mark::Paused,
        }
    }

    pub(super) const fn word(self) -> &'static str {
        match self {
            Mark::Kept => "kept",
            Mark::Partly => "kept in part",
            Mark::Missed => "missed",
            Mark::Explained => "missed, with a reason",
            Mark::Open => "not over yet",
            Mark::Paused => "paused",
            Mark::Gathered => "filled as high as the part that was kept",
        }
    }

    /// The mark about a point, in a square of twice `half`.
    pub(super) fn draw(self, at: Point, half: f64) -> Vec<Item> {
        let width = (half * 0.34).clamp(0.8, 2.0);
        let ring = Style::filled(PAPER).with_stroke(Stroke::new(IMPROVEMENT, width * 0.8));
        let line = |dx: f64, dy: f64, stroke: Stroke| {
            let end = |sign: f64| Point::new(at.x + sign * dx, at.y + sign * dy);
            Item::Shape(Shape::line(end(-1.0), end(1.0)), Style::lined(stroke))
        };
        let cross = |reach: f64| {
            let stroke = Stroke::new(CONCERN, width);
            [line(reach, reach, stroke), line(reach, -reach, stroke)]
        };
        match self {
            Mark::Kept => {
                vec![Item::Shape(Shape::Circle(at, half * 0.85), Style::filled(IMPROVEMENT))]
            }
            Mark::Partly => vec![
                Item::Shape(Shape::Circle(at, half * 0.8), ring),
                Item::Shape(lower_half(at, half * 0.8), Style::filled(IMPROVEMENT)),
            ],
            Mark::Missed => cross(half * 0.68).into(),
            Mark::Explained => {
                let side = half * 1.8;
                let square = Shape::rect(at.x - side / 2.0, at.y - side / 2.0, side, side);
                let edge = Style::lined(Stroke::new(SLATE, width * 0.6));
                let mut items = vec![Item::Shape(square, edge)];
                items.extend(cross(half * 0.5));
                items
            }
            Mark::Open => {
                let edge = Stroke::new(SLATE, width * 0.7);
                let ring = Style::filled(PAPER).with_stroke(edge);
                vec![Item::Shape(Shape::Circle(at, half * 0.6), ring)]
            }
            Mark::Paused => vec![line(half * 0.7, 0.0, Stroke::new(SLATE, width))],
            Mark::Gathered => filled(at, half * 0.8, half, 0.5),
        }
    }
}

/// A box about a point, filled from its foot by a part of its height.
pub(super) fn filled(at: Point, half_width: f64, half_height: f64, part: f64) -> Vec<Item> {
    let (left, top) = (at.x - half_width, at.y - half_height);
    let (width, height) = (2.0 * half_width, 2.0 * half_height);
    let edge = Style::filled(PAPER).with_stroke(Stroke::new(SLATE, 0.8));
    let mut items = vec![Item::Shape(Shape::rect(left, top, width, height), edge)];
    if part > 0.0 {
        let inside = Shape::rect(left, top + height * (1.0 - part), width, height * part);
        items.push(Item::Shape(inside, Style::filled(IMPROVEMENT)));
    }
    items
}

fn lower_half(at: Point, radius: f64) -> Shape {
    let around = (0..=16).map(|step| {
        let angle = std::f64::consts::PI * f64::from(step) / 16.0;
        Point::new(at.x + radius * angle.cos(), at.y + radius * angle.sin())
    });
    Shape::Polygon(around.collect())
}
