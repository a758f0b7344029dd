//! Panels, bars, the line of what is there, the axis of months and the legend.

use super::{CapacityChart, CapacityOptions, hours};
use crate::base::AnyId;
use crate::capability::RoleWeeks;
use crate::render::chart::axis;
use crate::render::chart::look::{CONCERN, IMPROVEMENT, INK, PAPER, RULE, SLATE};
use crate::render::layout::{Point, Route, Segment};
use crate::render::scene::{Anchor, Colour, Dash, Group, Item, Scene, Shape, Stroke, Style, Text};
use crate::render::text::{Font, Weight};
use crate::spc::Position;

const MARGIN: f64 = 20.0;

/// What sort of thing asks, from the foot of a bar up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Change,
    Test,
    Collecting,
    Codesign,
    Other,
}

impl Sort {
    const ALL: [Sort; 5] =
        [Sort::Change, Sort::Test, Sort::Collecting, Sort::Codesign, Sort::Other];

    const fn of(cause: &AnyId) -> Self {
        match cause {
            AnyId::Change(_) => Sort::Change,
            AnyId::Cycle(_) => Sort::Test,
            AnyId::Measure(_) => Sort::Collecting,
            AnyId::Codesign(_) => Sort::Codesign,
            _ => Sort::Other,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Sort::Change => "changes, coaching included",
            Sort::Test => "tests of change",
            Sort::Collecting => "collecting data",
            Sort::Codesign => "co-design",
            Sort::Other => "other",
        }
    }

    /// From dark to light, so that neighbours stay apart in grey.
    const fn fill(self) -> Colour {
        match self {
            Sort::Change => Colour(0x4A, 0x57, 0x64),
            Sort::Test => Colour(0xA3, 0xB0, 0xBC),
            Sort::Collecting => Colour(0xD9, 0xE0, 0xE6),
            Sort::Codesign => Colour(0x74, 0x83, 0x91),
            Sort::Other => PAPER,
        }
    }

    /// A part of a bar so many pixels wide.
    fn style(self, width: f64) -> Style {
        Style::filled(self.fill()).with_stroke(Stroke::new(SLATE, (width * 0.1).clamp(0.15, 0.6)))
    }
}

/// The measures of one picture.
struct Page {
    title: Font,
    bold: Font,
    plain: Font,
    small: Font,
    width: f64,
    left: f64,
    right: f64,
    per_week: f64,
}

pub(super) fn draw(chart: &CapacityChart, options: CapacityOptions) -> Scene {
    let size = options.font_size;
    let (left, right) = (MARGIN + size * 15.0, options.width - MARGIN - size * 14.0);
    let page = Page {
        title: Font::new(size * 1.3, Weight::Bold),
        bold: Font::new(size, Weight::Bold),
        plain: Font::new(size, Weight::Regular),
        small: Font::new(size * 0.9, Weight::Regular),
        width: options.width,
        left,
        right: right.max(left + size * 8.0),
        per_week: (right - left).max(size * 8.0) / chart.capacity.len().max(1) as f64,
    };
    let mut items = Vec::new();
    let mut y = MARGIN;
    let room = options.width - 2.0 * MARGIN;
    lines(&mut items, &mut y, chart.title.trim(), page.title, INK, room);
    let what = format!("Hours there are and hours asked, by week. {}", chart.span());
    lines(&mut items, &mut y, &what, page.plain, SLATE, room);
    y += size;
    let top = y;
    let mut used = Vec::new();
    for role in chart.shown() {
        y = panel(chart, role, &page, y, &mut items, &mut used);
    }
    if used.is_empty() && chart.shown().next().is_none() {
        lines(
            &mut items,
            &mut y,
            "No role has hours, and none are asked.",
            page.plain,
            SLATE,
            room,
        );
    } else {
        foot(chart, &page, top, &mut y, &mut items);
        y += size * 0.8;
        legend(chart, &page, &used, &mut y, &mut items);
    }
    for line in &chart.missing {
        lines(&mut items, &mut y, &format!("Not placed: {line}"), page.small, SLATE, room);
    }
    let title = match chart.title.trim() {
        "" => "Hours there are and hours asked",
        title => title,
    };
    let mut scene = Scene::new(options.width, y + MARGIN * 0.6, title, chart.description());
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

/// One role, with the line under it; gives where the next begins.
fn panel(
    chart: &CapacityChart,
    role: &RoleWeeks,
    page: &Page,
    top: f64,
    items: &mut Vec<Item>,
    used: &mut Vec<Sort>,
) -> f64 {
    let size = page.plain.size();
    let (ceiling, floor) = (top + size * 1.6, top + size * 6.2);
    let mut group = Vec::new();
    let mut y = top + size * 0.6;
    let label = chart.role_label(role);
    let words = side(chart, role);
    let room = page.left - MARGIN - size * 3.2;
    for line in page.bold.wrap_at_most(&label, room, 5) {
        let at = Point::new(MARGIN, y + page.bold.ascent());
        group.push(Item::Text(Text::new(at, line, page.bold, INK)));
        y += page.bold.line_height();
    }
    let mut beside = top + size * 0.6;
    let room = page.width - MARGIN - page.right - size;
    for (at, words) in words.iter().enumerate() {
        let font = if at == 0 { page.bold } else { page.small };
        for line in font.wrap_at_most(words, room, 3) {
            let at = Point::new(page.right + size, beside + font.ascent());
            group.push(Item::Text(Text::new(
                at,
                line,
                font,
                if font == page.bold { INK } else { SLATE },
            )));
            beside += font.line_height();
        }
    }
    let most = (0..chart.capacity.len())
        .map(|week| role.needs(week).max(role.has(week).unwrap_or(0.0)))
        .fold(0.0, f64::max);
    let scale = if most > 0.0 { (floor - ceiling) / most } else { 0.0 };
    for (height, name) in [(most, hours(most)), (0.0, "0".to_owned())] {
        let level = floor - height * scale;
        let at = Point::new(page.left - size * 0.4, level + page.small.ascent() * 0.4);
        group.push(Item::Text(Text::new(at, name, page.small, SLATE).with_anchor(Anchor::End)));
        let level_line = Shape::line(Point::new(page.left, level), Point::new(page.right, level));
        group.push(Item::Shape(level_line, Style::lined(Stroke::new(RULE, 1.0))));
    }
    for week in 0..chart.capacity.len() {
        group.push(bar(chart, role, week, page, (top + size * 0.8, floor, scale), used));
    }
    group.extend(there(chart, role, page, floor, scale));
    let bottom = floor.max(y).max(beside) + size * 0.7;
    let line = Shape::line(Point::new(MARGIN, bottom), Point::new(page.width - MARGIN, bottom));
    items.push(Item::Shape(line, Style::lined(Stroke::new(RULE, 1.0))));
    let title = format!("{label}: {}", chart.words(role));
    items.push(Item::Group(Group { title, items: group }));
    bottom
}

/// What is said beside a panel.
fn side(chart: &CapacityChart, role: &RoleWeeks) -> Vec<String> {
    if !role.is_recorded() {
        return vec!["no hours recorded".to_owned(), "so there is no limit to pass".to_owned()];
    }
    match chart.capacity.first_shortage_of(role) {
        None => vec![format!("fits in all {} weeks", chart.capacity.len())],
        Some(first) => vec![
            format!("short in {} of {} weeks", role.weeks_short().count(), chart.capacity.len()),
            format!("first {}: {} short", first.week, hours(first.short())),
            first
                .what_is_new()
                .next()
                .map(|claim| {
                    let label = chart.label(&claim.cause, &claim.cause.to_string());
                    format!("new then: {label}")
                })
                .unwrap_or_default(),
        ],
    }
}

/// One week: what is asked, stacked, with a triangle where it does not fit.
fn bar(
    chart: &CapacityChart,
    role: &RoleWeeks,
    week: usize,
    page: &Page,
    (head, foot, scale): (f64, f64, f64),
    used: &mut Vec<Sort>,
) -> Item {
    let size = page.plain.size();
    let gap = if page.per_week > 6.0 { page.per_week * 0.12 } else { page.per_week * 0.04 };
    let left = page.left + week as f64 * page.per_week + gap;
    let width = page.per_week - 2.0 * gap;
    let (mut items, mut level, mut said) = (Vec::new(), foot, Vec::new());
    for sort in Sort::ALL {
        let of_sort = role.causes().iter().filter(|cause| Sort::of(&cause.cause) == sort);
        let asked: f64 = of_sort.filter_map(|cause| cause.hours.get(week)).sum();
        if asked <= 0.0 {
            continue;
        }
        if !used.contains(&sort) {
            used.push(sort);
        }
        let height = asked * scale;
        items
            .push(Item::Shape(Shape::rect(left, level - height, width, height), sort.style(width)));
        level -= height;
        said.push(format!("{} {}", sort.word(), hours(asked)));
    }
    let mut title = format!("{}: {} asked", chart.capacity.week(week), hours(role.needs(week)));
    if !said.is_empty() {
        title = format!("{title} ({})", said.join(", "));
    }
    if let Some(has) = role.has(week) {
        title = format!("{title}, {} there", hours(has));
    }
    if let Some(short) = role.short(week) {
        title = format!("{title}, {} short", hours(short));
        let over = Shape::rect(left, level, width, short * scale);
        let edge = Stroke::new(CONCERN, (width * 0.2).clamp(0.3, 2.0));
        items.push(Item::Shape(over, Style::lined(edge)));
        let half = (page.per_week * 0.48).clamp(1.5, size * 0.42);
        let at = Point::new(left + width / 2.0, head);
        items.push(Item::Shape(Shape::triangle(at, half), Style::filled(CONCERN)));
    }
    Item::Group(Group { title, items })
}

/// The line of what is there: level over each week, with a paper edge so that it shows on dark bars.
fn there(chart: &CapacityChart, role: &RoleWeeks, page: &Page, foot: f64, scale: f64) -> Vec<Item> {
    let mut points = Vec::new();
    for week in 0..chart.capacity.len() {
        let Some(has) = role.has(week) else { return Vec::new() };
        let level = foot - has * scale;
        let left = page.left + week as f64 * page.per_week;
        points.extend([Point::new(left, level), Point::new(left + page.per_week, level)]);
    }
    let Some((first, rest)) = points.split_first() else { return Vec::new() };
    let segments: Vec<Segment> = rest.iter().map(|point| Segment::Line(*point)).collect();
    [Stroke::new(PAPER, 4.5), Stroke::new(IMPROVEMENT, 2.2)]
        .into_iter()
        .map(|stroke| {
            let route = Route { start: *first, segments: segments.clone() };
            Item::Shape(Shape::Path(route), Style::lined(stroke))
        })
        .collect()
}

/// The days under the panels.
fn foot(chart: &CapacityChart, page: &Page, top: f64, y: &mut f64, items: &mut Vec<Item>) {
    let font = page.small;
    let Some(last) = chart.capacity.len().checked_sub(1) else { return };
    let (first, last) = (chart.capacity.first().first_day(), chart.capacity.week(last).last_day());
    *y += font.size() * 0.4;
    let per_day = page.per_week / 7.0;
    for (days, name) in axis::foot(Position::Day(first), Position::Day(last), per_day, font) {
        let x = (page.left + days * per_day).min(page.right);
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
fn legend(chart: &CapacityChart, page: &Page, used: &[Sort], y: &mut f64, items: &mut Vec<Item>) {
    let font = page.small;
    let size = font.size();
    let mut entries: Vec<(Vec<Item>, &str)> = Vec::new();
    let middle = Point::new(size * 0.6, -font.ascent() / 2.0);
    for sort in Sort::ALL.into_iter().filter(|sort| used.contains(sort)) {
        let key = Shape::rect(0.0, middle.y - size * 0.5, size * 1.2, size);
        entries.push((vec![Item::Shape(key, sort.style(size))], sort.word()));
    }
    if chart.shown().any(RoleWeeks::is_recorded) {
        let line = Shape::line(Point::new(0.0, middle.y), Point::new(size * 1.2, middle.y));
        let line = Item::Shape(line, Style::lined(Stroke::new(IMPROVEMENT, 2.2)));
        entries.push((vec![line], "hours there are"));
    }
    if chart.shown().any(|role| role.weeks_short().next().is_some()) {
        let mark = Shape::triangle(middle, size * 0.42);
        entries
            .push((vec![Item::Shape(mark, Style::filled(CONCERN))], "more is asked than there is"));
    }
    let mut x = MARGIN;
    for (key, word) in entries {
        let wide = size * 1.8 + font.width(word);
        if x > MARGIN && x + wide > page.width - MARGIN {
            x = MARGIN;
            *y += size * 1.7;
        }
        let baseline = *y + font.ascent();
        items.extend(key.into_iter().map(|item| item.moved(x, baseline)));
        items.push(Item::Text(Text::new(Point::new(x + size * 1.7, baseline), word, font, INK)));
        x += wide + size * 1.6;
    }
    *y += size * 1.9;
}
