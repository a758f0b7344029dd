//! A diagram, a programme or a series comes from its builder or its checked constructor only.

use improvement::diagram::Diagram;
use improvement::measure::Series;
use improvement::programme::Programme;

fn main() {
    let diagram = Diagram::builder().build().unwrap();
    let _ = Diagram { links: Vec::new(), ..diagram };
    let series = Series::new(Vec::new()).unwrap();
    let _ = Series { points: Vec::new(), ..series };
    let _ = Programme { waivers: Vec::new() };
}
