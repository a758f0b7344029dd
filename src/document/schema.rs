//! A JSON Schema of the document, for editors and for tools that write documents.
//!
//! Derived from the types that are read, so that it cannot say anything else than they do; texts
//! come from their documentation. It knows the shape of a document. What one part says of another
//! (references, links, dates in order) is checked when a document is loaded.

use schemars::generate::SchemaSettings;
use schemars::transform::{RemoveRefSiblings, Transform};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use super::sections::FORMAT;
use crate::assessment::Assessment;
use crate::base::{Table, kind};
use crate::capability::Capability;
use crate::change::{Change, Cycle};
use crate::diagram::{Driver, Link};
use crate::leadership::Leadership;
use crate::measure::Measure;
use crate::people::People;
use crate::programme::{Header, Waiver};
use crate::purpose::{Aim, Purpose};
use crate::systems::Systems;

/// The JSON Schema of a document, TOML and JSON alike: draft 7, which most editors read.
///
/// A TOML document names it for editors that know Taplo's directive, in its first line:
/// `#:schema ./improvement-1.schema.json`. A bare date of TOML counts as a text of format `date`.
///
/// ```
/// let schema = improvement::document::schema();
/// assert_eq!(schema["required"], serde_json::json!(["format", "programme"]));
/// assert!(schema["definitions"]["Driver"]["properties"]["drives"].is_object());
/// ```
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft07().into_generator();
    let mut sections = Map::new();
    let mut section = |name: &str, schema: Schema, description: &str| {
        let mut schema = schema;
        schema.insert("description".to_owned(), description.into());
        sections.insert(name.to_owned(), schema.into());
    };
    let version = "The version of the format.";
    section("format", json_schema!({ "type": "integer", "const": FORMAT }), version);
    section("programme", of::<Header>(&mut generator), "What the programme is called, and when.");
    section("purpose", of::<Purpose>(&mut generator), "Why it is done.");
    section("people", of::<People>(&mut generator), "Who is in it, and who decided what.");
    section("aims", of::<Table<kind::Aim, Aim>>(&mut generator), "What is to be reached, by id.");
    let drivers = "What needs to be different if the aims are to be reached, by id.";
    section("drivers", of::<Table<kind::Driver, Driver>>(&mut generator), drivers);
    let changes = "What is tried, by id.";
    section("changes", of::<Table<kind::Change, Change>>(&mut generator), changes);
    let measures = "How it is known whether a change is an improvement, by id.";
    section("measures", of::<Table<kind::Measure, Measure>>(&mut generator), measures);
    let cycles = "How changes are tested, by id.";
    section("cycles", of::<Table<kind::Cycle, Cycle>>(&mut generator), cycles);
    section("leadership", of::<Leadership>(&mut generator), "How leaders act.");
    section("capability", of::<Capability>(&mut generator), "With what skill and time.");
    section("systems", of::<Systems>(&mut generator), "Through which routines.");
    let assessment = "What people say of their own organisation.";
    section("assessment", of::<Assessment>(&mut generator), assessment);
    let waivers = "Findings of the review that the team has decided to live with.";
    section("waivers", of::<Vec<Waiver>>(&mut generator), waivers);
    section("$schema", json_schema!({ "type": "string" }), "Where this schema is, for editors.");

    let mut links = of::<Table<kind::Driver, Link>>(&mut generator);
    let onward = "The drivers and aims that this one leads to, by id, and what is claimed of each.";
    links.insert("description".to_owned(), onward.into());
    let mut definitions = generator.take_definitions(true);
    for row in ["Driver", "Change"] {
        if let Some(Value::Object(properties)) =
            definitions.get_mut(row).and_then(|row| row.get_mut("properties"))
        {
            properties.insert("drives".to_owned(), links.clone().into());
        }
    }
    let mut root = json_schema!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "An improvement programme",
        "description": "A document of the library `improvement`, format 1.",
        "type": "object",
        "properties": sections,
        "required": ["format", "programme"],
        "additionalProperties": false,
        "definitions": definitions,
    });
    // In this draft a reference stands alone.
    RemoveRefSiblings::default().transform(&mut root);
    root.into()
}

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}
