//! A readiness tool with a banded sum.

use super::{Defined, Draft};
use crate::assessment::DeclaredSum;
use crate::base::{Label, Number, Source, SourceMark};

const SOURCE: &str = "https://www.ardengemcsu.nhs.uk/Content/SocialInvestmentSystemShift_Readiness_Self_Assessment_Online_FormV.html";

/// Lowest sum, first sum above, name.
const BANDS: [(f64, f64, &str); 5] = [
    (10.0, 19.0, "Mapping"),
    (19.0, 27.0, "Convene"),
    (27.0, 35.0, "Optimise"),
    (35.0, 43.0, "Grow"),
    (43.0, 51.0, "Scale and Spread"),
];

pub(super) fn template() -> Defined {
    let mark = SourceMark::Reported;
    let mut draft = Draft::new(
        "readiness-ten",
        "Readiness self-assessment of ten questions",
        "reported-1",
        SOURCE,
    )?;
    draft.form.mark = mark;
    draft.note(
        "Ten questions, each answered from 1 to 5, and the bands of their sum, as seen in one copy of an \
         online form. The words of the questions stand there.",
    )?;
    for points in 1_u8..=5 {
        let level = draft.level(&points.to_string(), &points.to_string(), mark)?;
        level.points = Some(Number::new(f64::from(points))?);
    }
    for question in 1..=10 {
        draft.element(
            None,
            &format!("question-{question}"),
            &format!("Question {question}"),
            mark,
        )?;
    }
    let mut sum = DeclaredSum::new(Label::new("Readiness sum")?);
    sum.mark = Some(mark);
    sum.source = Some(Source::new(SOURCE)?);
    for (from, below, label) in BANDS {
        sum.bands.push(Draft::band(label, Some(from), Some(below), mark)?);
    }
    draft.form.sum = Some(sum);
    draft.done()
}
