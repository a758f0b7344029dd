//! A series in a CSV file: one point on each line.
//!
//! Columns: `date` or `position`; `value`, or `numerator` and `denominator`; and `note`, which may be
//! left out. Columns may come in any order. Points come in order, each once. Where nothing was recorded,
//! the value (or both its parts) is left empty, and the point is a gap.
//!
//! ```
//! use improvement::document::csv::{self, Amount};
//! let rows = csv::parse(b"date,value,note\n2013-01-01,12.5,new huddle\n2013-02-01,11,\n", "falls.csv").unwrap();
//! assert_eq!(rows.len(), 2);
//! assert_eq!(rows[1].amount, Amount::Value(11.0));
//! assert_eq!(csv::print(&rows)?, "date,value,note\n2013-01-01,12.5,new huddle\n2013-02-01,11,\n");
//!
//! let problems = csv::parse(b"date,value\n2013-02-30,x\n", "falls.csv").unwrap_err();
//! assert_eq!(problems.iter().last().map(ToString::to_string).as_deref(), Some( "error[D017] at falls.csv:2:12 (value): expected a number, found `x`"));
//! # Ok::<(), improvement::document::Unwritable>(())
//! ```

use std::collections::BTreeMap;
use std::fmt;

use ::csv::{ReaderBuilder, StringRecord, WriterBuilder};

use super::place::Lines;
use super::read::MAX_PROBLEMS;
use super::unwritable::{Reason, Unwritable};
use super::words;
use crate::base::{Code, Date, Place, Position, Problem, Problems, nearest};

/// One point of a series, as a file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The line in the file.
    pub place: Place,
    /// When, or which.
    pub x: X,
    /// How much.
    pub amount: Amount,
    /// What was noted about it.
    pub note: Option<String>,
}

/// Where a point lies along a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum X {
    /// On a day.
    Date(Date),
    /// At a place in an order, where days are not known or do not matter.
    Position(u32),
}

/// What was measured at a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Amount {
    /// A number.
    Value(f64),
    /// A part and a whole, to be divided by whoever knows what they are.
    Parts {
        /// The part.
        numerator: f64,
        /// The whole.
        denominator: f64,
    },
    /// Nothing: the point is known, and nothing was recorded.
    Gap,
}

impl fmt::Display for X {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            X::Date(date) => write!(f, "{date}"),
            X::Position(position) => write!(f, "{position}"),
        }
    }
}

const COLUMNS: [&str; 6] = ["date", "position", "value", "numerator", "denominator", "note"];

/// Reads a series from the bytes of a file of this name.
///
/// # Errors
///
/// All problems of the file, up to 64, each with its line and column: an empty file, bytes that
/// are not UTF-8, a missing, unknown or repeated column; then, line by line, too many or too few
/// fields, a number that is none or not finite, a date that is none, and points out of order or
/// given twice.
pub fn parse(bytes: &[u8], file: &str) -> Result<Vec<Row>, Problems> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let message = format!("expected UTF-8 text, found another byte at offset {at}");
        Problems::from(
            Problem::new(Code::Unreadable, Place::default().in_file(file), message)
                .with_help("save the file as UTF-8"),
        )
    })?;
    let mut series = Series { file, text, lines: Lines::new(text), problems: Vec::new() };
    let rows = series.rows();
    series.problems.truncate(MAX_PROBLEMS);
    match Problems::new(series.problems) {
        None => Ok(rows),
        Some(problems) => Err(problems),
    }
}

struct Series<'f> {
    file: &'f str,
    text: &'f str,
    lines: Lines<'f>,
    problems: Vec<Problem>,
}

/// Which column holds what.
struct Columns {
    count: usize,
    x: (usize, bool),
    amount: (usize, Option<usize>),
    note: Option<usize>,
}

impl Series<'_> {
    fn rows(&mut self) -> Vec<Row> {
        let content = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        let skipped = self.text.len() - content.len();
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).from_reader(content.as_bytes());
        let mut record = StringRecord::new();
        let mut columns = None;
        let mut rows: Vec<Row> = Vec::new();
        let mut seen: BTreeMap<X, usize> = BTreeMap::new();
        // The text is UTF-8 and lies in memory, so reading cannot fail.
        while let Ok(true) = reader.read_record(&mut record) {
            let start = record.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(0));
            let start = self.skip_blank(start + skipped);
            let Some(columns) = &columns else {
                columns = self.columns(&record, start);
                if columns.is_none() {
                    return rows;
                }
                continue;
            };
            if let Some(row) = self.row(&record, start, columns) {
                self.check_order(&row, start, columns, &mut seen);
                rows.push(row);
            }
            if self.problems.len() >= MAX_PROBLEMS {
                break;
            }
        }
        if columns.is_none() {
            let place = Place::default().in_file(self.file);
            self.problems.push(
                Problem::new(
                    Code::Series,
                    place,
                    "expected a line with the names of the columns, found an empty file",
                )
                .with_expected("`date` or `position`, then `value`"),
            );
        }
        rows
    }

    /// The first byte of a record; the reader counts blank lines before it as part of it.
    fn skip_blank(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or("");
        start + (rest.len() - rest.trim_start_matches(['\r', '\n']).len())
    }

    fn columns(&mut self, header: &StringRecord, start: usize) -> Option<Columns> {
        let names: Vec<&str> = header.iter().map(str::trim).collect();
        let before = self.problems.len();
        let mut meant = Vec::new();
        for (i, name) in names.iter().enumerate() {
            let place = self.place(start, i, name);
            if names.iter().take(i).any(|earlier| earlier == name) {
                let message = format!("column `{name}` is given twice");
                self.problems.push(Problem::new(Code::DuplicateKey, place, message));
            } else if !COLUMNS.contains(name) {
                let message = format!("unknown column `{}`", words::short(name));
                let problem = Problem::new(Code::UnknownField, place, message)
                    .with_found(words::short(name))
                    .with_expected(words::one_of(&COLUMNS));
                self.problems.push(match nearest(name, COLUMNS) {
                    Some(near) => {
                        meant.push(near);
                        problem.with_help(format!("did you mean `{near}`?"))
                    }
                    None => problem,
                });
            }
        }
        let column = |name: &str| names.iter().position(|n| *n == name);
        // A column that was meant is not missing as well.
        let has = |name: &str| column(name).is_some() || meant.contains(&name);
        let mut wrong = |message: &str, expected: &str| {
            let place = self.place(start, 0, "");
            let problem = Problem::new(Code::MissingField, place, message);
            self.problems.push(problem.with_expected(expected));
        };
        match (has("date"), has("position")) {
            (false, false) => wrong("missing column `date`", "`date` or `position`"),
            (true, true) => {
                wrong("expected one of two columns, found both", "`date` or `position`");
            }
            _ => {}
        }
        let expected = "`value`, or `numerator` and `denominator`";
        match (has("value"), has("numerator"), has("denominator")) {
            (true, false, false) | (false, true, true) => {}
            (false, false, false) => wrong("missing column `value`", expected),
            (false, true, false) => wrong("missing column `denominator`", expected),
            (false, false, true) => wrong("missing column `numerator`", expected),
            (true, _, _) => wrong("expected a value or its two parts, found both", expected),
        }
        if self.problems.len() > before {
            return None;
        }
        let x = column("date").map(|i| (i, true)).or(column("position").map(|i| (i, false)))?;
        let amount = match column("value") {
            Some(value) => (value, None),
            None => (column("numerator")?, column("denominator")),
        };
        Some(Columns { count: names.len(), x, amount, note: column("note") })
    }

    fn row(&mut self, record: &StringRecord, start: usize, columns: &Columns) -> Option<Row> {
        if record.len() != columns.count {
            let (expected, found) = (columns.count, record.len());
            let place = self.place(start, 0, "");
            let message = format!("expected {expected} fields, found {found}");
            let problem = Problem::new(Code::Series, place, message)
                .with_expected(format!("{expected} fields"))
                .with_found(format!("{found} fields"));
            self.problems.push(if found > expected {
                problem.with_help("a number has a point, and a text with a comma stands in quotes")
            } else {
                problem
            });
            return None;
        }
        let field = |i: usize| record.get(i).map_or("", str::trim);
        let (x, dated) = columns.x;
        let x =
            if dated { self.date(field(x), start, x) } else { self.position(field(x), start, x) };
        let empty = |i: usize| field(i).is_empty();
        let amount = match columns.amount {
            (value, None) if empty(value) => Some(Amount::Gap),
            (numerator, Some(denominator)) if empty(numerator) && empty(denominator) => {
                Some(Amount::Gap)
            }
            (value, None) => self.number(field(value), start, value, "value").map(Amount::Value),
            (numerator, Some(denominator)) => {
                let part = self.number(field(numerator), start, numerator, "numerator");
                let whole = self.number(field(denominator), start, denominator, "denominator");
                match (part, whole) {
                    (Some(numerator), Some(denominator)) => {
                        Some(Amount::Parts { numerator, denominator })
                    }
                    _ => None,
                }
            }
        };
        let note = columns.note.map(field).filter(|note| !note.is_empty()).map(str::to_owned);
        Some(Row { place: self.place(start, 0, ""), x: x?, amount: amount?, note })
    }

    fn date(&mut self, field: &str, start: usize, column: usize) -> Option<X> {
        match field.parse::<Date>() {
            Ok(date) => Some(X::Date(date)),
            Err(error) => {
                let place = self.place(start, column, "date");
                self.problems.push(
                    Problem::new(Code::Series, place, error.to_string())
                        .with_found(words::short(field))
                        .with_expected("a date such as 2026-03-01"),
                );
                None
            }
        }
    }

    fn position(&mut self, field: &str, start: usize, column: usize) -> Option<X> {
        if let Ok(position) = field.parse() {
            return Some(X::Position(position));
        }
        self.unparsed(field, start, column, "position", "a whole number of at least 0");
        None
    }

    fn number(&mut self, field: &str, start: usize, column: usize, name: &str) -> Option<f64> {
        match field.parse::<f64>() {
            Ok(number) if number.is_finite() => return Some(number),
            Ok(_) => self.unparsed(field, start, column, name, "a finite number"),
            Err(_) => self.unparsed(field, start, column, name, "a number"),
        }
        None
    }

    fn unparsed(&mut self, field: &str, start: usize, column: usize, name: &str, expected: &str) {
        let found = match field {
            "" => "nothing".to_owned(),
            field => format!("`{}`", words::short(field)),
        };
        let message = format!("expected {expected}, found {found}");
        let problem = Problem::new(Code::Series, self.place(start, column, name), message)
            .with_found(found)
            .with_expected(expected);
        let pointed = field.replace(',', ".");
        self.problems.push(if pointed != field && pointed.parse::<f64>().is_ok() {
            problem.with_help(format!("write `{pointed}`"))
        } else {
            problem
        });
    }

    fn check_order(
        &mut self,
        row: &Row,
        start: usize,
        columns: &Columns,
        seen: &mut BTreeMap<X, usize>,
    ) {
        let line = self.lines.position(start).line;
        let name = if columns.x.1 { "date" } else { "position" };
        let last = seen.last_key_value().map(|(x, line)| (*x, *line));
        let message = match (seen.get(&row.x), last) {
            (Some(first), _) => {
                format!("{name} {} is given twice, first on line {first}", row.x)
            }
            (None, Some((last, on))) if row.x < last => {
                format!("points must be in order: {} comes after {last} on line {on}", row.x)
            }
            _ => {
                seen.insert(row.x, line);
                return;
            }
        };
        seen.entry(row.x).or_insert(line);
        let place = self.place(start, columns.x.0, name);
        self.problems
            .push(Problem::new(Code::Series, place, message).with_found(row.x.to_string()));
    }

    /// The place of a field in the record that starts at this byte.
    fn place(&self, start: usize, field: usize, name: &str) -> Place {
        let bytes = self.text.as_bytes().get(start..).unwrap_or(&[]);
        let (mut left, mut quoted, mut at) = (field, false, 0);
        for (i, byte) in bytes.iter().enumerate() {
            if left == 0 {
                break;
            }
            match byte {
                b'"' => quoted = !quoted,
                b',' if !quoted => {
                    left -= 1;
                    at = i + 1;
                }
                _ => {}
            }
        }
        let Position { line, column } = self.lines.position(start + at);
        let mut place = Place::at(name).with_span(start + at..start + at).in_file(self.file);
        place.position = Some(Position { line, column });
        place
    }
}

/// Writes a series as CSV.
///
/// # Errors
///
/// Dates beside positions, or values beside parts, in one series; a number that is not finite.
pub fn print(rows: &[Row]) -> Result<String, Unwritable> {
    let unsupported = |what| Unwritable::new(Reason::Unsupported { what });
    let dated = rows.first().is_none_or(|row| matches!(row.x, X::Date(_)));
    let parts = rows.iter().find(|row| row.amount != Amount::Gap);
    let parts = parts.is_some_and(|row| matches!(row.amount, Amount::Parts { .. }));
    let notes = rows.iter().any(|row| row.note.is_some());
    let mut header = vec![if dated { "date" } else { "position" }];
    header.extend(if parts { &["numerator", "denominator"][..] } else { &["value"] });
    header.extend(notes.then_some("note"));
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let failed =
        |error: ::csv::Error| Unwritable::new(Reason::Custom { message: error.to_string() });
    writer.write_record(&header).map_err(failed)?;
    for (i, row) in rows.iter().enumerate() {
        if matches!(row.x, X::Date(_)) != dated {
            return Err(unsupported("dates and positions in one series").under_position(i));
        }
        let mut fields = vec![row.x.to_string()];
        let numbers = match row.amount {
            Amount::Value(value) if !parts => vec![value],
            Amount::Parts { numerator, denominator } if parts => vec![numerator, denominator],
            Amount::Gap => Vec::new(),
            _ => return Err(unsupported("values and parts in one series").under_position(i)),
        };
        if numbers.iter().any(|number| !number.is_finite()) {
            return Err(unsupported("a number that is not finite").under_position(i));
        }
        fields.extend(numbers.iter().map(f64::to_string));
        fields.resize(if parts { 3 } else { 2 }, String::new());
        if notes {
            fields.push(row.note.clone().unwrap_or_default());
        }
        writer.write_record(&fields).map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Unwritable::new(Reason::Custom { message: error.to_string() }))?;
    String::from_utf8(bytes)
        .map_err(|error| Unwritable::new(Reason::Custom { message: error.to_string() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        parse(text.as_bytes(), "f.csv").unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn all_problems_of_a_file_are_found_in_one_pass() {
        let text = "date,note,value\n2013-01-01,\"a, \"\"b\"\"\",1\n2013-02-30,,nan\n\n2013-03-01,x\n\
                    2013-01-01,,2\n2013-04-01,,\"1,5\"\n2012-01-01,,3\nsoon,,?\n";
        let said = said(text);
        let expected = [
            "error[D017] at f.csv:3:1 (date): 2013-02-30 is not a day",
            "error[D017] at f.csv:3:13 (value): expected a finite number, found `nan`",
            "error[D017] at f.csv:5:1: expected 3 fields, found 2",
            "error[D017] at f.csv:6:1 (date): date 2013-01-01 is given twice, first on line 2",
            "error[D017] at f.csv:7:13 (value): expected a number, found `1,5` (write `1.5`)",
            "error[D017] at f.csv:8:1 (date): points must be in order: 2012-01-01 comes after",
            "error[D017] at f.csv:9:1 (date): expected a date such as",
            "error[D017] at f.csv:9:7 (value): expected a number, found `?`",
        ];
        assert_eq!(said.len(), expected.len(), "{said:#?}");
        for (said, expected) in said.iter().zip(expected) {
            assert!(said.starts_with(expected), "{said}\n{expected}");
        }
    }

    #[test]
    fn columns_are_checked_first() {
        let cases: [(&str, &[&str]); 8] = [
            ("", &["found an empty file"]),
            ("\n\n", &["found an empty file"]),
            ("date,vlaue\n", &["unknown column `vlaue` (did you mean `value`?)"]),
            ("value\n1\n", &["missing column `date`"]),
            ("date,position,value\n", &["expected one of two columns, found both"]),
            ("date,numerator\n", &["missing column `denominator`"]),
            ("date,value,numerator\n", &["expected a value or its two parts, found both"]),
            (
                "date,value,value,zebra\n",
                &["column `value` is given twice", "unknown column `zebra`"],
            ),
        ];
        for (text, expected) in cases {
            let said = said(text);
            assert_eq!(said.len(), expected.len(), "{text}: {said:#?}");
            for (said, expected) in said.iter().zip(expected) {
                assert!(said.contains(expected), "{text}: {said}");
            }
        }
        assert_eq!(parse(b"date,value\n", "f.csv").unwrap(), []);
    }

    #[test]
    fn text_of_windows_is_read_and_other_bytes_are_refused() {
        let rows =
            parse("\u{feff}position,numerator,denominator\r\n1,2,3\r\n".as_bytes(), "f").unwrap();
        assert_eq!(rows[0].amount, Amount::Parts { numerator: 2.0, denominator: 3.0 });
        assert_eq!(rows[0].place.position, Some(Position { line: 2, column: 1 }));
        let problems = parse(b"date,value\n\xff", "f").unwrap_err();
        assert!(problems.to_string().contains("byte at offset 11"), "{problems}");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text =
            "position,numerator,denominator,note\n1,0.1,1000000,\"a, \"\"b\"\"\nc\"\n2,3,4,\n";
        let rows = parse(text.as_bytes(), "f").unwrap();
        assert_eq!(print(&rows).unwrap(), text);
        assert_eq!(print(&[]).unwrap(), "date,value\n");
        let mut mixed = rows.clone();
        mixed[1].amount = Amount::Value(1.0);
        assert!(print(&mixed).unwrap_err().to_string().contains("values and parts"));
    }

    #[test]
    fn where_nothing_was_recorded_is_a_gap() {
        let texts =
            ["date,value\n2013-01-01,\n2013-02-01,0\n", "position,value,note\n1,,ill\n2,3,\n"];
        let parts = "position,numerator,denominator\n1,,\n2,1,4\n3,,\n";
        for text in texts.into_iter().chain([parts]) {
            let rows = parse(text.as_bytes(), "f").unwrap();
            assert_eq!(rows[0].amount, Amount::Gap);
            assert_eq!(print(&rows).unwrap(), text);
        }
        let half = said("position,numerator,denominator\n1,,4\n");
        assert!(half[0].contains("(numerator): expected a number, found nothing"), "{half:?}");
    }
}
