//! When could an aim move at all, and is its deadline within reach of the theory itself?

use super::ClaimGraph;
use super::best::Route;
use super::claim::NodeKind;
use super::index::NodeIx;
use crate::base::Date;

/// When an effect can be expected to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Not before this day: lags that are not stated count as none.
    pub earliest: Date,
    /// By this day at the latest; `None` if a lag on some route is not stated.
    pub latest: Option<Date>,
}

/// What the theory's own lags say about a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Deadline {
    /// Before the earliest day: the plan cannot meet it, by its own theory.
    OutOfReach {
        /// Days by which it falls short.
        short_by: i64,
    },
    /// After the earliest day, and the latest is later or not known.
    Possible,
    /// Every route would have shown by then.
    Ample,
}

/// A number of days after some day, first and last.
#[derive(Debug, Clone, Copy)]
struct Days {
    first: i64,
    last: Option<i64>,
}

impl ClaimGraph {
    /// When the aim can respond, over all routes from changes that have a start; `None` if no such
    /// change reaches it. Earliest is the least over routes of the sum of first days, latest the
    /// most of the sum of last days. O(n + m).
    #[must_use]
    pub fn window(&self, aim: NodeIx, start: impl Fn(NodeIx) -> Option<Date>) -> Option<Window> {
        let o = self.aim(aim)?;
        let zero = self.changes.iter().find_map(|&c| start(c))?;
        let mut days: Vec<Option<Days>> = vec![None; o + 1];
        for v in 0..=o {
            let own =
                if self.is(v, NodeKind::Change) { start(super::index::node(v)) } else { None };
            let mut here = own.map(|date| {
                let day = date.days_since(zero);
                Days { first: day, last: Some(day) }
            });
            for (&u, &e) in self.causes(v).iter().zip(self.ins(v)) {
                let Some(before) = days[u as usize] else { continue };
                let next = self.after(before, e as usize);
                here = Some(here.map_or(next, |had| Days {
                    first: had.first.min(next.first),
                    last: had.last.zip(next.last).map(|(a, b)| a.max(b)),
                }));
            }
            days[v] = here;
        }
        days[o].map(|days| days.from(zero))
    }

    /// When one route would have shown, begun on this day.
    #[must_use]
    pub fn route_window(&self, route: &Route, start: Date) -> Window {
        let own = Days { first: 0, last: Some(0) };
        let links = route.links.iter().filter(|e| e.at() < self.link_count());
        links.fold(own, |days, e| self.after(days, e.at())).from(start)
    }

    fn after(&self, days: Days, e: usize) -> Days {
        match self.lag.get(e).copied().flatten() {
            Some(lag) => Days {
                first: days.first + i64::from(lag.lo),
                last: days.last.map(|last| last + i64::from(lag.hi)),
            },
            None => Days { first: days.first, last: None },
        }
    }
}

impl Days {
    fn from(self, zero: Date) -> Window {
        Window { earliest: day(zero, self.first), latest: self.last.map(|last| day(zero, last)) }
    }
}

/// The day so many days after another; the calendar's first or last if it has none.
fn day(zero: Date, days: i64) -> Date {
    let days = chrono::Duration::try_days(days);
    let found = days.and_then(|days| zero.to_naive().checked_add_signed(days));
    found.and_then(Date::from_naive).unwrap_or(Date::LAST)
}

impl Window {
    /// Whether a deadline can be met by the theory's own lags.
    pub fn deadline(&self, by: Date) -> Deadline {
        if by < self.earliest {
            return Deadline::OutOfReach { short_by: self.earliest.days_since(by) };
        }
        match self.latest {
            Some(latest) if latest <= by => Deadline::Ample,
            _ => Deadline::Possible,
        }
    }

    /// Whether no change is to be expected yet.
    pub fn is_too_soon(&self, as_of: Date) -> bool {
        as_of < self.earliest
    }

    /// One sentence.
    pub fn in_words(&self) -> String {
        match self.latest {
            Some(latest) => {
                format!(
                    "by our own theory it could move from {} and should by {latest}",
                    self.earliest
                )
            }
            None => format!(
                "by our own theory it cannot move before {}; some delays are not written down, so \
                 there is no date by which it should",
                self.earliest
            ),
        }
    }
}

impl Deadline {
    /// One sentence.
    pub fn in_words(&self) -> String {
        match self {
            Deadline::OutOfReach { short_by: 1 } => {
                "by our own theory the deadline comes one day too soon".to_owned()
            }
            Deadline::OutOfReach { short_by } => {
                format!("by our own theory the deadline comes {short_by} days too soon")
            }
            Deadline::Possible => "the deadline is possible, and no more".to_owned(),
            Deadline::Ample => "by the deadline every route should have shown".to_owned(),
        }
    }
}
