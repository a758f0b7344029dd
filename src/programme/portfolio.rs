//! Several programmes together: what they share, where they collide, whose hours they count on.

use std::collections::{BTreeMap, BTreeSet};

use super::Programme;
use crate::base::{Date, Direction, Hours, MeasureId, ProgrammeId, RoleId};
use crate::diagram::claims::{self, Member, Node, Offer, Overlap, Sign, Theory};
use crate::diagram::{NodeId, NodeRef};
use crate::measure::Family;

/// Several programmes in one picture.
///
/// Nodes are joined where they share their first measure (same id, and no other node of their
/// programme has it first), and where people agreed on a [key](Portfolio::agree). Likeness of wording
/// is [offered](Portfolio::offers) and joins nothing.
///
/// In the merged picture a node that was joined by its measure stands for that measure, so the signs
/// of links are those of the numbers: where fewer is better, what helps lowers.
#[derive(Debug, Clone)]
pub struct Portfolio<'p> {
    pub(super) programmes: Vec<&'p Programme>,
    agreed: BTreeMap<(ProgrammeId, String), String>,
}

/// Hours asked of one role by several programmes.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedLoad {
    /// The role; the same id in two programmes is the same people.
    pub role: RoleId,
    /// Hours a week that each programme asks, a change that several share counted once, with the
    /// first that has it.
    pub asked: Vec<(ProgrammeId, f64)>,
    /// Hours a week that the role has: the most that one programme records, since the same people's
    /// hours are not there twice; `None` where no programme records any.
    pub has: Option<f64>,
}

impl<'p> Portfolio<'p> {
    /// These programmes, each once: of two with one id the first counts.
    pub fn of(programmes: impl IntoIterator<Item = &'p Programme>) -> Self {
        let mut seen = BTreeSet::new();
        let programmes = programmes.into_iter().filter(|p| seen.insert(p.header().id.clone()));
        Portfolio { programmes: programmes.collect(), agreed: BTreeMap::new() }
    }

    /// Records that people agreed what a node of one programme is called in all of them: nodes
    /// with one key are one. Goes before a shared measure.
    pub fn agree(
        &mut self,
        programme: &ProgrammeId,
        node: &NodeId,
        key: impl Into<String>,
    ) -> &mut Self {
        self.agreed.insert((programme.clone(), node.as_str().to_owned()), key.into());
        self
    }

    /// The merged picture.
    pub fn merged(&self) -> claims::Portfolio {
        claims::Portfolio::merge(self.programmes.iter().map(|p| self.member(p)).collect())
    }

    /// All that only the merged picture shows: shared drivers and measures, an aim that another
    /// guards as a balancing measure, opposite directions and signs, harm to what is guarded, and
    /// loops, with the programmes that claim each link of them. Hours are in [`load`](Self::load).
    pub fn overlaps(&self) -> Vec<Overlap> {
        self.merged().overlaps(|_, _| None)
    }

    /// Nodes of two programmes that may be one, for people to accept with
    /// [`agree`](Self::agree) or refuse.
    pub fn offers(&self) -> Vec<(ProgrammeId, ProgrammeId, Offer)> {
        let mut found = Vec::new();
        for (at, one) in self.programmes.iter().enumerate() {
            for other in self.programmes.iter().skip(at + 1) {
                let (a, b) = (self.member(one), self.member(other));
                let offers = a.renamed().offers(&b.renamed());
                let ids = (one.header().id.clone(), other.header().id.clone());
                found.extend(offers.into_iter().map(|o| (ids.0.clone(), ids.1.clone(), o)));
            }
        }
        found
    }

    /// What the programmes together ask of each role, a week, for the changes that are live.
    pub fn load(&self, as_of: Option<Date>) -> Vec<SharedLoad> {
        let mut loads: BTreeMap<RoleId, SharedLoad> = BTreeMap::new();
        let mut counted = BTreeSet::new();
        for programme in &self.programmes {
            let id = &programme.header().id;
            let fresh = programme.diagram().changes().filter(|change| {
                let key = self.agreed.get(&(id.clone(), change.as_str().to_owned()));
                change.is_live() && key.is_none_or(|key| counted.insert(key.clone()))
            });
            for load in programme.load_of(fresh, as_of) {
                let role = load.balance.role;
                let has = load.balance.has.map(Hours::get);
                let shared = loads.entry(role.clone()).or_insert_with(|| SharedLoad {
                    role,
                    asked: Vec::new(),
                    has: None,
                });
                shared.asked.push((id.clone(), load.balance.needs.get()));
                shared.has = [shared.has, has].into_iter().flatten().reduce(f64::max);
            }
        }
        loads.into_values().collect()
    }

    fn member(&self, programme: &Programme) -> Member {
        let id = &programme.header().id;
        let diagram = programme.diagram();
        let mut member = Member { programme: id.to_string(), ..Member::default() };
        // The measure that a node stands for, if it stands for one alone.
        let mut firsts: BTreeMap<&MeasureId, Vec<&str>> = BTreeMap::new();
        let counting = || diagram.nodes().filter(|node| !node.is_retired());
        for node in counting() {
            if let Some(measure) = node.measures().first() {
                firsts.entry(measure).or_default().push(node.as_str());
            }
        }
        let alone = |node: NodeRef<'_>, measure: &MeasureId| {
            node.to_change().is_none() && firsts.get(measure).is_some_and(|n| n.len() == 1)
        };
        let mut stands_for = BTreeMap::new();
        for node in counting() {
            let name = node.as_str().to_owned();
            let agreed = self.agreed.get(&(id.clone(), name.clone()));
            if let Some(key) = agreed {
                member.keys.insert(name, key.clone());
            } else if let Some(measure) = node.measures().first().filter(|m| alone(node, m)) {
                member.keys.insert(name.clone(), format!("measure:{measure}"));
                if let Some(good) = good(programme, node, measure) {
                    member.good.insert(name.clone(), good);
                }
                stands_for.insert(measure, name);
            }
        }
        member.theory = signed(&diagram.theory(), &member.good);
        for (measure, row) in programme.measures_of(Family::Balancing) {
            let name = stands_for.get(measure).cloned().unwrap_or_else(|| {
                let name = format!("measure:{measure}");
                member.theory.insert(name.clone(), Node::aim(), row.label.as_str());
                member.keys.insert(name.clone(), name.clone());
                name
            });
            if let Some(good) = row.direction {
                member.good.insert(name.clone(), good);
            }
            member.guarded.insert(name);
        }
        member
    }
}

/// Which way is good for what a node is measured by.
fn good(programme: &Programme, node: NodeRef<'_>, measure: &MeasureId) -> Option<Direction> {
    let stated = node.to_aim().and_then(|aim| aim.direction);
    stated.or_else(|| programme.measures().get(measure.as_str())?.direction)
}

/// The theory with signs of numbers: a node whose number is better when lower is turned round.
fn signed(theory: &Theory, good: &BTreeMap<String, Direction>) -> Theory {
    let mut turned = Theory::default();
    for (name, node, text) in theory.nodes() {
        turned.insert(name, *node, text);
    }
    let side = |name: &str| match good.get(name) {
        Some(Direction::Down) => Sign::Against,
        Some(Direction::Neither) => Sign::Unknown,
        Some(Direction::Up) | None => Sign::With,
    };
    for (from, to, claim) in theory.claims() {
        let sign = side(from).then(claim.sign()).then(side(to));
        turned.claim(from, to, claim.with_sign(sign));
    }
    turned
}

impl SharedLoad {
    /// Hours a week asked by all programmes.
    pub fn asked(&self) -> f64 {
        self.asked.iter().map(|(_, hours)| hours).sum()
    }

    /// Hours a week missing; `None` when there are enough, or nobody knows how many there are.
    pub fn short(&self) -> Option<f64> {
        let missing = self.asked() - self.has?;
        (missing > 0.0).then_some(missing)
    }

    /// One sentence.
    pub fn in_words(&self) -> String {
        let asked = self.asked.iter().map(|(programme, hours)| format!("{hours} for {programme}"));
        let asked = asked.collect::<Vec<_>>().join(", ");
        let has = match (self.has, self.short()) {
            (None, _) => "and no protected time is recorded".to_owned(),
            (Some(has), None) => format!("and {has} are protected"),
            (Some(has), Some(short)) => format!("but {has} are protected, {short} short"),
        };
        format!("{} hours a week are asked of {} ({asked}), {has}", self.asked(), self.role)
    }
}
