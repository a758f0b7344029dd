//! Whether the conditions are there, and whether what is said of them is on record.

use crate::base::{AnyId, Condition, RoleId};
use crate::conditions::{Bearing, Held};
use crate::review::context::{Context, whole};
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

declare_lint! {
    /// # What it looks for
    /// A claim that culture, desire, motivation or resources are there, of which nothing that counts is
    /// on record. Read on a day only; evidence older than a year does not count, which is a setting.
    /// # Why it matters
    /// "The culture is ready" is easily said, and a programme that is built on it fails for want of it.
    /// # What to do
    /// Look for one of the records that count, or take the claim back.
    pub(crate) static READY_WITHOUT_EVIDENCE = {
        code: "H53", name: "ready-without-evidence",
        summary: "a condition claimed to be there, with nothing on record",
        level: Warn, since: "0.1.0",
        sources: ["Fitzsimons, Making improvement more human (Point of Care Foundation, 2023)"],
        check: ready_without_evidence,
    }
}

fn ready_without_evidence(cx: &Context<'_>) -> Vec<Draft> {
    let Some(conditions) = cx.conditions() else { return Vec::new() };
    conditions
        .not_borne_out()
        .filter(|(_, of)| of.claim.there && of.held == Held::NothingRecorded)
        .map(|(condition, of)| {
            let records: Vec<&str> = conditions
                .of_condition(condition)
                .missing
                .iter()
                .take(3)
                .map(|source| source.record)
                .collect();
            Draft::new(
                subjects(cx, of.claim.by.as_ref()),
                format!(
                    "{condition}: said to be there on {}, and nothing that counts is on record",
                    of.claim.on
                ),
                format!("write down {}", records.join("; or ")),
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A claim about culture, desire, motivation or resources, made within a year, of which the record
    /// says the opposite. Read on a day only.
    /// # Why it matters
    /// Where those who speak for a programme see one thing and its record another, somebody is not being
    /// heard.
    /// # What to do
    /// Go through the evidence with those who made the claim, and those who live with it.
    pub(crate) static CLAIMED_AGAINST_THE_RECORD = {
        code: "E1", name: "claimed-against-the-record",
        summary: "a claim about a condition of which the record says the opposite",
        level: Warn, since: "0.1.0", sources: ["practice"], check: claimed_against_the_record,
    }
}

fn claimed_against_the_record(cx: &Context<'_>) -> Vec<Draft> {
    let Some(conditions) = cx.conditions() else { return Vec::new() };
    conditions
        .not_borne_out()
        .filter(|(_, of)| of.held == Held::Contradicted && !of.old)
        .map(|(condition, of)| {
            let evidence = &conditions.of_condition(condition).evidence;
            let said = evidence.iter().find(|one| one.counts()).map_or("", |one| &one.said);
            let there = if of.claim.there { "there" } else { "missing" };
            Draft::new(
                subjects(cx, of.claim.by.as_ref()),
                format!(
                    "{condition}: said to be {there} on {}, and the record says the opposite: {said}",
                    of.claim.on
                ),
                "go through the evidence with those who said so and those who live with it",
            )
        })
        .collect()
}

declare_lint! {
    /// # What it looks for
    /// A group in which, when they were last counted, more were told to take part than chose to, or
    /// nobody who was asked takes part. Read on a day only; a count older than a year does not count.
    /// # Why it matters
    /// Desire is one of the four conditions of improvement: what people are sent to do they stop doing
    /// when nobody looks.
    /// # What to do
    /// Ask them what would make it worth their while, and let people leave.
    pub(crate) static TAKING_PART_UNDER_ORDERS = {
        code: "E2", name: "taking-part-under-orders",
        summary: "a group in which hardly anybody chose to take part",
        level: Note, since: "0.1.0",
        sources: ["Fitzsimons, Making improvement more human (Point of Care Foundation, 2023)"],
        check: taking_part_under_orders,
    }
}

fn taking_part_under_orders(cx: &Context<'_>) -> Vec<Draft> {
    let Some(conditions) = cx.conditions() else { return Vec::new() };
    let evidence = conditions.of_condition(Condition::Desire).evidence.iter();
    evidence
        .filter(|one| one.source.name == "chose-to-join")
        .filter(|one| one.counts() && one.bearing == Bearing::Against)
        .map(|one| Draft::new(one.subjects.clone(), one.said.as_str(), one.source.mend))
        .collect()
}

/// The role that made a claim, else the programme.
fn subjects(cx: &Context<'_>, by: Option<&RoleId>) -> Vec<AnyId> {
    by.map_or_else(|| whole(cx.programme), |by| vec![by.into()])
}
