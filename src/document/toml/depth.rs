//! Refuses text that is nested too deeply, before it is parsed.
//!
//! The `toml` crate bounds brackets at 80 levels but not the parts of a dotted key: a key of a
//! hundred thousand parts becomes as many tables, one inside the other, and dropping those
//! exhausts the stack. So parts and brackets are counted here first. The count may be too high in
//! text that is malformed anyway, and is never too low.

use std::ops::Range;

use crate::document::tree::MAX_DEPTH;

/// The bytes of the first key that is too deep.
pub(super) fn too_deep(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    // For each open bracket: its closing one, and the levels before it was opened.
    let mut open: Vec<(u8, usize)> = Vec::new();
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
                    return Some(start..at);
                }
            }
            b'[' | b'{' => {
                open.push((if byte == b'[' { b']' } else { b'}' }, outer));
                outer += parts + 1;
                if outer > MAX_DEPTH {
                    return Some(from..at);
                }
                (parts, start) = (0, at);
            }
            b']' | b'}' => {
                if let Some((_, before)) = open.pop_if(|(closing, _)| *closing == byte) {
                    outer = before;
                }
                (parts, start) = (0, at);
            }
            b'#' => at = line_end(bytes, at),
            b'"' | b'\'' => at = string_end(bytes, from, byte),
            b',' | b'\n' => (parts, start) = (0, at),
            // Also at `=`: the value that follows counts under its key.
            _ => {}
        }
    }
    None
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    rest.iter().position(|&b| b == b'\n').map_or(bytes.len(), |i| from + i)
}

/// The end of a string that begins at `from`; a one-line string left open ends with its line.
fn string_end(bytes: &[u8], from: usize, quote: u8) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    let long = rest.starts_with(&[quote; 3]);
    let mut at = from + if long { 3 } else { 1 };
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 1,
            b'\n' if !long => return at,
            _ if byte == quote && !long => return at + 1,
            _ if byte == quote && bytes.get(at..at + 3) == Some(&[quote; 3]) => {
                // Up to two quotes may stand right before the closing three.
                let more = bytes.get(at + 3..).unwrap_or(&[]);
                return at + 3 + more.iter().take(2).take_while(|&&b| b == quote).count();
            }
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::too_deep;

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
}
