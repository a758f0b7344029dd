//! What does a theory rest on, and what would be worth testing next?
//!
//! ```sh
//! cargo run --example what_carries_it
//! ```
//!
//! Reads a published programme (a mathematics pathway in colleges; the document names its
//! sources), and asks of its aim: what does every route pass, which links carry most, and where would one
//! small test teach most? The published account states no beliefs, so every link counts as even
//! (0.5): the answers come from the shape of the diagram alone.

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use std::error::Error;

use improvement::diagram::claims::{Limits, Settings};
use improvement::diagram::{LinkRef, NodeRef};
use improvement::document;

const PATHWAY: &str = include_str!("programmes/mathematics-pathway.toml");

fn main() -> Result<(), Box<dyn Error>> {
    let programme = match document::from_toml(PATHWAY) {
        Ok(loaded) => loaded.programme,
        Err(error) => return Err(error.report().to_string().into()),
    };
    let diagram = programme.diagram();
    let claims = diagram.claims();
    let settings = Settings::default();
    let even = diagram.links().filter(|link| link.counts() && link.belief.is_none()).count();
    println!(
        "{}: {even} of {} links state no belief and count as even.",
        programme.name(),
        claims.link_count()
    );

    for aim in diagram.aims() {
        // From the id of the aim to its handle; what comes back is looked up by handle.
        let Some(handle) = aim.node().handle() else { continue };
        println!("\n{} ({})", aim.statement, aim.id());

        let points = claims.dominators().on_every_route(handle).unwrap_or_default();
        let points: Vec<&str> =
            points.into_iter().filter_map(|v| diagram.node_of(v)).map(NodeRef::label).collect();
        match points.as_slice() {
            [] => println!("  No single point of failure: no box is on every route."),
            points => println!("  On every route: {}", points.join(", ")),
        }
        println!("  {}", claims.reliability(handle, &settings).in_words());

        println!("  The links that carry most (what the chance would gain if the link were sure):");
        let leverage = claims.leverage(handle, &settings);
        for link in leverage.iter().flat_map(improvement::diagram::claims::Leverage::ranked).take(3)
        {
            if let Some(drawn) = diagram.link_of(link.link) {
                println!("    {:.3}  {}", link.room, words(drawn));
            }
        }

        // No hours are stated, so nothing limits what can be done, and no test can change a plan
        // that does everything; what is left is where most would be learned.
        if let Some(learning) = claims.value_of_testing(handle, &Limits::none(), &settings) {
            println!("  Next test: {}", learning.in_words(claims));
        }
    }
    Ok(())
}

fn words(link: LinkRef<'_>) -> String {
    format!("{} -> {}", link.cause().label(), link.effect().label())
}
