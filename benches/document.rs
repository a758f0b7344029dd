//! Reading documents, beside what the format crates need for the same text without places.
//!
//! The aim: at most 2.5 times a bare parse into the format crate's own value.
#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use improvement::base::{ChangeId, Date, DriverId, Label, Reason, Share};
use improvement::document::read::read;
use improvement::document::{Format, json, toml};
use serde::Deserialize;

fn main() {
    divan::main();
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read to be measured")]
struct Diagram {
    format: u32,
    start: Date,
    drivers: BTreeMap<DriverId, Driver>,
    changes: BTreeMap<ChangeId, Change>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read to be measured")]
struct Driver {
    label: Label,
    level: Level,
    share: Share,
    #[serde(default)]
    drives: BTreeMap<DriverId, Link>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read to be measured")]
struct Change {
    label: Label,
    #[serde(default)]
    drives: BTreeMap<DriverId, Link>,
    #[serde(default)]
    designed_by: Vec<Label>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read to be measured")]
struct Link {
    strength: Strength,
    because: Option<Reason>,
    since: Option<Date>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Primary,
    Secondary,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Strength {
    Strong,
    Weak,
}

/// A document with this many drivers and changes.
fn document(nodes: usize) -> String {
    let mut text = String::from("format = 1\nstart = 2012-12-01\n");
    for i in 0..nodes / 2 {
        let level = if i % 2 == 0 { "primary" } else { "secondary" };
        let _ = write!(
            text,
            "\n[drivers.driver-{i}]\nlabel = \"Predict violence and act early, part {i}\"\n\
             level = \"{level}\"\nshare = 0.25\n\
             [drivers.driver-{i}.drives.driver-{}]\nstrength = \"strong\"\n\
             because = \"teams that name risk early can act before harm\"\nsince = 2013-01-01\n",
            i / 2
        );
    }
    for i in 0..nodes / 2 {
        let _ = write!(
            text,
            "\n[changes.change-{i}]\nlabel = \"Safety huddle three times a day, ward {i}\"\n\
             drives.driver-{i} = {{ strength = \"weak\" }}\n\
             designed_by = [\"ward-staff\", \"service-users\"]\n"
        );
    }
    text
}

fn json_document(nodes: usize) -> String {
    json::print(&toml::parse(&document(nodes)).unwrap()).unwrap()
}

const NODES: [usize; 3] = [40, 400, 4000];

#[divan::bench(args = NODES)]
fn toml_bare(bencher: divan::Bencher<'_, '_>, nodes: usize) {
    let text = document(nodes);
    bencher.bench(|| ::toml::from_str::<::toml::Value>(&text).unwrap());
}

#[divan::bench(args = NODES)]
fn toml_tree(bencher: divan::Bencher<'_, '_>, nodes: usize) {
    let text = document(nodes);
    bencher.bench(|| toml::parse(&text).unwrap());
}

#[divan::bench(args = NODES)]
fn toml_read(bencher: divan::Bencher<'_, '_>, nodes: usize) {
    let text = document(nodes);
    bencher.bench(|| {
        let mut tree = toml::parse(&text).unwrap();
        read::<Diagram>(&mut tree, Format::Toml, "", &mut Vec::new()).unwrap()
    });
}

#[divan::bench(args = NODES)]
fn toml_print(bencher: divan::Bencher<'_, '_>, nodes: usize) {
    let text = document(nodes);
    let tree = toml::parse(&text).unwrap();
    bencher.bench(|| toml::print(&tree).unwrap());
}

#[divan::bench(args = NODES)]
fn json_bare(bencher: divan::Bencher<'_, '_>, nodes: usize) {
    let text = json_document(nodes);
    bencher.bench(|| serde_json::from_str::<serde_json::Value>(&text).unwrap());
}

#[divan::bench(args = NODES)]
fn json_tree(bencher: divan::Bencher<'_, '_>, nodes: usize) {
    let text = json_document(nodes);
    bencher.bench(|| json::parse(&text).unwrap());
}

#[divan::bench(args = NODES)]
fn json_read(bencher: divan::Bencher<'_, '_>, nodes: usize) {
    let text = json_document(nodes);
    bencher.bench(|| {
        let mut tree = json::parse(&text).unwrap();
        read::<Diagram>(&mut tree, Format::Json, "", &mut Vec::new()).unwrap()
    });
}
