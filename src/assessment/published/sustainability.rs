//! The NHS Sustainability Model.

use super::{Defined, Draft};
use crate::assessment::{DeclaredSum, Scale, Scope};
use crate::base::{Label, LevelId, Number, SourceMark};

/// The lowest first: A is the best description, D the worst.
const CHOICES: [(&str, &str); 4] = [("d", "D"), ("c", "C"), ("b", "B"), ("a", "A")];

type Factors = &'static [(&'static str, &'static str, [f64; 4])];

/// Points for A, B, C and D. **None of these numbers is confirmed.**
const DOMAINS: [(&str, &str, Factors); 3] = [
    (
        "process",
        "Process",
        &[
            ("benefits", "Benefits beyond helping patients", [8.5, 4.7, 4.0, 0.0]),
            ("credibility", "Credibility of the benefits", [9.1, 6.3, 3.1, 0.0]),
            ("adaptability", "Adaptability of the improved process", [7.0, 3.4, 2.4, 0.0]),
            ("monitoring", "Effectiveness of the system to monitor progress", [6.5, 3.3, 2.4, 0.0]),
        ],
    ),
    (
        "staff",
        "Staff",
        &[
            ("training", "Staff involvement and training", [11.4, 6.3, 4.9, 0.0]),
            ("behaviours", "Staff behaviours", [11.0, 5.1, 5.1, 0.0]),
            ("senior-leaders", "Senior leaders", [15.0, 6.2, 5.7, 0.0]),
            ("clinical-leaders", "Clinical leaders", [15.0, 6.7, 5.5, 0.0]),
        ],
    ),
    (
        "organisation",
        "Organisation",
        &[
            ("fit", "Fit with goals and culture", [7.0, 3.5, 3.3, 0.0]),
            ("infrastructure", "Infrastructure", [9.5, 4.4, 3.3, 0.0]),
        ],
    ),
];

pub(super) fn template() -> Defined {
    let mut draft = Draft::new(
        "nhs-sustainability",
        "NHS Sustainability Model",
        "unofficial-1",
        "http://fr.slideshare.net/NHSIQlegacy/sustainability-model-and-guide",
    )?;
    draft.note(
        "For one planned or running initiative; not for judging what a department, an organisation or a \
         community can sustain in general. Names of domains and factors are confirmed. Which factor is in \
         which domain, every number and the readings at 55 and 45 are not; that the points of all A add up \
         to 100 supports the first column, and nothing supports the others. The edition of 2007 has the \
         credibility of the evidence in place of that of the benefits.",
    )?;
    draft.form.scale = Scale::Choice;
    draft.form.scopes = vec![Scope::Initiative];
    for (id, label) in CHOICES {
        draft.level(id, label, SourceMark::Confirmed)?;
    }
    for (domain, title, factors) in DOMAINS {
        draft.domain(domain, title, None, SourceMark::Confirmed)?;
        for (id, title, points) in factors {
            let element = draft.element(Some(domain), id, title, SourceMark::Confirmed)?;
            element.placed = Some(SourceMark::Unconfirmed);
            for ((level, _), points) in CHOICES.iter().rev().zip(points) {
                element.points.insert(LevelId::new(level)?, Number::new(*points)?)?;
            }
        }
    }
    let mut sum = DeclaredSum::new(Label::new("Sustainability score")?);
    sum.mark = Some(SourceMark::Unconfirmed);
    let mark = SourceMark::Unconfirmed;
    sum.bands.push(Draft::band("encouraging", Some(55.0), None, mark)?);
    sum.bands.push(Draft::band("calls for action", None, Some(45.0), mark)?);
    draft.form.sum = Some(sum);
    draft.done()
}
