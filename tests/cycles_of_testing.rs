//! Cycles as they are written down: in and out unchanged, and refused with reason.
#![cfg(feature = "toml")]
#![expect(clippy::unwrap_used, reason = "a case that cannot be set up is a test that fails")]

use improvement::base::{Code, CycleId, Number, Statement};
use improvement::change::fidelity::{Fidelity, Item};
use improvement::change::progress::Suggestion;
use improvement::change::{
    Act, Cycle, Decision, Delivery, Do, Expected, Movement, Outcome, Plan, Prediction, Reading,
    Stage, Study, Support, Verdict,
};
use improvement::document::{from_toml, to_toml};
use improvement::programme::Programme;
use proptest::prelude::*;

const RAMP: &str = include_str!("data/invented-ramp.toml");

fn load(text: &str) -> Programme {
    from_toml(text).map_err(|error| error.report().to_string()).unwrap().programme
}

/// The ramp with one text put in the place of another, and what is then wrong with it.
fn problems(from: &str, to: &str) -> Vec<String> {
    assert_eq!(RAMP.matches(from).count(), 1, "{from}");
    let error = from_toml(&RAMP.replacen(from, to, 1)).unwrap_err();
    error.problems().iter().map(ToString::to_string).collect()
}

#[test]
fn the_ramp_comes_back_the_same() {
    let programme = load(RAMP);
    let written = to_toml(&programme).unwrap();
    assert_eq!(load(&written), programme);
    assert_eq!(to_toml(&load(&written)).unwrap(), written);
    assert_eq!(programme.to_builder().build().unwrap(), programme);
}

#[cfg(feature = "json")]
#[test]
fn json_says_the_same() {
    let programme = load(RAMP);
    let json = improvement::document::to_json(&programme).unwrap();
    assert_eq!(improvement::document::from_json(&json).unwrap().programme, programme);
}

#[test]
fn the_ramp_is_read_as_it_is_meant() {
    let programme = load(RAMP);
    let ramps = programme.ramps();
    let ramp = ramps.ramp("safety-huddle").unwrap();
    let ids: Vec<&str> = ramp.ids().map(CycleId::as_str).collect();
    assert_eq!(ids, ["one-shift", "one-week", "nights", "every-shift"]);
    let verdicts: Vec<Vec<Verdict>> =
        ramp.cycles().map(|(_, cycle)| cycle.comparisons().map(|c| c.verdict).collect()).collect();
    assert_eq!(
        verdicts,
        [
            vec![Verdict::NotMet, Verdict::Partly],
            vec![Verdict::Met, Verdict::Met],
            vec![Verdict::Partly, Verdict::Met],
            vec![Verdict::Met],
        ]
    );
    let fidelity = Fidelity::of(&ramps);
    let items: Vec<String> = Item::ALL.map(|item| fidelity.item(item).to_string()).into();
    assert_eq!(items, ["4 of 4", "4 of 4", "4 of 4", "4 of 4", "4 of 4", "1 of 1", "1 of 1"]);
    assert_eq!(programme.label_of(&"cycle:nights".parse().unwrap()).map(str::len), Some(42));
    let suggestion = Suggestion::from(&programme.progress_facts());
    assert_eq!(suggestion.score.to_string(), "2.0");
    assert_eq!(
        suggestion.next.unwrap().to_string(),
        "2.5: 4 tests of change were done, and 0 of 1 goals have a chart"
    );
}

#[test]
fn a_stage_without_the_one_before_it_is_refused() {
    let found = problems(
        "[cycles.every-shift.decision]",
        "[cycles.no-do]\nlabel = \"X\"\nplan = {}\nstudy = {}\n[cycles.no-plan]\nlabel = \"X\"\n[cycles.every-shift.decision]",
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].ends_with(
        "found `study` without `do`: a cycle has a plan, then do, then study, then a decision"
    ));
    assert!(found[1].ends_with("a cycle needs at least a `plan`, found none"), "{found:?}");
}

#[test]
fn a_test_that_ends_before_it_starts_is_refused() {
    let found =
        problems("from = 2024-03-25, to = 2024-04-07", "from = 2024-04-07, to = 2024-03-25");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("(cycles.nights.do.when)"), "{found:?}");
    assert!(found[0].ends_with("found 2024-04-07 to 2024-03-25"), "{found:?}");
}

#[test]
fn what_is_doubtful_is_read() {
    let late = RAMP.replacen("written_on = 2024-04-10", "written_on = 2024-04-20", 1);
    let programme = load(&late.replacen("on = 2024-05-14", "on = 2024-05-01", 1));
    let cycle = programme.cycles().get("every-shift").unwrap();
    assert_eq!(cycle.late_predictions().count(), 1);
    assert_eq!(cycle.study_in_advance(), Some(true));
    let fidelity = Fidelity::of(&programme.ramps());
    assert_eq!(fidelity.item(Item::Prediction).to_string(), "3 of 4");
    assert_eq!(fidelity.item(Item::StudyAfterwards).to_string(), "3 of 4");
}

#[test]
fn every_name_in_a_cycle_is_looked_up() {
    let found = problems(
        "[cycles.every-shift.decision]",
        r#"[cycles.lost]
label = "X"
change = "safety-hudle"
together_with = ["shared-risk"]
previous = ["every-shif"]
by = ["nobody"]
groups = ["ward-lead"]
[cycles.lost.plan]
measures = ["fals-rate"]
predictions = [{ says = "X", measure = "one-shift" }]
[cycles.lost.do]
readings = [{ measure = "minutes", on = 2024-01-01, value = 1 }]
[cycles.every-shift.decision]"#,
    );
    let ends = [
        "(cycles.lost.change): no change named `safety-hudle` (did you mean `safety-huddle`?)",
        "(cycles.lost.together_with.0): `shared-risk` exists, but is a driver",
        "(cycles.lost.previous.0): no cycle named `every-shif` (did you mean `every-shift`?)",
        "(cycles.lost.by.0): no role named `nobody`",
        "(cycles.lost.groups.0): `ward-lead` exists, but is a role",
        "(cycles.lost.plan.measures.0): no measure named `fals-rate` (did you mean `falls-rate`?)",
        "(cycles.lost.plan.predictions.0.measure): `one-shift` exists, but is a cycle",
        "(cycles.lost.do.readings.0.measure): no measure named `minutes`",
    ];
    assert_eq!(found.len(), ends.len(), "{found:#?}");
    for (found, end) in found.iter().zip(ends) {
        assert!(found.ends_with(end), "{found}");
    }
}

#[test]
fn tests_that_build_on_each_other_in_a_circle_are_refused() {
    let text = RAMP.replacen(
        "change = \"safety-huddle\"\nsetting",
        "change = \"safety-huddle\"\nprevious = [\"nights\"]\nsetting",
        1,
    );
    let error = from_toml(&text).unwrap_err();
    let problem = error.problems().iter().next().unwrap();
    assert_eq!((error.problems().iter().count(), problem.code), (1, Code::Cycle));
    assert!(
        problem.to_string().contains(
            "these tests build on each other in a circle: nights -> one-week -> one-shift -> nights"
        ),
        "{problem}"
    );
    let itself = problems("previous = [\"nights\"]", "previous = [\"every-shift\"]");
    assert!(itself[0].contains("circle: every-shift -> every-shift"), "{itself:?}");
}

#[test]
fn a_cycle_that_was_not_read_is_not_missed_twice() {
    let found = problems("label = \"One huddle on one day shift\"", "lable = \"One huddle\"");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with("unknown field `lable` (did you mean `label`?)"), "{found:?}");
}

fn statements() -> impl Strategy<Value = Vec<Statement>> {
    prop::collection::vec("[a-z\"\\\\é\n]{0,12}x".prop_map(|t| Statement::new(t).unwrap()), 0..3)
}

fn number() -> impl Strategy<Value = Number> {
    prop::num::f64::NORMAL.prop_map(|n| Number::new(n).unwrap())
}

fn day() -> impl Strategy<Value = improvement::base::Date> {
    (0..9999_i32, 1..13_u32, 1..29_u32)
        .prop_map(|(y, m, d)| improvement::base::Date::new(y, m, d).unwrap())
}

fn expected() -> impl Strategy<Value = Expected> {
    prop_oneof![
        number().prop_map(Expected::exactly),
        (number(), 0.0..1e9_f64)
            .prop_map(|(n, w)| Expected::about(n, Number::new(w).unwrap()).unwrap()),
        (number(), number()).prop_map(|(a, b)| Expected::between(a.min(b), a.max(b)).unwrap()),
        number().prop_map(Expected::at_least),
        number().prop_map(Expected::at_most),
        prop::bool::ANY.prop_map(|up| Expected::movement(if up {
            Movement::Rise
        } else {
            Movement::Fall
        })),
    ]
}

fn predictions() -> impl Strategy<Value = Vec<Prediction>> {
    let one = (prop::option::of(expected()), prop::option::of(number()), prop::option::of(day()));
    let one = one.prop_map(|(expected, from, written_on)| {
        let mut prediction = Prediction::new(Statement::new("So it goes").unwrap());
        prediction.measure = expected.is_some().then(|| "falls-rate".parse().unwrap());
        (prediction.expected, prediction.from) = (expected, from);
        prediction.written_on = written_on;
        prediction
    });
    prop::collection::vec(one, 0..4)
}

prop_compose! {
    fn cycle()(
        predictions in predictions(), questions in statements(), observations in statements(),
        learning in statements(), scale in any::<u32>(), stage in 0..4_u8, on in day(),
        act in prop::sample::select(Act::ALL.to_vec()), seen in number(),
    ) -> Cycle {
        let mut plan = Plan::new();
        let count = predictions.len();
        (plan.predictions, plan.questions) = (predictions, questions);
        plan.scale = std::num::NonZeroU32::new(scale);
        plan.supports = vec![Support::Training, Support::JobRoles];
        let cycle = Cycle::new("X".parse().unwrap(), plan);
        if stage == 0 {
            return cycle;
        }
        let mut done = Do::from(on);
        done.observations = observations;
        done.delivery = Delivery::Partly;
        done.readings = vec![Reading::new("falls-rate".parse().unwrap(), on, seen)];
        let cycle = cycle.start(done).unwrap();
        if stage == 1 {
            return cycle;
        }
        let mut study = Study::on(on);
        study.learning = learning;
        study.outcomes = (1..=count)
            .filter_map(|n| u16::try_from(n).ok().and_then(std::num::NonZeroU16::new))
            .map(|n| Outcome::seen(n, seen))
            .collect();
        let cycle = cycle.study(study).unwrap();
        if stage == 2 {
            return cycle;
        }
        cycle.decide(Decision::new(act)).unwrap()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever can be built is written and read back the same, stage and all.
    #[test]
    fn cycles_come_back_the_same(cycles in prop::collection::vec(cycle(), 1..4)) {
        let mut builder = load(RAMP).to_builder();
        for (at, cycle) in cycles.into_iter().enumerate() {
            builder.cycle(CycleId::new(&format!("c{at}")).unwrap(), cycle).unwrap();
        }
        let programme = builder.build().unwrap();
        let again = load(&to_toml(&programme).unwrap());
        prop_assert_eq!(&again, &programme);
        for cycle in again.cycles().rows() {
            let finished = matches!(cycle.stage(), Stage::Decided(..));
            prop_assert_eq!(finished, cycle.decision().is_some());
        }
    }
}
