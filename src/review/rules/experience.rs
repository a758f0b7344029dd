//! Whether anybody pays for the gain: how staff fare, and what was done about it.

use crate::base::AnyId;
use crate::people::Constituency;
use crate::purpose::Dimension;
use crate::review::context::{Context, whole};
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;
use crate::theory::{BurdenVerdict, Faring, State};

declare_lint! {
    /// # What it looks for
    /// A group of support staff that is more than 10% of the staff, and less than 10% of those who came
    /// to Schwartz Rounds. Groups need their size; both shares are a setting, and practice.
    /// # Why it matters
    /// Some people cannot easily leave their work to come, and they carry as much.
    /// # What to do
    /// Ask them when and where they could come.
    pub(crate) static ROUNDS_OUT_OF_REACH = {
        code: "H37", name: "rounds-out-of-reach",
        summary: "a large group of staff that hardly comes to Rounds",
        level: Note, since: "0.1.0",
        sources: ["BMC Health Services Research 2021;21:709 (<https://bmchealthservres.biomedcentral.com/articles/10.1186/s12913-021-06483-4>)"],
        check: rounds_out_of_reach,
    }
}

fn rounds_out_of_reach(cx: &Context<'_>) -> Vec<Draft> {
    let people = cx.programme.people();
    let by_now = |day| cx.as_of.is_none_or(|as_of| day <= as_of);
    let rounds = || people.rounds.rows().filter(|round| by_now(round.on));
    let came = |id: Option<&str>| -> u64 {
        let all = rounds().flat_map(|round| &round.attendance);
        all.filter(|of| id.is_none_or(|id| of.group.as_str() == id))
            .map(|of| u64::from(of.people))
            .sum()
    };
    let staff = people.groups.rows().filter(|group| group.constituency.is_staff());
    let size: u64 = staff.filter_map(|group| group.size).map(u64::from).sum();
    let all = came(None);
    if all == 0 || size == 0 {
        return Vec::new();
    }
    let line = cx.settings.hard_to_reach.get();
    let groups = people.groups.iter().filter(|(id, group)| {
        group.constituency == Constituency::SupportStaff
            && group.size.is_some_and(|n| f64::from(n) > line * size as f64)
            && (came(Some(id.as_str())) as f64) < line * all as f64
    });
    groups
        .map(|(id, _)| {
            Draft::new(
                vec![id.into()],
                format!(
                    "`{id}` are a large part of the staff, and few of those who come to Rounds"
                ),
                "ask them when and where they could come",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// An outcome that is better while a measure of how staff fare, paired with it, is worse. Read on a
    /// day only, from the charts.
    /// # Why it matters
    /// The burden may have been shifted to those who work. Two charts say nothing of what brought
    /// either about; they are the reason to ask.
    /// # What to do
    /// Ask those who do the work whether they pay for the gain, and record what is done as a response.
    pub(crate) static BURDEN_SHIFTED = {
        code: "H38", name: "burden-shifted",
        summary: "an outcome improves while a paired measure of staff deteriorates",
        level: Deny, since: "0.1.0",
        sources: ["Toma and colleagues, BMJ Quality & Safety 2018;27:547 (<https://qualitysafety.bmj.com/content/27/7/547>)"],
        check: burden_shifted,
    }
}

fn burden_shifted(cx: &Context<'_>) -> Vec<Draft> {
    let Some(reading) = cx.reading() else { return Vec::new() };
    let shifted = reading.burden().into_iter().filter(|b| b.verdict == BurdenVerdict::Shifted);
    shifted
        .map(|burden| {
            Draft::new(
                vec![(&burden.pair.balancing).into(), (&burden.pair.outcome).into()],
                burden.in_words(),
                "ask those who do the work, and record what is done in `people.responses`",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A programme with an outcome measure, and none about how staff fare.
    /// # Why it matters
    /// Every gain has a price that somebody may pay. High workload is among what is most worth
    /// measuring beside a goal.
    /// # What to do
    /// Measure one thing that staff say would get worse first, and name the group in `about`.
    pub(crate) static STAFF_UNMEASURED = {
        code: "H39", name: "staff-unmeasured", summary: "no measure of how staff fare",
        level: Deny, since: "0.1.0",
        sources: ["Toma and colleagues 2019 (<https://discovery.dundee.ac.uk/en/publications/a-balanced-approach-to-identifying-prioritising-and-evaluating-al>)"],
        check: staff_unmeasured,
    }
}

fn staff_unmeasured(cx: &Context<'_>) -> Vec<Draft> {
    let outcomes = cx.programme.measures_of(crate::measure::Family::Outcome).next().is_some();
    let mut kept = cx.programme.measures().rows().filter(|measure| measure.retired.is_none());
    if !outcomes || kept.any(|measure| cx.programme.is_about_staff(measure)) {
        return Vec::new();
    }
    vec![Draft::new(
        whole(cx.programme),
        "no measure shows how those who do the work fare",
        "ask them what would get worse first, measure it, and name them in `about`",
    )]
}

declare_lint! {
    /// # What it looks for
    /// An aim that means to be person-centred, in a programme without a measure of what happened to
    /// patients in their own eyes.
    /// # Why it matters
    /// A better experience that nobody asked about is a claim without a test.
    /// # What to do
    /// Ask the people whose experience it is, and chart what they say.
    pub(crate) static EXPERIENCE_UNASKED = {
        code: "H40", name: "experience-unasked",
        summary: "an aim about experience, and no measure of it",
        level: Deny, since: "0.1.0",
        sources: ["inferred from Green and colleagues, BMJ Quality & Safety 2020;29:64 (<https://qualitysafety.bmj.com/content/29/1/64>)"],
        check: experience_unasked,
    }
}

fn experience_unasked(cx: &Context<'_>) -> Vec<Draft> {
    let people = cx.programme.people();
    let mut kept = cx.programme.measures().rows().filter(|measure| measure.retired.is_none());
    let asked = kept.any(|measure| {
        let mut about = measure.about.iter().filter_map(|id| people.constituency(id.as_str()));
        about.any(Constituency::has_lived_experience)
            || cx.programme.construct_of(measure)
                == Some(crate::people::instruments::Construct::PatientExperience)
    });
    let aims = cx.programme.diagram().aims().filter(|aim| {
        !asked
            && aim.get().retired.is_none()
            && aim.get().dimensions.contains(&Dimension::PersonCentred)
    });
    aims.map(|aim| {
        Draft::new(
            vec![aim.id().into()],
            format!("`{}` means to be person-centred, and no measure asks patients", aim.id()),
            "ask the people whose experience it is, and name them in `about` of the measure",
        )
    })
    .collect()
}

declare_lint! {
    /// # What it looks for
    /// More live changes on one team than a setting allows; 3, which is practice. A team is whatever
    /// changes are tagged with.
    /// # Why it matters
    /// Requiring progress on everything at once does harm; a few small wins build belief.
    /// # What to do
    /// Pause some of them, and say so to the team.
    pub(crate) static TOO_MANY_CHANGES_AT_ONCE = {
        code: "H49", name: "too-many-changes-at-once", summary: "many live changes on one team",
        level: Warn, since: "0.1.0",
        sources: ["The dangers of quality improvement overload, Health Affairs 2014 (<http://healthaffairs.org/blog/2014/03/07/the-dangers-of-quality-improvement-overload-insights-from-the-field/>)"],
        check: too_many_changes_at_once,
    }
}

fn too_many_changes_at_once(cx: &Context<'_>) -> Vec<Draft> {
    let most = cx.settings.most_live_changes;
    let teams = cx.programme.live_by_team().into_iter().filter(|team| team.changes.len() > most);
    teams
        .map(|team| {
            let message =
                format!("{} changes are live on `{}` at once", team.changes.len(), team.team);
            let subjects: Vec<AnyId> = team.changes.into_iter().map(AnyId::from).collect();
            Draft::new(subjects, message, "pause some of them, and tell the team")
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A change that adds minutes to a shift, all roles together, with nothing that makes up for them.
    /// # Why it matters
    /// Most new practices add minutes. Changes that add work are less likely to last, and wear people
    /// down.
    /// # What to do
    /// Stop something else, or bring help, and say which as `offset`.
    pub(crate) static TIME_ADDED_WITHOUT_OFFSET = {
        code: "H50", name: "time-added-without-offset",
        summary: "a change that adds time to a shift, with nothing to make up for it",
        level: Warn, since: "0.1.0",
        sources: ["Highly Adoptable Improvement (<https://www.ihi.org/communities/blogs/is-there-a-way-to-prevent-quality-improvement-burnout>)", "Change fatigue (<https://insights.ovid.com/jpan/201512000/00062704-201512000-00008>)"],
        check: time_added_without_offset,
    }
}

fn time_added_without_offset(cx: &Context<'_>) -> Vec<Draft> {
    let changes = cx.programme.diagram().changes().filter(|c| c.counts() && c.offset.is_none());
    changes
        .filter_map(|change| {
            let net: f64 = change.minutes_a_shift.rows().map(|minutes| minutes.get()).sum();
            (net > 0.0).then(|| {
                Draft::new(
                    vec![change.id().into()],
                    format!("`{}` adds {net} minutes to a shift", change.id()),
                    "stop something else or bring help, and say which as `offset`",
                )
            })
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A measure of how people fare that has been worse for longer than a quarter (a setting, and
    /// practice), with nothing done about it within that time. Read on a day only.
    /// # Why it matters
    /// To ask people how they are and then do nothing breaks trust.
    /// # What to do
    /// Do something, tell them what, and record it in `people.responses`.
    pub(crate) static FALLS_WITHOUT_ANSWER = {
        code: "H52", name: "falls-without-answer",
        summary: "people fare worse, and nothing was done within a quarter",
        level: Warn, since: "0.1.0",
        sources: ["inferred from Fitzsimons, Making improvement more human, 2023"],
        check: falls_without_answer,
    }
}

fn falls_without_answer(cx: &Context<'_>) -> Vec<Draft> {
    let Some(reading) = cx.reading() else { return Vec::new() };
    let latest = i64::from(cx.settings.latest_answer_days);
    let late = reading.faring().into_iter().filter(|faring| {
        let waited = faring.since().map(|since| reading.as_of().days_since(since));
        faring.state() == State::Worse
            && faring.days_to_answer().or(waited).is_some_and(|days| days > latest)
    });
    late.map(|faring| {
        Draft::new(
            vec![faring.measure.into()],
            faring.in_words(),
            "do something about it, tell them what, and record it in `people.responses`",
        )
    })
    .collect()
}

declare_lint! {
    /// # What it looks for
    /// A measure of how people fare that is worse, where all that was done is support for those who
    /// bear it. Read on a day only.
    /// # Why it matters
    /// Support leaves what wears people down where it is. Joy in work starts from the impediments in
    /// the work itself.
    /// # What to do
    /// Ask what gets in the way of the work, change that, and keep the support.
    pub(crate) static SUPPORT_ALONE = {
        code: "H54", name: "support-alone",
        summary: "support is the only answer to strain from the work",
        level: Warn, since: "0.1.0",
        sources: ["Institute for Healthcare Improvement, Framework for Improving Joy in Work, 2017 (<https://www.improvewell.com/blog/ihi-framework-for-improving-joy-in-work/>)"],
        check: support_alone,
    }
}

fn support_alone(cx: &Context<'_>) -> Vec<Draft> {
    let Some(reading) = cx.reading() else { return Vec::new() };
    let alone = reading.faring().into_iter().filter(Faring::only_support);
    alone
        .map(|faring| {
            Draft::new(
                vec![faring.measure.into()],
                format!("{}; nothing went to the work itself", faring.in_words()),
                "ask what gets in the way of the work, change that, and keep the support",
            )
        })
        .collect()
}
