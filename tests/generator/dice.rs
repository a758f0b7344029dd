//! Leaves by chance, from a row of bytes: when the bytes run out, the plainest of everything comes.
//! So a shorter row is a simpler programme, and shrinking finds simple ones.

use improvement::base::{
    Belief, Cadence, Date, DelayWindow, Gate, Hours, Label, Number, Period, Reason, Retirement,
    Share, Source, Span, Statement, Tag, WeekHours, Weight,
};
use improvement::diagram::EffectSize;

/// A row of bytes, thrown one after another.
pub(crate) struct Dice<'b> {
    bytes: std::slice::Iter<'b, u8>,
}

/// Fragments that are hard to write down, or easy to confuse.
const FRAGMENTS: [&str; 30] = [
    "wards ",
    "act early",
    "é",
    "Ümläute",
    "患者",
    "безопасность",
    "مريض",
    "🏥",
    "\u{200d}",
    "\u{feff}",
    "\u{2028}",
    "\"",
    "'",
    "\\",
    "#",
    "[a]",
    "{b}",
    "= 1",
    "'''",
    "\"\"\"",
    "true",
    "nan",
    "1979-05-27",
    "%",
    "<&>",
    "a\u{308}",
    "\u{10ffff}",
    "\\u0041",
    ", ",
    "  ",
];

impl<'b> Dice<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Dice { bytes: bytes.iter() }
    }

    fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or(0)
    }

    /// A number below this one; 0 when the bytes have run out.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let bytes = if limit > 256 { 4 } else { 1 };
        let number = (0..bytes).fold(0, |number, _| number << 8 | usize::from(self.byte()));
        number % limit.max(1)
    }

    pub(crate) fn coin(&mut self) -> bool {
        self.byte() % 2 == 1
    }

    pub(crate) fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.coin().then(|| make(self))
    }

    pub(crate) fn many<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }

    pub(crate) fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    /// Some of these, each at most once, in their order.
    pub(crate) fn some<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        if of.is_empty() || !self.coin() {
            return Vec::new();
        }
        of.iter().filter(|_| self.below(4) == 1).cloned().collect()
    }

    fn text(&mut self, limit: usize, lines: bool) -> String {
        let mut text = String::new();
        for _ in 0..=self.below(5) {
            match self.below(8) {
                0..=4 => text.push_str(self.one(&FRAGMENTS)),
                5 if lines => text.push_str(self.one(&["\n", "\r\n", "\t", "\r", "\n\n"])),
                6 => {
                    let code = u32::try_from(self.below(0x11_0000)).unwrap();
                    text.extend(char::from_u32(code).filter(|c| !c.is_control()));
                }
                _ => text.push('w'),
            }
        }
        if self.below(40) == 1 {
            text.push_str(&"long ".repeat(limit));
        }
        let mut text: String = text.chars().take(limit - 1).collect();
        if text.trim().is_empty() {
            text.push('x');
        }
        text
    }

    pub(crate) fn label(&mut self) -> Label {
        Label::new(self.text(Label::MAX_CHARS, false)).unwrap()
    }

    pub(crate) fn statement(&mut self) -> Statement {
        Statement::new(self.text(Statement::MAX_CHARS, true)).unwrap()
    }

    pub(crate) fn reason(&mut self) -> Reason {
        Reason::new(self.text(Reason::MAX_CHARS, true)).unwrap()
    }

    pub(crate) fn tag(&mut self) -> Tag {
        Tag::new(self.text(Tag::MAX_CHARS, false)).unwrap()
    }

    pub(crate) fn source(&mut self) -> Source {
        Source::new(self.text(Source::MAX_CHARS, false)).unwrap()
    }

    /// Mostly of our time; now and then at the ends of the calendar.
    pub(crate) fn date(&mut self) -> Date {
        let first: Date = "2014-01-01".parse().unwrap();
        match self.below(12) {
            10 => self.one(&["0000-01-01", "0999-12-31", "2024-02-29"]).parse().unwrap(),
            11 => Date::LAST,
            _ => first.plus_days(u32::try_from(self.below(5000)).unwrap()),
        }
    }

    /// This day or a later one.
    pub(crate) fn from(&mut self, day: Date) -> Date {
        day.plus_days(u32::try_from(self.below(400)).unwrap())
    }

    pub(crate) fn period(&mut self) -> Period {
        let from = self.date();
        let (from, to) = match self.below(3) {
            0 => (Some(from), None),
            1 => (None, Some(from)),
            _ => (Some(from), Some(self.from(from))),
        };
        Period::new(from, to).unwrap()
    }

    pub(crate) fn number(&mut self) -> Number {
        let whole = self.below(2_000_000) as f64 - 1_000_000.0;
        let number = match self.below(8) {
            0 => whole,
            1 => whole / 7.0,
            2 => whole / 1000.0,
            3 => self.one(&[f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324, 0.1 + 0.2, 1e16, 1e300]),
            4 => self.one(&[9_007_199_254_740_993.0, 9.3e18, -1e19, 1e-7, -0.0]),
            _ => {
                let bits = (0..8).fold(0, |bits, _| bits << 8 | u64::from(self.byte()));
                let number = f64::from_bits(bits);
                if number.is_finite() { number } else { 1.5 }
            }
        };
        Number::new(number).unwrap()
    }

    fn part(&mut self) -> f64 {
        match self.below(3) {
            0 => self.one(&[0.0, 1.0, 0.5, 0.75]),
            1 => self.below(1001) as f64 / 1000.0,
            _ => self.below(usize::MAX >> 33) as f64 / (usize::MAX >> 33) as f64,
        }
    }

    pub(crate) fn share(&mut self) -> Share {
        Share::new(self.part()).unwrap()
    }

    pub(crate) fn belief(&mut self) -> Belief {
        Belief::new(self.part()).unwrap()
    }

    pub(crate) fn weight(&mut self) -> Weight {
        Weight::new(0.01 + self.part() * 999_999.0).unwrap()
    }

    pub(crate) fn gate(&mut self) -> Gate {
        self.one(&[
            Gate::Any,
            Gate::All,
            "at least 1".parse().unwrap(),
            "at least 4294967295".parse().unwrap(),
        ])
    }

    pub(crate) fn effect(&mut self) -> EffectSize {
        let mut sizes = [self.number(), self.number(), self.number()];
        sizes.sort();
        let [low, size, high] = sizes;
        let effect = EffectSize::new(size);
        let effect = if self.coin() { effect.within(low, high).unwrap() } else { effect };
        let sd = Number::new(self.part() * 40.0).unwrap();
        if self.coin() { effect.with_sd(sd).unwrap() } else { effect }
    }

    pub(crate) fn hours(&mut self) -> Hours {
        Hours::new(self.part() * 40.0).unwrap()
    }

    pub(crate) fn week_hours(&mut self) -> WeekHours {
        WeekHours::new(self.part() * 40.0).unwrap()
    }

    pub(crate) fn span(&mut self) -> Span {
        let unit = self.one(&["d", "w", "m", "y"]);
        format!("{}{unit}", self.below(10_000)).parse().unwrap()
    }

    pub(crate) fn delay(&mut self) -> DelayWindow {
        let (a, b) = (self.span(), self.span());
        DelayWindow::new(a, b).or_else(|_| DelayWindow::new(b, a)).unwrap()
    }

    pub(crate) fn cadence(&mut self) -> Cadence {
        let words = [
            "daily",
            "shift",
            "weekdays",
            "weekly",
            "fortnightly",
            "monthly",
            "quarterly",
            "yearly",
        ];
        let word = self.one(&words);
        match self.below(3) {
            0 => word.parse().unwrap(),
            _ => format!("{} {word}", 1 + self.below(65_535)).parse().unwrap(),
        }
    }

    pub(crate) fn retirement(&mut self) -> Retirement {
        let mut retirement = Retirement::new(self.reason());
        retirement.on = self.maybe(Dice::date);
        retirement
    }
}
