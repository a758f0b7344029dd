//! What a picture shows: shapes, text and styles. It knows no file format.
//!
//! Diagrams and charts are made of the same few things, so that every format draws both.
//!
//! ```
//! use improvement::render::scene::{Colour, Item, Scene, Shape, Stroke, Style};
//! let mut scene = Scene::new(100.0, 40.0, "A box", "One box with a thin edge.");
//! let style = Style::filled(Colour::WHITE).with_stroke(Stroke::new(Colour::BLACK, 1.0));
//! scene.items.push(Item::Shape(Shape::rect(5.0, 5.0, 90.0, 30.0), style));
//! assert!(Colour::BLACK.contrast(Colour::WHITE) > 20.9);
//! ```

use super::layout::{Point, Rect, Route};
use super::text::Font;

/// A whole picture, in pixels from its top left corner; items further on lie on top.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// What it is called, in one line.
    pub title: String,
    /// What it says, in words, for those who do not see it.
    pub description: String,
    /// What it shows.
    pub items: Vec<Item>,
}

impl Scene {
    /// A picture that shows nothing yet.
    pub fn new(
        width: f64,
        height: f64,
        title: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        Scene {
            width,
            height,
            title: title.into(),
            description: description.into(),
            items: Vec::new(),
        }
    }
}

/// One thing in a picture.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Item {
    /// A shape in a style.
    Shape(Shape, Style),
    /// A line of text.
    Text(Text),
    /// Things that belong together.
    Group(Group),
}

impl Item {
    /// The same thing elsewhere.
    #[must_use]
    pub fn moved(self, right: f64, down: f64) -> Self {
        let by = |p: Point| Point::new(p.x + right, p.y + down);
        match self {
            Item::Shape(shape, style) => {
                let shape = match shape {
                    Shape::Rect(rect, radius) => Shape::Rect(rect.moved(right, down), radius),
                    Shape::Circle(middle, radius) => Shape::Circle(by(middle), radius),
                    Shape::Polygon(points) => Shape::Polygon(points.into_iter().map(by).collect()),
                    Shape::Path(route) => Shape::Path(route.moved(right, down)),
                };
                Item::Shape(shape, style)
            }
            Item::Text(text) => Item::Text(Text { at: by(text.at), ..text }),
            Item::Group(Group { title, items }) => Item::Group(Group {
                title,
                items: items.into_iter().map(|item| item.moved(right, down)).collect(),
            }),
        }
    }
}

/// Things that belong together, with words for them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// What it is, in one line; readers show it when it is pointed at.
    pub title: String,
    /// What it holds.
    pub items: Vec<Item>,
}

/// The outline of something.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    /// A box, its corners rounded by a radius.
    Rect(Rect, f64),
    /// A circle about a point, by its radius.
    Circle(Point, f64),
    /// Straight lines from point to point and back to the first.
    Polygon(Vec<Point>),
    /// A line that may be curved.
    Path(Route),
}

impl Shape {
    /// A box with square corners.
    pub fn rect(left: f64, top: f64, width: f64, height: f64) -> Self {
        Shape::Rect(Rect { left, top, width, height }, 0.0)
    }

    /// A straight line.
    pub fn line(from: Point, to: Point) -> Self {
        Shape::Path(Route { start: from, segments: vec![super::layout::Segment::Line(to)] })
    }

    /// A square standing on one corner, by its middle and half its height.
    pub fn diamond(middle: Point, half: f64) -> Self {
        let at = |x: f64, y: f64| Point::new(middle.x + x * half, middle.y + y * half);
        Shape::Polygon(vec![at(0.0, -1.0), at(1.0, 0.0), at(0.0, 1.0), at(-1.0, 0.0)])
    }

    /// A triangle pointing up, in a square of the same middle and half height.
    pub fn triangle(middle: Point, half: f64) -> Self {
        let at = |x: f64, y: f64| Point::new(middle.x + x * half, middle.y + y * half);
        Shape::Polygon(vec![at(0.0, -1.0), at(1.0, 0.85), at(-1.0, 0.85)])
    }
}

/// How a shape is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Style {
    /// The colour inside, if any.
    pub fill: Option<Colour>,
    /// The line around, if any.
    pub stroke: Option<Stroke>,
}

impl Style {
    /// A colour inside and no line.
    pub const fn filled(fill: Colour) -> Self {
        Style { fill: Some(fill), stroke: None }
    }

    /// A line and nothing inside.
    pub const fn lined(stroke: Stroke) -> Self {
        Style { fill: None, stroke: Some(stroke) }
    }

    /// The same with a line around.
    #[must_use]
    pub const fn with_stroke(mut self, stroke: Stroke) -> Self {
        self.stroke = Some(stroke);
        self
    }
}

/// A line's colour, width and pattern.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub colour: Colour,
    /// Its width in pixels.
    pub width: f64,
    /// Its pattern.
    pub dash: Dash,
}

impl Stroke {
    /// An unbroken line.
    pub const fn new(colour: Colour, width: f64) -> Self {
        Stroke { colour, width, dash: Dash::Solid }
    }

    /// The same line in a pattern.
    #[must_use]
    pub const fn with_dash(mut self, dash: Dash) -> Self {
        self.dash = dash;
        self
    }
}

/// The pattern of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dash {
    /// Unbroken.
    #[default]
    Solid,
    /// Strokes with gaps.
    Dashed,
    /// Dots with gaps.
    Dotted,
}

/// Where a line of text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Anchor {
    /// It begins at its point.
    #[default]
    Start,
    /// Its middle is at its point.
    Middle,
    /// It ends at its point.
    End,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// A point of its baseline: where, is told by `anchor`.
    pub at: Point,
    /// What it says.
    pub text: String,
    /// Its size and weight.
    pub font: Font,
    /// Its colour.
    pub colour: Colour,
    /// Which part of it stands at its point.
    pub anchor: Anchor,
    /// Whether it is struck through.
    pub struck: bool,
}

impl Text {
    /// Text that begins at a point.
    pub fn new(at: Point, text: impl Into<String>, font: Font, colour: Colour) -> Self {
        Text { at, text: text.into(), font, colour, anchor: Anchor::Start, struck: false }
    }

    /// The same text, placed otherwise.
    #[must_use]
    pub const fn with_anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    /// The room that it takes, by the built-in widths.
    pub fn extent(&self) -> Rect {
        let width = self.font.width(&self.text);
        let left = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - width / 2.0,
            Anchor::End => self.at.x - width,
        };
        let top = self.at.y - self.font.ascent();
        Rect { left, top, width, height: self.font.ascent() + 0.22 * self.font.size() }
    }
}

/// A colour of the sRGB space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Black.
    pub const BLACK: Colour = Colour(0, 0, 0);
    /// White.
    pub const WHITE: Colour = Colour(255, 255, 255);

    /// The contrast between two colours, from 1 to 21.
    ///
    /// By *contrast ratio* and *relative luminance* of the Web Content Accessibility Guidelines
    /// 2.2, which ask for 4.5 for text, and 3 for large text and for shapes that carry meaning.
    ///
    /// ```
    /// use improvement::render::scene::Colour;
    /// let grey = Colour(0x76, 0x76, 0x76);
    /// assert_eq!(format!("{:.2}", grey.contrast(Colour::WHITE)), "4.54");
    /// ```
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

/// As CSS writes it: `#0072b2`.
impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::text::Weight;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        // Published figures for colours on white.
        for (colour, expected) in [
            (Colour(0x00, 0x72, 0xB2), "5.19"),
            (Colour(0xD5, 0x5E, 0x00), "3.87"),
            (Colour(0x00, 0x9E, 0x73), "3.42"),
            (Colour(0xF0, 0xE4, 0x42), "1.32"),
            (Colour(0x77, 0x77, 0x77), "4.48"),
            (Colour::WHITE, "1.00"),
        ] {
            assert_eq!(format!("{:.2}", colour.contrast(Colour::WHITE)), expected, "{colour}");
        }
    }

    #[test]
    fn text_knows_its_room() {
        let font = Font::new(10.0, Weight::Regular);
        let text = Text::new(Point::new(50.0, 20.0), "nnnn", font, Colour::BLACK);
        let (start, middle, end) = (
            text.extent(),
            text.clone().with_anchor(Anchor::Middle).extent(),
            text.with_anchor(Anchor::End).extent(),
        );
        assert!((start.left - 50.0).abs() < 1e-9);
        assert!((middle.middle().x - 50.0).abs() < 1e-9);
        assert!((end.right() - 50.0).abs() < 1e-9);
        assert!(start.top < 20.0 && start.bottom() > 20.0);
    }
}
