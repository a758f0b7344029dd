//! Does the evidence bear the theory out? The diagram joined with tests and data.
//!
//! A driver diagram says *if we do this, that will move, within so long*. Its measures say what
//! moved and when. [`TheoryReading`] holds the two side by side, as of a day, and answers:
//!
//! | Question | Ask |
//! |---|---|
//! | What moved, and since when? | [`TheoryReading::node`], [`TheoryReading::measure`] |
//! | Was it done, and reliably enough? | [`Movement::delivery`] |
//! | What do its two ends say about a link? | [`TheoryReading::link`], [`Diagnosis`] |
//! | What else could explain it? | [`LinkReading::rivals`] |
//! | Was it not done, is it too early, or is the theory wrong? | [`TheoryReading::routes`], [`RouteFinding`] |
//! | How does the whole diagram stand? | [`TheoryReading::aims`], [`TheoryReading::to_do`] |
//! | What have tests and signals taught? | [`Learning`] |
//! | How much may be said? | [`TheoryReading::stories`], [`ClaimLevel`] |
//! | What should be tested next? | [`TheoryReading::next_tests`] |
//! | What belongs on the chart? | [`TheoryReading::notes_on`] |
//! | How do people fare meanwhile, and what was done about a fall? | [`TheoryReading::faring`] |
//! | Is a gain being paid for by those who work? | [`TheoryReading::burden`] |
//! | How far has the project come? | [`TheoryReading::progress_facts`] |
//!
//! A reading can be written with serde, for a page or an archive: the day, and how every measure, node,
//! link and aim was read on it.
//!
//! The one thing it is for is to keep three sentences apart: *we did not do it*, *we did it and it is
//! too early*, *we did it and the theory is wrong*.
//!
//! # How often it is wrong
//!
//! A thousand simulated programmes of 40 nodes and 38 links over 36 months, each with a known truth,
//! were read on their last day under the default settings (`cargo run --example
//! diagnosis_error_rate -- 1000`). A *wrong call* is a link whose [`Standing`] differs from what the
//! truth would say; a *movement by chance*, a chart that never moved and reads as if it had.
//!
//! | Real effects, in standard deviations of a point | 1.5 | 2 | 3 |
//! |---|---|---|---|
//! | links called wrongly | 32% | 19% | 13% |
//! | of the calls *theory gap*, wrong | 54% | 28% | 8% |
//! | of the real theory gaps, found | 88% | 93% | 96% |
//! | of the undelivered first steps, found | 88% | 88% | 88% |
//! | charts that moved by chance | 8% | 8% | 8% |
//!
//! So with effects no larger than 1.5 standard deviations a *theory gap* is as often wrong as right:
//! the effect was there and the chart had not shown it. Write down the size that is predicted (the
//! target of a measure or an aim), and [`Power`] says so beside the diagnosis and halves its weight.
//!
//! Nothing here shows what brought a movement about. Observational series in the predicted order
//! support a claim; they leave other explanations, which are listed beside it.

mod beta;
mod burden;
mod contribution;
mod delivery;
mod diagnosis;
mod evidence;
mod faring;
mod learning;
mod link;
mod movement;
mod net;
mod next;
mod notes;
mod plot;
mod power;
mod progress;
mod reading;
mod rivals;
mod route;
mod settings;
mod whole;
mod words;

pub use beta::{Beta, DOUBT};
pub use burden::{BurdenReading, BurdenVerdict};
pub use contribution::Story;
pub use delivery::{Delivery, DeliveryBasis, Extent};
pub use diagnosis::{Diagnosis, Due, Order, Standing, State};
pub use evidence::{TestResult, TestWeight};
pub use faring::{Compared, Faring, Threshold};
pub use learning::{Learning, LinkLearning, Reason, Update};
pub use link::{End, LinkReading};
pub use movement::Movement;
pub use next::{NextTest, Step};
pub use notes::{ChartNote, NoteKind};
pub use plot::{MeasureMovement, Unseen};
pub use power::{Power, chance_of_signal};
pub use progress::HOLDS_AFTER;
pub use reading::TheoryReading;
pub use rivals::{Drift, NOT_COMPUTABLE, Rival, RivalKind};
pub use route::{RouteFinding, RouteReading};
pub use settings::{MOVED_BY_CHANCE, Settings};
pub use whole::AimReading;
pub use words::{ClaimLevel, FORBIDDEN, LIMITS};
