//! What stands in the cells of a table.

use std::fmt::{self, Display, Write as _};

use super::and;
use crate::base::Label;
use crate::diagram::{LinkRef, NodeRef};
use crate::measure::{Measure, Value};

pub(super) fn table(f: &mut fmt::Formatter<'_>, headings: &[&str]) -> fmt::Result {
    writeln!(f, "| {} |\n|{}", headings.join(" | "), "---|".repeat(headings.len()))
}

pub(super) fn row(f: &mut fmt::Formatter<'_>, cells: &[String]) -> fmt::Result {
    writeln!(f, "| {} |", cells.join(" | "))
}

/// A value, or a dash where there is none.
pub(super) fn known(value: Option<impl Display>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

pub(super) fn labels<'l>(labels: impl Iterator<Item = &'l Label>) -> String {
    let labels: Vec<String> = labels.map(|label| escaped(label.as_str())).collect();
    if labels.is_empty() { "-".to_owned() } else { and(&labels) }
}

/// The words in a box, struck through if the thing was retired.
pub(super) fn struck(node: NodeRef<'_>, label: &str) -> String {
    if node.is_retired() { format!("~~{}~~", escaped(label)) } else { escaped(label) }
}

pub(super) fn leads_to<'d>(links: impl Iterator<Item = LinkRef<'d>>) -> String {
    let mut text = String::new();
    for link in links {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&struck(link.effect(), link.effect().label()));
        let mut marks = Vec::new();
        marks.extend(link.strength.map(|strength| strength.to_string()));
        if link.sign != crate::diagram::Sign::Helps {
            marks.push(link.sign.to_string());
        }
        if link.claim().retired.is_some() {
            marks.push("retired".to_owned());
        }
        if !marks.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(text, " ({})", marks.join(", "));
        }
    }
    if text.is_empty() { "-".to_owned() } else { text }
}

pub(super) fn last(measure: &Measure) -> String {
    let series = measure.series.as_ref();
    let last = series.and_then(|series| series.points().iter().rev().find(|p| p.found().is_some()));
    let Some((point, found)) = last.and_then(|point| Some((point, point.found()?))) else {
        return "-".to_owned();
    };
    let at = point.at();
    match (found, point.values()) {
        (Value::Number(number), []) => format!("{number} ({at})"),
        (Value::Fraction { count, of }, _) => format!("{count} of {of} ({at})"),
        (Value::Number(mean), values) => {
            // Four digits are enough of a mean.
            let mean = format!("{:.3e}", mean.get()).parse().unwrap_or(mean.get());
            format!("{mean}, the mean of {} ({at})", values.len())
        }
    }
}

/// Text as text: nothing in it is read as Markdown or HTML, and a cell stays one line.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\r' => {}
            '\n' | '\t' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Family, Point, Series};

    #[test]
    fn the_last_of_a_series_of_subgroups_is_its_mean() {
        let mut waits = Measure::new("Waits".parse().unwrap(), Family::Process);
        let day = "2024-01-08".parse().unwrap();
        let point = Point::subgroup(day, [12.0, 13.0, 12.0]).unwrap();
        waits.series = Some(Series::new(vec![point]).unwrap());
        assert_eq!(last(&waits), "12.33, the mean of 3 (2024-01-08)");
    }

    #[test]
    fn text_stays_text() {
        assert_eq!(escaped(" a|b *c* <d>\n# e & `f`"), "a\\|b \\*c\\* &lt;d> \\# e &amp; \\`f\\`");
    }
}
