//! Where do the routes run? Shares of routes, of belief, and of the shortest routes.
//!
//! These rank by traffic; [`leverage`](super::ClaimGraph::leverage) ranks by consequence. Show
//! one, and explain it.

use super::ClaimGraph;
use super::claim::NodeKind;
use super::index::NodeIx;

/// What share of all routes from changes to aims passes each node.
#[derive(Debug, Clone)]
pub struct Shares<'g> {
    graph: &'g ClaimGraph,
    share: Vec<f64>,
}

/// How often each node lies on the shortest routes from changes to aims.
#[derive(Debug, Clone)]
pub struct Betweenness<'g> {
    graph: &'g ClaimGraph,
    value: Vec<f64>,
}

impl ClaimGraph {
    /// What share of the routes passes each node; `None` if there is no route. O(n + m).
    #[must_use]
    pub fn route_shares(&self) -> Option<Shares<'_>> {
        self.shares(|_| 1.0, |_| 0.0)
    }

    /// The same with every route weighted by the product of its beliefs; `None` if no route is
    /// believed in at all.
    #[must_use]
    pub fn belief_shares(&self) -> Option<Shares<'_>> {
        self.shares(|e| self.belief[e], |e| self.belief[e].ln())
    }

    fn shares(
        &self,
        weight: impl Fn(usize) -> f64,
        log_weight: impl Fn(usize) -> f64,
    ) -> Option<Shares<'_>> {
        let share = self.plain_shares(&weight).or_else(|| self.log_shares(&log_weight))?;
        Some(Shares { graph: self, share })
    }

    /// Shares from plain sums; `None` if they leave the range of a double.
    fn plain_shares(&self, weight: &impl Fn(usize) -> f64) -> Option<Vec<f64>> {
        let n = self.node_count();
        let mut into = vec![0.0_f64; n];
        for v in 0..n {
            let own = f64::from(u8::from(self.is(v, NodeKind::Change)));
            let links = self.causes(v).iter().zip(self.ins(v));
            into[v] = links.fold(own, |sum, (&u, &e)| sum + into[u as usize] * weight(e as usize));
        }
        let total: f64 = self.aims.iter().map(|o| into[o.at()]).sum();
        if !(1e-200..=1e200).contains(&total) || into.iter().any(|x| *x > 1e200) {
            return None;
        }
        let mut out = vec![0.0_f64; n];
        for v in (0..n).rev() {
            let own = f64::from(u8::from(self.is(v, NodeKind::Aim)));
            out[v] = self.outs(v).fold(own, |sum, e| sum + out[self.to[e] as usize] * weight(e));
            if out[v] > 1e200 {
                return None;
            }
        }
        Some(into.iter().zip(&out).map(|(a, b)| a / total * b).collect())
    }

    /// Shares from logarithms, which no number of routes can overflow.
    fn log_shares(&self, weight: &impl Fn(usize) -> f64) -> Option<Vec<f64>> {
        let n = self.node_count();
        let own = |is: bool| if is { 0.0 } else { f64::NEG_INFINITY };
        let mut into = vec![f64::NEG_INFINITY; n];
        for v in 0..n {
            let links = self.causes(v).iter().zip(self.ins(v));
            let terms = links.map(|(&u, &e)| into[u as usize] + weight(e as usize));
            into[v] = log_sum(own(self.is(v, NodeKind::Change)), terms);
        }
        let total = log_sum(f64::NEG_INFINITY, self.aims.iter().map(|o| into[o.at()]));
        if total == f64::NEG_INFINITY {
            return None;
        }
        let mut out = vec![f64::NEG_INFINITY; n];
        for v in (0..n).rev() {
            let terms = self.outs(v).map(|e| out[self.to[e] as usize] + weight(e));
            out[v] = log_sum(own(self.is(v, NodeKind::Aim)), terms);
        }
        Some(into.iter().zip(&out).map(|(a, b)| (a + b - total).exp().min(1.0)).collect())
    }

    /// For each node, the sum over changes and aims of the share of shortest routes between them
    /// that pass it, ends left out, not normalised (Brandes 2008, subset form).
    /// O(changes * (n + m)).
    #[must_use]
    pub fn betweenness(&self) -> Betweenness<'_> {
        let n = self.node_count();
        let mut value = vec![0.0; n];
        let (mut steps, mut count, mut passing) = (vec![u32::MAX; n], vec![0.0; n], vec![0.0; n]);
        for start in &self.changes {
            let s = start.at();
            let mut reached = vec![s];
            (steps[s], count[s]) = (0, 1.0);
            let mut next = 0;
            while let Some(&v) = reached.get(next) {
                next += 1;
                for &w in self.effects(v) {
                    let w = w as usize;
                    if steps[w] == u32::MAX {
                        steps[w] = steps[v] + 1;
                        reached.push(w);
                    }
                    if steps[w] == steps[v] + 1 {
                        count[w] += count[v];
                    }
                }
            }
            for &w in reached.iter().rev() {
                let ends = f64::from(u8::from(self.is(w, NodeKind::Aim)));
                for &u in self.causes(w) {
                    let u = u as usize;
                    if steps[u] != u32::MAX && steps[u] + 1 == steps[w] {
                        passing[u] += count[u] / count[w] * (ends + passing[w]);
                    }
                }
            }
            for &v in &reached {
                if v != s {
                    value[v] += passing[v];
                }
                (steps[v], count[v], passing[v]) = (u32::MAX, 0.0, 0.0);
            }
        }
        Betweenness { graph: self, value }
    }
}

fn log_sum(own: f64, terms: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = terms.clone().fold(own, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    most + terms.fold((own - most).exp(), |sum, x| sum + (x - most).exp()).ln()
}

impl Shares<'_> {
    /// The share of routes through a node, 0 to 1.
    pub fn of(&self, v: NodeIx) -> f64 {
        self.share.get(v.at()).copied().unwrap_or(0.0)
    }

    /// One sentence about the driver that most routes pass.
    pub fn in_words(&self) -> String {
        most(self.graph, &self.share).map_or_else(
            || "there is no driver to pass".to_owned(),
            |(name, share)| format!("{:.0}% of our routes go through {name}", share * 100.0),
        )
    }
}

impl Betweenness<'_> {
    /// The sum of shares of shortest routes through a node.
    pub fn of(&self, v: NodeIx) -> f64 {
        self.value.get(v.at()).copied().unwrap_or(0.0)
    }

    /// One sentence about the driver that most shortest routes pass.
    pub fn in_words(&self) -> String {
        most(self.graph, &self.value).map_or_else(
            || "there is no driver to pass".to_owned(),
            |(name, _)| format!("the shortest routes most often go through {name}"),
        )
    }
}

/// The driver with the largest value, the first by name among equals.
fn most<'g>(graph: &'g ClaimGraph, value: &[f64]) -> Option<(&'g str, f64)> {
    let of = |v: &NodeIx| value.get(v.at()).copied().unwrap_or(0.0);
    let first = graph.drivers.first()?;
    let best = graph.drivers.iter().fold(first, |best, v| if of(v) > of(best) { v } else { best });
    Some((graph.name(*best), of(best)))
}
