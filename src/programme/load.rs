//! What is asked of whom, and what fits the hours that there are?

use super::Programme;
use crate::base::{AimId, ChangeId, Date, RoleId};
use crate::capability::Balance;
use crate::diagram::claims::{Limits, NodeIx, Quality, Settings};
use crate::diagram::{ChangeRef, NodeRef};

/// What some changes ask of one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleLoad {
    /// Hours that the role has, and hours asked of it, a week.
    pub balance: Balance,
    /// The changes that ask.
    pub changes: Vec<ChangeId>,
}

impl RoleLoad {
    /// One sentence.
    pub fn in_words(&self) -> String {
        let changes: Vec<&str> = self.changes.iter().map(ChangeId::as_str).collect();
        format!("{} (for {})", self.balance, changes.join(", "))
    }
}

/// Changes chosen under the hours of each role.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// The changes to carry out.
    pub changes: Vec<ChangeId>,
    /// The changes that count and were not chosen: they do not fit, or add nothing.
    pub left_out: Vec<ChangeId>,
    /// What they are worth: the weighted sum of the aims' reliability.
    pub value: f64,
    /// How good the choice is known to be.
    pub quality: Quality,
    /// What the choice asks of each role.
    pub load: Vec<RoleLoad>,
    /// Roles of which hours are asked and no protected time is recorded: they set no limit.
    pub unlimited: Vec<RoleId>,
    said: String,
}

impl Chosen {
    /// One sentence.
    pub fn in_words(&self) -> String {
        if self.unlimited.is_empty() {
            return self.said.clone();
        }
        let roles: Vec<&str> = self.unlimited.iter().map(RoleId::as_str).collect();
        format!("{}; no protected time is recorded for {}", self.said, roles.join(", "))
    }
}

impl Programme {
    /// What the [live](crate::change::Change::is_live) changes ask of each role, a week, beside the
    /// hours it has. With `as_of`, protected time outside its period does not count.
    pub fn load(&self, as_of: Option<Date>) -> Vec<RoleLoad> {
        self.load_of(self.diagram().changes().filter(|change| change.is_live()), as_of)
    }

    /// [`load`](Self::load) of these changes, whatever their status.
    pub fn load_of<'p>(
        &self,
        changes: impl IntoIterator<Item = ChangeRef<'p>>,
        as_of: Option<Date>,
    ) -> Vec<RoleLoad> {
        let changes: Vec<ChangeRef<'p>> = changes.into_iter().collect();
        let needs = changes.iter().flat_map(|change| &change.get().hours);
        let balances = self.capability().balance(needs.map(|(role, hours)| (role, *hours)), as_of);
        let asking = |role: &RoleId| {
            let asking = changes.iter().filter(|change| change.hours.contains(role.as_str()));
            asking.map(|change| change.id().clone()).collect()
        };
        balances
            .into_iter()
            .map(|balance| RoleLoad { changes: asking(&balance.role), balance })
            .collect()
    }

    /// The hours that roles have, as limits of a [choice](crate::diagram::claims::ClaimGraph::choose):
    /// one for each role of which hours are asked and for which protected time is recorded.
    pub fn limits(&self, as_of: Option<Date>) -> Limits {
        let changes = || self.diagram().changes();
        let handle = |change: &ChangeRef<'_>| change.node().handle();
        let mut limits = Limits::none();
        for RoleLoad { balance, .. } in self.load_of(changes().filter(|c| c.counts()), as_of) {
            let Some(has) = balance.has else { continue };
            let hours = changes().filter_map(|change| {
                Some((handle(&change)?, change.hours.get(balance.role.as_str())?.get()))
            });
            limits = limits.with(balance.role.as_str(), has.get(), hours);
        }
        limits
    }

    /// Chooses changes under the protected hours of each role. `goals` weighs aims; without any, all
    /// aims weigh alike. A link without a stated belief counts as even.
    pub fn choose(
        &self,
        goals: &[(AimId, f64)],
        as_of: Option<Date>,
        settings: &Settings,
    ) -> Chosen {
        let diagram = self.diagram();
        let claims = diagram.claims();
        let goals: Vec<(NodeIx, f64)> = if goals.is_empty() {
            claims.aims().iter().map(|&aim| (aim, 1.0)).collect()
        } else {
            let handle = |aim: &AimId| diagram.node(aim.as_str())?.handle();
            goals.iter().filter_map(|(aim, weight)| Some((handle(aim)?, *weight))).collect()
        };
        let choice = claims.choose(&goals, &self.limits(as_of), settings);
        let of = |v: &NodeIx| diagram.node_of(*v).and_then(NodeRef::to_change);
        let changes: Vec<ChangeRef<'_>> = choice.changes.iter().filter_map(of).collect();
        let counting = || diagram.changes().filter(|change| change.counts());
        let all = self.load_of(counting(), as_of);
        Chosen {
            left_out: counting()
                .filter(|change| !changes.contains(change))
                .map(|change| change.id().clone())
                .collect(),
            value: choice.value,
            quality: choice.quality,
            load: self.load_of(changes.iter().copied(), as_of),
            unlimited: all
                .into_iter()
                .filter(|load| load.balance.has.is_none())
                .map(|load| load.balance.role)
                .collect(),
            said: choice.in_words(claims),
            changes: changes.into_iter().map(|change| change.id().clone()).collect(),
        }
    }
}
