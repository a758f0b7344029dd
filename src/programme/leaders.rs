//! Whom leaders reach, and whether the work has a sponsor.

use super::Programme;
use crate::base::{Date, GroupId};
use crate::leadership::Continuity;
use crate::people::Constituency;

impl Programme {
    /// Whether there was a sponsor throughout, as of a day: from the start of the programme, or else
    /// from the first tenure on record. `None` if no tenure is on record, or that first day is unknown
    /// or lies later.
    pub fn sponsorship(&self, as_of: Date) -> Option<Continuity> {
        let tenures = &self.leadership.sponsors;
        let first = tenures.iter().filter_map(|tenure| tenure.when.from()).min();
        let from = self.header.start.or(first).filter(|_| !tenures.is_empty())?;
        self.leadership.sponsorship(from, as_of)
    }

    /// For each group of frontline staff, the last day on which leaders had a coaching talk with them,
    /// as of a day; `None` where they had none. Groups with the longest silence come first.
    pub fn coaching_reach(&self, as_of: Date) -> Vec<(&GroupId, Option<Date>)> {
        let groups = self.people.groups.iter();
        let frontline = groups.filter(|(_, group)| Constituency::is_frontline(group.constituency));
        let mut reach: Vec<_> = frontline
            .map(|(id, _)| (id, self.leadership.last_coaching(id.as_str(), as_of)))
            .collect();
        reach.sort_by_key(|(_, last)| *last);
        reach
    }
}
