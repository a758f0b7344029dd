//! What to pause, so that a week fits.

use std::collections::{BTreeMap, BTreeSet};

use super::{Gathered, Programme};
use crate::base::{AnyId, ChangeId, Hours, RoleId, Week, WeekHours};
use crate::capability::{Capacity, RoleWeeks};
use crate::diagram::claims::{Limits, NodeIx, Quality, Settings};
use crate::diagram::{ChangeRef, NodeRef};

/// Hours below this are rounding: less than a second.
const NOISE: f64 = 2e-4;

/// Which of the changes that run in a week fit the hours that there are, and which to pause.
///
/// Hours of coaching a change and of tests of it go with the change; collecting data, co-design, and
/// tests of what does not run stay. Roles without recorded hours set no limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The week.
    pub week: Week,
    /// The changes to carry on.
    pub keep: Vec<ChangeId>,
    /// The changes to pause.
    pub pause: Vec<ChangeId>,
    /// The sum of the aims' reliability with the best set of all that run, hours aside.
    pub before: f64,
    /// The sum of the aims' reliability with the changes chosen under the hours. What else fits is
    /// kept too.
    pub after: f64,
    /// How good the choice is known to be.
    pub quality: Quality,
    /// The roles that were short of hours, before and after.
    pub roles: Vec<RoleFit>,
}

/// One role that was short of hours in the week.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleFit {
    /// The role.
    pub role: RoleId,
    /// Hours that there are.
    pub has: f64,
    /// Hours asked with everything that runs.
    pub asked: f64,
    /// Hours asked after the pauses.
    pub after: f64,
}

impl RoleFit {
    /// Hours still missing when the changes are paused: what remains is not a change.
    pub fn still_short(&self) -> Option<f64> {
        let missing = self.after - self.has;
        (missing > NOISE).then_some(missing)
    }
}

impl Fit {
    /// One sentence.
    pub fn in_words(&self) -> String {
        let names = |ids: &[ChangeId]| -> String {
            let ids: Vec<&str> = ids.iter().map(ChangeId::as_str).collect();
            if ids.is_empty() { "nothing".to_owned() } else { ids.join(", ") }
        };
        if self.roles.is_empty() {
            return format!("{}: everything fits", self.week);
        }
        let roles = self.roles.iter().map(|of| {
            let (asked, after, has) = (tidy(of.asked), tidy(of.after), tidy(of.has));
            match of.still_short() {
                None => format!("{} goes from {asked} asked to {after}, with {has} there", of.role),
                Some(short) => format!(
                    "{} stays at {after} asked with {has} there, {} short by what is no change",
                    of.role,
                    tidy(short)
                ),
            }
        });
        let roles = roles.collect::<Vec<_>>().join("; ");
        if self.pause.is_empty() && self.keep.is_empty() {
            return format!("{}: no change runs; {roles}", self.week);
        }
        format!(
            "{}: pause {}, carry on {}; {roles}; the aims' reliability, summed, goes from {:.2} to \
             {:.2}{}",
            self.week,
            names(&self.pause),
            names(&self.keep),
            self.before,
            self.after,
            match self.quality {
                Quality::Best => ", and no choice that fits keeps more".to_owned(),
                Quality::AtLeast { share, .. } => {
                    format!(", at least {:.0}% of the most that fits", (share * 100.0).floor())
                }
                Quality::NoPromise => ", with no promise that it is the best choice".to_owned(),
            }
        )
    }
}

fn tidy(hours: f64) -> String {
    Hours::new(hours.clamp(0.0, Hours::MAX)).map_or_else(|_| "? h".to_owned(), |h| h.to_string())
}

impl Programme {
    /// Chooses, among the changes that run in a week, those to carry on within the hours of that week,
    /// so that the aims keep as much as can be of their reliability (all aims weigh alike); and of the
    /// rest keeps whatever fits as well.
    pub fn fit(&self, week: Week, full_time: WeekHours, settings: &Settings) -> Fit {
        let Gathered { supplies, demands, .. } = self.hours(full_time);
        let capacity = Capacity::of(week, 1, &supplies, &demands);
        let diagram = self.diagram();
        let runs = |change: &ChangeRef<'_>| {
            let run = change.get().run();
            run.is_some_and(|run| run.is_on_between(week.first_day(), week.last_day()))
        };
        let running: Vec<ChangeRef<'_>> = diagram.changes().filter(runs).collect();
        let ids: BTreeSet<&str> = running.iter().map(|change| change.as_str()).collect();
        let tables: Vec<Row<'_>> =
            capacity.roles().iter().filter_map(|role| self.row(role, &ids)).collect();

        let handle = |change: &ChangeRef<'_>| change.node().handle();
        let idle = diagram.changes().filter(|change| !ids.contains(change.as_str()));
        let idle = idle.filter_map(|change| Some((handle(&change)?, 1.0)));
        let only_running = Limits::none().with("does not run in that week", 0.0, idle);
        let limits = tables.iter().fold(only_running.clone(), |limits, row| {
            let hours = running.iter().filter_map(|c| Some((handle(c)?, row.of(c.as_str()))));
            limits.with(row.role.role().as_str(), row.left(), hours)
        });
        let claims = diagram.claims();
        let goals: Vec<(NodeIx, f64)> = claims.aims().iter().map(|&aim| (aim, 1.0)).collect();
        let before = claims.choose(&goals, &only_running, settings);
        let choice = claims.choose(&goals, &limits, settings);

        let chosen: BTreeSet<String> = choice
            .changes
            .iter()
            .filter_map(|v| diagram.node_of(*v).and_then(NodeRef::to_change))
            .map(|change| change.as_str().to_owned())
            .collect();
        let mut used: Vec<f64> =
            tables.iter().map(|row| chosen.iter().map(|change| row.of(change)).sum()).collect();
        let (mut keep, mut pause) = (Vec::new(), Vec::new());
        for change in &running {
            let id = change.as_str();
            let fits = || {
                tables.iter().zip(&used).all(|(row, used)| {
                    let hours = row.of(id);
                    hours <= 0.0 || used + hours <= row.left() + NOISE
                })
            };
            if chosen.contains(id) {
                keep.push(change.id().clone());
            } else if fits() {
                for (row, used) in tables.iter().zip(&mut used) {
                    *used += row.of(id);
                }
                keep.push(change.id().clone());
            } else {
                pause.push(change.id().clone());
            }
        }
        let short = tables.iter().zip(&used).filter(|(row, _)| row.role.short(0).is_some());
        let roles = short.map(|(row, used)| RoleFit {
            role: row.role.role().clone(),
            has: row.has,
            asked: row.role.needs(0),
            after: row.fixed + used,
        });
        Fit {
            week,
            keep,
            pause,
            before: before.value,
            after: choice.value,
            quality: choice.quality,
            roles: roles.collect(),
        }
    }

    /// What each running change asks of a role in the one week, and what asks besides; `None` where no
    /// hours are recorded for the role.
    fn row<'c>(&self, role: &'c RoleWeeks, running: &BTreeSet<&str>) -> Option<Row<'c>> {
        let mut row = Row { role, has: role.has(0)?, fixed: 0.0, changes: BTreeMap::new() };
        for cause in role.causes() {
            let hours = cause.hours.first().copied().unwrap_or(0.0);
            let change = match &cause.cause {
                AnyId::Change(id) => Some(id),
                AnyId::Cycle(id) => {
                    self.cycles.get(id.as_str()).and_then(|cycle| cycle.change.as_ref())
                }
                _ => None,
            };
            match change.filter(|change| running.contains(change.as_str())) {
                Some(change) => {
                    *row.changes.entry(change.as_str().to_owned()).or_default() += hours;
                }
                None => row.fixed += hours,
            }
        }
        Some(row)
    }
}

/// One role in the week.
struct Row<'c> {
    role: &'c RoleWeeks,
    has: f64,
    /// What is asked by all that is no running change.
    fixed: f64,
    changes: BTreeMap<String, f64>,
}

impl Row<'_> {
    fn of(&self, change: &str) -> f64 {
        self.changes.get(change).copied().unwrap_or(0.0)
    }

    /// What is left for changes.
    fn left(&self) -> f64 {
        (self.has - self.fixed).max(0.0)
    }
}
