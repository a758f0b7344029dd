//! With what skill and time.

use std::fmt;

use super::Markdown;
use super::cells::{escaped, known, row, table};
use crate::base::{AnyId, Date, Hours, WeekHours};
use crate::capability::{Balance, DoseReading, RoleWeeks, Shortage};
use crate::diagram::claims::Settings;
use crate::people::SmallNumbers;
use crate::render::words::and;

/// How far the report looks ahead: half a year.
const WEEKS: usize = 26;

impl Markdown<'_> {
    pub(super) fn skill_and_time(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let capability = self.programme.capability();
        let balance: Vec<Balance> =
            self.programme.load(self.as_of).into_iter().map(|load| load.balance).collect();
        let dosing = self.as_of.map(|day| self.programme.dosing(day)).unwrap_or_default();
        let induction = self.as_of.map(|day| capability.induction_by(day)).unwrap_or_default();
        let capacity =
            self.as_of.map(|day| self.programme.capacity(day, WEEKS, WeekHours::FULL_TIME));
        let mut short: Vec<Shortage> = capacity
            .iter()
            .flat_map(|all| all.roles().iter().filter_map(|role| all.first_shortage_of(role)))
            .collect();
        short.sort_by_key(|shortage| shortage.week);
        let unplaced = self.programme.hours(WeekHours::FULL_TIME).unplaced;
        let nothing = balance.is_empty() && dosing.is_empty() && induction.is_empty();
        if nothing && short.is_empty() && unplaced.is_empty() {
            return Ok(());
        }
        f.write_str("\n## Skill and time\n")?;
        if !balance.is_empty() {
            self.balance(f, balance)?;
        }
        if !short.is_empty() {
            self.first_weeks(f, &short)?;
        } else if capacity.is_some_and(|all| all.roles().iter().any(RoleWeeks::is_recorded)) {
            writeln!(
                f,
                "\nWhat is asked fits the recorded hours in each of the next {WEEKS} weeks."
            )?;
        }
        if !unplaced.is_empty() {
            f.write_str("\nNot counted in any week:\n\n")?;
        }
        for one in unplaced {
            let name = self.programme.label_of(&one.what).unwrap_or(one.what.slug());
            writeln!(f, "- {}: {}", escaped(name), one.missing)?;
        }
        if let Some(day) = self.as_of.filter(|_| !dosing.is_empty()) {
            self.doses(f, &dosing, day)?;
        }
        if !induction.is_empty() {
            f.write_str("\n")?;
        }
        for coverage in induction {
            let groups: Vec<_> = coverage.group.into_iter().cloned().collect();
            let group =
                if groups.is_empty() { "All staff".to_owned() } else { self.groups(&groups) };
            writeln!(
                f,
                "- {group}: {} of {} new starters reached in their induction",
                coverage.reached, coverage.starters
            )?;
        }
        Ok(())
    }

    fn balance(&self, f: &mut fmt::Formatter<'_>, balance: Vec<Balance>) -> fmt::Result {
        f.write_str("\nHours a week that live changes ask for, and that are protected")?;
        let time = &self.programme.capability().protected_time;
        match self.as_of {
            Some(day) => writeln!(f, ", as of {day}.\n")?,
            None if time.iter().any(|time| time.when.is_some()) => {
                f.write_str("; without a day all periods count together.\n\n")?;
            }
            None => f.write_str(".\n\n")?,
        }
        table(f, &["Role", "Asked", "Protected", "Short"])?;
        for line in balance {
            row(
                f,
                &[
                    self.roles(std::slice::from_ref(&line.role)),
                    line.needs.to_string(),
                    match line.has {
                        Some(has) => has.to_string(),
                        None if time.iter().any(|time| time.role == line.role) => {
                            "none on that day".to_owned()
                        }
                        None => "not recorded".to_owned(),
                    },
                    known(line.short()),
                ],
            )?;
        }
        Ok(())
    }

    /// The first week that does not fit for each role, because of what, and what would be paused.
    fn first_weeks(&self, f: &mut fmt::Formatter<'_>, short: &[Shortage]) -> fmt::Result {
        let hours = |hours: f64| {
            Hours::new(hours.clamp(0.0, Hours::MAX)).unwrap_or(Hours::NONE).to_string()
        };
        let name = |id: &AnyId| escaped(self.programme.label_of(id).unwrap_or(id.slug()));
        f.write_str("\nThe first week that does not fit:\n\n")?;
        for short in short {
            let causes = short.because.iter();
            let causes = causes.map(|c| format!("{} ({})", name(&c.cause), hours(c.hours)));
            writeln!(
                f,
                "- {}: {} (from {}), {} asked and {} there, for {}",
                self.roles(std::slice::from_ref(&short.role)),
                short.week,
                short.week.first_day(),
                hours(short.needs),
                hours(short.has),
                and(&causes.collect::<Vec<_>>())
            )?;
        }
        let settings = Settings::default();
        let fits =
            short.iter().map(|s| self.programme.fit(s.week, WeekHours::FULL_TIME, &settings));
        let Some(fit) = fits.into_iter().find(|fit| !fit.pause.is_empty()) else {
            return writeln!(f, "\nPausing changes does not mend it.");
        };
        writeln!(
            f,
            "\nIn {} the aims would lose least by a pause of {}: by the team's own theory the sum of \
             their reliability goes from {:.2} to {:.2}.",
            fit.week,
            and(&fit.pause.iter().map(|id| name(&id.into())).collect::<Vec<_>>()),
            fit.before,
            fit.after
        )
    }

    /// Plans of skill, as of a day. How many use their skill is hidden where few are meant.
    fn doses(
        &self,
        f: &mut fmt::Formatter<'_>,
        doses: &[DoseReading<'_>],
        day: Date,
    ) -> fmt::Result {
        let few = SmallNumbers::default().results_under;
        writeln!(f, "\nSkill, planned and there, as of {day}.\n")?;
        table(
            f,
            &[
                "Group", "Site", "Level", "People", "Trained", "Have it", "Planned", "Pace",
                "Use it",
            ],
        )?;
        for reading in doses {
            let uses = match (reading.counted, reading.active_share()) {
                (Some(counted), Some(_)) if counted.here < few => "hidden: too few".to_owned(),
                (Some(_), Some(share)) => format!("{}%", (share.get() * 100.0).round()),
                _ => "-".to_owned(),
            };
            let planned = reading.planned.map(|planned| match reading.dose.by {
                Some(by) => format!("{planned} by {by}"),
                None => planned.to_string(),
            });
            row(
                f,
                &[
                    self.groups(std::slice::from_ref(&reading.dose.group)),
                    known(reading.dose.site.as_ref().map(|site| escaped(site.as_str()))),
                    reading.dose.level.to_string(),
                    known(reading.people),
                    reading.trained.to_string(),
                    reading.have_it.to_string(),
                    known(planned),
                    reading.pace.to_string(),
                    uses,
                ],
            )?;
        }
        Ok(())
    }
}
