//! Faults of many kinds, planted at random places of a document, independent of each other.

use improvement::base::Code;
use improvement::document::tree::{Entry, Node, Value};

use crate::generator::Dice;

/// A fault that was planted: what is to be told of it, and where.
#[derive(Debug)]
pub(crate) struct Planted {
    pub(crate) code: Code,
    /// The path at which it is told, or the beginning of that path.
    pub(crate) path: String,
}

/// Ways to spoil one row of a section. Each is told once, whatever else is wrong elsewhere.
#[derive(Debug, Clone, Copy)]
enum Fault {
    UnknownField,
    WrongType,
    EmptyText,
    LongText,
    MissingField,
    UnknownWord,
    ImpossibleDate,
    UnknownReference,
    UnknownTarget,
    SelfLink,
    MalformedTarget,
    LinkFromAim,
    MalformedId,
    DateOrder,
}

fn faults(section: &str) -> &'static [Fault] {
    use Fault::*;
    match section {
        "aims" => &[
            UnknownField,
            WrongType,
            EmptyText,
            LongText,
            MissingField,
            ImpossibleDate,
            UnknownReference,
            LinkFromAim,
            DateOrder,
        ],
        "drivers" => &[
            UnknownField,
            WrongType,
            EmptyText,
            LongText,
            MissingField,
            UnknownWord,
            UnknownReference,
            UnknownTarget,
            SelfLink,
            MalformedTarget,
        ],
        // Nothing names a change, so its id may be spoilt.
        "changes" => &[
            UnknownField,
            WrongType,
            EmptyText,
            LongText,
            MissingField,
            UnknownWord,
            ImpossibleDate,
            UnknownReference,
            UnknownTarget,
            MalformedTarget,
            MalformedId,
        ],
        "measures" => &[UnknownField, WrongType, EmptyText, LongText, MissingField, UnknownWord],
        _ => &[],
    }
}

fn fields<'n, 't>(node: &'n mut Node<'t>) -> &'n mut Vec<Entry<'t>> {
    match &mut node.value {
        Value::Table(entries) => entries,
        other => panic!("expected a table, found {other:?}"),
    }
}

/// Gives a field a value, in the place of another or before all tables.
fn set(row: &mut Node<'_>, key: &'static str, value: Value<'static>) {
    let fields = fields(row);
    match fields.iter_mut().find(|field| field.key == key) {
        Some(field) => field.node = value.into(),
        None => fields.insert(0, Entry::new(key, value)),
    }
}

/// Adds a key to a table of the row, which is made where it is not there.
fn add(row: &mut Node<'_>, table: &'static str, key: String) {
    let fields = fields(row);
    if fields.iter().all(|field| field.key != table) {
        fields.push(Entry::new(table, Value::Table(Vec::new())));
    }
    let table = fields.iter_mut().find(|field| field.key == table).unwrap();
    self::fields(&mut table.node).push(Entry::new(key, Value::Table(Vec::new())));
}

fn text(text: &str) -> Value<'static> {
    Value::String(text.to_owned().into())
}

/// Plants faults in so many rows, one to a row.
pub(crate) fn plant(dice: &mut Dice<'_>, tree: &mut Node<'_>, most: usize) -> Vec<Planted> {
    let mut planted = Vec::new();
    for section in ["aims", "drivers", "changes", "measures"] {
        let Some(table) = fields(tree).iter_mut().find(|entry| entry.key == section) else {
            continue;
        };
        for entry in fields(&mut table.node) {
            if planted.len() < most && dice.below(3) == 1 {
                let fault = dice.one(faults(section));
                planted.push(spoil(section, entry, fault));
            }
        }
    }
    if planted.len() < most && dice.coin() {
        let sections = fields(tree);
        let key = dice.one(&["zzz", "budget", "Plan B"]);
        // Before the sections, as TOML writes plain values before tables.
        sections.insert(0, Entry::new(key, Value::Integer(1)));
        let path = if key == "Plan B" { "\"Plan B\"" } else { key };
        planted.push(Planted { code: Code::UnknownField, path: path.to_owned() });
    }
    planted
}

fn spoil(section: &str, entry: &mut Entry<'_>, fault: Fault) -> Planted {
    let id = entry.key.to_string();
    let row = &mut entry.node;
    let label = if section == "aims" { "statement" } else { "label" };
    let at = |code, rest: &str| Planted { code, path: format!("{section}.{id}{rest}") };
    match fault {
        Fault::UnknownField => {
            set(row, "zzz", Value::Integer(1));
            at(Code::UnknownField, ".zzz")
        }
        Fault::WrongType => {
            set(row, label, Value::Integer(1));
            at(Code::WrongType, &format!(".{label}"))
        }
        Fault::EmptyText => {
            set(row, label, text(" \t"));
            at(Code::InvalidValue, &format!(".{label}"))
        }
        Fault::LongText => {
            set(row, label, text(&"é".repeat(2001)));
            at(Code::InvalidValue, &format!(".{label}"))
        }
        Fault::MissingField => {
            fields(row).retain(|field| field.key != label);
            at(Code::MissingField, "")
        }
        Fault::UnknownWord => {
            let (key, word) = match section {
                "drivers" => ("level", "first"),
                "changes" => ("status", "done"),
                _ => ("family", "outcomes"),
            };
            set(row, key, text(word));
            at(Code::UnknownVariant, &format!(".{key}"))
        }
        Fault::ImpossibleDate => {
            let key = if section == "aims" { "by" } else { "started" };
            set(row, key, text("2026-02-30"));
            at(Code::InvalidValue, &format!(".{key}"))
        }
        Fault::UnknownReference => {
            set(row, "measures", Value::Array(vec![text("no-such-thing").into()]));
            at(Code::UnknownReference, ".measures.0")
        }
        Fault::UnknownTarget => {
            add(row, "drives", "no-such-thing".to_owned());
            at(Code::UnknownReference, ".drives.no-such-thing")
        }
        Fault::SelfLink => {
            add(row, "drives", id.clone());
            at(Code::SelfLink, &format!(".drives.{id}"))
        }
        Fault::MalformedTarget => {
            add(row, "drives", "No such thing".to_owned());
            at(Code::MalformedId, ".drives.\"No such thing\"")
        }
        Fault::LinkFromAim => {
            add(row, "drives", "no-such-thing".to_owned());
            at(Code::ForbiddenLink, ".drives.no-such-thing")
        }
        Fault::MalformedId => {
            entry.key = format!("Bad_{id}").into();
            Planted { code: Code::MalformedId, path: format!("{section}.Bad_{id}") }
        }
        Fault::DateOrder => {
            let day = |text: &'static str| Value::Date(text.into());
            let period = vec![Entry::new("from", day("2026-01-01"))];
            fields(row).retain(|field| field.key != "baseline" && field.key != "by");
            set(row, "baseline", Value::Table(period));
            set(row, "by", day("2025-12-31"));
            at(Code::DateOrder, ".by")
        }
    }
}
