//! The maturity matrix of NHS IMPACT, from general knowledge but for its components.

use super::{Defined, Draft};
use crate::base::{Component, SourceMark, Statement};

const LEVELS: [(&str, &str, &str); 5] = [
    ("starting", "Starting", "Intent, and isolated examples"),
    ("developing", "Developing", "Some parts under way"),
    ("progressing", "Progressing", "A clear approach in many places"),
    ("spreading", "Spreading", "Most of the organisation, and some reach beyond it"),
    (
        "improving-and-sustaining",
        "Improving and sustaining",
        "Normal practice, itself being improved",
    ),
];

type Elements = &'static [(&'static str, &'static str)];

const COMPONENTS: [(&str, Component, Elements); 5] = [
    (
        "purpose",
        Component::Purpose,
        &[
            ("setting-the-purpose", "Board and executives setting the shared purpose and vision"),
            ("work-aligned", "Improvement work aligned to organisational priorities"),
            ("celebrate-and-share", "Co-design and collaborate, celebrate and share successes"),
            ("lived-experience", "Lived experience driving this work"),
        ],
    ),
    (
        "people",
        Component::People,
        &[
            ("culture", "Pay attention to the culture of improvement"),
            ("what-matters", "What matters to staff, people using services and unpaid carers"),
            ("coaching-style", "Enabling staff through a coaching style of leadership"),
            ("staff-improve", "Enabling staff to make improvements"),
        ],
    ),
    (
        "leadership",
        Component::Leadership,
        &[
            ("development-strategy", "Leadership and management development strategy"),
            ("values-and-behaviours", "Leadership values and behaviours"),
            ("partnership", "Leadership acting in partnership"),
            ("board-development", "Board development to empower collective improvement leadership"),
            ("go-and-see", "Go and see visits"),
        ],
    ),
    (
        "capability",
        Component::Capability,
        &[
            ("building-strategy", "Improvement capacity and capability building strategy"),
            ("method", "Clear improvement methodology training and support"),
            ("data-and-feedback", "Improvement measured with data and feedback"),
            ("co-production", "Co-production"),
            ("daily-huddles", "Staff attend daily huddles"),
        ],
    ),
    (
        "systems",
        Component::Systems,
        &[
            ("aligned-goals", "Aligned goals"),
            ("understanding-status", "Planning and understanding status"),
            ("responding", "Responding to local, system and national priorities"),
            ("integrating", "Integrating improvement into everything we do"),
        ],
    ),
];

pub(super) fn template() -> Defined {
    let mut draft = Draft::new(
        "nhs-impact",
        "NHS IMPACT self-assessment",
        "unofficial-1",
        "https://www.england.nhs.uk/nhsimpact/self-assessment/",
    )?;
    draft.note(
        "A working list from general knowledge: the number of levels and elements, their labels and titles, \
         and the reading of each level were not read at the source. Results are not returned to anybody: \
         the assessment is for honest reflection, and leads to a plan of one's own.",
    )?;
    for (id, label, reading) in LEVELS {
        let level = draft.level(id, label, SourceMark::Unconfirmed)?;
        level.reading = Some(Statement::new(reading)?);
    }
    for (domain, component, elements) in COMPONENTS {
        draft.domain(domain, component.title(), Some(component), SourceMark::Confirmed)?;
        for (id, title) in elements {
            draft.element(Some(domain), id, title, SourceMark::Unconfirmed)?;
        }
    }
    draft.done()
}
