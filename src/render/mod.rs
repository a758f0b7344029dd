//! How people see it: layout, scene, SVG, and the text formats.
//!
//! Each step is readable alone and knows nothing of the next: [`text`] knows how wide letters are,
//! [`layout`] knows sizes and links, [`scene`] knows shapes and styles, and `svg` (feature `svg`)
//! knows XML. What a driver diagram shows is a [`sheet`], which every format writes in one order:
//! [`drawing`] as a picture, [`dot`] and [`mermaid`] as text for other programs to draw. Those say
//! what they [lose](loss::Loss). A [`Chart`] shows a measure over time and what it says, a [`ChartPage`]
//! many of them, a [`Calendar`] what was kept and missed of routines and promises, a [`CapacityChart`]
//! hours there are against hours asked, a [`Profile`] how people assess themselves, an [`EmotionalMap`]
//! how a journey felt. [`Summary`] and [`Markdown`] tell a whole programme in words.

pub mod calendar;
pub mod capacity;
pub mod chart;
pub mod dot;
pub mod drawing;
pub mod journey;
pub mod layout;
pub mod loss;
mod markdown;
pub mod mermaid;
pub mod profile;
pub mod scene;
pub mod sheet;
mod summary;
#[cfg(feature = "svg")]
pub mod svg;
pub mod text;
mod words;

pub use calendar::Calendar;
pub use capacity::{CapacityChart, CapacityOptions};
pub use chart::{Chart, ChartOptions, ChartPage};
pub use dot::Dot;
pub use drawing::{Drawing, DrawingOptions};
pub use journey::EmotionalMap;
pub use loss::Loss;
pub use markdown::Markdown;
pub use mermaid::Mermaid;
pub use profile::Profile;
pub use sheet::Sheet;
pub use summary::Summary;
