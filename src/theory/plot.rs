//! From a measure's series to a chart as of a day, and from the chart to a movement.

use super::{Settings, State};
use crate::base::{Date, Direction, MeasureId};
use crate::measure::{At, DataKind, Measure, Series, Unit, Value};
use crate::spc::{ChartKind, Report, Sections};
use crate::{base, spc};

/// How one measure moved, as of a day.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct MeasureMovement {
    /// The measure.
    pub measure: MeasureId,
    /// How it moved.
    pub state: State,
    /// The first point of the signal.
    pub onset: Option<Date>,
    /// The latest point that the signal marks.
    pub marked: Option<Date>,
    /// The points that count, until the day.
    pub points: usize,
    /// The latest of them.
    pub latest: Option<Date>,
    /// The centre line before the work, or of all points where too few came before.
    pub centre: Option<f64>,
    /// A third of the distance from the centre line to the upper limit.
    pub sigma: Option<f64>,
    /// The mean of the points since the onset, and how many they are.
    pub since_onset: Option<(f64, usize)>,
    /// Whether the lines were frozen on the points from before the work.
    pub frozen: bool,
    /// Why there is nothing to see, where there is nothing.
    pub unseen: Option<Unseen>,
}

/// Why a measure shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
#[serde(rename_all = "kebab-case")]
pub enum Unseen {
    /// It has no series, or no point by that day.
    NoData,
    /// Its points have places in an order and no days.
    NoDates,
    /// Nothing says which way is good.
    NoDirection,
    /// A value that no chart can hold.
    NotForAChart,
}

impl Unseen {
    /// In words.
    pub const fn in_words(self) -> &'static str {
        match self {
            Unseen::NoData => "has no points yet",
            Unseen::NoDates => "has points without dates",
            Unseen::NoDirection => "does not say which way is good",
            Unseen::NotForAChart => "has values that fit no chart",
        }
    }
}

/// The memory that one chart after another is drawn in.
#[derive(Debug)]
pub(super) struct Plotter<'s> {
    settings: &'s Settings,
    report: Report,
    series: spc::Series,
    days: Vec<Date>,
    values: Vec<Option<f64>>,
}

/// The points of one measure until a day, ready to be drawn.
impl<'s> Plotter<'s> {
    pub(super) fn new(settings: &'s Settings) -> Self {
        Plotter {
            settings,
            report: Report::empty(&settings.method),
            series: spc::Series::default(),
            days: Vec::new(),
            values: Vec::new(),
        }
    }

    /// How a measure moved by a day, against its lines from before `work` began.
    pub(super) fn movement(
        &mut self,
        id: &MeasureId,
        measure: &Measure,
        good: Option<Direction>,
        work: Option<Date>,
        as_of: Date,
    ) -> MeasureMovement {
        let blank = |unseen| MeasureMovement {
            measure: id.clone(),
            state: State::Absent,
            onset: None,
            marked: None,
            points: 0,
            latest: None,
            centre: None,
            sigma: None,
            since_onset: None,
            frozen: false,
            unseen: Some(unseen),
        };
        let Some(series) = &measure.series else { return blank(Unseen::NoData) };
        if matches!(series.points().first().map(crate::measure::Point::at), Some(At::Position(_))) {
            return blank(Unseen::NoDates);
        }
        let work = work.filter(|day| *day <= as_of);
        let points = self.take(series, measure.unit(), work, as_of);
        let latest = self.last_day();
        if points == 0 {
            return blank(Unseen::NoData);
        }
        let good = match good {
            Some(Direction::Neither) | None => return blank(Unseen::NoDirection),
            Some(good) => good,
        };
        let sections = self.sections(series, work);
        let kind = measure.definition.as_ref().map(|definition| definition.kind);
        let frozen = sections.baseline.is_some();
        if !self.draw(kind, &sections) {
            return blank(Unseen::NotForAChart);
        }
        let chart = self.report.chart();
        let needed = self.settings.method.spec().minimum.points;
        let lines = chart.sections().first().map_or(spc::Lines::BLANK, crate::spc::Section::lines);
        let mut movement = MeasureMovement {
            state: if points < needed { State::Few } else { State::Same },
            points,
            latest,
            centre: lines.centre(),
            sigma: lines.centre().zip(lines.upper()).map(|(centre, upper)| (upper - centre) / 3.0),
            frozen,
            unseen: None,
            ..blank(Unseen::NoData)
        };
        if movement.state == State::Same
            && let Some(episode) = self.episode(good)
        {
            movement.state = if episode.better { State::Better } else { State::Worse };
            movement.onset = self.days.get(episode.first).copied();
            movement.marked = self.days.get(episode.last).copied();
            movement.since_onset = self.since(episode.first);
        }
        movement
    }

    /// The mean of the points that count from one on, and how many they are.
    fn since(&self, first: usize) -> Option<(f64, usize)> {
        let counted = (first..self.values.len()).filter(|at| self.counted(*at));
        let values = counted.filter_map(|at| self.values.get(at).copied().flatten());
        let (sum, count) = values.fold((0.0, 0_usize), |(sum, count), v| (sum + v, count + 1));
        (count > 0).then(|| (sum / count as f64, count))
    }

    fn last_day(&self) -> Option<Date> {
        let mut points = self.days.iter().zip(&self.values).rev();
        points.find(|(_, value)| value.is_some()).map(|(day, _)| *day)
    }

    /// Keeps the points from the last recalculation or new definition before the work until the day;
    /// how many count.
    fn take(&mut self, series: &Series, unit: Unit, work: Option<Date>, as_of: Date) -> usize {
        let rebases = series.rebases().iter().map(|rebase| rebase.from);
        let versions = series.versions().iter().map(|version| version.from);
        let from = rebases.chain(versions).filter_map(At::day);
        let from = work.and_then(|work| from.filter(|from| *from <= work).max());
        self.days.clear();
        self.values.clear();
        let mut count = 0;
        for point in series.points() {
            let At::Day(day) = point.at() else { continue };
            if day > as_of {
                break;
            }
            if from.is_none_or(|from| day >= from) {
                let value = point.found().map(|value| unit.value(value));
                let excluded =
                    series.exclusions().iter().any(|exclusion| exclusion.on == At::Day(day));
                count += usize::from(value.is_some() && !excluded);
                self.days.push(day);
                self.values.push(value);
            }
        }
        count
    }

    fn sections(&self, series: &Series, work: Option<Date>) -> Sections {
        let excluded =
            |day: &Date| series.exclusions().iter().any(|exclusion| exclusion.on == At::Day(*day));
        let out: Vec<usize> = if series.exclusions().is_empty() {
            Vec::new()
        } else {
            self.days
                .iter()
                .enumerate()
                .filter(|(_, day)| excluded(day))
                .map(|(at, _)| at)
                .collect()
        };
        let before = work.map_or(0, |work| self.days.partition_point(|day| *day < work));
        let values = self.values.iter().take(before).enumerate();
        let counted = values.filter(|(at, v)| v.is_some() && !out.contains(at)).count();
        let sections = Sections::whole().without(out);
        if counted >= self.settings.baseline.max(2) {
            sections.frozen_after(before)
        } else {
            sections
        }
    }

    /// Draws the chart that suits the data, or one of single values where that one cannot hold them.
    fn draw(&mut self, kind: Option<DataKind>, sections: &Sections) -> bool {
        if self.series.replace_values(self.values.iter().copied()).is_err() {
            return false;
        }
        let good = spc::Question::new(Direction::Neither);
        let suited = match kind {
            Some(DataKind::TimeBetween) => Some(ChartKind::T),
            Some(DataKind::CasesBetween) => Some(ChartKind::G),
            _ => None,
        };
        let method = &self.settings.method;
        let special = suited.is_some_and(|kind| {
            let method = method.clone().drawing(kind);
            self.report.refresh(&method, &self.series, sections, good).is_ok()
        });
        special || self.report.refresh(method, &self.series, sections, good).is_ok()
    }

    /// The movement that is still alive at the last point.
    fn episode(&self, good: Direction) -> Option<Episode> {
        let (chart, signals) = (self.report.chart(), self.report.signals());
        if !signals.any() {
            return None;
        }
        let judgement = self.settings.method.judgement();
        let patience = self.settings.patience.max(1);
        let mut sides: [Option<Episode>; 2] = [None, None];
        let mut rank = 0;
        for at in (0..chart.len()).filter(|at| self.counted(*at)) {
            rank += 1;
            if !signals.any_at(at) {
                continue;
            }
            let (variation, fired) = judgement.point(chart, signals, at, good);
            let [better, worse] = &mut sides;
            let side = match variation {
                variation if variation.is_improvement() => better,
                variation if variation.is_concern() => worse,
                _ => continue,
            };
            match side {
                Some(episode) if rank - episode.rank <= patience => {
                    (episode.last, episode.rank, episode.marked) = (at, rank, episode.marked + 1);
                }
                other => {
                    // A rule that marks only the end of its window began a window earlier.
                    let ends = fired.filter(|fired| fired.rule.mark == spc::Mark::Last);
                    let back = ends.map_or(0, |fired| fired.rule.window() - 1);
                    *other = Some(Episode {
                        better: variation.is_improvement(),
                        first: at.saturating_sub(back),
                        last: at,
                        rank,
                        marked: 1 + back,
                    });
                }
            }
        }
        let alive = |episode: &Episode| {
            rank - episode.rank < patience && episode.marked >= self.settings.marked
        };
        // The later mark decides; there is one for each point.
        sides.into_iter().flatten().filter(alive).max_by_key(|episode| episode.rank)
    }

    fn counted(&self, at: usize) -> bool {
        self.values.get(at).is_some_and(Option::is_some) && !self.report.chart().is_excluded(at)
    }
}

/// Signals of one side with fewer than `patience` unmarked points between them.
#[derive(Debug, Clone, Copy)]
struct Episode {
    better: bool,
    first: usize,
    last: usize,
    rank: usize,
    marked: usize,
}

/// The share of occasions that a measure shows, from its latest points since a day: numerators by
/// denominators, or numbers from 0 to 1 (or per hundred, where the definition says `per = 100`).
pub(super) fn share(
    measure: &Measure,
    since: Date,
    as_of: Date,
    recent: usize,
) -> Option<base::Share> {
    let definition = measure.definition.as_ref()?;
    if definition.kind != DataKind::Proportion {
        return None;
    }
    let per = definition.per.map_or(1.0, |per| f64::from(per.get()));
    let (mut total, mut weight) = (0.0, 0.0);
    let points = measure.series.as_ref()?.points().iter().rev();
    let values = points.filter_map(|point| match point.at() {
        At::Day(day) if day >= since && day <= as_of => point.found(),
        _ => None,
    });
    for value in values.take(recent) {
        let (count, of) = match value {
            Value::Number(number) => (number.get() / per, 1.0),
            Value::Fraction { count, of } => (count.get(), of.get()),
        };
        (total, weight) = (total + count, weight + of);
    }
    (weight > 0.0).then(|| base::Share::new(total / weight).ok()).flatten()
}
