//! How long things wait until they are dealt with.

use std::fmt;

use super::Date;

/// How long what was raised has waited, as of a day: what was cleared, and what still waits.
///
/// The median is that of what was cleared. What is still open may have waited longer than all of
/// it, so the longest wait stands beside it and is part of every sentence.
///
/// ```
/// use improvement::base::{Clearance, Date};
/// let day = |text: &str| text.parse::<Date>();
/// let raised = [
///     (day("2026-03-02")?, Some(day("2026-03-03")?)),
///     (day("2026-03-02")?, Some(day("2026-03-09")?)),
///     (day("2026-03-04")?, None),
/// ];
/// assert_eq!(
///     Clearance::of(raised, day("2026-03-20")?).to_string(),
///     "2 of 3 cleared, half of them within 4 days; 1 open, the longest for 16 days"
/// );
/// # Ok::<(), improvement::base::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Clearance {
    /// How many were raised by that day.
    pub raised: usize,
    /// How many of them were cleared by that day.
    pub cleared: usize,
    /// The median of the days that the cleared ones took; of an even number, the mean of the two in
    /// the middle. `None` if none was cleared.
    pub median_days: Option<f64>,
    /// For how many days the oldest open one has waited; `None` if none is open.
    pub longest_open_days: Option<i64>,
}

impl Clearance {
    /// Sums up pairs of the day on which something was raised and the day on which it was cleared,
    /// if it was.
    pub fn of(items: impl IntoIterator<Item = (Date, Option<Date>)>, as_of: Date) -> Self {
        let mut took = Vec::new();
        let mut waits = Vec::new();
        for (raised, cleared) in items.into_iter().filter(|(raised, _)| *raised <= as_of) {
            match cleared.filter(|day| *day <= as_of) {
                Some(day) => took.push(day.days_since(raised)),
                None => waits.push(as_of.days_since(raised)),
            }
        }
        took.sort_unstable();
        let at = |index: usize| took.get(index).map(|days| *days as f64);
        let middle = took.len() / 2;
        let median_days = match took.len() % 2 {
            1 => at(middle),
            _ => {
                middle.checked_sub(1).and_then(at).zip(at(middle)).map(|(a, b)| f64::midpoint(a, b))
            }
        };
        Clearance {
            raised: took.len() + waits.len(),
            cleared: took.len(),
            median_days,
            longest_open_days: waits.into_iter().max(),
        }
    }

    /// How many are still open.
    pub const fn open(&self) -> usize {
        self.raised.saturating_sub(self.cleared)
    }
}

impl fmt::Display for Clearance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.raised == 0 {
            return f.write_str("nothing was raised");
        }
        write!(f, "{} of {} cleared", self.cleared, self.raised)?;
        if let Some(days) = self.median_days {
            let unit = if days.total_cmp(&1.0).is_eq() { "day" } else { "days" };
            let how = if self.cleared == 1 { "after" } else { "half of them within" };
            write!(f, ", {how} {days} {unit}")?;
        }
        if let Some(days) = self.longest_open_days {
            let unit = if days == 1 { "day" } else { "days" };
            write!(f, "; {} open, the longest for {days} {unit}", self.open())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_later_is_not_known_yet() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let raised = [
            (day("2026-03-02"), Some(day("2026-03-02"))),
            (day("2026-03-02"), Some(day("2026-03-05"))),
            (day("2026-03-03"), Some(day("2026-03-30"))),
            (day("2026-04-01"), None),
        ];
        let then = Clearance::of(raised, day("2026-03-10"));
        assert_eq!((then.raised, then.cleared, then.open()), (3, 2, 1));
        assert_eq!((then.median_days, then.longest_open_days), (Some(1.5), Some(7)));
        let now = Clearance::of(raised, day("2026-04-02"));
        assert_eq!((now.raised, now.median_days, now.longest_open_days), (4, Some(3.0), Some(1)));
        assert_eq!(
            now.to_string(),
            "3 of 4 cleared, half of them within 3 days; 1 open, the longest for 1 day"
        );
        assert_eq!(Clearance::of([], day("2026-04-02")).to_string(), "nothing was raised");
    }
}
