//! Whether new starters meet improvement in their induction.

use std::fmt;

use super::Capability;
use crate::base::{Date, GroupId, Period, Share, Tag};

/// New starters of a period, and how many of them met improvement in their induction.
///
/// Guidance asks for an internal programme that reaches all new starters (NHS England,
/// <https://england.nhs.uk/nhsimpact/assessment-and-improvement/how-to-build-capacity-and-capability-for-improvement>).
/// In August 2023, 41% of providers in England had improvement training in staff induction
/// (<https://www.england.nhs.uk/nhsimpact/nhs-impact-baseline-for-improvement/>). That is a share of
/// organisations; what is recorded here is a share of people, so the two are not to be compared.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Induction {
    /// In which period they started.
    pub when: Period,
    /// The group that they joined; all staff, if it is left out.
    pub group: Option<GroupId>,
    /// The site that they joined.
    pub site: Option<Tag>,
    /// How many started.
    pub starters: u32,
    /// How many of them were reached. Not more than started.
    pub reached: u32,
}

impl Induction {
    /// Starters of a period, and how many were reached.
    pub const fn new(when: Period, starters: u32, reached: u32) -> Self {
        Induction { when, group: None, site: None, starters, reached }
    }
}

/// New starters and those reached, added up over periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InductionCoverage<'c> {
    /// The group; `None` for starters of whom no group is recorded.
    pub group: Option<&'c GroupId>,
    /// How many started.
    pub starters: u32,
    /// How many were reached.
    pub reached: u32,
}

impl InductionCoverage<'_> {
    /// The share reached; `None` if nobody started.
    pub fn share(&self) -> Option<Share> {
        Share::new(f64::from(self.reached) / f64::from(self.starters)).ok()
    }

    /// How many were not reached.
    pub const fn missed(&self) -> u32 {
        self.starters.saturating_sub(self.reached)
    }
}

impl fmt::Display for InductionCoverage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(group) = self.group {
            write!(f, "{group}: ")?;
        }
        write!(f, "{} of {} new starters reached in their induction", self.reached, self.starters)?;
        match self.share() {
            Some(share) => write!(f, " ({}%)", (share.get() * 100.0).round()),
            None => Ok(()),
        }
    }
}

impl Capability {
    /// New starters and those reached by group, over the periods that had ended by a day, in the order
    /// in which groups are first named.
    pub fn induction_by(&self, as_of: Date) -> Vec<InductionCoverage<'_>> {
        let mut groups: Vec<InductionCoverage<'_>> = Vec::new();
        let ended = |row: &&Induction| row.when.to().is_some_and(|to| to <= as_of);
        for row in self.induction.iter().filter(ended) {
            let group = row.group.as_ref();
            let at = groups.iter().position(|of| of.group == group).unwrap_or_else(|| {
                groups.push(InductionCoverage { group, starters: 0, reached: 0 });
                groups.len() - 1
            });
            if let Some(of) = groups.get_mut(at) {
                of.starters = of.starters.saturating_add(row.starters);
                of.reached = of.reached.saturating_add(row.reached);
            }
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_that_have_ended_are_added_up_by_group() {
        let row = |group: Option<&str>, from: &str, to: &str, starters, reached| {
            let when = Period::new(from.parse().ok(), to.parse().ok()).unwrap();
            let mut row = Induction::new(when, starters, reached);
            row.group = group.map(|group| group.parse().unwrap());
            row
        };
        let induction = vec![
            row(Some("nurses"), "2026-01-01", "2026-03-31", 40, 30),
            row(None, "2026-01-01", "2026-03-31", 0, 0),
            row(Some("nurses"), "2026-04-01", "2026-06-30", 20, 9),
            row(Some("nurses"), "2026-07-01", "2026-09-30", 99, 0),
        ];
        let capability = Capability { induction, ..Capability::default() };
        // Nurses: 30 + 9 of 40 + 20, that is 39 of 60, 65%; the third quarter is not over.
        let said: Vec<String> = capability
            .induction_by("2026-08-01".parse().unwrap())
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            said,
            [
                "nurses: 39 of 60 new starters reached in their induction (65%)",
                "0 of 0 new starters reached in their induction",
            ]
        );
    }
}
