//! What somebody told, in their words: readable through their consent only.

use std::fmt;

use super::{Audience, Codesign, ConsentRefusal};
use crate::base::{ConsentId, Date, Statement, TouchpointId};
use crate::people::Constituency;

/// A quotation, or what is said in a clip of the film. It is tied to a constituency and a consent, and
/// to no person: there is no field for a name.
///
/// The words cannot be read from here, nor are they in the `Debug` form. They are read through the
/// consent, for an audience, as of a day: [`Codesign::read`]. A document that is saved is the team's
/// own and holds them; what goes further is a
/// [shared programme](crate::programme::Programme::shared_with).
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Excerpt {
    /// Whether it is a quotation or a clip.
    pub kind: ExcerptKind,
    /// From which side the teller sees the service.
    pub of: Constituency,
    /// Under which consent it is shown.
    pub consent: ConsentId,
    /// To which touchpoint it belongs.
    pub at: Option<TouchpointId>,
    /// The words; none after the consent was withdrawn.
    words: Option<Statement>,
    /// When and to whom it was shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<Showing>,
}

/// What an [`Excerpt`] is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ExcerptKind {
    /// What was said in an interview or at an event.
    Quote,
    /// A part of the film.
    Clip,
}

/// That something was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Showing {
    /// When.
    pub on: Date,
    /// How widely.
    pub to: Audience,
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Excerpt")
            .field("kind", &self.kind)
            .field("of", &self.of)
            .field("consent", &self.consent)
            .field("at", &self.at)
            .field("shown", &self.shown)
            .finish_non_exhaustive()
    }
}

impl Excerpt {
    /// Words of somebody, under a consent.
    pub fn new(kind: ExcerptKind, of: Constituency, consent: ConsentId, words: Statement) -> Self {
        Excerpt { kind, of, consent, at: None, words: Some(words), shown: Vec::new() }
    }

    /// Whether words are kept here.
    pub const fn holds_words(&self) -> bool {
        self.words.is_some()
    }

    /// Forgets the words.
    pub fn erase(&mut self) {
        self.words = None;
    }
}

/// No consent has this id; nothing was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no consent has the id `{found}`")]
pub struct UnknownConsent {
    /// The id as given.
    pub found: String,
}

impl Codesign {
    /// The words of an excerpt, for an audience, as of a day.
    ///
    /// # Errors
    ///
    /// The consent does not [allow](super::Consent::allows) it, is not on record, or there are no
    /// words.
    pub fn read<'c>(
        &'c self,
        excerpt: &'c Excerpt,
        audience: Audience,
        as_of: Date,
    ) -> Result<&'c str, ConsentRefusal> {
        let consent = self.consents.get(excerpt.consent.as_str()).ok_or(ConsentRefusal::Unknown)?;
        consent.allows(audience, as_of)?;
        excerpt.words.as_ref().map(Statement::as_str).ok_or(ConsentRefusal::NoWords)
    }

    /// Everything that may be shown to an audience as of a day, in the order in which it was written.
    pub fn readable(
        &self,
        audience: Audience,
        as_of: Date,
    ) -> impl Iterator<Item = (&Excerpt, &str)> {
        self.excerpts
            .iter()
            .filter_map(move |excerpt| Some((excerpt, self.read(excerpt, audience, as_of).ok()?)))
    }

    /// Records that a consent was withdrawn, and erases every word that was kept under it. Returns how
    /// many excerpts were erased. That something was told, and from which side, stays.
    ///
    /// # Errors
    ///
    /// No consent has this id; nothing is changed.
    pub fn withdraw(&mut self, consent: &str, on: Date) -> Result<usize, UnknownConsent> {
        let unknown = || UnknownConsent { found: consent.chars().take(64).collect() };
        let row = self.consents.get_mut(consent).ok_or_else(unknown)?;
        row.withdrawn = Some(row.withdrawn.map_or(on, |before| before.min(on)));
        let own = self.excerpts.iter_mut().filter(|excerpt| excerpt.consent.as_str() == consent);
        let erased = own.filter(|excerpt| excerpt.holds_words()).map(Excerpt::erase).count();
        Ok(erased)
    }

    /// Erases every word that may not be shown to an audience as of a day.
    pub fn keep_only_for(&mut self, audience: Audience, as_of: Date) {
        let consents = &self.consents;
        let may = |excerpt: &Excerpt| {
            let consent = consents.get(excerpt.consent.as_str());
            consent.is_some_and(|consent| consent.allows(audience, as_of).is_ok())
        };
        self.excerpts.iter_mut().filter(|excerpt| !may(excerpt)).for_each(Excerpt::erase);
    }
}
