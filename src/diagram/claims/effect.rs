//! How much would an aim move for one unit of each change? Sums over routes.
//!
//! Units must chain: the strength of a link is in units of its effect for one unit of its cause.
//! Whether they do cannot be seen here; a link without a stated strength makes every sum over it
//! unknown, never zero.

use super::ClaimGraph;
use super::index::{LinkIx, NodeIx, link};

/// The total effect of one unit of a node on an aim (Wright 1934).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The sum over routes of the products of mean strengths.
    pub mean: f64,
    /// The standard deviation if strengths vary independently.
    pub sd: f64,
    /// No smaller than this: exact if no strength can be negative, else a safe outer bound.
    pub low: f64,
    /// No larger than this, likewise.
    pub high: f64,
    /// Whether `low` and `high` can really be reached.
    pub range_is_exact: bool,
    /// The effect expected when a dead link passes nothing: belief times strength along routes.
    pub believed: f64,
}

/// Largest number of nodes above one aim for which standard deviations are worked out: the table
/// of covariances has half the square of this many cells.
const SD_NODES: usize = 4096;

/// The effects of every node on one aim.
#[derive(Debug, Clone)]
pub struct Effects<'g> {
    graph: &'g ClaimGraph,
    aim: NodeIx,
    effect: Vec<Option<Effect>>,
}

impl ClaimGraph {
    /// The total effect of one unit of every node on the aim; `None` if the node is no aim.
    ///
    /// Means and ranges: one pass backwards. Standard deviations: exact for independent
    /// strengths, O(k^2 * degree) for k nodes above the aim. Above 4,096 nodes the table of
    /// covariances would not fit, and they are given to first order (the delta method), with routes
    /// below a node taken as independent of each other, so they are rough where routes part and
    /// meet again.
    #[must_use]
    pub fn effects_on(&self, aim: NodeIx) -> Option<Effects<'_>> {
        let o = self.aim(aim)?;
        let mut effect: Vec<Option<Effect>> = vec![None; self.node_count()];
        // Nodes that reach the aim only over links that all state a strength.
        let mut known = vec![false; self.node_count()];
        let mut reaches = vec![false; self.node_count()];
        (reaches[o], known[o]) = (true, true);
        effect[o] = Some(Effect {
            mean: 1.0,
            sd: 0.0,
            low: 1.0,
            high: 1.0,
            range_is_exact: true,
            believed: 1.0,
        });
        let mut order = vec![o];
        for v in (0..o).rev() {
            let on: Vec<usize> = self.outs(v).filter(|&e| reaches[self.to[e] as usize]).collect();
            if on.is_empty() {
                continue;
            }
            reaches[v] = true;
            let stated = |e: &usize| self.strength_of(*e).is_some() && known[self.to[*e] as usize];
            if !on.iter().all(stated) {
                continue;
            }
            known[v] = true;
            effect[v] = Some(self.sum_over(&on, &effect));
            order.push(v);
        }
        let sd = if order.len() <= SD_NODES {
            self.sds(&order)
        } else {
            self.delta_sds(&order, &effect)
        };
        for (v, sd) in order.into_iter().zip(sd) {
            if let Some(effect) = &mut effect[v] {
                effect.sd = sd;
            }
        }
        Some(Effects { graph: self, aim, effect })
    }

    fn strength_of(&self, e: usize) -> Option<super::claim::Strength> {
        self.strength.get(e).copied().flatten()
    }

    fn sum_over(&self, links: &[usize], effect: &[Option<Effect>]) -> Effect {
        let none =
            Effect { mean: 0.0, sd: 0.0, low: 0.0, high: 0.0, range_is_exact: true, believed: 0.0 };
        let terms = links
            .iter()
            .filter_map(|&e| Some((e, self.strength_of(e)?, effect[self.to[e] as usize]?)));
        terms.fold(none, |sum, (e, w, x)| {
            let corners = [w.low * x.low, w.low * x.high, w.high * x.low, w.high * x.high];
            Effect {
                mean: sum.mean + w.mean * x.mean,
                sd: 0.0,
                low: sum.low + corners.into_iter().fold(f64::INFINITY, f64::min),
                high: sum.high + corners.into_iter().fold(f64::NEG_INFINITY, f64::max),
                range_is_exact: sum.range_is_exact && x.range_is_exact && w.low >= 0.0,
                believed: sum.believed + self.belief[e] * w.mean * x.believed,
            }
        })
    }

    /// Exact standard deviations by second moments M(u,v) = E[T(u) T(v)], for nodes in an order
    /// that begins with the aim.
    fn sds(&self, order: &[usize]) -> Vec<f64> {
        let k = order.len();
        let mut place = vec![usize::MAX; self.node_count()];
        for (i, &v) in order.iter().enumerate() {
            place[v] = i;
        }
        // Row i holds M(order[i], order[j]) for j <= i.
        let mut moment: Vec<Vec<f64>> = Vec::with_capacity(k);
        let mut mean = vec![0.0; k];
        for (i, &u) in order.iter().enumerate() {
            let on: Vec<(usize, f64, f64)> = self
                .outs(u)
                .filter_map(|e| {
                    let w = self.strength_of(e)?;
                    let x = place[self.to[e] as usize];
                    (x < i).then_some((x, w.mean, w.sd))
                })
                .collect();
            let at = |rows: &[Vec<f64>], a: usize, b: usize| rows[a.max(b)][a.min(b)];
            let mut row: Vec<f64> =
                (0..i).map(|j| on.iter().map(|&(x, mu, _)| mu * at(&moment, x, j)).sum()).collect();
            let own = if i == 0 {
                1.0
            } else {
                let cross: f64 = on.iter().map(|&(x, mu, _)| mu * row[x]).sum();
                let spread: f64 = on.iter().map(|&(x, _, sd)| sd * sd * at(&moment, x, x)).sum();
                cross + spread
            };
            mean[i] = if i == 0 { 1.0 } else { on.iter().map(|&(x, mu, _)| mu * mean[x]).sum() };
            row.push(own);
            moment.push(row);
        }
        (0..k).map(|i| (moment[i][i] - mean[i] * mean[i]).max(0.0).sqrt()).collect()
    }

    /// Standard deviations to first order: sum of (contribution / strength)^2 sd^2, approximated
    /// as if routes below a node were independent of each other.
    fn delta_sds(&self, order: &[usize], effect: &[Option<Effect>]) -> Vec<f64> {
        let mut variance = vec![0.0; self.node_count()];
        let mut sds = Vec::with_capacity(order.len());
        for &u in order {
            variance[u] = self
                .outs(u)
                .filter_map(|e| {
                    let (w, x) = (self.strength_of(e)?, effect[self.to[e] as usize]?);
                    let below: f64 = variance[self.to[e] as usize];
                    Some(w.sd * w.sd * x.mean * x.mean + w.mean * w.mean * below)
                })
                .sum();
            sds.push(variance[u].sqrt());
        }
        sds
    }

    /// The lowest and highest total effect over all corners of the ranges of strength; `None` if
    /// more than 16 links lie between the two, or one of them states no strength. O(2^links).
    ///
    /// The effect is linear in each strength alone, so its extremes lie at corners.
    #[must_use]
    pub fn effect_range(&self, from: NodeIx, aim: NodeIx) -> Option<(f64, f64)> {
        let (s, o) = (self.mine(from)?, self.aim(aim)?);
        let mut after = vec![false; self.node_count()];
        after[s] = true;
        for v in s + 1..=o.max(s) {
            after[v] = self.causes(v).iter().any(|&u| after[u as usize]);
        }
        let mut links = Vec::new();
        let mut reaches = vec![false; self.node_count()];
        reaches[o] = true;
        for v in (s..=o).rev().filter(|&v| after[v]) {
            for e in self.outs(v) {
                if reaches[self.to[e] as usize] {
                    reaches[v] = true;
                    links.push((e, self.strength_of(e)?));
                }
            }
        }
        if !reaches[s] || links.len() > 16 {
            return None;
        }
        let mut total = vec![0.0; self.node_count()];
        let mut range = (f64::INFINITY, f64::NEG_INFINITY);
        for corner in 0_u32..1 << links.len() {
            for &(e, _) in &links {
                total[self.from[e] as usize] = 0.0;
            }
            total[o] = 1.0;
            for (i, &(e, w)) in links.iter().enumerate() {
                let w = if corner >> i & 1 == 1 { w.high } else { w.low };
                total[self.from[e] as usize] += w * total[self.to[e] as usize];
            }
            range = (range.0.min(total[s]), range.1.max(total[s]));
        }
        Some(range)
    }
}

impl Effects<'_> {
    /// The effect of one unit of a node; `None` if it does not reach the aim, or only over a link
    /// that states no strength.
    pub fn of(&self, v: NodeIx) -> Option<Effect> {
        self.effect.get(v.at()).copied().flatten()
    }

    /// What each link adds to the effect of one unit of `from`, in the order of links: the sum
    /// over the routes that use it.
    pub fn contributions(&self, from: NodeIx) -> Vec<(LinkIx, f64)> {
        let g = self.graph;
        let Some(s) = g.mine(from) else { return Vec::new() };
        let mut before = vec![0.0; g.node_count()];
        let mut after = vec![false; g.node_count()];
        (before[s], after[s]) = (1.0, true);
        let mut found = Vec::new();
        for v in s..g.node_count() {
            if !after[v] {
                continue;
            }
            for e in g.outs(v) {
                let x = g.to[e] as usize;
                if let (Some(w), Some(on)) = (g.strength_of(e), self.effect[x]) {
                    before[x] += before[v] * w.mean;
                    after[x] = true;
                    found.push((link(e), before[v] * w.mean * on.mean));
                }
            }
        }
        found
    }

    /// One sentence.
    pub fn in_words(&self, from: NodeIx) -> String {
        let (name, aim) = (self.graph.name(from), self.graph.name(self.aim));
        match self.of(from) {
            None => format!("we cannot say how much {name} would move {aim}"),
            Some(x) => {
                let most = if x.range_is_exact { "" } else { "at most " };
                format!(
                    "if our theory holds, one unit of {name} would move {aim} by {:.3}, \
                     {most}from {:.3} to {:.3}",
                    x.mean, x.low, x.high
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Claim, ClaimGraph, Node, Strength};
    use super::SD_NODES;
    use crate::base::Belief;

    /// So many changes on one driver on one aim, each link .5 or .4 with sd .1.
    fn star(changes: usize) -> ClaimGraph {
        let n = u32::try_from(changes).unwrap();
        let claim = |size| {
            let strength = Strength::exactly(size).unwrap().with_sd(0.1).unwrap();
            Claim::new(Belief::new(0.5).unwrap()).with_strength(strength)
        };
        let mut nodes: Vec<(String, Node)> =
            (0..n).map(|i| (format!("c{i}"), Node::change())).collect();
        nodes.push(("d".to_owned(), Node::driver()));
        nodes.push(("o".to_owned(), Node::aim()));
        let links = (0..n).map(|i| (i, n, claim(0.5))).chain([(n, n + 1, claim(0.4))]);
        ClaimGraph::new(nodes.iter().map(|(name, node)| (name.as_str(), *node)), links).unwrap()
    }

    #[test]
    fn spread_is_exact_while_its_table_fits_and_of_first_order_beyond() {
        // Variance (.5^2 + .1^2)(.4^2 + .1^2) - .2^2 = .0042; to first order .5^2 .1^2 + .4^2 .1^2.
        for (changes, sd) in [(2, 0.0042_f64.sqrt()), (SD_NODES, 0.0041_f64.sqrt())] {
            let graph = star(changes);
            let effects = graph.effects_on(graph.aims()[0]).unwrap();
            let effect = effects.of(graph.changes()[0]).unwrap();
            assert!((effect.mean - 0.2).abs() < 1e-12);
            assert!((effect.sd - sd).abs() < 1e-12, "{changes} changes: {}", effect.sd);
        }
    }
}
