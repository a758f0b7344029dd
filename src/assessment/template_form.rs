//! A template as it is written, and what makes it coherent.

use super::{DeclaredSum, Domain, Element, Level, Says, Scale, Scope, Template};
use crate::base::{
    Date, DomainId, ElementId, Label, LevelId, Number, Source, SourceMark, Statement, Table, Tag,
    is_default, kind,
};

/// What a [`Template`] is written as: all open, checked when a template is made of it.
///
/// ```
/// use improvement::assessment::{Element, Level, Template, TemplateForm};
/// use improvement::base::{Label, Tag};
/// let mut form = TemplateForm::new(Label::new("Is our ward ready?")?, Tag::new("2025-1")?);
/// form.levels.insert("no".parse()?, Level::new(Label::new("Not yet")?))?;
/// form.levels.insert("yes".parse()?, Level::new(Label::new("Ready")?))?;
/// assert!(Template::try_from(form.clone()).is_err(), "it asks about nothing");
/// form.elements.insert("time".parse()?, Element::new(Label::new("We have the hours")?))?;
/// assert_eq!(Template::try_from(form)?.levels().len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename = "Template")]
#[non_exhaustive]
pub struct TemplateForm {
    /// What it is called.
    pub title: Label,
    /// Which version: answers to two versions are never joined.
    pub version: Tag,
    /// Where it was published.
    pub source: Option<Source>,
    /// Under which conditions its words may be used.
    pub licence: Option<Statement>,
    /// The day on which it was taken from its source.
    pub retrieved: Option<Date>,
    /// How far it is confirmed; `local` for a template of one's own. What bears no mark of its own bears
    /// this one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub mark: SourceMark,
    /// The kind of answer that it asks for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub scale: Scale,
    /// What it may be used for; anything, if it is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<Scope>,
    /// The levels by id, from the lowest to the highest.
    pub levels: Table<kind::Level, Level>,
    /// The parts to which elements belong, by id.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub domains: Table<kind::Domain, Domain>,
    /// What it asks about, by id.
    pub elements: Table<kind::Element, Element>,
    /// A sum, if it declares one. Without it nothing is added up.
    pub sum: Option<DeclaredSum>,
    /// What a reader must know before using it.
    pub note: Option<Statement>,
}

/// Why something is not a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// Fewer than two levels.
    #[error("a template needs at least two levels, found {0}")]
    Levels(usize),
    /// A level with the id of an answer that is no level.
    #[error("`{0}` means that there is no level, and cannot be the id of one")]
    Reserved(LevelId),
    /// Nothing is asked.
    #[error("a template needs at least one element, found none")]
    NoElement,
    /// An element of a domain that the template does not have.
    #[error(
        "the element `{element}` belongs to a domain `{domain}`, which the template does not have"
    )]
    Domain {
        /// The element.
        element: ElementId,
        /// The domain that it names.
        domain: DomainId,
    },
    /// An element with a text or points for a level that the template does not have.
    #[error(
        "the element `{element}` speaks of a level `{level}`, which the template does not have"
    )]
    Level {
        /// The element.
        element: ElementId,
        /// The level that it names.
        level: LevelId,
    },
    /// Points where no sum is declared.
    #[error("`{0}` has points, and the template declares no sum")]
    PointsWithoutSum(String),
    /// Points of an element's own on a scale without weights.
    #[error("the element `{0}` has points of its own, which only a scale of choices has")]
    Weights(ElementId),
    /// A sum is declared, and an answer has no points.
    #[error("a sum is declared, and the level `{level}` of the element `{element}` has no points")]
    NoPoints {
        /// The element.
        element: ElementId,
        /// The level.
        level: LevelId,
    },
    /// A band that is open on both sides, or holds nothing.
    #[error("the band `{0}` must begin below where it ends, and have one of the two at least")]
    Band(Label),
    /// Two bands that share a sum.
    #[error("the bands `{0}` and `{1}` overlap")]
    Overlap(Label, Label),
}

impl TemplateForm {
    /// A template without levels and elements yet.
    pub fn new(title: Label, version: Tag) -> Self {
        TemplateForm {
            title,
            version,
            source: None,
            licence: None,
            retrieved: None,
            mark: SourceMark::default(),
            scale: Scale::default(),
            scopes: Vec::new(),
            levels: Table::new(),
            domains: Table::new(),
            elements: Table::new(),
            sum: None,
            note: None,
        }
    }

    pub(super) fn points(&self, element: &str, level: &str) -> Option<Number> {
        self.sum.as_ref()?;
        let own = self.elements.get(element)?.points.get(level).copied();
        own.or_else(|| self.levels.get(level)?.points)
    }

    fn check(&self) -> Result<(), TemplateError> {
        if self.levels.len() < 2 {
            return Err(TemplateError::Levels(self.levels.len()));
        }
        if let Some(level) = self.levels.ids().find(|id| Says::is_reserved(id.as_str())) {
            return Err(TemplateError::Reserved(level.clone()));
        }
        if self.elements.is_empty() {
            return Err(TemplateError::NoElement);
        }
        for (id, element) in &self.elements {
            self.check_element(id, element)?;
        }
        match &self.sum {
            None => match self.levels.iter().find(|(_, level)| level.points.is_some()) {
                Some((id, _)) => Err(TemplateError::PointsWithoutSum(id.to_string())),
                None => Ok(()),
            },
            Some(sum) => self.check_points().and_then(|()| check_bands(sum)),
        }
    }

    fn check_element(&self, id: &ElementId, element: &Element) -> Result<(), TemplateError> {
        if let Some(domain) = element.domain.as_ref().filter(|d| !self.domains.contains(d.as_str()))
        {
            return Err(TemplateError::Domain { element: id.clone(), domain: domain.clone() });
        }
        let named = element.levels.ids().chain(element.points.ids());
        if let Some(level) = named.into_iter().find(|level| !self.levels.contains(level.as_str())) {
            return Err(TemplateError::Level { element: id.clone(), level: level.clone() });
        }
        if !element.points.is_empty() && self.sum.is_none() {
            return Err(TemplateError::PointsWithoutSum(id.to_string()));
        }
        if !element.points.is_empty() && self.scale != Scale::Choice {
            return Err(TemplateError::Weights(id.clone()));
        }
        Ok(())
    }

    fn check_points(&self) -> Result<(), TemplateError> {
        for element in self.elements.ids() {
            for level in self.levels.ids() {
                if self.points(element.as_str(), level.as_str()).is_none() {
                    let (element, level) = (element.clone(), level.clone());
                    return Err(TemplateError::NoPoints { element, level });
                }
            }
        }
        Ok(())
    }
}

fn check_bands(sum: &DeclaredSum) -> Result<(), TemplateError> {
    for (at, band) in sum.bands.iter().enumerate() {
        let holds_something = match (band.at_least, band.below) {
            (None, None) => false,
            (Some(from), Some(below)) => from < below,
            _ => true,
        };
        if !holds_something {
            return Err(TemplateError::Band(band.label.clone()));
        }
        if let Some(other) = sum.bands.iter().take(at).find(|other| other.overlaps(band)) {
            return Err(TemplateError::Overlap(other.label.clone(), band.label.clone()));
        }
    }
    Ok(())
}

impl TryFrom<TemplateForm> for Template {
    type Error = TemplateError;

    /// # Errors
    ///
    /// The first contradiction found: see [`TemplateError`].
    fn try_from(form: TemplateForm) -> Result<Self, TemplateError> {
        form.check()?;
        Ok(Template { form })
    }
}

impl From<Template> for TemplateForm {
    fn from(template: Template) -> Self {
        template.form
    }
}
