//! Runs on one side of the centre line: how long, how many, and how many are to be expected.

use super::Side;
use super::rules::{RunBounds, RunTable};

/// The runs of one section.
///
/// Useful points are those that take part and do not lie on the centre line; a point on it, and a
/// missing one, breaks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct RunsAnalysis {
    /// The points of the section that are not excluded, missing ones included.
    pub points: usize,
    /// The points off the centre line.
    pub useful: usize,
    /// The number of points in the longest run; `None` without useful points.
    pub longest_run: Option<usize>,
    /// The longest run to be expected.
    pub longest_run_most: Option<usize>,
    /// How often the centre line is crossed.
    pub crossings: Option<usize>,
    /// The fewest crossings to be expected.
    pub crossings_least: Option<usize>,
    /// Whether the longest run is too long or the crossings are too few.
    pub signal: bool,
    /// The first and last point of the (first) longest run, and its side.
    pub longest: Option<(usize, usize, Side)>,
}

/// Analyses runs.
///
/// `sides` gives each useful point and its side, in order; `points` the number of points looked at.
pub(crate) fn analyse(
    sides: impl Iterator<Item = (usize, Side)>,
    points: usize,
    bounds: RunBounds,
) -> RunsAnalysis {
    let (mut useful, mut runs, mut longest_run) = (0, 0, 0);
    let (mut longest, mut start, mut length) = (None, 0, 0);
    let mut previous = None;
    for (at, side) in sides {
        useful += 1;
        if previous == Some(side) {
            length += 1;
        } else {
            (start, length) = (at, 1);
            runs += 1;
        }
        if length > longest_run {
            longest_run = length;
            longest = Some((start, at, side));
        }
        previous = Some(side);
    }
    if useful == 0 {
        return RunsAnalysis {
            points,
            useful,
            longest_run: None,
            longest_run_most: None,
            crossings: None,
            crossings_least: None,
            signal: false,
            longest,
        };
    }
    let crossings = runs - 1;
    RunsAnalysis {
        points,
        useful,
        longest_run: Some(longest_run),
        longest_run_most: Some(longest_run_most(useful)),
        crossings: Some(crossings),
        crossings_least: Some(crossings_least(useful)),
        signal: signals(bounds, useful, crossings, longest_run),
        longest,
    }
}

/// The longest run to be expected among `useful` points: log2 rounded, plus 3 (Schilling 2012, as
/// Anhøj and Olesen 2014 use it).
pub fn longest_run_most(useful: usize) -> usize {
    // log2 of a whole number is never halfway between two whole numbers, so squares settle the
    // rounding: round(log2 n) is the largest k with 2^(2k - 1) below n squared.
    let square = (useful as u128).saturating_mul(useful as u128);
    let rounded = (1..64).take_while(|k| square > 1_u128 << (2 * k - 1)).count();
    rounded + 3
}

/// The fewest crossings to be expected among `useful` points: the smallest k for which
/// Binomial(n - 1, 1/2) is at most k with a probability of at least 5 % (Chen 2010; Anhøj and
/// Olesen 2014).
pub fn crossings_least(useful: usize) -> usize {
    let trials = useful.saturating_sub(1);
    // In logarithms, since 2^-1074 is the smallest double.
    let mut log_term = -(trials as f64) * std::f64::consts::LN_2;
    let mut total = log_term.exp();
    let mut k = 0;
    while total < 0.05 && k < trials {
        log_term += ((trials - k) as f64).ln() - ((k + 1) as f64).ln();
        k += 1;
        total += log_term.exp();
    }
    k
}

fn signals(bounds: RunBounds, useful: usize, crossings: usize, longest: usize) -> bool {
    let row = useful.checked_sub(10).and_then(|row| BOXES.get(row));
    match (bounds, row) {
        (RunBounds::Anhoej, _) | (_, None) => {
            longest > longest_run_most(useful) || crossings < crossings_least(useful)
        }
        (RunBounds::CutBox, Some(&[least, most, from, within])) if from != 0 => {
            let (least, most) = (usize::from(least), usize::from(most));
            let inside = crossings > least && longest < most;
            let left = crossings == least && longest <= usize::from(within);
            let top = crossings >= usize::from(from) && longest <= most;
            !(inside || left || top)
        }
        (_, Some(&[least, most, ..])) => {
            crossings < usize::from(least) || longest > usize::from(most)
        }
    }
}

/// Bounds of (crossings, longest run) for 10 to 100 useful points: least crossings and longest run
/// of the best box; then, if its corners can be cut, the crossings from which the longest run of
/// the box is allowed and the longest run allowed at its least crossings (else 0, 0). From Anhøj
/// and Wentzel-Larsen, `PLoS` ONE 15:e0233920, 2020.
#[rustfmt::skip]
const BOXES: [[u8; 4]; 91] = [
    [2, 6, 3, 5], [3, 7, 4, 6], [3, 6, 0, 0], [3, 6, 0, 0], [3, 6, 0, 0], [4, 7, 6, 6],
    [5, 8, 6, 7], [5, 7, 0, 0], [5, 7, 6, 6], [5, 7, 6, 5], [6, 7, 0, 0], [7, 8, 0, 0],
    [6, 7, 7, 6], [6, 7, 7, 6], [6, 7, 7, 6], [6, 7, 0, 0], [9, 9, 10, 7], [9, 8, 10, 7],
    [9, 8, 11, 7], [10, 8, 0, 0], [11, 10, 12, 9], [11, 9, 14, 8], [11, 8, 0, 0], [11, 8, 12, 7],
    [11, 8, 13, 7], [12, 8, 0, 0], [13, 9, 15, 8], [14, 10, 0, 0], [13, 8, 0, 0], [15, 11, 0, 0],
    [15, 9, 0, 0], [15, 9, 17, 8], [14, 8, 0, 0], [14, 8, 0, 0], [17, 10, 0, 0], [17, 9, 0, 0],
    [17, 9, 19, 8], [17, 9, 20, 7], [19, 12, 20, 11], [19, 10, 21, 9], [19, 9, 0, 0], [19, 9, 21, 8],
    [19, 9, 21, 7], [21, 11, 23, 9], [21, 10, 23, 8], [21, 9, 0, 0], [21, 9, 23, 8], [23, 12, 25, 11],
    [23, 10, 24, 9], [23, 10, 26, 8], [23, 9, 0, 0], [23, 9, 24, 8], [25, 11, 27, 9], [25, 10, 27, 9],
    [26, 11, 27, 10], [26, 10, 27, 9], [27, 12, 29, 10], [27, 10, 0, 0], [27, 10, 29, 8], [28, 11, 29, 8],
    [29, 14, 30, 13], [29, 11, 31, 9], [29, 10, 30, 9], [30, 11, 31, 10], [30, 10, 0, 0], [31, 12, 32, 9],
    [31, 11, 34, 8], [31, 10, 33, 9], [32, 11, 33, 8], [33, 13, 37, 11], [33, 11, 35, 9], [33, 10, 0, 0],
    [34, 11, 36, 10], [33, 10, 36, 7], [35, 11, 0, 0], [35, 11, 38, 8], [35, 10, 36, 9], [35, 10, 38, 8],
    [37, 12, 38, 10], [37, 11, 39, 9], [38, 12, 0, 0], [37, 10, 39, 9], [39, 13, 41, 12], [39, 11, 40, 10],
    [39, 11, 42, 8], [39, 10, 0, 0], [39, 10, 41, 8], [41, 12, 42, 9], [41, 11, 44, 9], [42, 12, 43, 10],
    [41, 10, 42, 9],
];

/// The smallest and largest acceptable number of runs among `useful` points; `None` below 10.
pub fn run_count_bounds(useful: usize, table: RunTable) -> Option<(usize, usize)> {
    if useful < 10 {
        return None;
    }
    if table == RunTable::Printed {
        match useful {
            11 => return Some((3, 10)),
            12 => return Some((3, 11)),
            17 => return Some((5, 13)),
            20 => return Some((6, 16)),
            _ => {}
        }
    }
    Some(exact_run_bounds(useful))
}

/// Bounds of the number of runs for the most even split of `useful` points, 2.5 % on each side.
///
/// The number of runs of m and n points of two kinds has P(2k) = 2 C(m-1, k-1) C(n-1, k-1) / C(m+n, n)
/// and P(2k + 1) = [C(m-1, k) C(n-1, k-1) + C(m-1, k-1) C(n-1, k)] / C(m+n, n) (Wald and Wolfowitz
/// 1940; tabulated by Swed and Eisenhart 1943).
fn exact_run_bounds(useful: usize) -> (usize, usize) {
    let (m, n) = (useful / 2, useful - useful / 2);
    let mut log_factorial = vec![0.0_f64];
    for number in 1..=useful {
        let before = log_factorial.last().copied().unwrap_or(0.0);
        log_factorial.push(before + (number as f64).ln());
    }
    let factorial = |number: usize| log_factorial.get(number).copied().unwrap_or(0.0);
    let log_choose = |of: usize, k: usize| factorial(of) - factorial(k) - factorial(of - k);
    let all = log_choose(useful, n);
    let part = |a: usize, b: usize| {
        if a > m - 1 || b > n - 1 {
            return 0.0;
        }
        (log_choose(m - 1, a) + log_choose(n - 1, b) - all).exp()
    };
    let probability = |runs: usize| match (runs / 2, runs % 2) {
        (0, _) => 0.0,
        (k, 0) => 2.0 * part(k - 1, k - 1),
        (k, _) => part(k, k - 1) + part(k - 1, k),
    };
    let tail = |runs: &mut dyn Iterator<Item = usize>| {
        let mut total = 0.0;
        runs.take_while(|runs| {
            total += probability(*runs);
            total <= 0.025
        })
        .count()
    };
    let low = tail(&mut (2..=useful));
    let high = tail(&mut (2..=useful).rev());
    (2 + low, useful - high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_agree_with_the_table() {
        let n = [10, 12, 15, 18, 20, 22, 23, 24, 30, 36, 45, 46, 60, 90, 91, 100];
        let longest = [6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9, 9, 10, 10];
        let crossings = [2, 3, 4, 5, 6, 7, 7, 8, 10, 13, 17, 17, 23, 37, 37, 41];
        for ((n, longest), crossings) in n.into_iter().zip(longest).zip(crossings) {
            assert_eq!((longest_run_most(n), crossings_least(n)), (longest, crossings), "n = {n}");
        }
        assert_eq!((longest_run_most(1), crossings_least(1)), (3, 0));
        assert!(crossings_least(5000) > 2400, "no underflow");
    }

    #[test]
    fn run_counts_agree_with_the_exact_table() {
        let expected = [
            (10, 3, 9),
            (11, 4, 9),
            (12, 4, 10),
            (13, 4, 11),
            (14, 4, 12),
            (15, 5, 12),
            (16, 5, 13),
            (17, 6, 13),
            (18, 6, 14),
            (19, 6, 15),
            (20, 7, 15),
            (21, 7, 16),
            (22, 8, 16),
            (23, 8, 17),
            (24, 8, 18),
            (25, 9, 18),
            (26, 9, 19),
            (27, 10, 19),
            (28, 10, 20),
            (29, 10, 21),
            (30, 11, 21),
            (36, 13, 25),
            (40, 15, 27),
            (50, 19, 33),
            (60, 24, 38),
        ];
        for (n, low, high) in expected {
            assert_eq!(run_count_bounds(n, RunTable::Exact), Some((low, high)), "n = {n}");
        }
        assert_eq!(run_count_bounds(20, RunTable::Printed), Some((6, 16)));
        assert_eq!(run_count_bounds(9, RunTable::Exact), None);
    }

    #[test]
    fn a_cut_box_lies_within_its_box() {
        for useful in 10..=100 {
            for crossings in 0..useful {
                for longest in 1..=useful {
                    let best = signals(RunBounds::BestBox, useful, crossings, longest);
                    let cut = signals(RunBounds::CutBox, useful, crossings, longest);
                    assert!(cut || !best, "n = {useful}, {crossings} crossings, run of {longest}");
                }
            }
        }
    }
}
