//! Whether the work leads to the organisation's direction, and who has a say in it.

use crate::purpose::Catchball;
use crate::review::context::Context;
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

declare_lint! {
    /// # What it looks for
    /// In a programme that records objectives: an aim that serves none of them, or only such as were
    /// given up.
    /// # Why it matters
    /// An initiative without a place in the organisation's direction loses its resources first, and
    /// takes them from what has one.
    /// # What to do
    /// Ask what it is for. Name the objective in `serves`, or ask whether the objectives are the right
    /// ones.
    pub(crate) static AIMS_WITHOUT_OBJECTIVE = {
        code: "T1", name: "aims-without-objective",
        summary: "an aim that serves no objective",
        level: Note, since: "0.1.0", sources: ["practice"],
        check: aims_without_objective,
    }
}

fn aims_without_objective(cx: &Context<'_>) -> Vec<Draft> {
    let Some(purpose) = cx.programme.purpose().filter(|p| !p.objectives.is_empty()) else {
        return Vec::new();
    };
    let stands = |id: &crate::base::ObjectiveId| {
        purpose.objectives.get(id.as_str()).is_some_and(|objective| objective.retired.is_none())
    };
    let aims = cx.programme.diagram().aims().filter(|aim| aim.retired.is_none());
    aims.filter(|aim| !aim.get().serves.iter().any(stands))
        .map(|aim| {
            let message = if aim.get().serves.is_empty() {
                "what is it for? the aim serves no objective"
            } else {
                "what is it for? the aim serves only what was given up"
            };
            Draft::new(
                vec![aim.into()],
                message,
                "name the objective in `serves`, or ask whether the objectives are the right ones",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// An annual objective or a priority that neither an objective nor an aim serves.
    /// # Why it matters
    /// A goal without work is a wish. Another programme may do that work; then this is only a question.
    /// # What to do
    /// Name the work that serves it, start it, or give the objective up.
    pub(crate) static OBJECTIVES_WITHOUT_WORK = {
        code: "T2", name: "objectives-without-work",
        summary: "an annual objective or priority that nothing serves",
        level: Note, since: "0.1.0", sources: ["practice"],
        check: objectives_without_work,
    }
}

fn objectives_without_work(cx: &Context<'_>) -> Vec<Draft> {
    cx.programme
        .objectives_without_work()
        .map(|(id, objective)| {
            Draft::new(
                vec![id.into()],
                format!("no work on record serves the {} `{id}`", objective.level),
                "name the work that serves it, start it, or retire the objective with a reason",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// More breakthrough objectives at a time than `vital_few` allows, in a theme or in all. The
    /// limits are not official: one is one trust's rule, the other comes from secondary sources, and
    /// the finding says so.
    /// # Why it matters
    /// Where everything is a priority, nothing is.
    /// # What to do
    /// Choose; let the others wait, and say until when.
    pub(crate) static TOO_MANY_BREAKTHROUGHS = {
        code: "T3", name: "too-many-breakthroughs",
        summary: "more breakthrough objectives than a vital few (local and reported limits)",
        level: Warn, since: "0.1.0",
        sources: [
            "North Middlesex University Hospital, Strategy and values (<https://northmid.nhs.uk/strategy-and-values>)",
            "Hoshin kanri toolkit (<http://www.webkkk.net/jaydotsee/hoshin-kanri-toolkit>, a secondary source)",
        ],
        check: too_many_breakthroughs,
    }
}

fn too_many_breakthroughs(cx: &Context<'_>) -> Vec<Draft> {
    let Some(purpose) = cx.programme.purpose() else { return Vec::new() };
    let crowds = purpose.crowds(cx.settings.vital_few, cx.as_of);
    let draft = |crowd: crate::purpose::Crowd| {
        let subjects = crowd.objectives.iter().map(Into::into).collect();
        Draft::new(subjects, crowd.to_string(), "choose, and let the others wait")
    };
    crowds.into_iter().map(draft).collect()
}

declare_lint! {
    /// # What it looks for
    /// Where a true north is set: an objective from which no way leads to it, or one that serves an
    /// objective of its own level or below.
    /// # Why it matters
    /// Goals are to come from the lasting direction, each level from the one above.
    /// # What to do
    /// Name in `serves` what it is for, one level up.
    pub(crate) static OBJECTIVES_OFF_COURSE = {
        code: "T4", name: "objectives-off-course",
        summary: "an objective that does not lead up to a true north",
        level: Note, since: "0.1.0",
        sources: ["Hoshin kanri toolkit (<http://www.webkkk.net/jaydotsee/hoshin-kanri-toolkit>, a secondary source)"],
        check: objectives_off_course,
    }
}

fn objectives_off_course(cx: &Context<'_>) -> Vec<Draft> {
    use crate::purpose::ObjectiveLevel::TrueNorth;
    let Some(purpose) = cx.programme.purpose() else { return Vec::new() };
    if !purpose.active_objectives(None).any(|(_, objective)| objective.level == TrueNorth) {
        return Vec::new();
    }
    let repair = "name in `serves` what it is for, one level up";
    let off = purpose.off_course().map(|id| {
        Draft::new(vec![id.into()], format!("no way leads from `{id}` to a true north"), repair)
    });
    let upside_down = purpose.upside_down().map(|(id, up)| {
        let message = format!("`{id}` serves `{up}`, which does not stand above it");
        Draft::new(vec![id.into(), up.into()], message, repair)
    });
    off.chain(upside_down).collect()
}

declare_lint! {
    /// # What it looks for
    /// An objective about which something was said between levels in one direction only.
    /// # Why it matters
    /// Catchball is a negotiation: goals go down, and what is feasible, with ideas, comes up. One
    /// direction alone is an order, or a complaint.
    /// # What to do
    /// Ask those who do the work what they would need, and record what changed because of it.
    pub(crate) static CATCHBALL_ONE_WAY = {
        code: "T5", name: "catchball-one-way",
        summary: "an objective about which only one side spoke",
        level: Note, since: "0.1.0",
        sources: ["Hoshin kanri toolkit (<http://www.webkkk.net/jaydotsee/hoshin-kanri-toolkit>, a secondary source)"],
        check: catchball_one_way,
    }
}

fn catchball_one_way(cx: &Context<'_>) -> Vec<Draft> {
    let Some(purpose) = cx.programme.purpose() else { return Vec::new() };
    let objectives = purpose.active_objectives(cx.as_of);
    objectives
        .map(|(id, objective)| (id, objective.catchball_by(cx.as_of)))
        .filter(|(_, went)| matches!(went, Catchball::OnlyDown | Catchball::OnlyUp))
        .map(|(id, went)| {
            let repair = match went {
                Catchball::OnlyUp => "answer, and record what changed because of it",
                _ => "ask those who do the work, and record what changed because of it",
            };
            Draft::new(vec![id.into()], format!("about `{id}`: {went}"), repair)
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A party that the work changes much and that has little power over it, where neither a level of
    /// involvement that shares power nor a step that raised theirs is on record.
    /// # Why it matters
    /// The usual advice for them is to keep them informed. Patients often stand there, and being
    /// informed changes nothing about who decides. The words for the stances are unconfirmed.
    /// # What to do
    /// Give them a seat, a vote or a veto; record it in the party's `raised`, or their group's
    /// involvement at a level that shares power.
    pub(crate) static AFFECTED_WITHOUT_POWER = {
        code: "T6", name: "affected-without-power",
        summary: "a party much affected, with little power, and nothing done about it (unconfirmed stance)",
        level: Warn, since: "0.1.0",
        sources: ["Stakeholder analysis (<https://www.theclic.org.uk/resources/toolkits/toolkit-2/appendices/tools-in-detail/a-module-5/stakeholder-analysis>)"],
        check: affected_without_power,
    }
}

fn affected_without_power(cx: &Context<'_>) -> Vec<Draft> {
    let parties = cx.programme.without_power().into_iter();
    parties
        .filter(crate::programme::WithoutPower::is_unheeded)
        .map(|party| {
            Draft::new(
                vec![(&party.stakeholder).into()],
                party.to_string(),
                "share a decision with them, and record it in `raised` or in `people.involvement`",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// An aim about equity, by its dimension or its lens, where none of its measures can be split and
    /// no gap is followed.
    /// # Why it matters
    /// A mean can get better while the gap widens.
    /// # What to do
    /// Split a measure by what sets people apart (`stratify_by`), or name the two sides of a gap in the
    /// aim's `equity.gaps`.
    pub(crate) static EQUITY_UNSEEN = {
        code: "M14", name: "equity-unseen",
        summary: "an aim about equity whose measures cannot show a gap",
        level: Note, since: "0.1.0", sources: ["Scottish Improvement Skills"],
        check: equity_unseen,
    }
}

fn equity_unseen(cx: &Context<'_>) -> Vec<Draft> {
    let aims = cx.programme.diagram().aims().filter(|aim| {
        let meant = aim.get().dimensions.contains(&crate::purpose::Dimension::Equitable);
        aim.retired.is_none() && (meant || aim.get().equity.is_some())
    });
    aims.filter(|aim| {
        cx.programme.equity(aim.as_str()).is_some_and(|answer| {
            answer.gaps.is_empty() && answer.split.iter().all(|(_, by)| by.is_empty())
        })
    })
    .map(|aim| {
        Draft::new(
            vec![aim.into()],
            "the aim is about equity, and none of its measures can show a gap",
            "split a measure with `stratify_by`, or name a gap in `equity.gaps`",
        )
    })
    .collect()
}
