//! Thresholds that a team may set for itself.

use crate::assessment::Disagreement;
use crate::base::Share;
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
            vital_few: VitalFew::default(),
            wide_disagreement: Share::new(Disagreement::WIDE).unwrap_or(Share::ALL),
            self_assessment_old_after_days: 365,
        }
    }
}
