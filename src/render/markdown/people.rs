//! How people fare meanwhile, and what a shift has to carry.

use std::fmt;

use super::Markdown;
use super::cells::{escaped, known, row, table};
use crate::theory::TheoryReading;

impl Markdown<'_> {
    /// How people fare, as of a day; and what changes add to a shift.
    pub(super) fn how_people_fare(
        &self,
        f: &mut fmt::Formatter<'_>,
        reading: Option<&TheoryReading<'_>>,
    ) -> fmt::Result {
        let faring = reading.map(TheoryReading::faring).unwrap_or_default();
        let minutes = self.programme.shift_minutes();
        if faring.is_empty() && minutes.is_empty() {
            return Ok(());
        }
        f.write_str("\n## How people fare\n")?;
        if !faring.is_empty() {
            f.write_str("\n")?;
            table(f, &["Measure", "About", "Now", "Since", "What was done"])?;
        }
        for of in &faring {
            let label = self.programme.measures().get(of.measure.as_str()).map(|m| &m.label);
            let done = of.answer().map(|answer| {
                let days = known(of.days_to_answer());
                format!(
                    "after {days} days, {}: {}",
                    answer.addresses,
                    escaped(answer.what.as_str())
                )
            });
            row(
                f,
                &[
                    escaped(label.map_or("", crate::base::Label::as_str)),
                    known(of.construct),
                    of.state().to_string(),
                    known(of.since()),
                    known(done),
                ],
            )?;
        }
        for burden in reading.into_iter().flat_map(TheoryReading::burden) {
            writeln!(f, "\n{}.", escaped(&burden.in_words()))?;
        }
        for of in minutes {
            let role = self.roles(std::slice::from_ref(&of.role));
            writeln!(
                f,
                "\n{role}: {:+} minutes a shift ({} added, {} taken away).",
                of.net(),
                of.added,
                of.removed
            )?;
        }
        Ok(())
    }
}

impl Markdown<'_> {
    /// Co-design projects: how much of the method was done, and what became of what was chosen.
    pub(super) fn codesign(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let projects = &self.programme.people().codesign;
        if projects.is_empty() {
            return Ok(());
        }
        f.write_str("\n## What was designed together\n")?;
        let stories = self.programme.priorities();
        for (id, project) in projects {
            write!(f, "\n### {}\n\n", escaped(project.label.as_str()))?;
            writeln!(f, "Of the method: {}.", project.fidelity(self.as_of).in_words())?;
            let own = stories.iter().filter(|story| story.project == id && story.priority.joint);
            let lines: Vec<String> = own.map(|story| escaped(&story.in_words())).collect();
            if !lines.is_empty() {
                f.write_str("\n")?;
            }
            for line in lines {
                writeln!(f, "- {line}")?;
            }
        }
        Ok(())
    }
}
