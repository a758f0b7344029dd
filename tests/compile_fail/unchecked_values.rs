//! A value that was not checked cannot be made.

use improvement::base::{Problems, Share};

fn main() {
    let _ = Share(1.4);
    let _ = Problems(Vec::new());
}
