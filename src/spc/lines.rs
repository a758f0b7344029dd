//! The lines at one point.

use serde::ser::SerializeStruct;

/// The centre line and the limits at one, two and three sigma. A line that cannot be computed is
/// blank: `None`, never a number that is not one.
#[derive(Debug, Clone, Copy)]
pub struct Lines {
    pub(crate) centre: f64,
    /// At one, two and three sigma.
    pub(crate) lower: [f64; 3],
    pub(crate) upper: [f64; 3],
}

impl Lines {
    pub(crate) const BLANK: Lines =
        Lines { centre: f64::NAN, lower: [f64::NAN; 3], upper: [f64::NAN; 3] };

    /// A centre line without limits.
    pub(crate) const fn only_centre(centre: f64) -> Self {
        Lines { centre, ..Lines::BLANK }
    }

    /// Limits at whole multiples of sigma.
    pub(crate) fn symmetric(centre: f64, sigma: f64) -> Self {
        Lines {
            centre,
            lower: [centre - sigma, centre - 2.0 * sigma, centre - 3.0 * sigma],
            upper: [centre + sigma, centre + 2.0 * sigma, centre + 3.0 * sigma],
        }
        .finite()
    }

    /// Limits from a distance of three sigma, as the 2.66 of Making Data Count gives it.
    pub(crate) fn from_three_sigma(centre: f64, three: f64) -> Self {
        let (one, two) = (three / 3.0, 2.0 / 3.0 * three);
        Lines {
            centre,
            lower: [centre - one, centre - two, centre - three],
            upper: [centre + one, centre + two, centre + three],
        }
        .finite()
    }

    /// Applies `change` to every limit, but not to the centre.
    pub(crate) fn limits(mut self, change: impl Fn(f64) -> f64) -> Self {
        self.lower = self.lower.map(&change);
        self.upper = self.upper.map(&change);
        self.finite()
    }

    /// Cuts limits to a range; blank ones stay blank.
    pub(crate) fn cut(self, least: f64, most: f64) -> Self {
        self.limits(|line| line.clamp(least, most))
    }

    /// Blanks what is not finite.
    pub(crate) fn finite(mut self) -> Self {
        fn clean(line: f64) -> f64 {
            if line.is_finite() { line } else { f64::NAN }
        }
        self.centre = clean(self.centre);
        self.lower = self.lower.map(clean);
        self.upper = self.upper.map(clean);
        self
    }

    pub(crate) fn scaled(mut self, factor: f64) -> Self {
        self.centre *= factor;
        self.limits(|line| line * factor)
    }

    /// The centre line.
    pub fn centre(&self) -> Option<f64> {
        shown(self.centre)
    }

    /// The lower limit at three sigma.
    pub fn lower(&self) -> Option<f64> {
        self.lower_at(3)
    }

    /// The upper limit at three sigma.
    pub fn upper(&self) -> Option<f64> {
        self.upper_at(3)
    }

    /// The lower line at 1, 2 or 3 sigma; `None` for any other number.
    pub fn lower_at(&self, sigmas: usize) -> Option<f64> {
        self.lower.get(sigmas.wrapping_sub(1)).copied().and_then(shown)
    }

    /// The upper line at 1, 2 or 3 sigma; `None` for any other number.
    pub fn upper_at(&self, sigmas: usize) -> Option<f64> {
        self.upper.get(sigmas.wrapping_sub(1)).copied().and_then(shown)
    }
}

/// As `centre`, `lower` and `upper`, the limits at one, two and three sigma; a blank line as none.
impl serde::Serialize for Lines {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut lines = serializer.serialize_struct("Lines", 3)?;
        lines.serialize_field("centre", &shown(self.centre))?;
        lines.serialize_field("lower", &self.lower.map(shown))?;
        lines.serialize_field("upper", &self.upper.map(shown))?;
        lines.end()
    }
}

/// Equal where both are blank or both are the same number.
impl PartialEq for Lines {
    fn eq(&self, other: &Self) -> bool {
        let all = |lines: &Lines| {
            let [l1, l2, l3] = lines.lower;
            let [u1, u2, u3] = lines.upper;
            [lines.centre, l1, l2, l3, u1, u2, u3].map(shown)
        };
        all(self) == all(other)
    }
}

fn shown(line: f64) -> Option<f64> {
    (!line.is_nan()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_line_is_written_as_none() {
        let written = serde_json::to_string(&Lines::only_centre(2.5)).unwrap();
        let blank = "[null,null,null]";
        assert_eq!(written, format!(r#"{{"centre":2.5,"lower":{blank},"upper":{blank}}}"#));
    }
}
