//! How people fare meanwhile, and what a shift has to carry.

use std::fmt;

use super::Markdown;
use super::cells::{escaped, known, row, table};
use crate::theory::{Settings, TheoryReading};

impl Markdown<'_> {
    /// How people fare, as of a day; and what changes add to a shift.
    pub(super) fn how_people_fare(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = Settings::default();
        let reading = self.as_of.map(|day| TheoryReading::new(self.programme, day, &settings));
        let faring = reading.as_ref().map(TheoryReading::faring).unwrap_or_default();
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
        for burden in reading.iter().flat_map(TheoryReading::burden) {
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
