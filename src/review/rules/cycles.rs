//! Is a test of change a test? One cycle at a time.

use crate::base::{AnyId, CycleId};
use crate::change::{Cycle, Stage};
use crate::review::context::Context;
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

/// One finding for each cycle of which `wrong` has something to say.
fn each(
    cx: &Context<'_>,
    help: &str,
    wrong: impl Fn(&CycleId, &Cycle) -> Option<String>,
) -> Vec<Draft> {
    let cycles = cx.programme.cycles().iter();
    cycles
        .filter_map(|(id, cycle)| {
            let subject: AnyId = id.clone().into();
            Some(Draft::new(vec![subject], wrong(id, cycle)?, help))
        })
        .collect()
}

fn numbers(numbers: impl Iterator<Item = impl ToString>) -> String {
    numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(", ")
}

declare_lint! {
    /// # What it looks for
    /// A cycle that tests, implements or spreads a change and predicts nothing. Cycles that only learn
    /// about the present system need no prediction.
    /// # Why it matters
    /// Without a prediction nothing can be learned about the theory: whatever happens will seem to have
    /// been expected. In published reports 12% had one.
    /// # What to do
    /// Write what is expected, in a number, before the cycle starts.
    pub(crate) static CYCLES_WITHOUT_PREDICTION = {
        code: "P1", name: "cycles-without-prediction",
        summary: "a test of change that predicts nothing",
        level: Warn, since: "0.1.0",
        sources: ["Taylor and colleagues, BMJ Quality & Safety 2014;23:290", "Knudsen and colleagues (<https://doi.org/10.1186/s12913-019-4482-6>)"],
        check: cycles_without_prediction,
    }
}

fn cycles_without_prediction(cx: &Context<'_>) -> Vec<Draft> {
    each(
        cx,
        "write what is expected before the cycle starts, as `predictions` of its plan",
        |id, cycle| {
            let silent = cycle.kind.asks_for_prediction() && cycle.plan().predictions.is_empty();
            silent.then(|| format!("the cycle `{id}` predicts nothing"))
        },
    )
}

declare_lint! {
    /// # What it looks for
    /// A prediction without a measure, or without the value that is expected.
    /// # Why it matters
    /// Nobody can compare it with what happens, and so it will be remembered as having held.
    /// # What to do
    /// Name the measure and the value or range.
    pub(crate) static PREDICTIONS_THAT_CANNOT_BE_COMPARED = {
        code: "P2", name: "predictions-that-cannot-be-compared",
        summary: "a prediction without a measure or a value",
        level: Note, since: "0.1.0",
        sources: ["Taylor and colleagues, BMJ Quality & Safety 2014;23:290, table 2"],
        check: predictions_that_cannot_be_compared,
    }
}

fn predictions_that_cannot_be_compared(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "name a measure and the value or range that is expected", |id, cycle| {
        let predictions = cycle.plan().predictions.iter().enumerate();
        let vague: Vec<usize> =
            predictions.filter(|(_, p)| !p.can_be_compared()).map(|(at, _)| at + 1).collect();
        let one = vague.len() == 1;
        let noun = if one { "prediction" } else { "predictions" };
        (!vague.is_empty()).then(|| {
            let lacks = if one { "lacks" } else { "lack" };
            let list = numbers(vague.iter());
            format!("{noun} {list} of the cycle `{id}` {lacks} a measure or an expected value")
        })
    })
}

declare_lint! {
    /// # What it looks for
    /// A prediction written down after the cycle had started.
    /// # Why it matters
    /// It is a record of what happened and not a prediction, and makes the team seem a better judge
    /// than it was.
    /// # What to do
    /// Take it out, and predict before the next cycle.
    pub(crate) static LATE_PREDICTIONS = {
        code: "P3", name: "late-predictions",
        summary: "a prediction written after the cycle had started",
        level: Deny, since: "0.1.0", sources: ["practice"],
        check: late_predictions,
    }
}

fn late_predictions(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "leave it out; predict before the next cycle starts", |id, cycle| {
        let late = cycle.late_predictions().count();
        (late > 0).then(|| {
            let start = cycle.start_day().map(|day| format!(" on {day}")).unwrap_or_default();
            let noun = if late == 1 { "prediction was" } else { "predictions were" };
            format!("{late} {noun} written after the cycle `{id}` had started{start}")
        })
    })
}

declare_lint! {
    /// # What it looks for
    /// A cycle that was studied, and predictions of which the study says nothing.
    /// # Why it matters
    /// The comparison is where a test teaches something. Without it the prediction was for show.
    /// # What to do
    /// Write what was seen for each prediction, as `outcomes` of the study.
    pub(crate) static STUDIES_WITHOUT_COMPARISON = {
        code: "P4", name: "studies-without-comparison",
        summary: "a study that does not say what came of a prediction",
        level: Warn, since: "0.1.0",
        sources: ["Taylor and colleagues, BMJ Quality & Safety 2014;23:290, table 1"],
        check: studies_without_comparison,
    }
}

fn studies_without_comparison(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "write what was seen for each prediction, as `outcomes` of the study", |id, cycle| {
        cycle.studied()?;
        let open: Vec<_> =
            cycle.comparisons().filter(|c| c.outcome.is_none()).map(|c| c.number).collect();
        let noun = if open.len() == 1 { "prediction" } else { "predictions" };
        (!open.is_empty()).then(|| {
            format!("the study of the cycle `{id}` says nothing of {noun} {}", numbers(open.iter()))
        })
    })
}

declare_lint! {
    /// # What it looks for
    /// A study dated before the last day of doing.
    /// # Why it matters
    /// It was written before all that it is about had happened.
    /// # What to do
    /// Study the cycle when it is over, or mend the dates.
    pub(crate) static STUDIES_IN_ADVANCE = {
        code: "P5", name: "studies-in-advance",
        summary: "a study dated before the doing had ended",
        level: Warn, since: "0.1.0",
        sources: ["Knudsen and colleagues (<https://doi.org/10.1186/s12913-019-4482-6>)"],
        check: studies_in_advance,
    }
}

fn studies_in_advance(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "study the cycle when it is over, or mend the dates", |id, cycle| {
        let early = cycle.study_in_advance() == Some(true);
        let (study, end) = (cycle.studied()?.on?, cycle.done()?.end()?);
        early.then(|| format!("the cycle `{id}` was studied on {study} and done until {end}"))
    })
}

declare_lint! {
    /// # What it looks for
    /// A cycle that was studied, and no decision.
    /// # Why it matters
    /// The loop stays open: nobody knows what follows from the test.
    /// # What to do
    /// Decide to adopt, adapt, expand or abandon, and say why.
    pub(crate) static CYCLES_WITHOUT_DECISION = {
        code: "P6", name: "cycles-without-decision",
        summary: "a cycle that was studied and not decided",
        level: Warn, since: "0.1.0",
        sources: ["Taylor and colleagues, BMJ Quality & Safety 2014;23:290, table 2"],
        check: cycles_without_decision,
    }
}

fn cycles_without_decision(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "decide to adopt, adapt, expand or abandon, and say why", |id, cycle| {
        let open = matches!(cycle.stage(), Stage::Studied(..));
        open.then(|| format!("the cycle `{id}` was studied, and nothing was decided"))
    })
}

declare_lint! {
    /// # What it looks for
    /// A cycle that tries several changes at once.
    /// # Why it matters
    /// What each of them did cannot be told apart. A bundle can be one change, if it is meant as one.
    /// # What to do
    /// Test one at a time, or make the bundle a change of its own.
    pub(crate) static SEVERAL_CHANGES_IN_ONE_CYCLE = {
        code: "P12", name: "several-changes-in-one-cycle",
        summary: "several changes tried in one cycle",
        level: Note, since: "0.1.0",
        sources: ["Taylor and colleagues, BMJ Quality & Safety 2014;23:290, table 2"],
        check: several_changes_in_one_cycle,
    }
}

fn several_changes_in_one_cycle(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "test one at a time, or make the bundle a change of its own", |id, cycle| {
        let count = cycle.changes().count();
        (count > 1).then(|| {
            format!("the cycle `{id}` tries {count} changes at once: what each did cannot be told")
        })
    })
}

declare_lint! {
    /// # What it looks for
    /// A cycle that tests, implements or spreads, and names no change.
    /// # Why it matters
    /// It is a test outside the theory: whatever it teaches reaches no driver and no aim.
    /// # What to do
    /// Name the change in `change`, and put that on the diagram if it is not there yet.
    pub(crate) static CYCLES_WITHOUT_CHANGE = {
        code: "P16", name: "cycles-without-change",
        summary: "a test that belongs to no change",
        level: Warn, since: "0.1.0", sources: ["practice"],
        check: cycles_without_change,
    }
}

fn cycles_without_change(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "name the change in `change`, and put it on the diagram", |id, cycle| {
        let outside = cycle.kind.asks_for_prediction() && cycle.changes().next().is_none();
        outside.then(|| format!("the cycle `{id}` belongs to no change: a test outside the theory"))
    })
}
