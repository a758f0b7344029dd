//! TOML: text to tree, with every syntax error at its place, and tree to text.
//!
//! ```
//! use improvement::document::toml;
//!
//! let text = "[programme]\nid = \"calmer-wards\"\nstart = 2012-12-01\n";
//! let tree = toml::parse(text).unwrap();
//! assert_eq!(toml::print(&tree).unwrap(), text);
//!
//! let problems = toml::parse("a = 1\na = 2\nb = 2012-02-30\n").unwrap_err();
//! let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
//! assert_eq!(said, [
//!     "error[D004] at 2:1: duplicate key `a` (the first `a` is at 1:1)",
//!     "error[D009] at 3:5: 2012-02-30 is not a day of the calendar: February 2012 has 29 days",
//! ]);
//! ```
//!
//! # What this does not do
//! Comments are not kept: a document that is read and written again has lost them.

mod brackets;
mod duplicate;
mod parse;
mod print;

pub use parse::parse;
pub use print::print;
