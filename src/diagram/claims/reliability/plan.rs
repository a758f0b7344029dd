//! How the exact reliability of one aim will be worked out: folded parts, order, width.
//!
//! The rest of a theory is forgotten as soon as it can be. Nodes fed only by changes, with one
//! consumer, are independent of all else and are *folded* into a plain number. Of the others, only
//! those *open* at one moment are held together: a node is open from the first link that is worked
//! into it until the last link out of it has been. The joint distribution of the open nodes, on or
//! off, is an array of 2^width numbers, and each link is one pass over it.
//!
//! This is the frontier of idle sets run forwards: driver diagrams narrow towards their aims, so
//! the nodes open at one moment are few, and gates that need all or several of their causes fit
//! without cancellation.

use super::super::ClaimGraph;
use super::super::claim::{Gate, NodeKind};
use super::super::index::small;

/// One step over the array of open nodes. Positions count binary digits of the array's index at
/// that moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// A new highest digit: the part, on with the chance of its folded inputs.
    Open { part: u32 },
    /// A link between two open nodes whose effect needs any of its causes.
    Any { link: u32, from: u32, to: u32 },
    /// A link between two open nodes whose effect needs all of its causes.
    All { link: u32, from: u32, to: u32 },
    /// A new highest digit: a part that needs several of its causes, all of them open.
    Count { part: u32, causes: Vec<(u32, u32)> },
    /// A digit summed out.
    Close { at: u32 },
    /// A link to the aim, which needs any of its causes: what is left is the chance of no route.
    EndAny { link: u32, from: u32 },
    /// A link to the aim, which needs all of its causes.
    EndAll { link: u32, from: u32 },
}

/// A node of the plan and its folded inputs.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) node: u32,
    pub(crate) is_change: bool,
    pub(crate) gate: Gate,
    /// Folded inputs: link, and the part it comes from.
    pub(crate) inputs: Vec<(u32, u32)>,
    pub(crate) class: Class,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A change that is surely on or surely off, whoever asks.
    Sure,
    /// A driver that no change lies beneath.
    Never,
    /// Independent of all else: one consumer.
    Folded,
    /// Held in the array.
    Open,
    /// The aim asked about.
    End,
}

/// The parts above one aim in causal order, the aim last, and the steps to its reliability.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) parts: Vec<Part>,
    pub(crate) steps: Vec<Step>,
    /// The largest number of nodes open at one moment.
    pub(crate) width: u32,
    /// Numbers touched by all steps together.
    pub(crate) work: f64,
}

/// Widths beyond this are not even planned to the end.
const HOPELESS: usize = 40;

impl Plan {
    /// Plans one aim, given by its position; nothing is computed yet.
    pub(crate) fn new(g: &ClaimGraph, aim: usize) -> Self {
        let (parts, causes) = fold(g, aim);
        let mut best = Order::run(&parts, &causes, Taste::Joined);
        if best.width > 4 {
            let other = Order::run(&parts, &causes, Taste::Ready);
            if (other.width, other.work) < (best.width, best.work) {
                best = other;
            }
        }
        let (steps, width, work) = (best.steps, small(best.width), best.work);
        Plan { parts, steps, width, work }
    }

    /// Every link that bears on the aim.
    pub(crate) fn links(&self) -> impl Iterator<Item = u32> + '_ {
        let folded = self.parts.iter().flat_map(|part| part.inputs.iter().map(|&(e, _)| e));
        let open = self.steps.iter().flat_map(|step| match step {
            Step::Any { link, .. }
            | Step::All { link, .. }
            | Step::EndAny { link, .. }
            | Step::EndAll { link, .. } => vec![*link],
            Step::Count { causes, .. } => causes.iter().map(|&(e, _)| e).collect(),
            Step::Open { .. } | Step::Close { .. } => Vec::new(),
        });
        folded.chain(open)
    }

    /// The position of the aim.
    pub(crate) fn aim(&self) -> usize {
        self.parts.last().map_or(0, |part| part.node as usize)
    }
}

/// The parts above an aim, and for each the links that come from open parts.
fn fold(g: &ClaimGraph, aim: usize) -> (Vec<Part>, Vec<Vec<(u32, u32)>>) {
    const OUTSIDE: u32 = u32::MAX;
    let above = g.above(aim);
    let mut place = vec![OUTSIDE; aim + 1];
    let (mut parts, mut causes): (Vec<Part>, Vec<Vec<(u32, u32)>>) = (Vec::new(), Vec::new());
    for v in (0..=aim).filter(|&v| above[v]) {
        place[v] = small(parts.len());
        let used = g.carried_to(v).filter(|&w| w as usize <= aim && above[w as usize]).count();
        let (mut inputs, mut open) = (Vec::new(), Vec::new());
        for (u, e) in g.carried(v) {
            let from = place[u as usize];
            let list =
                if parts[from as usize].class == Class::Open { &mut open } else { &mut inputs };
            list.push((e, from));
        }
        let never = |&(_, u): &(u32, u32)| parts[u as usize].class == Class::Never;
        let is_sure = g.delivery[v] <= 0.0 || g.delivery[v] >= 1.0;
        let class = match g.kind[v] {
            _ if v == aim => Class::End,
            NodeKind::Change if is_sure => Class::Sure,
            NodeKind::Driver | NodeKind::Aim if open.is_empty() && inputs.iter().all(never) => {
                Class::Never
            }
            _ if open.is_empty() && used == 1 => Class::Folded,
            _ => Class::Open,
        };
        let is_change = g.is(v, NodeKind::Change);
        parts.push(Part { node: small(v), is_change, gate: g.gate[v], inputs, class });
        causes.push(open);
    }
    (parts, causes)
}

/// What to prefer among nodes that leave the same number open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taste {
    /// The one with the most links into what is open.
    Joined,
    /// The one with the fewest causes still to come.
    Ready,
}

/// Nodes looked at when choosing which to open next: all of a drawn diagram's, and fewer of what
/// is too large to have been drawn.
const CHOICE: usize = 512;
const FEW: usize = 24;

/// The order in which parts are opened, and the steps that follow from it.
struct Order<'a> {
    parts: &'a [Part],
    causes: &'a [Vec<(u32, u32)>],
    effects: Vec<Vec<(u32, u32)>>,
    opened: Vec<bool>,
    complete: Vec<bool>,
    /// Links into a part that have not been worked in.
    waiting: Vec<usize>,
    /// Links out of a part that have not been worked in.
    left: Vec<usize>,
    /// The open parts by their digit.
    digits: Vec<u32>,
    steps: Vec<Step>,
    width: usize,
    work: f64,
}

impl<'a> Order<'a> {
    fn run(parts: &'a [Part], causes: &'a [Vec<(u32, u32)>], taste: Taste) -> Self {
        let n = parts.len();
        let mut effects = vec![Vec::new(); n];
        for (w, links) in causes.iter().enumerate() {
            for &(e, u) in links {
                effects[u as usize].push((e, small(w)));
            }
        }
        let mut order = Order {
            parts,
            causes,
            opened: vec![false; n],
            complete: vec![false; n],
            waiting: causes.iter().map(Vec::len).collect(),
            left: effects.iter().map(Vec::len).collect(),
            effects,
            digits: Vec::new(),
            steps: Vec::new(),
            width: 0,
            work: 0.0,
        };
        let mut rest = (0..n).filter(|&v| parts[v].class == Class::Open);
        let choice = if n > 4 * CHOICE { FEW } else { CHOICE };
        let mut closed: Vec<usize> = rest.by_ref().take(choice).collect();
        while let Some(best) = order.choose(&closed, taste) {
            let v = closed.remove(best);
            closed.extend(rest.next());
            order.open(v);
            if order.width > HOPELESS {
                return order;
            }
        }
        order.end();
        order
    }

    /// The place of the part to open next.
    fn choose(&self, closed: &[usize], taste: Taste) -> Option<usize> {
        let looked_at = closed.iter().enumerate();
        looked_at.filter_map(|(i, &v)| Some((self.price(v, taste)?, i))).min().map(|(_, i)| i)
    }

    /// What opening a part would cost; `None` if it cannot be opened yet.
    fn price(&self, v: usize, taste: Taste) -> Option<(isize, usize, usize)> {
        let ready = |u: u32| self.opened[u as usize] && self.complete[u as usize];
        let links = self.causes[v].iter().filter(|&&(_, u)| ready(u)).count();
        let missing = self.causes[v].len() - links;
        if self.counts(v) && missing > 0 {
            return None;
        }
        let closes =
            self.causes[v].iter().filter(|&&(_, u)| ready(u) && self.left[u as usize] == 1);
        let mut more = 1 - closes.count().cast_signed();
        let mut joined = links;
        if missing == 0 {
            let worked =
                |w: u32| self.parts[w as usize].class == Class::End || self.opened[w as usize];
            let on = self.effects[v].iter().filter(|&&(_, w)| worked(w)).count();
            joined += on;
            if on == self.effects[v].len() {
                more -= 1;
            }
        }
        let alone = usize::MAX - joined;
        Some(match taste {
            Taste::Joined => (more, alone, missing),
            Taste::Ready => (more, missing, alone),
        })
    }

    /// Whether a part needs several of its causes, so that they must be seen together.
    fn counts(&self, v: usize) -> bool {
        matches!(self.parts[v].gate, Gate::AtLeast(_)) && !self.causes[v].is_empty()
    }

    fn open(&mut self, v: usize) {
        self.opened[v] = true;
        if self.counts(v) {
            self.count(v);
        } else {
            self.step(Step::Open { part: small(v) });
            self.digits.push(small(v));
            self.widen();
            for i in 0..self.causes[v].len() {
                let (e, u) = self.causes[v][i];
                if self.opened[u as usize] && self.complete[u as usize] {
                    self.work_in(e, u, v);
                    self.close_if_done(u);
                }
            }
        }
        if self.waiting[v] == 0 {
            self.finish(v);
        }
    }

    fn count(&mut self, v: usize) {
        let causes = self.causes[v].iter().map(|&(e, u)| (e, self.digit(u))).collect();
        self.step(Step::Count { part: small(v), causes });
        self.digits.push(small(v));
        self.widen();
        self.waiting[v] = 0;
        for i in 0..self.causes[v].len() {
            let u = self.causes[v][i].1;
            self.left[u as usize] -= 1;
            self.close_if_done(u);
        }
    }

    /// Works a complete part into everything open, and so on with what that completes.
    fn finish(&mut self, v: usize) {
        let mut complete = vec![v];
        while let Some(x) = complete.pop() {
            self.complete[x] = true;
            for i in 0..self.effects[x].len() {
                let (e, w) = self.effects[x][i];
                let w = w as usize;
                if self.parts[w].class == Class::End {
                    let from = self.digit(small(x));
                    match self.parts[w].gate {
                        Gate::Any => self.step(Step::EndAny { link: e, from }),
                        Gate::All => self.step(Step::EndAll { link: e, from }),
                        Gate::AtLeast(_) => continue,
                    }
                    self.left[x] -= 1;
                } else if self.opened[w] {
                    self.work_in(e, small(x), w);
                    if self.waiting[w] == 0 {
                        complete.push(w);
                    }
                }
            }
            self.close_if_done(small(x));
        }
    }

    fn work_in(&mut self, link: u32, u: u32, v: usize) {
        let (from, to) = (self.digit(u), self.digit(small(v)));
        self.step(match self.parts[v].gate {
            Gate::All => Step::All { link, from, to },
            _ => Step::Any { link, from, to },
        });
        self.left[u as usize] -= 1;
        self.waiting[v] -= 1;
    }

    fn end(&mut self) {
        let end = self.parts.len() - 1;
        if self.counts(end) {
            let causes = self.causes[end].iter().map(|&(e, u)| (e, self.digit(u))).collect();
            self.step(Step::Count { part: small(end), causes });
            self.digits.push(small(end));
            self.widen();
        }
    }

    fn close_if_done(&mut self, u: u32) {
        if self.left[u as usize] == 0
            && self.complete[u as usize]
            && let Some(at) = self.digits.iter().position(|&x| x == u)
        {
            self.step(Step::Close { at: small(at) });
            self.digits.remove(at);
        }
    }

    fn digit(&self, part: u32) -> u32 {
        small(self.digits.iter().position(|&x| x == part).unwrap_or(0))
    }

    fn step(&mut self, step: Step) {
        self.work += f64::from(small(self.digits.len())).exp2();
        self.steps.push(step);
    }

    fn widen(&mut self) {
        self.width = self.width.max(self.digits.len());
    }
}
