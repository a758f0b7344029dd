//! The four conditions, read as of a day.

use std::fmt;

use serde::ser::SerializeStruct;

use super::source::Ground;
use super::{Bearing, ClaimReading, Evidence, Held, Settings, Source, sources};
use crate::base::{Condition, Date};
use crate::theory::TheoryReading;

/// Whether a condition is there, by what is on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// Something speaks for it, and nothing against it.
    For,
    /// Something speaks against it, and nothing for it.
    Against,
    /// Some of what is on record speaks for it, and some against it.
    Mixed,
    /// Nothing that counts is on record.
    NoEvidence,
}

impl Reading {
    /// Reads evidence, in any order.
    pub fn of<'e>(evidence: impl IntoIterator<Item = &'e Evidence>) -> Self {
        let (mut speaks_for, mut against) = (false, false);
        for one in evidence.into_iter().filter(|one| one.counts()) {
            speaks_for |= one.bearing == Bearing::For;
            against |= one.bearing == Bearing::Against;
        }
        match (speaks_for, against) {
            (true, false) => Reading::For,
            (false, true) => Reading::Against,
            (true, true) => Reading::Mixed,
            (false, false) => Reading::NoEvidence,
        }
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Reading::For => "evidence for it",
            Reading::Against => "evidence against it",
            Reading::Mixed => "mixed evidence",
            Reading::NoEvidence => "no evidence",
        })
    }
}

/// One condition, as of a day.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ConditionReading {
    /// Which.
    pub condition: Condition,
    /// What is on record, in the order of the [sources](super::sources()).
    pub evidence: Vec<Evidence>,
    /// What would count, and of which nothing is on record.
    pub missing: Vec<&'static Source>,
    /// What was said of it by the day, the latest last, held against what is on record.
    pub claims: Vec<ClaimReading>,
}

impl ConditionReading {
    fn of(ground: &Ground<'_>, condition: Condition) -> Self {
        let (mut evidence, mut missing) = (Vec::new(), Vec::new());
        for source in sources().filter(|source| source.condition == condition) {
            let found = (source.find)(ground);
            if found.is_empty() {
                missing.push(source);
            }
            evidence.extend(found.into_iter().map(|found| Evidence {
                source,
                bearing: found.bearing,
                subjects: found.subjects,
                on: found.on,
                old: found.on.is_some_and(|day| ground.is_old(day)),
                said: found.said,
            }));
        }
        let claims = ClaimReading::all(ground, condition, Reading::of(&evidence));
        ConditionReading { condition, evidence, missing, claims }
    }

    /// Whether it is there, by what is on record.
    pub fn reading(&self) -> Reading {
        Reading::of(&self.evidence)
    }

    /// What to do next: first about what speaks against it, then about what is old, then what to write
    /// down; each once, in the order of the [sources](super::sources()).
    pub fn next(&self) -> Vec<NextStep> {
        let mut steps: Vec<NextStep> = Vec::new();
        let mut add = |step: NextStep| {
            if !steps.contains(&step) {
                steps.push(step);
            }
        };
        let against = self.evidence.iter().filter(|one| one.counts());
        for one in against.filter(|one| one.bearing == Bearing::Against) {
            add(NextStep::Mend(one.source));
        }
        let fresh = |source: &Source| self.evidence.iter().any(|e| e.source == source && !e.old);
        for one in self.evidence.iter().filter(|one| one.old && !fresh(one.source)) {
            add(NextStep::LookAgain(one.source));
        }
        for source in &self.missing {
            add(NextStep::Record(source));
        }
        steps
    }

    /// One sentence on the evidence, and one for each claim.
    ///
    /// `culture: mixed evidence (2 for, 1 against). On 2026-01-05 it was said to be there: the record is divided.`
    pub fn in_words(&self) -> String {
        let count =
            |bearing| self.evidence.iter().filter(|e| e.counts() && e.bearing == bearing).count();
        let (speaks_for, against) = (count(Bearing::For), count(Bearing::Against));
        let counted = match speaks_for + against {
            0 => String::new(),
            _ => format!(" ({speaks_for} for, {against} against)"),
        };
        let mut sentences = vec![format!("{}: {}{counted}.", self.condition, self.reading())];
        if self.claims.is_empty() {
            sentences.push("Nobody has said whether it is there.".to_owned());
        }
        sentences.extend(self.claims.iter().map(|claim| format!("{claim}.")));
        sentences.join(" ")
    }
}

/// With what follows from the record: whether the condition is there, and what to do next in words.
impl serde::Serialize for ConditionReading {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let next: Vec<String> = self.next().iter().map(ToString::to_string).collect();
        let mut fields = serializer.serialize_struct("ConditionReading", 6)?;
        fields.serialize_field("condition", &self.condition)?;
        fields.serialize_field("reading", &self.reading())?;
        fields.serialize_field("evidence", &self.evidence)?;
        fields.serialize_field("missing", &self.missing)?;
        fields.serialize_field("claims", &self.claims)?;
        fields.serialize_field("next", &next)?;
        fields.end()
    }
}

/// Something to do about a condition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NextStep {
    /// Something speaks against it.
    Mend(&'static Source),
    /// What is on record is old.
    LookAgain(&'static Source),
    /// Nothing is on record.
    Record(&'static Source),
}

impl NextStep {
    /// The kind of record that it is about.
    pub const fn source(self) -> &'static Source {
        match self {
            NextStep::Mend(source) | NextStep::LookAgain(source) | NextStep::Record(source) => {
                source
            }
        }
    }
}

impl fmt::Display for NextStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NextStep::Mend(source) => f.write_str(source.mend),
            NextStep::LookAgain(source) => write!(f, "look again: {}", source.looks_at),
            NextStep::Record(source) => write!(f, "write down {}", source.record),
        }
    }
}

/// The four conditions of a programme, as of a day.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Conditions {
    /// The day.
    pub as_of: Date,
    /// Culture, desire, motivation, resources: in this order.
    pub conditions: [ConditionReading; 4],
}

impl Conditions {
    /// Reads the four conditions of a programme on the day of a reading of its theory.
    pub fn of(theory: &TheoryReading<'_>, settings: &Settings) -> Self {
        let (programme, as_of) = (theory.programme(), theory.as_of());
        let ground = Ground { theory, faring: theory.faring(), programme, as_of, settings };
        Conditions { as_of, conditions: Condition::ALL.map(|of| ConditionReading::of(&ground, of)) }
    }

    /// One of the four.
    pub fn of_condition(&self, condition: Condition) -> &ConditionReading {
        let [culture, desire, motivation, resources] = &self.conditions;
        match condition {
            Condition::Culture => culture,
            Condition::Desire => desire,
            Condition::Motivation => motivation,
            Condition::Resources => resources,
        }
    }

    /// Every claim that what is on record does not bear out, with the condition it is about.
    pub fn not_borne_out(&self) -> impl Iterator<Item = (Condition, &ClaimReading)> {
        let each = self.conditions.iter();
        each.flat_map(|of| of.claims.iter().map(move |claim| (of.condition, claim)))
            .filter(|(_, claim)| claim.held != Held::BorneOut)
    }
}

/// The four, one line each, with the evidence and what to do next under each.
impl fmt::Display for Conditions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for of in &self.conditions {
            writeln!(f, "{}", of.in_words())?;
            for one in &of.evidence {
                writeln!(f, "  {one}")?;
            }
            for step in of.next() {
                writeln!(f, "  next: {step}")?;
            }
        }
        Ok(())
    }
}
