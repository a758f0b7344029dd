//! Agreement with the tools of the field, case by case and point by point.
//!
//! The simulated cases are in `tests/data/spc` (see the README there). Set
//! `IMPROVEMENT_REFERENCE_SPC` to a folder of the same layout to run over that as well. For every
//! file the test prints how many cases agreed; a case that differs because of a named defect of the
//! other tool, which is not reproduced on purpose, is counted under that name, and only there.

#![allow(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::similar_names,
    clippy::too_many_lines,
    clippy::panic,
    clippy::print_stdout,
    clippy::needless_pass_by_value,
    clippy::type_complexity,
    clippy::cast_possible_wrap,
    clippy::cast_lossless,
    reason = "a test stops at a malformed reference file, compares exactly, and prints its tally"
)]

#[path = "reference_charts/bernoulli.rs"]
mod bernoulli;
#[path = "reference_charts/fdp.rs"]
mod fdp;
#[path = "reference_charts/mdc.rs"]
mod mdc;
#[path = "reference_charts/nelson.rs"]
mod nelson;
#[path = "reference_charts/nhspy.rs"]
mod nhspy;
#[path = "reference_charts/power_bi.rs"]
mod power_bi;
#[path = "reference_charts/ptd.rs"]
mod ptd;
#[path = "reference_charts/qic.rs"]
mod qic;
#[path = "reference_charts/rebase.rs"]
mod rebase;
#[path = "reference_charts/table.rs"]
mod table;

use std::path::{Path, PathBuf};

use table::{Data, Tally};

fn folders() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/spc");
    let more = std::env::var_os("IMPROVEMENT_REFERENCE_SPC").map(PathBuf::from);
    let folders: Vec<_> = std::iter::once(own).chain(more).collect();
    for folder in &folders {
        assert!(folder.is_dir(), "{} is not a folder", folder.display());
    }
    folders
}

/// Runs one comparison over every folder that has its file.
fn agree(file: &str, compare: impl Fn(&Data, &mut Tally)) {
    let mut differing = Vec::new();
    let mut seen = 0;
    for folder in &folders() {
        if !folder.join(file).is_file() {
            println!("{}: {file}: not there, skipped", folder.display());
            continue;
        }
        let mut tally = Tally::new(file);
        compare(&Data::new(folder), &mut tally);
        println!("{}: {tally}", folder.display());
        seen += tally.cases();
        differing.extend(tally.differing().iter().take(20).cloned());
    }
    assert!(seen > 0 || file.starts_with("real_"), "no case of {file} was found");
    assert!(
        differing.is_empty(),
        "{} cases of {file} differ:\n{}",
        differing.len(),
        differing.join("\n")
    );
}

/// The files that no comparison reads, by the beginning of their names, and why.
const NOT_COMPARED: [(&str, &str); 6] = [
    ("ewma_", "the crate draws no EWMA chart"),
    ("cusum_", "the crate draws no CUSUM of continuous data"),
    ("arl", "average run lengths of charts that the crate does not draw"),
    ("manifest", "a list of the files"),
    ("series", "the inputs"),
    ("real_series", "the inputs"),
];

#[test]
fn every_file_is_compared_or_said_not_to_be() {
    let compared = ["ptd_", "real_ptd_", "mdc_", "fdp_", "qic_", "real_qic_", "rules_", "pyq_"];
    let compared = compared.into_iter().chain(["pbi_", "nhspy_", "bchart_", "rebase_"]);
    let compared: Vec<_> = compared.collect();
    for folder in folders() {
        let files = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name());
        for file in files.filter_map(|file| file.into_string().ok()) {
            let named = |start: &&str| file.starts_with(*start);
            if file.strip_suffix(".csv").is_none() || compared.iter().any(named) {
                continue;
            }
            let why = NOT_COMPARED.iter().find(|(start, _)| file.starts_with(start));
            let why = why.map_or("a file of unknown contents", |(_, why)| why);
            println!("{}: {file}: skipped: {why}", folder.display());
        }
    }
}

#[test]
fn nhsrplotthedots() {
    agree("ptd_cases.csv", ptd::simulated);
}

#[test]
fn nhsrplotthedots_on_real_series() {
    agree("real_ptd_cases.csv", ptd::real);
}

#[test]
fn making_data_count_test_data() {
    agree("mdc_conformance.csv", mdc::conformance);
}

#[test]
fn nhs_design_system() {
    agree("fdp_cases.csv", fdp::cases);
}

#[test]
fn qicharts2() {
    agree("qic_cases.csv", qic::simulated);
}

#[test]
fn qicharts2_on_real_series() {
    agree("real_qic_cases.csv", qic::real);
}

#[test]
fn western_electric_and_nelson() {
    agree("rules_points.csv", nelson::points);
}

#[test]
fn nelson_windows() {
    agree("pyq_nelson.csv", nelson::windows);
}

#[test]
fn power_bi_limits() {
    agree("pbi_limits.csv", power_bi::limits);
}

#[test]
fn power_bi_rules() {
    agree("pbi_points.csv", power_bi::points);
}

#[test]
fn nhspy() {
    agree("nhspy_cases.csv", nhspy::cases);
}

#[test]
fn bernoulli_cusum() {
    agree("bchart_cases.csv", bernoulli::cases);
}

#[test]
fn stable_shift() {
    agree("rebase_cases.csv", rebase::cases);
}
