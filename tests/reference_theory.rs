//! Agreement with reference answers on diagnosis and learning that were worked out independently of
//! this crate.
//!
//! Runs over `tests/data/graph`, and over the folder that `IMPROVEMENT_REFERENCE_GRAPH` names, and
//! prints for each file how many cases agree.

#![expect(clippy::unwrap_used, reason = "a reference file that cannot be read is a failed test")]
#![expect(clippy::print_stdout, reason = "says for each file how many cases agree")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use improvement::base::Belief;
use improvement::theory::{Beta, Diagnosis, Due, Order, State, TestResult, TestWeight};
use serde_json::Value;

fn close(found: f64, expected: &Value) -> bool {
    let expected = expected.as_f64().unwrap();
    (found - expected).abs() <= 1e-12 + 1e-9 * expected.abs()
}

fn diagnosis(case: &Value) -> Result<(), String> {
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
    if agrees { Ok(()) } else { Err(format!("found {found} {support} {against}, case {case}")) }
}

fn learning(case: &Value) -> Result<(), String> {
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
        if !agrees {
            return Err(format!("found {belief:?}, expected {expected}"));
        }
    }
    let (low, high) = belief.interval90();
    let interval = &expected["interval90"];
    if close(low, &interval[0]) && close(high, &interval[1]) {
        Ok(())
    } else {
        Err(format!("interval {low} to {high}, expected {interval}"))
    }
}

fn decay(case: &Value) -> Result<(), String> {
    let beta = |key: &str| {
        Beta::new(case[key][0].as_f64().unwrap(), case[key][1].as_f64().unwrap()).unwrap()
    };
    let number = |key: &str| case[key].as_f64().unwrap();
    let found = beta("now").decayed(beta("prior"), number("months"), number("half_life_months"));
    let expected = &case["expected"];
    let agrees = close(found.a(), &expected["a"])
        && close(found.b(), &expected["b"])
        && close(found.mean(), &expected["belief"]);
    if agrees { Ok(()) } else { Err(format!("found {found:?}, case {case}")) }
}

fn run(folder: &Path) -> Vec<String> {
    type Check = fn(&Value) -> Result<(), String>;
    let files: [(&str, Check); 3] =
        [("diagnosis.json", diagnosis), ("learning.json", learning), ("decay.json", decay)];
    let mut differing = Vec::new();
    for (name, check) in files {
        let path = folder.join(name);
        let Ok(text) = fs::read_to_string(&path) else {
            println!("{}: not there", path.display());
            continue;
        };
        let file: Value = serde_json::from_str(&text).unwrap();
        let cases = file["cases"].as_array().unwrap();
        let wrong: Vec<String> = cases.iter().filter_map(|case| check(case).err()).collect();
        println!(
            "{}: {} cases, {} agreed, {} differing",
            path.display(),
            cases.len(),
            cases.len() - wrong.len(),
            wrong.len()
        );
        differing.extend(wrong.into_iter().map(|text| format!("{name}: {text}")));
    }
    differing
}

#[test]
fn the_reference_answers_agree() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/graph");
    let mut differing = run(&own);
    if let Some(folder) = std::env::var_os("IMPROVEMENT_REFERENCE_GRAPH").map(PathBuf::from) {
        differing.extend(run(&folder));
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    for (name, cases) in [("diagnosis.json", 87), ("learning.json", 15), ("decay.json", 5)] {
        let file: Value =
            serde_json::from_str(&fs::read_to_string(own.join(name)).unwrap()).unwrap();
        assert_eq!(file["cases"].as_array().unwrap().len(), cases, "{name}");
    }
}
