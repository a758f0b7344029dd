//! The picture of hours there are against hours asked: one panel for each role, one bar for each week.
//!
//! A bar is stacked by what asks: changes, tests of change, collecting data, co-design, each in a tone
//! of its own that stays apart in grey. The hours that there are run over the bars as a line. A week
//! that does not fit carries a triangle at the head of its panel, an outline about what stands above
//! the line, and words at the side. The text alternative says it all again.
//!
//! ```
//! use improvement::base::{Hours, Week};
//! use improvement::capability::{Capacity, Demand, Supply};
//! use improvement::render::CapacityChart;
//! let supply = Supply::new("nurse".parse()?, Hours::new(6.0)?, None);
//! let demand = Demand::a_week("nurse".parse()?, "change:huddle".parse()?, Hours::new(7.0)?, None);
//! let capacity = Capacity::of(Week::of("2026-01-05".parse()?), 12, &[supply], &[demand]);
//! let chart = CapacityChart::new("Ward 4", capacity);
//! assert!(chart.description().contains("nurse: short in 12 of 12 weeks"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod plot;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::words::and;
use crate::base::{AnyId, Date, Hours, WeekHours};
use crate::capability::{Capacity, RoleWeeks, Shortage};
use crate::programme::Programme;
use crate::render::scene::Scene;

/// What can be set about the picture. Distances are in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CapacityOptions {
    /// How wide it is. Default 1,100; not less than 640.
    pub width: f64,
    /// The size of the words. Default 12.
    pub font_size: f64,
    /// How many roles stand on one [page](CapacityChart::pages). Default 10; at least one.
    pub roles_a_page: usize,
}

impl Default for CapacityOptions {
    fn default() -> Self {
        CapacityOptions { width: 1100.0, font_size: 12.0, roles_a_page: 10 }
    }
}

impl CapacityOptions {
    fn checked(self) -> Self {
        let fit = |value: f64, least: f64, most: f64, or: f64| {
            if value.is_finite() { value.clamp(least, most) } else { or }
        };
        CapacityOptions {
            width: fit(self.width, 640.0, 10_000.0, 1100.0),
            font_size: fit(self.font_size, 6.0, 24.0, 12.0),
            roles_a_page: self.roles_a_page.max(1),
        }
    }
}

/// Hours there are against hours asked, to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct CapacityChart {
    title: String,
    capacity: Capacity,
    /// The words by which people know roles and causes.
    labels: BTreeMap<AnyId, String>,
    missing: Vec<String>,
    /// The roles on this page, by number: all, or some of them.
    roles: std::ops::Range<usize>,
    options: CapacityOptions,
}

impl CapacityChart {
    /// A picture of some weeks. Roles and causes are called by their ids.
    pub fn new(title: impl Into<String>, capacity: Capacity) -> Self {
        CapacityChart {
            title: title.into(),
            roles: 0..capacity.roles().len(),
            capacity,
            labels: BTreeMap::new(),
            missing: Vec::new(),
            options: CapacityOptions::default(),
        }
    }

    /// The weeks of a programme from the week of a day on. What records hours and cannot be placed in
    /// weeks is named under the picture.
    pub fn of_programme(
        programme: &Programme,
        from: Date,
        weeks: usize,
        full_time: WeekHours,
    ) -> Self {
        let capacity = programme.capacity(from, weeks, full_time);
        let mut chart = CapacityChart::new(programme.name().as_str(), capacity);
        let mut named: Vec<AnyId> = Vec::new();
        for role in chart.capacity.roles() {
            named.push(role.role().into());
            named.extend(role.causes().iter().map(|cause| cause.cause.clone()));
        }
        for id in named {
            if let Some(label) = programme.label_of(&id) {
                chart.labels.insert(id.clone(), label.to_owned());
            }
        }
        chart.missing =
            programme.hours(full_time).unplaced.iter().map(ToString::to_string).collect();
        chart
    }

    /// The same picture, drawn otherwise.
    #[must_use]
    pub fn with_options(mut self, options: CapacityOptions) -> Self {
        self.options = options;
        self
    }

    /// The picture in pages of so many roles as the options say; one page where they all fit on one.
    pub fn pages(&self) -> Vec<CapacityChart> {
        let each = self.options.checked().roles_a_page;
        let count = self.roles.len().div_ceil(each).max(1);
        if count == 1 {
            return vec![self.clone()];
        }
        (0..count)
            .map(|page| {
                let start = self.roles.start + page * each;
                let roles = start..(start + each).min(self.roles.end);
                let title = format!("{} ({} of {count})", self.title.trim(), page + 1);
                // What could not be placed is said once, at the end.
                let missing = if page + 1 == count { self.missing.clone() } else { Vec::new() };
                CapacityChart { title, missing, roles, ..self.clone() }
            })
            .collect()
    }

    /// What it says, in words: the text alternative of the picture.
    pub fn description(&self) -> String {
        let mut lines = vec![self.span()];
        for role in self.shown() {
            lines.push(format!("{}: {}.", self.role_label(role), self.words(role)));
        }
        if self.shown().next().is_none() {
            lines.push("No role has hours, and none are asked.".to_owned());
        }
        lines.extend(self.missing.iter().map(|line| format!("Not placed: {line}.")));
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

    fn shown(&self) -> impl Iterator<Item = &RoleWeeks> {
        self.capacity.roles().get(self.roles.clone()).unwrap_or_default().iter()
    }

    fn span(&self) -> String {
        match self.capacity.len().checked_sub(1) {
            None => "No week.".to_owned(),
            Some(last) => {
                let (first, last) = (self.capacity.first(), self.capacity.week(last));
                format!("Weeks {first} to {last}, from {} on.", first.first_day())
            }
        }
    }

    fn role_label(&self, role: &RoleWeeks) -> String {
        self.label(&role.role().into(), role.role().as_str())
    }

    fn label(&self, id: &AnyId, or: &str) -> String {
        self.labels.get(id).cloned().unwrap_or_else(|| or.to_owned())
    }

    /// How many weeks are short, which is the first, by how much and because of what.
    fn words(&self, role: &RoleWeeks) -> String {
        let (short, of) = (role.weeks_short().count(), self.capacity.len());
        if !role.is_recorded() {
            return format!(
                "no hours are recorded; {} asked a week",
                range(role, RoleWeeks::needs)
            );
        }
        let there = range(role, |role, week| role.has(week).unwrap_or(0.0));
        let asked = range(role, RoleWeeks::needs);
        match self.capacity.first_shortage_of(role) {
            None => format!("fits in all {of} weeks; {asked} asked a week, {there} there"),
            Some(first) => format!(
                "short in {short} of {of} weeks; {asked} asked a week, {there} there; the first is {}",
                self.shortage(&first)
            ),
        }
    }

    fn shortage(&self, shortage: &Shortage) -> String {
        let causes: Vec<String> = shortage
            .because
            .iter()
            .map(|claim| {
                let mark = if claim.is_new() { ", new that week" } else { "" };
                let label = self.label(&claim.cause, &claim.cause.to_string());
                format!("{label} ({}{mark})", hours(claim.hours))
            })
            .collect();
        format!(
            "{} (from {}), {} short: {}",
            shortage.week,
            shortage.week.first_day(),
            hours(shortage.short()),
            and(&causes)
        )
    }
}

/// The least and the most over the weeks of a role.
fn range(role: &RoleWeeks, of: impl Fn(&RoleWeeks, usize) -> f64) -> String {
    let (low, high) = (0..role.len())
        .map(|week| of(role, week))
        .fold((f64::INFINITY, 0.0_f64), |(low, high), h| (low.min(h), high.max(h)));
    let (low, high) = (hours(low.min(high)), hours(high));
    if low == high { high } else { format!("{} to {high}", low.trim_end_matches(" h")) }
}

/// Hours as people read them.
fn hours(hours: f64) -> String {
    Hours::new(hours.clamp(0.0, Hours::MAX)).unwrap_or(Hours::NONE).to_string()
}
