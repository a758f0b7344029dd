//! Whether the evidence bears the theory out.

use std::fmt;

use super::Markdown;
use super::cells::{escaped, known, row, table};
use crate::diagram::LinkRef;
use crate::theory::{LIMITS, Learning, Standing, TheoryReading};

/// How many links, and how many tests, are worth naming in a report.
const NAMED: usize = 5;

impl Markdown<'_> {
    /// How the routes to each aim stand as of a day, what to look at first, how much may be said, and
    /// what to test next. Nothing is shown where nothing can be seen of any link.
    pub(super) fn evidence(
        &self,
        f: &mut fmt::Formatter<'_>,
        reading: Option<&TheoryReading<'_>>,
    ) -> fmt::Result {
        let Some(reading) = reading else { return Ok(()) };
        let day = reading.as_of();
        if reading.links().iter().all(|link| link.standing() == Standing::Unseen) {
            return Ok(());
        }
        writeln!(
            f,
            "\n## Does the evidence bear it out?\n\nAs of {day}. Each link is a claim: dates and charts may fit it, and do not show what brought a movement about.\n"
        )?;
        let mut headings = vec!["Aim", "Routes"];
        let standings: Vec<String> = Standing::ALL.iter().rev().map(ToString::to_string).collect();
        headings.extend(standings.iter().map(String::as_str));
        headings.push("The best route");
        table(f, &headings)?;
        for aim in reading.aims() {
            let label = self.programme.label_of(&(&aim.aim).into()).map(escaped);
            let mut cells = vec![known(label), aim.routes.to_string()];
            cells.extend(Standing::ALL.iter().rev().map(|standing| {
                let count = aim.count(*standing);
                if count.counted() == 0 { String::new() } else { count.to_string() }
            }));
            cells.push(known(aim.best));
            row(f, &cells)?;
        }
        first_things(f, reading)?;
        let learning = Learning::of(reading.programme(), day, reading.settings());
        for (aim, story) in reading.stories(&learning) {
            let label = self.programme.label_of(&(&aim).into()).unwrap_or_default();
            write!(f, "\nOf the best route to \"{}\" we may say: {}", escaped(label), story.level)?;
            match story.open_rivals {
                0 => writeln!(f, ".")?,
                1 => writeln!(f, ". One other explanation stands.")?,
                rivals => writeln!(f, ". {rivals} other explanations stand.")?,
            }
        }
        let limits = self.programme.limits(Some(day));
        let tests = reading.next_tests(&learning, &limits);
        let ready: Vec<_> = tests.iter().filter(|test| test.ready).take(NAMED).collect();
        if !ready.is_empty() {
            f.write_str("\nWhat to test next, the most telling first:\n\n")?;
        }
        for test in ready {
            writeln!(f, "- {}", escaped(&test.in_words()))?;
        }
        writeln!(f, "\n{}", LIMITS.join(" "))
    }
}

/// The links to look at, in the order in which a route meets them.
fn first_things(f: &mut fmt::Formatter<'_>, reading: &TheoryReading<'_>) -> fmt::Result {
    let first = reading.to_do();
    if !first.is_empty() {
        f.write_str("\nWhat to look at first:\n\n")?;
    }
    for link in first.iter().take(NAMED) {
        let words = format!("{} {}", link.in_words(), link.rests_on());
        writeln!(f, "- {}: {}", ends(link.link), escaped(&words))?;
    }
    match first.len().saturating_sub(NAMED) {
        0 => Ok(()),
        more => writeln!(f, "- and {more} more"),
    }
}

/// `label of the cause, to label of the effect`.
fn ends(link: LinkRef<'_>) -> String {
    format!("*{}* to *{}*", escaped(link.cause().label()), escaped(link.effect().label()))
}
