//! Touchpoints and the emotional map: where on the journey something is felt.

use std::fmt;

use super::Codesign;
use crate::base::{Label, PriorityId, TouchpointId};
use crate::people::Constituency;

/// A point of the journey that carries strong feeling. The order in which touchpoints are written is
/// that of the journey.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Touchpoint {
    /// What happens here.
    pub label: Label,
    /// The part of the journey that it belongs to, such as `Arriving`.
    pub step: Option<Label>,
    /// What was felt here, and by whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feelings: Vec<Feeling>,
}

impl Touchpoint {
    /// A touchpoint of which nothing was told yet.
    pub fn new(label: Label) -> Self {
        Touchpoint { label, step: None, feelings: Vec::new() }
    }
}

/// What some people of one constituency felt at a touchpoint.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Feeling {
    /// From which side they see the service.
    pub of: Constituency,
    /// Whether it was good or bad, as the tellers say; never read from the words.
    pub valence: Valence,
    /// The words that they chose: `relieved`, `forgotten`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Label>,
    /// How many raised it; one, if it is left out.
    pub raised_by: Option<u32>,
    /// Where it was heard.
    pub heard_at: Option<HeardAt>,
}

impl Feeling {
    /// What some of a constituency felt.
    pub fn new(of: Constituency, valence: Valence) -> Self {
        Feeling { of, valence, words: Vec::new(), raised_by: None, heard_at: None }
    }

    /// How many raised it.
    pub fn count(&self) -> u32 {
        self.raised_by.unwrap_or(1)
    }
}

/// Whether something was felt as good or bad. The toolkit knows the first two; the others are an
/// extension of this crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Valence {
    /// Good.
    Positive,
    /// Bad.
    Negative,
    /// Neither.
    Neutral,
    /// Both at once.
    Mixed,
}

impl fmt::Display for Valence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Valence::Positive => "good",
            Valence::Negative => "bad",
            Valence::Neutral => "neither",
            Valence::Mixed => "mixed",
        })
    }
}

/// Where a feeling was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum HeardAt {
    /// In an interview.
    Interview,
    /// While observing.
    Observation,
    /// In the film.
    Film,
    /// At the staff event.
    StaffEvent,
    /// At the patient event.
    PatientEvent,
    /// At the joint event.
    JointEvent,
}

/// What a touchpoint is on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mood {
    /// Good was told of it, and nothing bad.
    High,
    /// Bad was told of it, and nothing good.
    Low,
    /// Both were told of it.
    Divided,
    /// It was told of, and neither as good nor as bad.
    Even,
    /// Nothing was told of it.
    Untold,
}

impl fmt::Display for Mood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Mood::High => "high point",
            Mood::Low => "low point",
            Mood::Divided => "felt as good and as bad",
            Mood::Even => "neither high nor low",
            Mood::Untold => "nothing told yet",
        })
    }
}

/// How many raised what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Raised {
    /// As good.
    pub positive: u32,
    /// As bad.
    pub negative: u32,
    /// As neither.
    pub neutral: u32,
    /// As both.
    pub mixed: u32,
}

impl Raised {
    fn add(&mut self, valence: Valence, count: u32) {
        let field = match valence {
            Valence::Positive => &mut self.positive,
            Valence::Negative => &mut self.negative,
            Valence::Neutral => &mut self.neutral,
            Valence::Mixed => &mut self.mixed,
        };
        *field = field.saturating_add(count);
    }

    /// What a touchpoint is on the map, by these counts.
    pub const fn mood(self) -> Mood {
        match (self.positive > 0, self.negative > 0, self.mixed > 0) {
            (true, true, _) | (_, _, true) => Mood::Divided,
            (true, false, false) => Mood::High,
            (false, true, false) => Mood::Low,
            (false, false, false) if self.neutral > 0 => Mood::Even,
            (false, false, false) => Mood::Untold,
        }
    }
}

/// One touchpoint on the emotional map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapPoint<'c> {
    /// Its id.
    pub id: &'c TouchpointId,
    /// What was told of it.
    pub touchpoint: &'c Touchpoint,
    /// What it is on the map.
    pub mood: Mood,
    /// How many raised what, by constituency, in the order in which they were first heard.
    pub raised: Vec<(Constituency, Raised)>,
    /// The priorities that draw on it.
    pub priorities: Vec<&'c PriorityId>,
}

impl Codesign {
    /// The emotional map: each touchpoint in the order of the journey. How often something was raised
    /// ranks nothing; what comes first is for people to decide together.
    pub fn emotional_map(&self) -> Vec<MapPoint<'_>> {
        self.touchpoints
            .iter()
            .map(|(id, touchpoint)| {
                let mut raised: Vec<(Constituency, Raised)> = Vec::new();
                let mut all = Raised::default();
                for feeling in &touchpoint.feelings {
                    if !raised.iter().any(|(who, _)| *who == feeling.of) {
                        raised.push((feeling.of, Raised::default()));
                    }
                    if let Some((_, own)) = raised.iter_mut().find(|(who, _)| *who == feeling.of) {
                        own.add(feeling.valence, feeling.count());
                    }
                    all.add(feeling.valence, feeling.count());
                }
                let priorities = self.priorities.iter();
                let drawing = priorities.filter(|(_, p)| p.touchpoints.contains(id));
                let priorities = drawing.map(|(priority, _)| priority).collect();
                MapPoint { id, touchpoint, mood: all.mood(), raised, priorities }
            })
            .collect()
    }
}
