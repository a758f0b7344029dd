//! The whole diagram: for each aim, how many routes stand how, and for each node the best way in.

use std::fmt;

use super::{LinkReading, Standing, TheoryReading};
use crate::base::AimId;
use crate::diagram::claims::Count;

/// The routes to one aim, counted by where each stands: at its *first* link that does not fit.
///
/// Counted along the links, never by listing routes, so a diagram with more routes than a `u64` can
/// hold is counted as *at least* so many.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AimReading {
    /// The aim.
    pub aim: AimId,
    /// All routes from a change.
    pub routes: Count,
    /// Routes all of whose links fit.
    pub fitting: Count,
    /// Routes whose first step was not delivered.
    pub delivery: Count,
    /// Routes that do not fit the theory.
    pub theory: Count,
    /// Routes that cannot be seen.
    pub unseen: Count,
    /// Routes that are waiting, or have no delay written down.
    pub waiting: Count,
    /// Routes on which something moved that they do not explain.
    pub unexplained: Count,
    /// How the best route stands: the worst link of the route whose worst link is best. `None`
    /// without a route.
    pub best: Option<Standing>,
}

impl AimReading {
    /// The routes that stand in one way.
    pub fn count(&self, standing: Standing) -> Count {
        match standing {
            Standing::Fits => self.fitting,
            Standing::Delivery => self.delivery,
            Standing::Theory => self.theory,
            Standing::Unseen => self.unseen,
            Standing::Waiting => self.waiting,
            Standing::Unexplained => self.unexplained,
        }
    }
}

impl fmt::Display for AimReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} routes", self.aim, self.routes)?;
        for standing in Standing::ALL.into_iter().rev() {
            let count = self.count(standing);
            if count.counted() > 0 {
                write!(f, "; {count} {standing}")?;
            }
        }
        Ok(())
    }
}

impl<'p> TheoryReading<'p> {
    /// Every aim, in order, with its routes counted. O(nodes + links) for each aim.
    pub fn aims(&self) -> Vec<AimReading> {
        let fitting = self.fitting_from_changes();
        let best = self.best();
        let aims = self.programme.diagram().aims().filter(|aim| !aim.node().is_retired());
        aims.filter_map(|aim| {
            let at = self.position(aim.node())?;
            let to = self.routes_to(at);
            let mut counts = [0_u64; 6];
            let mut add = |standing: Standing, more: u64| {
                if let Some(slot) = counts.get_mut(standing as usize) {
                    *slot = slot.saturating_add(more);
                }
            };
            add(Standing::Fits, fitting.get(at).copied().unwrap_or(0));
            for (wire, reading) in self.net.links.iter().zip(&self.links) {
                if reading.standing() != Standing::Fits {
                    let before = fitting.get(wire.cause).copied().unwrap_or(0);
                    let after = to.get(wire.effect).copied().unwrap_or(0);
                    add(reading.standing(), before.saturating_mul(after));
                }
            }
            let total = counts.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
            let of = |standing: Standing| {
                Count::saturated(counts.get(standing as usize).copied().unwrap_or(0))
            };
            Some(AimReading {
                aim: aim.id().clone(),
                routes: Count::saturated(total),
                fitting: of(Standing::Fits),
                delivery: of(Standing::Delivery),
                theory: of(Standing::Theory),
                unseen: of(Standing::Unseen),
                waiting: of(Standing::Waiting),
                unexplained: of(Standing::Unexplained),
                best: best.get(at).copied().flatten(),
            })
        })
        .collect()
    }

    /// For every node, the routes from a change to it all of whose links fit.
    fn fitting_from_changes(&self) -> Vec<u64> {
        let mut fitting = vec![0_u64; self.net.nodes.len()];
        for &at in &self.net.order {
            let here = if self.net.is_change(at) {
                u64::from(!self.net.nodes.get(at).is_none_or(|node| node.is_retired()))
            } else {
                self.net.ins.get(at).into_iter().flatten().fold(0, |sum: u64, link| {
                    let fits =
                        self.links.get(*link).is_some_and(|l| l.standing() == Standing::Fits);
                    let cause = self.net.links.get(*link).map_or(0, |wire| wire.cause);
                    let before = fitting.get(cause).copied().unwrap_or(0);
                    if fits { sum.saturating_add(before) } else { sum }
                })
            };
            if let Some(slot) = fitting.get_mut(at) {
                *slot = here;
            }
        }
        fitting
    }

    /// For every node, the routes from it to an aim.
    fn routes_to(&self, aim: usize) -> Vec<u64> {
        let mut routes = vec![0_u64; self.net.nodes.len()];
        for &at in self.net.order.iter().rev() {
            let here = if at == aim {
                1
            } else {
                self.net.outs.get(at).into_iter().flatten().fold(0, |sum: u64, link| {
                    let effect = self.net.links.get(*link).map_or(0, |wire| wire.effect);
                    sum.saturating_add(routes.get(effect).copied().unwrap_or(0))
                })
            };
            if let Some(slot) = routes.get_mut(at) {
                *slot = here;
            }
        }
        routes
    }

    /// For every node, the standing of the best way in from a change: the greatest, over routes, of
    /// the least link (bottleneck recursion).
    fn best(&self) -> Vec<Option<Standing>> {
        self.widest(LinkReading::standing, |_| Some(Standing::Fits))
    }

    /// The greatest over routes of the least value along them, for every node; `start` gives that of
    /// a change.
    pub(super) fn widest<T: Ord + Copy>(
        &self,
        value: impl Fn(&LinkReading<'p>) -> T,
        start: impl Fn(usize) -> Option<T>,
    ) -> Vec<Option<T>> {
        let mut widest: Vec<Option<T>> = vec![None; self.net.nodes.len()];
        for &at in &self.net.order {
            let here = if self.net.is_change(at) {
                start(at)
            } else {
                let ways = self.net.ins.get(at).into_iter().flatten().filter_map(|link| {
                    let before = widest.get(self.net.links.get(*link)?.cause).copied()??;
                    Some(before.min(value(self.links.get(*link)?)))
                });
                ways.max()
            };
            if let Some(slot) = widest.get_mut(at) {
                *slot = here;
            }
        }
        widest
    }

    /// The links to look at, in the order in which a route meets them: for every change, the first
    /// links along its routes that do not fit, each once, the worst standing first.
    pub fn to_do(&self) -> Vec<&LinkReading<'p>> {
        let fitting = self.fitting_from_changes();
        let met = self.net.links.iter().zip(&self.links).filter(|(wire, reading)| {
            reading.standing() != Standing::Fits
                && fitting.get(wire.cause).is_some_and(|ways| *ways > 0)
                && self.net.nodes.get(wire.effect).is_some_and(|node| node.reaches_an_aim())
        });
        let mut found: Vec<&LinkReading<'p>> = met.map(|(_, reading)| reading).collect();
        found.sort_by_key(|reading| reading.standing());
        found
    }
}
