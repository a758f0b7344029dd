//! Nothing drives a change.

use improvement::base::{ChangeId, DriverId};
use improvement::diagram::{Diagram, Link};

fn main() {
    let driver: DriverId = "safe-mobility".parse().unwrap();
    let change: ChangeId = "hourly-rounds".parse().unwrap();
    Diagram::builder().link(&driver, &change, Link::new());
}
