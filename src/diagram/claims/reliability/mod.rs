//! The chance that at least one whole route of the theory holds.
//!
//! Links are live independently, each with the chance that is believed; a change is on with its
//! delivery; a driver or aim is on when its gate says so (any live link from a node that is on,
//! unless said otherwise). **R** of an aim is the chance that it is on (independent cascade,
//! noisy-OR; Pearl 1988). It is *not* the chance of reaching the aim's number, and no forecast.
//!
//! Improvement travels along links that help. A link that harms its effect ([`Sign::Against`]) brings
//! the effect no improvement, so it is no part of R, nor of leverage, of choices, of the value of
//! testing and of the best routes, which rest on R; it counts in the linear
//! [effect](ClaimGraph::effect) by its strength, and in what [merging](super::Merged) finds. A link
//! whose sign nobody knows is counted as it is drawn, as a hope.
//!
//! R is linear in each belief alone, so means may be plugged in for uncertain beliefs: the mean of
//! R is R of the means. Treating routes as independent overstates R (it is an upper bound; Esary &
//! Proschan 1963), and so does passing odds from node to node as if parents were independent.

mod exact;
mod gates;
mod plan;
mod random;
mod sample;

use super::ClaimGraph;
use super::index::NodeIx;
pub(crate) use exact::{Odds, Slopes};
pub(crate) use plan::Plan;
pub(crate) use random::{keyed, mix, unit};
pub(crate) use sample::{Sampler, WORLDS};

/// How reliability is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The largest number of nodes that an exact answer may hold open at once; 2^width numbers of
    /// memory. Values above 28 count as 28.
    pub max_width: u32,
    /// Worlds to sample if an exact answer would be too wide; rounded up to a multiple of 512.
    pub worlds: u64,
    /// The seed of the samples: the same seed, the same answer, on any number of threads.
    pub seed: u64,
}

impl Default for Settings {
    /// Exact up to width 22 (32 MB, some tenths of a second), else a million worlds.
    fn default() -> Self {
        Settings { max_width: 22, worlds: 1 << 20, seed: 0 }
    }
}

impl Settings {
    pub(crate) const fn blocks(&self) -> u64 {
        let blocks = self.worlds.div_ceil(WORLDS);
        if blocks == 0 { 1 } else { blocks }
    }

    pub(crate) const fn allows(&self, width: u32) -> bool {
        width <= self.max_width && width <= 28
    }
}

/// How a number was come by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// Worked out exactly, holding so many nodes open at once.
    Exact {
        /// Nodes open at once.
        width: u32,
    },
    /// Sampled.
    Sampled {
        /// Worlds sampled.
        worlds: u64,
        /// Worlds in which the aim was on.
        hits: u64,
        /// The lower end of the 95% interval.
        low: f64,
        /// The upper end of the 95% interval.
        high: f64,
        /// The width that an exact answer would have had, or the width at which planning gave up.
        width: u32,
    },
}

/// The chance that at least one whole route to an aim holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reliability {
    value: f64,
    method: Method,
}

impl Reliability {
    /// The chance, 0 to 1.
    pub const fn value(&self) -> f64 {
        self.value
    }

    /// How it was come by.
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The ends between which the chance lies: the number itself if exact, else a 95% interval
    /// (Wilson 1927; with no hit, up to 3 in the number of worlds).
    pub const fn interval(&self) -> (f64, f64) {
        match self.method {
            Method::Exact { .. } => (self.value, self.value),
            Method::Sampled { low, high, .. } => (low, high),
        }
    }

    /// One sentence.
    pub fn in_words(&self) -> String {
        let said = "the chance that at least one whole route of our theory holds";
        match self.method {
            Method::Exact { .. } => format!("{said} is {:.2}", self.value),
            Method::Sampled { low, high, .. } => {
                format!(
                    "{said} is about {:.2} (from {low:.3} to {high:.3} by sampling)",
                    self.value
                )
            }
        }
    }
}

impl ClaimGraph {
    /// The reliability of an aim: exact if its width allows, else sampled; the answer says which.
    /// A node that is no aim has reliability 0.
    #[must_use]
    pub fn reliability(&self, aim: NodeIx, settings: &Settings) -> Reliability {
        self.reliability_with(aim, &Odds::of(self), settings)
    }

    /// The reliability with only these changes carried out.
    #[must_use]
    pub fn reliability_of(
        &self,
        aim: NodeIx,
        changes: &[NodeIx],
        settings: &Settings,
    ) -> Reliability {
        let mut odds = Odds::of(self);
        let all = std::mem::replace(&mut odds.on, vec![0.0; self.node_count()]);
        for v in changes.iter().filter_map(|&v| self.mine(v)) {
            odds.on[v] = all[v];
        }
        self.reliability_with(aim, &odds, settings)
    }

    pub(crate) fn reliability_with(
        &self,
        aim: NodeIx,
        odds: &Odds,
        settings: &Settings,
    ) -> Reliability {
        let Some(o) = self.aim(aim) else {
            return Reliability { value: 0.0, method: Method::Exact { width: 0 } };
        };
        let plan = Plan::new(self, o);
        self.reliability_by(&plan, odds, settings)
    }

    /// The same with a plan made before.
    pub(crate) fn reliability_by(
        &self,
        plan: &Plan,
        odds: &Odds,
        settings: &Settings,
    ) -> Reliability {
        if settings.allows(plan.width) {
            let method = Method::Exact { width: plan.width };
            return Reliability { value: plan.run(odds), method };
        }
        let sampler = Sampler::new(self, plan.aim(), odds, settings.seed);
        let tally = sampler.run(settings.blocks(), false);
        Reliability::sampled(tally.hits, tally.worlds, plan.width)
    }

    /// The reliability by sampling alone, however narrow the theory; `None` if the node is no aim.
    #[must_use]
    pub fn sampled_reliability(&self, aim: NodeIx, settings: &Settings) -> Option<Reliability> {
        let o = self.aim(aim)?;
        let sampler = Sampler::new(self, o, &Odds::of(self), settings.seed);
        let tally = sampler.run(settings.blocks(), false);
        Some(Reliability::sampled(tally.hits, tally.worlds, Plan::new(self, o).width))
    }

    /// The number of nodes that an exact answer about an aim would hold open at once, before any
    /// of the work is done. Planning gives up a little above 40.
    #[must_use]
    pub fn width(&self, aim: NodeIx) -> Option<u32> {
        Some(Plan::new(self, self.aim(aim)?).width)
    }

    /// The reliability with every belief moved down and up by `by`, kept within 0 to 1: since it
    /// rises with every belief, these are exact bounds.
    #[must_use]
    pub fn reliability_within(&self, aim: NodeIx, by: f64, settings: &Settings) -> (f64, f64) {
        let moved = |by: f64| {
            let mut odds = Odds::of(self);
            odds.belief.iter_mut().for_each(|p| *p = (*p + by).clamp(0.0, 1.0));
            self.reliability_with(aim, &odds, settings).value
        };
        let by = if by.is_finite() { by.abs() } else { 1.0 };
        (moved(-by), moved(by))
    }

    /// The reliability with every belief multiplied by each of these factors: beliefs are often
    /// optimistic together, and a ranking that flips under a discount is not robust.
    #[must_use]
    pub fn discounted(&self, aim: NodeIx, factors: &[f64], settings: &Settings) -> Vec<f64> {
        let of = |factor: &f64| {
            let factor = if factor.is_finite() { factor.max(0.0) } else { 1.0 };
            let mut odds = Odds::of(self);
            odds.belief.iter_mut().for_each(|p| *p = (*p * factor).min(1.0));
            self.reliability_with(aim, &odds, settings).value
        };
        factors.iter().map(of).collect()
    }
}

impl Reliability {
    pub(crate) const fn exact(value: f64, width: u32) -> Self {
        Reliability { value, method: Method::Exact { width } }
    }

    pub(crate) fn sampled(hits: u64, worlds: u64, width: u32) -> Self {
        let (low, high) = interval(hits, worlds);
        let value = hits as f64 / worlds as f64;
        Reliability { value, method: Method::Sampled { worlds, hits, low, high, width } }
    }
}

/// The 95% interval of a share (Wilson 1927); the rule of three at either end.
fn interval(hits: u64, worlds: u64) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    let (n, r) = (worlds as f64, hits as f64 / worlds as f64);
    if hits == 0 {
        return (0.0, (3.0 / n).min(1.0));
    }
    if hits == worlds {
        return ((1.0 - 3.0 / n).max(0.0), 1.0);
    }
    let z2 = Z * Z / n;
    let middle = (r + z2 / 2.0) / (1.0 + z2);
    let half = Z / (1.0 + z2) * (r * (1.0 - r) / n + z2 / (4.0 * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}
