//! Strips of the journey, marks, words and the legend.

use super::{EmotionalMap, SideFelt, Stop};
use crate::people::Constituency;
use crate::people::codesign::Mood;
use crate::render::chart::look::{BAND, CONCERN, IMPROVEMENT, INK, PAPER, RULE, SLATE};
use crate::render::layout::Point;
use crate::render::scene::{Anchor, Colour, Dash, Group, Item, Scene, Shape, Stroke, Style, Text};
use crate::render::text::{Font, Weight};

const MARGIN: f64 = 20.0;
/// Room for the words that say what a height means.
const HEADS: f64 = 84.0;
/// The least width of one touchpoint.
const LEAST: f64 = 118.0;
/// From one height to the next.
const RISE: f64 = 46.0;
/// Half the height of a mark.
const MARK: f64 = 6.5;

struct Page {
    title: Font,
    bold: Font,
    small: Font,
    each: f64,
    right: f64,
}

pub(super) fn draw(map: &EmotionalMap) -> Scene {
    let room = map.width - 2.0 * MARGIN - HEADS;
    // How many of the least width fit side by side.
    let most =
        (1..map.points.len().max(1)).take_while(|n| (n + 1) as f64 * LEAST <= room).count() + 1;
    // Strips of even length look better than a full one and a rest.
    let strips = map.points.len().div_ceil(most).max(1);
    let in_strip = map.points.len().div_ceil(strips).max(1);
    let page = Page {
        title: Font::new(15.6, Weight::Bold),
        bold: Font::new(12.0, Weight::Bold),
        small: Font::new(10.8, Weight::Regular),
        each: room / in_strip as f64,
        right: map.width - MARGIN,
    };
    let (mut items, mut y) = (Vec::new(), MARGIN);
    let all = map.width - 2.0 * MARGIN;
    let title = match map.title.trim() {
        "" => "Emotional map",
        title => title,
    };
    lines(&mut items, MARGIN, &mut y, title, page.title, INK, all);
    let words = "Emotional map: what was felt along the journey, as the tellers say";
    lines(&mut items, MARGIN, &mut y, words, page.small, SLATE, all);
    y += 10.0;
    if map.points.is_empty() {
        lines(&mut items, MARGIN, &mut y, "Nothing was told yet.", page.small, INK, all);
    }
    for stops in map.points.chunks(in_strip) {
        strip(stops, &page, &mut y, &mut items);
        y += 16.0;
    }
    legend(map, &page, &mut y, &mut items);
    let mut scene = Scene::new(map.width, y + MARGIN * 0.6, title, map.description());
    let paper = Shape::rect(0.0, 0.0, scene.width, scene.height);
    scene.items.push(Item::Shape(paper, Style::filled(PAPER)));
    scene.items.extend(items);
    scene
}

/// Lines of text from a left edge, as wide as there is room.
fn lines(
    items: &mut Vec<Item>,
    left: f64,
    y: &mut f64,
    text: &str,
    font: Font,
    colour: Colour,
    room: f64,
) {
    for line in font.wrap(text, room) {
        let at = Point::new(left, *y + font.ascent());
        items.push(Item::Text(Text::new(at, line, font, colour)));
        *y += font.line_height();
    }
}

fn height(mood: Mood) -> Option<f64> {
    match mood {
        Mood::High => Some(0.0),
        Mood::Divided | Mood::Even => Some(1.0),
        Mood::Low => Some(2.0),
        Mood::Untold => None,
    }
}

/// One strip: its steps, the three heights, the line, the marks, and the words under them.
fn strip(stops: &[Stop], page: &Page, y: &mut f64, items: &mut Vec<Item>) {
    let left = MARGIN + HEADS;
    steps(stops, page, y, items);
    let top = *y + 16.0;
    for (at, word) in [(0.0, "felt as good"), (1.0, "both or neither"), (2.0, "felt as bad")] {
        let middle = top + at * RISE;
        let rule = Shape::line(Point::new(left, middle), Point::new(page.right, middle));
        let dash = Stroke::new(RULE, 1.0).with_dash(Dash::Dotted);
        items.push(Item::Shape(rule, Style::lined(dash)));
        let baseline = middle + page.small.ascent() / 2.0;
        let head = Text::new(Point::new(MARGIN, baseline), word, page.small, SLATE);
        items.push(Item::Text(head));
    }
    let middle_of = |at: usize| left + (at as f64 + 0.5) * page.each;
    for (at, pair) in stops.windows(2).enumerate() {
        let ends = [(at, &pair[0]), (at + 1, &pair[1])];
        let [from, to] = ends
            .map(|(at, stop)| height(stop.mood).map(|h| Point::new(middle_of(at), top + h * RISE)));
        if let (Some(from), Some(to)) = (from, to) {
            let style = Style::lined(Stroke::new(SLATE, 1.4));
            items.push(Item::Shape(Shape::line(from, to), style));
        }
    }
    let words_top = top + 2.0 * RISE + 20.0;
    let mut bottom = words_top;
    for (at, stop) in stops.iter().enumerate() {
        let mut drawn = Vec::new();
        marks(stop, Point::new(middle_of(at), top), &mut drawn);
        let end = words(stop, page, left + at as f64 * page.each, words_top, &mut drawn);
        bottom = bottom.max(end);
        let said: Vec<String> = stop.sides.iter().map(SideFelt::in_words).collect();
        let title = format!("{}: {} ({})", stop.label, stop.mood, said.join("; "));
        items.push(Item::Group(Group { title, items: drawn }));
    }
    *y = bottom;
}

/// The parts of the journey, each over the touchpoints that follow each other in it.
fn steps(stops: &[Stop], page: &Page, y: &mut f64, items: &mut Vec<Item>) {
    if stops.iter().all(|stop| stop.step.is_none()) {
        return;
    }
    let (mut at, mut bottom) = (0, *y);
    for run in stops.chunk_by(|a, b| a.step == b.step) {
        let from = MARGIN + HEADS + at as f64 * page.each;
        let wide = run.len() as f64 * page.each;
        at += run.len();
        let Some(step) = run.first().and_then(|stop| stop.step.as_ref()) else { continue };
        let wrapped = page.small.wrap(step, wide - 16.0);
        let high = wrapped.len() as f64 * page.small.line_height() + 6.0;
        let band = Shape::rect(from + 2.0, *y, wide - 4.0, high);
        items.push(Item::Shape(band, Style::filled(BAND)));
        for (n, line) in wrapped.into_iter().enumerate() {
            let baseline = *y + 3.0 + n as f64 * page.small.line_height() + page.small.ascent();
            let middle = Point::new(from + wide / 2.0, baseline);
            let text = Text::new(middle, line, page.small, INK).with_anchor(Anchor::Middle);
            items.push(Item::Text(text));
        }
        bottom = bottom.max(*y + high);
    }
    *y = bottom;
}

/// The marks of one touchpoint, side by side where several sides felt alike.
fn marks(stop: &Stop, at: Point, items: &mut Vec<Item>) {
    for level in [0.0, 1.0, 2.0] {
        let here: Vec<&SideFelt> =
            stop.sides.iter().filter(|side| height(side.mood) == Some(level)).collect();
        let wide = (here.len().saturating_sub(1)) as f64 * 3.0 * MARK;
        for (n, side) in here.into_iter().enumerate() {
            let x = at.x - wide / 2.0 + n as f64 * 3.0 * MARK;
            items.push(mark(side.of, side.mood, Point::new(x, at.y + level * RISE)));
        }
    }
}

/// Patients are discs, carers diamonds, staff squares, others triangles. The colour says the height
/// once more: full for good, hollow for bad, light for both or neither.
fn mark(of: Constituency, mood: Mood, at: Point) -> Item {
    let shape = if of == Constituency::Patients {
        Shape::Circle(at, MARK)
    } else if of == Constituency::Carers {
        Shape::diamond(at, MARK * 1.2)
    } else if of.is_staff() {
        Shape::rect(at.x - MARK * 0.9, at.y - MARK * 0.9, MARK * 1.8, MARK * 1.8)
    } else {
        Shape::triangle(at, MARK)
    };
    let style = match mood {
        Mood::High => Style::filled(IMPROVEMENT).with_stroke(Stroke::new(IMPROVEMENT, 1.8)),
        Mood::Low => Style::filled(PAPER).with_stroke(Stroke::new(CONCERN, 2.2)),
        _ => Style::filled(BAND).with_stroke(Stroke::new(SLATE, 1.4)),
    };
    Item::Shape(shape, style)
}

/// The words under one touchpoint; gives where they end.
fn words(stop: &Stop, page: &Page, left: f64, top: f64, items: &mut Vec<Item>) -> f64 {
    let (left, room, mut y) = (left + 6.0, page.each - 12.0, top);
    lines(items, left, &mut y, &stop.label, page.bold, INK, room);
    lines(items, left, &mut y, &stop.mood.to_string(), page.small, SLATE, room);
    for side in &stop.sides {
        lines(items, left, &mut y, &side.in_words(), page.small, INK, room);
    }
    for priority in &stop.priorities {
        y += 4.0;
        let from = y;
        let text = format!("Priority: {priority}");
        lines(items, left + 8.0, &mut y, &text, page.small, INK, room - 8.0);
        let bar = Shape::rect(left, from + 2.0, 3.0, (y - from - 2.0).max(1.0));
        items.push(Item::Shape(bar, Style::filled(INK)));
    }
    y
}

/// What the shapes mean: those that are there, and no others.
fn legend(map: &EmotionalMap, page: &Page, y: &mut f64, items: &mut Vec<Item>) {
    let mut sides: Vec<(Constituency, &str)> = Vec::new();
    for of in map.points.iter().flat_map(|stop| &stop.sides).map(|side| side.of) {
        let word = match of {
            Constituency::Patients => "patients",
            Constituency::Carers => "carers",
            of if of.is_staff() => "staff",
            _ => "others",
        };
        if !sides.iter().any(|(_, known)| *known == word) {
            sides.push((of, word));
        }
    }
    let baseline = *y + page.small.ascent();
    let mut x = MARGIN;
    for (of, word) in sides {
        let middle = Point::new(x + MARK, baseline - page.small.ascent() / 2.0);
        items.push(mark(of, Mood::Even, middle));
        x += MARK * 2.0 + 6.0;
        items.push(Item::Text(Text::new(Point::new(x, baseline), word, page.small, INK)));
        x += page.small.width(word) + 18.0;
    }
    *y += page.small.line_height() + 4.0;
}
