//! The plot: points, lines, ticks and notes.

use super::axis::{self, Scale};
use super::look::{self, BAND, INK, Line, Mark, PAPER, RULE, SLATE, TARGET, THREAD};
use super::notes::{self, Label, NoteKind};
use super::{Chart, ChartOptions, Fonts, Write, words};
use crate::render::layout::{Point, Rect};
use crate::render::scene::{Anchor, Colour, Group, Item, Shape, Stroke, Style};
use crate::render::text::Font;
use crate::spc;

/// A drawn plot, where it ends, and the notes that found no place in it.
pub(super) struct Plot {
    pub(super) items: Vec<Item>,
    pub(super) bottom: f64,
    pub(super) unplaced: Vec<usize>,
}

/// The lines at a point as they are drawn: the centre even where no rule applies yet.
pub(super) struct Shown {
    pub(super) centre: Option<f64>,
    pub(super) limits: Option<(f64, f64)>,
    /// Whether the limits differ from those of the point before.
    pub(super) varies: bool,
}

pub(super) fn shown_lines(chart: &spc::Chart, at: usize) -> Shown {
    let lines = chart.lines(at);
    let of_section = || {
        let lines = chart.section_of(at)?.lines();
        lines.centre().map(|centre| centre * chart.spec().scale)
    };
    let limits = lines.lower().zip(lines.upper());
    let before = at.checked_sub(1).map(|before| chart.lines(before));
    let varies = before.is_some_and(|b| b.upper().is_some() && b.upper() != lines.upper());
    Shown { centre: lines.centre().or_else(of_section), limits, varies }
}

/// The scale of a chart's values, of at most about `most` steps.
pub(super) fn scale(chart: &Chart, most: f64) -> Scale {
    let drawn = chart.report.chart();
    let numbers = (0..drawn.len()).flat_map(|at| {
        let Shown { centre, .. } = shown_lines(drawn, at);
        let lines = drawn.lines(at);
        [drawn.value(at), centre, lines.lower(), lines.upper()]
    });
    Scale::holding(numbers.flatten().chain(chart.question.target), most)
}

/// Where things stand on the page.
struct Frame {
    rect: Rect,
    scale: Scale,
    /// Of every point, from the left.
    xs: Vec<f64>,
}

impl Frame {
    fn y(&self, value: f64) -> f64 {
        // Halves first: the span of two huge numbers may not be a number.
        let share =
            (value / 2.0 - self.scale.low / 2.0) / (self.scale.high / 2.0 - self.scale.low / 2.0);
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        self.rect.bottom() - share * self.rect.height
    }

    fn x(&self, at: usize) -> f64 {
        self.xs.get(at).copied().unwrap_or(self.rect.left)
    }

    /// The border before a point: halfway to the one before it.
    fn before(&self, at: usize) -> f64 {
        let here = self.x(at);
        match at.checked_sub(1).and_then(|before| self.xs.get(before)) {
            Some(before) if at < self.xs.len() => f64::midpoint(*before, here),
            Some(_) if self.xs.len() < 2 => self.rect.right(),
            Some(last) => {
                // After the last point.
                let step = at.checked_sub(2).map_or(0.0, |other| (last - self.x(other)) / 2.0);
                (last + step.max(4.0)).min(self.rect.right())
            }
            // A single point has its lines from edge to edge.
            None if self.xs.len() < 2 => self.rect.left,
            None => {
                let step = self.xs.get(1).map_or(0.0, |next| (next - here) / 2.0);
                (here - step.max(4.0)).max(self.rect.left)
            }
        }
    }

    /// Where a day or place lies, if it lies among the points.
    fn along(&self, chart: &Chart, at: spc::Position) -> Option<f64> {
        let (first, last) = (*chart.positions.first()?, *chart.positions.last()?);
        let (whole, part) = (axis::along(last, first), axis::along(at, first));
        let (left, right) = (self.x(0), self.x(self.xs.len().checked_sub(1)?));
        if !(0.0..=whole).contains(&part) {
            return None;
        }
        Some(if whole > 0.0 { left + part / whole * (right - left) } else { left })
    }
}

pub(super) fn draw(
    chart: &Chart,
    options: &ChartOptions,
    top: f64,
    margin: f64,
    fonts: Fonts,
) -> Plot {
    let small = fonts.small;
    let scale = scale(chart, (options.plot_height / (small.size() * 3.4)).clamp(3.0, 8.0));
    let wide = |text: &str| small.width(text);
    let gutter =
        scale.ticks.iter().map(|tick| wide(&scale.write(*tick, 0))).fold(0.0, f64::max) + 8.0;
    let tags = tags(chart, &scale);
    let side = tags.iter().map(|tag| wide(&tag.text)).fold(0.0, f64::max) + 16.0;
    let left = margin + gutter;
    let width = (options.width - margin - side - left).max(60.0);
    let mut frame = Frame {
        rect: Rect { left, top, width, height: options.plot_height },
        scale,
        xs: Vec::new(),
    };
    frame.xs = xs(chart, frame.rect);
    let (staffs, mut unplaced) = staffs(chart, &frame);
    let room = Rect { left: margin, width: options.width - 2.0 * margin, ..frame.rect };
    let labels = if options.notes { notes::place(&staffs, room, small) } else { Vec::new() };
    unplaced.extend(
        staffs.iter().map(|s| s.0).filter(|number| !labels.iter().any(|l| l.note == *number)),
    );
    unplaced.sort_unstable();
    let rows = notes::rows(&labels);
    if rows > 0 {
        frame.rect.top += rows as f64 * small.line_height() + 6.0;
    }
    let mut items = Vec::new();
    grid(chart, &frame, small, &mut items);
    band_and_lines(chart, &frame, &mut items);
    borders(chart, &frame, &mut items);
    draw_notes(chart, &frame, &staffs, &labels, small, &mut items);
    thread(chart, &frame, &mut items);
    points(chart, &frame, &mut items);
    draw_tags(&tags, &frame, small, &mut items);
    if chart.report.chart().last_point().is_none() {
        // Off the middle, where the line of a target would run through it.
        let at = Point::new(frame.rect.middle().x, frame.rect.top + 0.4 * frame.rect.height);
        let text = fonts.plain.write(at, "No data yet".to_owned(), SLATE);
        items.push(Item::Text(text.with_anchor(Anchor::Middle)));
    }
    let bottom = frame.rect.bottom() + small.line_height() + fonts.plain.size();
    Plot { items, bottom, unplaced }
}

fn xs(chart: &Chart, rect: Rect) -> Vec<f64> {
    let (Some(first), Some(last)) = (chart.positions.first(), chart.positions.last()) else {
        return Vec::new();
    };
    let whole = axis::along(*last, *first);
    let pad = 12.0;
    let place = |at: &spc::Position| match axis::along(*at, *first) / whole {
        share if share.is_finite() => rect.left + pad + share * (rect.width - 2.0 * pad),
        _ => rect.middle().x,
    };
    chart.positions.iter().map(place).collect()
}

/// Rules and numbers up the side, ticks and days along the foot.
fn grid(chart: &Chart, frame: &Frame, font: Font, items: &mut Vec<Item>) {
    let rect = frame.rect;
    for tick in &frame.scale.ticks {
        let y = frame.y(*tick);
        let ends = (Point::new(rect.left, y), Point::new(rect.right(), y));
        items.push(look::line(ends.0, ends.1, Stroke::new(RULE, 1.0)));
        let at = Point::new(rect.left - 6.0, y + font.ascent() / 2.0);
        let text = font.write(at, frame.scale.write(*tick, 0), SLATE);
        items.push(Item::Text(text.with_anchor(Anchor::End)));
    }
    let bottom = rect.bottom();
    let ends = (Point::new(rect.left, bottom), Point::new(rect.right(), bottom));
    items.push(look::line(ends.0, ends.1, Stroke::new(SLATE, 1.0)));
    let (Some(first), Some(last)) = (chart.positions.first(), chart.positions.last()) else {
        return;
    };
    let whole = axis::along(*last, *first);
    let (left, right) = (frame.x(0), frame.x(frame.xs.len().saturating_sub(1)));
    let per = if whole > 0.0 { (right - left) / whole } else { 0.0 };
    for (at, words) in axis::foot(*first, *last, per, font) {
        let x = left + at * per;
        let end = Point::new(x, bottom + 4.0);
        items.push(look::line(Point::new(x, bottom), end, Stroke::new(SLATE, 1.0)));
        // Below the number that stands beside the lowest rule.
        let below = (font.ascent() / 2.0 + 2.0).max(6.0);
        let at = Point::new(x, bottom + below + font.ascent());
        let text = font.write(at, words, SLATE);
        items.push(Item::Text(text.with_anchor(Anchor::Middle)));
    }
}

/// A line that steps from border to border, in pieces: one for each stretch where it is known.
fn steps(
    frame: &Frame,
    section: &spc::Section,
    value: impl Fn(usize) -> Option<f64>,
) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut open = false;
    for at in section.start()..section.end() {
        let Some(y) = value(at).map(|value| frame.y(value)) else {
            open = false;
            continue;
        };
        let (from, to) = (Point::new(frame.before(at), y), Point::new(frame.before(at + 1), y));
        match pieces.last_mut().filter(|_| open) {
            Some(piece) => {
                // One straight piece while the line stays where it is.
                match piece.last_mut().filter(|last| (last.y - y).abs() < 1e-9) {
                    Some(last) => last.x = to.x,
                    None => piece.extend([from, to]),
                }
            }
            None => pieces.push(vec![from, to]),
        }
        open = true;
    }
    pieces
}

fn band_and_lines(chart: &Chart, frame: &Frame, items: &mut Vec<Item>) {
    let drawn = chart.report.chart();
    let (mut bands, mut lines) = (Vec::new(), Vec::new());
    for section in drawn.sections() {
        let limits = |at| shown_lines(drawn, at).limits;
        let lower = steps(frame, section, |at| limits(at).map(|limits| limits.0));
        let upper = steps(frame, section, |at| limits(at).map(|limits| limits.1));
        for (below, above) in lower.iter().zip(&upper) {
            let outline = above.iter().chain(below.iter().rev()).copied().collect();
            bands.push(Item::Shape(Shape::Polygon(outline), Style::filled(BAND)));
        }
        let centre = steps(frame, section, |at| shown_lines(drawn, at).centre);
        let all = [(lower, Line::Limit), (upper, Line::Limit), (centre, Line::Centre)];
        for (pieces, look) in all {
            for piece in pieces.iter().filter_map(|piece| look::path(piece)) {
                lines.push(Item::Shape(piece, Style::lined(look.stroke())));
            }
        }
    }
    items.extend(bands);
    items.extend(lines);
    if let Some(target) = chart.question.target.filter(|target| target.is_finite()) {
        let y = frame.y(target);
        let (left, right) = (frame.rect.left, frame.rect.right());
        let stroke = Line::Target.stroke();
        items.push(look::line(Point::new(left, y), Point::new(right, y), stroke));
    }
}

/// The first point at which each definition holds, after the first.
pub(super) fn versions(chart: &Chart) -> Vec<usize> {
    let notes = chart.notes.iter().filter(|note| note.kind == NoteKind::Version);
    let starts = notes.map(|note| chart.positions.partition_point(|at| *at < note.at));
    let mut starts: Vec<usize> =
        starts.filter(|at| *at > 0 && *at < chart.positions.len()).collect();
    starts.dedup();
    starts
}

/// Where phases and definitions begin.
fn borders(chart: &Chart, frame: &Frame, items: &mut Vec<Item>) {
    let versions = versions(chart);
    let upright = |at: usize, stroke| {
        let x = frame.before(at);
        look::line(Point::new(x, frame.rect.top), Point::new(x, frame.rect.bottom()), stroke)
    };
    for at in &versions {
        // Two thin lines: a broad one with paper inside.
        items.push(upright(*at, Line::Version.stroke()));
        items.push(upright(*at, Stroke::new(PAPER, 1.2)));
    }
    let sections = chart.report.chart().sections().iter().map(spc::Section::start);
    for at in sections.filter(|at| *at > 0 && !versions.contains(at)) {
        items.push(upright(at, Line::Phase.stroke()));
    }
}

/// The notes that lie among the points, each with its place from the left and its words, and those
/// that do not.
fn staffs(chart: &Chart, frame: &Frame) -> (Vec<(usize, f64, String)>, Vec<usize>) {
    let (mut among, mut outside) = (Vec::new(), Vec::new());
    for (number, note) in chart.notes.iter().enumerate() {
        let x = match note.kind {
            NoteKind::Phase | NoteKind::Version => {
                let at = chart.positions.partition_point(|at| *at < note.at);
                (at > 0 && at < chart.positions.len()).then(|| frame.before(at))
            }
            NoteKind::Event | NoteKind::LeftOut => frame.along(chart, note.at),
        };
        match x {
            Some(x) => among.push((number, x, note.words())),
            None => outside.push(number),
        }
    }
    (among, outside)
}

fn draw_notes(
    chart: &Chart,
    frame: &Frame,
    staffs: &[(usize, f64, String)],
    labels: &[Label],
    font: Font,
    items: &mut Vec<Item>,
) {
    let stroke = Stroke::new(SLATE, 1.0);
    for (number, x, words) in staffs {
        let label = labels.iter().find(|label| label.note == *number);
        let kind = chart.notes.get(*number).map(|note| note.kind);
        let event = matches!(kind, Some(NoteKind::Event | NoteKind::LeftOut));
        let end = if event { leader_end(chart, frame, *x) } else { frame.rect.top };
        let above = label.map_or(0, |label| label.row + label.lines.len());
        let mut top = frame.rect.top - 4.0;
        if above > 0 {
            top = frame.rect.top - 4.0 - above as f64 * font.line_height();
        }
        let mut group = vec![look::line(Point::new(*x, top), Point::new(*x, end), stroke)];
        if event {
            group.push(look::arrow(Point::new(*x, end - 2.0), 2.6, false, SLATE));
        }
        if let Some(label) = label {
            for (line, words) in label.lines.iter().enumerate() {
                let down = line as f64 * font.line_height() + font.baseline();
                let at = Point::new(label.left, top + down);
                group.push(Item::Text(font.write(at, words.clone(), INK)));
            }
        }
        items.push(Item::Group(Group { title: words.clone(), items: group }));
    }
}

/// How far down the staff of an event reaches: to just above the line from point to point.
fn leader_end(chart: &Chart, frame: &Frame, x: f64) -> f64 {
    let drawn = chart.report.chart();
    let next = frame.xs.partition_point(|at| *at < x);
    let value = |at: usize| drawn.value(at).map(|value| (frame.x(at), frame.y(value)));
    let here = value(next).filter(|(at, _)| (at - x).abs() < 0.5);
    let y = match (here, next.checked_sub(1).and_then(value), value(next)) {
        (Some((_, y)), ..) => Some(y),
        (None, Some(before), Some(after)) if after.0 > before.0 => {
            Some(before.1 + (x - before.0) / (after.0 - before.0) * (after.1 - before.1))
        }
        _ => None,
    };
    let clear = radius(frame) * 1.3 + 3.0;
    y.map_or(frame.rect.bottom() - 2.0, |y| (y - clear).max(frame.rect.top))
}

/// The line from point to point, broken at gaps and where the definition changed.
fn thread(chart: &Chart, frame: &Frame, items: &mut Vec<Item>) {
    let drawn = chart.report.chart();
    let versions = versions(chart);
    let mut piece: Vec<Point> = Vec::new();
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    for at in 0..drawn.len() {
        let value = drawn.value(at);
        if value.is_none() || versions.contains(&at) {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.extend(value.map(|value| Point::new(frame.x(at), frame.y(value))));
    }
    pieces.push(piece);
    let stroke = Stroke::new(THREAD, if radius(frame) < 2.5 { 0.8 } else { 1.4 });
    let pieces = pieces.iter().filter(|piece| piece.len() > 1);
    let shapes = pieces.filter_map(|piece| look::path(piece));
    items.extend(shapes.map(|shape| Item::Shape(shape, Style::lined(stroke))));
}

/// Half the height of a mark: smaller where points stand close.
fn radius(frame: &Frame) -> f64 {
    let most = frame.xs.len().saturating_sub(1).max(1) as f64;
    let largest = (frame.rect.height / 38.0).clamp(3.2, 5.0);
    (frame.rect.width / most * 0.42).clamp(1.6, largest)
}

fn points(chart: &Chart, frame: &Frame, items: &mut Vec<Item>) {
    let drawn = chart.report.chart();
    let half = radius(frame);
    // Signals lie on top of common cause.
    for special in [false, true] {
        for (at, mark) in chart.marks.iter().enumerate() {
            let Some(value) = drawn.value(at) else { continue };
            if (*mark != Mark::Common) != special {
                continue;
            }
            let when = chart.positions.get(at).map_or(String::new(), |p| axis::name(*p));
            let title = format!("{when}: {}, {}", frame.scale.write(value, 1), mark.word());
            let middle = Point::new(frame.x(at), frame.y(value));
            // A signal keeps a size at which its shape can be told, however close the points.
            let half = if special { half.max(2.8) } else { half };
            items.push(Item::Group(Group { title, items: vec![mark.draw(middle, half)] }));
        }
    }
}

/// The name and number of a line, at its right end.
struct Tag {
    value: f64,
    text: String,
    colour: Colour,
}

fn tags(chart: &Chart, scale: &Scale) -> Vec<Tag> {
    let drawn = chart.report.chart();
    let last = (0..drawn.len()).rev();
    let mut last = last.map(|at| shown_lines(drawn, at)).filter(|shown| shown.centre.is_some());
    let lines = last.next();
    let mut tags = Vec::new();
    let mut tag = |word: &str, value: Option<f64>, colour| {
        tags.extend(value.filter(|value| value.is_finite()).map(|value| Tag {
            value,
            text: format!("{word} {}", scale.write(value, 1)),
            colour,
        }));
    };
    tag("Target", chart.question.target, TARGET);
    if let Some(lines) = lines {
        tag("Upper", lines.limits.map(|limits| limits.1), SLATE);
        tag(words::centre(chart), lines.centre, INK);
        tag("Lower", lines.limits.map(|limits| limits.0), SLATE);
    }
    tags
}

/// Draws tags beside their lines, moved apart where they would touch.
fn draw_tags(tags: &[Tag], frame: &Frame, font: Font, items: &mut Vec<Item>) {
    let step = font.line_height();
    let mut order: Vec<(f64, usize, &Tag)> =
        tags.iter().enumerate().map(|(rank, tag)| (frame.y(tag.value), rank, tag)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut places: Vec<f64> = order.iter().map(|tag| tag.0).collect();
    // Down from the top, then up from the bottom.
    let mut least = frame.rect.top;
    for y in &mut places {
        *y = y.max(least);
        least = *y + step;
    }
    let mut most = frame.rect.bottom();
    for y in places.iter_mut().rev() {
        *y = y.min(most);
        most = *y - step;
    }
    let right = frame.rect.right();
    for ((true_y, _, tag), y) in order.into_iter().zip(places) {
        let (from, to) = (Point::new(right + 1.0, true_y), Point::new(right + 8.0, y));
        items.push(look::line(from, to, Stroke::new(tag.colour, 1.0)));
        let at = Point::new(right + 11.0, y + font.ascent() / 2.0);
        items.push(Item::Text(font.write(at, tag.text.clone(), tag.colour)));
    }
}
