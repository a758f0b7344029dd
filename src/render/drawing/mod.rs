//! The picture of a driver diagram: a sheet laid out and drawn.
//!
//! Columns run from the aims on the left to the changes on the right, and cause runs the other way.
//! Solid lines are strong links and dashed ones weak, after the one convention that is published
//! (Institute for Healthcare Improvement, *QI Essentials Toolkit: Driver Diagram*, 2017); thin ones are
//! links of which nobody has said. Kinds, statuses and families of measures are told by shape and by
//! word, and colour only helps: the picture can be read in grey.
//!
//! ```
//! use improvement::render::drawing::Drawing;
//! use improvement::render::sheet::{Card, CardKind, Line, Sheet};
//! let sheet = Sheet::new(
//!     "Falls",
//!     ["Aim", "Drivers"],
//!     vec![
//!         Card::new("fewer-falls", 0, CardKind::Aim, "Half as many falls by June"),
//!         Card::new("safe-mobility", 1, CardKind::Driver, "People move safely"),
//!     ],
//!     vec![Line::new("safe-mobility", "fewer-falls")],
//! )?;
//! let scene = Drawing::of(&sheet).scene();
//! assert_eq!(scene.title, "Falls");
//! # Ok::<(), improvement::render::sheet::SheetError>(())
//! ```

mod card;
mod legend;
mod marks;
mod palette;
#[cfg(test)]
mod tests;

use card::Face;
use palette::{BRANCHES, INK, PAPER, RULE, SLATE};

use super::layout::{self, Graph, Layout, Point, Rect, Route};
use super::scene::{Colour, Dash, Group, Item, Scene, Shape, Stroke, Style, Text};
use super::sheet::{Look, Sheet, SheetLink, remarks};
use super::text::{Font, Weight};
use crate::diagram::{Sign, Strength};

/// Room between the edge of the page and what is on it.
const MARGIN: f64 = 24.0;
/// How far links stand apart at least at the side of a card: plain ones, and ones with signs.
const PORTS: (f64, f64) = (5.0, 2.0 * marks::SIGN + 2.0);

/// What can be set about a drawing. Distances are in pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawingOptions {
    /// How wide every card is. Default 208: four columns fit the width of an A4 page on its side.
    pub card_width: f64,
    /// The size of the words in cards. Default 13.
    pub font_size: f64,
    /// Whether title and description stand over the picture. Default true.
    pub title: bool,
    /// Whether a legend stands under it. Default true.
    pub legend: bool,
    /// Distances between cards and links, and how long to search for few crossings.
    pub layout: layout::Options,
}

impl Default for DrawingOptions {
    fn default() -> Self {
        DrawingOptions {
            card_width: 208.0,
            font_size: 13.0,
            title: true,
            legend: true,
            layout: layout::Options::default(),
        }
    }
}

/// Draws a sheet.
#[derive(Debug, Clone)]
pub struct Drawing<'s> {
    sheet: &'s Sheet,
    options: DrawingOptions,
}

impl<'s> Drawing<'s> {
    /// A drawing with the default options.
    pub fn of(sheet: &'s Sheet) -> Self {
        Drawing { sheet, options: DrawingOptions::default() }
    }

    /// The same drawing with other options.
    #[must_use]
    pub fn with_options(mut self, options: DrawingOptions) -> Self {
        self.options = options;
        self
    }

    /// The picture as SVG, well-formed and the same on every run.
    #[cfg(feature = "svg")]
    pub fn to_svg(&self) -> String {
        super::svg::Svg::new(&self.scene()).to_string()
    }

    /// The picture as shapes and text.
    pub fn scene(&self) -> Scene {
        let sheet = self.sheet;
        let options = self.options();
        let faces: Vec<Face<'_>> =
            sheet.cards().iter().map(|card| Face::new(card, &options)).collect();
        let (columns, graph) = graph(sheet, &faces, &options);
        let Some(graph) = graph else { return self.page(&options, Vec::new(), Rect::default()) };
        let mut laid = options.layout.clone();
        if sheet.links().iter().any(|link| link.look.sign != Sign::Helps) {
            // Signs on links need more room than lines.
            laid.port_gap = laid.port_gap.max(PORTS.1);
            laid.slot_gap = laid.slot_gap.max(marks::SIGN + 2.0);
        }
        let layout = graph.lay_out(&laid);
        let mut items = Vec::new();
        let head = headings(sheet, &columns, &layout, &options, &mut items);
        let branches = branches(sheet);
        let moved: Vec<Route> = layout.routes.iter().map(|r| r.moved(0.0, head)).collect();
        for (link, route) in sheet.links().iter().zip(&moved) {
            items.push(draw_link(sheet, link, route, branches[link.to]));
        }
        for ((face, rect), branch) in faces.iter().zip(&layout.boxes).zip(&branches) {
            items.push(face.draw(rect.moved(0.0, head), *branch));
        }
        // Signs lie over the links of others.
        for (link, route) in sheet.links().iter().zip(&moved) {
            items.extend(link_marks(link, route));
        }
        let room = Rect { left: 0.0, top: 0.0, width: layout.width, height: head + layout.height };
        self.page(&options, items, room)
    }

    fn options(&self) -> DrawingOptions {
        let fit =
            |value: f64, least: f64, or: f64| if value.is_finite() { value.max(least) } else { or };
        DrawingOptions {
            card_width: fit(self.options.card_width, 60.0, 208.0),
            font_size: fit(self.options.font_size, 1.0, 13.0),
            ..self.options.clone()
        }
    }

    /// Title over the diagram, legend under it, and margins around.
    fn page(&self, options: &DrawingOptions, items: Vec<Item>, room: Rect) -> Scene {
        let sheet = self.sheet;
        let small = Font::new(options.font_size * 0.85, Weight::Regular);
        let least = if options.legend { legend::least_width(sheet, small) } else { 0.0 };
        let width = room.width.max(least).max(320.0);
        let mut page = Vec::new();
        let mut y = MARGIN;
        if options.title {
            let large = Font::new(options.font_size * 1.5, Weight::Bold);
            let plain = Font::new(options.font_size, Weight::Regular);
            for (text, font, colour) in
                [(&sheet.title, large, INK), (&sheet.description, plain, SLATE)]
            {
                for line in font.wrap(text, width) {
                    let at = Point::new(MARGIN, y + font.ascent());
                    page.push(Item::Text(Text::new(at, line, font, colour)));
                    y += font.line_height();
                }
                y += 4.0;
            }
            y += 12.0;
        }
        page.extend(items.into_iter().map(|item| item.moved(MARGIN, y)));
        y += room.height;
        if options.legend && !sheet.cards().is_empty() {
            y += 24.0;
            let ends = (Point::new(MARGIN, y), Point::new(MARGIN + width, y));
            page.push(Item::Shape(
                Shape::line(ends.0, ends.1),
                Style::lined(Stroke::new(RULE, 1.0)),
            ));
            y += 12.0;
            let (item, height) = legend::draw(sheet, Point::new(MARGIN, y), width, small);
            page.push(item);
            y += height;
        }
        let mut description = sheet.description.trim().to_owned();
        if !description.is_empty() {
            description.push('\n');
        }
        description.push_str(&sheet.outline());
        let title = if sheet.title.trim().is_empty() { "Driver diagram" } else { &sheet.title };
        let (width, height) = (width + 2.0 * MARGIN, y + MARGIN);
        let mut scene = Scene::new(width, height, title, description);
        let paper = Shape::rect(0.0, 0.0, width, height);
        scene.items.push(Item::Shape(paper, Style::filled(PAPER)));
        scene.items.extend(page);
        scene
    }
}

/// The sheet as boxes to be placed, and which of its columns each of theirs is. Columns without a
/// card take no room.
fn graph(
    sheet: &Sheet,
    faces: &[Face<'_>],
    options: &DrawingOptions,
) -> (Vec<usize>, Option<Graph>) {
    let columns: Vec<usize> = sheet.columns().map(|(column, _)| column).collect();
    let place = |column: usize| {
        let place = columns.partition_point(|&c| c < column);
        u8::try_from(place).unwrap_or(u8::MAX)
    };
    let nodes = sheet
        .cards()
        .iter()
        .zip(faces)
        .enumerate()
        .map(|(number, (card, face))| layout::Node {
            column: place(card.column),
            width: options.card_width,
            height: face.height().max(room_for_links(sheet, number)),
        })
        .collect();
    let link = |link: &SheetLink| layout::Link { from: link.from, to: link.to };
    let links = sheet.links().iter().map(link).collect();
    (columns, Graph::new(nodes, links).ok())
}

/// How high a card must be for its links to stand apart.
fn room_for_links(sheet: &Sheet, card: usize) -> f64 {
    let out = sheet.links().iter().filter(|link| link.from == card);
    let into = sheet.links().iter().filter(|link| link.to == card).count();
    let signs = out.clone().any(|link| link.look.sign != Sign::Helps);
    let step = if signs { PORTS.1 } else { PORTS.0 };
    let most = out.count().max(into).saturating_sub(1);
    most as f64 * step / layout::PORT_SHARE
}

/// Words over the columns; how high they are.
fn headings(
    sheet: &Sheet,
    columns: &[usize],
    layout: &Layout,
    options: &DrawingOptions,
    items: &mut Vec<Item>,
) -> f64 {
    let font = Font::new(options.font_size, Weight::Bold);
    let lines: Vec<Vec<String>> = columns
        .iter()
        .map(|&column| font.wrap(sheet.heading(column).unwrap_or(""), options.card_width))
        .collect();
    let most = lines.iter().map(Vec::len).max().unwrap_or(0);
    if most == 0 {
        return 0.0;
    }
    let height = most as f64 * font.line_height();
    for (lines, span) in lines.iter().zip(&layout.columns) {
        for (i, line) in lines.iter().enumerate() {
            let above = (most - lines.len() + i) as f64 * font.line_height();
            let at = Point::new(span.left, above + font.ascent());
            items.push(Item::Text(Text::new(at, line, font, SLATE)));
        }
        if !lines.is_empty() {
            let y = height + 2.0;
            let rule = Shape::line(Point::new(span.left, y), Point::new(span.right, y));
            items.push(Item::Shape(rule, Style::lined(Stroke::new(RULE, 1.5))));
        }
    }
    height + 18.0
}

/// The colour of each card's branch: one for each card that leads to an aim, and the same for what
/// leads to that card and to no other branch.
fn branches(sheet: &Sheet) -> Vec<Option<Colour>> {
    let mut branches: Vec<Option<Colour>> = vec![None; sheet.cards().len()];
    let mut used = 0;
    for (number, card) in sheet.cards().iter().enumerate() {
        if card.column == 0 || card.retired {
            continue;
        }
        let mut colours = sheet.links().iter().filter(|l| l.from == number && !l.look.retired);
        let leads_to_aim = colours.clone().any(|l| sheet.cards()[l.to].column == 0);
        let is_change = matches!(card.kind, super::sheet::CardKind::Change(_));
        branches[number] = if leads_to_aim && !is_change {
            used += 1;
            Some(BRANCHES[(used - 1) % BRANCHES.len()])
        } else {
            let first = colours.next().and_then(|l| branches[l.to]);
            first.filter(|&c| colours.all(|l| branches[l.to] == Some(c)))
        };
    }
    branches
}

/// Whether a link runs against the reading direction or stays in its column, so that its direction
/// has to be shown.
fn runs_back(sheet: &Sheet, link: &SheetLink) -> bool {
    let column = |card: usize| sheet.cards().get(card).map_or(0, |c| c.column);
    column(link.from) <= column(link.to)
}

fn link_stroke(look: Look, colour: Colour) -> Stroke {
    if look.retired {
        return Stroke::new(palette::FADED, 1.4).with_dash(Dash::Dotted);
    }
    match look.strength {
        Some(Strength::Strong) => Stroke::new(colour, 2.2),
        Some(Strength::Weak) => Stroke::new(colour, 1.6).with_dash(Dash::Dashed),
        None => Stroke::new(colour, 1.2),
    }
}

fn draw_link(sheet: &Sheet, link: &SheetLink, route: &Route, branch: Option<Colour>) -> Item {
    let colour = branch.unwrap_or(SLATE);
    let label = |card: usize| sheet.cards().get(card).map_or("", |c| c.label.as_str());
    let stroke = link_stroke(link.look, colour);
    let mut items = vec![Item::Shape(Shape::Path(route.clone()), Style::lined(stroke))];
    if runs_back(sheet, link) {
        let end = route.end();
        // Into the right side of a card it comes from the right.
        let points = route.points(8);
        let before = points.iter().rev().nth(1).map_or(end.x, |p| p.x);
        items.push(marks::head(end, before > end.x, stroke.colour));
    }
    let title = format!("{} leads to {}{}", label(link.from), label(link.to), remarks(link.look));
    Item::Group(Group { title, items })
}

/// The marks on a link: near its cause, where fewer links run side by side.
fn link_marks(link: &SheetLink, route: &Route) -> Vec<Item> {
    let near = route.points(48).into_iter().find(|p| (p.x - route.start.x).abs() >= 14.0);
    let mut items = marks::sign(link.look.sign, near.unwrap_or(route.start));
    if link.look.retired {
        items.extend(marks::retired(route.middle()));
    }
    items
}
