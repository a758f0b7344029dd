//! How often the method is followed, as published.

use super::{Item, Tally};
use crate::base::SourceMark;

/// A rate found in a study of how PDSA is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Published {
    /// The item computed here that it stands beside; `None` where none is.
    pub item: Option<Item>,
    /// What was counted.
    pub what: &'static str,
    /// How many of how many.
    pub tally: Tally,
    /// The study, in short.
    pub study: &'static str,
    /// Where the figure can be read.
    pub source: &'static str,
    /// How far it is confirmed.
    pub mark: SourceMark,
}

const MCNICHOLAS: &str = "McNicholas and colleagues 2019: 421 cycles recorded by 39 front-line teams, three yearly rounds";
const MCNICHOLAS_AT: &str = "https://qualitysafety.bmj.com/content/28/5/356.full";
const KNUDSEN: &str = "Knudsen and colleagues 2019: 120 papers of 2015 and 2016";
const KNUDSEN_AT: &str =
    "https://bmchealthservres.biomedcentral.com/articles/10.1186/s12913-019-4482-6";
const TAYLOR: &str = "Taylor and colleagues 2014: 73 papers";
const TAYLOR_AT: &str = "http://www.health.org.uk/journal-article/systematic-review-of-the-application-of-the-plan%E2%80%93do%E2%80%93study%E2%80%93act-method-to-improve";

const fn mcnicholas(item: Item, what: &'static str, met: u32, of: u32) -> Published {
    Published {
        item: Some(item),
        what,
        tally: Tally::new(met, of),
        study: MCNICHOLAS,
        source: MCNICHOLAS_AT,
        mark: SourceMark::Confirmed,
    }
}

const fn paper(
    study: &'static str,
    source: &'static str,
    what: &'static str,
    met: u32,
    of: u32,
) -> Published {
    let tally = Tally::new(met, of);
    Published { item: None, what, tally, study, source, mark: SourceMark::Confirmed }
}

/// Published rates: first the seven items of McNicholas and colleagues, all rounds together, in the
/// order of [`Item::ALL`]; then what two reviews of papers found.
pub const PUBLISHED: &[Published] = &[
    mcnicholas(Item::AllStages, "all stages documented", 299, 421),
    mcnicholas(Item::StudyAfterwards, "study written in the past tense", 253, 299),
    mcnicholas(Item::Learning, "learning activity present", 294, 299),
    mcnicholas(Item::Prediction, "explicit prediction", 36, 294),
    mcnicholas(Item::InSeries, "in a series of two or more cycles", 163, 299),
    mcnicholas(Item::GrowingScale, "series with growing scale", 19, 64),
    mcnicholas(Item::RegularData, "series using regular data over time", 29, 64),
    paper(TAYLOR, TAYLOR_AT, "papers that fully document a sequence of iterative cycles", 14, 73),
    paper(TAYLOR, TAYLOR_AT, "papers with monthly or more frequent data to inform cycles", 7, 47),
    paper(KNUDSEN, KNUDSEN_AT, "papers with a quantitative aim that was set and reached", 32, 120),
    paper(KNUDSEN, KNUDSEN_AT, "papers documented well enough for full analysis", 72, 120),
    paper(KNUDSEN, KNUDSEN_AT, "of these, an iterative chain of cycles", 41, 72),
    paper(KNUDSEN, KNUDSEN_AT, "of these, all four features together", 3, 72),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The percentages that the studies print beside their counts, and to how many tenths; the first
    /// review says "under 20%" of one.
    #[test]
    fn counts_agree_with_the_percentages_printed_beside_them() {
        let tenths = [71.0, 84.6, 98.3, 12.2, 54.5, 29.7, 45.3].map(|percent| (percent, 0.05));
        let whole = [15.0, 27.0, 60.0, 57.0, 4.0].map(|percent| (percent, 0.5));
        let printed = tenths.into_iter().chain([(19.5, 0.5)]).chain(whole);
        assert_eq!(PUBLISHED.len(), printed.clone().count());
        for (published, (percent, off)) in PUBLISHED.iter().zip(printed) {
            let share = published.tally.share().unwrap() * 100.0;
            assert!((share - percent).abs() <= off + 1e-9, "{}: {share}", published.what);
        }
    }
}
