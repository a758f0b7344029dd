//! Reading documents: every fault once, at its place; text that is no document never panics; what
//! is written is read back as it was.
#![cfg(all(feature = "toml", feature = "json"))]

use std::collections::BTreeMap;

use improvement::base::{Code, Date, DriverId, Label, Problem, Share};
use improvement::document::read::read;
use improvement::document::ser::to_tree;
use improvement::document::tree::{Entry, Node, Value};
use improvement::document::{Format, json, toml};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Diagram {
    format: u32,
    name: Label,
    start: Date,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    drivers: BTreeMap<DriverId, Driver>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Driver {
    label: Label,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<Level>,
    share: Share,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    points: Vec<Point>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rhythm: Option<Rhythm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    window: Option<Window>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pair: Option<(Date, f64)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Primary,
    Secondary,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Rhythm {
    Weekly,
    Every(u8),
    Between { low: u8, high: u8 },
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Point {
    date: Date,
    value: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "WindowForm")]
struct Window {
    from: f64,
    to: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WindowForm {
    from: f64,
    to: f64,
}

impl TryFrom<WindowForm> for Window {
    type Error = String;
    fn try_from(form: WindowForm) -> Result<Self, String> {
        if form.from <= form.to {
            Ok(Window { from: form.from, to: form.to })
        } else {
            Err(format!("a window must not end at {} before it begins at {}", form.to, form.from))
        }
    }
}

const SOUND: &str = r#"
format = 1
name = "Calmer wards"
start = "2012-12-01"

[drivers.predict-early]
label = "Predict violence early"
level = "primary"
share = 1
rhythm = { every = 3 }
window = { from = 1, to = 2.5 }
pair = [2012-12-01, 4]
points = [{ date = 2012-12-01, value = 12.1 }, { date = "2013-01-01", value = 11 }]

[drivers.name-risk]
label = "Name risk"
share = 0.25
rhythm = { between = { low = 1, high = 3 } }
"#;

fn read_toml(text: &str) -> (Option<Diagram>, Vec<Problem>) {
    let mut problems = Vec::new();
    let value = match toml::parse(text) {
        Ok(mut tree) => read(&mut tree, Format::Toml, "", &mut problems),
        Err(found) => {
            problems = found.into_vec();
            None
        }
    };
    improvement::document::place::locate(text, &mut problems);
    (value, problems)
}

fn said(text: &str) -> Vec<String> {
    read_toml(text).1.iter().map(ToString::to_string).collect()
}

#[test]
fn a_sound_document_is_read_whole_and_comes_back() {
    let (value, problems) = read_toml(SOUND);
    assert_eq!(problems, []);
    let value = value.unwrap();
    assert_eq!(value.drivers.len(), 2);
    let tree = to_tree(&value).unwrap();
    let text = toml::print(&tree).unwrap();
    assert!(text.contains("start = 2012-12-01"), "{text}");
    assert_eq!(read_toml(&text).0.as_ref(), Some(&value), "{text}");
    let text = json::print(&tree).unwrap();
    let mut tree = json::parse(&text).unwrap();
    assert_eq!(read(&mut tree, Format::Json, "", &mut Vec::new()).as_ref(), Some(&value), "{text}");
}

#[test]
fn each_fault_says_what_was_found_and_what_was_expected() {
    let cases = [
        (
            "lable = 1",
            "level = \"primary\"",
            "error[D005] at 8:1 (drivers.predict-early.lable): unknown field `lable` (did you mean `label`?)",
        ),
        (
            "level = \"Primery\"",
            "level = \"primary\"",
            "error[D006] at 8:9 (drivers.predict-early.level): unknown word `Primery` (did you mean `primary`?)",
        ),
        (
            "level = 3",
            "level = \"primary\"",
            "error[D007] at 8:9 (drivers.predict-early.level): expected one of `primary` or `secondary`, found the number 3",
        ),
        (
            "share = \"all\"",
            "share = 1",
            "error[D007] at 9:9 (drivers.predict-early.share): expected a number, found the string \"all\"",
        ),
        ("share = 1.4", "share = 1", "error[D009] at 9:9 (drivers.predict-early.share): "),
        ("share = nan", "share = 1", "error[D009] at 9:9 (drivers.predict-early.share): "),
        (
            "# no share",
            "share = 1",
            "error[D008] at 6:1 (drivers.predict-early): missing field `share`",
        ),
        ("[drivers.Predict]", "[drivers.predict-early]", "error[D010] at 6:10 (drivers.Predict): "),
        (
            "every = 300",
            "every = 3",
            "error[D009] at 10:20 (drivers.predict-early.rhythm.every): expected a whole number from 0 to 255, found the number 300",
        ),
        (
            "every = 1.5",
            "every = 3",
            "error[D007] at 10:20 (drivers.predict-early.rhythm.every): expected a whole number, found the number 1.5",
        ),
        (
            "rhythm = \"every\"",
            "rhythm = { every = 3 }",
            "error[D007] at 10:10 (drivers.predict-early.rhythm): `every` needs a value",
        ),
        (
            "rhythm = { weekly = 3 }",
            "rhythm = { every = 3 }",
            "error[D007] at 10:10 (drivers.predict-early.rhythm): `weekly` takes no value",
        ),
        (
            "rhythm = {}",
            "rhythm = { every = 3 }",
            "error[D007] at 10:10 (drivers.predict-early.rhythm): expected one of `weekly`, `every` or `between`, found a table",
        ),
        (
            "rhythm = { evry = 3 }",
            "rhythm = { every = 3 }",
            "error[D006] at 10:12 (drivers.predict-early.rhythm.evry): unknown word `evry` (did you mean `every`?)",
        ),
        (
            "to = 0.5",
            "to = 2.5",
            "error[D009] at 11:10 (drivers.predict-early.window): a window must not end at 0.5 before it begins at 1",
        ),
        (
            "pair = [2012-12-01]",
            "pair = [2012-12-01, 4]",
            "error[D007] at 12:8 (drivers.predict-early.pair): expected an array of 2 values, found 1 value",
        ),
        (
            "2012-12-01T10:00:00, value = 12",
            "2012-12-01, value = 12",
            "error[D009] at 13:20 (drivers.predict-early.points.0.date): expected a date such as 2026-03-01, found `2012-12-01T10:00:00`",
        ),
        ("drivers = 3\n#", "start = ", "error[D008] at 1:1: missing field `start`"),
    ];
    for (fault, sound, expected) in cases {
        let text = SOUND.replacen(sound, fault, 1);
        assert_ne!(text, SOUND, "{fault}");
        let text =
            if fault.starts_with("drivers") { "format = 1\nname = \"x\"".to_owned() } else { text };
        let said = said(&text);
        assert!(said.len() == 1 && said[0].starts_with(expected), "{fault}: {said:#?}");
    }
}

#[test]
fn all_missing_fields_of_a_table_are_reported() {
    let said = said("[drivers.a]\nlevel = 1\n[drivers.b]\nlabel = \"  \"\n");
    let expected = [
        "missing field `format`",
        "missing field `name`",
        "missing field `start`",
        "missing field `label`",
        "missing field `share`",
        "expected one of `primary`",
        "missing field `share`",
        "must not be empty",
    ];
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for part in expected {
        assert!(said.iter().any(|s| s.contains(part)), "{part}: {said:#?}");
    }
}

#[test]
fn what_is_sound_is_handed_on_and_what_is_not_leaves_a_tombstone() {
    let text = SOUND.replacen("share = 0.25", "shar = 0.25", 1);
    let mut tree = toml::parse(&text).unwrap();
    let mut problems = Vec::new();
    let value: Option<Diagram> = read(&mut tree, Format::Toml, "", &mut problems);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    let value = value.unwrap();
    assert_eq!(
        value.drivers.keys().map(ToString::to_string).collect::<Vec<_>>(),
        ["predict-early"]
    );
    assert!(tree.was_pruned(["drivers", "name-risk"]));
    assert!(!tree.was_pruned(["drivers", "predict-early"]));
}

#[test]
fn a_made_up_value_is_never_handed_out() {
    let (value, problems) = read_toml("format = 1\nname = \"x\"\n");
    assert_eq!(problems.len(), 1);
    assert_eq!(value, None);
}

#[test]
fn json_problems_have_the_place_of_the_nearest_key() {
    let text = r#"{"format": 1, "name": "x", "start": "2012-12-01",
 "drivers": {"a": {"label": "x", "share": [1]}, "b": 3}}"#;
    let mut tree = json::parse(text).unwrap();
    let mut problems = Vec::new();
    let _: Option<Diagram> = read(&mut tree, Format::Json, "", &mut problems);
    improvement::document::place::locate(text, &mut problems);
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "error[D007] at 2:34 (drivers.a.share): expected a number, found an array",
            "error[D007] at 2:49 (drivers.b): expected an object, found the number 3",
        ]
    );
}

#[test]
fn no_more_problems_than_anyone_would_read() {
    let faults: Vec<String> = (0..500).map(|i| format!("x{i} = 1")).collect();
    assert_eq!(read_toml(&faults.join("\n")).1.len(), 64);
}

/// Faults that can be planted into the i-th of several drivers, one to each field.
const FAULTS: [(&str, &str); 8] = [
    ("label = \"D\"", "label = \"\""),
    ("label = \"D\"", "lable = \"D\""),
    ("level = \"primary\"", "level = \"third\""),
    ("share = 0.5", "share = 1.5"),
    ("share = 0.5", ""),
    ("rhythm = { every = 3 }", "rhythm = { every = -1 }"),
    ("window = { from = 1, to = 2 }", "window = { from = 2, to = 1 }"),
    ("value = 2.5", "value = \"many\""),
];

const DRIVER: &str = "label = \"D\"\nlevel = \"primary\"\nshare = 0.5\nrhythm = { every = 3 }\n\
    window = { from = 1, to = 2 }\npoints = [{ date = 2012-12-01, value = 2.5 }]\n";

fn scalar() -> impl Strategy<Value = Value<'static>> {
    prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Integer),
        any::<f64>().prop_filter("finite", |f| f.is_finite()).prop_map(Value::Float),
        text().prop_map(|text| Value::String(text.into())),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z \n\r\t\"'\\\\#=\\[\\]{}.,]{0,12}", any::<String>()]
}

fn date() -> impl Strategy<Value = Value<'static>> {
    (0u32..9999, 1u32..13, 1u32..29)
        .prop_map(|(y, m, d)| Value::Date(format!("{y:04}-{m:02}-{d:02}").into()))
}

/// Trees in the order in which TOML writes them: plain values before tables.
fn tree(dates: bool) -> impl Strategy<Value = Node<'static>> {
    let leaf = if dates { prop_oneof![scalar(), date()].boxed() } else { scalar().boxed() };
    let value = leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6)
                .prop_map(|items| Value::Array(items.into_iter().map(Node::from).collect())),
            table(inner),
        ]
    });
    table(value).prop_map(Node::from)
}

fn table(value: impl Strategy<Value = Value<'static>>) -> impl Strategy<Value = Value<'static>> {
    let key = prop_oneof!["[a-z]{1,4}", "[a-z]{1,4}", text()];
    prop::collection::vec((key, value), 0..6).prop_map(|pairs| {
        let mut entries: Vec<Entry<'static>> = Vec::new();
        for (key, value) in pairs {
            if entries.iter().all(|e| e.key != key) {
                entries.push(Entry::new(key, value));
            }
        }
        // Arrays of tables may get headers too.
        entries.sort_by_key(|e| match &e.node.value {
            Value::Table(_) => true,
            Value::Array(items) => {
                !items.is_empty() && items.iter().all(|i| matches!(i.value, Value::Table(_)))
            }
            _ => false,
        });
        Value::Table(entries)
    })
}

proptest! {
    #[test]
    fn a_tree_survives_toml(tree in tree(true)) {
        let text = toml::print(&tree).unwrap();
        let read = toml::parse(&text);
        prop_assert!(read.is_ok(), "{text}\n{read:#?}");
        prop_assert_eq!(read.unwrap(), tree, "{}", text);
    }

    #[test]
    fn a_tree_survives_json(tree in tree(false)) {
        let text = json::print(&tree).unwrap();
        prop_assert_eq!(json::parse(&text).unwrap(), tree, "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let _ = read_toml(&text);
        let _ = json::parse(&text);
    }

    #[cfg(feature = "csv")]
    #[test]
    fn any_series_is_read_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        text in "(date|position|value|note|[0-9.,\"\n\r e-]){0,20}",
    ) {
        use improvement::document::csv;
        let _ = csv::parse(&bytes, "f.csv");
        let _ = csv::parse(text.as_bytes(), "f.csv");
        let _ = csv::parse(format!("date,value,note\n{text}").as_bytes(), "f.csv");
    }

    #[test]
    fn broken_documents_are_read_or_refused(
        start in 0usize..600, end in 0usize..600, put in "[\\[\\]{}=.,\"'\n\\\\#a1-]{0,6}",
    ) {
        let cut = |text: &str| {
            let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
            let (start, end) = (floor(start.min(end)), floor(start.max(end)));
            format!("{}{put}{}", &text[..start], &text[end..])
        };
        let _ = read_toml(&cut(SOUND));
        let (value, _) = read_toml(SOUND);
        let json = json::print(&to_tree(&value.unwrap()).unwrap()).unwrap();
        let mut problems = Vec::new();
        if let Ok(mut tree) = json::parse(&cut(&json)) {
            let _: Option<Diagram> = read(&mut tree, Format::Json, "", &mut problems);
        }
    }

    #[test]
    fn so_many_faults_so_many_problems(planted in prop::collection::vec(prop::option::of(0..FAULTS.len()), 1..12)) {
        let mut text = vec!["format = 1\nname = \"x\"\nstart = 2012-12-01".to_owned()];
        for (i, fault) in planted.iter().enumerate() {
            let driver = match fault {
                Some(fault) => DRIVER.replacen(FAULTS[*fault].0, FAULTS[*fault].1, 1),
                None => DRIVER.to_owned(),
            };
            text.push(format!("[drivers.d{i}]\n{driver}"));
        }
        let (_, problems) = read_toml(&text.join("\n"));
        prop_assert_eq!(problems.len(), planted.iter().flatten().count(), "{:#?}", problems);
    }

    #[test]
    fn several_faults_in_one_table_are_all_found(planted in prop::sample::subsequence(vec![1usize, 2, 4, 5, 6, 7], 0..6)) {
        let mut driver = DRIVER.to_owned();
        for fault in &planted {
            driver = driver.replacen(FAULTS[*fault].0, FAULTS[*fault].1, 1);
        }
        let text = format!("format = 1\nname = \"x\"\nstart = 2012-12-01\n[drivers.d]\n{driver}");
        let (_, problems) = read_toml(&text);
        prop_assert_eq!(problems.len(), planted.len(), "{:#?}", problems);
        prop_assert!(problems.iter().all(|p| p.code != Code::Syntax));
    }
}
