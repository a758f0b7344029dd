//! Charts every series of a CSV file and writes one line for each.
//!
//! The columns are series, x (a whole number or a day), y and n (empty for plain values); rows may
//! come in any order. Each line says the series, its points, mean and limits at the last point, the
//! two icons and the rules that fired; a series that cannot be charted says why in their place. With `--timing` one line on the error stream says
//! `rust FILE seconds_read seconds_compute checksum`, the checksum being the sum of the first upper
//! limits.
//!
//! ```text
//! cargo run --release --features csv --example chart_batch -- FILE.csv [--timing]
//! ```

#![expect(clippy::print_stderr, reason = "an example speaks to the terminal")]
// CI features: csv
// CI arguments: tests/data/invented-series.csv --timing

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::time::Instant;

use improvement::base::{Date, Direction};
use improvement::spc::{
    AssuranceIcon, EventsOverZero, Lines, Method, Position, Question, Report, Row, Sections,
    Series, SpcError, VariationIcon,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut file = None;
    let mut timing = false;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--timing" => timing = true,
            _ => file = Some(argument),
        }
    }
    let file = file.ok_or("usage: chart_batch FILE.csv [--timing]")?;
    let start = Instant::now();
    let all = read(&file).map_err(|error| format!("{file}: {error}"))?;
    let read_seconds = start.elapsed().as_secs_f64();

    let start = Instant::now();
    let method = Method::default();
    let sections = Sections::whole();
    let question = Question::new(Direction::Neither);
    let mut report = Report::empty(&method);
    let mut out = String::from("series,points,mean,lower,upper,variation,assurance,rules\n");
    let mut checksum = 0.0;
    for (name, series) in &all {
        quoted(&mut out, name);
        let drawn = match series {
            Ok(series) => report.refresh(&method, series, &sections, question),
            Err(error) => Err(error.clone()),
        };
        match drawn {
            Ok(()) => {
                checksum += report.chart().lines(0).upper().unwrap_or(0.0);
                line(&mut out, &report)?;
            }
            Err(error) => {
                out.push_str(",,,,,,,");
                quoted(&mut out, &error.to_string());
            }
        }
        out.push('\n');
    }
    let compute_seconds = start.elapsed().as_secs_f64();
    match std::io::stdout().lock().write_all(out.as_bytes()) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        written => written?,
    }
    if timing {
        eprintln!("rust {file} {read_seconds:.6} {compute_seconds:.6} {checksum:.9}");
    }
    Ok(())
}

type Named = (String, Result<Series, SpcError>);

/// The series of a file, in the order in which they begin.
fn read(file: &str) -> Result<Vec<Named>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(file)?;
    let header = reader.headers()?.clone();
    let column = |name: &str| header.iter().position(|found| found.trim() == name);
    let needed = |name: &str| {
        let found = header.iter().collect::<Vec<_>>().join(", ");
        column(name).ok_or_else(|| {
            format!("expected the columns series, x, y and n, found no {name} among: {found}")
        })
    };
    let (series, x, y, n) = (needed("series")?, needed("x")?, needed("y")?, column("n"));
    let mut all: Vec<(String, Vec<Row>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut record = csv::StringRecord::new();
    let mut place = usize::MAX;
    while reader.read_record(&mut record)? {
        let row = row(&record, x, y, n).map_err(|error| {
            let line = record.position().map_or(0, csv::Position::line);
            format!("line {line}: {error}")
        })?;
        let name = record.get(series).unwrap_or_default();
        match all.get_mut(place) {
            Some((current, rows)) if current == name => rows.push(row),
            // Names are looked up only where they change.
            _ => {
                place = *places.entry(name.to_owned()).or_insert(all.len());
                match all.get_mut(place) {
                    Some((_, rows)) => rows.push(row),
                    None => all.push((name.to_owned(), vec![row])),
                }
            }
        }
    }
    let charted = |rows: Vec<Row>| Series::from_events(rows, EventsOverZero::Missing);
    Ok(all.into_iter().map(|(name, rows)| (name, charted(rows))).collect())
}

fn row(record: &csv::StringRecord, x: usize, y: usize, n: Option<usize>) -> Result<Row, String> {
    let field = |at: usize| record.get(at).unwrap_or_default().trim();
    let number = |name: &str, text: &str| match text {
        "" => Ok(None),
        _ => {
            text.parse().map(Some).map_err(|_| format!("{name}: expected a number, found `{text}`"))
        }
    };
    let position = match field(x).parse() {
        Ok(number) => Position::Ordinal(number),
        Err(_) => field(x).parse::<Date>().map(Position::Day).map_err(|_| {
            let expected = "expected a whole number or a day such as 2026-03-01";
            format!("x: {expected}, found `{}`", field(x))
        })?,
    };
    let denominator = n.map_or(Ok(None), |n| number("n", field(n)))?;
    Ok(Row { position, value: number("y", field(y))?, denominator })
}

fn quoted(out: &mut String, text: &str) {
    if text.contains(['"', ',', '\n', '\r']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}

fn line(out: &mut String, report: &Report) -> Result<(), std::fmt::Error> {
    let (chart, signals, reading) = (report.chart(), report.signals(), report.reading());
    // With too few points the mean is worth knowing, and limits are not.
    let centre = chart.sections().last().and_then(|section| section.lines().centre());
    let lines = reading.point.map(|point| chart.lines(point));
    let number = |line: Option<f64>| line.map_or(String::new(), |line| format!("{line:.6}"));
    let limit = |side: fn(&Lines) -> Option<f64>| number(lines.as_ref().and_then(side));
    let (lower, upper) = (limit(Lines::lower), limit(Lines::upper));
    write!(out, ",{},{},{lower},{upper},", chart.len(), number(centre))?;
    match reading.variation {
        VariationIcon::Shows(variation) => write!(out, "\"{variation}\",")?,
        VariationIcon::TooFewPoints { .. } => out.push_str("too few points,"),
        VariationIcon::NoData => out.push_str("no data,"),
    }
    match reading.assurance {
        AssuranceIcon::Shows(assurance) => write!(out, "{assurance},")?,
        _ => out.push(','),
    }
    let mut separator = "";
    for (index, rule) in signals.rules().iter().enumerate() {
        if signals.rule_fired(index) {
            write!(out, "{separator}{rule}")?;
            separator = "; ";
        }
    }
    Ok(())
}
