//! Colours. Each meaning also has a shape or a line style, and a word.

use crate::measure::Family;
use crate::render::scene::Colour;

/// The page.
pub(super) const PAPER: Colour = Colour::WHITE;
/// Words.
pub(super) const INK: Colour = Colour(0x1F, 0x29, 0x33);
/// Lesser words, and lines of no branch.
pub(super) const SLATE: Colour = Colour(0x52, 0x60, 0x6D);
/// What has left the theory.
pub(super) const FADED: Colour = Colour(0x6B, 0x74, 0x80);
/// Thin rules.
pub(super) const RULE: Colour = Colour(0xC5, 0xCD, 0xD5);
/// The inside of an aim.
pub(super) const AIM: Colour = Colour(0xE6, 0xF0, 0xF7);
/// The inside of a driver.
pub(super) const DRIVER: Colour = Colour(0xF6, 0xF8, 0xFA);

/// One colour for each branch of the diagram, in turn: a primary driver and what leads to it alone.
///
/// Darker kin of the set of Okabe and Ito (*Color Universal Design*, 2008), so that lines and marks
/// in them can be told from white paper, and from each other with most kinds of colour vision.
pub(super) const BRANCHES: [Colour; 6] = [
    Colour(0x00, 0x65, 0x9E),
    Colour(0xB8, 0x4A, 0x00),
    Colour(0x00, 0x73, 0x54),
    Colour(0x96, 0x3D, 0x74),
    Colour(0x7A, 0x5C, 0x00),
    Colour(0x4A, 0x4E, 0xA8),
];

/// The colour of a family's mark.
pub(super) const fn family(family: Family) -> Colour {
    match family {
        Family::Outcome => Colour(0xA8, 0x1E, 0x2B),
        Family::Process => Colour(0x00, 0x73, 0x54),
        Family::Balancing => Colour(0x00, 0x65, 0x9E),
        Family::Structure => SLATE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_marks_can_be_told_from_what_they_stand_on() {
        for under in [PAPER, AIM, DRIVER] {
            for words in [INK, SLATE] {
                assert!(words.contrast(under) >= 4.5, "{words} on {under}");
            }
            assert!(FADED.contrast(under) >= 4.0, "{FADED} on {under}");
            for mark in BRANCHES.into_iter().chain(Family::ALL.map(family)) {
                assert!(mark.contrast(under) >= 4.5, "{mark} on {under}");
            }
        }
        assert!(FADED.contrast(PAPER) >= 4.5);
    }
}
