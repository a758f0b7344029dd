//! Thresholds that a team may set for itself.

use crate::assessment::Disagreement;
use crate::base::{Share, WeekHours};
use crate::purpose::VitalFew;

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
    /// The most days that a payment to a partner may take; 30. Rule H05. *Source*: practice.
    pub latest_payment_days: u32,
    /// The fewest partners with lived experience in one decision or co-design group; 2. Rule H06.
    /// *Source*: the toolkit of Experience-Based Co-Design asks for two patients at each table; for
    /// other decisions it is practice.
    pub fewest_partners: u32,
    /// The fewest Schwartz Rounds in a year; 6. Rule H32. *Source*: practice.
    pub fewest_rounds: usize,
    /// The most days from a joint event to the first meeting of a co-design group; 56, eight weeks.
    /// Rule H12. *Source*: practice.
    pub latest_group_days: u32,
    /// The share of staff above which a group of support staff is large, and the share of those who
    /// came to Rounds below which it hardly comes; 0.1. Rule H37. *Source*: practice.
    pub hard_to_reach: Share,
    /// The most live changes on one team; 3. Rule H49. *Source*: practice.
    pub most_live_changes: usize,
    /// The most days from a fall in how people fare to the first answer; 91, a quarter. Rule H52.
    /// *Source*: practice.
    pub latest_answer_days: u32,
    /// How many weeks ahead the hours of each role are looked at; 13, a quarter. Rule C1. *Source*:
    /// practice.
    pub look_ahead_weeks: usize,
    /// The length of a full-time week, for what is recorded as a share of it; 37.5 hours. Rule C1.
    /// *Source*: see [`WeekHours::FULL_TIME`]; reported.
    pub full_time_week: WeekHours,
    /// The share of trained people below which too few use their skill; 0.5. Rule C2. *Source*:
    /// practice.
    pub fewest_active: Share,
    /// After how many days evidence for a condition is old; 365. Rules H53, E1 and E2. *Source*:
    /// practice.
    pub evidence_old_after_days: u32,
    /// How many breakthrough objectives are a vital few. Rule T3. *Source*: see
    /// [`VitalFew`]; local and reported.
    pub vital_few: VitalFew,
    /// From which [disagreement](crate::assessment::Disagreement) on raters lie
    /// [wide](crate::assessment::Spread::is_wide) apart; half of the most there can be. Rule Q4. *Source*: practice.
    pub wide_disagreement: Share,
    /// After how many days a self-assessment is old; 365. Rule Q3. *Source*: practice.
    pub self_assessment_old_after_days: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            fewest_primaries: 2,
            most_primaries: 5,
            ramp_stalls_after_days: 30,
            stale_after_days: 90,
            misses_in_a_row: 3,
            latest_payment_days: 30,
            fewest_partners: 2,
            fewest_rounds: 6,
            latest_group_days: 56,
            hard_to_reach: Share::new(0.1).unwrap_or(Share::NONE),
            most_live_changes: 3,
            latest_answer_days: 91,
            look_ahead_weeks: 13,
            full_time_week: WeekHours::FULL_TIME,
            evidence_old_after_days: 365,
            fewest_active: Share::new(0.5).unwrap_or(Share::NONE),
            vital_few: VitalFew::default(),
            wide_disagreement: Share::new(Disagreement::WIDE).unwrap_or(Share::ALL),
            self_assessment_old_after_days: 365,
        }
    }
}
