//! What people say of their own organisation.

use std::fmt;

use super::Markdown;
use super::cells::{escaped, known, row, table};
use crate::assessment::{Disagreement, Priorities, Progress, Spread, Summary, Titled};
use crate::base::SourceMark;

impl Markdown<'_> {
    /// Every session of self-assessment: how answers are spread, what moved since the last comparable
    /// one, what to talk about and to work on.
    pub(super) fn self_assessments(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let assessment = self.programme.assessment();
        if assessment.sessions.is_empty() {
            return Ok(());
        }
        f.write_str("\n## How people assess themselves\n")?;
        f.write_str("\nLevels have an order and are no numbers: nothing is averaged.\n")?;
        for (id, session) in &assessment.sessions {
            let Some(Ok(mut summary)) = assessment.summary(id.as_str()) else { continue };
            let guarded = self.fewest_raters > 0;
            if guarded {
                summary = summary.guarded(self.fewest_raters);
            }
            writeln!(f, "\n### {}\n", escaped(&summary.heading()))?;
            if let Some(caution) = &summary.caution {
                writeln!(f, "{}\n", escaped(caution))?;
            }
            if let Some(purpose) = &session.purpose {
                writeln!(f, "What it was for: {}\n", escaped(purpose.as_str()))?;
            }
            spreads(f, &summary)?;
            sums(f, &summary)?;
            // What moved is told rater by rater, and stays in the room.
            let earlier = assessment.previous(id.as_str()).filter(|_| !guarded);
            let progress =
                earlier.map(|(earlier, _)| assessment.progress(earlier.as_str(), id.as_str()));
            if let Some(Ok(progress)) = progress {
                moved(f, &progress)?;
            }
            self.priorities(f, &Priorities::from_summary(&summary, session))?;
            if let Some(note) = &session.note {
                writeln!(f, "\n{}", escaped(note.as_str()))?;
            }
            about(f, &summary)?;
        }
        Ok(())
    }

    fn priorities(&self, f: &mut fmt::Formatter<'_>, priorities: &Priorities) -> fmt::Result {
        for (what, rows) in priorities.lists() {
            writeln!(f, "\n{what}:\n")?;
            for one in rows {
                writeln!(f, "- {}", escaped(&one.to_string()))?;
            }
        }
        if !priorities.plan.is_empty() {
            f.write_str("\nThe plan:\n\n")?;
            table(f, &["Step", "Owner", "First test", "By", "Measure", "Open"])?;
        }
        for step in &priorities.plan {
            let first = step.first_test.as_ref().map(|test| escaped(test.as_str()));
            let cycle = step.cycle.as_ref().and_then(|id| self.programme.label_of(&id.into()));
            let open = step.open().join(", ");
            row(
                f,
                &[
                    escaped(step.what.as_str()),
                    self.roles(step.owner.as_slice()),
                    known(first.or_else(|| cycle.map(escaped))),
                    known(step.by),
                    self.measure_labels(step.measure.as_slice()),
                    if open.is_empty() { "-".to_owned() } else { open },
                ],
            )?;
        }
        if !priorities.without_step.is_empty() {
            let titles: Vec<String> =
                priorities.without_step.iter().map(|title| escaped(&title.to_string())).collect();
            writeln!(f, "\nNo step is planned for: {}", titles.join("; "))?;
        }
        Ok(())
    }
}

fn spreads(f: &mut fmt::Formatter<'_>, summary: &Summary) -> fmt::Result {
    let mut headings = vec!["Element".to_owned()];
    headings.extend(summary.levels.iter().map(|level| escaped(&level.to_string())));
    headings.extend(["No level", "Median", "Disagreement", "Agreed"].map(str::to_owned));
    table(f, &headings.iter().map(String::as_str).collect::<Vec<_>>())?;
    let cells = |title: String,
                 spread: &Spread,
                 apart: Option<Disagreement>,
                 agreed: Option<&Titled>|
     -> Vec<String> {
        let mut cells = vec![title];
        cells.extend(
            spread.counts.iter().map(|n| if *n == 0 { String::new() } else { n.to_string() }),
        );
        let without = spread.without_level().join("; ");
        cells.push(if without.is_empty() { "-".to_owned() } else { without });
        cells.push(known(summary.median_in_words(spread).map(|words| escaped(&words))));
        cells.push(known(apart));
        cells.push(known(agreed.map(|level| escaped(&level.to_string()))));
        cells
    };
    for (domain, rows) in summary.groups() {
        if let Some(domain) = domain {
            let title = format!("**{}**", escaped(&domain.to_string()));
            row(f, &cells(title, &domain.spread, None, None))?;
        }
        for element in rows {
            let agreed = element.agreed.and_then(|at| summary.level(at));
            row(
                f,
                &cells(
                    escaped(&element.to_string()),
                    &element.spread,
                    element.spread.disagreement(),
                    agreed,
                ),
            )?;
        }
    }
    Ok(())
}

fn sums(f: &mut fmt::Formatter<'_>, summary: &Summary) -> fmt::Result {
    if !summary.sums.is_empty() {
        f.write_str("\nThe template declares a sum, one for each rater; sums are not joined:\n\n")?;
    }
    for sum in &summary.sums {
        writeln!(f, "- {}", escaped(&sum.to_string()))?;
    }
    let withheld: Vec<String> =
        summary.withheld.iter().map(|title| escaped(&title.to_string())).collect();
    if !withheld.is_empty() {
        writeln!(f, "\nNot shown, since too few answered: {}", withheld.join("; "))?;
    }
    if !summary.unsupported.is_empty() {
        f.write_str("\nHigh levels with nothing they rest on:\n\n")?;
    }
    for one in &summary.unsupported {
        writeln!(f, "- {}", escaped(&one.to_string()))?;
    }
    Ok(())
}

fn moved(f: &mut fmt::Formatter<'_>, progress: &Progress) -> fmt::Result {
    writeln!(f, "\nSince {}:\n", progress.days.0)?;
    for one in &progress.elements {
        writeln!(f, "- {}", escaped(&one.to_string()))?;
    }
    for title in &progress.left_out {
        writeln!(f, "- {}: not compared, since it was merged", escaped(&title.to_string()))?;
    }
    Ok(())
}

/// Where the template comes from.
fn about(f: &mut fmt::Formatter<'_>, summary: &Summary) -> fmt::Result {
    let words = [
        summary.source.as_ref().map(|source| format!("Template: {}", source.as_str())),
        summary.licence.as_ref().map(|licence| licence.as_str().to_owned()),
        summary.note.as_ref().map(|note| note.as_str().to_owned()),
        (summary.title.mark == SourceMark::Local)
            .then(|| "The template was made by the people of this programme.".to_owned()),
    ];
    for line in words.into_iter().flatten() {
        writeln!(f, "\n{}", escaped(&line))?;
    }
    Ok(())
}
