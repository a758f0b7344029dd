//! From bytes to lines and columns.

use std::ops::Range;

use crate::base::{Position, Problem};

/// Finds lines and columns in one text; made once, then asked many times.
///
/// Lines end at `\n`; the `\r` of a Windows line end belongs to the line it ends. A byte order mark
/// at the start is not a character of the first line.
///
/// ```
/// use improvement::document::place::Lines;
/// let lines = Lines::new("a = 1\nÄ = 2\n");
/// assert_eq!(lines.position(9).to_string(), "2:3");
/// ```
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

impl<'t> Lines<'t> {
    /// Finds where the lines of a text begin.
    pub fn new(text: &'t str) -> Self {
        let first = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let ends = text.bytes().enumerate().filter(|&(_, b)| b == b'\n');
        Lines { text, starts: std::iter::once(first).chain(ends.map(|(i, _)| i + 1)).collect() }
    }

    /// The line and column of a byte; a byte past the end counts as the end.
    pub fn position(&self, byte: usize) -> Position {
        let line = self.starts.partition_point(|&start| start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..self.floor(byte)).unwrap_or("");
        Position { line, column: before.chars().count() + 1 }
    }

    /// The bytes of a line, counted from 1, without its line end.
    pub fn line(&self, line: usize) -> Option<Range<usize>> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let end = if self.text.get(start..end)?.ends_with('\r') { end - 1 } else { end };
        Some(start..end)
    }

    /// The byte of the text at which the given byte of a line stands, both counted from 1; moved
    /// back to the start of its character, and to the end of the text where it lies beyond.
    pub fn byte_at(&self, line: usize, byte_in_line: usize) -> usize {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.floor(start + byte_in_line.saturating_sub(1))
    }

    /// The nearest start of a character at or before this byte.
    fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

/// Gives line and column to every problem that has bytes and is in this text, not in another file.
pub fn locate(text: &str, problems: &mut [Problem]) {
    let mut lines = None;
    for problem in problems {
        let place = &mut problem.place;
        let unknown = place.file.is_none() && place.position.is_none();
        if let Some(span) = place.span.as_ref().filter(|_| unknown) {
            let lines = lines.get_or_insert_with(|| Lines::new(text));
            place.position = Some(lines.position(span.start));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Code, Place};

    #[test]
    fn characters_are_counted_not_bytes() {
        let lines = Lines::new("é = \"ü\"\nb");
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
        assert_eq!(lines.position(2), Position { line: 1, column: 2 });
        assert_eq!(lines.position(1), Position { line: 1, column: 1 });
        assert_eq!(lines.position(10), Position { line: 2, column: 1 });
        assert_eq!(lines.position(999), Position { line: 2, column: 2 });
    }

    #[test]
    fn windows_line_ends_and_byte_order_marks_do_not_shift_columns() {
        let text = "\u{feff}a = 1\r\nb = 2\r\n";
        let lines = Lines::new(text);
        assert_eq!(lines.position(3), Position { line: 1, column: 1 });
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
        assert_eq!(lines.position(10), Position { line: 2, column: 1 });
        assert_eq!(lines.line(1).map(|r| &text[r]), Some("a = 1"));
        assert_eq!(lines.line(2).map(|r| &text[r]), Some("b = 2"));
        assert_eq!(lines.line(3).map(|r| &text[r]), Some(""));
        assert_eq!(lines.line(4), None);
        assert_eq!(lines.line(0), None);
    }

    #[test]
    fn a_byte_of_a_line_is_a_byte_of_the_text() {
        let lines = Lines::new("a\né = 1");
        assert_eq!(lines.byte_at(1, 1), 0);
        assert_eq!(lines.byte_at(2, 1), 2);
        assert_eq!(lines.byte_at(2, 2), 2);
        assert_eq!(lines.byte_at(2, 3), 4);
        assert_eq!(lines.byte_at(7, 7), 8);
        assert_eq!(lines.byte_at(0, 0), 0);
    }

    #[test]
    fn only_problems_of_this_text_are_located() {
        let problem = |place| Problem::new(Code::Series, place, "x");
        let mut problems = [
            problem(Place::at("a").with_span(6..7)),
            problem(Place::at("a").with_span(6..7).in_file("b.csv")),
            problem(Place::at("a")),
        ];
        locate("a = 1\nb = 2\n", &mut problems);
        let positions: Vec<_> = problems.iter().map(|p| p.place.position).collect();
        assert_eq!(positions, [Some(Position { line: 2, column: 1 }), None, None]);
    }
}
