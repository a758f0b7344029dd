//! Are Schwartz Rounds what they are meant to be?

use crate::base::{AnyId, RoundId};
use crate::people::rounds::{Format, Invited, Round, Seniority};
use crate::review::context::{Context, whole};
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

/// One finding for each Round of which `wrong` has something to say.
fn each(cx: &Context<'_>, help: &str, wrong: impl Fn(&Round) -> Option<String>) -> Vec<Draft> {
    let rounds = cx.programme.people().rounds.iter();
    let found = rounds.filter_map(|(id, round): (&RoundId, &Round)| {
        let subject: AnyId = id.clone().into();
        Some(Draft::new(vec![subject], wrong(round)?, help))
    });
    found.collect()
}

declare_lint! {
    /// # What it looks for
    /// A Schwartz Round that is part of another meeting or shares its agenda.
    /// # Why it matters
    /// A Round is a place to reflect; beside other business it becomes a place to solve problems.
    /// # What to do
    /// Give it an hour of its own.
    pub(crate) static ROUNDS_IN_ANOTHER_MEETING = {
        code: "H27", name: "rounds-in-another-meeting",
        summary: "a Schwartz Round joined to another meeting",
        level: Deny, since: "0.1.0",
        sources: ["Leamy and colleagues, BMC Health Services Research 2019;19:457"],
        check: rounds_in_another_meeting,
    }
}

fn rounds_in_another_meeting(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "give it an hour of its own", |round| {
        let joined = round.part_of_another_meeting == Some(true);
        joined.then(|| format!("the Round of {} was part of another meeting", round.on))
    })
}

declare_lint! {
    /// # What it looks for
    /// A Schwartz Round to which one unit, profession or grade was invited, and which is not declared
    /// as unit-based.
    /// # Why it matters
    /// That everybody may come, and hears from everybody, is part of the method. Narrower formats exist,
    /// and Team Time is one of them; they are other things and are called so.
    /// # What to do
    /// Open it to all staff, or record it as unit-based or as Team Time.
    pub(crate) static ROUNDS_NOT_OPEN_TO_ALL = {
        code: "H28", name: "rounds-not-open-to-all",
        summary: "a Schwartz Round that is not open to all staff",
        level: Deny, since: "0.1.0",
        sources: ["Leamy and colleagues, BMC Health Services Research 2019;19:457"],
        check: rounds_not_open_to_all,
    }
}

fn rounds_not_open_to_all(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "open it to all staff, or record it as unit-based or as Team Time", |round| {
        let (whom, declared) = match round.invited? {
            Invited::AllStaff => return None,
            Invited::OneUnit => ("one unit", round.format == Format::UnitBased),
            Invited::OneProfession => ("one profession or grade", false),
        };
        (!declared).then(|| format!("to the Round of {} only {whom} was invited", round.on))
    })
}

declare_lint! {
    /// # What it looks for
    /// A panel of fewer than two or more than four; or one that is all clinical, or all senior.
    /// # Why it matters
    /// People of different grades and of clinical and other work see the same thing differently. That
    /// is what the room reflects on.
    /// # What to do
    /// Ask two to four tellers of different kinds.
    pub(crate) static NARROW_PANELS = {
        code: "H29", name: "narrow-panels",
        summary: "a panel outside two to four, or all of one kind",
        level: Warn, since: "0.1.0",
        sources: ["Maben and colleagues, HS&DR 2018;6(37)"],
        check: narrow_panels,
    }
}

fn narrow_panels(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "ask two to four tellers, of different grades, clinical and not", |round| {
        let panel = &round.panel;
        let why = match panel.len() {
            0 => return None,
            count @ (1 | 5..) => format!("had a panel of {count}"),
            _ if panel.iter().all(|one| one.clinical == Some(true)) => {
                "had a panel that was all clinical".to_owned()
            }
            _ if panel.iter().all(|one| one.seniority == Some(Seniority::Senior)) => {
                "had a panel that was all senior".to_owned()
            }
            _ => return None,
        };
        Some(format!("the Round of {} {why}", round.on))
    })
}

declare_lint! {
    /// # What it looks for
    /// A teller whose story was not prepared on a day before the Round.
    /// # Why it matters
    /// Preparation is what makes telling safe.
    /// # What to do
    /// Meet each teller beforehand, and record the day.
    pub(crate) static UNPREPARED_STORIES = {
        code: "H30", name: "unprepared-stories",
        summary: "a panellist without preparation before the day",
        level: Warn, since: "0.1.0",
        sources: ["Leamy and colleagues, BMC Health Services Research 2019;19:457"],
        check: unprepared_stories,
    }
}

fn unprepared_stories(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "meet each teller beforehand, and record the day as `prepared_on`", |round| {
        let unprepared = |day: Option<crate::base::Date>| day.is_none_or(|day| day >= round.on);
        let count = round.panel.iter().filter(|one| unprepared(one.prepared_on)).count();
        let of = round.panel.len();
        (count > 0).then(|| {
            format!(
                "in the Round of {}, {count} of {of} stories were not prepared before",
                round.on
            )
        })
    })
}

declare_lint! {
    /// # What it looks for
    /// A Round with one facilitator, or with none that is known to be trained.
    /// # Why it matters
    /// Two hold the room: one leads, one watches over those who are touched. Training is part of the
    /// licence.
    /// # What to do
    /// Find a second facilitator, and have them trained.
    pub(crate) static LONE_FACILITATORS = {
        code: "H31", name: "lone-facilitators",
        summary: "a Round with one facilitator, or none that is trained",
        level: Warn, since: "0.1.0",
        sources: ["Leamy and colleagues, BMC Health Services Research 2019;19:457"],
        check: lone_facilitators,
    }
}

fn lone_facilitators(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "have two facilitators, trained, one of them a senior clinician", |round| {
        let led = &round.facilitators;
        let why = match led.len() {
            0 => return None,
            1 => "had one facilitator",
            _ if led.iter().all(|one| one.trained != Some(true)) => {
                "had no facilitator known to be trained"
            }
            _ => return None,
        };
        Some(format!("the Round of {} {why}", round.on))
    })
}

declare_lint! {
    /// # What it looks for
    /// Fewer than six Rounds in the year to the day of the review, or to the last Round if the review has
    /// no day, where the first Round lies a year back or more; or one Round alone.
    /// # Why it matters
    /// What Rounds do builds up slowly, and is seen among those who come again.
    /// # What to do
    /// Hold them as a series, or do not call them a programme.
    pub(crate) static TOO_FEW_ROUNDS = {
        code: "H32", name: "too-few-rounds",
        summary: "fewer than six Schwartz Rounds in a year, or a single one",
        level: Warn, since: "0.1.0",
        sources: ["Leamy and colleagues, BMC Health Services Research 2019;19:457", "practice (six)"],
        check: too_few_rounds,
    }
}

fn too_few_rounds(cx: &Context<'_>) -> Vec<Draft> {
    let days: Vec<_> = cx.programme.people().rounds.rows().map(|round| round.on).collect();
    let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else {
        return Vec::new();
    };
    let until = cx.as_of.unwrap_or(*last);
    let fewest = cx.settings.fewest_rounds;
    let within = days.iter().filter(|day| **day <= until && until.days_since(**day) < 365).count();
    let said = if days.len() == 1 {
        "a single Round is on record".to_owned()
    } else if until.days_since(*first) >= 365 && within < fewest {
        format!("{within} Rounds were held in the year to {until}")
    } else {
        return Vec::new();
    };
    vec![Draft::new(whole(cx.programme), said, "hold Rounds as a series, monthly as a rule")]
}

declare_lint! {
    /// # What it looks for
    /// A Round on a day on which no licence was valid.
    /// # Why it matters
    /// Rounds are run under licence, and running them as they are meant to be is part of it. The
    /// licensor for the United Kingdom and Ireland changed after 2025.
    /// # What to do
    /// Record the licence, or renew it.
    pub(crate) static UNLICENSED_ROUNDS = {
        code: "H34", name: "unlicensed-rounds",
        summary: "a Schwartz Round without a licence on its day",
        level: Deny, since: "0.1.0",
        sources: ["Point of Care Foundation, Schwartz Rounds: frequently asked questions"],
        check: unlicensed_rounds,
    }
}

fn unlicensed_rounds(cx: &Context<'_>) -> Vec<Draft> {
    let licences = &cx.programme.people().licences;
    each(cx, "record the licence under `people.licences`, or renew it", |round| {
        let covered = licences.iter().any(|licence| licence.covers(round.on));
        (!covered).then(|| format!("no licence was valid for the Round of {}", round.on))
    })
}
