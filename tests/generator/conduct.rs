//! How leaders act in a random programme, and through which routines it lives on.

use improvement::leadership::{
    Behaviour, BehaviourKind, CoachingContact, Commitment, FollowUp, Kept, Leadership, Observation,
    ObservedBy, Tenure, Visit,
};
use improvement::systems::{
    Attention, Board, Escalation, Issue, Look, Metric, Miss, Panel, Pause, QualityFunction,
    Routine, RoutineKind, Standard, Systems, Tier, Trigger,
};

use super::rooms::{count, pick};
use super::{Dice, Names};

pub(crate) fn leadership(dice: &mut Dice<'_>, names: &Names) -> Leadership {
    let mut leadership = Leadership::default();
    let behaviours = ["go-and-see", "ask-first"].map(|id| id.parse().unwrap());
    for id in dice.some(&behaviours) {
        let kind = dice.one(&[BehaviourKind::GoAndSee, BehaviourKind::Unblocking]);
        let mut behaviour = Behaviour::new(dice.label(), kind);
        behaviour.sign = dice.maybe(Dice::statement);
        behaviour.observed_by = dice.maybe(|d| d.one(&[ObservedBy::SelfReport, ObservedBy::Staff]));
        behaviour.measure = pick(dice, &names.measures);
        behaviour.observations = dice.many(2, |dice| {
            let how = dice.one(&[ObservedBy::Log, ObservedBy::SelfReport]);
            let mut observation = Observation::new(dice.date(), how, count(dice));
            observation.follow_up = dice.maybe(Dice::statement);
            observation
        });
        leadership.behaviours.insert(id, behaviour).unwrap();
    }
    let known: Vec<_> = leadership.behaviours.ids().cloned().collect();
    for at in 0..dice.below(3) {
        let mut promise = Commitment::new(dice.label());
        promise.by = dice.some(&names.roles);
        promise.behaviour = pick(dice, &known);
        promise.cadence = dice.maybe(Dice::cadence);
        promise.from = dice.maybe(Dice::date);
        let from = promise.from.unwrap_or("2020-02-29".parse().unwrap());
        promise.record = dice.many(2, |dice| {
            let mut kept = Kept::new(dice.from(from), dice.coin());
            kept.note = dice.maybe(Dice::reason);
            kept
        });
        leadership.commitments.insert(format!("promise-{at}").parse().unwrap(), promise).unwrap();
    }
    for at in 0..dice.below(3) {
        let mut visit = Visit::new(dice.date(), dice.label());
        visit.by = dice.some(&names.roles);
        visit.purpose = dice.maybe(Dice::statement);
        visit.about = names.any(dice).into_iter().collect();
        visit.asked = dice.many(2, Dice::statement);
        visit.heard = dice.many(2, Dice::statement);
        let on = visit.on;
        visit.follow_up = dice.many(2, |dice| {
            let mut item = FollowUp::new(dice.label());
            item.owner = pick(dice, &names.roles);
            item.tier = dice.maybe(|dice| Tier::new(dice.one(&[1, 4])).unwrap());
            item.due = dice.maybe(Dice::date);
            item.done = dice.maybe(|dice| dice.from(on));
            item
        });
        leadership.visits.insert(format!("visit-{at}").parse().unwrap(), visit).unwrap();
    }
    leadership.coaching = dice.many(2, |dice| {
        let mut talk = CoachingContact::new(dice.date());
        talk.by = pick(dice, &names.roles);
        talk.with = dice.some(&names.groups);
        talk.about = names.any(dice).into_iter().collect();
        talk.next_step = dice.maybe(Dice::statement);
        talk
    });
    if !names.roles.is_empty() {
        leadership.sponsors = dice.many(2, |dice| {
            let mut tenure = Tenure::new(dice.one(&names.roles), dice.period());
            tenure.handover = dice.maybe(Dice::statement);
            tenure
        });
    }
    leadership
}

pub(crate) fn systems(dice: &mut Dice<'_>, names: &Names) -> Systems {
    let mut systems = Systems::default();
    systems.method = dice.maybe(Dice::label);
    for id in &names.routines {
        let kind = dice.one(&[RoutineKind::Huddle, RoutineKind::LeaderRound, RoutineKind::Audit]);
        let mut routine = Routine::new(dice.label(), kind);
        routine.tier = dice.maybe(|dice| Tier::new(dice.one(&[1, 3, 6])).unwrap());
        routine.cadence = dice.maybe(Dice::cadence);
        routine.minutes = dice.maybe(|dice| dice.one(&[0, 15, u16::MAX]));
        routine.groups = dice.some(&names.groups);
        routine.owner = pick(dice, &names.roles);
        routine.looks_at = dice.some(&names.measures);
        routine.function = dice.maybe(|dice| dice.one(&[QualityFunction::Control]));
        routine.first = dice.maybe(Dice::date);
        let first = routine.first.unwrap_or("2020-02-29".parse().unwrap());
        routine.held = dice.many(4, |dice| dice.from(first));
        routine.missed = dice.many(2, |dice| {
            let mut miss = Miss::new(dice.date(), dice.reason());
            miss.countermeasure = dice.maybe(Dice::statement);
            miss
        });
        routine.paused = dice.many(2, |dice| Pause::new(dice.period(), dice.reason()));
        routine.retired = dice.maybe(Dice::retirement);
        routine.note = dice.maybe(Dice::statement);
        systems.routines.insert(id.clone(), routine).unwrap();
    }
    if !names.routines.is_empty() && dice.coin() {
        let (from, to) = (dice.one(&names.routines), dice.one(&names.routines));
        let mut path = Escalation::new(dice.label(), from, to);
        path.received_by = pick(dice, &names.roles);
        path.form = dice.maybe(Dice::statement);
        path.answer_within = dice.maybe(Dice::span);
        path.raised = dice.many(2, |dice| {
            let mut issue = Issue::new(dice.label(), dice.date());
            issue.answered = dice.maybe(|dice| dice.from(issue.on));
            issue.returned = dice.maybe(|dice| dice.from(issue.answered.unwrap_or(issue.on)));
            issue
        });
        systems.escalations.insert("blocked".parse().unwrap(), path).unwrap();
    }
    for at in 0..dice.below(3) {
        systems.boards.insert(format!("board-{at}").parse().unwrap(), board(dice, names)).unwrap();
        let standard = standard(dice, names);
        systems.standard_work.insert(format!("standard-{at}").parse().unwrap(), standard).unwrap();
    }
    for id in dice.some(&names.measures) {
        let mut metric = Metric::new(dice.one(&[Attention::Driver, Attention::Watch]));
        metric.trigger = dice.maybe(|dice| {
            let limit = dice.number();
            dice.one(&[Trigger::Above(limit), Trigger::Below(limit)])
        });
        metric.because = dice.maybe(Dice::reason);
        systems.metrics.insert(id, metric).unwrap();
    }
    systems
}

fn board(dice: &mut Dice<'_>, names: &Names) -> Board {
    let mut board = Board::new(dice.label());
    board.tier = dice.maybe(|dice| Tier::new(dice.one(&[2, 5])).unwrap());
    board.place = dice.maybe(Dice::label);
    board.owner = pick(dice, &names.roles);
    board.used_by = dice.some(&names.routines);
    board.shows = dice.many(2, |dice| {
        let mut panel = Panel::new(dice.label());
        panel.measures = dice.some(&names.measures);
        panel.updated = dice.maybe(Dice::date);
        panel
    });
    board.note = dice.maybe(Dice::statement);
    board
}

fn standard(dice: &mut Dice<'_>, names: &Names) -> Standard {
    let mut standard = Standard::new(dice.label());
    standard.steps = dice.many(3, Dice::label);
    standard.owner = pick(dice, &names.roles);
    standard.holds = dice.some(&names.changes);
    standard.agreed = dice.maybe(Dice::date);
    standard.looks = dice.many(2, |dice| {
        let seen = 1 + u32::try_from(dice.below(9)).unwrap();
        let look = Look::new(dice.date(), dice.one(&[0, 1, seen]), seen).unwrap();
        match dice.maybe(Dice::statement) {
            Some(what) => look.with_in_the_way(what),
            None => look,
        }
    });
    standard.note = dice.maybe(Dice::statement);
    standard
}
