//! Charts every series of a CSV file and writes one line for each.
//!
//! The columns are series, x, y and n (empty for plain values); rows of a series stand together, in
//! any order of x. Each line says the series, its points, mean and limits at the last point, the
//! two icons and the rules that fired. With `--timing` one line on the error stream says
//! `rust FILE seconds_read seconds_compute checksum`, the checksum being the sum of the first upper
//! limits.
//!
//! ```text
//! cargo run --release --features csv --example chart_batch -- FILE.csv [--timing]
//! ```

#![expect(clippy::print_stderr, reason = "an example speaks to the terminal")]
// CI features: csv
// CI arguments: tests/data/invented-series.csv --timing

use std::error::Error;
use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::time::Instant;

use improvement::base::Direction;
use improvement::spc::{
    AssuranceIcon, EventsOverZero, Lines, Method, Position, Question, Report, Row, Section,
    Sections, Series, VariationIcon,
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
    let all = read(&file)?;
    let read_seconds = start.elapsed().as_secs_f64();

    let start = Instant::now();
    let method = Method::default();
    let sections = Sections::whole();
    let question = Question::new(Direction::Neither);
    let mut report = Report::empty(&method);
    let mut out = String::from("series,points,mean,lower,upper,variation,assurance,rules\n");
    let mut checksum = 0.0;
    for (name, series) in &all {
        report.refresh(&method, series, &sections, question)?;
        checksum += report.chart().lines(0).upper().unwrap_or(0.0);
        line(&mut out, name, &report)?;
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

/// The series of a file, in order.
fn read(file: &str) -> Result<Vec<(String, Series)>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(file)?;
    let header = reader.headers()?.clone();
    let column = |name: &str| header.iter().position(|found| found.trim() == name);
    let needed = |name: &str| column(name).ok_or_else(|| format!("no column {name}"));
    let (series, x, y, n) = (needed("series")?, needed("x")?, needed("y")?, column("n"));
    let mut all: Vec<(String, Series)> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut current = String::new();
    let mut finish = |name: &str, rows: &mut Vec<Row>| -> Result<(), Box<dyn Error>> {
        let series = Series::from_events(rows.drain(..), EventsOverZero::Missing)
            .map_err(|error| format!("series {name}: {error}"))?;
        all.push((name.to_owned(), series));
        Ok(())
    };
    while reader.read_record(&mut record)? {
        let name = record.get(series).unwrap_or_default();
        if name != current {
            if !rows.is_empty() {
                finish(&current, &mut rows)?;
            }
            name.clone_into(&mut current);
        }
        let number = |at: usize| -> Result<Option<f64>, Box<dyn Error>> {
            let text = record.get(at).unwrap_or_default();
            if text.is_empty() { Ok(None) } else { Ok(Some(text.parse()?)) }
        };
        let position: i64 = record.get(x).unwrap_or_default().parse()?;
        let denominator = n.map_or(Ok(None), number)?;
        rows.push(Row { position: Position::Ordinal(position), value: number(y)?, denominator });
    }
    if !rows.is_empty() {
        finish(&current, &mut rows)?;
    }
    Ok(all)
}

fn line(out: &mut String, name: &str, report: &Report) -> Result<(), std::fmt::Error> {
    let (chart, signals, reading) = (report.chart(), report.signals(), report.reading());
    let lines = chart.sections().last().map_or_else(|| chart.lines(0), Section::lines);
    let number = |line: Option<f64>| line.map_or(String::new(), |line| format!("{line:.6}"));
    let limit = |side: fn(&Lines) -> Option<f64>| number(side(&lines));
    if name.contains(['"', ',', '\n', '\r']) {
        write!(out, "\"{}\"", name.replace('"', "\"\""))?;
    } else {
        out.push_str(name);
    }
    write!(
        out,
        ",{},{},{},{},",
        chart.len(),
        limit(Lines::centre),
        limit(Lines::lower),
        limit(Lines::upper)
    )?;
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
    out.push('\n');
    Ok(())
}
