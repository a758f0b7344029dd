//! Tests of change, at every stage.

use std::num::{NonZeroU16, NonZeroU32};

use improvement::base::CycleId;
use improvement::change::{
    Act, Cycle, CycleKind, Decision, Delivery, Do, Expected, Movement, Outcome, Plan, Prediction,
    Reading, Study, Support, Verdict,
};

use super::{Dice, Names, rooms::pick};

pub(crate) fn cycle(dice: &mut Dice<'_>, names: &Names, earlier: &[CycleId]) -> Cycle {
    let plan = plan(dice, names);
    let predictions = plan.predictions.len();
    let mut cycle = Cycle::new(dice.label(), plan);
    let stages = dice.below(4);
    if stages > 0 {
        cycle = cycle.start(done(dice, names)).unwrap();
    }
    if stages > 1 {
        cycle = cycle.study(study(dice, predictions)).unwrap();
    }
    if stages > 2 {
        let mut decision = Decision::new(dice.one(&Act::ALL));
        decision.because = dice.maybe(Dice::reason);
        decision.on = dice.maybe(Dice::date);
        decision.next = dice.maybe(Dice::statement);
        cycle = cycle.decide(decision).unwrap();
    }
    cycle.kind = if dice.coin() { CycleKind::Implement } else { CycleKind::default() };
    cycle.change = pick(dice, &names.changes);
    cycle.together_with = dice.some(&names.changes);
    cycle.previous = dice.some(earlier);
    cycle.setting = dice.maybe(Dice::tag);
    cycle.conditions = dice.many(2, Dice::tag);
    cycle.by = dice.some(&names.roles);
    cycle.groups = dice.some(&names.groups);
    cycle.note = dice.maybe(Dice::statement);
    cycle
}

fn plan(dice: &mut Dice<'_>, names: &Names) -> Plan {
    let mut plan = Plan::new();
    plan.objective = dice.maybe(Dice::statement);
    plan.questions = dice.many(2, Dice::statement);
    plan.predictions = dice.many(3, |dice| {
        let mut prediction = Prediction::new(dice.statement());
        prediction.measure = pick(dice, &names.measures);
        prediction.from = dice.maybe(Dice::number);
        prediction.expected = dice.maybe(expected);
        prediction.belief = dice.maybe(Dice::belief);
        prediction.written_on = dice.maybe(Dice::date);
        prediction
    });
    plan.scale = dice.maybe(|dice| dice.one(&[NonZeroU32::MIN, NonZeroU32::MAX]));
    plan.when = dice.maybe(Dice::period);
    for role in dice.some(&names.roles) {
        plan.hours.insert(role, dice.hours()).unwrap();
    }
    plan.steps = dice.many(2, Dice::statement);
    plan.measures = dice.some(&names.measures);
    plan.contingency = dice.maybe(Dice::statement);
    plan.supports = dice.some(&[Support::Training, Support::JobRoles, Support::Supplies]);
    plan
}

fn expected(dice: &mut Dice<'_>) -> Expected {
    let (a, b) = (dice.number(), dice.number());
    match dice.below(6) {
        0 => Expected::exactly(a),
        1 => Expected::about(a, b).unwrap_or(Expected::exactly(b)),
        2 => Expected::between(a.min(b), a.max(b)).unwrap(),
        3 => Expected::at_least(a),
        4 => Expected::at_most(a),
        _ => Expected::movement(dice.one(&[Movement::Rise, Movement::Fall])),
    }
}

fn done(dice: &mut Dice<'_>, names: &Names) -> Do {
    let mut done = Do::default();
    done.when = dice.maybe(Dice::period);
    done.scale = dice.maybe(|dice| dice.one(&[NonZeroU32::MIN, NonZeroU32::MAX]));
    done.delivery = dice.one(&[Delivery::AsPlanned, Delivery::Partly, Delivery::NotCarriedOut]);
    done.observations = dice.many(2, Dice::statement);
    if !names.measures.is_empty() {
        done.readings = dice
            .many(2, |dice| Reading::new(dice.one(&names.measures), dice.date(), dice.number()));
    }
    done
}

fn study(dice: &mut Dice<'_>, predictions: usize) -> Study {
    let mut study = Study::new();
    study.on = dice.maybe(Dice::date);
    study.learning = dice.many(2, Dice::statement);
    for number in 1..=predictions {
        let number = NonZeroU16::new(u16::try_from(number).unwrap()).unwrap();
        let verdicts = [Verdict::Met, Verdict::Partly, Verdict::NotMet, Verdict::NotAssessable];
        if dice.coin() {
            let mut outcome = Outcome::judged(number, dice.one(&verdicts));
            outcome.seen = dice.maybe(Dice::number);
            outcome.note = dice.maybe(Dice::statement);
            study.outcomes.push(outcome);
        }
    }
    study
}
