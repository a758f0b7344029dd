//! Small multiples: many charts on one page, all drawn alike.

use super::legend::Used;
use super::look::{INK, SLATE};
use super::of_measure::{ChartingError, Kind};
use super::{Chart, ChartOptions, Fonts, Write, paper};
use crate::measure::Measure;
use crate::programme::Programme;
use crate::render::layout::Point;
use crate::render::scene::{Group, Item, Scene, Shape, Stroke, Style};
use crate::spc::Method;

/// Room between the edge of the page and what is on it, and between charts.
const MARGIN: f64 = 24.0;
const GAP: f64 = 16.0;

/// Many charts on one page: a heading for each programme, and its charts in a grid under it.
///
/// ```
/// use improvement::base::Direction;
/// use improvement::render::{Chart, ChartPage};
/// use improvement::spc::{Method, Question, Sections, Series};
/// let series = Series::from_values([9.0, 11.0, 8.0])?;
/// let question = Question::new(Direction::Down);
/// let chart = Chart::new("Falls", &series, &Method::default(), &Sections::whole(), question)?;
/// let page = ChartPage::new("This quarter").with_part("Ward 1", [chart]);
/// assert!(page.scene().description.contains("Ward 1"));
/// # Ok::<(), improvement::spc::SpcError>(())
/// ```
#[derive(Debug, Clone)]
pub struct ChartPage {
    title: String,
    parts: Vec<Part>,
    columns: usize,
    options: ChartOptions,
}

#[derive(Debug, Clone)]
struct Part {
    heading: String,
    charts: Vec<Chart>,
    /// Measures that cannot be charted, and why.
    missing: Vec<String>,
}

impl ChartPage {
    /// A page without charts, of two columns.
    pub fn new(title: impl Into<String>) -> Self {
        ChartPage {
            title: title.into(),
            parts: Vec::new(),
            columns: 2,
            options: ChartOptions::small(),
        }
    }

    /// The same page, in so many columns: from 1 to 12.
    #[must_use]
    pub fn with_columns(mut self, columns: usize) -> Self {
        self.columns = columns.clamp(1, 12);
        self
    }

    /// The same page, its charts drawn otherwise. One legend for all stands at its foot if they ask
    /// for one or not.
    #[must_use]
    pub fn with_options(mut self, options: ChartOptions) -> Self {
        self.options = options;
        self
    }

    /// The same page, with more charts under a heading.
    #[must_use]
    pub fn with_part(
        mut self,
        heading: impl Into<String>,
        charts: impl IntoIterator<Item = Chart>,
    ) -> Self {
        self.parts.push(Part {
            heading: heading.into(),
            charts: charts.into_iter().collect(),
            missing: Vec::new(),
        });
        self
    }

    /// The same page, with the measures of a programme that have data and are still collected, in
    /// the order in which they were written. Those that cannot be charted are named with the reason.
    #[must_use]
    pub fn with_programme(mut self, programme: &Programme, method: &Method) -> Self {
        let (mut charts, mut missing) = (Vec::new(), Vec::new());
        for measure in programme.measures().rows().filter(|m| m.retired.is_none()) {
            match Chart::of_measure(measure, method, Kind::Advised) {
                Ok(chart) => charts.push(chart),
                Err(ChartingError::NoSeries { label }) => {
                    missing.push(format!("{label}: no data yet"));
                }
                Err(error) => missing.push(format!("{}: {error}", measure.label)),
            }
        }
        self.parts.push(Part { heading: programme.name().to_string(), charts, missing });
        self
    }

    /// The same page, with what happened to those who came to something and to those who did not, side
    /// by side: both or neither, since people choose whether to come.
    ///
    /// # Errors
    ///
    /// One of the two cannot be charted.
    pub fn with_arms(
        self,
        heading: impl Into<String>,
        came: &Measure,
        others: &Measure,
        method: &Method,
    ) -> Result<Self, ChartingError> {
        let charts = [came, others].map(|m| Chart::of_measure(m, method, Kind::Advised));
        let [came, others] = charts;
        Ok(self.with_part(heading, [came?, others?]))
    }

    /// The page as shapes and text.
    pub fn scene(&self) -> Scene {
        let options = ChartOptions { legend: false, ..self.options.checked() };
        let fonts = Fonts::new(&ChartOptions { font_size: options.font_size * 1.25, ..options });
        let widest = self.parts.iter().map(|part| part.charts.len()).max().unwrap_or(0);
        let columns = self.columns.min(widest.max(1)) as f64;
        let width = columns * options.width + (columns - 1.0) * GAP;
        let mut items = Vec::new();
        let mut y = MARGIN;
        let lines = |items: &mut Vec<Item>,
                     y: &mut f64,
                     text: &str,
                     font: crate::render::text::Font,
                     colour| {
            for line in font.wrap(text, width) {
                let at = Point::new(MARGIN, *y + font.ascent());
                items.push(Item::Text(font.write(at, line, colour)));
                *y += font.line_height();
            }
        };
        lines(&mut items, &mut y, self.title.trim(), fonts.title, INK);
        let heading = crate::render::text::Font::new(
            fonts.plain.size() * 1.1,
            crate::render::text::Weight::Bold,
        );
        let mut used = Used::default();
        for part in &self.parts {
            y += GAP;
            lines(&mut items, &mut y, part.heading.trim(), heading, INK);
            y += 6.0;
            for row in part.charts.chunks(self.columns) {
                let heads = row.iter().map(|chart| chart.head_height(&options));
                let least = heads.fold(0.0, f64::max);
                let drawn: Vec<(&Chart, Vec<Item>, f64)> = row
                    .iter()
                    .map(|chart| {
                        used.add(Used::of(chart));
                        let (items, height) = chart.draw(&options, least);
                        (chart, items, height)
                    })
                    .collect();
                let height = drawn.iter().map(|chart| chart.2).fold(0.0, f64::max);
                for (column, (chart, cell, _)) in drawn.into_iter().enumerate() {
                    let left = MARGIN + column as f64 * (options.width + GAP);
                    let edge = Shape::rect(left, y, options.width, height);
                    let edge_style = Style::lined(Stroke::new(super::look::RULE, 1.0));
                    let mut group = vec![Item::Shape(edge, edge_style)];
                    group.extend(cell.into_iter().map(|item| item.moved(left, y)));
                    items.push(Item::Group(Group { title: chart.title.clone(), items: group }));
                }
                y += height + GAP;
            }
            for line in &part.missing {
                lines(&mut items, &mut y, line, fonts.plain, SLATE);
            }
        }
        let (legend, height) = used.draw(Point::new(MARGIN, y), width, fonts.small);
        items.extend(legend);
        let title = if self.title.trim().is_empty() { "Charts" } else { self.title.trim() };
        let (wide, high) = (width + 2.0 * MARGIN, y + height + MARGIN * 0.6);
        paper(wide, high, title, self.description(), items)
    }

    /// What the charts say, in words, one after the other.
    pub fn description(&self) -> String {
        let mut all = Vec::new();
        for part in &self.parts {
            all.push(part.heading.clone());
            all.extend(part.charts.iter().map(|c| format!("{}\n{}", c.title, c.description())));
            all.extend(part.missing.iter().cloned());
        }
        all.join("\n\n")
    }

    /// The page as SVG, well-formed and the same on every run.
    #[cfg(feature = "svg")]
    pub fn to_svg(&self) -> String {
        crate::render::svg::Svg::new(&self.scene()).to_string()
    }
}
