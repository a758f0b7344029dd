//! The sections of a document: from a tree to the parts of a programme, and to the whole.

use serde::de::DeserializeOwned;

use super::Format;
use super::files::Folder;
use super::read::read;
use super::series_file;
use super::tree::{Entry, Extent, Node, Value};
use super::words;
use crate::base::kind::{self, Kind};
use crate::base::{AnyId, Code, Id, Label, Place, Problem, Problems, ProgrammeId, Table, nearest};
use crate::change::{Change, Cycle};
use crate::diagram::{DiagramBuilder, Driver, Link, NodeId};
use crate::measure::Measure;
use crate::programme::{Header, Programme, ProgrammeBuilder, Waiver};
use crate::purpose::Aim;

/// The version of the format that this version of the library reads and writes.
pub const FORMAT: i64 = 1;

/// The sections of a document, in the order in which they are written.
pub(super) const SECTIONS: [&str; 15] = [
    "format",
    "programme",
    "purpose",
    "people",
    "aims",
    "drivers",
    "changes",
    "measures",
    "cycles",
    "leadership",
    "capability",
    "systems",
    "assessment",
    "waivers",
    "$schema",
];

/// What was read, and what was wrong with it.
pub(super) struct Sections {
    builder: Option<ProgrammeBuilder>,
    problems: Vec<Problem>,
    notes: Vec<Problem>,
    /// Sections of which nothing is known, because their name was misspelt.
    unknown: Vec<&'static str>,
}

impl Sections {
    /// Reads every section, collecting all problems of shape.
    pub(super) fn read(
        tree: &mut Node<'_>,
        format: Format,
        folder: Option<&Folder>,
        max_bytes: u64,
    ) -> Self {
        let mut reading = Reading { format, problems: Vec::new(), unknown: Vec::new() };
        let mut notes = Vec::new();
        let builder = if reading.supports(tree) {
            reading.unknown_sections(tree);
            series_file::resolve(tree, folder, max_bytes, &mut reading.problems, &mut notes);
            reading.builder(tree)
        } else {
            None
        };
        Sections { builder, problems: reading.problems, notes, unknown: reading.unknown }
    }

    /// Resolves ids and builds the programme, or returns all problems of shape and meaning.
    pub(super) fn build(self, tree: &Node<'_>) -> Result<(Programme, Vec<Problem>), Problems> {
        let Sections { builder, mut problems, notes, unknown } = self;
        let built = builder.map(ProgrammeBuilder::build);
        if let Some(Err(meaning)) = &built {
            let lost = |problem: &&Problem| follows_from_loss(tree, &unknown, problem);
            let fresh = meaning.iter().filter(|problem| !lost(problem));
            problems.extend(fresh.map(|problem| placed(tree, problem.clone())));
        }
        match (Problems::new(problems), built) {
            (None, Some(built)) => Ok((built?, notes)),
            (Some(problems), _) => Err(problems),
            (None, None) => Err(Problem::new(
                Code::MissingField,
                Place::default(),
                "the document holds no programme",
            )
            .into()),
        }
    }
}

struct Reading {
    format: Format,
    problems: Vec<Problem>,
    unknown: Vec<&'static str>,
}

impl Reading {
    /// Whether the document is of a format that is read here.
    fn supports(&mut self, tree: &Node<'_>) -> bool {
        let Value::Table(entries) = &tree.value else {
            let found = words::found(&tree.value, self.format);
            self.problem(
                Code::WrongType,
                Place::default(),
                format!(
                    "expected {} at the root of a document, found {found}",
                    words::table(self.format)
                ),
            );
            return false;
        };
        let Some(entry) = entries.iter().find(|entry| entry.key == "format") else {
            let written = match self.format {
                Format::Toml => format!("format = {FORMAT}"),
                Format::Json => format!("\"format\": {FORMAT}"),
            };
            let problem =
                Problem::new(Code::MissingField, at_the_start("format"), "no `format` is given")
                    .with_help(format!("begin the document with `{written}`"))
                    .with_expected(written);
            self.problems.push(problem);
            return true;
        };
        let place = place("format", entry.node.extent.or(entry.key_extent));
        match entry.node.value {
            Value::Integer(FORMAT) => true,
            Value::Integer(found) => {
                let problem = Problem::new(
                    Code::UnsupportedFormat,
                    place,
                    format!("this version reads format {FORMAT}, found format {found}"),
                )
                .with_found(found.to_string())
                .with_expected(FORMAT.to_string())
                .with_help(if found > FORMAT {
                    "a newer version of the library may read it"
                } else {
                    "the first format is 1"
                });
                self.problems.push(problem);
                false
            }
            ref other => {
                let found = words::found(other, self.format);
                self.problem(
                    Code::WrongType,
                    place,
                    format!("expected the whole number {FORMAT} as format, found {found}"),
                );
                true
            }
        }
    }

    fn problem(&mut self, code: Code, place: Place, message: String) {
        self.problems.push(Problem::new(code, place, message));
    }

    /// Reports sections that no document has.
    fn unknown_sections(&mut self, tree: &Node<'_>) {
        let Value::Table(entries) = &tree.value else { return };
        for entry in entries.iter().filter(|entry| !SECTIONS.contains(&entry.key.as_ref())) {
            let mut path = String::new();
            super::tree::push_key(&mut path, &entry.key);
            let message = format!("unknown section `{}`", words::short(&entry.key));
            let mut problem =
                Problem::new(Code::UnknownField, place(&path, entry.key_extent), message)
                    .with_found(entry.key.as_ref())
                    .with_expected(words::one_of(&SECTIONS[..14]));
            if let Some(near) = nearest(&entry.key, SECTIONS) {
                problem = problem.with_help(format!("did you mean `{near}`?"));
                self.unknown.extend(SECTIONS.iter().find(|section| **section == near));
            }
            self.problems.push(problem);
        }
    }

    /// Reads a section that may be missing.
    fn section<T: DeserializeOwned>(
        &mut self,
        tree: &mut Node<'_>,
        name: &'static str,
    ) -> Option<T> {
        let node = section_mut(tree, name)?;
        read(node, self.format, name, &mut self.problems)
    }

    fn header(&mut self, tree: &mut Node<'_>) -> Option<Header> {
        if section_mut(tree, "programme").is_none() {
            if !self.unknown.contains(&"programme") {
                let problem = Problem::new(
                    Code::MissingField,
                    at_the_start("programme"),
                    "no section `programme`",
                )
                .with_expected(format!("{} with `id` and `name`", words::table(self.format)))
                .with_help("give the programme an id and a name");
                self.problems.push(problem);
            }
            return None;
        }
        self.section(tree, "programme")
    }

    fn builder(&mut self, tree: &mut Node<'_>) -> Option<ProgrammeBuilder> {
        // Without a header the rest is still checked; the problem is reported, so nothing is built.
        let mut builder = ProgrammeBuilder::new(self.header(tree).or_else(stand_in)?);
        builder.purpose = self.section(tree, "purpose");
        builder.people = self.section(tree, "people").unwrap_or_default();
        builder.leadership = self.section(tree, "leadership").unwrap_or_default();
        builder.capability = self.section(tree, "capability").unwrap_or_default();
        builder.systems = self.section(tree, "systems").unwrap_or_default();
        builder.assessment = self.section(tree, "assessment").unwrap_or_default();
        builder.measures =
            self.section::<Table<kind::Measure, Measure>>(tree, "measures").unwrap_or_default();
        builder.cycles =
            self.section::<Table<kind::Cycle, Cycle>>(tree, "cycles").unwrap_or_default();
        builder.waivers = self.section::<Vec<Waiver>>(tree, "waivers").unwrap_or_default();
        let diagram = &mut builder.diagram;
        for (id, aim) in self.nodes::<kind::Aim, Aim>(tree, "aims", diagram) {
            diagram.aim(id, aim);
        }
        for (id, driver) in self.nodes::<kind::Driver, Driver>(tree, "drivers", diagram) {
            diagram.driver(id, driver);
        }
        for (id, change) in self.nodes::<kind::Change, Change>(tree, "changes", diagram) {
            diagram.change(id, change);
        }
        Some(builder)
    }

    /// Reads a section of nodes, and draws the links that begin at them. Links are written inside
    /// their node, under `drives`; they are taken out, read by themselves, and put back, so that
    /// places stay known. A link of a node that could not be read is not drawn.
    fn nodes<K: Kind, T: DeserializeOwned>(
        &mut self,
        tree: &mut Node<'_>,
        section: &'static str,
        diagram: &mut DiagramBuilder,
    ) -> Table<K, T>
    where
        NodeId: for<'i> From<&'i Id<K>>,
    {
        let Some(node) = section_mut(tree, section) else { return Table::new() };
        let mut taken: Vec<(usize, Entry<'_>)> = Vec::new();
        for (at, row) in entries_mut(node).enumerate() {
            if let Value::Table(fields) = &mut row.node.value
                && let Some(position) = fields.iter().position(|field| field.key == "drives")
            {
                taken.push((at, fields.remove(position)));
            }
        }
        let first = self.problems.len();
        let rows = read::<Table<K, T>>(node, self.format, section, &mut self.problems);
        let rows = rows.unwrap_or_default();
        let example = match self.format {
            Format::Toml => format!("such as `[{section}.some-id]`"),
            Format::Json => format!("such as `\"{section}\": {{ \"some-id\": {{ ... }} }}`"),
        };
        self.explain(first, section, &format!("give each its own id, {example}"));
        for (at, mut drives) in taken {
            let Some(row) = entries_mut(node).nth(at) else { continue };
            let path = format!("{section}.{}.drives", row.key);
            let first = self.problems.len();
            let read = read::<Table<kind::Driver, Link>>(
                &mut drives.node,
                self.format,
                &path,
                &mut self.problems,
            );
            let example = match self.format {
                Format::Toml => "such as `drives.some-driver = {}`",
                Format::Json => "such as `\"drives\": { \"some-driver\": {} }`",
            };
            self.explain(first, &path, &format!("name each target, {example}"));
            if let Some((from, _)) = rows.position(&row.key).and_then(|at| rows.at(at)) {
                for (to, link) in read.into_iter().flatten() {
                    diagram.link_to(from, to.as_str(), link);
                }
            }
            if let Value::Table(fields) = &mut row.node.value {
                fields.push(drives);
            }
        }
        rows
    }
}

impl Reading {
    /// Adds a way out to what was found to be no table at this path.
    fn explain(&mut self, first: usize, path: &str, help: &str) {
        for problem in self.problems.iter_mut().skip(first) {
            if problem.code == Code::WrongType && problem.place.path == path {
                problem.help = Some(help.to_owned());
            }
        }
    }
}

/// A header for checking the rest of a document whose own header could not be read.
fn stand_in() -> Option<Header> {
    Some(Header::new(ProgrammeId::new("unnamed").ok()?, Label::new("unnamed").ok()?))
}

fn entries_mut<'n, 't>(node: &'n mut Node<'t>) -> std::slice::IterMut<'n, Entry<'t>> {
    match &mut node.value {
        Value::Table(entries) => entries.iter_mut(),
        _ => [].iter_mut(),
    }
}

fn section_mut<'n, 't>(tree: &'n mut Node<'t>, name: &str) -> Option<&'n mut Node<'t>> {
    entries_mut(tree).find(|entry| entry.key == name).map(|entry| &mut entry.node)
}

fn place(path: &str, extent: Extent) -> Place {
    let place = Place::at(path);
    match extent.bytes() {
        Some(bytes) => place.with_span(bytes),
        None => place,
    }
}

/// The place of what should stand in a document and does not: its start.
fn at_the_start(path: &str) -> Place {
    Place::at(path).with_span(0..0)
}

/// Whether a problem only says that something is missing which was reported already; also where
/// another thing has the same id.
fn follows_from_loss(tree: &Node<'_>, unknown: &[&str], problem: &Problem) -> bool {
    let id = match problem.code {
        Code::UnknownReference => problem.found.as_deref(),
        Code::WrongKind => named(tree, &problem.place.path),
        _ => None,
    };
    let Some(id) = id else { return false };
    AnyId::KINDS.iter().any(|kind| {
        let Some(table) = table_of(kind) else { return false };
        let section = table.first().copied().unwrap_or_default();
        unknown.contains(&section) || was_lost(tree, &[table, &[id]].concat())
    })
}

/// The id that stands at a path: as a text, with its kind or without, or as a key.
fn named<'n>(tree: &'n Node<'_>, path: &'n str) -> Option<&'n str> {
    let mut node = tree;
    for key in path.split('.') {
        node = match &node.value {
            Value::Table(_) => node.get(key)?,
            Value::Array(items) => items.get(key.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    match &node.value {
        Value::String(id) => Some(id.split_once(':').map_or(id.as_ref(), |(_, id)| id)),
        _ => path.rsplit('.').next(),
    }
}

/// Whether what stood along these keys was reported: itself, something that holds it, or a
/// misspelt key on the way.
fn was_lost(tree: &Node<'_>, keys: &[&str]) -> bool {
    if tree.is_pruned() {
        return true;
    }
    let Some((key, rest)) = keys.split_first() else { return false };
    if let (&EACH, Value::Table(rows)) = (key, &tree.value) {
        return rows.iter().any(|row| was_lost(&row.node, rest));
    }
    match tree.get(key) {
        Some(next) => was_lost(next, rest),
        None => is_misspelt(tree, key),
    }
}

/// Whether a key was reported that was probably meant to be this one.
fn is_misspelt(node: &Node<'_>, key: &str) -> bool {
    let Value::Table(entries) = &node.value else { return false };
    let meant = |entry: &Entry<'_>| match &entry.node.value {
        Value::Pruned(tombstone) => tombstone.meant == Some(key),
        _ => false,
    };
    entries.iter().any(meant)
}

/// Stands for every key of a table: no key of a document is written like this.
const EACH: &str = "*";

/// Where the things of a kind stand in a document.
fn table_of(kind: &str) -> Option<&'static [&'static str]> {
    Some(match kind {
        kind::Aim::NAME => &["aims"],
        kind::Driver::NAME => &["drivers"],
        kind::Change::NAME => &["changes"],
        kind::Measure::NAME => &["measures"],
        kind::Cycle::NAME => &["cycles"],
        kind::Group::NAME => &["people", "groups"],
        kind::Role::NAME => &["people", "roles"],
        kind::Round::NAME => &["people", "rounds"],
        kind::TeamTime::NAME => &["people", "team_time"],
        kind::Instrument::NAME => &["people", "instruments"],
        kind::Decision::NAME => &["people", "decisions"],
        kind::Codesign::NAME => &["people", "codesign"],
        kind::Consent::NAME => &["people", "codesign", EACH, "consents"],
        kind::Touchpoint::NAME => &["people", "codesign", EACH, "touchpoints"],
        kind::Priority::NAME => &["people", "codesign", EACH, "priorities"],
        kind::DesignGroup::NAME => &["people", "codesign", EACH, "groups"],
        kind::Objective::NAME => &["purpose", "objectives"],
        kind::Stakeholder::NAME => &["purpose", "stakeholders"],
        kind::Behaviour::NAME => &["leadership", "behaviours"],
        kind::Commitment::NAME => &["leadership", "commitments"],
        kind::Visit::NAME => &["leadership", "visits"],
        kind::Training::NAME => &["capability", "training"],
        kind::Coaching::NAME => &["capability", "coaching"],
        kind::Routine::NAME => &["systems", "routines"],
        kind::Board::NAME => &["systems", "boards"],
        kind::Standard::NAME => &["systems", "standard_work"],
        kind::Escalation::NAME => &["systems", "escalations"],
        kind::Template::NAME => &["assessment", "templates"],
        kind::Session::NAME => &["assessment", "sessions"],
        kind::Level::NAME => &["assessment", "templates", EACH, "levels"],
        kind::Domain::NAME => &["assessment", "templates", EACH, "domains"],
        kind::Element::NAME => &["assessment", "templates", EACH, "elements"],
        kind::Rater::NAME => &["assessment", "sessions", EACH, "raters"],
        _ => return None,
    })
}

/// Gives a problem that knows its path the bytes at which that path stands.
fn placed(tree: &Node<'_>, mut problem: Problem) -> Problem {
    let mut extent = Extent::UNKNOWN;
    let mut node = tree;
    for key in problem.place.path.split('.') {
        match &node.value {
            Value::Table(entries) => {
                let Some(entry) = entries.iter().find(|entry| entry.key == key) else { break };
                // A key that names the thing in question is the place; so is a table's own key.
                let named = problem.found.as_deref() == Some(key);
                let own = entry.node.extent.or(entry.key_extent);
                let is_table = matches!(entry.node.value, Value::Table(_));
                let here = if named || is_table { entry.key_extent.or(own) } else { own };
                extent = here.or(extent);
                node = &entry.node;
            }
            Value::Array(items) => {
                let Some(item) = key.parse().ok().and_then(|at: usize| items.get(at)) else {
                    break;
                };
                extent = item.extent.or(extent);
                node = item;
            }
            _ => break,
        }
    }
    if problem.place.span.is_none() {
        problem.place.span = extent.bytes();
    }
    problem
}
