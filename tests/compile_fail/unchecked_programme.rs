//! A programme comes from its builder only.

use improvement::programme::Programme;

fn main() {
    let _ = Programme { waivers: Vec::new() };
}
