//! Whether the conditions are there.

use std::fmt;

use super::cells::escaped;
use crate::conditions::{Bearing, ConditionReading, Conditions, Evidence, Settings};
use crate::theory::TheoryReading;

/// The four conditions, as of a day: what speaks for each and against it, what was said of it, what
/// to do next. Nothing is shown where nothing is on record of any.
pub(super) fn chapter(
    f: &mut fmt::Formatter<'_>,
    reading: Option<&TheoryReading<'_>>,
) -> fmt::Result {
    let Some(theory) = reading else { return Ok(()) };
    let read = Conditions::of(theory, &Settings::default());
    let silent = |of: &ConditionReading| of.evidence.is_empty() && of.claims.is_empty();
    if read.conditions.iter().all(silent) {
        return Ok(());
    }
    writeln!(
        f,
        "\n## Are the conditions there?\n\nAs of {}, by what is on record. No number sums them up: one does not make up for another.\n",
        read.as_of
    )?;
    for of in &read.conditions {
        writeln!(f, "### {}: {}\n", of.condition, of.reading())?;
        for claim in &of.claims {
            writeln!(f, "- {}", escaped(&claim.to_string()))?;
        }
        if of.claims.is_empty() {
            writeln!(f, "- Nobody has said whether it is there")?;
        }
        for one in &of.evidence {
            writeln!(f, "- {}", evidence(one))?;
        }
        for step in of.next() {
            writeln!(f, "- Next: {step}")?;
        }
        writeln!(f)?;
    }
    Ok(())
}

/// What is on record, which way it speaks, and of when it is.
fn evidence(one: &Evidence) -> String {
    let bearing = match one.bearing {
        Bearing::For => "Speaks for it",
        Bearing::Against => "Speaks against it",
        Bearing::Neither => "Says neither",
    };
    let when = match (one.on, one.old) {
        (Some(day), true) => format!(" ({day}, old: does not count)"),
        (Some(day), false) => format!(" ({day})"),
        (None, _) => String::new(),
    };
    format!("{bearing}: {}{when}", escaped(&one.said))
}
