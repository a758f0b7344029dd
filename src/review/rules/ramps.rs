//! Do the tests of a change build on each other, and is what is adopted what was tested?

use crate::base::{AnyId, ChangeId};
use crate::change::{Act, Change, ChangeStatus, CycleKind, Ramp, Stage, Support};
use crate::review::context::{Context, whole};
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

/// The changes that count and are becoming, or have become, the way things are done.
fn adopted<'p>(cx: &Context<'p>) -> impl Iterator<Item = (&'p ChangeId, &'p Change)> {
    let changes = cx.programme.diagram().changes().filter(|change| change.counts());
    changes.map(|change| (change.id(), change.get())).filter(|(_, change)| {
        matches!(change.status, Some(ChangeStatus::Adopted | ChangeStatus::Spread))
    })
}

/// How many tests of a change were done.
fn tests_done(ramp: Option<&Ramp<'_, '_>>) -> usize {
    let cycles = ramp.into_iter().flat_map(Ramp::cycles);
    cycles.filter(|(_, cycle)| cycle.kind == CycleKind::Test && cycle.is_done()).count()
}

declare_lint! {
    /// # What it looks for
    /// A cycle after which the team decided to adapt or expand, and on which no cycle builds a month
    /// later (30 days, a setting). Judged on a day only.
    /// # Why it matters
    /// What was learned is not used. A ramp that stalls is the most common end of a good idea.
    /// # What to do
    /// Plan the next cycle, or decide to abandon and say why.
    pub(crate) static STALLED_RAMPS = {
        code: "P7", name: "stalled-ramps",
        summary: "a decision to adapt or expand that no cycle followed",
        level: Warn, since: "0.1.0", sources: ["practice"],
        check: stalled_ramps,
    }
}

fn stalled_ramps(cx: &Context<'_>) -> Vec<Draft> {
    let Some(as_of) = cx.as_of else { return Vec::new() };
    let ramps = cx.programme.ramps();
    let ended = ramps.in_order().filter_map(|(id, cycle)| {
        let decision = cycle.decision()?;
        let open = matches!(decision.act, Act::Adapt | Act::Expand);
        let day = decision.on.or_else(|| cycle.end())?;
        (open && ramps.next(id.as_str()).next().is_none()).then_some((id, decision, day))
    });
    ended
        .filter(|(.., day)| as_of.days_since(*day) > cx.settings.ramp_stalls_after_days)
        .map(|(id, decision, day)| {
            let act = decision.act;
            Draft::new(
                vec![id.clone().into()],
                format!("the cycle `{id}` was to {act} on {day}, and no cycle builds on it"),
                "plan the next cycle, or decide to abandon and say why",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// Three cycles or more that build on each other, each with its scale on record, whose scale does
    /// not grow.
    /// # Why it matters
    /// A test that never meets more people or other conditions does not say whether the change works
    /// outside them. In published reports 30% of series grew.
    /// # What to do
    /// Test with more people, or under conditions that it has not met.
    pub(crate) static RAMPS_THAT_DO_NOT_GROW = {
        code: "P8", name: "ramps-that-do-not-grow",
        summary: "three or more cycles whose scale does not grow",
        level: Warn, since: "0.1.0",
        sources: ["Knudsen and colleagues (<https://doi.org/10.1186/s12913-019-4482-6>)"],
        check: ramps_that_do_not_grow,
    }
}

fn ramps_that_do_not_grow(cx: &Context<'_>) -> Vec<Draft> {
    let ramps = cx.programme.ramps();
    let mut found = Vec::new();
    for ramp in ramps.ramps() {
        for series in ramp.series() {
            let known = series.cycles.iter().filter(|(_, cycle)| cycle.scale().is_some()).count();
            if known >= 3 && series.grows() == Some(false) {
                let change = ramp.change();
                found.push(Draft::new(
                    vec![change.clone().into()],
                    format!("{known} cycles of `{change}` build on each other at no larger scale"),
                    "test with more people, or under conditions that it has not met",
                ));
            }
        }
    }
    found
}

declare_lint! {
    /// # What it looks for
    /// A cycle with more than five times as many people or occasions as the one that it builds on.
    /// # Why it matters
    /// What goes wrong in a leap goes wrong for many at once.
    /// # What to do
    /// Grow by five times at most: one, five, twenty-five.
    pub(crate) static RAMPS_THAT_LEAP = {
        code: "P9", name: "ramps-that-leap",
        summary: "a cycle more than five times as large as the one before",
        level: Note, since: "0.1.0",
        sources: ["IHI Open School, QI 103: Testing and measuring changes with PDSA cycles"],
        check: ramps_that_leap,
    }
}

fn ramps_that_leap(cx: &Context<'_>) -> Vec<Draft> {
    let ramps = cx.programme.ramps();
    let steps = ramps.ramps().flat_map(|ramp| ramp.steps()).collect::<Vec<_>>();
    let mut found: Vec<Draft> = Vec::new();
    for step in steps {
        let subjects: Vec<AnyId> = vec![step.to.0.clone().into(), step.from.0.clone().into()];
        if let Some(growth) = step.growth().filter(|growth| *growth > 5.0)
            && found.iter().all(|draft| draft.subjects != subjects)
        {
            let (to, from) = (step.to.0, step.from.0);
            found.push(Draft::new(
                subjects,
                format!("the cycle `{to}` is {growth:.0} times as large as `{from}`"),
                "grow by five times at most",
            ));
        }
    }
    found
}

declare_lint! {
    /// # What it looks for
    /// A change that is adopted or spread after a single test.
    /// # Why it matters
    /// One test under one set of conditions is not iterative testing: nothing was learned from a test
    /// and tried again.
    /// # What to do
    /// Test it again under other conditions before it becomes the way things are done.
    pub(crate) static ADOPTED_AFTER_ONE_TEST = {
        code: "P11", name: "adopted-after-one-test",
        summary: "a change adopted after a single test",
        level: Warn, since: "0.1.0",
        sources: ["Taylor and colleagues, BMJ Quality & Safety 2014;23:290, table 2"],
        check: adopted_after_one_test,
    }
}

fn adopted_after_one_test(cx: &Context<'_>) -> Vec<Draft> {
    let ramps = cx.programme.ramps();
    adopted(cx)
        .filter(|(id, _)| tests_done(ramps.ramp(id.as_str()).as_ref()) == 1)
        .map(|(id, _)| {
            Draft::new(
                vec![id.clone().into()],
                format!("the change `{id}` was adopted after a single test"),
                "test it again under other conditions",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// Eight tests or more that were decided, every one of them to adopt.
    /// # Why it matters
    /// Between a quarter and a half of tests should fail; a programme in which none does is testing
    /// what it already knows, or not looking.
    /// # What to do
    /// Test what could fail, and write down what did not hold.
    pub(crate) static NOTHING_EVER_FAILS = {
        code: "P13", name: "nothing-ever-fails",
        summary: "eight or more tests, and every one was adopted",
        level: Warn, since: "0.1.0",
        sources: ["Institute for Healthcare Improvement, QI Essentials Toolkit"],
        check: nothing_ever_fails,
    }
}

fn nothing_ever_fails(cx: &Context<'_>) -> Vec<Draft> {
    let tests = cx.programme.cycles().rows().filter(|cycle| cycle.kind == CycleKind::Test);
    let acts: Vec<Act> = tests.filter_map(|cycle| Some(cycle.decision()?.act)).collect();
    if acts.len() < 8 || acts.iter().any(|act| *act != Act::Adopt) {
        return Vec::new();
    }
    vec![Draft::new(
        whole(cx.programme),
        format!("all {} tests that were decided were adopted as they were", acts.len()),
        "test what could fail, and write down what did not hold",
    )]
}

declare_lint! {
    /// # What it looks for
    /// A change that is adopted or spread, of which no test was done.
    /// # Why it matters
    /// It is implementation without testing: if it does harm, or nothing, that shows late and at scale.
    /// # What to do
    /// Record the tests that there were, or test it now where it has not begun.
    pub(crate) static ADOPTED_WITHOUT_TEST = {
        code: "P14", name: "adopted-without-test",
        summary: "a change adopted without a test",
        level: Warn, since: "0.1.0", sources: ["practice"],
        check: adopted_without_test,
    }
}

fn adopted_without_test(cx: &Context<'_>) -> Vec<Draft> {
    let ramps = cx.programme.ramps();
    let untested: Vec<&ChangeId> = adopted(cx)
        .map(|(id, _)| id)
        .filter(|id| tests_done(ramps.ramp(id.as_str()).as_ref()) == 0)
        .collect();
    said_of(cx, &untested, "adopted, and no test of", "is on record")
        .map(|(subjects, said)| {
            let help = "record the tests that there were, or test it where it has not begun";
            Draft::new(subjects, said, help)
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A change that is adopted or spread, with no owner, and with neither training nor documents
    /// among the supports of its cycles.
    /// # Why it matters
    /// What rests on enthusiasm alone goes back to how it was.
    /// # What to do
    /// Name an owner, and record the supports in the plan of the cycle that implements it.
    pub(crate) static ADOPTED_WITHOUT_SUPPORT = {
        code: "P15", name: "adopted-without-support",
        summary: "a change adopted with no owner, training or documents",
        level: Warn, since: "0.1.0",
        sources: ["Langley and colleagues, The Improvement Guide, on implementing a change"],
        check: adopted_without_support,
    }
}

fn adopted_without_support(cx: &Context<'_>) -> Vec<Draft> {
    let ramps = cx.programme.ramps();
    let is_held = |id: &ChangeId| {
        let ramp = ramps.ramp(id.as_str());
        let cycles = ramp.iter().flat_map(Ramp::cycles);
        let mut supports = cycles
            .filter(|(_, c)| !matches!(c.stage(), Stage::Planned(_)))
            .flat_map(|(_, c)| &c.plan().supports);
        supports.any(|support| matches!(support, Support::Training | Support::Documents))
    };
    let bare: Vec<&ChangeId> = adopted(cx)
        .filter(|(id, change)| change.owner.is_none() && !is_held(id))
        .map(|(id, _)| id)
        .collect();
    said_of(cx, &bare, "adopted, and no owner, training or documents of", "are on record")
        .map(|(subjects, said)| {
            let help =
                "name an owner, and record training and documents as `supports` of its cycles";
            Draft::new(subjects, said, help)
        })
        .collect()
}

/// One sentence for each change; one for all of them where the programme records no cycle at all, so
/// that a gap in the record is not reported once for every change.
fn said_of<'c>(
    cx: &Context<'_>,
    changes: &'c [&ChangeId],
    before: &'c str,
    after: &'c str,
) -> impl Iterator<Item = (Vec<AnyId>, String)> + 'c {
    let together = cx.programme.cycles().is_empty().then_some(changes.len());
    let groups = changes.chunks(together.unwrap_or(1).max(1));
    groups.map(move |group| {
        let subjects = group.iter().map(|id| AnyId::from((*id).clone())).collect();
        let said = match group {
            [one] => format!("the change `{one}` is {before} it {after}"),
            many => format!("{} changes are {before} any of them {after}", many.len()),
        };
        (subjects, said)
    })
}
