//! The page: title and caution, columns, rows by domain, legend.

use super::row::{self, Columns, Lane};
use super::{Profile, ProfileOptions};
use crate::assessment::{DomainRow, ElementRow, Spread, Summary, Titled};
use crate::base::SourceMark;
use crate::render::chart::look::{BAND, INK, PAPER, RULE, SLATE};
use crate::render::layout::Point;
use crate::render::scene::{Anchor, Group, Item, Scene, Shape, Stroke, Style, Text};
use crate::render::text::{Font, Weight};

const MARGIN: f64 = 20.0;

struct Page<'p> {
    profile: &'p Profile<'p>,
    columns: Columns,
    title: Font,
    bold: Font,
    width: f64,
}

pub(super) fn draw(profile: &Profile<'_>, options: ProfileOptions) -> Scene {
    let summary = profile.summary;
    let size = options.font_size;
    let plain = Font::new(size, Weight::Regular);
    let small = Font::new(size * 0.88, Weight::Regular);
    let count = summary.levels.len();
    let labels = (options.width * 0.3).clamp(size * 13.0, size * 26.0);
    let (apart, dispute) = (size * 8.0, size * 5.6);
    let room = options.width - 2.0 * MARGIN - labels - apart - dispute;
    // Many levels, or long words above them, need a wider page: a column holds two dots at least.
    let each = (room / count.max(1) as f64)
        .max(longest_word(summary, small).clamp(size * 2.6, size * 8.0));
    let left = MARGIN + labels;
    let after = left + each * count as f64;
    let width = after + apart + dispute + MARGIN;
    let mut columns = Columns {
        numbers: false,
        plain,
        small,
        left,
        each,
        count,
        apart: after + size * 0.9,
        dispute: after + apart,
        right: width - MARGIN,
    };
    let shown = [Some(summary), profile.earlier].into_iter().flatten().flat_map(|s| &s.elements);
    let most = shown.flat_map(|row| &row.spread.counts).copied().max().unwrap_or(0);
    columns.numbers = most > columns.most_dots();
    let page = Page {
        profile,
        columns,
        title: Font::new(size * 1.3, Weight::Bold),
        bold: Font::new(size, Weight::Bold),
        width,
    };
    let mut items = Vec::new();
    let y = page.head(&mut items);
    let mut y = page.column_heads(y, &mut items);
    for (domain, rows) in summary.groups() {
        if let Some(domain) = domain {
            y = page.domain(domain, y, &mut items);
        }
        for element in rows {
            y = page.element(element, y, &mut items);
        }
    }
    let y = page.foot(y + size * 0.9, &mut items);
    let mut scene = Scene::new(width, y + MARGIN * 0.6, page.name(), profile.description());
    let paper = Shape::rect(0.0, 0.0, scene.width, scene.height);
    scene.items.push(Item::Shape(paper, Style::filled(PAPER)));
    scene.items.extend(items);
    scene
}

/// How wide the longest word above a column is.
fn longest_word(summary: &Summary, font: Font) -> f64 {
    let labels: Vec<String> = summary.levels.iter().map(Titled::to_string).collect();
    let words = labels.iter().flat_map(|label| label.split_whitespace());
    words.map(|word| font.width(word) * 1.1).fold(0.0, f64::max)
}

impl Page<'_> {
    fn summary(&self) -> &Summary {
        self.profile.summary
    }

    fn name(&self) -> String {
        let unofficial = if self.summary().caution.is_some() { " (unofficial)" } else { "" };
        format!("{}{unofficial}", self.summary().title)
    }

    fn head(&self, items: &mut Vec<Item>) -> f64 {
        let room = self.width - 2.0 * MARGIN;
        let at = |y: f64| (MARGIN, y);
        let summary = self.summary();
        let mut y = row::lines(items, at(MARGIN), &self.name(), self.title, INK, room);
        let before = self.profile.earlier.map(|earlier| format!("; before: {}", earlier.on));
        let heading = summary.circumstances() + &before.unwrap_or_default();
        y = row::lines(items, at(y + 2.0), &heading, self.columns.plain, SLATE, room);
        if let Some(caution) = &summary.caution {
            y = row::lines(items, at(y + 2.0), caution, self.bold, INK, room);
        }
        y + self.columns.plain.size()
    }

    fn column_heads(&self, top: f64, items: &mut Vec<Item>) -> f64 {
        let columns = &self.columns;
        let font = columns.small;
        let heads: Vec<Vec<String>> = self
            .summary()
            .levels
            .iter()
            .map(|level| font.wrap(&level.to_string(), columns.each * 0.94))
            .collect();
        let lines = heads.iter().map(Vec::len).max().unwrap_or(0).max(2);
        let bottom = top + lines as f64 * font.line_height();
        let line =
            |at: usize, of: usize| bottom - (of - at) as f64 * font.line_height() + font.baseline();
        for (n, head) in heads.iter().enumerate() {
            let x = columns.left + (n as f64 + 0.5) * columns.each;
            for (at, words) in head.iter().enumerate() {
                let at = Point::new(x, line(at, head.len()));
                let text = Text::new(at, words.clone(), font, INK);
                items.push(Item::Text(text.with_anchor(Anchor::Middle)));
            }
        }
        for (x, words) in
            [(columns.apart, ["No", "level"]), (columns.dispute, ["Dis-", "agreement"])]
        {
            for (at, words) in words.iter().enumerate() {
                let at = Point::new(x, line(at, 2));
                items.push(Item::Text(Text::new(at, *words, font, INK)));
            }
        }
        let y = bottom + font.size() * 0.5;
        items.push(self.rule(y));
        y
    }

    fn rule(&self, y: f64) -> Item {
        let line = Shape::line(Point::new(MARGIN, y), Point::new(self.columns.right, y));
        Item::Shape(line, Style::lined(Stroke::new(RULE, 1.0)))
    }

    /// The band of a domain: how many of the answers to its elements are on each level.
    fn domain(&self, domain: &DomainRow, top: f64, items: &mut Vec<Item>) -> f64 {
        let columns = &self.columns;
        let size = self.bold.size();
        let mut drawn = Vec::new();
        let room = columns.left - MARGIN - size * 0.8;
        let start = (MARGIN + 4.0, top + size * 0.4);
        let y = row::lines(&mut drawn, start, &domain.to_string(), self.bold, INK, room);
        let bottom = (y + size * 0.4).max(top + columns.lane());
        drawn.extend(row::counts(columns, &domain.spread, f64::midpoint(top, bottom)));
        let band = Shape::rect(MARGIN, top, columns.right - MARGIN, bottom - top);
        items.push(Item::Shape(band, Style::filled(BAND)));
        let said = self.summary().domain_in_words(domain);
        items.push(Item::Group(Group { title: format!("{domain}: {said}"), items: drawn }));
        bottom
    }

    fn element(&self, element: &ElementRow, top: f64, items: &mut Vec<Item>) -> f64 {
        let columns = &self.columns;
        let size = columns.plain.size();
        let mut drawn = Vec::new();
        let room = columns.left - MARGIN - size * 0.8;
        let words = element.to_string();
        let before = self.before(element);
        let high = |spread: &Spread| {
            let lines = row::without_lines(columns, spread).len() as f64;
            (lines * columns.small.line_height() + size * 0.4).max(columns.lane())
        };
        let now = high(&element.spread);
        let agreed = if element.agreed.is_some() { size * 0.8 } else { 0.0 };
        let lanes = now + agreed + before.map_or(0.0, high) + size * 0.5;
        let label = columns.plain.wrap(&words, room).len() as f64 * columns.plain.line_height();
        let bottom = top + lanes.max(label + size * 0.7);
        drawn.extend(row::rules(columns, top, bottom));
        let start = (MARGIN, f64::midpoint(top, bottom) - label / 2.0 + 1.0);
        row::lines(&mut drawn, start, &words, columns.plain, INK, room);
        let mut y = f64::midpoint(top, bottom) - lanes / 2.0 + size * 0.25;
        drawn.extend(row::spread(columns, &element.spread, y + now / 2.0, Lane::Now));
        drawn.extend(row::words(columns, &element.spread, y + now / 2.0, Lane::Now));
        y += now;
        drawn.extend(row::agreed(columns, element, y + agreed * 0.45));
        y += agreed;
        if let Some(before) = before {
            let middle = y + high(before) / 2.0;
            drawn.extend(row::spread(columns, before, middle, Lane::Before));
            drawn.extend(row::words(columns, before, middle, Lane::Before));
        }
        drawn.push(self.rule(bottom));
        let title = format!("{}: {}", element.title, self.summary().in_words(&element.spread));
        items.push(Item::Group(Group { title, items: drawn }));
        bottom
    }

    fn before(&self, element: &ElementRow) -> Option<&Spread> {
        let rows = &self.profile.earlier?.elements;
        let row = rows.iter().find(|row| row.id == element.id)?;
        // What was merged at one of the two times is not the same question.
        (row.merged.is_empty() && element.merged.is_empty()).then_some(&row.spread)
    }

    /// What the marks mean, what is withheld, and what the signs say.
    fn foot(&self, top: f64, items: &mut Vec<Item>) -> f64 {
        let columns = &self.columns;
        let room = self.width - 2.0 * MARGIN;
        let dots = if columns.numbers {
            "Full dot: so many raters."
        } else {
            "Full dot: one rater's answer."
        };
        let mut said = vec![format!(
            "{dots} Line: from the lowest to the highest level named. Frame: the median; two frames where the middle answers are on two levels. In a band: so many answers to all elements of a part."
        )];
        if self.summary().elements.iter().any(|row| row.agreed.is_some()) {
            said.push("Triangle: the level agreed on after talking.".to_owned());
        }
        if let Some(earlier) = self.profile.earlier {
            said.push(format!("Rings and broken lines: the session of {}.", earlier.on));
        }
        said.push("Answers without a level stand apart, and are not the lowest level. Disagreement: 0 if all say one level, 1 if half say the lowest and half the highest (Leik 1966); wide from 0.5 on over more than one step, a working default.".to_owned());
        let withheld: Vec<String> = self.summary().withheld.iter().map(Titled::to_string).collect();
        if !withheld.is_empty() {
            said.push(format!("Not shown, since too few answered: {}.", withheld.join("; ")));
        }
        said.extend(self.summary().sums.iter().map(|sum| format!("{sum}.")));
        let caution = self.summary().caution.as_deref().unwrap_or("");
        for (mark, words) in [
            (SourceMark::Unconfirmed, "not confirmed at its source"),
            (SourceMark::Reported, "reported by others, not read at its source"),
        ] {
            if caution.contains(mark.sign()) {
                said.push(format!("{} {words}.", mark.sign()));
            }
        }
        let mut y = top;
        for words in said {
            y = row::lines(items, (MARGIN, y), &words, columns.small, SLATE, room) + 2.0;
        }
        y
    }
}
