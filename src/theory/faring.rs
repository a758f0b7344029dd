//! How people fare meanwhile: what staff and patients report, what was done about a fall, and when.

use std::fmt::{self, Write as _};

use super::{MeasureMovement, State, TheoryReading};
use crate::base::{Date, Direction, MeasureId};
use crate::measure::{At, Measure, Series};
use crate::people::instruments::Construct;
use crate::people::{Addresses, Response};
use crate::programme::Programme;

/// Where the line between a notable and a small change comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Threshold {
    /// Published for the scale.
    Published,
    /// Set by this programme.
    Local,
}

/// A result held against the first one, for what is measured too seldom for a chart.
///
/// Formula: direction times (latest less baseline), with +1 where higher is better and -1 where lower
/// is; worse where that falls below minus the threshold. A threshold is published for WHO-5 alone (10
/// points, <https://help.valant.com/who-five-well-being-index-who-5>); any other is set by the
/// programme as `notable`. The formula is a choice of this crate.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Compared {
    /// The baseline of the measure, else its first value.
    pub from: f64,
    /// The latest value and its day.
    pub to: f64,
    /// The day of the latest value.
    pub on: Date,
    /// By how much it is better; negative if it is worse.
    pub better_by: f64,
    /// The change that counts, and where that comes from; without one nothing is called better or
    /// worse.
    pub threshold: Option<(f64, Threshold)>,
}

impl Compared {
    fn of(programme: &Programme, measure: &Measure, good: Direction, as_of: Date) -> Option<Self> {
        let sign = match good {
            Direction::Up => 1.0,
            Direction::Down => -1.0,
            Direction::Neither => return None,
        };
        let mut values = values(measure, as_of);
        let first = values.next()?;
        let last = values.next_back();
        let baseline = measure.baseline.as_ref().map(|baseline| baseline.value.get());
        let (from, (on, to)) = match (baseline, last) {
            (Some(from), last) => (from, last.unwrap_or(first)),
            (None, Some(last)) => (first.1, last),
            (None, None) => return None,
        };
        let published = programme.scale_of(measure).and_then(|(_, scale)| scale.notable);
        let threshold = published
            .map(|notable| (notable.get(), Threshold::Published))
            .or_else(|| Some((measure.notable?.get(), Threshold::Local)));
        Some(Compared { from, to, on, better_by: sign * (to - from), threshold })
    }

    /// Better or worse by more than the threshold, or the same; [`State::Few`] without a threshold.
    pub fn state(&self) -> State {
        match self.threshold {
            None => State::Few,
            Some((line, _)) if self.better_by < -line => State::Worse,
            Some((line, _)) if self.better_by > line => State::Better,
            Some(_) => State::Same,
        }
    }
}

impl fmt::Display for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}, from {}", self.to, self.on, self.from)?;
        match self.threshold {
            Some((line, Threshold::Published)) => write!(f, " (notable from {line}, published)"),
            Some((line, Threshold::Local)) => write!(f, " (notable from {line}, set locally)"),
            None => f.write_str(" (nobody has said how much would be notable)"),
        }
    }
}

/// The values of a measure until a day, each with its day.
fn values(measure: &Measure, as_of: Date) -> impl DoubleEndedIterator<Item = (Date, f64)> {
    let unit = measure.unit();
    let points = measure.series.iter().flat_map(Series::points);
    points.filter_map(move |point| match point.at() {
        At::Day(day) if day <= as_of => Some((day, unit.value(point.found()?))),
        _ => None,
    })
}

fn at_target(measure: &Measure, good: Option<Direction>, as_of: Date) -> Option<bool> {
    let target = measure.unit().target(measure.target.as_ref()?.value);
    let (_, latest) = values(measure, as_of).next_back()?;
    match good? {
        Direction::Up => Some(latest >= target),
        Direction::Down => Some(latest <= target),
        Direction::Neither => None,
    }
}

/// How people fare by one measure, as of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Faring<'r> {
    /// The measure.
    pub measure: &'r MeasureId,
    /// What it is about, by its instrument. Moral distress and motivation are different things with
    /// opposite good directions: none is ever computed from another.
    pub construct: Option<Construct>,
    /// What its chart shows.
    pub movement: &'r MeasureMovement,
    /// The latest result held against the first, where the chart has too few points.
    pub compared: Option<Compared>,
    /// Whether the latest value is at the measure's own target or beyond; `None` without a value, a
    /// target or a direction.
    pub at_target: Option<bool>,
    /// What was done about it by the day, in the order of days.
    pub responses: Vec<&'r Response>,
}

impl Faring<'_> {
    /// Better, same or worse: by the chart, or where it has too few points by the
    /// [comparison](Compared).
    pub fn state(&self) -> State {
        match (self.movement.state, &self.compared) {
            (State::Few, Some(compared)) => compared.state(),
            (state, _) => state,
        }
    }

    /// Since when it is so: the first point of the signal, or the day of the latest result.
    pub fn since(&self) -> Option<Date> {
        match self.movement.state {
            State::Few => self.compared.filter(|c| c.state().moved()).map(|c| c.on),
            _ => self.movement.onset,
        }
    }

    /// The first thing done since people fared worse; `None` unless they do.
    pub fn answer(&self) -> Option<&Response> {
        let since = self.since().filter(|_| self.state() == State::Worse)?;
        self.responses.iter().find(|response| response.on >= since).copied()
    }

    /// Days from the fall to the first answer.
    pub fn days_to_answer(&self) -> Option<i64> {
        Some(self.answer()?.on.days_since(self.since()?))
    }

    /// Whether all that was done since the fall is support for those who bear it, and nothing went to
    /// the work itself.
    pub fn only_support(&self) -> bool {
        let Some(since) = self.since().filter(|_| self.state() == State::Worse) else {
            return false;
        };
        let mut done = self.responses.iter().filter(|response| response.on >= since).peekable();
        done.peek().is_some() && done.all(|response| response.addresses == Addresses::ThePeople)
    }

    /// One sentence or two.
    pub fn in_words(&self) -> String {
        let of = self.construct.map(|c| format!(" ({c})")).unwrap_or_default();
        let mut text = format!("`{}`{of}: {}", self.measure, self.state());
        // Writing to a string never goes wrong.
        if let Some(since) = self.since() {
            let _ = write!(text, " since {since}");
        }
        if let (State::Few, Some(compared)) = (self.movement.state, &self.compared) {
            let _ = write!(text, ", {compared}");
        }
        if self.state() == State::Worse {
            let _ = match (self.answer(), self.days_to_answer()) {
                (Some(answer), Some(days)) => write!(
                    text,
                    "; answered after {days} days with {}: {}",
                    answer.addresses, answer.what
                ),
                _ => write!(text, "; nothing done about it is on record"),
            };
        }
        text
    }
}

impl TheoryReading<'_> {
    /// How people fare, by every measure that is scored by an instrument or is about a group of staff
    /// and still collected, in the order of the measures.
    pub fn faring(&self) -> Vec<Faring<'_>> {
        let programme = self.programme;
        let collected = programme.measures().iter().filter(|(_, m)| m.retired.is_none());
        let about = collected.filter(|(_, m)| m.scored_by.is_some() || programme.is_about_staff(m));
        about.filter_map(|(id, _)| self.faring_by(id.as_str())).collect()
    }

    /// How people fare by one measure.
    pub fn faring_by(&self, id: &str) -> Option<Faring<'_>> {
        let at = self.programme.measures().position(id)?;
        let (id, measure) = self.programme.measures().at(at)?;
        let movement = self.movements.measures.get(at)?;
        let good = self.programme.direction_of(measure);
        let compared = match (movement.state, good) {
            (State::Few, Some(good)) => Compared::of(self.programme, measure, good, self.as_of),
            _ => None,
        };
        let mut responses: Vec<&Response> = self.programme.people().responses.iter().collect();
        responses.retain(|response| response.to == *id && response.on <= self.as_of);
        responses.sort_by_key(|response| response.on);
        let construct = self.programme.construct_of(measure);
        let at_target = at_target(measure, good, self.as_of);
        Some(Faring { measure: id, construct, movement, compared, at_target, responses })
    }
}
