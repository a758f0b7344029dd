//! How much may be claimed, and in which words.

use std::fmt;

/// Words that no sentence of this room may hold, whatever it claims.
pub const FORBIDDEN: [&str; 14] = [
    "caused",
    "causes",
    "proved",
    "proves",
    "due to",
    "because of",
    "led to",
    "resulted in",
    "impact of",
    "failed",
    "failure",
    "thanks to",
    "responsible for",
    "attributable",
];

/// How much may be claimed of a route: as much as of its weakest link. The levels and their words are
/// a choice of this crate, in the spirit of contribution analysis (Mayne 2001, 2008, 2012).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimLevel {
    /// 0: what was seen does not fit.
    Contradicted,
    /// 1: no data.
    Asserted,
    /// 2: the change happened.
    Delivered,
    /// 3: every link fits, and rivals stand.
    Consistent,
    /// 4: every link fits, and every rival was struck out in writing.
    Considered,
    /// 5: seen again elsewhere, or undone and restored.
    Repeated,
}

impl ClaimLevel {
    /// All six, from the lowest.
    pub const ALL: [ClaimLevel; 6] = [
        ClaimLevel::Contradicted,
        ClaimLevel::Asserted,
        ClaimLevel::Delivered,
        ClaimLevel::Consistent,
        ClaimLevel::Considered,
        ClaimLevel::Repeated,
    ];

    /// Its number, 0 to 5.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The words that it allows.
    pub const fn in_words(self) -> &'static str {
        match self {
            ClaimLevel::Contradicted => "what we saw does not fit our theory",
            ClaimLevel::Asserted => "we think so; there are no data yet that could tell",
            ClaimLevel::Delivered => "we did it; too early to say",
            ClaimLevel::Consistent => "moved together as we predicted; other explanations remain",
            ClaimLevel::Considered => {
                "consistent with our theory after considering other explanations"
            }
            ClaimLevel::Repeated => "seen more than once, as our theory predicts",
        }
    }
}

impl fmt::Display for ClaimLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "level {}: {}", self.number(), self.in_words())
    }
}

/// What limits every sentence of this room; said with every story.
pub const LIMITS: [&str; 4] = [
    "These are series that were observed, without a comparison group.",
    "Links are read one by one, as if they were independent.",
    "Beliefs are opinions with arithmetic.",
    "Where many charts are read, some show a signal by chance.",
];
