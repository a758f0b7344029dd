//! The sheet in words, for those who do not see the picture.

use std::fmt::Write;

use super::{Card, Look, Sheet};
use crate::diagram::{Sign, Strength};

impl Sheet {
    /// Everything the picture shows, in words and in the same order: one line for each card, with
    /// all that is marked on it and all that it leads to.
    pub fn outline(&self) -> String {
        let mut text = String::new();
        let mut number = 0;
        for (column, cards) in self.columns() {
            // Writing to a string cannot fail.
            let _ = match self.heading(column) {
                Some(heading) => writeln!(text, "{heading} ({}):", cards.len()),
                None => writeln!(text, "Column {} ({}):", column + 1, cards.len()),
            };
            for card in cards {
                text.push_str("- ");
                text.push_str(&words(card).join(", "));
                let effects: Vec<String> = self
                    .effects(number)
                    .map(|(look, effect)| format!("{}{}", one_line(&effect.label), remarks(look)))
                    .collect();
                if !effects.is_empty() {
                    let _ = write!(text, ", leads to: {}", effects.join("; "));
                }
                text.push('\n');
                number += 1;
            }
        }
        text
    }
}

/// The words on a card and those for its marks.
pub(in crate::render) fn words(card: &Card) -> Vec<String> {
    let mut words = vec![one_line(&card.label)];
    if !matches!(card.kind.word(), "aim" | "driver" | "change idea") {
        words.push(card.kind.word().to_owned());
    }
    words.extend(card.status.map(|status| status.to_string()));
    if card.retired {
        words.push("retired".to_owned());
    }
    words.extend(card.measures_by_family().into_iter().map(|(family, count)| match count {
        1 => format!("{family} measure"),
        n => format!("{n} {family} measures"),
    }));
    words.extend(card.note.as_deref().map(one_line));
    words
}

/// What is marked on a link, in brackets; nothing for a plain one.
pub(in crate::render) fn remarks(look: Look) -> String {
    let mut remarks: Vec<&str> = Vec::new();
    remarks.extend(look.strength.map(|strength| match strength {
        Strength::Strong => "strong",
        Strength::Weak => "weak",
    }));
    remarks.extend(match look.sign {
        Sign::Helps => None,
        Sign::Harms => Some("harms"),
        Sign::Unknown => Some("unknown whether it helps or harms"),
    });
    remarks.extend(look.retired.then_some("retired"));
    if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::samples;

    #[test]
    fn the_outline_says_all_that_is_shown() {
        insta::assert_snapshot!(samples::everything().outline());
    }
}
