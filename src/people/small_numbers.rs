//! Small numbers are not shown, nor can they be worked out from what is.

use std::collections::VecDeque;
use std::fmt;

/// From which size on a number of people is shown.
///
/// Both defaults are practice and no law: counts under 5 are hidden, and results of fewer than 11
/// respondents are not shown (the second follows staff surveys in England). A trust with a rule of its
/// own sets its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SmallNumbers {
    /// Counts under this are hidden, none at all included: 5.
    pub counts_under: u32,
    /// Results of fewer respondents than this are not shown: 11.
    pub results_under: u32,
}

impl Default for SmallNumbers {
    fn default() -> Self {
        SmallNumbers { counts_under: 5, results_under: 11 }
    }
}

/// A number of people as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shown {
    /// So many.
    Count(u32),
    /// Too few to show, or hidden so that another number cannot be worked out.
    Hidden,
}

impl Shown {
    /// The number, if it is shown.
    pub const fn count(self) -> Option<u32> {
        match self {
            Shown::Count(count) => Some(count),
            Shown::Hidden => None,
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shown::Count(count) => f.pad(&count.to_string()),
            Shown::Hidden => f.pad("hidden"),
        }
    }
}

impl serde::Serialize for Shown {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.count().serialize(serializer)
    }
}

/// Counts of people in rows and columns, as they were taken. They come out as a [`ShownTable`] only.
///
/// Rows and columns are numbered from 0 in the order of their names. A sum that would exceed `u32` stays
/// at its largest value, and is hidden with all that bears on it.
///
/// ```
/// use improvement::people::{CountTable, Shown, SmallNumbers};
/// let mut attended = CountTable::new(["nurses", "porters", "doctors"], ["January", "March"]);
/// for (row, column, people) in [(0, 0, 21), (0, 1, 18), (1, 0, 3), (1, 1, 9), (2, 0, 7), (2, 1, 12)] {
///     attended.add(row, column, people);
/// }
/// let shown = attended.shown(&SmallNumbers::default());
/// assert_eq!(shown.cell(1, 0), Shown::Hidden, "three porters");
/// assert_eq!(shown.cell(0, 1), Shown::Count(18));
/// assert_eq!(shown.total(), Shown::Count(70));
/// // Others in its row and column are hidden with it, or 3 could be worked out.
/// assert_eq!((shown.cell(1, 1), shown.cell(2, 0)), (Shown::Hidden, Shown::Hidden));
/// ```
#[derive(Clone)]
pub struct CountTable {
    rows: Vec<String>,
    columns: Vec<String>,
    counts: Vec<u32>,
}

/// Does not say what was counted.
impl fmt::Debug for CountTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CountTable")
            .field("rows", &self.rows)
            .field("columns", &self.columns)
            .finish_non_exhaustive()
    }
}

impl CountTable {
    /// A table of nothing but noughts.
    pub fn new<R: Into<String>, C: Into<String>>(
        rows: impl IntoIterator<Item = R>,
        columns: impl IntoIterator<Item = C>,
    ) -> Self {
        let rows: Vec<String> = rows.into_iter().map(Into::into).collect();
        let columns: Vec<String> = columns.into_iter().map(Into::into).collect();
        let counts = vec![0; rows.len() * columns.len()];
        CountTable { rows, columns, counts }
    }

    /// Adds people to a cell; nothing where there is no such cell.
    pub fn add(&mut self, row: usize, column: usize, people: u32) {
        if row < self.rows.len()
            && column < self.columns.len()
            && let Some(count) = self.counts.get_mut(row * self.columns.len() + column)
        {
            *count = count.saturating_add(people);
        }
    }

    /// The table with its totals as it may be shown: no hidden number can be worked out from it.
    ///
    /// Numbers under the limit are hidden first. A hidden number can be worked out if no other table of
    /// counts has the same shown numbers and another number there; then the smallest number shown in
    /// its row or column is hidden too, until none can be. Whether one can be is a
    /// question of flows: rows and columns as places, numbers as flows between them, shown ones fixed
    /// (Gusfield, *SIAM Journal on Computing* 1988;17:552).
    pub fn shown(&self, limits: &SmallNumbers) -> ShownTable {
        let mut net = Net::of(self);
        for at in 0..net.counts.len() {
            let count = net.counts.get(at).copied().unwrap_or(0);
            net.set_hidden(
                at,
                count < u64::from(limits.counts_under) || count >= u64::from(u32::MAX),
            );
        }
        while let Some(at) = net.beside_a_single_one().or_else(|| net.beside_a_recoverable_one()) {
            net.set_hidden(at, true);
        }
        let shown = |at: usize| match (net.hidden.get(at), net.counts.get(at)) {
            (Some(false), Some(count)) => u32::try_from(*count).map_or(Shown::Hidden, Shown::Count),
            _ => Shown::Hidden,
        };
        ShownTable {
            rows: self.rows.clone(),
            columns: self.columns.clone(),
            cells: (0..net.counts.len()).map(shown).collect(),
        }
    }
}

/// Counts of people with their totals, the small ones hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownTable {
    rows: Vec<String>,
    columns: Vec<String>,
    /// Row by row, the total of each row last; then the totals of the columns.
    cells: Vec<Shown>,
}

impl ShownTable {
    /// The names of the rows.
    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    /// The names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    fn at(&self, row: usize, column: usize) -> Shown {
        let inside = row <= self.rows.len() && column <= self.columns.len();
        let at = row * (self.columns.len() + 1) + column;
        self.cells.get(at).copied().filter(|_| inside).unwrap_or(Shown::Hidden)
    }

    /// One number; hidden where there is no such cell.
    pub fn cell(&self, row: usize, column: usize) -> Shown {
        let inside = row < self.rows.len() && column < self.columns.len();
        if inside { self.at(row, column) } else { Shown::Hidden }
    }

    /// Every number with all totals, row by row.
    pub fn cells(&self) -> impl Iterator<Item = Shown> + '_ {
        self.cells.iter().copied()
    }

    /// The total of a row.
    pub fn row_total(&self, row: usize) -> Shown {
        if row < self.rows.len() { self.at(row, self.columns.len()) } else { Shown::Hidden }
    }

    /// The total of a column.
    pub fn column_total(&self, column: usize) -> Shown {
        if column < self.columns.len() { self.at(self.rows.len(), column) } else { Shown::Hidden }
    }

    /// The total of all.
    pub fn total(&self) -> Shown {
        self.at(self.rows.len(), self.columns.len())
    }
}

/// As a table in plain text, one row a line.
impl fmt::Display for ShownTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widest = self.rows.iter().map(|row| row.chars().count()).max().unwrap_or(0).max(5);
        let width = |name: &str| name.chars().count().max(6) + 2;
        write!(f, "{:widest$}", "")?;
        for name in self.columns.iter().map(String::as_str).chain(["total"]) {
            write!(f, "{name:>0$}", width(name))?;
        }
        for (row, name) in self.rows.iter().map(String::as_str).chain(["total"]).enumerate() {
            write!(f, "\n{name:widest$}")?;
            for (column, name) in
                self.columns.iter().map(String::as_str).chain(["total"]).enumerate()
            {
                write!(f, "{:>1$}", self.at(row, column), width(name))?;
            }
        }
        Ok(())
    }
}

/// The table with its totals as flows between places: the rows, the columns, and one place each for
/// the totals of rows and of columns. What flows into a place flows out of it, which is what the sums
/// say.
struct Net {
    rows: usize,
    columns: usize,
    counts: Vec<u64>,
    hidden: Vec<bool>,
    /// The flows out of and into each place.
    touching: Vec<Vec<usize>>,
}

impl Net {
    fn of(table: &CountTable) -> Self {
        let (rows, columns) = (table.rows.len(), table.columns.len());
        let mut counts = vec![0_u64; (rows + 1) * (columns + 1)];
        for (at, count) in table.counts.iter().enumerate() {
            let (row, column) = (at / columns, at % columns);
            for (row, column) in [(row, column), (row, columns), (rows, column), (rows, columns)] {
                if let Some(sum) = counts.get_mut(row * (columns + 1) + column) {
                    *sum = sum.saturating_add(u64::from(*count));
                }
            }
        }
        let mut net = Net {
            rows,
            columns,
            hidden: vec![false; counts.len()],
            counts,
            touching: vec![Vec::new(); rows + columns + 2],
        };
        for at in 0..net.counts.len() {
            let (from, to) = net.ends(at);
            for place in [from, to] {
                if let Some(list) = net.touching.get_mut(place) {
                    list.push(at);
                }
            }
        }
        net
    }

    /// From which place a number flows to which. The totals of rows have the place after the last
    /// column, those of columns the place after the last row.
    fn ends(&self, at: usize) -> (usize, usize) {
        let (row, column) = (at / (self.columns + 1), at % (self.columns + 1));
        let (row_place, column_place) = (row, self.rows + 1 + column);
        let forward = (row == self.rows) == (column == self.columns);
        if forward { (row_place, column_place) } else { (column_place, row_place) }
    }

    fn set_hidden(&mut self, at: usize, hidden: bool) {
        if let Some(slot) = self.hidden.get_mut(at) {
            *slot = hidden;
        }
    }

    fn is_hidden(&self, at: usize) -> bool {
        self.hidden.get(at).copied().unwrap_or(false)
    }

    /// The first hidden number that could only be what it is.
    fn recoverable(&self) -> Option<usize> {
        (0..self.counts.len()).find(|&at| {
            let (from, to) = self.ends(at);
            let is_some = self.counts.get(at).is_some_and(|count| *count > 0);
            // One more here needs a way back; one less needs a way round.
            self.is_hidden(at)
                && !self.leads(to, from, at)
                && !(is_some && self.leads(from, to, at))
        })
    }

    /// Whether one person more can be led from a place to another over hidden numbers, without one.
    fn leads(&self, from: usize, to: usize, without: usize) -> bool {
        let mut seen = vec![false; self.touching.len()];
        let mut open = VecDeque::from([from]);
        while let Some(place) = open.pop_front() {
            if place == to {
                return true;
            }
            if std::mem::replace(seen.get_mut(place).unwrap_or(&mut true), true) {
                continue;
            }
            for &at in self.touching.get(place).into_iter().flatten() {
                if at == without || !self.is_hidden(at) {
                    continue;
                }
                let (start, end) = self.ends(at);
                let is_some = self.counts.get(at).is_some_and(|count| *count > 0);
                if start == place {
                    open.push_back(end);
                } else if is_some {
                    open.push_back(start);
                }
            }
        }
        false
    }

    /// The number to hide in the first row or column, totals among them, in which a single one is
    /// hidden.
    fn beside_a_single_one(&self) -> Option<usize> {
        let single =
            |line: &&Vec<usize>| line.iter().filter(|at| self.is_hidden(**at)).count() == 1;
        self.touching.iter().filter(single).find_map(|line| self.cheapest(line.iter().copied()))
    }

    /// The number to hide so that the first that can be worked out may not be: of its row or column, or
    /// else of all.
    fn beside_a_recoverable_one(&self) -> Option<usize> {
        let bare = self.recoverable()?;
        let (from, to) = self.ends(bare);
        let near = [from, to].into_iter().filter_map(|place| self.touching.get(place)).flatten();
        self.cheapest(near.copied()).or_else(|| self.cheapest(0..self.counts.len()))
    }

    /// The smallest number that is shown, inner numbers before totals.
    fn cheapest(&self, of: impl Iterator<Item = usize>) -> Option<usize> {
        of.filter(|at| !self.is_hidden(*at)).min_by_key(|at| {
            let (row, column) = (at / (self.columns + 1), at % (self.columns + 1));
            let totals = usize::from(row == self.rows) + usize::from(column == self.columns);
            (totals, self.counts.get(*at).copied(), *at)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every table of counts up to `most` with the same shown numbers, looked through one by one:
    /// for each cell and total whether it could be something else.
    fn could_differ(shown: &ShownTable, truth: &CountTable, most: u32) -> Vec<bool> {
        let (rows, columns) = (truth.rows.len(), truth.columns.len());
        let cells = rows * columns;
        let own: Vec<u64> = Net::of(truth).counts;
        let mut differs = vec![false; own.len()];
        let mut other = truth.clone();
        let combinations = u64::from(most + 1).pow(u32::try_from(cells).unwrap());
        for mut code in 0..combinations {
            for count in &mut other.counts {
                *count = u32::try_from(code % u64::from(most + 1)).unwrap();
                code /= u64::from(most + 1);
            }
            let sums = Net::of(&other).counts;
            let same = |(at, sum): (usize, &u64)| {
                shown.cells[at].count().is_none_or(|count| u64::from(count) == *sum)
            };
            if sums.iter().enumerate().all(same) {
                for (at, sum) in sums.iter().enumerate() {
                    differs[at] |= *sum != own[at];
                }
            }
        }
        differs
    }

    fn table(rows: usize, columns: usize, counts: &[u32]) -> CountTable {
        let names = |n: usize| (0..n).map(|i| i.to_string()).collect::<Vec<_>>();
        let mut table = CountTable::new(names(rows), names(columns));
        for (at, count) in counts.iter().enumerate() {
            table.add(at / columns, at % columns, *count);
        }
        table
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Nobody who looks through every table that could stand behind the report finds a hidden
        /// number.
        #[test]
        fn nothing_hidden_can_be_worked_out(
            shape in prop::sample::select(vec![(1, 1), (1, 3), (2, 2), (3, 1), (2, 3)]),
            counts in prop::collection::vec(0_u32..5, 6),
            limit in 0_u32..7,
        ) {
            let (rows, columns) = shape;
            let truth = table(rows, columns, &counts[..rows * columns]);
            let limits = SmallNumbers { counts_under: limit, ..SmallNumbers::default() };
            let shown = truth.shown(&limits);
            let differs = could_differ(&shown, &truth, 5);
            for (at, cell) in shown.cells.iter().enumerate() {
                match cell {
                    Shown::Hidden => prop_assert!(differs[at], "{at} of {shown:?}"),
                    Shown::Count(count) => prop_assert!(*count >= limit),
                }
            }
        }

        /// The same for tables too large to look through: sums and differences of lines that are shown.
        #[test]
        fn no_line_has_a_single_hidden_number(
            counts in prop::collection::vec(0_u32..40, 30),
        ) {
            let shown = table(6, 5, &counts).shown(&SmallNumbers::default());
            for row in 0..=6 {
                let hidden = (0..=5).filter(|&column| shown.at(row, column) == Shown::Hidden);
                prop_assert_ne!(hidden.count(), 1);
            }
            for column in 0..=5 {
                let hidden = (0..=6).filter(|&row| shown.at(row, column) == Shown::Hidden);
                prop_assert_ne!(hidden.count(), 1);
            }
        }
    }

    #[test]
    fn large_numbers_are_shown_with_their_totals() {
        let shown = table(2, 2, &[12, 30, 9, 7]).shown(&SmallNumbers::default());
        assert_eq!(shown.total(), Shown::Count(58));
        assert_eq!(
            (shown.row_total(1), shown.column_total(0)),
            (Shown::Count(16), Shown::Count(21))
        );
        assert_eq!(shown.cell(2, 0), Shown::Hidden, "there is no such cell");
    }

    #[test]
    fn a_sum_that_does_not_fit_is_hidden() {
        let mut huge = table(1, 2, &[u32::MAX, 20]);
        huge.add(0, 0, 1);
        let shown = huge.shown(&SmallNumbers::default());
        assert_eq!(shown.total(), Shown::Hidden);
        assert_eq!(table(0, 3, &[]).shown(&SmallNumbers::default()).total(), Shown::Hidden);
    }

    #[test]
    fn what_is_printed_tells_nothing_more() {
        let table = table(2, 2, &[3, 30, 9, 17]);
        assert!(!format!("{table:?}").contains("30"));
        let text = table.shown(&SmallNumbers::default()).to_string();
        assert_eq!(text.lines().count(), 4);
        assert!(text.contains("hidden") && !text.contains(" 3 "), "{text}");
    }
}
