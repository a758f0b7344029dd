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

#[cfg(test)]
mod tests {
    use crate::base::{AimId, ChangeId, DriverId, Label, Statement};
    use crate::change::{Change, ChangeKind, ChangeStatus};
    use crate::diagram::{Driver, Level, Link, Sign, Strength};
    use crate::measure::{Family, Measure};
    use crate::programme::Programme;
    use crate::purpose::{Aim, AimStatus};
    use crate::render::sheet::{CardKind, Look, Sheet};

    #[test]
    fn a_programme_is_shown_as_it_is() {
        let label = |text: &str| Label::new(text).unwrap();
        let mut builder = Programme::builder("calmer".parse().unwrap(), label("Calmer wards"));
        builder.header.summary = Some(Statement::new("Six wards.").unwrap());
        let (aim, driver, change): (AimId, DriverId, ChangeId) =
            ("aim".parse().unwrap(), "predict".parse().unwrap(), "huddle".parse().unwrap());
        let mut row = Aim::new(Statement::new("Less violence").unwrap());
        row.measures = vec!["rate".parse().unwrap()];
        row.status = AimStatus::Met;
        builder
            .measures
            .insert("rate".parse().unwrap(), Measure::new(label("Violence rate"), Family::Outcome))
            .unwrap();
        let mut idea = Change::new(label("Safety huddle"));
        idea.status = ChangeStatus::Abandoned;
        idea.kind = ChangeKind::ImplementationActivity;
        let mut harm = Link::of(Strength::Weak);
        harm.sign = Sign::Harms;
        builder
            .diagram
            .change(change.clone(), idea)
            .driver(driver.clone(), Driver::at(Level::Primary, label("Predict violence")))
            .aim(aim.clone(), row)
            .link(&change, &driver, harm)
            .link(&driver, &aim, Link::new());
        let sheet = Sheet::of(&builder.build().unwrap());

        assert_eq!((&*sheet.title, &*sheet.description), ("Calmer wards", "Six wards."));
        let ids: Vec<&str> = sheet.cards().iter().map(|c| c.id.as_str()).collect();
        assert_eq!(ids, ["aim", "predict", "huddle"]);
        let headings: Vec<_> = sheet.columns().map(|(c, _)| sheet.heading(c)).collect();
        assert_eq!(headings, [Some("Aim"), Some("Primary drivers"), Some("Change ideas")]);
        let [aim, _, huddle] = sheet.cards() else { panic!("three cards") };
        assert_eq!(aim.measures, [Family::Outcome]);
        assert_eq!(aim.note.as_deref(), Some("reached"));
        assert_eq!(huddle.kind, CardKind::Change(ChangeKind::ImplementationActivity));
        assert!(huddle.retired && huddle.status == Some(ChangeStatus::Abandoned));
        let weak = Look { strength: Some(Strength::Weak), sign: Sign::Harms, retired: false };
        assert_eq!(sheet.links()[1].look, weak);
        assert_eq!(sheet.links()[0].look, Look::default());
    }
}
