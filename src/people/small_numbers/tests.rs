//! What is hidden cannot be worked out, by trying every table that shows the same.

use super::*;
use proptest::prelude::*;

/// Every number of a table with its totals, in the order in which they are shown.
fn sums(table: &CountTable) -> Vec<u64> {
    let (rows, columns) = (table.rows.len(), table.columns.len());
    let line =
        |row| (0..columns).map(move |column| table.count(row, column)).chain([table.row(row)]);
    let last = (0..columns).map(|column| table.column(column)).chain([table.all()]);
    (0..rows).flat_map(line).chain(last).collect()
}

/// Every table of counts up to `most` with the same shown numbers, looked through one by one:
/// for each cell and total whether it could be something else.
fn could_differ(shown: &ShownTable, truth: &CountTable, most: u32) -> Vec<bool> {
    let (rows, columns) = (truth.rows.len(), truth.columns.len());
    let cells = rows * columns;
    let own = sums(truth);
    let mut differs = vec![false; own.len()];
    let mut other = truth.clone();
    let combinations = u64::from(most + 1).pow(u32::try_from(cells).unwrap());
    for mut code in 0..combinations {
        for count in &mut other.counts {
            *count = u32::try_from(code % u64::from(most + 1)).unwrap();
            code /= u64::from(most + 1);
        }
        let sums = sums(&other);
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
    assert_eq!((shown.row_total(1), shown.column_total(0)), (Shown::Count(16), Shown::Count(21)));
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

/// Every table of this shape with counts up to `most` that shows the same.
fn alike(truth: &CountTable, shown: &ShownTable, most: u32) -> Vec<CountTable> {
    let base = u64::from(most + 1);
    let all = base.pow(u32::try_from(truth.counts.len()).unwrap());
    let mut found = Vec::new();
    let mut other = truth.clone();
    for mut code in 0..all {
        for count in &mut other.counts {
            *count = u32::try_from(code % base).unwrap();
            code /= base;
        }
        let same = |(cell, sum): (&Shown, u64)| cell.count().is_none_or(|n| u64::from(n) == sum);
        if shown.cells.iter().zip(sums(&other)).all(same) {
            found.push(other.clone());
        }
    }
    found
}

/// Which numbers of two tables could be others, over all pairs of tables that show the same and whose
/// rows agree.
fn pairs_could_differ(
    truth: (&CountTable, &CountTable),
    rows: &[usize],
    shown: (&ShownTable, &ShownTable),
    most: u32,
) -> (Vec<bool>, Vec<bool>) {
    let (first, second) = (alike(truth.0, shown.0, most), alike(truth.1, shown.1, most));
    let key = |table: &CountTable, own: bool| -> Vec<u64> {
        rows.iter().enumerate().map(|(n, row)| table.row(if own { *row } else { n })).collect()
    };
    let keys = |tables: &[CountTable], own: bool| -> std::collections::BTreeSet<Vec<u64>> {
        tables.iter().map(|table| key(table, own)).collect()
    };
    let differs = |tables: &[CountTable], own: bool, others, truth: &CountTable| {
        let others: std::collections::BTreeSet<Vec<u64>> = others;
        let real = sums(truth);
        let mut differs = vec![false; real.len()];
        for table in tables.iter().filter(|table| others.contains(&key(table, own))) {
            for (slot, (sum, real)) in differs.iter_mut().zip(sums(table).iter().zip(&real)) {
                *slot |= sum != real;
            }
        }
        differs
    };
    (
        differs(&first, true, keys(&second, false), truth.0),
        differs(&second, false, keys(&first, true), truth.1),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Two tables of one report whose rows have the same sums tell no more together than each alone.
    #[test]
    fn nothing_hidden_follows_from_two_tables(
        counts in prop::collection::vec(0_u32..5, 3),
        firsts in prop::collection::vec(0_u32..5, 3),
        asked in prop::sample::subsequence(vec![0_usize, 1, 2], 1..=3),
    ) {
        let attended = table(3, 1, &counts);
        let names = asked.iter().map(|row| format!("r{row}"));
        let mut split = CountTable::new(names, ["first", "before"]);
        for (n, row) in asked.iter().enumerate() {
            let first = firsts[*row].min(counts[*row]);
            split.add(n, 0, first);
            split.add(n, 1, counts[*row] - first);
        }
        let limits = SmallNumbers { counts_under: 2, results_under: 3 };
        let shown = attended.shown_with(&split, &asked, limits);
        let tables = (&attended, &split);
        let (first, second) = pairs_could_differ(tables, &asked, (&shown.0, &shown.1), 5);
        for (table, differs) in [(&shown.0, first), (&shown.1, second)] {
            for (at, cell) in table.cells.iter().enumerate() {
                match cell {
                    Shown::Hidden => prop_assert!(differs[at], "{at} of\n{}\n{}", shown.0, shown.1),
                    Shown::Count(count) => prop_assert!(*count >= limits.counts_under),
                }
            }
        }
    }
}

/// Doctors are hidden beside three porters; that they first came or had come before tells nothing.
#[test]
fn a_split_does_not_betray_the_row_that_protects_another() {
    let attended = table(3, 1, &[24, 10, 3]);
    let mut split = CountTable::new(["nurses", "doctors"], ["first", "before"]);
    for (row, column, people) in [(0, 0, 9), (0, 1, 15), (1, 0, 5), (1, 1, 5)] {
        split.add(row, column, people);
    }
    let (attended, split) = attended.shown_with(&split, &[0, 1], SmallNumbers::default());
    assert_eq!(attended.cell(2, 0), Shown::Hidden);
    assert_eq!((attended.cell(1, 0), attended.row_total(1)), (Shown::Hidden, Shown::Hidden));
    assert_eq!(split.row_total(1), Shown::Hidden);
    assert!([split.cell(1, 0), split.cell(1, 1)].contains(&Shown::Hidden));
}
