//! What a chart says, in words.

use super::axis::{self, Scale};
use super::look::Mark;
use super::{Chart, plot};
use crate::base::Direction;
use crate::spc::{Assurance, AssuranceIcon, Average, ChartKind, RareEvents, VariationIcon};

/// Which way is good.
pub(super) const fn good(good: Direction) -> &'static str {
    match good {
        Direction::Up => "higher is better",
        Direction::Down => "lower is better",
        Direction::Neither => "neither way is better in itself",
    }
}

/// What the line in the middle is.
pub(super) fn centre(chart: &Chart) -> &'static str {
    let spec = chart.report.chart().spec();
    match spec.kind {
        ChartKind::Run => "Median",
        ChartKind::I if spec.average == Average::Median => "Median",
        ChartKind::G if spec.rare_events == RareEvents::Median => "Median",
        ChartKind::T => "Centre",
        _ => "Mean",
    }
}

/// The word under the first sign.
pub(super) fn variation_sign(icon: VariationIcon) -> String {
    match icon {
        VariationIcon::Shows(variation) => capital(&variation.to_string()),
        VariationIcon::TooFewPoints { .. } => "Too few points".into(),
        VariationIcon::NoData => "No data".into(),
    }
}

/// The word under the second sign.
pub(super) fn assurance_sign(chart: &Chart) -> String {
    match chart.report.reading().assurance {
        AssuranceIcon::Shows(assurance) => capital(&assurance.to_string()),
        AssuranceIcon::NoTarget => "No target".into(),
        AssuranceIcon::NoDirection => "No good direction".into(),
        AssuranceIcon::NoLimits => "No limits".into(),
        AssuranceIcon::NotForThisChart => "No assurance".into(),
    }
}

/// What the first sign says, why, and since when.
pub(super) fn variation(chart: &Chart) -> String {
    let reading = chart.report.reading();
    let name = |at: usize| chart.positions.get(at).map_or(String::new(), |p| axis::name(*p));
    match (reading.variation, reading.point) {
        (VariationIcon::TooFewPoints { found, needed }, _) => {
            format!("Too few points to judge: {found} of the {needed} needed.")
        }
        (VariationIcon::Shows(variation), Some(point)) => match reading.rule_in_words() {
            Some(rule) => {
                let since = name(reading.since.unwrap_or(point));
                format!("{}, since {since}: {rule}.", capital(&variation.to_string()))
            }
            None => format!("Common cause: no signal at the latest point ({}).", name(point)),
        },
        _ => "No data: no point has a value.".into(),
    }
}

/// What the second sign says, and why.
pub(super) fn assurance(chart: &Chart) -> String {
    let reading = chart.report.reading();
    let drawn = chart.report.chart();
    let scale = plot::scale(chart, 5.0);
    let number = |value: f64| scale.write(value, 1);
    match reading.assurance {
        AssuranceIcon::Shows(assurance) => {
            let lines = drawn.lines(reading.point.unwrap_or(0));
            let said = match assurance {
                Assurance::Passes => "the target is met whatever chance brings",
                Assurance::Fails => "the target is missed whatever chance brings",
                Assurance::HitOrMiss => "whether the target is met is left to chance",
            };
            let target = chart.question.target.map_or(String::new(), number);
            let limits =
                lines.lower().zip(lines.upper()).map_or(String::new(), |(lower, upper)| {
                    format!(" and limits of {} to {}", number(lower), number(upper))
                });
            format!(
                "{}: {said}, with a target of {target}{limits}.",
                capital(&assurance.to_string())
            )
        }
        AssuranceIcon::NoTarget => "No assurance: there is no target.".into(),
        AssuranceIcon::NoDirection => {
            "No assurance: neither way is better, so no side of the target is.".into()
        }
        AssuranceIcon::NoLimits if !drawn.spec().kind.has_limits() => {
            "No assurance: this chart has no limits to compare the target with.".into()
        }
        AssuranceIcon::NoLimits => "No assurance: too few points for limits.".into(),
        AssuranceIcon::NotForThisChart => {
            "No assurance: limits of this chart are too skewed to compare with a target.".into()
        }
    }
}

/// The whole text alternative.
pub(super) fn description(chart: &Chart) -> String {
    let drawn = chart.report.chart();
    let scale = plot::scale(chart, 5.0);
    let mut lines = vec![about(chart, &scale), variation(chart), assurance(chart)];
    for (number, section) in drawn.sections().iter().enumerate() {
        let Some(from) = chart.positions.get(section.start()) else { continue };
        let shown = plot::shown_lines(drawn, section.end().saturating_sub(1));
        let Some(middle) = shown.centre else { continue };
        let phase = if drawn.sections().len() > 1 {
            format!("Phase {} from {}: ", number + 1, axis::name(*from))
        } else {
            String::new()
        };
        let limits = shown.limits.map_or(String::new(), |(lower, upper)| {
            format!(", limits {} to {}", scale.write(lower, 1), scale.write(upper, 1))
        });
        let word = centre(chart);
        let word = if phase.is_empty() { word.to_owned() } else { word.to_lowercase() };
        let last = if shown.varies { " at its last point" } else { "" };
        lines.push(format!("{phase}{word} {}{limits}{last}.", scale.write(middle, 1)));
    }
    let count = |wanted: Mark| chart.marks.iter().filter(|mark| **mark == wanted).count();
    for mark in [Mark::Improvement, Mark::Concern, Mark::Neutral, Mark::LeftOut] {
        match count(mark) {
            0 => {}
            1 => lines.push(format!("1 point: {}.", mark.word())),
            many => lines.push(format!("{many} points: {}.", mark.word())),
        }
    }
    lines.extend(chart.notes.iter().map(super::Note::dated));
    lines.join("\n")
}

/// What is charted: kind, unit, how many points, from when to when, the latest, the good direction.
fn about(chart: &Chart, scale: &Scale) -> String {
    let drawn = chart.report.chart();
    let kind = format!("{} chart", drawn.spec().kind);
    let unit = match chart.unit.trim() {
        "" => String::new(),
        unit => format!(" of {unit}"),
    };
    let mut values = (0..drawn.len()).filter(|at| drawn.value(*at).is_some());
    let found = values.clone().count();
    let span = match chart.positions.as_slice() {
        [] => String::new(),
        [only] => format!(" at {}", axis::name(*only)),
        [first, .., last] => format!(" from {} to {}", axis::name(*first), axis::name(*last)),
    };
    let missing = match drawn.len() - found {
        0 => String::new(),
        gaps => format!(", {gaps} missing"),
    };
    let latest = values
        .next_back()
        .and_then(|at| drawn.value(at))
        .map_or(String::new(), |value| format!(" The latest value is {}.", scale.write(value, 1)));
    let points = if found == 1 { "point" } else { "points" };
    let good = capital(good(chart.question.good));
    format!("{kind}{unit}: {found} {points}{span}{missing}.{latest} {good}.")
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
