//! What happened, written over the plot: every note on a staff of its own, none across another.

use super::axis;
use crate::render::layout::Rect;
use crate::render::text::Font;
use crate::spc::Position;

/// Something to be marked on a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// When.
    pub at: Position,
    /// What sort of thing it is.
    pub kind: NoteKind,
    /// What happened, or why.
    pub text: String,
}

/// What sort of thing a [`Note`] marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoteKind {
    /// Something happened.
    Event,
    /// Lines are calculated anew from here on.
    Phase,
    /// The definition of the measure changed; points before and after are not joined.
    Version,
    /// A point is left out of all calculations.
    LeftOut,
}

impl Note {
    /// Something that happened.
    pub fn event(at: impl Into<Position>, text: impl Into<String>) -> Self {
        Note { at: at.into(), kind: NoteKind::Event, text: text.into() }
    }

    /// Why lines are calculated anew from here on.
    pub fn phase(at: impl Into<Position>, text: impl Into<String>) -> Self {
        Note { kind: NoteKind::Phase, ..Note::event(at, text) }
    }

    /// What changed in the definition.
    pub fn version(at: impl Into<Position>, text: impl Into<String>) -> Self {
        Note { kind: NoteKind::Version, ..Note::event(at, text) }
    }

    /// Why a point is left out.
    pub fn left_out(at: impl Into<Position>, text: impl Into<String>) -> Self {
        Note { kind: NoteKind::LeftOut, ..Note::event(at, text) }
    }

    /// The note with the word for its kind.
    pub(super) fn words(&self) -> String {
        let text = self.text.trim();
        match self.kind {
            NoteKind::Event => text.to_owned(),
            NoteKind::Phase => format!("New phase: {text}"),
            NoteKind::Version => format!("Definition changed: {text}"),
            NoteKind::LeftOut => format!("Left out: {text}"),
        }
    }

    /// The same with its time before it.
    pub(super) fn dated(&self) -> String {
        format!("{}: {}", axis::name(self.at), self.words())
    }
}

/// How wide a label is at most, in sizes of its letters.
const WIDEST: f64 = 13.5;
/// The most rows of text over the plot.
const ROWS: usize = 10;
/// Room between a staff and its words, and between words and what stands beside them.
const GAP: f64 = 4.0;

/// A label in its place: its bottom row, counted from the plot upwards, and its lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    pub(super) note: usize,
    pub(super) staff: f64,
    pub(super) left: f64,
    pub(super) width: f64,
    pub(super) row: usize,
    pub(super) lines: Vec<String>,
}

impl Label {
    fn rows(&self) -> std::ops::Range<usize> {
        self.row..self.row + self.lines.len()
    }

    fn right(&self) -> f64 {
        self.left + self.width
    }

    /// Whether words would touch words, or a staff run through words.
    fn collides(&self, other: &Label) -> bool {
        let beside =
            self.right() + 2.0 * GAP <= other.left || other.right() + 2.0 * GAP <= self.left;
        let over = self.rows().end <= other.row || other.rows().end <= self.row;
        let through = |staff: &Label, words: &Label| {
            let under = words.row < staff.row;
            under && staff.staff > words.left - GAP / 2.0 && staff.staff < words.right() + GAP / 2.0
        };
        !(beside || over) || through(self, other) || through(other, self)
    }
}

/// Finds a place for as many labels as fit between `room.left` and `room.right()`, from the last
/// staff to the first, each as low as it can stand. Notes that fit nowhere are left out.
pub(super) fn place(notes: &[(usize, f64, String)], room: Rect, font: Font) -> Vec<Label> {
    let mut order: Vec<&(usize, f64, String)> = notes.iter().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    let mut placed: Vec<Label> = Vec::new();
    for (note, staff, text) in order {
        let lines = font.wrap(text, (WIDEST * font.size()).min(room.width));
        let width = lines.iter().map(|line| font.width(line)).fold(0.0, f64::max);
        if lines.is_empty() || lines.len() > ROWS {
            continue;
        }
        let sides = [staff + GAP, staff - GAP - width];
        let fits = |left: f64| left >= room.left && left + width <= room.right();
        // To the right of the staff at any height, before to its left: words on the left stand in the
        // way of the staffs that are still to come.
        let rows = 0..=ROWS - lines.len();
        let spots = sides.into_iter().flat_map(|left| rows.clone().map(move |row| (row, left)));
        let found = spots
            .filter(|(_, left)| fits(*left))
            .map(|(row, left)| Label {
                note: *note,
                staff: *staff,
                left,
                width,
                row,
                lines: lines.clone(),
            })
            .find(|label| !placed.iter().any(|other| label.collides(other)));
        placed.extend(found);
    }
    placed
}

/// How many rows labels take.
pub(super) fn rows(labels: &[Label]) -> usize {
    labels.iter().map(|label| label.rows().end).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::render::text::Weight;

    const ROOM: Rect = Rect { left: 10.0, top: 0.0, width: 500.0, height: 200.0 };

    #[test]
    fn close_notes_climb_to_the_left() {
        let font = Font::new(10.0, Weight::Regular);
        let notes =
            [40_u16, 60, 80, 300].map(|x| (usize::from(x), f64::from(x), "Team formed".to_owned()));
        let labels = place(&notes, ROOM, font);
        let rows: Vec<(usize, usize)> = labels.iter().map(|l| (l.note, l.row)).collect();
        assert_eq!(rows, [(300, 0), (80, 0), (60, 1), (40, 2)]);
        let edge = place(&[(0, 505.0, "At the edge".to_owned())], ROOM, font);
        assert!(edge.iter().all(|label| label.right() < 505.0) && edge.len() == 1);
    }

    proptest! {
        #[test]
        fn words_meet_neither_words_nor_staffs(
            notes in proptest::collection::vec((10.0..510.0_f64, "[a-z ]{1,60}"), 0..12),
        ) {
            let font = Font::new(10.0, Weight::Regular);
            let numbered = notes.into_iter().enumerate();
            let notes: Vec<_> = numbered.map(|(number, (x, text))| (number, x, text)).collect();
            let labels = place(&notes, ROOM, font);
            for (number, label) in labels.iter().enumerate() {
                prop_assert!(label.left >= ROOM.left && label.right() <= ROOM.right());
                for other in labels.iter().skip(number + 1) {
                    let rows = label.rows().start < other.rows().end
                        && other.rows().start < label.rows().end;
                    let beside = label.left < other.right() && other.left < label.right();
                    prop_assert!(!(rows && beside), "{label:?} on {other:?}");
                    for (staff, words) in [(label, other), (other, label)] {
                        let crosses = staff.staff > words.left && staff.staff < words.right();
                        prop_assert!(
                            !(crosses && words.row < staff.rows().end),
                            "the staff of {staff:?} through {words:?}"
                        );
                    }
                }
            }
        }
    }
}
