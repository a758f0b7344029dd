//! One card: how high it is, and what is in it.

use super::DrawingOptions;
use super::marks;
use super::palette::{AIM, DRIVER, FADED, INK, PAPER, SLATE};
use crate::change::ChangeKind;
use crate::render::layout::{Point, Rect};
use crate::render::scene::{Colour, Dash, Group, Item, Shape, Stroke, Style, Text};
use crate::render::sheet::{Card, CardKind, words};
use crate::render::text::{Font, Weight};

/// Room between the edge of a card and the words in it, left and right; above and below.
const MARGIN: (f64, f64) = (12.0, 9.0);
/// Width of the coloured edge that shows the branch.
const BAND: f64 = 5.0;
/// Room between two rows of different kinds.
const ROW_GAP: f64 = 4.0;
/// Room between a mark and its word, and between a word and the next mark.
const MARK_GAP: (f64, f64) = (5.0, 10.0);

/// A card with its words broken into lines.
pub(super) struct Face<'c> {
    card: &'c Card,
    width: f64,
    label: Vec<String>,
    kind: Option<&'static str>,
    note: Vec<String>,
    /// Marks with their words, row by row, each with its distance from the left.
    rows: Vec<Vec<(f64, Mark)>>,
    large: Font,
    small: Font,
}

/// A mark with a word beside it.
#[derive(Clone)]
pub(super) struct Mark {
    pub(super) sign: Sign,
    pub(super) word: String,
}

#[derive(Clone, Copy)]
pub(super) enum Sign {
    Status(crate::change::ChangeStatus),
    Measure(crate::measure::Family),
}

impl Sign {
    pub(super) fn items(self, at: Point) -> Vec<Item> {
        match self {
            Sign::Status(status) => marks::status(status, at),
            Sign::Measure(family) => vec![marks::measure(family, at)],
        }
    }
}

impl<'c> Face<'c> {
    pub(super) fn new(card: &'c Card, options: &DrawingOptions) -> Self {
        let weight = if card.kind == CardKind::Aim { Weight::Bold } else { Weight::Regular };
        let large = Font::new(options.font_size, weight);
        let small = Font::new(options.font_size * 0.85, Weight::Regular);
        let width = options.card_width;
        let room = width - 2.0 * MARGIN.0;
        let kind = match card.kind {
            CardKind::Change(ChangeKind::ImplementationActivity | ChangeKind::Concept) => {
                Some(card.kind.word())
            }
            _ => None,
        };
        let status = card.status.map(|s| Mark { sign: Sign::Status(s), word: s.to_string() });
        let measures = card.measures_by_family().into_iter().map(|(family, count)| Mark {
            sign: Sign::Measure(family),
            word: if count > 1 { format!("{family} \u{D7}{count}") } else { family.to_string() },
        });
        Face {
            card,
            width,
            label: large.wrap(&card.label, room),
            kind,
            note: card.note.as_deref().map_or_else(Vec::new, |note| small.wrap(note, room)),
            rows: rows(status.into_iter().chain(measures), small, room),
            large,
            small,
        }
    }

    pub(super) fn height(&self) -> f64 {
        let small = self.small.line_height();
        let label = self.label.len().max(1) as f64 * self.large.line_height();
        let kind = if self.kind.is_some() { small } else { 0.0 };
        let part = |lines: usize, height: f64| {
            if lines == 0 { 0.0 } else { ROW_GAP + lines as f64 * height }
        };
        2.0 * MARGIN.1
            + kind
            + label
            + part(self.rows.len(), mark_height(self.small))
            + part(self.note.len(), small)
    }

    /// The card in its place, its edge in the colour of its branch.
    pub(super) fn draw(&self, rect: Rect, branch: Option<Colour>) -> Item {
        let rect = Rect { width: self.width, ..rect };
        let mut items = self.outline(rect, branch);
        let ink = if self.card.retired { FADED } else { INK };
        let left = rect.left + MARGIN.0;
        let mut y = rect.top + MARGIN.1 + (rect.height - self.height()).max(0.0) / 2.0;
        let mut line = |words: &str, font: Font, colour: Colour, struck: bool| {
            let mut text = Text::new(Point::new(left, y + font.baseline()), words, font, colour);
            text.struck = struck;
            items.push(Item::Text(text));
            y += font.line_height();
        };
        if let Some(kind) = self.kind {
            line(kind, self.small, SLATE, false);
        }
        for words in &self.label {
            line(words, self.large, ink, self.card.retired);
        }
        if self.label.is_empty() {
            y += self.large.line_height();
        }
        if !self.rows.is_empty() {
            y += ROW_GAP;
        }
        for row in &self.rows {
            for (from_left, mark) in row {
                items.extend(draw_mark(mark, Point::new(left + from_left, y), self.small));
            }
            y += mark_height(self.small);
        }
        if !self.note.is_empty() {
            y += ROW_GAP;
        }
        for words in &self.note {
            let at = Point::new(left, y + self.small.baseline());
            items.push(Item::Text(Text::new(at, words, self.small, SLATE)));
            y += self.small.line_height();
        }
        Item::Group(Group { title: self.title(), items })
    }

    fn title(&self) -> String {
        let kind = self.card.kind.word();
        format!("{kind}: {}", words(self.card).join(", "))
    }

    fn outline(&self, rect: Rect, branch: Option<Colour>) -> Vec<Item> {
        let edge = branch.unwrap_or(SLATE);
        let retired = self.card.retired;
        let stroke = |width: f64| {
            let stroke = Stroke::new(if retired { FADED } else { edge }, width);
            if retired { stroke.with_dash(Dash::Dotted) } else { stroke }
        };
        let rounded = |radius, style| Item::Shape(Shape::Rect(rect, radius), style);
        match self.card.kind {
            CardKind::Aim => {
                let stroke = Stroke { colour: if retired { FADED } else { INK }, ..stroke(2.2) };
                vec![rounded(4.0, Style::filled(AIM).with_stroke(stroke))]
            }
            CardKind::Driver => {
                let mut items = vec![rounded(2.0, Style::filled(DRIVER).with_stroke(stroke(1.3)))];
                if !retired {
                    let band = Shape::rect(rect.left, rect.top, BAND, rect.height);
                    items.push(Item::Shape(band, Style::filled(edge)));
                }
                items
            }
            CardKind::Change(ChangeKind::Intervention) => {
                vec![rounded(12.0, Style::filled(PAPER).with_stroke(stroke(1.3)))]
            }
            CardKind::Change(ChangeKind::Concept) => {
                let dash = if retired { Dash::Dotted } else { Dash::Dashed };
                vec![rounded(12.0, Style::filled(PAPER).with_stroke(stroke(1.3).with_dash(dash)))]
            }
            CardKind::Change(ChangeKind::ImplementationActivity) => {
                let style = Style::filled(PAPER).with_stroke(stroke(1.3));
                vec![Item::Shape(cut_corners(rect, 8.0), style)]
            }
        }
    }
}

/// A box without its corners.
pub(super) fn cut_corners(rect: Rect, cut: f64) -> Shape {
    let (left, top, right, bottom) = (rect.left, rect.top, rect.right(), rect.bottom());
    Shape::Polygon(vec![
        Point::new(left + cut, top),
        Point::new(right - cut, top),
        Point::new(right, top + cut),
        Point::new(right, bottom - cut),
        Point::new(right - cut, bottom),
        Point::new(left + cut, bottom),
        Point::new(left, bottom - cut),
        Point::new(left, top + cut),
    ])
}

/// How high a row of marks is.
pub(super) fn mark_height(font: Font) -> f64 {
    font.line_height() + 3.0
}

/// How wide a mark with its word is.
pub(super) fn mark_width(mark: &Mark, font: Font) -> f64 {
    2.0 * marks::HALF + MARK_GAP.0 + font.width(&mark.word)
}

/// A mark with its word, from the top left corner of its line.
pub(super) fn draw_mark(mark: &Mark, at: Point, font: Font) -> Vec<Item> {
    let middle = at.y + mark_height(font) / 2.0;
    let mut items = mark.sign.items(Point::new(at.x + marks::HALF, middle));
    let words = Point::new(at.x + 2.0 * marks::HALF + MARK_GAP.0, middle + font.ascent() / 2.0);
    items.push(Item::Text(Text::new(words, &mark.word, font, SLATE)));
    items
}

/// Marks set side by side in rows no wider than `room`.
fn rows(marks: impl Iterator<Item = Mark>, font: Font, room: f64) -> Vec<Vec<(f64, Mark)>> {
    let mut rows: Vec<Vec<(f64, Mark)>> = Vec::new();
    let mut used = 0.0;
    for mark in marks {
        let width = mark_width(&mark, font);
        match rows.last_mut() {
            Some(row) if used + MARK_GAP.1 + width <= room => {
                row.push((used + MARK_GAP.1, mark));
                used += MARK_GAP.1 + width;
            }
            _ => {
                rows.push(vec![(0.0, mark)]);
                used = width;
            }
        }
    }
    rows
}
