//! Whether an aim is still the aim that was promised, and whether it can be met.

use crate::base::Code;
use crate::diagram::AimRef;
use crate::diagram::claims::Deadline;
use crate::purpose::AimStatus;
use crate::review::context::Context;
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

/// Aims that count.
fn aims<'p>(cx: &Context<'p>) -> impl Iterator<Item = AimRef<'p>> {
    cx.programme.diagram().aims().filter(|aim| aim.retired.is_none())
}

declare_lint! {
    /// # What it looks for
    /// An aim whose sentence holds the label of a change.
    /// # Why it matters
    /// With the solution inside the aim nothing else will be tried, and doing it counts as success.
    /// # What to do
    /// Say in the aim what is to get better; leave the how to the changes.
    pub(crate) static SOLUTIONS_IN_THE_AIM = {
        code: "A7", name: "solutions-in-the-aim", summary: "an aim that names a change",
        level: Warn, since: "0.1.0", sources: ["practice"],
        check: solutions_in_the_aim,
    }
}

fn solutions_in_the_aim(cx: &Context<'_>) -> Vec<Draft> {
    let changes = || cx.programme.diagram().changes().filter(|change| change.counts());
    let mut drafts = Vec::new();
    for aim in aims(cx) {
        let sentence = aim.statement.as_str().to_lowercase();
        for change in changes() {
            if sentence.contains(change.get().label.as_str().trim().to_lowercase().as_str()) {
                drafts.push(Draft::new(
                    vec![aim.into(), change.into()],
                    format!("the aim names the change `{}`", change.as_str()),
                    "say what is to get better, and leave the how to the changes",
                ));
            }
        }
    }
    drafts
}

declare_lint! {
    /// # What it looks for
    /// An aim whose day has passed and whose status is still open. Needs the day of the review.
    /// # Why it matters
    /// It asks for a decision: it was met, it was missed, or it is restated with a reason.
    /// # What to do
    /// Set `status`, or restate it: the old terms and the reason stay in `restated`.
    pub(crate) static AIMS_PAST_THEIR_DATE = {
        code: "A8", name: "aims-past-their-date", summary: "an open aim whose date has passed",
        level: Warn, since: "0.1.0", sources: ["practice"],
        check: aims_past_their_date,
    }
}

fn aims_past_their_date(cx: &Context<'_>) -> Vec<Draft> {
    let Some(as_of) = cx.as_of else { return Vec::new() };
    aims(cx)
        .filter(|aim| aim.status == AimStatus::Open)
        .filter_map(|aim| Some((aim, aim.by.filter(|by| *by < as_of)?)))
        .map(|(aim, by)| {
            Draft::new(
                vec![aim.into()],
                format!("it was to be reached by {by}, and nothing says whether it was"),
                "set `status`, or restate it with the reason in `restated`",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A restatement of an aim without its reason.
    /// # Why it matters
    /// A number that shrinks quietly moves the goalposts.
    /// # What to do
    /// Say in `because` why it was restated.
    pub(crate) static RESTATED_WITHOUT_REASON = {
        code: "A9", name: "restated-without-reason", summary: "an aim restated without a reason",
        level: Deny, since: "0.1.0", sources: ["practice"],
        refused_as: Code::MissingField,
    }
}

declare_lint! {
    /// # What it looks for
    /// An aim whose day lies before the earliest day on which it could move, by the delays on the links
    /// that lead there.
    /// # Why it matters
    /// By the team's own theory it cannot be met.
    /// # What to do
    /// Look again at the delays, start sooner, or restate the date with its reason.
    pub(crate) static AIMS_OUT_OF_REACH = {
        code: "A10", name: "aims-out-of-reach",
        summary: "an aim whose date comes too soon for its own theory",
        level: Warn, since: "0.1.0", sources: ["practice"],
        check: aims_out_of_reach,
    }
}

fn aims_out_of_reach(cx: &Context<'_>) -> Vec<Draft> {
    let deadlines = cx.programme.deadlines().into_iter();
    deadlines
        .filter(|aim| matches!(aim.deadline, Some(Deadline::OutOfReach { .. })))
        .map(|aim| {
            Draft::new(
                vec![(&aim.aim).into()],
                aim.in_words(),
                "look again at the delays, start sooner, or restate the date with its reason",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// An aim that asks for less, or gives more time, than when it was first stated, over all its
    /// restatements.
    /// # Why it matters
    /// Each step may have its reason, and the sum may still be another aim. Guard against drift:
    /// restate the aim at meetings, and watch for a shrinking of the number.
    /// # What to do
    /// Look at the first terms together, and say openly that it is another aim, or go back.
    pub(crate) static AIMS_THAT_DRIFT = {
        code: "A11", name: "aims-that-drift", summary: "an aim that asks for less than it first did",
        level: Note, since: "0.1.0",
        sources: ["Institute for Healthcare Improvement, Tips for Setting Aims (<https://www.ihi.org/resources/Pages/HowtoImprove/ScienceofImprovementTipsforSettingAims.aspx>)"],
        check: aims_that_drift,
    }
}

fn aims_that_drift(cx: &Context<'_>) -> Vec<Draft> {
    aims(cx)
        .filter_map(|aim| Some((aim, cx.programme.drift(aim.as_str())?)))
        .filter(|(_, drift)| drift.is_softer())
        .map(|(aim, drift)| {
            Draft::new(
                vec![aim.into()],
                format!("since it was first stated, {drift}"),
                "look at its first terms together, and say openly that it is another aim",
            )
        })
        .collect()
}
