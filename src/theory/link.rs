//! One link read: what happened at its two ends, in what order, and what that says.

use super::movement::Movement;
use super::net::Wire;
use super::power::Power;
use super::rivals::{Rival, Search};
use super::{Diagnosis, Due, Extent, MeasureMovement, Order, Standing, State};
use crate::base::{Date, Gate, MeasureId, Share};
use crate::diagram::{LinkRef, NodeId, Sign};
use crate::measure::Family;

/// One end of a link, as of a day.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct End {
    /// How it moved, by the dose that the link asks for.
    pub state: State,
    /// The first day of the signal, or of delivery.
    pub onset: Option<Date>,
    /// The measures it rests on.
    pub measures: Vec<MeasureId>,
}

/// One link, diagnosed as of a day.
#[derive(Debug, Clone, serde::Serialize)]
pub struct LinkReading<'p> {
    /// The link.
    pub link: LinkRef<'p>,
    /// Its cause.
    pub up: End,
    /// Its effect. On a link that harms, better and worse are exchanged, since the claim is then that
    /// the effect worsens.
    pub down: End,
    /// Whether the effect is due.
    pub due: Due,
    /// Their order, where both moved the same way.
    pub order: Option<Order>,
    /// The days between which the effect is expected.
    pub window: Option<(Date, Date)>,
    /// What it comes to.
    pub diagnosis: Diagnosis,
    /// When to look again, where waiting is the answer.
    pub look_again: Option<Date>,
    /// Whether the effect has only balancing measures: the claim is then that it gets no worse.
    pub balancing: bool,
    /// Causes that the [gate](crate::base::Gate) of the effect needs beside this one and that have not
    /// improved. While there are any, an effect that stands still says nothing against the link.
    pub needs: Vec<NodeId>,
    /// How far the cause is delivered, if it is a change.
    pub delivered: Option<Extent>,
    /// The measure that changed its definition in the window, and when: a stop, not a rival.
    pub redefined: Option<(MeasureId, Date)>,
    /// Rivals, those struck out included.
    pub rivals: Vec<Rival>,
    /// How many measures outside the work there were to compare with; with none, no comparison is
    /// available.
    pub comparisons: usize,
    /// Whether the chart could have shown the predicted size, where nothing followed.
    pub power: Option<Power>,
}

impl<'p> LinkReading<'p> {
    pub(super) fn of(search: &Search<'_, 'p>, wire: Wire<'p>) -> Option<Self> {
        let nodes = &search.movements.nodes;
        let (up, down) = (nodes.get(wire.cause)?, nodes.get(wire.effect)?);
        let dosed = wire.link.dose.filter(|_| up.delivery.is_some());
        let cause = if dosed.is_some() { up.by(dosed, search.settings) } else { up.clone() };
        let delivered = up.delivery.as_ref().map(|d| d.by(wire.link.dose, search.settings));
        let balancing = is_balancing(search, down);
        let from = if cause.state.moved() { cause.onset } else { cause.due };
        let window = from
            .zip(wire.link.delay)
            .map(|(from, delay)| (delay.from().after(from), delay.to().after(from)));
        let due = match window {
            None => Due::Unset,
            Some((_, last)) if search.as_of <= last => Due::Waiting,
            Some(_) => Due::Passed,
        };
        let state = if wire.link.sign == Sign::Harms { down.state.mirrored() } else { down.state };
        let alike = cause.state.moved() && cause.state == state;
        let order = alike.then_some(()).and_then(|()| order(&cause, down, window));
        let mut diagnosis = if balancing {
            let before = matches!((cause.onset, down.onset), (Some(up), Some(down)) if down < up);
            balance(cause.state, state, due, before)
        } else {
            Diagnosis::of(cause.state, state, due, order)
        };
        let watched = from.map(|from| (from, watched_until(search, down, window)));
        let redefined = watched.and_then(|watched| search.redefined(wire, watched));
        let readable = cause.state.is_seen() && state.is_seen();
        if redefined.is_some() && readable {
            diagnosis = Diagnosis::CannotSee;
        }
        let end = |movement: &Movement, state| End {
            state,
            onset: movement.onset,
            measures: movement.measures.clone(),
        };
        let mut reading = LinkReading {
            link: wire.link,
            up: end(&cause, cause.state),
            down: end(down, state),
            due,
            order,
            window,
            diagnosis,
            look_again: None,
            balancing,
            needs: needs(search, wire),
            delivered,
            redefined,
            rivals: if readable { search.of(wire, watched) } else { Vec::new() },
            comparisons: search.comparisons(),
            power: None,
        };
        reading.look_again = reading.look_again(search, &cause, wire);
        if diagnosis == Diagnosis::TheoryGap && reading.needs.is_empty() {
            reading.power = reading.weigh(search, wire);
        }
        Some(reading)
    }

    fn weigh(&self, search: &Search<'_, 'p>, wire: Wire<'p>) -> Option<Power> {
        let (since, _) = self.window?;
        let read: Vec<&MeasureMovement> = search.movements.of_node(wire.effect).collect();
        let stated = wire.link.effect.filter(|_| read.len() == 1).and_then(|effect| {
            Some(effect.size().get() * moved_by(search, search.movements.nodes.get(wire.cause)?)?)
        });
        Power::of(search, wire, &read, stated, since)
    }

    fn look_again(
        &self,
        search: &Search<'_, 'p>,
        cause: &Movement,
        wire: Wire<'p>,
    ) -> Option<Date> {
        let last = self.window.map(|(_, last)| last);
        match self.diagnosis {
            Diagnosis::Wait | Diagnosis::Warning | Diagnosis::WarningUpstream => {
                last.filter(|_| self.due == Due::Waiting)
            }
            Diagnosis::WaitUpstream => cause.due.filter(|due| *due >= search.as_of).or(last),
            Diagnosis::TooFewPoints => {
                let ends = [wire.cause, wire.effect].into_iter();
                let read = ends.flat_map(|end| search.movements.of_node(end));
                read.filter(|m| m.state == State::Few).filter_map(|m| enough(search, m)).max()
            }
            _ => None,
        }
    }

    /// What it says for the link and against it, from 0 to 1 each, before rivals are counted. Halved
    /// against it where the chart could well have missed the predicted size; half for a balancing
    /// link on which nothing got worse; nothing where the effect needs other causes as well.
    pub fn evidence(&self) -> (f64, f64) {
        let (supporting, against) = self.diagnosis.evidence();
        if self.balancing && self.diagnosis == Diagnosis::Fits {
            return (0.5, 0.0);
        }
        if self.waits_for_others() {
            return (0.0, 0.0);
        }
        let weak = self.power.as_ref().is_some_and(|power| power.weak);
        (supporting, if weak { against / 2.0 } else { against })
    }

    /// How many rivals stand.
    pub fn open_rivals(&self) -> usize {
        self.rivals.iter().filter(|rival| rival.struck.is_none()).count()
    }

    /// Whether the effect stands still while it lacks other causes that it [needs](Self::needs).
    pub fn waits_for_others(&self) -> bool {
        self.diagnosis == Diagnosis::TheoryGap && !self.needs.is_empty()
    }

    /// What sort of thing it comes to.
    pub fn standing(&self) -> Standing {
        if self.waits_for_others() { Standing::Delivery } else { self.diagnosis.standing() }
    }

    /// One or two sentences: the diagnosis, the day to look again, what stopped the reading.
    pub fn in_words(&self) -> String {
        let text = match (&self.redefined, self.diagnosis) {
            (Some((measure, day)), Diagnosis::CannotSee) => format!(
                "We can't compare: what {measure} counts changed on {day}. Read it again from there."
            ),
            _ if self.waits_for_others() => format!(
                "It needs {} to improve as well, so this link is not tested yet.",
                listed(&self.needs)
            ),
            _ if self.balancing && self.diagnosis == Diagnosis::Fits => {
                "It got no worse in the time we gave it.".to_owned()
            }
            _ => self.diagnosis.in_words().to_owned(),
        };
        let again = self.look_again.map(|day| format!(" Look again on {day}."));
        let power = self.power.as_ref().filter(|power| power.weak);
        let but = power.map(|power| format!(" But {power}."));
        text + &again.unwrap_or_default() + &but.unwrap_or_default()
    }

    /// What it rests on: measures and the days of their signals.
    pub fn rests_on(&self) -> String {
        let end = |end: &End| {
            let by: Vec<&str> = end.measures.iter().map(MeasureId::as_str).collect();
            let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
            let since = end.onset.map_or(String::new(), |day| format!(" since {day}"));
            format!("{}{since}{by}", end.state)
        };
        format!(
            "{} {}; {} {}",
            self.link.cause().as_str(),
            end(&self.up),
            self.link.effect().as_str(),
            end(&self.down)
        )
    }
}

/// The last day on which the effect was looked for: its signal, the end of the window, or the day.
fn watched_until(search: &Search<'_, '_>, down: &Movement, window: Option<(Date, Date)>) -> Date {
    let last = window.map_or(search.as_of, |(_, last)| last.min(search.as_of));
    down.onset.map_or(last, |onset| onset.min(search.as_of))
}

/// How far a cause moved, in its own unit: its one measure from the centre line to the points since the
/// onset; a change without measures by the share in which it is delivered.
fn moved_by(search: &Search<'_, '_>, cause: &Movement) -> Option<f64> {
    match (&cause.measures[..], &cause.delivery) {
        ([], Some(delivery)) => Some(delivery.share.map_or(1.0, Share::get)),
        ([one], _) => {
            let at = search.programme.measures().position(one.as_str())?;
            let read = search.movements.measures.get(at)?;
            Some(read.since_onset?.0 - read.centre?)
        }
        _ => None,
    }
}

fn order(up: &Movement, down: &Movement, window: Option<(Date, Date)>) -> Option<Order> {
    let (up, down) = (up.onset?, down.onset?);
    Some(match window {
        _ if down < up => Order::Before,
        None => Order::AfterUnset,
        Some((first, _)) if down < first => Order::TooSoon,
        Some((_, last)) if down <= last => Order::InWindow,
        Some(_) => Order::TooLate,
    })
}

/// The other causes of a link's effect that have not improved, where its gate needs more than have.
fn needs(search: &Search<'_, '_>, wire: Wire<'_>) -> Vec<NodeId> {
    let node = search.net.nodes.get(wire.effect);
    let gate = node.map_or(Gate::Any, |node| node.gate());
    let causes = search.net.into(wire.effect);
    let needed = match gate {
        Gate::Any => return Vec::new(),
        Gate::All => causes.len(),
        Gate::AtLeast(count) => usize::try_from(count.get()).unwrap_or(usize::MAX),
    };
    let others = causes.iter().filter(|other| other.cause != wire.cause);
    let others = others.filter_map(|other| search.movements.nodes.get(other.cause));
    let (better, rest): (Vec<_>, Vec<_>) = others.partition(|m| m.state == State::Better);
    if better.len() + 1 >= needed {
        return Vec::new();
    }
    rest.iter().map(|movement| movement.node.clone()).collect()
}

/// Ids as a list: `a`, `a and b`, `a, b and c`.
pub(super) fn listed(nodes: &[NodeId]) -> String {
    let names: Vec<&str> = nodes.iter().map(NodeId::as_str).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

fn is_balancing(search: &Search<'_, '_>, node: &Movement) -> bool {
    let measures = search.programme.measures();
    let balancing = |id: &MeasureId| {
        measures.get(id.as_str()).is_some_and(|measure| measure.family == Family::Balancing)
    };
    !node.measures.is_empty() && node.measures.iter().all(balancing)
}

/// The claim "no harm": whether an effect that should get no worse did. Worse after its cause improved
/// speaks against it at once, whatever the delay.
pub(super) const fn balance(up: State, down: State, due: Due, before: bool) -> Diagnosis {
    match (up, down, due) {
        (State::Better, State::Same | State::Better, Due::Passed) => Diagnosis::Fits,
        (State::Better, State::Same | State::Better, Due::Waiting) => Diagnosis::Wait,
        (State::Better, State::Same | State::Better, Due::Unset) => Diagnosis::NoLagSet,
        (State::Better, State::Worse, _) if before => Diagnosis::SomethingElseWorse,
        (State::Better, State::Worse, _) => Diagnosis::TheoryGapWrongWay,
        (State::Same, State::Better, _) => Diagnosis::of(up, State::Same, due, None),
        (State::Worse, State::Worse, _) => Diagnosis::SomethingElseWorse,
        (State::Worse, State::Same | State::Better, _) => Diagnosis::WarningUpstream,
        _ => Diagnosis::of(up, down, due, None),
    }
}

/// About when a measure will have enough points, at the pace of those it has.
fn enough(search: &Search<'_, '_>, movement: &MeasureMovement) -> Option<Date> {
    let measure = search.programme.measures().get(movement.measure.as_str())?;
    let needed = search.settings.method.spec().minimum.points;
    let missing = needed.checked_sub(movement.points)?;
    let first = measure.series.as_ref()?.points().iter().find_map(|point| match point.at() {
        crate::measure::At::Day(day) => Some(day),
        crate::measure::At::Position(_) => None,
    })?;
    let latest = movement.latest?;
    let steps = i64::try_from(movement.points.checked_sub(1).filter(|n| *n > 0)?).ok()?;
    let ahead = latest.days_since(first).checked_mul(i64::try_from(missing).ok()?)? / steps;
    Some(latest.plus_days(u32::try_from(ahead).ok()?))
}
