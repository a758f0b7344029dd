//! Partners in the how: who took part, with how much power, and what they got for it.

use crate::base::{AnyId, GroupId};
use crate::change::Change;
use crate::people::{
    Constituency, DecisionPoint, Entry, Involvement, Method, People, Recognition, Side,
};
use crate::review::context::{Context, whole};
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

declare_lint! {
    /// # What it looks for
    /// A purpose in which patients, carers or communities had a voice, and a solution in which they
    /// had none: no voice on record at the point `solution`, and no change that they proposed or
    /// designed.
    /// # Why it matters
    /// People are asked for the *what*; the *how* is where partnership is missing.
    /// # What to do
    /// Design the solution with them, and record it in `people.involvement` or `designed_by`.
    pub(crate) static PARTNERS_ONLY_IN_THE_WHAT = {
        code: "H02", name: "partners-only-in-the-what",
        summary: "patients or communities were heard on the purpose, and not on the solution",
        level: Warn, since: "0.1.0",
        sources: ["Fitzsimons, Making improvement more human (Point of Care Foundation, 2023)"],
        check: partners_only_in_the_what,
    }
}

fn partners_only_in_the_what(cx: &Context<'_>) -> Vec<Draft> {
    let people = cx.programme.people();
    let ledger = people.ledger();
    let heard = |at: DecisionPoint| {
        ledger.iter().any(|entry| entry.at == at && entry.has_voice(Side::LivedExperience))
    };
    let made = |change: &Change| {
        let mut groups = change.proposed_by.iter().chain(&change.designed_by);
        groups.any(|group| lived(people, group))
    };
    let changed = || cx.programme.diagram().changes().any(|change| made(change.get()));
    if !heard(DecisionPoint::Purpose) || heard(DecisionPoint::Solution) || changed() {
        return Vec::new();
    }
    vec![Draft::new(
        whole(cx.programme),
        people.presence(Side::LivedExperience).in_words(),
        "design the solution with them, and record it at `solution` or in `designed_by`",
    )]
}

fn lived(people: &People, group: &GroupId) -> bool {
    people.constituency(group.as_str()).is_some_and(Constituency::has_lived_experience)
}

declare_lint! {
    /// # What it looks for
    /// Involvement that is called co-design, co-production or partnership, or is said to be
    /// Experience-Based Co-Design, and at which people were told or asked at most.
    /// # Why it matters
    /// The word claims more power than was given.
    /// # What to do
    /// Call it what it was, or share the decision.
    pub(crate) static CONSULTATION_CALLED_PARTNERSHIP = {
        code: "H04", name: "consultation-called-partnership",
        summary: "involvement that is called more than it was",
        level: Deny, since: "0.1.0",
        sources: [
            "Arnstein, A ladder of citizen participation (1969)",
            "IAP2 spectrum of public participation",
        ],
        check: consultation_called_partnership,
    }
}

/// Words that claim that the decision was shared, lower case and without hyphens and spaces.
const CLAIMS: [&str; 4] = ["codesign", "coproduc", "partnership", "cocreat"];

fn consultation_called_partnership(cx: &Context<'_>) -> Vec<Draft> {
    let claim = |how: &Involvement| -> Option<String> {
        if let Some(called) = &how.called {
            let plain: String =
                called.as_str().to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
            if CLAIMS.iter().any(|word| plain.contains(word)) {
                return Some(format!("`{called}`"));
            }
        }
        (how.by == Some(Method::Ebcd)).then(|| "Experience-Based Co-Design".to_owned())
    };
    cx.programme
        .people()
        .involvement
        .iter()
        .filter(|how| how.level.is_consultation_at_most())
        .filter_map(|how| {
            Some(Draft::new(
                vec![AnyId::from(&how.group)],
                format!(
                    "what was done at {} is called {}, and its level is `{}`",
                    how.at,
                    claim(how)?,
                    how.level
                ),
                "call it what it was, or share the decision",
            ))
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A group of patients, carers or a community that had a voice, and for which no offer of
    /// expenses is on record, or to which a payment came later than a number of days (30, a working
    /// default).
    /// # Why it matters
    /// Slow or missing payment keeps people out, those with least money first.
    /// # What to do
    /// Offer expenses from the start, pay soon, and record it as `recognition`.
    pub(crate) static PARTNERS_OUT_OF_POCKET = {
        code: "H05", name: "partners-out-of-pocket",
        summary: "partners without an offer of expenses, or paid late",
        level: Warn, since: "0.1.0",
        sources: [
            "NHS England, Reimbursing expenses and paying involvement payments (version 3, 2021)",
            "practice",
        ],
        check: partners_out_of_pocket,
    }
}

fn partners_out_of_pocket(cx: &Context<'_>) -> Vec<Draft> {
    let people = cx.programme.people();
    let heard: Vec<&Involvement> = people
        .involvement_of(Side::LivedExperience)
        .filter(|how| how.level.gives_voice())
        .collect();
    let mut drafts = Vec::new();
    for group in people.groups.ids() {
        let own = || heard.iter().filter(|how| how.group == *group);
        if own().next().is_none() {
            continue;
        }
        let offered =
            own().any(|how| how.recognition.as_ref().is_some_and(|r| r.expenses().was_made()));
        let slowest = own()
            .filter_map(|how| how.recognition.as_ref().and_then(Recognition::days_to_payment))
            .max();
        let late = slowest.filter(|days| *days > cx.settings.latest_payment_days);
        let message = match (offered, late) {
            (true, None) => continue,
            (_, Some(days)) => {
                format!("a payment took {days} days, more than {}", cx.settings.latest_payment_days)
            }
            (false, None) => "no offer of expenses is on record".to_owned(),
        };
        drafts.push(Draft::new(
            vec![group.into()],
            message,
            "offer expenses from the start, pay soon, and record it as `recognition`",
        ));
    }
    drafts
}

declare_lint! {
    /// # What it looks for
    /// A decision in which one partner with lived experience sat alone (fewer than two, a working
    /// default), and a co-design group with one patient or carer.
    /// # Why it matters
    /// A lone voice is easily passed over. The toolkit of Experience-Based Co-Design asks for two
    /// patients at each table.
    /// # What to do
    /// Invite at least one more.
    pub(crate) static LONE_VOICES = {
        code: "H06", name: "lone-voices",
        summary: "a single partner with lived experience in a decision",
        level: Warn, since: "0.1.0",
        sources: ["Point of Care Foundation, Experience-based co-design toolkit", "practice"],
        check: lone_voices,
    }
}

fn lone_voices(cx: &Context<'_>) -> Vec<Draft> {
    let fewest = cx.settings.fewest_partners;
    cx.programme
        .people()
        .ledger()
        .iter()
        .filter(|entry| entry.has_voice(Side::LivedExperience))
        .filter_map(|entry| {
            let partners = partners(entry).filter(|partners| *partners < fewest)?;
            let subject = match entry.decision {
                Some((id, _)) => vec![id.into()],
                None => whole(cx.programme),
            };
            Some(Draft::new(
                subject,
                format!(
                    "{partners} with lived experience took part in `{}`, expected {fewest} or more",
                    entry.label()
                ),
                "invite at least one more",
            ))
        })
        .collect()
}

/// How many with lived experience took part; `None` where a number is missing.
fn partners(entry: &Entry<'_>) -> Option<u32> {
    entry
        .of(Side::LivedExperience)
        .try_fold(0_u32, |sum, how| Some(sum.saturating_add(how.people?)))
}

declare_lint! {
    /// # What it looks for
    /// A group of patients, carers or a community that had a voice, and of which it is nowhere on
    /// record that it was told what came of it.
    /// # Why it matters
    /// To ask and not to answer costs trust. Telling people what changed is part of the standards for
    /// public involvement.
    /// # What to do
    /// Tell them, and record it as `told`.
    pub(crate) static PARTNERS_NEVER_TOLD = {
        code: "H07", name: "partners-never-told",
        summary: "partners who were never told what came of it",
        level: Warn, since: "0.1.0",
        sources: ["UK Standards for Public Involvement (communications, impact)"],
        check: partners_never_told,
    }
}

fn partners_never_told(cx: &Context<'_>) -> Vec<Draft> {
    let never = cx.programme.people().never_told(Side::LivedExperience);
    if never.is_empty() {
        return Vec::new();
    }
    let names: Vec<&str> = never.iter().map(|id| id.as_str()).collect();
    vec![Draft::new(
        never.into_iter().map(AnyId::from).collect(),
        format!("it is not on record that {} heard what came of their part", names.join(", ")),
        "tell them what changed, or why nothing did, and record it as `told`",
    )]
}
