//! What was built is frozen.

use improvement::base::AimId;
use improvement::diagram::Diagram;
use improvement::purpose::Aim;

fn main() {
    let diagram = Diagram::builder().build().unwrap();
    let id: AimId = "fewer-falls".parse().unwrap();
    let aim = Aim::new("Half as many falls".parse().unwrap());
    diagram.aim_table().insert(id, aim).unwrap();
}
