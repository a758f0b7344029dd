//! What moved between two sessions of one template version.

use std::cmp::Ordering;
use std::fmt;

use super::{Disagreement, Scope, Session, Spread, Summary, Template, Titled};
use crate::base::{Date, ElementId, Label, Problems, SessionId, Tag, TemplateId};

/// What moved from an earlier to a later session of one unit, by the same version of one template.
///
/// Movement is by order alone: up, down, or neither. That something moved between two sessions does not
/// say why.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Progress {
    /// What the template is called.
    pub title: Titled,
    /// The version that was answered both times.
    pub version: Tag,
    /// What is not confirmed, in one sentence.
    pub caution: Option<String>,
    /// The days of the two sessions.
    pub days: (Date, Date),
    /// One row for each element that was answered for itself both times.
    pub elements: Vec<Moved>,
    /// Elements that were merged in one of the two sessions, and cannot be compared.
    pub left_out: Vec<Titled>,
}

/// How one element moved.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Moved {
    /// Its id.
    pub id: ElementId,
    /// What it is called.
    pub title: Titled,
    /// The medians, in words: before and after.
    pub medians: (Option<String>, Option<String>),
    /// How the median moved; `None` if there is no answer before or after.
    pub median: Option<Movement>,
    /// How the answers of those moved who gave a level both times.
    pub raters: Matched,
    /// How far raters lay apart, before and after.
    pub disagreement: (Option<Disagreement>, Option<Disagreement>),
}

impl Moved {
    /// Whether raters lie further apart than before (`Up`), closer (`Down`) or as before; `None` if
    /// fewer than two answered before or after. Of few raters a small change says little, above all where
    /// others answered than before.
    pub fn disagreement_moved(&self) -> Option<Movement> {
        let (before, after) = self.disagreement;
        before?.partial_cmp(&after?).map(Movement::from_earlier)
    }
}

/// Which way something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Movement {
    /// Up.
    Up,
    /// Down.
    Down,
    /// It stayed.
    Same,
    /// The lower median fell and the upper rose, or the other way: neither up nor down.
    Apart,
}

impl Movement {
    fn from_earlier(order: Ordering) -> Self {
        match order {
            Ordering::Less => Movement::Up,
            Ordering::Greater => Movement::Down,
            Ordering::Equal => Movement::Same,
        }
    }

    /// Between two medians, each with its lower and its upper level.
    fn of_medians(before: (usize, usize), after: (usize, usize)) -> Self {
        match (before.0.cmp(&after.0), before.1.cmp(&after.1)) {
            (lower, upper) if lower == upper => Movement::from_earlier(lower),
            (Ordering::Equal, one) | (one, Ordering::Equal) => Movement::from_earlier(one),
            _ => Movement::Apart,
        }
    }
}

impl fmt::Display for Movement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Movement::Up => "up",
            Movement::Down => "down",
            Movement::Same => "the same",
            Movement::Apart => "apart",
        })
    }
}

/// The answers of raters who gave a level both times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[non_exhaustive]
pub struct Matched {
    /// How many went up.
    pub up: u32,
    /// How many went down.
    pub down: u32,
    /// How many stayed.
    pub same: u32,
}

impl Matched {
    /// How many raters gave a level both times.
    pub fn all(self) -> u32 {
        self.up.saturating_add(self.down).saturating_add(self.same)
    }
}

/// `of 3 who answered twice 2 up, 1 the same`.
impl fmt::Display for Matched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.all() == 0 {
            return f.write_str("nobody answered twice");
        }
        let parts = [(self.up, "up"), (self.down, "down"), (self.same, "the same")];
        let said = parts.iter().filter(|(n, _)| *n > 0).map(|(n, way)| format!("{n} {way}"));
        let said = said.collect::<Vec<_>>().join(", ");
        write!(f, "of {} who answered twice {said}", self.all())
    }
}

/// Why two sessions cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotComparable {
    /// A session that does not exist.
    #[error("no session named `{0}`")]
    Unknown(String),
    /// Two templates.
    #[error("answers to `{0}` and to `{1}` cannot be compared: they are two templates")]
    Templates(TemplateId, TemplateId),
    /// Two versions of one template.
    #[error("answers to version `{1}` and to version `{2}` of `{0}` cannot be compared")]
    Versions(TemplateId, Tag, Tag),
    /// Sessions of two scopes.
    #[error(
        "one session is of {0} and one of {1}: a session is compared with an earlier one of its own unit"
    )]
    Scopes(Scope, Scope),
    /// Sessions of two units.
    #[error(
        "the sessions are of two units: a session is compared with an earlier one of its own unit"
    )]
    Units(Option<Label>, Option<Label>),
    /// The earlier session is not before the later.
    #[error("the earlier session must lie before the later, found {0} and {1}")]
    Order(Date, Date),
    /// A session contradicts the template.
    #[error("a session contradicts its template: {0}")]
    Problems(Problems),
}

/// What two sessions must have in common to be compared, and the day.
pub(super) struct Bounds<'s> {
    pub(super) template: &'s TemplateId,
    pub(super) version: &'s Tag,
    pub(super) scope: Scope,
    pub(super) unit: Option<&'s Label>,
    pub(super) on: Date,
}

impl Bounds<'_> {
    /// Whether this may stand as the earlier beside a later one.
    pub(super) fn precede(&self, later: &Bounds<'_>) -> Result<(), NotComparable> {
        if self.template != later.template {
            return Err(NotComparable::Templates(self.template.clone(), later.template.clone()));
        }
        if self.version != later.version {
            let (template, version) = (self.template.clone(), self.version.clone());
            return Err(NotComparable::Versions(template, version, later.version.clone()));
        }
        if self.scope != later.scope {
            return Err(NotComparable::Scopes(self.scope, later.scope));
        }
        if self.unit != later.unit {
            return Err(NotComparable::Units(self.unit.cloned(), later.unit.cloned()));
        }
        if self.on >= later.on {
            return Err(NotComparable::Order(self.on, later.on));
        }
        Ok(())
    }
}

fn bounds(session: &Session) -> Bounds<'_> {
    Bounds {
        template: &session.template,
        version: &session.version,
        scope: session.scope,
        unit: session.unit.as_ref(),
        on: session.on,
    }
}

/// Whether a session may be compared with an earlier one.
pub(super) fn comparable(earlier: &Session, later: &Session) -> Result<(), NotComparable> {
    bounds(earlier).precede(&bounds(later))
}

impl Progress {
    /// What moved from one session to a later one.
    ///
    /// # Errors
    ///
    /// See [`NotComparable`]; organisations are never compared with each other.
    pub fn between(
        template: &Template,
        earlier: &Session,
        later: &Session,
    ) -> Result<Self, NotComparable> {
        comparable(earlier, later)?;
        let before = Summary::of(template, earlier).map_err(NotComparable::Problems)?;
        let after = Summary::of(template, later).map_err(NotComparable::Problems)?;
        let is_merged = |id: &ElementId| {
            [earlier, later].iter().any(|session| {
                session.merged.iter().any(|(element, into)| element == id || into == id)
            })
        };
        let (mut elements, mut left_out) = (Vec::new(), Vec::new());
        for (id, element) in template.elements() {
            let title = template.element_title(element);
            if is_merged(id) {
                left_out.push(title);
                continue;
            }
            let of = |summary: &Summary| -> Option<Spread> {
                let row = summary.elements.iter().find(|row| row.id == *id)?;
                Some(row.spread.clone())
            };
            let (Some(old), Some(new)) = (of(&before), of(&after)) else { continue };
            elements.push(Moved {
                id: id.clone(),
                title,
                medians: (before.median_in_words(&old), after.median_in_words(&new)),
                median: old.median().zip(new.median()).map(|(b, a)| Movement::of_medians(b, a)),
                raters: matched(template, earlier, later, id),
                disagreement: (old.disagreement(), new.disagreement()),
            });
        }
        Ok(Progress {
            title: template.titled(),
            version: template.version().clone(),
            caution: template.caution(),
            days: (earlier.on, later.on),
            elements,
            left_out,
        })
    }
}

fn matched(template: &Template, earlier: &Session, later: &Session, id: &ElementId) -> Matched {
    let level = |session: &Session, rater: &str| {
        let answer = session.raters.get(rater)?.answers.get(id.as_str())?;
        template.levels().position(answer.says.level()?.as_str())
    };
    let mut matched = Matched::default();
    for rater in later.raters.ids() {
        let (before, after) = (level(earlier, rater.as_str()), level(later, rater.as_str()));
        let Some((before, after)) = before.zip(after) else { continue };
        match before.cmp(&after) {
            Ordering::Less => matched.up += 1,
            Ordering::Greater => matched.down += 1,
            Ordering::Equal => matched.same += 1,
        }
    }
    matched
}

/// The whole, a line for each element.
impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = self.days;
        writeln!(f, "{}, version {}: from {from} to {to}", self.title, self.version)?;
        if let Some(caution) = &self.caution {
            writeln!(f, "{caution}")?;
        }
        for moved in &self.elements {
            writeln!(f, "  {moved}")?;
        }
        if !self.left_out.is_empty() {
            let titles: Vec<String> = self.left_out.iter().map(Titled::to_string).collect();
            writeln!(f, "Not compared, since they were merged: {}", titles.join("; "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.title)?;
        match (&self.median, &self.medians) {
            (Some(Movement::Same), (_, Some(after))) => write!(f, "median the same, {after}")?,
            (Some(way), (Some(before), Some(after))) => {
                write!(f, "median {way}, from {before} to {after}")?;
            }
            (_, (None, Some(after))) => write!(f, "first answered now, median {after}")?,
            (_, (Some(before), _)) => write!(f, "no level now, median {before} before")?,
            _ => f.write_str("no level before or now")?,
        }
        write!(f, "; {}", self.raters)?;
        if let (Some(before), Some(after)) = self.disagreement {
            let way = match self.disagreement_moved() {
                Some(Movement::Up) => "rose",
                Some(Movement::Down) => "fell",
                _ => "stayed",
            };
            write!(f, "; disagreement {way}, {before} to {after}")?;
        }
        Ok(())
    }
}

/// The sessions of one unit with the same template version, the last before a day first.
pub(super) fn before<'s>(
    sessions: impl Iterator<Item = (&'s SessionId, &'s Session)>,
    later: &Session,
) -> Option<(&'s SessionId, &'s Session)> {
    sessions.filter(|(_, earlier)| comparable(earlier, later).is_ok()).max_by_key(|(_, s)| s.on)
}
