//! Projects of co-design by chance: their days are thrown first, and handed out in the order that the
//! method asks for.

use improvement::base::{ConsentId, Date, DesignGroupId, Label, Period, PriorityId, TouchpointId};
use improvement::people::Constituency;
use improvement::people::codesign::{
    Action, Activity, Audience, Codesign, Consent, Decided, DesignGroup, Event, Excerpt,
    ExcerptKind, Facilitator, Feeling, Film, Form, HeardAt, Interviews, LeftOut, List, Observation,
    Party, Priority, Right, Showing, Steering, SteeringMeeting, SteeringPoint, Touchpoint, Valence,
};

use super::rooms::{count, pick};
use super::{Dice, Names};

/// A project; `number` keeps its ids apart from those of others.
pub(crate) fn codesign(dice: &mut Dice<'_>, names: &Names, number: usize) -> Codesign {
    let mut project = Codesign::new(dice.label());
    project.form = dice.one(&[Form::Full, Form::Accelerated]);
    project.aim = dice.maybe(Dice::statement);
    project.claims = dice.maybe(Dice::statement);
    project.lead = pick(dice, &names.roles);
    project.recruiter = pick(dice, &names.roles);
    project.recruited = dice.maybe(count);
    project.facilitator = dice.maybe(|dice| {
        let mut facilitator = Facilitator::default();
        facilitator.role = pick(dice, &names.roles);
        facilitator.time = dice.maybe(Dice::share);
        facilitator.daily_colleague = dice.maybe(Dice::coin);
        facilitator.because = dice.maybe(Dice::reason);
        facilitator
    });
    let mut days: Vec<Date> = (0..9).map(|_| dice.date()).collect();
    days.sort();
    steps(dice, &mut project, &days);
    steering(dice, &mut project, names, &days);
    project.left_out = left_out(dice, &project);
    project.decided = dice.many(3, |dice| Decided {
        what: dice.one(&Right::ALL),
        by: dice.one(&[Party::Staff, Party::Jointly, Party::SteeringGroup, Party::EachPerson]),
    });
    journey(dice, &mut project, number);
    tellers(dice, &mut project, number);
    priorities(dice, &mut project, names, number);
    groups(dice, &mut project, names, number, days[6]);
    project
}

/// Days: 0 before the project, 1 interviews, 2 film, 3 and 4 own events, 5 joint event, 6 groups,
/// 7 celebration, 8 after it.
fn steps(dice: &mut Dice<'_>, project: &mut Codesign, days: &[Date]) {
    let when = Period::new(Some(days[1]), Some(days[2])).unwrap();
    project.observation = dice.maybe(|dice| {
        let mut observation = Observation::new(when);
        observation.hours = dice.maybe(Dice::hours);
        observation
    });
    let interviews = |dice: &mut Dice<'_>| {
        let mut interviews = Interviews::new(when, 0);
        interviews.people = dice.maybe(count);
        interviews
    };
    project.staff_interviews = dice.maybe(interviews);
    project.patient_interviews = dice.maybe(interviews);
    project.film = dice.maybe(|dice| {
        let mut film = Film::new(days[2]);
        film.minutes = dice.maybe(count);
        film.voices = dice.maybe(count);
        film.fits_here = dice.maybe(Dice::statement);
        film
    });
    let event = |dice: &mut Dice<'_>, on: Date| {
        let mut event = Event::new(on);
        event.staff = dice.maybe(count);
        event.patients = dice.maybe(count);
        event.film_shown = dice.maybe(Dice::coin);
        event.tables = dice.maybe(count);
        event
    };
    // Their order to each other is free.
    let swap = dice.coin();
    project.staff_event = dice.maybe(|dice| event(dice, days[if swap { 4 } else { 3 }]));
    project.patient_event = dice.maybe(|dice| event(dice, days[if swap { 3 } else { 4 }]));
    project.joint_event = dice.maybe(|dice| event(dice, days[5]));
    project.celebration = dice.maybe(|dice| event(dice, days[7]));
}

fn steering(dice: &mut Dice<'_>, project: &mut Codesign, names: &Names, days: &[Date]) {
    project.steering = dice.maybe(|dice| {
        let mut steering = Steering::default();
        steering.groups = dice.some(&names.groups);
        let points = [0, 2, 7, 8].into_iter().zip(SteeringPoint::ALL);
        let meetings = points.map(|(on, at)| SteeringMeeting { at, on: days[on] });
        steering.met = dice.some(&meetings.collect::<Vec<_>>());
        steering
    });
}

fn left_out(dice: &mut Dice<'_>, project: &Codesign) -> Vec<LeftOut> {
    let done: Vec<Activity> = project.activities().into_iter().map(|(a, _)| a).collect();
    let missing = Activity::ALL.into_iter();
    // Groups are thrown later.
    let missing = missing.filter(|a| !done.contains(a) && *a != Activity::Groups);
    let missing: Vec<Activity> = missing.collect();
    let chosen = dice.some(&missing);
    chosen.into_iter().map(|activity| LeftOut { activity, because: dice.reason() }).collect()
}

fn side(dice: &mut Dice<'_>) -> Constituency {
    dice.one(&[Constituency::Patients, Constituency::Carers, Constituency::FrontlineStaff])
}

fn journey(dice: &mut Dice<'_>, project: &mut Codesign, number: usize) {
    for at in 0..dice.below(4) {
        let mut touchpoint = Touchpoint::new(dice.label());
        touchpoint.step = dice.maybe(Dice::label);
        touchpoint.feelings = dice.many(3, |dice| {
            let valences = [Valence::Positive, Valence::Negative, Valence::Neutral, Valence::Mixed];
            let mut feeling = Feeling::new(side(dice), dice.one(&valences));
            feeling.words = dice.many(2, Dice::label);
            feeling.raised_by = dice.maybe(count);
            feeling.heard_at =
                dice.maybe(|dice| dice.one(&[HeardAt::Interview, HeardAt::PatientEvent]));
            feeling
        });
        let id = format!("touchpoint-{number}-{at}").parse().unwrap();
        project.touchpoints.insert(id, touchpoint).unwrap();
    }
}

fn tellers(dice: &mut Dice<'_>, project: &mut Codesign, number: usize) {
    let touchpoints: Vec<TouchpointId> = project.touchpoints.ids().cloned().collect();
    let audiences = [Audience::Team, Audience::Organisation, Audience::Public];
    for at in 0..dice.below(4) {
        let id: ConsentId = format!("consent-{number}-{at}").parse().unwrap();
        let given = dice.date();
        let mut consent = Consent::new(given, dice.one(&audiences));
        consent.until = dice.maybe(|dice| dice.from(given));
        consent.withdrawn = dice.maybe(|dice| dice.from(given));
        let kinds = [ExcerptKind::Quote, ExcerptKind::Clip];
        for _ in 0..dice.below(3) {
            let (kind, of, words) = (dice.one(&kinds), side(dice), dice.statement());
            let mut excerpt = Excerpt::new(kind, of, id.clone(), words);
            excerpt.at = pick(dice, &touchpoints);
            excerpt.shown =
                dice.many(2, |dice| Showing { on: dice.date(), to: dice.one(&audiences) });
            if consent.withdrawn.is_some() || dice.below(5) == 4 {
                excerpt.erase();
            }
            project.excerpts.push(excerpt);
        }
        project.consents.insert(id, consent).unwrap();
    }
}

fn priorities(dice: &mut Dice<'_>, project: &mut Codesign, names: &Names, number: usize) {
    let touchpoints: Vec<TouchpointId> = project.touchpoints.ids().cloned().collect();
    let mut lists = Vec::new();
    lists.extend(project.staff_event.is_some().then_some(List::Staff));
    lists.extend(project.patient_event.is_some().then_some(List::Patients));
    for at in 0..dice.below(4) {
        let label: Label = dice.label();
        let mut priority = Priority::chosen(label);
        priority.joint = project.joint_event.is_some() && dice.coin();
        priority.lists = dice.some(&lists);
        priority.touchpoints = dice.some(&touchpoints);
        if priority.joint {
            priority.drivers = dice.some(&names.drivers);
            priority.changes = dice.some(&names.changes);
        }
        let id = format!("priority-{number}-{at}").parse().unwrap();
        project.priorities.insert(id, priority).unwrap();
    }
}

fn groups(dice: &mut Dice<'_>, project: &mut Codesign, names: &Names, number: usize, first: Date) {
    let joint: Vec<PriorityId> = project.joint_priorities().map(|(id, _)| id.clone()).collect();
    for (at, priority) in joint.into_iter().enumerate() {
        let mut group = DesignGroup::new(dice.label(), priority);
        group.staff = dice.maybe(count);
        group.patients = dice.maybe(count);
        group.facilitator = pick(dice, &names.roles);
        let days = [first];
        group.met = dice.some(&days);
        group.actions = dice.many(2, |dice| {
            let mut action = Action::new(dice.label());
            action.by = pick(dice, &names.roles);
            action.due = dice.maybe(Dice::date);
            action.done = dice.maybe(|dice| dice.from(first));
            action.waiting_for = dice.maybe(Dice::reason);
            action
        });
        let id: DesignGroupId = format!("group-{number}-{at}").parse().unwrap();
        project.groups.insert(id, group).unwrap();
    }
}
