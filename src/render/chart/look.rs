//! Colours and marks of a chart. Each meaning has a colour, a shape and a word.

use crate::render::layout::{Point, Route, Segment};
use crate::render::scene::{Anchor, Colour, Dash, Item, Shape, Stroke, Style, Text};
use crate::render::text::{Font, Weight};
use crate::spc::{Assurance, AssuranceIcon, Side, Variation, VariationIcon};

/// The page.
pub(in crate::render) const PAPER: Colour = Colour::WHITE;
/// Words.
pub(in crate::render) const INK: Colour = Colour(0x1F, 0x29, 0x33);
/// Lesser words; the centre line and the limits.
pub(in crate::render) const SLATE: Colour = Colour(0x52, 0x60, 0x6D);
/// Thin rules behind everything.
pub(in crate::render) const RULE: Colour = Colour(0xE1, 0xE6, 0xEA);
/// The room between the limits.
pub(in crate::render) const BAND: Colour = Colour(0xF3, 0xF5, 0xF8);
/// The line from point to point.
pub(super) const THREAD: Colour = Colour(0x6B, 0x74, 0x80);
/// The target.
pub(super) const TARGET: Colour = Colour(0xA6, 0x12, 0x3A);
/// Common cause.
pub(super) const COMMON: Colour = Colour(0x6E, 0x76, 0x80);
/// Improvement. The blue and the orange of NHS England's charts are darkened, since those stand
/// below the contrast of 3 that the Web Content Accessibility Guidelines ask of shapes.
pub(in crate::render) const IMPROVEMENT: Colour = Colour(0x00, 0x6F, 0xB5);
/// Concern.
pub(in crate::render) const CONCERN: Colour = Colour(0xB8, 0x4A, 0x00);
/// A special cause where neither way is better.
pub(super) const NEUTRAL: Colour = Colour(0x49, 0x00, 0x92);

/// What a point shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    Common,
    Improvement,
    Concern,
    Neutral,
    LeftOut,
}

impl Mark {
    pub(super) const ALL: [Mark; 5] =
        [Mark::Common, Mark::Improvement, Mark::Concern, Mark::Neutral, Mark::LeftOut];

    pub(super) const fn of(variation: Variation) -> Self {
        if variation.is_improvement() {
            Mark::Improvement
        } else if variation.is_concern() {
            Mark::Concern
        } else if variation.is_special() {
            Mark::Neutral
        } else {
            Mark::Common
        }
    }

    pub(super) const fn word(self) -> &'static str {
        match self {
            Mark::Common => "common cause",
            Mark::Improvement => "improvement",
            Mark::Concern => "concern",
            Mark::Neutral => "special cause, neither good nor bad",
            Mark::LeftOut => "left out of calculations",
        }
    }

    pub(super) const fn colour(self) -> Colour {
        match self {
            Mark::Common | Mark::LeftOut => COMMON,
            Mark::Improvement => IMPROVEMENT,
            Mark::Concern => CONCERN,
            Mark::Neutral => NEUTRAL,
        }
    }

    /// The mark about a point, in a square of about twice `half`.
    pub(super) fn draw(self, at: Point, half: f64) -> Item {
        let edge = |colour| Stroke::new(colour, (half * 0.22).clamp(0.4, 1.0));
        let filled = Style::filled(self.colour()).with_stroke(edge(PAPER));
        match self {
            Mark::Common => Item::Shape(Shape::Circle(at, half * 0.82), filled),
            Mark::Improvement => Item::Shape(Shape::diamond(at, half * 1.28), filled),
            Mark::Concern => Item::Shape(Shape::triangle(at, half * 1.14), filled),
            Mark::Neutral => {
                let side = half * 1.8;
                let square = Shape::rect(at.x - side / 2.0, at.y - side / 2.0, side, side);
                Item::Shape(square, filled)
            }
            Mark::LeftOut => {
                let ring = Stroke::new(SLATE, (half * 0.32).clamp(0.6, 1.5));
                Item::Shape(Shape::Circle(at, half * 0.82), Style::filled(PAPER).with_stroke(ring))
            }
        }
    }
}

/// The look of a line across the plot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    Centre,
    Limit,
    Target,
    Phase,
    Version,
}

impl Line {
    pub(super) const fn stroke(self) -> Stroke {
        match self {
            Line::Centre => Stroke::new(SLATE, 1.6),
            Line::Limit => Stroke::new(SLATE, 1.5).with_dash(Dash::Dotted),
            Line::Target => Stroke::new(TARGET, 1.6).with_dash(Dash::Dashed),
            Line::Phase => Stroke::new(INK, 1.2).with_dash(Dash::Dashed),
            Line::Version => Stroke::new(INK, 3.0),
        }
    }
}

/// A straight line.
pub(super) fn line(from: Point, to: Point, stroke: Stroke) -> Item {
    Item::Shape(Shape::line(from, to), Style::lined(stroke))
}

/// A line through points.
pub(super) fn path(points: &[Point]) -> Option<Shape> {
    let (&start, rest) = points.split_first()?;
    let segments = rest.iter().map(|&p| Segment::Line(p)).collect();
    Some(Shape::Path(Route { start, segments }))
}

/// A triangle that points up or down.
pub(super) fn arrow(at: Point, half: f64, up: bool, colour: Colour) -> Item {
    let turn = if up { 1.0 } else { -1.0 };
    let corner = |x: f64, y: f64| Point::new(at.x + x * half, at.y + turn * y * half);
    let corners = vec![corner(0.0, -1.0), corner(0.9, 0.8), corner(-0.9, 0.8)];
    Item::Shape(Shape::Polygon(corners), Style::filled(colour))
}

/// A sign inside a ring: dots that wander or turn, and a letter. Its box is `size` high and wide.
pub(super) fn variation(icon: VariationIcon, middle: Point, size: f64) -> Vec<Item> {
    let Some(variation) = icon.variation() else { return blank(middle, size) };
    let mark = Mark::of(variation);
    let colour = mark.colour();
    let mut items = vec![ring(middle, size, colour)];
    let dot = |x: f64, y: f64, colour| {
        let at = Point::new(middle.x + x * size, middle.y + y * size);
        Item::Shape(Shape::Circle(at, size * 0.055), Style::filled(colour))
    };
    let Some(towards) = variation.side() else {
        // Dots about a line, and no letter.
        items.push(line(
            Point::new(middle.x - 0.32 * size, middle.y),
            Point::new(middle.x + 0.32 * size, middle.y),
            Stroke::new(colour, size * 0.03),
        ));
        let wander = [(-0.27, 0.1), (-0.14, -0.11), (0.0, 0.08), (0.13, -0.09), (0.26, 0.1)];
        items.extend(wander.map(|(x, y)| dot(x, y, colour)));
        return items;
    };
    let turn = if towards == Side::High { -1.0 } else { 1.0 };
    // Two dots of before, then two of the signal; they leave the middle for the letter.
    let steps =
        [(-0.3, -0.17, COMMON), (-0.17, -0.1, COMMON), (-0.03, 0.13, colour), (0.1, 0.3, colour)];
    items.extend(steps.map(|(x, y, c)| dot(x - 0.03, turn * y, c)));
    let centre = Point::new(middle.x + 0.2 * size, middle.y - turn * 0.07 * size);
    if mark == Mark::Neutral {
        items.push(arrow(centre, size * 0.13, towards == Side::High, colour));
    } else {
        let letter = if towards == Side::High { "H" } else { "L" };
        items.push(letter_at(centre, letter, size * 0.32, colour));
    }
    items
}

/// A sign inside a ring: the target as a line, the process as a band, and a letter.
pub(super) fn assurance(icon: AssuranceIcon, middle: Point, size: f64) -> Vec<Item> {
    let Some(assurance) = icon.assurance() else { return blank(middle, size) };
    let (letter, colour, target) = match assurance {
        Assurance::Passes => ("P", IMPROVEMENT, 0.32),
        Assurance::Fails => ("F", CONCERN, 0.03),
        Assurance::HitOrMiss => ("?", COMMON, 0.2),
    };
    let at = |x: f64, y: f64| Point::new(middle.x + x * size, middle.y + y * size);
    // The process stands clear of a target that it always meets or misses.
    let clear = match assurance {
        Assurance::Passes => 0.12,
        Assurance::Fails => 0.23,
        Assurance::HitOrMiss => target,
    };
    let wave = Route {
        start: at(-0.26, clear),
        segments: vec![
            Segment::Curve(at(-0.18, clear - 0.13), at(-0.08, clear - 0.13), at(0.0, clear)),
            Segment::Curve(at(0.08, clear + 0.13), at(0.18, clear + 0.13), at(0.26, clear)),
        ],
    };
    let dashes = [(-0.31, -0.19), (-0.11, 0.01), (0.09, 0.21), (0.27, 0.32)];
    let mut items = vec![
        ring(middle, size, colour),
        Item::Shape(Shape::Path(wave), Style::lined(Stroke::new(colour, size * 0.045))),
        letter_at(at(0.0, -0.2), letter, size * 0.33, colour),
    ];
    let reach = if assurance == Assurance::Passes { 0.8 } else { 1.0 };
    items.extend(dashes.map(|(from, to)| {
        line(at(from * reach, target), at(to * reach, target), Stroke::new(TARGET, size * 0.035))
    }));
    items
}

fn ring(middle: Point, size: f64, colour: Colour) -> Item {
    let style = Style::filled(PAPER).with_stroke(Stroke::new(colour, size * 0.075));
    Item::Shape(Shape::Circle(middle, size * 0.46), style)
}

/// A sign that is not given.
fn blank(middle: Point, size: f64) -> Vec<Item> {
    let edge = Stroke::new(COMMON, size * 0.03).with_dash(Dash::Dotted);
    vec![
        Item::Shape(Shape::Circle(middle, size * 0.46), Style::filled(PAPER).with_stroke(edge)),
        line(
            Point::new(middle.x - 0.12 * size, middle.y),
            Point::new(middle.x + 0.12 * size, middle.y),
            Stroke::new(COMMON, size * 0.05),
        ),
    ]
}

fn letter_at(middle: Point, letter: &str, size: f64, colour: Colour) -> Item {
    let font = Font::new(size, Weight::Bold);
    let baseline = Point::new(middle.x, middle.y + font.ascent() / 2.0);
    Item::Text(Text::new(baseline, letter, font, colour).with_anchor(Anchor::Middle))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_can_be_told_from_paper() {
        for colour in [INK, SLATE, TARGET] {
            assert!(colour.contrast(PAPER) >= 4.5, "text: {colour}");
        }
        for colour in [THREAD, COMMON, IMPROVEMENT, CONCERN, NEUTRAL, SLATE, TARGET] {
            assert!(colour.contrast(BAND) >= 3.0, "shape on the band: {colour}");
        }
        // Letters of the signs stand on paper.
        for colour in [COMMON, IMPROVEMENT, CONCERN, NEUTRAL] {
            assert!(colour.contrast(PAPER) >= 4.5, "{colour}");
        }
    }

    #[test]
    fn every_mark_has_a_shape_of_its_own() {
        let shapes: Vec<String> =
            Mark::ALL.map(|mark| format!("{:?}", strip(mark.draw(Point::default(), 4.0)))).into();
        for (number, shape) in shapes.iter().enumerate() {
            assert!(!shapes.iter().skip(number + 1).any(|other| other == shape), "{shape}");
        }
    }

    /// The shape, and whether it is hollow, without its colour.
    fn strip(item: Item) -> (Option<Shape>, bool) {
        match item {
            Item::Shape(shape, style) => (Some(shape), style.fill == Some(PAPER)),
            _ => (None, false),
        }
    }
}
