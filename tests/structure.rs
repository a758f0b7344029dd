//! The house: lower rooms never import higher ones, rooms of one floor know each other by id only,
//! and petgraph shows in no public signature.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

/// The floors, from the bottom. A room imports from floors below its own; siblings never import
/// each other.
const FLOORS: &[&[&str]] = &[
    &["base"],
    &[
        "purpose",
        "people",
        "leadership",
        "capability",
        "systems",
        "change",
        "measure",
        "assessment",
    ],
    &["diagram", "spc"],
    &["programme"],
    &["theory"],
    &["conditions"],
    &["review"],
    &["document", "render"],
];

/// What the plain rule does not say: which rooms a room may import, out of those below it.
const NARROWER: &[(&str, &[&str])] = &[
    // A diagram is drawn of aims and changes, and names everything else by id.
    ("diagram", &["base", "purpose", "change"]),
    // Pure arithmetic: it knows no programme.
    ("spc", &["base"]),
];

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

fn may_import(room: &str, other: &str) -> bool {
    if room == other {
        return true;
    }
    if let Some((_, allowed)) = NARROWER.iter().find(|(narrow, _)| *narrow == room) {
        return allowed.contains(&other);
    }
    match (floor(room), floor(other)) {
        (Some(room), Some(other)) => other < room,
        _ => false,
    }
}

/// A source file: its path under `src`, the room it belongs to, and its text.
struct File {
    path: String,
    room: String,
    text: String,
}

fn files() -> Vec<File> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut found, mut open) = (Vec::new(), vec![source.clone()]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
                let room = path.split(['/', '.']).next().unwrap().to_owned();
                found.push(File { path, room, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    // The root names all rooms, and the guide tells of them.
    found.retain(|file| !["lib", "guide"].contains(&file.room.as_str()));
    assert!(found.len() > 80, "{}", found.len());
    found
}

/// The text without comments and without what stands in the tests of the file.
fn code(text: &str) -> String {
    let before_tests = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or("");
    let lines = before_tests.lines().map(|line| match line.trim_start() {
        comment if comment.starts_with("//") => "",
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The rooms that a text names: `crate::room`, or each of `crate::{room, other::Thing}`.
fn imports(code: &str) -> Vec<String> {
    let word = |text: &str| {
        text.chars()
            .take_while(|c| c.is_ascii_lowercase() || *c == '_' || c.is_ascii_digit())
            .collect()
    };
    let mut found: Vec<String> = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let (mut depth, mut start) = (0, true);
            for (at, character) in list.char_indices() {
                match character {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && !c.is_whitespace() => {
                        found.push(word(&list[at..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            found.push(word(rest));
        }
    }
    found.retain(|room: &String| !room.is_empty());
    found
}

#[test]
fn no_arrow_goes_up() {
    let mut wrong = Vec::new();
    let mut arrows = 0;
    for file in files() {
        assert!(floor(&file.room).is_some(), "the room of {} stands on no floor", file.path);
        for other in imports(&code(&file.text)) {
            arrows += 1;
            if !may_import(&file.room, &other) {
                wrong.push(format!("src/{} imports crate::{other}", file.path));
            }
        }
    }
    assert!(arrows > 100, "{arrows}");
    assert!(wrong.is_empty(), "arrows that go up or sideways:\n{}", wrong.join("\n"));
}

#[test]
fn petgraph_stays_in_its_room() {
    for file in files() {
        let code = code(&file.text);
        let named = code.lines().filter(|line| line.contains("petgraph"));
        // Switching a module on by the feature of that name is no use of the library.
        let used: Vec<&str> =
            named.filter(|line| !line.contains("petgraph08")).map(str::trim).collect();
        if file.room != "diagram" {
            assert!(used.is_empty(), "src/{} names petgraph: {used:#?}", file.path);
        }
    }
}

/// Even there, no public signature of the default API shows one of petgraph's types.
#[test]
fn no_public_signature_shows_petgraph() {
    const TYPES: [&str; 8] = [
        "petgraph",
        "NodeIndex",
        "EdgeIndex",
        "DiGraph",
        "StableGraph",
        "EdgeReference",
        "GraphMap",
        "IndexType",
    ];
    for file in files().iter().filter(|file| !file.path.starts_with("diagram/petgraph08")) {
        for signature in public_signatures(&code(&file.text)) {
            let shown = TYPES.iter().find(|name| signature.contains(**name));
            assert!(shown.is_none(), "src/{}: {signature}", file.path);
        }
    }
}

/// The text of each `pub` item up to its body, and of each `pub` field.
fn public_signatures(code: &str) -> Vec<String> {
    let starts = code.match_indices("pub ").filter(|(at, _)| {
        code[..*at].chars().next_back().is_none_or(|before| before.is_whitespace() || before == '(')
    });
    starts
        .map(|(at, _)| {
            let rest = &code[at..];
            let end = rest.find(['{', ';', '=']).unwrap_or(rest.len());
            let end = rest[..end].find(",\n").map_or(end, |field| {
                // A field ends with its comma; a function's parameters stand in brackets.
                if rest[..end].starts_with("pub fn") { end } else { field }
            });
            rest[..end].split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// The rule finds what it looks for.
#[test]
fn the_rule_itself_is_right() {
    let text = "use crate::base::{A, B};\nuse crate::{\n    diagram::C, review,\n};\n// crate::render\n\
                fn f() -> crate::spc::Chart {}\n#[cfg(test)]\nmod tests {\n use crate::document;\n}\n";
    assert_eq!(imports(&code(text)), ["base", "diagram", "review", "spc"]);
    assert!(may_import("diagram", "purpose") && !may_import("diagram", "measure"));
    assert!(!may_import("purpose", "people") && !may_import("base", "purpose"));
    assert!(may_import("document", "programme") && !may_import("programme", "document"));
    assert!(!may_import("document", "render") && !may_import("spc", "measure"));
    let shown = public_signatures(
        "pub struct A {\n    pub at: NodeIndex,\n    b: DiGraph,\n}\npub(super) fn g(x: EdgeIndex) {}\n",
    );
    assert_eq!(shown, ["pub struct A", "pub at: NodeIndex"]);
}
