//! A value that was not checked cannot be made.

use improvement::base::{Label, Problems, Share};

fn main() {
    let _ = Share(1.4);
    let _ = Label("".into());
    let _ = Problems(Vec::new());
}
