use super::{parse, print};
use crate::base::Date;
use crate::measure::{Point, Series, Value};

fn said(text: &str) -> Vec<String> {
    parse(text.as_bytes(), "f.csv").unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn all_problems_of_a_file_are_found_in_one_pass() {
    let text = "date,note,value\n2013-01-01,\"a, \"\"b\"\"\",1\n2013-02-30,,nan\n\n2013-03-01,x\n\
                2013-01-01,,2\n2013-04-01,,\"1,5\"\n2012-01-01,,3\nsoon,,?\n";
    let said = said(text);
    let expected = [
        "error[D017] at f.csv:3:1 (date): 2013-02-30 is not a day",
        "error[D017] at f.csv:3:13 (value): expected a finite number, found `nan`",
        "error[D017] at f.csv:5:1: expected 3 fields, found 2",
        "error[D017] at f.csv:6:1 (date): date 2013-01-01 is given twice, first on line 2",
        "error[D017] at f.csv:7:13 (value): expected a number, found `1,5` (write `1.5`)",
        "error[D017] at f.csv:8:1 (date): points must be in order: 2012-01-01 comes after",
        "error[D017] at f.csv:9:1 (date): expected a date such as",
        "error[D017] at f.csv:9:7 (value): expected a number, found `?`",
    ];
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for (said, expected) in said.iter().zip(expected) {
        assert!(said.starts_with(expected), "{said}\n{expected}");
    }
}

#[test]
fn columns_are_checked_first() {
    let cases: [(&str, &[&str]); 8] = [
        ("", &["found an empty file"]),
        ("\n\n", &["found an empty file"]),
        ("date,vlaue\n", &["unknown column `vlaue` (did you mean `value`?)"]),
        ("value\n1\n", &["missing column `date`"]),
        ("date,position,value\n", &["expected one of two columns, found both"]),
        ("date,numerator\n", &["missing column `denominator`"]),
        ("date,value,numerator\n", &["expected a value or its two parts, found both"]),
        ("date,value,value,zebra\n", &["column `value` is given twice", "unknown column `zebra`"]),
    ];
    for (text, expected) in cases {
        let said = said(text);
        assert_eq!(said.len(), expected.len(), "{text}: {said:#?}");
        for (said, expected) in said.iter().zip(expected) {
            assert!(said.contains(expected), "{text}: {said}");
        }
    }
    assert!(parse(b"date,value\n", "f.csv").unwrap().points().is_empty());
}

#[test]
fn text_of_windows_is_read_and_other_bytes_are_refused() {
    let series = parse("\u{feff}position,numerator,denominator\r\n1,2,3\r\n,,\r\n".as_bytes(), "f");
    let series = series.unwrap();
    assert_eq!(series.points().len(), 1, "an empty row is none");
    let found = series.points()[0].found().map(Value::ratio);
    assert_eq!(found, Some(2.0 / 3.0));
    let problems = parse(b"date,value\n\xff", "f").unwrap_err().to_string();
    assert!(problems.contains("f:2:1") && problems.contains("offset 11"), "{problems}");
}

#[test]
fn what_is_written_is_read_back() {
    let text = "position,numerator,denominator,note\n1,0.1,1000000,\"a, \"\"b\"\"\"\n2,3,4,\n";
    let series = parse(text.as_bytes(), "f").unwrap();
    assert_eq!(print(&series).unwrap(), text);
    assert_eq!(print(&Series::new(Vec::new()).unwrap()).unwrap(), "date,value\n");
    let mut mixed = series.points().to_vec();
    mixed.push(Point::value(Date::new(2024, 1, 1).unwrap(), 1.0).unwrap().at_position(3));
    let mixed = Series::new(mixed).unwrap();
    assert!(print(&mixed).unwrap_err().to_string().contains("values beside parts"));
}

#[test]
fn a_subgroup_stands_in_one_field() {
    let text = "date,values\n2024-01-08,12 15.5 -9\n2024-01-09,\n2024-01-10,7\n";
    let series = parse(text.as_bytes(), "f").unwrap();
    let sizes: Vec<usize> = series.points().iter().map(|point| point.values().len()).collect();
    assert_eq!(sizes, [3, 0, 1]);
    assert_eq!(series.points()[1].found(), None);
    assert_eq!(print(&series).unwrap(), text);
    let mut mixed = series.points().to_vec();
    mixed.push(Point::value(Date::new(2024, 2, 1).unwrap(), 1.0).unwrap());
    assert!(print(&Series::new(mixed).unwrap()).is_err());
    let said = said("date,values\n2024-01-08,12 x nan\n");
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("f.csv:2:12 (values): expected a number, found `x`"), "{said:?}");
    let both = "date,value,values\n";
    assert!(parse(both.as_bytes(), "f").unwrap_err().to_string().contains("found both"));
}

#[test]
fn a_wrong_header_does_not_hide_wrong_rows() {
    let said = said("date,vlaue,ward\n2013-02-31,1e400,A\n2013-03-01,2,B\n2013-03-01,x,B\n");
    let expected = [
        "f.csv:1:6 (vlaue): unknown column `vlaue` (did you mean `value`?)",
        "f.csv:1:12 (ward): unknown column `ward`",
        "f.csv:2:1 (date): 2013-02-31 is not a day",
        "f.csv:2:12 (value): expected a finite number, found `1e400`",
        "f.csv:4:1 (date): date 2013-03-01 is given twice, first on line 3",
        "f.csv:4:12 (value): expected a number, found `x`",
    ];
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for (said, expected) in said.iter().zip(expected) {
        assert!(said.contains(expected), "{said}\n{expected}");
    }
}

#[test]
fn no_number_is_changed_and_no_row_swallowed() {
    let one = |text: &str| {
        let said = said(text);
        assert_eq!(said.len(), 1, "{said:#?}");
        said.into_iter().next().unwrap()
    };
    let value = |text: &str| one(&format!("date,value\n2013-01-01,{text}\n"));
    assert!(
        value("\"1,234\"").ends_with("(write `1234`, or `1.234` if the comma is a decimal sign)")
    );
    assert!(value("\"1,234,567.8\"").ends_with("(write `1234567.8`)"));
    assert!(value("1e-400").contains("expected 0, or a number of at least 1e-300"));
    assert!(value("#N/A").ends_with("(leave it empty where nothing was recorded)"));
    let parts = |text: &str| one(&format!("date,numerator,denominator\n2013-01-01,{text}\n"));
    assert!(parts("0,0").contains(":14 (denominator): expected a number above 0, found `0`"));
    assert!(one("date;value\n2013-01-01;1,5\n").contains("with commas between them"));
    let open = one("date,value,note\n2013-01-01,1,\"oops\n2013-02-01,2,\n2013-03-01,3,\n");
    assert!(open.contains("f.csv:2:14 (note)") && open.contains("quotation mark"), "{open}");
    let open = one("date,value,note\n2013-01-01,1,\"oops\n2013-02-01,2,\"fine\"\n");
    assert!(open.contains("quotation mark"), "{open}");
}

#[test]
fn where_nothing_was_recorded_is_a_gap() {
    let texts = ["date,value\n2013-01-01,\n2013-02-01,0\n", "position,value,note\n1,,ill\n2,3,\n"];
    let parts = "position,numerator,denominator\n1,,\n2,1,4\n3,,\n";
    for text in texts.into_iter().chain([parts]) {
        let series = parse(text.as_bytes(), "f").unwrap();
        assert_eq!(series.points()[0].found(), None);
        assert_eq!(print(&series).unwrap(), text);
    }
    let half = said("position,numerator,denominator\n1,,4\n");
    assert!(half[0].contains("(numerator): expected a number, found nothing"), "{half:?}");
}
