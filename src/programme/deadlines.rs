//! Can each aim be reached in time, by the theory's own delays?

use super::Programme;
use crate::base::{AimId, ChangeId, Date};
use crate::diagram::NodeRef;
use crate::diagram::claims::{Deadline, Window};

/// What the delays of the links say about one aim's date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AimDeadline {
    /// The aim.
    pub aim: AimId,
    /// The day by which it is to be reached; `None` if it states none.
    pub by: Option<Date>,
    /// When it could move; `None` if no change that reaches it has a start.
    pub window: Option<Window>,
    /// Whether the two fit; `None` if either is missing.
    pub deadline: Option<Deadline>,
    /// Changes that reach it and state no start, counted from the programme's start where it has
    /// one, and left out where it has none.
    pub undated: Vec<ChangeId>,
}

impl Programme {
    /// For each aim that counts, whether its date is within reach of the delays on the links. A
    /// change counts from the day on which it was first tried, or else from the programme's start;
    /// what was retired or abandoned does not count.
    pub fn deadlines(&self) -> Vec<AimDeadline> {
        let diagram = self.diagram();
        let claims = diagram.claims();
        let start = |v| {
            let change = diagram.node_of(v).and_then(NodeRef::to_change)?;
            change.started.or(self.header().start).filter(|_| change.counts())
        };
        let aims = diagram.aims().filter_map(|aim| Some((aim, aim.node().handle()?)));
        aims.map(|(aim, handle)| {
            let window = claims.window(handle, start);
            let undated = aim.changes().into_iter().filter(|c| c.counts() && c.started.is_none());
            AimDeadline {
                aim: aim.id().clone(),
                by: aim.by,
                window,
                deadline: window.zip(aim.by).map(|(window, by)| window.deadline(by)),
                undated: undated.map(|change| change.id().clone()).collect(),
            }
        })
        .collect()
    }
}

impl AimDeadline {
    /// One sentence.
    pub fn in_words(&self) -> String {
        let aim = &self.aim;
        let said = match (&self.window, &self.deadline) {
            (None, _) => return format!("{aim}: no change that leads there has a start"),
            (Some(window), None) => format!("{aim} has no date; {}", window.in_words()),
            (Some(window), Some(deadline)) => {
                format!("{aim}: {}; {}", deadline.in_words(), window.in_words())
            }
        };
        match self.undated.len() {
            0 => said,
            1 => format!("{said} (one change states no start of its own)"),
            count => format!("{said} ({count} changes state no start of their own)"),
        }
    }
}
