//! The list of rules. A rule that is declared and not listed here fails a test.

use super::Lint;
use super::rules::{
    aim, assessment, capacity, codesign, conditions, cycles, experience, involvement, leaders,
    measures, people, progress, promise, ramps, rounds, routines, strategy, structure,
};
use crate::base::nearest;

/// Every rule, in the order in which findings are reported.
static LINTS: &[&Lint] = &[
    &structure::NOT_EXACTLY_ONE_AIM,
    &structure::CYCLES,
    &structure::LEVEL_JUMPS,
    &structure::REVERSED_LINKS,
    &structure::DRIVERS_WITHOUT_ROUTE,
    &structure::DRIVERS_WITHOUT_CHANGE,
    &structure::CHANGES_WITHOUT_ROUTE,
    &structure::SHALLOW_PRIMARIES,
    &structure::UNUSUAL_NUMBERS_OF_PRIMARIES,
    &aim::AIMS_WITHOUT_NUMBER,
    &aim::AIMS_WITHOUT_DATE,
    &aim::AIMS_WITHOUT_PEOPLE_OR_PLACE,
    &aim::AIMS_WITHOUT_OUTCOME_MEASURE,
    &aim::AIMS_WITHOUT_BASELINE,
    &aim::TARGETS_ON_THE_WRONG_SIDE,
    &promise::SOLUTIONS_IN_THE_AIM,
    &promise::AIMS_PAST_THEIR_DATE,
    &promise::RESTATED_WITHOUT_REASON,
    &promise::AIMS_OUT_OF_REACH,
    &promise::AIMS_THAT_DRIFT,
    &measures::NO_OUTCOME_MEASURE,
    &measures::NO_PROCESS_MEASURE,
    &measures::NO_BALANCING_MEASURE,
    &measures::RATES_WITHOUT_DENOMINATOR,
    &strategy::EQUITY_UNSEEN,
    &cycles::CYCLES_WITHOUT_PREDICTION,
    &cycles::PREDICTIONS_THAT_CANNOT_BE_COMPARED,
    &cycles::LATE_PREDICTIONS,
    &cycles::STUDIES_WITHOUT_COMPARISON,
    &cycles::STUDIES_IN_ADVANCE,
    &cycles::CYCLES_WITHOUT_DECISION,
    &ramps::STALLED_RAMPS,
    &ramps::RAMPS_THAT_DO_NOT_GROW,
    &ramps::RAMPS_THAT_LEAP,
    &ramps::ADOPTED_AFTER_ONE_TEST,
    &cycles::SEVERAL_CHANGES_IN_ONE_CYCLE,
    &ramps::NOTHING_EVER_FAILS,
    &ramps::ADOPTED_WITHOUT_TEST,
    &ramps::ADOPTED_WITHOUT_SUPPORT,
    &cycles::CYCLES_WITHOUT_CHANGE,
    &people::MISSING_VOICES,
    &progress::SCORES_ABOVE_THE_RECORD,
    &people::PURPOSES_SET_WITHOUT_PEOPLE,
    &involvement::PARTNERS_ONLY_IN_THE_WHAT,
    &people::CHANGES_WITHOUT_FRONTLINE_DESIGNERS,
    &leaders::SPONSOR_ABSENT,
    &leaders::BEHAVIOURS_WITHOUT_SIGN,
    &leaders::PROMISES_OVERDUE,
    &leaders::COMMITMENTS_NO_LONGER_KEPT,
    &leaders::VISITS_WITHOUT_CONTENT,
    &leaders::SPONSOR_VACANT,
    &routines::MEASURES_WITHOUT_ROUTINE,
    &routines::ROUTINES_THAT_LOOK_AT_NOTHING,
    &routines::ESCALATIONS_WITHOUT_ANSWER,
    &routines::STALE_BOARDS,
    &routines::ROUTINES_NO_LONGER_HELD,
    &routines::PARTS_OF_QUALITY_WITHOUT_ROUTINE,
    &routines::WATCHED_WITHOUT_CONSEQUENCE,
    &routines::SUSTAINED_UNSEEN,
    &involvement::CONSULTATION_CALLED_PARTNERSHIP,
    &involvement::PARTNERS_OUT_OF_POCKET,
    &involvement::LONE_VOICES,
    &involvement::PARTNERS_NEVER_TOLD,
    &codesign::JOINT_BEFORE_APART,
    &codesign::PATIENTS_NEVER_APART,
    &codesign::GROUPS_BEFORE_PRIORITIES,
    &codesign::CODESIGN_THAT_FADES,
    &codesign::SOLUTIONS_IN_ADVANCE,
    &codesign::ONE_SIDED_GROUPS,
    &codesign::CLIPS_WITHOUT_CONSENT,
    &codesign::ONLY_GOOD_TOUCHPOINTS,
    &codesign::PATIENTS_LIST_IGNORED,
    &codesign::TOO_MANY_PRIORITIES,
    &codesign::FACILITATOR_UNFREE,
    &codesign::TOO_FEW_INTERVIEWS,
    &codesign::NO_CELEBRATION,
    &codesign::STEPS_LEFT_OUT,
    &codesign::CLAIMS_WITHOUT_OUTCOME,
    &codesign::FILM_UNCHECKED,
    &codesign::STEERING_MISSED,
    &codesign::DECISIONS_TAKEN_AWAY,
    &rounds::ROUNDS_IN_ANOTHER_MEETING,
    &rounds::ROUNDS_NOT_OPEN_TO_ALL,
    &rounds::NARROW_PANELS,
    &rounds::UNPREPARED_STORIES,
    &rounds::LONE_FACILITATORS,
    &rounds::TOO_FEW_ROUNDS,
    &rounds::UNLICENSED_ROUNDS,
    &experience::ROUNDS_OUT_OF_REACH,
    &experience::BURDEN_SHIFTED,
    &experience::STAFF_UNMEASURED,
    &experience::EXPERIENCE_UNASKED,
    &experience::TOO_MANY_CHANGES_AT_ONCE,
    &capacity::NO_PROTECTED_TIME,
    &capacity::WEEKS_THAT_DO_NOT_FIT,
    &capacity::SKILL_LYING_IDLE,
    &capacity::SKILL_BEHIND_PLAN,
    &capacity::STARTERS_NOT_REACHED,
    &experience::TIME_ADDED_WITHOUT_OFFSET,
    &experience::FALLS_WITHOUT_ANSWER,
    &experience::SUPPORT_ALONE,
    &strategy::AIMS_WITHOUT_OBJECTIVE,
    &strategy::OBJECTIVES_WITHOUT_WORK,
    &strategy::TOO_MANY_BREAKTHROUGHS,
    &strategy::OBJECTIVES_OFF_COURSE,
    &strategy::CATCHBALL_ONE_WAY,
    &strategy::AFFECTED_WITHOUT_POWER,
    &assessment::HIGH_LEVELS_WITHOUT_EVIDENCE,
    &assessment::SINGLE_RATERS,
    &assessment::OLD_SESSIONS,
    &assessment::SILENT_DISAGREEMENT,
    &assessment::TEMPLATES_BEYOND_THEIR_SCOPE,
    &assessment::STEPS_WITHOUT_FIRST_TEST,
    &conditions::READY_WITHOUT_EVIDENCE,
    &conditions::CLAIMED_AGAINST_THE_RECORD,
    &conditions::TAKING_PART_UNDER_ORDERS,
];

/// Every rule, in the order in which findings are reported.
///
/// ```
/// use improvement::review;
/// let codes: Vec<&str> = review::lints().iter().map(|lint| lint.code).collect();
/// assert!(codes.contains(&"S7"));
/// ```
pub fn lints() -> &'static [&'static Lint] {
    LINTS
}

/// The rule with this code (`S7`, in either case) or name.
///
/// # Errors
///
/// No such rule; the error offers the nearest name.
pub fn lint(code_or_name: &str) -> Result<&'static Lint, UnknownLint> {
    let wanted =
        |lint: &&&Lint| lint.code.eq_ignore_ascii_case(code_or_name) || lint.name == code_or_name;
    lints().iter().find(wanted).copied().ok_or_else(|| UnknownLint {
        found: code_or_name.to_owned(),
        nearest: nearest(code_or_name, lints().iter().map(|lint| lint.name)),
    })
}

/// No rule has this code or name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no rule has the code or name `{found}`{}", .nearest.map(|n| format!(", did you mean `{n}`?")).unwrap_or_default())]
pub struct UnknownLint {
    /// The code or name as given.
    pub found: String,
    /// The nearest name, if one is near.
    pub nearest: Option<&'static str>,
}

/// The rules as a table in Markdown, made from their declarations.
pub fn rules_table() -> String {
    let row = |lint: &&Lint| {
        let refused = lint.refused_as().map(|code| format!(" (refused when built: {code})"));
        format!(
            "| {} | `{}` | {}{} | {} | {} | {} |\n",
            lint.code,
            lint.name,
            lint.summary,
            refused.unwrap_or_default(),
            lint.level,
            lint.since,
            lint.sources.join("; ")
        )
    };
    let head = "| Code | Name | Finds | Level | Since | Sources |\n|---|---|---|---|---|---|\n";
    std::iter::once(head.to_owned()).chain(lints().iter().map(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Renew with `IMPROVEMENT_RENEW=1 cargo test rules_page`.
    #[test]
    fn the_rules_page_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/review/rules.md");
        if std::env::var_os("IMPROVEMENT_RENEW").is_some() {
            std::fs::write(path, rules_table()).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), rules_table());
    }

    #[test]
    fn every_declared_rule_is_listed_once_and_follows_the_conventions() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/review/rules");
        let mut declared = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
            declared += source.matches("pub(crate) static ").count();
        }
        assert_eq!(declared, lints().len(), "a rule is declared and not listed");
        let (mut codes, mut names) = (vec![], vec![]);
        for lint in lints() {
            codes.push(lint.code);
            names.push(lint.name);
            let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(lint.name.chars().all(kebab), "{}", lint.name);
            assert!(!lint.summary.ends_with('.') && !lint.sources.is_empty(), "{}", lint.code);
            for part in ["# What it looks for", "# Why it matters", "# What to do"] {
                assert!(lint.explanation.contains(part), "{} lacks {part}", lint.code);
            }
        }
        codes.sort_unstable();
        codes.dedup();
        names.sort_unstable();
        names.dedup();
        assert_eq!((codes.len(), names.len()), (lints().len(), lints().len()));
    }

    #[test]
    fn rules_are_found_by_code_and_by_name() {
        assert_eq!(lint("s7").unwrap().name, "changes-without-route");
        assert_eq!(lint("cycles").unwrap().code, "S2");
        assert_eq!(
            lint("level-jump").unwrap_err().to_string(),
            "no rule has the code or name `level-jump`, did you mean `level-jumps`?"
        );
    }
}
