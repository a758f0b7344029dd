//! What makes an aim good: the questions that it has to answer.

use std::fmt;

use super::Aim;
use crate::base::SourceMark;

/// A question that a good aim answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum AimQuestion {
    /// To which value?
    HowMuch,
    /// By when?
    ByWhen,
    /// For or with whom?
    ForWhom,
    /// Where?
    Where,
    /// Who of those who will benefit helped to set it?
    WithWhom,
    /// With which people and resources?
    WithWhat,
    /// Which measure shows it?
    ByWhichMeasure,
    /// From which value?
    FromWhat,
    /// What is inside, and what is outside?
    WithinWhat,
    /// Who answers for it?
    WhoAnswers,
    /// Which objective does it serve?
    WhatFor,
}

impl AimQuestion {
    /// Every question, the published ones first.
    pub const ALL: [AimQuestion; 11] = [
        AimQuestion::HowMuch,
        AimQuestion::ByWhen,
        AimQuestion::ForWhom,
        AimQuestion::Where,
        AimQuestion::WithWhom,
        AimQuestion::WithWhat,
        AimQuestion::ByWhichMeasure,
        AimQuestion::FromWhat,
        AimQuestion::WithinWhat,
        AimQuestion::WhoAnswers,
        AimQuestion::WhatFor,
    ];

    /// How far the question is confirmed as part of a published test of aims. The first six are those
    /// of the Institute for Healthcare Improvement (*Setting Aims*); the others are this crate's
    /// reading of SMART and of project charters.
    pub const fn mark(self) -> SourceMark {
        match self {
            AimQuestion::HowMuch
            | AimQuestion::ByWhen
            | AimQuestion::ForWhom
            | AimQuestion::Where
            | AimQuestion::WithWhom
            | AimQuestion::WithWhat => SourceMark::Confirmed,
            _ => SourceMark::Local,
        }
    }

    /// Where the question comes from.
    pub const fn source(self) -> &'static str {
        match self.mark() {
            SourceMark::Confirmed => {
                "https://www.ihi.org/resources/Pages/HowtoImprove/ScienceofImprovementSettingAims.aspx"
            }
            _ => "practice",
        }
    }

    fn words(self) -> &'static str {
        match self {
            AimQuestion::HowMuch => "how much is meant to change, and to which value?",
            AimQuestion::ByWhen => "by when?",
            AimQuestion::ForWhom => "for or with whom?",
            AimQuestion::Where => "where?",
            AimQuestion::WithWhom => "who of those who will benefit helped to set it?",
            AimQuestion::WithWhat => "with which people and resources?",
            AimQuestion::ByWhichMeasure => "which measure will show it?",
            AimQuestion::FromWhat => "from which value does it start?",
            AimQuestion::WithinWhat => "what is inside its boundary, and what is outside?",
            AimQuestion::WhoAnswers => "who answers for it?",
            AimQuestion::WhatFor => "which objective does it serve?",
        }
    }
}

/// The question in plain words, with its mark where it is not part of a published test.
impl fmt::Display for AimQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())?;
        match self.mark() {
            SourceMark::Confirmed => Ok(()),
            mark => write!(f, " ({mark})"),
        }
    }
}

impl Aim {
    /// Whether it answers a question.
    pub fn answers(&self, question: AimQuestion) -> bool {
        match question {
            AimQuestion::HowMuch => self.to.is_some() || self.relative.is_some(),
            AimQuestion::ByWhen => self.by.is_some(),
            AimQuestion::ForWhom => self.population.is_some(),
            AimQuestion::Where => self.place.is_some(),
            AimQuestion::WithWhom => !self.designed_with.is_empty(),
            AimQuestion::WithWhat => self.resources.is_some(),
            AimQuestion::ByWhichMeasure => !self.measures.is_empty(),
            AimQuestion::FromWhat => self.from.is_some(),
            AimQuestion::WithinWhat => !self.in_scope.is_empty() || !self.out_of_scope.is_empty(),
            AimQuestion::WhoAnswers => self.owner.is_some(),
            AimQuestion::WhatFor => !self.serves.is_empty(),
        }
    }

    /// The questions that it leaves open, in order.
    ///
    /// ```
    /// use improvement::base::{Number, Statement};
    /// use improvement::purpose::Aim;
    /// let mut aim = Aim::new(Statement::new("Falls down to 4 per 1,000 bed days on ward 4")?);
    /// aim.to = Some(Number::new(4.0)?);
    /// aim.place = Some(Statement::new("ward 4")?);
    /// let open: Vec<String> = aim.open_questions().map(|question| question.to_string()).collect();
    /// assert_eq!(open[..2], ["by when?", "for or with whom?"]);
    /// assert!(open.contains(&"who answers for it? (local)".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open_questions(&self) -> impl Iterator<Item = AimQuestion> + '_ {
        AimQuestion::ALL.into_iter().filter(|question| !self.answers(*question))
    }
}
