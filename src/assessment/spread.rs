//! How answers are spread over levels: counts, the middle, the ends. Nothing is averaged.

use super::{Disagreement, Says, Template};

/// How many answers there are on each level, and how many are none.
///
/// Levels are counted from 0, the lowest. What can be said of them is what order allows: how many, which
/// is in the middle, which are at the ends, and how far answers lie apart.
///
/// ```
/// use improvement::assessment::Spread;
/// // One on the lowest of four levels, two on the second, one on the fourth.
/// let spread = Spread::of_counts([1, 2, 0, 1]);
/// assert_eq!(spread.answers(), 4);
/// assert_eq!(spread.median(), Some((1, 1)));
/// assert_eq!(spread.range(), Some((0, 3)));
/// assert_eq!(Spread::of_counts([1, 0, 1]).median(), Some((0, 2)), "between two levels there is none");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Spread {
    /// How many answers there are on each level, the lowest first.
    pub counts: Vec<u32>,
    /// How many were not assessed.
    pub not_assessed: u32,
    /// How many raters do not know.
    pub dont_know: u32,
    /// To how many it does not apply.
    pub not_applicable: u32,
    /// How many raters gave no answer.
    pub silent: u32,
}

impl Spread {
    /// No answer yet, on so many levels.
    pub fn new(levels: usize) -> Self {
        Spread::of_counts(vec![0; levels])
    }

    /// So many answers on each level, the lowest first.
    pub fn of_counts(counts: impl IntoIterator<Item = u32>) -> Self {
        Spread {
            counts: counts.into_iter().collect(),
            not_assessed: 0,
            dont_know: 0,
            not_applicable: 0,
            silent: 0,
        }
    }

    pub(super) fn add(&mut self, template: &Template, says: Option<&Says>) {
        let count = match says {
            Some(Says::Level(level)) => {
                let at = template.levels().position(level.as_str());
                match at.and_then(|at| self.counts.get_mut(at)) {
                    Some(count) => count,
                    None => return,
                }
            }
            Some(Says::NotAssessed) => &mut self.not_assessed,
            Some(Says::DontKnow) => &mut self.dont_know,
            Some(Says::NotApplicable) => &mut self.not_applicable,
            None => &mut self.silent,
        };
        *count = count.saturating_add(1);
    }

    pub(super) fn join(&mut self, other: &Spread) {
        let mine = self.counts.iter_mut().chain([
            &mut self.not_assessed,
            &mut self.dont_know,
            &mut self.not_applicable,
            &mut self.silent,
        ]);
        let theirs = other.counts.iter().chain([
            &other.not_assessed,
            &other.dont_know,
            &other.not_applicable,
            &other.silent,
        ]);
        for (mine, theirs) in mine.zip(theirs) {
            *mine = mine.saturating_add(*theirs);
        }
    }

    /// How many answers name a level.
    pub fn answers(&self) -> u32 {
        self.counts.iter().fold(0, |all, count| all.saturating_add(*count))
    }

    /// How many answers do not know, or say that nobody looked. Those to whom it does not apply, and
    /// those who did not answer, are not among them.
    pub fn unknown(&self) -> u32 {
        self.dont_know.saturating_add(self.not_assessed)
    }

    /// The answers without a level, each kind in a few words: `2 not assessed`. Nothing where there are
    /// none.
    pub fn without_level(&self) -> Vec<String> {
        let kinds = [
            (self.not_assessed, "not assessed"),
            (self.dont_know, "don't know"),
            (self.not_applicable, "not applicable"),
            (self.silent, "no answer"),
        ];
        kinds.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect()
    }

    /// The lower and the upper median: the lowest level with half of the answers at or below it, and the
    /// lowest with more than half. They are one where a middle answer exists, or both middle answers are
    /// alike; a level between two is never made up. `None` without an answer.
    pub fn median(&self) -> Option<(usize, usize)> {
        let all = u64::from(self.answers());
        let first = |enough: &dyn Fn(u64) -> bool| {
            let mut below = 0_u64;
            self.counts.iter().position(|count| {
                below += u64::from(*count);
                *count > 0 && enough(2 * below)
            })
        };
        first(&|twice| twice >= all).zip(first(&|twice| twice > all))
    }

    /// The lowest and the highest level that was named; `None` without an answer.
    pub fn range(&self) -> Option<(usize, usize)> {
        let named = |count: &u32| *count > 0;
        self.counts.iter().position(named).zip(self.counts.iter().rposition(named))
    }

    /// Whether raters lie wide apart: their disagreement is at least so much, and they are not all on two
    /// neighbouring levels of more than two. Of few levels, a single step weighs much in the measure, and
    /// is still a single step.
    ///
    /// ```
    /// use improvement::assessment::{Disagreement, Spread};
    /// let is_wide = |counts: &[u32]| Spread::of_counts(counts.iter().copied()).is_wide(Disagreement::WIDE);
    /// assert!(is_wide(&[1, 0, 1]) && is_wide(&[1, 1]));
    /// assert!(!is_wide(&[1, 1, 0]), "0.50, and one step");
    /// ```
    pub fn is_wide(&self, from: f64) -> bool {
        let neighbours = self.range().is_some_and(|(low, high)| high - low < 2);
        self.disagreement().is_some_and(|apart| apart.get() >= from)
            && (!neighbours || self.counts.len() == 2)
    }

    /// How far answers lie apart; `None` of fewer than two.
    pub fn disagreement(&self) -> Option<Disagreement> {
        Disagreement::of(&self.counts)
    }
}
