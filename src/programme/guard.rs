//! Is an aim quietly asking for less? Who is left out, and who has no say?

use std::fmt;

use super::Programme;
use crate::base::{AimId, Label, MeasureId, SourceMark, StakeholderId, Tag};
use crate::measure::{At, Measure, Series};
use crate::people::InvolvementLevel;
use crate::purpose::{Drift, Gap, Stance};

/// An aim that says something else than in an earlier version, with no restatement on record.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct QuietRestatement {
    /// The aim.
    pub aim: AimId,
    /// How it moved.
    pub drift: Drift,
}

impl fmt::Display for QuietRestatement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}, and no restatement says why", self.aim, self.drift)
    }
}

/// An aim seen through the lens of equity, with what the programme's measures can say.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct EquityAnswer {
    /// The aim.
    pub aim: AimId,
    /// Whether somebody asked who could be left out, and wrote down an answer.
    pub asked_who_is_left_out: bool,
    /// The aim's measures, each with what it can be split by.
    pub split: Vec<(MeasureId, Vec<Tag>)>,
    /// The gaps that are meant to narrow, each with its reading; `None` for fewer than two times at
    /// which both sides are known.
    pub gaps: Vec<(Label, Option<GapReading>)>,
}

/// A gap at the first and at the last time at which both sides are known. Two points are no signal: a
/// chart of both sides says whether anything moved.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct GapReading {
    /// The first time.
    pub first_at: At,
    /// The distance between the two sides then; never negative.
    pub first: f64,
    /// The last time.
    pub last_at: At,
    /// The distance between the two sides then; never negative.
    pub last: f64,
}

impl GapReading {
    /// Whether the distance is smaller than it was.
    pub fn is_narrower(&self) -> bool {
        self.last < self.first
    }
}

impl fmt::Display for GapReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Six decimals, so that the dust of binary fractions is not read as a figure.
        let tidy = |number: f64| (number * 1e6).round() / 1e6;
        let GapReading { first_at, first, last_at, last } = self;
        let how = match last.total_cmp(first) {
            std::cmp::Ordering::Less => "narrower",
            std::cmp::Ordering::Equal => "as wide",
            std::cmp::Ordering::Greater => "wider",
        };
        write!(f, "{how}: {} ({first_at}), {} ({last_at})", tidy(*first), tidy(*last))
    }
}

/// A party that the work changes much and that has little power over it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct WithoutPower {
    /// The party.
    pub stakeholder: StakeholderId,
    /// The levels at which its group was involved, in the order in which they were written.
    pub involved: Vec<InvolvementLevel>,
    /// Whether at one of them the power to decide was shared.
    pub shares_power: bool,
    /// How many steps that raised its power are on record.
    pub steps: usize,
}

impl WithoutPower {
    /// Whether nothing on record gives it a share in deciding.
    pub const fn is_unheeded(&self) -> bool {
        !self.shares_power && self.steps == 0
    }
}

/// One sentence, with the mark of the words for the stance.
impl fmt::Display for WithoutPower {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark: SourceMark = Stance::MARK;
        write!(f, "{}: {} ({mark} wording)", self.stakeholder, Stance::RaiseTheirPower)?;
        match (self.shares_power, self.steps) {
            (true, _) => f.write_str("; they share in deciding at one point at least"),
            (false, 0) => f.write_str("; nothing on record gives them a share in deciding"),
            (false, 1) => f.write_str("; one step on record"),
            (false, steps) => write!(f, "; {steps} steps on record"),
        }
    }
}

impl Programme {
    /// The aims that say something else than in an earlier version, where no restatement holds what
    /// they said then. Aims are matched by id, and words of the sentence alone do not count.
    pub fn quiet_restatements(&self, earlier: &Programme) -> Vec<QuietRestatement> {
        let quiet = self.diagram().aims().filter_map(|aim| {
            let was = earlier.diagram().aim(aim.as_str())?.get().terms();
            if aim.get().restated.iter().any(|restatement| restatement.was == was) {
                return None;
            }
            let direction = aim.direction.or_else(|| self.good_way(&aim.get().measures));
            let drift = Drift::between(&was, &aim.get().terms(), direction);
            (!drift.is_none()).then(|| QuietRestatement { aim: aim.id().clone(), drift })
        });
        quiet.collect()
    }

    /// How far an aim moved from what it first promised; `None` if there is no such aim.
    pub fn drift(&self, aim: &str) -> Option<Drift> {
        let aim = self.diagram().aim(aim)?;
        Some(aim.get().drift(self.good_way(&aim.get().measures)))
    }

    /// Which way is good for the first of these measures that says so.
    fn good_way(&self, measures: &[MeasureId]) -> Option<crate::base::Direction> {
        measures.iter().find_map(|id| self.measures.get(id.as_str())?.direction)
    }

    /// An aim seen through the lens of equity; `None` if there is no such aim.
    pub fn equity(&self, aim: &str) -> Option<EquityAnswer> {
        let aim = self.diagram().aim(aim)?;
        let lens = aim.get().equity.as_ref();
        let split = aim.get().measures.iter().filter_map(|id| {
            let measure = self.measures.get(id.as_str())?;
            Some((id.clone(), measure.stratify_by.clone()))
        });
        let gaps = lens.into_iter().flat_map(|lens| &lens.gaps);
        Some(EquityAnswer {
            aim: aim.id().clone(),
            asked_who_is_left_out: lens.is_some_and(|lens| !lens.left_out.is_empty()),
            split: split.collect(),
            gaps: gaps.map(|gap| (gap.label().clone(), self.read_gap(gap))).collect(),
        })
    }

    fn read_gap(&self, gap: &Gap) -> Option<GapReading> {
        let values = |id: &MeasureId| -> Vec<(At, f64)> {
            let series = self.measures.get(id.as_str()).and_then(|m: &Measure| m.series.as_ref());
            let points = series.into_iter().flat_map(Series::points);
            points.filter_map(|p| Some((p.at(), p.found()?.ratio()))).collect()
        };
        let (one, other) = (values(gap.one()), values(gap.other()));
        let at_once = |(at, value): &(At, f64)| {
            let other = other.iter().find(|(other_at, _)| other_at == at)?;
            Some((*at, (value - other.1).abs()))
        };
        let mut common = one.iter().filter_map(at_once);
        let (first_at, first) = common.next()?;
        let (last_at, last) = common.next_back()?;
        let finite = first.is_finite() && last.is_finite();
        finite.then_some(GapReading { first_at, first, last_at, last })
    }

    /// The parties that the work changes much and that have little power over it, with what is on
    /// record of raising it.
    pub fn without_power(&self) -> Vec<WithoutPower> {
        let stakeholders = self.purpose().into_iter().flat_map(|p| p.stakeholders.iter());
        let low = stakeholders.filter(|(_, party)| party.stance() == Some(Stance::RaiseTheirPower));
        low.map(|(id, party)| {
            let records = self.people().involvement.iter();
            let own = records.filter(|record| party.group.as_ref() == Some(&record.group));
            let involved: Vec<InvolvementLevel> = own.map(|record| record.level).collect();
            WithoutPower {
                stakeholder: id.clone(),
                shares_power: involved.iter().any(|level| level.shares_power()),
                involved,
                steps: party.raised.len(),
            }
        })
        .collect()
    }
}
