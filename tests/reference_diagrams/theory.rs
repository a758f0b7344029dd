//! Diagnosis of a link, and beliefs that learn and fade.

use std::collections::BTreeMap;

use improvement::base::Belief;
use improvement::theory::{Beta, Diagnosis, Due, Order, State, TestResult, TestWeight};
use serde_json::Value;

use super::Differences;

fn close(found: f64, expected: &Value) -> bool {
    super::close(found, expected.as_f64().unwrap())
}

pub(super) fn diagnosis(case: &Value, out: &mut Differences) {
    let state = |end: &str| match case[end].as_str().unwrap() {
        "absent" => State::Absent,
        "few" => State::Few,
        "better" => State::Better,
        "same" => State::Same,
        "worse" => State::Worse,
        other => panic!("a state `{other}`"),
    };
    let due = match case["lag"].as_str().unwrap() {
        "unset" => Due::Unset,
        "waiting" => Due::Waiting,
        "passed" => Due::Passed,
        other => panic!("a lag `{other}`"),
    };
    let order = case["order"].as_str().map(|order| match order {
        "before" => Order::Before,
        "too-soon" => Order::TooSoon,
        "in-window" => Order::InWindow,
        "too-late" => Order::TooLate,
        "after-unset" => Order::AfterUnset,
        other => panic!("an order `{other}`"),
    });
    let found = Diagnosis::of(state("up"), state("down"), due, order);
    let (support, against) = found.evidence();
    let expected = &case["expected"];
    let agrees = found.word() == expected["diagnosis"].as_str().unwrap()
        && close(support, &expected["support"])
        && close(against, &expected["against"]);
    out.truth("diagnosis", agrees, &(found.word(), support, against), case);
}

pub(super) fn learning(case: &Value, out: &mut Differences) {
    let prior = Belief::new(case["prior_belief"].as_f64().unwrap()).unwrap();
    let mut belief = Beta::prior(prior, case["prior_weight"].as_f64().unwrap());
    let mut turns: BTreeMap<&str, u32> = BTreeMap::new();
    let expected = &case["expected"];
    let tests = case["tests"].as_array().unwrap();
    for (test, expected) in tests.iter().zip(expected["after_each"].as_array().unwrap()) {
        let result = match test["result"].as_str().unwrap() {
            "as_predicted" => TestResult::AsPredicted,
            "partly" => TestResult::Partly,
            "not_as_predicted" => TestResult::NotAsPredicted,
            "not_done_as_planned" => TestResult::NotCarriedOut,
            other => panic!("a result `{other}`"),
        };
        let turn = turns.entry(test["conditions"].as_str().unwrap()).or_insert(0);
        *turn += u32::from(result != TestResult::NotCarriedOut);
        let number = |key: &str| u32::try_from(test[key].as_u64().unwrap()).unwrap();
        let weight = TestWeight {
            people: number("people_or_events"),
            predicted: test["prediction_recorded_before"].as_bool().unwrap(),
            rivals: number("rival_explanations"),
            turn: *turn,
        };
        belief = belief.after(result, weight);
        let agrees = close(belief.a(), &expected["a"])
            && close(belief.b(), &expected["b"])
            && close(belief.mean(), &expected["belief"]);
        out.truth("belief", agrees, &belief, expected);
    }
    let (low, high) = belief.interval90();
    let interval = &expected["interval90"];
    let agrees = close(low, &interval[0]) && close(high, &interval[1]);
    out.truth("interval", agrees, &(low, high), interval);
}

pub(super) fn decay(case: &Value, out: &mut Differences) {
    let beta = |key: &str| {
        Beta::new(case[key][0].as_f64().unwrap(), case[key][1].as_f64().unwrap()).unwrap()
    };
    let number = |key: &str| case[key].as_f64().unwrap();
    let found = beta("now").decayed(beta("prior"), number("months"), number("half_life_months"));
    let expected = &case["expected"];
    let agrees = close(found.a(), &expected["a"])
        && close(found.b(), &expected["b"])
        && close(found.mean(), &expected["belief"]);
    out.truth("decay", agrees, &found, case);
}
