//! How a chart is computed: every choice in which the tools of the field differ, by name.

use super::ChartKind;

/// Which moving ranges count towards the average moving range.
///
/// Screening (Nelson, J. Qual. Technol. 14(3):172, 1982) narrows limits that one odd pair of points
/// has widened. It raises the false alarms of the three-sigma rule over 24 points from 5.7 to 9.4 %
/// of charts (simulated), and Wheeler advises against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screening {
    /// All of them. The default.
    #[default]
    None,
    /// Drops, once, every range that is not strictly below 3.267 times the average (qicharts2,
    /// NHSRplotthedots, PowerBI-SPC).
    Strict,
    /// Drops, once, every range above 3.267 times the average, and the second point of each from
    /// the mean as well (`MeanWithoutOutliers` of the NHS England SQL query).
    WithMean,
    /// As `Strict`, but only if some range lies above 3.267 times the average (autospc).
    IfExceeded,
}

/// The limits of a section whose screened ranges are all gone, as in a constant series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flat {
    /// Limits of zero width on the mean, so that a measure at 100 % every month still gets its
    /// icons (NHS England). The default.
    #[default]
    ZeroWidth,
    /// No limits (qicharts2, NHSRplotthedots).
    Blank,
}

/// What a missing point does to its neighbours, in moving ranges and in patterns alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gaps {
    /// Nothing: the points before and after it count as neighbours (NHS England SQL query). The
    /// default, because a month without data then neither hides a signal nor costs two ranges.
    #[default]
    Bridge,
    /// It parts them: both ranges are lost, and every pattern ends (qicharts2, NHSRplotthedots).
    Break,
}

/// The centre line of an individuals chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Average {
    /// The correctly rounded arithmetic mean. The default.
    #[default]
    Mean,
    /// The median.
    Median,
}

/// The average of the moving ranges of an individuals chart, and sigma from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RangeAverage {
    /// The mean: three sigma is the mean times the [`XmrFactor`]; screening compares with 3.267
    /// times the mean. The default.
    #[default]
    Mean,
    /// The median: sigma is the median over 0.954; screening compares with 3.865 times the median
    /// (Montgomery, appendix VI).
    Median,
    /// The median as if it were the mean (PowerBI-SPC, chart `i_mm`): limits come out 15 % too
    /// narrow.
    MedianAsMean,
}

/// Three sigma of an individuals chart, from the average moving range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum XmrFactor {
    /// 2.66 times it (Making Data Count, NHSRplotthedots). The default.
    #[default]
    Rounded,
    /// 3 / 1.128 times it (qicharts2, PowerBI-SPC): 0.016 % less.
    OverD2,
}

/// Whether limits of a quantity that cannot be negative are drawn below 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Floor {
    /// Limits stand where the formula puts them. The default; tools do not cut an XmR chart.
    #[default]
    None,
    /// Lower limits are cut at 0 if no value is negative.
    ZeroIfNoneNegative,
}

/// The variant of the T chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimeBetween {
    /// Exponent 1/3.6; a negative lower three-sigma line becomes 0, other negative lines are blank;
    /// values of 0 or less are refused (qicharts2). The default.
    #[default]
    Nelson,
    /// Exponent 0.2777; negative lower lines are blank; values of 0 or less are left out of the
    /// lines (NHS England design system).
    RoundedPower,
}

/// The variant of the G chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RareEvents {
    /// The median drawn, three sigma around the mean (Benneyan 2001; qicharts2). The default.
    #[default]
    Median,
    /// The mean m drawn, and quantiles of the geometric distribution with p = 1 / (m + 1):
    /// max(0, ceil(ln(1 - q) / ln(1 - p)) - 1) at q = 0.00135, 0.02275, 0.158655 and their
    /// complements (NHS England design system).
    Quantiles,
}

/// How many points there must be before lines are shown, rules apply and icons are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minimum {
    /// The number of points that are neither missing nor excluded.
    pub points: usize,
    /// Where they are counted.
    pub scope: MinimumScope,
}

/// Where the points of a [`Minimum`] are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MinimumScope {
    /// In the whole series: all lines are shown, or none.
    Series,
    /// In each section up to the point: lines begin at its `points`th point.
    SectionSoFar,
}

/// Everything that decides a chart's lines, apart from the data and its sections.
///
/// Start from [`ChartSpec::new`] or from a [`Preset`](super::Preset) and change fields. The defaults are
/// those that the crate recommends; each option says which tool chooses otherwise.
///
/// ```
/// use improvement::spc::{ChartKind, ChartSpec, Screening};
/// let spec = ChartSpec { screening: Screening::Strict, ..ChartSpec::new(ChartKind::I) };
/// assert_eq!(spec.kind, ChartKind::I);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartSpec {
    /// The chart.
    pub kind: ChartKind,
    /// A centre line that is known beforehand, in the units of the plotted values before scaling;
    /// the spread is still estimated. On a G chart it is the mean.
    pub centre: Option<f64>,
    /// Sigma known beforehand, for an individuals chart.
    pub sigma: Option<f64>,
    /// The centre line of an individuals chart.
    pub average: Average,
    /// The average of the moving ranges of an individuals chart.
    pub range: RangeAverage,
    /// Three sigma of an individuals chart.
    pub factor: XmrFactor,
    /// Which moving ranges count, on I, I', T, P', C' and U' charts.
    pub screening: Screening,
    /// Limits when screening leaves nothing.
    pub flat: Flat,
    /// What a missing point does to its neighbours.
    pub gaps: Gaps,
    /// Whether lower limits are cut at 0.
    pub floor: Floor,
    /// The variant of the T chart.
    pub time_between: TimeBetween,
    /// The variant of the G chart.
    pub rare_events: RareEvents,
    /// How many points lines need.
    pub minimum: Minimum,
    /// The fewest points that a frozen baseline may have.
    pub least_baseline: usize,
    /// Whether a point that is excluded from the calculation can still lie outside the limits.
    pub excluded_may_signal: bool,
    /// Whether the order of the points means nothing, as with hospitals side by side: `sigma_z` is
    /// then the standard deviation of the standardised points, and runs are not analysed.
    pub unordered: bool,
    /// A factor by which values and lines are multiplied once everything is computed, such as 100
    /// for percentages.
    pub scale: f64,
}

impl ChartSpec {
    /// The recommended way to draw a chart of this kind.
    pub const fn new(kind: ChartKind) -> Self {
        ChartSpec {
            kind,
            centre: None,
            sigma: None,
            average: Average::Mean,
            range: RangeAverage::Mean,
            factor: XmrFactor::Rounded,
            screening: Screening::None,
            flat: Flat::ZeroWidth,
            gaps: Gaps::Bridge,
            floor: Floor::None,
            time_between: TimeBetween::Nelson,
            rare_events: RareEvents::Median,
            minimum: Minimum { points: 0, scope: MinimumScope::Series },
            least_baseline: 1,
            excluded_may_signal: false,
            unordered: false,
            scale: 1.0,
        }
    }
}

/// How a series is cut into sections, and which of its points count. Indices run from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sections {
    /// The first point of each section after the first: where the process is known to have changed
    /// ("rebase", "recalculation"). Order and repeats do not matter.
    pub starts: Vec<usize>,
    /// The points from which each section's lines are computed: the first so many of the section,
    /// counting places, missing ones included; all if `None` ("frozen baseline").
    pub baseline: Option<usize>,
    /// Points that are plotted but left out of every calculation, with the rest closed up
    /// ("ghosts").
    pub excluded: Vec<usize>,
}

impl Sections {
    /// One section, all points counting.
    pub const fn whole() -> Self {
        Sections { starts: Vec::new(), baseline: None, excluded: Vec::new() }
    }

    /// Sections that begin at the given points; a point 0 changes nothing.
    #[must_use]
    pub fn starting_at(mut self, starts: impl IntoIterator<Item = usize>) -> Self {
        self.starts.extend(starts);
        self
    }

    /// Freezes each section's lines on its first `points` places.
    #[must_use]
    pub fn frozen_after(mut self, points: usize) -> Self {
        self.baseline = Some(points);
        self
    }

    /// Leaves points out of every calculation.
    #[must_use]
    pub fn without(mut self, excluded: impl IntoIterator<Item = usize>) -> Self {
        self.excluded.extend(excluded);
        self
    }
}
