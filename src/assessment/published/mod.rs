//! The templates that the crate knows, each with what is confirmed of it and what is not.
//!
//! | Id, version | What it is | Not confirmed |
//! |---|---|---|
//! | `nhs-impact`, `unofficial-1` | the maturity matrix of NHS IMPACT: [`nhs_impact`] | levels and elements |
//! | `musiq`, `unofficial-1` | Model for Understanding Success in Quality: [`musiq`] | names of eleven factors, bands |
//! | `nhs-sustainability`, `unofficial-1` | NHS Sustainability Model: [`nhs_sustainability`] | which factor is in which domain, all numbers |
//! | `readiness-ten`, `reported-1` | a readiness tool of ten questions with a banded sum: [`readiness_ten`] | reported, without the words of its questions |
//!
//! Titles only are repeated here, and no text of a question: under which conditions the words may be used
//! was not checked. The day on which a source was read is not recorded for any of them. A programme that
//! has the official text writes it as a template of its own, under the same id if it likes.

mod musiq;
mod nhs_impact;
mod readiness;
mod sustainability;

use super::{Domain, Element, Level, Template, TemplateForm};
use crate::base::{
    Component, IdError, Label, LevelId, Number, QuantityError, Source, SourceMark, Statement, Tag,
    Taken, TemplateId, TextError,
};

/// The templates that the crate knows, each with its id.
///
/// ```
/// use improvement::assessment::published;
/// for (id, template) in published::published() {
///     println!("{id} {}: {}", template.version(), template.titled());
///     assert!(template.caution().is_some(), "none of them is confirmed throughout");
/// }
/// ```
pub fn published() -> impl Iterator<Item = (TemplateId, Template)> {
    [nhs_impact(), musiq(), nhs_sustainability(), readiness_ten()].into_iter().flatten()
}

/// The self-assessment of NHS IMPACT, the default: 22 elements in the five components, five levels.
///
/// The components are confirmed
/// (<https://www.england.nhs.uk/nhsimpact/about-nhs-impact/>); that there is a maturity matrix over them,
/// answered by the option that describes the present best, is too
/// (<https://www.england.nhs.uk/nhsimpact/self-assessment/>). **Levels and elements are not**: their number,
/// labels and titles are from general knowledge.
///
/// `None` never: a test makes it.
pub fn nhs_impact() -> Option<(TemplateId, Template)> {
    nhs_impact::template().ok()
}

/// The Model for Understanding Success in Quality: 25 factors of context, agreement from 1 to 7.
///
/// Confirmed: the factors of environment, organisation, support
/// (<https://qualitysafety.bmj.com/highwire/markup/143390/expansion>) and microsystem, their number
/// (<https://pubmed.ncbi.nlm.nih.gov/21835762/>), and the scale. The names of the nine team factors and
/// the two others are not, nor are the bands. In a small practice the levels of organisation and
/// microsystem coincide: [merge](super::Session::merged) their factors.
///
/// `None` never: a test makes it.
pub fn musiq() -> Option<(TemplateId, Template)> {
    musiq::template().ok()
}

/// The NHS Sustainability Model: ten factors in three domains, one of four descriptions for each.
///
/// The names are confirmed (<http://fr.slideshare.net/NHSIQlegacy/sustainability-model-and-guide>). Which
/// factor is in which domain, **all numbers**, and the reading at 55 and 45 are not; that the numbers of
/// the best answers add up to 100 supports them. It is for one planned or running initiative, and not
/// for judging what an organisation can sustain in general
/// (<https://webarchive.nationalarchives.gov.uk/20090410011325/https:/www.institute.nhs.uk/sustainability_model/introduction/find_out_more_about_the_model.html>).
///
/// `None` never: a test makes it.
pub fn nhs_sustainability() -> Option<(TemplateId, Template)> {
    sustainability::template().ok()
}

/// A readiness self-assessment of ten questions, each from 1 to 5, whose sum is read in five bands.
///
/// The form and the bands are reported from one copy of an online form
/// (<https://www.ardengemcsu.nhs.uk/Content/SocialInvestmentSystemShift_Readiness_Self_Assessment_Online_FormV.html>).
/// Its questions have numbers here, and no words.
///
/// `None` never: a test makes it.
pub fn readiness_ten() -> Option<(TemplateId, Template)> {
    readiness::template().ok()
}

type Defined = Result<(TemplateId, Template), Wrong>;

/// What could be wrong with a definition.
#[derive(Debug)]
enum Wrong {
    Id,
    Text,
    Number,
    Twice,
    Template,
}

macro_rules! wrong {
    ($($Error:ty => $Wrong:ident,)+) => {
        $(impl From<$Error> for Wrong {
            fn from(_: $Error) -> Self {
                Wrong::$Wrong
            }
        })+
    };
}

wrong! {
    IdError => Id,
    TextError => Text,
    QuantityError => Number,
    Taken => Twice,
    super::TemplateError => Template,
}

/// A template being written down.
struct Draft {
    id: TemplateId,
    form: TemplateForm,
}

impl Draft {
    fn new(id: &str, title: &str, version: &str, source: &str) -> Result<Self, Wrong> {
        let mut form = TemplateForm::new(Label::new(title)?, Tag::new(version)?);
        form.source = Some(Source::new(source)?);
        form.licence = Some(Statement::new(
            "Titles only; under which conditions they may be used was not checked.",
        )?);
        // As a whole it is a working copy; what was read at its source says so itself.
        form.mark = SourceMark::Unconfirmed;
        Ok(Draft { id: TemplateId::new(id)?, form })
    }

    fn note(&mut self, note: &str) -> Result<(), Wrong> {
        self.form.note = Some(Statement::new(note)?);
        Ok(())
    }

    fn level(&mut self, id: &str, label: &str, mark: SourceMark) -> Result<&mut Level, Wrong> {
        let mut level = Level::new(Label::new(label)?);
        level.mark = Some(mark);
        self.form.levels.insert(LevelId::new(id)?, level)?;
        self.form.levels.get_mut(id).ok_or(Wrong::Id)
    }

    fn domain(
        &mut self,
        id: &str,
        title: &str,
        component: Option<Component>,
        mark: SourceMark,
    ) -> Result<(), Wrong> {
        let mut domain = Domain::new(Label::new(title)?);
        domain.component = component;
        domain.mark = Some(mark);
        Ok(self.form.domains.insert(id.parse()?, domain)?)
    }

    fn element(
        &mut self,
        domain: Option<&str>,
        id: &str,
        title: &str,
        mark: SourceMark,
    ) -> Result<&mut Element, Wrong> {
        let mut element = Element::new(Label::new(title)?);
        element.domain = domain.map(str::parse).transpose()?;
        element.mark = Some(mark);
        self.form.elements.insert(id.parse()?, element)?;
        self.form.elements.get_mut(id).ok_or(Wrong::Id)
    }

    fn band(
        label: &str,
        at_least: Option<f64>,
        below: Option<f64>,
        mark: SourceMark,
    ) -> Result<super::Band, Wrong> {
        let number = |value: Option<f64>| value.map(Number::new).transpose();
        let mut band = super::Band::new(Label::new(label)?, number(at_least)?, number(below)?);
        band.mark = Some(mark);
        Ok(band)
    }

    fn done(self) -> Defined {
        Ok((self.id, Template::try_from(self.form)?))
    }
}
