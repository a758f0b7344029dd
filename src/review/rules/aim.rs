//! What an aim needs before anyone can say that it was met.

use crate::base::{Direction, Number};
use crate::diagram::AimRef;
use crate::measure::Family;
use crate::review::context::Context;
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

/// Aims that count.
fn aims<'p>(cx: &Context<'p>) -> impl Iterator<Item = AimRef<'p>> {
    cx.programme.diagram().aims().filter(|aim| aim.retired.is_none())
}

fn draft(aim: AimRef<'_>, message: impl Into<String>, repair: &str) -> Draft {
    Draft::new(vec![aim.into()], message, repair)
}

declare_lint! {
    /// # What it looks for
    /// An aim without `to` and without `relative`: nothing says how much.
    /// # Why it matters
    /// Of 120 published projects 98% reported improvement, and only 27% had set a number and reached
    /// it (Knudsen and colleagues, 2019). Without a number anything is a success.
    /// # What to do
    /// Say how far the measure is meant to move: `to` gives the value, `relative` the part of the
    /// starting value.
    pub(crate) static AIMS_WITHOUT_NUMBER = {
        code: "A1", name: "aims-without-number", summary: "an aim that does not say how much",
        level: Warn, since: "0.1.0",
        sources: ["Knudsen and colleagues 2019 (<https://bmchealthservres.biomedcentral.com/articles/10.1186/s12913-019-4482-6>)"],
        check: aims_without_number,
    }
}

fn aims_without_number(cx: &Context<'_>) -> Vec<Draft> {
    aims(cx)
        .filter(|aim| aim.to.is_none() && aim.relative.is_none())
        .map(|aim| {
            let in_words = aim.statement.as_str().chars().any(|c| c.is_ascii_digit());
            if in_words {
                draft(
                    aim,
                    "no number is set, though the statement has one",
                    "put the number that it speaks of into `to` or `relative`",
                )
            } else {
                draft(aim, "the aim does not say how much", "set `to`, or `relative`")
            }
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// An aim without the day by which it is to be reached.
    /// # Why it matters
    /// An aim without a date is never missed.
    /// # What to do
    /// Set `by`.
    pub(crate) static AIMS_WITHOUT_DATE = {
        code: "A2", name: "aims-without-date", summary: "an aim that does not say by when",
        level: Warn, since: "0.1.0",
        sources: ["Institute for Healthcare Improvement, Setting Aims"],
        check: aims_without_date,
    }
}

fn aims_without_date(cx: &Context<'_>) -> Vec<Draft> {
    aims(cx)
        .filter(|aim| aim.by.is_none())
        .map(|aim| draft(aim, "no date is set by which the aim is to be reached", "set `by`"))
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// An aim with neither the people for whom nor the place where.
    /// # Why it matters
    /// *For whom* is the part of an aim that is forgotten most easily, and the part that decides who
    /// is left out.
    /// # What to do
    /// Set `population`, `place`, or both.
    pub(crate) static AIMS_WITHOUT_PEOPLE_OR_PLACE = {
        code: "A3", name: "aims-without-people-or-place",
        summary: "an aim that does not say for whom or where",
        level: Warn, since: "0.1.0",
        sources: ["Institute for Healthcare Improvement, Setting Aims"],
        check: aims_without_people_or_place,
    }
}

fn aims_without_people_or_place(cx: &Context<'_>) -> Vec<Draft> {
    aims(cx)
        .filter(|aim| aim.population.is_none() && aim.place.is_none())
        .map(|aim| {
            draft(
                aim,
                "the aim says neither for whom nor where",
                "set `population`, `place`, or both",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// An aim that names no outcome measure.
    /// # Why it matters
    /// It cannot be shown to be met.
    /// # What to do
    /// Name the measure in the aim's `measures`, and make its family `outcome`.
    pub(crate) static AIMS_WITHOUT_OUTCOME_MEASURE = {
        code: "A4", name: "aims-without-outcome-measure",
        summary: "an aim with no outcome measure of its own",
        level: Warn, since: "0.1.0", sources: ["NHS Lothian Quality, Driver diagrams"],
        check: aims_without_outcome_measure,
    }
}

fn aims_without_outcome_measure(cx: &Context<'_>) -> Vec<Draft> {
    let family =
        |id: &crate::base::MeasureId| cx.programme.measures().get(id.as_str()).map(|m| m.family);
    aims(cx)
        .filter(|aim| !aim.get().measures.iter().any(|id| family(id) == Some(Family::Outcome)))
        .map(|aim| {
            let message = if aim.get().measures.is_empty() {
                "no measure shows whether the aim is met"
            } else {
                "none of the aim's measures is an outcome measure"
            };
            draft(aim, message, "name an outcome measure in `measures`")
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// An aim without its starting value, where no outcome measure of it has a baseline either.
    /// # Why it matters
    /// Without it nobody knows how large the change is that is asked for.
    /// # What to do
    /// Set `from`, or the measure's `baseline`.
    pub(crate) static AIMS_WITHOUT_BASELINE = {
        code: "A5", name: "aims-without-baseline", summary: "an aim that does not say from where",
        level: Warn, since: "0.1.0", sources: ["practice"],
        check: aims_without_baseline,
    }
}

fn aims_without_baseline(cx: &Context<'_>) -> Vec<Draft> {
    let has_baseline = |id: &crate::base::MeasureId| {
        let measure = cx.programme.measures().get(id.as_str());
        measure.is_some_and(|m| m.family == Family::Outcome && m.baseline.is_some())
    };
    aims(cx)
        .filter(|aim| aim.from.is_none() && !aim.get().measures.iter().any(has_baseline))
        .map(|aim| {
            draft(aim, "no starting value is known", "set `from`, or the `baseline` of its measure")
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A target that lies on the wrong side of the starting value for the direction in which things
    /// get better, or that equals it.
    /// # Why it matters
    /// The aim contradicts itself: reaching it would make things worse, or change nothing.
    /// # What to do
    /// Correct the value, its sign, or the direction.
    pub(crate) static TARGETS_ON_THE_WRONG_SIDE = {
        code: "A6", name: "targets-on-the-wrong-side",
        summary: "a target on the wrong side of the starting value",
        level: Deny, since: "0.1.0", sources: ["practice"],
        check: targets_on_the_wrong_side,
    }
}

fn targets_on_the_wrong_side(cx: &Context<'_>) -> Vec<Draft> {
    aims(cx).filter_map(|aim| wrong_side(cx, aim)).collect()
}

fn wrong_side(cx: &Context<'_>, aim: AimRef<'_>) -> Option<Draft> {
    let outcome = aim
        .get()
        .measures
        .iter()
        .filter_map(|id| cx.programme.measures().get(id.as_str()))
        .find(|measure| measure.family == Family::Outcome);
    let direction = aim.direction.or_else(|| outcome?.direction)?;
    let from = aim.from.or_else(|| Some(outcome?.baseline.as_ref()?.value));
    let (from, to) = match (from, aim.target()) {
        (Some(from), Some(to)) => (from, to),
        // Without a starting value a relative target still has a side.
        (None, None) => (Number::new(0.0).ok()?, aim.relative?),
        _ => return None,
    };
    let wrong = match direction {
        Direction::Up => to <= from,
        Direction::Down => to >= from,
        Direction::Neither => false,
    };
    let better = match direction {
        Direction::Up => "higher",
        _ => "lower",
    };
    let message = match aim.from {
        Some(_) => {
            format!("the target {to} is not {better} than the start {from}, and {better} is better")
        }
        None => format!("the target does not lie on the better side, and {better} is better"),
    };
    wrong.then(|| draft(aim, message, "correct the target, its sign, or the direction"))
}
