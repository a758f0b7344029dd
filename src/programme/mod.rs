//! Is it one coherent whole?
//!
//! A [`Programme`] joins what the other rooms hold: its purpose, its people, how leaders act, skill
//! and time, routines, measures, the diagram that links every change to the outcome it is meant to
//! move, and the cycles in which changes are tested. [`ProgrammeBuilder`] takes the parts in any order, checks that every id names something
//! that exists and is of the right kind, and reports all that is wrong at once.
//!
//! A built programme is frozen, so that it can be shared, compared and kept as a revision. To change
//! it, take it [back to a builder](Programme::to_builder) and build it again.
//!
//! ```
//! use improvement::base::{Label, Statement};
//! use improvement::programme::Programme;
//! use improvement::purpose::Aim;
//!
//! let mut builder = Programme::builder("calmer-wards".parse()?, Label::new("Calmer wards")?);
//! let mut aim = Aim::new(Statement::new("40% less physical violence by the end of 2015")?);
//! aim.measures = vec!["violence-rate".parse()?];
//! builder.diagram.aim("less-violence".parse::<improvement::base::AimId>()?, aim);
//! let problems = builder.build().unwrap_err();
//! assert_eq!(
//!     problems.to_string(),
//!     "error[D002] at aims.less-violence.measures.0: no measure named `violence-rate`",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod alignment;
#[cfg(test)]
mod ask_tests;
mod attention;
mod builder;
mod capacity;
mod codesign;
mod codesign_references;
mod cycles;
mod dates;
mod deadlines;
mod experience;
mod fit;
mod guard;
mod header;
mod leaders;
mod load;
mod loops;
mod marks;
mod minutes;
mod portfolio;
mod references;
mod revision;
#[cfg(test)]
mod tests;
mod voices;

pub use alignment::{LineOfSight, Reach, Serving};
pub use attention::Alert;
pub use builder::ProgrammeBuilder;
pub use capacity::{Gathered, Unplaced};
pub use codesign::PriorityStory;
pub use deadlines::AimDeadline;
pub use experience::Pair;
pub use fit::{Fit, RoleFit};
pub use guard::{EquityAnswer, GapReading, QuietRestatement, WithoutPower};
pub use header::{Header, Waiver};
pub use load::{Chosen, RoleLoad};
pub use marks::{Facet, Mark, Marked};
pub use minutes::{ShiftMinutes, TeamChanges};
pub use portfolio::{Portfolio, SharedLoad};
pub use revision::Revision;
pub use voices::{NodeVoices, VoiceCoverage};

use crate::assessment::Assessment;
use crate::base::{AnyId, Label, Table, kind};
use crate::capability::Capability;
use crate::change::progress::ProgressFacts;
use crate::change::{Cycle, Ramps};
use crate::diagram::Diagram;
use crate::leadership::Leadership;
use crate::measure::{Family, Measure};
use crate::people::People;
use crate::purpose::Purpose;
use crate::systems::Systems;

/// An improvement programme: one coherent, frozen value.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    header: Header,
    purpose: Option<Purpose>,
    people: People,
    leadership: Leadership,
    capability: Capability,
    systems: Systems,
    assessment: Assessment,
    measures: Table<kind::Measure, Measure>,
    diagram: Diagram,
    cycles: Table<kind::Cycle, Cycle>,
    waivers: Vec<Waiver>,
}

impl Programme {
    /// Starts a programme.
    pub fn builder(id: crate::base::ProgrammeId, name: Label) -> ProgrammeBuilder {
        ProgrammeBuilder::new(Header::new(id, name))
    }

    /// Takes the programme back to a builder, to be changed and built again.
    pub fn to_builder(&self) -> ProgrammeBuilder {
        ProgrammeBuilder {
            header: self.header.clone(),
            purpose: self.purpose.clone(),
            people: self.people.clone(),
            leadership: self.leadership.clone(),
            capability: self.capability.clone(),
            systems: self.systems.clone(),
            assessment: self.assessment.clone(),
            measures: self.measures.clone(),
            diagram: self.diagram.to_builder(),
            cycles: self.cycles.clone(),
            waivers: self.waivers.clone(),
        }
    }

    /// Its id, name, dates and sources.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What it is called.
    pub fn name(&self) -> &Label {
        &self.header.name
    }

    /// Why it is done; `None` if nobody has said so yet.
    pub fn purpose(&self) -> Option<&Purpose> {
        self.purpose.as_ref()
    }

    /// Who is in it.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// How leaders act.
    pub fn leadership(&self) -> &Leadership {
        &self.leadership
    }

    /// With what skill and time.
    pub fn capability(&self) -> &Capability {
        &self.capability
    }

    /// Through which routines.
    pub fn systems(&self) -> &Systems {
        &self.systems
    }

    /// What people say of their own organisation.
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// The measures by id.
    pub fn measures(&self) -> &Table<kind::Measure, Measure> {
        &self.measures
    }

    /// What leads to what.
    pub fn diagram(&self) -> &Diagram {
        &self.diagram
    }

    /// The tests of change by id.
    pub fn cycles(&self) -> &Table<kind::Cycle, Cycle> {
        &self.cycles
    }

    /// The tests of change with what follows what, and with the measures that are followed at
    /// regular times.
    pub fn ramps(&self) -> Ramps<'_> {
        let followed = self.measures.iter().filter(|(_, measure)| cycles::is_followed(measure));
        Ramps::of(&self.cycles).with_followed(followed.map(|(id, _)| id))
    }

    /// The outcome measures of the aims that count.
    pub(crate) fn goals(&self) -> Vec<cycles::Goal<'_>> {
        cycles::goals(self)
    }

    /// What is on record for the [progress scale](crate::change::progress), short of what charts
    /// show: signals of improvement and targets reached are left at none, for whoever reads the
    /// charts to fill in (`TheoryReading::progress_facts`). Goals are the outcome measures of the
    /// aims; one is charted if its series holds two values or more.
    pub fn progress_facts(&self) -> ProgressFacts {
        cycles::progress_facts(self)
    }

    /// Findings that the team has decided to live with, and why.
    pub fn waivers(&self) -> &[Waiver] {
        &self.waivers
    }

    /// The measures of a family that are still collected.
    pub fn measures_of(
        &self,
        family: Family,
    ) -> impl Iterator<Item = (&crate::base::MeasureId, &Measure)> {
        self.measures.iter().filter(move |(_, m)| m.family == family && m.retired.is_none())
    }

    /// Whether something with this id and kind is in the programme.
    pub fn contains(&self, id: &AnyId) -> bool {
        references::contains(&self.parts(), id)
    }

    /// The words by which people know a thing: its label, or an aim's statement.
    pub fn label_of(&self, id: &AnyId) -> Option<&str> {
        references::label(&self.parts(), id)
    }

    fn parts(&self) -> references::Parts<'_> {
        references::Parts {
            header: &self.header,
            purpose: self.purpose.as_ref(),
            people: &self.people,
            leadership: &self.leadership,
            capability: &self.capability,
            systems: &self.systems,
            assessment: &self.assessment,
            measures: &self.measures,
            aims: self.diagram.aim_table(),
            drivers: self.diagram.driver_table(),
            changes: self.diagram.change_table(),
            cycles: &self.cycles,
        }
    }
}
