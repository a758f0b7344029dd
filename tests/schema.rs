//! The JSON Schema is the committed one, is closed and described throughout, and declares whatever
//! a saved document holds.
#![cfg(all(feature = "schema", feature = "toml"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod generator;

use std::path::{Path, PathBuf};

use improvement::document::{load_path, schema, to_json};
use improvement::programme::Programme;
use proptest::prelude::*;
use serde_json::Value;

use generator::Dice;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/programmes")
}

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let path = folder().join("improvement-1.schema.json");
    let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        committed == format!("{:#}\n", schema()),
        "{} is not that of the types; renew it with\n  \
         cargo run --features schema --example schema > examples/programmes/improvement-1.schema.json",
        path.display()
    );
}

/// Hands over every schema inside a schema, with its path.
fn each<'s>(schema: &'s Value, path: &str, look: &mut dyn FnMut(&str, &'s Value)) {
    look(path, schema);
    match schema {
        Value::Object(fields) => {
            for (key, field) in fields {
                each(field, &format!("{path}/{key}"), look);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                each(item, &format!("{path}/{at}"), look);
            }
        }
        _ => {}
    }
}

#[test]
fn every_table_is_closed_and_every_field_is_described() {
    let schema = schema();
    let (mut tables, mut fields) = (0, 0);
    each(&schema, "", &mut |path, schema| {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
        // A field of a document may itself be called `properties`.
        if schema.get("type") != Some(&Value::from("object")) {
            return;
        }
        tables += 1;
        assert_eq!(schema.get("additionalProperties"), Some(&Value::Bool(false)), "{path}");
        for (name, property) in properties {
            fields += 1;
            let said = property.get("description").and_then(Value::as_str).unwrap_or("");
            assert!(!said.is_empty(), "{path}/properties/{name} has no description");
        }
    });
    assert!(tables > 30 && fields > 200, "{tables} tables, {fields} fields");
}

#[test]
fn every_reference_leads_to_a_definition() {
    let schema = schema();
    let mut count = 0;
    each(&schema, "", &mut |path, inner| {
        if let Some(target) = inner.get("$ref").and_then(Value::as_str) {
            count += 1;
            let found = schema.pointer(target.trim_start_matches('#'));
            assert!(found.is_some(), "{path} leads to {target}");
        }
    });
    assert!(count > 100, "{count}");
}

/// The fields of a document that a schema does not declare.
fn undeclared(root: &Value, schema: &Value, document: &Value, path: &str, found: &mut Vec<String>) {
    let schemas = alternatives(root, schema);
    match document {
        Value::Object(fields) => {
            for (key, field) in fields {
                let path = format!("{path}.{key}");
                let declared = schemas.iter().find_map(|schema| {
                    let property = schema.get("properties").and_then(|all| all.get(key));
                    property
                        .or_else(|| schema.get("additionalProperties").filter(|s| s.is_object()))
                });
                match declared {
                    Some(schema) => undeclared(root, schema, field, &path, found),
                    None => found.push(path),
                }
            }
        }
        Value::Array(items) => {
            let Some(schema) = schemas.iter().find_map(|schema| schema.get("items")) else {
                found.push(path.to_owned());
                return;
            };
            for (at, item) in items.iter().enumerate() {
                undeclared(root, schema, item, &format!("{path}.{at}"), found);
            }
        }
        Value::String(text) => {
            let named =
                |schema: &&&Value| schema.get("const").is_some() || schema.get("enum").is_some();
            let words: Vec<&&Value> = schemas.iter().filter(named).collect();
            let known = words.iter().any(|schema| {
                schema.get("const") == Some(document)
                    || schema
                        .get("enum")
                        .and_then(Value::as_array)
                        .is_some_and(|all| all.contains(document))
            });
            if !words.is_empty() && !known {
                found.push(format!("{path} = {text:?}"));
            }
        }
        _ => {}
    }
}

/// A schema with its references followed and its alternatives side by side.
fn alternatives<'s>(root: &'s Value, schema: &'s Value) -> Vec<&'s Value> {
    let mut found = vec![schema];
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        let target = root.pointer(target.trim_start_matches('#')).unwrap();
        found.extend(alternatives(root, target));
    }
    for join in ["anyOf", "oneOf", "allOf"] {
        for one in schema.get(join).and_then(Value::as_array).into_iter().flatten() {
            found.extend(alternatives(root, one));
        }
    }
    found
}

fn check(programme: &Programme) {
    let document: Value = serde_json::from_str(&to_json(programme).unwrap()).unwrap();
    let (schema, mut found) = (schema(), Vec::new());
    undeclared(&schema, &schema, &document, "", &mut found);
    assert!(found.is_empty(), "not in the schema: {found:#?}");
}

#[test]
fn the_published_programmes_hold_nothing_undeclared() {
    let mut count = 0;
    for file in std::fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            check(&load_path(&path).unwrap().programme);
            count += 1;
        }
    }
    assert!(count > 5, "{count}");
}

/// The walk itself finds what is not declared.
#[test]
fn an_undeclared_field_would_be_found() {
    let (schema, mut found) = (schema(), Vec::new());
    let document = serde_json::json!({
        "format": 1, "budget": 3, "drivers": { "a": { "label": "A", "drives": { "b": { "storng": 1, "strength": "storng" } } } }
    });
    undeclared(&schema, &schema, &document, "", &mut found);
    assert_eq!(
        found,
        [".budget", ".drivers.a.drives.b.storng", ".drivers.a.drives.b.strength = \"storng\""]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_programme_holds_anything_undeclared(
        bytes in prop::collection::vec(any::<u8>(), 0..6000), nodes in 0usize..14,
    ) {
        check(&generator::programme(&mut Dice::new(&bytes), nodes));
    }
}
