//! Protected hours, and whether they cover what is asked.

use std::fmt;

use super::Capability;
use crate::base::{Date, Hours, Period, Reason, RoleId, WeekHours};

/// Hours set aside for a role to do improvement work.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ProtectedTime {
    /// The role.
    pub role: RoleId,
    /// Hours promised to each person in it, a week.
    pub promised: WeekHours,
    /// Hours that each person really got, a week, where that is known.
    pub given: Option<WeekHours>,
    /// When it holds; always, if it is left out.
    pub when: Option<Period>,
    /// How many people have it; one if it is left out.
    pub people: Option<u32>,
    /// How the hours are freed, or why they were not.
    pub note: Option<Reason>,
}

impl ProtectedTime {
    /// Hours promised to a role, a week.
    pub fn new(role: RoleId, promised: WeekHours) -> Self {
        ProtectedTime { role, promised, given: None, when: None, people: None, note: None }
    }

    /// Hours a week that count: those given, or those promised as long as nothing else is known,
    /// for all people who have them.
    pub fn hours_a_week(&self) -> f64 {
        self.given.unwrap_or(self.promised).get() * f64::from(self.people.unwrap_or(1))
    }
}

/// Hours that a role has and hours that are asked of it, a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// The role.
    pub role: RoleId,
    /// Hours it has; `None` where no protected time is recorded at all.
    pub has: Option<Hours>,
    /// Hours that the changes ask of it.
    pub needs: Hours,
}

impl Balance {
    /// How many hours are missing; `None` when there are enough.
    pub fn short(&self) -> Option<Hours> {
        let missing = self.needs.get() - self.has.map_or(0.0, Hours::get);
        (missing > 0.0).then(|| Hours::new(missing).ok())?
    }
}

impl fmt::Display for Balance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} a week asked", self.role, self.needs)?;
        match (self.has, self.short()) {
            (None, _) => f.write_str(", no protected time recorded"),
            (Some(has), None) => write!(f, ", {has} protected"),
            (Some(has), Some(short)) => write!(f, ", {has} protected, {short} short"),
        }
    }
}

impl Capability {
    /// Sets the hours asked of each role against the hours it has, in the order in which roles are
    /// first asked. With `as_of`, protected time outside its period does not count.
    ///
    /// Sums stop at [`Hours::MAX`]. Week by week, with all that asks, it is [`Capacity`](super::Capacity).
    pub fn balance<'a>(
        &self,
        needs: impl IntoIterator<Item = (&'a RoleId, Hours)>,
        as_of: Option<Date>,
    ) -> Vec<Balance> {
        let mut asked: indexmap::IndexMap<&RoleId, f64> = indexmap::IndexMap::new();
        for (role, hours) in needs {
            *asked.entry(role).or_default() += hours.get();
        }
        let hours = |sum: f64| Hours::new(sum.min(Hours::MAX)).ok();
        asked
            .into_iter()
            .filter_map(|(role, needs)| {
                let mut protected = self
                    .protected_time
                    .iter()
                    .filter(|time| time.role == *role)
                    .filter(|time| match (as_of, time.when) {
                        (Some(day), Some(period)) => period.contains(day),
                        _ => true,
                    })
                    .peekable();
                let recorded = protected.peek().is_some();
                let has = recorded.then(|| protected.map(ProtectedTime::hours_a_week).sum());
                Some(Balance { role: role.clone(), has: has.and_then(hours), needs: hours(needs)? })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_given_count_before_hours_promised_and_only_in_their_period() {
        let role: RoleId = "nurse".parse().unwrap();
        let mut time = ProtectedTime::new(role.clone(), WeekHours::new(4.0).unwrap());
        time.given = WeekHours::new(1.5).ok();
        time.people = Some(2);
        time.when = Period::new("2026-01-01".parse().ok(), "2026-06-30".parse().ok()).ok();
        let mut capability = Capability::default();
        capability.protected_time.push(time);
        let balance = |day: &str| {
            let ask = [(&role, Hours::new(2.0).unwrap()), (&role, Hours::new(3.0).unwrap())];
            capability.balance(ask, day.parse().ok())[0].to_string()
        };
        assert_eq!(balance("2026-03-01"), "nurse: 5 h a week asked, 3 h protected, 2 h short");
        assert_eq!(balance("2026-07-01"), "nurse: 5 h a week asked, no protected time recorded");
    }
}
