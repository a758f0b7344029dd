//! Reading a chart: the two icons, the reason for each, and since when.

use std::fmt;

use super::icons::{Assurance, Judgement, Variation};
use super::rules::{Mark, Rule, Side};
use super::signals::{Fired, Signals};
use super::{Chart, ChartKind, FalseAlarms, Method, Sections, Series, SpcError};
use crate::base::Direction;

/// What there is to judge a series by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// Which way is good.
    pub good: Direction,
    /// The target, in the units of the plotted values. If targets changed, the latest.
    pub target: Option<f64>,
}

impl Question {
    /// Which way is good, without a target.
    pub const fn new(good: Direction) -> Self {
        Question { good, target: None }
    }

    /// The same question with a target.
    #[must_use]
    pub const fn with_target(mut self, target: f64) -> Self {
        self.target = Some(target);
        self
    }
}

/// The variation icon, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VariationIcon {
    /// The variation of the last point.
    Shows(Variation),
    /// Too few points to judge.
    TooFewPoints {
        /// The points there are.
        found: usize,
        /// The points needed.
        needed: usize,
    },
    /// No point at all.
    NoData,
}

impl VariationIcon {
    /// The variation, if there is an icon.
    pub const fn variation(self) -> Option<Variation> {
        match self {
            VariationIcon::Shows(variation) => Some(variation),
            _ => None,
        }
    }
}

/// The assurance icon, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AssuranceIcon {
    /// The target against the limits of the last section.
    Shows(Assurance),
    /// No target was given, or one that is not a finite number.
    NoTarget,
    /// Neither way is better, so no side of a target is.
    NoDirection,
    /// The chart has no limits there, or too few points to trust them.
    NoLimits,
    /// Limits of waiting times and rare events are too skewed for the comparison.
    NotForThisChart,
}

impl AssuranceIcon {
    /// The assurance, if there is an icon.
    pub const fn assurance(self) -> Option<Assurance> {
        match self {
            AssuranceIcon::Shows(assurance) => Some(assurance),
            _ => None,
        }
    }
}

/// What a chart says now.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Reading {
    /// The variation icon.
    pub variation: VariationIcon,
    /// The assurance icon.
    pub assurance: AssuranceIcon,
    /// The last point that takes part: the one the variation icon speaks of.
    pub point: Option<usize>,
    /// The rule that decided the variation.
    pub decided_by: Option<Fired>,
    /// The first point of the pattern that the last point belongs to.
    pub since: Option<usize>,
    target: Option<f64>,
    /// The lower and the upper limit at the last point; `None` if one is blank.
    limits: Option<(f64, f64)>,
}

impl Reading {
    /// Reads a chart.
    pub fn of(chart: &Chart, signals: &Signals, judgement: Judgement, question: Question) -> Self {
        let found: usize = chart.sections.iter().map(|section| section.points).sum();
        let point = chart.last_point();
        let lines = point.map_or(super::Lines::BLANK, |point| chart.lines(point));
        let needed = chart.spec.minimum.points;
        let mut reading = Reading {
            variation: VariationIcon::NoData,
            assurance: AssuranceIcon::NoTarget,
            point,
            decided_by: None,
            since: None,
            target: question.target.filter(|target| target.is_finite()),
            limits: lines.lower().zip(lines.upper()),
        };
        if let Some(point) = point {
            if found < needed {
                reading.variation = VariationIcon::TooFewPoints { found, needed };
            } else {
                let (variation, fired) = judgement.point(chart, signals, point, question.good);
                reading.variation = VariationIcon::Shows(variation);
                reading.decided_by = fired;
                reading.since = fired.map(|fired| onset(chart, signals, point, fired));
            }
        }
        reading.assurance =
            reading.assure(chart.spec.kind, judgement, question.good, found < needed);
        reading
    }

    fn assure(
        &self,
        kind: ChartKind,
        judgement: Judgement,
        good: Direction,
        too_few: bool,
    ) -> AssuranceIcon {
        let Some(target) = self.target else {
            return AssuranceIcon::NoTarget;
        };
        if good == Direction::Neither {
            return AssuranceIcon::NoDirection;
        }
        if matches!(kind, ChartKind::T | ChartKind::G) {
            return AssuranceIcon::NotForThisChart;
        }
        let Some((lower, upper)) = self.limits.filter(|_| !too_few) else {
            return AssuranceIcon::NoLimits;
        };
        judgement
            .target(target, lower, upper, good)
            .map_or(AssuranceIcon::NoDirection, AssuranceIcon::Shows)
    }

    /// Why the variation icon is what it is, in words; points are counted from 1.
    pub fn why_variation(&self) -> String {
        match (self.variation, self.decided_by, self.point) {
            (VariationIcon::NoData, ..) => "no data: every point is missing".into(),
            (VariationIcon::TooFewPoints { found, needed }, ..) => {
                format!("too few points to judge: {found} of the {needed} needed")
            }
            (VariationIcon::Shows(variation), Some(fired), Some(point)) => {
                let since = self.since.filter(|since| *since != point);
                let since =
                    since.map_or(String::new(), |since| format!(", since point {}", since + 1));
                format!(
                    "{variation}: {} ending at point {}{since}",
                    Sided(fired.rule, fired.side),
                    point + 1
                )
            }
            (VariationIcon::Shows(_), ..) => "common cause: no rule fires at the last point".into(),
        }
    }

    /// The rule that decided the variation, with its side, in words: `6 or more points in a row below
    /// the centre line`.
    pub fn rule_in_words(&self) -> Option<String> {
        self.decided_by.map(|fired| Sided(fired.rule, fired.side).to_string())
    }

    /// Why the assurance icon is what it is, in words.
    pub fn why_assurance(&self) -> String {
        let shown = |assurance: Assurance| {
            let (Some(target), Some((lower, upper))) = (self.target, self.limits) else {
                return assurance.to_string();
            };
            let place = if target > upper {
                "above both limits"
            } else if target < lower {
                "below both limits"
            } else if target > lower && target < upper {
                "between the limits"
            } else {
                "on a limit"
            };
            let [target, lower, upper] = [target, lower, upper].map(written);
            format!("{assurance}: the target {target} lies {place} ({lower} to {upper})")
        };
        match self.assurance {
            AssuranceIcon::Shows(assurance) => shown(assurance),
            AssuranceIcon::NoTarget => "no assurance: no target".into(),
            AssuranceIcon::NoDirection => "no assurance: neither way is better".into(),
            AssuranceIcon::NoLimits => "no assurance: too few points for limits".into(),
            AssuranceIcon::NotForThisChart => {
                "no assurance: the limits of this chart are too skewed to compare with a target"
                    .into()
            }
        }
    }
}

/// A number with up to six digits that count, whatever its size.
pub(super) fn written(number: f64) -> String {
    super::error::told(format!("{number:.5e}").parse().unwrap_or(number))
}

/// A rule with its side in words.
struct Sided(Rule, Option<Side>);

impl fmt::Display for Sided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use super::Pattern;
        let rule = self.0;
        let (above, rising) = match self.1 {
            None => return rule.fmt(f),
            Some(Side::High) => ("above", "rising"),
            Some(Side::Low) => ("below", "falling"),
        };
        match rule.pattern {
            Pattern::BeyondLimits => write!(f, "a point {above} the limits"),
            Pattern::Shift { points, .. } => {
                write!(f, "{points} or more points in a row {above} the centre line")
            }
            Pattern::Trend { points, .. } => write!(f, "{points} or more points in a row {rising}"),
            Pattern::Zone { needed, of, sigmas, .. } => {
                write!(f, "{needed} of {of} points beyond {sigmas} sigma {above} the centre line")
            }
            Pattern::Runs { .. } => write!(f, "an unusually long run {above} the centre line"),
            _ => rule.fmt(f),
        }
    }
}

/// The first point of the unbroken stretch of marks that ends at `point`.
fn onset(chart: &Chart, signals: &Signals, point: usize, fired: Fired) -> usize {
    let marked = |at: usize| match fired.side {
        Some(side) => signals.marks(fired.index, side, at),
        None => {
            signals.marks(fired.index, Side::High, at) || signals.marks(fired.index, Side::Low, at)
        }
    };
    let mut first = point;
    let mut before = (0..point).rev().filter(|at| chart.counts(*at)).peekable();
    while let Some(at) = before.next_if(|at| marked(*at)) {
        first = at;
    }
    // A rule that marks only the end of its window began a window earlier.
    match fired.rule.mark {
        Mark::Last => before.take(fired.rule.window() - 1).last().unwrap_or(first),
        _ => first,
    }
}

/// A chart, its signals and their reading, made by one [`Method`].
#[derive(Debug, Clone)]
pub struct Report {
    chart: Chart,
    signals: Signals,
    reading: Reading,
}

impl Report {
    /// Charts and reads a series.
    ///
    /// # Errors
    ///
    /// As [`Chart::draw`].
    pub fn new(
        method: &Method,
        series: &Series,
        sections: &Sections,
        question: Question,
    ) -> Result<Self, SpcError> {
        let mut report = Report::empty(method);
        report.refresh(method, series, sections, question)?;
        Ok(report)
    }

    /// A report on nothing, whose memory [`Report::refresh`] fills.
    pub fn empty(method: &Method) -> Self {
        let chart = Chart::empty(*method.spec());
        let signals = Signals::default();
        let nothing = Question::new(Direction::Neither);
        let reading = Reading::of(&chart, &signals, *method.judgement(), nothing);
        Report { chart, signals, reading }
    }

    /// Charts and reads another series in this one's memory.
    ///
    /// # Errors
    ///
    /// As [`Chart::draw`].
    pub fn refresh(
        &mut self,
        method: &Method,
        series: &Series,
        sections: &Sections,
        question: Question,
    ) -> Result<(), SpcError> {
        self.chart.redraw(method.spec(), sections, series)?;
        self.signals.redetect(&self.chart, method.rules());
        self.reading = Reading::of(&self.chart, &self.signals, *method.judgement(), question);
        Ok(())
    }

    /// The chart.
    pub fn chart(&self) -> &Chart {
        &self.chart
    }

    /// The signals.
    pub fn signals(&self) -> &Signals {
        &self.signals
    }

    /// The reading.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The variation of each point, in order.
    pub fn variations<'r>(
        &'r self,
        method: &'r Method,
        good: Direction,
    ) -> impl Iterator<Item = Variation> + 'r {
        (0..self.chart.len())
            .map(move |at| method.judgement().point(&self.chart, &self.signals, at, good).0)
    }

    /// How often such a chart of a steady process would cry wolf, where that is known: for a series
    /// of one section.
    pub fn false_alarms(&self, method: &Method) -> Option<FalseAlarms> {
        match self.chart.sections.as_slice() {
            [whole] => FalseAlarms::of(method, whole.points),
            _ => None,
        }
    }
}
