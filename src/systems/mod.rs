//! Through which routines the work lives on: huddles, boards, reviews, and how issues rise.
//!
//! A [`Routine`] names its tier, how often it happens, which measures it looks at, and the days on
//! which it was held: what was kept and what was missed follows from the dates. A [`Board`] says what
//! it shows and how old that is, a [`Standard`] how the work is done and whether it is followed. An
//! [`Escalation`] says who receives an issue, in what form, and how fast they answer; a path without
//! an answer time is where trust is lost. A [`Metric`] says whether a measure is worked on or only
//! watched. Routines stand in one of the four parts of a quality management system
//! ([`QualityFunction`]).
//!
//! ```
//! use improvement::base::Label;
//! use improvement::systems::{Routine, RoutineKind, Systems};
//! let mut huddle = Routine::new(Label::new("Safety huddle")?, RoutineKind::Huddle);
//! huddle.cadence = Some("weekdays".parse()?);
//! huddle.held = vec!["2026-03-02".parse()?, "2026-03-04".parse()?];
//! let adherence = huddle.adherence("2026-03-06".parse()?).unwrap();
//! assert_eq!((adherence.kept, adherence.missed), (2, 2));
//! huddle.looks_at = vec!["violence-rate".parse()?];
//! let mut systems = Systems::default();
//! systems.routines.insert("safety-huddle".parse()?, huddle)?;
//! let watched = systems.routines_looking_at("violence-rate").count();
//! assert_eq!(watched, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod board;
mod escalation;
mod function;
mod metric;
mod routine;
mod standard;

pub use board::{Board, Panel};
pub use escalation::{Answers, Escalation, Issue};
pub use function::QualityFunction;
pub use metric::{Attention, Metric, Trigger};
pub use routine::{Miss, Pause, Routine, RoutineKind};
pub use standard::{Look, LookError, Standard};

use crate::base::{Label, RoutineId, Table, kind};
pub use crate::base::{Tier, TierError};

/// The routines of a programme and of the organisation round it.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Systems {
    /// The one improvement method that the organisation has chosen.
    pub method: Option<Label>,
    /// Routines.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub routines: Table<kind::Routine, Routine>,
    /// Boards.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub boards: Table<kind::Board, Board>,
    /// Written ways to do the work.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub standard_work: Table<kind::Standard, Standard>,
    /// Paths by which issues rise, and answers return.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub escalations: Table<kind::Escalation, Escalation>,
    /// What is done with measures, by the measure's id.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub metrics: Table<kind::Measure, Metric>,
}

impl Systems {
    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        *self == Systems::default()
    }

    /// The routines that were not given up, in order.
    pub fn live_routines(&self) -> impl Iterator<Item = (&RoutineId, &Routine)> {
        self.routines.iter().filter(|(_, routine)| routine.retired.is_none())
    }

    /// The live routines that look at a measure, themselves or on a board at which they stand, in
    /// order.
    pub fn routines_looking_at(
        &self,
        measure: &str,
    ) -> impl Iterator<Item = (&RoutineId, &Routine)> {
        self.live_routines().filter(move |(id, routine)| {
            routine.looks_at.iter().any(|seen| seen.as_str() == measure)
                || self.boards_of(id).any(|board| board.measures().any(|m| m.as_str() == measure))
        })
    }

    /// The live routines that look at no measure, neither themselves nor on a board.
    pub fn routines_looking_at_nothing(&self) -> impl Iterator<Item = (&RoutineId, &Routine)> {
        self.live_routines().filter(|(id, routine)| {
            routine.looks_at.is_empty()
                && self.boards_of(id).all(|board| board.measures().next().is_none())
        })
    }

    /// The parts of a quality management system in which no live routine stands.
    pub fn functions_without_routine(&self) -> impl Iterator<Item = QualityFunction> + '_ {
        QualityFunction::ALL.into_iter().filter(|function| {
            !self.live_routines().any(|(_, routine)| routine.function == Some(*function))
        })
    }

    /// The boards at which a routine stands.
    fn boards_of<'s>(&'s self, routine: &'s RoutineId) -> impl Iterator<Item = &'s Board> {
        self.boards.rows().filter(move |board| board.used_by.contains(routine))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Reason, Retirement};

    fn label(text: &str) -> Label {
        Label::new(text).unwrap()
    }

    #[test]
    fn what_is_on_the_board_is_looked_at() {
        let mut systems = Systems::default();
        for id in ["huddle", "review", "old"] {
            let routine = Routine::new(label(id), RoutineKind::Huddle);
            systems.routines.insert(id.parse().unwrap(), routine).unwrap();
        }
        let old = systems.routines.get_mut("old").unwrap();
        old.looks_at = vec!["falls".parse().unwrap()];
        old.retired = Some(Retirement::new(Reason::new("nobody came").unwrap()));
        assert_eq!(
            systems.routines_looking_at("falls").count(),
            0,
            "a routine given up looks no more"
        );
        let mut board = Board::new(label("Ward board"));
        let mut panel = Panel::new(label("Safety"));
        panel.measures = vec!["falls".parse().unwrap()];
        board.shows = vec![panel];
        systems.boards.insert("board".parse().unwrap(), board).unwrap();
        assert_eq!(systems.routines_looking_at("falls").count(), 0, "nobody stands at the board");
        systems.boards.get_mut("board").unwrap().used_by = vec!["huddle".parse().unwrap()];
        let names = |routines: Vec<(&RoutineId, &Routine)>| {
            routines.into_iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(names(systems.routines_looking_at("falls").collect()), ["huddle"]);
        assert_eq!(names(systems.routines_looking_at_nothing().collect()), ["review"]);
    }

    #[test]
    fn improvement_alone_is_not_a_system() {
        let mut systems = Systems::default();
        let mut review = Routine::new(label("Review"), RoutineKind::Review);
        review.function = Some(QualityFunction::Improvement);
        systems.routines.insert("review".parse().unwrap(), review).unwrap();
        let without: Vec<String> =
            systems.functions_without_routine().map(|function| function.to_string()).collect();
        assert_eq!(without, ["quality planning", "quality control", "quality assurance"]);
    }
}
