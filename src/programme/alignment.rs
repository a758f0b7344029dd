//! From a change on a ward up to true north, and back.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;

use super::{Portfolio, Programme};
use crate::base::{AimId, AnyId, ChangeId, ObjectiveId, ProgrammeId};
use crate::diagram::{ChangeRef, NodeRef};
use crate::purpose::{Objective, ObjectiveLevel};

/// The way from a change up, as far as it goes: by the links of the diagram to an aim, and on over the
/// objectives that the aim serves.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LineOfSight {
    /// The change, and what it leads to, one after the other.
    pub nodes: Vec<AnyId>,
    /// How far it goes.
    pub reaches: Reach,
}

/// How far a [`LineOfSight`] goes. Ordered: further is more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// It leads to no aim.
    Nowhere,
    /// It leads to an aim, and the aim serves no objective that was not given up.
    Aim,
    /// It leads to an objective, and no way leads on to a true north.
    Objective,
    /// It leads to a true north.
    TrueNorth,
}

/// One sentence: the way, and a question where it ends early.
impl fmt::Display for LineOfSight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way: Vec<&str> = self.nodes.iter().map(AnyId::slug).collect();
        f.write_str(&way.join(" -> "))?;
        f.write_str(match self.reaches {
            Reach::TrueNorth => "",
            Reach::Objective => ": and what is that for? no way leads on to a true north",
            Reach::Aim => ": and what is that for? the aim serves no objective that still stands",
            Reach::Nowhere => ": what is it for? it leads to no aim",
        })
    }
}

/// All that serves one objective, directly or by others, in the order in which it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Serving {
    /// Objectives under it.
    pub objectives: Vec<ObjectiveId>,
    /// Aims that serve it or one of those.
    pub aims: Vec<AimId>,
    /// Changes that lead to one of those aims, and count.
    pub changes: Vec<ChangeId>,
}

impl Programme {
    /// The way from each change that counts up to true north, or as far as it goes. Of several ways the
    /// one that goes furthest is given, then the shortest, then the one drawn first. What was retired
    /// does not count.
    pub fn alignment(&self) -> Vec<LineOfSight> {
        let changes = self.diagram().changes().filter(|change| change.counts());
        changes.map(|change| self.sight(change)).collect()
    }

    /// The way from one change up; `None` if there is no such change. A change that no longer counts
    /// is asked all the same.
    pub fn line_of_sight(&self, change: &str) -> Option<LineOfSight> {
        self.diagram().change(change).map(|change| self.sight(change))
    }

    fn sight(&self, change: ChangeRef<'_>) -> LineOfSight {
        let mut best = LineOfSight { nodes: vec![change.into()], reaches: Reach::Nowhere };
        for route in shortest_routes(change.node()) {
            let Some(aim) = route.last().and_then(|node| node.to_aim()) else { continue };
            let mut nodes: Vec<AnyId> = route.iter().map(|node| AnyId::from(node.id())).collect();
            let (reaches, on) = self.beyond(&aim.get().serves);
            nodes.extend(on);
            let further = reaches > best.reaches;
            let shorter = reaches == best.reaches && nodes.len() < best.nodes.len();
            if further || shorter {
                best = LineOfSight { nodes, reaches };
            }
        }
        best
    }

    /// Where the objectives that an aim serves lead to.
    fn beyond(&self, serves: &[ObjectiveId]) -> (Reach, Vec<AnyId>) {
        let Some(purpose) = self.purpose() else { return (Reach::Aim, Vec::new()) };
        let live = |id: &&ObjectiveId| {
            purpose.objectives.get(id.as_str()).is_some_and(|row| row.retired.is_none())
        };
        let ways = serves.iter().filter_map(|id| purpose.way_to_true_north(id.as_str()));
        match (ways.min_by_key(Vec::len), serves.iter().find(live)) {
            (Some(way), _) => (Reach::TrueNorth, way.into_iter().map(AnyId::from).collect()),
            (None, Some(first)) => (Reach::Objective, vec![first.into()]),
            (None, None) => (Reach::Aim, Vec::new()),
        }
    }

    /// All that serves an objective: from true north back to the changes. What was retired does not
    /// count. Empty for an id that no objective has.
    pub fn serving(&self, objective: &str) -> Serving {
        let mut serving = Serving { objectives: Vec::new(), aims: Vec::new(), changes: Vec::new() };
        let Some(purpose) = self.purpose() else { return serving };
        let live = || purpose.active_objectives(None);
        let mut under: Vec<&str> =
            live().filter(|(id, _)| id.as_str() == objective).map(|(id, _)| id.as_str()).collect();
        let mut at = 0;
        while let Some(&above) = under.get(at) {
            at += 1;
            let below = live().filter(|(_, row)| row.serves.iter().any(|up| up.as_str() == above));
            for (id, _) in below {
                if !under.contains(&id.as_str()) {
                    under.push(id.as_str());
                }
            }
        }
        serving.objectives = live()
            .filter(|(id, _)| id.as_str() != objective && under.contains(&id.as_str()))
            .map(|(id, _)| id.clone())
            .collect();
        let aims = self.diagram().aims().filter(|aim| {
            aim.retired.is_none() && aim.get().serves.iter().any(|o| under.contains(&o.as_str()))
        });
        serving.aims = aims.map(|aim| aim.id().clone()).collect();
        let changes = self.diagram().changes().filter(|change| {
            change.counts() && change.aims().iter().any(|aim| serving.aims.contains(aim.id()))
        });
        serving.changes = changes.map(|change| change.id().clone()).collect();
        serving
    }

    /// Objectives for this year and priorities that nothing serves: no objective under them, and no
    /// aim of this programme. Other programmes may serve them.
    pub fn objectives_without_work(&self) -> impl Iterator<Item = (&ObjectiveId, &Objective)> {
        let live = || self.purpose().into_iter().flat_map(|p| p.active_objectives(None));
        let aims = || self.diagram().aims().filter(|aim| aim.retired.is_none());
        live().filter(move |(id, objective)| {
            let near = matches!(objective.level, ObjectiveLevel::Annual | ObjectiveLevel::Priority);
            near && !live().any(|(_, row)| row.serves.contains(id))
                && !aims().any(|aim| aim.get().serves.contains(id))
        })
    }
}

impl Portfolio<'_> {
    /// How far each programme leads: as far as the change that leads furthest. [`Reach::Nowhere`] also
    /// stands for a programme without changes that count.
    pub fn reach(&self) -> Vec<(&ProgrammeId, Reach)> {
        let furthest = |programme: &Programme| {
            let lines = programme.alignment();
            lines.iter().map(|line| line.reaches).max().unwrap_or(Reach::Nowhere)
        };
        self.programmes.iter().map(|p| (&p.header().id, furthest(p))).collect()
    }

    /// Objectives for this year and priorities that the work of no programme serves. The same id in two
    /// programmes is the same objective.
    pub fn objectives_without_work(&self) -> Vec<&ObjectiveId> {
        let idle = self.programmes.iter().flat_map(|p| p.objectives_without_work());
        let served = |id: &ObjectiveId| {
            self.programmes.iter().any(|programme| {
                let mut aims = programme.diagram().aims().filter(|aim| aim.retired.is_none());
                let mut objectives =
                    programme.purpose().into_iter().flat_map(|p| p.active_objectives(None));
                aims.any(|aim| aim.get().serves.contains(id))
                    || objectives.any(|(_, objective)| objective.serves.contains(id))
            })
        };
        let mut orphans: Vec<&ObjectiveId> = Vec::new();
        for (id, _) in idle {
            if !served(id) && !orphans.contains(&id) {
                orphans.push(id);
            }
        }
        orphans
    }
}

/// The shortest route from a node to each aim that it leads to, over links and aims that count, in the
/// order in which the aims are met.
fn shortest_routes(start: NodeRef<'_>) -> Vec<Vec<NodeRef<'_>>> {
    let mut before: BTreeMap<&str, Option<NodeRef<'_>>> = BTreeMap::from([(start.as_str(), None)]);
    let mut open = VecDeque::from([start]);
    let mut routes = Vec::new();
    while let Some(node) = open.pop_front() {
        if node.to_aim().is_some() {
            let mut route = vec![node];
            while let Some(Some(cause)) = route.last().and_then(|last| before.get(last.as_str())) {
                route.push(*cause);
            }
            route.reverse();
            routes.push(route);
        }
        for link in node.effects().filter(|link| link.counts()) {
            let effect = link.effect();
            if !effect.is_retired() && !before.contains_key(effect.as_str()) {
                before.insert(effect.as_str(), Some(node));
                open.push_back(effect);
            }
        }
    }
    routes
}
