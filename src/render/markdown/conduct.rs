//! How leaders act, and through which routines the work lives on.

use std::fmt;

use super::Markdown;
use super::cells::{escaped, known, row, table};
use crate::base::{Clearance, Date, Tier};
use crate::leadership::Leadership;
use crate::render::words::and;

impl Markdown<'_> {
    pub(super) fn leaders(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let leadership = self.programme.leadership();
        let sponsorship = self.as_of.and_then(|day| self.programme.sponsorship(day));
        if leadership.is_empty() || (self.is_only_sponsors() && sponsorship.is_none()) {
            return Ok(());
        }
        f.write_str("\n## How leaders act\n")?;
        self.behaviours(f)?;
        if !leadership.commitments.is_empty() {
            f.write_str("\n")?;
            table(f, &["Promise", "By", "How often", "Kept"])?;
        }
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
        self.visits(f)?;
        self.coached(f)?;
        match sponsorship {
            Some(sponsorship) => writeln!(f, "\nThe role of sponsor: {sponsorship}."),
            None => Ok(()),
        }
    }

    fn is_only_sponsors(&self) -> bool {
        let Leadership { behaviours, commitments, visits, coaching, .. } =
            self.programme.leadership();
        behaviours.is_empty() && commitments.is_empty() && visits.is_empty() && coaching.is_empty()
    }

    /// What leaders are to do, how it would be seen, and what is on record of it up to the day.
    fn behaviours(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let behaviours = &self.programme.leadership().behaviours;
        if behaviours.is_empty() {
            return Ok(());
        }
        f.write_str("\n")?;
        table(f, &["Behaviour", "Kind", "What an observer would see", "On record"])?;
        for behaviour in behaviours.rows() {
            let first = behaviour.observations.iter().map(|seen| seen.on).min();
            let to = self.as_of.unwrap_or(Date::LAST);
            let seen = first.filter(|first| *first <= to).map(|first| behaviour.seen(first, to));
            row(
                f,
                &[
                    escaped(behaviour.label.as_str()),
                    format!("{}: {}", behaviour.kind, behaviour.kind.description()),
                    known(behaviour.sign.as_ref().map(|sign| escaped(sign.as_str()))),
                    seen.unwrap_or_default().to_string(),
                ],
            )?;
        }
        Ok(())
    }

    /// What was asked on visits, and what became of it.
    fn visits(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to = self.as_of.unwrap_or(Date::LAST);
        let made = || self.programme.leadership().visits.rows().filter(|visit| visit.on <= to);
        let visits = match made().count() {
            0 => return Ok(()),
            1 => "One visit".to_owned(),
            visits => format!("{visits} visits"),
        };
        let open: usize = made().map(|visit| visit.open_on(to).count()).sum();
        let promised: usize = made().map(|visit| visit.follow_up.len()).sum();
        writeln!(
            f,
            "\n{visits} to where the work is done; of what was promised there {} done and {open} \
             still open.",
            promised.saturating_sub(open)
        )?;
        let asked: Vec<_> = made().flat_map(|visit| &visit.asked).collect();
        if !asked.is_empty() {
            f.write_str("\nWhat was asked there:\n\n")?;
        }
        asked.iter().try_for_each(|asked| writeln!(f, "- {}", escaped(asked.as_str())))
    }

    /// With which frontline groups leaders had a coaching talk, and when last.
    fn coached(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.programme.leadership().coaching.is_empty() {
            return Ok(());
        }
        let reach = self.programme.coaching_reach(self.as_of.unwrap_or(Date::LAST));
        let said: Vec<String> = reach
            .into_iter()
            .map(|(group, last)| {
                let group = self.groups(std::slice::from_ref(group));
                let last = last.map_or_else(|| "none".to_owned(), |day| day.to_string());
                format!("{group} ({last})")
            })
            .collect();
        if said.is_empty() {
            Ok(())
        } else {
            writeln!(f, "\nThe last coaching talk with {}.", and(&said))
        }
    }

    pub(super) fn routines(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let systems = self.programme.systems();
        let cleared = self.as_of.map(|day| self.programme.time_to_clear(day)).unwrap_or_default();
        if systems.is_empty() && cleared.is_empty() {
            return Ok(());
        }
        f.write_str("\n## Routines\n")?;
        let parts = systems.routines.rows().any(|routine| routine.function.is_some());
        if !systems.routines.is_empty() {
            f.write_str("\n")?;
            let mut headings = vec!["Routine", "Tier", "How often", "Looks at"];
            headings.extend(parts.then_some("Part of the system"));
            headings.extend(self.as_of.map(|_| "Kept"));
            table(f, &headings)?;
        }
        for (_, routine) in &systems.routines {
            let label = escaped(routine.label.as_str());
            let retired = routine.retired.is_some();
            let mut cells = vec![
                if retired { format!("~~{label}~~") } else { label },
                known(routine.tier.map(crate::systems::Tier::get)),
                known(routine.cadence),
                self.measure_labels(&routine.looks_at),
            ];
            cells.extend(parts.then(|| known(routine.function)));
            cells.extend(self.as_of.map(|day| known(routine.adherence(day))));
            row(f, &cells)?;
        }
        self.boards(f)?;
        self.standards(f)?;
        self.metrics(f)?;
        self.waits(f, &cleared)
    }

    /// How issues were answered, by path and by tier.
    fn waits(
        &self,
        f: &mut fmt::Formatter<'_>,
        tiers: &[(Option<Tier>, Clearance)],
    ) -> fmt::Result {
        let Some(as_of) = self.as_of else { return Ok(()) };
        let escalations = &self.programme.systems().escalations;
        if !escalations.is_empty() {
            f.write_str("\n")?;
        }
        for path in escalations.rows() {
            writeln!(f, "- {}: {}", escaped(path.label.as_str()), path.answers(as_of))?;
        }
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
