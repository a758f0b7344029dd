//! Putting a programme together.

use super::references::{self, Parts};
use super::{Header, Programme, Waiver};
use super::{dates, experience, loops};
use crate::assessment::Assessment;
use crate::base::{Code, CycleId, MeasureId, Place, Problem, Problems, Table, kind};
use crate::capability::Capability;
use crate::change::Cycle;
use crate::diagram::DiagramBuilder;
use crate::leadership::Leadership;
use crate::measure::Measure;
use crate::people::People;
use crate::purpose::Purpose;
use crate::systems::Systems;

/// Collects the parts of a programme in any order; [`build`](ProgrammeBuilder::build) checks them
/// together.
///
/// The parts are open: each is valid in itself, and what they must be to each other is checked when
/// the programme is built.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ProgrammeBuilder {
    /// Its id, name, dates and sources.
    pub header: Header,
    /// Why it is done.
    pub purpose: Option<Purpose>,
    /// Who is in it.
    pub people: People,
    /// How leaders act.
    pub leadership: Leadership,
    /// With what skill and time.
    pub capability: Capability,
    /// Through which routines.
    pub systems: Systems,
    /// What people say of their own organisation.
    pub assessment: Assessment,
    /// The measures by id.
    pub measures: Table<kind::Measure, Measure>,
    /// Aims, drivers, changes, and the links between them.
    pub diagram: DiagramBuilder,
    /// The tests of change by id.
    pub cycles: Table<kind::Cycle, Cycle>,
    /// Findings that the team has decided to live with.
    pub waivers: Vec<Waiver>,
}

impl ProgrammeBuilder {
    /// A programme of which only the header is known.
    pub fn new(header: Header) -> Self {
        ProgrammeBuilder {
            header,
            purpose: None,
            people: People::default(),
            leadership: Leadership::default(),
            capability: Capability::default(),
            systems: Systems::default(),
            assessment: Assessment::default(),
            measures: Table::new(),
            diagram: DiagramBuilder::default(),
            cycles: Table::new(),
            waivers: Vec::new(),
        }
    }

    /// Adds a measure.
    ///
    /// # Errors
    ///
    /// The id is taken.
    pub fn measure(
        &mut self,
        id: impl Into<MeasureId>,
        measure: Measure,
    ) -> Result<&mut Self, crate::base::Taken> {
        self.measures.insert(id.into(), measure)?;
        Ok(self)
    }

    /// Adds a test of change.
    ///
    /// # Errors
    ///
    /// The id is taken.
    pub fn cycle(
        &mut self,
        id: impl Into<CycleId>,
        cycle: Cycle,
    ) -> Result<&mut Self, crate::base::Taken> {
        self.cycles.insert(id.into(), cycle)?;
        Ok(self)
    }

    /// Checks everything and freezes it.
    ///
    /// # Errors
    ///
    /// All problems at once: whatever the [diagram](DiagramBuilder::build) refuses; ids that name
    /// nothing, or a thing of another kind; dates in an order that cannot be; cycles that lead back
    /// to where they began.
    pub fn build(mut self) -> Result<Programme, Problems> {
        let mut problems = Vec::new();
        let parts = self.parts();
        references::check(&parts, self.diagram.links(), &self.waivers, &mut problems);
        dates::check(&parts, &mut problems);
        experience::check(&parts, &mut problems);
        self.people.check(&mut problems);
        self.capability.check(&mut problems);
        self.assessment.check(&mut problems);
        if let Some(purpose) = &self.purpose {
            loops::check(
                &purpose.objectives,
                |objective| &objective.serves,
                ("purpose.objectives", "serves"),
                ("objectives serve each other", "let objectives lead up to a true north"),
                &mut problems,
            );
        }
        loops::check(
            &self.cycles,
            |cycle| &cycle.previous,
            ("cycles", "previous"),
            ("tests build on each other", "name as `previous` only what came before"),
            &mut problems,
        );
        let drawn = std::mem::take(&mut self.diagram);
        let outside = self.parts();
        let elsewhere = |id: &str| references::kind_outside_diagram(&outside, id);
        let diagram = match drawn.build_among(&elsewhere) {
            Ok(diagram) => Some(diagram),
            Err(more) => {
                problems.extend(more.into_vec());
                None
            }
        };
        match (Problems::new(problems), diagram) {
            (None, Some(diagram)) => Ok(Programme {
                header: self.header,
                purpose: self.purpose,
                people: self.people,
                leadership: self.leadership,
                capability: self.capability,
                systems: self.systems,
                assessment: self.assessment,
                measures: self.measures,
                diagram,
                cycles: self.cycles,
                waivers: self.waivers,
            }),
            (Some(problems), _) => Err(problems),
            (None, None) => Err(Problems::from(Problem::new(
                Code::InvalidValue,
                Place::default(),
                "the diagram could not be built",
            ))),
        }
    }

    fn parts(&self) -> Parts<'_> {
        Parts {
            header: &self.header,
            purpose: self.purpose.as_ref(),
            people: &self.people,
            leadership: &self.leadership,
            capability: &self.capability,
            systems: &self.systems,
            assessment: &self.assessment,
            measures: &self.measures,
            aims: &self.diagram.aims,
            drivers: &self.diagram.drivers,
            changes: &self.diagram.changes,
            cycles: &self.cycles,
        }
    }
}
