//! Rows, marks, the axis of days and the legend.

use super::gather::{self, Grain};
use super::mark::{self, Mark};
use super::{Calendar, CalendarOptions, Row};
use crate::base::{Beat, Date};
use crate::render::chart::axis;
use crate::render::chart::look::{BAND, INK, PAPER, RULE, SLATE};
use crate::render::layout::Point;
use crate::render::scene::{Anchor, Colour, Dash, Group, Item, Scene, Shape, Stroke, Style, Text};
use crate::render::text::{Font, Weight};
use crate::spc::Position;

const MARGIN: f64 = 20.0;

/// The measures of one picture.
struct Page {
    calendar_from: Date,
    as_of: Date,
    title: Font,
    bold: Font,
    plain: Font,
    small: Font,
    /// Where the days begin, and how wide one is.
    left: f64,
    per_day: f64,
    right: f64,
    width: f64,
}

impl Page {
    fn x(&self, day: Date) -> f64 {
        let days = day.days_since(self.calendar_from) as f64;
        (self.left + days * self.per_day).clamp(self.left, self.right)
    }
}

pub(super) fn draw(calendar: &Calendar, options: CalendarOptions) -> Scene {
    let size = options.font_size;
    let plain = Font::new(size, Weight::Regular);
    let left = MARGIN + size * 19.0;
    // What stands after the marks takes what it needs, and leaves them a hand's breadth at least.
    let after = calendar.rows.iter().map(|row| plain.width(&row.within)).fold(0.0, f64::max);
    let right = (options.width - MARGIN - after - size * 1.2).max(left + size * 4.0);
    let days = calendar.as_of.days_since(calendar.from) + 1;
    let page = Page {
        calendar_from: calendar.from,
        as_of: calendar.as_of,
        title: Font::new(size * 1.3, Weight::Bold),
        bold: Font::new(size, Weight::Bold),
        plain,
        small: Font::new(size * 0.9, Weight::Regular),
        left,
        per_day: (right - left) / days as f64,
        right,
        width: options.width,
    };
    let mut items = Vec::new();
    let mut y = MARGIN;
    let room = options.width - 2.0 * MARGIN;
    lines(&mut items, &mut y, calendar.title.trim(), page.title, INK, room);
    let until = format!("Kept and missed, as of {}", calendar.as_of);
    lines(&mut items, &mut y, &until, page.plain, SLATE, room);
    y += size;
    let top = y;
    let mut used = Vec::new();
    for row in &calendar.rows {
        y = draw_row(row, &page, y, &mut items, &mut used);
    }
    if calendar.rows.is_empty() {
        lines(&mut items, &mut y, &calendar.description(), page.plain, SLATE, room);
    } else {
        foot(&page, top, &mut y, &mut items);
        y += size * 0.8;
        legend(&page, &used, &mut y, &mut items);
    }
    for line in &calendar.missing {
        lines(&mut items, &mut y, line, page.small, SLATE, room);
    }
    let title = match calendar.title.trim() {
        "" => "Kept and missed",
        title => title,
    };
    let mut scene = Scene::new(options.width, y + MARGIN * 0.6, title, calendar.description());
    let paper = Shape::rect(0.0, 0.0, scene.width, scene.height);
    scene.items.push(Item::Shape(paper, Style::filled(PAPER)));
    scene.items.extend(items);
    scene
}

fn lines(items: &mut Vec<Item>, y: &mut f64, text: &str, font: Font, colour: Colour, room: f64) {
    for line in font.wrap(text, room) {
        let at = Point::new(MARGIN, *y + font.ascent());
        items.push(Item::Text(Text::new(at, line, font, colour)));
        *y += font.line_height();
    }
}

/// One row, with the line under it; gives where the next begins.
fn draw_row(row: &Row, page: &Page, top: f64, items: &mut Vec<Item>, used: &mut Vec<Mark>) -> f64 {
    let size = page.plain.size();
    let room = page.left - MARGIN - size;
    let mut y = top + size * 0.5;
    let mut group = Vec::new();
    for (text, font, colour) in [(&row.label, page.bold, INK), (&row.about, page.small, SLATE)] {
        for line in font.wrap_at_most(text, room, 2) {
            let at = Point::new(MARGIN, y + font.ascent());
            group.push(Item::Text(Text::new(at, line, font, colour)));
            y += font.line_height();
        }
    }
    let bottom = y + size * 0.5;
    let middle = f64::midpoint(top, bottom);
    let baseline = middle + page.plain.ascent() / 2.0;
    let at = Point::new(page.width - MARGIN, baseline);
    let within = Text::new(at, row.within.clone(), page.plain, INK).with_anchor(Anchor::End);
    group.push(Item::Text(within));
    group.extend(marks(row, page, middle, used));
    let line = Shape::line(Point::new(MARGIN, bottom), Point::new(page.width - MARGIN, bottom));
    items.push(Item::Shape(line, Style::lined(Stroke::new(RULE, 1.0))));
    items.push(Item::Group(Group { title: format!("{}: {}", row.label, row.words), items: group }));
    bottom
}

fn marks(row: &Row, page: &Page, middle: f64, used: &mut Vec<Mark>) -> Vec<Item> {
    let size = page.plain.size();
    let days = |beat: &Beat| beat.to.days_since(beat.from) + 1;
    let beat = row.beats.iter().map(days).min().unwrap_or(1);
    let grain = Grain::fitting(beat, size * 0.65 / page.per_day);
    let mut items = Vec::new();
    for cell in gather::cells(&row.beats, grain) {
        let (Some(first), Some(last)) = (cell.first(), cell.last()) else { continue };
        let (from, to) = (page.x(first.from), page.x(last.to.min(page.as_of)) + page.per_day);
        let to = to.min(page.right);
        let at = Point::new(f64::midpoint(from, to), middle);
        if to - from > size * 2.0 {
            // How long the stretch is, where the mark does not fill it.
            let band = Shape::rect(from + 1.0, middle - size * 0.8, to - from - 2.0, size * 1.6);
            items.push(Item::Shape(band, Style::filled(BAND)));
        }
        let when = if first.from == last.to {
            first.from.to_string()
        } else {
            format!("{} to {}", first.from, last.to)
        };
        let (kept, judged) = gather::judged(cell);
        let (mark, drawn) = if let [beat] = cell {
            let mark = Mark::of(beat);
            // As large as the whole stretch allows, though the edge of the picture may cut it.
            let half = (days(beat) as f64 * page.per_day / 2.0).clamp(size * 0.2, size * 0.5);
            let x = match (beat.from < page.calendar_from, page.as_of < beat.to) {
                (true, false) => at.x.min(to - half),
                (false, true) => at.x.max(from + half),
                _ => at.x,
            };
            (mark, mark.draw(Point::new(x, middle), half))
        } else if judged == 0 {
            let mark = Mark::of(last);
            (mark, mark.draw(at, size * 0.5))
        } else {
            let half = ((to - from) * 0.4).min(size * 0.7);
            let part = f64::from(kept) / f64::from(judged);
            (Mark::Gathered, mark::filled(at, half, size * 0.75, part))
        };
        if !used.contains(&mark) {
            used.push(mark);
        }
        let said = match mark {
            Mark::Gathered => format!("{when}: kept {kept} of {judged}"),
            _ => format!("{when}: {}", mark.word()),
        };
        items.push(Item::Group(Group { title: said, items: drawn }));
    }
    items
}

/// The days under the rows, and the day as of which the picture is drawn.
fn foot(page: &Page, top: f64, y: &mut f64, items: &mut Vec<Item>) {
    let font = page.small;
    let (first, last) = (Position::Day(page.calendar_from), Position::Day(page.as_of));
    *y += font.size() * 0.4;
    for (days, name) in axis::foot(first, last, page.per_day, font) {
        let x = page.left + days * page.per_day;
        let tick = Shape::line(Point::new(x, top), Point::new(x, *y));
        let style = Style::lined(Stroke::new(RULE, 1.0).with_dash(Dash::Dotted));
        items.insert(0, Item::Shape(tick, style));
        let half = font.width(&name) / 2.0;
        let at = x.clamp(page.left.min(page.right - half), page.right.max(half));
        let text = Text::new(Point::new(at, *y + font.ascent()), name, font, SLATE);
        items.push(Item::Text(text.with_anchor(Anchor::Middle)));
    }
    *y += font.line_height();
}

/// What the marks mean: those that are there, and no others.
fn legend(page: &Page, used: &[Mark], y: &mut f64, items: &mut Vec<Item>) {
    let font = page.small;
    let size = font.size();
    let mut x = MARGIN;
    for mark in Mark::ALL.into_iter().filter(|mark| used.contains(mark)) {
        let wide = size * 1.5 + font.width(mark.word());
        if x > MARGIN && x + wide > page.width - MARGIN {
            x = MARGIN;
            *y += size * 1.7;
        }
        let baseline = *y + font.ascent();
        let middle = Point::new(x + size * 0.5, baseline - font.ascent() / 2.0);
        items.extend(mark.draw(middle, size * 0.5));
        let at = Point::new(x + size * 1.4, baseline);
        items.push(Item::Text(Text::new(at, mark.word(), font, INK)));
        x += wide + size * 1.6;
    }
    *y += size * 1.9;
}
