//! Whether leaders do what they promised, and whether anybody could see it.

use crate::people::Part;
use crate::review::context::{Context, whole};
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

declare_lint! {
    /// # What it looks for
    /// A programme without a sponsor: no role with that part, none named by an aim that was not
    /// given up, no tenure on record.
    /// # Why it matters
    /// A senior lead opens doors where a change crosses the boundaries of services, and lack of board
    /// engagement may lower motivation.
    /// # What to do
    /// Find a sponsor, and record the role.
    pub(crate) static SPONSOR_ABSENT = {
        code: "H55", name: "sponsor-absent", summary: "no board or executive sponsor",
        level: Warn, since: "0.1.0",
        sources: [
            "BMJ Open 2018;8:e020930 (<https://bmjopen.bmj.com/content/8/4/e020930>)",
            "The King's Fund, Experience-based co-design toolkit",
        ],
        check: sponsor_absent,
    }
}

fn sponsor_absent(cx: &Context<'_>) -> Vec<Draft> {
    let programme = cx.programme;
    let role = programme.people().roles.rows().any(|role| role.part == Part::Sponsor);
    let mut aims = programme.diagram().aims();
    let named = aims.any(|aim| aim.retired.is_none() && aim.sponsor.is_some());
    if role || named || !programme.leadership().sponsors.is_empty() {
        return Vec::new();
    }
    vec![Draft::new(
        whole(programme),
        "no sponsor is on record",
        "find a sponsor, and record the role in `people.roles` with the part `sponsor`",
    )]
}

declare_lint! {
    /// # What it looks for
    /// A leadership behaviour without a sign: nothing says what an observer would see.
    /// # Why it matters
    /// A value cannot be observed, and two observers would not agree whether it happened.
    /// # What to do
    /// Say in `sign` what somebody who stands beside would see.
    pub(crate) static BEHAVIOURS_WITHOUT_SIGN = {
        code: "B1", name: "behaviours-without-sign",
        summary: "a leadership behaviour that nobody could observe",
        level: Note, since: "0.1.0", sources: ["practice"],
        check: behaviours_without_sign,
    }
}

fn behaviours_without_sign(cx: &Context<'_>) -> Vec<Draft> {
    let behaviours = cx.programme.leadership().behaviours.iter();
    behaviours
        .filter(|(_, behaviour)| behaviour.sign.is_none())
        .map(|(id, _)| {
            Draft::new(
                vec![id.into()],
                format!("nothing says what an observer of `{id}` would see"),
                "set `sign`",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// Something that a leader took away from a visit, and that is open after its date. Needs the day
    /// of the review.
    /// # Why it matters
    /// Going to see builds trust only if what was promised there comes back done.
    /// # What to do
    /// Do it, or go back and say why not.
    pub(crate) static PROMISES_OVERDUE = {
        code: "B2", name: "promises-overdue",
        summary: "a promise from a visit that is open after its date",
        level: Warn, since: "0.1.0",
        sources: ["NHS England, Building improvement capability and capacity (<https://www.england.nhs.uk/nhsimpact/about-nhs-impact/building-improvement-capability-and-capacity/>)"],
        check: promises_overdue,
    }
}

fn promises_overdue(cx: &Context<'_>) -> Vec<Draft> {
    let Some(as_of) = cx.as_of else { return Vec::new() };
    let mut drafts = Vec::new();
    for (id, visit) in &cx.programme.leadership().visits {
        let overdue: Vec<String> =
            visit.overdue_on(as_of).map(|item| format!("`{}`", item.what)).collect();
        if !overdue.is_empty() {
            drafts.push(Draft::new(
                vec![id.into()],
                format!("promised at {} and overdue: {}", visit.place, overdue.join(", ")),
                "do it, or go back and say why not",
            ));
        }
    }
    drafts
}

declare_lint! {
    /// # What it looks for
    /// A promise of leaders that was missed `misses_in_a_row` times or more in a row, up to the day of
    /// the review. Needs the day of the review.
    /// # Why it matters
    /// Progress that leaders do not sustain fades within months, by the account of practitioners.
    /// # What to do
    /// Ask what is in the way. Make a promise that can be kept, and say so to those it was made to.
    pub(crate) static COMMITMENTS_NO_LONGER_KEPT = {
        code: "B3", name: "commitments-no-longer-kept",
        summary: "a promise of leaders that was missed several times in a row",
        level: Warn, since: "0.1.0",
        sources: ["Lean management systems (<https://leanmanagementsystems.net/blog/51229370>, a practitioner source)"],
        check: commitments_no_longer_kept,
    }
}

fn commitments_no_longer_kept(cx: &Context<'_>) -> Vec<Draft> {
    let Some(as_of) = cx.as_of else { return Vec::new() };
    let commitments = cx.programme.leadership().commitments.iter();
    commitments
        .filter_map(|(id, promise)| Some((id, promise.adherence(as_of)?)))
        .filter(|(_, adherence)| adherence.missed_in_a_row >= cx.settings.misses_in_a_row)
        .map(|(id, adherence)| {
            Draft::new(
                vec![id.into()],
                format!("`{id}` was {adherence}"),
                "ask what is in the way, and make a promise that can be kept",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A visit of which only the day and the place are on record: not what it was for, what was asked
    /// or heard, or what followed.
    /// # Why it matters
    /// A count of visits is simple and easy to game; what counts is what was learned and unblocked.
    /// # What to do
    /// Write down what was asked, and what you took away to do.
    pub(crate) static VISITS_WITHOUT_CONTENT = {
        code: "B4", name: "visits-without-content",
        summary: "a visit of which nothing but the day is on record",
        level: Note, since: "0.1.0", sources: ["practice"],
        check: visits_without_content,
    }
}

fn visits_without_content(cx: &Context<'_>) -> Vec<Draft> {
    let visits = cx.programme.leadership().visits.iter();
    visits
        .filter(|(_, visit)| {
            visit.purpose.is_none()
                && visit.asked.is_empty()
                && visit.heard.is_empty()
                && visit.follow_up.is_empty()
        })
        .map(|(id, visit)| {
            Draft::new(
                vec![id.into()],
                format!("of the visit to {} only the day is on record", visit.place),
                "write down what was asked, and what was taken away to do",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// Tenures of sponsors are on record, and nobody holds the role on the day of the review; or the
    /// role was vacant before. Needs the day of the review, and counts from the start of the programme
    /// or of the first tenure.
    /// # Why it matters
    /// Work without a sponsor loses its way to those who can unblock it.
    /// # What to do
    /// Name a sponsor, and hand over in time.
    pub(crate) static SPONSOR_VACANT = {
        code: "B5", name: "sponsor-vacant", summary: "stretches without a sponsor",
        level: Warn, since: "0.1.0",
        sources: ["BMJ Open 2018;8:e020930 (<https://bmjopen.bmj.com/content/8/4/e020930>)"],
        check: sponsor_vacant,
    }
}

fn sponsor_vacant(cx: &Context<'_>) -> Vec<Draft> {
    let Some(said) = cx.as_of.and_then(|as_of| cx.programme.sponsorship(as_of)) else {
        return Vec::new();
    };
    if said.vacant.is_empty() {
        return Vec::new();
    }
    vec![Draft::new(whole(cx.programme), said.to_string(), "name a sponsor, and hand over in time")]
}
