//! Culture: it is safe to speak up, and leaders are seen to care.

use super::measured::by_measures;
use super::{Found, Ground, Source, lately};
use crate::base::{BeatState, Condition};
use crate::conditions::Bearing;
use crate::leadership::{Behaviour, Commitment, ObservedBy};
use crate::people::instruments::Construct;
use crate::systems::Escalation;
use crate::theory::State;

pub(super) static PSYCHOLOGICAL_SAFETY: Source = Source {
    name: "psychological-safety",
    condition: Condition::Culture,
    looks_at: "whether teams say that it is safe to speak up",
    record: "a measure `scored_by` an instrument of psychological safety",
    mend: "ask teams what makes it unsafe to speak up, and change that first",
    basis: "Edmondson 1999",
    find: |ground| by_measures(ground, |about| about == Construct::PsychologicalSafety),
};

pub(super) static COMPASSIONATE_CULTURE: Source = Source {
    name: "compassionate-culture",
    condition: Condition::Culture,
    looks_at: "whether staff say that the place is compassionate and inclusive",
    record: "a measure `scored_by` the staff survey's promise on compassion",
    mend: "ask staff what they would need to see, and show what came of it",
    basis: "NHS Staff Survey",
    find: |ground| by_measures(ground, |about| about == Construct::CompassionateCulture),
};

pub(super) static LEADERS_SEEN: Source = Source {
    name: "leaders-seen",
    condition: Condition::Culture,
    looks_at: "what others than leaders see of how leaders act",
    record: "observations of a leadership behaviour that were logged, seen or told by staff",
    mend: "ask leaders what keeps them from it, and ask those who looked what they hoped to see",
    basis: "Fitzsimons 2023; NHS England, Developing leadership behaviours",
    find: leaders_seen,
};

fn leaders_seen(ground: &Ground<'_>) -> Vec<Found> {
    let behaviours = ground.programme.leadership().behaviours.iter();
    let seen = |behaviour: &Behaviour| {
        let by_others = behaviour.observations.iter().filter(|o| o.how != ObservedBy::SelfReport);
        let (lately, last) = lately(ground, by_others, |observation| Some(observation.on))?;
        Some(if lately.iter().any(|observation| observation.times > 0) {
            Found::new(Bearing::For, last, format!("\"{}\" was seen by others", behaviour.label))
        } else {
            let said = format!("others looked for \"{}\" and did not see it", behaviour.label);
            Found::new(Bearing::Against, last, said)
        })
    };
    behaviours.filter_map(|(id, of)| Some(seen(of)?.about([id.into()]))).collect()
}

pub(super) static PROMISES_KEPT: Source = Source {
    name: "promises-kept",
    condition: Condition::Culture,
    looks_at: "whether leaders keep what they promised",
    record: "a commitment of leaders with its cadence, and when it was kept",
    mend: "keep the promise, or take it back with a reason",
    basis: "Fitzsimons 2023; NHS England, Developing leadership behaviours",
    find: promises_kept,
};

fn promises_kept(ground: &Ground<'_>) -> Vec<Found> {
    let commitments = ground.programme.leadership().commitments.iter();
    let found =
        commitments.filter_map(|(id, promise)| Some(kept(ground, promise)?.about([id.into()])));
    found.collect()
}

/// Beats that are over where there is a cadence, else occasions on record.
fn kept(ground: &Ground<'_>, promise: &Commitment) -> Option<Found> {
    let (kept, missed, on) = if let Some(due) = promise.occasions() {
        let recent = due.beats(ground.as_of).filter(|beat| ground.is_recent(beat.to));
        let states: Vec<BeatState> = recent.map(|beat| beat.state).collect();
        let count = |of| states.iter().filter(|state| **state == of).count();
        (count(BeatState::Kept), count(BeatState::Missed), Some(ground.as_of))
    } else {
        let (lately, last) = lately(ground, &promise.record, |occasion| Some(occasion.on))?;
        let kept = lately.iter().filter(|occasion| occasion.kept).count();
        (kept, lately.len() - kept, last)
    };
    if kept + missed == 0 {
        return None;
    }
    let said =
        format!("\"{}\" was kept {} and missed {}", promise.label, times(kept), times(missed));
    Some(Found::new(Bearing::more_of(kept, missed), on, said))
}

fn times(count: usize) -> String {
    match count {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        _ => format!("{count} times"),
    }
}

pub(super) static VISITS_ANSWERED: Source = Source {
    name: "visits-answered",
    condition: Condition::Culture,
    looks_at: "whether what leaders took away from visits was done",
    record: "visits with what was promised there, by when, and when it was done",
    mend: "do what is overdue, or say why not to those who asked",
    basis: "NHS England, Building improvement capability and capacity",
    find: visits_answered,
};

fn visits_answered(ground: &Ground<'_>) -> Vec<Found> {
    let visits = ground.programme.leadership().visits.iter();
    let Some((visits, last)) = lately(ground, visits, |(_, visit)| Some(visit.on)) else {
        return Vec::new();
    };
    let day = ground.as_of;
    let promised: usize = visits.iter().map(|(_, visit)| visit.follow_up.len()).sum();
    let open: usize = visits.iter().map(|(_, visit)| visit.open_on(day).count()).sum();
    let overdue: usize = visits.iter().map(|(_, visit)| visit.overdue_on(day).count()).sum();
    let done = promised - open;
    let said = match promised {
        0 => "leaders went to see, and nothing that they took away is on record".to_owned(),
        _ => format!("{promised} promised on visits, {done} done, {overdue} overdue"),
    };
    let bearing = Bearing::more_of(done, overdue);
    vec![Found::new(bearing, last, said).about(visits.into_iter().map(|(id, _)| id.into()))]
}

pub(super) static ISSUES_ANSWERED: Source = Source {
    name: "issues-answered",
    condition: Condition::Culture,
    looks_at: "whether what staff raise is answered in time",
    record: "what was raised on a path of escalation, and when it was answered",
    mend: "answer what waits, and tell those who raised it",
    basis: "Huddle reporting (<https://www.improvementflow.com/reporting-programs/huddle-reporting>, a practitioner source)",
    find: issues_answered,
};

fn issues_answered(ground: &Ground<'_>) -> Vec<Found> {
    let paths = ground.programme.systems().escalations.iter();
    paths.filter_map(|(id, path)| Some(answered(ground, path)?.about([id.into()]))).collect()
}

/// An issue is late once the time set for an answer has passed; where none is set, none is late.
fn answered(ground: &Ground<'_>, path: &Escalation) -> Option<Found> {
    let (raised, last) = lately(ground, &path.raised, |issue| Some(issue.on))?;
    let (mut in_time, mut late) = (0, 0);
    for issue in &raised {
        if path.is_late(issue, ground.as_of) {
            late += 1;
        } else if issue.is_answered(ground.as_of) {
            in_time += 1;
        }
    }
    let raised = raised.len();
    let said = match path.answer_within {
        Some(_) => format!(
            "\"{}\": {raised} raised, {in_time} answered in time, {late} late or not yet",
            path.label
        ),
        None => format!("\"{}\": {raised} raised, {in_time} answered", path.label),
    };
    Some(Found::new(Bearing::more_of(in_time, late), last, said))
}

pub(super) static FALLS_ANSWERED: Source = Source {
    name: "falls-answered",
    condition: Condition::Culture,
    looks_at: "whether anything is done when people fare worse",
    record: "what was done when people fared worse, under `people.responses`",
    mend: "ask those who fare worse what would help, and change the work",
    basis: "Fitzsimons 2023; IHI Framework for Improving Joy in Work, 2017",
    find: falls_answered,
};

fn falls_answered(ground: &Ground<'_>) -> Vec<Found> {
    let falls = ground.faring.iter().filter(|of| of.state() == State::Worse);
    falls
        .map(|fall| {
            let (measure, since) = (fall.measure, fall.since());
            let since = since.map(|day| format!(" since {day}")).unwrap_or_default();
            let (bearing, on, done) = match fall.answer() {
                None => {
                    (Bearing::Against, fall.movement.latest, "nothing done is on record".to_owned())
                }
                Some(answer) => {
                    let bearing = if fall.only_support() { Bearing::Neither } else { Bearing::For };
                    let done = format!(
                        "answered on {} ({}): {}",
                        answer.on, answer.addresses, answer.what
                    );
                    (bearing, Some(answer.on), done)
                }
            };
            let said = format!("people fare worse by `{measure}`{since}; {done}");
            Found::new(bearing, on, said).about([measure.into()])
        })
        .collect()
}

pub(super) static STAFF_LOOKED_AFTER: Source = Source {
    name: "staff-looked-after",
    condition: Condition::Culture,
    looks_at: "whether there is a place where staff can speak of what the work does to them",
    record: "Schwartz Rounds or Team Time, with their days",
    mend: "ask what stopped it, and begin again",
    basis: "Fitzsimons 2023",
    find: staff_looked_after,
};

fn staff_looked_after(ground: &Ground<'_>) -> Vec<Found> {
    let people = ground.programme.people();
    let rounds = people.rounds.rows().map(|round| round.on);
    let sessions = people.team_time.rows().map(|session| session.on);
    let Some((held, last)) = lately(ground, rounds.chain(sessions), |day| Some(*day)) else {
        return Vec::new();
    };
    let said = format!("Schwartz Rounds and Team Time held: {}", held.len());
    vec![Found::new(Bearing::For, last, said)]
}

pub(super) static SPONSOR: Source = Source {
    name: "sponsor",
    condition: Condition::Culture,
    looks_at: "whether somebody at the top stands behind the work",
    record: "who held the role of sponsor, and when, under `leadership.sponsors`",
    mend: "find a sponsor, and have the work handed over",
    basis: "BMJ Open 2018;8:e020930; The King's Fund, Experience-based co-design toolkit",
    find: sponsor,
};

fn sponsor(ground: &Ground<'_>) -> Vec<Found> {
    let Some(held) = ground.programme.sponsorship(ground.as_of) else { return Vec::new() };
    let bearing = if held.now.is_empty() { Bearing::Against } else { Bearing::For };
    let found = Found::new(bearing, ground.as_of, held.to_string());
    vec![found.about(held.now.iter().map(Into::into))]
}
