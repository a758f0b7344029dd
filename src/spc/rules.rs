//! Rules as values: patterns with their parameters, and named sets of them.

use std::borrow::Cow;
use std::fmt;

use super::SpcError;

/// Above or below the centre line; rising or falling for a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Above, or rising.
    High,
    /// Below, or falling.
    Low,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Side::High { "high" } else { "low" })
    }
}

/// What a point on the centre line does to a run, or an equal neighbour to a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ties {
    /// It ends the pattern (Making Data Count, Nelson).
    Break,
    /// It neither counts nor ends the pattern (Perla et al.).
    Skip,
}

/// Where the other points of a zone window must lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Company {
    /// On the same side of the centre line (Making Data Count).
    SameSide,
    /// Anywhere (Nelson, Western Electric).
    Anywhere,
    /// Anywhere but beyond the opposite line (PowerBI-SPC).
    NotBeyondOpposite,
}

/// Which points of a pattern are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Every point of the window.
    Window,
    /// Only the last point of the window, the moment at which the rule fires.
    Last,
    /// Those points of the window that lie beyond the line of a zone rule; the whole window for
    /// other patterns.
    Beyond,
}

/// The bounds of a runs analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunBounds {
    /// Longest run at most round(log2 n) + 3, crossings at least the 5 % quantile of
    /// Binomial(n - 1, 1/2), for n useful points (Anhøj and Olesen, `PLoS` ONE 9:e113825, 2014).
    #[default]
    Anhoej,
    /// The tabulated box with the best power for a shift, n from 10 to 100; else as `Anhoej`
    /// (Anhøj and Wentzel-Larsen, `PLoS` ONE 15:e0233920, 2020).
    BestBox,
    /// The best box with its corners cut, n from 10 to 100; else as `Anhoej` (same source).
    CutBox,
}

/// The table of acceptable numbers of runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunTable {
    /// Exact for an even split of the useful points, 2.5 % on each side (after Swed and
    /// Eisenhart, Ann. Math. Stat. 14:66, 1943). The default choice.
    Exact,
    /// As it is often printed with the Perla rules. It differs from `Exact` at 11, 12, 17 and 20
    /// useful points (3-10, 3-11, 5-13, 6-16); elsewhere the exact bounds are used. Not confirmed
    /// against the original print.
    Printed,
}

/// A pattern that a process without special cause seldom shows.
///
/// Numbers of points count the points that take part; sigma lines are those of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[non_exhaustive]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// A point strictly outside the three-sigma limits.
    BeyondLimits,
    /// So many points in a row on one side of the centre line.
    Shift {
        /// The number of points.
        points: usize,
        /// What a point on the line does.
        ties: Ties,
    },
    /// So many points in a row that all rise or all fall: one difference fewer than points.
    Trend {
        /// The number of points.
        points: usize,
        /// What an equal neighbour does.
        ties: Ties,
    },
    /// So many points in a row that go up and down in turn.
    Alternating {
        /// The number of points.
        points: usize,
    },
    /// `needed` of `of` points in a row strictly beyond the line at `sigmas`, on one side.
    Zone {
        /// The number of points beyond the line.
        needed: usize,
        /// The length of the window, at most 7.
        of: usize,
        /// The line: 1, 2 or 3 sigma.
        sigmas: usize,
        /// Where the others must lie.
        company: Company,
        /// Whether a point beyond three sigma counts.
        outside_counts: bool,
        /// Whether the last point of the window must itself be beyond the line.
        last_beyond: bool,
        /// Whether the first `needed` points of the series fire it before the window is full.
        from_start: bool,
    },
    /// So many points in a row within a line on both sides.
    Within {
        /// The number of points.
        points: usize,
        /// The line: 1, 2 or 3 sigma.
        sigmas: usize,
        /// Whether a point on the line is within.
        on_line: bool,
    },
    /// So many points in a row strictly beyond a line, on either side.
    Beyond {
        /// The number of points.
        points: usize,
        /// The line: 1, 2 or 3 sigma.
        sigmas: usize,
        /// Whether both sides must occur.
        both_sides: bool,
    },
    /// A longest run too long or crossings too few in a section; marks the runs that are too long.
    Runs {
        /// The bounds.
        bounds: RunBounds,
    },
    /// Too few or too many runs in a section; marks no point.
    RunCount {
        /// The bounds.
        table: RunTable,
    },
}

/// A pattern, which of its points are marked, and whether it may cross from one section into the
/// next (each point is then compared with its own section's lines).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Rule {
    /// The pattern.
    pub pattern: Pattern,
    /// Which of its points are marked.
    pub mark: Mark,
    /// Whether it may cross into another section. The runs of a section never do.
    pub crosses: bool,
}

impl Rule {
    /// A rule that marks whole patterns and stays within a section.
    pub const fn new(pattern: Pattern) -> Self {
        Rule { pattern, mark: Mark::Window, crosses: false }
    }

    /// The same rule with other points marked.
    #[must_use]
    pub const fn marking(mut self, mark: Mark) -> Self {
        self.mark = mark;
        self
    }

    /// The same rule, crossing from section to section.
    #[must_use]
    pub const fn crossing(mut self) -> Self {
        self.crosses = true;
        self
    }

    /// How much a signal of this rule weighs against one of the other side: single point 1, zones
    /// and other patterns 2, shift 3, trend 4 (NHS England SQL query v2.6).
    pub(crate) const fn weight(self) -> u8 {
        match self.pattern {
            Pattern::BeyondLimits => 1,
            Pattern::Shift { .. } | Pattern::Runs { .. } => 3,
            Pattern::Trend { .. } => 4,
            _ => 2,
        }
    }

    /// The length of the window in points.
    pub const fn window(self) -> usize {
        match self.pattern {
            Pattern::Shift { points, .. }
            | Pattern::Trend { points, .. }
            | Pattern::Alternating { points }
            | Pattern::Within { points, .. }
            | Pattern::Beyond { points, .. } => points,
            Pattern::Zone { of, .. } => of,
            Pattern::BeyondLimits | Pattern::Runs { .. } | Pattern::RunCount { .. } => 1,
        }
    }
}

/// The pattern in words, such as `6 points in a row on one side of the centre line`.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pattern {
            Pattern::BeyondLimits => f.write_str("a point outside the limits"),
            Pattern::Shift { points, .. } => {
                write!(f, "{points} points in a row on one side of the centre line")
            }
            Pattern::Trend { points, .. } => {
                write!(f, "{points} points in a row all rising or all falling")
            }
            Pattern::Alternating { points } => {
                write!(f, "{points} points in a row going up and down in turn")
            }
            Pattern::Zone { needed, of, sigmas, .. } => {
                write!(f, "{needed} of {of} points beyond {sigmas} sigma on one side")
            }
            Pattern::Within { points, sigmas, .. } => {
                write!(f, "{points} points in a row within {sigmas} sigma")
            }
            Pattern::Beyond { points, sigmas, .. } => {
                write!(f, "{points} points in a row beyond {sigmas} sigma on either side")
            }
            Pattern::Runs { .. } => f.write_str("an unusually long run or too few crossings"),
            Pattern::RunCount { .. } => f.write_str("too few or too many runs"),
        }
    }
}

/// Rules that are used together, in order of precedence.
///
/// ```
/// use improvement::spc::{Pattern, Rule, RuleSet, Ties};
/// let eight = Rule::new(Pattern::Shift { points: 8, ties: Ties::Break });
/// let rules = RuleSet::new("limits and shift of 8", [Rule::new(Pattern::BeyondLimits), eight])?;
/// assert_eq!(rules.rules().len(), 2);
/// assert!(RuleSet::new("", [Rule::new(Pattern::Shift { points: 1, ties: Ties::Break })]).is_err());
/// # Ok::<(), improvement::spc::SpcError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RuleSet {
    name: Cow<'static, str>,
    rules: Vec<Rule>,
}

impl RuleSet {
    /// The most rules one set may hold.
    pub const MOST: usize = 32;
    /// The longest window a rule may have.
    pub const LONGEST: usize = 60;

    /// A set with a name, its rules in order of precedence.
    ///
    /// # Errors
    ///
    /// - more than [`RuleSet::MOST`] rules
    /// - a window of fewer than 2 points (3 for alternation) or more than [`RuleSet::LONGEST`]
    /// - a zone that needs none, or more points than its window holds, or a window above 7
    /// - a sigma line other than 1, 2 or 3
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        rules: impl IntoIterator<Item = Rule>,
    ) -> Result<Self, SpcError> {
        let set = RuleSet { name: name.into(), rules: rules.into_iter().collect() };
        if set.rules.len() > Self::MOST {
            return Err(SpcError::TooManyRules { found: set.rules.len(), at_most: Self::MOST });
        }
        for rule in &set.rules {
            check(*rule)?;
        }
        Ok(set)
    }

    /// A set of rules known to be valid.
    pub(crate) fn known(name: &'static str, rules: Vec<Rule>) -> Self {
        debug_assert!(rules.iter().all(|rule| check(*rule).is_ok()));
        RuleSet { name: Cow::Borrowed(name), rules }
    }

    /// The rules of both sets, those of `self` first; a rule in both is kept once.
    ///
    /// # Errors
    ///
    /// More than [`RuleSet::MOST`] rules together.
    pub fn with(&self, other: &RuleSet) -> Result<Self, SpcError> {
        let mut rules = self.rules.clone();
        rules.extend(other.rules.iter().filter(|rule| !self.rules.contains(rule)));
        RuleSet::new(format!("{} and {}", self.name, other.name), rules)
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rules, in order of precedence.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }
}

fn check(rule: Rule) -> Result<(), SpcError> {
    let within = |what, wanted, found: usize, least: usize, most: usize| {
        if (least..=most).contains(&found) {
            Ok(())
        } else {
            Err(SpcError::Parameter { what, wanted, found: found as f64 })
        }
    };
    let sigma = |sigmas| within("a sigma line", "1, 2 or 3", sigmas, 1, 3);
    let points =
        |found| within("a number of points in a row", "from 2 to 60", found, 2, RuleSet::LONGEST);
    match rule.pattern {
        Pattern::BeyondLimits | Pattern::Runs { .. } | Pattern::RunCount { .. } => Ok(()),
        Pattern::Shift { points: found, .. } | Pattern::Trend { points: found, .. } => {
            points(found)
        }
        Pattern::Alternating { points: found } => {
            within("a number of alternating points", "from 3 to 60", found, 3, RuleSet::LONGEST)
        }
        Pattern::Zone { needed, of, sigmas, .. } => {
            within("the window of a zone rule", "from 2 to 7", of, 2, 7)?;
            within("the points needed in a zone", "from 1 to the window's length", needed, 1, of)?;
            sigma(sigmas)
        }
        Pattern::Within { points: found, sigmas, .. }
        | Pattern::Beyond { points: found, sigmas, .. } => {
            points(found)?;
            sigma(sigmas)
        }
    }
}
