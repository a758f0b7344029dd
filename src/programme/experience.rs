//! Measures of how people fare: what each is about, what it is paired with, and whether it contradicts
//! its instrument.

use super::Programme;
use super::references::Parts;
use crate::base::{Code, Direction, MeasureId, Place, Problem, nearest};
use crate::measure::{Family, Measure, Series, Value};
use crate::people::Constituency;
use crate::people::instruments::{Construct, Instrument, Scale};

/// An outcome beside a measure of how people fare meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The outcome.
    pub outcome: MeasureId,
    /// What balances it.
    pub balancing: MeasureId,
    /// Whether somebody wrote the pair down; it is assumed otherwise.
    pub stated: bool,
}

impl Programme {
    /// The scale by which a measure is scored, with its instrument; `None` if it names none.
    pub fn scale_of(&self, measure: &Measure) -> Option<(Instrument, Scale)> {
        let by = measure.scored_by.as_ref()?;
        let instrument = self.people.instrument(by.instrument.as_str())?;
        let scale = instrument.scale(by.scale.as_str())?.clone();
        Some((instrument, scale))
    }

    /// Which way of a measure is better: as it says itself, else as the scale does by which it is
    /// scored.
    pub fn direction_of(&self, measure: &Measure) -> Option<Direction> {
        measure.direction.or_else(|| Some(self.scale_of(measure)?.1.direction))
    }

    /// What a measure of experience is about, by its instrument.
    pub fn construct_of(&self, measure: &Measure) -> Option<Construct> {
        Some(self.scale_of(measure)?.1.construct)
    }

    /// Whether a measure shows how those who work in the service fare: it is about a group of staff,
    /// or its instrument asks staff.
    pub fn is_about_staff(&self, measure: &Measure) -> bool {
        let staff = |group: &crate::base::GroupId| {
            self.people.constituency(group.as_str()).is_some_and(Constituency::is_staff)
        };
        measure.about.iter().any(staff)
            || self.construct_of(measure).is_some_and(|c| c != Construct::PatientExperience)
    }

    /// Every outcome with what balances it: pairs that were written down (`balances`), and, for a
    /// measure about staff that names no outcome, every outcome measure that is still collected. In the
    /// order of the measures.
    pub fn pairs(&self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        let kept = self.measures.iter().filter(|(_, m)| m.retired.is_none());
        for (id, measure) in kept.filter(|(_, m)| m.family != Family::Outcome) {
            let pair = |outcome: &MeasureId, stated| Pair {
                outcome: outcome.clone(),
                balancing: id.clone(),
                stated,
            };
            if !measure.balances.is_empty() {
                pairs.extend(measure.balances.iter().map(|outcome| pair(outcome, true)));
            } else if self.is_about_staff(measure)
                && (measure.family == Family::Balancing || measure.scored_by.is_some())
            {
                pairs.extend(self.measures_of(Family::Outcome).map(|(o, _)| pair(o, false)));
            }
        }
        pairs
    }
}

/// Measures that contradict their instrument, or balance themselves.
pub(super) fn check(parts: &Parts<'_>, problems: &mut Vec<Problem>) {
    for (id, measure) in parts.measures {
        let at = format!("measures.{id}");
        let balances = measure.balances.iter().enumerate();
        for (n, _) in balances.filter(|(_, outcome)| *outcome == id) {
            let place = Place::at(format!("{at}.balances.{n}"));
            let message = format!("`{id}` cannot balance itself");
            problems.push(Problem::new(Code::InvalidValue, place, message).with_found(id.as_str()));
        }
        if let Err(problem) = scored(parts, &at, measure) {
            problems.push(*problem);
        }
    }
}

fn scored(parts: &Parts<'_>, at: &str, measure: &Measure) -> Result<(), Box<Problem>> {
    let Some(by) = &measure.scored_by else { return Ok(()) };
    let problem = |field: &str, message: String| {
        Box::new(Problem::new(Code::InvalidValue, Place::at(format!("{at}.{field}")), message))
    };
    let id = by.instrument.as_str();
    let Some(instrument) = parts.people.instrument(id) else {
        let published = crate::people::instruments::published().map(|(id, _)| id);
        let own = parts.people.instruments.ids().cloned();
        let known: Vec<String> = own.chain(published).map(|id| id.to_string()).collect();
        let place = Place::at(format!("{at}.scored_by.instrument"));
        let mut unknown =
            Problem::new(Code::UnknownReference, place, format!("no instrument named `{id}`"))
                .with_found(id)
                .with_expected(format!("one of {}", known.join(", ")));
        if let Some(near) = nearest(id, known.iter().map(String::as_str)) {
            unknown = unknown.with_help(format!("did you mean `{near}`?"));
        }
        return Err(Box::new(unknown));
    };
    if by.version != *instrument.version() {
        let message = format!(
            "`{id}` is known in the version `{}`, found `{}`",
            instrument.version(),
            by.version
        );
        let help = "scores of two versions are never joined: define the other version under \
                    `people.instruments`, and give it a measure of its own";
        let place = problem("scored_by.version", message);
        let place = place.with_found(by.version.as_str());
        return Err(Box::new(place.with_expected(instrument.version().as_str()).with_help(help)));
    }
    let Some(scale) = instrument.scale(by.scale.as_str()) else {
        let names: Vec<&str> = instrument.scales().iter().map(|s| s.name.as_str()).collect();
        let why = instrument.no_total().map(|why| format!(" ({why})")).unwrap_or_default();
        let message = format!("`{id}` has no scale `{}`{why}", by.scale);
        let unknown = problem("scored_by.scale", message).with_found(by.scale.as_str());
        return Err(Box::new(unknown.with_expected(format!("one of {}", names.join(", ")))));
    };
    if measure.direction.is_some_and(|d| d != scale.direction && d != Direction::Neither) {
        let good = scale.direction;
        let message = format!("on the scale `{}` of `{id}`, {good} is better", scale.name);
        return Err(Box::new(problem("direction", message).with_expected(good.to_string())));
    }
    let (low, high) = instrument.range(scale);
    // Rounding of a mean may pass an end by a hair.
    let slack = 1e-9 * (high - low);
    let points = measure.series.iter().flat_map(Series::points);
    for point in points {
        let Some(Value::Number(score)) = point.found() else { continue };
        let score = score.get();
        if score < low - slack || score > high + slack {
            let message = format!(
                "a score on the scale `{}` of `{id}` must lie from {low} to {high}, found {score}",
                scale.name
            );
            let found = problem("series", message).with_found(score.to_string());
            return Err(Box::new(found.with_expected(format!("{low} to {high}"))));
        }
    }
    Ok(())
}
