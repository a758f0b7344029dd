//! What else could explain a movement: the rivals that can be computed, and those on record.

use std::fmt;

use super::movement::Movements;
use super::net::{Net, Set, Wire};
use super::{Settings, State};
use crate::base::{Date, MeasureId, Reason};
use crate::diagram::NodeId;
use crate::measure::At;
use crate::programme::Programme;

/// What always remains and no data here can show: to be talked about, never counted.
pub const NOT_COMPUTABLE: [&str; 4] =
    ["common influences that nobody measures", "selective recording", "novelty", "gaming"];

/// Something else that could explain why an effect moved or did not.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
#[serde(rename_all = "kebab-case")]
pub enum RivalKind {
    /// A node that leads to both ends by ways of its own, and moved: an open back-door path (Pearl
    /// 2009, *Causality*).
    SharedCause(NodeId),
    /// Measures that nothing in progress should move became better too.
    Trend {
        /// So many became better in the window.
        better: usize,
        /// Of so many.
        of: usize,
    },
    /// Work began at an extreme point, and such points drift back by themselves.
    Regression {
        /// The measure.
        measure: MeasureId,
        /// How far it would drift back without anything done: (1 - lag-1 correlation) * (value - mean).
        drift: f64,
        /// How far it moved.
        shift: f64,
    },
    /// Another change began in the window.
    OtherChange(NodeId, Date),
    /// Something noted on a chart in the window.
    Event(MeasureId, Date, String),
    /// Written down with the link.
    OnRecord(String),
}

/// A rival explanation of one link, and whether it stands.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Rival {
    /// What it is.
    pub kind: RivalKind,
    /// Why it was struck out, if it was. Until then it stands.
    pub struck: Option<Reason>,
}

impl RivalKind {
    /// The words by which it is struck out in the document's `struck_out`; for one on record, its
    /// own words.
    pub fn key(&self) -> String {
        match self {
            RivalKind::SharedCause(node) => format!("shared cause {}", node.as_str()),
            RivalKind::Trend { .. } => "general trend".into(),
            RivalKind::Regression { measure, .. } => format!("drift back of {measure}"),
            RivalKind::OtherChange(node, _) => format!("other change {}", node.as_str()),
            RivalKind::Event(measure, day, _) => format!("event {measure} {day}"),
            RivalKind::OnRecord(text) => text.clone(),
        }
    }
}

impl fmt::Display for RivalKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RivalKind::SharedCause(node) => {
                write!(f, "{} moved too, and leads to both ends", node.as_str())
            }
            RivalKind::Trend { better, of } => {
                write!(
                    f,
                    "a general trend: {better} of {of} measures outside the work improved too"
                )
            }
            RivalKind::Regression { measure, drift, shift } => write!(
                f,
                "{measure} stood at an extreme when work began: of its shift of {shift:.3}, {drift:.3} would drift back by itself"
            ),
            RivalKind::OtherChange(node, day) => {
                write!(f, "{} began in the same window ({day})", node.as_str())
            }
            RivalKind::Event(measure, day, label) => {
                write!(f, "noted on {measure} in the same window ({day}): {label}")
            }
            RivalKind::OnRecord(text) => f.write_str(text),
        }
    }
}

/// What the rivals of every link are looked for in, worked out once.
#[derive(Debug)]
pub(super) struct Search<'r, 'p> {
    pub(super) programme: &'p Programme,
    pub(super) net: &'r Net<'p>,
    pub(super) movements: &'r Movements,
    pub(super) as_of: Date,
    pub(super) settings: &'r Settings,
    ancestors: Vec<Set>,
    moved: Set,
    controls: Vec<usize>,
}

impl<'r, 'p> Search<'r, 'p> {
    pub(super) fn new(
        programme: &'p Programme,
        net: &'r Net<'p>,
        movements: &'r Movements,
        as_of: Date,
        settings: &'r Settings,
    ) -> Self {
        let mut moved = Set::new(net.nodes.len());
        let mut worked = vec![false; movements.measures.len()];
        for (at, node) in movements.nodes.iter().enumerate() {
            if node.state.moved() {
                moved.insert(at);
            }
            if node.work.is_some() {
                let ids = net.nodes.get(at).map_or(&[][..], |node| node.measures());
                for id in ids {
                    let position = programme.measures().position(id.as_str());
                    if let Some(slot) = position.and_then(|at| worked.get_mut(at)) {
                        *slot = true;
                    }
                }
            }
        }
        let read = movements.measures.iter().zip(worked).enumerate();
        let controls = read
            .filter(|(_, (movement, worked))| !worked && movement.state.is_seen())
            .map(|(at, _)| at)
            .collect();
        Search {
            programme,
            net,
            movements,
            as_of,
            settings,
            ancestors: net.ancestors(),
            moved,
            controls,
        }
    }

    /// The rivals of a link whose effect was looked for in a window.
    pub(super) fn of(&self, wire: Wire<'p>, window: Option<(Date, Date)>) -> Vec<Rival> {
        let shared = self.shared_causes(wire);
        let nodes = shared.iter().filter_map(|at| self.net.nodes.get(*at));
        let mut found: Vec<RivalKind> =
            nodes.map(|node| RivalKind::SharedCause(node.id())).collect();
        if let Some(window) = window {
            found.extend(self.trend(window));
            found.extend(self.other_changes(wire, window, &shared));
            found.extend(self.events(wire, window));
        }
        found.extend(self.regression(wire));
        found.extend(
            wire.link.rivals.iter().map(|text| RivalKind::OnRecord(text.as_str().to_owned())),
        );
        let struck = &wire.link.claim().struck_out;
        let reason = |kind: &RivalKind| {
            let mut dated = struck.iter().filter(|note| note.on.is_none_or(|on| on <= self.as_of));
            let first = dated.next()?;
            let key = kind.key();
            let own = std::iter::once(first).chain(dated).find(|note| note.rival.as_str() == key);
            own.map(|note| note.because.clone())
        };
        found.into_iter().map(|kind| Rival { struck: reason(&kind), kind }).collect()
    }

    /// The nodes that moved, lead to the cause, and lead to the effect around it; ascending.
    fn shared_causes(&self, wire: Wire<'p>) -> Vec<usize> {
        let Some(before) = self.ancestors.get(wire.cause) else { return Vec::new() };
        if before.common(&self.moved, &self.moved).next().is_none() {
            return Vec::new();
        }
        let around = self.net.reaching(wire.effect, wire.cause);
        before.common(&self.moved, &around).collect()
    }

    fn trend(&self, (from, to): (Date, Date)) -> Option<RivalKind> {
        let of = self.controls.len();
        let better = |at: &&usize| {
            self.movements.measures.get(**at).is_some_and(|movement| {
                movement.state == State::Better
                    && movement.onset.is_some_and(|onset| onset >= from && onset <= to)
            })
        };
        let better = self.controls.iter().filter(better).count();
        let rival = better > 0 && better as f64 >= self.settings.trend * of as f64;
        rival.then_some(RivalKind::Trend { better, of })
    }

    /// How many measures there are to compare with.
    pub(super) fn comparisons(&self) -> usize {
        self.controls.len()
    }

    fn other_changes(
        &self,
        wire: Wire<'p>,
        (from, to): (Date, Date),
        shared: &[usize],
    ) -> Vec<RivalKind> {
        let upstream = self.ancestors.get(wire.cause);
        let changes = self.movements.nodes.iter().enumerate().filter_map(|(at, node)| {
            let day = node.delivery.as_ref()?.started?;
            let own = at == wire.cause || upstream.is_some_and(|before| before.contains(at));
            let known = shared.binary_search(&at).is_ok();
            (!own && !known && day >= from && day <= to)
                .then(|| RivalKind::OtherChange(node.node.clone(), day))
        });
        changes.collect()
    }

    fn events(&self, wire: Wire<'p>, (from, to): (Date, Date)) -> Vec<RivalKind> {
        let mut found = Vec::new();
        let upstream = self.ancestors.get(wire.cause);
        let own = |id: &str| {
            self.net.nodes.iter().position(|node| node.as_str() == id).is_some_and(|at| {
                at == wire.cause || upstream.is_some_and(|before| before.contains(at))
            })
        };
        for end in [wire.cause, wire.effect] {
            for movement in self.movements.of_node(end) {
                let measure = self.programme.measures().get(movement.measure.as_str());
                let series = measure.and_then(|measure| measure.series.as_ref());
                for note in series.map_or(&[][..], |series| series.annotations()) {
                    let of_the_work = note.about.as_ref().is_some_and(|about| match about {
                        crate::base::AnyId::Change(id) => own(id.as_str()),
                        crate::base::AnyId::Cycle(id) => {
                            let cycle = self.programme.cycles().get(id.as_str());
                            cycle.is_some_and(|cycle| cycle.changes().any(|id| own(id.as_str())))
                        }
                        _ => false,
                    });
                    let within = note.on.day().filter(|day| (from..=to).contains(day));
                    if let Some(day) = within.filter(|_| !of_the_work) {
                        let kind = RivalKind::Event(
                            movement.measure.clone(),
                            day,
                            note.label.as_str().to_owned(),
                        );
                        if !found.contains(&kind) {
                            found.push(kind);
                        }
                    }
                }
            }
        }
        found
    }

    fn regression(&self, wire: Wire<'p>) -> Option<RivalKind> {
        let work = self.movements.nodes.get(wire.effect)?.work?;
        self.movements.of_node(wire.effect).find_map(|movement| {
            let onset =
                movement.onset.filter(|_| movement.state == State::Better && movement.frozen)?;
            let measure = self.programme.measures().get(movement.measure.as_str())?;
            let series = measure.series.as_ref()?;
            let (unit, mut before, mut after) = (measure.unit(), Vec::new(), Vec::new());
            for point in series.points() {
                let (At::Day(day), Some(value)) = (point.at(), point.found()) else { continue };
                if day < work {
                    before.push(unit.value(value));
                } else if day >= onset && day <= self.as_of {
                    after.push(unit.value(value));
                }
            }
            let trigger = before.pop()?;
            let found = Drift::of(&before, trigger)?;
            let rises = mean(&after)? > found.mean;
            let shift = (mean(&after)? - found.mean).abs();
            // Bad is the side opposite to the way it then moved.
            let bad = if rises { found.mean - trigger } else { trigger - found.mean };
            let extreme = bad >= self.settings.extreme * found.deviation && bad > 0.0;
            (extreme && shift < 2.0 * found.drift.abs()).then(|| RivalKind::Regression {
                measure: movement.measure.clone(),
                drift: found.drift.abs(),
                shift,
            })
        })
    }

    /// The first day in a window on which what an end measures changed.
    pub(super) fn redefined(
        &self,
        wire: Wire<'p>,
        (from, to): (Date, Date),
    ) -> Option<(MeasureId, Date)> {
        let ends =
            [wire.cause, wire.effect].into_iter().flat_map(|end| self.movements.of_node(end));
        ends.filter_map(|movement| {
            let measure = self.programme.measures().get(movement.measure.as_str())?;
            let versions = measure.series.as_ref()?.versions().iter();
            let versions = versions.filter_map(|version| version.from.day());
            let within = versions.filter(|day| *day > from && *day <= to).min()?;
            Some((movement.measure.clone(), within))
        })
        .min_by_key(|(_, day)| *day)
    }
}

/// How far an extreme value drifts back by itself.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Drift {
    /// The mean of the values before.
    pub mean: f64,
    /// Their standard deviation.
    pub deviation: f64,
    /// (1 - rho) * (extreme - mean), rho being their lag-1 correlation, held between 0 and 1.
    pub drift: f64,
}

impl Drift {
    /// From the values before an extreme one; `None` with fewer than three, or if they do not vary.
    pub fn of(before: &[f64], extreme: f64) -> Option<Self> {
        let mean = mean(before).filter(|_| before.len() >= 3)?;
        let squares: f64 = before.iter().map(|x| (x - mean).powi(2)).sum();
        let pairs = before.iter().zip(before.iter().skip(1));
        let products: f64 = pairs.map(|(a, b)| (a - mean) * (b - mean)).sum();
        let deviation = (squares / (before.len() - 1) as f64).sqrt();
        let rho = products / squares;
        (rho.is_finite() && deviation > 0.0).then(|| Drift {
            mean,
            deviation,
            drift: Drift::back(mean, extreme, rho.clamp(0.0, 1.0)),
        })
    }

    /// (1 - rho) * (extreme - mean).
    pub fn back(mean: f64, extreme: f64, rho: f64) -> f64 {
        (1.0 - rho) * (extreme - mean)
    }
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extreme_value_drifts_back() {
        assert!((Drift::back(10.0, 16.0, 0.4) - 3.6).abs() < 1e-12);
        assert_eq!(Drift::of(&[10.0, 10.0, 10.0], 16.0), None);
        let drift = Drift::of(&[9.0, 11.0, 9.0, 11.0, 9.0, 11.0], 16.0).unwrap();
        // A negative correlation does not make it drift further than all the way.
        assert!((drift.drift - 6.0).abs() < 1e-12 && (drift.mean - 10.0).abs() < 1e-12);
    }
}
