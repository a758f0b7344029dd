//! Hours there are against hours asked, by role and calendar week.

use std::collections::BTreeMap;
use std::fmt;

use super::demand::{Asked, Demand, Supply, spread};
use crate::base::{AnyId, Hours, Period, RoleId, Week};

/// Hours below this are rounding: less than a second.
const NOISE: f64 = 2e-4;

/// Hours there are and hours asked of each role, week by week.
///
/// Weeks are those of ISO 8601, from Monday. Hours a week fall on Monday to Friday in equal parts, so
/// that a period which begins on a Wednesday counts three fifths of its first week, and one that ends
/// on a Friday counts its last week in full. The answer does not depend on the order of the entries.
///
/// ```
/// use improvement::base::{AnyId, Date, Hours, Period, Week};
/// use improvement::capability::{Capacity, Demand, Supply};
/// let from = |day: &str| Period::new(day.parse().ok(), None);
/// let supply = Supply::new("nurse".parse()?, Hours::new(6.0)?, None);
/// let asked = |change: &str, hours: f64, day: &str| {
///     let cause = change.parse::<AnyId>().unwrap();
///     Demand::a_week("nurse".parse().unwrap(), cause, Hours::new(hours).unwrap(), from(day).ok())
/// };
/// let demands = [asked("change:huddle", 4.0, "2026-01-05"), asked("change:board", 3.0, "2026-01-19")];
/// let capacity = Capacity::of(Week::of("2026-01-05".parse()?), 8, &[supply], &demands);
/// assert_eq!(
///     capacity.first_shortage().unwrap().to_string(),
///     "2026-W04 (from 2026-01-19): 7 h are asked of nurse and 6 h are there, 1 h short; \
///      change:huddle 4 h, change:board 3 h (new that week)",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Capacity {
    first: Week,
    weeks: usize,
    roles: Vec<RoleWeeks>,
}

/// One role, week by week.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleWeeks {
    role: RoleId,
    has: Option<Vec<f64>>,
    needs: Vec<f64>,
    causes: Vec<CauseWeeks>,
}

/// What one thing asks of a role, week by week.
#[derive(Debug, Clone, PartialEq)]
pub struct CauseWeeks {
    /// What asks.
    pub cause: AnyId,
    /// Hours in each week.
    pub hours: Vec<f64>,
}

/// A week in which more is asked of a role than there is.
#[derive(Debug, Clone, PartialEq)]
pub struct Shortage {
    /// The week.
    pub week: Week,
    /// The role.
    pub role: RoleId,
    /// Hours that there are.
    pub has: f64,
    /// Hours that there were the week before, where that is known.
    pub had: Option<f64>,
    /// Hours asked.
    pub needs: f64,
    /// What asks, the most first.
    pub because: Vec<Claim>,
}

/// What one thing asks in a week.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// What asks.
    pub cause: AnyId,
    /// Hours.
    pub hours: f64,
    /// Hours the week before; `None` in the first week looked at.
    pub before: Option<f64>,
}

impl Capacity {
    /// The most weeks that are looked at: a century.
    pub const MAX_WEEKS: usize = 5_218;

    /// Adds up supplies and demands over so many weeks, at most [`MAX_WEEKS`](Self::MAX_WEEKS). Roles
    /// that neither have nor are asked anything in them are left out; the others come by id.
    pub fn of(first: Week, weeks: usize, supplies: &[Supply], demands: &[Demand]) -> Self {
        let weeks = weeks.min(Self::MAX_WEEKS);
        let mut roles: BTreeMap<&RoleId, RoleWeeks> = BTreeMap::new();
        let mut supplies: Vec<&Supply> = supplies.iter().collect();
        let bounds = |asked: Asked| match asked {
            Asked::AWeek(hours, when) => {
                (when.and_then(Period::from), when.and_then(Period::to), hours, false)
            }
            Asked::InAll(hours, from, to) => (Some(from), Some(to), hours, true),
        };
        supplies.sort_by_cached_key(|s| (&s.role, bounds(Asked::AWeek(s.hours, s.when))));
        let mut demands: Vec<&Demand> = demands.iter().collect();
        demands.sort_by_cached_key(|d| (&d.role, &d.cause, bounds(d.asked)));
        for supply in supplies {
            let role =
                roles.entry(&supply.role).or_insert_with(|| RoleWeeks::of(supply.role(), weeks));
            let has = role.has.get_or_insert_with(|| vec![0.0; weeks]);
            spread(Asked::AWeek(supply.hours, supply.when), first, has);
        }
        for demand in demands {
            let role =
                roles.entry(&demand.role).or_insert_with(|| RoleWeeks::of(demand.role(), weeks));
            if role.causes.last().is_none_or(|last| last.cause != demand.cause) {
                let hours = vec![0.0; weeks];
                role.causes.push(CauseWeeks { cause: demand.cause.clone(), hours });
            }
            if let Some(cause) = role.causes.last_mut() {
                spread(demand.asked, first, &mut cause.hours);
            }
        }
        let mut roles: Vec<RoleWeeks> = roles.into_values().collect();
        for role in &mut roles {
            role.causes.retain(|cause| cause.hours.iter().any(|hours| *hours > 0.0));
            for cause in &role.causes {
                for (sum, hours) in role.needs.iter_mut().zip(&cause.hours) {
                    *sum += hours;
                }
            }
        }
        let is_idle = |hours: &[f64]| hours.iter().all(|hours| *hours <= 0.0);
        roles.retain(|role| {
            !is_idle(&role.needs) || role.has.as_deref().is_some_and(|h| !is_idle(h))
        });
        Capacity { first, weeks, roles }
    }

    /// The first week.
    pub const fn first(&self) -> Week {
        self.first
    }

    /// How many weeks.
    pub const fn len(&self) -> usize {
        self.weeks
    }

    /// Whether no role has or is asked anything.
    pub fn is_empty(&self) -> bool {
        self.weeks == 0 || self.roles.is_empty()
    }

    /// The week with this number, counted from 0.
    pub fn week(&self, number: usize) -> Week {
        self.first.plus(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// The roles, by id.
    pub fn roles(&self) -> &[RoleWeeks] {
        &self.roles
    }

    /// One role.
    pub fn role(&self, id: &str) -> Option<&RoleWeeks> {
        self.roles.iter().find(|role| role.role.as_str() == id)
    }

    /// Every week and role in which more is asked than there is, by week, then role. Roles without any
    /// recorded hours are [apart](Self::unprotected).
    pub fn shortages(&self) -> impl Iterator<Item = Shortage> + '_ {
        let pairs =
            (0..self.weeks).flat_map(|week| self.roles.iter().map(move |role| (week, role)));
        pairs.filter_map(|(week, role)| self.shortage(role, week))
    }

    /// The first week that does not fit, with the role that is most hours short in it.
    pub fn first_shortage(&self) -> Option<Shortage> {
        let first = self.shortages().next()?.week;
        // Of equals the first by role: `max_by` would take the last.
        self.shortages()
            .take_while(|shortage| shortage.week == first)
            .reduce(|most, next| if next.short() > most.short() + NOISE { next } else { most })
    }

    /// The first week in which more is asked of a role than it has.
    pub fn first_shortage_of(&self, role: &RoleWeeks) -> Option<Shortage> {
        (0..self.weeks).find_map(|week| self.shortage(role, week))
    }

    /// The roles of which hours are asked and for which no hours are recorded at all.
    pub fn unprotected(&self) -> impl Iterator<Item = &RoleWeeks> {
        self.roles.iter().filter(|role| role.has.is_none())
    }

    fn shortage(&self, role: &RoleWeeks, at: usize) -> Option<Shortage> {
        role.short(at)?;
        let before = |hours: &[f64]| at.checked_sub(1).and_then(|at| hours.get(at).copied());
        let mut because: Vec<Claim> = role
            .causes
            .iter()
            .filter_map(|cause| {
                let hours = *cause.hours.get(at)?;
                let before = before(&cause.hours);
                (hours > 0.0).then(|| Claim { cause: cause.cause.clone(), hours, before })
            })
            .collect();
        because.sort_by(|a, b| b.hours.total_cmp(&a.hours));
        Some(Shortage {
            week: self.week(at),
            role: role.role.clone(),
            has: role.has(at)?,
            had: role.has.as_deref().and_then(before),
            needs: role.needs(at),
            because,
        })
    }
}

impl RoleWeeks {
    fn of(role: &RoleId, weeks: usize) -> Self {
        RoleWeeks { role: role.clone(), has: None, needs: vec![0.0; weeks], causes: Vec::new() }
    }

    /// The role.
    pub const fn role(&self) -> &RoleId {
        &self.role
    }

    /// How many weeks there are.
    pub const fn len(&self) -> usize {
        self.needs.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.needs.is_empty()
    }

    /// Hours there are in a week; `None` where none are recorded for the role at all, or beyond the
    /// last week.
    pub fn has(&self, week: usize) -> Option<f64> {
        self.has.as_ref()?.get(week).copied()
    }

    /// Whether any hours are recorded for it, in these weeks or others.
    pub const fn is_recorded(&self) -> bool {
        self.has.is_some()
    }

    /// Hours asked in a week; 0 beyond the last.
    pub fn needs(&self, week: usize) -> f64 {
        self.needs.get(week).copied().unwrap_or(0.0)
    }

    /// Hours missing in a week; `None` when there are enough, or none are recorded.
    pub fn short(&self, week: usize) -> Option<f64> {
        let missing = self.needs(week) - self.has(week)?;
        (missing > NOISE).then_some(missing)
    }

    /// The numbers of the weeks in which hours are missing, counted from 0.
    pub fn weeks_short(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.needs.len()).filter(|&week| self.short(week).is_some())
    }

    /// What asks for its hours, by id.
    pub fn causes(&self) -> &[CauseWeeks] {
        &self.causes
    }
}

impl Shortage {
    /// Hours that are missing.
    pub fn short(&self) -> f64 {
        self.needs - self.has
    }

    /// What asks for more than in the week before, the most first.
    pub fn what_is_new(&self) -> impl Iterator<Item = &Claim> {
        self.because.iter().filter(|claim| claim.is_new())
    }
}

impl Claim {
    /// Whether it asks for more than in the week before.
    pub fn is_new(&self) -> bool {
        self.before.is_some_and(|before| self.hours > before + NOISE)
    }
}

/// Hours as people read them: at most two decimals.
pub(super) fn hours(hours: f64) -> String {
    Hours::new(hours.clamp(0.0, Hours::MAX)).map_or_else(|_| "? h".to_owned(), |h| h.to_string())
}

impl fmt::Display for Shortage {
    /// One sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} (from {}): {} are asked of {} and {} are there, {} short",
            self.week,
            self.week.first_day(),
            hours(self.needs),
            self.role,
            hours(self.has),
            hours(self.short())
        )?;
        if let Some(had) = self.had.filter(|had| *had > self.has + NOISE) {
            write!(f, " ({} the week before)", hours(had))?;
        }
        for (at, claim) in self.because.iter().enumerate() {
            let mark = if at == 0 { "; " } else { ", " };
            write!(f, "{mark}{} {}", claim.cause, hours(claim.hours))?;
            if claim.is_new() {
                f.write_str(" (new that week)")?;
            }
        }
        Ok(())
    }
}
