//! Variation and assurance: what a point means for people who want a measure to go one way.

use std::fmt;

use super::Chart;
use super::rules::{Pattern, Side};
use super::signals::{Fired, Signals};
use crate::base::Direction;

/// The kind of variation that a point shows, and the icon of a chart whose last point it is.
///
/// High and low say on which side the signal lies: rising is high, falling is low.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Variation {
    /// No rule fired: the process varies as it did before.
    CommonCause,
    /// A special cause in the good direction, upwards.
    ImprovementHigh,
    /// A special cause in the good direction, downwards.
    ImprovementLow,
    /// A special cause against the good direction, upwards.
    ConcernHigh,
    /// A special cause against the good direction, downwards.
    ConcernLow,
    /// A special cause upwards, where neither way is better, or a pattern without a side.
    NeutralHigh,
    /// A special cause downwards, where neither way is better, or a pattern without a side.
    NeutralLow,
}

impl Variation {
    /// What a special cause on a side means.
    pub const fn of(side: Side, good: Direction) -> Self {
        match (side, good) {
            (Side::High, Direction::Up) => Variation::ImprovementHigh,
            (Side::High, Direction::Down) => Variation::ConcernHigh,
            (Side::High, Direction::Neither) => Variation::NeutralHigh,
            (Side::Low, Direction::Up) => Variation::ConcernLow,
            (Side::Low, Direction::Down) => Variation::ImprovementLow,
            (Side::Low, Direction::Neither) => Variation::NeutralLow,
        }
    }

    /// Whether it is an improvement.
    pub const fn is_improvement(self) -> bool {
        matches!(self, Variation::ImprovementHigh | Variation::ImprovementLow)
    }

    /// Whether it is a concern.
    pub const fn is_concern(self) -> bool {
        matches!(self, Variation::ConcernHigh | Variation::ConcernLow)
    }

    /// Whether it is a special cause of any kind.
    pub const fn is_special(self) -> bool {
        !matches!(self, Variation::CommonCause)
    }

    /// The side; `None` for common cause.
    pub const fn side(self) -> Option<Side> {
        match self {
            Variation::CommonCause => None,
            Variation::ImprovementHigh | Variation::ConcernHigh | Variation::NeutralHigh => {
                Some(Side::High)
            }
            _ => Some(Side::Low),
        }
    }

    /// The same variation seen in a mirror.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Variation::CommonCause => Variation::CommonCause,
            Variation::ImprovementHigh => Variation::ImprovementLow,
            Variation::ImprovementLow => Variation::ImprovementHigh,
            Variation::ConcernHigh => Variation::ConcernLow,
            Variation::ConcernLow => Variation::ConcernHigh,
            Variation::NeutralHigh => Variation::NeutralLow,
            Variation::NeutralLow => Variation::NeutralHigh,
        }
    }
}

impl fmt::Display for Variation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Variation::CommonCause => "common cause",
            Variation::ImprovementHigh => "improvement, high",
            Variation::ImprovementLow => "improvement, low",
            Variation::ConcernHigh => "concern, high",
            Variation::ConcernLow => "concern, low",
            Variation::NeutralHigh => "special cause, high",
            Variation::NeutralLow => "special cause, low",
        })
    }
}

/// Whether a process, left alone, will meet its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assurance {
    /// The target lies beyond the limits on the bad side: it is met consistently (P).
    Passes,
    /// The target lies beyond the limits on the good side: it is missed consistently (F).
    Fails,
    /// The target lies between the limits: it is met by chance (?).
    HitOrMiss,
}

impl fmt::Display for Assurance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Assurance::Passes => "consistently passes",
            Assurance::Fails => "consistently fails",
            Assurance::HitOrMiss => "hit or miss",
        })
    }
}

/// Assurance of a target exactly on a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum OnLimit {
    /// It passes or fails, so that a measure at 100 % every month passes a target of 100 % (NHS
    /// England SQL query). The limit that means passing is tested first. The default.
    #[default]
    Decides,
    /// Hit or miss (NHSRplotthedots, PowerBI-SPC).
    HitOrMiss,
}

/// What a point is called when rules of both sides mark it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Conflict {
    /// Improvement (Making Data Count, Excel tool). The default.
    #[default]
    Improvement,
    /// Concern, which the same guidance allows.
    Concern,
    /// What the first rule of the set that marks it says (NHSRplotthedots, and the rule
    /// hierarchies of Making Data Count).
    RuleOrder,
    /// The side with the weightier rule, single point before two of three before shift before
    /// trend; improvement if they are equal (NHS England SQL query v2.6).
    Strongest,
    /// As `Strongest`, but concern if they are equal.
    StrongestElseConcern,
}

/// Whether an icon is called high or low by its signal or by its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum IconSide {
    /// By the signal: a falling trend in the upper half is low (all tools). The default.
    #[default]
    Signal,
    /// By the value: the same point is high, as Making Data Count words it.
    Value,
}

/// How signals become icons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Judgement {
    /// What wins when both sides are marked.
    pub conflict: Conflict,
    /// What high and low refer to.
    pub side: IconSide,
    /// Assurance of a target on a limit.
    pub on_limit: OnLimit,
}

impl Judgement {
    /// The variation of one point, and the rule that decided it.
    ///
    /// Common cause for a point that is missing, without a centre line, or marked by no rule.
    pub fn point(
        self,
        chart: &Chart,
        signals: &Signals,
        point: usize,
        good: Direction,
    ) -> (Variation, Option<Fired>) {
        let common = (Variation::CommonCause, None);
        let value = chart.values.get(point).copied().unwrap_or(f64::NAN);
        let centre = chart.raw_lines(point).centre;
        if !signals.any_at(point) || value.is_nan() || centre.is_nan() {
            return common;
        }
        let Some((fired, side)) = self.deciding(chart, signals, point, good) else {
            // Only patterns without a side.
            let side = if value < centre { Side::Low } else { Side::High };
            let first = signals.fired_at(point).next();
            return (Variation::of(side, Direction::Neither), first);
        };
        let variation = Variation::of(side, good);
        let by_value = if value < centre { Side::Low } else { Side::High };
        let variation = match self.side {
            IconSide::Value if side != by_value => variation.mirrored(),
            _ => variation,
        };
        (variation, Some(fired))
    }

    fn deciding(
        self,
        chart: &Chart,
        signals: &Signals,
        point: usize,
        good: Direction,
    ) -> Option<(Fired, Side)> {
        let sided = || signals.fired_at(point).filter_map(|fired| Some((fired, fired.side?)));
        // The weightiest rule of a side; the first of equals.
        let best = |wanted: Side| {
            sided().filter(|(_, side)| *side == wanted).reduce(|best, next| {
                if next.0.rule.weight() > best.0.rule.weight() { next } else { best }
            })
        };
        if self.conflict == Conflict::RuleOrder {
            let (first, side) = sided().next()?;
            let both = signals.marks(first.index, Side::High, point)
                && signals.marks(first.index, Side::Low, point);
            // A peak or a trough belongs to the trend that follows.
            if both && matches!(first.rule.pattern, Pattern::Trend { .. }) {
                let after = (point + 1..chart.len()).find(|at| chart.value(*at).is_some());
                let falls = after.is_some_and(|at| signals.marks(first.index, Side::Low, at));
                let side = if falls { Side::Low } else { Side::High };
                return Some((Fired { side: Some(side), ..first }, side));
            }
            return Some((first, side));
        }
        let (high, low) = (best(Side::High), best(Side::Low));
        let (improving, worsening) = match good {
            Direction::Down => (low, high),
            // Without a good direction the high side comes first.
            Direction::Up | Direction::Neither => (high, low),
        };
        let weight =
            |found: Option<(Fired, Side)>| found.map_or(0, |(fired, _)| fired.rule.weight());
        let order = weight(improving).cmp(&weight(worsening));
        let concern_first = good != Direction::Neither
            && match self.conflict {
                Conflict::Improvement | Conflict::RuleOrder => false,
                Conflict::Concern => true,
                Conflict::Strongest => order.is_lt(),
                Conflict::StrongestElseConcern => order.is_le(),
            };
        if concern_first { worsening.or(improving) } else { improving.or(worsening) }
    }

    /// Assurance of a target against lower and upper limit; `None` where neither way is better.
    pub fn target(self, target: f64, lower: f64, upper: f64, good: Direction) -> Option<Assurance> {
        let (beyond_upper, beyond_lower) = match self.on_limit {
            OnLimit::Decides => (target >= upper, target <= lower),
            OnLimit::HitOrMiss => (target > upper, target < lower),
        };
        let (passes, fails) = match good {
            Direction::Up => (beyond_lower, beyond_upper),
            Direction::Down => (beyond_upper, beyond_lower),
            Direction::Neither => return None,
        };
        Some(match (passes, fails) {
            (true, _) => Assurance::Passes,
            (_, true) => Assurance::Fails,
            _ => Assurance::HitOrMiss,
        })
    }
}
