//! What a format could not carry.

use std::fmt;

use super::sheet::Sheet;

/// Something on a sheet that a text format cannot say, or says less well than the picture does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Loss {
    /// Which box stands above which: the program that draws the text decides.
    Order,
    /// Which column a box stands in: the program that draws the text goes by the links.
    Columns,
    /// The signs for status and for measures; their words stand in the boxes.
    Marks,
    /// That words are struck through; the word `retired` stands beside them.
    Struck,
    /// The difference between a weak link and one that was retired; the latter says so in words.
    RetiredLine,
    /// The signs `<`, `>` and `&` in the title, which others stand for that look like them.
    TitleSigns,
    /// The legend.
    Legend,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Loss::Order => {
                "the order of boxes within a column is left to the program that draws it"
            }
            Loss::Columns => "boxes stand in columns by their links, not by their level",
            Loss::Marks => "signs for status and measures are words only",
            Loss::Struck => "what was retired is not struck through, only said to be retired",
            Loss::RetiredLine => {
                "retired links look like weak ones, and only say that they are not"
            }
            Loss::TitleSigns => "angle brackets and ampersands in the title are replaced",
            Loss::Legend => "there is no legend",
        })
    }
}

/// Of what a format loses in general, that which is on this sheet.
pub(super) fn on(sheet: &Sheet, losses: &[Loss]) -> Vec<Loss> {
    let cards = sheet.cards();
    let is_on_it = |loss: &Loss| match loss {
        Loss::Order => sheet.columns().any(|(_, cards)| cards.len() > 1),
        Loss::Columns => sheet.columns().count() > 1,
        Loss::Marks => cards.iter().any(|c| c.status.is_some() || !c.measures.is_empty()),
        Loss::Struck => cards.iter().any(|c| c.retired),
        Loss::RetiredLine => sheet.links().iter().any(|l| l.look.retired),
        Loss::TitleSigns => sheet.title.contains(['<', '>', '&']),
        Loss::Legend => !cards.is_empty(),
    };
    losses.iter().copied().filter(is_on_it).collect()
}
