//! A series in a CSV file: one point on each line.
//!
//! Columns: `date` or `position`; `value`, or `values` (a subgroup, its numbers with spaces between
//! them), or `numerator` and `denominator`; and `note`, which may be left out. Columns may come in any
//! order. Points come in order, each once. Where nothing was recorded, the value (its values, both its
//! parts) is left empty, and the point is a gap. What happened, new definitions, new phases and points
//! left out are no part of the file: they stand in the document.
//!
//! ```
//! use improvement::document::csv;
//! let text = "date,value,note\n2013-01-01,12.5,new huddle\n2013-02-01,11,\n2013-03-01,,\n";
//! let series = csv::parse(text.as_bytes(), "falls.csv").unwrap();
//! assert_eq!(series.points().len(), 3);
//! assert_eq!(series.points()[2].found(), None);
//! assert_eq!(csv::print(&series)?, text);
//!
//! let problems = csv::parse(b"date,value\n2013-02-30,x\n", "falls.csv").unwrap_err();
//! assert_eq!(problems.iter().last().map(ToString::to_string).as_deref(), Some( "error[D017] at falls.csv:2:12 (value): expected a number, found `x`"));
//! # Ok::<(), improvement::document::Unwritable>(())
//! ```

mod parse;
mod print;
#[cfg(test)]
mod tests;

pub use parse::parse;
pub use print::print;
