//! Sums that a template declares. The only place at which anything is added up.

use std::fmt;

use super::{Answer, Session, Template, Titled};
use crate::base::{RaterId, Table, kind};

/// Whose answers were added up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// Those of one rater.
    Rater(RaterId),
    /// Those that were agreed on after talking.
    Agreed,
}

impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Whose::Rater(rater) => rater.fmt(f),
            Whose::Agreed => f.pad("agreed"),
        }
    }
}

/// What came of adding up.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Total {
    /// All points, and the band in which the sum lies, if it lies in one.
    Points(f64, Option<Titled>),
    /// Some element has no level, so that there is no sum: so many have one, of so many.
    Incomplete(usize, usize),
    /// So many elements are merged: the declared sum is one of all of them, and does not fit.
    Merged(usize),
}

/// A declared sum of one rater's answers, or of those agreed on.
///
/// Sums of several raters are listed, and never joined.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct SumReading {
    /// What the sum is called, with the mark of its points.
    pub sum: Titled,
    /// Whose answers.
    pub whose: Whose,
    /// What came of it.
    pub total: Total,
}

/// `Sustainability score† of ward-sister: 62.3† (encouraging†)`.
impl fmt::Display for SumReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.sum)?;
        match &self.whose {
            Whose::Rater(rater) => write!(f, "of {rater}: ")?,
            Whose::Agreed => f.write_str("as agreed: ")?,
        }
        match &self.total {
            Total::Points(points, band) => {
                write!(f, "{points}{}", self.sum.mark.sign())?;
                match band {
                    Some(band) => write!(f, " ({band})"),
                    None => Ok(()),
                }
            }
            Total::Incomplete(answered, of) => {
                write!(f, "none, {answered} of {of} elements have a level")
            }
            Total::Merged(count) => {
                let (elements, are) =
                    if *count == 1 { ("element", "is") } else { ("elements", "are") };
                write!(f, "none, {count} {elements} {are} merged and the sum is of all")
            }
        }
    }
}

pub(super) fn of(template: &Template, session: &Session) -> Vec<SumReading> {
    if template.sum().is_none() {
        return Vec::new();
    }
    let raters = session.raters.iter();
    let mut sums: Vec<SumReading> = raters
        .filter_map(|(id, rater)| read(template, session, Whose::Rater(id.clone()), &rater.answers))
        .collect();
    if !session.agreed.is_empty() {
        sums.extend(read(template, session, Whose::Agreed, &session.agreed));
    }
    sums
}

fn read(
    template: &Template,
    session: &Session,
    whose: Whose,
    answers: &Table<kind::Element, Answer>,
) -> Option<SumReading> {
    let declared = template.sum()?;
    let sum = template.sum_title(declared);
    if !session.merged.is_empty() {
        return Some(SumReading { sum, whose, total: Total::Merged(session.merged.len()) });
    }
    let points = template.elements().ids().filter_map(|element| {
        let level = answers.get(element.as_str())?.says.level()?;
        template.points(element, level)
    });
    let points: Vec<f64> = points.map(crate::base::Number::get).collect();
    let of = template.elements().len();
    let total = if points.len() < of {
        Total::Incomplete(points.len(), of)
    } else {
        // Tenths have no exact binary form: the ninth decimal is beyond any point that is declared.
        let points = (points.iter().sum::<f64>() * 1e9).round() / 1e9;
        Total::Points(points, declared.band(points).map(|band| template.band_title(band)))
    };
    Some(SumReading { sum, whose, total })
}
