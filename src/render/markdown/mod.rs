//! A programme as a Markdown report.

mod assessment;
mod capacity;
mod cells;
mod conditions;
mod conduct;
mod cycles;
mod direction;
mod evidence;
mod parties;
mod people;
mod systems;

use std::fmt::{self, Display};

use super::summary::{Summary, tidy};
use super::words::and;
use crate::base::{Date, GroupId, MeasureId, RoleId};
use crate::diagram::NodeRef;
use crate::people::DecisionPoint;
use crate::programme::Programme;
use crate::review::Review;
use crate::theory::{Settings, TheoryReading};
use cells::{escaped, known, labels, last, leads_to, row, struck, table};

/// A programme as a Markdown report: why, who at which decision, what leads to what, how it is
/// known, what was tested, whether the evidence bears it out (as of a day), how people assess themselves, and, if it is given, what a review found.
///
/// Tables are those of GitHub Flavored Markdown. Text of the programme is escaped, so that it stays
/// text.
#[derive(Debug, Clone, Copy)]
pub struct Markdown<'p> {
    programme: &'p Programme,
    review: Option<&'p Review>,
    as_of: Option<Date>,
    fewest_raters: u32,
}

impl<'p> Markdown<'p> {
    /// A report on a programme.
    pub fn of(programme: &'p Programme) -> Self {
        Markdown { programme, review: None, as_of: None, fewest_raters: 0 }
    }

    /// The same report, with what a review found.
    #[must_use]
    pub fn with_review(mut self, review: &'p Review) -> Self {
        self.review = Some(review);
        self
    }

    /// The same report, as of a day: whether the evidence bears the theory out by then, how people fare,
    /// whether the conditions are there, what was kept and missed of routines and promises, and how long
    /// things waited.
    #[must_use]
    pub fn as_of(mut self, day: Date) -> Self {
        self.as_of = Some(day);
        self
    }

    /// The same report for those who were not in the room: of self-assessments it shows what at least so
    /// many raters answered, and no single rater. Notes and plans are shown as they are written. See [`Summary::guarded`](crate::assessment::Summary::guarded).
    #[must_use]
    pub fn guarded(mut self, fewest: u32) -> Self {
        self.fewest_raters = fewest;
        self
    }

    /// What the programme holds and the report does not show.
    pub fn losses(&self) -> Vec<String> {
        let links = || self.programme.diagram().links();
        let mut losses = Vec::new();
        let mut lost = |n: usize, what: &str| {
            if n > 0 {
                losses.push(format!("{what} of {n} link{}", if n == 1 { "" } else { "s" }));
            }
        };
        lost(links().filter(|link| link.delay.is_some()).count(), "the delay");
        lost(links().filter(|link| link.evidence.is_some()).count(), "the evidence");
        lost(links().filter(|link| link.belief.is_some()).count(), "the belief");
        let points: usize = self
            .programme
            .measures()
            .rows()
            .filter_map(|measure| measure.series.as_ref())
            .map(|series| series.points().len().saturating_sub(1))
            .sum();
        if points > 0 {
            losses.push(format!("{points} points of series (the last of each is shown)"));
        }
        losses
    }

    fn why(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(purpose) = self.programme.purpose() else { return Ok(()) };
        writeln!(f, "\n## Why\n\n> {}", escaped(purpose.statement.as_str()))?;
        if let Some(because) = &purpose.because {
            writeln!(f, "\n{}", escaped(because.as_str()))?;
        }
        if let Some(ambition) = &purpose.ambition {
            writeln!(f, "\nThe wider ambition: {}", escaped(ambition.as_str()))?;
        }
        Ok(())
    }

    /// Who was in the room: one row for each group, one column for each decision.
    fn who(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let people = self.programme.people();
        if people.groups.is_empty() {
            return Ok(());
        }
        f.write_str("\n## Who was in the room\n\n| Group |")?;
        for point in DecisionPoint::ALL {
            write!(f, " {point} |")?;
        }
        writeln!(f, "\n|---|{}", "---|".repeat(DecisionPoint::ALL.len()))?;
        for (id, group) in &people.groups {
            write!(f, "| {} |", escaped(group.label.as_str()))?;
            for point in DecisionPoint::ALL {
                let levels: Vec<String> = people
                    .at(point)
                    .filter(|involvement| involvement.group == *id)
                    .map(|involvement| involvement.level.to_string())
                    .collect();
                write!(
                    f,
                    " {} |",
                    if levels.is_empty() { "-".to_owned() } else { levels.join(", ") }
                )?;
            }
            writeln!(f)?;
        }
        Ok(())
    }

    fn aims(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\n## What it is after\n\n")?;
        if self.programme.diagram().aims().len() == 0 {
            return writeln!(f, "No aim is set yet.");
        }
        table(f, &["Aim", "From", "To", "By", "For whom, where", "Measures"])?;
        for aim in self.programme.diagram().aims() {
            let place: Vec<&str> = [aim.get().population.as_ref(), aim.get().place.as_ref()]
                .into_iter()
                .flatten()
                .map(AsRef::as_ref)
                .collect();
            row(
                f,
                &[
                    struck(aim.node(), aim.node().label()),
                    known(aim.from),
                    known(aim.target().map(|to| tidy(to.get()))),
                    known(aim.by),
                    if place.is_empty() { "-".to_owned() } else { escaped(&place.join("; ")) },
                    self.measures_of(aim.node()),
                ],
            )?;
        }
        Ok(())
    }

    fn theory(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let diagram = self.programme.diagram();
        if diagram.drivers().len() + diagram.changes().len() == 0 {
            return Ok(());
        }
        f.write_str("\n## What leads to what\n\nEach link is a claim.\n")?;
        if diagram.drivers().len() > 0 {
            f.write_str("\n")?;
            table(f, &["Driver", "Level", "Leads to", "Measures"])?;
            for driver in diagram.drivers() {
                row(
                    f,
                    &[
                        struck(driver.node(), driver.node().label()),
                        known(driver.placed_level()),
                        leads_to(driver.effects()),
                        self.measures_of(driver.node()),
                    ],
                )?;
            }
        }
        if diagram.changes().len() > 0 {
            f.write_str("\n")?;
            table(
                f,
                &[
                    "Change",
                    "Status",
                    "Designed by",
                    "Leads to",
                    "Routes to an aim",
                    "Hours a week",
                ],
            )?;
            for change in diagram.changes() {
                row(
                    f,
                    &[
                        struck(change.node(), change.node().label()),
                        known(change.status),
                        self.groups(&change.get().designed_by),
                        leads_to(change.effects()),
                        change.node().count_routes().to_string(),
                        self.hours(change.get().hours.iter()),
                    ],
                )?;
            }
        }
        Ok(())
    }

    fn measures(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.programme.measures().is_empty() {
            return Ok(());
        }
        f.write_str("\n## How we will know\n\n")?;
        table(
            f,
            &["Measure", "Family", "Better is", "Baseline", "Target", "Points", "Last", "About"],
        )?;
        for (_, measure) in self.programme.measures() {
            let points = measure.series.as_ref().map_or(0, |series| series.points().len());
            row(
                f,
                &[
                    escaped(measure.label.as_str()),
                    measure.family.to_string(),
                    known(measure.direction),
                    known(measure.baseline.as_ref().map(|baseline| baseline.value)),
                    known(measure.target.as_ref().map(|target| target.value)),
                    points.to_string(),
                    last(measure),
                    self.groups(&measure.about),
                ],
            )?;
        }
        Ok(())
    }

    fn findings(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(review) = self.review else { return Ok(()) };
        f.write_str("\n## What a reviewer would ask\n\n")?;
        if review.findings.is_empty() {
            writeln!(f, "Nothing.")?;
        } else {
            table(f, &["Level", "Rule", "About", "Finding", "What would mend it"])?;
        }
        for finding in &review.findings {
            let subjects: Vec<&str> = finding
                .subjects
                .iter()
                .filter_map(|subject| self.programme.label_of(subject))
                .collect();
            let mend = match &finding.waiver {
                Some(waiver) => format!("waived: {}", waiver.because),
                None => finding.repair.clone(),
            };
            row(
                f,
                &[
                    finding.level.to_string(),
                    finding.lint.code.to_owned(),
                    escaped(&subjects.join("; ")),
                    escaped(&finding.message),
                    escaped(&mend),
                ],
            )?;
        }
        for idle in &review.idle_waivers {
            writeln!(f, "\n{}", escaped(&idle.to_string()))?;
        }
        Ok(())
    }

    fn sources(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sources = &self.programme.header().sources;
        if sources.is_empty() {
            return Ok(());
        }
        f.write_str("\n## Sources\n\n")?;
        for source in sources {
            let text = source.as_str();
            let is_address = text.starts_with("https://") || text.starts_with("http://");
            if is_address && !text.contains(['<', '>', ' ']) {
                writeln!(f, "- <{text}>")?;
            } else {
                writeln!(f, "- {}", escaped(text))?;
            }
        }
        Ok(())
    }

    fn measures_of(&self, node: NodeRef<'_>) -> String {
        self.measure_labels(node.measures())
    }

    fn measure_labels(&self, ids: &[MeasureId]) -> String {
        let table = self.programme.measures();
        labels(ids.iter().filter_map(|id| table.get(id.as_str()).map(|m| &m.label)))
    }

    fn groups(&self, ids: &[GroupId]) -> String {
        let groups = &self.programme.people().groups;
        labels(ids.iter().filter_map(|id| groups.get(id.as_str()).map(|group| &group.label)))
    }

    fn roles(&self, ids: &[RoleId]) -> String {
        let roles = &self.programme.people().roles;
        labels(ids.iter().filter_map(|id| roles.get(id.as_str()).map(|role| &role.label)))
    }

    fn hours<'a>(
        &self,
        hours: impl Iterator<Item = (&'a RoleId, &'a crate::base::Hours)>,
    ) -> String {
        let each: Vec<String> = hours
            .map(|(role, hours)| {
                format!("{}: {}", self.roles(std::slice::from_ref(role)), hours.get())
            })
            .collect();
        if each.is_empty() { "-".to_owned() } else { each.join("; ") }
    }
}

impl Display for Markdown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# {}", escaped(self.programme.name().as_str()))?;
        writeln!(f, "\n{}", escaped(&Summary::of(self.programme).to_string()))?;
        self.why(f)?;
        self.who(f)?;
        self.aims(f)?;
        self.restatements(f)?;
        self.equity(f)?;
        self.direction(f)?;
        self.stakeholders(f)?;
        self.theory(f)?;
        self.measures(f)?;
        self.tests_of_change(f)?;
        let settings = Settings::default();
        let reading = self.as_of.map(|day| TheoryReading::new(self.programme, day, &settings));
        self.evidence(f, reading.as_ref())?;
        self.codesign(f)?;
        self.how_people_fare(f, reading.as_ref())?;
        conditions::chapter(f, reading.as_ref())?;
        self.leaders(f)?;
        self.skill_and_time(f)?;
        self.routines(f)?;
        self.self_assessments(f)?;
        self.findings(f)?;
        self.sources(f)
    }
}
