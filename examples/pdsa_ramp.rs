//! A ramp of four tests on one change: what was predicted, what was seen, how closely the method was
//! followed beside what studies found, how sure and how right the team was, and how large the next
//! test should be. The programme is invented.
//!
//! ```sh
//! cargo run --example pdsa_ramp
//! ```

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use improvement::base::Belief;
use improvement::change::calibration::{ALWAYS_HALF, Calibration, ENOUGH};
use improvement::change::fidelity::{Feature, Fidelity};
use improvement::change::phase::{Phase, PhaseFacts};
use improvement::change::progress::Suggestion;
use improvement::change::scale::{
    Commitment, Confidence, FailureCost, NextScale, ScaleForm, Situation,
};
use improvement::change::{Comparison, Ramp, Ramps, Step};
use improvement::document::from_toml;
use improvement::programme::Programme;

const DOCUMENT: &str = include_str!("../tests/data/invented-ramp.toml");
const CHANGE: &str = "safety-huddle";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let programme = from_toml(DOCUMENT)?.programme;
    println!("{}", programme.name());
    let ramps = programme.ramps();
    let ramp = ramps.ramp(CHANGE).ok_or("nobody has tested the huddle")?;

    println!("\nFour tests, each informed by the last");
    for (id, cycle) in ramp.cycles() {
        let scale = cycle.scale().map_or("?".to_owned(), |scale| scale.to_string());
        let act = cycle.decision().map_or("open".to_owned(), |decision| decision.act.to_string());
        println!("\n{id} (scale {scale}, then {act}): {}", cycle.label);
        for comparison in cycle.comparisons() {
            println!("  {}", in_words(&comparison));
        }
        for lesson in cycle.studied().iter().flat_map(|study| &study.learning) {
            println!("  learned: {lesson}");
        }
    }
    println!("\nGrowth of scale: {}", growth(&ramp));

    fidelity(&ramps);
    calibration(&ramp);
    next_test(&programme, &ramp)?;

    let suggestion = Suggestion::from(&programme.progress_facts());
    println!("\nProgress: the record supports {} ({})", suggestion.score, suggestion.score.title());
    if let Some(next) = suggestion.next {
        println!("  for {next}");
    }
    Ok(())
}

fn in_words(comparison: &Comparison<'_>) -> String {
    let prediction = comparison.prediction;
    let expected = prediction.expected.map_or("no number".to_owned(), |e| e.to_string());
    let seen = comparison.outcome.and_then(|outcome| outcome.seen);
    let seen = seen.map_or("no number".to_owned(), |seen| seen.to_string());
    let belief = prediction.belief.map_or("unknown".to_owned(), |belief| belief.to_string());
    let (verdict, basis) = (comparison.verdict, comparison.basis);
    format!(
        "{} (sure: {belief}). Expected {expected}, seen {seen}: {verdict}, {basis}",
        prediction.says
    )
}

fn growth(ramp: &Ramp<'_, '_>) -> String {
    let steps = ramp.steps();
    let words = steps.iter().filter_map(Step::growth).map(|by| format!("x{by:.1}"));
    words.collect::<Vec<_>>().join(", ")
}

fn fidelity(ramps: &Ramps<'_>) {
    let fidelity = Fidelity::of(ramps);
    println!("\nThe five features of PDSA, cycles that have them");
    for feature in Feature::ALL {
        println!("  {feature:<34} {}", fidelity.feature(feature));
    }
    println!("\n{:<36} {:<8} published", "The record", "here");
    for (item, here, published) in fidelity.beside_published() {
        let share = published.tally.share().unwrap_or_default() * 100.0;
        println!("  {item:<34} {here:<8} {:<12} {share:.1}%", published.tally);
    }
    if let Some((_, _, published)) = fidelity.beside_published().next() {
        println!("  {}\n  {}", published.study, published.source);
    }
}

fn calibration(ramp: &Ramp<'_, '_>) {
    let calibration = Calibration::of_cycles(ramp.cycles().map(|(_, cycle)| cycle));
    let percent =
        |share: Option<f64>| share.map_or("?".to_owned(), |s| format!("{:.0}%", s * 100.0));
    println!("\nHow sure and how right: {} predictions", calibration.forecasts().len());
    println!("  sure on average {}", percent(calibration.mean_belief()));
    println!("  came true on average {}", percent(calibration.came_true()));
    if let Some(brier) = calibration.brier() {
        println!("  Brier score {brier:.3} (0 is best; always saying one half: {ALWAYS_HALF})");
    }
    match calibration.reliability() {
        Some(table) => {
            for band in table {
                let came_true = percent(band.came_true);
                println!(
                    "  {:.1} to {:.1}: {} of which {came_true}",
                    band.from, band.to, band.count
                );
            }
        }
        None => println!("  a table by belief is offered from {ENOUGH} predictions on"),
    }
}

fn next_test(programme: &Programme, ramp: &Ramp<'_, '_>) -> Result<(), Box<dyn std::error::Error>> {
    let situation = Situation {
        confidence: Confidence::of(Belief::new(0.8)?, Confidence::HIGH_FROM),
        cost: FailureCost::Large,
        commitment: Commitment::Some,
    };
    println!(
        "\nThe next test, if the team is 80% sure, failing costs little and staff are indifferent"
    );
    for form in [ScaleForm::TwoFactors, ScaleForm::ThreeFactors] {
        let advice = form.advise(situation);
        println!("  {form:?} ({:?}): {} at most", advice.mark, advice.scale);
        for (_, last) in ramp.tips() {
            let next = NextScale::after(last, advice);
            let people = next.people.map_or("no number".to_owned(), |people| people.to_string());
            println!("    scale {people}: {}", next.because);
        }
    }
    let change = programme.diagram().change(CHANGE).ok_or("no such change")?;
    let mut facts = PhaseFacts::of(&change, Some(ramp));
    facts.high_belief = Some(situation.confidence == Confidence::High);
    facts.ready_staff = Some(situation.commitment == Commitment::Strong);
    let entry = Phase::Implement.check(&facts);
    println!("\nTo {}", entry.phase);
    for (what, conditions) in
        [("met", &entry.met), ("lacking", &entry.lacking), ("not recorded", &entry.unknown)]
    {
        for condition in conditions {
            println!("  {what}: {condition}");
        }
    }
    Ok(())
}
