//! The picture of routines over time: when each was kept, and when it was missed.
//!
//! One row for each routine or promise, time from left to right, one mark for each stretch in which
//! it was due. Each state has a shape, so the picture can be read in grey: a full disc for kept, a
//! half disc for kept in part, a cross for missed, a cross in a box for missed with a reason, a ring
//! for what is not over yet, a stroke for a pause. Where marks would be too small, they are gathered
//! by week or by month into boxes, filled as high as the part that was kept.
//!
//! ```
//! use improvement::base::{Date, Occasions};
//! use improvement::render::Calendar;
//! let day = |text: &str| text.parse::<Date>();
//! let huddle = Occasions::new("weekly".parse()?, day("2026-01-05")?)
//!     .with_held([day("2026-01-05")?, day("2026-01-20")?]);
//! let calendar = Calendar::new("Routines of ward 4", day("2026-01-01")?, day("2026-01-27")?)
//!     .with_row("Safety huddle", &huddle);
//! assert!(calendar.description().contains("Safety huddle: kept in 2 of 3 weeks"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod gather;
mod mark;
mod plot;

use crate::base::{Beat, BeatState, Date, Occasions};
use crate::programme::Programme;
use crate::render::scene::Scene;

/// What can be set about the picture. Distances are in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CalendarOptions {
    /// How wide it is. Default 960; not less than 480.
    pub width: f64,
    /// The size of the words. Default 12.
    pub font_size: f64,
}

impl Default for CalendarOptions {
    fn default() -> Self {
        CalendarOptions { width: 960.0, font_size: 12.0 }
    }
}

impl CalendarOptions {
    fn checked(self) -> Self {
        let fit = |value: f64, least: f64, most: f64, or: f64| {
            if value.is_finite() { value.clamp(least, most) } else { or }
        };
        CalendarOptions {
            width: fit(self.width, 480.0, 10_000.0, 960.0),
            font_size: fit(self.font_size, 6.0, 24.0, 12.0),
        }
    }
}

/// Routines and promises over time, to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    title: String,
    from: Date,
    as_of: Date,
    rows: Vec<Row>,
    missing: Vec<String>,
    options: CalendarOptions,
}

/// One routine or promise.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    label: String,
    /// How often, and at which tier.
    about: String,
    /// What is judged within the picture: `8 of 10 weeks`.
    within: String,
    /// The whole record, in one sentence.
    words: String,
    beats: Vec<Beat>,
}

impl Calendar {
    /// A calendar without rows, from a day up to the day as of which it is drawn. A first day after
    /// that is moved to it.
    pub fn new(title: impl Into<String>, from: Date, as_of: Date) -> Self {
        Calendar {
            title: title.into(),
            from: from.min(as_of),
            as_of,
            rows: Vec::new(),
            missing: Vec::new(),
            options: CalendarOptions::default(),
        }
    }

    /// The same calendar, drawn otherwise.
    #[must_use]
    pub fn with_options(mut self, options: CalendarOptions) -> Self {
        self.options = options;
        self
    }

    /// The same calendar, with one more row.
    #[must_use]
    pub fn with_row(self, label: impl Into<String>, occasions: &Occasions) -> Self {
        self.with_row_about(label.into(), occasions.cadence().to_string(), occasions)
    }

    fn with_row_about(mut self, label: String, about: String, occasions: &Occasions) -> Self {
        let beats: Vec<Beat> =
            occasions.beats(self.as_of).filter(|beat| beat.to >= self.from).collect();
        let within = match gather::judged(&beats) {
            (_, 0) if beats.iter().any(|beat| beat.state == BeatState::Paused) => {
                "paused".to_owned()
            }
            (_, 0) => "not due yet".to_owned(),
            (kept, judged) => {
                format!("{kept} of {judged} {}", occasions.cadence().rhythm().beat(judged))
            }
        };
        let words = occasions.adherence(self.as_of).to_string();
        self.rows.push(Row { label, about, within, words, beats });
        self
    }

    /// The routines that were not given up, from the front line up and in the order in which they
    /// were written, and then what leaders promised. What has no cadence or no first day cannot be
    /// drawn, and is named under the picture.
    pub fn of_programme(programme: &Programme, from: Date, as_of: Date) -> Self {
        let mut calendar = Calendar::new(programme.name().as_str(), from, as_of);
        let mut routines: Vec<_> = programme.systems().live_routines().collect();
        routines.sort_by_key(|(_, routine)| (routine.tier.is_none(), routine.tier));
        for (_, routine) in routines {
            let tier = routine.tier.map(|tier| format!(", {tier}")).unwrap_or_default();
            calendar = calendar.with_record(routine.label.as_str(), &tier, routine.occasions());
        }
        for promise in programme.leadership().commitments.rows() {
            let what = ", promised by leaders";
            calendar = calendar.with_record(promise.label.as_str(), what, promise.occasions());
        }
        calendar
    }

    fn with_record(mut self, label: &str, more: &str, occasions: Option<Occasions>) -> Self {
        let Some(occasions) = occasions else {
            self.missing.push(format!("{label}: how often, or since when, is not recorded"));
            return self;
        };
        let about = format!("{}{more}", occasions.cadence());
        self.with_row_about(label.to_owned(), about, &occasions)
    }

    /// What it says, in words: the text alternative of the picture.
    pub fn description(&self) -> String {
        let mut lines = vec![format!("From {} to {}.", self.from, self.as_of)];
        lines.extend(self.rows.iter().map(|row| format!("{}: {}.", row.label, row.words)));
        lines.extend(self.missing.iter().map(|line| format!("{line}.")));
        if self.rows.is_empty() {
            lines.push("Nothing is due again and again, or no record of it is kept.".to_owned());
        }
        lines.join("\n")
    }

    /// The picture as shapes and text.
    pub fn scene(&self) -> Scene {
        plot::draw(self, self.options.checked())
    }

    /// The picture as SVG, well-formed and the same on every run.
    #[cfg(feature = "svg")]
    pub fn to_svg(&self) -> String {
        crate::render::svg::Svg::new(&self.scene()).to_string()
    }
}

#[cfg(test)]
mod tests;
