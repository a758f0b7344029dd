//! Prints the JSON Schema of the document.
//!
//! ```sh
//! cargo run --features schema --example schema > examples/programmes/improvement-1.schema.json
//! ```
// CI features: schema

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    let schema = improvement::document::schema();
    writeln!(std::io::stdout(), "{schema:#}")
}
