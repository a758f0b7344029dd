//! Thresholds that a team may set for itself.

/// The thresholds of the rules, one field each.
///
/// Counts and days are working defaults, and none of them is a law.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Settings {
    /// The fewest primary drivers that are usual; 2. Rule S9. *Source*: IHI QI Essentials Toolkit.
    pub fewest_primaries: usize,
    /// The most primary drivers that are usual; 5. Rule S9. *Source*: IHI QI Essentials Toolkit.
    pub most_primaries: usize,
    /// How many days after a decision to adapt or expand the next cycle is missed; 30. Rule P7.
    /// *Source*: practice.
    pub ramp_stalls_after_days: i64,
    /// After how many days the content of a board is old; 90. Rule R4. *Source*: one practitioner
    /// source (<https://www.improvementflow.com/reporting-programs/huddle-reporting>); reported.
    pub stale_after_days: u32,
    /// How many misses in a row are too many; 3. Rules R5 and B3. *Source*: practice.
    pub misses_in_a_row: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            fewest_primaries: 2,
            most_primaries: 5,
            ramp_stalls_after_days: 30,
            stale_after_days: 90,
            misses_in_a_row: 3,
        }
    }
}
