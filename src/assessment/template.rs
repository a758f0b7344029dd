//! What people are asked to assess themselves against, as data.

use super::template_form::TemplateForm;
use super::{Band, DeclaredSum, Domain, Element, Level, Scale, Scope, Titled};
use crate::base::{
    Date, DomainId, ElementId, Label, LevelId, Number, Source, SourceMark, Statement, Table, Tag,
    kind,
};

/// A template of self-assessment: a version, ordered levels, elements in domains, and a sum only if it
/// declares one.
///
/// What contradicts itself cannot be made, in code or from a document: an element of a domain that does
/// not exist, points without a declared sum, bands that overlap. To make or to change one, fill a
/// [`TemplateForm`]. It reads and writes itself, so that it can also be kept in a file of its own.
///
/// Levels are **ordinal**: one stands above the other, and nothing says how far. So nothing here
/// takes their average.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "TemplateForm", into = "TemplateForm")]
pub struct Template {
    pub(super) form: TemplateForm,
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Template {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Template".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        TemplateForm::json_schema(generator)
    }
}

impl Template {
    /// What it is called.
    pub fn title(&self) -> &Label {
        &self.form.title
    }

    /// The title with its mark.
    pub fn titled(&self) -> Titled {
        Titled::new(&self.form.title, self.form.mark)
    }

    /// Which version: answers to two versions are never joined.
    pub fn version(&self) -> &Tag {
        &self.form.version
    }

    /// Where it was published.
    pub fn source(&self) -> Option<&Source> {
        self.form.source.as_ref()
    }

    /// Under which conditions its words may be used, as far as is known.
    pub fn licence(&self) -> Option<&Statement> {
        self.form.licence.as_ref()
    }

    /// The day on which it was taken from its source.
    pub fn retrieved(&self) -> Option<Date> {
        self.form.retrieved
    }

    /// What a reader must know before using it.
    pub fn note(&self) -> Option<&Statement> {
        self.form.note.as_ref()
    }

    /// The kind of answer that it asks for.
    pub fn scale(&self) -> Scale {
        self.form.scale
    }

    /// What it may be used for; anything, if there is none.
    pub fn scopes(&self) -> &[Scope] {
        &self.form.scopes
    }

    /// Whether it may be used for this.
    pub fn is_for(&self, scope: Scope) -> bool {
        self.form.scopes.is_empty() || self.form.scopes.contains(&scope)
    }

    /// The levels, from the lowest to the highest.
    pub fn levels(&self) -> &Table<kind::Level, Level> {
        &self.form.levels
    }

    /// The parts to which elements belong.
    pub fn domains(&self) -> &Table<kind::Domain, Domain> {
        &self.form.domains
    }

    /// What it asks about.
    pub fn elements(&self) -> &Table<kind::Element, Element> {
        &self.form.elements
    }

    /// The sum that it declares, if it does.
    pub fn sum(&self) -> Option<&DeclaredSum> {
        self.form.sum.as_ref()
    }

    /// How far it is confirmed as a whole; what bears no mark of its own bears this one.
    pub fn mark(&self) -> SourceMark {
        self.form.mark
    }

    /// A level with its mark.
    pub fn level_title(&self, level: &Level) -> Titled {
        Titled::new(&level.label, level.mark.unwrap_or(self.form.mark))
    }

    /// A domain with its mark.
    pub fn domain_title(&self, domain: &Domain) -> Titled {
        Titled::new(&domain.title, domain.mark.unwrap_or(self.form.mark))
    }

    /// How far it is confirmed that an element belongs to its domain.
    fn placing_of(&self, element: &Element) -> SourceMark {
        element.placed.or(element.mark).unwrap_or(self.form.mark)
    }

    /// How far it is confirmed that its elements belong to a domain: the weakest mark among them.
    pub fn placing(&self, domain: &DomainId) -> SourceMark {
        let within = self.elements().rows().filter(|row| row.domain.as_ref() == Some(domain));
        let marks: Vec<SourceMark> = within.map(|row| self.placing_of(row)).collect();
        let weakest = [SourceMark::Unconfirmed, SourceMark::Reported, SourceMark::Local];
        weakest.into_iter().find(|mark| marks.contains(mark)).unwrap_or(SourceMark::Confirmed)
    }

    /// An element with its mark.
    pub fn element_title(&self, element: &Element) -> Titled {
        Titled::new(&element.title, element.mark.unwrap_or(self.form.mark))
    }

    /// The declared sum with its mark, which is that of its points too.
    pub fn sum_title(&self, sum: &DeclaredSum) -> Titled {
        Titled::new(&sum.label, sum.mark.unwrap_or(self.form.mark))
    }

    /// A band of a declared sum with its mark.
    pub fn band_title(&self, band: &Band) -> Titled {
        Titled::new(&band.label, band.mark.unwrap_or(self.form.mark))
    }

    /// The points of a level of an element in the declared sum; `None` where no sum is declared.
    pub fn points(&self, element: &ElementId, level: &LevelId) -> Option<Number> {
        self.form.points(element.as_str(), level.as_str())
    }

    /// Whether a level, counted from 0, lies above the middle of the list: 4 and 5 of five, 3 and 4 of
    /// four. A working default of this crate.
    pub fn is_high(&self, level: usize) -> bool {
        is_high(level, self.levels().len())
    }

    /// Whether a level, counted from 0, lies below the middle of the list: 1 and 2 of five or of four.
    /// A working default of this crate.
    pub fn is_low(&self, level: usize) -> bool {
        is_low(level, self.levels().len())
    }

    /// What is not confirmed at its source, in one sentence; `None` if there is nothing of the kind.
    /// Every output that shows the template shows this.
    pub fn caution(&self) -> Option<String> {
        let form = &self.form;
        let marks = |own: Vec<Option<SourceMark>>| -> Vec<SourceMark> {
            own.into_iter().map(|mark| mark.unwrap_or(form.mark)).collect()
        };
        let sum = form.sum.as_ref();
        let parts = [
            ("levels", marks(form.levels.rows().map(|row| row.mark).collect())),
            ("domains", marks(form.domains.rows().map(|row| row.mark).collect())),
            ("elements", marks(form.elements.rows().map(|row| row.mark).collect())),
            ("placings of elements", {
                let placed = form.elements.rows().filter(|row| row.domain.is_some());
                placed.map(|row| self.placing_of(row)).collect()
            }),
            ("tables of points", marks(sum.iter().map(|sum| sum.mark).collect())),
            ("bands", marks(sum.iter().flat_map(|sum| &sum.bands).map(|b| b.mark).collect())),
        ];
        let of = |mark: SourceMark| {
            let counted = parts.iter().filter_map(|(what, marks)| {
                let count = marks.iter().filter(|found| **found == mark).count();
                (count > 0).then(|| format!("{count} of {} {what}", marks.len()))
            });
            counted.collect::<Vec<_>>().join(", ")
        };
        let (unconfirmed, reported) = (of(SourceMark::Unconfirmed), of(SourceMark::Reported));
        let mut said = Vec::new();
        if !unconfirmed.is_empty() {
            said.push(format!("not confirmed at the source (†): {unconfirmed}"));
        }
        if !reported.is_empty() {
            said.push(format!("reported by others (‡): {reported}"));
        }
        (!said.is_empty()).then(|| format!("Unofficial. {}.", capital(&said.join("; "))))
    }

    /// Its parts, to be changed and checked again.
    pub fn to_form(&self) -> TemplateForm {
        self.form.clone()
    }
}

pub(super) fn is_high(level: usize, levels: usize) -> bool {
    2 * (level + 1) > levels + 1
}

pub(super) fn is_low(level: usize, levels: usize) -> bool {
    2 * (level + 1) < levels + 1
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
