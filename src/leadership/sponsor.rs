//! Who holds the role of sponsor, and whether it is ever vacant.

use std::fmt;

use crate::base::{Date, Period, RoleId, Statement};

/// A stretch of time in which somebody held the role of sponsor.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Tenure {
    /// The role: a part, never a person.
    pub role: RoleId,
    /// From when to when. With an open end it still is held.
    pub when: Period,
    /// What was handed over at the end, and how.
    pub handover: Option<Statement>,
}

impl Tenure {
    /// A stretch in which a role sponsored the work.
    pub fn new(role: RoleId, when: Period) -> Self {
        Tenure { role, when, handover: None }
    }
}

/// Whether there was a sponsor throughout, from a first day as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Continuity {
    /// The first day that counts.
    pub from: Date,
    /// The day as of which this is said.
    pub as_of: Date,
    /// Days on which somebody held the role.
    pub held_days: i64,
    /// All days, both ends included.
    pub days: i64,
    /// The stretches in which nobody held it, in order.
    pub vacant: Vec<Period>,
    /// How many tenures ended.
    pub ended: usize,
    /// How many of those have a handover on record.
    pub handed_over: usize,
    /// Who holds it on that day.
    pub now: Vec<RoleId>,
}

impl Continuity {
    /// Reads tenures from a first day up to the day as of which it is asked; days before the first do
    /// not count. `None` if the first day lies later.
    pub fn of<'t>(
        tenures: impl IntoIterator<Item = &'t Tenure>,
        from: Date,
        as_of: Date,
    ) -> Option<Self> {
        if as_of < from {
            return None;
        }
        let mut held: Vec<(Date, Date, &Tenure)> = tenures
            .into_iter()
            .map(|tenure| {
                let first = tenure.when.from().map_or(from, |first| first.max(from));
                (first, tenure.when.to().map_or(as_of, |last| last.min(as_of)), tenure)
            })
            .filter(|(first, last, _)| first <= last)
            .collect();
        held.sort_by_key(|(first, last, _)| (*first, *last));
        let mut vacant = Vec::new();
        let mut add = |first: Date, last: Option<Date>| {
            vacant.extend(Period::new(Some(first), last).ok().filter(|_| last.is_some()));
        };
        // The first day of which it is not yet known whether somebody held the role.
        let mut next = from;
        for (first, last, _) in &held {
            if *first > next {
                add(next, first.day_before());
            }
            next = next.max(last.plus_days(1));
        }
        if next <= as_of {
            add(next, Some(as_of));
        }
        let days = as_of.days_since(from) + 1;
        let empty: i64 = vacant
            .iter()
            .filter_map(|period| Some(period.to()?.days_since(period.from()?) + 1))
            .sum();
        let ended = held.iter().filter(|(.., t)| t.when.to().is_some_and(|last| last < as_of));
        Some(Continuity {
            from,
            as_of,
            held_days: days - empty,
            days,
            ended: ended.clone().count(),
            handed_over: ended.filter(|(.., tenure)| tenure.handover.is_some()).count(),
            now: held
                .iter()
                .filter(|(.., tenure)| tenure.when.contains(as_of))
                .map(|(.., tenure)| tenure.role.clone())
                .collect(),
            vacant,
        })
    }
}

/// One sentence.
impl fmt::Display for Continuity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Continuity { from, held_days, days, ended, handed_over, .. } = self;
        write!(f, "somebody sponsored the work on {held_days} of {days} days since {from}")?;
        if !self.vacant.is_empty() {
            let vacant: Vec<String> = self.vacant.iter().map(Period::to_string).collect();
            write!(f, "; nobody did {}", vacant.join(", "))?;
        }
        if *ended > 0 {
            write!(f, "; {handed_over} of {ended} handovers on record")?;
        }
        if self.now.is_empty() { f.write_str("; nobody does now") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn tenure(from: Option<&str>, to: Option<&str>, handover: bool) -> Tenure {
        let when = Period::new(from.map(day), to.map(day)).unwrap();
        let mut tenure = Tenure::new("chief-nurse".parse().unwrap(), when);
        tenure.handover = handover.then(|| "a month side by side".parse().unwrap());
        tenure
    }

    #[test]
    fn gaps_are_found_by_hand() {
        let tenures = [
            tenure(Some("2026-01-20"), Some("2026-01-25"), false), // inside the next
            tenure(Some("2026-01-11"), Some("2026-01-31"), false),
            tenure(None, Some("2026-01-05"), true),
        ];
        let said = Continuity::of(&tenures, day("2026-01-01"), day("2026-02-10")).unwrap();
        let vacant: Vec<String> = said.vacant.iter().map(Period::to_string).collect();
        assert_eq!(vacant, ["2026-01-06 to 2026-01-10", "2026-02-01 to 2026-02-10"]);
        assert_eq!((said.held_days, said.days), (26, 41));
        assert_eq!(
            said.to_string(),
            "somebody sponsored the work on 26 of 41 days since 2026-01-01; nobody did 2026-01-06 to \
             2026-01-10, 2026-02-01 to 2026-02-10; 1 of 3 handovers on record; nobody does now"
        );
        let then = Continuity::of(&tenures, day("2026-01-20"), day("2026-01-31")).unwrap();
        assert_eq!((then.held_days, then.days, then.now.len()), (12, 12, 1));
        assert_eq!(Continuity::of(&tenures, day("2026-01-02"), day("2026-01-01")), None);
    }

    #[test]
    fn without_a_sponsor_every_day_is_vacant() {
        let said = Continuity::of([], day("2026-01-01"), day("2026-01-01")).unwrap();
        assert_eq!((said.held_days, said.days, said.vacant.len()), (0, 1, 1));
        let last = Continuity::of(
            &[tenure(Some("2026-01-01"), None, false)],
            day("2026-01-01"),
            Date::LAST,
        );
        assert_eq!(last.unwrap().now.len(), 1);
    }
}
