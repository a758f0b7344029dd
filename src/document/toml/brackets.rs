//! Brackets and long texts, looked at before the text is parsed.
//!
//! The `toml` crate bounds brackets at 80 levels but not the parts of a dotted key: a key of a
//! hundred thousand parts becomes as many tables, one inside the other, and dropping those
//! exhausts the stack. So parts and brackets are counted here first. The count may be too high in
//! text that is malformed anyway, and is never too low.
//!
//! What is opened and never closed swallows the rest of the text; the parser says so at the end,
//! and a person wants to know where it began.

use std::ops::Range;

use crate::document::tree::MAX_DEPTH;

/// What a look at the brackets of a text tells.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Brackets {
    /// The bytes of the first key or bracket that is too deep.
    pub(super) too_deep: Option<Range<usize>>,
    /// The first bracket that is never closed.
    pub(super) unclosed: Option<usize>,
    /// The text of several lines that is never closed.
    pub(super) unclosed_text: Option<usize>,
}

/// Looks at every bracket, string and comment of a text.
pub(super) fn look(text: &str) -> Brackets {
    let bytes = text.as_bytes();
    let mut looked = Brackets::default();
    let mut open: Vec<Open> = Vec::new();
    let mut outer = 0; // levels of the open brackets and of the keys before them
    let mut parts = 0; // dots in the current run of keys
    let mut start = 0; // where that run began
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let from = at;
        at += 1;
        match byte {
            b'.' => {
                parts += 1;
                if outer + parts > MAX_DEPTH {
                    return Brackets { too_deep: Some(start..at), ..looked };
                }
            }
            b'[' | b'{' => {
                let closing = if byte == b'[' { b']' } else { b'}' };
                open.push(Open { closing, outer, at: from });
                outer += parts + 1;
                if outer > MAX_DEPTH {
                    return Brackets { too_deep: Some(from..at), ..looked };
                }
                (parts, start) = (0, at);
            }
            b']' | b'}' => {
                if let Some(closed) = open.pop_if(|open| open.closing == byte) {
                    outer = closed.outer;
                }
                (parts, start) = (0, at);
            }
            b'#' => at = line_end(bytes, at),
            b'"' | b'\'' => {
                let Some(end) = string_end(bytes, from, byte) else {
                    looked.unclosed_text = Some(from);
                    break;
                };
                at = end;
            }
            b',' | b'\n' => (parts, start) = (0, at),
            // Also at `=`: the value that follows counts under its key.
            _ => {}
        }
    }
    looked.unclosed = open.first().map(|open| open.at);
    looked
}

/// A bracket that is open.
struct Open {
    closing: u8,
    /// The levels before it was opened.
    outer: usize,
    at: usize,
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    rest.iter().position(|&b| b == b'\n').map_or(bytes.len(), |i| from + i)
}

/// The end of a string that begins at `from`; a one-line string left open ends with its line, and
/// one of several lines left open has no end.
fn string_end(bytes: &[u8], from: usize, quote: u8) -> Option<usize> {
    let rest = bytes.get(from..).unwrap_or(&[]);
    let long = rest.starts_with(&[quote; 3]);
    let mut at = from + if long { 3 } else { 1 };
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 1,
            b'\n' if !long => return Some(at),
            _ if byte == quote && !long => return Some(at + 1),
            _ if byte == quote && bytes.get(at..at + 3) == Some(&[quote; 3]) => {
                // Up to two quotes may stand right before the closing three.
                let more = bytes.get(at + 3..).unwrap_or(&[]);
                let quotes = more.iter().take(2).take_while(|&&b| b == quote).count();
                return Some(at + 3 + quotes);
            }
            _ => {}
        }
        at += 1;
    }
    (!long).then_some(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn too_deep(text: &str) -> Option<Range<usize>> {
        look(text).too_deep
    }

    #[test]
    fn ordinary_text_passes() {
        let text = "[a.b.c]\nd.e = { f = [1.0, 2.5, { g = 1 }] } # don't mind \"this\n\
                    x = \"a.b.c.d\\\"\" # ...\ny = '''\n[[[[.....''''\n[[z.z]]\n";
        assert_eq!(too_deep(&text.repeat(100)), None);
        let floats = format!("a = [{}]", "1.5, ".repeat(1000));
        assert_eq!(too_deep(&floats), None);
        let prose = format!("a = \"{}\"", "...".repeat(1000));
        assert_eq!(too_deep(&prose), None);
    }

    #[test]
    fn deep_keys_and_brackets_are_found() {
        assert!(too_deep(&format!("{}a = 1", "a.".repeat(100_000))).is_some());
        assert!(too_deep(&format!("[{}a]", "a . ".repeat(100))).is_some());
        assert!(too_deep(&format!("{}a = 1", "\"a\".".repeat(100))).is_some());
        assert!(too_deep(&format!("a = {}", "[".repeat(100_000))).is_some());
        let mixed = "{a.a.a.a.a.a.a.a.a.a=".repeat(8);
        assert!(too_deep(&format!("x = {mixed}1")).is_some());
    }

    #[test]
    fn the_limit_is_exact_for_keys() {
        assert!(too_deep(&format!("{}a = 1", "a.".repeat(64))).is_none());
        assert!(too_deep(&format!("{}a = 1", "a.".repeat(65))).is_some());
    }

    #[test]
    fn unclosed_strings_do_not_run_past_the_end() {
        for text in ["a = \"", "a = \"\\", "a = '''", "a = \"\"\"x\"\"", "a = \"x\nb.c = 1"] {
            assert_eq!(too_deep(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_never_closed_is_found_where_it_opens() {
        assert_eq!(look("a = [1]\nb = [2, { c = 3 }\nd = 4\n").unclosed, Some(12));
        assert_eq!(look("a = {\n").unclosed, Some(4));
        assert_eq!(look("a = \"[\" # {\n").unclosed, None);
        assert_eq!(look("a = 1\nb = \"\"\"x\ny\n").unclosed_text, Some(10));
        assert_eq!(look("a = \"\"\"x\"\"\"\nb = 'x\n").unclosed_text, None);
    }
}
