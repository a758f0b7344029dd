//! Guarding an aim against drift: what it said before, since when it says something else, and why.

use std::fmt;

use super::Aim;
use crate::base::{Date, Direction, Number, Reason, Statement};

/// That an aim was restated on a day, why, and what it said until then.
///
/// An aim that is not restated with its reason shrinks quietly: restate it at meetings, and watch for
/// a shrinking of the number (Institute for Healthcare Improvement, *Tips for Setting Aims*).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Restatement {
    /// The day from which the aim says something else.
    pub on: Date,
    /// Why it was restated.
    pub because: Reason,
    /// What it said until then.
    pub was: Terms,
}

impl Restatement {
    /// That an aim was restated.
    pub fn new(on: Date, because: Reason, was: Terms) -> Self {
        Restatement { on, because, was }
    }
}

/// The terms of an aim: what it promises, to whom, and by when.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Terms {
    /// The aim in one sentence.
    pub statement: Statement,
    /// Where the first measure stood at the start.
    pub from: Option<Number>,
    /// Where it was meant to stand.
    pub to: Option<Number>,
    /// The change meant, as a part of `from`.
    pub relative: Option<Number>,
    /// The day by which it was to be reached.
    pub by: Option<Date>,
    /// For whom.
    pub population: Option<Statement>,
    /// Where.
    pub place: Option<Statement>,
}

impl Terms {
    /// Terms of which only the sentence is known.
    pub fn new(statement: Statement) -> Self {
        Terms {
            statement,
            from: None,
            to: None,
            relative: None,
            by: None,
            population: None,
            place: None,
        }
    }

    /// The value to be reached: `to`, or else `from` changed by `relative`.
    pub fn target(&self) -> Option<Number> {
        target(self.from, self.to, self.relative)
    }
}

/// The value to be reached: `to`, or else `from` changed by `relative`.
pub(super) fn target(
    from: Option<Number>,
    to: Option<Number>,
    relative: Option<Number>,
) -> Option<Number> {
    to.or_else(|| {
        let from = from?.get();
        Number::new(from + from * relative?.get()).ok()
    })
}

impl Aim {
    /// What it promises now.
    pub fn terms(&self) -> Terms {
        Terms {
            statement: self.statement.clone(),
            from: self.from,
            to: self.to,
            relative: self.relative,
            by: self.by,
            population: self.population.clone(),
            place: self.place.clone(),
        }
    }

    /// What it first promised: the terms before the earliest restatement, or those of now.
    pub fn first_terms(&self) -> Terms {
        let first = self.restated.iter().min_by_key(|restatement| restatement.on);
        first.map_or_else(|| self.terms(), |restatement| restatement.was.clone())
    }

    /// How it moved from what it first promised to what it promises now. `direction` is the side of
    /// the measure that counts where the aim states none of its own.
    pub fn drift(&self, direction: Option<Direction>) -> Drift {
        Drift::between(&self.first_terms(), &self.terms(), self.direction.or(direction))
    }
}

/// Which way one of an aim's terms moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shift {
    /// It is what it was.
    Same,
    /// It asks for more, or for the same sooner.
    Harder,
    /// It asks for less, or gives more time.
    Softer,
    /// It is no longer stated.
    Dropped,
    /// It was not stated before.
    Added,
    /// It moved, and which way is better is not known.
    Moved,
}

/// How an aim moved between two sets of terms.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Drift {
    /// The target: how much.
    pub target: Shift,
    /// The target before and after.
    pub targets: (Option<Number>, Option<Number>),
    /// The date: by when.
    pub date: Shift,
    /// The date before and after.
    pub dates: (Option<Date>, Option<Date>),
    /// Whether the words for whom or where it is changed.
    pub people_or_place: bool,
}

impl Drift {
    /// Compares earlier with later terms. Without a direction, the target's side of the starting value
    /// says which way is better.
    pub fn between(earlier: &Terms, later: &Terms, direction: Option<Direction>) -> Self {
        let targets = (earlier.target(), later.target());
        let side = || {
            let from = earlier.from.or(later.from)?;
            let to = targets.0.or(targets.1)?;
            Some(if to > from { Direction::Up } else { Direction::Down })
        };
        let target = match targets {
            (Some(was), Some(is)) if was == is => Shift::Same,
            (Some(was), Some(is)) => match direction.or_else(side) {
                Some(Direction::Up) if is > was => Shift::Harder,
                Some(Direction::Down) if is < was => Shift::Harder,
                Some(Direction::Up | Direction::Down) => Shift::Softer,
                Some(Direction::Neither) | None => Shift::Moved,
            },
            (Some(_), None) => Shift::Dropped,
            (None, Some(_)) => Shift::Added,
            (None, None) => Shift::Same,
        };
        let dates = (earlier.by, later.by);
        let date = match dates {
            (Some(was), Some(is)) if was < is => Shift::Softer,
            (Some(was), Some(is)) if was > is => Shift::Harder,
            (Some(_), None) => Shift::Dropped,
            (None, Some(_)) => Shift::Added,
            _ => Shift::Same,
        };
        let people_or_place =
            earlier.population != later.population || earlier.place != later.place;
        Drift { target, targets, date, dates, people_or_place }
    }

    /// Whether it asks for less than before, gives more time, or no longer says how much or by when.
    pub fn is_softer(&self) -> bool {
        let soft = |shift| matches!(shift, Shift::Softer | Shift::Dropped);
        soft(self.target) || soft(self.date)
    }

    /// Whether it promises what it did.
    pub fn is_none(&self) -> bool {
        self.target == Shift::Same && self.date == Shift::Same && !self.people_or_place
    }
}

/// One sentence.
impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said = Vec::new();
        let mut say =
            |what: &str, shift: Shift, was: Option<String>, is: Option<String>, softer| {
                let how = match shift {
                    Shift::Same => return,
                    Shift::Harder => ", which asks for more",
                    Shift::Softer => softer,
                    Shift::Dropped | Shift::Added | Shift::Moved => "",
                };
                let known = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
                said.push(format!("{what} went from {} to {}{how}", known(was), known(is)));
            };
        let text = |number: Option<Number>| number.map(|number| number.to_string());
        say(
            "the target",
            self.target,
            text(self.targets.0),
            text(self.targets.1),
            ", which asks for less",
        );
        let day = |date: Option<Date>| date.map(|date| date.to_string());
        say("the date", self.date, day(self.dates.0), day(self.dates.1), ", which gives more time");
        if self.people_or_place {
            said.push("the words for whom and where changed".to_owned());
        }
        if said.is_empty() {
            f.write_str("it promises what it did")
        } else {
            f.write_str(&said.join("; "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn number(value: f64) -> Option<Number> {
        Number::new(value).ok()
    }

    fn terms(from: Option<f64>, to: Option<f64>, by: Option<&str>) -> Terms {
        let mut terms = Terms::new(Statement::new("Fewer falls").unwrap());
        terms.from = from.and_then(number);
        terms.to = to.and_then(number);
        terms.by = by.map(day);
        terms
    }

    #[test]
    fn a_quiet_shrinking_is_seen_over_several_steps() {
        let mut aim = Aim::new(Statement::new("Fewer falls").unwrap());
        aim.from = number(6.6);
        aim.to = number(5.0);
        aim.by = Some(day("2026-12-31"));
        let reason = || Reason::new("the ward was merged").unwrap();
        // Written out of order: the earliest restatement holds the first terms.
        aim.restated = vec![
            Restatement::new(
                day("2026-03-01"),
                reason(),
                terms(Some(6.6), Some(4.5), Some("2025-12-31")),
            ),
            Restatement::new(
                day("2025-03-01"),
                reason(),
                terms(Some(6.6), Some(4.0), Some("2025-12-31")),
            ),
        ];
        let drift = aim.drift(None);
        assert!(drift.is_softer());
        assert_eq!(
            drift.to_string(),
            "the target went from 4 to 5, which asks for less; the date went from 2025-12-31 to \
             2026-12-31, which gives more time"
        );
    }

    #[test]
    fn each_shift_by_hand() {
        let shift = |was: Terms, is: Terms, direction| {
            let drift = Drift::between(&was, &is, direction);
            (drift.target, drift.date)
        };
        let by = Some("2026-01-01");
        let plain = terms(None, Some(4.0), by);
        assert_eq!(
            shift(plain.clone(), terms(None, Some(5.0), by), None),
            (Shift::Moved, Shift::Same)
        );
        let up = Some(Direction::Up);
        assert_eq!(
            shift(plain.clone(), terms(None, Some(5.0), by), up),
            (Shift::Harder, Shift::Same)
        );
        assert_eq!(
            shift(plain.clone(), terms(None, None, None), up),
            (Shift::Dropped, Shift::Dropped)
        );
        assert_eq!(shift(terms(None, None, None), plain.clone(), up), (Shift::Added, Shift::Added));
        let sooner = terms(None, Some(4.0), Some("2025-12-31"));
        assert_eq!(shift(plain.clone(), sooner, up), (Shift::Same, Shift::Harder));
        // A relative target is compared by its value.
        let mut relative = terms(Some(10.0), None, by);
        relative.relative = number(-0.5);
        let drift = Drift::between(&relative, &terms(Some(10.0), Some(5.0), by), None);
        assert!(drift.is_none() && !drift.is_softer());
        assert_eq!(drift.to_string(), "it promises what it did");
    }
}
