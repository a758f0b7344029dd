//! Why the house is built as it is: decisions, and their reasons.
//!
//! # The idea
//!
//! A programme is a *theory* (if these changes are made, those drivers move, this aim is met), a set
//! of *tests* of that theory, and *data* that shows what moved. Around it stand the *conditions*
//! without which no theory works: why people should care, who decides with whom, how leaders act, who
//! has the skill and the hours, which routines keep it alive. The crate holds all of it in one value
//! and answers questions that are hard to answer today: Which untested claim carries the whole
//! programme? Were patients in the room where the *how* was decided? Do we have the hours for what we
//! promised?
//!
//! # Malformed, incoherent, incomplete, doubtful
//!
//! | Class | Examples | Caught by | Result |
//! |---|---|---|---|
//! | malformed | a share of 1.4; an empty statement; an id with a space; NaN; 30 February | value constructors | an error; cannot exist |
//! | incoherent | a link to nothing; a loop; an aim that drives; a deadline before its baseline | [builders](crate::programme::ProgrammeBuilder) | [`Problems`](crate::base::Problems); cannot exist |
//! | incomplete | no aim date; a driver without a change; no process measure | [`review`](crate::review) | a finding |
//! | doubtful | a target on the wrong side; a purpose set without the people it is for | [`review`](crate::review) | a finding |
//!
//! Refusing to load a real team's draft is the worse mistake, so only what cannot mean anything is
//! refused.
//!
//! # Decisions
//!
//! | Question | Decision | Main reason |
//! |---|---|---|
//! | identity | text slugs in typed ids | ids survive edits, revisions and merges; positions do not |
//! | layers of the diagram | types by kind (aim, driver, change); the level of a driver is data | teams move drivers between levels as they learn |
//! | where things live | typed, ordered tables; the graph holds handles and links | no code matches on one big node type |
//! | mutability | a builder, then a frozen value; to edit, back to the builder | snapshots, comparison and sharing between threads for free |
//! | documents | text, to a tree with places, to types, collecting all problems at each stage | ten mistakes are found in one round |
//! | one type per thing | the domain types are their own document form; links are written inside the node that they begin at, and the reader takes them out | no mirror types to keep in step |
//! | reviews | rules are `static` data declared by one macro | listable, documentable, deterministic |
//! | time | no clock; a day is an argument | same input, same answer, for ever |
//! | petgraph | no petgraph type in a default public signature | nobody is locked in; indices never leak |
//! | what was retired | stays, with its reason, and does not count | a tested idea that was dropped is a result |
//! | templates and ladders | data with a [mark](crate::base::SourceMark) of how far they are confirmed | national frameworks are re-hosted, renamed and re-versioned |
//! | self-assessment | every rater's answer is kept; counts, medians that are levels, ranges, disagreement; a sum only where a template declares it | levels have an order and no distance; a mean hides that people disagree |
//! | conditions | what is on record for and against each of the four, and no number | one condition does not make up for another; a number would be read and the evidence not |
//!
//! # The human side
//!
//! The five domain rooms follow the five components of NHS IMPACT. The essay that set the compass for
//! this crate (Fitzsimons, *Making improvement more human*, Point of Care Foundation, 2023) found that
//! approach light on the *how* and the *why*. So involvement is recorded at each
//! [decision point](crate::people::DecisionPoint), and being asked is never counted as deciding; a
//! [measure](crate::measure::Measure) says about whom it is, so that harm to staff is seen beside a
//! gain; and a programme is about groups and roles, with no field for a name anywhere.
