//! Is anybody looking?

use super::Programme;
use crate::base::{Clearance, Date, MeasureId, Number, Tier};
use crate::measure::{At, Measure};
use crate::systems::{Attention, Trigger};

/// A watched measure whose last value passed its trigger.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Alert {
    /// The measure.
    pub measure: MeasureId,
    /// Its last value.
    pub value: Number,
    /// Where in time that value lies.
    pub at: At,
    /// The trigger.
    pub trigger: Trigger,
}

impl Alert {
    /// One sentence. It carries [the mark](Attention::MARK) of the practice that it follows.
    pub fn in_words(&self) -> String {
        format!(
            "{} stood at {} ({}), {}: time to act on it (watch metric; {} practice)",
            self.measure,
            self.value,
            self.at,
            self.trigger,
            Attention::MARK
        )
    }
}

impl Programme {
    /// The measures that are still collected and that no live routine looks at, neither itself nor on
    /// a board at which it stands. They will be forgotten.
    pub fn measures_nobody_looks_at(&self) -> impl Iterator<Item = (&MeasureId, &Measure)> {
        self.measures.iter().filter(|(id, measure)| {
            measure.retired.is_none()
                && self.systems.routines_looking_at(id.as_str()).next().is_none()
        })
    }

    /// The watched measures whose last value passed their trigger. With `as_of`, later values do not
    /// count; values without a day always do.
    pub fn watch_alerts(&self, as_of: Option<Date>) -> Vec<Alert> {
        let watched = self.systems.metrics.iter().filter_map(|(id, metric)| {
            let trigger = metric.trigger.filter(|_| metric.attention == Attention::Watch)?;
            let points = self.measures.get(id.as_str())?.series.as_ref()?.points();
            let known = |at: At| match (at, as_of) {
                (At::Day(day), Some(as_of)) => day <= as_of,
                _ => true,
            };
            let last = points.iter().rev().find(|p| known(p.at()) && p.found().is_some())?;
            let value = Number::new(last.found()?.ratio()).ok()?;
            let alert = Alert { measure: id.clone(), value, at: last.at(), trigger };
            trigger.is_passed_by(value.get()).then_some(alert)
        });
        watched.collect()
    }

    /// How long what was raised took to clear, by the tier that had to clear it: issues on the paths
    /// of escalation by the tier of the routine that receives them, and what leaders took away from
    /// visits by the tier written there. `None` stands for those without a tier and comes last; tiers
    /// to which nothing was raised are left out.
    pub fn time_to_clear(&self, as_of: Date) -> Vec<(Option<Tier>, Clearance)> {
        let issues = self.systems.escalations.rows().flat_map(|path| {
            let tier = self.systems.routines.get(path.to.as_str()).and_then(|to| to.tier);
            path.raised.iter().map(move |issue| (tier, issue.on, issue.answered))
        });
        let taken =
            self.leadership.visits.rows().flat_map(|visit| {
                visit.follow_up.iter().map(|item| (item.tier, visit.on, item.done))
            });
        let raised: Vec<(Option<Tier>, Date, Option<Date>)> = issues.chain(taken).collect();
        let tiers = Tier::all().map(Some).chain([None]);
        tiers
            .map(|tier| {
                let of_tier = raised.iter().filter(|(t, ..)| *t == tier);
                (tier, Clearance::of(of_tier.map(|(_, on, done)| (*on, *done)), as_of))
            })
            .filter(|(_, clearance)| clearance.raised > 0)
            .collect()
    }
}
