//! Reading the reference files, and counting.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use improvement::base::Date;
use improvement::spc::{Aggregate, EventsOverZero, Position, Row, Series, SpcError};

/// One line of a file: its fields by column name.
#[derive(Clone)]
pub(crate) struct Line {
    header: Rc<BTreeMap<String, usize>>,
    fields: Rc<[String]>,
}

impl Line {
    /// A field; empty if the column is not there.
    pub(crate) fn text(&self, column: &str) -> &str {
        self.header.get(column).and_then(|at| self.fields.get(*at)).map_or("", String::as_str)
    }

    /// A number; `None` if the field is empty or not available.
    pub(crate) fn number(&self, column: &str) -> Option<f64> {
        match self.text(column) {
            "" | "NA" | "NaN" => None,
            "Inf" => Some(f64::INFINITY),
            "-Inf" => Some(f64::NEG_INFINITY),
            text => Some(text.parse().unwrap_or_else(|_| panic!("{column}: not a number: {text}"))),
        }
    }

    pub(crate) fn whole(&self, column: &str) -> Option<usize> {
        self.number(column).filter(|number| number.is_finite()).map(|number| number as usize)
    }

    pub(crate) fn flag(&self, column: &str) -> bool {
        self.text(column) == "1"
    }

    /// Whole numbers separated by `;`.
    pub(crate) fn list(&self, column: &str) -> Vec<usize> {
        self.text(column)
            .split(';')
            .filter(|part| !part.is_empty())
            .map(|part| part.parse::<f64>().unwrap() as usize)
            .collect()
    }
}

/// A folder of reference files, each read once.
pub(crate) struct Data {
    folder: PathBuf,
    files: RefCell<BTreeMap<String, Rc<Vec<Line>>>>,
    groups: RefCell<BTreeMap<String, Rc<BTreeMap<String, Vec<Line>>>>>,
}

impl Data {
    pub(crate) fn new(folder: &Path) -> Self {
        Data { folder: folder.into(), files: RefCell::default(), groups: RefCell::default() }
    }

    pub(crate) fn lines(&self, file: &str) -> Rc<Vec<Line>> {
        if let Some(lines) = self.files.borrow().get(file) {
            return Rc::clone(lines);
        }
        let text = std::fs::read_to_string(self.folder.join(file)).unwrap_or_default();
        let lines = Rc::new(parse(&text));
        self.files.borrow_mut().insert(file.into(), Rc::clone(&lines));
        lines
    }

    /// The lines of a file with one value in a column, in order.
    pub(crate) fn of(&self, file: &str, column: &str, key: &str) -> Vec<Line> {
        let name = format!("{file}/{column}");
        let known = self.groups.borrow().get(&name).cloned();
        let groups = known.unwrap_or_else(|| {
            let mut groups: BTreeMap<String, Vec<Line>> = BTreeMap::new();
            for line in self.lines(file).iter() {
                groups.entry(line.text(column).into()).or_default().push(line.clone());
            }
            let groups = Rc::new(groups);
            self.groups.borrow_mut().insert(name, Rc::clone(&groups));
            groups
        });
        groups.get(key).cloned().unwrap_or_default()
    }

    /// The rows of a series.
    pub(crate) fn rows(&self, id: &str) -> Vec<Row> {
        let mut lines = self.of("series_data.csv", "series_id", id);
        if lines.is_empty() {
            lines = self.of("real_series_data.csv", "series_id", id);
        }
        let row = |line: Line| Row {
            position: position(line.text("x")),
            value: line.number("y"),
            denominator: line.number("n"),
        };
        lines.into_iter().map(row).collect()
    }

    /// Whether some row counts events over a denominator of 0, which a series refuses.
    pub(crate) fn has_events_over_zero(&self, id: &str) -> bool {
        let series = Series::from_rows(self.rows(id), Aggregate::Mean, EventsOverZero::Refuse);
        matches!(series, Err(SpcError::EventsWithoutDenominator { .. }))
    }

    /// A series whose plotted value is a function of each row's numbers.
    pub(crate) fn series(
        &self,
        id: &str,
        value: impl Fn(f64, Option<f64>) -> Option<f64>,
    ) -> Result<Series, SpcError> {
        let rows = self.rows(id).into_iter().map(|row| Row {
            value: row.value.and_then(|y| value(y, row.denominator)),
            denominator: None,
            ..row
        });
        Series::from_rows(rows, Aggregate::Mean, EventsOverZero::Refuse)
    }
}

fn position(text: &str) -> Position {
    if let Ok(number) = text.parse::<f64>() {
        return Position::Ordinal(number as i64);
    }
    let parts: Vec<u32> = text[..10].split('-').map(|part| part.parse().unwrap()).collect();
    Position::Day(Date::new(parts[0] as i32, parts[1], parts[2]).unwrap())
}

fn parse(text: &str) -> Vec<Line> {
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default();
    let header = fields(header).into_iter().enumerate().map(|(at, name)| (name, at)).collect();
    let header = Rc::new(header);
    lines.map(|line| Line { header: Rc::clone(&header), fields: fields(line).into() }).collect()
}

/// Splits a line at commas outside quotes; a doubled quote stands for one.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let (mut quoted, mut characters) = (false, line.chars().peekable());
    while let Some(character) = characters.next() {
        let field = fields.last_mut().unwrap();
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => field.push(character),
        }
    }
    fields
}

/// The defect of tools that divide events by 0.
pub(crate) const EVENTS_OVER_ZERO: &str = "events over a denominator of 0 are plotted at infinity";

/// How many cases agreed, and what became of the others.
pub(crate) struct Tally {
    file: String,
    agreed: usize,
    differing: Vec<String>,
    defects: BTreeMap<&'static str, usize>,
    skipped: BTreeMap<String, usize>,
}

/// A defect of the other tool, by name, and the differences that it explains.
pub(crate) type Defect<'d> = (&'static str, &'d dyn Fn(&Difference) -> bool);

impl Tally {
    pub(crate) fn new(file: &str) -> Self {
        Tally {
            file: file.into(),
            agreed: 0,
            differing: Vec::new(),
            defects: BTreeMap::new(),
            skipped: BTreeMap::new(),
        }
    }

    /// Counts a case from the differences found in it. Each `defect` of the other tool explains the
    /// differences for which its function says so, and no other: one that is left counts.
    pub(crate) fn case(&mut self, id: &str, found: Differences, defects: &[Defect<'_>]) {
        let name = |one: &Difference| {
            defects.iter().find(|(_, explains)| explains(one)).map(|(name, _)| *name)
        };
        let left: Vec<_> = found.0.iter().filter(|one| name(one).is_none()).collect();
        if left.is_empty() {
            match found.0.first().and_then(name) {
                Some(defect) => *self.defects.entry(defect).or_default() += 1,
                None => self.agreed += 1,
            }
        } else {
            let shown: Vec<_> = left.iter().take(3).map(ToString::to_string).collect();
            let (count, shown) = (left.len(), shown.join("; "));
            self.differing.push(format!("{id}: {count} differences: {shown}"));
        }
    }

    /// Leaves out a case that asks for what the crate does not have, and says so.
    pub(crate) fn skip(&mut self, why: String) {
        *self.skipped.entry(why).or_default() += 1;
    }

    /// Counts a case that the other tool computes and we refuse, or the other way about.
    pub(crate) fn refusal(&mut self, id: &str, said: &str, defect: Option<&'static str>) {
        match defect {
            Some(defect) => *self.defects.entry(defect).or_default() += 1,
            None => self.differing.push(format!("{id}: {said}")),
        }
    }

    pub(crate) fn agreed(&mut self) {
        self.agreed += 1;
    }

    pub(crate) fn cases(&self) -> usize {
        self.agreed + self.differing.len() + self.defects.values().sum::<usize>()
    }

    pub(crate) fn differing(&self) -> &[String] {
        &self.differing
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (cases, agreed, differing) = (self.cases(), self.agreed, self.differing.len());
        write!(f, "{}: {cases} cases, {agreed} agreed, {differing} differing", self.file)?;
        for (defect, count) in &self.defects {
            write!(f, "; {count} not reproduced: {defect}")?;
        }
        for (why, count) in &self.skipped {
            write!(f, "; {count} skipped: {why}")?;
        }
        Ok(())
    }
}

/// One difference: what differs, at which point or part (counted from 1; 0 for the whole).
#[derive(Debug, Clone)]
pub(crate) struct Difference {
    pub(crate) what: String,
    pub(crate) at: usize,
    found: String,
    expected: String,
}

impl Difference {
    pub(crate) fn is(&self, what: &[&str]) -> bool {
        what.contains(&self.what.as_str())
    }

    /// Whether the other tool's answer reads so.
    pub(crate) fn expects(&self, expected: impl fmt::Debug) -> bool {
        self.expected == format!("{expected:?}")
    }

    /// Whether our answer reads so.
    pub(crate) fn finds(&self, found: impl fmt::Debug) -> bool {
        self.found == format!("{found:?}")
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Difference { what, at, found, expected } = self;
        write!(f, "{what} {at}: found {found}, expected {expected}")
    }
}

/// Collects differences between what is and what was expected.
#[derive(Default)]
pub(crate) struct Differences(pub(crate) Vec<Difference>);

/// The references hold 11 significant digits; so do their inputs. A line that is a small difference
/// of large numbers carries the rounding of those.
const OF_THE_LINE: f64 = 1e-9;
const OF_THE_CHART: f64 = 5e-11;

impl Differences {
    pub(crate) fn number(
        &mut self,
        what: &str,
        at: usize,
        found: Option<f64>,
        expected: Option<f64>,
    ) {
        self.near(what, at, found, expected, 0.0);
    }

    /// Compares a line to 1e-9 of itself, or to the rounding of the inputs, which are of the size
    /// `scale`.
    pub(crate) fn near(
        &mut self,
        what: &str,
        at: usize,
        found: Option<f64>,
        expected: Option<f64>,
        scale: f64,
    ) {
        let same = match (found, expected) {
            (None, None) => true,
            (Some(found), Some(expected)) => {
                let size = found.abs().max(expected.abs());
                found == expected
                    || (found - expected).abs() <= (OF_THE_LINE * size).max(OF_THE_CHART * scale)
                    // A line that is 0 but for rounding.
                    || size < 1e-12
            }
            _ => false,
        };
        if !same {
            self.push(what, at, &found, &expected);
        }
    }

    pub(crate) fn same<T: PartialEq + fmt::Debug>(
        &mut self,
        what: &str,
        at: usize,
        found: T,
        expected: T,
    ) {
        if found != expected {
            self.push(what, at, &found, &expected);
        }
    }

    fn push(&mut self, what: &str, at: usize, found: &dyn fmt::Debug, expected: &dyn fmt::Debug) {
        let (found, expected) = (format!("{found:?}"), format!("{expected:?}"));
        self.0.push(Difference { what: what.into(), at, found, expected });
    }
}
