//! What tests and signals have taught about each link, every step with its reason and its day.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::delivery::started;
use super::{Beta, Diagnosis, LinkReading, Settings, TestResult, TestWeight, TheoryReading};
use crate::base::{Belief, CycleId, Date};
use crate::change::{Cycle, Delivery, Timing};
use crate::diagram::{EvidenceLevel, LinkRef, Verdict};
use crate::measure::{At, Series};
use crate::programme::Programme;

/// What one update rests on.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// A cycle whose predictions speak of the link.
    Cycle {
        /// The cycle.
        id: CycleId,
        /// How it turned out: the least favourable of its results for the link.
        result: TestResult,
        /// How much it weighs.
        weight: TestWeight,
    },
    /// The link's own two measures.
    Signal {
        /// What they say.
        diagnosis: Diagnosis,
        /// The rivals that stood that day.
        rivals: usize,
        /// Since when the cause moved.
        up: Option<Date>,
        /// Since when the effect moved.
        down: Option<Date>,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Cycle { id, result, weight } => {
                let result = match result {
                    TestResult::AsPredicted => "as predicted",
                    TestResult::Partly => "partly as predicted",
                    TestResult::NotAsPredicted => "not as predicted",
                    TestResult::NotCarriedOut => "not carried out as planned, so no evidence",
                };
                write!(f, "test {id} on {}: {result}", weight.people)?;
                f.write_str(if weight.predicted { "" } else { ", no prediction on record before" })
            }
            Reason::Signal { diagnosis, rivals, .. } => {
                write!(f, "charts: {diagnosis}")?;
                match rivals {
                    0 => Ok(()),
                    1 => f.write_str(", one rival stands"),
                    more => write!(f, ", {more} rivals stand"),
                }
            }
        }
    }
}

/// One step of learning about one link.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Update {
    /// The day it was known.
    pub on: Date,
    /// What it rests on.
    pub reason: Reason,
    /// How much it speaks for the link, its weight included.
    pub supporting: f64,
    /// How much it speaks against it.
    pub against: f64,
}

/// What has been learned about one link.
#[derive(Debug, Clone)]
pub struct LinkLearning<'p> {
    /// The link.
    pub link: LinkRef<'p>,
    /// The belief before any of it.
    pub prior: Beta,
    /// Every update, by day; those of one day by kind and id, so that the order in which they were
    /// written down does not matter.
    pub updates: Vec<Update>,
    half_life: Option<f64>,
}

/// What has been learned about every link, until a day.
#[derive(Debug, Clone)]
pub struct Learning<'p> {
    links: Vec<LinkLearning<'p>>,
}

impl LinkLearning<'_> {
    /// The belief on a day: the updates until then, replayed. With decay switched on, it is first
    /// pulled back to the day and then added to.
    pub fn belief_on(&self, day: Date) -> Beta {
        let (mut belief, mut last) = (self.prior, None::<Date>);
        let decay = |belief: Beta, from: Option<Date>, to: Date| match (self.half_life, from) {
            (Some(half), Some(from)) => {
                belief.decayed(self.prior, to.days_since(from) as f64, half)
            }
            _ => belief,
        };
        for update in self.updates.iter().filter(|update| update.on <= day) {
            belief = decay(belief, last, update.on).with(update.supporting, update.against);
            last = Some(update.on);
        }
        decay(belief, last, day)
    }

    /// The rung of the ladder of evidence that the programme's own data reach, with the verdict:
    /// *replicated* after two separate signals that fit, or one that fell and came back; *signalled*
    /// after one; *tested small* after a cycle that met its prediction; else what is written down.
    /// Never *designed*, which no series can show. To be set beside the recorded level, not over it.
    pub fn suggested(&self) -> (EvidenceLevel, Verdict) {
        let fits: BTreeSet<Option<Date>> = self
            .updates
            .iter()
            .filter_map(|update| match update.reason {
                Reason::Signal { diagnosis: Diagnosis::Fits, down, .. } => Some(down),
                _ => None,
            })
            .collect();
        let met = |update: &Update| {
            matches!(update.reason, Reason::Cycle { result: TestResult::AsPredicted, .. })
        };
        let sources = self.link.evidence.as_ref().is_some_and(|e| !e.sources.is_empty());
        let level = if fits.len() > 1 {
            EvidenceLevel::Replicated
        } else if fits.len() == 1 {
            EvidenceLevel::Signalled
        } else if self.updates.iter().any(met) {
            EvidenceLevel::TestedSmall
        } else if sources {
            EvidenceLevel::External
        } else if self.link.because.is_some() {
            EvidenceLevel::Reasoned
        } else {
            EvidenceLevel::Asserted
        };
        let supporting = self.updates.iter().any(|update| update.supporting > 0.0);
        let against = self.updates.iter().any(|update| update.against > 0.0);
        let verdict = match (supporting, against) {
            (true, true) => Verdict::Mixed,
            (true, false) => Verdict::Supporting,
            (false, true) => Verdict::Challenging,
            (false, false) => Verdict::Inconclusive,
        };
        (level, verdict)
    }

    /// Whether it was seen more than once: by the recorded evidence or by the data.
    pub fn is_replicated(&self) -> bool {
        let recorded = self.link.evidence.as_ref();
        let recorded = recorded.filter(|evidence| evidence.verdict == Verdict::Supporting);
        recorded.is_some_and(|evidence| evidence.level >= EvidenceLevel::Replicated)
            || self.suggested() == (EvidenceLevel::Replicated, Verdict::Supporting)
    }
}

impl<'p> Learning<'p> {
    /// Replays a programme's history until a day.
    ///
    /// Every day on which something could be learned is read as it was then: points that came later
    /// do not exist. A signal counts once, and not again until one of the two ends changes; a chart
    /// that only goes on saying the same adds nothing.
    pub fn of(programme: &'p Programme, as_of: Date, settings: &Settings) -> Self {
        let live = programme.diagram().links().filter(|link| link.counts());
        let mut learning = Learning {
            links: live
                .map(|link| LinkLearning {
                    link,
                    prior: prior(link, settings),
                    updates: Vec::new(),
                    half_life: settings.half_life,
                })
                .collect(),
        };
        learning.add_cycles(programme, as_of);
        learning.add_signals(programme, as_of, settings);
        for link in &mut learning.links {
            link.updates.sort_by_cached_key(|update| {
                let id = match &update.reason {
                    Reason::Cycle { id, .. } => Some(id.clone()),
                    Reason::Signal { .. } => None,
                };
                (update.on, id)
            });
        }
        learning
    }

    /// Every link, in the order of the diagram.
    pub fn links(&self) -> &[LinkLearning<'p>] {
        &self.links
    }

    /// The link between two nodes.
    pub fn link(&self, from: &str, to: &str) -> Option<&LinkLearning<'p>> {
        self.links.iter().find(|learning| {
            learning.link.cause().as_str() == from && learning.link.effect().as_str() == to
        })
    }

    fn add_cycles(&mut self, programme: &Programme, as_of: Date) {
        let mut tests: Vec<(Date, &CycleId, &Cycle)> = programme
            .cycles()
            .iter()
            .filter_map(|(id, cycle)| Some((known_on(cycle)?, id, cycle)))
            .filter(|(on, ..)| *on <= as_of)
            .collect();
        tests.sort_by_key(|(on, id, _)| (*on, *id));
        let mut turns: BTreeMap<(usize, Vec<&str>), u32> = BTreeMap::new();
        for (on, id, cycle) in tests {
            let mut conditions: Vec<&str> = cycle
                .setting
                .iter()
                .chain(&cycle.conditions)
                .map(crate::base::Tag::as_str)
                .collect();
            conditions.sort_unstable();
            for (at, learning) in self.links.iter_mut().enumerate() {
                let Some((result, predicted)) = result_for(cycle, learning.link) else { continue };
                let turn = turns.entry((at, conditions.clone())).or_insert(0);
                *turn += u32::from(result != TestResult::NotCarriedOut);
                let rivals = learning.link.rivals.iter().filter(|rival| {
                    !learning.link.struck_out.iter().any(|note| {
                        note.rival == **rival && note.on.is_none_or(|struck| struck <= on)
                    })
                });
                let weight = TestWeight {
                    people: cycle.scale().map_or(1, std::num::NonZeroU32::get),
                    predicted,
                    rivals: u32::try_from(rivals.count()).unwrap_or(u32::MAX),
                    turn: *turn,
                };
                let (supporting, against) = result.evidence();
                learning.updates.push(Update {
                    on,
                    reason: Reason::Cycle { id: id.clone(), result, weight },
                    supporting: supporting * weight.get(),
                    against: against * weight.get(),
                });
            }
        }
    }

    fn add_signals(&mut self, programme: &'p Programme, as_of: Date, settings: &Settings) {
        let mut days = days(programme, as_of);
        let mut seen: Vec<Seen> = vec![Seen::default(); self.links.len()];
        while let Some(day) = days.pop_first() {
            let reading = TheoryReading::new(programme, day, settings);
            for ((learning, link), seen) in
                self.links.iter_mut().zip(reading.links()).zip(&mut seen)
            {
                let next = link.window.map(|(_, last)| last.plus_days(1));
                days.extend(next.filter(|next| *next > day && *next <= as_of));
                learning.updates.extend(seen.update(link, day));
            }
        }
    }
}

/// What was seen of a link until now, so that a signal counts once.
#[derive(Debug, Clone, Default)]
struct Seen {
    ends: Option<(super::State, super::State)>,
    counted: bool,
    signals: Vec<(Diagnosis, Option<Date>, Option<Date>)>,
}

impl Seen {
    fn update(&mut self, link: &LinkReading<'_>, on: Date) -> Option<Update> {
        let ends = (link.up.state, link.down.state);
        if self.ends != Some(ends) {
            (self.ends, self.counted) = (Some(ends), false);
        }
        let (supporting, against) = link.evidence();
        let signal = (link.diagnosis, link.up.onset, link.down.onset);
        let nothing = supporting <= 0.0 && against <= 0.0;
        if nothing || self.counted || self.signals.contains(&signal) {
            return None;
        }
        self.counted = true;
        self.signals.push(signal);
        let rivals = link.open_rivals();
        let weight = 1.0 / (1.0 + rivals as f64);
        let (diagnosis, up, down) = signal;
        Some(Update {
            on,
            reason: Reason::Signal { diagnosis, rivals, up, down },
            supporting: supporting * weight,
            against: against * weight,
        })
    }
}

fn prior(link: LinkRef<'_>, settings: &Settings) -> Beta {
    let belief = link.belief.or_else(|| Belief::new(settings.prior_belief).ok());
    let weight = link.weight.map_or(settings.prior_weight, crate::base::Weight::get);
    belief.map_or(Beta::EVEN, |belief| Beta::prior(belief, weight))
}

/// The days on which something could be seen: points, starts of changes, new definitions.
fn days(programme: &Programme, as_of: Date) -> BTreeSet<Date> {
    let series = programme.measures().rows().filter_map(|measure| measure.series.as_ref());
    let points = series.clone().flat_map(Series::points).filter_map(|p| match p.at() {
        At::Day(day) => Some(day),
        At::Position(_) => None,
    });
    let versions = series.flat_map(Series::versions).filter_map(|version| version.from.day());
    let changes = programme.diagram().change_table().iter();
    let starts = changes.filter_map(|(id, change)| started(programme, id, change));
    points.chain(versions).chain(starts).filter(|day| *day <= as_of).collect()
}

/// The day on which what a cycle showed was known.
fn known_on(cycle: &Cycle) -> Option<Date> {
    let study = cycle.studied().and_then(|study| study.on);
    study.or(cycle.end()).or(cycle.start_day()).filter(|_| cycle.done().is_some())
}

/// What a cycle says about a link, and whether it was predicted beforehand.
///
/// A cycle speaks of a link from one of its changes if a prediction names a measure of the link's
/// effect; or, where its predictions name none, if the change has no other link. One cycle is one
/// vote, whatever the number of its predictions: the least favourable counts.
fn result_for(cycle: &Cycle, link: LinkRef<'_>) -> Option<(TestResult, bool)> {
    let cause = link.cause();
    let change = cause.to_change()?;
    if !cycle.changes().any(|id| id == change.id()) || !cycle.kind.asks_for_prediction() {
        return None;
    }
    let only = cause.effects().filter(|link| link.counts()).count() == 1;
    let measures = link.effect().measures();
    let speaks = |measure: Option<&crate::base::MeasureId>| match measure {
        Some(measure) => measures.contains(measure),
        None => only,
    };
    let done = cycle.done()?;
    let mut results = Vec::new();
    for comparison in cycle.comparisons() {
        if speaks(comparison.prediction.measure.as_ref())
            && let Some(result) = TestResult::of(comparison.verdict)
        {
            let timing = comparison.prediction.timing(cycle.start_day());
            results.push((result, timing == Timing::InTime));
        }
    }
    if done.delivery != Delivery::AsPlanned {
        let named = cycle.plan().predictions.iter().any(|p| speaks(p.measure.as_ref()));
        return (named || only).then_some((TestResult::NotCarriedOut, false));
    }
    let harsh = |result: TestResult| match result {
        TestResult::NotAsPredicted => 0,
        TestResult::Partly => 1,
        TestResult::AsPredicted => 2,
        TestResult::NotCarriedOut => 3,
    };
    results.into_iter().min_by_key(|(result, predicted)| (harsh(*result), *predicted))
}
