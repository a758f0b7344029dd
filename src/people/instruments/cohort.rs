//! From answers to what may be said of a cohort.

use std::fmt;

use super::{CutOff, Formula, Instrument, Scale, Scaling};
use crate::base::{Label, Number, Share, Tag};
use crate::people::SmallNumbers;

/// The answers of one respondent, in the order of the items. Nobody is named.
#[derive(Clone, PartialEq, Eq)]
pub struct Answers(Vec<Option<(u16, Option<u16>)>>);

/// Does not say what was answered.
impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answers({} items)", self.0.len())
    }
}

impl Answers {
    /// One answer to each item.
    pub fn of(answers: impl IntoIterator<Item = u16>) -> Self {
        Answers(answers.into_iter().map(|answer| Some((answer, None))).collect())
    }

    /// One answer to each item, some of them missing.
    pub fn with_gaps(answers: impl IntoIterator<Item = Option<u16>>) -> Self {
        Answers(answers.into_iter().map(|answer| Some((answer?, None))).collect())
    }

    /// Two answers to each item: how often, and how distressing. An item with one of the two is
    /// missing.
    pub fn pairs(answers: impl IntoIterator<Item = Option<(u16, u16)>>) -> Self {
        let both = |answer: Option<(u16, u16)>| answer.map(|(first, second)| (first, Some(second)));
        Answers(answers.into_iter().map(both).collect())
    }
}

/// What to do with missing answers. No published rule was found for the instruments that the crate
/// knows, so the rule used travels with the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Missing {
    /// Only those who answered every item of the scale are counted.
    #[default]
    CompleteOnly,
    /// Up to so many missing items of a scale are taken as the mean of the others; who left out more
    /// is not counted. A practice, and not part of any instrument.
    MeanOfTheOthers {
        /// The most that may be missing.
        at_most: u16,
    },
}

/// Why answers cannot be scored. Respondents are numbered from 1 in the order given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScoreError {
    /// No such scale.
    #[error("{instrument} has no scale `{found}`, expected one of {expected}{why}")]
    NoSuchScale {
        /// The instrument.
        instrument: Label,
        /// The name as given.
        found: String,
        /// The names there are.
        expected: String,
        /// Why there is no total, if that was asked for.
        why: String,
    },
    /// A score that is not computed from answers.
    #[error(
        "the scores of `{scale}` are given by whoever ran the survey, not computed from answers"
    )]
    Given {
        /// The scale.
        scale: Tag,
    },
    /// Too many or too few answers.
    #[error("respondent {respondent} has {found} answers, expected {expected}")]
    WrongCount {
        /// The respondent.
        respondent: usize,
        /// How many answers there are.
        found: usize,
        /// How many items there are.
        expected: u16,
    },
    /// An answer that the instrument does not allow.
    #[error("respondent {respondent} answered {found} to item {item}, expected {low} to {high}")]
    OutOfRange {
        /// The respondent.
        respondent: usize,
        /// The item, from 1.
        item: u16,
        /// The answer as given.
        found: u16,
        /// The lowest answer.
        low: u16,
        /// The highest answer.
        high: u16,
    },
    /// One answer where two are asked for, or two where one is.
    #[error("respondent {respondent} answered item {item} {found}, expected {expected}")]
    WrongForm {
        /// The respondent.
        respondent: usize,
        /// The item, from 1.
        item: u16,
        /// `once` or `twice`.
        found: &'static str,
        /// `once` or `twice`.
        expected: &'static str,
    },
}

/// The scores of a cohort on one scale. Single scores do not come out.
#[derive(Clone, PartialEq)]
pub struct Cohort {
    scaling: Scaling,
    missing: Missing,
    scores: Vec<f64>,
    left_out: usize,
}

/// Does not say how anybody scored.
impl fmt::Debug for Cohort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cohort")
            .field("scaling", &self.scaling)
            .field("missing", &self.missing)
            .finish_non_exhaustive()
    }
}

/// Too few respondents for a result to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a result needs at least {expected} respondents to be shown")]
pub struct TooFew {
    /// How many it needs.
    pub expected: u32,
}

/// What may be said of a cohort.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// What was measured, with its version.
    pub scaling: Scaling,
    /// How many respondents were scored.
    pub respondents: usize,
    /// Their mean score.
    pub mean: f64,
    /// Their standard deviation (n - 1): the spread within the cohort.
    pub deviation: f64,
    /// The rule for missing answers, in words.
    pub missing: String,
}

impl Instrument {
    /// Scores a cohort on one scale.
    ///
    /// # Errors
    ///
    /// All that is wrong with the answers, or that there is no such scale.
    pub fn score(
        &self,
        scale: &str,
        answers: &[Answers],
        missing: Missing,
    ) -> Result<Cohort, Vec<ScoreError>> {
        let found = self.scale(scale).ok_or_else(|| vec![self.no_such_scale(scale)])?;
        if found.formula == Formula::Given {
            return Err(vec![ScoreError::Given { scale: found.name.clone() }]);
        }
        let mut wrong = Vec::new();
        for (at, one) in answers.iter().enumerate() {
            self.check(at + 1, one, found, &mut wrong);
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let scores: Vec<f64> =
            answers.iter().filter_map(|one| self.score_of(found, one, missing)).collect();
        let left_out = answers.len() - scores.len();
        Ok(Cohort { scaling: Scaling::of(self, found), missing, scores, left_out })
    }

    fn no_such_scale(&self, found: &str) -> ScoreError {
        let names: Vec<&str> = self.scales().iter().map(|scale| scale.name.as_str()).collect();
        let why = self.no_total().map(|why| format!(" ({why})")).unwrap_or_default();
        ScoreError::NoSuchScale {
            instrument: self.label().clone(),
            found: found.to_owned(),
            expected: names.join(", "),
            why,
        }
    }

    fn check(&self, respondent: usize, one: &Answers, scale: &Scale, wrong: &mut Vec<ScoreError>) {
        if one.0.len() != usize::from(self.items()) {
            let (found, expected) = (one.0.len(), self.items());
            wrong.push(ScoreError::WrongCount { respondent, found, expected });
            return;
        }
        let (low, high) = self.answers();
        let twice = scale.formula == Formula::SumOfProducts;
        for (item, answer) in (1..).zip(&one.0) {
            let Some((first, second)) = *answer else { continue };
            if second.is_some() != twice {
                let (found, expected) = if twice { ("once", "twice") } else { ("twice", "once") };
                wrong.push(ScoreError::WrongForm { respondent, item, found, expected });
            }
            for found in [Some(first), second].into_iter().flatten() {
                if found < low || found > high {
                    wrong.push(ScoreError::OutOfRange { respondent, item, found, low, high });
                }
            }
        }
    }

    fn score_of(&self, scale: &Scale, one: &Answers, missing: Missing) -> Option<f64> {
        let (low, high) = self.answers();
        let points: Vec<f64> = scale
            .items
            .iter()
            .filter_map(|&item| {
                let (first, second) = (*one.0.get(usize::from(item).checked_sub(1)?)?)?;
                let of = |answer| scale.points_of(item, answer, low, high);
                Some(second.map_or(of(first), |second| of(first) * of(second)))
            })
            .collect();
        let gaps = scale.items.len() - points.len();
        let allowed = match missing {
            Missing::CompleteOnly => 0,
            Missing::MeanOfTheOthers { at_most } => usize::from(at_most),
        };
        if gaps > allowed || points.is_empty() {
            return None;
        }
        let mean = points.iter().sum::<f64>() / points.len() as f64;
        let sum =
            if gaps == 0 { points.iter().sum::<f64>() } else { mean * scale.items.len() as f64 };
        let score = if scale.formula == Formula::Mean { mean } else { sum };
        Some(score * scale.factor())
    }
}

impl Cohort {
    /// What was measured, with its version.
    pub fn scaling(&self) -> &Scaling {
        &self.scaling
    }

    /// The mean and the spread, if there are enough respondents.
    ///
    /// # Errors
    ///
    /// Too few.
    pub fn summary(&self, limits: &SmallNumbers) -> Result<Summary, TooFew> {
        let n = self.enough(*limits)?;
        let mean = self.scores.iter().sum::<f64>() / n;
        let squares: f64 = self.scores.iter().map(|score| (score - mean).powi(2)).sum();
        let missing = match self.missing {
            Missing::CompleteOnly => "complete answers only".to_owned(),
            Missing::MeanOfTheOthers { at_most } => {
                format!("up to {at_most} missing answers taken as the mean of the others")
            }
        };
        Ok(Summary {
            scaling: self.scaling.clone(),
            respondents: self.scores.len(),
            mean,
            deviation: if n > 1.0 { (squares / (n - 1.0)).sqrt() } else { 0.0 },
            missing,
        })
    }

    /// The share of the cohort past a line; `None` if either side of it is so few that the share would
    /// tell.
    ///
    /// # Errors
    ///
    /// Too few respondents.
    pub fn share_past(
        &self,
        line: &CutOff,
        limits: &SmallNumbers,
    ) -> Result<Option<Share>, TooFew> {
        let n = self.enough(*limits)?;
        let past = self.scores.iter().filter(|score| line.takes(**score)).count();
        let rest = self.scores.len() - past;
        let few =
            |count: usize| u32::try_from(count).is_ok_and(|count| count < limits.counts_under);
        if few(past) || few(rest) {
            return Ok(None);
        }
        Ok(Share::new(past as f64 / n).ok())
    }

    /// The mean as a number for the series of a measure, if it may be shown.
    ///
    /// # Errors
    ///
    /// Too few respondents.
    pub fn as_number(&self, limits: &SmallNumbers) -> Result<Option<Number>, TooFew> {
        Ok(Number::new(self.summary(limits)?.mean).ok())
    }

    /// How many were left out for missing answers; `None` if they are so few that it would tell.
    pub fn left_out(&self, limits: &SmallNumbers) -> Option<usize> {
        let shown = self.left_out == 0
            || u32::try_from(self.left_out).is_ok_and(|n| n >= limits.counts_under);
        shown.then_some(self.left_out)
    }

    fn enough(&self, limits: SmallNumbers) -> Result<f64, TooFew> {
        let expected = limits.results_under.max(1);
        let enough = u32::try_from(self.scores.len()).is_ok_and(|n| n >= expected);
        if enough { Ok(self.scores.len() as f64) } else { Err(TooFew { expected }) }
    }
}
