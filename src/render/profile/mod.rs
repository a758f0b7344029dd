//! The picture of a self-assessment: every element with the spread of its answers.
//!
//! One row for each element, by domain; one column for each level, the lowest first. Each rater's answer
//! is a full dot in its column (where they are too many, each dot bears their number); a bar runs from the lowest to the highest level that was named, and a
//! frame stands around the median. Answers without a level stand apart, in words, and never in the lowest
//! column. An earlier session is drawn under it as rings. So the picture can be read in grey, and shows
//! that people disagree, which a lone line across the middle would hide.
//!
//! Whatever is not confirmed at its source bears its sign, and the picture says so under its title.
//!
//! ```
//! use improvement::assessment::{Answer, Rater, Scope, Session, Summary, published};
//! use improvement::render::Profile;
//! let (id, template) = published::nhs_impact().unwrap();
//! let mut session = Session::new(id, template.version().clone(), "2026-03-02".parse()?, Scope::Trust);
//! let mut rater = Rater::new();
//! rater.answers.insert("go-and-see".parse()?, Answer::new("starting".parse()?))?;
//! session.raters.insert("nurses".parse()?, rater)?;
//! let summary = Summary::of(&template, &session)?;
//! let profile = Profile::of(&summary);
//! assert!(profile.description().contains("Go and see visits†: 1 Starting†"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod plot;
mod row;
#[cfg(test)]
mod tests;

use crate::assessment::{NotComparable, Summary};
use crate::render::scene::Scene;

/// What can be set about the picture. Distances are in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProfileOptions {
    /// How wide it is. Default 960; not less than 560, and wider where there are many levels.
    pub width: f64,
    /// The size of the words. Default 12.
    pub font_size: f64,
}

impl Default for ProfileOptions {
    fn default() -> Self {
        ProfileOptions { width: 960.0, font_size: 12.0 }
    }
}

impl ProfileOptions {
    fn checked(self) -> Self {
        let fit = |value: f64, least: f64, most: f64, or: f64| {
            if value.is_finite() { value.clamp(least, most) } else { or }
        };
        ProfileOptions {
            width: fit(self.width, 560.0, 10_000.0, 960.0),
            font_size: fit(self.font_size, 6.0, 24.0, 12.0),
        }
    }
}

/// A self-assessment with its spread, to be drawn.
///
/// What is drawn is what the summary shows: for eyes outside the room, draw a
/// [guarded](Summary::guarded) one.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile<'s> {
    summary: &'s Summary,
    earlier: Option<&'s Summary>,
    options: ProfileOptions,
}

impl<'s> Profile<'s> {
    /// The picture of a session.
    pub fn of(summary: &'s Summary) -> Self {
        Profile { summary, earlier: None, options: ProfileOptions::default() }
    }

    /// The same picture, with an earlier session of the same unit under it.
    ///
    /// # Errors
    ///
    /// The summaries are of two templates, versions, scopes or units, or the earlier is not earlier.
    pub fn with_earlier(mut self, earlier: &'s Summary) -> Result<Self, NotComparable> {
        self.summary.comparable_with(earlier)?;
        self.earlier = Some(earlier);
        Ok(self)
    }

    /// The same picture, drawn otherwise.
    #[must_use]
    pub fn with_options(mut self, options: ProfileOptions) -> Self {
        self.options = options;
        self
    }

    /// What it says, in words: the text alternative of the picture.
    pub fn description(&self) -> String {
        let mut text = self.summary.to_string();
        if let Some(earlier) = self.earlier {
            text.push_str("Before:\n");
            text.push_str(&earlier.to_string());
        }
        text.trim_end().to_owned()
    }

    /// The picture as shapes and text.
    pub fn scene(&self) -> Scene {
        plot::draw(self, self.options.checked())
    }

    /// The picture as SVG, well-formed and the same on every run.
    #[cfg(feature = "svg")]
    pub fn to_svg(&self) -> String {
        crate::render::svg::Svg::new(&self.scene()).to_string()
    }
}
