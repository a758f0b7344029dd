//! For each node of the diagram: whose idea was it, and who shaped it?

use std::collections::BTreeSet;

use super::Programme;
use crate::base::{AnyId, GroupId, Share};
use crate::diagram::{AimRef, ChangeRef, DriverRef, NodeId, NodeRef};
use crate::people::codesign::List;
use crate::people::{Constituency, Side};

/// Whose idea one node was, and who shaped it, as far as it is on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeVoices {
    /// The node.
    pub node: NodeId,
    /// From which sides the idea came: those who proposed a change, and those whose priority a
    /// driver or change answers.
    pub ideas: BTreeSet<Constituency>,
    /// Who gave it its shape: those who designed a change, drew a link that begins or ends here, or
    /// had a voice in a decision about it.
    pub shaped: BTreeSet<Constituency>,
}

impl NodeVoices {
    /// Whether somebody of a side had the idea or gave it shape.
    pub fn touched_by(&self, side: Side) -> bool {
        self.ideas.iter().chain(&self.shaped).any(|who| side.includes(*who))
    }
}

/// Who was heard where on the driver diagram; what was retired or given up is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceCoverage {
    /// Aims, drivers and changes, in the order of the diagram.
    pub nodes: Vec<NodeVoices>,
}

impl VoiceCoverage {
    /// Nodes that nobody of a side touched, as far as it is on record.
    pub fn untouched_by(&self, side: Side) -> impl Iterator<Item = &NodeId> {
        self.nodes.iter().filter(move |node| !node.touched_by(side)).map(|node| &node.node)
    }

    /// Nodes that somebody of a side touched, out of all; `None` for a diagram without nodes.
    pub fn share(&self, side: Side) -> Option<Share> {
        let touched = self.nodes.iter().filter(|node| node.touched_by(side)).count();
        (!self.nodes.is_empty())
            .then(|| Share::new(touched as f64 / self.nodes.len() as f64).ok())
            .flatten()
    }

    /// One sentence.
    pub fn in_words(&self, side: Side) -> String {
        let untouched: Vec<&str> = self.untouched_by(side).map(NodeId::as_str).collect();
        let all = self.nodes.len();
        let touched = all - untouched.len();
        let missing = match untouched.len() {
            0 => String::new(),
            _ => format!("; nobody of it touched {}", untouched.join(", ")),
        };
        format!("{side} had a hand in {touched} of {all} nodes{missing}")
    }
}

impl Programme {
    /// For each node of the diagram, whose idea it was and who shaped it.
    pub fn voice_coverage(&self) -> VoiceCoverage {
        let diagram = self.diagram();
        let nodes = diagram
            .aims()
            .map(AimRef::node)
            .chain(diagram.drivers().map(DriverRef::node))
            .chain(diagram.changes().map(ChangeRef::node))
            .filter(|node| !node.is_retired())
            .map(|node| NodeVoices {
                node: node.id(),
                ideas: self.ideas(node),
                shaped: self.shaped(node),
            });
        VoiceCoverage { nodes: nodes.collect() }
    }

    fn sides<'g>(&self, groups: impl IntoIterator<Item = &'g GroupId>) -> Vec<Constituency> {
        let groups = groups.into_iter();
        groups.filter_map(|group| self.people().constituency(group.as_str())).collect()
    }

    fn ideas(&self, node: NodeRef<'_>) -> BTreeSet<Constituency> {
        let mut ideas = BTreeSet::new();
        if let Some(change) = node.to_change() {
            ideas.extend(self.sides(&change.get().proposed_by));
        }
        for story in self.priorities() {
            let became = story.drivers.iter().any(|driver| driver.node() == node)
                || story.changes.iter().any(|change| change.node() == node);
            if became {
                let on = |list: List| story.priority.lists.contains(&list);
                // What is on neither list is new at the joint event, and the idea of both.
                let new = story.priority.lists.is_empty();
                ideas.extend((new || on(List::Staff)).then_some(Constituency::FrontlineStaff));
                ideas.extend((new || on(List::Patients)).then_some(Constituency::Patients));
            }
        }
        ideas
    }

    fn shaped(&self, node: NodeRef<'_>) -> BTreeSet<Constituency> {
        let mut shaped = BTreeSet::new();
        if let Some(change) = node.to_change() {
            shaped.extend(self.sides(&change.get().designed_by));
        }
        for link in node.causes().chain(node.effects()).filter(|link| link.counts()) {
            shaped.extend(self.sides(&link.claim().drawn_by));
        }
        let id = AnyId::from(node.id());
        for entry in self.people().ledger() {
            if entry.decision.is_some_and(|(_, decision)| decision.about.contains(&id)) {
                let heard = entry.involved.iter().filter(|(how, _)| how.level.gives_voice());
                shaped.extend(heard.map(|(_, who)| *who));
            }
        }
        shaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Label;
    use crate::change::Change;
    use crate::diagram::{Driver, Link};
    use crate::people::{Decision, DecisionPoint, Group, Involvement};

    #[test]
    fn each_node_says_who_had_the_idea_and_who_shaped_it() {
        use Constituency::{FrontlineStaff, Patients};
        let label = |text: &str| Label::new(text).unwrap();
        let mut builder = Programme::builder("p".parse().unwrap(), label("p"));
        for (id, who) in [
            ("patients", Constituency::Patients),
            ("nurses", Constituency::FrontlineStaff),
            ("board", Constituency::SeniorLeaders),
        ] {
            let group = Group::new(label(id), who);
            builder.people.groups.insert(id.parse().unwrap(), group).unwrap();
        }
        for id in ["heard", "drawn", "silent"] {
            builder
                .diagram
                .driver(id.parse::<crate::base::DriverId>().unwrap(), Driver::new(label(id)));
        }
        let mut change = Change::new(label("c"));
        change.proposed_by = vec!["patients".parse().unwrap()];
        change.designed_by = vec!["nurses".parse().unwrap()];
        let id: crate::base::ChangeId = "c".parse().unwrap();
        builder.diagram.change(id.clone(), change);
        let mut link = Link::new();
        link.drawn_by = vec!["nurses".parse().unwrap()];
        builder.diagram.link(&id, &"drawn".parse::<crate::base::DriverId>().unwrap(), link);
        let mut decision = Decision::new(label("d"), DecisionPoint::Solution);
        decision.about = vec!["driver:heard".parse().unwrap()];
        builder.people.decisions.insert("d".parse().unwrap(), decision).unwrap();
        for (group, level) in [("patients", "co-design"), ("board", "informing")] {
            let mut how = Involvement::new(
                group.parse().unwrap(),
                DecisionPoint::Solution,
                level.parse().unwrap(),
            );
            how.decision = Some("d".parse().unwrap());
            builder.people.involvement.push(how);
        }
        let coverage = builder.build().unwrap().voice_coverage();
        let shaped: Vec<Vec<Constituency>> =
            coverage.nodes.iter().map(|node| node.shaped.iter().copied().collect()).collect();
        assert_eq!(
            shaped,
            [vec![Patients], vec![FrontlineStaff], vec![], vec![FrontlineStaff]],
            "who was only told gave it no shape"
        );
        assert_eq!(coverage.nodes[3].ideas, BTreeSet::from([Patients]));
        assert_eq!(
            coverage.in_words(Side::LivedExperience),
            "lived experience had a hand in 2 of 4 nodes; nobody of it touched drawn, silent"
        );
        assert_eq!(
            coverage.share(Side::Frontline).map(|share| share.to_string()),
            Some("50%".into())
        );
    }
}
