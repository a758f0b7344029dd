//! The picture of a run or control chart: what moved, since when, and against which lines.
//!
//! It follows the idiom of NHS England's *Making Data Count*: grey points for common cause, blue for
//! improvement, orange for concern, purple where neither way is better, two signs at the top, lines
//! that step where the process was recalculated. Every colour is doubled by a shape and a word, so
//! the picture can be read in grey, and its text alternative says what it says. The signs are the
//! crate's own drawings.
//!
//! ```
//! use improvement::base::Direction;
//! use improvement::render::chart::{Chart, Note};
//! use improvement::spc::{Method, Question, Sections, Series};
//! let falls = [9, 11, 8, 10, 12, 9, 10, 11, 9, 8, 5, 6, 4, 5, 6, 5].map(f64::from);
//! let series = Series::from_values(falls)?;
//! let question = Question::new(Direction::Down).with_target(4.0);
//! let chart = Chart::new("Falls on a ward", &series, &Method::default(), &Sections::whole(), question)?
//!     .with_unit("falls a month")
//!     .with_notes([Note::event(11, "Rounds every hour")]);
//! assert!(chart.description().contains("Improvement, low, since 11"));
//! # Ok::<(), improvement::spc::SpcError>(())
//! ```

pub(super) mod axis;
mod head;
mod legend;
pub(super) mod look;
mod notes;
pub mod of_measure;
mod page;
mod plot;
#[cfg(test)]
mod tests;
mod words;

pub use notes::{Note, NoteKind};
pub use page::ChartPage;

use look::{Mark, PAPER};

use super::layout::Point;
use super::scene::{Group, Item, Scene, Shape, Style};
use super::text::{Font, Weight};
use crate::spc::{self, Method, Position, Question, Report, Sections, SpcError};

/// What can be set about the picture of a chart. Distances are in pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartOptions {
    /// How wide it is. Default 760; not less than 320.
    pub width: f64,
    /// How high the plot is, without what stands above and below. Default 260; not less than 60.
    pub plot_height: f64,
    /// The size of the words. Default 12; at most 24, and at most a 28th of the width.
    pub font_size: f64,
    /// Whether notes are written out. If not, only their marks are drawn, and the text alternative
    /// has the words. Default true.
    pub notes: bool,
    /// Whether a legend stands under it. Default true.
    pub legend: bool,
}

impl Default for ChartOptions {
    fn default() -> Self {
        ChartOptions {
            width: 760.0,
            plot_height: 260.0,
            font_size: 12.0,
            notes: true,
            legend: true,
        }
    }
}

impl ChartOptions {
    /// A small chart, one of many on a page: notes are marked and not written out.
    pub fn small() -> Self {
        ChartOptions {
            width: 400.0,
            plot_height: 130.0,
            font_size: 10.5,
            notes: false,
            legend: false,
        }
    }

    fn margin(&self) -> f64 {
        self.font_size * 1.3
    }

    fn checked(&self) -> Self {
        let fit = |value: f64, least: f64, or: f64| {
            if value.is_finite() { value.clamp(least, 10_000.0) } else { or }
        };
        let width = fit(self.width, 320.0, 760.0);
        ChartOptions {
            width,
            plot_height: fit(self.plot_height, 60.0, 260.0),
            font_size: fit(self.font_size, 6.0, 12.0).min(24.0).min(width / 28.0),
            ..*self
        }
    }
}

/// A chart to be drawn: numbers, their lines and what they say, with the words that people need.
#[derive(Debug, Clone)]
pub struct Chart {
    title: String,
    unit: String,
    report: Report,
    question: Question,
    positions: Vec<Position>,
    marks: Vec<Mark>,
    notes: Vec<Note>,
    options: ChartOptions,
}

impl Chart {
    /// Charts and reads a series.
    ///
    /// # Errors
    ///
    /// As [`spc::Chart::draw`].
    pub fn new(
        title: impl Into<String>,
        series: &spc::Series,
        method: &Method,
        sections: &Sections,
        question: Question,
    ) -> Result<Self, SpcError> {
        let report = Report::new(method, series, sections, question)?;
        Ok(Chart::of_report(title, series, report, method, question))
    }

    /// The picture of a report that was made of the same series by the same method.
    pub fn of_report(
        title: impl Into<String>,
        series: &spc::Series,
        report: Report,
        method: &Method,
        question: Question,
    ) -> Self {
        let needed = method.spec().minimum.points;
        let counted: usize = report.chart().sections().iter().map(spc::Section::points).sum();
        let judged = counted >= needed;
        let variations = report.variations(method, question.good).enumerate();
        let marks = variations
            .map(|(at, variation)| match variation {
                _ if report.chart().is_excluded(at) => Mark::LeftOut,
                variation if judged => Mark::of(variation),
                _ => Mark::Common,
            })
            .collect();
        let positions = (0..series.len()).filter_map(|at| series.position(at)).collect();
        Chart {
            title: title.into(),
            unit: String::new(),
            report,
            question,
            positions,
            marks,
            notes: Vec::new(),
            options: ChartOptions::default(),
        }
    }

    /// The same chart, with the unit of its values.
    #[must_use]
    pub fn with_unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }

    /// The same chart, with what happened. Notes that lie outside its points are written under it.
    #[must_use]
    pub fn with_notes(mut self, notes: impl IntoIterator<Item = Note>) -> Self {
        self.notes = notes.into_iter().collect();
        self.notes.sort_by_key(|note| note.at);
        self
    }

    /// The same chart, drawn otherwise.
    #[must_use]
    pub fn with_options(mut self, options: ChartOptions) -> Self {
        self.options = options;
        self
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The numbers, the signals and the reading behind it.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What it says, in words: the text alternative of the picture.
    pub fn description(&self) -> String {
        words::description(self)
    }

    /// The picture as shapes and text.
    pub fn scene(&self) -> Scene {
        let options = self.options.checked();
        let (items, height) = self.draw(&options, 0.0);
        let title = if self.title.trim().is_empty() { "Chart" } else { self.title.trim() };
        paper(options.width, height, title, self.description(), items)
    }

    /// The picture as SVG, well-formed and the same on every run.
    #[cfg(feature = "svg")]
    pub fn to_svg(&self) -> String {
        super::svg::Svg::new(&self.scene()).to_string()
    }

    /// How high the head is, with the margin above it.
    fn head_height(&self, options: &ChartOptions) -> f64 {
        let margin = options.margin();
        let room = options.width - 2.0 * margin;
        head::draw(self, Point::new(margin, margin), room, Fonts::new(options)).1
    }

    /// Head, plot, legend and listed notes; how high they are together. The plot begins at `least`
    /// or further down.
    fn draw(&self, options: &ChartOptions, least: f64) -> (Vec<Item>, f64) {
        let fonts = Fonts::new(options);
        let margin = options.margin();
        let room = options.width - 2.0 * margin;
        let (mut items, mut y) = head::draw(self, Point::new(margin, margin), room, fonts);
        let plot = plot::draw(self, options, y.max(least), margin, fonts);
        y = plot.bottom;
        items.push(Item::Group(Group { title: String::new(), items: plot.items }));
        if options.legend && !self.positions.is_empty() {
            let used = legend::Used::of(self);
            let (legend, height) = used.draw(Point::new(margin, y), room, fonts.small);
            items.extend(legend);
            y += height + fonts.small.size() * 0.4;
        }
        if options.notes && !plot.unplaced.is_empty() {
            let listed = plot.unplaced.iter().filter_map(|number| self.notes.get(*number));
            y += fonts.small.size() * 0.4;
            for note in listed {
                for line in fonts.small.wrap(&note.dated(), room) {
                    let at = Point::new(margin, y + fonts.small.ascent());
                    items.push(Item::Text(fonts.small.write(at, line, look::INK)));
                    y += fonts.small.line_height();
                }
            }
        }
        (items, y + margin * 0.6)
    }
}

/// Items on a white page.
fn paper(width: f64, height: f64, title: &str, description: String, items: Vec<Item>) -> Scene {
    let mut scene = Scene::new(width, height, title, description);
    scene.items.push(Item::Shape(Shape::rect(0.0, 0.0, width, height), Style::filled(PAPER)));
    scene.items.extend(items);
    scene
}

/// The letters of one chart.
#[derive(Debug, Clone, Copy)]
struct Fonts {
    title: Font,
    plain: Font,
    small: Font,
}

impl Fonts {
    fn new(options: &ChartOptions) -> Self {
        let size = options.font_size;
        Fonts {
            title: Font::new(size * 1.3, Weight::Bold),
            plain: Font::new(size, Weight::Regular),
            small: Font::new(size * 0.9, Weight::Regular),
        }
    }
}

/// Text in a font.
trait Write {
    fn write(self, at: Point, text: String, colour: super::scene::Colour) -> super::scene::Text;
}

impl Write for Font {
    fn write(self, at: Point, text: String, colour: super::scene::Colour) -> super::scene::Text {
        super::scene::Text::new(at, text, self, colour)
    }
}
