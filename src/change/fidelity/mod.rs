//! Is it really PDSA? The method as it was followed, beside how often others follow it.
//!
//! Two published frames are computed from what cycles record:
//!
//! * the five [`Feature`]s of Taylor and colleagues (*BMJ Quality & Safety* 2014;23:290, table 2),
//!   each as one answer per cycle;
//! * the seven [`Item`]s by which McNicholas and colleagues judged 421 cycles of 39 teams (*BMJ
//!   Quality & Safety* 2019;28:356), with the same chain of denominators, so that a rate stands
//!   beside theirs like for like ([`PUBLISHED`]).
//!
//! Both studies judged by reading. What is computed here is a reading of the record by fixed rules,
//! each written beside its item, and finds less than a reader would in a long story and more than one
//! would in an empty form. Only cycles that were [done](Cycle::is_done) are judged; what is planned or
//! under way has nothing to show yet.
//!
//! ```
//! use improvement::base::{Label, Table, kind};
//! use improvement::change::fidelity::{Fidelity, Item};
//! use improvement::change::{Cycle, Do, Plan, Ramps, Study};
//! let mut cycles: Table<kind::Cycle, Cycle> = Table::new();
//! let cycle = Cycle::new(Label::new("One shift")?, Plan::new()).start(Do::default())?;
//! cycles.insert("one-shift".parse()?, cycle.study(Study::new())?)?;
//! let fidelity = Fidelity::of(&Ramps::of(&cycles));
//! assert_eq!(fidelity.item(Item::AllStages).to_string(), "0 of 1");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod published;

pub use published::{PUBLISHED, Published};

use std::fmt;

use super::{Cycle, Ramps, Series, Timing};
use crate::base::{ChangeId, CycleId, Date, MeasureId, Tag};

/// The five features of Taylor and colleagues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// It builds on another cycle or is built on; a cycle alone at least says what comes next.
    Iterative,
    /// A prediction was written, and not after the start. Not asked of a cycle that only learns.
    PredictionBased,
    /// At most [`SMALL`] people or events. Not asked of implementing and spreading; `None` where the
    /// scale is not recorded.
    SmallScale,
    /// Three readings in a row of one measure at [regular times](is_regular), or one of its measures
    /// is [followed](Ramps::with_followed) at regular times.
    DataOverTime,
    /// Each of the four stages says something: the plan an objective or a question, the test an
    /// observation or a reading, the study something learned or an outcome, and there is a decision.
    Documentation,
}

impl Feature {
    /// All five, in the order of the table.
    pub const ALL: [Feature; 5] = [
        Feature::Iterative,
        Feature::PredictionBased,
        Feature::SmallScale,
        Feature::DataOverTime,
        Feature::Documentation,
    ];
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Feature::Iterative => "iterative cycles",
            Feature::PredictionBased => "prediction-based test of change",
            Feature::SmallScale => "small-scale testing",
            Feature::DataOverTime => "data over time",
            Feature::Documentation => "documentation",
        })
    }
}

/// The most people or events of a small test, a working size from practice (one to a few people is
/// very small, five to 25 small), not a published limit.
pub const SMALL: u32 = 25;

/// The seven items of McNicholas and colleagues, each counted among those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// All stages are documented ([`Feature::Documentation`]). Of all cycles.
    AllStages,
    /// The study is not written in advance: dated on the last day of the test or later. The study
    /// looked at the tense of the words; the dates ask the same. Of those with all stages.
    StudyAfterwards,
    /// Something was learned: the study records learning. Of those with all stages.
    Learning,
    /// A prediction was written, and not after the start. Of those with learning.
    Prediction,
    /// It is linked with another cycle. Of those with all stages.
    InSeries,
    /// The scale grows over the series ([`Series::grows`]). Of the series.
    GrowingScale,
    /// The readings of its cycles together hold three of one measure in a row at regular times, or
    /// one of its measures is [followed](Ramps::with_followed) so. Of the series.
    RegularData,
}

impl Item {
    /// All seven, in the order of the table.
    pub const ALL: [Item; 7] = [
        Item::AllStages,
        Item::StudyAfterwards,
        Item::Learning,
        Item::Prediction,
        Item::InSeries,
        Item::GrowingScale,
        Item::RegularData,
    ];

    /// Whether it is counted in series rather than in cycles.
    pub const fn is_of_series(self) -> bool {
        matches!(self, Item::GrowingScale | Item::RegularData)
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Item::AllStages => "all stages documented",
            Item::StudyAfterwards => "study not written in advance",
            Item::Learning => "learning recorded",
            Item::Prediction => "explicit prediction",
            Item::InSeries => "in a series of two or more cycles",
            Item::GrowingScale => "series with growing scale",
            Item::RegularData => "series with regular data over time",
        })
    }
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct Tally {
    /// Those that have it.
    pub met: u32,
    /// Those that were looked at.
    pub of: u32,
}

impl Tally {
    /// So many of so many.
    pub const fn new(met: u32, of: u32) -> Self {
        Tally { met, of }
    }

    /// The share, from 0 to 1; `None` of none.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.met) / f64::from(self.of))
    }

    fn add(&mut self, met: bool) {
        self.met += u32::from(met);
        self.of += 1;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} of {}", self.met, self.of))
    }
}

/// How far cycles follow the method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fidelity {
    cycles: u32,
    features: [Tally; 5],
    items: [Tally; 7],
}

impl Fidelity {
    /// Of all cycles of a programme that were done.
    pub fn of(ramps: &Ramps<'_>) -> Self {
        Self::among(ramps, ramps.in_order(), &ramps.series())
    }

    /// Of the cycles of one change; all zero if no cycle is about it.
    pub fn of_ramp(ramps: &Ramps<'_>, change: &ChangeId) -> Self {
        match ramps.ramp(change.as_str()) {
            Some(ramp) => Self::among(ramps, ramp.cycles(), &ramp.series()),
            None => Fidelity::default(),
        }
    }

    /// Of the cycles of one setting: a team, a ward, a site. A series belongs to each setting in
    /// which one of its cycles took place.
    pub fn of_setting(ramps: &Ramps<'_>, setting: &Tag) -> Self {
        let here = |cycle: &Cycle| cycle.setting.as_ref() == Some(setting);
        let mut series = ramps.series();
        series.retain(|series| series.cycles.iter().any(|(_, cycle)| here(cycle)));
        Self::among(ramps, ramps.in_order().filter(|(_, cycle)| here(cycle)), &series)
    }

    /// Of one cycle; all zero if there is none with this id or it was not done.
    pub fn of_cycle(ramps: &Ramps<'_>, id: &CycleId) -> Self {
        Self::among(ramps, ramps.in_order().filter(|(found, _)| *found == id), &[])
    }

    fn among<'c>(
        ramps: &Ramps<'c>,
        cycles: impl Iterator<Item = (&'c CycleId, &'c Cycle)>,
        series: &[Series<'c>],
    ) -> Self {
        let mut fidelity = Fidelity::default();
        for (id, cycle) in cycles.filter(|(_, cycle)| cycle.is_done()) {
            fidelity.cycles += 1;
            for (tally, feature) in fidelity.features.iter_mut().zip(Feature::ALL) {
                if let Some(met) = has(ramps, id, cycle, feature) {
                    tally.add(met);
                }
            }
            fidelity.count_items(cycle, ramps.is_linked(id.as_str()));
        }
        // A series that is only planned has nothing to show yet.
        for series in
            series.iter().filter(|s| s.cycles.iter().filter(|(_, c)| c.is_done()).count() > 1)
        {
            fidelity.add(Item::GrowingScale, series.grows() == Some(true));
            let cycles = || series.cycles.iter().map(|&(_, cycle)| cycle);
            let followed = cycles().any(|cycle| ramps.is_followed(cycle));
            fidelity.add(Item::RegularData, followed || has_regular_data(cycles()));
        }
        fidelity
    }

    fn count_items(&mut self, cycle: &Cycle, linked: bool) {
        let documented = is_documented(cycle);
        self.add(Item::AllStages, documented);
        if !documented {
            return;
        }
        self.add(Item::StudyAfterwards, cycle.study_in_advance() == Some(false));
        let learned = cycle.studied().is_some_and(|study| !study.learning.is_empty());
        self.add(Item::Learning, learned);
        if learned {
            self.add(Item::Prediction, is_predicted(cycle));
        }
        self.add(Item::InSeries, linked);
    }

    fn add(&mut self, item: Item, met: bool) {
        if let Some(tally) = self.items.get_mut(item as usize) {
            tally.add(met);
        }
    }

    /// How many cycles were judged.
    pub fn cycles(&self) -> u32 {
        self.cycles
    }

    /// How many cycles have a feature, of those of which it can be asked.
    pub fn feature(&self, feature: Feature) -> Tally {
        self.features.get(feature as usize).copied().unwrap_or_default()
    }

    /// How many cycles or series have an item, of those among which it is counted.
    pub fn item(&self, item: Item) -> Tally {
        self.items.get(item as usize).copied().unwrap_or_default()
    }

    /// Every item with its tally here and in the published record of 421 cycles.
    pub fn beside_published(&self) -> impl Iterator<Item = (Item, Tally, &'static Published)> {
        let here = *self;
        PUBLISHED.iter().filter_map(move |published| {
            let item = published.item?;
            Some((item, here.item(item), published))
        })
    }
}

/// Whether a cycle has a feature; `None` if that cannot be asked of it.
pub fn has(ramps: &Ramps<'_>, id: &CycleId, cycle: &Cycle, feature: Feature) -> Option<bool> {
    use super::CycleKind::{Implement, Learn, Spread};
    match feature {
        Feature::Iterative => {
            let says_next = cycle.decision().is_some_and(|decision| decision.next.is_some());
            Some(ramps.is_linked(id.as_str()) || says_next)
        }
        Feature::PredictionBased => (cycle.kind != Learn).then(|| is_predicted(cycle)),
        Feature::SmallScale => match cycle.kind {
            Implement | Spread => None,
            _ => cycle.scale().map(|scale| scale.get() <= SMALL),
        },
        Feature::DataOverTime => Some(ramps.is_followed(cycle) || has_regular_data([cycle])),
        Feature::Documentation => Some(is_documented(cycle)),
    }
}

fn is_predicted(cycle: &Cycle) -> bool {
    let start = cycle.start_day();
    cycle.plan().predictions.iter().any(|p| p.timing(start) != Timing::Late)
}

fn is_documented(cycle: &Cycle) -> bool {
    let done = |d: &super::Do| !d.observations.is_empty() || !d.readings.is_empty();
    let studied = |s: &super::Study| !s.learning.is_empty() || !s.outcomes.is_empty();
    cycle.plan().says_something()
        && cycle.done().is_some_and(done)
        && cycle.studied().is_some_and(studied)
        && cycle.decision().is_some()
}

/// Whether some measure has three readings in a row at regular times, over all these cycles.
fn has_regular_data<'c>(cycles: impl IntoIterator<Item = &'c Cycle>) -> bool {
    let readings = cycles.into_iter().filter_map(Cycle::done).flat_map(|done| &done.readings);
    let mut by_measure: Vec<(&MeasureId, Vec<Date>)> = Vec::new();
    for reading in readings {
        match by_measure.iter_mut().find(|(measure, _)| *measure == &reading.measure) {
            Some((_, days)) => days.push(reading.on),
            None => by_measure.push((&reading.measure, vec![reading.on])),
        }
    }
    by_measure.into_iter().any(|(_, days)| is_regular(days))
}

/// Whether days hold three in a row at regular times: of two gaps that follow each other, the longer
/// is at most one and a half times the shorter (months of 28 and 31 days are regular, and a week's
/// delay of a weekly count is not).
///
/// Three points in a row at regular times are the criterion of Knudsen and colleagues for continuous
/// data (*BMC Health Services Research* 2019;19:683); how regular is a default of this crate. Days
/// may come in any order, and one that comes twice counts once.
pub fn is_regular(days: impl IntoIterator<Item = Date>) -> bool {
    let mut days: Vec<Date> = days.into_iter().collect();
    days.sort_unstable();
    days.dedup();
    days.windows(3).any(|three| match three {
        [a, b, c] => {
            let (first, second) = (b.days_since(*a), c.days_since(*b));
            2 * first.max(second) <= 3 * first.min(second)
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Label, Number, Statement, Table, kind};
    use crate::change::{Act, Decision, Do, Plan, Prediction, Reading, Study};

    fn words(text: &str) -> Statement {
        Statement::new(text).unwrap()
    }

    /// A cycle with all stages, studied the day after it ended.
    fn whole(previous: &[&str]) -> Cycle {
        let mut plan = Plan::new();
        plan.questions = vec![words("Does it work?")];
        plan.predictions = vec![Prediction::new(words("It does"))];
        plan.scale = std::num::NonZeroU32::new(5);
        let when = crate::base::Period::new("2024-03-04".parse().ok(), "2024-03-06".parse().ok());
        let mut done = Do::during(when.unwrap());
        done.observations = vec![words("It rained")];
        let mut study = Study::on("2024-03-07".parse().unwrap());
        study.learning = vec![words("Rain does not matter")];
        let mut cycle = Cycle::new(Label::new("x").unwrap(), plan);
        cycle.previous = previous.iter().map(|id| id.parse().unwrap()).collect();
        cycle.change = Some("x".parse().unwrap());
        cycle.setting = Some(Tag::new("ward 4").unwrap());
        let cycle = cycle.start(done).unwrap().study(study).unwrap();
        cycle.decide(Decision::new(Act::Expand)).unwrap()
    }

    fn of(cycles: Vec<(&str, Cycle)>) -> Table<kind::Cycle, Cycle> {
        let mut table = Table::new();
        for (id, cycle) in cycles {
            table.insert(id.parse().unwrap(), cycle).unwrap();
        }
        table
    }

    #[test]
    fn each_item_is_counted_among_those_of_its_own_denominator() {
        let mut no_prediction = whole(&[]);
        no_prediction.previous = vec!["a".parse().unwrap()];
        let empty = Cycle::new(Label::new("x").unwrap(), Plan::new());
        let table = of(vec![
            ("a", whole(&[])),
            ("b", whole(&["a"])),
            ("bare", empty.clone().start(Do::default()).unwrap().study(Study::new()).unwrap()),
            ("planned", empty),
        ]);
        let ramps = Ramps::of(&table);
        let fidelity = Fidelity::of(&ramps);
        assert_eq!(fidelity.cycles(), 3, "what is only planned is not judged");
        let found: Vec<String> =
            Item::ALL.iter().map(|&item| fidelity.item(item).to_string()).collect();
        assert_eq!(found, ["2 of 3", "2 of 2", "2 of 2", "2 of 2", "2 of 2", "0 of 1", "0 of 1"]);
        let found: Vec<String> =
            Feature::ALL.iter().map(|&feature| fidelity.feature(feature).to_string()).collect();
        assert_eq!(found, ["2 of 3", "2 of 3", "2 of 2", "0 of 3", "2 of 3"]);
    }

    #[test]
    fn scopes_hold_their_own_cycles() {
        let mut elsewhere = whole(&["a"]);
        elsewhere.setting = Some(Tag::new("ward 5").unwrap());
        elsewhere.change = Some("y".parse().unwrap());
        let table = of(vec![("a", whole(&[])), ("b", elsewhere)]);
        let ramps = Ramps::of(&table);
        let ward = Fidelity::of_setting(&ramps, &Tag::new("ward 5").unwrap());
        assert_eq!((ward.cycles(), ward.item(Item::GrowingScale).of), (1, 1));
        let ramp = Fidelity::of_ramp(&ramps, &"y".parse().unwrap());
        assert_eq!((ramp.cycles(), ramp.item(Item::InSeries)), (1, Tally::new(1, 1)));
        assert_eq!(ramp.item(Item::GrowingScale).of, 0, "the series leaves this ramp");
        assert_eq!(Fidelity::of_cycle(&ramps, &"a".parse().unwrap()).cycles(), 1);
        assert_eq!(Fidelity::of_ramp(&ramps, &"z".parse().unwrap()), Fidelity::default());
    }

    #[test]
    fn three_days_in_a_row_at_regular_times() {
        let days = |days: &[&str]| is_regular(days.iter().map(|day| day.parse().unwrap()));
        assert!(days(&["2024-01-01", "2024-02-01", "2024-03-01"]));
        assert!(days(&["2024-03-11", "2024-03-12", "2024-03-13"]));
        assert!(days(&["2024-03-13", "2024-03-11", "2024-03-12"]));
        assert!(!days(&["2024-03-11", "2024-03-12"]));
        assert!(!days(&["2024-03-11", "2024-03-11", "2024-03-12"]));
        assert!(!days(&["2024-03-04", "2024-03-11", "2024-03-25"]), "one week was missed");
        assert!(days(&["2024-03-01", "2024-03-08", "2024-03-10", "2024-03-12"]));
    }

    #[test]
    fn readings_of_several_cycles_join_into_regular_data() {
        let mut table = Table::new();
        for (id, previous, day) in [
            ("a", None, "2024-03-04"),
            ("b", Some("a"), "2024-03-11"),
            ("c", Some("b"), "2024-03-18"),
        ] {
            let readings = vec![Reading::new(
                "minutes".parse().unwrap(),
                day.parse().unwrap(),
                Number::new(9.0).unwrap(),
            )];
            let done = Do { readings, ..Do::default() };
            let mut cycle = Cycle::new(Label::new("x").unwrap(), Plan::new());
            cycle.previous = previous.into_iter().map(|id| id.parse().unwrap()).collect();
            let cycle = cycle.start(done).unwrap().study(Study::new()).unwrap();
            table.insert(id.parse().unwrap(), cycle).unwrap();
        }
        let ramps = Ramps::of(&table);
        let fidelity = Fidelity::of(&ramps);
        assert_eq!(fidelity.item(Item::RegularData), Tally::new(1, 1));
        assert_eq!(fidelity.feature(Feature::DataOverTime), Tally::new(0, 3));
    }

    #[test]
    fn published_rates_stand_beside_each_item() {
        let rows: Vec<_> = Fidelity::default().beside_published().collect();
        assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), Item::ALL);
        assert!(rows.iter().all(|(_, here, there)| here.of == 0 && there.tally.of > 0));
    }
}
