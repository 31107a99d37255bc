//! Every way of getting in touch is asked about again: when that was asked for, and what plans said since (T8).

use jiff::Timestamp;

use super::plan::{Channel, ContactPlan};
use crate::case::Numbered;
use crate::when::london;

/// Every ask to confirm the ways again, and every plan since the first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct AskedAgain {
    asks: Vec<Numbered<()>>,
    plans: Vec<Numbered<ContactPlan>>,
}

impl AskedAgain {
    /// Somebody asked, by this entry.
    pub(crate) fn ask(&mut self, entry: Numbered<()>) {
        self.asks.push(entry);
    }

    /// A plan was made. One from before any ask answers none.
    pub(crate) fn plan(&mut self, plan: &Numbered<ContactPlan>) {
        if !self.asks.is_empty() {
            self.plans.push(plan.clone());
        }
    }

    /// Whether a way had to be confirmed again at a moment: the newest ask of then stands until a plan that was made after
    /// it, and was there at that moment, has a word for the way of the day of the ask or later. What was asked or planned
    /// since says nothing of that moment.
    pub(crate) fn is_open(&self, channel: &Channel, at: Timestamp) -> bool {
        let Some(asked) = self.asks.iter().rev().find(|ask| ask.recorded_at <= at) else { return false };
        let day = asked.recorded_at.to_zoned(london()).date();
        let stood = self.plans.iter().rev().find(|plan| plan.recorded_at <= at);
        let stood = stood.filter(|plan| plan.sequence > asked.sequence);
        let word = stood.and_then(|plan| plan.is.channel(channel.channel)?.confirmed.as_ref());
        word.is_none_or(|confirmed| confirmed.on < day)
    }
}
