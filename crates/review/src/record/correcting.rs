//! An entry that was wrong: taken back, or another put in its place. What stood before stays in the journal, marked.

use domain::case::{CaseCommand, CaseEvent, Corrected, decide};
use domain::incident::Incident;
use domain::report::ReportTaken;
use domain::text::Words;

use super::commands;
use super::contact::fixed_words;
use super::here::Here;
use super::steps::Part;
use super::{Recorder, Refused};
use crate::problem::Problem;
use crate::scenario::words::Records;

const NO_REASON: &str = "The account does not say why";
const NOTHING_THERE: &str = "nothing of what is corrected stands in the record: what is only noted, or was not let \
                             in, cannot be corrected";

impl<'s> Recorder<'s> {
    /// Corrects what the fact with this key put on the record, entry by entry, by the rules for a correction.
    pub(super) fn correct(
        &mut self,
        part: &Part<'s>,
        number: u64,
        who: &str,
        wrong: &str,
    ) -> Result<(), Problem> {
        let here = Here::new(self.scenario, &self.state, part.known, number);
        let moment = here.moment();
        let (word, line) = (part.fact.what.word, part.fact.line);
        let refuse = |why: String| Refused { at: moment.now, who: who.to_owned(), word, why };
        let wrong = self.entries.get(wrong).cloned().unwrap_or_default();
        let taken_back = part.fact.what.records == Records::Corrected;
        let why = match part.fact.words.clone().filter(|_| taken_back) {
            Some(words) => words,
            None => fixed_words(part, &here, NO_REASON)?,
        };
        let mut instead = Vec::new();
        for command in if taken_back { Vec::new() } else { commands::of(part, &here)? } {
            match decide(&self.state, of_no_report(command), &moment) {
                Ok(events) => instead.extend(events),
                Err(refusal) => {
                    self.out.refused.push(refuse(refusal.to_string()));
                    return Ok(());
                }
            }
        }
        let corrections = self.corrections(&wrong, instead, taken_back, &why);
        if corrections.is_empty() {
            self.out.refused.push(refuse(NOTHING_THERE.to_owned()));
        }
        if let Some(key) = &part.fact.key {
            self.entries.insert(key, wrong);
        }
        self.take(corrections, &moment, who, word, line)
    }

    /// A correction of each entry that the wrong fact made; who the people are stays, and the entry with which the case
    /// was opened is never taken back.
    fn corrections(
        &self,
        wrong: &[u64],
        mut instead: Vec<CaseEvent>,
        taken_back: bool,
        why: &Words,
    ) -> Vec<CaseCommand> {
        let entries = self.out.history.iter().filter(|entry| wrong.contains(&entry.sequence));
        let about = entries.filter(|entry| {
            let people = matches!(
                entry.event,
                CaseEvent::PersonRecorded(_) | CaseEvent::ConnectionRecorded(_) | CaseEvent::SecretHeld(_)
            );
            !(people || taken_back && entry.sequence == 1)
        });
        let of_one = |entry: &domain::Recorded<CaseEvent>| {
            let place = instead.iter().position(|event| event.kind() == entry.event.kind());
            let put =
                place.map(|place| Box::new(same_thing(instead.remove(place), &entry.event, entry.sequence)));
            let stands = taken_back || put.is_some();
            let (sequence, why) = (entry.sequence, why.clone());
            stands.then_some(CaseCommand::Correct(Corrected { sequence, why, instead: put }))
        };
        about.filter_map(of_one).collect()
    }
}

/// The report that came with it is corrected too, and stands where it stood.
fn of_no_report(command: CaseCommand) -> CaseCommand {
    match command {
        CaseCommand::RecordIncident(incident) => {
            CaseCommand::RecordIncident(Incident { report: None, ..incident })
        }
        other => other,
    }
}

/// What is put in the place of an entry is about the same thing; of the first entry only the words and the time are put
/// right, as in a live case.
fn same_thing(put: CaseEvent, was: &CaseEvent, sequence: u64) -> CaseEvent {
    match (put, was) {
        (CaseEvent::ReportTaken(put), CaseEvent::ReportTaken(was)) if sequence == 1 => {
            CaseEvent::ReportTaken(ReportTaken { words: put.words, happened: put.happened, ..was.clone() })
        }
        (CaseEvent::ReportTaken(put), CaseEvent::ReportTaken(was)) => {
            CaseEvent::ReportTaken(ReportTaken { report: was.report, ..put })
        }
        (CaseEvent::IncidentRecorded(mut put), CaseEvent::IncidentRecorded(was)) => {
            (put.incident, put.report) = (was.incident, was.report);
            CaseEvent::IncidentRecorded(put)
        }
        (CaseEvent::ContactAttempted(mut put), CaseEvent::ContactAttempted(was)) => {
            put.attempt = was.attempt;
            CaseEvent::ContactAttempted(put)
        }
        (put, _) => put,
    }
}
