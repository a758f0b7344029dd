//! What a team may set for itself.

use crate::base::WeekHours;

/// When evidence is old, and how long a full week is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// After how many days evidence and claims are old, and what happened is no longer looked at; 365.
    /// *Source*: practice; staff are surveyed once a year.
    pub old_after_days: u32,
    /// The length of a full-time week, for what is recorded as a share of it; 37.5 hours. *Source*: see
    /// [`WeekHours::FULL_TIME`]; reported.
    pub full_time_week: WeekHours,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { old_after_days: 365, full_time_week: WeekHours::FULL_TIME }
    }
}
