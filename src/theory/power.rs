//! Could the chart have shown it?

use std::fmt;

use super::net::Wire;
use super::plot::MeasureMovement;
use super::rivals::Search;
use crate::base::{Date, MeasureId};
use crate::measure::At;
use crate::spc::{Method, Pattern};

/// Whether a chart had a fair chance to show the size that was predicted.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Power {
    /// The measure.
    pub measure: MeasureId,
    /// Its points since the effect could show.
    pub points: usize,
    /// The size that was predicted, in standard deviations of the chart; `None` if none was.
    pub sigmas: Option<f64>,
    /// The chance of a signal if the effect had come in that size, 0 to 1.
    pub chance: Option<f64>,
    /// Whether it would have been missed half the time or more.
    pub weak: bool,
}

impl Power {
    /// Reads the chart of an effect that has not moved: of several measures, the one with the best
    /// chance. The size is `stated` where the link says what it brings, else the distance from the
    /// chart's centre line to the target of the measure, else of the aim.
    pub(super) fn of(
        search: &Search<'_, '_>,
        wire: Wire<'_>,
        read: &[&MeasureMovement],
        stated: Option<f64>,
        since: Date,
    ) -> Option<Self> {
        let Search { programme, net, as_of, settings, .. } = *search;
        let aim = net.nodes.get(wire.effect).and_then(|node| node.to_aim());
        let shift = shift_length(&settings.method);
        let powers = read.iter().filter_map(|movement| {
            let measure = programme.measures().get(movement.measure.as_str())?;
            let series = measure.series.as_ref()?;
            let within = |at: At| matches!(at, At::Day(day) if day >= since && day <= as_of);
            let points = series.points().iter().filter(|p| within(p.at()) && p.found().is_some());
            let points = points.count();
            let target = measure.target.as_ref().map(|target| target.value);
            let target = target.or_else(|| aim.and_then(|aim| aim.target()));
            let target = target.map(|target| measure.unit().target(target));
            let wanted = target.zip(movement.centre).map(|(target, centre)| target - centre);
            let size = stated.or(wanted);
            let sigma = movement.sigma.filter(|sigma| *sigma > 0.0);
            let sigmas = size.zip(sigma).map(|(size, sigma)| size.abs() / sigma);
            let chance = sigmas.map(|sigmas| chance_of_signal(points, sigmas, shift));
            let weak = chance.is_some_and(|chance| chance < settings.power);
            Some(Power { measure: movement.measure.clone(), points, sigmas, chance, weak })
        });
        powers.reduce(|best, next| if next.chance > best.chance { next } else { best })
    }
}

impl fmt::Display for Power {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Power { measure, points, .. } = self;
        let Some((sigmas, chance)) = self.sigmas.zip(self.chance) else {
            return write!(
                f,
                "no size was predicted for {measure}, so whether its chart could have shown it is not known"
            );
        };
        let share = chance * 100.0;
        let seen = if self.weak { "could well have missed" } else { "could have shown" };
        write!(
            f,
            "the chart of {measure} {seen} the predicted size: {points} points, {sigmas:.1} standard deviations, a signal {share:.0} times in 100"
        )
    }
}

/// The length of the shift that a method looks for; 8 if it has no such rule.
fn shift_length(method: &Method) -> usize {
    let lengths = method.rules().rules().iter().filter_map(|rule| match rule.pattern {
        Pattern::Shift { points, .. } => Some(points),
        _ => None,
    });
    lengths.min().unwrap_or(8)
}

/// The chance that at least one of `points` independent normal points lies beyond three sigma on the
/// predicted side, or `shift` of them in a row lie on that side of the centre line, after a shift of
/// `sigmas` standard deviations: exact, by the length of the current run. Rules beyond these two only
/// add to it.
pub fn chance_of_signal(points: usize, sigmas: f64, shift: usize) -> f64 {
    let shift = shift.max(1);
    let (beyond, above) = (normal(sigmas - 3.0), normal(sigmas));
    let mut runs = vec![0.0; shift];
    let mut signalled = 0.0;
    if let Some(first) = runs.first_mut() {
        *first = 1.0;
    }
    for _ in 0..points {
        let mut next = vec![0.0; shift];
        for (length, chance) in runs.iter().enumerate() {
            signalled += chance * beyond;
            let longer = chance * (above - beyond);
            match next.get_mut(length + 1) {
                Some(slot) => *slot += longer,
                None => signalled += longer,
            }
            if let Some(first) = next.first_mut() {
                *first += chance * (1.0 - above);
            }
        }
        runs = next;
    }
    signalled.clamp(0.0, 1.0)
}

/// The standard normal distribution function: its series for small arguments and its continued
/// fraction for large ones (Abramowitz & Stegun 26.2.11 and 26.2.14).
fn normal(x: f64) -> f64 {
    if x.is_nan() {
        return 0.5;
    }
    let density = (-0.5 * x * x).exp() / std::f64::consts::TAU.sqrt();
    if x.abs() < 3.0 {
        let (mut term, mut sum) = (x, x);
        for k in 1..60_u32 {
            term *= x * x / f64::from(2 * k + 1);
            sum += term;
        }
        0.5 + density * sum
    } else {
        let z = x.abs();
        let tail = density / (1..60_u32).rev().fold(z, |below, k| z + f64::from(k) / below);
        if x > 0.0 { 1.0 - tail } else { tail }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_normal_distribution() {
        for (x, expected) in
            [(0.0, 0.5), (1.96, 0.975_002_1), (-3.0, 0.001_349_9), (4.0, 0.999_968_3)]
        {
            assert!((normal(x) - expected).abs() < 1e-7, "{x}: {}", normal(x));
        }
        assert!((normal(2.999_999) - normal(3.000_001)).abs() < 1e-7);
    }

    #[test]
    fn more_points_and_larger_effects_show_more() {
        assert!(chance_of_signal(0, 5.0, 6).abs() < 1e-12);
        // Six points without any shift: one run of six above, or one point beyond the limit.
        let six = chance_of_signal(6, 0.0, 6);
        assert!((six - (0.5_f64.powi(6) + 6.0 * 0.001_35)).abs() < 5e-4, "{six}");
        assert!(chance_of_signal(12, 1.0, 6) > chance_of_signal(6, 1.0, 6));
        assert!(chance_of_signal(6, 2.0, 6) > chance_of_signal(6, 1.0, 6));
        assert!(chance_of_signal(36, 3.0, 6) > 0.999_999);
    }
}
