//! How leaders act, and through which routines the work lives on.

use std::fmt;

use super::Markdown;
use super::cells::{escaped, known, row, table};

impl Markdown<'_> {
    pub(super) fn leaders(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let leadership = self.programme.leadership();
        let sponsorship = self.as_of.and_then(|day| self.programme.sponsorship(day));
        if leadership.commitments.is_empty()
            && leadership.visits.is_empty()
            && sponsorship.is_none()
        {
            return Ok(());
        }
        f.write_str("\n## How leaders act\n")?;
        if !leadership.commitments.is_empty() {
            f.write_str("\n")?;
            table(f, &["Promise", "By", "How often", "Kept"])?;
            for (_, promise) in &leadership.commitments {
                let by_dates = self.as_of.and_then(|day| promise.adherence(day));
                let kept = by_dates.map(|adherence| adherence.to_string()).or_else(|| {
                    let share = promise.kept_share()?;
                    Some(format!("{share} of {}", promise.record.len()))
                });
                row(
                    f,
                    &[
                        escaped(promise.label.as_str()),
                        self.roles(&promise.by),
                        known(promise.cadence),
                        kept.unwrap_or_else(|| "not recorded".to_owned()),
                    ],
                )?;
            }
        }
        if !leadership.visits.is_empty() {
            let open: usize = leadership
                .visits
                .rows()
                .map(|visit| visit.follow_up.iter().filter(|item| item.done.is_none()).count())
                .sum();
            let visits = leadership.visits.len();
            let visits =
                if visits == 1 { "One visit".to_owned() } else { format!("{visits} visits") };
            writeln!(
                f,
                "\n{visits} to where the work is done; {open} promised there and still open."
            )?;
        }
        match sponsorship {
            Some(sponsorship) => writeln!(f, "\nThe role of sponsor: {sponsorship}."),
            None => Ok(()),
        }
    }

    pub(super) fn routines(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let systems = self.programme.systems();
        if systems.routines.is_empty() {
            return Ok(());
        }
        f.write_str("\n## Routines\n\n")?;
        let mut headings = vec!["Routine", "Tier", "How often", "Looks at"];
        headings.extend(self.as_of.map(|_| "Kept"));
        table(f, &headings)?;
        for (_, routine) in &systems.routines {
            let label = escaped(routine.label.as_str());
            let retired = routine.retired.is_some();
            let mut cells = vec![
                if retired { format!("~~{label}~~") } else { label },
                known(routine.tier.map(crate::systems::Tier::get)),
                known(routine.cadence),
                self.measure_labels(&routine.looks_at),
            ];
            cells.extend(self.as_of.map(|day| known(routine.adherence(day))));
            row(f, &cells)?;
        }
        self.waits(f)
    }

    /// How issues were answered, by path and by tier.
    fn waits(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(as_of) = self.as_of else { return Ok(()) };
        let escalations = &self.programme.systems().escalations;
        if !escalations.is_empty() {
            f.write_str("\n")?;
        }
        for path in escalations.rows() {
            writeln!(f, "- {}: {}", escaped(path.label.as_str()), path.answers(as_of))?;
        }
        let tiers = self.programme.time_to_clear(as_of);
        if tiers.is_empty() {
            return Ok(());
        }
        f.write_str("\nTime to clear what was raised, by the tier that had to clear it:\n\n")?;
        for (tier, clearance) in tiers {
            let tier = tier.map_or_else(|| "no tier on record".to_owned(), |tier| tier.to_string());
            writeln!(f, "- {tier}: {clearance}")?;
        }
        Ok(())
    }
}
