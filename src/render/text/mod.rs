//! How wide text is, and where it breaks, without a font file at hand.
//!
//! Widths come from a built-in table of a common sans-serif font. A picture therefore has the
//! same size on every machine; a reader without that font sees a similar one, so boxes keep a
//! little room to spare.
//!
//! ```
//! use improvement::render::text::{Font, Weight};
//! let font = Font::new(12.0, Weight::Regular);
//! assert_eq!(font.wrap("Predict violence and act early", 100.0), ["Predict violence", "and act early"]);
//! assert!(font.width("wwww") > font.width("iiii"));
//! ```

mod widths;
mod wrap;

use widths::RUNS;

/// The fonts for which the built-in widths hold, as a CSS list: all were drawn to one metric.
pub const FONT_FAMILY: &str = "Arial, Liberation Sans, Arimo, Helvetica, sans-serif";

const UNITS_PER_EM: f64 = 2048.0;

/// What a character takes that the table does not hold, in em: most fonts' letters are narrower.
const UNKNOWN_EM: f64 = 1.0;
/// What a picture character takes at most, in em; the common colour emoji fonts have 1.17 to 1.28.
const EMOJI_EM: f64 = 1.3;

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Weight {
    /// Ordinary letters.
    #[default]
    Regular,
    /// Bold letters, which are wider.
    Bold,
}

/// A size and a weight of letters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Font {
    size: f64,
    weight: Weight,
}

impl Font {
    /// Letters of a size in pixels. A size that is not a positive number becomes 0.
    pub fn new(size: f64, weight: Weight) -> Self {
        Font { size: if size.is_finite() && size > 0.0 { size } else { 0.0 }, weight }
    }

    /// The size in pixels, from one baseline to the next without leading.
    pub fn size(self) -> f64 {
        self.size
    }

    /// The weight.
    pub fn weight(self) -> Weight {
        self.weight
    }

    /// The distance between the baselines of two lines: 1.25 times the size.
    pub fn line_height(self) -> f64 {
        self.size * 1.25
    }

    /// How far letters such as `h` stand above the baseline: 0.73 times the size.
    ///
    /// The height of capitals in Liberation Sans is 1409 of 2048 units, that of ascenders 1484.
    pub fn ascent(self) -> f64 {
        self.size * 0.73
    }

    /// How far the baseline stands below the top of its line, letters standing in its middle.
    pub fn baseline(self) -> f64 {
        f64::midpoint(self.line_height(), self.ascent())
    }

    /// How wide a text is in one line, in pixels.
    pub fn width(self, text: &str) -> f64 {
        text.chars().map(|c| self.char_width(c)).sum()
    }

    /// Breaks a text into lines no wider than `width`.
    ///
    /// Words stay whole where they fit, and lines are of like length: of all ways with the fewest
    /// lines, that with the least sum of squared slack. A word wider than `width` is broken between
    /// characters. A line break in the text stays one. No character is lost but the white space
    /// at which lines break. Blank text gives no line.
    ///
    /// Where not even one character fits, each line has one.
    pub fn wrap(self, text: &str, width: f64) -> Vec<String> {
        wrap::wrap(self, text, width)
    }

    /// As [`Font::wrap`], with at most `lines` lines; what does not fit is replaced by an ellipsis.
    ///
    /// Hidden text is a loss: only for places that show the whole text elsewhere.
    pub fn wrap_at_most(self, text: &str, width: f64, lines: usize) -> Vec<String> {
        wrap::shorten(self, wrap::wrap(self, text, width), width, lines)
    }

    fn char_width(self, c: char) -> f64 {
        self.size * em(c, self.weight)
    }
}

/// The advance width in em.
fn em(c: char, weight: Weight) -> f64 {
    let code = c as u32;
    let after = RUNS.partition_point(|run| run.first <= code);
    let known = after.checked_sub(1).and_then(|i| RUNS.get(i)).and_then(|run| {
        let widths = match weight {
            Weight::Regular => run.regular,
            Weight::Bold => run.bold,
        };
        widths.get((code - run.first) as usize).copied().filter(|&w| w > 0)
    });
    match known {
        Some(units) => f64::from(units) / UNITS_PER_EM,
        None if is_joined(c) => 0.0,
        None if is_picture(c) => EMOJI_EM,
        None => UNKNOWN_EM,
    }
}

/// Whether a character stands on or with the one before it, and so must not begin a line.
///
/// Combining marks, zero-width joiners and variation selectors, and skin tones.
fn is_joined(c: char) -> bool {
    matches!(u32::from(c),
        0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x064B..=0x065F | 0x0670
        | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0x200B..=0x200F | 0x2060..=0x2064
        | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0xFEFF | 0x1F3FB..=0x1F3FF | 0xE0020..=0xE007F)
}

/// Whether a character is drawn as a picture in most fonts.
fn is_picture(c: char) -> bool {
    matches!(u32::from(c), 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x1F000..=0x1FAFF)
}

/// Whether a line may break before and after a character with no space: scripts written without.
fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x303F | 0x3040..=0x33FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF
        | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

/// A text with characters that XML 1.0 cannot hold made visible: control characters by their
/// pictures (U+2400 and on), the two non-characters by the replacement character.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => c,
            '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
            '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "sums of the table's whole numbers are exact")]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // Units of Liberation Sans: i 455, W 1933, A (bold) 1479, space 569.
        let em = Font::new(2048.0, Weight::Regular);
        assert_eq!(em.width("iW "), 455.0 + 1933.0 + 569.0);
        assert_eq!(Font::new(2048.0, Weight::Bold).width("A"), 1479.0);
    }

    #[test]
    fn unknown_characters_take_at_least_an_em() {
        let em = Font::new(1.0, Weight::Regular);
        assert_eq!(em.width("安全"), 2.0);
        assert_eq!(em.width("🙂"), 1.3);
        assert_eq!(em.width("e\u{301}"), em.width("e"));
        assert_eq!(em.width("\u{7}"), 1.0);
    }

    #[test]
    fn runs_are_sorted_and_even() {
        assert!(RUNS.iter().all(|run| run.regular.len() == run.bold.len()));
        assert!(
            RUNS.windows(2)
                .all(|w| w[0].first as usize + w[0].regular.len() <= w[1].first as usize)
        );
    }

    #[test]
    fn a_size_that_is_no_number_is_nothing() {
        assert_eq!(Font::new(f64::NAN, Weight::Regular).width("a"), 0.0);
        assert_eq!(Font::new(-3.0, Weight::Regular).width("a"), 0.0);
    }
}
