//! One route read from its change to its aim: was it not done, is it too early, or is the theory
//! wrong?

use std::fmt;

use super::{Diagnosis, Due, Extent, LinkReading, Order, Standing, State, TheoryReading};
use crate::base::Date;
use crate::diagram::Route;

/// What a route comes to.
///
/// Weiss (1995) keeps *implementation* failure and *theory* failure apart; Stame (2004, 2010) adds
/// *methodology* failure, where the evaluation could not have seen the effect. The word failure is
/// left out of what people read: an idea that was not delivered says nothing about the people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RouteFinding {
    /// Not delivered, and nothing moved: the theory is untested.
    NotDelivered,
    /// Delivered in part, or without other causes that something on the way needs as well, and the
    /// aim did not move: the theory is not tested yet.
    DoseTooLow,
    /// Delivered, its time has passed, and the first thing it should move did not.
    IdeaToDriver,
    /// Moving along the route, and what comes next is not due.
    TooEarly,
    /// The drivers moved, their time has passed, and what comes next did not follow.
    LaterLink,
    /// Not moved, and no delay says when it should.
    Undated,
    /// Everything moved, in order.
    Consistent,
    /// The aim or a driver moved, and not by this route.
    RivalCause,
    /// Delivered, and the aim is worsening.
    WrongWay,
    /// It cannot be told.
    CannotTell,
}

impl RouteFinding {
    /// All ten.
    pub const ALL: [RouteFinding; 10] = [
        RouteFinding::NotDelivered,
        RouteFinding::DoseTooLow,
        RouteFinding::IdeaToDriver,
        RouteFinding::TooEarly,
        RouteFinding::LaterLink,
        RouteFinding::Undated,
        RouteFinding::Consistent,
        RouteFinding::RivalCause,
        RouteFinding::WrongWay,
        RouteFinding::CannotTell,
    ];

    /// Reads the table: whether the change was delivered, whether the drivers between moved, how the
    /// aim moved, and whether the step after the last one that moved is due. Total.
    pub const fn of(delivered: Extent, drivers: Extent, aim: State, due: Due) -> Self {
        use Extent::{No, Partly, Unseen, Yes};
        match (delivered, drivers, aim) {
            (_, _, State::Absent | State::Few)
            | (Unseen, ..)
            | (Yes, Unseen, State::Better | State::Same) => RouteFinding::CannotTell,
            (No | Partly, _, State::Better) | (No, _, State::Worse) | (No, Yes, State::Same) => {
                RouteFinding::RivalCause
            }
            (No, _, State::Same) => RouteFinding::NotDelivered,
            (Yes | Partly, _, State::Worse) => RouteFinding::WrongWay,
            (Partly, _, State::Same) => RouteFinding::DoseTooLow,
            (Yes, Yes, State::Better) => RouteFinding::Consistent,
            (Yes, No | Partly, State::Better) => RouteFinding::RivalCause,
            (Yes, drivers, State::Same) => match (due, drivers) {
                (Due::Waiting, _) => RouteFinding::TooEarly,
                (Due::Unset, _) => RouteFinding::Undated,
                (Due::Passed, No) => RouteFinding::IdeaToDriver,
                (Due::Passed, _) => RouteFinding::LaterLink,
            },
        }
    }

    /// The word by which it is known.
    pub const fn word(self) -> &'static str {
        match self {
            RouteFinding::NotDelivered => "not-delivered",
            RouteFinding::DoseTooLow => "dose-too-low",
            RouteFinding::IdeaToDriver => "idea-to-driver",
            RouteFinding::TooEarly => "too-early",
            RouteFinding::LaterLink => "driver-to-aim",
            RouteFinding::Undated => "undated",
            RouteFinding::Consistent => "consistent",
            RouteFinding::RivalCause => "rival-cause",
            RouteFinding::WrongWay => "wrong-way",
            RouteFinding::CannotTell => "cannot-tell",
        }
    }

    /// What it means, in a sentence.
    pub const fn in_words(self) -> &'static str {
        match self {
            RouteFinding::NotDelivered => {
                "It was not delivered, so the theory is untested. What got in the way is worth asking."
            }
            RouteFinding::DoseTooLow => {
                "It was delivered in part, below the dose the theory asks for, so the theory is not tested yet."
            }
            RouteFinding::IdeaToDriver => {
                "It was delivered, its time has passed, and the driver did not move: the link from the idea to the driver does not hold here."
            }
            RouteFinding::TooEarly => "It is under way and too early to say.",
            RouteFinding::LaterLink => {
                "It was delivered and the driver moved, the time has passed, and the result did not follow: the later link is wrong or not enough."
            }
            RouteFinding::Undated => "Nothing says how long it should take. Decide that now.",
            RouteFinding::Consistent => {
                "What we did and what moved agree with our theory; other explanations remain."
            }
            RouteFinding::RivalCause => {
                "Something moved that this route does not explain, or the measurement changed. Find out; do not claim it."
            }
            RouteFinding::WrongWay => "The result is moving the wrong way: look for harm now.",
            RouteFinding::CannotTell => "We cannot tell from what is measured.",
        }
    }

    /// What to do next.
    pub const fn next_step(self) -> &'static str {
        match self {
            RouteFinding::NotDelivered => "Remove what gets in the way of delivering it.",
            RouteFinding::DoseTooLow => "Make it reliable.",
            RouteFinding::IdeaToDriver => "Adapt or abandon the idea.",
            RouteFinding::TooEarly => "Wait, and look again on the day set.",
            RouteFinding::LaterLink => "Revise the diagram.",
            RouteFinding::Undated => "Write down the delay of the next link.",
            RouteFinding::Consistent => "Do it again elsewhere, and see whether it holds.",
            RouteFinding::RivalCause => "Find what else happened.",
            RouteFinding::WrongWay => "Look for harm with those it touches, now.",
            RouteFinding::CannotTell => "Repair the measurement.",
        }
    }
}

impl fmt::Display for RouteFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// One route, read as of a day.
#[derive(Debug, Clone)]
pub struct RouteReading<'r, 'p> {
    /// The route.
    pub route: Route<'p>,
    /// Its links as they were read, from the change to the aim.
    pub links: Vec<&'r LinkReading<'p>>,
    /// Whether its change was delivered, by the dose that its first link asks for.
    pub delivered: Extent,
    /// Whether the drivers on it moved.
    pub drivers: Extent,
    /// How the aim moved.
    pub aim: State,
    /// Whether the step after the last one that moved is due.
    pub due: Due,
    /// What it comes to.
    pub finding: RouteFinding,
    /// The last day of the window that is being waited for.
    pub until: Option<Date>,
}

impl<'r, 'p> RouteReading<'r, 'p> {
    /// The first link that does not fit, with what stands there.
    pub fn first_open(&self) -> Option<&'r LinkReading<'p>> {
        self.links.iter().copied().find(|link| link.standing() != Standing::Fits)
    }

    /// One or two sentences, with the day to look again where waiting is the answer.
    pub fn in_words(&self) -> String {
        let waiting = self.links.iter().find(|link| link.waits_for_others());
        if let Some(link) = waiting.filter(|_| self.finding == RouteFinding::DoseTooLow) {
            let effect = link.link.effect().as_str();
            return format!("{effect}: {}", link.in_words());
        }
        let until = self.until.filter(|_| self.finding == RouteFinding::TooEarly);
        let again = until.map(|day| format!(" Look again on {day}."));
        self.finding.in_words().to_owned() + &again.unwrap_or_default()
    }
}

impl<'p> TheoryReading<'p> {
    /// The routes from every change to every aim, at most `limit` of each change, each with what it
    /// comes to.
    pub fn routes(&self, limit: usize) -> Vec<RouteReading<'_, 'p>> {
        let changes = self.programme.diagram().changes();
        let listed = changes.flat_map(|change| {
            let routes: Vec<Route<'p>> = change.routes_to_aims(limit).iter().cloned().collect();
            routes
        });
        listed.filter_map(|route| self.route(route)).collect()
    }

    /// One route read; `None` for a route of another diagram.
    pub fn route(&self, route: Route<'p>) -> Option<RouteReading<'_, 'p>> {
        let of = |link| self.net.links.iter().position(|wire| wire.link == link);
        let links: Option<Vec<&LinkReading<'p>>> =
            route.links().iter().map(|link| self.links.get(of(*link)?)).collect();
        let links = links?;
        let (first, last) = (*links.first()?, *links.last()?);
        let delivered = first.delivered?;
        let between: Vec<State> = links
            .iter()
            .skip(1)
            .map(|link| self.node(link.link.cause().as_str()))
            .map(|node| node.map_or(State::Absent, |node| node.state))
            .collect();
        let drivers = together(&between, delivered);
        // The first link whose effect has not moved is where the chain stands.
        let open = links.iter().copied().find(|link| !link.down.state.moved()).unwrap_or(last);
        let aim = self.node(last.link.effect().as_str()).map_or(State::Absent, |node| node.state);
        let mut finding = RouteFinding::of(delivered, drivers, aim, open.due);
        if links.iter().any(|link| link.redefined.is_some()) {
            finding = RouteFinding::CannotTell;
        }
        let unordered = links.iter().any(|link| !in_order(link));
        if finding == RouteFinding::Consistent && unordered {
            finding = RouteFinding::RivalCause;
        }
        if open.waits_for_others()
            && matches!(finding, RouteFinding::IdeaToDriver | RouteFinding::LaterLink)
        {
            finding = RouteFinding::DoseTooLow;
        }
        let until = open.window.map(|(_, last)| last);
        Some(RouteReading { route, links, delivered, drivers, aim, due: open.due, finding, until })
    }
}

/// Whether a link's ends moved in order, or are not known not to have.
fn in_order(link: &LinkReading<'_>) -> bool {
    !matches!(link.order, Some(Order::Before | Order::TooSoon))
        && link.diagnosis != Diagnosis::CannotSee
}

/// Whether the drivers on a route moved, together: all, some, or none. A route without drivers goes
/// as far as its delivery.
fn together(between: &[State], delivered: Extent) -> Extent {
    let better = between.iter().filter(|state| **state == State::Better).count();
    if between.is_empty() {
        delivered
    } else if between.iter().any(|state| !state.is_seen()) {
        Extent::Unseen
    } else if better == between.len() {
        Extent::Yes
    } else if better > 0 {
        Extent::Partly
    } else {
        Extent::No
    }
}
