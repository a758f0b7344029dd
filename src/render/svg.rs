//! Scenes as SVG: one self-contained picture, with words for those who do not see it.
//!
//! The text is well-formed whatever the scene says, has the same bytes on every run, and names its
//! own title and description to screen readers. Fonts are those of the reader's machine.
//!
//! ```
//! use improvement::render::scene::Scene;
//! use improvement::render::svg::Svg;
//! let scene = Scene::new(100.0, 50.0, "Falls & injuries", "Nothing yet.");
//! let svg = Svg::new(&scene).to_string();
//! assert!(svg.starts_with("<svg"));
//! assert!(svg.contains("<title id=\"picture-title\">Falls &amp; injuries</title>"));
//! ```

use std::fmt::{self, Write as _};
use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::layout::{Point, Route, Segment};
use super::scene::{Anchor, Dash, Group, Item, Scene, Shape, Style, Text};
use super::text::{FONT_FAMILY, Weight, visible};

/// Writes a scene as SVG.
#[derive(Debug, Clone)]
pub struct Svg<'s> {
    scene: &'s Scene,
    id: String,
}

impl<'s> Svg<'s> {
    /// The scene as a picture of its own.
    pub fn new(scene: &'s Scene) -> Self {
        Svg { scene, id: "picture".to_owned() }
    }

    /// The same picture under another id: needed where several stand in one HTML page, since ids
    /// must not occur twice. Characters that an id cannot have become hyphens.
    #[must_use]
    pub fn with_id(mut self, id: &str) -> Self {
        let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        self.id = id.chars().map(letter).collect();
        if !self.id.starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.id.insert_str(0, "picture-");
        }
        self
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let Scene { width, height, title, description, items } = self.scene;
        let (width, height) = (number(*width), number(*height));
        let (title_id, description_id) =
            (format!("{}-title", self.id), format!("{}-description", self.id));
        writer
            .create_element("svg")
            .with_attributes([
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("id", &self.id),
                ("width", &width),
                ("height", &height),
                ("viewBox", &format!("0 0 {width} {height}")),
                ("role", "img"),
                ("aria-labelledby", &format!("{title_id} {description_id}")),
                ("font-family", FONT_FAMILY),
            ])
            .write_inner_content(|writer| {
                words(writer, "title", Some(&title_id), title)?;
                words(writer, "desc", Some(&description_id), description)?;
                items.iter().try_for_each(|item| self::item(writer, item))
            })?;
        Ok(())
    }
}

impl fmt::Display for Svg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
        self.write(&mut writer).map_err(|_| fmt::Error)?;
        f.write_str(std::str::from_utf8(&writer.into_inner()).map_err(|_| fmt::Error)?)?;
        f.write_char('\n')
    }
}

fn item(writer: &mut Writer<Vec<u8>>, item: &Item) -> io::Result<()> {
    match item {
        Item::Shape(shape, style) => self::shape(writer, shape, *style),
        Item::Text(text) => self::text(writer, text),
        Item::Group(Group { title, items }) => {
            writer.create_element("g").write_inner_content(|writer| {
                if !title.is_empty() {
                    words(writer, "title", None, title)?;
                }
                items.iter().try_for_each(|item| self::item(writer, item))
            })?;
            Ok(())
        }
    }
}

fn words(
    writer: &mut Writer<Vec<u8>>,
    element: &str,
    id: Option<&str>,
    text: &str,
) -> io::Result<()> {
    let element = writer.create_element(element);
    let element = id.into_iter().fold(element, |e, id| e.with_attribute(("id", id)));
    element.write_text_content(BytesText::new(&visible(text)))?;
    Ok(())
}

fn shape(writer: &mut Writer<Vec<u8>>, shape: &Shape, style: Style) -> io::Result<()> {
    let (name, mut attributes) = match shape {
        Shape::Rect(rect, radius) => {
            let mut attributes = vec![
                ("x", number(rect.left)),
                ("y", number(rect.top)),
                ("width", number(rect.width)),
                ("height", number(rect.height)),
            ];
            if *radius > 0.0 {
                attributes.push(("rx", number(*radius)));
            }
            ("rect", attributes)
        }
        Shape::Circle(middle, radius) => (
            "circle",
            vec![("cx", number(middle.x)), ("cy", number(middle.y)), ("r", number(*radius))],
        ),
        Shape::Polygon(points) => {
            let points: Vec<String> = points.iter().map(|&p| pair(p)).collect();
            ("polygon", vec![("points", points.join(" "))])
        }
        Shape::Path(route) => ("path", vec![("d", path(route))]),
    };
    attributes.push(("fill", style.fill.map_or("none".to_owned(), |c| c.to_string())));
    if let Some(stroke) = style.stroke {
        attributes.push(("stroke", stroke.colour.to_string()));
        attributes.push(("stroke-width", number(stroke.width)));
        let scaled = |on: f64, off: f64| format!("{} {}", number(on), number(off));
        match stroke.dash {
            Dash::Solid => {}
            Dash::Dashed => attributes.push(("stroke-dasharray", scaled(6.0, 4.0))),
            Dash::Dotted => {
                // Strokes of no length with round ends are dots.
                attributes.push(("stroke-dasharray", scaled(0.0, stroke.width * 2.5)));
                attributes.push(("stroke-linecap", "round".to_owned()));
            }
        }
    }
    let attributes = attributes.iter().map(|(name, value)| (*name, value.as_str()));
    writer.create_element(name).with_attributes(attributes).write_empty()?;
    Ok(())
}

fn text(writer: &mut Writer<Vec<u8>>, text: &Text) -> io::Result<()> {
    let mut attributes = vec![
        ("x", number(text.at.x)),
        ("y", number(text.at.y)),
        ("font-size", number(text.font.size())),
    ];
    if text.font.weight() == Weight::Bold {
        attributes.push(("font-weight", "bold".to_owned()));
    }
    match text.anchor {
        Anchor::Start => {}
        Anchor::Middle => attributes.push(("text-anchor", "middle".to_owned())),
        Anchor::End => attributes.push(("text-anchor", "end".to_owned())),
    }
    if text.struck {
        attributes.push(("text-decoration", "line-through".to_owned()));
    }
    attributes.push(("fill", text.colour.to_string()));
    let attributes = attributes.iter().map(|(name, value)| (*name, value.as_str()));
    let words = visible(&text.text);
    writer
        .create_element("text")
        .with_attributes(attributes)
        .write_text_content(BytesText::new(&words))?;
    Ok(())
}

fn path(route: &Route) -> String {
    let mut path = format!("M{}", pair(route.start));
    for &segment in &route.segments {
        // Writing to a string cannot fail.
        let _ = match segment {
            Segment::Line(end) => write!(path, " L{}", pair(end)),
            Segment::Curve(a, b, end) => write!(path, " C{} {} {}", pair(a), pair(b), pair(end)),
        };
    }
    path
}

fn pair(point: Point) -> String {
    format!("{},{}", number(point.x), number(point.y))
}

/// A number to two decimals, without zeros at its end; what is no number becomes 0.
fn number(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::layout::Rect;
    use super::super::scene::{Colour, Stroke};
    use super::super::text::Font;
    use super::*;

    fn scene(text: &str) -> Scene {
        let mut scene = Scene::new(120.0, 40.0, text, text);
        let font = Font::new(12.0, Weight::Bold);
        let line = Text::new(Point::new(4.0, 20.0), text, font, Colour::BLACK);
        scene.items.push(Item::Group(Group {
            title: text.to_owned(),
            items: vec![Item::Text(line.with_anchor(Anchor::End))],
        }));
        scene
    }

    #[test]
    fn every_shape_is_written() {
        let mut scene = Scene::new(60.5, 40.0, "Shapes", "One of each.");
        let line = Stroke::new(Colour(0, 0x72, 0xB2), 1.5);
        let rect = Rect { left: 1.0, top: 2.0, width: 3.456, height: f64::NAN };
        let curve =
            Segment::Curve(Point::new(1.0, 0.0), Point::new(1.0, 2.0), Point::new(-0.001, 2.0));
        for (shape, style) in [
            (Shape::Rect(rect, 4.0), Style::filled(Colour::WHITE).with_stroke(line)),
            (Shape::Circle(Point::new(5.0, 5.0), 2.0), Style::lined(line.with_dash(Dash::Dashed))),
            (Shape::diamond(Point::new(5.0, 5.0), 2.0), Style::filled(Colour::BLACK)),
            (
                Shape::Path(Route { start: Point::default(), segments: vec![curve] }),
                Style::lined(line.with_dash(Dash::Dotted)),
            ),
        ] {
            scene.items.push(Item::Shape(shape, style));
        }
        insta::assert_snapshot!(Svg::new(&scene).with_id("9 & more").to_string(), @r##"
        <svg xmlns="http://www.w3.org/2000/svg" id="picture-9---more" width="60.5" height="40" viewBox="0 0 60.5 40" role="img" aria-labelledby="picture-9---more-title picture-9---more-description" font-family="Arial, Liberation Sans, Arimo, Helvetica, sans-serif">
         <title id="picture-9---more-title">Shapes</title>
         <desc id="picture-9---more-description">One of each.</desc>
         <rect x="1" y="2" width="3.46" height="0" rx="4" fill="#ffffff" stroke="#0072b2" stroke-width="1.5"/>
         <circle cx="5" cy="5" r="2" fill="none" stroke="#0072b2" stroke-width="1.5" stroke-dasharray="6 4"/>
         <polygon points="5,3 7,5 5,7 3,5" fill="#000000"/>
         <path d="M0,0 C1,0 1,2 0,2" fill="none" stroke="#0072b2" stroke-width="1.5" stroke-dasharray="0 3.75" stroke-linecap="round"/>
        </svg>
        "##);
    }

    #[test]
    fn title_and_description_are_named_to_readers() {
        let scene = scene("Falls");
        let svg = Svg::new(&scene).with_id("falls").to_string();
        let document = roxmltree::Document::parse(&svg).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        let ids: Vec<&str> = root.attribute("aria-labelledby").unwrap().split(' ').collect();
        assert_eq!(ids, ["falls-title", "falls-description"]);
        for id in ids {
            assert_eq!(document.descendants().filter(|n| n.attribute("id") == Some(id)).count(), 1);
        }
    }

    #[test]
    fn control_characters_are_shown_and_not_dropped() {
        let scene = scene("a\u{0}b\u{1B}c\u{FFFE}");
        let svg = Svg::new(&scene).to_string();
        let document = roxmltree::Document::parse(&svg).unwrap();
        let title = document.descendants().find(|n| n.has_tag_name("title")).unwrap();
        assert_eq!(title.text(), Some("a\u{2400}b\u{241B}c\u{FFFD}"));
    }

    proptest! {
        #[test]
        fn any_text_comes_back_as_it_was(text in "[^\\x00-\\x1F\u{FFFE}\u{FFFF}]{1,40}") {
            let scene = scene(&text);
            let svg = Svg::new(&scene).to_string();
            prop_assert_eq!(&svg, &Svg::new(&scene).to_string());
            let document = roxmltree::Document::parse(&svg).unwrap();
            let line = document.descendants().find(|n| n.has_tag_name("text")).unwrap();
            prop_assert_eq!(line.text().unwrap_or(""), text);
        }

        #[test]
        fn any_bytes_make_a_picture(text in any::<String>(), id in any::<String>(), size in any::<f64>()) {
            let mut scene = scene(&text);
            scene.width = size;
            let svg = Svg::new(&scene).with_id(&id).to_string();
            prop_assert!(roxmltree::Document::parse(&svg).is_ok());
        }
    }
}
