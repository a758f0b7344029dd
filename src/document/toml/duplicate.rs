//! Where a key that is given twice stands first.

use std::ops::Range;

use ::toml::de::{DeTable, DeValue};

/// The place of the first key of this name in the table in which it is repeated.
///
/// The parser keeps the first of two values, so it is looked for in what was parsed; of two tables
/// with one header it keeps the second, so headers are looked for in the text. `None` where neither
/// finds it.
pub(super) fn first(text: &str, root: &DeTable<'_>, repeated: &Range<usize>) -> Option<usize> {
    if let Some(header) = header_line(text, repeated.start) {
        return first_header(text, header);
    }
    let search = Search { text, name: text.get(repeated.clone())?, repeated };
    let section = section_start(text, repeated.start);
    let mut found = None;
    search.visit(root, &(0..0), &mut |key| {
        if key >= section && found.is_none_or(|first| key < first) {
            found = Some(key);
        }
    });
    found
}

struct Search<'s> {
    text: &'s str,
    name: &'s str,
    repeated: &'s Range<usize>,
}

impl Search<'_> {
    /// Hands over the places of keys written like the repeated one, before it, in the same braces.
    fn visit(&self, table: &DeTable<'_>, braces: &Range<usize>, found: &mut dyn FnMut(usize)) {
        for (key, value) in table {
            let span = key.span();
            let same = self.text.get(span.clone()) == Some(self.name)
                && span.start < self.repeated.start
                && *braces == self.braces(braces)
                && before(self.text, span.start) == before(self.text, self.repeated.start);
            if same {
                found(span.start);
            }
            self.visit_value(value.get_ref(), &value.span(), braces, found);
        }
    }

    fn visit_value(
        &self,
        value: &DeValue<'_>,
        span: &Range<usize>,
        braces: &Range<usize>,
        found: &mut dyn FnMut(usize),
    ) {
        match value {
            DeValue::Table(table) => {
                let inline = self.text.get(span.clone()).is_some_and(|s| s.starts_with('{'));
                self.visit(table, if inline { span } else { braces }, found);
            }
            DeValue::Array(items) => {
                for item in items {
                    self.visit_value(item.get_ref(), &item.span(), braces, found);
                }
            }
            _ => {}
        }
    }

    /// These braces if the repeated key stands in them, or is outside all braces as they are.
    fn braces(&self, braces: &Range<usize>) -> Range<usize> {
        let inside = *braces == (0..0) || braces.contains(&self.repeated.start);
        if inside { braces.clone() } else { usize::MAX..usize::MAX }
    }
}

/// What stands before a key in its statement: the parts of a dotted key, without blanks.
fn before(text: &str, key: usize) -> String {
    let before = text.get(..key).unwrap_or("");
    let start = before.rfind(['\n', '{', ',']).map_or(0, |i| i + 1);
    before
        .get(start..)
        .unwrap_or("")
        .chars()
        .filter(|&c| !c.is_whitespace() && c != '\u{feff}')
        .collect()
}

/// The line of a byte, if it is a table's header.
fn header_line(text: &str, byte: usize) -> Option<Range<usize>> {
    let start = text.get(..byte)?.rfind('\n').map_or(0, |i| i + 1);
    let end = text.get(byte..)?.find('\n').map_or(text.len(), |i| byte + i);
    text.get(start..byte)?.trim_start().starts_with('[').then_some(start..end)
}

fn first_header(text: &str, repeated: Range<usize>) -> Option<usize> {
    let plain = |line: &str| -> String {
        let line = line.split('#').next().unwrap_or("");
        line.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let wanted = plain(text.get(repeated.clone())?);
    let mut start = 0;
    for line in text.get(..repeated.start)?.split_inclusive('\n') {
        if plain(line) == wanted {
            return Some(start + line.find('[').unwrap_or(0));
        }
        start += line.len();
    }
    None
}

/// Where the section of a byte begins: after the last header before it.
pub(super) fn section_start(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or("");
    let mut end = before.len();
    while let Some(start) = before.get(..end).and_then(|s| s.rfind('\n')) {
        if before
            .get(start + 1..)
            .is_some_and(|s| s.trim_start_matches([' ', '\t']).starts_with('['))
        {
            return start + 1;
        }
        end = start;
    }
    0
}
