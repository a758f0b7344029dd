//! Series that lie in a file beside the document: read, and put in the place of their name.

use super::files::Folder;
use super::tree::{Entry, Extent, Node, Value};
use crate::base::{Code, Place, Problem, Problems};

/// Replaces `file = "falls.csv"` in each measure's series by the points of that file.
///
/// Without a folder (a document that is only text) the name is left for the series itself to refuse.
pub(super) fn resolve(
    tree: &mut Node<'_>,
    folder: Option<&Folder>,
    max_bytes: u64,
    problems: &mut Vec<Problem>,
    notes: &mut Vec<Problem>,
) {
    let Some(folder) = folder else { return };
    let Value::Table(sections) = &mut tree.value else { return };
    let Some(measures) = sections.iter_mut().find(|section| section.key == "measures") else {
        return;
    };
    let Value::Table(measures) = &mut measures.node.value else { return };
    for measure in measures {
        let path = format!("measures.{}.series.file", measure.key);
        let Some(fields) = series_of(&mut measure.node) else { continue };
        let Some(at) = fields.iter().position(|field| field.key == "file") else { continue };
        let has_points = fields.iter().any(|field| field.key == "points");
        let Some(field) = fields.get_mut(at) else { continue };
        // Anything but text is a matter of shape, and reported as such.
        let Value::String(file) = &field.node.value else { continue };
        let file = file.to_string();
        let extent = field.node.extent.or(field.key_extent);
        let place = || match extent.bytes() {
            Some(bytes) => Place::at(path.clone()).with_span(bytes),
            None => Place::at(path.clone()),
        };
        if has_points {
            problems.push(
                Problem::new(
                    Code::Series,
                    place(),
                    "a series has either `file` or `points`, found both",
                )
                .with_help("keep the file, or the points"),
            );
            field.node.value = Value::Pruned(super::tree::Tombstone::default());
            continue;
        }
        match points(folder, &file, max_bytes, extent) {
            Ok(points) => {
                let count = points.len();
                notes.push(
                    Problem::new(
                        Code::Series,
                        place(),
                        format!(
                            "{count} point{} read from `{file}`",
                            if count == 1 { "" } else { "s" }
                        ),
                    )
                    .with_severity(crate::base::Severity::Note),
                );
                field.key = "points".into();
                field.node = Node { value: Value::Array(points), extent };
            }
            Err(found) => {
                // A problem of the file itself has the file's own lines; any other is the name's.
                problems.extend(found.into_vec().into_iter().map(|mut problem| {
                    if problem.place.file.is_none() || problem.place.position.is_none() {
                        problem.place = place();
                        if !problem.message.contains(&file) {
                            problem.message = format!("`{file}`: {}", problem.message);
                        }
                    }
                    problem
                }));
                field.node.value = Value::Pruned(super::tree::Tombstone::default());
            }
        }
    }
}

fn series_of<'n, 't>(measure: &'n mut Node<'t>) -> Option<&'n mut Vec<Entry<'t>>> {
    let Value::Table(fields) = &mut measure.value else { return None };
    match &mut fields.iter_mut().find(|field| field.key == "series")?.node.value {
        Value::Table(fields) => Some(fields),
        _ => None,
    }
}

#[cfg(feature = "csv")]
fn points(
    folder: &Folder,
    file: &str,
    max_bytes: u64,
    extent: Extent,
) -> Result<Vec<Node<'static>>, Problems> {
    let text = folder.load_text(file, max_bytes)?;
    let series = super::csv::parse(text.as_bytes(), file)?;
    let written = |point| {
        let node = super::ser::to_tree(point)
            .map_err(|error| Problem::new(Code::Series, Place::default(), error.to_string()))?;
        Ok(Node { extent, ..node })
    };
    series.points().iter().map(written).collect()
}

#[cfg(not(feature = "csv"))]
fn points(
    folder: &Folder,
    file: &str,
    _max_bytes: u64,
    _extent: Extent,
) -> Result<Vec<Node<'static>>, Problems> {
    // The name is checked all the same: a path that leads outside is wrong with any features.
    folder.resolve(file)?;
    let message = "series files are read only with the feature `csv` of this library";
    Err(Problem::new(Code::Unreadable, Place::default(), message).into())
}
