//! Whether the measures can answer the questions that the programme will be asked.

use crate::measure::Family;
use crate::review::context::{Context, whole};
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

fn none_of(cx: &Context<'_>, family: Family, message: &str, repair: &str) -> Vec<Draft> {
    if cx.programme.measures_of(family).next().is_some() {
        return Vec::new();
    }
    vec![Draft::new(whole(cx.programme), message, repair)]
}

declare_lint! {
    /// # What it looks for
    /// A programme without any outcome measure.
    /// # Why it matters
    /// Nobody can know whether things got better for the people it is for.
    /// # What to do
    /// Add one or two outcome measures, and name them in the aim.
    pub(crate) static NO_OUTCOME_MEASURE = {
        code: "M1", name: "no-outcome-measure", summary: "no outcome measure",
        level: Deny, since: "0.1.0",
        sources: ["Institute for Healthcare Improvement, Project Measures Worksheet"],
        check: no_outcome_measure,
    }
}

fn no_outcome_measure(cx: &Context<'_>) -> Vec<Draft> {
    none_of(
        cx,
        Family::Outcome,
        "no measure shows whether the result moves",
        "add an outcome measure, and name it in the aim",
    )
}

declare_lint! {
    /// # What it looks for
    /// A programme without any process measure.
    /// # Why it matters
    /// If the outcome does not move, nobody can tell whether the change was never really done or the
    /// theory was wrong.
    /// # What to do
    /// For each driver that a change is meant to move, measure whether the work is done as intended.
    pub(crate) static NO_PROCESS_MEASURE = {
        code: "M2", name: "no-process-measure", summary: "no process measure",
        level: Warn, since: "0.1.0",
        sources: ["Weiss, on implementation theory and programme theory"],
        check: no_process_measure,
    }
}

fn no_process_measure(cx: &Context<'_>) -> Vec<Draft> {
    none_of(
        cx,
        Family::Process,
        "no measure shows whether the work is done as intended",
        "add a process measure to the drivers that changes are meant to move",
    )
}

declare_lint! {
    /// # What it looks for
    /// A programme without any balancing measure.
    /// # Why it matters
    /// A gain that is paid for elsewhere, often by staff, stays unseen.
    /// # What to do
    /// Ask patients and staff what could get worse, and measure it.
    pub(crate) static NO_BALANCING_MEASURE = {
        code: "M3", name: "no-balancing-measure", summary: "no balancing measure",
        level: Warn, since: "0.1.0",
        sources: ["Institute for Healthcare Improvement, Project Measures Worksheet"],
        check: no_balancing_measure,
    }
}

fn no_balancing_measure(cx: &Context<'_>) -> Vec<Draft> {
    none_of(
        cx,
        Family::Balancing,
        "no measure shows whether something else gets worse",
        "ask patients and staff what could get worse, and measure it",
    )
}

declare_lint! {
    /// # What it looks for
    /// A proportion or a rate whose definition names no denominator.
    /// # Why it matters
    /// It is undefined: two people would divide by two numbers.
    /// # What to do
    /// Say what it is divided by: opportunities, bed days, patients.
    pub(crate) static RATES_WITHOUT_DENOMINATOR = {
        code: "M6", name: "rates-without-denominator",
        summary: "a proportion or rate without a denominator",
        level: Deny, since: "0.1.0", sources: ["Scottish Improvement Skills, Measurement"],
        check: rates_without_denominator,
    }
}

fn rates_without_denominator(cx: &Context<'_>) -> Vec<Draft> {
    cx.programme
        .measures()
        .iter()
        .filter(|(_, measure)| measure.retired.is_none())
        .filter_map(|(id, measure)| {
            let definition = measure.definition.as_ref()?;
            (definition.kind.needs_denominator() && definition.denominator.is_none()).then(|| {
                Draft::new(
                    vec![id.into()],
                    format!("the {} `{id}` has no denominator", definition.kind),
                    "say in `definition.denominator` what it is divided by",
                )
            })
        })
        .collect()
}
