//! Priorities, and the groups that turn them into changes.

use crate::base::{
    ChangeId, Date, DriverId, Label, PriorityId, Reason, RoleId, TouchpointId, is_default,
};

/// Something that should be better. It may stand on the list of staff, on that of patients, on both,
/// or be new at the joint event; there both together choose.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Priority {
    /// What should be better.
    pub label: Label,
    /// On whose list it stood before the joint event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<List>,
    /// Whether staff and patients chose it together at the joint event.
    #[serde(default, skip_serializing_if = "is_default")]
    pub joint: bool,
    /// The touchpoints that it draws on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub touchpoints: Vec<TouchpointId>,
    /// The drivers of the diagram that it became; a joint priority alone becomes any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drivers: Vec<DriverId>,
    /// The changes of the diagram that it became; a joint priority alone becomes any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ChangeId>,
}

impl Priority {
    /// A priority on one list.
    pub fn new(label: Label, list: List) -> Self {
        Priority { lists: vec![list], ..Priority::chosen(label) }.not_joint()
    }

    /// A joint priority that is new at the joint event.
    pub fn chosen(label: Label) -> Self {
        Priority {
            label,
            lists: Vec::new(),
            joint: true,
            touchpoints: Vec::new(),
            drivers: Vec::new(),
            changes: Vec::new(),
        }
    }

    fn not_joint(mut self) -> Self {
        self.joint = false;
        self
    }
}

/// A list of priorities that one side made by itself.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum List {
    /// What staff bring to the table, from the staff event.
    Staff,
    /// The shortlist of patients, from the patient event.
    Patients,
}

/// A small co-design group: staff and patients who work on one joint priority.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DesignGroup {
    /// What it is called.
    pub label: Label,
    /// What it works on; a joint priority.
    pub priority: PriorityId,
    /// How many staff are in it.
    pub staff: Option<u32>,
    /// How many patients and carers are in it.
    pub patients: Option<u32>,
    /// Who holds its meetings.
    pub facilitator: Option<RoleId>,
    /// When it met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub met: Vec<Date>,
    /// What it decided to do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
}

impl DesignGroup {
    /// A group for a priority.
    pub fn new(label: Label, priority: PriorityId) -> Self {
        DesignGroup {
            label,
            priority,
            staff: None,
            patients: None,
            facilitator: None,
            met: Vec::new(),
            actions: Vec::new(),
        }
    }

    /// The day of its first meeting.
    pub fn first_met(&self) -> Option<Date> {
        self.met.iter().copied().min()
    }
}

/// Something that a co-design group decided to do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Action {
    /// What is to be done.
    pub what: Label,
    /// Who does it.
    pub by: Option<RoleId>,
    /// By when.
    pub due: Option<Date>,
    /// When it was done.
    pub done: Option<Date>,
    /// What it waits for, such as a sign-off.
    pub waiting_for: Option<Reason>,
}

impl Action {
    /// Something to be done.
    pub fn new(what: Label) -> Self {
        Action { what, by: None, due: None, done: None, waiting_for: None }
    }
}
