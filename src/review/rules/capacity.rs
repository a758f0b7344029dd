//! Whether there is time and skill for what was taken on.

use crate::base::{AnyId, RoleId};
use crate::capability::{DoseReading, Pace};
use crate::people::SmallNumbers;
use crate::review::context::{Context, whole};
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

declare_lint! {
    /// # What it looks for
    /// Live changes without protected time: none recorded at all, or none for a role of which they ask
    /// hours. Hours of coaching count for the role that coaches.
    /// # Why it matters
    /// Improvement then happens in what is left of a shift, and stops when a shift is hard.
    /// # What to do
    /// Agree hours with whoever sets the rota, and record them in `capability.protected_time`.
    pub(crate) static NO_PROTECTED_TIME = {
        code: "H48", name: "no-protected-time",
        summary: "no protected time for those who do the work",
        level: Deny, since: "0.1.0",
        sources: [
            "Fitzsimons, Making improvement more human (Point of Care Foundation, 2023)",
            "King's Fund, Experience-based co-design toolkit (facilitators)",
        ],
        check: no_protected_time,
    }
}

fn no_protected_time(cx: &Context<'_>) -> Vec<Draft> {
    let programme = cx.programme;
    let capability = programme.capability();
    let repair =
        "agree hours with whoever sets the rota, and record them in `capability.protected_time`";
    let live = || programme.diagram().changes().filter(|change| change.is_live());
    let coached = || capability.coaching.rows().filter(|c| c.hours_a_week.is_some());
    if capability.protected_time.is_empty() && coached().next().is_none() {
        let subjects = whole(programme);
        let count = live().count();
        if count == 0 {
            return Vec::new();
        }
        let changes = if count == 1 { "one change is" } else { &format!("{count} changes are") };
        let message = format!("{changes} live, and no protected time is recorded for anybody");
        return vec![Draft::new(subjects, message, repair)];
    }
    let has = |role: &RoleId| {
        capability.protected_time.iter().any(|time| time.role == *role)
            || coached().any(|coaching| coaching.by.as_ref() == Some(role))
    };
    programme
        .load(cx.as_of)
        .into_iter()
        .filter(|load| !has(&load.balance.role))
        .map(|load| {
            let mut subjects: Vec<AnyId> = vec![(&load.balance.role).into()];
            subjects.extend(load.changes.iter().map(AnyId::from));
            let message = format!(
                "{} a week are asked of `{}`, and no protected time is recorded for it",
                load.balance.needs, load.balance.role
            );
            Draft::new(subjects, message, repair)
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// The first week, from the day of the review on, in which more hours are asked of a role than it
    /// has: by changes, coaching, tests, collecting data and co-design together. How far it looks is a
    /// setting; 13 weeks.
    /// # Why it matters
    /// What does not fit is done badly, or on top of a full shift.
    /// # What to do
    /// Pause something (`Programme::fit` says what the aims would lose least by), begin it later, or
    /// find more hours.
    pub(crate) static WEEKS_THAT_DO_NOT_FIT = {
        code: "C1", name: "weeks-that-do-not-fit",
        summary: "a week in which more is asked of a role than there is",
        level: Warn, since: "0.1.0",
        sources: ["The dangers of quality improvement overload, Health Affairs 2014 (<http://healthaffairs.org/blog/2014/03/07/the-dangers-of-quality-improvement-overload-insights-from-the-field/>)", "practice"],
        check: weeks_that_do_not_fit,
    }
}

fn weeks_that_do_not_fit(cx: &Context<'_>) -> Vec<Draft> {
    let Some(as_of) = cx.as_of else { return Vec::new() };
    let settings = cx.settings;
    let capacity = cx.programme.capacity(as_of, settings.look_ahead_weeks, settings.full_time_week);
    capacity
        .roles()
        .iter()
        .filter_map(|role| capacity.first_shortage_of(role))
        .map(|shortage| {
            let mut subjects: Vec<AnyId> = vec![(&shortage.role).into()];
            subjects.extend(shortage.because.iter().map(|claim| claim.cause.clone()));
            Draft::new(
                subjects,
                shortage.to_string(),
                "pause something, begin it later, or find hours",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// Training of whose people fewer than half (a setting, and practice) use the skill in live work;
    /// by the last count, or as the training says. Fewer than five people are not looked at: that
    /// would speak of persons.
    /// # Why it matters
    /// Counting who was trained says little: one trust found 63% of its trained coaches coaching.
    /// # What to do
    /// Ask what keeps them from using it, and give them a team and the hours.
    pub(crate) static SKILL_LYING_IDLE = {
        code: "C2", name: "skill-lying-idle",
        summary: "fewer than half of those trained use their skill",
        level: Note, since: "0.1.0",
        sources: ["practice; East London NHS Foundation Trust (<https://qi.elft.nhs.uk/how-are-we-improving-our-imrpovement-coaching-programme/>)"],
        check: skill_lying_idle,
    }
}

fn skill_lying_idle(cx: &Context<'_>) -> Vec<Draft> {
    let least = cx.settings.fewest_active;
    let few = SmallNumbers::default().counts_under;
    let repair = "ask what keeps them from using it, and give them a team and the hours";
    let idle = |subject: AnyId, who: String, of: u32, active: u32| {
        let is_idle = of >= few && f64::from(active) < f64::from(of) * least.get();
        is_idle.then(|| {
            Draft::new(vec![subject], format!("{active} of {of} {who} use their skill"), repair)
        })
    };
    let trainings = cx.programme.capability().training.iter().filter_map(|(id, training)| {
        let who = format!("people trained by `{id}`");
        idle(id.into(), who, training.trained?, training.active?)
    });
    let counted = cx.as_of.map(|day| cx.programme.dosing(day)).unwrap_or_default();
    let counted = counted.into_iter().filter_map(|reading| {
        let counted = reading.counted?;
        let who = format!("people of `{}` at the level {}", reading.dose.group, reading.dose.level);
        idle((&reading.dose.group).into(), who, counted.here, counted.active?)
    });
    trainings.chain(counted).collect()
}

declare_lint! {
    /// # What it looks for
    /// A plan of skill that is behind its own pace or past its own date on the day of the review, or
    /// whose pace cannot reach its target in time.
    /// # Why it matters
    /// Skill takes long to build: internal experts need about a year of lead time.
    /// # What to do
    /// Train sooner, or change the plan and say so.
    pub(crate) static SKILL_BEHIND_PLAN = {
        code: "C3", name: "skill-behind-plan", summary: "fewer people trained than was planned",
        level: Note, since: "0.1.0",
        sources: ["NHS England, How to build capacity and capability for improvement (<https://england.nhs.uk/nhsimpact/assessment-and-improvement/how-to-build-capacity-and-capability-for-improvement>)"],
        check: skill_behind_plan,
    }
}

fn skill_behind_plan(cx: &Context<'_>) -> Vec<Draft> {
    let Some(as_of) = cx.as_of else { return Vec::new() };
    let behind = cx.programme.dosing(as_of).into_iter().filter(|reading| {
        matches!(reading.pace, Pace::Behind { .. } | Pace::Overdue { .. })
            || (reading.plan_falls_short().is_some() && reading.pace != Pace::Reached)
    });
    behind
        .map(|reading| {
            Draft::new(
                vec![(&reading.dose.group).into()],
                // How many use their skill is another question, and of few it would speak of persons.
                DoseReading { counted: None, ..reading }.to_string(),
                "train sooner, or change the plan and say so",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// New starters, in periods that have ended, whom no induction in improvement reached.
    /// # Why it matters
    /// Guidance asks for a programme that reaches all new starters. Structure is nearly everywhere,
    /// reach into ordinary staff is not.
    /// # What to do
    /// Put it into the induction that everybody goes through.
    pub(crate) static STARTERS_NOT_REACHED = {
        code: "C4", name: "starters-not-reached",
        summary: "new starters who did not meet improvement in their induction",
        level: Note, since: "0.1.0",
        sources: ["NHS England, How to build capacity and capability for improvement (<https://england.nhs.uk/nhsimpact/assessment-and-improvement/how-to-build-capacity-and-capability-for-improvement>)"],
        check: starters_not_reached,
    }
}

fn starters_not_reached(cx: &Context<'_>) -> Vec<Draft> {
    let Some(as_of) = cx.as_of else { return Vec::new() };
    let missed = cx.programme.capability().induction_by(as_of).into_iter();
    missed
        .filter(|coverage| coverage.missed() > 0)
        .map(|coverage| {
            let subjects = match coverage.group {
                Some(group) => vec![group.into()],
                None => whole(cx.programme),
            };
            Draft::new(
                subjects,
                coverage.to_string(),
                "put it into the induction that everybody goes through",
            )
        })
        .collect()
}
