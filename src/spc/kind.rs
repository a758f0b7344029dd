//! The charts that can be drawn.

use std::fmt;

/// A run or control chart.
///
/// In the formulas B stands for the points of the baseline: those of the section (or of its first
/// points, if a baseline is frozen) that are neither missing nor excluded. Limits stand three sigma
/// from the centre line unless said otherwise; the 95 % limits stand at two. Sources: `Mont` is
/// Montgomery, Introduction to Statistical Quality Control, with equation numbers; the other papers
/// are named where they are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "kebab-case")]
pub enum ChartKind {
    /// Run chart: the median of B, and no limits (Perla, Provost and Murray, BMJ Qual. Saf. 20:46,
    /// 2011).
    Run,
    /// Individuals (I, X of XmR) chart: the mean of B; sigma is the average moving range of B over
    /// 1.128, or three sigma is 2.66 times it (`Mont` 6.33; NHS England, Making Data Count).
    I,
    /// Moving range chart: the mean of the ranges of B; lower limit 0, upper limit 3.267 times the
    /// mean (`Mont`, appendix VI).
    Mr,
    /// Normalised individuals (I') chart of ratios y = events / n: centre sum(y n) / sum(n); sigma
    /// of a point is s / sqrt(n), s the mean of `sqrt(pi/2) |y_j - y_(j-1)| / sqrt(1/n_j +
    /// 1/n_(j-1))` over B (Taylor, variation.com). Without denominators n is the subgroup's size.
    /// What is not plotted weighs nothing, such as the deviation of a subgroup of one (qicharts2
    /// 0.8.1 counts its size), and s comes from B alone (there, from all points of the section).
    IPrime,
    /// Mean of subgroups: centre the mean of all rows of B, limits centre ± A3(n) S, S the mean of
    /// the subgroups' standard deviations if all are of one size and the pooled deviation if not
    /// (`Mont` 6.30, 6.31).
    Xbar,
    /// Standard deviation of subgroups: centre S, limits B3(n) S and B4(n) S (`Mont` 6.29, 6.31).
    S,
    /// Time between events: an I chart of y^(1/3.6), its lines raised to 3.6 (Nelson, J. Qual.
    /// Technol. 26(3):239, 1994; Provost and Murray, 2011). The plotted values take the same way
    /// there and back, so they differ from the data in the last digits, and a time on a line is on it.
    T,
    /// Proportion: centre p = sum(y) / sum(n), sigma sqrt(p (1 - p) / n), limits cut at 0 and 1
    /// (`Mont` chapter 7).
    P,
    /// Proportion with large denominators (Laney): as P, sigma times `sigma_z`, the average moving
    /// range of the standardised points over 1.128 (Laney, Qual. Eng. 14(4):531, 2002).
    PPrime,
    /// Count over a constant area of opportunity: centre the mean, sigma its square root, lower
    /// limit cut at 0 (`Mont` 7.17).
    C,
    /// Count with extra variation between points: as C, sigma times `sigma_z`; the same as U' with
    /// every n = 1.
    CPrime,
    /// Rate: centre u = sum(y) / sum(n), sigma sqrt(u / n), lower limit cut at 0 (`Mont` 7.19).
    U,
    /// Rate with large denominators (Laney): as U, sigma times `sigma_z` (Laney 2002).
    UPrime,
    /// Cases or days between rare events: drawn centre the median; limits m ± 3 sqrt(m (m + 1))
    /// around the mean m, lower limit cut at 0 (Benneyan, Health Care Manag. Sci. 4:305, 2001).
    G,
}

impl ChartKind {
    /// Every kind, in the order of this page.
    pub const ALL: [ChartKind; 14] = [
        ChartKind::Run,
        ChartKind::I,
        ChartKind::Mr,
        ChartKind::IPrime,
        ChartKind::Xbar,
        ChartKind::S,
        ChartKind::T,
        ChartKind::P,
        ChartKind::PPrime,
        ChartKind::C,
        ChartKind::CPrime,
        ChartKind::U,
        ChartKind::UPrime,
        ChartKind::G,
    ];

    /// Whether every point needs a denominator.
    pub const fn needs_denominators(self) -> bool {
        matches!(self, ChartKind::P | ChartKind::PPrime | ChartKind::U | ChartKind::UPrime)
    }

    /// Whether the chart has limits at all.
    pub const fn has_limits(self) -> bool {
        !matches!(self, ChartKind::Run)
    }
}

impl fmt::Display for ChartKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ChartKind::Run => "run",
            ChartKind::I => "XmR",
            ChartKind::Mr => "moving range",
            ChartKind::IPrime => "I'",
            ChartKind::Xbar => "X-bar",
            ChartKind::S => "S",
            ChartKind::T => "T",
            ChartKind::P => "P",
            ChartKind::PPrime => "P'",
            ChartKind::C => "C",
            ChartKind::CPrime => "C'",
            ChartKind::U => "U",
            ChartKind::UPrime => "U'",
            ChartKind::G => "G",
        })
    }
}
