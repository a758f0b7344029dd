//! A link leads to a driver or an aim, and to nothing else.

use improvement::base::{DriverId, MeasureId};
use improvement::diagram::{Diagram, Link};

fn main() {
    let driver: DriverId = "safe-mobility".parse().unwrap();
    let measure: MeasureId = "falls-rate".parse().unwrap();
    Diagram::builder().link(&driver, &measure, Link::new());
}
