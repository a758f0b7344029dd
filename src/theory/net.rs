//! The diagram as positions, frozen once: what every question in this room walks over.

use crate::diagram::{Diagram, LinkRef, NodeRef};

/// The nodes and links that count, each by its position.
#[derive(Debug, Clone)]
pub(super) struct Net<'p> {
    pub(super) nodes: Vec<NodeRef<'p>>,
    pub(super) links: Vec<Wire<'p>>,
    pub(super) ins: Vec<Vec<usize>>,
    pub(super) outs: Vec<Vec<usize>>,
    /// Causes before effects.
    pub(super) order: Vec<usize>,
    aims: usize,
    drivers: usize,
}

/// A link with the positions of its ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wire<'p> {
    pub(super) link: LinkRef<'p>,
    pub(super) cause: usize,
    pub(super) effect: usize,
}

impl<'p> Net<'p> {
    pub(super) fn of(diagram: &'p Diagram) -> Self {
        let nodes: Vec<NodeRef<'p>> = diagram.nodes().collect();
        let mut net = Net {
            links: Vec::with_capacity(diagram.link_count()),
            ins: vec![Vec::new(); nodes.len()],
            outs: vec![Vec::new(); nodes.len()],
            order: Vec::with_capacity(nodes.len()),
            aims: diagram.aims().len(),
            drivers: diagram.drivers().len(),
            nodes,
        };
        for link in diagram.links().filter(|link| link.counts()) {
            let ends = (net.position(diagram, link.cause()), net.position(diagram, link.effect()));
            if let (Some(cause), Some(effect)) = ends {
                let at = net.links.len();
                net.links.push(Wire { link, cause, effect });
                push(&mut net.outs, cause, at);
                push(&mut net.ins, effect, at);
            }
        }
        net.sort();
        net
    }

    /// Where a node stands: aims, then drivers, then changes.
    pub(super) fn position(&self, diagram: &Diagram, node: NodeRef<'_>) -> Option<usize> {
        let id = node.as_str();
        if node.to_aim().is_some() {
            diagram.aim_table().position(id)
        } else if node.to_driver().is_some() {
            diagram.driver_table().position(id).map(|at| self.aims + at)
        } else {
            diagram.change_table().position(id).map(|at| self.aims + self.drivers + at)
        }
    }

    fn sort(&mut self) {
        let mut open: Vec<usize> = self.ins.iter().map(Vec::len).collect();
        let mut ready: Vec<usize> =
            (0..self.nodes.len()).rev().filter(|at| open.get(*at) == Some(&0)).collect();
        while let Some(at) = ready.pop() {
            self.order.push(at);
            for wire in self.out(at) {
                if let Some(left) = open.get_mut(wire.effect) {
                    *left -= 1;
                    if *left == 0 {
                        ready.push(wire.effect);
                    }
                }
            }
        }
    }

    pub(super) fn is_change(&self, at: usize) -> bool {
        at >= self.aims + self.drivers
    }

    pub(super) fn out(&self, at: usize) -> Vec<Wire<'p>> {
        self.wires(&self.outs, at)
    }

    pub(super) fn into(&self, at: usize) -> Vec<Wire<'p>> {
        self.wires(&self.ins, at)
    }

    fn wires(&self, table: &[Vec<usize>], at: usize) -> Vec<Wire<'p>> {
        let links = table.get(at).into_iter().flatten();
        links.filter_map(|link| self.links.get(*link).copied()).collect()
    }

    /// Every node that leads to each node, as sets of positions.
    pub(super) fn ancestors(&self) -> Vec<Set> {
        let mut all = vec![Set::new(self.nodes.len()); self.nodes.len()];
        for &at in &self.order {
            let mut own = Set::new(self.nodes.len());
            for wire in self.into(at) {
                own.insert(wire.cause);
                if let Some(before) = all.get(wire.cause) {
                    own.add(before);
                }
            }
            if let Some(slot) = all.get_mut(at) {
                *slot = own;
            }
        }
        all
    }

    /// Every node from which `to` can be reached without passing `without`, except `to` itself.
    pub(super) fn reaching(&self, to: usize, without: usize) -> Set {
        let mut found = Set::new(self.nodes.len());
        let mut open = vec![to];
        while let Some(at) = open.pop() {
            for &link in self.ins.get(at).into_iter().flatten() {
                let Some(wire) = self.links.get(link) else { continue };
                if wire.cause != without && found.insert(wire.cause) {
                    open.push(wire.cause);
                }
            }
        }
        found
    }
}

fn push(table: &mut [Vec<usize>], at: usize, item: usize) {
    if let Some(list) = table.get_mut(at) {
        list.push(item);
    }
}

/// A set of positions, one bit each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Set(Vec<u64>);

impl Set {
    pub(super) fn new(size: usize) -> Self {
        Set(vec![0; size.div_ceil(64)])
    }

    /// Whether it was not in the set before.
    pub(super) fn insert(&mut self, at: usize) -> bool {
        let Some(word) = self.0.get_mut(at / 64) else { return false };
        let bit = 1 << (at % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    pub(super) fn contains(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word & (1 << (at % 64)) != 0)
    }

    pub(super) fn add(&mut self, other: &Set) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    /// What is in this set and two others.
    pub(super) fn common<'s>(&'s self, b: &'s Set, c: &'s Set) -> impl Iterator<Item = usize> + 's {
        let words = self.0.iter().zip(&b.0).zip(&c.0).map(|((a, b), c)| a & b & c);
        words.enumerate().flat_map(|(at, word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        })
    }
}
