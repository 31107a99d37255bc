//! Putting an earlier entry right. What stood there stays, marked.

use std::collections::BTreeSet;

use access::Actor;
use access::action::CorrectRecord;
use domain::case::{CaseCommand, CaseEvent, Corrected, Refusal, effective};
use domain::child::Classified;
use domain::incident::{AbuseForms, AbuseKind};
use domain::text::Words;
use domain::{Answer, CaseId, Happened, Moment};

use crate::recording::Entry;
use crate::{Problem, Service};

/// What is to stand in the place of an entry that was wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instead {
    /// Nothing: the entry should never have been made.
    Nothing,
    /// The same entry with these words.
    Words(Words),
    /// The same report or incident, with what is put right of it.
    Put(Box<Put>),
}

/// What is put right of a report or an incident. Everything else of it stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// Its words.
    pub words: Option<Words>,
    /// When it happened.
    pub happened: Happened,
    /// What kind of abuse it was; of an incident only.
    pub kinds: BTreeSet<AbuseKind>,
    /// How it was done; of an incident only.
    pub forms: AbuseForms,
    /// Whether children were there; of an incident only.
    pub children_present: Answer,
}

impl Put {
    /// When it happened. A stretch of days, which no form asks for, stays where nobody gave another day.
    fn when(&self, before: Happened) -> Happened {
        let kept = matches!(before, Happened::Between(..)) && self.happened == Happened::NotKnown;
        if kept { before } else { self.happened.clone() }
    }
}

impl Service {
    /// Corrects an entry. Everything but what is put right stays as it was, also what the asker may
    /// not see of it. `seen` is the last entry that their page showed.
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
            instead => {
                let history =
                    self.load_for::<CorrectRecord>(actor, case, BTreeSet::new(), false).await?.before.history;
                let entry = effective(&history).iter().find(|entry| entry.sequence == sequence).cloned();
                let event = entry.and_then(|entry| put_right(entry.event, instead));
                Some(Box::new(event.ok_or(Refusal::NothingToCorrect)?))
            }
        };
        let command = CaseCommand::Correct(Corrected { sequence, why, instead });
        self.record(actor, case, Some(seen), Entry::from(command), moment).await
    }
}

/// The entry with what is put right of it, where it is one of which that can be.
fn put_right(event: CaseEvent, instead: Instead) -> Option<CaseEvent> {
    match (event, instead) {
        (CaseEvent::WishesRecorded(mut wishes), Instead::Words(words)) => {
            wishes.words = words;
            Some(wishes.into())
        }
        (CaseEvent::IncidentRecorded(mut incident), Instead::Words(words)) => {
            incident.words = Some(words);
            Some(incident.into())
        }
        (CaseEvent::ReportTaken(mut report), Instead::Words(words)) => {
            report.words = Some(words);
            Some(report.into())
        }
        (CaseEvent::IncidentRecorded(mut incident), Instead::Put(put)) => {
            incident.happened = put.when(incident.happened);
            let Put { words, kinds, forms, children_present, .. } = *put;
            // Who chooses other kinds classifies anew, by the policy of that day.
            if (&kinds, &forms) != (&incident.kinds, &incident.forms) {
                incident.classified = Classified::default();
            }
            (incident.words, incident.kinds, incident.forms) = (words, kinds, forms);
            incident.children_present = children_present;
            Some(incident.into())
        }
        (CaseEvent::ReportTaken(mut report), Instead::Put(put)) => {
            report.happened = put.when(report.happened);
            report.words = put.words;
            Some(report.into())
        }
        _ => None,
    }
}
