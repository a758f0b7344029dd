//! Improvement programmes as values you can compute with.
//!
//! People who run improvement programmes, in health care above all, believe: *if we make these
//! changes, those drivers will move, and this aim will be met*. They write that theory on a driver
//! diagram, test changes in small cycles, and plot data; and they lose the join between the three.
//! This crate holds all of it in one typed value, a [`Programme`]: **why** ([`purpose`]), **who**
//! ([`people`]), **how leaders act** ([`leadership`]), **with what skill and time** ([`capability`]),
//! **through which routines** ([`systems`]), and a [`diagram`] that links every change to the outcome
//! it is meant to move.
//!
//! # A first look
//!
//! ```
//! use improvement::document;
//! use improvement::review::Reviewer;
//!
//! # #[cfg(feature = "toml")] {
//! let loaded = document::from_toml(r#"
//!     format = 1
//!     [programme]
//!     id = "calmer-wards"
//!     name = "Calmer wards"
//!     [aims.less-violence]
//!     statement = "40% less physical violence on six wards by the end of 2015"
//!     [drivers.predict-early]
//!     label = "Predict violence and act early as a team"
//!     drives.less-violence = { strength = "strong" }
//!     [changes.safety-huddle]
//!     label = "Safety huddle three times a day"
//!     drives.predict-early = { strength = "strong" }
//! "#)?;
//! let programme = loaded.programme;
//! let huddle = programme.diagram().change("safety-huddle").unwrap();
//! for route in &huddle.routes_to_aims(10) {
//!     assert_eq!(route.to_string(), "safety-huddle -> predict-early -> less-violence");
//! }
//! let review = Reviewer::new().review(&programme);
//! assert!(review.open().any(|finding| finding.lint.code == "A2"), "no date is set");
//! # }
//! # Ok::<(), document::LoadError>(())
//! ```
//!
//! # The house
//!
//! Lower rooms never import higher ones; the rooms of one floor name each other only by id.
//!
//! | Floor | Rooms |
//! |---|---|
//! | text in, pictures out | [`document`], [`render`] |
//! | an expert reader | [`review`] |
//! | are the conditions there? | [`conditions`] |
//! | does the evidence bear it out? | [`theory`] |
//! | one coherent whole | [`programme`] |
//! | what leads to what; signal or noise | [`diagram`], [`spc`] |
//! | the typed domain | [`purpose`], [`people`], [`leadership`], [`capability`], [`systems`], [`change`], [`measure`], [`assessment`] |
//! | leaves | [`base`] |
//!
//! The [`guide`] says why the house is built as it is.
//!
//! # What it will not do
//!
//! It never says that a change caused an outcome: a link is a claim, and the crate says how well what
//! is known bears it out. It holds no personal names, ranks no organisation and no person, and shows
//! no percent complete. It reads no clock: whatever depends on the day takes the day as an argument.
//!
//! # Features
//!
//! | Feature | On by default | Brings |
//! |---|---|---|
//! | `toml` | yes | documents in TOML |
//! | `diagnostics` | yes | problems with source lines and carets |
//! | `svg` | yes | pictures |
//! | `json` | | documents in JSON |
//! | `csv` | | series in CSV files |
//! | `schema` | | JSON Schema of the document |
//! | `petgraph08` | | conversion of a diagram to petgraph 0.8 and back |
//! | `rayon` | | many charts on several threads, with the same output |

pub mod assessment;
pub mod base;
pub mod capability;
pub mod change;
pub mod conditions;
pub mod diagram;
pub mod document;
pub mod guide;
pub mod leadership;
pub mod measure;
pub mod people;
pub mod programme;
pub mod purpose;
pub mod render;
pub mod review;
pub mod spc;
pub mod systems;
pub mod theory;

pub use base::{AnyId, Id, Problem, Problems, Severity};
pub use change::Change;
pub use diagram::{Diagram, DiagramBuilder, Driver, Link};
pub use document::{LoadError, Loaded};
pub use measure::Measure;
pub use programme::{Programme, ProgrammeBuilder};
pub use purpose::Aim;
pub use review::{Finding, Review, Reviewer};

/// The README's examples compile and run with the tests.
#[cfg(all(doctest, feature = "toml"))]
#[doc = include_str!("../README.md")]
struct Readme;
