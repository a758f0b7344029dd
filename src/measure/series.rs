//! Points in the order of time, with what happened and where the definition changed.

use super::{At, Point};
use crate::base::{AnyId, Date, Label, Reason};

/// Points in the order of time.
///
/// Every point has a day, or every point has a position; each lies after the one before it.
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
    /// The day.
    pub on: Date,
    /// What happened.
    pub label: Label,
    /// The change, cycle or other thing behind it.
    pub about: Option<AnyId>,
}

impl Annotation {
    /// Something that happened on a day.
    pub fn new(on: Date, label: Label) -> Self {
        Annotation { on, label, about: None }
    }
}

/// A new version of the measure's definition. Points before and after it are not joined.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Version {
    /// From which day it holds.
    pub from: Date,
    /// What changed in the definition.
    pub because: Reason,
}

impl Version {
    /// A definition that changed on a day.
    pub fn new(from: Date, because: Reason) -> Self {
        Version { from, because }
    }
}

/// A point that is shown and left out of all calculations, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Exclusion {
    /// The point's day.
    pub on: Date,
    /// Why it is left out.
    pub because: Reason,
}

impl Exclusion {
    /// A day that is left out.
    pub fn new(on: Date, because: Reason) -> Self {
        Exclusion { on, because }
    }
}

/// From here on the centre and the limits are calculated anew: because a person decided so, with a
/// named cause.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Rebase {
    /// The first day of the new phase.
    pub from: Date,
    /// Why.
    pub because: Reason,
    /// The change behind it, ideally.
    pub about: Option<AnyId>,
}

impl Rebase {
    /// A new phase from a day.
    pub fn new(from: Date, because: Reason) -> Self {
        Rebase { from, because, about: None }
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename = "Series")]
struct SeriesForm {
    /// A CSV file beside the document, in place of `points`: columns `date` (or `position`), `value`
    /// (or `numerator` and `denominator`), and `note`.
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
    #[must_use]
    pub fn with_annotations(mut self, annotations: Vec<Annotation>) -> Self {
        self.annotations = annotations;
        self
    }

    /// The same series, with changes of its definition.
    #[must_use]
    pub fn with_versions(mut self, versions: Vec<Version>) -> Self {
        self.versions = versions;
        self
    }

    /// The same series, with points left out of calculations.
    #[must_use]
    pub fn with_exclusions(mut self, exclusions: Vec<Exclusion>) -> Self {
        self.exclusions = exclusions;
        self
    }

    /// The same series, with new phases.
    #[must_use]
    pub fn with_rebases(mut self, rebases: Vec<Rebase>) -> Self {
        self.rebases = rebases;
        self
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
        Ok(Series::new(form.points)?
            .with_annotations(form.annotations)
            .with_versions(form.versions)
            .with_exclusions(form.exclusions)
            .with_rebases(form.rebases))
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
}
