//! Boards: what can be seen, and how old it is.

use crate::base::{Date, Label, MeasureId, RoleId, RoutineId, SourceMark, Statement, Tier};

/// A board that shows how things stand, on a wall or on a screen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Board {
    /// What it is called.
    pub label: Label,
    /// How high it stands, 1 being the front line.
    pub tier: Option<Tier>,
    /// Where it is.
    pub place: Option<Label>,
    /// Who keeps it.
    pub owner: Option<RoleId>,
    /// The routines that stand at it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used_by: Vec<RoutineId>,
    /// What it shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<Panel>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
}

impl Board {
    /// How far it is confirmed that old content is a sign of decay: one practitioner source.
    pub const STALE: SourceMark = SourceMark::Reported;

    /// A board of which only the name is known.
    pub fn new(label: Label) -> Self {
        Board {
            label,
            tier: None,
            place: None,
            owner: None,
            used_by: Vec::new(),
            shows: Vec::new(),
            note: None,
        }
    }

    /// The measures that it shows.
    pub fn measures(&self) -> impl Iterator<Item = &MeasureId> {
        self.shows.iter().flat_map(|panel| &panel.measures)
    }

    /// The panels that were last updated more than so many days before a day, or never, with their
    /// age in days where it is known.
    ///
    /// Content older than about 90 days is given as an early sign that a tiered huddle system is
    /// being abandoned (<https://www.improvementflow.com/reporting-programs/huddle-reporting>, a
    /// practitioner source).
    pub fn stale(&self, as_of: Date, days: u32) -> impl Iterator<Item = (&Panel, Option<i64>)> {
        self.shows.iter().filter_map(move |panel| {
            let age = panel.updated.map(|updated| as_of.days_since(updated));
            age.is_none_or(|age| age > i64::from(days)).then_some((panel, age))
        })
    }
}

/// One part of a board.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Panel {
    /// What it shows: recent safety events, measures, ideas, open actions.
    pub label: Label,
    /// The measures on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<MeasureId>,
    /// When it was last updated.
    pub updated: Option<Date>,
}

impl Panel {
    /// A part of which only the name is known.
    pub fn new(label: Label) -> Self {
        Panel { label, measures: Vec::new(), updated: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_updated_is_stale() {
        let mut board = Board::new(Label::new("Ward board").unwrap());
        let mut panel = Panel::new(Label::new("Safety events").unwrap());
        panel.updated = "2026-01-01".parse().ok();
        board.shows = vec![panel, Panel::new(Label::new("Ideas").unwrap())];
        let stale = |as_of: &str| {
            let stale = board.stale(as_of.parse().unwrap(), 90);
            stale.map(|(panel, age)| (panel.label.as_str().to_owned(), age)).collect::<Vec<_>>()
        };
        // The ninetieth day is still fresh.
        assert_eq!(stale("2026-04-01"), [("Ideas".to_owned(), None)]);
        assert_eq!(stale("2026-04-02")[0], ("Safety events".to_owned(), Some(91)));
    }
}
