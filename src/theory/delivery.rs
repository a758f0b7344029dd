//! Whether a change is done, and how reliably.

use std::fmt;

use super::plot;
use super::{MeasureMovement, Settings, State};
use crate::base::{ChangeId, Date, MeasureId, Share};
use crate::change::{Change, ChangeStatus, Cycle, CycleKind, Delivery as Done};
use crate::programme::Programme;

/// Whether something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// No.
    No,
    /// In part: some of it, or below the dose that the theory asks for.
    Partly,
    /// Yes.
    Yes,
    /// It cannot be told.
    Unseen,
}

impl Extent {
    /// All four.
    pub const ALL: [Extent; 4] = [Extent::No, Extent::Partly, Extent::Yes, Extent::Unseen];
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Extent::No => "no",
            Extent::Partly => "partly",
            Extent::Yes => "yes",
            Extent::Unseen => "cannot tell",
        })
    }
}

/// What is known about the delivery of one change, as of a day.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Delivery {
    /// The change.
    pub change: ChangeId,
    /// The day it began: the recorded one, else the first day of its earliest cycle.
    pub started: Option<Date>,
    /// The share of occasions on which it is carried out.
    pub share: Option<Share>,
    /// What says so.
    pub basis: DeliveryBasis,
    /// Whether it is delivered, against the dose that counts where its link states none.
    pub extent: Extent,
}

/// On what a statement about delivery rests.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
#[serde(rename_all = "kebab-case")]
pub enum DeliveryBasis {
    /// It has not begun.
    NotBegun,
    /// A measure that shows the share of occasions.
    Share(MeasureId),
    /// The share that is recorded with the change.
    Recorded,
    /// The charts of its measures.
    Charts,
    /// Its latest cycle.
    Cycle,
    /// Its status alone.
    Status,
}

impl Delivery {
    /// Reads what is known, the best source first: a measure that shows the share of occasions since
    /// it began; the recorded share; the charts of its measures; its latest cycle, if that was not
    /// carried out as planned; its status.
    pub(super) fn of(
        programme: &Programme,
        id: &ChangeId,
        change: &Change,
        movements: &[&MeasureMovement],
        as_of: Date,
        settings: &Settings,
    ) -> Self {
        let started = started(programme, id, change).filter(|day| *day <= as_of);
        let begun = started.is_some() || (change.started.is_none() && change.is_live());
        let mut delivery = Delivery {
            change: id.clone(),
            started,
            share: None,
            basis: DeliveryBasis::NotBegun,
            extent: Extent::No,
        };
        if !begun || change.status == Some(ChangeStatus::Designing) {
            return delivery;
        }
        let measured = started.and_then(|since| {
            change.measures.iter().find_map(|id| {
                let measure = programme.measures().get(id.as_str())?;
                let process = measure.family == crate::measure::Family::Process;
                let share = plot::share(measure, since, as_of, settings.recent);
                share.filter(|_| process && measure.retired.is_none()).map(|share| (id, share))
            })
        });
        if let Some((id, share)) = measured {
            (delivery.share, delivery.basis) = (Some(share), DeliveryBasis::Share(id.clone()));
        } else if let Some(share) = change.delivery {
            (delivery.share, delivery.basis) = (Some(share), DeliveryBasis::Recorded);
        }
        delivery.extent = if delivery.share.is_some() {
            delivery.against(settings.dose, settings.hardly)
        } else if movements.iter().any(|movement| movement.state != State::Absent) {
            delivery.basis = DeliveryBasis::Charts;
            match combined(movements) {
                State::Better => Extent::Yes,
                State::Same | State::Worse => Extent::No,
                State::Few | State::Absent => Extent::Unseen,
            }
        } else {
            match latest_cycle(programme, id, as_of) {
                Some(Done::NotCarriedOut) => {
                    delivery.basis = DeliveryBasis::Cycle;
                    Extent::No
                }
                Some(Done::Partly) => {
                    delivery.basis = DeliveryBasis::Cycle;
                    Extent::Partly
                }
                _ => {
                    delivery.basis = DeliveryBasis::Status;
                    Extent::Yes
                }
            }
        };
        delivery
    }

    /// Whether the change is delivered by the dose that a link asks for.
    pub fn by(&self, dose: Option<Share>, settings: &Settings) -> Extent {
        match dose {
            Some(dose) if self.share.is_some() => {
                self.against(dose.get(), settings.hardly.min(dose.get()))
            }
            _ => self.extent,
        }
    }

    fn against(&self, dose: f64, hardly: f64) -> Extent {
        match self.share.map(Share::get) {
            None => self.extent,
            Some(share) if share >= dose && share > 0.0 => Extent::Yes,
            Some(share) if share >= hardly && share > 0.0 => Extent::Partly,
            Some(_) => Extent::No,
        }
    }

    /// One sentence.
    pub fn in_words(&self) -> String {
        let since = self.started.map_or(String::new(), |day| format!(", begun {day}"));
        let share = self.share.map(|share| format!("{:.0}% of occasions", share.get() * 100.0));
        match (&self.basis, share) {
            (DeliveryBasis::NotBegun, _) => "not begun".into(),
            (DeliveryBasis::Share(id), Some(share)) => format!("{share} by {id}{since}"),
            (_, Some(share)) => format!("{share} as recorded{since}"),
            (DeliveryBasis::Cycle, _) => format!("by its latest cycle: {}{since}", self.extent),
            (DeliveryBasis::Charts, _) => format!("by its charts: {}{since}", self.extent),
            _ => format!("under way as recorded, not measured{since}"),
        }
    }
}

/// The day a change began: as recorded, else the first day of its earliest cycle that was more than
/// a look at the present system.
pub(super) fn started(programme: &Programme, id: &ChangeId, change: &Change) -> Option<Date> {
    change.started.or_else(|| {
        let cycles = programme.cycles().rows().filter(|cycle| cycle.kind != CycleKind::Learn);
        cycles.filter(|cycle| cycle.changes().any(|c| c == id)).filter_map(Cycle::start_day).min()
    })
}

fn latest_cycle(programme: &Programme, id: &ChangeId, as_of: Date) -> Option<Done> {
    let cycles = programme.cycles().iter().filter(|(_, cycle)| cycle.changes().any(|c| c == id));
    let begun = cycles.filter_map(|(key, cycle)| {
        let day = cycle.start_day().filter(|day| *day <= as_of)?;
        Some(((day, key), cycle.done()?.delivery))
    });
    begun.max_by_key(|(when, _)| *when).map(|(_, delivery)| delivery)
}

/// How several measures of one node moved together.
///
/// Measures that show nothing are left out as long as another shows something. Then one that is
/// worse makes the node worse, for a harm is not averaged away; else one that is better makes it
/// better; else too few points on one are too few for the node, since not having moved cannot be
/// told; else it is the same.
pub(super) fn combined(movements: &[&MeasureMovement]) -> State {
    let has = |state| movements.iter().any(|movement| movement.state == state);
    let found =
        [State::Worse, State::Better, State::Few, State::Same].into_iter().find(|s| has(*s));
    found.unwrap_or(State::Absent)
}
