//! One row: dots in the columns of levels, a bar for the range, a frame for the median.

use crate::assessment::{Disagreement, ElementRow, Spread};
use crate::render::chart::look::{IMPROVEMENT, INK, PAPER, RULE, SLATE};
use crate::render::layout::Point;
use crate::render::scene::{Anchor, Colour, Dash, Item, Shape, Stroke, Style, Text};
use crate::render::text::{Font, Weight};

/// The measures that all rows share.
pub(super) struct Columns {
    /// Whether there are too many answers somewhere for one dot each: then all dots bear numbers.
    pub(super) numbers: bool,
    pub(super) plain: Font,
    pub(super) small: Font,
    /// Where the first level begins, and how wide each is.
    pub(super) left: f64,
    pub(super) each: f64,
    pub(super) count: usize,
    /// Where what has no level, and where disagreement begins; and the right edge.
    pub(super) apart: f64,
    pub(super) dispute: f64,
    pub(super) right: f64,
}

impl Columns {
    fn middle(&self, level: usize) -> f64 {
        self.left + (level as f64 + 0.5) * self.each
    }

    fn radius(&self) -> f64 {
        self.plain.size() * 0.36
    }

    /// How high the lane of one spread is.
    pub(super) fn lane(&self) -> f64 {
        self.plain.size() * 2.1
    }

    /// The most answers for which there is one dot each.
    pub(super) fn most_dots(&self) -> u32 {
        2 * self.across()
    }

    /// How many dots stand side by side in a column, in each of two lines.
    fn across(&self) -> u32 {
        let fits = (self.each * 0.86 / (self.radius() * 2.3)).floor();
        (1..=6).rev().find(|n| f64::from(*n) <= fits).unwrap_or(1)
    }
}

/// Whether a lane shows the session itself or the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lane {
    Now,
    Before,
}

/// A spread about a line: the range, then the frame of the median, then the dots on top.
pub(super) fn spread(columns: &Columns, spread: &Spread, middle: f64, lane: Lane) -> Vec<Item> {
    let mut items = Vec::new();
    let half = columns.lane() * 0.43;
    if let Some((low, high)) = spread.range() {
        let (from, to) = (columns.middle(low), columns.middle(high));
        let bar = Shape::line(Point::new(from, middle), Point::new(to, middle));
        let stroke = match lane {
            Lane::Now => Stroke::new(SLATE, 1.6),
            Lane::Before => Stroke::new(SLATE, 1.0).with_dash(Dash::Dashed),
        };
        items.push(Item::Shape(bar, Style::lined(stroke)));
    }
    let stroke = match lane {
        Lane::Now => Stroke::new(INK, 1.5),
        Lane::Before => Stroke::new(SLATE, 1.0).with_dash(Dash::Dashed),
    };
    items.extend(frames(columns, spread, (middle, half), stroke));
    for (level, count) in spread.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        items.extend(dots(columns, Point::new(columns.middle(level), middle), *count, lane));
    }
    items
}

/// A frame about each level that is a median: one, or two where the middle answers are on two.
fn frames(
    columns: &Columns,
    spread: &Spread,
    (middle, half): (f64, f64),
    stroke: Stroke,
) -> Vec<Item> {
    let Some((lower, upper)) = spread.median() else { return Vec::new() };
    let inset = columns.each * 0.04;
    let frame = |level: usize| {
        let left = columns.left + level as f64 * columns.each + inset;
        let frame = Shape::rect(left, middle - half, columns.each - 2.0 * inset, 2.0 * half);
        Item::Shape(frame, Style::lined(stroke))
    };
    if lower == upper { vec![frame(lower)] } else { vec![frame(lower), frame(upper)] }
}

/// How many answers are on each level, in numbers, with the frame of the median.
pub(super) fn counts(columns: &Columns, spread: &Spread, middle: f64) -> Vec<Item> {
    let font = columns.small;
    let baseline = middle + font.ascent() / 2.0;
    let half = columns.lane() * 0.33;
    let mut items = frames(columns, spread, (middle, half), Stroke::new(SLATE, 1.0));
    for (level, count) in spread.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let at = Point::new(columns.middle(level), baseline);
        let text = Text::new(at, count.to_string(), font, INK);
        items.push(Item::Text(text.with_anchor(Anchor::Middle)));
    }
    items
}

fn dot(at: Point, radius: f64, lane: Lane) -> Item {
    let style = match lane {
        Lane::Now => Style::filled(IMPROVEMENT),
        Lane::Before => Style::filled(PAPER).with_stroke(Stroke::new(SLATE, 1.3)),
    };
    Item::Shape(Shape::Circle(at, radius), style)
}

/// One dot for each answer, in one line or two; or one large dot with their number.
fn dots(columns: &Columns, at: Point, count: u32, lane: Lane) -> Vec<Item> {
    let (radius, across) = (columns.radius(), columns.across());
    if columns.numbers {
        let large = columns.lane() * 0.38;
        let words = count.to_string();
        let room = large * 1.7;
        let plain = columns.small.size() / columns.small.width(&words).max(0.1);
        let font = Font::new(columns.small.size().min(room * plain), Weight::Bold);
        let colour = if lane == Lane::Now { PAPER } else { INK };
        let baseline = Point::new(at.x, at.y + font.ascent() / 2.0);
        let text = Text::new(baseline, words, font, colour).with_anchor(Anchor::Middle);
        return vec![dot(at, large, lane), Item::Text(text)];
    }
    let lines = if count > across { 2 } else { 1 };
    let gap = radius * 2.3;
    (0..count)
        .map(|n| {
            let (low, place) = if lines == 1 { (0, n) } else { (n % 2, n / 2) };
            let in_line = if lines == 1 { count } else { (count + 1 - low) / 2 };
            let x = at.x + (f64::from(place) - (f64::from(in_line) - 1.0) / 2.0) * gap;
            let y = at.y + (f64::from(low) - (f64::from(lines) - 1.0) / 2.0) * gap;
            dot(Point::new(x, y), radius, lane)
        })
        .collect()
}

/// What stands right of the levels: answers without one, and how far raters lie apart.
pub(super) fn words(columns: &Columns, spread: &Spread, middle: f64, lane: Lane) -> Vec<Item> {
    let font = columns.small;
    let colour = if lane == Lane::Now { INK } else { SLATE };
    let mut items = Vec::new();
    let lines: Vec<String> = without_lines(columns, spread);
    let baseline = |at: usize| {
        let top = middle - font.line_height() * lines.len() as f64 / 2.0;
        top + font.line_height() * at as f64 + font.baseline()
    };
    for (at, words) in lines.iter().enumerate() {
        let at = Point::new(columns.apart, baseline(at));
        items.push(Item::Text(Text::new(at, words.clone(), font, colour)));
    }
    if let Some(disagreement) = spread.disagreement() {
        let wide = spread.is_wide(Disagreement::WIDE);
        let font = if wide { Font::new(font.size(), Weight::Bold) } else { font };
        let words = if wide { format!("{disagreement}, wide") } else { disagreement.to_string() };
        let at = Point::new(columns.dispute, middle + font.ascent() / 2.0);
        items.push(Item::Text(Text::new(at, words, font, colour)));
    }
    items
}

pub(super) fn without_lines(columns: &Columns, spread: &Spread) -> Vec<String> {
    let room = columns.dispute - columns.apart - columns.small.size() * 0.6;
    spread.without_level().iter().flat_map(|words| columns.small.wrap(words, room)).collect()
}

/// The level that was agreed on: a triangle under the lane, pointing up at it.
pub(super) fn agreed(columns: &Columns, row: &ElementRow, bottom: f64) -> Option<Item> {
    let level = row.agreed?;
    let at = Point::new(columns.middle(level), bottom);
    let shape = Shape::triangle(at, columns.plain.size() * 0.32);
    Some(Item::Shape(shape, Style::filled(INK)))
}

/// The lines between the columns of levels.
pub(super) fn rules(columns: &Columns, top: f64, bottom: f64) -> Vec<Item> {
    let at = |n: usize| columns.left + n as f64 * columns.each;
    (0..=columns.count)
        .map(|n| {
            let line = Shape::line(Point::new(at(n), top), Point::new(at(n), bottom));
            Item::Shape(line, Style::lined(Stroke::new(RULE, 1.0)))
        })
        .collect()
}

/// Lines of words from a point down; gives where the next would stand.
pub(super) fn lines(
    items: &mut Vec<Item>,
    (x, mut y): (f64, f64),
    text: &str,
    font: Font,
    colour: Colour,
    room: f64,
) -> f64 {
    for line in font.wrap(text, room) {
        items.push(Item::Text(Text::new(Point::new(x, y + font.ascent()), line, font, colour)));
        y += font.line_height();
    }
    y
}
