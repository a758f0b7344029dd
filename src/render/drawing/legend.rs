//! What the lines, shapes and marks of a drawing mean: only those that are in it.

use super::card::{Mark, Sign, cut_corners, draw_mark, mark_height, mark_width};
use super::marks;
use super::palette::{AIM, DRIVER, FADED, INK, PAPER, SLATE};
use super::{link_stroke, runs_back};
use crate::change::{ChangeKind, ChangeStatus};
use crate::diagram::{self, Strength};
use crate::measure::Family;
use crate::render::layout::{Point, Rect};
use crate::render::scene::{Dash, Group, Item, Shape, Stroke, Style, Text};
use crate::render::sheet::{CardKind, Look, Sheet};
use crate::render::text::Font;

/// How wide a sample is.
const SAMPLE: f64 = 34.0;
/// Room between a sample and its words, and between two entries.
const GAPS: (f64, f64) = (7.0, 22.0);

enum Entry {
    Line(Look, &'static str),
    Arrow,
    Shape(CardKind),
    Retired,
    Mark(Mark),
}

/// The legend in lines no wider than `width`, from a corner; and how high it is.
pub(super) fn draw(sheet: &Sheet, corner: Point, width: f64, font: Font) -> (Item, f64) {
    let line = font.line_height() + 8.0;
    let mut items = Vec::new();
    let mut rows = 0_usize;
    for group in [links(sheet), shapes(sheet), statuses(sheet), families(sheet)] {
        let mut x = 0.0;
        for entry in &group {
            let wide = entry_width(entry, font);
            if x > 0.0 && x + wide > width {
                x = 0.0;
                rows += 1;
            }
            let at = Point::new(corner.x + x, corner.y + rows as f64 * line);
            items.extend(draw_entry(entry, at, font));
            x += wide + GAPS.1;
        }
        rows += usize::from(!group.is_empty());
    }
    (Item::Group(Group { title: "Legend".to_owned(), items }), rows as f64 * line)
}

/// The widest entry: what the page must be at least.
pub(super) fn least_width(sheet: &Sheet, font: Font) -> f64 {
    [links(sheet), shapes(sheet), statuses(sheet), families(sheet)]
        .iter()
        .flatten()
        .map(|entry| entry_width(entry, font))
        .fold(0.0, f64::max)
}

fn links(sheet: &Sheet) -> Vec<Entry> {
    let any = |test: &dyn Fn(Look) -> bool| sheet.links().iter().any(|l| test(l.look));
    let plain = Look::default();
    let mut entries = Vec::new();
    for (strength, words) in [
        (Some(Strength::Strong), "strong link"),
        (Some(Strength::Weak), "weak link"),
        (None, "link, strength not stated"),
    ] {
        if any(&|look| look.strength == strength && !look.retired) {
            entries.push(Entry::Line(Look { strength, ..plain }, words));
        }
    }
    for (sign, words) in [
        (diagram::Sign::Harms, "harms"),
        (diagram::Sign::Unknown, "unknown whether it helps or harms"),
    ] {
        if any(&|look| look.sign == sign) {
            entries.push(Entry::Line(Look { sign, ..plain }, words));
        }
    }
    if any(&|look| look.retired) {
        entries.push(Entry::Line(Look { retired: true, ..plain }, "link no longer claimed"));
    }
    if sheet.links().iter().any(|link| runs_back(sheet, link)) {
        entries.push(Entry::Arrow);
    }
    entries
}

fn shapes(sheet: &Sheet) -> Vec<Entry> {
    let mut entries = Vec::new();
    for kind in [
        CardKind::Aim,
        CardKind::Driver,
        CardKind::Change(ChangeKind::Intervention),
        CardKind::Change(ChangeKind::ImplementationActivity),
        CardKind::Change(ChangeKind::Concept),
    ] {
        if sheet.cards().iter().any(|card| card.kind == kind) {
            entries.push(Entry::Shape(kind));
        }
    }
    if sheet.cards().iter().any(|card| card.retired) {
        entries.push(Entry::Retired);
    }
    entries
}

fn statuses(sheet: &Sheet) -> Vec<Entry> {
    let used = |s: &ChangeStatus| sheet.cards().iter().any(|card| card.status == Some(*s));
    let mark = |s: ChangeStatus| Entry::Mark(Mark { sign: Sign::Status(s), word: s.to_string() });
    ChangeStatus::ALL.into_iter().filter(used).map(mark).collect()
}

fn families(sheet: &Sheet) -> Vec<Entry> {
    let used = |f: &Family| sheet.cards().iter().any(|card| card.measures.contains(f));
    let mark = |f| Entry::Mark(Mark { sign: Sign::Measure(f), word: format!("{f} measure") });
    Family::ALL.into_iter().filter(used).map(mark).collect()
}

fn words(entry: &Entry) -> &str {
    match entry {
        Entry::Line(_, words) => words,
        Entry::Arrow => "link within a column, or back",
        Entry::Shape(kind) => kind.word(),
        Entry::Retired => "no longer part of the theory",
        Entry::Mark(mark) => &mark.word,
    }
}

fn entry_width(entry: &Entry, font: Font) -> f64 {
    match entry {
        Entry::Mark(mark) => mark_width(mark, font),
        _ => SAMPLE + GAPS.0 + font.width(words(entry)),
    }
}

fn draw_entry(entry: &Entry, at: Point, font: Font) -> Vec<Item> {
    if let Entry::Mark(mark) = entry {
        return draw_mark(mark, at, font);
    }
    let middle = at.y + mark_height(font) / 2.0;
    let centre = Point::new(at.x + SAMPLE / 2.0, middle);
    let line = |stroke: Stroke| {
        let ends = (Point::new(at.x, middle), Point::new(at.x + SAMPLE, middle));
        Item::Shape(Shape::line(ends.0, ends.1), Style::lined(stroke))
    };
    let rect = Rect { left: at.x, top: middle - 7.0, width: SAMPLE - 4.0, height: 14.0 };
    let edge = Stroke::new(SLATE, 1.3);
    let mut items = match entry {
        Entry::Line(look, _) => {
            let mut items = vec![line(link_stroke(*look, SLATE))];
            items.extend(marks::sign(look.sign, centre));
            if look.retired {
                items.extend(marks::retired(centre));
            }
            items
        }
        Entry::Arrow => {
            let tip = Point::new(at.x + SAMPLE, middle);
            vec![line(Stroke::new(SLATE, 1.2)), marks::head(tip, false, SLATE)]
        }
        Entry::Shape(kind) => {
            let style = |fill| Style::filled(fill).with_stroke(edge);
            let shape = |radius| Shape::Rect(rect, radius);
            match kind {
                CardKind::Aim => {
                    let style = Style::filled(AIM).with_stroke(Stroke::new(INK, 2.2));
                    vec![Item::Shape(shape(4.0), style)]
                }
                CardKind::Driver => {
                    let band = Shape::rect(rect.left, rect.top, 4.0, rect.height);
                    vec![
                        Item::Shape(shape(2.0), style(DRIVER)),
                        Item::Shape(band, Style::filled(SLATE)),
                    ]
                }
                CardKind::Change(ChangeKind::Intervention) => {
                    vec![Item::Shape(shape(6.0), style(PAPER))]
                }
                CardKind::Change(ChangeKind::Concept) => {
                    let dashed = edge.with_dash(Dash::Dashed);
                    vec![Item::Shape(shape(6.0), Style::filled(PAPER).with_stroke(dashed))]
                }
                CardKind::Change(ChangeKind::ImplementationActivity) => {
                    vec![Item::Shape(cut_corners(rect, 5.0), style(PAPER))]
                }
            }
        }
        Entry::Retired => {
            let dotted = Stroke::new(FADED, 1.3).with_dash(Dash::Dotted);
            vec![Item::Shape(Shape::Rect(rect, 2.0), Style::filled(PAPER).with_stroke(dotted))]
        }
        Entry::Mark(_) => Vec::new(),
    };
    let words_at = Point::new(at.x + SAMPLE + GAPS.0, middle + font.ascent() / 2.0);
    items.push(Item::Text(Text::new(words_at, words(entry), font, SLATE)));
    items
}
