//! Putting an earlier entry right. What stood there stays, marked.

use std::collections::BTreeSet;

use access::Actor;
use access::action::CorrectRecord;
use domain::case::{CaseCommand, CaseEvent, Corrected, Refusal, effective};
use domain::text::Words;
use domain::{CaseId, Moment};

use crate::recording::Entry;
use crate::{Problem, Service};

/// What is to stand in the place of an entry that was wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instead {
    /// Nothing: the entry should never have been made.
    Nothing,
    /// The same entry with these words.
    Words(Words),
}

impl Service {
    /// Corrects an entry. Everything but the words stays as it was, also what the asker may not see of
    /// it. `seen` is the last entry that their page showed.
    ///
    /// # Errors
    /// Denied, refused by the rules, or in conflict with a later entry. Then nothing was recorded.
    pub async fn correct(
        &self,
        actor: &Actor,
        case: CaseId,
        seen: u64,
        (sequence, why, instead): (u64, Words, Instead),
        moment: &Moment,
    ) -> Result<(), Problem> {
        let instead = match instead {
            Instead::Nothing => None,
            Instead::Words(words) => {
                let history =
                    self.load_for::<CorrectRecord>(actor, case, BTreeSet::new(), false).await?.before.history;
                let entry = effective(&history).iter().find(|entry| entry.sequence == sequence).cloned();
                let event = entry.and_then(|entry| with_words(entry.event, words));
                Some(Box::new(event.ok_or(Refusal::NothingToCorrect)?))
            }
        };
        let command = CaseCommand::Correct(Corrected { sequence, why, instead });
        self.record(actor, case, Some(seen), Entry::from(command), moment).await
    }
}

/// The entry with other words, where it is little more than somebody's words.
fn with_words(event: CaseEvent, words: Words) -> Option<CaseEvent> {
    match event {
        CaseEvent::WishesRecorded(mut wishes) => {
            wishes.words = words;
            Some(wishes.into())
        }
        CaseEvent::IncidentRecorded(mut incident) => {
            incident.words = Some(words);
            Some(incident.into())
        }
        CaseEvent::ReportTaken(mut report) => {
            report.words = Some(words);
            Some(report.into())
        }
        _ => None,
    }
}
