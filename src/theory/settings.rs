//! What may be set, with the defaults and why.

use crate::spc::{Method, Pattern, Rule, RuleSet, Ties};

/// The share of charts of a steady process, 36 points of which 12 to 15 before the work, that show a
/// movement by chance under the default settings: measured on a thousand simulated programmes by the
/// example `diagnosis_error_rate`.
pub const MOVED_BY_CHANCE: f64 = 0.08;

/// Every threshold of this room. None comes from a published standard unless it says so; each is a
/// choice of this crate that a programme may make differently.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    /// How charts are drawn and which rules count: the recommended chart, with the limits and a shift
    /// of 8 points alone.
    ///
    /// A diagnosis asks more of a chart than a board does, since a movement by chance makes a false
    /// finding at both ends of every link. In simulation the recommended rules for reading charts
    /// (shift of 6, trend of 6, two of three) show a movement on 22% of the charts that never moved,
    /// these on 8%, and these also find more of the real gaps. The price: a movement is named two
    /// points later than on the chart.
    pub method: Method,
    /// Points before work began from which the lines are frozen: 12. With fewer, the lines come from
    /// all points.
    pub baseline: usize,
    /// Marked points that make a movement: 2. A lone point beyond the limits is worth a question,
    /// and moves nothing.
    pub marked: usize,
    /// Points without a mark after which a movement has ended: 6, the length of a shift.
    pub patience: usize,
    /// The share of occasions from which a change counts as delivered where its link states no dose:
    /// 0.75. In 984 US intensive care units compliance with a bundle below 75% went with no lower
    /// infection rate (Furuya and colleagues, 2016, PMC4939802).
    pub dose: f64,
    /// The share below which it counts as not delivered at all: 0.25.
    pub hardly: f64,
    /// The latest points whose mean is the share delivered: 6.
    pub recent: usize,
    /// The weight of a prior belief, in tests, where its link states none: 2.
    pub prior_weight: f64,
    /// The prior belief where the team states none: 0.5.
    pub prior_belief: f64,
    /// The half-life of what was learned, in days; `None`, the default, for no decay.
    pub half_life: Option<f64>,
    /// The share of comparison measures that became better in the same window from which a general
    /// trend is a rival: one third.
    pub trend: f64,
    /// How far, in standard deviations, the last point before the work must lie on the bad side to
    /// have triggered it: 2.
    pub extreme: f64,
    /// The chance of a signal below which a chart could have missed the predicted size: 0.5. The
    /// evidence against a link is then halved.
    pub power: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            method: strict(),
            baseline: 12,
            marked: 2,
            patience: 6,
            dose: 0.75,
            hardly: 0.25,
            recent: 6,
            prior_weight: 2.0,
            prior_belief: 0.5,
            half_life: None,
            trend: 1.0 / 3.0,
            extreme: 2.0,
            power: 0.5,
        }
    }
}

fn strict() -> Method {
    let shift = Rule::new(Pattern::Shift { points: 8, ties: Ties::Break });
    let rules = [Rule::new(Pattern::BeyondLimits), shift];
    let rules = RuleSet::new("limits and a shift of 8", rules);
    Method::default().with_rules(rules.unwrap_or_else(|_| RuleSet::limits_only()))
}
