//! The Model for Understanding Success in Quality.

use super::{Defined, Draft};
use crate::assessment::{DeclaredSum, Scale, Scope};
use crate::base::{Label, Number, SourceMark};

const LEVELS: [(&str, &str); 7] = [
    ("1", "1, totally disagree"),
    ("2", "2"),
    ("3", "3"),
    ("4", "4, neither"),
    ("5", "5"),
    ("6", "6"),
    ("7", "7, totally agree"),
];

type Factors = &'static [(&'static str, &'static str)];

const PARTS: [(&str, &str, SourceMark, Factors); 6] = [
    (
        "environment",
        "External environment",
        SourceMark::Confirmed,
        &[
            ("external-motivators", "External motivators"),
            ("external-sponsorship", "Project sponsorship from outside"),
        ],
    ),
    (
        "organisation",
        "Organisation",
        SourceMark::Confirmed,
        &[
            ("organisation-leadership", "QI leadership of the organisation"),
            ("senior-sponsor", "Senior leader project sponsor"),
            ("organisation-culture", "Culture of the organisation supportive of QI"),
            ("organisation-maturity", "Maturity of organisational QI"),
            ("physician-payment", "Physician payment structure"),
        ],
    ),
    (
        "support",
        "QI support and capacity",
        SourceMark::Confirmed,
        &[
            ("data-infrastructure", "Data infrastructure"),
            ("resource-availability", "Resource availability"),
            ("workforce-focus", "Workforce focus on QI"),
        ],
    ),
    (
        "microsystem",
        "Microsystem",
        SourceMark::Confirmed,
        &[
            ("microsystem-leadership", "QI leadership of the microsystem"),
            ("microsystem-culture", "Culture of the microsystem supportive of QI"),
            ("microsystem-capability", "Capability for improvement"),
            ("microsystem-motivation", "Motivation"),
        ],
    ),
    (
        "team",
        "QI team",
        SourceMark::Unconfirmed,
        &[
            ("team-diversity", "Team diversity"),
            ("physician-involvement", "Physician involvement"),
            ("subject-expert", "Subject matter expert"),
            ("team-tenure", "Team tenure"),
            ("prior-experience", "Prior QI experience"),
            ("team-leadership", "Team leadership"),
            ("decision-making", "Decision-making process"),
            ("team-norms", "Team norms"),
            ("team-skill", "QI skill"),
        ],
    ),
    (
        "miscellaneous",
        "Miscellaneous",
        SourceMark::Unconfirmed,
        &[("trigger", "Trigger"), ("strategic-importance", "Task strategic importance")],
    ),
];

/// Lowest sum, first sum above, reading. Often quoted, and not confirmed.
const BANDS: [(f64, f64, &str); 4] = [
    (120.0, 169.0, "reasonable chance of success"),
    (80.0, 120.0, "could succeed, contextual barriers possible"),
    (50.0, 80.0, "serious contextual issues"),
    (25.0, 50.0, "should not go on as it is"),
];

pub(super) fn template() -> Defined {
    let mut draft = Draft::new(
        "musiq",
        "Model for Understanding Success in Quality (MUSIQ)",
        "unofficial-1",
        "Kaplan and colleagues, https://pubmed.ncbi.nlm.nih.gov/21835762/",
    )?;
    draft.note(
        "A low level marks what to address before or during the project. Team and microsystem are thought \
         to act on success directly, organisation and environment through them. The quoted highest sum, \
         168, is that of 24 factors, and 25 are published: the bands do not fit the list, and a sum above \
         168 lies in none.",
    )?;
    draft.form.scale = Scale::Agreement;
    draft.form.scopes = vec![Scope::Initiative];
    for (points, (id, label)) in (1_u8..).zip(LEVELS) {
        let level = draft.level(id, label, SourceMark::Confirmed)?;
        level.points = Some(Number::new(f64::from(points))?);
    }
    for (domain, title, mark, factors) in PARTS {
        draft.domain(domain, title, None, SourceMark::Confirmed)?;
        for (id, title) in factors {
            draft.element(Some(domain), id, title, mark)?;
        }
    }
    let mut sum = DeclaredSum::new(Label::new("MUSIQ sum")?);
    sum.mark = Some(SourceMark::Unconfirmed);
    for (from, below, label) in BANDS {
        sum.bands.push(Draft::band(label, Some(from), Some(below), SourceMark::Unconfirmed)?);
    }
    draft.form.sum = Some(sum);
    draft.done()
}
