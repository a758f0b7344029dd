//! What a diagram shows, before any format: cards in columns, and links between them.
//!
//! Every format writes the same sheet, in the one order of [`Sheet::cards`] and [`Sheet::links`]:
//! column by column from the aims, and within a column as the team wrote them. So the formats never
//! disagree about what there is, or about what comes first.
//!
//! A sheet is plain: it can be made [from a programme](Sheet::of) or by hand.
//!
//! ```
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
//! assert_eq!(sheet.links().len(), 1);
//! assert!(sheet.outline().contains("People move safely, leads to: Half as many falls by June"));
//! # Ok::<(), improvement::render::sheet::SheetError>(())
//! ```

mod of_programme;
mod outline;
#[cfg(test)]
pub(super) mod samples;

use std::collections::HashMap;

pub(super) use outline::{remarks, words};

use crate::change::{ChangeKind, ChangeStatus};
use crate::diagram::{Sign, Strength};
use crate::measure::Family;

/// A driver diagram as it is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What it is called.
    pub title: String,
    /// What it is about, in a sentence or two; shown under the title. May be empty.
    pub description: String,
    headings: Vec<String>,
    cards: Vec<Card>,
    links: Vec<SheetLink>,
}

/// One box.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Card {
    /// Its id, by which links name it.
    pub id: String,
    /// Its column, counted from that of the aims, which is 0.
    pub column: usize,
    /// What sort of thing it is, shown by its shape and in words.
    pub kind: CardKind,
    /// The words in it.
    pub label: String,
    /// How far a change has come.
    pub status: Option<ChangeStatus>,
    /// The families of its measures, one entry for each measure.
    pub measures: Vec<Family>,
    /// Anything else to be shown in it.
    pub note: Option<String>,
    /// Whether it has left the theory; it stays on the sheet, struck through.
    pub retired: bool,
}

impl Card {
    /// A box with nothing but words in it.
    pub fn new(
        id: impl Into<String>,
        column: usize,
        kind: CardKind,
        label: impl Into<String>,
    ) -> Self {
        Card {
            id: id.into(),
            column,
            kind,
            label: label.into(),
            status: None,
            measures: Vec::new(),
            note: None,
            retired: false,
        }
    }

    /// The families of its measures, each once, with how many there are of it.
    pub fn measures_by_family(&self) -> Vec<(Family, usize)> {
        let count = |family| self.measures.iter().filter(|&&f| f == family).count();
        Family::ALL.into_iter().map(|f| (f, count(f))).filter(|&(_, n)| n > 0).collect()
    }
}

/// What sort of thing a card stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CardKind {
    /// What is to be reached.
    Aim,
    /// A factor that leads to it.
    Driver,
    /// Something to try.
    Change(ChangeKind),
}

impl CardKind {
    /// The word for it, such as `change idea`.
    pub const fn word(self) -> &'static str {
        match self {
            CardKind::Aim => "aim",
            CardKind::Driver => "driver",
            CardKind::Change(ChangeKind::Intervention) => "change idea",
            CardKind::Change(ChangeKind::ImplementationActivity) => "implementation activity",
            CardKind::Change(ChangeKind::Concept) => "change concept",
        }
    }
}

/// A link to be put on a sheet, from cause to effect, its ends told by their ids.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Line {
    /// The id of the cause.
    pub from: String,
    /// The id of the effect.
    pub to: String,
    /// How the link is drawn.
    pub look: Look,
}

impl Line {
    /// A link of which nothing is known but that it was drawn.
    pub fn new(from: impl Into<String>, to: impl Into<String>) -> Self {
        Line { from: from.into(), to: to.into(), look: Look::default() }
    }

    /// A link of a strength.
    pub fn of(strength: Strength, from: impl Into<String>, to: impl Into<String>) -> Self {
        let mut line = Line::new(from, to);
        line.look.strength = Some(strength);
        line
    }
}

/// What a link shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Look {
    /// Solid if strong, dashed if weak; thin if nobody has said.
    pub strength: Option<Strength>,
    /// Marked if the effect is harmed, or if nobody knows.
    pub sign: Sign,
    /// Whether the link has left the theory.
    pub retired: bool,
}

/// A link of a sheet, its ends told by their positions in [`Sheet::cards`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SheetLink {
    /// The position of the cause.
    pub from: usize,
    /// The position of the effect.
    pub to: usize,
    /// How it is drawn.
    pub look: Look,
}

/// Why cards and lines are no sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SheetError {
    /// Two cards with one id.
    #[error("two cards have the id `{id}`")]
    DuplicateCard {
        /// The id.
        id: String,
    },
    /// A line to a card that is not there.
    #[error("the link from `{from}` to `{to}` names no card `{missing}`")]
    NoSuchCard {
        /// The id of the cause.
        from: String,
        /// The id of the effect.
        to: String,
        /// The one that is not there.
        missing: String,
    },
    /// A line from a card to itself.
    #[error("the link from `{id}` leads to itself")]
    SelfLink {
        /// The id.
        id: String,
    },
}

impl Sheet {
    /// Puts cards and lines in order: cards by column, lines by their ends.
    ///
    /// Headings stand over the columns from that of the aims on; columns without one have none.
    ///
    /// # Errors
    ///
    /// Two cards with one id, a line to a card that is not there, or a line from a card to itself.
    pub fn new(
        title: impl Into<String>,
        headings: impl IntoIterator<Item = impl Into<String>>,
        cards: Vec<Card>,
        lines: Vec<Line>,
    ) -> Result<Self, SheetError> {
        let mut place: HashMap<&str, usize> = HashMap::new();
        for (i, card) in cards.iter().enumerate() {
            if place.insert(&card.id, i).is_some() {
                return Err(SheetError::DuplicateCard { id: card.id.clone() });
            }
        }
        let mut resolved = Vec::with_capacity(lines.len());
        for Line { from, to, look } in lines {
            let missing = match (place.get(from.as_str()), place.get(to.as_str())) {
                (Some(_), Some(_)) if from == to => return Err(SheetError::SelfLink { id: from }),
                (Some(&from), Some(&to)) => {
                    resolved.push(SheetLink { from, to, look });
                    continue;
                }
                (None, _) => from.clone(),
                (_, None) => to.clone(),
            };
            return Err(SheetError::NoSuchCard { from, to, missing });
        }
        let headings = headings.into_iter().map(Into::into).collect();
        Ok(Sheet::in_order(title.into(), headings, cards, resolved))
    }

    /// Puts cards in order by column, and links by their ends, which are positions in `cards`.
    fn in_order(
        title: String,
        headings: Vec<String>,
        cards: Vec<Card>,
        mut links: Vec<SheetLink>,
    ) -> Self {
        let mut cards: Vec<(usize, Card)> = cards.into_iter().enumerate().collect();
        // Stable: within a column the order is that of the list.
        cards.sort_by_key(|(_, card)| card.column);
        let mut place = vec![0; cards.len()];
        for (new, &(old, _)) in cards.iter().enumerate() {
            place[old] = new;
        }
        for link in &mut links {
            *link = SheetLink { from: place[link.from], to: place[link.to], ..*link };
        }
        links.sort_by_key(|link| (link.from, link.to));
        let cards = cards.into_iter().map(|(_, card)| card).collect();
        Sheet { title, description: String::new(), headings, cards, links }
    }

    /// The same sheet with a description.
    #[must_use]
    pub fn with_description(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// The words over a column, from that of the aims on.
    pub fn heading(&self, column: usize) -> Option<&str> {
        self.headings.get(column).map(String::as_str).filter(|h| !h.is_empty())
    }

    /// The cards, column by column.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The links, by the positions of their ends.
    pub fn links(&self) -> &[SheetLink] {
        &self.links
    }

    /// The columns that have cards, with their cards, from that of the aims on.
    pub fn columns(&self) -> impl Iterator<Item = (usize, &[Card])> {
        self.cards.chunk_by(|a, b| a.column == b.column).filter_map(|cards| {
            let column = cards.first()?.column;
            Some((column, cards))
        })
    }

    /// What a card leads to: its links, with the cards at their far ends.
    pub fn effects(&self, card: usize) -> impl Iterator<Item = (Look, &Card)> {
        let start = self.links.partition_point(|l| l.from < card);
        let links = self.links.iter().skip(start).take_while(move |l| l.from == card);
        links.filter_map(|l| Some((l.look, self.cards.get(l.to)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_walked_by_column_and_links_by_their_ends() {
        let card = |id: &str, column| Card::new(id, column, CardKind::Driver, id);
        let sheet = Sheet::new(
            "t",
            ["Aim", ""],
            vec![card("c", 2), card("b", 1), card("a", 0), card("b2", 1)],
            vec![
                Line::new("c", "b2"),
                Line::new("b2", "a"),
                Line::new("c", "b"),
                Line::new("b", "a"),
            ],
        )
        .unwrap();
        let ids: Vec<&str> = sheet.cards().iter().map(|c| c.id.as_str()).collect();
        assert_eq!(ids, ["a", "b", "b2", "c"]);
        let ends: Vec<(usize, usize)> = sheet.links().iter().map(|l| (l.from, l.to)).collect();
        assert_eq!(ends, [(1, 0), (2, 0), (3, 1), (3, 2)]);
        assert_eq!(
            sheet.columns().map(|(c, cards)| (c, cards.len())).collect::<Vec<_>>(),
            [(0, 1), (1, 2), (2, 1)]
        );
        assert_eq!(sheet.effects(3).map(|(_, c)| c.id.as_str()).collect::<Vec<_>>(), ["b", "b2"]);
        assert_eq!(
            (sheet.heading(0), sheet.heading(1), sheet.heading(2)),
            (Some("Aim"), None, None)
        );
    }

    #[test]
    fn what_is_no_sheet_is_refused() {
        let cards = || {
            vec![Card::new("a", 0, CardKind::Aim, "A"), Card::new("b", 1, CardKind::Driver, "B")]
        };
        let sheet =
            |cards, line| Sheet::new("t", ["Aim"], cards, vec![line]).unwrap_err().to_string();
        assert_eq!(
            sheet(cards(), Line::new("b", "c")),
            "the link from `b` to `c` names no card `c`"
        );
        assert_eq!(
            sheet(cards(), Line::new("x", "a")),
            "the link from `x` to `a` names no card `x`"
        );
        assert_eq!(sheet(cards(), Line::new("b", "b")), "the link from `b` leads to itself");
        let twice = [cards(), cards()].concat();
        assert_eq!(sheet(twice, Line::new("b", "a")), "two cards have the id `a`");
    }

    #[test]
    fn measures_are_counted_by_family() {
        let mut card = Card::new("a", 0, CardKind::Aim, "A");
        card.measures = vec![Family::Process, Family::Outcome, Family::Process];
        assert_eq!(card.measures_by_family(), [(Family::Outcome, 1), (Family::Process, 2)]);
    }
}
