//! A file to its points, with every problem at its line and column.

use std::collections::BTreeMap;

use ::csv::{ReaderBuilder, StringRecord};

use super::super::place::Lines;
use super::super::read::MAX_PROBLEMS;
use super::super::words;
use crate::base::{Code, Date, Label, Number, Place, Problem, Problems, nearest};
use crate::measure::{At, Point, Series, Value};

const COLUMNS: [&str; 7] =
    ["date", "position", "value", "values", "numerator", "denominator", "note"];

/// Reads a series from the bytes of a file of this name.
///
/// # Errors
///
/// All problems of the file, up to 64, each with its line and column: an empty file, bytes that
/// are not UTF-8, a missing, unknown or repeated column; line by line, too many or too few fields, a
/// number that is none or not finite, a denominator of 0 or less, a date that is none, a note that
/// is no label, and points out of order or given twice.
pub fn parse(bytes: &[u8], file: &str) -> Result<Series, Problems> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let message = format!("expected UTF-8 text, found another byte at offset {at}");
        let mut place = Place::default().in_file(file);
        let before = bytes.get(..at).and_then(|valid| std::str::from_utf8(valid).ok());
        place.position = before.map(|before| Lines::new(before).position(at));
        Problems::from(
            Problem::new(Code::Unreadable, place, message).with_help("save the file as UTF-8"),
        )
    })?;
    let mut source = Source { file, text, lines: Lines::new(text), problems: Vec::new() };
    let points = source.points();
    source.problems.truncate(MAX_PROBLEMS);
    if let Some(problems) = Problems::new(source.problems) {
        return Err(problems);
    }
    Series::new(points).map_err(|error| {
        Problem::new(Code::Series, Place::default().in_file(file), error.to_string()).into()
    })
}

struct Source<'f> {
    file: &'f str,
    text: &'f str,
    lines: Lines<'f>,
    problems: Vec<Problem>,
}

/// Which column holds what.
struct Columns {
    count: usize,
    x: (usize, bool),
    amount: Amount,
    note: Option<usize>,
}

/// Which columns hold what was found.
#[derive(Clone, Copy)]
enum Amount {
    Value(usize),
    Values(usize),
    Parts(usize, usize),
}

/// One field of a record: its text, the byte at which its record starts, its column.
#[derive(Clone, Copy)]
struct Field<'r> {
    text: &'r str,
    start: usize,
    column: usize,
    name: &'static str,
}

impl Source<'_> {
    fn points(&mut self) -> Vec<Point> {
        let content = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        let skipped = self.text.len() - content.len();
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).from_reader(content.as_bytes());
        let mut record = StringRecord::new();
        let mut columns = None;
        let mut points: Vec<Point> = Vec::new();
        let mut seen: BTreeMap<At, usize> = BTreeMap::new();
        // The text is UTF-8 and lies in memory, so reading cannot fail.
        while let Ok(true) = reader.read_record(&mut record) {
            let start = record.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(0));
            let start = self.skip_blank(start + skipped);
            let Some(columns) = &columns else {
                columns = self.columns(&record, start);
                if columns.is_none() {
                    return points;
                }
                continue;
            };
            // Spreadsheets write empty rows as commas alone.
            if record.iter().any(|field| !field.trim().is_empty()) {
                points.extend(self.point(&record, start, columns, &mut seen));
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
        points
    }

    /// The first byte of a record; the reader counts blank lines before it as part of it.
    fn skip_blank(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or("");
        start + (rest.len() - rest.trim_start_matches(['\r', '\n']).len())
    }

    /// Reads the header. Rows are read as well if it is clear which columns were meant.
    fn columns(&mut self, header: &StringRecord, start: usize) -> Option<Columns> {
        let names: Vec<&str> = header.iter().map(str::trim).collect();
        if let [whole] = names.as_slice()
            && whole.contains([';', '\t'])
        {
            let found = format!("`{}`", words::short(whole));
            let message = format!("expected columns with commas between them, found {found}");
            self.problems.push(
                Problem::new(Code::Series, self.place(start, 0, ""), message)
                    .with_found(found)
                    .with_expected("columns with commas between them")
                    .with_help("save the file with commas between columns and points in numbers"),
            );
            return None;
        }
        let mut meant: Vec<Option<&str>> = Vec::new();
        for (i, name) in names.iter().enumerate() {
            let place = self.place(start, i, name);
            let known = COLUMNS.iter().copied().find(|column| column == name);
            meant.push(known.or_else(|| nearest(name, COLUMNS)));
            if names.iter().take(i).any(|earlier| earlier == name) {
                let message = format!("column `{name}` is given twice");
                self.problems.push(Problem::new(Code::DuplicateKey, place, message));
            } else if known.is_none() {
                let message = format!("unknown column `{}`", words::short(name));
                let problem = Problem::new(Code::UnknownField, place, message)
                    .with_found(words::short(name))
                    .with_expected(words::one_of(&COLUMNS));
                self.problems.push(match meant.last().copied().flatten() {
                    Some(near) => problem.with_help(format!("did you mean `{near}`?")),
                    None => problem,
                });
            }
        }
        // A column that was meant is not missing as well.
        let column = |name: &str| meant.iter().position(|meant| *meant == Some(name));
        let has = |name: &str| column(name).is_some();
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
        let expected = "`value`, or `values`, or `numerator` and `denominator`";
        let single = has("value") || has("values");
        match (single, has("numerator"), has("denominator")) {
            (true, false, false) if has("value") && has("values") => {
                wrong("expected a value or values, found both", expected);
            }
            (true, false, false) | (false, true, true) => {}
            (false, false, false) => wrong("missing column `value`", expected),
            (false, true, false) => wrong("missing column `denominator`", expected),
            (false, false, true) => wrong("missing column `numerator`", expected),
            (true, _, _) => wrong("expected a value or its two parts, found both", expected),
        }
        let x = column("date").map(|i| (i, true)).or(column("position").map(|i| (i, false)))?;
        let amount = match (column("value"), column("values")) {
            (Some(value), _) => Amount::Value(value),
            (None, Some(values)) => Amount::Values(values),
            (None, None) => Amount::Parts(column("numerator")?, column("denominator")?),
        };
        Some(Columns { count: names.len(), x, amount, note: column("note") })
    }

    /// Reads a point, and says everything that is wrong with it; what is refused makes no series.
    fn point(
        &mut self,
        record: &StringRecord,
        start: usize,
        columns: &Columns,
        seen: &mut BTreeMap<At, usize>,
    ) -> Option<Point> {
        if record.len() != columns.count {
            let plural = |n: usize| format!("{n} field{}", if n == 1 { "" } else { "s" });
            let (expected, found) = (plural(columns.count), plural(record.len()));
            let place = self.place(start, 0, "");
            let message = format!("expected {expected}, found {found}");
            let problem = Problem::new(Code::Series, place, message)
                .with_expected(expected)
                .with_found(found);
            self.problems.push(if record.len() > columns.count {
                problem.with_help("a number has a point, and a text with a comma stands in quotes")
            } else {
                problem
            });
            return None;
        }
        let field = |column: usize, name| Field {
            text: record.get(column).map_or("", str::trim),
            start,
            column,
            name,
        };
        let at = match columns.x {
            (column, true) => self.date(field(column, "date")),
            (column, false) => self.position(field(column, "position")),
        };
        if let Some(at) = at {
            self.check_order(at, start, columns, seen);
        }
        let mut values = Vec::new();
        let value = match columns.amount {
            Amount::Value(value) => self.value(field(value, "value")),
            Amount::Values(column) => {
                values = self.values(field(column, "values"));
                None
            }
            Amount::Parts(numerator, denominator) => {
                self.fraction(field(numerator, "numerator"), field(denominator, "denominator"))
            }
        };
        // A note keeps the spaces about it: they may have been written by `print`.
        let note = columns.note.and_then(|column| {
            let text = record.get(column).filter(|text| !text.trim().is_empty())?;
            self.note(Field { text, start, column, name: "note" })
        });
        let point = Point::new(at?, value, note);
        if values.is_empty() { Some(point) } else { point.with_values(values).ok() }
    }

    fn date(&mut self, field: Field<'_>) -> Option<At> {
        match field.text.parse::<Date>() {
            Ok(date) => Some(At::Day(date)),
            Err(_) if field.text.is_empty() => {
                self.refuse(field, "a date such as 2026-03-01", None)
            }
            Err(error) => {
                let place = self.place(field.start, field.column, field.name);
                self.problems.push(
                    Problem::new(Code::Series, place, error.to_string())
                        .with_found(words::short(field.text))
                        .with_expected("a date such as 2026-03-01"),
                );
                None
            }
        }
    }

    fn position(&mut self, field: Field<'_>) -> Option<At> {
        match field.text.parse() {
            Ok(position) => Some(At::Position(position)),
            Err(_) => self.refuse(field, "a whole number from 0 to 4294967295", None),
        }
    }

    /// A number; `None` for a gap, and for what is refused.
    fn value(&mut self, field: Field<'_>) -> Option<Value> {
        if field.text.is_empty() {
            return None;
        }
        self.number(field).map(Value::Number)
    }

    /// The numbers of a subgroup; none for a gap. What is refused is left out, and makes no series.
    fn values(&mut self, field: Field<'_>) -> Vec<Number> {
        let numbers = field.text.split_whitespace();
        numbers.filter_map(|text| self.number(Field { text, ..field })).collect()
    }

    /// So many of so many; `None` for a gap, and for what is refused.
    fn fraction(&mut self, count: Field<'_>, of: Field<'_>) -> Option<Value> {
        if count.text.is_empty() && of.text.is_empty() {
            return None;
        }
        let (part, whole) = (self.number(count), self.number(of));
        let whole = whole?;
        if whole.get() <= 0.0 {
            let help = "leave both parts empty where there was nothing to count";
            return self.refuse(of, "a number above 0", Some(help.to_owned()));
        }
        Some(Value::Fraction { count: part?, of: whole })
    }

    fn number(&mut self, field: Field<'_>) -> Option<Number> {
        const NOTHING: [&str; 8] = ["na", "n/a", "#n/a", "nan", "null", "none", "-", "."];
        let text = field.text;
        let number = text.parse::<f64>();
        let digits = text.split(['e', 'E']).next().unwrap_or_default();
        if number == Ok(0.0) && digits.contains(|c: char| ('1'..='9').contains(&c)) {
            return self.refuse(field, "0, or a number of at least 1e-300 in size", None);
        }
        if let Some(number) = number.as_ref().ok().and_then(|number| Number::new(*number).ok()) {
            return Some(number);
        }
        let pointed = text.replace(',', ".");
        let joined = text.replace(',', "");
        let thousands =
            text.split(',').skip(1).all(|part| part.find('.').unwrap_or(part.len()) == 3);
        let help = if NOTHING.contains(&text.to_lowercase().as_str()) {
            Some("leave it empty where nothing was recorded".to_owned())
        } else if text.contains(',') && thousands && joined.parse::<f64>().is_ok() {
            let or = format!(", or `{pointed}` if the comma is a decimal sign");
            let or = if pointed.parse::<f64>().is_ok() { or } else { String::new() };
            Some(format!("write `{joined}`{or}"))
        } else if pointed != text && pointed.parse::<f64>().is_ok() {
            Some(format!("write `{pointed}`"))
        } else {
            None
        };
        self.refuse(field, if number.is_ok() { "a finite number" } else { "a number" }, help)
    }

    fn note(&mut self, field: Field<'_>) -> Option<Label> {
        match Label::new(field.text) {
            Ok(note) => Some(note),
            Err(error) => {
                let place = self.place(field.start, field.column, field.name);
                let problem = Problem::new(Code::Series, place, error.to_string())
                    .with_found(format!("`{}`", words::short(field.text)));
                let lines = field.text.contains(['\n', '\r']);
                self.problems.push(if lines {
                    problem.with_help("a quotation mark may be missing, or one too many")
                } else {
                    problem
                });
                None
            }
        }
    }

    fn refuse<T>(&mut self, field: Field<'_>, expected: &str, help: Option<String>) -> Option<T> {
        let found = match field.text {
            "" => "nothing".to_owned(),
            text => format!("`{}`", words::short(text)),
        };
        let message = format!("expected {expected}, found {found}");
        let place = self.place(field.start, field.column, field.name);
        let problem = Problem::new(Code::Series, place, message);
        let problem = problem.with_found(found).with_expected(expected);
        self.problems.push(match help {
            Some(help) => problem.with_help(help),
            None => problem,
        });
        None
    }

    fn check_order(
        &mut self,
        at: At,
        start: usize,
        columns: &Columns,
        seen: &mut BTreeMap<At, usize>,
    ) {
        let line = self.lines.position(start).line;
        let (column, dated) = columns.x;
        let last = seen.last_key_value().map(|(at, line)| (*at, *line));
        let message = match (seen.get(&at), last) {
            (Some(first), _) => {
                let name = if dated { "date " } else { "" };
                format!("{name}{at} is given twice, first on line {first}")
            }
            (None, Some((last, on))) if at < last => {
                format!("points must be in order: {at} comes after {last} on line {on}")
            }
            _ => {
                seen.insert(at, line);
                return;
            }
        };
        seen.entry(at).or_insert(line);
        let place = self.place(start, column, if dated { "date" } else { "position" });
        self.problems.push(Problem::new(Code::Series, place, message).with_found(at.to_string()));
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
        let mut place = Place::at(name).with_span(start + at..start + at).in_file(self.file);
        place.position = Some(self.lines.position(start + at));
        place
    }
}
