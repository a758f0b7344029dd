//! Which changes, within the hours there are?

use super::ClaimGraph;
use super::claim::Gate;
use super::index::NodeIx;
use super::reliability::{Odds, Plan, Sampler, Settings};

/// Gains below this are rounding.
pub(crate) const NOISE: f64 = 1e-12;
/// Sets looked at before the best is no longer sought for certain.
const SETS: usize = 200_000;
/// Changes up to which the best set is sought for certain.
const FEW: usize = 25;
/// What the better of greedy and the best single change reaches of the best (Tang et al. 2021).
const SHARE: f64 = 0.405;

/// The hours there are: one limit for each role, week, or role and week.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Limits {
    rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq)]
struct Row {
    name: String,
    capacity: f64,
    hours: Vec<(NodeIx, f64)>,
}

impl Limits {
    /// No limit.
    #[must_use]
    pub const fn none() -> Self {
        Limits { rows: Vec::new() }
    }

    /// So many hours a week in all, each change costing the hours that the graph states.
    #[must_use]
    pub fn hours(graph: &ClaimGraph, capacity: f64) -> Self {
        let hours = graph.changes.iter().map(|&c| (c, graph.hours[c.at()]));
        Limits::none().with("hours a week", capacity, hours)
    }

    /// With one more limit, such as the nurses' hours in the third week, and what each change
    /// takes of it. Hours that are negative or not a number count as none; a capacity that is not
    /// a number counts as none left.
    #[must_use]
    pub fn with(
        mut self,
        name: impl Into<String>,
        capacity: f64,
        hours: impl IntoIterator<Item = (NodeIx, f64)>,
    ) -> Self {
        let capacity = if capacity.is_nan() { 0.0 } else { capacity };
        let hours = hours.into_iter().filter(|(_, h)| *h > 0.0).collect();
        self.rows.push(Row { name: name.into(), capacity, hours });
        self
    }

    /// The limits that a set of changes breaks, each with the hours by which: over-commitment is a
    /// finding before anything is optimised.
    pub fn broken_by(&self, changes: &[NodeIx]) -> Vec<(&str, f64)> {
        let over = |row: &Row| {
            let hours = row.hours.iter().filter(|(c, _)| changes.contains(c)).map(|(_, h)| h);
            hours.sum::<f64>() - row.capacity
        };
        let rows = self.rows.iter().map(|row| (row.name.as_str(), over(row)));
        rows.filter(|(_, over)| *over > NOISE).collect()
    }

    /// Hours by limit and candidate.
    fn table(&self, candidates: &[NodeIx]) -> Vec<(f64, Vec<f64>)> {
        let of = |row: &Row, c: &NodeIx| -> f64 {
            row.hours.iter().filter(|(v, _)| v == c).map(|(_, h)| h).sum()
        };
        let rows = self.rows.iter();
        rows.map(|row| (row.capacity, candidates.iter().map(|c| of(row, c)).collect())).collect()
    }
}

/// How good a choice is known to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quality {
    /// No affordable set is better.
    Best,
    /// At least this share of the best possible, shown for this very choice.
    AtLeast {
        /// The share, 0 to 1.
        share: f64,
        /// The share that the way of choosing reaches whatever the numbers; `None` with several
        /// limits, where there is no such promise.
        promised: Option<f64>,
    },
    /// No promise: some node needs all or several of its causes, so that gains may grow, or the
    /// values were sampled.
    NoPromise,
}

/// A set of changes to carry out.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The changes, by name.
    pub changes: Vec<NodeIx>,
    /// What they are worth: reliability, or the weighted sum of several aims' reliability.
    pub value: f64,
    /// How good the choice is known to be.
    pub quality: Quality,
}

/// Values of sets of changes.
pub(crate) struct Worth<'g> {
    graph: &'g ClaimGraph,
    goals: Vec<(Plan, f64)>,
    odds: Odds,
    delivery: Vec<f64>,
    settings: Settings,
    pub(crate) candidates: Vec<NodeIx>,
    pub(crate) is_exact: bool,
    /// Whether gains can only fall as the set grows.
    pub(crate) gains_fall: bool,
    pub(crate) asked: usize,
}

impl<'g> Worth<'g> {
    pub(crate) fn new(graph: &'g ClaimGraph, goals: &[(NodeIx, f64)], settings: &Settings) -> Self {
        let aims = goals.iter().filter_map(|&(o, w)| Some((graph.aim(o)?, w)));
        let goals: Vec<(Plan, f64)> = aims
            .filter(|(_, w)| *w > 0.0 && w.is_finite())
            .map(|(o, w)| (Plan::new(graph, o), w))
            .collect();
        let mut bears = vec![false; graph.node_count()];
        let mut gains_fall = true;
        for (plan, _) in &goals {
            for part in &plan.parts {
                bears[part.node as usize] = true;
                gains_fall &= part.is_change || part.gate == Gate::Any;
            }
        }
        let mut odds = Odds::of(graph);
        let delivery = std::mem::replace(&mut odds.on, vec![0.0; graph.node_count()]);
        let may = |c: &NodeIx| bears[c.at()] && delivery[c.at()] > 0.0;
        let candidates = graph.changes.iter().copied().filter(may).collect();
        let is_exact = goals.iter().all(|(plan, _)| settings.allows(plan.width));
        // Choosing asks for many values; common worlds keep their order right with fewer.
        let settings = Settings { worlds: settings.worlds.min(1 << 15), ..*settings };
        Worth { graph, goals, odds, delivery, settings, candidates, is_exact, gains_fall, asked: 0 }
    }

    /// The value of the candidates that are `on`.
    pub(crate) fn of(&mut self, on: &[bool]) -> f64 {
        self.asked += 1;
        for (c, &on) in self.candidates.iter().zip(on) {
            self.odds.on[c.at()] = if on { self.delivery[c.at()] } else { 0.0 };
        }
        let mut sum = 0.0;
        for (plan, weight) in &self.goals {
            let value = if self.settings.allows(plan.width) {
                plan.run(&self.odds)
            } else {
                let seed = self.settings.seed;
                let sampler = Sampler::new(self.graph, plan.aim(), &self.odds, seed);
                let tally = sampler.run(self.settings.blocks(), false);
                tally.hits as f64 / tally.worlds as f64
            };
            sum += weight * value;
        }
        sum
    }

    fn named(&self, on: &[bool]) -> Vec<NodeIx> {
        self.candidates.iter().zip(on).filter(|(_, on)| **on).map(|(c, _)| *c).collect()
    }
}

/// Which candidates still fit.
struct Room {
    rows: Vec<(f64, Vec<f64>)>,
    hours: Vec<f64>,
}

impl Room {
    fn new(graph: &ClaimGraph, limits: &Limits, candidates: &[NodeIx]) -> Self {
        let rows = limits.table(candidates);
        // With no limit, and to break ties, a change costs the hours that the graph states.
        let hours = match rows.as_slice() {
            [(_, hours)] => hours.clone(),
            _ => candidates.iter().map(|c| graph.hours[c.at()]).collect(),
        };
        Room { rows, hours }
    }

    fn fits(&self, on: &[bool], i: usize) -> bool {
        self.rows.iter().all(|(capacity, hours)| {
            let used: f64 = on.iter().zip(hours).filter(|(on, _)| **on).map(|(_, h)| h).sum();
            used + hours[i] <= capacity + NOISE
        })
    }

    fn total(&self, on: &[bool]) -> f64 {
        on.iter().zip(&self.hours).filter(|(on, _)| **on).map(|(_, h)| h).sum()
    }

    /// Hours against which a gain is held: those of the tightest limit.
    fn price(&self, i: usize) -> f64 {
        match self.rows.as_slice() {
            [] | [_] => self.hours[i],
            rows => {
                let share = |(capacity, hours): &(f64, Vec<f64>)| hours[i] / capacity.max(NOISE);
                rows.iter().map(share).fold(0.0, f64::max)
            }
        }
    }
}

impl ClaimGraph {
    /// The changes that make the weighted sum of the aims' reliability largest within the limits.
    ///
    /// Up to 25 changes: every set, pruned by what all still allowed would add; equal sets by
    /// fewer hours, fewer changes, names. More: [`choose_greedily`](Self::choose_greedily).
    #[must_use]
    pub fn choose(&self, goals: &[(NodeIx, f64)], limits: &Limits, settings: &Settings) -> Choice {
        let greedy = self.choose_greedily(goals, limits, settings);
        let mut worth = Worth::new(self, goals, settings);
        let room = Room::new(self, limits, &worth.candidates);
        let n = worth.candidates.len();
        if n > FEW || !worth.is_exact {
            return greedy;
        }
        let mut best: Vec<bool> =
            worth.candidates.iter().map(|c| greedy.changes.contains(c)).collect();
        let mut value = worth.of(&best);
        // (next candidate, chosen so far): excluded first on the stack, so included is tried first.
        let mut stack = vec![(0, vec![false; n])];
        while let Some((i, on)) = stack.pop() {
            if worth.asked > SETS {
                return greedy;
            }
            if i == n {
                let found = worth.of(&on);
                let first = || {
                    let key = |set: &[bool]| {
                        let count = set.iter().filter(|x| **x).count();
                        let names: Vec<usize> = (0..n).filter(|&j| set[j]).collect();
                        (count, names)
                    };
                    let (a, b) = (room.total(&on), room.total(&best));
                    a < b - NOISE || (a <= b + NOISE && key(&on) < key(&best))
                };
                if found > value + NOISE || (found >= value - NOISE && first()) {
                    (value, best) = (found.max(value), on);
                }
                continue;
            }
            let allowed: Vec<bool> = (0..n).map(|j| on[j] || j >= i && room.fits(&on, j)).collect();
            if worth.of(&allowed) < value - NOISE {
                continue;
            }
            stack.push((i + 1, on.clone()));
            if room.fits(&on, i) {
                let mut with = on;
                with[i] = true;
                stack.push((i + 1, with));
            }
        }
        let value = worth.of(&best);
        Choice { changes: worth.named(&best), value, quality: Quality::Best }
    }

    /// The better of two choices: adding the largest gain per hour again and again, and the best
    /// single affordable change.
    ///
    /// Gain per hour alone promises nothing; the better of the two reaches .405 of the best (Tang
    /// et al. 2021), and where all changes cost the same greedy alone reaches 1 - 1/e = .632
    /// (Nemhauser, Wolsey & Fisher 1978). The share shown for this very choice comes from the
    /// bound best <= value + fractional knapsack of the gains that are left.
    #[must_use]
    pub fn choose_greedily(
        &self,
        goals: &[(NodeIx, f64)],
        limits: &Limits,
        settings: &Settings,
    ) -> Choice {
        let mut worth = Worth::new(self, goals, settings);
        let room = Room::new(self, limits, &worth.candidates);
        let n = worth.candidates.len();
        let (on, value, bound) = greedy(&mut worth, &room);
        let (mut chosen, mut best) = (on, value);
        for i in 0..n {
            let mut single = vec![false; n];
            if room.fits(&single, i) {
                single[i] = true;
                let value = worth.of(&single);
                if value > best + NOISE {
                    (chosen, best) = (single, value);
                }
            }
        }
        let all = worth.of(&vec![true; n]);
        let quality = if !worth.gains_fall || !worth.is_exact {
            Quality::NoPromise
        } else {
            let first = room.hours.first().copied().unwrap_or(0.0);
            let is_equal = room.hours.iter().all(|h| (h - first).abs() <= NOISE);
            let promised = match room.rows.len() {
                0 => Some(1.0),
                1 if is_equal => Some(1.0 - (-1.0_f64).exp()),
                1 => Some(SHARE),
                _ => None,
            };
            let bound = bound.min(all);
            let share = if bound > NOISE { (best / bound).min(1.0) } else { 1.0 };
            Quality::AtLeast { share, promised }
        };
        Choice { changes: worth.named(&chosen), value: best, quality }
    }

    /// The changes that adding the largest gain per hour again and again picks, and nothing else:
    /// no promise by itself, for comparison.
    #[must_use]
    pub fn choose_by_gain_per_hour(
        &self,
        goals: &[(NodeIx, f64)],
        limits: &Limits,
        settings: &Settings,
    ) -> Choice {
        let mut worth = Worth::new(self, goals, settings);
        let room = Room::new(self, limits, &worth.candidates);
        let (on, value, _) = greedy(&mut worth, &room);
        Choice { changes: worth.named(&on), value, quality: Quality::NoPromise }
    }
}

/// Adds the largest gain per hour until nothing that fits gains anything: the set, its value, and
/// a bound on the best value.
fn greedy(worth: &mut Worth<'_>, room: &Room) -> (Vec<bool>, f64, f64) {
    let n = worth.candidates.len();
    let mut on = vec![false; n];
    let mut value = worth.of(&on);
    let mut bound = f64::INFINITY;
    // The last known gain of each: where gains only fall, one that is not the best even by its old
    // gain need not be asked again.
    let mut gain = vec![f64::INFINITY; n];
    loop {
        let mut best: Option<(f64, usize)> = None;
        let mut order: Vec<usize> = (0..n).filter(|&i| !on[i] && room.fits(&on, i)).collect();
        let rate = |gain: f64, i: usize| if gain <= NOISE { 0.0 } else { gain / room.price(i) };
        order.sort_by(|&a, &b| rate(gain[b], b).total_cmp(&rate(gain[a], a)).then(a.cmp(&b)));
        for i in order {
            if worth.gains_fall && best.is_some_and(|(r, _)| rate(gain[i], i) < r * (1.0 - NOISE)) {
                break;
            }
            on[i] = true;
            gain[i] = worth.of(&on) - value;
            on[i] = false;
            let rate = rate(gain[i], i);
            let wins = best.is_none_or(|(r, j)| {
                rate > r * (1.0 + NOISE) || (rate >= r * (1.0 - NOISE) && i < j)
            });
            if rate > 0.0 && wins {
                best = Some((rate, i));
            }
        }
        let Some((_, i)) = best else { break };
        on[i] = true;
        value = worth.of(&on);
    }
    if worth.gains_fall {
        let left: Vec<usize> = (0..n).filter(|&i| !on[i]).collect();
        for &i in &left {
            on[i] = true;
            gain[i] = worth.of(&on) - value;
            on[i] = false;
        }
        let filled = |(capacity, hours): &(f64, Vec<f64>)| knapsack(*capacity, hours, &gain, &left);
        let most = room.rows.iter().map(filled).fold(f64::INFINITY, f64::min);
        bound = value + most;
    }
    (on, value, bound)
}

/// The largest sum of gains when changes could be done in part.
fn knapsack(capacity: f64, hours: &[f64], gain: &[f64], left: &[usize]) -> f64 {
    let mut order: Vec<usize> = left.iter().copied().filter(|&i| gain[i] > 0.0).collect();
    let rate = |i: usize| if hours[i] > 0.0 { gain[i] / hours[i] } else { f64::INFINITY };
    order.sort_by(|&a, &b| rate(b).total_cmp(&rate(a)).then(a.cmp(&b)));
    let (mut room, mut sum) = (capacity.max(0.0), 0.0);
    for i in order {
        if hours[i] <= room {
            room -= hours[i];
            sum += gain[i];
        } else {
            sum += gain[i] * room / hours[i];
            break;
        }
    }
    sum
}

impl Choice {
    /// One sentence.
    pub fn in_words(&self, graph: &ClaimGraph) -> String {
        let what = format!("{} (worth {:.2})", graph.list(&self.changes), self.value);
        match self.quality {
            Quality::Best => format!("{what}: no affordable set is better"),
            Quality::AtLeast { share, .. } => {
                format!("{what}: at least {:.0}% of the best possible", (share * 100.0).floor())
            }
            Quality::NoPromise => format!("{what}: a reasonable choice, with no promise"),
        }
    }
}
