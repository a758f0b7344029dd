//! Where lines break.

use super::{Font, is_ideograph, is_joined};

/// A piece of text that may stand at either end of a line.
struct Piece<'t> {
    text: &'t str,
    width: f64,
    /// Whether white space stood before it, which becomes one space inside a line.
    spaced: bool,
}

pub(super) fn wrap(font: Font, text: &str, width: f64) -> Vec<String> {
    let width = if width.is_nan() { 0.0 } else { width.max(0.0) };
    text.split('\n').flat_map(|paragraph| wrap_paragraph(font, paragraph, width)).collect()
}

fn wrap_paragraph(font: Font, paragraph: &str, width: f64) -> Vec<String> {
    let pieces = pieces(font, paragraph, width);
    let space = font.width(" ");
    // The best way to set all pieces from `i` on: how many lines, what slack, and where the
    // second line begins.
    let mut best = vec![(0_usize, 0.0_f64, pieces.len()); pieces.len() + 1];
    for start in (0..pieces.len()).rev() {
        let mut used = 0.0;
        let mut chosen: Option<(usize, f64, usize)> = None;
        for (end, piece) in pieces.iter().enumerate().skip(start) {
            let gap = if piece.spaced && end > start { space } else { 0.0 };
            used += gap + piece.width;
            if used > width && end > start {
                break;
            }
            let (lines, slack, _) = best[end + 1];
            let here = (lines + 1, slack + (width - used).powi(2), end + 1);
            // On a tie the longer first line, as a reader would set it.
            if chosen.is_none_or(|c| (here.0, here.1) <= (c.0, c.1)) {
                chosen = Some(here);
            }
        }
        if let Some(chosen) = chosen {
            best[start] = chosen;
        }
    }
    let mut lines = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let end = best[start].2.max(start + 1);
        let mut line = String::new();
        for (i, piece) in pieces[start..end].iter().enumerate() {
            if piece.spaced && i > 0 {
                line.push(' ');
            }
            line.push_str(piece.text);
        }
        lines.push(line);
        start = end;
    }
    lines
}

/// Cuts a paragraph at white space, after hyphens and slashes inside words, around ideographs,
/// and inside words that are too wide.
fn pieces(font: Font, paragraph: &str, width: f64) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for word in paragraph.split(is_breaking_space).filter(|word| !word.is_empty()) {
        let mut spaced = true;
        for part in parts(word) {
            for text in slices(font, part, width) {
                pieces.push(Piece { text, width: font.width(text), spaced });
                spaced = false;
            }
        }
    }
    pieces
}

/// White space at which a line may break: all but the no-break spaces.
fn is_breaking_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// The parts of a word between which a line may break although there is no space.
fn parts(word: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let mut parts = Vec::new();
    let mut start = 0;
    for pair in chars.windows(3) {
        let [(_, before), (_, here), (next, after)] = *pair else { continue };
        let hyphen = matches!(here, '-' | '/' | '–' | '—')
            && before.is_alphanumeric()
            && after.is_alphanumeric()
            && !after.is_ascii_digit();
        if hyphen {
            parts.push(&word[start..next]);
            start = next;
        }
    }
    parts.push(&word[start..]);
    parts.into_iter().flat_map(around_ideographs).collect()
}

fn around_ideographs(part: &str) -> Vec<&str> {
    let mut slices = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, here) in part.char_indices() {
        let free = before.is_some_and(|b| is_ideograph(b) || is_ideograph(here));
        if free && !is_joined(here) && !is_closing(here) {
            slices.push(&part[start..at]);
            start = at;
        }
        before = Some(here);
    }
    slices.push(&part[start..]);
    slices
}

/// Punctuation that must not begin a line.
fn is_closing(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '(' | '[' | '{')
        || "、。，．：；！？）」』】".contains(c)
}

/// A part cut into slices no wider than `width`, each of at least one character with its marks.
fn slices(font: Font, part: &str, width: f64) -> Vec<&str> {
    if font.width(part) <= width {
        return vec![part];
    }
    let mut slices = Vec::new();
    let (mut start, mut used, mut joined) = (0, 0.0, false);
    for (at, c) in part.char_indices() {
        let wide = font.char_width(c);
        // A character after a zero-width joiner belongs to the picture before it.
        if at > start && used + wide > width && !is_joined(c) && !joined {
            slices.push(&part[start..at]);
            start = at;
            used = 0.0;
        }
        used += wide;
        joined = c == '\u{200D}';
    }
    slices.push(&part[start..]);
    slices
}

pub(super) fn shorten(
    font: Font,
    mut lines: Vec<String>,
    width: f64,
    at_most: usize,
) -> Vec<String> {
    if lines.len() <= at_most {
        return lines;
    }
    lines.truncate(at_most);
    if let Some(last) = lines.last_mut() {
        while !last.is_empty() && font.width(last) + font.width("…") > width {
            last.pop();
        }
        last.truncate(last.trim_end().len());
        last.push('…');
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Font, Weight};

    fn font() -> Font {
        Font::new(10.0, Weight::Regular)
    }

    #[test]
    fn lines_are_of_like_length() {
        // Greedy would set "3 2 / 2 / 5": here the second line takes both short words.
        let line = font().width("mmm nn");
        let lines = font().wrap("mmm nn oo ppppp", line);
        assert_eq!(lines, ["mmm", "nn oo", "ppppp"]);
    }

    #[test]
    fn long_words_break_and_marks_stay_with_their_letters() {
        let wide = "e\u{301}".repeat(20);
        let lines = font().wrap(&wide, 30.0);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|l| l.starts_with('e') && font().width(l) <= 30.0));
        assert_eq!(lines.concat(), wide);
        assert_eq!(font().wrap("abc", 0.0), ["a", "b", "c"]);
    }

    #[test]
    fn breaks_after_hyphens_and_between_ideographs() {
        let width = font().width("informed");
        assert_eq!(font().wrap("trauma-informed", width), ["trauma-", "informed"]);
        assert_eq!(font().wrap("患者安。", 31.0), ["患者", "安。"]);
        assert_eq!(font().wrap("2012-15", 20.0).concat(), "2012-15");
    }

    #[test]
    fn line_breaks_in_the_text_stay_and_blank_text_gives_no_line() {
        assert_eq!(font().wrap("a\nb", 100.0), ["a", "b"]);
        assert!(font().wrap(" \t ", 100.0).is_empty());
        assert_eq!(font().wrap("a\u{A0}b", 8.0).concat(), "a\u{A0}b");
    }

    #[test]
    fn an_ellipsis_stands_for_what_is_left_out() {
        let lines = font().wrap_at_most("one two three four five six", 40.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && font().width(&lines[1]) <= 40.0);
        assert_eq!(font().wrap_at_most("one", 40.0, 2), ["one"]);
        assert!(font().wrap_at_most("one two", 10.0, 0).is_empty());
    }

    proptest! {
        #[test]
        fn no_character_is_lost_and_no_line_is_too_wide(text in "\\PC{0,80}", width in 0.0..200.0_f64) {
            let lines = font().wrap(&text, width);
            let kept: String = lines.concat().split_whitespace().collect();
            let given: String = text.split_whitespace().collect();
            prop_assert_eq!(kept, given);
            for line in &lines {
                // Only a single character, with what is joined to it, may be wider.
                let single = line.chars().filter(|&c| !super::is_joined(c)).count() <= 1
                    || line.contains('\u{200D}');
                prop_assert!(single || font().width(line) <= width + 1e-9, "{:?}", line);
            }
        }

        #[test]
        fn random_words_fill_few_lines(words in proptest::collection::vec("[a-z]{1,9}", 1..30)) {
            let text = words.join(" ");
            let lines = font().wrap(&text, 120.0);
            // As many lines as setting each word as soon as it fits.
            let mut greedy = 1;
            let mut line = String::new();
            for word in &words {
                let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
                if font().width(&longer) > 120.0 { greedy += 1; line.clone_from(word); } else { line = longer; }
            }
            prop_assert_eq!(lines.len(), greedy);
        }
    }
}
