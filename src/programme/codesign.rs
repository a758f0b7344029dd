//! What became of each priority, and what may be shared.

use super::Programme;
use crate::base::{CodesignId, Date, DesignGroupId, PriorityId};
use crate::diagram::{ChangeRef, DriverRef};
use crate::people::codesign::{Audience, DesignGroup, Priority};

/// One priority of a co-design project, and what became of it. That it led to a change on the diagram
/// says nothing of what the change did.
#[derive(Debug, Clone, PartialEq)]
pub struct PriorityStory<'p> {
    /// The project.
    pub project: &'p CodesignId,
    /// Its id.
    pub id: &'p PriorityId,
    /// The priority.
    pub priority: &'p Priority,
    /// The groups that work on it.
    pub groups: Vec<(&'p DesignGroupId, &'p DesignGroup)>,
    /// Actions that were done.
    pub done: usize,
    /// Actions that were decided on.
    pub actions: usize,
    /// The drivers that it became.
    pub drivers: Vec<DriverRef<'p>>,
    /// The changes that it became.
    pub changes: Vec<ChangeRef<'p>>,
}

impl PriorityStory<'_> {
    /// Whether it was chosen and nothing has come of it: no action, no driver, no change.
    pub fn is_stranded(&self) -> bool {
        self.priority.joint
            && self.actions == 0
            && self.drivers.is_empty()
            && self.changes.is_empty()
    }

    /// One sentence.
    pub fn in_words(&self) -> String {
        let label = &self.priority.label;
        if !self.priority.joint {
            return format!("{label}: not chosen at the joint event");
        }
        if self.is_stranded() {
            return format!("{label}: chosen together, and nothing has come of it yet");
        }
        let mut parts = Vec::new();
        if self.actions > 0 {
            parts.push(format!("{} of {} actions done", self.done, self.actions));
        }
        for driver in &self.drivers {
            parts.push(format!("the driver `{}`", driver.label));
        }
        for change in &self.changes {
            let status = change.status.map_or("no status".to_owned(), |status| status.to_string());
            parts.push(format!("the change `{}` ({status})", change.label));
        }
        format!("{label}: chosen together; {}", parts.join("; "))
    }
}

impl Programme {
    /// What became of each priority of each co-design project, in the order in which they were
    /// written.
    pub fn priorities(&self) -> Vec<PriorityStory<'_>> {
        let diagram = self.diagram();
        let mut stories = Vec::new();
        for (project, codesign) in &self.people().codesign {
            for (id, priority) in &codesign.priorities {
                let groups: Vec<_> =
                    codesign.groups.iter().filter(|(_, group)| group.priority == *id).collect();
                let actions = || groups.iter().flat_map(|(_, group)| &group.actions);
                let driver = |id: &crate::base::DriverId| diagram.driver(id.as_str());
                let change = |id: &crate::base::ChangeId| diagram.change(id.as_str());
                stories.push(PriorityStory {
                    project,
                    id,
                    priority,
                    done: actions().filter(|action| action.done.is_some()).count(),
                    actions: actions().count(),
                    drivers: priority.drivers.iter().filter_map(driver).collect(),
                    changes: priority.changes.iter().filter_map(change).collect(),
                    groups,
                });
            }
        }
        stories
    }

    /// The programme as it may be shown to an audience as of a day: without the words of anybody whose
    /// consent does not reach so far, has ended, or was withdrawn, and beyond the team without the
    /// titles of Schwartz Rounds and Team Time, which those who prepare them need. Everything else stays.
    ///
    /// Save and draw this one wherever a document or a picture leaves the team.
    #[must_use]
    pub fn shared_with(&self, audience: Audience, as_of: Date) -> Programme {
        let mut shared = self.clone();
        let ids: Vec<CodesignId> = shared.people.codesign.ids().cloned().collect();
        for id in ids {
            if let Some(project) = shared.people.codesign.get_mut(id.as_str()) {
                project.keep_only_for(audience, as_of);
            }
        }
        if audience > Audience::Team {
            let rounds: Vec<_> = shared.people.rounds.ids().cloned().collect();
            for id in rounds {
                if let Some(round) = shared.people.rounds.get_mut(id.as_str()) {
                    round.title = None;
                }
            }
            let sessions: Vec<_> = shared.people.team_time.ids().cloned().collect();
            for id in sessions {
                if let Some(session) = shared.people.team_time.get_mut(id.as_str()) {
                    session.title = None;
                }
            }
        }
        shared
    }
}
