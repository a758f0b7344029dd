//! Tests of change: what was tried, what was expected, what came of it.

use std::fmt;

use super::Markdown;
use super::cells::{escaped, known, row, table};
use crate::change::{Comparison, Cycle, Stage};

impl Markdown<'_> {
    /// One table for each change that was tested, its cycles in the order in which they build on each
    /// other; then those that belong to no change.
    pub(super) fn tests_of_change(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cycles = self.programme.cycles();
        if cycles.is_empty() {
            return Ok(());
        }
        f.write_str("\n## What was tested\n")?;
        let ramps = self.programme.ramps();
        let diagram = self.programme.diagram();
        for ramp in ramps.ramps() {
            let change = diagram.change_table().get(ramp.change().as_str());
            let label = change.map_or(ramp.change().as_str(), |change| change.label.as_str());
            write!(f, "\n### {}\n\n", escaped(label))?;
            rows(f, ramp.cycles().map(|(_, cycle)| cycle))?;
        }
        let outside = || ramps.in_order().filter(|(_, cycle)| cycle.changes().next().is_none());
        if outside().next().is_some() {
            f.write_str("\n### Outside the theory: of no change\n\n")?;
            rows(f, outside().map(|(_, cycle)| cycle))?;
        }
        Ok(())
    }
}

fn rows<'c>(f: &mut fmt::Formatter<'_>, cycles: impl Iterator<Item = &'c Cycle>) -> fmt::Result {
    table(f, &["Cycle", "When", "How many", "Expected", "What came of it", "Learned", "Then"])?;
    for cycle in cycles {
        let predictions: Vec<String> = cycle
            .plan()
            .predictions
            .iter()
            .map(|prediction| escaped(prediction.says.as_str()))
            .collect();
        let learned: Vec<String> = cycle
            .studied()
            .iter()
            .flat_map(|study| &study.learning)
            .map(|text| escaped(text.as_str()))
            .collect();
        row(
            f,
            &[
                format!("{} ({})", escaped(cycle.label.as_str()), cycle.kind),
                when(cycle),
                known(cycle.scale()),
                listed(&predictions),
                came_of_it(cycle),
                listed(&learned),
                then(cycle),
            ],
        )?;
    }
    Ok(())
}

fn listed(texts: &[String]) -> String {
    if texts.is_empty() { "-".to_owned() } else { texts.join("<br>") }
}

fn when(cycle: &Cycle) -> String {
    match (cycle.start_day(), cycle.end()) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        _ => "-".to_owned(),
    }
}

/// The verdict on each prediction, in their order; what was noted where nothing was seen.
fn came_of_it(cycle: &Cycle) -> String {
    if cycle.studied().is_none() {
        return "-".to_owned();
    }
    let said = |comparison: Comparison<'_>| {
        let outcome = comparison.outcome;
        let seen = outcome.and_then(|outcome| outcome.seen);
        let seen = seen.map(|seen| format!(" ({seen} seen)")).unwrap_or_default();
        format!("{}{seen}", comparison.verdict)
    };
    listed(&cycle.comparisons().map(said).collect::<Vec<_>>())
}

/// The decision and its reason, or how far the cycle has come.
fn then(cycle: &Cycle) -> String {
    let Some(decision) = cycle.decision() else {
        return match cycle.stage() {
            Stage::Studied(..) => "not decided".to_owned(),
            stage => stage.word().to_owned(),
        };
    };
    let because = decision.because.as_ref();
    let because = because.map(|text| format!(": {}", escaped(text.as_str()))).unwrap_or_default();
    format!("**{}**{because}", decision.act)
}
