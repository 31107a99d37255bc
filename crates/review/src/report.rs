//! What a review says, as data: the same shape for an account in a file and for a stored case.

use std::collections::BTreeMap;

use domain::case::{CaseEvent, CaseState, tell};
use domain::{Happened, PersonId, Recorded};
use jiff::Timestamp;
use policy::PolicyPack;
use policy::calendar::Calendar;
use serde::Serialize;

use crate::pattern::{self, PatternLine};
use crate::problem::Problem;
use crate::record::{Noted, Recording, Refused, record};
use crate::scenario::Scenario;

mod chronology;
mod contact;
mod duty;
mod outline;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod time;

pub use chronology::{DetailLine, Entry};
pub use contact::ContactLine;
pub use duty::{AgainLine, DutyLine, Outcome, RaisedLine};
pub use outline::{Outline, OutlineLine, outline};
pub(crate) use time::as_plain_time;

/// A case looked back upon: what happened, what was due, what was raised, what still waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    /// What the case is called.
    pub title: String,
    /// Where the account comes from.
    pub source: Option<String>,
    /// The policy that it was judged by.
    pub policy: Policy,
    /// The moment at which the review looks back. Nothing later is read.
    pub reviewed_until: Timestamp,
    /// Everything, in the order in which it became known.
    pub chronology: Vec<Entry>,
    /// Every duty that the policy raised, the first due first.
    pub duties: Vec<DutyLine>,
    /// Everything that was raised, the first first.
    pub raised: Vec<RaisedLine>,
    /// Every incident among the others.
    pub pattern: Vec<PatternLine>,
    /// What the gate would say of contact at the moment of the review.
    pub contact: Vec<ContactLine>,
    /// What the rules would not let into the record.
    pub refused: Vec<Refused>,
    /// What waits for a later capability.
    pub not_yet: Vec<NotYet>,
    /// How many facts of the account became known only after the review.
    pub known_later: usize,
}

/// The policy that a case was judged by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Policy {
    /// Its word.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub organisation: String,
    /// The edition of the pack.
    pub version: u16,
}

/// A fact that this version cannot act upon.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NotYet {
    /// The capability that it waits for.
    pub capability: &'static str,
    /// The word of the account.
    pub word: &'static str,
    /// When it became known.
    pub known: Timestamp,
}

/// How a reader may see a stored case.
pub struct Voice<'v> {
    /// A person's name, as the reader may see it.
    pub name: &'v dyn Fn(PersonId) -> String,
    /// Who made an entry, as the reader may see it.
    pub who: &'v dyn Fn(&Recorded<CaseEvent>) -> String,
    /// Whether the reader may see who reported (R07, R14).
    pub shows_reporters: bool,
}

/// What a review is about, besides the journal.
struct Subject<'s> {
    title: &'s str,
    source: Option<&'s str>,
    noted: &'s [Noted],
}

/// Runs an account through the rules and judges it by a policy at the moment of its review.
///
/// # Errors
/// Those of [`record`].
pub fn run(scenario: &Scenario, pack: &PolicyPack, calendar: &Calendar) -> Result<Review, Problem> {
    let recording = record(scenario)?;
    let voice = Voice {
        name: &|person| label(&recording.names, person),
        who: &|entry| recording.who.get(&entry.sequence).cloned().unwrap_or_default(),
        shows_reporters: true,
    };
    let subject =
        Subject { title: &scenario.title, source: scenario.source.as_deref(), noted: &recording.noted };
    let review = assemble(&recording.history, pack, calendar, scenario.reviewed_until(), &voice, &subject);
    Ok(Review {
        not_yet: waiting(&recording),
        refused: recording.refused,
        known_later: recording.later,
        ..review
    })
}

/// Judges a stored case by a policy as of a moment. Entries recorded after it are not read.
pub fn of_history(
    title: &str,
    history: &[Recorded<CaseEvent>],
    pack: &PolicyPack,
    calendar: &Calendar,
    now: Timestamp,
    voice: &Voice<'_>,
) -> Review {
    let subject = Subject { title, source: None, noted: &[] };
    assemble(until(history, now), pack, calendar, now, voice, &subject)
}

/// What was recorded by then.
fn until(history: &[Recorded<CaseEvent>], now: Timestamp) -> &[Recorded<CaseEvent>] {
    let known = history.iter().position(|entry| entry.recorded_at > now).unwrap_or(history.len());
    history.get(..known).unwrap_or(history)
}

impl Policy {
    fn of(pack: &PolicyPack) -> Self {
        Self {
            id: pack.id.clone(),
            title: pack.title.clone(),
            organisation: pack.organisation.clone(),
            version: pack.version,
        }
    }

    fn told(&self) -> String {
        format!("Judged by: {} ({}, {}, edition {})", self.title, self.organisation, self.id, self.version)
    }
}

fn assemble(
    history: &[Recorded<CaseEvent>],
    pack: &PolicyPack,
    calendar: &Calendar,
    now: Timestamp,
    voice: &Voice<'_>,
    subject: &Subject<'_>,
) -> Review {
    let duties = policy::duties(pack, history, calendar, now);
    let effective = domain::case::effective(history);
    Review {
        title: subject.title.to_owned(),
        source: subject.source.map(str::to_owned),
        policy: Policy::of(pack),
        reviewed_until: now,
        chronology: chronology::entries(history, subject.noted, voice),
        raised: duty::raised(pack, &duties),
        duties: DutyLine::all(&duties, (pack, history, calendar), now),
        pattern: pattern::lines(&effective, pack.pattern, calendar),
        contact: contact::lines(&CaseState::from_history(history), now),
        refused: Vec::new(),
        not_yet: Vec::new(),
        known_later: 0,
    }
}

fn waiting(recording: &Recording) -> Vec<NotYet> {
    let line = |(capability, word, known): &(&'static str, &'static str, Timestamp)| NotYet {
        capability,
        word,
        known: *known,
    };
    recording.waiting.iter().map(line).collect()
}

fn label(names: &BTreeMap<PersonId, String>, person: PersonId) -> String {
    names.get(&person).cloned().unwrap_or_else(|| "somebody".to_owned())
}

/// What an entry of the journal says of its own time and content, in the words of the chronology.
fn told(event: &CaseEvent, voice: &Voice<'_>) -> (&'static str, Option<Happened>, Vec<DetailLine>) {
    let telling = tell(event, voice.name);
    let details = chronology::details(telling.details, voice.shows_reporters);
    (telling.headline, telling.happened, details)
}
