//! Resources: there are hours, skill and means.

use super::{Found, Ground, Source, lately};
use crate::base::{Condition, Hours, Period};
use crate::capability::{Granted, Means, MeansKind, Pace};
use crate::conditions::Bearing;
use crate::people::Constituency;
use crate::people::codesign::FACILITATOR_TIME;

pub(super) static PROTECTED_HOURS: Source = Source {
    name: "protected-hours",
    condition: Condition::Resources,
    looks_at: "whether the hours that were promised are given",
    record: "the hours promised and given to each role, under `capability.protected_time`",
    mend: "give the hours that were promised, or ask for less",
    basis: "Fitzsimons 2023; The King's Fund, Experience-based co-design toolkit",
    find: protected_hours,
};

/// Protected time that holds on the day.
fn protected_hours(ground: &Ground<'_>) -> Vec<Found> {
    let times = ground.programme.capability().protected_time.iter();
    let now = times.filter(|time| time.when.is_none_or(|when| when.contains(ground.as_of)));
    now.map(|time| {
        let (bearing, said) = match time.given {
            None => (
                Bearing::Neither,
                format!(
                    "{} a week promised, and nobody has written down what was given",
                    time.promised
                ),
            ),
            Some(given) if given.get() > 0.0 && given >= time.promised => {
                (Bearing::For, format!("{given} a week given, of {} promised", time.promised))
            }
            Some(given) => {
                (Bearing::Against, format!("{given} a week given, of {} promised", time.promised))
            }
        };
        let on = time.when.map(|_| ground.as_of);
        Found::new(bearing, on, format!("`{}`: {said}", time.role)).about([(&time.role).into()])
    })
    .collect()
}

pub(super) static HOURS_FIT: Source = Source {
    name: "hours-fit",
    condition: Condition::Resources,
    looks_at: "whether each role has the hours that this week asks of it",
    record: "the hours that changes, tests and collecting ask of each role, and the hours it has",
    mend: "pause what does not fit: `Programme::fit` says what",
    basis: "NHS England, Building improvement capability and capacity",
    find: hours_fit,
};

fn hours_fit(ground: &Ground<'_>) -> Vec<Found> {
    let capacity = ground.programme.capacity(ground.as_of, 1, ground.settings.full_time_week);
    let asked = capacity.roles().iter().filter(|role| role.needs(0) > 0.0);
    let found = asked.filter_map(|role| {
        let tidy = |hours| Hours::new(hours).map(|hours| hours.to_string()).ok();
        let (has, needs) = (tidy(role.has(0)?)?, tidy(role.needs(0))?);
        let bearing = if role.short(0).is_some() { Bearing::Against } else { Bearing::For };
        let said = format!("`{}`: {needs} asked this week, and {has} there", role.role());
        Some(Found::new(bearing, ground.as_of, said).about([role.role().into()]))
    });
    found.collect()
}

pub(super) static SKILL: Source = Source {
    name: "skill",
    condition: Condition::Resources,
    looks_at: "whether as many learn as was planned",
    record: "who is to reach which level of skill, and who has, under `capability.dosing` and `capability.trained`",
    mend: "train those who are missing, or plan for fewer",
    basis: "NHS England, How to build capacity and capability for improvement",
    find: skill,
};

fn skill(ground: &Ground<'_>) -> Vec<Found> {
    let plans = ground.programme.dosing(ground.as_of);
    let found = plans.iter().map(|plan| {
        let bearing = match plan.pace {
            Pace::Reached | Pace::OnPace { .. } => Bearing::For,
            Pace::Behind { .. } | Pace::Overdue { .. } => Bearing::Against,
            Pace::NotBegun | Pace::Unknown(_) => Bearing::Neither,
        };
        let found = Found::new(bearing, ground.as_of, plan.to_string());
        found.about([(&plan.dose.group).into()])
    });
    found.collect()
}

pub(super) static FACILITATOR_SHARE: Source = Source {
    name: "facilitator-time",
    condition: Condition::Resources,
    looks_at: "whether the facilitator of a co-design project has protected time",
    record: "the share of full time that is protected for the facilitator of a co-design project",
    mend: "protect about two days a week for six months, or do less",
    basis: "The King's Fund, Experience-based co-design toolkit: about 40% of full time",
    find: facilitator_share,
};

fn facilitator_share(ground: &Ground<'_>) -> Vec<Found> {
    let projects = ground.programme.people().codesign.iter();
    let found = projects.filter_map(|(id, project)| {
        let time = project.facilitator.as_ref()?.time?;
        let days = project.activities().into_iter().filter_map(|(_, day)| day);
        let last = days.filter(|day| *day <= ground.as_of).max();
        let bearing = if time.get() >= FACILITATOR_TIME { Bearing::For } else { Bearing::Against };
        let said = format!("{time} of full time is protected for the facilitator of `{id}`");
        Some(Found::new(bearing, last, said).about([id.into()]))
    });
    found.collect()
}

pub(super) static PARTNERS_PAID: Source = Source {
    name: "partners-paid",
    condition: Condition::Resources,
    looks_at: "whether partners are offered payment for their time",
    record: "what patients, carers and communities were offered, in `recognition` of their involvement",
    mend: "offer payment, and leave it to each partner to decline",
    basis: "NHS England, Working with our patient and public voice partners",
    find: partners_paid,
};

fn partners_paid(ground: &Ground<'_>) -> Vec<Found> {
    let people = ground.programme.people();
    let offers = people.involvement.iter().filter(|of| {
        let from = people.constituency(of.group.as_str());
        of.recognition.is_some() && from.is_some_and(Constituency::has_lived_experience)
    });
    let day = |when: Period| when.to().or(when.from());
    let Some((offers, last)) = lately(ground, offers, |of| of.when.and_then(day)) else {
        return Vec::new();
    };
    let made = offers.iter().filter_map(|of| of.recognition.as_ref());
    let made = made.filter(|recognition| recognition.payment().was_made()).count();
    let said = format!("payment was offered to partners {made} of {} times", offers.len());
    let bearing = Bearing::more_of(made, offers.len() - made);
    vec![Found::new(bearing, last, said).about(offers.iter().map(|of| (&of.group).into()))]
}

pub(super) static BUDGET: Source = Source {
    name: "budget",
    condition: Condition::Resources,
    looks_at: "whether the money that was asked for was granted, and still is there",
    record: "the budget that the work needs and what was answered, under `capability.means`",
    mend: "ask again with what the work has shown, or do less",
    basis: "Fitzsimons 2023",
    find: |ground| means(ground, MeansKind::Budget),
};

pub(super) static BACKFILL: Source = Source {
    name: "backfill",
    condition: Condition::Resources,
    looks_at: "whether somebody does the daily work while those who do it improve it",
    record: "the backfill that the work needs and what was answered, under `capability.means`",
    mend: "find backfill, or take the hours out of the daily work in the open",
    basis: "Fitzsimons 2023",
    find: |ground| means(ground, MeansKind::Backfill),
};

fn means(ground: &Ground<'_>, kind: MeansKind) -> Vec<Found> {
    let of_kind = ground.programme.capability().means.iter().filter(|means| means.kind == kind);
    of_kind.filter_map(|means| answered(ground, means)).collect()
}

/// An answer counts for as long as it holds; what has ended speaks against.
fn answered(ground: &Ground<'_>, means: &Means) -> Option<Found> {
    let (day, what) = (ground.as_of, &means.what);
    let Some(answer) = means.answer.filter(|answer| answer.on <= day) else {
        let asked = means.asked.filter(|asked| *asked <= day)?;
        let said = format!("{what}: asked for on {asked}, and not answered yet");
        return Some(Found::new(Bearing::Neither, asked, said));
    };
    Some(match (answer.granted, answer.until) {
        (Granted::Refused, _) => {
            Found::new(Bearing::Against, answer.on, format!("{what}: refused"))
        }
        (granted, Some(until)) if until < day => {
            Found::new(Bearing::Against, until, format!("{what}: {granted}, and ended on {until}"))
        }
        (granted, until) => {
            let bearing = match granted {
                Granted::InFull => Bearing::For,
                _ => Bearing::Neither,
            };
            let on = if until.is_some() { day } else { answer.on };
            Found::new(bearing, on, format!("{what}: {granted}"))
        }
    })
}
