//! Whose ideas, and from where, lead to what?

use std::fmt;

use super::Programme;
use crate::base::{GroupId, RoleId, Tag};
use crate::change::Change;
use crate::diagram::claims::NodeIx;
use crate::diagram::{ChangeRef, NodeId};
use crate::people::Constituency;

/// What changes are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Facet {
    /// From which side those who had the idea see the service.
    ProposedBy,
    /// From which side those who designed it see the service.
    DesignedBy,
    /// Sites, wards, teams.
    Tag,
    /// The role that answers for it.
    Owner,
}

/// One value of a [`Facet`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mark {
    /// The side of a group that proposed or designed.
    Voice(Constituency),
    /// A site, ward or team.
    Tag(Tag),
    /// A role that owns.
    Owner(RoleId),
}

impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Facet::ProposedBy => "proposed by",
            Facet::DesignedBy => "designed by",
            Facet::Tag => "tagged",
            Facet::Owner => "owned by",
        })
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mark::Voice(side) => write!(f, "{side}"),
            Mark::Tag(tag) => write!(f, "{tag}"),
            Mark::Owner(role) => write!(f, "{role}"),
        }
    }
}

/// To which drivers and aims the changes of each mark lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// What changes are told apart by.
    pub facet: Facet,
    /// The marks that changes carry, by their words.
    pub marks: Vec<Mark>,
    /// Each aim, then each driver, with the positions of the marks of the changes that lead there.
    pub nodes: Vec<(NodeId, Vec<usize>)>,
    /// Changes that carry no mark of this facet.
    pub silent: Vec<NodeId>,
}

impl Programme {
    /// To which aims and drivers a route leads from a change of each mark: whose voices proposed or
    /// designed what leads there, which sites work on it, which roles answer for it. What was
    /// retired or given up does not count. O((n + m) · marks / 64).
    pub fn marked(&self, facet: Facet) -> Marked {
        let diagram = self.diagram();
        let mut silent = Vec::new();
        let mut carried: Vec<(NodeIx, Mark)> = Vec::new();
        for change in diagram.changes().filter(|change| change.counts()) {
            let marks = self.marks_of(change, facet);
            if marks.is_empty() {
                silent.push(change.node().id());
            }
            let handle = change.node().handle();
            carried
                .extend(handle.into_iter().flat_map(|v| marks.iter().map(move |m| (v, m.clone()))));
        }
        let mut marks: Vec<Mark> = Vec::new();
        for (_, mark) in &carried {
            if !marks.contains(mark) {
                marks.push(mark.clone());
            }
        }
        marks.sort_by_cached_key(Mark::to_string);
        let column = |mark: &Mark| marks.iter().position(|known| known == mark);
        let tags = carried.iter().filter_map(|(v, mark)| Some((*v, column(mark)?)));

        let claims = diagram.claims();
        let rows: Vec<NodeIx> = claims.aims().iter().chain(claims.drivers()).copied().collect();
        let fed = claims.fed_by_tag(&rows, marks.len(), tags);
        let nodes = rows
            .iter()
            .enumerate()
            .filter_map(|(row, &v)| Some((diagram.node_of(v)?.id(), fed.row(row).collect())));
        let nodes = nodes.collect();
        Marked { facet, marks, nodes, silent }
    }

    fn marks_of(&self, change: ChangeRef<'_>, facet: Facet) -> Vec<Mark> {
        let change: &Change = change.get();
        let sides = |groups: &[GroupId]| -> Vec<Mark> {
            let sides = groups.iter().filter_map(|g| self.people().constituency(g.as_str()));
            sides.map(Mark::Voice).collect()
        };
        match facet {
            Facet::ProposedBy => sides(&change.proposed_by),
            Facet::DesignedBy => sides(&change.designed_by),
            Facet::Tag => change.tags.iter().cloned().map(Mark::Tag).collect(),
            Facet::Owner => change.owner.iter().cloned().map(Mark::Owner).collect(),
        }
    }
}

impl Marked {
    /// The aims and drivers to which changes of a mark lead.
    pub fn reached_by(&self, mark: &Mark) -> impl Iterator<Item = &NodeId> {
        let column = self.marks.iter().position(|known| known == mark);
        let nodes = self.nodes.iter();
        nodes.filter(move |(_, marks)| column.is_some_and(|c| marks.contains(&c))).map(|(id, _)| id)
    }

    /// The aims and drivers to which no change of any mark leads.
    pub fn unmarked(&self) -> impl Iterator<Item = &NodeId> {
        self.nodes.iter().filter(|(_, marks)| marks.is_empty()).map(|(id, _)| id)
    }

    /// One sentence.
    pub fn in_words(&self) -> String {
        let all = self.nodes.len();
        let changes = if self.silent.len() == 1 { "change does" } else { "changes do" };
        let silent = match self.silent.len() {
            0 => String::new(),
            count => format!("; {count} {changes} not say"),
        };
        if self.marks.is_empty() {
            return format!(
                "no change says what it was {} ({all} drivers and aims){silent}",
                self.facet
            );
        }
        let said = self.marks.iter().map(|mark| {
            let reached = self.reached_by(mark).count();
            format!("{} {mark} lead to {reached} of {all} drivers and aims", self.facet)
        });
        format!("changes {}{silent}", said.collect::<Vec<_>>().join(", "))
    }
}
