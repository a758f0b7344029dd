//! Whole documents, in and out.
#![cfg(feature = "toml")]

use super::*;

const CALMER_WARDS: &str = include_str!("../../examples/programmes/calmer-wards.toml");

#[test]
fn a_document_comes_back_the_same() {
    let programme = from_toml(CALMER_WARDS).map_err(|e| e.report().to_string()).unwrap().programme;
    let written = to_toml(&programme).unwrap();
    let again = from_toml(&written).map_err(|e| e.report().to_string()).unwrap().programme;
    assert_eq!(again, programme);
    assert_eq!(to_toml(&again).unwrap(), written, "the canonical form is a fixed point");
}

#[cfg(feature = "json")]
#[test]
fn both_formats_say_the_same() {
    let programme = from_toml(CALMER_WARDS).unwrap().programme;
    let json = to_json(&programme).unwrap();
    assert_eq!(from_json(&json).unwrap().programme, programme);
}
