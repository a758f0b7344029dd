//! An aim drives nothing.

use improvement::base::{AimId, DriverId};
use improvement::diagram::{Diagram, Link};

fn main() {
    let aim: AimId = "fewer-falls".parse().unwrap();
    let driver: DriverId = "safe-mobility".parse().unwrap();
    Diagram::builder().link(&aim, &driver, Link::new());
}
