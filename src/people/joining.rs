//! Who chose to take part, and who was told to.

use crate::base::{Date, GroupId, is_default};

/// How many of a group took part in the work because they chose to, and how many because they were
/// told to, counted on a day.
///
/// People counted, never named. The crate's own words tell which of the two are more, and not how many.
///
/// *Source*: desire is one of the four conditions of improvement (Fitzsimons, *Making improvement more
/// human*, Point of Care Foundation, 2023); that it shows in who opts in is a proposal of this crate.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Joining {
    /// The group.
    pub group: GroupId,
    /// The day on which they were counted.
    pub on: Date,
    /// How many were asked whether they would.
    pub asked: Option<u32>,
    /// How many take part because they chose to: not more than were asked, where that is known.
    pub chose: u32,
    /// How many take part because they were told to; none, if it is left out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub told_to: u32,
}

impl Joining {
    /// So many of a group chose to take part, as counted on a day.
    pub fn new(group: GroupId, on: Date, chose: u32) -> Self {
        Joining { group, on, asked: None, chose, told_to: 0 }
    }

    /// Whether they were asked, and nobody takes part.
    pub fn nobody_came(&self) -> bool {
        self.asked.is_some_and(|asked| asked > 0) && self.chose == 0 && self.told_to == 0
    }
}
