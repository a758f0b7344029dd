//! What can we stop? The question that tired teams need.

use super::ClaimGraph;
use super::choose::{NOISE, Worth};
use super::index::NodeIx;
use super::reliability::Settings;

/// One change that could be paused, given those paused before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pause {
    /// The change.
    pub change: NodeIx,
    /// The hours a week it frees.
    pub hours: f64,
    /// What the aims lose by it.
    pub loss: f64,
    /// What it would be worth if it were the only change: a small loss does not make it useless,
    /// it is covered by others.
    pub alone: f64,
}

impl ClaimGraph {
    /// The changes to pause first: that with the least loss per hour freed, again and again, while
    /// the aims together lose no more than `give_up` of the sum of their weighted reliability.
    /// Changes that bear on no aim come first; those that cost no hours last.
    #[must_use]
    pub fn pauses(&self, goals: &[(NodeIx, f64)], give_up: f64, settings: &Settings) -> Vec<Pause> {
        let mut worth = Worth::new(self, goals, settings);
        let n = worth.candidates.len();
        let idle = self.changes.iter().filter(|c| !worth.candidates.contains(c));
        let mut pauses: Vec<Pause> = idle
            .map(|&c| Pause { change: c, hours: self.hours[c.at()], loss: 0.0, alone: 0.0 })
            .collect();
        let mut on = vec![true; n];
        let start = worth.of(&on);
        let mut value = start;
        loop {
            let mut least: Option<(f64, usize, f64)> = None;
            for i in (0..n).filter(|&i| on[i]).collect::<Vec<_>>() {
                on[i] = false;
                let without = worth.of(&on);
                on[i] = true;
                let hours = self.hours[worth.candidates[i].at()];
                let rate = if hours > 0.0 { (value - without) / hours } else { f64::INFINITY };
                let affordable = start - without <= give_up + NOISE;
                if affordable && least.is_none_or(|(r, _, _)| rate < r) {
                    least = Some((rate, i, without));
                }
            }
            let Some((_, i, without)) = least else { break };
            on[i] = false;
            let change = worth.candidates[i];
            let alone = worth.of(&(0..n).map(|j| j == i).collect::<Vec<_>>());
            let hours = self.hours[change.at()];
            pauses.push(Pause { change, hours, loss: (value - without).max(0.0), alone });
            value = without;
        }
        pauses
    }
}

impl Pause {
    /// One sentence.
    pub fn in_words(&self, graph: &ClaimGraph) -> String {
        let name = graph.name(self.change);
        if graph.layers().of(self.change).is_none() {
            return format!("{name} costs {} hours and leads to no aim", self.hours);
        }
        if self.alone <= 0.0 {
            return format!(
                "pausing {name} frees {} hours for a loss of {:.3}: alone it moves no aim, and it \
                 counts only together with others",
                self.hours, self.loss
            );
        }
        format!(
            "pausing {name} frees {} hours for a loss of {:.3}: alone it is worth {:.2}, and the \
             rest is covered by others",
            self.hours, self.loss, self.alone
        )
    }
}
