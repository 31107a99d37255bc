//! From the facts of an account to the journal that a landlord would have kept.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::{CaseCommand, CaseEvent, CaseState, Refusal, decide};
use domain::{Happened, Moment, PersonId, Recorded};
use jiff::Timestamp;
use serde::Serialize;

use crate::problem::Problem;
use crate::scenario::{Person, Scenario, Teller};

mod commands;
mod compromised;
mod contact;
mod correcting;
mod days;
mod here;
mod life;
mod records;
mod road;
mod steps;
mod told;

use here::Here;
use steps::{Part, Step};

/// An account, recorded up to the moment of its review.
#[derive(Debug, Clone, Default)]
pub struct Recording {
    /// The journal, each fact at the moment at which the landlord was told.
    pub history: Vec<Recorded<CaseEvent>>,
    /// Who told or acted, for each entry by its place in the journal.
    pub who: BTreeMap<u64, String>,
    /// Facts that stand in the chronology only.
    pub noted: Vec<Noted>,
    /// What the rules would not let into the journal.
    pub refused: Vec<Refused>,
    /// What the people are called.
    pub names: BTreeMap<PersonId, String>,
    /// Facts that wait for a later capability: its name, the word, when it became known.
    pub waiting: BTreeSet<(&'static str, &'static str, Timestamp)>,
    /// How many facts became known only after the review.
    pub later: usize,
}

/// A fact that stands in the chronology only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// When the landlord was told.
    pub known: Timestamp,
    /// When it happened.
    pub happened: Happened,
    /// Who told or acted.
    pub who: String,
    /// The word of the account.
    pub word: &'static str,
    /// What the word means.
    pub meaning: &'static str,
    /// What was said.
    pub words: Option<String>,
    /// After which entry of the journal it stands.
    pub after: u64,
}

/// What the rules would not let into the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// When it was asked.
    pub at: Timestamp,
    /// Who asked.
    pub who: String,
    /// The word of the account.
    pub word: &'static str,
    /// Why not.
    pub why: String,
}

/// Records an account through [`domain::case::decide`], in the order in which the facts became known.
///
/// # Errors
/// A fact that cannot stand where it stands, such as one before any report; it names the line.
pub fn record(scenario: &Scenario) -> Result<Recording, Problem> {
    let mut recorder = Recorder {
        scenario,
        state: CaseState::default(),
        out: Recording::default(),
        present: BTreeSet::new(),
        entries: BTreeMap::new(),
    };
    recorder.out.names =
        scenario.people.iter().map(|person| (scenario.id_of(&person.key), person.label())).collect();
    let (steps, later) = steps::steps(scenario);
    recorder.out.later = later;
    for (number, step) in (1_u64..).zip(&steps) {
        match step {
            Step::Person(person, known) => recorder.introduce(person, *known, number)?,
            Step::Fact(part) => recorder.fact(part, number)?,
        }
    }
    Ok(recorder.out)
}

struct Recorder<'s> {
    scenario: &'s Scenario,
    state: CaseState,
    out: Recording,
    present: BTreeSet<&'s str>,
    /// The entries that a fact with a key made, for those who correct it.
    entries: BTreeMap<&'s str, Vec<u64>>,
}

impl<'s> Recorder<'s> {
    /// Somebody whom the landlord learned of after the first report. Until then they come with it.
    fn introduce(&mut self, person: &'s Person, known: Timestamp, number: u64) -> Result<(), Problem> {
        if self.state.reports().is_empty() || !self.present.insert(&person.key) {
            return Ok(());
        }
        let here = Here::new(self.scenario, &self.state, known, number);
        let mut commands = vec![CaseCommand::RecordPerson(here.person(person))];
        commands.extend(here.connection(person).map(CaseCommand::RecordConnection));
        let moment = here.moment();
        self.take(commands, &moment, "landlord", "person", person.line)
    }

    fn fact(&mut self, part: &Part<'s>, number: u64) -> Result<(), Problem> {
        let fact = part.fact;
        if let Some(capability) = fact.what.waits_for {
            self.out.waiting.insert((capability, fact.what.word, part.known));
        }
        let who = self.who(fact.by.as_ref());
        if !fact.what.is_recorded() {
            self.note(part, who);
            return Ok(());
        }
        if let Some(wrong) = fact.says.of.as_ref().or(fact.instead_of.as_ref()) {
            return self.correct(part, number, &who, wrong);
        }
        let told_now = self.has_just_told(&who, part.known);
        let here = Here::new(self.scenario, &self.state, part.known, number).after_being_told(told_now);
        let mut commands = told::of_what_is_told(part, &here);
        commands.extend(commands::of(part, &here)?);
        let moment = here.moment();
        if self.state.reports().is_empty() {
            self.present.extend(self.scenario.present_at(part.known).map(|person| person.key.as_str()));
        }
        let before = self.state.sequence();
        self.take(commands, &moment, &who, fact.what.word, fact.line)?;
        if let Some(key) = &fact.key {
            self.entries.insert(key, (before..self.state.sequence()).map(|entry| entry + 1).collect());
        }
        Ok(())
    }

    /// Whether they have reported at this very moment: whatever they tell then is told in one report.
    fn has_just_told(&self, who: &str, now: Timestamp) -> bool {
        let at_once = self.out.history.iter().rev().take_while(|entry| entry.recorded_at == now);
        let mut reports = at_once.filter(|entry| matches!(entry.event, CaseEvent::ReportTaken(_)));
        reports.any(|entry| self.out.who.get(&entry.sequence).is_some_and(|teller| teller == who))
    }

    fn who(&self, by: Option<&Teller>) -> String {
        match by {
            None => "landlord".to_owned(),
            Some(Teller::Body(word, _)) => word.replace('-', " "),
            Some(Teller::Person(key, _)) => self.scenario.label(key),
        }
    }

    fn note(&mut self, part: &Part<'_>, who: String) {
        self.out.noted.push(Noted {
            known: part.known,
            happened: part.happened.clone(),
            who,
            word: part.fact.what.word,
            meaning: part.fact.what.meaning,
            words: part.fact.words.as_ref().map(|words| words.as_str().to_owned()),
            after: self.state.sequence(),
        });
    }

    /// Puts commands to the rules one after another. What they refuse in a real account is part of the
    /// account; what only a slip of its writer can cause is a problem of the file.
    fn take(
        &mut self,
        commands: Vec<CaseCommand>,
        moment: &Moment,
        who: &str,
        word: &'static str,
        line: usize,
    ) -> Result<(), Problem> {
        for command in commands {
            match decide(&self.state, command, moment) {
                Ok(events) => self.append(events, moment, who),
                Err(refusal) if !is_a_slip(&refusal) => self.out.refused.push(Refused {
                    at: moment.now,
                    who: who.to_owned(),
                    word,
                    why: refusal.to_string(),
                }),
                Err(refusal) => return Err(self.scenario.problem(line, explain(&refusal))),
            }
        }
        Ok(())
    }

    fn append(&mut self, events: Vec<CaseEvent>, moment: &Moment, who: &str) {
        for event in events {
            let sequence = self.state.sequence() + 1;
            let entry = Recorded { sequence, recorded_at: moment.now, actor: moment.actor, event };
            self.out.who.insert(sequence, who.to_owned());
            if matches!(entry.event, CaseEvent::Corrected(_)) {
                self.out.history.push(entry);
                self.state = CaseState::from_history(&self.out.history);
                continue;
            }
            self.state = std::mem::take(&mut self.state).evolve(&entry);
            self.out.history.push(entry);
        }
    }
}

/// What only a slip of the writer can cause; whatever else the rules refuse somebody really asked for.
const fn is_a_slip(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::NotOpened
            | Refusal::AlreadyOpened
            | Refusal::WrongKindOfRecord
            | Refusal::NoSuchPerson
            | Refusal::NoSuchFact
            | Refusal::NoSuchBreach
            | Refusal::NoSuchConcern
            | Refusal::NoSuchPromise
            | Refusal::TimesDoNotFit
            | Refusal::PromiseDays
            | Refusal::InTheFuture
            | Refusal::SaysBoth
            | Refusal::WordsForNoDifference
            | Refusal::OfThemself
    )
}

fn explain(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotOpened => {
            "nothing was reported yet at this point: add a \"report\", \"disclosure\" or incident \
                               that became known before it"
                .to_owned()
        }
        Refusal::WrongKindOfRecord => {
            "a person's own behaviour and a survivor's case are never one record: write a scenario for each, \
             and what an alleged perpetrator says against the survivor as a \"counter-allegation\" or a \"note\""
                .to_owned()
        }
        Refusal::NoSuchConcern => {
            "no safeguarding concern was raised before this: add the \"safeguarding-concern\" that it answers, \
             or write it as a \"note\""
                .to_owned()
        }
        Refusal::NoSuchPromise => {
            "nothing that was promised is open at this point: add the \"promise-made\" before it".to_owned()
        }
        Refusal::NoSuchDay => {
            "no release, change of bail, hearing, move or end of an order is known at this point: add it before this".to_owned()
        }
        Refusal::NoSuchBreach => {
            "no number or address has come out at this point: add the \"location-compromised\" before it"
                .to_owned()
        }
        Refusal::TimesDoNotFit => {
            "'on' must lie after the day on which this became known: mend it, or leave it out".to_owned()
        }
        Refusal::NoSuchPerson => {
            "somebody named here is not known yet at this point, or not in the role that this needs: mend \
             'names', the role, or 'known' of the fact or of the person"
                .to_owned()
        }
        other => other.to_string(),
    }
}
