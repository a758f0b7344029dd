//! The emotional map of a co-design project: where the journey is good, and where it is bad.
//!
//! Touchpoints from left to right in the order of the journey; what was felt as good stands high, what
//! was felt as bad low, and what was felt as both or as neither between. Each side has a shape of its
//! own, and every height is said in words too, so the map can be read in grey. The line follows what
//! was told of a touchpoint as a whole. A journey too long for one strip goes on in the next.
//!
//! How many raised something is shown from five people on ([`SmallNumbers`]); it ranks nothing. No
//! quotation is drawn: quotations are read through their consent alone
//! ([`Codesign::readable`]).
//!
//! ```
//! use improvement::base::Label;
//! use improvement::people::Constituency;
//! use improvement::people::codesign::{Codesign, Feeling, Touchpoint, Valence};
//! use improvement::render::EmotionalMap;
//! let mut project = Codesign::new(Label::new("A day at day surgery")?);
//! let mut waiting = Touchpoint::new(Label::new("Waiting without news")?);
//! waiting.feelings.push(Feeling::new(Constituency::Patients, Valence::Negative));
//! project.touchpoints.insert("waiting".parse()?, waiting)?;
//! let map = EmotionalMap::of(&project);
//! assert_eq!(map.description(), "1 touchpoint, in the order of the journey.\nWaiting without news: low point (patients: bad).");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod plot;
#[cfg(test)]
mod tests;

use crate::people::codesign::{Codesign, MapPoint, Mood, Raised};
use crate::people::{Constituency, SmallNumbers};
use crate::render::scene::Scene;

/// The emotional map of one project, to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct EmotionalMap {
    title: String,
    points: Vec<Stop>,
    width: f64,
}

/// One touchpoint, as it is drawn.
#[derive(Debug, Clone, PartialEq)]
struct Stop {
    label: String,
    step: Option<String>,
    mood: Mood,
    /// Each side: how it felt there, its words, and how many raised it where that may be shown.
    sides: Vec<SideFelt>,
    priorities: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
struct SideFelt {
    of: Constituency,
    mood: Mood,
    words: Vec<String>,
    raised: Option<u32>,
}

impl SideFelt {
    fn in_words(&self) -> String {
        let felt = match self.mood {
            Mood::High => "good",
            Mood::Low => "bad",
            Mood::Divided => "good and bad",
            Mood::Even | Mood::Untold => "neither",
        };
        let words = match self.words.as_slice() {
            [] => String::new(),
            words => format!(": {}", words.join(", ")),
        };
        let raised = self.raised.map(|n| format!(", raised by {n}")).unwrap_or_default();
        format!("{}: {felt}{words}{raised}", self.of)
    }
}

impl EmotionalMap {
    /// The map of a project, with the [default limits](SmallNumbers) on small numbers.
    pub fn of(project: &Codesign) -> Self {
        EmotionalMap::with_limits(project, &SmallNumbers::default())
    }

    /// The map of a project, with limits on small numbers of one's own.
    pub fn with_limits(project: &Codesign, limits: &SmallNumbers) -> Self {
        let stops = project.emotional_map();
        EmotionalMap {
            title: project.label.to_string(),
            points: stops.iter().map(|point| stop(project, point, *limits)).collect(),
            width: 960.0,
        }
    }

    /// The same map, so many pixels wide: from 480 to 4,000; 960 if it is left out.
    #[must_use]
    pub fn with_width(mut self, width: f64) -> Self {
        self.width = if width.is_finite() { width.clamp(480.0, 4_000.0) } else { 960.0 };
        self
    }

    /// What it says, in words: the text alternative of the picture.
    pub fn description(&self) -> String {
        let count = self.points.len();
        let plural = if count == 1 { "" } else { "s" };
        let mut lines = vec![format!("{count} touchpoint{plural}, in the order of the journey.")];
        lines.extend(self.points.iter().map(|stop| {
            let sides: Vec<String> = stop.sides.iter().map(SideFelt::in_words).collect();
            let step = stop.step.as_ref().map(|step| format!("{step}, ")).unwrap_or_default();
            let felt =
                if sides.is_empty() { String::new() } else { format!(" ({})", sides.join("; ")) };
            let became = match stop.priorities.as_slice() {
                [] => String::new(),
                list => format!(" It became a priority: {}.", list.join("; ")),
            };
            format!("{step}{}: {}{felt}.{became}", stop.label, stop.mood)
        }));
        lines.join("\n")
    }

    /// The picture as shapes and text.
    pub fn scene(&self) -> Scene {
        plot::draw(self)
    }

    /// The picture as SVG, well-formed and the same on every run.
    #[cfg(feature = "svg")]
    pub fn to_svg(&self) -> String {
        crate::render::svg::Svg::new(&self.scene()).to_string()
    }
}

fn stop(project: &Codesign, point: &MapPoint<'_>, limits: SmallNumbers) -> Stop {
    let side = |(of, raised): &(Constituency, Raised)| {
        let own = point.touchpoint.feelings.iter().filter(|feeling| feeling.of == *of);
        let mut words: Vec<String> = Vec::new();
        for word in own.flat_map(|feeling| &feeling.words) {
            if !words.iter().any(|known| known == word.as_str()) {
                words.push(word.to_string());
            }
        }
        let parts = [raised.positive, raised.negative, raised.neutral, raised.mixed];
        let all = parts.iter().fold(0_u32, |sum, part| sum.saturating_add(*part));
        let shown = all >= limits.counts_under && all < u32::MAX;
        SideFelt { of: *of, mood: raised.mood(), words, raised: shown.then_some(all) }
    };
    let label = |id: &&crate::base::PriorityId| {
        Some(project.priorities.get(id.as_str())?.label.to_string())
    };
    Stop {
        label: point.touchpoint.label.to_string(),
        step: point.touchpoint.step.as_ref().map(ToString::to_string),
        mood: point.mood,
        sides: point.raised.iter().map(side).collect(),
        priorities: point.priorities.iter().filter_map(label).collect(),
    }
}
