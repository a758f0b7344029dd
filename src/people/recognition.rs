//! What people were offered for their time, and whether they heard what came of it.

use std::fmt;

use crate::base::{Date, Label, Statement};

/// What people who took part were offered for it.
///
/// There is no field for an amount: what one person was paid is nobody else's business, and the
/// question is whether payment was offered and how long it took. Slow, complicated payment keeps
/// people out (University College London partnership page on payment; NHS England, *Working with
/// our patient and public voice partners: reimbursing expenses and paying involvement payments*).
///
/// ```
/// use improvement::people::{Offer, Recognition};
/// let recognition = Recognition::new(Offer::Accepted, Offer::Accepted).paid_after(21)?;
/// assert_eq!(recognition.days_to_payment(), Some(21));
/// assert_eq!(
///     Recognition::new(Offer::NotMade, Offer::Declined).paid_after(21).unwrap_err().to_string(),
///     "days to payment need an accepted offer, found expenses not made and payment declined",
/// );
/// # Ok::<(), improvement::people::RecognitionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RecognitionForm", into = "RecognitionForm")]
pub struct Recognition {
    expenses: Offer,
    payment: Offer,
    days_to_payment: Option<u32>,
    in_kind: Vec<Label>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename = "Recognition")]
struct RecognitionForm {
    /// Whether expenses were offered.
    expenses: Offer,
    /// Whether a payment was offered.
    payment: Offer,
    /// Days from taking part to the day on which the money had arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    days_to_payment: Option<u32>,
    /// What else was offered: training, a certificate, a meal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    in_kind: Vec<Label>,
}

/// What became of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Offer {
    /// It was not made.
    NotMade,
    /// It was made, and nothing more is on record.
    Made,
    /// It was made, and declined: to accept is optional.
    Declined,
    /// It was made and accepted.
    Accepted,
}

impl Offer {
    /// Whether it was made, whatever became of it.
    pub const fn was_made(self) -> bool {
        !matches!(self, Offer::NotMade)
    }
}

impl fmt::Display for Offer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Offer::NotMade => "not made",
            Offer::Made => "made",
            Offer::Declined => "declined",
            Offer::Accepted => "accepted",
        })
    }
}

/// Days to a payment that nobody accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("days to payment need an accepted offer, found expenses {expenses} and payment {payment}")]
pub struct RecognitionError {
    /// What became of the offer of expenses.
    pub expenses: Offer,
    /// What became of the offer of a payment.
    pub payment: Offer,
}

impl Recognition {
    /// What became of the offers of expenses and of a payment.
    pub const fn new(expenses: Offer, payment: Offer) -> Self {
        Recognition { expenses, payment, days_to_payment: None, in_kind: Vec::new() }
    }

    /// The same, with the days from taking part to the day on which the money had arrived.
    ///
    /// # Errors
    ///
    /// Neither expenses nor a payment were accepted.
    pub fn paid_after(mut self, days: u32) -> Result<Self, RecognitionError> {
        if self.expenses != Offer::Accepted && self.payment != Offer::Accepted {
            return Err(RecognitionError { expenses: self.expenses, payment: self.payment });
        }
        self.days_to_payment = Some(days);
        Ok(self)
    }

    /// The same, with what else was offered: training, a certificate, a meal.
    #[must_use]
    pub fn in_kind(mut self, what: impl IntoIterator<Item = Label>) -> Self {
        self.in_kind = what.into_iter().collect();
        self
    }

    /// What became of the offer of expenses.
    pub const fn expenses(&self) -> Offer {
        self.expenses
    }

    /// What became of the offer of a payment.
    pub const fn payment(&self) -> Offer {
        self.payment
    }

    /// Whether expenses or a payment were offered, whatever became of the offer.
    pub const fn offers_something(&self) -> bool {
        self.expenses.was_made() || self.payment.was_made()
    }

    /// Days from taking part to the day on which the money had arrived; `None` if nothing is on
    /// record.
    pub const fn days_to_payment(&self) -> Option<u32> {
        self.days_to_payment
    }

    /// What else was offered.
    pub fn other(&self) -> &[Label] {
        &self.in_kind
    }
}

impl TryFrom<RecognitionForm> for Recognition {
    type Error = RecognitionError;
    fn try_from(form: RecognitionForm) -> Result<Self, RecognitionError> {
        let recognition = Recognition::new(form.expenses, form.payment).in_kind(form.in_kind);
        match form.days_to_payment {
            Some(days) => recognition.paid_after(days),
            None => Ok(recognition),
        }
    }
}

impl From<Recognition> for RecognitionForm {
    fn from(recognition: Recognition) -> Self {
        RecognitionForm {
            expenses: recognition.expenses,
            payment: recognition.payment,
            days_to_payment: recognition.days_to_payment,
            in_kind: recognition.in_kind,
        }
    }
}

/// That people who took part were told what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Told {
    /// When.
    pub on: Option<Date>,
    /// How: a letter, a meeting, a board on the ward.
    pub by: Option<Label>,
    /// What they were told.
    pub what: Option<Statement>,
}

impl Told {
    /// Told on a day.
    pub fn on(day: Date) -> Self {
        Told { on: Some(day), ..Told::default() }
    }
}
