//! Whether the routines are there that keep the work alive.

use crate::change::ChangeStatus;
use crate::diagram::ChangeRef;
use crate::review::context::{Context, whole};
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;
use crate::systems::{Attention, Board, RoutineKind};

declare_lint! {
    /// # What it looks for
    /// In a programme that records routines: a measure that is still collected, and that none of
    /// them looks at, neither itself nor on a board.
    /// # Why it matters
    /// A number that nobody looks at will be forgotten, and collecting it costs time.
    /// # What to do
    /// Name it in the `looks_at` of a routine or on a board, or retire it.
    pub(crate) static MEASURES_WITHOUT_ROUTINE = {
        code: "R1", name: "measures-without-routine",
        summary: "a measure that no routine looks at",
        level: Note, since: "0.1.0", sources: ["practice"],
        check: measures_without_routine,
    }
}

fn measures_without_routine(cx: &Context<'_>) -> Vec<Draft> {
    if cx.programme.systems().live_routines().next().is_none() {
        return Vec::new();
    }
    cx.programme
        .measures_nobody_looks_at()
        .map(|(id, _)| {
            Draft::new(
                vec![id.into()],
                format!("no routine looks at the measure `{id}`"),
                "name it in the `looks_at` of a routine or on a board, or retire it",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A huddle, a review or an audit that looks at no measure.
    /// # Why it matters
    /// Quality control is clear measures watched over time; a meeting about now without them cannot
    /// see that things slip.
    /// # What to do
    /// Name one or two measures in `looks_at`, or put them on the board at which it stands.
    pub(crate) static ROUTINES_THAT_LOOK_AT_NOTHING = {
        code: "R2", name: "routines-that-look-at-nothing",
        summary: "a huddle, review or audit that looks at no measure",
        level: Note, since: "0.1.0",
        sources: ["NHS England, Quality management systems (<https://england.nhs.uk/nhsimpact/assessment-and-improvement/quality-management-systems>)"],
        check: routines_that_look_at_nothing,
    }
}

fn routines_that_look_at_nothing(cx: &Context<'_>) -> Vec<Draft> {
    use RoutineKind::{Audit, Huddle, Review};
    cx.programme
        .systems()
        .routines_looking_at_nothing()
        .filter(|(_, routine)| matches!(routine.kind, Huddle | Review | Audit))
        .map(|(id, routine)| {
            Draft::new(
                vec![id.into()],
                format!("the {} `{id}` looks at no measure", routine.kind),
                "name what it looks at in `looks_at`, or on the board at which it stands",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A path of escalation that does not say who receives an issue, in what form, or how fast they
    /// answer; or one that does not lead to a higher tier.
    /// # Why it matters
    /// Issues that rise and are not answered teach people not to raise them.
    /// # What to do
    /// Set `received_by`, `form` and `answer_within`, with those who have to answer.
    pub(crate) static ESCALATIONS_WITHOUT_ANSWER = {
        code: "R3", name: "escalations-without-answer",
        summary: "a path of escalation without receiver, form or answer time, or that does not rise",
        level: Warn, since: "0.1.0",
        sources: ["Huddle reporting (<https://www.improvementflow.com/reporting-programs/huddle-reporting>, a practitioner source)"],
        check: escalations_without_answer,
    }
}

fn escalations_without_answer(cx: &Context<'_>) -> Vec<Draft> {
    let systems = cx.programme.systems();
    let tier = |id: &crate::base::RoutineId| systems.routines.get(id.as_str())?.tier;
    let mut drafts = Vec::new();
    for (id, path) in &systems.escalations {
        let missing: Vec<&str> = [
            (path.received_by.is_none(), "who receives an issue"),
            (path.form.is_none(), "in what form"),
            (path.answer_within.is_none(), "how fast they answer"),
        ]
        .into_iter()
        .filter_map(|(missing, what)| missing.then_some(what))
        .collect();
        if !missing.is_empty() {
            drafts.push(Draft::new(
                vec![id.into()],
                format!("the path does not say {}", missing.join(", ")),
                "set `received_by`, `form` and `answer_within`",
            ));
        }
        if let (Some(from), Some(to)) = (tier(&path.from), tier(&path.to))
            && to <= from
        {
            drafts.push(Draft::new(
                vec![id.into(), (&path.from).into(), (&path.to).into()],
                format!("the path leads from {from} to {to}, and does not rise"),
                "let it lead to a tier that can act on the issue",
            ));
        }
    }
    drafts
}

declare_lint! {
    /// # What it looks for
    /// A part of a board that was not updated for `stale_after_days` before the day of the review, or
    /// of which no update is recorded. Needs the day of the review.
    /// # Why it matters
    /// Content older than about 90 days is given as an early sign that a tiered huddle system is being
    /// abandoned. The figure comes from one practitioner source.
    /// # What to do
    /// Renew it, or take it down.
    pub(crate) static STALE_BOARDS = {
        code: "R4", name: "stale-boards", summary: "a board whose content is old",
        level: Warn, since: "0.1.0",
        sources: ["Huddle reporting (<https://www.improvementflow.com/reporting-programs/huddle-reporting>, a practitioner source)"],
        check: stale_boards,
    }
}

fn stale_boards(cx: &Context<'_>) -> Vec<Draft> {
    let Some(as_of) = cx.as_of else { return Vec::new() };
    let boards = cx.programme.systems().boards.iter();
    boards
        .filter_map(|(id, board)| {
            let stale: Vec<String> = board
                .stale(as_of, cx.settings.stale_after_days)
                .map(|(panel, age)| match age {
                    Some(days) => format!("`{}` ({days} days)", panel.label),
                    None => format!("`{}` (no update recorded)", panel.label),
                })
                .collect();
            (!stale.is_empty()).then(|| {
                Draft::new(
                    vec![id.into()],
                    format!(
                        "not renewed for more than {} days ({} sign of decay): {}",
                        cx.settings.stale_after_days,
                        Board::STALE,
                        stale.join(", ")
                    ),
                    "renew it, or take it down",
                )
            })
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A routine that was missed `misses_in_a_row` times or more in a row, up to the day of the review.
    /// Needs the day of the review.
    /// # Why it matters
    /// Routines die quietly: nobody decides to stop.
    /// # What to do
    /// Ask those who hold it what is in the way; change its time or its form, or retire it with a
    /// reason.
    pub(crate) static ROUTINES_NO_LONGER_HELD = {
        code: "R5", name: "routines-no-longer-held",
        summary: "a routine that was missed several times in a row",
        level: Warn, since: "0.1.0", sources: ["practice"],
        check: routines_no_longer_held,
    }
}

fn routines_no_longer_held(cx: &Context<'_>) -> Vec<Draft> {
    let Some(as_of) = cx.as_of else { return Vec::new() };
    cx.programme
        .systems()
        .live_routines()
        .filter_map(|(id, routine)| Some((id, routine.adherence(as_of)?)))
        .filter(|(_, adherence)| adherence.missed_in_a_row >= cx.settings.misses_in_a_row)
        .map(|(id, adherence)| {
            Draft::new(
                vec![id.into()],
                format!("`{id}` was {adherence}"),
                "ask those who hold it what is in the way, or retire it with a reason",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// Routines that are placed in parts of a quality management system (`function`), while another of
    /// the four parts has none.
    /// # Why it matters
    /// Improvement alone is not a whole approach to quality: planning, control, assurance and
    /// improvement form one system.
    /// # What to do
    /// Find out which routine of the organisation does that part, and record it.
    pub(crate) static PARTS_OF_QUALITY_WITHOUT_ROUTINE = {
        code: "R6", name: "parts-of-quality-without-routine",
        summary: "a part of the quality management system without a routine",
        level: Note, since: "0.1.0",
        sources: ["NHS England, Quality management systems (<https://england.nhs.uk/nhsimpact/assessment-and-improvement/quality-management-systems>)"],
        check: parts_of_quality_without_routine,
    }
}

fn parts_of_quality_without_routine(cx: &Context<'_>) -> Vec<Draft> {
    let systems = cx.programme.systems();
    let missing: Vec<String> =
        systems.functions_without_routine().map(|function| function.to_string()).collect();
    if missing.is_empty() || !systems.live_routines().any(|(_, r)| r.function.is_some()) {
        return Vec::new();
    }
    vec![Draft::new(
        whole(cx.programme),
        format!("no routine stands in {}", missing.join(", ")),
        "find out which routine does that part, and record it with its `function`",
    )]
}

declare_lint! {
    /// # What it looks for
    /// A watch metric without a trigger, or one whose last value passed its trigger.
    /// # Why it matters
    /// A watched measure is acted on only when a trigger is passed; without one, never. The practice
    /// of driver and watch metrics is unconfirmed: no published rule for it was found.
    /// # What to do
    /// Agree the value at which you would act; when it is passed, act, or make it a driver metric.
    pub(crate) static WATCHED_WITHOUT_CONSEQUENCE = {
        code: "R7", name: "watched-without-consequence",
        summary: "a watch metric without a trigger, or past it (unconfirmed practice)",
        level: Note, since: "0.1.0", sources: ["practice"],
        check: watched_without_consequence,
    }
}

fn watched_without_consequence(cx: &Context<'_>) -> Vec<Draft> {
    let metrics = cx.programme.systems().metrics.iter();
    let unset = metrics.filter(|(_, m)| m.attention == Attention::Watch && m.trigger.is_none());
    let unset = unset.map(|(id, _)| {
        Draft::new(
            vec![id.into()],
            format!("the watch metric `{id}` has no trigger ({} practice)", Attention::MARK),
            "agree the value at which you would act, and set `trigger`",
        )
    });
    let passed = cx.programme.watch_alerts(cx.as_of).into_iter().map(|alert| {
        let repair = "act on it, or make it a driver metric";
        Draft::new(vec![(&alert.measure).into()], alert.in_words(), repair)
    });
    unset.chain(passed).collect()
}

declare_lint! {
    /// # What it looks for
    /// A change that was adopted or spread, where neither it nor anything it drives has a measure that
    /// is still collected; or, where routines are recorded, none that a routine looks at.
    /// # Why it matters
    /// What was gained decays unseen.
    /// # What to do
    /// Keep one measure going, and let a routine look at it.
    pub(crate) static SUSTAINED_UNSEEN = {
        code: "V8", name: "sustained-unseen",
        summary: "a change in use without a continuing measure",
        level: Warn, since: "0.1.0", sources: ["NHS Institute for Innovation and Improvement, Sustainability Model"],
        check: sustained_unseen,
    }
}

fn sustained_unseen(cx: &Context<'_>) -> Vec<Draft> {
    let in_use = |change: &ChangeRef<'_>| {
        change.counts()
            && matches!(change.status, Some(ChangeStatus::Adopted | ChangeStatus::Spread))
    };
    let systems = cx.programme.systems();
    let routines = systems.live_routines().next().is_some();
    let unseen =
        if routines { "no routine would see it slip" } else { "no measure would show it slip" };
    let followed = |id: &crate::base::MeasureId| {
        let measure = cx.programme.measures().get(id.as_str());
        measure.is_some_and(|measure| measure.retired.is_none())
            && (!routines || systems.routines_looking_at(id.as_str()).next().is_some())
    };
    let changes = cx.programme.diagram().changes().filter(in_use);
    changes
        .filter(|change| {
            let own = change.get().measures.iter();
            let driven = change.effects().flat_map(|link| link.effect().measures());
            !own.chain(driven).any(followed)
        })
        .map(|change| {
            Draft::new(
                vec![change.into()],
                format!("the change `{}` is in use, and {unseen}", change.as_str()),
                "keep a measure of it or of what it drives going, and let a routine look at it",
            )
        })
        .collect()
}
