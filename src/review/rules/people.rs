//! Who was in the room.

use crate::change::ChangeStatus;
use crate::people::{Constituency, DecisionPoint};
use crate::review::context::{Context, whole};
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

declare_lint! {
    /// # What it looks for
    /// A theory to which nobody who uses the service contributed, or nobody who does the work. A
    /// group contributes when it had a voice in the problem, the solution or the delivery, proposed
    /// or designed a change, or drew a link.
    /// # Why it matters
    /// No one person sees the whole system. Ideas that neither side has touched are not grounded.
    /// # What to do
    /// Build the diagram with both sides, and record who was there.
    pub(crate) static MISSING_VOICES = {
        code: "V4", name: "missing-voices",
        summary: "no service user, or nobody from the front line, contributed to the theory",
        level: Warn, since: "0.1.0", sources: ["NHS Lothian Quality, Driver diagrams"],
        check: missing_voices,
    }
}

fn missing_voices(cx: &Context<'_>) -> Vec<Draft> {
    let lived = cx.contributors().iter().any(|side| side.has_lived_experience());
    let frontline = cx.contributors().iter().any(|side| side.is_frontline());
    let message = match (lived, frontline) {
        (true, true) => return Vec::new(),
        (false, true) => "nobody who uses the service contributed to the theory",
        (true, false) => "nobody from the front line contributed to the theory",
        (false, false) => "neither service users nor the front line contributed to the theory",
    };
    vec![Draft::new(
        whole(cx.programme),
        message,
        "build the diagram with both, and record them in `people.involvement` or `designed_by`",
    )]
}

declare_lint! {
    /// # What it looks for
    /// A shared purpose in which no patients, carers or communities had a voice.
    /// # Why it matters
    /// A purpose is to be set with people and communities; without them it is the organisation's own.
    /// # What to do
    /// Set it again with them, and record their involvement at the point `purpose`. Being told does
    /// not count; being asked does, and is a beginning.
    pub(crate) static PURPOSES_SET_WITHOUT_PEOPLE = {
        code: "H01", name: "purposes-set-without-people",
        summary: "a shared purpose without patients or communities",
        level: Deny, since: "0.1.0",
        sources: [
            "Fitzsimons, Making improvement more human (Point of Care Foundation, 2023)",
            "NHS England, Working in partnership with people and communities: statutory guidance",
        ],
        check: purposes_set_without_people,
    }
}

fn purposes_set_without_people(cx: &Context<'_>) -> Vec<Draft> {
    let people = cx.programme.people();
    if cx.programme.purpose().is_none() {
        return Vec::new();
    }
    let heard = people.at(DecisionPoint::Purpose).any(|involvement| {
        let side = people.constituency(involvement.group.as_str());
        involvement.level.gives_voice() && side.is_some_and(Constituency::has_lived_experience)
    });
    if heard {
        return Vec::new();
    }
    vec![Draft::new(
        whole(cx.programme),
        "no patients, carers or communities had a voice in the shared purpose",
        "set the purpose with them, and record it in `people.involvement` at `purpose`",
    )]
}

declare_lint! {
    /// # What it looks for
    /// A change that is being designed, tested or adapted, and that no frontline group designs.
    /// # Why it matters
    /// Those closest to the work hold the insight into it, and what they did not help to make they
    /// are slow to take up.
    /// # What to do
    /// Bring them into the design, and name their group in `designed_by`.
    pub(crate) static CHANGES_WITHOUT_FRONTLINE_DESIGNERS = {
        code: "H03", name: "changes-without-frontline-designers",
        summary: "a change in design or test that no frontline group designs",
        level: Deny, since: "0.1.0",
        sources: [
            "Fitzsimons, Making improvement more human (Point of Care Foundation, 2023)",
            "Highly Adoptable Improvement (<https://www.ihi.org/communities/blogs/is-there-a-way-to-prevent-quality-improvement-burnout>)",
        ],
        check: changes_without_frontline_designers,
    }
}

fn changes_without_frontline_designers(cx: &Context<'_>) -> Vec<Draft> {
    let people = cx.programme.people();
    cx.programme
        .diagram()
        .changes()
        .filter(|change| change.counts())
        .filter(|change| change.status.is_some_and(ChangeStatus::is_in_design_or_test))
        .filter(|change| {
            let designers = change.get().designed_by.iter();
            !designers
                .filter_map(|group| people.constituency(group.as_str()))
                .any(Constituency::is_frontline)
        })
        .map(|change| {
            Draft::new(
                vec![change.into()],
                format!("no frontline group designs the change `{}`", change.as_str()),
                "bring those who do the work into the design, and name their group in `designed_by`",
            )
        })
        .collect()
}
