//! Ticks: round numbers up the side, days or places along the foot.

use chrono::Datelike;

use crate::base::Date;
use crate::render::text::Font;
use crate::spc::Position;

/// A scale from one round number to another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) step: f64,
    pub(super) ticks: Vec<f64>,
}

impl Scale {
    /// A scale that holds all numbers, of at most about `most` steps. It begins at 0 where the
    /// numbers come near it.
    pub(super) fn holding(numbers: impl Iterator<Item = f64>, most: f64) -> Self {
        // Room is left for the ends of the scale to be numbers too.
        let finite = numbers.filter(|number| number.is_finite()).map(|n| n.clamp(-1e300, 1e300));
        let (mut low, mut high) = finite
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), n| (low.min(n), high.max(n)));
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if low >= 0.0 && low <= 0.4 * high {
            low = 0.0;
        } else if high <= 0.0 && high >= 0.4 * low {
            high = 0.0;
        }
        let size = low.abs().max(high.abs());
        // What differs by less than rounding is one number.
        if high - low <= size * 1e-9 {
            let room = if size > 0.0 { size * 0.1 } else { 1.0 };
            (low, high) = (low - room, high + room);
            if low < 0.0 && low + room >= 0.0 {
                low = 0.0;
            }
        }
        let step = round_step((high - low) / most.max(1.0));
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let ticks: Vec<f64> = (0..100_u32)
            .map(|at| first + f64::from(at))
            .take_while(|at| *at <= last + 0.5)
            .map(|at| at * step)
            .collect();
        Scale { low: first * step, high: last * step, step, ticks }
    }

    /// How numbers of this scale are written, with so many more digits than its ticks.
    pub(super) fn write(&self, number: f64, more: usize) -> String {
        let size = self.low.abs().max(self.high.abs());
        let text = if self.step >= 1e9 || size >= 1e12 || self.step < 1e-4 {
            let digits = (size / self.step).log10().ceil().clamp(0.0, 6.0);
            let digits = (0..=6_usize).find(|d| *d as f64 >= digits).unwrap_or(6) + more;
            let text = format!("{number:.digits$e}");
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            let mantissa = if mantissa.contains('.') {
                mantissa.trim_end_matches('0').trim_end_matches('.')
            } else {
                mantissa
            };
            match text.parse::<f64>() {
                // What is small beside a huge scale.
                Ok(plain) if (1.0..1e6).contains(&plain.abs()) => grouped(&plain.to_string()),
                _ if exponent == "0" => mantissa.to_owned(),
                _ => format!("{mantissa}e{exponent}"),
            }
        } else {
            let more = if self.step >= 1e3 { 0 } else { more };
            grouped(&format!("{number:.digits$}", digits = decimals(self.step) + more))
        };
        let zero = !text.contains(|c: char| ('1'..='9').contains(&c));
        let text = if zero { text.trim_start_matches('-').to_owned() } else { text };
        text.replace('-', "\u{2212}")
    }
}

/// The least of 1, 2 and 5 times a power of 10 that is not below a number.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|m| m * power).into_iter().find(|s| *s >= least * 0.999);
    step.filter(|s| s.is_finite() && *s > 0.0).unwrap_or(1.0)
}

fn decimals(step: f64) -> usize {
    let mut power = 1.0;
    for digits in 0..8 {
        let whole = step * power;
        if (whole - whole.round()).abs() < 1e-6 * whole.abs().max(1e-9) {
            return digits;
        }
        power *= 10.0;
    }
    8
}

/// A comma between thousands.
fn grouped(text: &str) -> String {
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

/// Where positions lie along the foot, as a number.
pub(super) fn along(position: Position, first: Position) -> f64 {
    match (position, first) {
        (Position::Ordinal(at), Position::Ordinal(first)) => at as f64 - first as f64,
        (Position::Day(at), Position::Day(first)) => at.days_since(first) as f64,
        _ => f64::NAN,
    }
}

/// Ticks along the foot: how far from the first position, and what is written there. Labels stand
/// apart when `per` pixels are one day or place.
pub(in crate::render) fn foot(
    first: Position,
    last: Position,
    per: f64,
    font: Font,
) -> Vec<(f64, String)> {
    let fits = |ticks: &[(f64, String)]| {
        let mut pairs = ticks.iter().zip(ticks.iter().skip(1));
        pairs.all(|(a, b)| {
            (b.0 - a.0) * per >= f64::midpoint(font.width(&a.1), font.width(&b.1)) + 10.0
        })
    };
    match (first, last) {
        _ if first == last => vec![(0.0, name(first))],
        (Position::Day(from), Position::Day(to)) => {
            let found = STEPS.iter().map(|step| step.ticks(from, to));
            let mut found = found.filter(|ticks| ticks.len() > 1 && fits(ticks));
            found.next().unwrap_or_else(|| ends(first, last, fits))
        }
        (Position::Ordinal(from), Position::Ordinal(to)) => {
            let span = to as f64 - from as f64;
            let room = (span * per / (font.width("0000") + 10.0)).clamp(2.0, 12.0);
            let mut step = round_step(span / room).max(1.0);
            for _ in 0..8 {
                let start = (from as f64 / step).ceil();
                let ticks: Vec<(f64, String)> = (0..40_u32)
                    .map(|at| (start + f64::from(at)) * step)
                    .take_while(|at| *at <= to as f64)
                    .map(|at| (at - from as f64, grouped(&format!("{at:.0}"))))
                    .collect();
                if !ticks.is_empty() && fits(&ticks) {
                    return ticks;
                }
                step = round_step(step * 1.5);
            }
            ends(first, last, fits)
        }
        _ => Vec::new(),
    }
}

fn ends(
    first: Position,
    last: Position,
    fits: impl Fn(&[(f64, String)]) -> bool,
) -> Vec<(f64, String)> {
    let mut both = vec![(0.0, name(first)), (along(last, first), name(last))];
    if !fits(&both) {
        both.truncate(1);
    }
    both
}

/// A position in words.
pub(super) fn name(position: Position) -> String {
    match position {
        Position::Ordinal(number) => number.to_string(),
        Position::Day(day) => day_name(day),
    }
}

fn day_name(day: Date) -> String {
    let day = day.to_naive();
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

fn month_name(month: u32) -> &'static str {
    match month {
        1 => "Jan",
        2 => "Feb",
        3 => "Mar",
        4 => "Apr",
        5 => "May",
        6 => "Jun",
        7 => "Jul",
        8 => "Aug",
        9 => "Sep",
        10 => "Oct",
        11 => "Nov",
        _ => "Dec",
    }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Days(u32),
    Months(u32),
    Years(i32),
}

const STEPS: [Step; 18] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(200),
    Step::Years(500),
    Step::Years(1000),
];

impl Step {
    /// The ticks from day to day; none if they would be far too many.
    fn ticks(self, from: Date, to: Date) -> Vec<(f64, String)> {
        let span = to.days_since(from) as f64;
        let length = match self {
            Step::Days(days) => f64::from(days),
            Step::Months(months) => 30.0 * f64::from(months),
            Step::Years(years) => 365.0 * f64::from(years),
        };
        if span / length > 60.0 {
            return Vec::new();
        }
        let begin = from.to_naive();
        let mut day = match self {
            Step::Days(_) => Some(from),
            Step::Months(months) => {
                let month = begin.month0() - begin.month0() % months + 1;
                Date::new(begin.year(), month, 1)
            }
            Step::Years(years) => Date::new(begin.year() - begin.year() % years, 1, 1),
        };
        let mut ticks = Vec::new();
        while let Some(at) = day.filter(|at| *at <= to && ticks.len() < 70) {
            let naive = at.to_naive();
            let text = match self {
                Step::Days(_) => day_name(at),
                Step::Months(_) => format!("{} {}", month_name(naive.month()), naive.year()),
                Step::Years(_) => naive.year().to_string(),
            };
            if at >= from {
                ticks.push((at.days_since(from) as f64, text));
            }
            let next = match self {
                Step::Days(days) => at.plus_days(days),
                Step::Months(months) => at.plus_months(months),
                Step::Years(years) => at.plus_months(years.unsigned_abs() * 12),
            };
            day = (next > at).then_some(next);
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::text::Weight;

    fn scale(numbers: &[f64]) -> (Vec<String>, Scale) {
        let scale = Scale::holding(numbers.iter().copied(), 5.0);
        (scale.ticks.iter().map(|tick| scale.write(*tick, 0)).collect(), scale)
    }

    #[test]
    fn ticks_are_round_numbers_around_the_data() {
        assert_eq!(scale(&[3.2, 11.9]).0, ["0", "5", "10", "15"]);
        assert_eq!(scale(&[91.3, 94.0]).0, ["91", "92", "93", "94"]);
        assert_eq!(scale(&[-7.5, 4.0]).0, ["\u{2212}10", "\u{2212}5", "0", "5"]);
        assert_eq!(scale(&[0.02, 0.07]).0, ["0.00", "0.02", "0.04", "0.06", "0.08"]);
        assert_eq!(scale(&[]).0.first().map(String::as_str), Some("0.0"));
        assert_eq!(scale(&[1_234.0, 5_600.0]).0, ["0", "2,000", "4,000", "6,000"]);
        assert_eq!(scale(&[7.0, 7.0]).0, ["6.0", "6.5", "7.0", "7.5", "8.0"]);
        assert_eq!(scale(&[0.0]).0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
    }

    #[test]
    fn huge_and_tiny_numbers_have_few_distinct_ticks() {
        for numbers in [[1e59, 1e60], [-1e60, 1e60], [1e-20, 3e-20], [1e60, 1e60]] {
            let (words, scale) = scale(&numbers);
            assert!((2..=12).contains(&words.len()), "{words:?}");
            let mut different = words.clone();
            different.dedup();
            assert_eq!(words, different);
            assert!(scale.low <= numbers[0] && scale.high >= numbers[1]);
        }
        for numbers in [[f64::MAX, f64::MAX], [f64::MIN, f64::MAX]] {
            let (words, scale) = scale(&numbers);
            assert!(scale.low.is_finite() && scale.high.is_finite(), "{words:?}");
        }
    }

    #[test]
    fn large_numbers_are_written_as_people_write_them() {
        let (words, millions) = scale(&[12e6, 31.4e6]);
        assert_eq!(words.last().map(String::as_str), Some("40,000,000"));
        assert_eq!(millions.write(30_412_345.678, 1), "30,412,346");
        let (_, huge) = scale(&[-1e11, 55.2]);
        assert_eq!(huge.write(55.2, 1), "55.2");
        assert_eq!(huge.write(-1e11, 0), "\u{2212}1e11");
    }

    #[test]
    fn labels_along_the_foot_stand_apart() {
        let font = Font::new(11.0, Weight::Regular);
        let day = |text: &str| Position::Day(text.parse().unwrap());
        let words = |from, to, width: f64| {
            let span = along(to, from);
            let ticks = foot(from, to, width / span, font);
            ticks.into_iter().map(|(_, text)| text).collect::<Vec<_>>()
        };
        assert_eq!(
            words(day("2014-01-01"), day("2016-12-01"), 500.0),
            ["Jan 2014", "Jul 2014", "Jan 2015", "Jul 2015", "Jan 2016", "Jul 2016"]
        );
        assert_eq!(words(day("2014-01-06"), day("2014-01-07"), 300.0).len(), 2);
        assert_eq!(words(day("0000-01-01"), day("9999-12-31"), 600.0)[1], "1000");
        assert_eq!(words(1.into(), 24.into(), 250.0), ["5", "10", "15", "20"]);
        assert_eq!(foot(3.into(), 3.into(), 0.0, font), [(0.0, "3".to_owned())]);
    }
}
