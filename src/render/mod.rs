//! How people see it: layout, scene, SVG, and the text formats.
//!
//! Each step is readable alone and knows nothing of the next: [`text`] knows how wide letters are,
//! [`layout`] knows sizes and links, [`scene`] knows shapes and styles, and `svg` (feature `svg`)
//! knows XML. What a driver diagram shows is a [`sheet`], which every format writes in one order:
//! [`drawing`] as a picture, [`dot`] and [`mermaid`] as text for other programs to draw. Those say
//! what they [lose](loss::Loss).

pub mod dot;
pub mod drawing;
pub mod layout;
pub mod loss;
pub mod mermaid;
pub mod scene;
pub mod sheet;
#[cfg(feature = "svg")]
pub mod svg;
pub mod text;
