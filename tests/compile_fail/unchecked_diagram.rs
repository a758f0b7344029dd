//! A diagram comes from its builder only, and a series from its checked constructor.

use improvement::diagram::Diagram;
use improvement::measure::Series;

fn main() {
    let diagram = Diagram::builder().build().unwrap();
    let _ = Diagram { links: Vec::new(), ..diagram };
    let series = Series::new(Vec::new()).unwrap();
    let _ = Series { points: Vec::new(), ..series };
}
