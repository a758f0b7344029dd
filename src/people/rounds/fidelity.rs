//! Whether Rounds are run as they are meant to be, by either of two published lists.

use std::fmt;

use super::{Format, Invited, Round, Support};
use crate::base::{Date, Share};

/// Which list of components: both come from the national evaluation in England, and a figure is of one
/// of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub enum FidelityList {
    /// Four core components, the second with seven parts (Leamy and colleagues, *BMC Health Services
    /// Research* 2019;19:457). Its seven peripheral components are not held against anybody.
    Leamy2019,
    /// Four core components; four others may be adapted (Maben and colleagues 2018).
    Maben2018,
}

/// A component that can be read from what is recorded. That a Round is for reflection and not for
/// problems is kept by construction: it has no list of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Component {
    /// Two facilitators or more, a senior clinician among them (Leamy 2a).
    CoFacilitation,
    /// Every story was prepared beforehand (Leamy 2b).
    PreparedStories,
    /// The room reflected for 30 minutes or more (Leamy 2c).
    EnoughDiscussion,
    /// Open to all staff, or declared as of one unit (Leamy 2d).
    OpenToAll,
    /// The ground rules were said (Leamy 2e).
    GroundRules,
    /// A clinical lead, a steering group and a sponsor stand behind it (Leamy 2f).
    Support,
    /// There was food (Leamy 2g, Maben).
    Food,
    /// Not joined to another meeting (Leamy 3).
    Integrity,
    /// Six Rounds or more in the year to the day (Leamy 4 asks for a series; six is the crate's own).
    Regularity,
    /// A senior clinician leads (Maben).
    SeniorClinicalLeadership,
    /// Led by a facilitator (Maben).
    FacilitatorLed,
    /// People of more than one staff group took part (Maben).
    GroupParticipation,
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Component::CoFacilitation => "two facilitators, one a senior clinician",
            Component::PreparedStories => "stories prepared beforehand",
            Component::EnoughDiscussion => "30 minutes or more of discussion",
            Component::OpenToAll => "open to all staff",
            Component::GroundRules => "ground rules said",
            Component::Support => "clinical lead, steering group and sponsor",
            Component::Food => "food",
            Component::Integrity => "not part of another meeting",
            Component::Regularity => "six or more in the year",
            Component::SeniorClinicalLeadership => "senior clinical leadership",
            Component::FacilitatorLed => "led by a facilitator",
            Component::GroupParticipation => "several staff groups took part",
        })
    }
}

impl FidelityList {
    /// The components that are read of each Round.
    pub const fn of_each_round(self) -> &'static [Component] {
        match self {
            FidelityList::Leamy2019 => &[
                Component::CoFacilitation,
                Component::PreparedStories,
                Component::EnoughDiscussion,
                Component::OpenToAll,
                Component::GroundRules,
                Component::Support,
                Component::Food,
                Component::Integrity,
            ],
            FidelityList::Maben2018 => &[
                Component::SeniorClinicalLeadership,
                Component::FacilitatorLed,
                Component::GroupParticipation,
                Component::Food,
            ],
        }
    }
}

impl fmt::Display for FidelityList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            FidelityList::Leamy2019 => "Leamy and colleagues 2019",
            FidelityList::Maben2018 => "Maben and colleagues 2018",
        })
    }
}

/// Each component of a list: kept, not kept, or not recorded.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct RoundFidelity {
    /// The list.
    pub list: FidelityList,
    /// Its components, in order: in how many Rounds it was kept, and in how many it is recorded.
    pub components: Vec<(Component, u32, u32)>,
}

impl RoundFidelity {
    /// Of one Round, regularity left out.
    pub fn of_round(round: &Round, list: FidelityList) -> Self {
        let read = |component: &Component| {
            let kept = kept(round, *component);
            (*component, u32::from(kept == Some(true)), u32::from(kept.is_some()))
        };
        RoundFidelity { list, components: list.of_each_round().iter().map(read).collect() }
    }

    /// Of the Rounds of the year to a day.
    pub fn of_year<'r>(
        rounds: impl IntoIterator<Item = &'r Round>,
        as_of: Date,
        list: FidelityList,
    ) -> Self {
        let within = |round: &&Round| round.on <= as_of && as_of.days_since(round.on) < 365;
        let rounds: Vec<&Round> = rounds.into_iter().filter(within).collect();
        let mut components: Vec<(Component, u32, u32)> =
            list.of_each_round().iter().map(|component| (*component, 0, 0)).collect();
        for (component, times, of) in &mut components {
            for round in &rounds {
                if let Some(kept) = kept(round, *component) {
                    *times += u32::from(kept);
                    *of += 1;
                }
            }
        }
        if list == FidelityList::Leamy2019 && !rounds.is_empty() {
            components.push((Component::Regularity, u32::from(rounds.len() >= 6), 1));
        }
        RoundFidelity { list, components }
    }

    /// How many components were kept, and how many are recorded, over all Rounds.
    pub fn known(&self) -> (u32, u32) {
        let add =
            |sum: (u32, u32), (_, kept, of): &(Component, u32, u32)| (sum.0 + kept, sum.1 + of);
        self.components.iter().fold((0, 0), add)
    }

    /// The share of what is recorded that was kept; `None` if nothing is.
    pub fn share(&self) -> Option<Share> {
        let (kept, of) = self.known();
        (of > 0).then(|| Share::new(f64::from(kept) / f64::from(of)).ok()).flatten()
    }
}

/// Whether a Round kept a component; `None` if that is not recorded.
fn kept(round: &Round, component: Component) -> Option<bool> {
    let led = !round.facilitators.is_empty();
    let senior = || -> Option<bool> {
        let mut known = round.facilitators.iter().map(|one| one.senior_clinician);
        if known.clone().any(|senior| senior == Some(true)) {
            return Some(true);
        }
        (led && known.all(|senior| senior.is_some())).then_some(false)
    };
    match component {
        Component::CoFacilitation if led && round.facilitators.len() < 2 => Some(false),
        Component::CoFacilitation | Component::SeniorClinicalLeadership => senior(),
        Component::PreparedStories => (!round.panel.is_empty()).then(|| {
            round.panel.iter().all(|one| one.prepared_on.is_some_and(|day| day < round.on))
        }),
        Component::EnoughDiscussion => round.discussion_minutes.map(|minutes| minutes >= 30),
        Component::OpenToAll => round
            .invited
            .map(|invited| invited == Invited::AllStaff || round.format == Format::UnitBased),
        Component::GroundRules => round.ground_rules,
        Component::Support => (!round.supported_by.is_empty()).then(|| {
            [Support::ClinicalLead, Support::SteeringGroup, Support::Sponsor]
                .iter()
                .all(|support| round.supported_by.contains(support))
        }),
        Component::Food => round.food,
        Component::Integrity => round.part_of_another_meeting.map(|joined| !joined),
        Component::FacilitatorLed => led.then_some(true),
        Component::GroupParticipation => {
            let came = round.attendance.iter().filter(|of| of.people > 0);
            (!round.attendance.is_empty()).then(|| came.count() > 1)
        }
        Component::Regularity => None,
    }
}

impl fmt::Display for RoundFidelity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kept, of) = self.known();
        write!(f, "{}: {kept} of {of} recorded components kept", self.list)?;
        for (component, kept, of) in &self.components {
            match of {
                0 => write!(f, "\n  {component}: not recorded")?,
                _ => write!(f, "\n  {component}: {kept} of {of}")?,
            }
        }
        Ok(())
    }
}
