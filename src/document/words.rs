//! What was found and what was expected, in the words of the format.

use super::Format;
use super::tree::Value;

/// The word for a value with keys.
pub(crate) fn table(format: Format) -> &'static str {
    match format {
        Format::Toml => "a table",
        Format::Json => "an object",
    }
}

/// What stands there, as it reads after "found".
pub(crate) fn found(value: &Value<'_>, format: Format) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(yes) => yes.to_string(),
        Value::Integer(_) | Value::Float(_) => format!("the number {}", literal(value)),
        Value::String(_) => format!("the string {}", literal(value)),
        Value::Date(_) => format!("the date {}", literal(value)),
        Value::Array(_) => "an array".to_owned(),
        Value::Table(_) => table(format).to_owned(),
        Value::Pruned(_) => "nothing".to_owned(),
    }
}

/// What stands there, as it is written.
pub(crate) fn literal(value: &Value<'_>) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(yes) => yes.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) if number.is_nan() => "nan".to_owned(),
        Value::Float(number) => format!("{number:?}"),
        Value::String(text) => format!("\"{}\"", short(text)),
        Value::Date(text) => short(text),
        Value::Array(_) => "[...]".to_owned(),
        Value::Table(_) => "{...}".to_owned(),
        Value::Pruned(_) => String::new(),
    }
}

/// A text on one line, and not for ever.
pub(crate) fn short(text: &str) -> String {
    const LENGTH: usize = 48;
    let mut short: String = text
        .chars()
        .take(LENGTH)
        .map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c })
        .collect();
    if text.chars().nth(LENGTH).is_some() {
        short.push_str("...");
    }
    short
}

/// A list of allowed words, as it reads after "expected".
pub(crate) fn one_of(allowed: &[&str]) -> String {
    let quoted: Vec<String> = allowed.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => "nothing here".to_owned(),
        [one] => one.clone(),
        [all @ .., last] => format!("one of {} or {last}", all.join(", ")),
    }
}

/// serde's word for what a type wants, in the words of the format.
pub(crate) fn expected(word: &str, format: Format) -> String {
    let plain = match word {
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128"
        | "usize" => "a whole number",
        "f32" | "f64" => "a number",
        "string" | "str" | "a borrowed string" | "a character" => "a string",
        "a boolean" | "bool" => "true or false",
        "a sequence" => "an array",
        "a map" => table(format),
        "unit" | "null" => "nothing",
        _ if word.starts_with("a nonzero ") => "a whole number other than 0",
        _ if word.starts_with("variant identifier") || word.starts_with("field identifier") => {
            "a string"
        }
        _ if ["struct ", "struct variant ", "internally tagged ", "adjacently tagged "]
            .iter()
            .any(|start| word.starts_with(start)) =>
        {
            table(format)
        }
        _ if ["an array of length", "a tuple of size", "tuple struct ", "tuple variant "]
            .iter()
            .any(|start| word.starts_with(start)) =>
        {
            return match word.split_whitespace().filter_map(|w| w.parse().ok()).next_back() {
                Some(1usize) => "an array of 1 value".to_owned(),
                Some(length) => format!("an array of {length} values"),
                None => "an array".to_owned(),
            };
        }
        _ => match word.strip_prefix("a table") {
            Some(rest) => return format!("{}{rest}", table(format)),
            None => word,
        },
    };
    plain.to_owned()
}

/// The same for a value of the right type outside its bounds, which are then said.
pub(crate) fn bounds(word: &str, format: Format) -> String {
    let between = |low: i64, high: i64| format!("a whole number from {low} to {high}");
    match word {
        "i8" => between(i8::MIN.into(), i8::MAX.into()),
        "i16" => between(i16::MIN.into(), i16::MAX.into()),
        "i32" => between(i32::MIN.into(), i32::MAX.into()),
        "u8" => between(0, u8::MAX.into()),
        "u16" => between(0, u16::MAX.into()),
        "u32" => between(0, u32::MAX.into()),
        "u64" | "u128" | "usize" => "a whole number of at least 0".to_owned(),
        _ => expected(word, format),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_said_in_the_words_of_the_format() {
        assert_eq!(expected("struct Aim", Format::Toml), "a table");
        assert_eq!(expected("struct Aim", Format::Json), "an object");
        assert_eq!(expected("a table by id", Format::Json), "an object by id");
        assert_eq!(expected("u32", Format::Toml), "a whole number");
        assert_eq!(bounds("u8", Format::Toml), "a whole number from 0 to 255");
        assert_eq!(expected("a tuple of size 2", Format::Json), "an array of 2 values");
        assert_eq!(
            expected("tuple struct Pair with 2 elements", Format::Json),
            "an array of 2 values"
        );
        assert_eq!(
            expected("a date such as 2026-03-01", Format::Toml),
            "a date such as 2026-03-01"
        );
    }

    #[test]
    fn what_stands_there_fits_on_a_line() {
        let long = Value::String("a\nb ".repeat(50).into());
        let said = found(&long, Format::Toml);
        assert!(said.starts_with("the string \"a b a b") && said.ends_with("...\""), "{said}");
        assert_eq!(literal(&Value::Float(f64::NAN)), "nan");
        assert_eq!(literal(&Value::Float(5.0)), "5.0");
    }

    #[test]
    fn lists_read_as_a_sentence() {
        assert_eq!(one_of(&["a", "b", "c"]), "one of `a`, `b` or `c`");
        assert_eq!(one_of(&["a", "b"]), "one of `a` or `b`");
        assert_eq!(one_of(&["a"]), "`a`");
        assert_eq!(one_of(&[]), "nothing here");
    }
}
