//! Sheets made from programmes.

use std::collections::HashMap;

use super::{Card, CardKind, Look, Sheet, SheetLink};
use crate::base::MeasureId;
use crate::change::ChangeStatus;
use crate::diagram::{Diagram, NodeRef};
use crate::measure::Family;
use crate::programme::Programme;
use crate::purpose::AimStatus;

impl Sheet {
    /// The driver diagram of a programme, with the families of the measures on it.
    pub fn of(programme: &Programme) -> Self {
        let family = |id: &MeasureId| programme.measures().get(id.as_str()).map(|m| m.family);
        let mut sheet = of_diagram(programme.diagram(), programme.name().as_str(), family);
        if let Some(summary) = &programme.header().summary {
            sheet.description = summary.to_string();
        }
        sheet
    }

    /// A driver diagram alone, under a title. Measures are not shown: only a programme knows them.
    pub fn of_diagram(diagram: &Diagram, title: &str) -> Self {
        of_diagram(diagram, title, |_| None)
    }
}

fn of_diagram(
    diagram: &Diagram,
    title: &str,
    family: impl Fn(&MeasureId) -> Option<Family>,
) -> Sheet {
    let cards: Vec<Card> = diagram
        .nodes()
        .map(|node| {
            let mut card = card(node);
            card.measures = node.measures().iter().filter_map(&family).collect();
            card
        })
        .collect();
    // Aims, drivers and changes share one namespace.
    let place: HashMap<&str, usize> =
        cards.iter().enumerate().map(|(i, card)| (card.id.as_str(), i)).collect();
    let links = diagram.links().filter_map(|link| {
        let look =
            Look { strength: link.strength, sign: link.sign, retired: link.retired.is_some() };
        let from = *place.get(link.cause().as_str())?;
        let to = *place.get(link.effect().as_str())?;
        Some(SheetLink { from, to, look })
    });
    let links = links.collect();
    let headings = headings(&cards);
    Sheet::in_order(title.to_owned(), headings, cards, links)
}

fn card(node: NodeRef<'_>) -> Card {
    let card = |kind| Card::new(node.as_str(), node.column(), kind, node.label());
    if let Some(change) = node.to_change() {
        Card {
            status: Some(change.status),
            retired: change.retired.is_some() || change.status == ChangeStatus::Abandoned,
            ..card(CardKind::Change(change.kind))
        }
    } else if let Some(aim) = node.to_aim() {
        let remark = match aim.status {
            AimStatus::Open => None,
            AimStatus::Met => Some("reached".to_owned()),
            AimStatus::Missed => Some("not reached in time".to_owned()),
        };
        Card { note: remark, retired: aim.retired.is_some(), ..card(CardKind::Aim) }
    } else {
        Card { retired: node.is_retired(), ..card(CardKind::Driver) }
    }
}

/// The words over the columns, as the field calls them.
fn headings(cards: &[Card]) -> Vec<String> {
    let last = cards.iter().map(|card| card.column).max().unwrap_or(0);
    let in_column = |column| cards.iter().filter(move |card| card.column == column);
    (0..=last)
        .map(|column| {
            let changes = |card: &Card| matches!(card.kind, CardKind::Change(_));
            match column {
                0 if in_column(0).count() == 1 => "Aim".to_owned(),
                0 => "Aims".to_owned(),
                _ if in_column(column).any(changes) => "Change ideas".to_owned(),
                1 => "Primary drivers".to_owned(),
                2 => "Secondary drivers".to_owned(),
                3 => "Tertiary drivers".to_owned(),
                n => format!("Drivers, column {n}"),
            }
        })
        .collect()
}
