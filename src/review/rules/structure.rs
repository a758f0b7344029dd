//! The shape of the diagram.

use crate::base::{AnyId, Code};
use crate::diagram::{LinkRef, NodeId, NodeRef};
use crate::review::context::{Context, whole};
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

declare_lint! {
    /// # What it looks for
    /// A diagram without an aim, or with more than one. Retired aims do not count.
    /// # Why it matters
    /// One theory has one aim in one box. With several, nobody can say which driver serves which.
    /// # What to do
    /// Choose the aim, and give each of the others a diagram of its own.
    pub(crate) static NOT_EXACTLY_ONE_AIM = {
        code: "S1", name: "not-exactly-one-aim", summary: "no aim, or more than one",
        level: Deny, since: "0.1.0",
        sources: ["Reed and colleagues, BMJ Quality & Safety 2014;23:1040"],
        check: not_exactly_one_aim,
    }
}

fn not_exactly_one_aim(cx: &Context<'_>) -> Vec<Draft> {
    let aims: Vec<AnyId> = cx
        .programme
        .diagram()
        .aims()
        .filter(|aim| aim.retired.is_none())
        .map(AnyId::from)
        .collect();
    match aims.len() {
        1 => Vec::new(),
        0 => vec![Draft::new(
            whole(cx.programme),
            "the diagram has no aim",
            "say what is to be reached, by how much, for whom and by when",
        )],
        n => vec![Draft::new(
            aims,
            format!("the diagram has {n} aims"),
            "keep one aim here, and give each of the others a diagram of its own",
        )],
    }
}

declare_lint! {
    /// # What it looks for
    /// Links that lead back to where they began.
    /// # Why it matters
    /// The layered form cannot show feedback, and no question about routes has an answer in a loop.
    /// # What to do
    /// Leave out the link that the message names. If the loop is real, draw its return as a dated
    /// next step, or keep a causal loop diagram beside this one.
    ///
    /// A programme with a loop cannot be built, so the review never meets one: the builder refuses
    /// it, and shows the loop.
    pub(crate) static CYCLES = {
        code: "S2", name: "cycles", summary: "links that lead back to where they began",
        level: Deny, since: "0.1.0", sources: ["practice"],
        refused_as: Code::Cycle,
    }
}

/// Links that count.
fn links<'p>(cx: &Context<'p>) -> impl Iterator<Item = LinkRef<'p>> {
    cx.programme.diagram().links().filter(|link| link.counts())
}

fn ends(link: LinkRef<'_>) -> Vec<AnyId> {
    vec![link.cause().id().into(), link.effect().id().into()]
}

declare_lint! {
    /// # What it looks for
    /// A link that skips a column: from a change past the drivers to the aim, from a change to a
    /// primary driver where the diagram has secondary ones, from a secondary driver to the aim.
    /// # Why it matters
    /// The reader has to supply the step in between, and each reader supplies another.
    /// # What to do
    /// Draw the step in between, or move the driver to the column where it belongs.
    pub(crate) static LEVEL_JUMPS = {
        code: "S3", name: "level-jumps", summary: "a link between levels that are not neighbours",
        level: Warn, since: "0.1.0",
        sources: ["Reed and colleagues, BMJ Quality & Safety 2014;23:1040"],
        check: level_jumps,
    }
}

fn level_jumps(cx: &Context<'_>) -> Vec<Draft> {
    // A third level of drivers is used only where the system needs it: a change that leads to a
    // secondary driver skips nothing.
    let has_secondary = cx.drivers().any(|driver| driver.column() >= 2);
    let jump = |link: &LinkRef<'_>| {
        let (from, to) = (link.cause(), link.effect());
        if from.to_change().is_some() {
            to.column() == 0 && cx.drivers().next().is_some() || to.column() == 1 && has_secondary
        } else {
            from.column() > to.column() + 1
        }
    };
    links(cx)
        .filter(jump)
        .map(|link| {
            Draft::new(
                ends(link),
                format!(
                    "`{}` ({}) leads straight to `{}` ({})",
                    link.cause().as_str(),
                    place_of(link.cause()),
                    link.effect().as_str(),
                    place_of(link.effect()),
                ),
                "draw the step in between, or move one of them to the column where it belongs",
            )
        })
        .collect()
}

/// The column of a node in words.
fn place_of(node: NodeRef<'_>) -> String {
    match node.id() {
        NodeId::Aim(_) => "aim".to_owned(),
        NodeId::Change(_) => "change".to_owned(),
        NodeId::Driver(_) => match node.column() {
            1 => "primary driver".to_owned(),
            2 => "secondary driver".to_owned(),
            3 => "tertiary driver".to_owned(),
            column => format!("driver in column {column}"),
        },
    }
}

declare_lint! {
    /// # What it looks for
    /// A link between two drivers of one level, or from a driver to one further from the aim.
    /// # Why it matters
    /// A driver diagram reads in one direction. A link against it, or along a column, reads wrongly.
    /// # What to do
    /// Turn the link round, or move one of the drivers to another level.
    pub(crate) static REVERSED_LINKS = {
        code: "S4", name: "reversed-links", summary: "a link within a level, or against the direction",
        level: Deny, since: "0.1.0", sources: ["practice"],
        check: reversed_links,
    }
}

fn reversed_links(cx: &Context<'_>) -> Vec<Draft> {
    links(cx)
        .filter(|link| link.effect().column() >= link.cause().column())
        .map(|link| {
            let (from, to) = (link.cause(), link.effect());
            let how = if from.column() == to.column() { "within one level" } else { "backwards" };
            Draft::new(
                ends(link),
                format!(
                    "the link from `{}` ({}) to `{}` ({}) runs {how}",
                    from.as_str(),
                    place_of(from),
                    to.as_str(),
                    place_of(to),
                ),
                "turn the link round, or move one of the drivers to another level",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A driver from which no route leads to an aim. Changes have a rule of their own (S7).
    /// # Why it matters
    /// A driver that leads nowhere makes no claim to matter.
    /// # What to do
    /// Link it to what it drives, or retire it with a reason.
    pub(crate) static DRIVERS_WITHOUT_ROUTE = {
        code: "S5", name: "drivers-without-route", summary: "a driver that reaches no aim",
        level: Deny, since: "0.1.0", sources: ["NHS Lothian Quality, Driver diagrams"],
        check: drivers_without_route,
    }
}

fn drivers_without_route(cx: &Context<'_>) -> Vec<Draft> {
    cx.drivers()
        .filter(|driver| !driver.node().reaches_an_aim())
        .map(|driver| {
            Draft::new(
                vec![driver.into()],
                format!("no route leads from the driver `{}` to an aim", driver.as_str()),
                "link it to what it drives, or retire it with a reason",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A driver at the end of the chain, with no driver and no change that leads to it. Drivers above
    /// it are not reported again for the same gap.
    /// # Why it matters
    /// Theory without action: nothing in the programme is meant to move it.
    /// # What to do
    /// Find a change idea for it, with the people who do the work, or say why it is left alone.
    pub(crate) static DRIVERS_WITHOUT_CHANGE = {
        code: "S6", name: "drivers-without-change", summary: "a driver that no change leads to",
        level: Warn, since: "0.1.0", sources: ["NHS Lothian Quality, Driver diagrams"],
        check: drivers_without_change,
    }
}

fn drivers_without_change(cx: &Context<'_>) -> Vec<Draft> {
    cx.drivers()
        .filter(|driver| !driver.causes().any(LinkRef::counts))
        .map(|driver| {
            Draft::new(
                vec![driver.into()],
                format!("no change leads to the driver `{}`", driver.as_str()),
                "link a change that is meant to move it, or say in a waiver why it is left alone",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A change from which no route leads to an aim.
    /// # Why it matters
    /// Work outside the theory cannot be judged by it.
    /// # What to do
    /// Link it to a driver, or retire it with a reason.
    pub(crate) static CHANGES_WITHOUT_ROUTE = {
        code: "S7", name: "changes-without-route", summary: "a change that reaches no aim",
        level: Deny, since: "0.1.0",
        sources: [
            "NHS Lothian Quality, Driver diagrams",
            "Clinical Excellence Commission NSW, Driver diagram",
        ],
        check: changes_without_route,
    }
}

fn changes_without_route(cx: &Context<'_>) -> Vec<Draft> {
    cx.programme
        .diagram()
        .changes()
        .filter(|change| change.counts() && !change.node().reaches_an_aim())
        .map(|change| {
            Draft::new(
                vec![change.into()],
                format!("no route leads from the change `{}` to an aim", change.as_str()),
                "link it to the driver it is meant to move, or retire it with a reason",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A primary driver that no other driver leads to.
    /// # Why it matters
    /// It may be too shallow: a word for a large part of the system, with nothing said about what it
    /// is made of.
    /// # What to do
    /// Ask what would have to be true for it to move. In a small diagram one level may be enough.
    pub(crate) static SHALLOW_PRIMARIES = {
        code: "S8", name: "shallow-primaries", summary: "a primary driver without secondary drivers",
        level: Note, since: "0.1.0", sources: ["practice"],
        check: shallow_primaries,
    }
}

fn shallow_primaries(cx: &Context<'_>) -> Vec<Draft> {
    cx.primaries()
        .filter(|driver| {
            !driver.causes().any(|link| link.counts() && link.cause().to_driver().is_some())
        })
        .map(|driver| {
            Draft::new(
                vec![driver.into()],
                format!("no driver leads to the primary driver `{}`", driver.as_str()),
                "ask what would have to be true for it to move",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// Fewer than two or more than five primary drivers. Both numbers can be set.
    /// # Why it matters
    /// One is too coarse to be a theory; many show that nothing was put first.
    /// # What to do
    /// Split or join, until the first column says what matters most.
    pub(crate) static UNUSUAL_NUMBERS_OF_PRIMARIES = {
        code: "S9", name: "unusual-numbers-of-primaries",
        summary: "fewer than 2 or more than 5 primary drivers",
        level: Warn, since: "0.1.0",
        sources: ["Institute for Healthcare Improvement, QI Essentials Toolkit: Driver Diagram (2017)"],
        check: unusual_numbers_of_primaries,
    }
}

fn unusual_numbers_of_primaries(cx: &Context<'_>) -> Vec<Draft> {
    let primaries: Vec<AnyId> = cx.primaries().map(AnyId::from).collect();
    let (fewest, most) = (cx.settings.fewest_primaries, cx.settings.most_primaries);
    let n = primaries.len();
    if (fewest..=most).contains(&n) {
        return Vec::new();
    }
    let drivers = if n == 1 { "primary driver" } else { "primary drivers" };
    let repair = if n < fewest {
        "name the few factors that act directly on the aim"
    } else {
        "join drivers, or move some to the next level, until the first column says what matters most"
    };
    let subjects = if n == 0 { whole(cx.programme) } else { primaries };
    vec![Draft::new(subjects, format!("{n} {drivers}, where {fewest} to {most} are usual"), repair)]
}
