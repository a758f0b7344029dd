//! Plan against record, as of a day.

use std::fmt;

use super::{Capability, Dose, SkillCount, Trained};
use crate::base::{Date, GroupId, Share};

/// How one [`Dose`] stands, as of a day.
///
/// Levels are counted apart: whoever reached a higher one counts in a lower one only if that was
/// recorded too. A plan without a site looks at all sites of its group; a plan with one looks at that.
#[derive(Debug, Clone, PartialEq)]
pub struct DoseReading<'c> {
    /// The plan.
    pub dose: &'c Dose,
    /// The day.
    pub as_of: Date,
    /// The head-count that it is about, where that is known.
    pub people: Option<u32>,
    /// How many are to have the level: target times head-count, rounded up.
    pub planned: Option<u32>,
    /// How many reached the level by the day, whether or not they are still here.
    pub trained: u32,
    /// How many have it now: those still here when they were last counted, and those trained since.
    pub have_it: u32,
    /// What was counted last, by the day.
    pub counted: Option<Counted>,
    /// Whether it is on pace.
    pub pace: Pace,
}

/// The last count of trained people, by a day; of several sites, the last of each together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The day; of several counts the earliest.
    pub on: Date,
    /// How many trained people were still here.
    pub here: u32,
    /// How many used the skill in live work, where that was counted everywhere.
    pub active: Option<u32>,
    /// How many had hours for more, where that was counted everywhere.
    pub available: Option<u32>,
}

/// Whether a plan is on pace for its date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pace {
    /// The target is reached.
    Reached,
    /// As many as the plan expects by the day, or more.
    OnPace {
        /// How many it expects.
        expected: u32,
    },
    /// Fewer than the plan expects by the day.
    Behind {
        /// How many it expects.
        expected: u32,
        /// How many are missing.
        short: u32,
    },
    /// The date has passed, and the target is not reached.
    Overdue {
        /// How many are missing.
        short: u32,
    },
    /// The plan has not begun.
    NotBegun,
    /// It cannot be said.
    Unknown(Missing),
}

/// What a plan lacks, so that its pace cannot be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The head-count.
    People,
    /// The share that is meant.
    Share,
    /// The days from when and by when.
    Days,
}

impl Capability {
    /// How each plan stands as of a day, in the order in which they were written. `size` gives the
    /// size of a group, which counts where a plan has neither a site nor a head-count of its own.
    ///
    /// What is expected by a day: with a share a year, that share of the head-count for each year
    /// since the plan began, set against those trained since then, and never more than the target;
    /// else a straight line from those trained before it began to the target on its date.
    pub fn dosing(
        &self,
        as_of: Date,
        size: impl Fn(&GroupId) -> Option<u32>,
    ) -> Vec<DoseReading<'_>> {
        let read = |dose| self.read_dose(dose, as_of, &size);
        self.dosing.iter().map(read).collect()
    }

    fn read_dose<'c>(
        &'c self,
        dose: &'c Dose,
        as_of: Date,
        size: &impl Fn(&GroupId) -> Option<u32>,
    ) -> DoseReading<'c> {
        let from_group = || dose.site.is_none().then(|| size(&dose.group)).flatten();
        let people = dose.people.or_else(from_group);
        let records: Vec<&Trained> = self
            .trained
            .iter()
            .filter(|t| t.on <= as_of && t.group == dose.group && t.level == dose.level)
            .filter(|t| dose.site.is_none() || t.site == dose.site)
            .collect();
        let trained = sum_of(&records, |_| true);
        let counts = self.last_counts(dose, as_of);
        let by_then = |count: &SkillCount| {
            let of_its_site = |t: &Trained| count.site.is_none() || t.site == count.site;
            sum_of(&records, |t| t.on <= count.on && of_its_site(t))
        };
        let here_of = |count: &SkillCount| count.here.unwrap_or_else(|| by_then(count));
        let counted = counts.iter().map(|count| count.on).min().map(|on| Counted {
            on,
            here: counts.iter().fold(0, |sum: u32, count| sum.saturating_add(here_of(count))),
            active: total(counts.iter().map(|count| count.active)),
            available: total(counts.iter().map(|count| count.available)),
        });
        // Those who left before they were counted, site by site.
        let left = counts.iter().fold(0_u32, |sum, count| {
            sum.saturating_add(by_then(count).saturating_sub(here_of(count)))
        });
        let have_it = trained.saturating_sub(left).max(counted.map_or(0, |counted| counted.here));
        let planned = people.zip(dose.target).map(|(people, target)| part(people, target));
        let before = dose.from.map_or(0, |from| sum_of(&records, |t| t.on < from));
        let mut reading = DoseReading {
            dose,
            as_of,
            people,
            planned,
            trained,
            have_it,
            counted,
            pace: Pace::Reached,
        };
        reading.pace = reading.pace(before);
        reading
    }

    /// The last count by a day: one without a site, where there is any, else the last of each site.
    fn last_counts(&self, dose: &Dose, as_of: Date) -> Vec<&SkillCount> {
        let mut last: Vec<&SkillCount> = Vec::new();
        let fitting = self
            .counts
            .iter()
            .filter(|c| c.on <= as_of && c.group == dose.group && c.level == dose.level)
            .filter(|c| dose.site.is_none() || c.site == dose.site);
        for count in fitting {
            match last.iter_mut().find(|known| known.site == count.site) {
                Some(known) if count.on >= known.on => *known = count,
                Some(_) => {}
                None => last.push(count),
            }
        }
        match last.iter().find(|count| count.site.is_none()) {
            Some(whole) if dose.site.is_none() => vec![whole],
            _ => last,
        }
    }
}

fn sum_of(records: &[&Trained], keep: impl Fn(&Trained) -> bool) -> u32 {
    let kept = records.iter().filter(|t| keep(t)).map(|t| u64::from(t.people));
    u32::try_from(kept.sum::<u64>()).unwrap_or(u32::MAX)
}

/// The sum, if every number is known.
fn total(mut each: impl Iterator<Item = Option<u32>>) -> Option<u32> {
    each.try_fold(0, |sum: u32, next| Some(sum.saturating_add(next?)))
}

/// A share of people, rounded up; what lies above a whole number by rounding alone is not.
fn part(people: u32, share: Share) -> u32 {
    whole((f64::from(people) * share.get() - 1e-9).ceil())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the numbers of u32"
)]
fn whole(number: f64) -> u32 {
    number.clamp(0.0, f64::from(u32::MAX)) as u32
}

/// Days of a year, on average.
const YEAR: f64 = 365.25;

impl DoseReading<'_> {
    /// The share of the head-count that has the level now; `None` without a head-count, or where more
    /// were trained than there are people, since some of them must have left.
    pub fn share(&self) -> Option<Share> {
        self.people
            .filter(|people| *people > 0)
            .and_then(|people| Share::new(f64::from(self.have_it) / f64::from(people)).ok())
    }

    /// The share of trained people still here who use the skill in live work, by the last count.
    pub fn active_share(&self) -> Option<Share> {
        let counted = self.counted.filter(|counted| counted.here > 0)?;
        Share::new(f64::from(counted.active?) / f64::from(counted.here)).ok()
    }

    /// Whether more have the level than the upper end of the band that the programme has set.
    pub fn is_above_band(&self) -> bool {
        let most = self.people.zip(self.dose.at_most).map(|(people, most)| part(people, most));
        most.is_some_and(|most| self.have_it > most)
    }

    /// By how many people the plan's own pace misses its own target on its date, counting from nobody
    /// trained: it cannot be met as it is written.
    pub fn plan_falls_short(&self) -> Option<u32> {
        let Dose { a_year: Some(rate), from: Some(from), by: Some(by), .. } = *self.dose else {
            return None;
        };
        let reached = at_rate(self.people?, rate, from, by);
        let short = self.planned?.saturating_sub(reached);
        (short > 0).then_some(short)
    }

    fn pace(&self, before: u32) -> Pace {
        let Dose { target, a_year, from, by, .. } = *self.dose;
        let Some(people) = self.people else { return Pace::Unknown(Missing::People) };
        if target.is_none() && a_year.is_none() {
            return Pace::Unknown(Missing::Share);
        }
        if from.is_some_and(|from| self.as_of < from) {
            return Pace::NotBegun;
        }
        if let Some(planned) = self.planned {
            if self.have_it >= planned {
                return Pace::Reached;
            }
            if by.is_some_and(|by| self.as_of > by) {
                return Pace::Overdue { short: planned - self.have_it };
            }
        }
        let (expected, found) = match (a_year, from, self.planned, by) {
            (Some(rate), Some(from), planned, _) => {
                let at_most = planned.unwrap_or(people);
                (at_rate(people, rate, from, self.as_of).min(at_most), self.trained - before)
            }
            (None, Some(from), Some(planned), Some(by)) => {
                let all = by.days_since(from).max(1) as f64;
                let gone = (self.as_of.days_since(from) as f64 / all).min(1.0);
                let to_come = f64::from(planned.saturating_sub(before));
                (whole(f64::from(before) + to_come * gone + 1e-9), self.have_it)
            }
            _ => return Pace::Unknown(Missing::Days),
        };
        if found >= expected {
            Pace::OnPace { expected }
        } else {
            Pace::Behind { expected, short: expected - found }
        }
    }
}

/// How many are reached at so large a share a year, in whole people.
fn at_rate(people: u32, rate: Share, from: Date, to: Date) -> u32 {
    let years = to.days_since(from).max(0) as f64 / YEAR;
    whole((f64::from(people) * rate.get() * years + 1e-9).min(f64::from(people)))
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pace::Reached => f.write_str("the target is reached"),
            Pace::OnPace { expected } => write!(f, "on pace ({expected} expected by now)"),
            Pace::Behind { expected, short } => {
                write!(f, "behind by {short} ({expected} expected by now)")
            }
            Pace::Overdue { short } => write!(f, "its date has passed, {short} short"),
            Pace::NotBegun => f.write_str("not begun"),
            Pace::Unknown(missing) => f.write_str(match missing {
                Missing::People => "no head-count is recorded",
                Missing::Share => "no share is planned",
                Missing::Days => "the days of the plan are not recorded",
            }),
        }
    }
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |number: Option<u32>| {
            number.map_or_else(|| "an unknown number".to_owned(), |number| number.to_string())
        };
        write!(
            f,
            "of {} still here {} active and {} available, counted on {}",
            self.here,
            number(self.active),
            number(self.available),
            self.on
        )
    }
}

impl fmt::Display for DoseReading<'_> {
    /// One sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dose = self.dose;
        write!(f, "{}", dose.group)?;
        if let Some(site) = &dose.site {
            write!(f, " at {site}")?;
        }
        write!(f, ", {}: {} trained as of {}", dose.level, self.trained, self.as_of)?;
        if let Some(people) = self.people {
            match self.share() {
                Some(share) => {
                    let share = (share.get() * 100.0).round();
                    write!(f, ", {} of {people} have it ({share}%)", self.have_it)?;
                }
                None => write!(f, ", and there are {people}: some will have left")?,
            }
        }
        if let Some(planned) = self.planned {
            write!(f, ", {planned} planned")?;
            if let Some(by) = dose.by {
                write!(f, " by {by}")?;
            }
        }
        write!(f, "; {}", self.pace)?;
        if let Some(short) = self.plan_falls_short() {
            write!(f, "; at its own pace the plan ends {short} short of its own target")?;
        }
        if self.is_above_band() {
            f.write_str("; above the band that was set here")?;
        }
        match self.counted {
            Some(counted) => write!(f, "; {counted}"),
            None => Ok(()),
        }
    }
}
