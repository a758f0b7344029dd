//! Exact reliability by a plan, and its slope in every belief at once.

use super::super::ClaimGraph;
use super::super::claim::Gate;
use super::gates;
use super::plan::{Class, Part, Plan, Step};

/// The odds that a plan is run with: beliefs by link, deliveries by node.
#[derive(Debug, Clone)]
pub(crate) struct Odds {
    pub(crate) belief: Vec<f64>,
    pub(crate) on: Vec<f64>,
}

impl Odds {
    pub(crate) fn of(g: &ClaimGraph) -> Self {
        Odds { belief: g.belief.clone(), on: g.delivery.clone() }
    }
}

/// How the reliability rises with each belief and with the delivery of each change.
#[derive(Debug, Clone)]
pub(crate) struct Slopes {
    pub(crate) value: f64,
    pub(crate) belief: Vec<f64>,
}

/// Numbers kept for the way back, at most: half a gigabyte.
const TAPE: f64 = 67_108_864.0;

impl Plan {
    /// The chance that the aim is on. O(work) time and 2^width numbers.
    pub(crate) fn run(&self, odds: &Odds) -> f64 {
        let folded = self.folded(odds);
        let mut array = vec![self.begin(&folded)];
        for step in &self.steps {
            self.forward(step, &mut array, &folded, odds);
        }
        self.finish(&array, &folded)
    }

    /// Whether the slopes of all beliefs can be had from one run and one run back.
    pub(crate) fn has_tape(&self) -> bool {
        self.work <= TAPE
    }

    /// For each part, the chance that its folded inputs alone would set it.
    fn folded(&self, odds: &Odds) -> Vec<f64> {
        let mut folded = Vec::with_capacity(self.parts.len());
        let mut inputs = Vec::new();
        for part in &self.parts {
            let own = odds.on[part.node as usize];
            folded.push(match part.class {
                Class::Never => 0.0,
                Class::End if self.steps.is_empty() && part.inputs.is_empty() => 0.0,
                // Only changes are delivered, and nothing leads to them.
                _ if part.is_change => own,
                _ => {
                    inputs.clear();
                    let of = |&(e, u): &(u32, u32)| odds.belief[e as usize] * folded[u as usize];
                    inputs.extend(part.inputs.iter().map(of));
                    gates::opens(part.gate, &inputs)
                }
            });
        }
        folded
    }

    /// Whether the end is one of the array's digits.
    fn counts_at_end(&self) -> bool {
        let end = self.parts.len() - 1;
        matches!(self.steps.last(), Some(Step::Count { part, .. }) if *part as usize == end)
    }

    fn end_gate(&self) -> Gate {
        self.parts.last().map_or(Gate::Any, |part| part.gate)
    }

    /// The mass that the array begins with.
    fn begin(&self, folded: &[f64]) -> f64 {
        let end = folded.last().copied().unwrap_or(0.0);
        match self.end_gate() {
            Gate::Any => 1.0 - end,
            Gate::All => end,
            Gate::AtLeast(_) if self.steps.is_empty() => end,
            Gate::AtLeast(_) => 1.0,
        }
    }

    fn finish(&self, array: &[f64], folded: &[f64]) -> f64 {
        if self.steps.is_empty() {
            return folded.last().copied().unwrap_or(0.0);
        }
        let chance = if self.counts_at_end() {
            array[array.len() / 2..].iter().sum()
        } else if self.end_gate() == Gate::Any {
            1.0 - array.iter().sum::<f64>()
        } else {
            array.iter().sum()
        };
        chance.clamp(0.0, 1.0)
    }

    fn forward(&self, step: &Step, array: &mut Vec<f64>, folded: &[f64], odds: &Odds) {
        let belief = |link: u32| odds.belief[link as usize];
        match *step {
            Step::Open { part } => {
                let on = folded[part as usize];
                let half = array.len();
                array.extend_from_within(..);
                let (off, live) = array.split_at_mut(half);
                scale(off, 1.0 - on);
                scale(live, on);
            }
            Step::Any { link, from, to } => {
                let p = belief(link);
                quarters(array, from, to, |_, _, idle, live| {
                    for (idle, live) in idle.iter_mut().zip(live) {
                        *live += p * *idle;
                        *idle *= 1.0 - p;
                    }
                });
            }
            Step::All { link, from, to } => {
                let p = belief(link);
                quarters(array, from, to, |off, wrong, idle, live| {
                    for (off, wrong) in off.iter_mut().zip(wrong) {
                        *off += *wrong;
                        *wrong = 0.0;
                    }
                    for (idle, live) in idle.iter_mut().zip(live) {
                        *idle += (1.0 - p) * *live;
                        *live *= p;
                    }
                });
            }
            Step::Count { part, ref causes } => {
                let table = self.table(part, causes, folded, odds);
                array.reserve_exact(array.len());
                for i in 0..array.len() {
                    let on = table[gathered(i, causes)];
                    array.push(array[i] * on);
                    array[i] *= 1.0 - on;
                }
            }
            Step::Close { at } => close(array, at),
            Step::EndAny { link, from } => {
                let p = belief(link);
                halves(array, from, |_, on| scale(on, 1.0 - p));
            }
            Step::EndAll { link, from } => {
                let p = belief(link);
                halves(array, from, |off, on| {
                    off.fill(0.0);
                    scale(on, p);
                });
            }
        }
    }

    /// The chance that a part which needs several causes is on, by which of its open causes are.
    fn table(&self, part: u32, causes: &[(u32, u32)], folded: &[f64], odds: &Odds) -> Vec<f64> {
        let part = &self.parts[part as usize];
        let mut inputs = inputs_of(part, folded, odds);
        let own = inputs.len();
        (0..1_usize << causes.len())
            .map(|set| {
                inputs.truncate(own);
                let on = causes.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1);
                inputs.extend(on.map(|(_, &(e, _))| odds.belief[e as usize]));
                gates::opens(part.gate, &inputs)
            })
            .collect()
    }

    /// The reliability, and its slope in every belief: one run forwards that keeps every array,
    /// and one back (reverse-mode differentiation). About three runs' work.
    pub(crate) fn slopes(&self, odds: &Odds) -> Slopes {
        let folded = self.folded(odds);
        let mut array = vec![self.begin(&folded)];
        let mut tape = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            tape.push(array.clone());
            self.forward(step, &mut array, &folded, odds);
        }
        let value = self.finish(&array, &folded);
        let mut back = Back {
            plan: self,
            odds,
            folded: &folded,
            belief: vec![0.0; odds.belief.len()],
            part: vec![0.0; self.parts.len()],
        };
        if let Some(end) = back.part.last_mut()
            && self.steps.is_empty()
        {
            *end = 1.0;
        }
        if !self.steps.is_empty() {
            let sign = if self.end_gate() == Gate::Any { -1.0 } else { 1.0 };
            let mut pull = vec![sign; array.len()];
            if self.counts_at_end() {
                let half = pull.len() / 2;
                pull[..half].fill(0.0);
                pull[half..].fill(1.0);
            }
            for (step, before) in self.steps.iter().zip(tape).rev() {
                back.step(step, &before, &mut pull);
            }
            let end = self.parts.len() - 1;
            match self.end_gate() {
                Gate::Any => back.part[end] -= pull[0],
                Gate::All => back.part[end] += pull[0],
                Gate::AtLeast(_) => {}
            }
        }
        back.unfold();
        Slopes { value, belief: back.belief }
    }
}

/// The way back: slopes gathered so far.
struct Back<'a> {
    plan: &'a Plan,
    odds: &'a Odds,
    folded: &'a [f64],
    belief: Vec<f64>,
    /// Slope in the chance that a part's folded inputs set it.
    part: Vec<f64>,
}

impl Back<'_> {
    /// Takes the pull on the array after a step to the pull on the array before it.
    fn step(&mut self, step: &Step, before: &[f64], pull: &mut Vec<f64>) {
        match *step {
            Step::Open { part } => {
                let on = self.folded[part as usize];
                let (off_pull, on_pull) = pull.split_at_mut(before.len());
                let mut slope = 0.0;
                for ((off, live), x) in off_pull.iter_mut().zip(on_pull).zip(before) {
                    slope += x * (*live - *off);
                    *off = (1.0 - on) * *off + on * *live;
                }
                self.part[part as usize] += slope;
                pull.truncate(before.len());
            }
            Step::Any { link, from, to } => {
                let p = self.odds.belief[link as usize];
                let (cause, effect) = (1_usize << from, 1_usize << to);
                let mut slope = 0.0;
                for (i, x) in before.iter().enumerate() {
                    if i & cause != 0 && i & effect == 0 {
                        let (idle, live) = (pull[i], pull[i | effect]);
                        slope += x * (live - idle);
                        pull[i] = p * live + (1.0 - p) * idle;
                    }
                }
                self.belief[link as usize] += slope;
            }
            Step::All { link, from, to } => {
                let p = self.odds.belief[link as usize];
                quarters(pull, from, to, |off, wrong, _, _| wrong.copy_from_slice(off));
                let mut slope = 0.0;
                let (cause, effect) = (1_usize << from, 1_usize << to);
                for (i, x) in before.iter().enumerate() {
                    if i & cause != 0 && i & effect != 0 {
                        let (idle, live) = (pull[i & !effect], pull[i]);
                        slope += x * (live - idle);
                        pull[i] = p * live + (1.0 - p) * idle;
                    }
                }
                self.belief[link as usize] += slope;
            }
            Step::Count { part, ref causes } => self.count(part, causes, before, pull),
            Step::Close { at } => {
                let digit = 1_usize << at;
                let low = digit - 1;
                *pull = (0..before.len()).map(|i| pull[(i >> 1) & !low | i & low]).collect();
            }
            Step::EndAny { link, from } => {
                let p = self.odds.belief[link as usize];
                let digit = 1_usize << from;
                let mut slope = 0.0;
                for (i, x) in before.iter().enumerate().filter(|(i, _)| i & digit != 0) {
                    slope -= x * pull[i];
                    pull[i] *= 1.0 - p;
                }
                self.belief[link as usize] += slope;
            }
            Step::EndAll { link, from } => {
                let p = self.odds.belief[link as usize];
                let digit = 1_usize << from;
                let mut slope = 0.0;
                for (i, x) in before.iter().enumerate() {
                    if i & digit == 0 {
                        pull[i] = 0.0;
                    } else {
                        slope += x * pull[i];
                        pull[i] *= p;
                    }
                }
                self.belief[link as usize] += slope;
            }
        }
    }

    fn count(&mut self, part: u32, causes: &[(u32, u32)], before: &[f64], pull: &mut Vec<f64>) {
        let plan = self.plan;
        let table = plan.table(part, causes, self.folded, self.odds);
        let mut mass = vec![0.0; table.len()];
        let half = before.len();
        for (i, x) in before.iter().enumerate() {
            let set = gathered(i, causes);
            mass[set] += x * (pull[i + half] - pull[i]);
            pull[i] = (1.0 - table[set]) * pull[i] + table[set] * pull[i + half];
        }
        pull.truncate(half);
        let part = &plan.parts[part as usize];
        let mut inputs = inputs_of(part, self.folded, self.odds);
        let own = inputs.len();
        let mut slope = Vec::new();
        for (set, mass) in mass.into_iter().enumerate().filter(|(_, mass)| *mass != 0.0) {
            inputs.truncate(own);
            let on: Vec<u32> =
                (0..causes.len()).filter(|i| set >> i & 1 == 1).map(|i| causes[i].0).collect();
            inputs.extend(on.iter().map(|&e| self.odds.belief[e as usize]));
            gates::slopes(part.gate, &inputs, &mut slope);
            for (&(e, u), slope) in part.inputs.iter().zip(&slope) {
                self.belief[e as usize] += mass * slope * self.folded[u as usize];
                self.part[u as usize] += mass * slope * self.odds.belief[e as usize];
            }
            for (&e, slope) in on.iter().zip(&slope[own..]) {
                self.belief[e as usize] += mass * slope;
            }
        }
    }

    /// From slopes in folded parts to slopes in the beliefs they were folded from.
    fn unfold(&mut self) {
        let (mut inputs, mut slope) = (Vec::new(), Vec::new());
        for (i, part) in self.plan.parts.iter().enumerate().rev() {
            let pull = self.part[i];
            if pull == 0.0 || part.inputs.is_empty() {
                continue;
            }
            inputs.clear();
            let of = |&(e, u): &(u32, u32)| self.odds.belief[e as usize] * self.folded[u as usize];
            inputs.extend(part.inputs.iter().map(of));
            gates::slopes(part.gate, &inputs, &mut slope);
            for (&(e, u), slope) in part.inputs.iter().zip(&slope) {
                self.belief[e as usize] += pull * slope * self.folded[u as usize];
                self.part[u as usize] += pull * slope * self.odds.belief[e as usize];
            }
        }
    }
}

fn scale(cells: &mut [f64], by: f64) {
    for x in cells {
        *x *= by;
    }
}

/// The chances with which a part's folded inputs act on it.
fn inputs_of(part: &Part, folded: &[f64], odds: &Odds) -> Vec<f64> {
    let of = |&(e, u): &(u32, u32)| odds.belief[e as usize] * folded[u as usize];
    part.inputs.iter().map(of).collect()
}

/// Which of the causes are on, as an index of the table, in the array's cell `i`.
fn gathered(i: usize, causes: &[(u32, u32)]) -> usize {
    causes.iter().enumerate().fold(0, |set, (k, &(_, at))| set | (i >> at & 1) << k)
}

/// Sums one digit of the array's index out.
fn close(array: &mut Vec<f64>, at: u32) {
    let size = 1_usize << at;
    let half = array.len() / 2;
    for block in (0..half).step_by(size) {
        for i in block..block + size {
            array[i] = array[i + block] + array[i + block + size];
        }
    }
    array.truncate(half);
}

/// The array by one digit of its index: cells with it off, and with it on.
fn halves(array: &mut [f64], at: u32, mut each: impl FnMut(&mut [f64], &mut [f64])) {
    let size = 1_usize << at;
    for block in array.chunks_exact_mut(2 * size) {
        let (off, on) = block.split_at_mut(size);
        each(off, on);
    }
}

/// The array by two digits of its index, as (both off, only `b` on, only `a` on, both on).
fn quarters(
    array: &mut [f64],
    a: u32,
    b: u32,
    mut each: impl FnMut(&mut [f64], &mut [f64], &mut [f64], &mut [f64]),
) {
    let (small, large) = (1_usize << a.min(b), 1_usize << a.max(b));
    for block in array.chunks_exact_mut(2 * large) {
        let (low, high) = block.split_at_mut(large);
        for (low, high) in low.chunks_exact_mut(2 * small).zip(high.chunks_exact_mut(2 * small)) {
            let (off_off, on_off) = low.split_at_mut(small);
            let (off_on, on_on) = high.split_at_mut(small);
            if a < b {
                each(off_off, off_on, on_off, on_on);
            } else {
                each(off_off, on_off, off_on, on_on);
            }
        }
    }
}
