//! Whether co-design is co-design: the method's steps, sizes and rights.
//!
//! What the method forbids cannot be built (H09, H11, H15); what weakens it is found here. That the
//! same partners serve many projects (H08) shows in no single programme and is not looked for.

use crate::base::{Code, CodesignId, Date};
use crate::measure::Family;
use crate::people::codesign::{Codesign, Form, List, SizeOf, SteeringPoint, Valence};
use crate::review::context::Context;
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

fn projects<'p>(cx: &Context<'p>) -> impl Iterator<Item = (&'p CodesignId, &'p Codesign)> {
    cx.programme.people().codesign.iter()
}

fn draft(id: &CodesignId, message: impl Into<String>, repair: &str) -> Draft {
    Draft::new(vec![id.into()], message, repair)
}

/// Days from one to another, or to the day of the review; `None` where neither is known.
fn days(cx: &Context<'_>, from: Date, to: Option<Date>) -> Option<i64> {
    Some(to.or(cx.as_of)?.days_since(from))
}

declare_lint! {
    /// # What it looks for
    /// A joint event dated before the staff event or the patient event.
    /// # Why it matters
    /// Each side needs its own agreed voice before both sit at one table.
    /// # What to do
    /// Correct the dates, or hold the events in the order of the method.
    pub(crate) static JOINT_BEFORE_APART = {
        code: "H09", name: "joint-before-apart",
        summary: "a joint event before staff and patients met apart (refused when built: D016)",
        level: Deny, since: "0.1.0",
        sources: ["King's Fund, Experience-based co-design toolkit, 2013 (<http://www.kingsfund.org.uk/projects/ebcd>)"],
        refused_as: Code::DateOrder,
    }
}

declare_lint! {
    /// # What it looks for
    /// A project that came to a joint event or to co-design groups without an event of patients
    /// among themselves.
    /// # Why it matters
    /// Patients who have met first speak for more than themselves. Nothing else stands for it.
    /// # What to do
    /// Hold the patient event, and let what was chosen without it be chosen again.
    pub(crate) static PATIENTS_NEVER_APART = {
        code: "H10", name: "patients-never-apart",
        summary: "co-design without an event of patients alone",
        level: Deny, since: "0.1.0",
        sources: ["King's Fund, Experience-based co-design toolkit, 2013 (<http://www.kingsfund.org.uk/projects/ebcd>)"],
        check: patients_never_apart,
    }
}

fn patients_never_apart(cx: &Context<'_>) -> Vec<Draft> {
    let without = projects(cx).filter(|(_, project)| {
        let further = project.joint_event.is_some() || project.first_group_met().is_some();
        further && project.patient_event.is_none()
    });
    without
        .map(|(id, _)| {
            let message = format!("in `{id}` patients never met among themselves");
            draft(id, message, "hold a patient event, and record it as `patient_event`")
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A co-design group that met before the joint event, or without one.
    /// # Why it matters
    /// Groups form from what staff and patients chose together.
    /// # What to do
    /// Record the joint event, or correct the dates.
    pub(crate) static GROUPS_BEFORE_PRIORITIES = {
        code: "H11", name: "groups-before-priorities",
        summary: "a co-design group before there are joint priorities (refused when built: D016, D008)",
        level: Deny, since: "0.1.0",
        sources: ["King's Fund, Experience-based co-design toolkit, 2013 (<http://www.kingsfund.org.uk/projects/ebcd>)"],
        refused_as: Code::DateOrder,
    }
}

declare_lint! {
    /// # What it looks for
    /// A joint event with no meeting of a co-design group within eight weeks of it (a setting, and
    /// practice).
    /// # Why it matters
    /// Films and events are moving, and the part in which something changes is the first to be
    /// lost.
    /// # What to do
    /// Bring the groups together, or say what stands in the way.
    pub(crate) static CODESIGN_THAT_FADES = {
        code: "H12", name: "codesign-that-fades",
        summary: "experience gathered, and no co-design group met in time",
        level: Warn, since: "0.1.0",
        sources: ["Robert, Experience-based co-design (<https://www.slideshare.net/slideshow/experience-based-codesign-robert-g/41998375>)"],
        check: codesign_that_fades,
    }
}

fn codesign_that_fades(cx: &Context<'_>) -> Vec<Draft> {
    let latest = i64::from(cx.settings.latest_group_days);
    let late = projects(cx).filter_map(|(id, project)| {
        let joint = project.joint_event.as_ref()?.on;
        let waited = days(cx, joint, project.first_group_met())?;
        (waited > latest).then_some((id, waited, project.first_group_met().is_some()))
    });
    late.map(|(id, waited, met)| {
        let message = if met {
            format!("in `{id}` the first co-design group met {waited} days after the joint event")
        } else {
            format!("in `{id}` no co-design group has met {waited} days after the joint event")
        };
        draft(id, message, "bring the groups together, or say what stands in the way")
    })
    .collect()
}

declare_lint! {
    /// # What it looks for
    /// A change that a joint priority became, and that was begun before the joint event.
    /// # Why it matters
    /// An open-ended aim is right: the means emerge. A solution fixed beforehand was not designed
    /// together.
    /// # What to do
    /// Say where the idea came from, or correct the day.
    pub(crate) static SOLUTIONS_IN_ADVANCE = {
        code: "H13", name: "solutions-in-advance",
        summary: "a solution that was begun before the joint event",
        level: Warn, since: "0.1.0",
        sources: ["Point of Care Foundation, New Beginnings toolkit (<https://pointofcarefoundation.org.uk/resource/new-beginnings-toolkit/step-by-step-guide/3-getting-started-and-making-a-project-plan>)"],
        check: solutions_in_advance,
    }
}

fn solutions_in_advance(cx: &Context<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (id, project) in projects(cx) {
        let Some(joint) = project.joint_event.as_ref().map(|event| event.on) else { continue };
        for change in project.priorities.rows().flat_map(|priority| &priority.changes) {
            let begun = cx.programme.diagram().change(change.as_str()).and_then(|c| c.started);
            if let Some(on) = begun.filter(|on| *on < joint) {
                found.push(Draft::new(
                    vec![id.into(), change.into()],
                    format!("`{change}` was begun on {on}, before the joint event on {joint}"),
                    "say where the idea came from, or correct the day",
                ));
            }
        }
    }
    found
}

declare_lint! {
    /// # What it looks for
    /// A co-design group with no patient or carer in it, or with no member of staff.
    /// # Why it matters
    /// It is no longer co-design.
    /// # What to do
    /// Ask the missing side to join, before anything is decided.
    pub(crate) static ONE_SIDED_GROUPS = {
        code: "H14", name: "one-sided-groups",
        summary: "a co-design group without patients, or without staff",
        level: Deny, since: "0.1.0",
        sources: ["King's Fund, Experience-based co-design toolkit, 2013 (<http://www.kingsfund.org.uk/projects/ebcd>)"],
        check: one_sided_groups,
    }
}

fn one_sided_groups(cx: &Context<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (_, project) in projects(cx) {
        for (id, group) in &project.groups {
            let missing = match (group.staff, group.patients) {
                (_, Some(0)) => "patients",
                (Some(0), _) => "staff",
                _ => continue,
            };
            found.push(Draft::new(
                vec![id.into()],
                format!("the co-design group `{id}` has no {missing}"),
                "ask the missing side to join, before anything is decided",
            ));
        }
    }
    found
}

declare_lint! {
    /// # What it looks for
    /// Words that are still kept under a consent that was taken back. Words whose consent has
    /// lapsed, or does not reach so far, cannot be read in the first place.
    /// # Why it matters
    /// Who tells decides.
    /// # What to do
    /// Take the words out; that something was told may stay.
    pub(crate) static CLIPS_WITHOUT_CONSENT = {
        code: "H15", name: "clips-without-consent",
        summary: "words kept after their consent was withdrawn (refused when built: D009)",
        level: Deny, since: "0.1.0",
        sources: ["King's Fund, Experience-based co-design toolkit, 2013 (<http://www.kingsfund.org.uk/projects/ebcd>)"],
        refused_as: Code::InvalidValue,
    }
}

declare_lint! {
    /// # What it looks for
    /// Three touchpoints or more, and not one that anybody felt as bad.
    /// # Why it matters
    /// Only contented patients may have been asked.
    /// # What to do
    /// Ask people with critical experiences as well.
    pub(crate) static ONLY_GOOD_TOUCHPOINTS = {
        code: "H16", name: "only-good-touchpoints",
        summary: "touchpoints that were all felt as good",
        level: Warn, since: "0.1.0",
        sources: ["King's Fund, Experience-based co-design toolkit, 2013 (<http://www.kingsfund.org.uk/projects/ebcd>)"],
        check: only_good_touchpoints,
    }
}

fn only_good_touchpoints(cx: &Context<'_>) -> Vec<Draft> {
    let good = projects(cx).filter(|(_, project)| {
        let mut felt = project.touchpoints.rows().flat_map(|touchpoint| &touchpoint.feelings);
        let told = project.touchpoints.rows().filter(|t| !t.feelings.is_empty()).count();
        told >= 3 && felt.all(|feeling| feeling.valence == Valence::Positive)
    });
    good.map(|(id, _)| {
        let message = format!("everything that was told in `{id}` is good");
        draft(id, message, "ask people with critical experiences as well")
    })
    .collect()
}

declare_lint! {
    /// # What it looks for
    /// Joint priorities that stand on the list of staff, every one, and none of which stands on the
    /// list of patients, where patients had a list.
    /// # Why it matters
    /// It is a sign of unequal power at the table.
    /// # What to do
    /// Ask patients how the choice was made, and make it again if need be.
    pub(crate) static PATIENTS_LIST_IGNORED = {
        code: "H17", name: "patients-list-ignored",
        summary: "joint priorities that all come from the list of staff",
        level: Warn, since: "0.1.0",
        sources: ["King's Fund, Experience-based co-design toolkit, 2013 (<http://www.kingsfund.org.uk/projects/ebcd>)"],
        check: patients_list_ignored,
    }
}

fn patients_list_ignored(cx: &Context<'_>) -> Vec<Draft> {
    let on = |priority: &crate::people::codesign::Priority, list| priority.lists.contains(&list);
    let ignored = projects(cx).filter(|(_, project)| {
        let mut joint = project.joint_priorities().map(|(_, priority)| priority).peekable();
        let listed = project.priorities.rows().any(|priority| on(priority, List::Patients));
        joint.peek().is_some()
            && listed
            && joint.all(|p| on(p, List::Staff) && !on(p, List::Patients))
    });
    ignored
        .map(|(id, _)| {
            let message =
                format!("all that was chosen together in `{id}` comes from the list of staff");
            draft(id, message, "ask patients how the choice was made, and make it again if need be")
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// More than four joint priorities.
    /// # Why it matters
    /// The toolkit narrows to three or four, since each takes a group of its own.
    /// # What to do
    /// Choose again, together.
    pub(crate) static TOO_MANY_PRIORITIES = {
        code: "H18", name: "too-many-priorities",
        summary: "more than four joint priorities",
        level: Note, since: "0.1.0",
        sources: ["King's Fund, Experience-based co-design toolkit, 2013 (<http://www.kingsfund.org.uk/projects/ebcd>)"],
        check: too_many_priorities,
    }
}

fn too_many_priorities(cx: &Context<'_>) -> Vec<Draft> {
    sized(cx, SizeOf::JointPriorities, true, "choose again, together")
}

/// What is over (or short of) what is usual.
fn sized(cx: &Context<'_>, of: SizeOf, over: bool, repair: &str) -> Vec<Draft> {
    let mut found = Vec::new();
    for (id, project) in projects(cx) {
        let sizing = project.sizing().into_iter().find(|sizing| sizing.of == of);
        let beyond = sizing.filter(|s| if over { s.is_over() } else { s.is_short() });
        found.extend(beyond.map(|s| draft(id, format!("in `{id}`: {}", s.in_words()), repair)));
    }
    found
}

declare_lint! {
    /// # What it looks for
    /// A facilitator who works with the observed team day by day, or has less than 40% of full
    /// time, and no reason on record.
    /// # Why it matters
    /// It is hard to be objective among daily colleagues, and the work takes protected time.
    /// # What to do
    /// Free the time, ask somebody else, or record the reason.
    pub(crate) static FACILITATOR_UNFREE = {
        code: "H19", name: "facilitator-unfree",
        summary: "a facilitator without time or distance, and no reason",
        level: Warn, since: "0.1.0",
        sources: ["King's Fund, Experience-based co-design toolkit, 2013 (<http://www.kingsfund.org.uk/projects/ebcd>)"],
        check: facilitator_unfree,
    }
}

fn facilitator_unfree(cx: &Context<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (id, project) in projects(cx) {
        let Some(facilitator) = project.facilitator.as_ref().filter(|f| f.because.is_none()) else {
            continue;
        };
        let mut wrong = Vec::new();
        if facilitator.daily_colleague == Some(true) {
            wrong.push("works with the observed team day by day".to_owned());
        }
        if let Some(time) = facilitator.time.filter(|time| time.get() < 0.4 - 1e-9) {
            wrong.push(format!("has {time} of full time, where about 40% is usual"));
        }
        if !wrong.is_empty() {
            let message = format!("the facilitator of `{id}` {}", wrong.join(" and "));
            found.push(draft(
                id,
                message,
                "free the time, ask somebody else, or record the reason",
            ));
        }
    }
    found
}

declare_lint! {
    /// # What it looks for
    /// Fewer patients interviewed than groups times two, divided by a half: two for each group, of
    /// whom about half join. The factors are the toolkit's, the product is this crate's.
    /// # Why it matters
    /// Groups run dry.
    /// # What to do
    /// Ask more patients, or let some join two groups.
    pub(crate) static TOO_FEW_INTERVIEWS = {
        code: "H20", name: "too-few-interviews",
        summary: "fewer patient interviews than the groups will need",
        level: Note, since: "0.1.0",
        sources: ["King's Fund, Experience-based co-design toolkit, 2013 (<http://www.kingsfund.org.uk/projects/ebcd>)"],
        check: too_few_interviews,
    }
}

fn too_few_interviews(cx: &Context<'_>) -> Vec<Draft> {
    sized(cx, SizeOf::InterviewsForGroups, false, "ask more patients, or let some join two groups")
}

declare_lint! {
    /// # What it looks for
    /// A joint event more than 275 days ago, and no celebration by then. Read on a day only where
    /// there is none.
    /// # Why it matters
    /// To close and to thank is part of the method.
    /// # What to do
    /// Show what changed, and thank those who made it.
    pub(crate) static NO_CELEBRATION = {
        code: "H21", name: "no-celebration",
        summary: "no celebration by nine months after the joint event",
        level: Warn, since: "0.1.0",
        sources: ["Australian EBCD toolkit (<http://online.flipbuilder.com/siuh/xqnw/files/basic-html/page109.html>)"],
        check: no_celebration,
    }
}

fn no_celebration(cx: &Context<'_>) -> Vec<Draft> {
    let late = projects(cx).filter_map(|(id, project)| {
        let joint = project.joint_event.as_ref()?.on;
        let end = project.celebration.as_ref().map(|event| event.on);
        days(cx, joint, end).filter(|days| *days > 275).map(|days| (id, days))
    });
    late.map(|(id, days)| {
        let message = format!(
            "`{id}` was not celebrated within nine months of its joint event ({days} days)"
        );
        draft(id, message, "show what changed, and thank those who made it")
    })
    .collect()
}

declare_lint! {
    /// # What it looks for
    /// A project that was celebrated, with activities of the ten that are not on record and for
    /// which no reason is given.
    /// # Why it matters
    /// Skipped steps weaken the method, and an unexplained gap cannot be weighed.
    /// # What to do
    /// Record the activity, or say in `left_out` why it was left out.
    pub(crate) static STEPS_LEFT_OUT = {
        code: "H22", name: "steps-left-out",
        summary: "activities of the method left out, with no reason",
        level: Warn, since: "0.1.0",
        sources: ["Green and colleagues, BMJ Quality & Safety 2020;29:64 (<https://qualitysafety.bmj.com/content/29/1/64>)"],
        check: steps_left_out,
    }
}

fn steps_left_out(cx: &Context<'_>) -> Vec<Draft> {
    let ended = projects(cx).filter(|(_, project)| project.celebration.is_some());
    ended
        .filter_map(|(id, project)| {
            let fidelity = project.fidelity(None);
            let missing: Vec<String> = fidelity.unexplained().map(|a| a.to_string()).collect();
            if missing.is_empty() {
                return None;
            }
            let message = format!("`{id}` has no {} on record, and no reason", missing.join(", "));
            Some(draft(
                id,
                message,
                "record the activity, or say in `left_out` why it was left out",
            ))
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A co-design project that is said to have brought something about, in a programme without an
    /// outcome measure.
    /// # Why it matters
    /// One trial of an adapted form showed no benefit. What it does here needs data from here.
    /// # What to do
    /// Measure the outcome, or take the claim back.
    pub(crate) static CLAIMS_WITHOUT_OUTCOME = {
        code: "H23", name: "claims-without-outcome",
        summary: "a project that claims results, and no outcome measure",
        level: Warn, since: "0.1.0",
        sources: ["The CORE trial, 2021 (<https://pmc.ncbi.nlm.nih.gov/articles/PMC8628597>)"],
        check: claims_without_outcome,
    }
}

fn claims_without_outcome(cx: &Context<'_>) -> Vec<Draft> {
    if cx.programme.measures_of(Family::Outcome).next().is_some() {
        return Vec::new();
    }
    let claiming = projects(cx).filter(|(_, project)| project.claims.is_some());
    claiming
        .map(|(id, _)| {
            let message = format!(
                "`{id}` is said to have brought something about, and no outcome is measured"
            );
            draft(id, message, "measure the outcome, or take the claim back")
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// An accelerated project whose film comes from the national archive, with no check that it
    /// fits what people live through here.
    /// # Why it matters
    /// A minority of patients found it more negative than their own experience.
    /// # What to do
    /// Ask patients here, and record it as `fits_here`.
    pub(crate) static FILM_UNCHECKED = {
        code: "H24", name: "film-unchecked",
        summary: "a national film with no check that it fits here",
        level: Note, since: "0.1.0",
        sources: ["Locock and colleagues, HS&DR 2014;2(4) (<https://www.phc.ox.ac.uk/publications/466138>)"],
        check: film_unchecked,
    }
}

fn film_unchecked(cx: &Context<'_>) -> Vec<Draft> {
    let unchecked = projects(cx).filter(|(_, project)| {
        project.form == Form::Accelerated
            && project.film.as_ref().is_some_and(|film| film.fits_here.is_none())
    });
    unchecked
        .map(|(id, _)| {
            let message = format!("nobody has said whether the national film of `{id}` fits here");
            draft(id, message, "ask patients here, and record it as `fits_here`")
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A project with a steering group that was not on record at one of its four points, where the
    /// project has come so far.
    /// # Why it matters
    /// The group owns the project, and opens doors.
    /// # What to do
    /// Let it meet, or record that it did.
    pub(crate) static STEERING_MISSED = {
        code: "H25", name: "steering-missed",
        summary: "a point at which the steering group did not meet",
        level: Note, since: "0.1.0",
        sources: ["King's Fund, Experience-based co-design, description (<http://www.kingsfund.org.uk/projects/point-care/ebcd/experience-based-co-design-description>)"],
        check: steering_missed,
    }
}

fn steering_missed(cx: &Context<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (id, project) in projects(cx) {
        let Some(steering) = &project.steering else { continue };
        let events = [&project.staff_event, &project.patient_event, &project.joint_event];
        let passed = |point: SteeringPoint| match point {
            SteeringPoint::BeforeProject => !project.activities().is_empty(),
            SteeringPoint::BeforeEvents => events.iter().any(|event| event.is_some()),
            SteeringPoint::AfterFirstGroup => project.celebration.is_some(),
            // Nothing comes after it by which one could tell that it was missed.
            SteeringPoint::AfterCelebration => false,
        };
        let missed: Vec<String> = SteeringPoint::ALL
            .into_iter()
            .filter(|point| passed(*point) && steering.met.iter().all(|met| met.at != *point))
            .map(|point| point.to_string())
            .collect();
        if !missed.is_empty() {
            let message =
                format!("the steering group of `{id}` is not on record {}", missed.join(" and "));
            found.push(draft(id, message, "let it meet, or record that it did"));
        }
    }
    found
}

declare_lint! {
    /// # What it looks for
    /// A decision of a co-design project that was taken by others than those to whom the method
    /// gives it: the shortlist of patients by staff, joint priorities by the steering group.
    /// # Why it matters
    /// Power is shared where decisions are, and nowhere else.
    /// # What to do
    /// Give the decision back, or say openly that this is not co-design.
    pub(crate) static DECISIONS_TAKEN_AWAY = {
        code: "H56", name: "decisions-taken-away",
        summary: "a decision taken by others than those to whom the method gives it",
        level: Warn, since: "0.1.0",
        sources: ["King's Fund, Experience-based co-design toolkit, 2013 (<http://www.kingsfund.org.uk/projects/ebcd>)"],
        check: decisions_taken_away,
    }
}

fn decisions_taken_away(cx: &Context<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (id, project) in projects(cx) {
        found.extend(project.departures().map(|decided| {
            let message = format!("in `{id}` {}", decided.in_words());
            draft(id, message, "give the decision back, or say openly that this is not co-design")
        }));
    }
    found
}
