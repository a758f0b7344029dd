//! What changes add to a shift and take away, and how many a team carries at once.

use super::Programme;
use crate::base::{ChangeId, Number, RoleId, Tag};
use crate::change::{Change, ChangeStatus};

/// Minutes of a shift that changes add for one role, and take away.
#[derive(Debug, Clone, PartialEq)]
pub struct ShiftMinutes {
    /// The role.
    pub role: RoleId,
    /// Minutes that changes add.
    pub added: f64,
    /// Minutes that changes take away.
    pub removed: f64,
    /// The changes that add or take away.
    pub changes: Vec<ChangeId>,
}

impl ShiftMinutes {
    /// What is added less what is taken away; negative if the shift grew lighter.
    pub fn net(&self) -> f64 {
        self.added - self.removed
    }

    /// One sentence.
    pub fn in_words(&self) -> String {
        let changes: Vec<&str> = self.changes.iter().map(ChangeId::as_str).collect();
        format!(
            "{}: {:+} minutes a shift ({} added, {} taken away; {})",
            self.role,
            self.net(),
            self.added,
            self.removed,
            changes.join(", ")
        )
    }
}

/// The changes that one team, ward or site carries at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamChanges {
    /// The tag that names it.
    pub team: Tag,
    /// The changes at work there.
    pub changes: Vec<ChangeId>,
}

impl Programme {
    /// The net minutes of a shift by role, over the changes that are being tested or in use, in the order in
    /// which roles are first named. Most new practices add minutes, and what adds work is less likely
    /// to last (Highly Adoptable Improvement, as told at
    /// <https://www.ihi.org/communities/blogs/is-there-a-way-to-prevent-quality-improvement-burnout>).
    pub fn shift_minutes(&self) -> Vec<ShiftMinutes> {
        let mut all: Vec<ShiftMinutes> = Vec::new();
        let changes = self.diagram.changes().filter(|change| is_done(change.get()));
        for change in changes {
            for (role, minutes) in &change.get().minutes_a_shift {
                let at = all.iter().position(|of| of.role == *role).unwrap_or_else(|| {
                    let (added, removed) = (0.0, 0.0);
                    all.push(ShiftMinutes { role: role.clone(), added, removed, changes: vec![] });
                    all.len() - 1
                });
                if let Some(of) = all.get_mut(at) {
                    let minutes = Number::get(*minutes);
                    of.added += minutes.max(0.0);
                    of.removed += (-minutes).max(0.0);
                    of.changes.push(change.id().clone());
                }
            }
        }
        all
    }

    /// The [live](Change::is_live) changes of each tag, in the order in which tags are first named. A
    /// tag names a team, a ward, a site: whatever the programme's changes are tagged with.
    pub fn live_by_team(&self) -> Vec<TeamChanges> {
        let mut all: Vec<TeamChanges> = Vec::new();
        for change in self.diagram.changes().filter(|change| change.is_live()) {
            for tag in &change.get().tags {
                let id = change.id().clone();
                match all.iter_mut().find(|of| of.team == *tag) {
                    Some(of) if of.changes.contains(&id) => {}
                    Some(of) => of.changes.push(id),
                    None => all.push(TeamChanges { team: tag.clone(), changes: vec![id] }),
                }
            }
        }
        all
    }
}

/// Whether people do it now: from its first test on.
fn is_done(change: &Change) -> bool {
    change.is_live() && change.status != Some(ChangeStatus::Designing)
}
