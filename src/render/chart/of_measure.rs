//! From a measure to its chart: which numbers, which chart, which sections, which notes.
//!
//! [`Charting`] is the join between what a team wrote down about a measure and the arithmetic of
//! [`spc`], which knows no measure. It draws nothing by itself.
//!
//! ```
//! use improvement::base::{Direction, Label};
//! use improvement::measure::{Family, Measure, Point, Series};
//! use improvement::render::Chart;
//! use improvement::render::chart::of_measure::{Charting, Kind};
//! use improvement::spc::{ChartKind, Preset};
//! let mut rate = Measure::new(Label::new("Violence per 1,000 bed days")?, Family::Outcome);
//! rate.direction = Some(Direction::Down);
//! rate.series = Some(Series::new(vec![
//!     Point::value("2014-01-01".parse()?, 12.1)?,
//!     Point::gap("2014-02-01".parse()?),
//!     Point::value("2014-03-01".parse()?, 7.2)?,
//! ])?);
//! let charting = Charting::of(&rate, &Preset::Recommended.method(), Kind::Advised)?;
//! assert_eq!(charting.method.spec().kind, ChartKind::Run, "two points carry no limits");
//! let picture = Chart::of_measure(&rate, &Preset::Recommended.method(), Kind::Advised)?;
//! assert_eq!(picture.title(), "Violence per 1,000 bed days");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{Chart, Note};
use crate::base::{Direction, Number};
use crate::measure::{self, Measure, Value};
use crate::spc::{
    self, Advice, Aggregate, ChartKind, Circumstances, EventsOverZero, Method, Position, Question,
    Report, Row, Sections, SpcError, advise,
};

/// Which chart is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// The one that suits the data, by [`advise`].
    #[default]
    Advised,
    /// This one.
    Given(ChartKind),
}

/// Why a measure cannot be charted.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ChartingError {
    /// The measure has no series.
    #[error("a chart needs a series, found none in measure `{label}`")]
    NoSeries {
        /// The measure's name.
        label: String,
    },
    /// The numbers do not fit the chart.
    #[error(transparent)]
    Numbers(#[from] SpcError),
}

/// How a measure is charted: what [`Report::new`] takes, and the words around it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Charting {
    /// The numbers.
    pub series: spc::Series,
    /// Where lines begin anew, and what is left out of them.
    ///
    /// A recalculation begins a section, and so does a new version of the definition: a number that
    /// is counted otherwise is another number.
    pub sections: Sections,
    /// The good direction and the target, in the units that are shown.
    pub question: Question,
    /// The method, drawing the chosen chart, and scaled to the units that are shown.
    pub method: Method,
    /// What was advised; `None` if the chart was given, or the measure has no definition.
    pub advice: Option<Advice>,
    /// The unit of the values that are shown.
    pub unit: String,
    /// What happened: annotations, new phases, new definitions, points left out; and when the
    /// target is due.
    pub notes: Vec<Note>,
}

impl Charting {
    /// Joins a measure to a chart.
    ///
    /// Values and target speak in the [unit](measure::Unit) of the measure. Points with several
    /// values are subgroups, for X-bar and S charts; other charts draw their means. Target and
    /// direction speak of values, so charts of spread, S and MR, are asked for neither. Where
    /// values and fractions are mixed, fractions become values. Of the charts that are advised the
    /// first that can hold the numbers is drawn; an individuals chart if none can. A measure
    /// without a direction is read as if neither way were better.
    ///
    /// # Errors
    ///
    /// - no series
    /// - a number beyond 1e60, or one that a given chart cannot hold
    pub fn of(measure: &Measure, method: &Method, kind: Kind) -> Result<Self, ChartingError> {
        let none = || ChartingError::NoSeries { label: measure.label.to_string() };
        let series = measure.series.as_ref().ok_or_else(none)?;
        let units = Units::of(measure, series);
        let numbers = numbers(series, &units)?;
        let method = method.clone().with_spec(|spec| spec.scale *= units.scale);
        let sections = sections(series, &numbers);
        let direction = measure.direction.unwrap_or(Direction::Neither);
        let mut question = Question::new(direction);
        question.target = measure.target.as_ref().map(|target| measure.unit().target(target.value));
        let (advice, wanted) = match kind {
            Kind::Given(kind) => (None, vec![kind]),
            Kind::Advised => advised(measure, &numbers, &sections),
        };
        let mut refused = None;
        for kind in wanted {
            let method = method.clone().drawing(kind);
            let of_spread = matches!(kind, ChartKind::S | ChartKind::Mr);
            match spc::Chart::draw(method.spec(), &sections, &numbers) {
                Ok(_) => {
                    return Ok(Charting {
                        series: numbers,
                        sections,
                        question: if of_spread {
                            Question::new(Direction::Neither)
                        } else {
                            question
                        },
                        method,
                        advice,
                        unit: units.word,
                        notes: notes(measure, series, of_spread),
                    });
                }
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        let kind = ChartKind::I;
        Err(refused.unwrap_or(SpcError::NeedsDenominators { kind }).into())
    }

    /// The chart, its signals and its reading.
    ///
    /// # Errors
    ///
    /// As [`spc::Chart::draw`].
    pub fn report(&self) -> Result<Report, SpcError> {
        Report::new(&self.method, &self.series, &self.sections, self.question)
    }
}

impl Chart {
    /// The chart of a measure, by [`Charting::of`].
    ///
    /// # Errors
    ///
    /// As [`Charting::of`].
    pub fn of_measure(
        measure: &Measure,
        method: &Method,
        kind: Kind,
    ) -> Result<Self, ChartingError> {
        let charting = Charting::of(measure, method, kind)?;
        let report = charting.report()?;
        let (series, method) = (&charting.series, &charting.method);
        let chart =
            Chart::of_report(measure.label.as_str(), series, report, method, charting.question);
        Ok(chart.with_unit(charting.unit).with_notes(charting.notes))
    }
}

/// In what units a measure is shown.
struct Units {
    /// Whether every point that is not missing is a fraction.
    fractions: bool,
    /// What a fraction that becomes a plain number is multiplied by.
    per: f64,
    /// What values and lines are multiplied by once everything is computed.
    scale: f64,
    word: String,
}

impl Units {
    fn of(measure: &Measure, series: &measure::Series) -> Self {
        let found = || series.points().iter().filter_map(measure::Point::found);
        let fractions =
            found().next().is_some() && found().all(|v| matches!(v, Value::Fraction { .. }));
        let shown = measure.unit();
        let percent = shown.is_percent();
        let scale = if percent || fractions { shown.times() } else { 1.0 };
        let definition = measure.definition.as_ref();
        let proportion = definition.is_some_and(|d| d.kind == measure::DataKind::Proportion);
        let per = definition.and_then(|d| d.per).map(std::num::NonZeroU32::get);
        let unit = definition.and_then(|d| d.unit.as_ref()).map(ToString::to_string);
        let of = definition.and_then(|d| d.denominator.as_ref()).map(ToString::to_string);
        let word = match (unit, per, of) {
            (Some(unit), ..) => unit,
            _ if percent || (proportion && per == Some(100)) => "percent".to_owned(),
            (None, Some(per), Some(of)) => format!("per {per} {of}"),
            (None, Some(per), None) => format!("per {per}"),
            (None, None, Some(of)) if !proportion => format!("per {of}"),
            _ => String::new(),
        };
        Units { fractions, per: if percent { 1.0 } else { shown.times() }, scale, word }
    }
}

fn position(at: measure::At) -> Position {
    match at {
        measure::At::Day(day) => Position::Day(day),
        measure::At::Position(number) => Position::Ordinal(number.into()),
    }
}

fn numbers(series: &measure::Series, units: &Units) -> Result<spc::Series, SpcError> {
    let rows = series.points().iter().flat_map(|point| {
        let (value, denominator) = match point.found() {
            None => (None, None),
            Some(Value::Fraction { count, of }) if units.fractions => {
                (Some(count.get()), Some(of.get()))
            }
            Some(value @ Value::Fraction { .. }) => (Some(value.ratio() * units.per), None),
            Some(Value::Number(number)) => (Some(number.get()), None),
        };
        let row = Row { position: position(point.at()), value, denominator };
        let of_subgroup = move |value: &Number| Row { value: Some(value.get()), ..row };
        let alone = point.values().is_empty().then_some(row);
        alone.into_iter().chain(point.values().iter().map(of_subgroup))
    });
    spc::Series::from_rows(rows, Aggregate::Mean, EventsOverZero::Refuse)
}

fn sections(series: &measure::Series, numbers: &spc::Series) -> Sections {
    let place = |from| {
        let from = position(from);
        (0..numbers.len()).find(|at| numbers.position(*at) >= Some(from))
    };
    let rebases = series.rebases().iter().map(|rebase| rebase.from);
    let versions = series.versions().iter().map(|version| version.from);
    let starts = rebases.chain(versions).filter_map(place).filter(|start| *start > 0);
    let excluded = series.exclusions().iter();
    let excluded = excluded.filter_map(|out| numbers.index_of(position(out.on)));
    Sections::whole().starting_at(starts).without(excluded)
}

/// What is advised for a measure, and the charts to try in turn.
fn advised(
    measure: &Measure,
    numbers: &spc::Series,
    sections: &Sections,
) -> (Option<Advice>, Vec<ChartKind>) {
    let counted = |at: &usize| numbers.value(*at).is_some() && !sections.excluded.contains(at);
    let counted: Vec<usize> = (0..numbers.len()).filter(counted).collect();
    let zeros = counted.iter().filter(|at| numbers.value(**at) == Some(0.0)).count();
    let large = counted.iter().filter(|at| numbers.denominator(**at) >= Some(1000.0)).count();
    let circumstances = Circumstances {
        points: counted.len(),
        large_denominators: 2 * large > counted.len(),
        mostly_zero: !counted.is_empty() && 4 * zeros >= counted.len(),
    };
    let written = measure.definition.as_ref().map(|definition| definition.kind);
    let between =
        matches!(written, Some(measure::DataKind::TimeBetween | measure::DataKind::CasesBetween));
    let data = match written.map_or(spc::DataKind::Continuous, data_kind) {
        spc::DataKind::Continuous if numbers.has_subgroups() => spc::DataKind::Subgroups,
        data => data,
    };
    let advice = advise(data, circumstances);
    // Where gaps between events are advised but not collected, what was collected is still charted.
    let collected = advise(data, Circumstances { mostly_zero: false, ..circumstances });
    let both = [advice, collected];
    let wanted = both.iter().flat_map(|a| a.chart.into_iter().chain(a.instead.map(|i| i.0)));
    let mut kinds: Vec<ChartKind> = Vec::new();
    for kind in wanted.chain([ChartKind::I]) {
        let suits = between || !matches!(kind, ChartKind::T | ChartKind::G);
        if suits && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    (written.map(|_| advice), kinds)
}

const fn data_kind(kind: measure::DataKind) -> spc::DataKind {
    match kind {
        measure::DataKind::Count => spc::DataKind::Count,
        measure::DataKind::Proportion => spc::DataKind::Proportion,
        measure::DataKind::Rate => spc::DataKind::Rate,
        measure::DataKind::Continuous => spc::DataKind::Continuous,
        measure::DataKind::TimeBetween => spc::DataKind::TimeBetween,
        measure::DataKind::CasesBetween => spc::DataKind::CasesBetween,
    }
}

fn notes(measure: &Measure, series: &measure::Series, of_spread: bool) -> Vec<Note> {
    let target = measure.target.as_ref().filter(|_| !of_spread);
    let due = target.and_then(|target| target.by);
    let due = due.map(|by| Note::event(by, "the target is due"));
    let events = series.annotations().iter().map(|a| Note::event(position(a.on), a.label.as_str()));
    let phases = series.rebases().iter().map(|r| Note::phase(position(r.from), r.because.as_str()));
    let versions =
        series.versions().iter().map(|v| Note::version(position(v.from), v.because.as_str()));
    let out =
        series.exclusions().iter().map(|e| Note::left_out(position(e.on), e.because.as_str()));
    let points = series.points().iter();
    let remarks =
        points.filter_map(|point| Some(Note::event(position(point.at()), point.note()?.as_str())));
    events.chain(phases).chain(versions).chain(out).chain(remarks).chain(due).collect()
}
