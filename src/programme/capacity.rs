//! What is there, and what is asked, of each role on which days.

use super::Programme;
use crate::base::{AnyId, Date, Hours, Period, RoleId, Week, WeekHours};
use crate::capability::{Capacity, Demand, DoseReading, Supply};
use crate::change::{Cycle, Stage};
use crate::people::codesign::{Codesign, FACILITATOR_TIME};

/// Hours that roles have and hours that are asked of them, as the programme records them.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathered {
    /// What there is: protected time, coaching hours, the protected share of facilitators.
    pub supplies: Vec<Supply>,
    /// What is asked: by changes and by coaching them, by tests, by collecting data, by co-design.
    pub demands: Vec<Demand>,
    /// What records hours and cannot be placed in weeks.
    pub unplaced: Vec<Unplaced>,
}

/// Something that records hours and cannot be placed in weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// What.
    pub what: AnyId,
    /// What is missing, as words.
    pub missing: &'static str,
}

impl std::fmt::Display for Unplaced {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.what, self.missing)
    }
}

/// Weeks of a year, on average.
const WEEKS_A_YEAR: f64 = 365.25 / 7.0;

impl Programme {
    /// Hours there are against hours asked, by role and week, from the week of a day on. `full_time` is
    /// the length of a full-time week, for what is recorded as a share of it.
    ///
    /// | There is | Asked is |
    /// |---|---|
    /// | protected time: hours given, or promised as long as nothing else is known, for all who have it | the hours of each change, while it [runs](crate::change::Change::run) |
    /// | coaching: active coaches times their hours | the coaching hours of each supported change, while it runs |
    /// | the share of time protected for a co-design facilitator, for six months | 40% of full time for six months, from the first activity (King's Fund toolkit) |
    /// | | the hours of a test, over its days |
    /// | | the minutes of collecting a measure, as a weekly mean, until it is retired |
    pub fn capacity(&self, from: Date, weeks: usize, full_time: WeekHours) -> Capacity {
        let Gathered { supplies, demands, .. } = self.hours(full_time);
        Capacity::of(Week::of(from), weeks, &supplies, &demands)
    }

    /// All hours that are recorded, and what could not be placed. See [`capacity`](Self::capacity).
    pub fn hours(&self, full_time: WeekHours) -> Gathered {
        let mut gather = Gathered { supplies: vec![], demands: vec![], unplaced: vec![] };
        gather.protected_time(self);
        gather.coaching(self);
        gather.changes(self);
        for (id, cycle) in &self.cycles {
            if !cycle.plan().hours.is_empty() {
                gather.cycle(self, id.into(), cycle);
            }
        }
        gather.collecting(self);
        for (id, project) in &self.people.codesign {
            gather.facilitator(id.into(), project, full_time);
        }
        gather
    }

    /// How each plan of skill stands as of a day: see [`Capability::dosing`](crate::capability::Capability::dosing).
    pub fn dosing(&self, as_of: Date) -> Vec<DoseReading<'_>> {
        self.capability.dosing(as_of, |group| self.people.groups.get(group.as_str())?.size)
    }
}

impl Gathered {
    fn supply(&mut self, role: &RoleId, hours: f64, when: Option<Period>) {
        self.supplies.push(Supply::new(role.clone(), capped(hours), when));
    }

    fn unplaced(&mut self, what: AnyId, missing: &'static str) {
        self.unplaced.push(Unplaced { what, missing });
    }

    fn protected_time(&mut self, programme: &Programme) {
        for time in &programme.capability.protected_time {
            self.supply(&time.role, time.hours_a_week(), time.when);
        }
    }

    fn coaching(&mut self, programme: &Programme) {
        for (id, coaching) in &programme.capability.coaching {
            let Some(by) = &coaching.by else {
                if coaching.hours_a_week.is_some() || coaching.hours_a_change.is_some() {
                    self.unplaced(id.into(), "hours of coaching without the role that coaches");
                }
                continue;
            };
            match (coaching.hours_offered(), coaching.hours_a_week) {
                (Some(hours), _) => self.supply(by, hours.get(), None),
                (None, Some(_)) => {
                    self.unplaced(id.into(), "hours of each coach, and not how many coach");
                }
                (None, None) => {}
            }
            let Some(hours) = coaching.hours_a_change else { continue };
            for change in &coaching.supports {
                let run = programme.diagram.change(change.as_str()).and_then(|c| c.get().run());
                if let Some(run) = run {
                    let demand = Demand::a_week(by.clone(), change.into(), hours, run.period());
                    self.demands.push(demand);
                }
            }
        }
    }

    fn changes(&mut self, programme: &Programme) {
        for change in programme.diagram.changes() {
            let Some(run) = change.get().run() else { continue };
            for (role, hours) in &change.get().hours {
                let cause = AnyId::from(change.id());
                self.demands.push(Demand::a_week(role.clone(), cause, *hours, run.period()));
            }
        }
    }

    fn cycle(&mut self, programme: &Programme, id: AnyId, cycle: &Cycle) {
        let is_planned = matches!(cycle.stage(), Stage::Planned(_));
        let counts = |id: &crate::base::ChangeId| {
            programme.diagram.change(id.as_str()).is_some_and(|change| change.counts())
        };
        if is_planned && cycle.change.as_ref().is_some_and(|change| !counts(change)) {
            return;
        }
        // Whatever the doing does not say is taken from the plan.
        let (plan, done) = (cycle.plan().when, cycle.done().and_then(|done| done.when));
        let from = done.and_then(Period::from).or(plan.and_then(Period::from));
        let to = done.and_then(Period::to).or(plan.and_then(Period::to));
        match (from, to) {
            (Some(from), Some(to)) => {
                for (role, hours) in &cycle.plan().hours {
                    let demand = Demand::in_all(role.clone(), id.clone(), *hours, from, to);
                    self.demands.push(demand);
                }
            }
            (None, _) => self.unplaced(id, "hours of a test without its first day"),
            (_, None) => self.unplaced(id, "hours of a test without its last day"),
        }
    }

    fn collecting(&mut self, programme: &Programme) {
        for (id, measure) in &programme.measures {
            let Some(collection) = &measure.collection else { continue };
            let Some(minutes) = collection.minutes else { continue };
            let when = match &measure.retired {
                None => None,
                Some(retired) => match Period::new(None, retired.on) {
                    Ok(until) => Some(until),
                    Err(_) => continue,
                },
            };
            match (&collection.by, collection.every) {
                (Some(by), Some(every)) => {
                    let hours = f64::from(minutes) / 60.0 * every.times_a_year() / WEEKS_A_YEAR;
                    let demand = Demand::a_week(by.clone(), id.into(), capped(hours), when);
                    self.demands.push(demand);
                }
                (None, _) => {
                    self.unplaced(
                        id.into(),
                        "minutes of collecting without the role that collects",
                    );
                }
                (_, None) => self.unplaced(id.into(), "minutes of collecting without how often"),
            }
        }
    }

    fn facilitator(&mut self, id: AnyId, project: &Codesign, full_time: WeekHours) {
        let Some(facilitator) = &project.facilitator else { return };
        let Some(role) = &facilitator.role else {
            if facilitator.time.is_some() {
                self.unplaced(id, "a facilitator's time without the role");
            }
            return;
        };
        let Some(from) = project.activities().into_iter().filter_map(|(_, on)| on).min() else {
            self.unplaced(id, "a facilitator's time without a day on which the project begins");
            return;
        };
        let when = Period::new(Some(from), from.plus_months(6).day_before()).ok();
        if let Some(time) = facilitator.time {
            self.supply(role, time.get() * full_time.get(), when);
        }
        let asked = capped(FACILITATOR_TIME * full_time.get());
        self.demands.push(Demand::a_week(role.clone(), id, asked, when));
    }
}

/// Sums stop at [`Hours::MAX`].
fn capped(hours: f64) -> Hours {
    Hours::new(hours.clamp(Hours::MIN, Hours::MAX)).unwrap_or(Hours::NONE)
}
