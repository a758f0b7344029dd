//! What the rules found: for every rule, side and point, one bit.

use super::bits::Bits;
use super::rules::{Pattern, Rule, RuleSet, Side};
use super::runs::RunsAnalysis;
use super::{Chart, detect};

/// The signals of a rule set on a chart.
///
/// ```
/// use improvement::spc::{Chart, ChartKind, ChartSpec, Preset, Sections, Series, Side, Signals};
/// let mut values = [5.0, 15.0].repeat(7);
/// values[7] = 80.0;
/// let series = Series::from_values(values)?;
/// let chart = Chart::draw(&ChartSpec::new(ChartKind::I), &Sections::whole(), &series)?;
/// let signals = Signals::detect(&chart, Preset::Recommended.method().rules());
/// assert!(signals.fired_at(7).any(|fired| fired.side == Some(Side::High)));
/// assert_eq!(signals.fired_at(0).count(), 0);
/// # Ok::<(), improvement::spc::SpcError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Signals {
    pub(crate) rules: Vec<Rule>,
    /// For each rule the points marked as high and as low; a pattern without a side marks both.
    pub(crate) marks: Vec<[Bits; 2]>,
    pub(crate) runs: Vec<RunsAnalysis>,
    pub(crate) run_counts: Vec<RunCount>,
    pub(crate) work: detect::Work,
}

/// The number of runs of a section against a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct RunCount {
    /// The section, from 0.
    pub section: usize,
    /// The points off the centre line.
    pub useful: usize,
    /// The number of runs.
    pub runs: usize,
    /// The fewest and the most runs to be expected; `None` below 10 useful points.
    pub bounds: Option<(usize, usize)>,
}

impl RunCount {
    /// Whether the runs are too few or too many.
    pub fn signal(&self) -> bool {
        self.bounds.is_some_and(|(least, most)| !(least..=most).contains(&self.runs))
    }
}

/// A rule that fired at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Fired {
    /// The rule's place in its set.
    pub index: usize,
    /// The rule.
    pub rule: Rule,
    /// The side; `None` for a pattern without one.
    pub side: Option<Side>,
}

impl Signals {
    /// Applies rules to a chart.
    pub fn detect(chart: &Chart, rules: &RuleSet) -> Self {
        let mut signals = Signals::default();
        signals.redetect(chart, rules);
        signals
    }

    /// Applies rules to another chart, keeping the memory.
    pub fn redetect(&mut self, chart: &Chart, rules: &RuleSet) {
        self.rules.clear();
        self.rules.extend_from_slice(rules.rules());
        self.marks.resize_with(self.rules.len(), Default::default);
        self.runs.clear();
        self.run_counts.clear();
        detect::detect(chart, self);
    }

    /// Whether the rule at `index` of the set marks a point on a side.
    pub fn marks(&self, index: usize, side: Side, point: usize) -> bool {
        self.marks.get(index).is_some_and(|[high, low]| match side {
            Side::High => high.get(point),
            Side::Low => low.get(point),
        })
    }

    /// The rules that mark a point, in order of the set. A rule that marks it on both sides (a
    /// peak between two trends) comes twice, unless the pattern has no side.
    pub fn fired_at(&self, point: usize) -> impl Iterator<Item = Fired> + '_ {
        self.rules.iter().enumerate().flat_map(move |(index, rule)| {
            let high = self.marks(index, Side::High, point);
            let low = self.marks(index, Side::Low, point);
            let fired = |fires: bool, side| fires.then_some(Fired { index, rule: *rule, side });
            let (first, second) = if sideless(rule.pattern) {
                (fired(high || low, None), None)
            } else {
                (fired(high, Some(Side::High)), fired(low, Some(Side::Low)))
            };
            first.into_iter().chain(second)
        })
    }

    /// Whether any rule marks a point.
    pub fn any_at(&self, point: usize) -> bool {
        self.marks.iter().any(|[high, low]| high.get(point) || low.get(point))
    }

    /// Whether any rule fired anywhere, the runs of a section included.
    pub fn any(&self) -> bool {
        self.marks.iter().any(|[high, low]| high.any() || low.any())
            || self.runs.iter().any(|runs| runs.signal)
            || self.run_counts.iter().any(RunCount::signal)
    }

    /// Whether the rule at `index` fired anywhere.
    pub fn rule_fired(&self, index: usize) -> bool {
        let marked = self.marks.get(index).is_some_and(|[high, low]| high.any() || low.any());
        let of_section = match self.rules.get(index).map(|rule| rule.pattern) {
            Some(Pattern::Runs { .. }) => self.runs.iter().any(|runs| runs.signal),
            Some(Pattern::RunCount { .. }) => self.run_counts.iter().any(RunCount::signal),
            _ => false,
        };
        marked || of_section
    }

    /// The points marked by the rule at `index` on a side, in order.
    pub fn marked(&self, index: usize, side: Side) -> impl Iterator<Item = usize> + '_ {
        let side = usize::from(side == Side::Low);
        self.marks.get(index).and_then(|marks| marks.get(side)).into_iter().flat_map(Bits::ones)
    }

    /// The runs of each section, if a rule of the set looks at them.
    pub fn runs(&self) -> &[RunsAnalysis] {
        &self.runs
    }

    /// The number of runs of each section, if a rule of the set looks at it.
    pub fn run_counts(&self) -> &[RunCount] {
        &self.run_counts
    }

    /// The rules, in order of the set.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }
}

/// Whether a pattern says nothing about above or below.
pub(crate) const fn sideless(pattern: Pattern) -> bool {
    matches!(
        pattern,
        Pattern::Alternating { .. }
            | Pattern::Within { .. }
            | Pattern::Beyond { .. }
            | Pattern::RunCount { .. }
    )
}
