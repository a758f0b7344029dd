//! Points to the text of a file.

use ::csv::WriterBuilder;

use super::super::unwritable::{Reason, Unwritable};
use crate::base::Number;
use crate::measure::{At, Point, Series, Value};

/// Writes the points of a series as CSV.
///
/// # Errors
///
/// Values beside parts, or beside subgroups, in one series.
pub fn print(series: &Series) -> Result<String, Unwritable> {
    let points = series.points();
    let dated = points.first().is_none_or(|point| matches!(point.at(), At::Day(_)));
    let parts = points.iter().find_map(Point::found);
    let parts = parts.is_some_and(|value| matches!(value, Value::Fraction { .. }));
    let groups = points.iter().any(|point| !point.values().is_empty());
    let notes = points.iter().any(|point| point.note().is_some());
    let mut header = vec![if dated { "date" } else { "position" }];
    header.extend(match (parts, groups) {
        (true, _) => &["numerator", "denominator"][..],
        (false, true) => &["values"],
        (false, false) => &["value"],
    });
    header.extend(notes.then_some("note"));
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let failed =
        |error: ::csv::Error| Unwritable::new(Reason::Custom { message: error.to_string() });
    writer.write_record(&header).map_err(failed)?;
    for (i, point) in points.iter().enumerate() {
        let at = match point.at() {
            At::Day(day) => day.to_string(),
            At::Position(position) => position.to_string(),
        };
        let text = |number: &Number| number.get().to_string();
        let numbers = match point.found() {
            Some(Value::Number(value)) if !parts && !groups => vec![text(&value)],
            Some(Value::Fraction { count, of }) if parts => vec![text(&count), text(&of)],
            Some(_) if !parts && !point.values().is_empty() => {
                vec![point.values().iter().map(text).collect::<Vec<_>>().join(" ")]
            }
            None => Vec::new(),
            Some(_) => {
                let what = "values beside parts or subgroups in one series";
                return Err(Unwritable::new(Reason::Unsupported { what }).under_position(i));
            }
        };
        let mut fields = vec![at];
        fields.extend(numbers);
        fields.resize(if parts { 3 } else { 2 }, String::new());
        if notes {
            fields.push(point.note().map_or(String::new(), ToString::to_string));
        }
        writer.write_record(&fields).map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Unwritable::new(Reason::Custom { message: error.to_string() }))?;
    String::from_utf8(bytes)
        .map_err(|error| Unwritable::new(Reason::Custom { message: error.to_string() }))
}
