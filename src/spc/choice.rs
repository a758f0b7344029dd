//! Which chart suits which data, and why.

use std::fmt;

use super::ChartKind;

/// What kind of number a measure collects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataKind {
    /// Events counted over an area of opportunity that stays the same: falls on one ward a month.
    Count,
    /// A part of a whole: patients seen within four hours of all patients.
    Proportion,
    /// Events over an exposure that varies: infections per 1,000 bed days.
    Rate,
    /// One measured value at a time: a waiting time, a cost, a score, an average from elsewhere.
    Continuous,
    /// Several measured values at a time: the lengths of stay of a week's patients.
    Subgroups,
    /// Days or hours between rare events.
    TimeBetween,
    /// Cases or opportunities between rare events.
    CasesBetween,
    /// Single yes-or-no outcomes, one case at a time.
    Outcomes,
    /// The data cannot be assumed to follow any of these, or limits are not wanted.
    Unknown,
}

/// Facts about a series that change the advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Circumstances {
    /// The points there are, missing ones apart.
    pub points: usize,
    /// Whether denominators run into the thousands, so that limits of a P or U chart collapse.
    pub large_denominators: bool,
    /// Whether events are so rare that a quarter or more of the points are 0.
    pub mostly_zero: bool,
}

/// A chart and the reason for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Advice {
    /// The chart; `None` for single outcomes, which want a [`BernoulliCusum`](super::BernoulliCusum).
    pub chart: Option<ChartKind>,
    /// Why, in a sentence.
    pub reason: &'static str,
    /// What else to consider.
    pub instead: Option<(ChartKind, &'static str)>,
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.chart {
            Some(kind) => write!(f, "{kind} chart: {}", self.reason)?,
            None => write!(f, "Bernoulli CUSUM: {}", self.reason)?,
        }
        match self.instead {
            Some((kind, reason)) => write!(f, "; alternatively {kind}: {reason}"),
            None => Ok(()),
        }
    }
}

/// Advises a chart (after Provost and Murray, The Health Care Data Guide, 2011, and the documentation
/// of qicharts2; the number of points after Making Data Count).
///
/// ```
/// use improvement::spc::{ChartKind, Circumstances, DataKind, advise};
/// let monthly = Circumstances { points: 24, ..Circumstances::default() };
/// assert_eq!(advise(DataKind::Rate, monthly).chart, Some(ChartKind::U));
/// let busy = Circumstances { large_denominators: true, ..monthly };
/// assert_eq!(advise(DataKind::Proportion, busy).chart, Some(ChartKind::PPrime));
/// assert_eq!(advise(DataKind::Continuous, Circumstances::default()).chart, Some(ChartKind::Run));
/// ```
pub fn advise(data: DataKind, circumstances: Circumstances) -> Advice {
    let xmr = (ChartKind::I, "it makes no assumption about the distribution and is widely read");
    let plain = |chart, reason| Advice { chart: Some(chart), reason, instead: None };
    let with = |chart, reason, instead| Advice { instead: Some(instead), ..plain(chart, reason) };
    let few = circumstances.points < 13;
    match data {
        DataKind::Outcomes => Advice {
            chart: None,
            reason: "every case counts at once, where a monthly proportion would wait and waste",
            instead: Some((ChartKind::P, "for a monthly summary")),
        },
        _ if few => plain(
            ChartKind::Run,
            "with fewer than 13 points limits are too uncertain to read, and a median needs none",
        ),
        DataKind::Count if circumstances.mostly_zero => with(
            ChartKind::T,
            "when many months have no event, the time between events says more than the count",
            (ChartKind::G, "if cases or days between events are whole numbers"),
        ),
        DataKind::Rate | DataKind::Proportion if circumstances.mostly_zero => with(
            ChartKind::G,
            "when events are rare, the cases or days between them say more than a rate",
            (ChartKind::T, "if the time between events is measured"),
        ),
        DataKind::Count => with(
            ChartKind::C,
            "counts over a constant area of opportunity vary as their square root",
            xmr,
        ),
        DataKind::Proportion if circumstances.large_denominators => with(
            ChartKind::PPrime,
            "with large denominators the limits of a P chart are too narrow, since real months differ by more than chance",
            (
                ChartKind::IPrime,
                "it weighs points by their denominators without assuming a distribution",
            ),
        ),
        DataKind::Proportion => with(
            ChartKind::P,
            "a proportion varies with its denominator, so every point has its own limits",
            xmr,
        ),
        DataKind::Rate if circumstances.large_denominators => with(
            ChartKind::UPrime,
            "with large exposures the limits of a U chart are too narrow, since real months differ by more than chance",
            (
                ChartKind::IPrime,
                "it weighs points by their exposure without assuming a distribution",
            ),
        ),
        DataKind::Rate => with(
            ChartKind::U,
            "a rate varies with its exposure, so every point has its own limits",
            xmr,
        ),
        DataKind::Continuous => with(
            ChartKind::I,
            "single values are judged by how much neighbours differ",
            (ChartKind::Run, "if the values are far from symmetric"),
        ),
        DataKind::Subgroups => with(
            ChartKind::Xbar,
            "the variation within subgroups says how far their means may vary",
            (ChartKind::S, "beside it, to see whether the variation itself changes"),
        ),
        DataKind::TimeBetween => with(
            ChartKind::T,
            "waiting times are skewed; the power 1/3.6 makes them nearly normal",
            (ChartKind::Run, "if some time is 0"),
        ),
        DataKind::CasesBetween => with(
            ChartKind::G,
            "the number of cases between rare events is geometric",
            (ChartKind::T, "if the time between events is measured"),
        ),
        DataKind::Unknown => {
            plain(ChartKind::Run, "a median and its runs assume nothing but independence")
        }
    }
}
