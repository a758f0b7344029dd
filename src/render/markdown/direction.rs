//! What the work is for, and whether its aims still promise what they did.

use std::fmt;

use super::Markdown;
use super::cells::escaped;
use crate::purpose::{Catchball, VitalFew};

impl Markdown<'_> {
    /// What the aims promised before, and why they were restated.
    pub(super) fn restatements(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for aim in self.programme.diagram().aims().filter(|aim| !aim.get().restated.is_empty()) {
            let Some(drift) = self.programme.drift(aim.as_str()) else { continue };
            writeln!(
                f,
                "\n{}\n\nSince it was first stated, {drift}.\n",
                escaped(aim.get().statement.as_str())
            )?;
            let mut restated: Vec<_> = aim.get().restated.iter().collect();
            restated.sort_by_key(|restatement| restatement.on);
            for restatement in restated {
                writeln!(
                    f,
                    "- until {}: {} (restated because: {})",
                    restatement.on,
                    escaped(restatement.was.statement.as_str()),
                    escaped(restatement.because.as_str())
                )?;
            }
        }
        Ok(())
    }

    /// From each change up to true north; objectives without work; what was said between levels.
    pub(super) fn direction(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(purpose) = self.programme.purpose().filter(|p| !p.objectives.is_empty()) else {
            return Ok(());
        };
        f.write_str("\n## What it is for\n\n")?;
        for line in self.programme.alignment() {
            writeln!(f, "- {}", escaped(&line.to_string()))?;
        }
        for (_, objective) in self.programme.objectives_without_work() {
            let label = escaped(objective.label.as_str());
            writeln!(f, "- {label}: no work on record serves it")?;
        }
        for crowd in purpose.crowds(VitalFew::default(), self.as_of) {
            writeln!(f, "- {}", escaped(&crowd.to_string()))?;
        }
        for (_, objective) in purpose.active_objectives(self.as_of) {
            let went = objective.catchball_by(self.as_of);
            if went != Catchball::NotPlayed {
                writeln!(f, "- {}: {went}", escaped(objective.label.as_str()))?;
            }
        }
        Ok(())
    }
}
