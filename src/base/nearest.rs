//! The nearest of several names, to offer when a name is unknown.

/// Names longer than this are never misspelt names; measuring them would only cost time.
const LONGEST: usize = 96;

/// The name that was probably meant, or `None` when nothing is near.
///
/// Letter case, `_`, `-` and spaces do not count; what remains may differ by one edit (a letter
/// added, left out, changed, or swapped with its neighbour) for each three letters, at least one.
/// Of two names equally near, the first is taken.
///
/// ```
/// use improvement::base::nearest;
/// let allowed = ["label", "level", "drives"];
/// assert_eq!(nearest("lable", allowed), Some("label"));
/// assert_eq!(nearest("Drives", allowed), Some("drives"));
/// assert_eq!(nearest("budget", allowed), None);
/// ```
pub fn nearest<'a>(found: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if found.len() > LONGEST {
        return None;
    }
    let found = folded(found);
    if found.is_empty() {
        return None;
    }
    let allowed = (found.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        if name.len() > LONGEST {
            continue;
        }
        let distance = strsim::osa_distance(&found, &folded(name));
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

fn folded(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn case_and_joints_do_not_count() {
        assert_eq!(nearest("Safe_Mobility", ["safe-mobility", "sleep"]), Some("safe-mobility"));
        assert_eq!(nearest("safemobility", ["sleep", "safe-mobility"]), Some("safe-mobility"));
    }

    #[test]
    fn one_edit_for_each_three_letters() {
        assert_eq!(nearest("safe-mobilty", ["safe-mobility"]), Some("safe-mobility"));
        assert_eq!(nearest("stornger", ["stronger"]), Some("stronger"));
        assert_eq!(nearest("abc", ["axy"]), None);
        assert_eq!(nearest("ab", ["ax"]), Some("ax"));
    }

    #[test]
    fn the_nearest_wins_and_the_first_of_equals() {
        assert_eq!(nearest("cat", ["cart", "cat"]), Some("cat"));
        assert_eq!(nearest("cat", ["cut", "cot"]), Some("cut"));
    }

    #[test]
    fn silent_when_nothing_is_near() {
        assert_eq!(nearest("", ["a"]), None);
        assert_eq!(nearest("--", ["a"]), None);
        assert_eq!(nearest("zebra", ["label", "level"]), None);
        assert_eq!(nearest(&"x".repeat(10_000), ["x"]), None);
        assert_eq!(nearest("x", []), None);
    }
}
