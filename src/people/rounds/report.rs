//! A stretch of Rounds, as it may be shared.

use std::fmt;

use super::{FidelityList, Round, RoundFidelity};
use crate::base::Date;
use crate::people::{CountTable, People, Shown, ShownTable, SmallNumbers};

/// The Rounds of a stretch of time as counts, with small numbers hidden: who came by staff group, who came
/// for the first time, how many forms came back and how they rated, and how true to the method they
/// were. No title, and nothing that was said, since nothing of that is recorded.
///
/// Each table is safe by itself. Two reports on overlapping stretches could be subtracted from each
/// other: publish one series of stretches that do not overlap.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RoundsReport {
    /// The days of the Rounds, in order.
    pub days: Vec<Date>,
    /// Who came: a row for each staff group, a column for each Round.
    pub attendance: ShownTable,
    /// Who came for the first time, and who had come before, over the stretch: a row for each staff group
    /// of which that is recorded for every Round.
    pub first_time: ShownTable,
    /// How many forms came back: a column for each Round.
    pub forms: ShownTable,
    /// How often each answer was given over the stretch: a row for each statement, a column for each
    /// answer from the lowest.
    pub ratings: ShownTable,
    /// How true to the method they were, by both published lists.
    pub fidelity: [RoundFidelity; 2],
}

impl RoundsReport {
    /// Reports on the Rounds from one day to another, both included.
    pub fn of(people: &People, from: Date, to: Date, limits: &SmallNumbers) -> Self {
        let mut rounds: Vec<&Round> =
            people.rounds.rows().filter(|round| round.on >= from && round.on <= to).collect();
        rounds.sort_by_key(|round| round.on);
        let label = |id: &str| {
            people.groups.get(id).map_or_else(|| id.to_owned(), |group| group.label.to_string())
        };
        let mut groups: Vec<&str> = Vec::new();
        for of in rounds.iter().flat_map(|round| &round.attendance) {
            if !groups.contains(&of.group.as_str()) {
                groups.push(of.group.as_str());
            }
        }
        let days: Vec<Date> = rounds.iter().map(|round| round.on).collect();
        let columns = || days.iter().map(ToString::to_string);
        let names = groups.iter().map(|id| label(id));
        let mut attendance = CountTable::new(names, columns());
        let known = |group: &&&str| {
            let mut of = rounds.iter().flat_map(|round| &round.attendance);
            of.all(|of| of.group.as_str() != **group || of.first_time.is_some())
        };
        let asked: Vec<&str> = groups.iter().filter(known).copied().collect();
        let mut first_time =
            CountTable::new(asked.iter().map(|id| label(id)), ["first time", "before"]);
        let mut forms = CountTable::new(["forms"], columns());
        for (column, round) in rounds.iter().enumerate() {
            for of in &round.attendance {
                let row = |list: &[&str]| list.iter().position(|id| *id == of.group.as_str());
                if let Some(row) = row(&groups) {
                    attendance.add(row, column, of.people);
                }
                if let Some((row, first)) = row(&asked).zip(of.first_time) {
                    first_time.add(row, 0, first);
                    first_time.add(row, 1, of.people.saturating_sub(first));
                }
            }
            forms.add(0, column, round.evaluation.as_ref().map_or(0, |found| found.forms));
        }
        // They have sums in common, so each is hidden with an eye on the other.
        let split: Vec<usize> =
            asked.iter().filter_map(|id| groups.iter().position(|other| other == id)).collect();
        let (attendance, first_time) = attendance.shown_with(&first_time, &split, *limits);
        let fidelity = [FidelityList::Leamy2019, FidelityList::Maben2018]
            .map(|list| RoundFidelity::of_year(rounds.iter().copied(), to, list));
        RoundsReport {
            days,
            attendance,
            first_time,
            forms: forms.shown(limits),
            ratings: ratings(&rounds).shown(limits),
            fidelity,
        }
    }

    /// The share of those who came that gave a form back, over all; `None` unless both numbers are
    /// shown.
    pub fn response(&self) -> Option<f64> {
        let (forms, came) = (self.forms.total().count()?, self.attendance.total().count()?);
        (came > 0).then(|| f64::from(forms) / f64::from(came))
    }
}

/// How often each answer to each statement was given, over all Rounds.
fn ratings(rounds: &[&Round]) -> CountTable {
    let all = || rounds.iter().filter_map(|r| r.evaluation.as_ref()).flat_map(|e| &e.ratings);
    let mut statements: Vec<u16> = all().map(|ratings| ratings.statement).collect();
    statements.sort_unstable();
    statements.dedup();
    let answers = all().map(|ratings| ratings.counts.len()).max().unwrap_or(0);
    let rows = statements.iter().map(|statement| format!("statement {statement}"));
    let mut table = CountTable::new(rows, (1..=answers).map(|answer| answer.to_string()));
    for ratings in all() {
        let Ok(row) = statements.binary_search(&ratings.statement) else { continue };
        for (column, count) in ratings.counts.iter().enumerate() {
            table.add(row, column, *count);
        }
    }
    table
}

/// In plain text.
impl fmt::Display for RoundsReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} Rounds\n\nWho came\n{}", self.days.len(), self.attendance)?;
        writeln!(f, "\nFor the first time\n{}", self.first_time)?;
        writeln!(f, "\nForms that came back\n{}", self.forms)?;
        if !self.ratings.rows().is_empty() {
            writeln!(f, "\nRatings, from the lowest\n{}", self.ratings)?;
        }
        let [first, second] = &self.fidelity;
        write!(f, "\nTrue to the method\n{first}\n{second}")?;
        let hidden = [&self.attendance, &self.first_time, &self.forms, &self.ratings]
            .iter()
            .any(|table| table.cells().any(|cell| cell == Shown::Hidden));
        if hidden {
            write!(f, "\n\nSmall numbers are hidden, and others from which they would follow.")?;
        }
        Ok(())
    }
}
