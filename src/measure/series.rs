//! Points in the order of time, with what happened and where the definition changed.

use super::{At, Point};
use crate::base::{AnyId, Label, Reason};

/// Points in the order of time.
///
/// Every point has a day, or every point has a position; each lies after the one before it. What
/// belongs to a series speaks of the same: days beside days, positions beside positions.
///
/// ```
/// use improvement::measure::{Exclusion, Point, Series, Version};
/// let gap = Point::gap("2024-01-01".parse()?);
/// let points = (1..=3).map(|position| gap.clone().at_position(position)).collect();
/// let series = Series::new(points)?
///     .with_versions(vec![Version::new(2, "near falls are counted too".parse()?)])?;
/// let out = |position: u32| Ok::<_, Box<dyn std::error::Error>>(vec![Exclusion::new(position, "ward shut".parse()?)]);
/// assert!(series.clone().with_exclusions(out(3)?).is_ok());
/// assert!(series.with_exclusions(out(4)?).is_err(), "there is no fourth point");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "SeriesForm", into = "SeriesForm")]
pub struct Series {
    points: Vec<Point>,
    annotations: Vec<Annotation>,
    versions: Vec<Version>,
    exclusions: Vec<Exclusion>,
    rebases: Vec<Rebase>,
}

/// Why points do not make a [`Series`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SeriesError {
    /// Some points have days and others positions.
    #[error("a series has either days or positions, found {first} and then {other}")]
    Mixed {
        /// The first point.
        first: At,
        /// The first point of the other sort.
        other: At,
    },
    /// One time twice.
    #[error("a series has one point at a time, found {at} twice")]
    Repeated {
        /// The time.
        at: At,
    },
    /// A point that lies before the one that it follows.
    #[error("a series is in the order of time, found {at} after {previous}")]
    Unsorted {
        /// The point.
        at: At,
        /// The one before it.
        previous: At,
    },
    /// An exclusion of a point that is not there.
    #[error(
        "an exclusion leaves out a point of its series, found {at}, where there is none{}",
        .nearest.map_or(String::new(), |at| format!("; the nearest is at {at}"))
    )]
    NoPoint {
        /// The time.
        at: At,
        /// The nearest point before it, or the first; `None` in a series without points.
        nearest: Option<At>,
    },
    /// Points in a file beside the document, where no folder is known.
    #[error(
        "a series in a file can be read only when its document is loaded from a path, found file `{file}`"
    )]
    File {
        /// The file as named.
        file: String,
    },
}

/// Something that happened, marked on the chart.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Annotation {
    /// The day, or the position.
    pub on: At,
    /// What happened.
    pub label: Label,
    /// The change, cycle or other thing behind it.
    pub about: Option<AnyId>,
}

impl Annotation {
    /// Something that happened on a day or at a position.
    pub fn new(on: impl Into<At>, label: Label) -> Self {
        Annotation { on: on.into(), label, about: None }
    }
}

/// A new version of the measure's definition. Points before and after it are not joined.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Version {
    /// From which day or position it holds.
    pub from: At,
    /// What changed in the definition.
    pub because: Reason,
}

impl Version {
    /// A definition that changed on a day or at a position.
    pub fn new(from: impl Into<At>, because: Reason) -> Self {
        Version { from: from.into(), because }
    }
}

/// A point that is shown and left out of all calculations, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Exclusion {
    /// The point's day or position.
    pub on: At,
    /// Why it is left out.
    pub because: Reason,
}

impl Exclusion {
    /// The point of a day or position, left out.
    pub fn new(on: impl Into<At>, because: Reason) -> Self {
        Exclusion { on: on.into(), because }
    }
}

/// From here on the centre and the limits are calculated anew: because a person decided so, with a
/// named cause.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Rebase {
    /// The first day or position of the new phase.
    pub from: At,
    /// Why.
    pub because: Reason,
    /// The change behind it, ideally.
    pub about: Option<AnyId>,
}

impl Rebase {
    /// A new phase from a day or position.
    pub fn new(from: impl Into<At>, because: Reason) -> Self {
        Rebase { from: from.into(), because, about: None }
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename = "Series")]
struct SeriesForm {
    /// A CSV file beside the document, in place of `points`: columns `date` (or `position`), `value`
    /// (or `values` of a subgroup, or `numerator` and `denominator`), and `note`.
    file: Option<String>,
    /// The points, in the order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    points: Vec<Point>,
    /// What happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    annotations: Vec<Annotation>,
    /// Where the definition changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    versions: Vec<Version>,
    /// Points left out of calculations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    exclusions: Vec<Exclusion>,
    /// Where centre and limits begin anew.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rebases: Vec<Rebase>,
}

impl Series {
    /// A series of points in the order of time. No points at all is a series too: nothing was
    /// recorded yet.
    ///
    /// # Errors
    ///
    /// Days and positions mixed; a time twice; a time before the one it follows.
    pub fn new(points: Vec<Point>) -> Result<Self, SeriesError> {
        for pair in points.windows(2) {
            let (previous, at) = match pair {
                [previous, point] => (previous.at(), point.at()),
                _ => continue,
            };
            match (previous, at) {
                (At::Day(_), At::Position(_)) | (At::Position(_), At::Day(_)) => {
                    return Err(SeriesError::Mixed { first: previous, other: at });
                }
                _ if at == previous => return Err(SeriesError::Repeated { at }),
                _ if at < previous => return Err(SeriesError::Unsorted { at, previous }),
                _ => {}
            }
        }
        Ok(Series {
            points,
            annotations: Vec::new(),
            versions: Vec::new(),
            exclusions: Vec::new(),
            rebases: Vec::new(),
        })
    }

    /// The same series, with what happened.
    ///
    /// # Errors
    ///
    /// A day in a series of positions, or the other way round.
    pub fn with_annotations(mut self, annotations: Vec<Annotation>) -> Result<Self, SeriesError> {
        self.check(annotations.iter().map(|annotation| annotation.on))?;
        self.annotations = annotations;
        Ok(self)
    }

    /// The same series, with changes of its definition.
    ///
    /// # Errors
    ///
    /// A day in a series of positions, or the other way round.
    pub fn with_versions(mut self, versions: Vec<Version>) -> Result<Self, SeriesError> {
        self.check(versions.iter().map(|version| version.from))?;
        self.versions = versions;
        Ok(self)
    }

    /// The same series, with points left out of calculations.
    ///
    /// # Errors
    ///
    /// A time at which there is no point.
    pub fn with_exclusions(mut self, exclusions: Vec<Exclusion>) -> Result<Self, SeriesError> {
        self.check(exclusions.iter().map(|exclusion| exclusion.on))?;
        for at in exclusions.iter().map(|exclusion| exclusion.on) {
            if let Err(next) = self.points.binary_search_by_key(&at, Point::at) {
                let nearest = self.points.get(next.saturating_sub(1)).map(Point::at);
                return Err(SeriesError::NoPoint { at, nearest });
            }
        }
        self.exclusions = exclusions;
        Ok(self)
    }

    /// The same series, with new phases.
    ///
    /// # Errors
    ///
    /// A day in a series of positions, or the other way round.
    pub fn with_rebases(mut self, rebases: Vec<Rebase>) -> Result<Self, SeriesError> {
        self.check(rebases.iter().map(|rebase| rebase.from))?;
        self.rebases = rebases;
        Ok(self)
    }

    /// Whether all times are of the sort that the points have.
    fn check(&self, mut times: impl Iterator<Item = At>) -> Result<(), SeriesError> {
        let Some(first) = self.points.first().map(Point::at) else { return Ok(()) };
        match times.find(|at| !at.same_sort(first)) {
            Some(other) => Err(SeriesError::Mixed { first, other }),
            None => Ok(()),
        }
    }

    /// The points, in the order of time.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// What happened, in the order in which it was written.
    pub fn annotations(&self) -> &[Annotation] {
        &self.annotations
    }

    /// Where the definition changed.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// Points left out of calculations.
    pub fn exclusions(&self) -> &[Exclusion] {
        &self.exclusions
    }

    /// Where centre and limits begin anew.
    pub fn rebases(&self) -> &[Rebase] {
        &self.rebases
    }
}

impl TryFrom<SeriesForm> for Series {
    type Error = SeriesError;

    fn try_from(form: SeriesForm) -> Result<Self, SeriesError> {
        if let Some(file) = form.file {
            return Err(SeriesError::File { file });
        }
        Series::new(form.points)?
            .with_annotations(form.annotations)?
            .with_versions(form.versions)?
            .with_exclusions(form.exclusions)?
            .with_rebases(form.rebases)
    }
}

impl From<Series> for SeriesForm {
    fn from(series: Series) -> Self {
        SeriesForm {
            file: None,
            points: series.points,
            annotations: series.annotations,
            versions: series.versions,
            exclusions: series.exclusions,
            rebases: series.rebases,
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Series {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Series".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        SeriesForm::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Date;

    fn error(days: &[&str]) -> String {
        let points = days.iter().map(|day| Point::gap(day.parse().unwrap())).collect();
        Series::new(points).unwrap_err().to_string()
    }

    #[test]
    fn time_rises() {
        assert_eq!(
            error(&["2024-01-01", "2024-02-01", "2024-02-01"]),
            "a series has one point at a time, found 2024-02-01 twice"
        );
        assert_eq!(
            error(&["2024-02-01", "2024-01-01"]),
            "a series is in the order of time, found 2024-01-01 after 2024-02-01"
        );
        let day = Point::gap("2024-01-01".parse().unwrap());
        assert_eq!(
            Series::new(vec![day.clone(), day.at_position(2)]).unwrap_err().to_string(),
            "a series has either days or positions, found 2024-01-01 and then position 2"
        );
        assert!(Series::new(Vec::new()).is_ok());
    }

    #[test]
    fn what_belongs_to_a_series_speaks_of_its_times() {
        let day: Date = "2024-01-01".parse().unwrap();
        let dated = Series::new(vec![Point::gap(day)]).unwrap();
        let placed = Series::new(vec![Point::gap(day).at_position(7)]).unwrap();
        let because = || Reason::new("a cause").unwrap();
        for (series, right, wrong) in
            [(dated, At::from(day), At::from(7)), (placed, At::from(7), At::from(day))]
        {
            let mixed = SeriesError::Mixed { first: right, other: wrong };
            let versions = |at: At| series.clone().with_versions(vec![Version::new(at, because())]);
            assert_eq!(versions(wrong), Err(mixed.clone()));
            assert_eq!(versions(right).unwrap().versions()[0].from, right);
            let rebases = |at: At| series.clone().with_rebases(vec![Rebase::new(at, because())]);
            assert!(rebases(wrong) == Err(mixed.clone()) && rebases(right).is_ok());
            let out = |at: At| series.clone().with_exclusions(vec![Exclusion::new(at, because())]);
            assert!(out(wrong) == Err(mixed.clone()) && out(right).is_ok());
            let label = Label::new("Began").unwrap();
            let note =
                |at| series.clone().with_annotations(vec![Annotation::new(at, label.clone())]);
            assert!(note(wrong) == Err(mixed) && note(right).is_ok());
        }
        let dated = Series::new(vec![Point::gap(day)]).unwrap();
        let later = vec![Exclusion::new(day.plus_days(1), because())];
        assert_eq!(
            dated.with_exclusions(later).unwrap_err().to_string(),
            "an exclusion leaves out a point of its series, found 2024-01-02, where there is none; the nearest is at 2024-01-01"
        );
    }
}
