//! What the marks and lines mean: those that are there, and no others.

use super::look::{self, INK, Line, Mark};
use super::{Chart, Write, plot, words};
use crate::render::layout::Point;
use crate::render::scene::{Item, Stroke};
use crate::render::text::Font;
use crate::spc::Section;

/// One thing in a legend.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Entry {
    Mark(Mark),
    Line(Line, &'static str),
}

impl Entry {
    fn word(self) -> &'static str {
        match self {
            Entry::Mark(mark) => mark.word(),
            Entry::Line(_, word) => word,
        }
    }

    /// How wide its sign is, in sizes of the letters.
    fn sign(self) -> f64 {
        match self {
            Entry::Mark(_) => 1.1,
            Entry::Line(Line::Phase | Line::Version, _) => 0.8,
            Entry::Line(..) => 2.2,
        }
    }

    fn draw(self, left: f64, middle: f64, size: f64) -> Vec<Item> {
        let point = |x: f64, y: f64| Point::new(left + x * size, middle + y * size);
        match self {
            Entry::Mark(mark) => vec![mark.draw(point(0.5, 0.0), size * 0.4)],
            Entry::Line(line @ (Line::Phase | Line::Version), _) => {
                let ends = (point(0.4, -0.55), point(0.4, 0.55));
                let mut items = vec![look::line(ends.0, ends.1, line.stroke())];
                if line == Line::Version {
                    items.push(look::line(ends.0, ends.1, Stroke::new(look::PAPER, 1.2)));
                }
                items
            }
            Entry::Line(line, _) => {
                vec![look::line(point(0.0, 0.0), point(2.0, 0.0), line.stroke())]
            }
        }
    }
}

/// The entries that one chart, or a page of them, needs.
#[derive(Debug, Clone, Default)]
pub(super) struct Used(Vec<Entry>);

impl Used {
    pub(super) fn of(chart: &Chart) -> Self {
        let drawn = chart.report.chart();
        let mut used: Vec<Entry> = Mark::ALL
            .into_iter()
            .filter(|mark| {
                let mut marks = chart.marks.iter().enumerate();
                marks.any(|(at, m)| m == mark && drawn.value(at).is_some())
            })
            .map(Entry::Mark)
            .collect();
        let shown = |wanted: fn(&plot::Shown) -> bool| {
            (0..drawn.len()).any(|at| wanted(&plot::shown_lines(drawn, at)))
        };
        let centre = match words::centre(chart) {
            "Median" => "median",
            "Centre" => "centre line",
            _ => "mean",
        };
        let versions = plot::versions(chart);
        let starts = drawn.sections().iter().map(Section::start);
        let phases = starts.filter(|at| *at > 0 && !versions.contains(at)).count();
        for (there, line, word) in [
            (shown(|lines| lines.centre.is_some()), Line::Centre, centre),
            (shown(|lines| lines.limits.is_some()), Line::Limit, "limits (three sigma)"),
            (chart.question.target.is_some(), Line::Target, "target"),
            (phases > 0, Line::Phase, "new phase, lines calculated anew"),
            (!versions.is_empty(), Line::Version, "definition changed"),
        ] {
            if there {
                used.push(Entry::Line(line, word));
            }
        }
        Used(used)
    }

    pub(super) fn add(&mut self, other: Used) {
        for entry in other.0 {
            if !self.0.contains(&entry) {
                self.0.push(entry);
            }
        }
        // Marks first, each kind in its own order.
        self.0.sort_by_key(|entry| match entry {
            Entry::Mark(mark) => (0, Mark::ALL.iter().position(|m| m == mark).unwrap_or(0)),
            Entry::Line(line, _) => (1, *line as usize),
        });
    }

    /// Draws the entries in rows; how high they are.
    pub(super) fn draw(&self, at: Point, width: f64, font: Font) -> (Vec<Item>, f64) {
        if self.0.is_empty() {
            return (Vec::new(), 0.0);
        }
        let size = font.size();
        let (mut items, mut x, mut y) = (Vec::new(), 0.0, 0.0);
        for entry in &self.0 {
            let sign = (entry.sign() + 0.35) * size;
            let wide = sign + font.width(entry.word());
            if x > 0.0 && x + wide > width {
                x = 0.0;
                y += size * 1.6;
            }
            let baseline = at.y + y + font.baseline();
            items.extend(entry.draw(at.x + x, baseline - font.ascent() / 2.0, size));
            let point = Point::new(at.x + x + sign, baseline);
            items.push(Item::Text(font.write(point, entry.word().to_owned(), INK)));
            x += wide + size * 1.5;
        }
        (items, y + size * 1.6)
    }
}
