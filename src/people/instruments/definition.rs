//! A questionnaire, checked.

use super::{Formula, Scale};
use crate::base::{Label, Number, SourceMark, Statement, Tag};

/// A questionnaire: version, items, possible answers, scales. No words of any item.
///
/// What contradicts itself cannot be made, in code or from a document: a scale with an item that does
/// not exist, a list of points that does not fit the answers, a cut-off outside the range.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "InstrumentForm", into = "InstrumentForm")]
pub struct Instrument {
    form: InstrumentForm,
}

/// What an instrument is written as.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename = "Instrument")]
pub(super) struct InstrumentForm {
    /// What it is called.
    pub(super) label: Label,
    /// Which version: scores of two versions are never joined.
    pub(super) version: Label,
    /// How many items it has; 0 if its scores come from whoever ran the survey.
    #[serde(default)]
    pub(super) items: u16,
    /// The lowest answer.
    #[serde(default)]
    pub(super) low: u16,
    /// The highest answer.
    #[serde(default)]
    pub(super) high: u16,
    /// Its scales.
    pub(super) scales: Vec<Scale>,
    /// Why it has no total, where people are wont to compute one.
    pub(super) no_total: Option<Statement>,
    /// Under which conditions it may be used.
    pub(super) licence: Option<Statement>,
    /// How far it is confirmed as a whole.
    #[serde(default)]
    pub(super) mark: SourceMark,
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Instrument {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Instrument".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        InstrumentForm::json_schema(generator)
    }
}

/// Why something is not an [`Instrument`].
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InstrumentError {
    /// No scale.
    #[error("an instrument needs at least one scale, found none")]
    NoScale,
    /// Answers that run backwards, or are all the same.
    #[error("the highest answer must lie above the lowest, found {low} to {high}")]
    Answers {
        /// The lowest as given.
        low: u16,
        /// The highest as given.
        high: u16,
    },
    /// Two scales of one name.
    #[error("two scales are named `{0}`")]
    ScaleTwice(Tag),
    /// A scale without items, or a given score with some.
    #[error("the scale `{scale}` must have {expected}, found {found}")]
    Items {
        /// The scale.
        scale: Tag,
        /// What it must have.
        expected: &'static str,
        /// How many it has.
        found: usize,
    },
    /// An item that does not exist, or stands twice, or is turned round and not in the scale.
    #[error("the scale `{scale}` names item {item} {wrong}")]
    Item {
        /// The scale.
        scale: Tag,
        /// The item.
        item: u16,
        /// What is wrong with it.
        wrong: &'static str,
    },
    /// A list of points that does not fit the answers.
    #[error("the scale `{scale}` must list {expected} points, one for each answer, found {found}")]
    Points {
        /// The scale.
        scale: Tag,
        /// How many answers there are.
        expected: usize,
        /// How many points are listed.
        found: usize,
    },
    /// A cut-off outside the range of the scale.
    #[error("the cut-off {at} of the scale `{scale}` lies outside its range of {low} to {high}")]
    CutOff {
        /// The scale.
        scale: Tag,
        /// The cut-off.
        at: Number,
        /// The lowest score.
        low: Number,
        /// The highest score.
        high: Number,
    },
    /// A given score without its range, or with one that runs backwards.
    #[error("the scale `{0}` must state the range of its scores, lowest first")]
    Range(Tag),
}

impl Instrument {
    /// What it is called.
    pub fn label(&self) -> &Label {
        &self.form.label
    }

    /// Which version it is.
    pub fn version(&self) -> &Label {
        &self.form.version
    }

    /// How many items it has; 0 if its scores come from whoever ran the survey.
    pub fn items(&self) -> u16 {
        self.form.items
    }

    /// The lowest and the highest answer.
    pub fn answers(&self) -> (u16, u16) {
        (self.form.low, self.form.high)
    }

    /// Its scales.
    pub fn scales(&self) -> &[Scale] {
        &self.form.scales
    }

    /// One scale by its name.
    pub fn scale(&self, name: &str) -> Option<&Scale> {
        self.form.scales.iter().find(|scale| scale.name.as_str() == name)
    }

    /// Why it has no total, where people are wont to compute one.
    pub fn no_total(&self) -> Option<&Statement> {
        self.form.no_total.as_ref()
    }

    /// Under which conditions it may be used, as far as is known.
    pub fn licence(&self) -> Option<&Statement> {
        self.form.licence.as_ref()
    }

    /// How far it is confirmed: the least of itself and its scales is the reader's to weigh.
    pub fn mark(&self) -> SourceMark {
        self.form.mark
    }

    /// The lowest and the highest score of a scale.
    pub fn range(&self, scale: &Scale) -> (f64, f64) {
        self.form.range(scale)
    }
}

impl InstrumentForm {
    fn range(&self, scale: &Scale) -> (f64, f64) {
        if let Some((low, high)) = scale.range.filter(|_| scale.formula == Formula::Given) {
            return (low.get(), high.get());
        }
        let ends = |item: u16| {
            let points =
                (self.low..=self.high).map(|a| scale.points_of(item, a, self.low, self.high));
            points.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), p| {
                (low.min(p), high.max(p))
            })
        };
        let all = scale.items.iter().map(|item| ends(*item));
        let (low, high) = all.fold((0.0, 0.0), |sum, (low, high)| match scale.formula {
            Formula::SumOfProducts => (sum.0 + low * low, sum.1 + high * high),
            _ => (sum.0 + low, sum.1 + high),
        });
        let count = scale.items.len().max(1) as f64;
        let by = if scale.formula == Formula::Mean { count } else { 1.0 };
        let (a, b) = (low / by * scale.factor(), high / by * scale.factor());
        (a.min(b), a.max(b))
    }

    fn check(&self) -> Result<(), InstrumentError> {
        if self.scales.is_empty() {
            return Err(InstrumentError::NoScale);
        }
        if self.items > 0 && self.low >= self.high {
            return Err(InstrumentError::Answers { low: self.low, high: self.high });
        }
        for (at, scale) in self.scales.iter().enumerate() {
            let twice = self.scales.iter().take(at).any(|other| other.name == scale.name);
            if twice {
                return Err(InstrumentError::ScaleTwice(scale.name.clone()));
            }
            self.check_items(scale)?;
            self.check_points(scale)?;
            let (low, high) = self.range(scale);
            let ends = Number::new(low).ok().zip(Number::new(high).ok());
            let Some((low, high)) = ends.filter(|(low, high)| low < high) else {
                return Err(InstrumentError::Range(scale.name.clone()));
            };
            if let Some(cut_off) = scale.cut_offs.iter().find(|c| c.at < low || c.at > high) {
                let scale = scale.name.clone();
                return Err(InstrumentError::CutOff { scale, at: cut_off.at, low, high });
            }
        }
        Ok(())
    }

    fn check_items(&self, scale: &Scale) -> Result<(), InstrumentError> {
        let found = scale.items.len();
        let expected = match scale.formula {
            Formula::Given if found > 0 => Some("no items, since its score is given"),
            Formula::Given => None,
            _ if found == 0 => Some("items"),
            _ => None,
        };
        if let Some(expected) = expected {
            return Err(InstrumentError::Items { scale: scale.name.clone(), expected, found });
        }
        let wrong =
            |item: u16, wrong| InstrumentError::Item { scale: scale.name.clone(), item, wrong };
        for (at, &item) in scale.items.iter().enumerate() {
            if item == 0 || item > self.items {
                return Err(wrong(item, "which the instrument does not have"));
            }
            if scale.items.iter().take(at).any(|other| *other == item) {
                return Err(wrong(item, "twice"));
            }
        }
        match scale.reversed.iter().find(|item| !scale.items.contains(item)) {
            Some(&item) => Err(wrong(item, "as turned round, and not among its items")),
            None => Ok(()),
        }
    }

    fn check_points(&self, scale: &Scale) -> Result<(), InstrumentError> {
        let expected = usize::from(self.high - self.low.min(self.high)) + 1;
        for found in [scale.points.len(), scale.reversed_points.len()] {
            if found != 0 && found != expected {
                return Err(InstrumentError::Points { scale: scale.name.clone(), expected, found });
            }
        }
        Ok(())
    }
}

impl TryFrom<InstrumentForm> for Instrument {
    type Error = InstrumentError;

    fn try_from(form: InstrumentForm) -> Result<Self, InstrumentError> {
        form.check()?;
        Ok(Instrument { form })
    }
}

impl From<Instrument> for InstrumentForm {
    fn from(instrument: Instrument) -> Self {
        instrument.form
    }
}
