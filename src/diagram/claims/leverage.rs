//! What matters most? Reliability gained and lost, link by link and change by change.

use super::ClaimGraph;
use super::index::{LinkIx, NodeIx, link};
use super::reliability::{Method, Odds, Plan, Reliability, Sampler, Settings, Slopes};

/// What hangs on one link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinkLeverage {
    /// The link.
    pub link: LinkIx,
    /// Reliability if the link surely held, less reliability if it surely did not (Birnbaum 1969).
    pub leverage: f64,
    /// What could be gained by becoming sure of it: (1 - belief) * leverage.
    pub room: f64,
    /// What would be lost if it were wrong: belief * leverage.
    pub risk: f64,
}

/// What hangs on one change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangeLeverage {
    /// The change.
    pub change: NodeIx,
    /// Reliability with all changes, less reliability without this one.
    pub loss: f64,
}

/// What the reliability of one aim hangs on.
#[derive(Debug, Clone, PartialEq)]
pub struct Leverage {
    /// The aim.
    pub aim: NodeIx,
    /// Its reliability with all changes, and how this and all else here was come by.
    pub reliability: Reliability,
    /// Every link of the graph, in order; those that do not bear on the aim have none.
    pub links: Vec<LinkLeverage>,
    /// Every change, by name. Losses do not add up: changes cover for each other.
    pub changes: Vec<ChangeLeverage>,
}

impl ClaimGraph {
    /// The leverage of every link and change on an aim; `None` if the node is no aim.
    ///
    /// Exact: all links from one run and one run back (reverse-mode differentiation, possible
    /// because reliability is linear in each belief), and one more run for each change with
    /// several links. Too wide for that: from the same sampled worlds, live against dead.
    #[must_use]
    pub fn leverage(&self, aim: NodeIx, settings: &Settings) -> Option<Leverage> {
        let plan = Plan::new(self, self.aim(aim)?);
        let mut odds = Odds::of(self);
        let (reliability, slope) = if settings.allows(plan.width) {
            let slopes = exact_slopes(&plan, &mut odds);
            let width = plan.width;
            (Reliability::exact(slopes.value, width), slopes.belief)
        } else {
            self.sampled_slopes(&plan, &mut odds, settings)
        };
        let links = slope.iter().enumerate().map(|(e, &leverage)| LinkLeverage {
            link: link(e),
            leverage,
            room: (1.0 - self.belief[e]) * leverage,
            risk: self.belief[e] * leverage,
        });
        let links = links.collect();
        let value = reliability.value();
        let mut loss = |c: NodeIx| {
            let mut out = self.outs(c.at());
            if let (Some(e), None) = (out.next(), out.next()) {
                return self.belief[e] * slope[e];
            }
            let own = std::mem::replace(&mut odds.on[c.at()], 0.0);
            let without = self.reliability_by(&plan, &odds, settings).value();
            odds.on[c.at()] = own;
            value - without
        };
        let changes =
            self.changes.iter().map(|&c| ChangeLeverage { change: c, loss: loss(c) }).collect();
        Some(Leverage { aim, reliability, links, changes })
    }

    /// Slopes from the worlds of one sample: the share of hits where a link was live less the
    /// share where it was dead. Links that are always live or dead need a run of their own.
    fn sampled_slopes(
        &self,
        plan: &Plan,
        odds: &mut Odds,
        settings: &Settings,
    ) -> (Reliability, Vec<f64>) {
        let sampler = Sampler::new(self, plan.aim(), odds, settings.seed);
        let tally = sampler.run(settings.blocks(), true);
        let mut slope = vec![0.0; self.link_count()];
        for (e, &(live, hits)) in sampler.links().zip(&tally.live) {
            let dead = tally.worlds - live;
            slope[e as usize] = if live == 0 || dead == 0 {
                let own = odds.belief[e as usize];
                let mut at = |p: f64| {
                    odds.belief[e as usize] = p;
                    let sampler = Sampler::new(self, plan.aim(), odds, settings.seed);
                    let tally = sampler.run(settings.blocks().div_ceil(8), false);
                    tally.hits as f64 / tally.worlds as f64
                };
                let slope = at(1.0) - at(0.0);
                odds.belief[e as usize] = own;
                slope
            } else {
                hits as f64 / live as f64 - (tally.hits - hits) as f64 / dead as f64
            };
        }
        (Reliability::sampled(tally.hits, tally.worlds, plan.width), slope)
    }
}

/// All slopes in one run and one back; if that would keep too many numbers, two runs for each
/// link.
pub(crate) fn exact_slopes(plan: &Plan, odds: &mut Odds) -> Slopes {
    if plan.has_tape() {
        return plan.slopes(odds);
    }
    let mut belief = vec![0.0; odds.belief.len()];
    for e in plan.links() {
        let own = odds.belief[e as usize];
        let mut at = |p: f64| {
            odds.belief[e as usize] = p;
            plan.run(odds)
        };
        belief[e as usize] = at(1.0) - at(0.0);
        odds.belief[e as usize] = own;
    }
    Slopes { value: plan.run(odds), belief }
}

impl Leverage {
    /// The links by falling leverage, the first in causal order among equals.
    pub fn ranked(&self) -> Vec<LinkLeverage> {
        let mut links = self.links.clone();
        links.sort_by(|a, b| b.leverage.total_cmp(&a.leverage).then(a.link.cmp(&b.link)));
        links
    }

    /// One sentence.
    pub fn in_words(&self, graph: &ClaimGraph) -> String {
        match self.ranked().first() {
            Some(first) if first.leverage > 0.0 => format!(
                "most hangs on {}: if it did not hold, the chance that a whole route to {} holds \
                 would fall by {:.2}",
                graph.link_name(first.link),
                graph.name(self.aim),
                first.risk
            ),
            _ => format!("nothing we do bears on {}", graph.name(self.aim)),
        }
    }
}

impl Method {
    /// Whether the number was worked out and not sampled.
    pub const fn is_exact(&self) -> bool {
        matches!(self, Method::Exact { .. })
    }
}
