//! Is the project as far as it says?

use crate::change::progress::Suggestion;
use crate::review::context::{Context, whole};
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;
use crate::theory::{Settings, TheoryReading};

declare_lint! {
    /// # What it looks for
    /// A progress score of 3.0 or more, set by hand, with no test of change on record; or of 4.0 or
    /// more, with no signal of improvement on the chart of any goal. Signals are looked for on a day
    /// only.
    /// # Why it matters
    /// The score is a team's own reading. Where the record cannot bear it, either the score or the
    /// record is wrong, and boards read the score.
    /// # What to do
    /// Record the tests and the data that stand behind the score, or set it again.
    pub(crate) static SCORES_ABOVE_THE_RECORD = {
        code: "V5", name: "scores-above-the-record",
        summary: "a progress score higher than the record supports",
        level: Warn, since: "0.1.0",
        sources: ["Central and North West London NHS Foundation Trust, progress score"],
        check: scores_above_the_record,
    }
}

fn scores_above_the_record(cx: &Context<'_>) -> Vec<Draft> {
    let Some(by_hand) = cx.programme.header().progress_by_hand() else { return Vec::new() };
    let mut facts = cx.programme.progress_facts();
    let mut lacks = Vec::new();
    if by_hand.get() >= 3.0 && facts.tests_done == 0 {
        lacks.push("no test of change is on record");
    }
    if by_hand.get() >= 4.0
        && let Some(as_of) = cx.as_of
    {
        facts = TheoryReading::new(cx.programme, as_of, &Settings::default()).progress_facts();
        if facts.goals_improving == 0 {
            lacks.push("no goal shows a signal of improvement");
        }
    }
    if lacks.is_empty() {
        return Vec::new();
    }
    let lacks = lacks.join(" and ");
    let suggestion = Suggestion::from(&facts).score;
    vec![Draft::new(
        whole(cx.programme),
        format!(
            "the progress score is set to {by_hand}, but {lacks}; the record supports {suggestion}"
        ),
        "record the tests and the data that stand behind the score, or set it again",
    )]
}
