//! What to test next: where a test could change the plan, what it costs, when it would be known.

use std::fmt;

use super::{Learning, LinkReading, Standing, TheoryReading};
use crate::base::Date;
use crate::diagram::claims::{Limits, LinkIx, Settings as Claims};

/// What a link asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Deliver its first step.
    Deliver,
    /// Measure it.
    Measure,
    /// Rethink it, and test the new idea small.
    Rethink,
    /// Find out what else happened.
    FindOut,
    /// Wait, or write down how long to wait.
    Wait,
    /// Test it again, under other conditions.
    Repeat,
}

impl Step {
    const fn of(standing: Standing) -> Self {
        match standing {
            Standing::Theory => Step::Rethink,
            Standing::Unexplained => Step::FindOut,
            Standing::Unseen => Step::Measure,
            Standing::Delivery => Step::Deliver,
            Standing::Waiting => Step::Wait,
            Standing::Fits => Step::Repeat,
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Step::Deliver => "deliver it",
            Step::Measure => "measure it",
            Step::Rethink => "rethink it, and test small",
            Step::FindOut => "find out what else happened",
            Step::Wait => "wait, and look again",
            Step::Repeat => "test it again under other conditions",
        })
    }
}

/// One link as a candidate for the next test.
#[derive(Debug, Clone)]
pub struct NextTest<'r, 'p> {
    /// The link as it was read.
    pub reading: &'r LinkReading<'p>,
    /// What it asks for.
    pub step: Step,
    /// Whether everything before it fits, so that a test of it could speak.
    pub ready: bool,
    /// The belief now.
    pub belief: f64,
    /// The expected gain of one more small test, over all aims (EVSI); 0 if no result could change
    /// which changes to choose.
    pub value: f64,
    /// How much of the doubt about the aims this link makes: it breaks ties, and is learning, not
    /// value.
    pub room: f64,
    /// The hours that a test takes until it would be known: the weekly hours of the cheapest change
    /// that moves its cause, for the weeks of its delay, one week if it has none; 0 if the cause has
    /// moved already and only watching is left.
    pub hours: f64,
    /// Between which days the answer would be known; `None` if no delay is written down.
    pub known: Option<(Date, Date)>,
}

impl NextTest<'_, '_> {
    /// One sentence with the reasons.
    pub fn in_words(&self) -> String {
        let link = self.reading.link;
        let gain = if self.value > 0.0 {
            format!("one test could change the plan (worth {:.3})", self.value)
        } else if self.room > 0.0 {
            "no single small test would change the plan, but it would teach".to_owned()
        } else {
            "little to learn here".to_owned()
        };
        let when = self.known.map_or_else(
            || "no delay is written down, so nobody can say when it would be known".to_owned(),
            |(first, last)| format!("known between {first} and {last}"),
        );
        let ready = if self.ready { "" } else { ", once what comes before it works" };
        format!(
            "{} -> {}: {}{ready}; {gain}; belief {:.2}; {:.0} hours; {when}",
            link.cause().as_str(),
            link.effect().as_str(),
            self.step,
            self.belief,
            self.hours
        )
    }
}

impl<'p> TheoryReading<'p> {
    /// Every link as a candidate for the next test, best first: those that are ready, by value for
    /// each hour (an hour at least), then by room to learn, then in the order of the diagram.
    ///
    /// Value is worked out on the beliefs as learned, within the limits on the changes; without
    /// limits every change is chosen anyway, and no test can have value, only room to learn. Both are
    /// 0 where a diagram is too wide for exact answers.
    pub fn next_tests<'r>(
        &'r self,
        learning: &Learning<'p>,
        limits: &Limits,
    ) -> Vec<NextTest<'r, 'p>> {
        let mut graph = self.programme.diagram().claims().clone();
        let mut places = Vec::with_capacity(self.links.len());
        for learned in learning.links() {
            let (from, to) = (learned.link.cause().as_str(), learned.link.effect().as_str());
            let ends = graph.node(from).zip(graph.node(to));
            let place = ends.and_then(|(from, to)| graph.link(from, to));
            let belief = learned.belief_on(self.as_of);
            let at = place.map_or(usize::MAX, LinkIx::at);
            if let (Some(mean), Some(weight)) = (graph.belief.get_mut(at), graph.weight.get_mut(at))
            {
                (*mean, *weight) = (belief.mean(), belief.weight());
            }
            places.push((place, belief.mean()));
        }
        let settings = Claims { max_width: 16, ..Claims::default() };
        let values: Vec<_> = graph
            .aims()
            .iter()
            .filter_map(|aim| graph.value_of_testing(*aim, limits, &settings))
            .collect();
        let ready = self.to_do();
        let rows = self.links.iter().zip(places);
        let mut tests: Vec<NextTest<'r, 'p>> = rows
            .map(|(reading, (place, belief))| {
                let worth = |of: &dyn Fn(&crate::diagram::claims::TestValue) -> f64| -> f64 {
                    let links = values.iter().flat_map(|value| &value.links);
                    links.filter(|test| Some(test.link) == place).map(of).sum()
                };
                let fits = reading.standing() == Standing::Fits;
                NextTest {
                    step: Step::of(reading.standing()),
                    ready: fits || ready.iter().any(|other| std::ptr::eq(*other, reading)),
                    belief,
                    value: worth(&|test| test.one_test),
                    room: worth(&|test| test.room_to_learn),
                    hours: Self::hours(reading),
                    known: self.known(reading),
                    reading,
                }
            })
            .collect();
        let rate = |test: &NextTest<'_, '_>| test.value / test.hours.max(1.0);
        tests.sort_by(|a, b| {
            let by_value = rate(b).total_cmp(&rate(a)).then(b.room.total_cmp(&a.room));
            b.ready.cmp(&a.ready).then(by_value)
        });
        tests
    }

    fn known(&self, reading: &LinkReading<'p>) -> Option<(Date, Date)> {
        let ahead = reading
            .link
            .delay
            .map(|delay| (delay.from().after(self.as_of), delay.to().after(self.as_of)));
        match reading.window {
            Some((first, last)) if reading.up.state.moved() && last >= self.as_of => {
                Some((first.max(self.as_of), last))
            }
            _ => ahead,
        }
    }

    fn hours(reading: &LinkReading<'p>) -> f64 {
        let cause = reading.link.cause();
        if cause.to_change().is_none() && reading.up.state.moved() {
            return 0.0;
        }
        let own = cause.to_change().map(|change| change.hours_a_week());
        let weekly = own.or_else(|| {
            let before = cause.everything_before().into_iter();
            let hours = before.filter_map(|node| Some(node.to_change()?.hours_a_week()));
            hours.min_by(f64::total_cmp)
        });
        let weeks = reading.link.delay.map_or(1.0, |delay| (delay.to().days() / 7.0).max(1.0));
        // A sum of no hours is -0.
        weekly.unwrap_or(0.0).abs() * weeks
    }
}
