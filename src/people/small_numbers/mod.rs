//! Small numbers are not shown, nor can they be worked out from what is.

mod net;

use std::fmt;

use net::Net;

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
        let mut net = Net::default();
        let (rows_total, columns_total) = (net.place(), net.place());
        let rows: Vec<usize> = self.rows.iter().map(|_| net.place()).collect();
        let columns: Vec<usize> = self.columns.iter().map(|_| net.place()).collect();
        let mut flows = Vec::new();
        for (row, place) in rows.iter().enumerate() {
            for (column, other) in columns.iter().enumerate() {
                flows.push(net.flow(*other, *place, self.count(row, column), 0));
            }
            flows.push(net.flow(*place, rows_total, self.row(row), 1));
        }
        for (column, place) in columns.iter().enumerate() {
            flows.push(net.flow(columns_total, *place, self.column(column), 1));
        }
        flows.push(net.flow(rows_total, columns_total, self.all(), 2));
        net.protect(limits.counts_under);
        ShownTable::of(self, &net, &flows)
    }

    /// The table, and another that splits the totals of some of its rows, as they may be shown
    /// together: what is hidden in one cannot be worked out from the other. `rows` says for each row of
    /// the other which row of this one it splits; of each, the sums are the same.
    pub(crate) fn shown_with(
        &self,
        split: &CountTable,
        rows: &[usize],
        limits: SmallNumbers,
    ) -> (ShownTable, ShownTable) {
        let mut net = Net::default();
        let (all, columns_total, split_total, rest) =
            (net.place(), net.place(), net.place(), net.place());
        let columns: Vec<usize> = self.columns.iter().map(|_| net.place()).collect();
        let parts: Vec<usize> = split.columns.iter().map(|_| net.place()).collect();
        let (mut own, mut other) = (Vec::new(), vec![Vec::new(); split.rows.len()]);
        for row in 0..self.rows.len() {
            let place = net.place();
            for (column, from) in columns.iter().enumerate() {
                own.push(net.flow(*from, place, self.count(row, column), 0));
            }
            let Some(n) = rows.iter().position(|of| *of == row) else {
                own.push(net.flow(place, rest, self.row(row), 1));
                continue;
            };
            let onward = net.place();
            let total = net.flow(place, onward, self.row(row), 1);
            own.push(total);
            let into = parts.iter().enumerate();
            let mut line: Vec<usize> =
                into.map(|(k, to)| net.flow(onward, *to, split.count(n, k), 0)).collect();
            line.push(total);
            if let Some(slot) = other.get_mut(n) {
                *slot = line;
            }
        }
        for (column, place) in columns.iter().enumerate() {
            own.push(net.flow(columns_total, *place, self.column(column), 1));
        }
        let total = net.flow(all, columns_total, self.all(), 2);
        own.push(total);
        let mut other: Vec<usize> = other.into_iter().flatten().collect();
        for (k, place) in parts.iter().enumerate() {
            other.push(net.flow(*place, split_total, split.column(k), 1));
        }
        other.push(net.flow(split_total, all, split.all(), 2));
        if rows.len() < self.rows.len() {
            net.untold(rest, all, self.all().saturating_sub(split.all()));
        }
        net.protect(limits.counts_under);
        (ShownTable::of(self, &net, &own), ShownTable::of(split, &net, &other))
    }

    fn count(&self, row: usize, column: usize) -> u64 {
        self.counts.get(row * self.columns.len() + column).copied().map_or(0, u64::from)
    }

    fn row(&self, row: usize) -> u64 {
        (0..self.columns.len()).map(|column| self.count(row, column)).sum()
    }

    fn column(&self, column: usize) -> u64 {
        (0..self.rows.len()).map(|row| self.count(row, column)).sum()
    }

    fn all(&self) -> u64 {
        self.counts.iter().copied().map(u64::from).sum()
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
    fn of(table: &CountTable, net: &Net, flows: &[usize]) -> Self {
        ShownTable {
            rows: table.rows.clone(),
            columns: table.columns.clone(),
            cells: flows.iter().map(|at| net.shown(*at)).collect(),
        }
    }

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

#[cfg(test)]
mod tests;
