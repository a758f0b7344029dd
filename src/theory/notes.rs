//! What happened and when, for the margin of a chart: ours or anyone's.

use std::fmt;

use super::TheoryReading;
use super::rivals::RivalKind;
use crate::base::{AnyId, Date, Label, MeasureId};
use crate::measure::Annotation;

/// What sort of thing a note on a chart is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// A change that should move the measure began.
    Started,
    /// A test of such a change, or one that collects the measure.
    Cycle,
    /// What the measure counts changed.
    Redefined,
    /// Noted by the team.
    Event,
    /// Another change began in the window in which the measure was expected to move.
    Rival,
    /// The measure's signal began.
    Signal,
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            NoteKind::Started => "began",
            NoteKind::Cycle => "test",
            NoteKind::Redefined => "definition changed",
            NoteKind::Event => "noted",
            NoteKind::Rival => "in the same window",
            NoteKind::Signal => "signal since",
        })
    }
}

/// One dated note for the chart of one measure.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ChartNote {
    /// The day.
    pub on: Date,
    /// What sort of thing it is.
    pub kind: NoteKind,
    /// Its words.
    pub label: String,
    /// What it is about.
    pub about: Option<AnyId>,
}

impl ChartNote {
    /// The note as an annotation of a series; `None` if it has no words that a label can hold.
    pub fn annotation(&self) -> Option<Annotation> {
        let text: String = self.label.lines().next()?.chars().take(Label::MAX_CHARS).collect();
        let mut annotation = Annotation::new(self.on, Label::new(text).ok()?);
        annotation.about.clone_from(&self.about);
        Some(annotation)
    }
}

impl TheoryReading<'_> {
    /// The notes for the chart of a measure until the day of the reading, by date: starts and tests
    /// of the changes that lead to a node it belongs to, what the team noted, new definitions, rival
    /// changes, and where its own signal began.
    pub fn notes_on(&self, measure: &MeasureId) -> Vec<ChartNote> {
        let mut notes: Vec<ChartNote> = Vec::new();
        let mut add = |on: Date, kind, label: &str, about: Option<AnyId>| {
            let note = ChartNote { on, kind, label: label.to_owned(), about };
            if on <= self.as_of && !notes.contains(&note) {
                notes.push(note);
            }
        };
        let diagram = self.programme.diagram();
        let belongs = diagram.nodes().filter(|node| node.measures().contains(measure));
        let mut changes = Vec::new();
        for node in belongs {
            let before = node.everything_before().into_iter().chain([node]);
            changes.extend(before.filter_map(crate::diagram::NodeRef::to_change));
        }
        for change in &changes {
            let started =
                self.node(change.as_str()).and_then(|node| node.delivery.as_ref()?.started);
            if let Some(day) = started {
                add(day, NoteKind::Started, change.label.as_str(), Some(change.id().into()));
            }
        }
        for (id, cycle) in self.programme.cycles() {
            let of_change = cycle.changes().any(|id| changes.iter().any(|c| c.id() == id));
            let collects = cycle.plan().all_measures().contains(&measure);
            if let Some(day) = cycle.start_day().filter(|_| of_change || collects) {
                add(day, NoteKind::Cycle, cycle.label.as_str(), Some(id.into()));
            }
        }
        let row = self.programme.measures().get(measure.as_str());
        if let Some(series) = row.and_then(|measure| measure.series.as_ref()) {
            for note in series.annotations() {
                if let Some(day) = note.on.day() {
                    add(day, NoteKind::Event, note.label.as_str(), note.about.clone());
                }
            }
            for version in series.versions() {
                if let Some(day) = version.from.day() {
                    add(day, NoteKind::Redefined, version.because.as_str(), None);
                }
            }
        }
        for link in self.links.iter().filter(|link| link.down.measures.contains(measure)) {
            for rival in &link.rivals {
                if let RivalKind::OtherChange(node, day) = &rival.kind {
                    let label = diagram.node(node.as_str()).map_or(node.as_str(), |n| n.label());
                    add(*day, NoteKind::Rival, label, Some(node.clone().into()));
                }
            }
        }
        if let Some(found) = self.measure(measure.as_str())
            && let Some(onset) = found.onset
        {
            let label = format!("{} since here", found.state);
            add(onset, NoteKind::Signal, &label, Some(measure.into()));
        }
        notes.sort_by(|a, b| (a.on, a.kind, &a.label).cmp(&(b.on, b.kind, &b.label)));
        notes
    }
}
