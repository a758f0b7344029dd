//! A measure's id cannot stand where a driver's is meant.

use improvement::base::{DriverId, Label, MeasureId};
use improvement::diagram::{Diagram, Driver};

fn main() {
    let measure: MeasureId = "falls-rate".parse().unwrap();
    let driver: DriverId = measure.clone();
    let label = Label::new("Safe mobility").unwrap();
    Diagram::builder().driver(measure, Driver::new(label));
    let _ = driver == "falls-rate".parse::<MeasureId>().unwrap();
}
