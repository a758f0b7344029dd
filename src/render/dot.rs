//! Sheets as DOT, the language of Graphviz.
//!
//! ```
//! use improvement::render::dot::Dot;
//! use improvement::render::sheet::{Card, CardKind, Line, Sheet};
//! let sheet = Sheet::new(
//!     "Falls",
//!     ["Aim", "Drivers"],
//!     vec![
//!         Card::new("fewer-falls", 0, CardKind::Aim, "Half as many \"falls\""),
//!         Card::new("safe-mobility", 1, CardKind::Driver, "People move safely"),
//!     ],
//!     vec![Line::new("safe-mobility", "fewer-falls")],
//! )?;
//! let dot = Dot::of(&sheet).to_string();
//! assert!(dot.contains(r#""fewer-falls" [label="Half as many \"falls\"""#));
//! assert!(dot.contains(r#""safe-mobility" -> "fewer-falls""#));
//! # Ok::<(), improvement::render::sheet::SheetError>(())
//! ```

use std::fmt;

use super::loss::{self, Loss};
use super::sheet::{Card, CardKind, Look, Sheet, SheetLink, words};
use super::text::{Font, Weight, visible};
use crate::change::ChangeKind;
use crate::diagram::{Sign, Strength};

/// How wide a label gets, in pixels: Graphviz does not break lines.
const LABEL_WIDTH: f64 = 200.0;

/// Writes a sheet as DOT, for `dot`.
///
/// Columns are clusters with a rank each, and arrows run from cause to effect, right to left.
#[derive(Debug, Clone)]
pub struct Dot<'s> {
    sheet: &'s Sheet,
}

impl<'s> Dot<'s> {
    /// The sheet as DOT.
    pub fn of(sheet: &'s Sheet) -> Self {
        Dot { sheet }
    }

    /// What of this sheet DOT cannot carry.
    pub fn losses(&self) -> Vec<Loss> {
        loss::on(self.sheet, &[Loss::Order, Loss::Marks, Loss::Struck, Loss::Legend])
    }
}

impl fmt::Display for Dot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sheet = self.sheet;
        writeln!(f, "digraph {{")?;
        writeln!(f, "  rankdir=RL;")?;
        writeln!(f, "  label={};", quoted(&[&*sheet.title, &*sheet.description]))?;
        writeln!(f, "  labelloc=t;")?;
        writeln!(f, "  labeljust=l;")?;
        writeln!(f, "  fontname=\"Arial\";")?;
        writeln!(f, "  node [fontname=\"Arial\", shape=box];")?;
        writeln!(f, "  edge [fontname=\"Arial\", arrowsize=0.7];")?;
        for (column, cards) in sheet.columns() {
            writeln!(f, "  subgraph cluster_{column} {{")?;
            writeln!(f, "    label={};", quoted(&[sheet.heading(column).unwrap_or("")]))?;
            writeln!(f, "    pencolor=none;")?;
            writeln!(f, "    rank=same;")?;
            for card in cards {
                writeln!(f, "    {} [{}];", quoted(&[&*card.id]), attributes(card))?;
            }
            writeln!(f, "  }}")?;
        }
        // Columns stay in order even where no link joins them.
        let firsts: Vec<&str> =
            sheet.columns().filter_map(|(_, cards)| Some(cards.first()?.id.as_str())).collect();
        for pair in firsts.windows(2) {
            writeln!(f, "  {} -> {} [style=invis];", quoted(&[pair[1]]), quoted(&[pair[0]]))?;
        }
        for link in sheet.links() {
            let [from, to] = [link.from, link.to].map(|i| sheet.cards().get(i));
            let (Some(from), Some(to)) = (from, to) else { continue };
            write!(f, "  {} -> {}", quoted(&[&*from.id]), quoted(&[&*to.id]))?;
            writeln!(f, " [{}];", link_attributes(link, from, to))?;
        }
        writeln!(f, "}}")
    }
}

fn attributes(card: &Card) -> String {
    let font = Font::new(14.0, Weight::Regular);
    let mut lines = font.wrap(&card.label, LABEL_WIDTH);
    let remarks = words(card).split_off(1).join(", ");
    lines.extend(font.wrap(&remarks, LABEL_WIDTH));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let style = match card.kind {
        CardKind::Aim => "style=filled, fillcolor=\"#e6f0f7\", penwidth=2",
        CardKind::Driver => "style=filled, fillcolor=\"#f6f8fa\"",
        CardKind::Change(ChangeKind::Intervention) => "style=rounded",
        CardKind::Change(ChangeKind::Concept) => "style=\"rounded,dashed\"",
        CardKind::Change(ChangeKind::ImplementationActivity) => "shape=octagon",
    };
    let style = if card.retired { "style=dotted, fontcolor=\"#6b7480\"" } else { style };
    format!("label={}, {style}", quoted(&lines))
}

fn link_attributes(link: &SheetLink, from: &Card, to: &Card) -> String {
    let Look { strength, sign, retired } = link.look;
    let mut attributes = vec![match (retired, strength) {
        (true, _) => "style=dotted, color=\"#6b7480\"",
        (_, Some(Strength::Strong)) => "style=solid, penwidth=2",
        (_, Some(Strength::Weak)) => "style=dashed",
        (_, None) => "style=solid",
    }];
    let remark = match (sign, retired) {
        (Sign::Helps, false) => None,
        (Sign::Helps, true) => Some("label=\"retired\""),
        (Sign::Harms, false) => Some("label=\"harms\""),
        (Sign::Harms, true) => Some("label=\"harms, retired\""),
        (Sign::Unknown, false) => Some("label=\"?\""),
        (Sign::Unknown, true) => Some("label=\"?, retired\""),
    };
    attributes.extend(remark);
    // A link within a column, or back, must not push its ends into other columns.
    if from.column <= to.column {
        attributes.push("constraint=false");
    }
    attributes.join(", ")
}

/// Lines as one quoted string. Graphviz reads backslashes and ampersands inside quotes too.
fn quoted(lines: &[&str]) -> String {
    let mut text = String::from("\"");
    let lines = lines.iter().filter(|line| !line.is_empty());
    for (i, line) in lines.flat_map(|line| line.lines()).enumerate() {
        if i > 0 {
            text.push_str("\\n");
        }
        for c in visible(line).chars() {
            match c {
                '"' => text.push_str("\\\""),
                '\\' => text.push_str("\\\\"),
                '&' => text.push_str("&amp;"),
                '\r' => text.push(' '),
                c => text.push(c),
            }
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::super::sheet::samples;
    use super::*;

    #[test]
    fn everything_is_written() {
        insta::assert_snapshot!(Dot::of(&samples::everything()));
    }

    #[test]
    fn a_published_diagram_keeps_its_links() {
        let sheet = samples::culture_of_care();
        let dot = Dot::of(&sheet);
        let text = dot.to_string();
        let links = text.lines().filter(|l| l.contains(" -> ") && !l.contains("invis"));
        assert_eq!(links.count(), 27 + 4);
        assert_eq!(dot.losses(), [Loss::Order, Loss::Legend]);
    }

    #[test]
    fn strings_say_what_they_are_given() {
        assert_eq!(quoted(&["a\"b\\N&lt;"]), r#""a\"b\\N&amp;lt;""#);
        assert_eq!(quoted(&["a\nb", "", "c\u{0}"]), "\"a\\nb\\nc\u{2400}\"");
        assert_eq!(quoted(&[""]), "\"\"");
    }
}
