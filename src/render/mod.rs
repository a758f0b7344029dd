//! How people see it: layout, scene, SVG, and the text formats.
//!
//! Each step is readable alone and knows nothing of the next: [`text`] knows how wide letters are,
//! [`layout`] knows sizes and links, [`scene`] knows shapes and styles, and `svg` (feature `svg`)
//! knows XML.

pub mod layout;
mod markdown;
mod summary;
pub mod text;
mod words;

pub use markdown::Markdown;
pub use summary::Summary;
