//! How alike are two texts? For offering a match, never for making one.

use std::collections::BTreeMap;

/// The likeness below which no match is offered.
pub const LIKE_ENOUGH: f64 = 0.6;

/// How alike two texts are, 0 to 1: twice the character pairs they share over the pairs of both
/// (Dice 1945), counting repeated pairs, after lower-casing and collapsing spaces.
///
/// Texts too short to have pairs are alike if they are equal.
///
/// ```
/// use improvement::diagram::claims::likeness;
/// // ni ig gh ht, na ac ch ht: one of eight is shared twice over.
/// assert!((likeness("night", "nacht") - 0.25).abs() < 1e-12);
/// assert!((likeness("Sepsis  screening", "sepsis screening") - 1.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    Pairs::of(a).likeness(&Pairs::of(b))
}

/// The character pairs of one text, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pairs {
    text: String,
    count: BTreeMap<(char, char), u32>,
    total: u32,
}

impl Pairs {
    pub(crate) fn of(text: &str) -> Self {
        let text = collapsed(text).to_lowercase();
        let mut count = BTreeMap::new();
        let mut total = 0;
        for pair in text.chars().zip(text.chars().skip(1)) {
            *count.entry(pair).or_insert(0) += 1;
            total += 1;
        }
        Pairs { text, count, total }
    }

    pub(crate) fn likeness(&self, other: &Pairs) -> f64 {
        if self.text == other.text {
            return 1.0;
        }
        let total = self.total + other.total;
        if total == 0 {
            return 0.0;
        }
        let (few, many) =
            if self.count.len() <= other.count.len() { (self, other) } else { (other, self) };
        let both =
            few.count.iter().map(|(pair, &n)| n.min(many.count.get(pair).copied().unwrap_or(0)));
        2.0 * f64::from(both.sum::<u32>()) / f64::from(total)
    }
}

/// The text without spaces at its ends, and with one wherever there were several.
pub(crate) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
