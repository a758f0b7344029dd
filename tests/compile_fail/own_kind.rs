//! The kinds of things that have ids are the crate's own.

use improvement::base::kind::Kind;
use improvement::base::{AnyId, Id};

enum Budget {}

impl Kind for Budget {
    const NAME: &'static str = "budget";
    fn any(_: Id<Self>) -> AnyId {
        unimplemented!()
    }
}

fn main() {}
