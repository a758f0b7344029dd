//! Every bad input has its own clear message, at its place, and all faults are told in one pass.
//!
//! Each file of `tests/data/faulty` holds one fault; what a person is shown for it is pinned in
//! `tests/snapshots`. After a change of wording, look at the differences and renew them with
//! `INSTA_UPDATE=always cargo test --all-features --test faulty_documents`.
#![cfg(all(feature = "toml", feature = "diagnostics"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

use improvement::base::{Code, Problem};
use improvement::document::{LoadError, Options, load_path_with};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

/// Loads a file that is to be refused, reported under its name without a folder.
fn refused(path: &Path) -> LoadError {
    let mut options = Options::default();
    options.name = path.file_name().unwrap().to_string_lossy().into_owned();
    match load_path_with(path, &options) {
        Err(error) => error,
        Ok(loaded) => panic!("{} was read: {loaded:#?}", path.display()),
    }
}

fn place(problem: &Problem) -> String {
    problem.place.position.map_or_else(|| problem.place.to_string(), |at| at.to_string())
}

#[test]
fn ten_faults_of_ten_kinds_are_told_in_one_pass() {
    let path = data().join("ten-faults.toml");
    let error = refused(&path);
    let found: Vec<(String, Code)> =
        error.problems().iter().map(|problem| (place(problem), problem.code)).collect();
    let expected = [
        ("8:7", Code::DateOrder),
        ("12:16", Code::UnknownVariant),
        ("18:1", Code::MissingField),
        ("24:13", Code::UnknownReference),
        ("25:6", Code::InvalidValue),
        ("28:1", Code::UnknownField),
        ("35:8", Code::SelfLink),
        ("39:8", Code::WrongKind),
        ("46:10", Code::MalformedId),
        ("53:13", Code::WrongType),
    ];
    assert_eq!(found, expected.map(|(at, code)| (at.to_owned(), code)), "{}", error.report());
    let mut kinds: Vec<Code> = found.iter().map(|(_, code)| *code).collect();
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds.len(), 10);
    // The document itself marks where each was planted.
    let text = std::fs::read_to_string(path).unwrap();
    let planted = text.lines().enumerate().filter(|(_, line)| line.contains(" # "));
    let lines: Vec<usize> = planted.map(|(at, _)| at + 1).collect();
    let told = error.problems().iter().map(|problem| problem.place.position.unwrap().line);
    assert_eq!(told.collect::<Vec<_>>(), lines);
    snapshot("ten-faults", &error);
}

fn snapshot(name: &str, error: &LoadError) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, error.report().to_string());
    });
}

/// The documents of the folder with this ending, told apart by whether they name a CSV file.
fn documents(ending: &str, with_csv: bool) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(data().join("faulty"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("csv-") == with_csv)
        .collect();
    found.sort();
    assert!(found.len() > 5, "{found:#?}");
    found
}

/// One fault, one problem: nothing is said twice, and nothing follows from what was said.
fn each_has_its_own_message(documents: Vec<PathBuf>) {
    let mut wrong = String::new();
    for path in documents {
        let error = refused(&path);
        let name = path.file_name().unwrap().to_string_lossy().replace('.', "-");
        let faults = match name.as_str() {
            // Two lines of a file, two lines of syntax, a header and a key below it.
            "csv-no-number-toml" | "syntax-toml" | "duplicate-table-toml" => 2,
            _ => 1,
        };
        if error.problems().len() != faults {
            wrong.push_str(&error.report().to_string());
        }
        for problem in error.problems() {
            let message = &problem.message;
            assert!(!message.ends_with('.'), "{name}: {message}");
            assert!(!message.starts_with(char::is_uppercase), "{name}: {message}");
        }
        snapshot(&name, &error);
    }
    assert_eq!(wrong, "", "each file holds one fault");
}

#[test]
fn each_fault_in_toml_has_its_own_message() {
    each_has_its_own_message(documents("toml", false));
}

#[cfg(feature = "csv")]
#[test]
fn each_fault_in_a_series_file_has_its_own_message() {
    each_has_its_own_message(documents("toml", true));
}

#[cfg(feature = "json")]
#[test]
fn each_fault_in_json_has_its_own_message() {
    each_has_its_own_message(documents("json", false));
}

/// Every problem of a TOML document is told with its line.
#[test]
fn each_fault_in_toml_has_its_line() {
    for path in documents("toml", false) {
        for problem in refused(&path).problems() {
            assert!(problem.place.position.is_some(), "{}: {problem}", path.display());
        }
    }
}

/// A folder of its own for files that cannot be committed, gone afterwards.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("improvement-faulty-{name}-{}", std::process::id()));
        std::fs::create_dir_all(path.join("inside")).unwrap();
        Scratch(path)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const WITH_FILE: &str = "format = 1\n\n[programme]\nid = \"falls\"\nname = \"Fewer falls\"\n
[measures.falls-rate]\nlabel = \"Falls\"\nfamily = \"outcome\"\nseries.file = \"falls.csv\"\n";

#[test]
fn a_file_that_is_no_text_says_where() {
    let scratch = Scratch::new("latin");
    snapshot("not-utf8", &refused(&scratch.file("latin.toml", b"format = 1\n# caf\xe9\n")));
}

#[cfg(feature = "csv")]
#[test]
fn a_series_that_is_no_text_says_where() {
    let scratch = Scratch::new("latin-series");
    scratch.file("falls.csv", b"date,value\n2026-01-01,\xff\n");
    snapshot("csv-not-utf8", &refused(&scratch.file("falls.toml", WITH_FILE.as_bytes())));
}

/// A month without a figure is no fault.
#[cfg(feature = "csv")]
#[test]
fn an_empty_value_in_a_series_file_is_a_gap() {
    let scratch = Scratch::new("gap");
    scratch.file("falls.csv", b"date,value\n2026-01-01,4.5\n2026-02-01,\n");
    let path = scratch.file("falls.toml", WITH_FILE.as_bytes());
    let loaded = load_path_with(&path, &Options::default()).unwrap();
    let (_, measure) = loaded.programme.measures().iter().next().unwrap();
    let series = measure.series.as_ref().unwrap();
    assert_eq!(series.points().len(), 2);
    assert_eq!(series.points()[1].found(), None);
}

/// Several values of one time, in the document and in a file.
#[cfg(feature = "csv")]
#[test]
fn subgroups_are_read_from_both_places() {
    let scratch = Scratch::new("subgroups");
    scratch.file("falls.csv", b"date,values\n2026-01-01,4.5 6 3\n2026-02-01,\n");
    let from_file = scratch.file("falls.toml", WITH_FILE.as_bytes());
    let points = "points = [{ on = 2026-01-01, values = [4.5, 6, 3] }, { on = 2026-02-01 }]";
    let written = WITH_FILE.replace("file = \"falls.csv\"", points);
    let series = |path: &std::path::Path| {
        let loaded = load_path_with(path, &Options::default()).unwrap();
        let (_, measure) = loaded.programme.measures().iter().next().unwrap();
        measure.series.clone().unwrap()
    };
    assert_eq!(series(&from_file).points()[0].values().len(), 3);
    assert_eq!(series(&from_file), series(&scratch.file("written.toml", written.as_bytes())));
    let refused_with = |values: &str| {
        let text = WITH_FILE.replace(
            "file = \"falls.csv\"",
            &format!("points = [{{ on = 2026-01-01, {values} }}]"),
        );
        refused(&scratch.file("wrong.toml", text.as_bytes())).to_string()
    };
    assert!(refused_with("values = []").contains("`values` must hold at least one number"));
    assert!(refused_with("value = 1, values = [2]").contains("a point has `value`, or `values`"));
}

#[test]
fn a_file_of_fifty_megabytes_is_refused() {
    let scratch = Scratch::new("large");
    let path = scratch.file("large.toml", b"");
    std::fs::File::options().write(true).open(&path).unwrap().set_len(50_000_000).unwrap();
    snapshot("too-large", &refused(&path));
    let text = "#".repeat(50_000_000);
    let error = improvement::document::from_toml(&text).unwrap_err();
    assert_eq!(error.problems().iter().map(|p| p.code).collect::<Vec<_>>(), [Code::TooLarge]);
}

#[test]
fn a_file_that_is_not_there_and_one_of_another_ending_are_refused() {
    let scratch = Scratch::new("none");
    snapshot("not-there", &refused(&scratch.0.join("none.toml")));
    snapshot("other-ending", &refused(&scratch.file("falls.yaml", b"format: 1\n")));
    snapshot("no-ending", &refused(&scratch.file("falls", b"format = 1\n")));
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_folder_is_refused() {
    let scratch = Scratch::new("link");
    let secret = scratch.file("secret.csv", b"date,value\n2026-01-01,4.1\n");
    let document = scratch.file("inside/falls.toml", WITH_FILE.as_bytes());
    std::os::unix::fs::symlink(secret, scratch.0.join("inside/falls.csv")).unwrap();
    snapshot("link-that-leaves", &refused(&document));
}

/// A document that is only text has no folder to read from.
#[test]
fn a_series_file_named_by_a_text_is_refused() {
    let error = improvement::document::from_toml(WITH_FILE).unwrap_err();
    snapshot("series-file-of-a-text", &error);
}
