//! How a programme is written down: TOML and JSON documents, and series in CSV files.
//!
//! Text becomes a [`tree`] of values that know where they stand, and the tree becomes a value
//! ([`read`]). At each stage all problems are collected, each with its place, so that several
//! mistakes can be corrected in one round. Writing goes the other way: a value becomes a tree
//! ([`ser`]), and the tree becomes text.
//!
//! | Part | Question |
//! |---|---|
#![cfg_attr(
    feature = "toml",
    doc = "| [`toml`] | what does this TOML say, and how is a tree written in TOML? |"
)]
#![cfg_attr(feature = "json", doc = "| [`json`] | the same for JSON |")]
//! | [`tree`] | what do both formats say alike? |
//! | [`read`] | does it have the shape of the type it is read into? |
//! | [`ser`] | which tree does a value make? |
//! | [`place`] | on which line and in which column? |
//! | [`report`] | how are problems shown to a person? |
//! | [`files`] | may this file be read? |
#![cfg_attr(feature = "schema", doc = "| [`schema()`] | what may stand where, for an editor? |")]
#![cfg_attr(feature = "csv", doc = "| [`csv`] | which points does this series have? |")]

#[cfg(feature = "csv")]
pub mod csv;
mod de;
mod fault;
pub mod files;
#[cfg(feature = "json")]
pub mod json;
mod load;
pub mod place;
pub mod read;
pub mod report;
mod save;
#[cfg(feature = "schema")]
mod schema;
mod sections;
pub mod ser;
mod series_file;
mod stand_in;
#[cfg(feature = "toml")]
pub mod toml;
pub mod tree;
mod unwritable;
mod words;

#[cfg(feature = "json")]
pub use load::from_json;
#[cfg(feature = "toml")]
pub use load::from_toml;
#[cfg(test)]
mod tests;

pub use load::{LoadError, Loaded, Options, from_text, load_path, load_path_with};
#[cfg(feature = "json")]
pub use save::to_json;
#[cfg(feature = "toml")]
pub use save::to_toml;
#[cfg(feature = "schema")]
pub use schema::schema;
pub use sections::FORMAT;
pub use unwritable::{Reason, Unwritable};

/// A format in which documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// TOML: for people, with places for every problem.
    Toml,
    /// JSON: for programs.
    Json,
}
