//! What a rule may look at.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::Settings;
use crate::base::{AnyId, Date, GroupId};
use crate::conditions::{self, Conditions};
use crate::diagram::{DriverRef, Level};
use crate::people::Constituency;
use crate::programme::Programme;
use crate::theory::{Settings as TheorySettings, TheoryReading};

/// What a rule may look at: the programme, the thresholds, the day, and facts that several rules
/// ask for, worked out once.
#[derive(Debug)]
pub(crate) struct Context<'p> {
    pub(crate) programme: &'p Programme,
    pub(crate) settings: &'p Settings,
    pub(crate) as_of: Option<Date>,
    contributors: OnceLock<BTreeSet<Constituency>>,
    reading: OnceLock<TheoryReading<'p>>,
    conditions: OnceLock<Conditions>,
}

impl<'p> Context<'p> {
    pub(crate) fn new(
        programme: &'p Programme,
        settings: &'p Settings,
        as_of: Option<Date>,
    ) -> Self {
        let (contributors, reading, conditions) =
            (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Context { programme, settings, as_of, contributors, reading, conditions }
    }

    /// The charts and the theory as of the day; `None` without a day.
    pub(crate) fn reading(&self) -> Option<&TheoryReading<'p>> {
        let as_of = self.as_of?;
        let read = || TheoryReading::new(self.programme, as_of, &TheorySettings::default());
        Some(self.reading.get_or_init(read))
    }

    /// The conditions as of the day; `None` without a day.
    pub(crate) fn conditions(&self) -> Option<&Conditions> {
        let theory = self.reading()?;
        let mut settings = conditions::Settings::default();
        settings.full_time_week = self.settings.full_time_week;
        settings.old_after_days = self.settings.evidence_old_after_days;
        Some(self.conditions.get_or_init(|| Conditions::of(theory, &settings)))
    }

    /// Drivers that count and stand in the first column.
    pub(crate) fn primaries(&self) -> impl Iterator<Item = DriverRef<'p>> {
        self.drivers().filter(|driver| driver.placed_level() == Some(Level::Primary))
    }

    /// Drivers that count.
    pub(crate) fn drivers(&self) -> impl Iterator<Item = DriverRef<'p>> {
        self.programme.diagram().drivers().filter(|driver| driver.retired.is_none())
    }

    /// From which sides people took part in making the theory: whoever had a voice in the problem or
    /// the solution, proposed or designed a change, or drew a link.
    pub(crate) fn contributors(&self) -> &BTreeSet<Constituency> {
        self.contributors.get_or_init(|| {
            use crate::people::DecisionPoint::{Delivery, Problem, Solution};
            let people = self.programme.people();
            let diagram = self.programme.diagram();
            let mut groups: Vec<&GroupId> = Vec::new();
            groups.extend(people.involvement.iter().filter_map(|involvement| {
                let making = matches!(involvement.at, Problem | Solution | Delivery);
                (making && involvement.level.gives_voice()).then_some(&involvement.group)
            }));
            for change in diagram.changes() {
                groups.extend(change.get().proposed_by.iter().chain(&change.get().designed_by));
            }
            for link in diagram.links() {
                groups.extend(&link.claim().drawn_by);
            }
            groups.iter().filter_map(|group| people.constituency(group.as_str())).collect()
        })
    }
}

/// The subject of a finding about the programme as a whole.
pub(crate) fn whole(programme: &Programme) -> Vec<AnyId> {
    vec![programme.header().id.clone().into()]
}
