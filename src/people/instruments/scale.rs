//! One scale of an instrument: its items, its formula, which way is better.

use std::fmt;

use crate::base::{Direction, Label, Number, SourceMark, Statement, Tag};

/// What a scale is about. Distinct things stay distinct: none is computed from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Construct {
    /// Being kept from doing what one judges right (Jameton 1984).
    MoralDistress,
    /// A lasting wound of having done, seen or been part of what one holds wrong.
    MoralInjury,
    /// Exhaustion, distance, and doubt in one's own work.
    Burnout,
    /// Psychological distress.
    Distress,
    /// Wellbeing.
    Wellbeing,
    /// Whether a team is safe for speaking up: of a team, never of a person.
    PsychologicalSafety,
    /// How compassionate and inclusive the place is to those who work in it.
    CompassionateCulture,
    /// Autonomy: intrinsic motivation (self-determination theory; Deci & Ryan).
    Autonomy,
    /// Competence: intrinsic motivation.
    Competence,
    /// Relatedness: intrinsic motivation.
    Relatedness,
    /// Motivation as an engagement survey asks for it; a neighbour of the three needs and not one.
    Motivation,
    /// Engagement with the work and the organisation.
    Engagement,
    /// Anything else about working here.
    WorkExperience,
    /// What happened to patients, in their eyes.
    PatientExperience,
}

impl Construct {
    /// Whether it is one of the three needs of intrinsic motivation.
    pub const fn is_intrinsic_motivation(self) -> bool {
        matches!(self, Construct::Autonomy | Construct::Competence | Construct::Relatedness)
    }

    /// Whether it shows strain of those who work: distress, injury, burnout.
    pub const fn is_strain(self) -> bool {
        matches!(
            self,
            Construct::MoralDistress
                | Construct::MoralInjury
                | Construct::Burnout
                | Construct::Distress
        )
    }
}

impl fmt::Display for Construct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Construct::MoralDistress => "moral distress",
            Construct::MoralInjury => "moral injury",
            Construct::Burnout => "burnout",
            Construct::Distress => "distress",
            Construct::Wellbeing => "wellbeing",
            Construct::PsychologicalSafety => "psychological safety",
            Construct::CompassionateCulture => "compassionate culture",
            Construct::Autonomy => "autonomy",
            Construct::Competence => "competence",
            Construct::Relatedness => "relatedness",
            Construct::Motivation => "motivation",
            Construct::Engagement => "engagement",
            Construct::WorkExperience => "experience of work",
            Construct::PatientExperience => "patient experience",
        })
    }
}

/// How the points of the items become a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Formula {
    /// Their sum.
    Sum,
    /// Their mean.
    Mean,
    /// The sum over items of one answer times the other, where each item is answered twice: how often,
    /// and how distressing.
    SumOfProducts,
    /// Not computed here: the score comes from whoever ran the survey.
    Given,
}

/// One scale.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Scale {
    /// The word by which it is asked for.
    pub name: Tag,
    /// What it is called.
    pub label: Label,
    /// What it is about.
    pub construct: Construct,
    /// Which way is better.
    pub direction: Direction,
    /// The numbers of its items, from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<u16>,
    /// Those of them that are turned round: lowest and highest answer change places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reversed: Vec<u16>,
    /// The points of each answer from the lowest to the highest; the answer itself if none are listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<Number>,
    /// The points of each answer to an item that is turned round; the other points backwards if none
    /// are listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reversed_points: Vec<Number>,
    /// How the points become a score.
    pub formula: Formula,
    /// What the result is multiplied by; 1 if nothing is said.
    pub times: Option<Number>,
    /// The lowest and highest score, for one that is [given](Formula::Given); of the others they
    /// follow.
    pub range: Option<(Number, Number)>,
    /// Lines drawn by others, each with where it comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cut_offs: Vec<CutOff>,
    /// The change that counts as notable, where one is published.
    pub notable: Option<Number>,
    /// How far the way of scoring is confirmed.
    #[serde(default)]
    pub mark: SourceMark,
    /// What else to know.
    pub note: Option<Statement>,
}

/// A line on a scale. It gives the share of a cohort past it, and never a label for a person.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CutOff {
    /// What it is called; it travels with every share that rests on it.
    pub label: Label,
    /// The score at the line.
    pub at: Number,
    /// Which scores it takes in.
    pub side: Side,
    /// How far it is confirmed.
    #[serde(default)]
    pub mark: SourceMark,
    /// Where it comes from, and what it was drawn for.
    pub source: Option<Statement>,
}

/// Which scores a cut-off takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The line and above.
    AtOrAbove,
    /// Above the line.
    Above,
    /// The line and below.
    AtOrBelow,
    /// Below the line.
    Below,
}

impl CutOff {
    /// A line of which only the place is known.
    pub fn new(label: Label, side: Side, at: Number) -> Self {
        CutOff { label, at, side, mark: SourceMark::default(), source: None }
    }

    /// Whether a score is past it.
    pub(super) fn takes(&self, score: f64) -> bool {
        let at = self.at.get();
        match self.side {
            Side::AtOrAbove => score >= at,
            Side::Above => score > at,
            Side::AtOrBelow => score <= at,
            Side::Below => score < at,
        }
    }
}

impl Scale {
    /// A scale of consecutive items whose answers count as they are.
    pub fn new(
        name: Tag,
        label: Label,
        construct: Construct,
        direction: Direction,
        formula: Formula,
    ) -> Self {
        Scale {
            name,
            label,
            construct,
            direction,
            items: Vec::new(),
            reversed: Vec::new(),
            points: Vec::new(),
            reversed_points: Vec::new(),
            formula,
            times: None,
            range: None,
            cut_offs: Vec::new(),
            notable: None,
            mark: SourceMark::default(),
            note: None,
        }
    }

    /// The points of an answer to an item, where answers run from `low` to `high`.
    pub(super) fn points_of(&self, item: u16, answer: u16, low: u16, high: u16) -> f64 {
        let at = |list: &[Number], place: u16| list.get(usize::from(place)).map(|p| p.get());
        let place = answer.saturating_sub(low);
        let back = high.saturating_sub(answer);
        if !self.reversed.contains(&item) {
            return at(&self.points, place).unwrap_or(f64::from(answer));
        }
        at(&self.reversed_points, place)
            .or_else(|| at(&self.points, back))
            .unwrap_or(f64::from(low) + f64::from(back))
    }

    pub(super) fn factor(&self) -> f64 {
        self.times.map_or(1.0, Number::get)
    }
}
