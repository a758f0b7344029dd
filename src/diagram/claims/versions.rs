//! What changed between two versions of a theory, in wording and in meaning?

use std::collections::{BTreeMap, BTreeSet};

use super::ClaimGraph;
use super::claim::{Claim, Node};
use super::count::Count;
use super::index::NodeIx;
use super::likeness::collapsed;
use super::reliability::Settings;
use super::theory::Theory;

/// A node whose effects differ among the nodes that both versions have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The node.
    pub name: String,
    /// What it pointed to.
    pub before: Vec<String>,
    /// What it points to now.
    pub after: Vec<String>,
}

/// The edits that turn one version into the other; nodes are matched by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Difference {
    /// Nodes that are new, with their wording.
    pub added: Vec<(String, Node, String)>,
    /// Nodes that are gone.
    pub removed: Vec<String>,
    /// Nodes worded otherwise, spaces apart: name, before, after.
    pub reworded: Vec<(String, String, String)>,
    /// Nodes of another kind: name, before, after.
    pub rekinded: Vec<(String, Node, Node)>,
    /// Nodes of the same kind with another delivery, hours or gate.
    pub revalued: Vec<(String, Node, Node)>,
    /// Claims that are new between nodes of both versions.
    pub links_added: Vec<(String, String, Claim)>,
    /// Claims that are gone between nodes of both versions.
    pub links_removed: Vec<(String, String, Claim)>,
    /// Claims that say something else: belief, weight, strength, lag or sign.
    pub links_changed: Vec<(String, String, Claim, Claim)>,
    /// Claims of new nodes; part of adding the node, and no edits of their own.
    pub links_of_added: Vec<(String, String, Claim)>,
    /// Nodes that point elsewhere: a view of the edits of links.
    pub moved: Vec<Moved>,
    /// Wordings that differ in spaces alone, kept so that nothing is lost.
    respaced: Vec<(String, String)>,
}

impl Difference {
    /// What turns `before` into `after`. O((n + m) log n).
    #[must_use]
    pub fn between(before: &Theory, after: &Theory) -> Self {
        let mut difference = Difference::default();
        for (name, (node, text)) in &after.nodes {
            match before.nodes.get(name) {
                None => difference.added.push((name.clone(), *node, text.clone())),
                Some((old, old_text)) => {
                    if collapsed(old_text) != collapsed(text) {
                        let (old, new) = (old_text.clone(), text.clone());
                        difference.reworded.push((name.clone(), old, new));
                    } else if old_text != text {
                        difference.respaced.push((name.clone(), text.clone()));
                    }
                    if old.kind != node.kind {
                        difference.rekinded.push((name.clone(), *old, *node));
                    } else if old != node {
                        difference.revalued.push((name.clone(), *old, *node));
                    }
                }
            }
        }
        let gone = before.nodes.keys().filter(|name| !after.nodes.contains_key(*name));
        difference.removed = gone.cloned().collect();
        difference.compare_links(before, after);
        difference
    }

    fn compare_links(&mut self, before: &Theory, after: &Theory) {
        let shared = |ends: &&(String, String)| {
            let both =
                |name: &str| before.nodes.contains_key(name) && after.nodes.contains_key(name);
            both(&ends.0) && both(&ends.1)
        };
        let ends: BTreeSet<&(String, String)> =
            before.links.keys().chain(after.links.keys()).collect();
        for ends in ends.iter().copied().filter(shared) {
            let claims = |theory: &Theory| theory.links.get(ends).cloned().unwrap_or_default();
            let (mut old, mut new) = (claims(before), claims(after));
            // Claims that stayed are no edits, wherever they stand among others.
            new.retain(|claim| match old.iter().position(|c| c == claim) {
                Some(at) => {
                    old.remove(at);
                    false
                }
                None => true,
            });
            let (from, to) = ends;
            let both = old.len().min(new.len());
            let rest = new.split_off(both);
            let gone = old.split_off(both);
            for (old, new) in old.into_iter().zip(new) {
                self.links_changed.push((from.clone(), to.clone(), old, new));
            }
            self.links_added.extend(rest.into_iter().map(|c| (from.clone(), to.clone(), c)));
            self.links_removed.extend(gone.into_iter().map(|c| (from.clone(), to.clone(), c)));
        }
        for (from, to, claim) in after.claims() {
            if !before.nodes.contains_key(from) || !before.nodes.contains_key(to) {
                self.links_of_added.push((from.to_owned(), to.to_owned(), *claim));
            }
        }
        let effects = |theory: &Theory| {
            let mut effects: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for (from, to) in theory.links.keys().filter(shared) {
                effects.entry(from.clone()).or_default().push(to.clone());
            }
            effects
        };
        let (mut old, mut new) = (effects(before), effects(after));
        let names: BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
        for name in names {
            let (before, after) =
                (old.remove(&name).unwrap_or_default(), new.remove(&name).unwrap_or_default());
            if before != after {
                self.moved.push(Moved { name, before, after });
            }
        }
    }

    /// The theory after these edits; on the version they were made from it gives the other.
    #[must_use]
    pub fn apply(&self, theory: &Theory) -> Theory {
        let mut edited = theory.clone();
        for name in &self.removed {
            edited.nodes.remove(name);
        }
        let nodes = &mut edited.nodes;
        edited.links.retain(|(from, to), _| nodes.contains_key(from) && nodes.contains_key(to));
        for (name, node, text) in &self.added {
            edited.insert(name.clone(), *node, text.clone());
        }
        for (name, text) in self
            .reworded
            .iter()
            .map(|(n, _, t)| (n, t))
            .chain(self.respaced.iter().map(|(n, t)| (n, t)))
        {
            if let Some((_, old)) = edited.nodes.get_mut(name) {
                old.clone_from(text);
            }
        }
        for (name, _, node) in self.rekinded.iter().chain(&self.revalued) {
            if let Some((old, _)) = edited.nodes.get_mut(name) {
                *old = *node;
            }
        }
        let changed = self.links_changed.iter().map(|(from, to, old, _)| (from, to, old));
        for (from, to, claim) in self.links_removed.iter().map(|(f, t, c)| (f, t, c)).chain(changed)
        {
            let ends = (from.clone(), to.clone());
            if let Some(claims) = edited.links.get_mut(&ends) {
                if let Some(at) = claims.iter().position(|c| c == claim) {
                    claims.remove(at);
                }
                if claims.is_empty() {
                    edited.links.remove(&ends);
                }
            }
        }
        let changed = self.links_changed.iter().map(|(from, to, _, new)| (from, to, new));
        let added = self.links_added.iter().chain(&self.links_of_added);
        for (from, to, claim) in added.map(|(f, t, c)| (f, t, c)).chain(changed) {
            edited.claim(from, to, *claim);
        }
        edited
    }

    /// The number of edits of nodes and links; *moved* is a view of link edits and counts nothing.
    pub const fn distance(&self) -> usize {
        self.added.len()
            + self.removed.len()
            + self.reworded.len()
            + self.rekinded.len()
            + self.revalued.len()
            + self.links_added.len()
            + self.links_removed.len()
            + self.links_changed.len()
    }

    /// Whether nothing changed.
    pub const fn is_empty(&self) -> bool {
        self.distance() == 0 && self.respaced.is_empty()
    }

    /// One sentence.
    pub fn in_words(&self) -> String {
        let parts = [
            (self.added.len(), "added"),
            (self.removed.len(), "removed"),
            (self.reworded.len(), "reworded"),
            (self.rekinded.len(), "now of another kind"),
            (self.revalued.len(), "with other hours, delivery or gate"),
        ];
        let links = [
            (self.links_added.len(), "added"),
            (self.links_removed.len(), "removed"),
            (self.links_changed.len(), "changed"),
        ];
        let say = |what: &str, parts: &[(usize, &str)]| -> Option<String> {
            let said: Vec<String> =
                parts.iter().filter(|(n, _)| *n > 0).map(|(n, how)| format!("{n} {how}")).collect();
            (!said.is_empty()).then(|| format!("{what}: {}", said.join(", ")))
        };
        let said: Vec<String> =
            [say("nodes", &parts), say("links", &links)].into_iter().flatten().collect();
        if said.is_empty() { "nothing changed".to_owned() } else { said.join("; ") }
    }
}

/// What an edit did to what the theory says. Nodes are named, since handles differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Meaning {
    /// Changes that serve an aim they did not serve, as (change, aim).
    pub coverage_gained: Vec<(String, String)>,
    /// Changes that no longer serve an aim, as (change, aim).
    pub coverage_lost: Vec<(String, String)>,
    /// Routes before and after.
    pub routes: (Count, Count),
    /// Single points of failure that are new, as (aim, node).
    pub single_points_gained: Vec<(String, String)>,
    /// Single points of failure that are gone, as (aim, node).
    pub single_points_lost: Vec<(String, String)>,
    /// Reliability of each aim that both versions have, before and after.
    pub reliability: Vec<(String, f64, f64)>,
    /// For each such aim, links of both versions whose rank by leverage moved: (aim, link, rank
    /// before, rank after), ranks from 1.
    pub ranks: Vec<(String, String, usize, usize)>,
    /// Hours a week of all changes, before and after.
    pub hours: (f64, f64),
}

impl Meaning {
    /// Compares what two graphs say. Sampled figures share the worlds of shared links.
    #[must_use]
    pub fn between(before: &ClaimGraph, after: &ClaimGraph, settings: &Settings) -> Self {
        let (old, new) = (cells(before), cells(after));
        let (had, has) = (points(before), points(after));
        let minus = |a: &BTreeSet<(String, String)>, b: &BTreeSet<(String, String)>| -> Vec<_> {
            a.difference(b).cloned().collect()
        };
        let (mut reliability, mut ranks) = (Vec::new(), Vec::new());
        for &o in &before.aims {
            let name = before.name(o);
            let Some(aim) = after.node(name) else { continue };
            let (Some(x), Some(y)) = (before.leverage(o, settings), after.leverage(aim, settings))
            else {
                continue;
            };
            reliability.push((name.to_owned(), x.reliability.value(), y.reliability.value()));
            let place = |graph: &ClaimGraph,
                         leverage: &super::Leverage|
             -> BTreeMap<String, usize> {
                let ranked = leverage.ranked();
                ranked.iter().enumerate().map(|(i, l)| (graph.link_name(l.link), i + 1)).collect()
            };
            let (x, y) = (place(before, &x), place(after, &y));
            let moved = x.iter().filter_map(|(link, &a)| Some((link, a, *y.get(link)?)));
            let moved = moved.filter(|(_, a, b)| a != b);
            ranks.extend(moved.map(|(link, a, b)| (name.to_owned(), link.clone(), a, b)));
        }
        Meaning {
            coverage_gained: minus(&new, &old),
            coverage_lost: minus(&old, &new),
            routes: (before.routes().total(), after.routes().total()),
            single_points_gained: minus(&has, &had),
            single_points_lost: minus(&had, &has),
            reliability,
            ranks,
            hours: (before.hours.iter().sum(), after.hours.iter().sum()),
        }
    }

    /// One sentence.
    pub fn in_words(&self) -> String {
        let mut said = Vec::new();
        let pairs = |list: &[(String, String)]| -> String {
            let pairs: Vec<String> = list.iter().map(|(a, b)| format!("{a} for {b}")).collect();
            pairs.join(", ")
        };
        if !self.coverage_gained.is_empty() {
            said.push(format!("now working: {}", pairs(&self.coverage_gained)));
        }
        if !self.coverage_lost.is_empty() {
            said.push(format!("no longer working: {}", pairs(&self.coverage_lost)));
        }
        for (aim, before, after) in &self.reliability {
            if (before - after).abs() >= 0.005 {
                said.push(format!(
                    "the chance of a whole route to {aim} goes from {before:.2} to {after:.2}"
                ));
            }
        }
        if said.is_empty() {
            "the theory says the same as before".to_owned()
        } else {
            said.join("; ")
        }
    }
}

fn cells(graph: &ClaimGraph) -> BTreeSet<(String, String)> {
    let coverage = graph.coverage();
    let name = |v: NodeIx| graph.name(v).to_owned();
    let rows = coverage.rows().iter().enumerate();
    rows.flat_map(|(row, &c)| {
        let aims: Vec<usize> = coverage.row(row).collect();
        aims.into_iter().map(move |o| (name(c), name(graph.aims[o])))
    })
    .collect()
}

fn points(graph: &ClaimGraph) -> BTreeSet<(String, String)> {
    let dominators = graph.dominators();
    let name = |v: NodeIx| graph.name(v).to_owned();
    let of = |&o: &NodeIx| {
        let nodes = dominators.on_every_route(o).unwrap_or_default();
        nodes.into_iter().map(move |v| (name(o), name(v)))
    };
    graph.aims.iter().flat_map(of).collect()
}
