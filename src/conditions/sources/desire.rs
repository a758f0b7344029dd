//! Desire: people choose to take part.

use super::{Found, Ground, Source};
use crate::base::{AnyId, Condition, GroupId};
use crate::conditions::Bearing;
use crate::people::{Constituency, Joining};

pub(super) static CHOSE_TO_JOIN: Source = Source {
    name: "chose-to-join",
    condition: Condition::Desire,
    looks_at: "whether people chose to take part, or were told to",
    record: "how many of each group chose to take part, under `people.joining`",
    mend: "ask those who were told to what would make it worth their while, and let people leave",
    basis: "Fitzsimons 2023",
    find: chose_to_join,
};

/// The last count of each group.
fn chose_to_join(ground: &Ground<'_>) -> Vec<Found> {
    let mut last: Vec<&Joining> = Vec::new();
    for row in ground.programme.people().joining.iter().filter(|row| row.on <= ground.as_of) {
        match last.iter_mut().find(|known| known.group == row.group) {
            Some(known) if row.on >= known.on => *known = row,
            Some(_) => {}
            None => last.push(row),
        }
    }
    let found = last.into_iter().map(|row| {
        let (bearing, said) = if row.nobody_came() {
            (Bearing::Against, "were asked, and nobody takes part")
        } else {
            match Bearing::more_of(row.chose, row.told_to) {
                Bearing::For => (Bearing::For, "more chose to take part than were told to"),
                Bearing::Against => (Bearing::Against, "more were told to take part than chose to"),
                Bearing::Neither => {
                    (Bearing::Neither, "as many were told to take part as chose to")
                }
            }
        };
        Found::new(bearing, row.on, format!("`{}`: {said}", row.group)).about([(&row.group).into()])
    });
    found.collect()
}

pub(super) static OWN_IDEAS: Source = Source {
    name: "own-ideas",
    condition: Condition::Desire,
    looks_at: "whether changes are the ideas of those who do the work or use the service",
    record: "whose idea each change was, in `proposed_by`",
    mend: "ask those who do the work what they would change, and test that",
    basis: "Fitzsimons 2023; Highly Adoptable Improvement (<https://www.ihi.org/communities/blogs/is-there-a-way-to-prevent-quality-improvement-burnout>)",
    find: own_ideas,
};

fn own_ideas(ground: &Ground<'_>) -> Vec<Found> {
    let people = ground.programme.people();
    let near = |group: &GroupId| {
        let from = people.constituency(group.as_str());
        from.is_some_and(|from| Constituency::is_frontline(from) || from.has_lived_experience())
    };
    let changes = ground.programme.diagram().changes();
    let counting = changes.filter(|change| change.counts() && !change.get().proposed_by.is_empty());
    let (own, others): (Vec<_>, Vec<_>) =
        counting.partition(|change| change.get().proposed_by.iter().any(near));
    if own.is_empty() && others.is_empty() {
        return Vec::new();
    }
    let (own_count, all) = (own.len(), own.len() + others.len());
    let said =
        format!("{own_count} of {all} changes came from those who do the work or use the service");
    let bearing = Bearing::more_of(own_count, others.len());
    let subjects = own.iter().chain(&others).map(|change| AnyId::from(change.id()));
    vec![Found::new(bearing, None, said).about(subjects)]
}
