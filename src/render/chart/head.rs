//! Over the plot: what is charted, which way is good, what it says, and the two signs.

use super::look::{self, IMPROVEMENT, INK, SLATE};
use super::{Chart, Fonts, Write, words};
use crate::base::Direction;
use crate::render::layout::Point;
use crate::render::scene::{Anchor, Group, Item};

/// Draws the head at a corner; gives the height at which it ends.
pub(super) fn draw(chart: &Chart, at: Point, width: f64, fonts: Fonts) -> (Vec<Item>, f64) {
    let mut items = Vec::new();
    let column = fonts.small.size() * 8.2;
    let signs = width - 2.0 * column;
    let left = signs - fonts.plain.size();
    let mut y = at.y;
    for line in fonts.title.wrap(chart.title.trim(), left) {
        let point = Point::new(at.x, y + fonts.title.ascent());
        items.push(Item::Text(fonts.title.write(point, line, INK)));
        y += fonts.title.line_height();
    }
    y += 2.0;
    let (about, after) = subtitle(chart, Point::new(at.x, y), left, fonts);
    items.extend(about);
    y = after + 3.0;
    for line in fonts.plain.wrap(&words::variation(chart), left) {
        let point = Point::new(at.x, y + fonts.plain.ascent());
        items.push(Item::Text(fonts.plain.write(point, line, INK)));
        y += fonts.plain.line_height();
    }
    let reading = chart.report.reading();
    let size = fonts.small.size() * 4.0;
    let middle = |number: f64| at.x + signs + column * (number + 0.5);
    let (first, second) = (middle(0.0), middle(1.0));
    let height = at.y + size / 2.0;
    let under = at.y + size + 3.0;
    let mut deepest = y;
    for (x, sign, word, why) in [
        (
            first,
            look::variation(reading.variation, Point::new(first, height), size),
            words::variation_sign(reading.variation),
            words::variation(chart),
        ),
        (
            second,
            look::assurance(reading.assurance, Point::new(second, height), size),
            words::assurance_sign(chart),
            words::assurance(chart),
        ),
    ] {
        let mut sign = sign;
        let mut y = under;
        for line in fonts.small.wrap(&word, column - 4.0) {
            let point = Point::new(x, y + fonts.small.ascent());
            let text = fonts.small.write(point, line, INK).with_anchor(Anchor::Middle);
            sign.push(Item::Text(text));
            y += fonts.small.line_height();
        }
        deepest = deepest.max(y);
        items.push(Item::Group(Group { title: why, items: sign }));
    }
    (items, deepest + fonts.plain.size())
}

/// Unit, chart and the good direction with its arrow; lines break between them where they must.
fn subtitle(chart: &Chart, at: Point, width: f64, fonts: Fonts) -> (Vec<Item>, f64) {
    let font = fonts.plain;
    let mut items = Vec::new();
    let mut y = at.y;
    let kind = format!("{} chart", chart.report.chart().spec().kind);
    let text = match chart.unit.trim() {
        "" => kind,
        unit => format!("{unit} \u{B7} {kind}"),
    };
    let mut end = 0.0;
    let lines = font.wrap(&text, width);
    for (number, line) in lines.iter().enumerate() {
        let point = Point::new(at.x, y + font.ascent());
        end = font.width(line);
        items.push(Item::Text(font.write(point, line.clone(), SLATE)));
        if number + 1 < lines.len() {
            y += font.line_height();
        }
    }
    let good = words::good(chart.question.good);
    let sign = font.size() * 1.05;
    let mut x = end + font.size() * 1.2;
    if x + sign + font.width(good) > width {
        x = 0.0;
        y += font.line_height();
    }
    let baseline = y + font.ascent();
    if chart.question.good != Direction::Neither {
        let middle = Point::new(at.x + x + font.size() * 0.4, baseline - font.ascent() / 2.0);
        let up = chart.question.good == Direction::Up;
        items.push(look::arrow(middle, font.size() * 0.38, up, IMPROVEMENT));
        x += sign;
    }
    let room = (width - x).max(1.0);
    for line in font.wrap(good, room) {
        let point = Point::new(at.x + x, y + font.ascent());
        items.push(Item::Text(font.write(point, line, INK)));
        y += font.line_height();
    }
    (items, y)
}
