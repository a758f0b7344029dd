//! Sheets as Mermaid flowcharts, which many sites draw inside Markdown.
//!
//! ```
//! use improvement::render::mermaid::Mermaid;
//! use improvement::render::sheet::{Card, CardKind, Line, Sheet};
//! let sheet = Sheet::new(
//!     "Falls",
//!     ["Aim", "Drivers"],
//!     vec![
//!         Card::new("fewer-falls", 0, CardKind::Aim, "Half as many \"falls\""),
//!         Card::new("end", 1, CardKind::Driver, "People move safely"),
//!     ],
//!     vec![Line::new("end", "fewer-falls")],
//! )?;
//! let text = Mermaid::of(&sheet).to_string();
//! assert!(text.contains(r#"aim_fewer_falls(["Half as many #quot;falls#quot;"])"#));
//! assert!(text.contains("driver_end --> aim_fewer_falls"));
//! # Ok::<(), improvement::render::sheet::SheetError>(())
//! ```

use std::collections::HashSet;
use std::fmt::{self, Write};

use super::loss::{self, Loss};
use super::sheet::{Card, CardKind, Look, Sheet, words};
use super::text::visible;
use crate::change::ChangeKind;
use crate::diagram::{Sign, Strength};

/// Writes a sheet as a Mermaid flowchart.
///
/// Columns are subgraphs, and arrows run from cause to effect, right to left: thick for strong links,
/// dotted for weak ones, plain where nobody has said.
#[derive(Debug, Clone)]
pub struct Mermaid<'s> {
    sheet: &'s Sheet,
}

impl<'s> Mermaid<'s> {
    /// The sheet as Mermaid.
    pub fn of(sheet: &'s Sheet) -> Self {
        Mermaid { sheet }
    }

    /// What of this sheet Mermaid cannot carry.
    pub fn losses(&self) -> Vec<Loss> {
        let all = [
            Loss::Order,
            Loss::Columns,
            Loss::Marks,
            Loss::Struck,
            Loss::RetiredLine,
            Loss::TitleSigns,
            Loss::Legend,
        ];
        loss::on(self.sheet, &all)
    }
}

impl fmt::Display for Mermaid<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sheet = self.sheet;
        let ids = ids(sheet.cards());
        if !one_line(&sheet.title).is_empty() {
            writeln!(f, "---\ntitle: {}\n---", yaml(&one_line(&sheet.title)))?;
        }
        writeln!(f, "flowchart RL")?;
        for (word, text) in [("accTitle", &sheet.title), ("accDescr", &sheet.description)] {
            let text = label([&*one_line(text)]);
            if !text.is_empty() {
                writeln!(f, "  {word}: {text}")?;
            }
        }
        let mut number = 0;
        for (column, cards) in sheet.columns() {
            let heading = label([sheet.heading(column).unwrap_or(" ")]);
            writeln!(f, "  subgraph column_{column} [\"{heading}\"]")?;
            for card in cards {
                let (open, close) = brackets(card.kind);
                let remarks = words(card).split_off(1).join(", ");
                let words = label([&*card.label, &*remarks]);
                write!(f, "    {}{open}\"{words}\"{close}", ids[number])?;
                writeln!(f, "{}", class(card))?;
                number += 1;
            }
            writeln!(f, "  end")?;
        }
        for link in sheet.links() {
            if let (Some(from), Some(to)) = (ids.get(link.from), ids.get(link.to)) {
                writeln!(f, "  {from} {} {to}", arrow(link.look))?;
            }
        }
        for (class, style) in [
            ("aim", "fill:#e6f0f7,stroke:#1f2933,stroke-width:2px,color:#1f2933"),
            ("driver", "fill:#f6f8fa,stroke:#52606d,color:#1f2933"),
            ("change", "fill:#ffffff,stroke:#52606d,color:#1f2933"),
            ("concept", "fill:#ffffff,stroke:#52606d,stroke-dasharray:6 4,color:#1f2933"),
            ("retired", "fill:#ffffff,stroke:#6b7480,stroke-dasharray:2 3,color:#6b7480"),
        ] {
            if sheet.cards().iter().any(|card| self::class(card).ends_with(class)) {
                writeln!(f, "  classDef {class} {style}")?;
            }
        }
        Ok(())
    }
}

/// Ids that Mermaid can read: the kind before each keeps them apart from its keywords, such as
/// `end`.
fn ids(cards: &[Card]) -> Vec<String> {
    let mut used = HashSet::new();
    let mut ids = Vec::with_capacity(cards.len());
    for card in cards {
        let kind = match card.kind {
            CardKind::Aim => "aim",
            CardKind::Driver => "driver",
            CardKind::Change(_) => "change",
        };
        let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
        let mut id = format!("{kind}_{}", card.id.chars().map(letter).collect::<String>());
        while !used.insert(id.clone()) {
            id.push('_');
        }
        ids.push(id);
    }
    ids
}

const fn brackets(kind: CardKind) -> (&'static str, &'static str) {
    match kind {
        CardKind::Aim => ("([", "])"),
        CardKind::Driver => ("[", "]"),
        CardKind::Change(ChangeKind::Intervention | ChangeKind::Concept) => ("(", ")"),
        CardKind::Change(ChangeKind::ImplementationActivity) => ("{{", "}}"),
    }
}

const fn class(card: &Card) -> &'static str {
    match card.kind {
        _ if card.retired => ":::retired",
        CardKind::Aim => ":::aim",
        CardKind::Driver => ":::driver",
        CardKind::Change(ChangeKind::Concept) => ":::concept",
        CardKind::Change(_) => ":::change",
    }
}

fn arrow(look: Look) -> String {
    let line = match (look.retired, look.strength) {
        (true, _) | (_, Some(Strength::Weak)) => "-.->",
        (_, Some(Strength::Strong)) => "==>",
        (_, None) => "-->",
    };
    let mut remarks: Vec<&str> = Vec::new();
    match look.sign {
        Sign::Helps => {}
        Sign::Harms => remarks.push("harms"),
        Sign::Unknown => remarks.push("helps or harms?"),
    }
    if look.retired {
        remarks.push("retired");
    }
    if remarks.is_empty() { line.to_owned() } else { format!("{line}|\"{}\"|", remarks.join(", ")) }
}

/// Words for inside quotation marks, each part on lines of its own. Mermaid reads `#name;` as a
/// character, and what looks like HTML or Markdown as such.
fn label<'t>(parts: impl IntoIterator<Item = &'t str>) -> String {
    let mut text = String::new();
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    for (i, line) in parts.flat_map(str::lines).enumerate() {
        if i > 0 {
            text.push_str("<br/>");
        }
        let line = visible(line);
        // A number and a point at the beginning would be a list.
        let digits = line.trim_start().chars().take_while(char::is_ascii_digit).count();
        let lead = line.len() - line.trim_start().len();
        for (at, c) in line.char_indices() {
            // Writing to a string cannot fail.
            let _ = match c {
                '"' => text.write_str("#quot;"),
                '&' => text.write_str("#amp;"),
                '<' => text.write_str("#lt;"),
                '>' => text.write_str("#gt;"),
                '.' | ')' if digits > 0 && at == lead + digits => {
                    write!(text, "#{};", u32::from(c))
                }
                // An icon, where the site has any.
                ':' if line[at + 1..].starts_with("fa") => text.write_str("#58;"),
                '-' | '+' if at == lead => write!(text, "#{};", u32::from(c)),
                ' ' | ',' | '.' | ':' | '(' | ')' | '/' | '\'' | '!' | '?' | '-' | '+' | '=' => {
                    text.write_char(c)
                }
                c if c.is_ascii_punctuation() => write!(text, "#{};", u32::from(c)),
                c if c.is_control() => text.write_char(' '),
                c => text.write_char(c),
            };
        }
    }
    text
}

/// A string in double quotes as YAML reads it. Mermaid drops what looks like HTML in a title.
fn yaml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in visible(text).chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '<' => quoted.push('‹'),
            '>' => quoted.push('›'),
            '&' => quoted.push('＆'),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::sheet::{Line, samples};
    use super::*;

    #[test]
    fn everything_is_written() {
        insta::assert_snapshot!(Mermaid::of(&samples::everything()));
    }

    #[test]
    fn a_published_diagram_keeps_its_links() {
        let sheet = samples::culture_of_care();
        let mermaid = Mermaid::of(&sheet);
        let text = mermaid.to_string();
        assert_eq!(text.lines().filter(|l| l.contains("-->")).count(), 27);
        assert_eq!(text.lines().filter(|l| l.contains("==>")).count(), 4);
        assert_eq!(mermaid.losses(), [Loss::Order, Loss::Columns, Loss::Legend]);
    }

    #[test]
    fn labels_say_what_they_are_given() {
        assert_eq!(label(["a \"b\" [c] `d` #e;"]), "a #quot;b#quot; #91;c#93; #96;d#96; #35;e#59;");
        assert_eq!(label(["1. one", "- two\nthree"]), "1#46; one<br/>#45; two<br/>three");
        assert_eq!(
            label(["<b>&amp;</b> %%{init}%%"]),
            "#lt;b#gt;#amp;amp#59;#lt;/b#gt; #37;#37;#123;init#125;#37;#37;"
        );
        assert_eq!(label(["fa:fa-car", "Aim: fast"]), "fa#58;fa-car<br/>Aim: fast");
        assert_eq!(label(["é 患"]), "é 患");
    }

    #[test]
    fn ids_are_safe_and_distinct() {
        let card = |id: &str| Card::new(id, 0, CardKind::Driver, "x");
        assert_eq!(
            ids(&[card("end"), card("a-b"), card("a_b"), card("é")]),
            ["driver_end", "driver_a_b", "driver_a_b_", "driver__"]
        );
    }

    #[test]
    fn an_empty_sheet_is_an_empty_flowchart() {
        let sheet = Sheet::new(" \n", [""], vec![], Vec::<Line>::new()).unwrap();
        assert_eq!(Mermaid::of(&sheet).to_string(), "flowchart RL\n");
        assert!(Mermaid::of(&sheet).losses().is_empty());
    }
}
