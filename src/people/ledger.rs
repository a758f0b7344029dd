//! Where do partners stop being in the room?
//!
//! The ledger reads what is on record: a group that is not recorded has no voice here, whatever
//! happened in fact. It counts decisions and never averages steps of a ladder.

use std::fmt;

use super::{
    Constituency, Decision, DecisionPoint, Half, Involvement, InvolvementLevel, Offer, People, Side,
};
use crate::base::{DecisionId, GroupId, Share};

/// One decision, with whoever was in the room.
///
/// Each of [`People::decisions`] is one entry. Involvement that names no decision makes one more
/// entry for its point: the decisions there that nobody recorded one by one.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'p> {
    /// At which point of the programme.
    pub at: DecisionPoint,
    /// The decision, where it is recorded by itself.
    pub decision: Option<(&'p DecisionId, &'p Decision)>,
    /// Who took part, in the order in which it was written, and from which side they see the service.
    pub involved: Vec<(&'p Involvement, Constituency)>,
}

impl<'p> Entry<'p> {
    /// Those of a side who took part.
    pub fn of(&self, side: Side) -> impl Iterator<Item = &'p Involvement> {
        self.involved.iter().filter(move |(_, who)| side.includes(*who)).map(|(how, _)| *how)
    }

    /// The constituencies that took part, each once, and how far each came.
    pub fn levels(&self) -> Vec<(Constituency, Vec<InvolvementLevel>)> {
        let mut levels: Vec<(Constituency, Vec<InvolvementLevel>)> = Vec::new();
        for (how, who) in &self.involved {
            match levels.iter_mut().find(|(known, _)| known == who) {
                Some((_, known)) => known.push(how.level),
                None => levels.push((*who, vec![how.level])),
            }
        }
        levels
    }

    /// Whether a side could say what it thinks.
    pub fn has_voice(&self, side: Side) -> bool {
        self.of(side).any(|how| how.level.gives_voice())
    }

    /// Whether a side shared the power to decide.
    pub fn shares_power(&self, side: Side) -> bool {
        self.of(side).any(|how| how.level.shares_power())
    }

    /// What the decision is called; the point, where it is not recorded by itself.
    pub fn label(&self) -> &'p str {
        match self.decision {
            Some((_, decision)) => decision.label.as_str(),
            None => self.at.as_str(),
        }
    }
}

/// At which points of the programme a side had a voice, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// The side.
    pub side: Side,
    /// The points before the first at which it had none.
    pub before: Vec<DecisionPoint>,
    /// The first point at which no voice of it is on record; `None` if it had one at all five.
    pub stops_at: Option<DecisionPoint>,
    /// Later points at which it had a voice again.
    pub again: Vec<DecisionPoint>,
}

impl Presence {
    /// One sentence.
    ///
    /// `lived experience has a voice in purpose and problem, and none on record from solution on`.
    pub fn in_words(&self) -> String {
        let side = self.side;
        let Some(stop) = self.stops_at else {
            return format!("{side} has a voice at every point, from purpose to review");
        };
        let again = listed(&self.again);
        if self.before.is_empty() {
            let rest = if self.again.is_empty() {
                "nor at any later one".to_owned()
            } else {
                format!("and has one in {again}")
            };
            return format!("{side} has no voice on record at the first point, {stop}, {rest}");
        }
        let rest = match (self.again.is_empty(), stop) {
            (true, DecisionPoint::Review) => "at review".to_owned(),
            (true, _) => format!("from {stop} on"),
            (false, _) => format!("at {stop}; it has one again in {again}"),
        };
        format!("{side} has a voice in {}, and none on record {rest}", listed(&self.before))
    }
}

/// `purpose and problem`.
fn listed(points: &[DecisionPoint]) -> String {
    let words: Vec<&str> = points.iter().map(|point| point.as_str()).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Decisions with a voice out of decisions on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Heard {
    /// Decisions in which the side had a voice.
    pub with_voice: usize,
    /// Of these, decisions in which it shared the power to decide.
    pub with_power: usize,
    /// Decisions on record.
    pub recorded: usize,
}

impl Heard {
    /// Decisions with a voice out of decisions on record; `None` if none is on record.
    pub fn share(self) -> Option<Share> {
        (self.recorded > 0)
            .then(|| Share::new(self.with_voice as f64 / self.recorded as f64).ok())
            .flatten()
    }
}

impl fmt::Display for Heard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} decisions", self.with_voice, self.recorded)
    }
}

/// The *what* against the *how*: in how many decisions a side had a voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WhatAndHow {
    /// The side.
    pub side: Side,
    /// Decisions on purpose and problem.
    pub what: Heard,
    /// Decisions on solution, delivery and review.
    pub how: Heard,
}

impl WhatAndHow {
    /// The share of decisions on the how with a voice, less that of decisions on the what: from -1
    /// (asked for the what alone) to 1 (for the how alone). `None` where one half has no decision on
    /// record.
    ///
    /// A figure to be shown with its two parts, never alone: 0 may be "always" as well as "never".
    pub fn figure(&self) -> Option<f64> {
        Some(self.how.share()?.get() - self.what.share()?.get())
    }

    /// One sentence.
    ///
    /// `lived experience has a voice in 2 of 2 decisions on the what and in 1 of 4 on the how`.
    pub fn in_words(&self) -> String {
        let part = |heard: Heard, half: Half| match heard.recorded {
            0 => format!("(no decision on {half} is on record)"),
            recorded => format!("in {} of {recorded} decisions on {half}", heard.with_voice),
        };
        format!(
            "{} has a voice {} and {}",
            self.side,
            part(self.what, Half::What),
            part(self.how, Half::How)
        )
    }
}

/// What those of a side were offered for their time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Payments {
    /// Times that the side took part.
    pub involvements: usize,
    /// Times at which nothing about expenses or payment is on record.
    pub unrecorded: usize,
    /// Times at which neither expenses nor a payment were offered.
    pub nothing_offered: usize,
    /// Times at which a payment was offered and declined.
    pub declined: usize,
    /// Days to payment, the shortest first, wherever they are on record.
    pub days: Vec<u32>,
}

impl Payments {
    /// The middle of the days to payment: half took no longer. `None` if none is on record.
    pub fn median_days(&self) -> Option<u32> {
        self.days.get(self.days.len().checked_sub(1)? / 2).copied()
    }

    /// The longest time to payment, in days.
    pub fn longest_days(&self) -> Option<u32> {
        self.days.last().copied()
    }
}

impl People {
    /// Every decision with whoever was in the room, by decision point; at each point in the order in
    /// which they were written, the entry without a decision of its own last.
    pub fn ledger(&self) -> Vec<Entry<'_>> {
        let involved = |at: DecisionPoint, decision: Option<&DecisionId>| {
            self.at(at)
                .filter(|how| how.decision.as_ref() == decision)
                .filter_map(|how| Some((how, self.constituency(how.group.as_str())?)))
                .collect::<Vec<_>>()
        };
        let mut entries = Vec::new();
        for at in DecisionPoint::ALL {
            for (id, decision) in self.decisions.iter().filter(|(_, decision)| decision.at == at) {
                let involved = involved(at, Some(id));
                entries.push(Entry { at, decision: Some((id, decision)), involved });
            }
            let rest = involved(at, None);
            if !rest.is_empty() {
                entries.push(Entry { at, decision: None, involved: rest });
            }
        }
        entries
    }

    /// Where a side stops being in the room: the first decision point, in order, at which no voice of
    /// it is on record.
    ///
    /// ```
    /// use improvement::base::Label;
    /// use improvement::people::{Constituency, DecisionPoint, Group, Involvement, People, Side};
    /// let mut people = People::default();
    /// people.groups.insert("carers".parse()?, Group::new(Label::new("Carers")?, Constituency::Carers))?;
    /// for (at, level) in [(DecisionPoint::Purpose, "co-design"), (DecisionPoint::Solution, "informing")] {
    ///     people.involvement.push(Involvement::new("carers".parse()?, at, level.parse()?));
    /// }
    /// let presence = people.presence(Side::LivedExperience);
    /// assert_eq!(presence.stops_at, Some(DecisionPoint::Problem));
    /// assert_eq!(presence.in_words(), "lived experience has a voice in purpose, and none on record from problem on");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn presence(&self, side: Side) -> Presence {
        let ledger = self.ledger();
        let heard =
            |at: DecisionPoint| ledger.iter().any(|entry| entry.at == at && entry.has_voice(side));
        let stops_at = DecisionPoint::ALL.into_iter().find(|at| !heard(*at));
        let all = DecisionPoint::ALL.into_iter();
        let before = all.clone().take_while(|at| Some(*at) != stops_at).collect();
        let again =
            all.filter(|at| stops_at.is_some_and(|stop| *at > stop) && heard(*at)).collect();
        Presence { side, before, stops_at, again }
    }

    /// In how many decisions on the *what*, and in how many on the *how*, a side had a voice.
    pub fn what_and_how(&self, side: Side) -> WhatAndHow {
        let mut found = WhatAndHow { side, what: Heard::default(), how: Heard::default() };
        for entry in self.ledger() {
            let heard = match entry.at.half() {
                Half::What => &mut found.what,
                Half::How => &mut found.how,
            };
            heard.recorded += 1;
            heard.with_voice += usize::from(entry.has_voice(side));
            heard.with_power += usize::from(entry.shares_power(side));
        }
        found
    }

    /// What those of a side were offered for their time, and how long payment took.
    pub fn payments(&self, side: Side) -> Payments {
        let mut found = Payments::default();
        for how in self.involvement_of(side) {
            found.involvements += 1;
            let Some(recognition) = &how.recognition else {
                found.unrecorded += 1;
                continue;
            };
            found.nothing_offered += usize::from(!recognition.offers_something());
            found.declined += usize::from(recognition.payment() == Offer::Declined);
            found.days.extend(recognition.days_to_payment());
        }
        found.days.sort_unstable();
        found
    }

    /// The groups of a side that had a voice and of which it is nowhere on record that they were told
    /// what came of it, in the order in which they were written.
    pub fn never_told(&self, side: Side) -> Vec<&GroupId> {
        let heard = |how: &&Involvement| how.level.gives_voice();
        let told = |id: &GroupId| {
            self.involvement.iter().any(|how| how.group == *id && how.told.is_some())
        };
        let took_part =
            |id: &GroupId| self.involvement_of(side).filter(heard).any(|how| how.group == *id);
        self.groups.ids().filter(|id| took_part(id) && !told(id)).collect()
    }

    /// Times that a side took part, in the order in which they were written.
    pub fn involvement_of(&self, side: Side) -> impl Iterator<Item = &Involvement> {
        self.involvement.iter().filter(move |how| {
            self.constituency(how.group.as_str()).is_some_and(|who| side.includes(who))
        })
    }
}
