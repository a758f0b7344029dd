//! What a cycle may be, and what it may not.

use std::num::NonZeroU16;

use super::*;
use crate::base::{Date, Number, Period};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn number(value: f64) -> Number {
    Number::new(value).unwrap()
}

fn first() -> NonZeroU16 {
    NonZeroU16::MIN
}

fn planned() -> Cycle {
    let mut plan = Plan::new();
    let mut short = Prediction::new(Statement::new("Ten minutes at most").unwrap());
    short.expected = Some(Expected::at_most(number(10.0)));
    plan.predictions = vec![short];
    Cycle::new(Label::new("One shift").unwrap(), plan)
}

fn outcomes(numbers: &[u16]) -> Study {
    let mut study = Study::new();
    let of = |&n| Outcome::seen(NonZeroU16::new(n).unwrap(), number(9.0));
    study.outcomes = numbers.iter().map(of).collect();
    study
}

#[test]
fn stages_follow_each_other_and_none_is_left_out() {
    let say = |result: Result<Cycle, StageError>| result.unwrap_err().to_string();
    assert_eq!(
        say(planned().study(Study::new())),
        "only a cycle that is under way can be studied, found one that is planned"
    );
    assert_eq!(
        say(planned().decide(Decision::new(Act::Adopt))),
        "only a cycle that is studied can be decided, found one that is planned"
    );
    let under_way = planned().start(Do::default()).unwrap();
    assert_eq!(
        say(under_way.clone().start(Do::default())),
        "only a cycle that is planned can be started, found one that is under way"
    );
    let studied = under_way.study(Study::new()).unwrap();
    let decided = studied.decide(Decision::new(Act::Adopt)).unwrap();
    assert!(decided.clone().decide(Decision::new(Act::Adopt)).is_err());
    assert_eq!(decided.stage().word(), "decided");
}

#[test]
fn a_plan_is_locked_at_the_start_and_a_test_once_it_is_studied() {
    let mut cycle = planned();
    cycle.plan_mut().unwrap().predictions.clear();
    assert!(cycle.done_mut().is_none());
    let mut cycle = cycle.start(Do::default()).unwrap();
    assert!(cycle.plan_mut().is_none());
    cycle.done_mut().unwrap().observations.push(Statement::new("It rained").unwrap());
    let mut cycle = cycle.study(Study::new()).unwrap();
    assert!(cycle.plan_mut().is_none() && cycle.done_mut().is_none());
    assert_eq!(cycle.done().unwrap().observations.len(), 1);
}

#[test]
fn outcomes_belong_to_predictions_that_were_made() {
    let study = |numbers: &[u16]| planned().start(Do::default()).unwrap().study(outcomes(numbers));
    assert!(study(&[1]).is_ok());
    assert_eq!(
        study(&[2]).unwrap_err().to_string(),
        "found an outcome of prediction 2, but the plan has 1"
    );
    assert_eq!(
        study(&[1, 1]).unwrap_err().to_string(),
        "a prediction has one outcome, found two of prediction 1"
    );
}

#[test]
fn comparing_waits_for_the_study() {
    let under_way = planned().start(Do::default()).unwrap();
    let before: Vec<Basis> = under_way.comparisons().map(|c| c.basis).collect();
    assert_eq!(before, [Basis::NothingSeen]);
    let studied = under_way.study(outcomes(&[1])).unwrap();
    let after: Vec<(NonZeroU16, Verdict)> =
        studied.comparisons().map(|c| (c.number, c.verdict)).collect();
    assert_eq!(after, [(first(), Verdict::Met)]);
}

#[test]
fn what_is_doubtful_is_kept_and_can_be_seen() {
    let mut cycle = planned();
    cycle.plan_mut().unwrap().predictions[0].written_on = Some(day("2024-03-06"));
    let when = Period::new(Some(day("2024-03-04")), Some(day("2024-03-08"))).unwrap();
    let cycle = cycle.start(Do::during(when)).unwrap();
    assert_eq!(cycle.late_predictions().count(), 1);
    assert_eq!(cycle.study_in_advance(), None);
    let on = |text| cycle.clone().study(Study::on(day(text))).unwrap().study_in_advance();
    assert_eq!(on("2024-03-07"), Some(true));
    assert_eq!(on("2024-03-08"), Some(false));
    let calibration = calibration::Calibration::of_cycles([&cycle.study(outcomes(&[1])).unwrap()]);
    assert_eq!((calibration.forecasts().len(), calibration.left_out().late), (0, 1));
}

#[test]
fn the_scale_is_what_was_reached_or_else_what_was_meant() {
    let mut cycle = planned();
    assert_eq!(cycle.scale(), None);
    cycle.plan_mut().unwrap().scale = std::num::NonZeroU32::new(5);
    assert_eq!(cycle.scale().map(std::num::NonZeroU32::get), Some(5));
    let mut done = Do::from(day("2024-03-04"));
    done.scale = std::num::NonZeroU32::new(3);
    assert_eq!(cycle.start(done).unwrap().scale().map(std::num::NonZeroU32::get), Some(3));
}
