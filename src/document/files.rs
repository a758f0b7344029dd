//! Files: whether a document may be read, and which files it may name.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::{Component, Path, PathBuf};

use crate::base::{Code, Place, Problem, Problems};

/// The size, in bytes, up to which files are read unless another is given: 16 MiB.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Reads a text file of at most so many bytes.
///
/// # Errors
///
/// A file that is not there, is a folder, may not be read or is not UTF-8 ([`Code::Unreadable`]);
/// one over the limit ([`Code::TooLarge`]), which is refused before it is read.
pub fn load_text(path: &Path, max_bytes: u64) -> Result<String, Problems> {
    load(path, &path.display().to_string(), max_bytes)
}

fn load(path: &Path, name: &str, max_bytes: u64) -> Result<String, Problems> {
    let place = || Place::default().in_file(name);
    let problem = |code, message: String| Problems::from(Problem::new(code, place(), message));
    let unreadable = |error: &std::io::Error| {
        let message = match error.kind() {
            ErrorKind::NotFound => "no such file".to_owned(),
            ErrorKind::PermissionDenied => "the file may not be read".to_owned(),
            ErrorKind::IsADirectory => "expected a file, found a folder".to_owned(),
            _ => format!("the file cannot be read: {error}"),
        };
        problem(Code::Unreadable, message)
    };
    let too_large = |found: Option<u64>| {
        let found = found.map_or_else(|| format!("more than {max_bytes}"), |size| size.to_string());
        let message = format!("expected at most {max_bytes} bytes, found {found}");
        Problems::from(
            Problem::new(Code::TooLarge, place(), message)
                .with_found(format!("{found} bytes"))
                .with_expected(format!("at most {max_bytes} bytes")),
        )
    };
    // Asked before the file is opened: opening a pipe would wait for its other end.
    let metadata = std::fs::metadata(path).map_err(|error| unreadable(&error))?;
    if metadata.is_dir() {
        return Err(problem(Code::Unreadable, "expected a file, found a folder".to_owned()));
    }
    if !metadata.is_file() {
        return Err(problem(Code::Unreadable, "expected a plain file".to_owned()));
    }
    if metadata.len() > max_bytes {
        return Err(too_large(Some(metadata.len())));
    }
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let mut bytes = Vec::new();
    // The file may have grown since it was measured.
    let limit = max_bytes.saturating_add(1);
    file.take(limit).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > max_bytes {
        return Err(too_large(None));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let message = format!("expected UTF-8 text, found another byte at offset {at}");
        Problems::from(
            Problem::new(Code::Unreadable, place(), message).with_help("save the file as UTF-8"),
        )
    })
}

/// The folder of a document, and what lies in it: nothing else may be named by the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder in which a document lies.
    ///
    /// # Errors
    ///
    /// [`Code::Unreadable`] if there is no such folder.
    pub fn of(document: &Path) -> Result<Self, Problems> {
        let parent = document.parent().filter(|parent| !parent.as_os_str().is_empty());
        Folder::new(parent.unwrap_or(Path::new(".")))
    }

    /// This folder.
    ///
    /// # Errors
    ///
    /// [`Code::Unreadable`] if there is no such folder.
    pub fn new(folder: &Path) -> Result<Self, Problems> {
        match folder.canonicalize() {
            Ok(root) if root.is_dir() => Ok(Folder { root }),
            _ => {
                let place = Place::default().in_file(folder.display().to_string());
                Err(Problem::new(Code::Unreadable, place, "no such folder").into())
            }
        }
    }

    /// The file that a document names by a path relative to its folder, such as `data/falls.csv`.
    ///
    /// The answer holds for the moment in which it is given: whoever can change links in the folder
    /// between this call and the reading can lead outside.
    ///
    /// # Errors
    ///
    /// [`Code::PathOutside`] for an empty path, an absolute one (`/etc/passwd`, `C:\a`), a `\`
    /// anywhere, a `..` anywhere, and a link that leads out of the folder; [`Code::Unreadable`]
    /// for a file that is not there.
    pub fn resolve(&self, relative: &str) -> Result<PathBuf, Problems> {
        let refuse = |code, message: &str| {
            let place = Place::default();
            let message = format!("{message}: `{relative}`");
            Err(Problems::from(Problem::new(code, place, message).with_found(relative)))
        };
        if relative.trim().is_empty() {
            return refuse(Code::PathOutside, "expected a path, found an empty text");
        }
        if relative.contains('\0') {
            return refuse(Code::PathOutside, "a path must not hold a null character");
        }
        if relative.contains('\\') {
            return refuse(Code::PathOutside, "a path is written with `/`, also on Windows");
        }
        let path = Path::new(relative);
        let drive = relative.as_bytes().get(1) == Some(&b':');
        if relative.starts_with('/') || drive || path.is_absolute() {
            return refuse(Code::PathOutside, "expected a path relative to the document's folder");
        }
        for component in path.components() {
            match component {
                Component::Normal(_) | Component::CurDir => {}
                Component::ParentDir => {
                    return refuse(Code::PathOutside, "a path must not hold `..`");
                }
                Component::RootDir | Component::Prefix(_) => {
                    return refuse(
                        Code::PathOutside,
                        "expected a path relative to the document's folder",
                    );
                }
            }
        }
        match self.root.join(path).canonicalize() {
            Ok(file) if file.starts_with(&self.root) => Ok(file),
            Ok(_) => refuse(Code::PathOutside, "a link leads out of the document's folder"),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                refuse(Code::Unreadable, "no such file in the document's folder")
            }
            Err(error) => refuse(Code::Unreadable, &format!("the file cannot be read ({error})")),
        }
    }

    /// Reads a text file that a document names.
    ///
    /// # Errors
    ///
    /// As [`Folder::resolve`] and [`load_text`].
    pub fn load_text(&self, relative: &str, max_bytes: u64) -> Result<String, Problems> {
        load(&self.resolve(relative)?, relative, max_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own for each test, gone afterwards.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path =
                std::env::temp_dir().join(format!("improvement-{name}-{}", std::process::id()));
            std::fs::create_dir_all(path.join("inside")).unwrap();
            std::fs::write(path.join("inside/falls.csv"), "date,value\n").unwrap();
            std::fs::write(path.join("secret.csv"), "x").unwrap();
            Scratch(path)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn message(result: Result<impl std::fmt::Debug, Problems>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn each_kind_of_unreadable_file_has_its_message() {
        let scratch = Scratch::new("unreadable");
        let root = &scratch.0;
        std::fs::write(root.join("latin.toml"), b"a = \"caf\xe9\"").unwrap();
        assert!(message(load_text(&root.join("none.toml"), 9)).ends_with("no such file"));
        assert!(message(load_text(root, 9)).ends_with("expected a file, found a folder"));
        assert!(message(load_text(&root.join("latin.toml"), 99)).contains("byte at offset 8"));
        assert_eq!(load_text(&root.join("secret.csv"), 1).unwrap(), "x");
    }

    #[test]
    fn a_file_over_the_limit_is_refused_before_it_is_read() {
        let scratch = Scratch::new("large");
        let path = scratch.0.join("large.toml");
        // Fifty million bytes that take no room on the disk.
        File::create(&path).unwrap().set_len(50_000_000).unwrap();
        let said = message(load_text(&path, MAX_BYTES));
        assert!(said.starts_with("error[D020]"), "{said}");
        assert!(said.ends_with("expected at most 16777216 bytes, found 50000000"), "{said}");
    }

    #[test]
    fn a_document_names_only_what_lies_in_its_folder() {
        let scratch = Scratch::new("folder");
        let folder = Folder::of(&scratch.0.join("inside/falls.toml")).unwrap();
        assert_eq!(folder.load_text("falls.csv", 99).unwrap(), "date,value\n");
        assert_eq!(folder.load_text("./falls.csv", 99).unwrap(), "date,value\n");
        let outside = [
            ("", "an empty text"),
            ("  ", "an empty text"),
            ("/etc/passwd", "relative to the document's folder"),
            ("C:/a.csv", "relative to the document's folder"),
            ("C:a.csv", "relative to the document's folder"),
            ("\\\\host\\a.csv", "written with `/`"),
            ("data\\a.csv", "written with `/`"),
            ("../secret.csv", "must not hold `..`"),
            ("a/../../secret.csv", "must not hold `..`"),
            ("a\0b", "null character"),
        ];
        for (path, expected) in outside {
            let said = message(folder.resolve(path));
            assert!(said.starts_with("error[D018]"), "{path}: {said}");
            assert!(said.contains(expected), "{path}: {said}");
        }
        assert!(message(folder.resolve("none.csv")).contains("no such file"));
        assert!(message(Folder::new(&scratch.0.join("none"))).contains("no such folder"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_refused() {
        let scratch = Scratch::new("link");
        let inside = scratch.0.join("inside");
        std::os::unix::fs::symlink(scratch.0.join("secret.csv"), inside.join("out.csv")).unwrap();
        std::os::unix::fs::symlink(inside.join("falls.csv"), inside.join("in.csv")).unwrap();
        let folder = Folder::new(&inside).unwrap();
        assert!(message(folder.resolve("out.csv")).contains("a link leads out"));
        assert!(folder.resolve("in.csv").is_ok());
    }
}
