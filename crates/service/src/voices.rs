//! What survivors say of how they were treated: counted for everybody together, apart from their cases, and nobody
//! told by it (COU-14, R-21, domain.md 13C).

use std::collections::{BTreeMap, BTreeSet};

use access::action::{KeepChoices, SeeOthersWork, TakeReport};
use access::{Actor, check_office};
use domain::case::{CaseEvent, CaseState, Corrected};
use domain::text::{ShortText, Words};
use domain::voice::{FeedbackAnswer, FeedbackGiven, FeedbackQuestion, FeedbackTime};
use domain::when::london;
use domain::{Answer, CaseId};
use jiff::ToSpan;
use jiff::civil::Date;
use seal::Mark;
use store::{SecurityEvent, SecurityKind, VoiceRow};

use crate::index::folded;
use crate::{Problem, Service};

/// Fewer than this are not told apart.
const FEW: usize = 5;
/// How many months are counted.
const MONTHS: i32 = 12;
/// What the door for early help is called where nobody has said.
const EARLY_HELP: &str = "early help";
/// Under which word its name is kept.
const EARLY_HELP_CODE: &str = "early-help";

/// The answers of somebody who gives no name.
#[derive(Debug, Clone)]
pub struct NewVoice {
    /// When in their case.
    pub time: FeedbackTime,
    /// Their answers.
    pub answers: BTreeMap<FeedbackQuestion, FeedbackAnswer>,
    /// What should change.
    pub change: Option<Words>,
    /// Whether their words may be quoted.
    pub may_quote: Answer,
}

/// What everybody said within the last twelve months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoicePage {
    /// From which month.
    pub from: Date,
    /// How many answered, rounded down to five; nothing where they are fewer.
    pub people: Option<usize>,
    /// Each question.
    pub questions: Vec<VoiceQuestion>,
    /// What should change, in words that may be quoted; nothing while too few answered.
    pub words: Vec<String>,
}

/// What they answered to one question. Nothing stands for fewer than five.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VoiceQuestion {
    /// Which.
    pub question: FeedbackQuestion,
    /// How many said yes, rounded down to five as every number here is: a sum tells nothing of the few.
    pub yes: Option<usize>,
    /// How many said partly.
    pub partly: Option<usize>,
    /// How many said no.
    pub no: Option<usize>,
}

/// What is kept apart with a recording, and what is no longer.
#[derive(Debug, Default)]
pub(crate) struct NewVoices {
    pub(crate) said: Vec<VoiceRow>,
    pub(crate) gone: Vec<Mark>,
}

impl NewVoices {
    pub(crate) const fn is_empty(&self) -> bool {
        self.said.is_empty() && self.gone.is_empty()
    }
}

/// What of feedback was in force before a recording that touches it.
pub(crate) struct SaidBefore(BTreeSet<u64>);

impl Service {
    /// What was in force before these events; nothing where they cannot change it.
    #[expect(clippy::unused_self, reason = "it stands beside what it is for")]
    pub(crate) fn said_before(&self, state: &CaseState, events: &[CaseEvent]) -> Option<SaidBefore> {
        let touches = |event: &CaseEvent| match event {
            CaseEvent::FeedbackGiven(_) => true,
            CaseEvent::Corrected(Corrected { sequence, .. }) => places(state).contains(sequence),
            _ => false,
        };
        events.iter().any(touches).then(|| SaidBefore(places(state)))
    }

    /// The rows that a recording changes.
    pub(crate) async fn said_anew(
        &self,
        actor: &Actor,
        case: CaseId,
        SaidBefore(before): SaidBefore,
        after: &CaseState,
    ) -> Result<NewVoices, Problem> {
        let names = self.words_of_names(actor, Some(after)).await?;
        let mark = |sequence: u64| self.store.voice_mark(actor.organisation, case, sequence);
        let now = places(after);
        Ok(NewVoices {
            said: said(after, &names, mark),
            gone: before.difference(&now).map(|sequence| mark(*sequence)).collect(),
        })
    }

    /// The words of the names of everybody in a case and of every colleague.
    async fn words_of_names(
        &self,
        actor: &Actor,
        state: Option<&CaseState>,
    ) -> Result<BTreeSet<String>, Problem> {
        let colleagues = self.colleagues(actor).await?;
        Ok(name_words_of(state, colleagues.values().map(String::as_str)))
    }

    /// What everybody said within the last twelve months, without who it was.
    ///
    /// # Errors
    /// Denied.
    pub async fn voice_page(&self, actor: &Actor) -> Result<VoicePage, Problem> {
        let permit = check_office::<SeeOthersWork>(actor)?;
        let today = self.clock.now().to_zoned(london()).date();
        let from = today.checked_sub((MONTHS - 1).months()).unwrap_or(Date::MIN).first_of_month();
        let rows: Vec<VoiceRow> = self
            .store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.voices(&permit, from).await.map_err(Problem::from) })
            })
            .await?;
        Ok(counted(from, rows))
    }

    /// Keeps the answers of somebody who gives no name. Nothing of it stands in any case.
    ///
    /// # Errors
    /// Denied.
    pub async fn add_voice(&self, actor: &Actor, voice: NewVoice) -> Result<(), Problem> {
        let permit = check_office::<TakeReport>(actor)?;
        let names = self.words_of_names(actor, None).await?;
        let (by, now) = (actor.clone(), self.clock.now());
        let row = VoiceRow {
            id: self.store.voice_without_name(actor.organisation),
            month: now.to_zoned(london()).date(),
            time: voice.time,
            words: quotable(voice.change.as_ref(), voice.may_quote, &names),
            answers: voice.answers,
            from_journal: false,
        };
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.note_office_look(&permit, now, "answers", None).await?;
                    tx.keep_voices(&by, &[row], &[]).await.map_err(Problem::from)
                })
            })
            .await
    }

    /// What the door for early help is called here.
    ///
    /// # Errors
    /// A fault.
    pub async fn early_help(&self, actor: &Actor) -> Result<String, Problem> {
        let organisation = actor.organisation;
        let name = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    snapshot.local_name(organisation, EARLY_HELP_CODE).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(name.unwrap_or_else(|| EARLY_HELP.to_owned()))
    }

    /// Says what the door for early help is called here.
    ///
    /// # Errors
    /// Denied.
    pub async fn call_early_help(&self, actor: &Actor, name: &ShortText) -> Result<(), Problem> {
        let permit = check_office::<KeepChoices>(actor)?;
        let (by, now, name) = (actor.clone(), self.clock.now(), name.as_str().to_owned());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.call_locally(&permit, EARLY_HELP_CODE, &name, now).await?;
                    let event = SecurityEvent::of(&by, SecurityKind::SettingsChanged);
                    let event = event.saying("What early help is called was changed");
                    tx.note_security(&event, now).await.map_err(Problem::from)
                })
            })
            .await
    }
}

/// The words of the names of everybody in a case and of these colleagues.
pub(crate) fn name_words_of<'n>(
    state: Option<&CaseState>,
    colleagues: impl Iterator<Item = &'n str>,
) -> BTreeSet<String> {
    let people = state.into_iter().flat_map(CaseState::people);
    let names = people.flat_map(|person| person.name.iter().chain(&person.also_known_as));
    let of_people: Vec<String> = names.map(domain::text::Name::as_str).flat_map(name_words).collect();
    colleagues.flat_map(name_words).chain(of_people).collect()
}

/// The rows of everything that was said in a case, with the names left out.
pub(crate) fn said(state: &CaseState, names: &BTreeSet<String>, mark: impl Fn(u64) -> Mark) -> Vec<VoiceRow> {
    let row = |given: &domain::case::Numbered<FeedbackGiven>| VoiceRow {
        id: mark(given.sequence),
        month: given.recorded_at.to_zoned(london()).date(),
        time: given.is.time,
        answers: given.is.answers.clone(),
        words: quotable(given.is.change.as_ref(), given.is.may_quote, names),
        from_journal: true,
    };
    state.support().feedback().iter().map(row).collect()
}

/// Whether words are a quotation of these, with one name or another left out. Which names were known when they were
/// said stands in no journal: who worked here may have changed since.
pub(crate) fn is_quoted(kept: Option<&str>, said: Option<&str>) -> bool {
    let (Some(kept), Some(said)) = (kept, said) else { return kept == said };
    let pieces = |text: &str| -> Vec<String> {
        text.replace(A_NAME, "\u{0}").split_inclusive(is_between).map(str::to_owned).collect()
    };
    let (kept, said) = (pieces(kept), pieces(said));
    let is_of = |(kept, said): (&String, &String)| {
        let rest = said.trim_start_matches(|letter: char| !is_between(letter));
        kept == said || *kept == format!("\u{0}{rest}")
    };
    kept.len() == said.len() && kept.iter().zip(&said).all(is_of)
}

/// What stands in the place of a name.
const A_NAME: &str = "[a name]";

fn is_between(letter: char) -> bool {
    !letter.is_alphanumeric() && letter != '\u{0}'
}

fn places(state: &CaseState) -> BTreeSet<u64> {
    state.support().feedback().iter().map(|given| given.sequence).collect()
}

fn name_words(name: &str) -> Vec<String> {
    let words = folded(name);
    words.split(|letter: char| !letter.is_alphanumeric()).filter(|w| w.len() > 1).map(str::to_owned).collect()
}

/// Words that may be quoted, with every known name left out; nothing where they may not, or where a place or a number
/// stands in them.
fn quotable(words: Option<&Words>, may_quote: Answer, names: &BTreeSet<String>) -> Option<String> {
    let words = words.filter(|_| may_quote == Answer::Yes)?;
    if words.looks_like_address().is_some() || words.looks_like_phone().is_some() {
        return None;
    }
    let mut told = String::new();
    for piece in words.as_str().split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        let word = piece.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let rest = piece.strip_prefix(word).unwrap_or_default();
        told.push_str(if names.contains(folded(word).trim()) { A_NAME } else { word });
        told.push_str(rest);
    }
    Some(told)
}

fn counted(from: Date, rows: Vec<VoiceRow>) -> VoicePage {
    let question = |question: &FeedbackQuestion| {
        let said = |answer| rows.iter().filter(|row| row.answers.get(question) == Some(&answer)).count();
        VoiceQuestion {
            question: *question,
            yes: not_few(said(FeedbackAnswer::Yes)),
            partly: not_few(said(FeedbackAnswer::Partly)),
            no: not_few(said(FeedbackAnswer::No)),
        }
    };
    let questions = FeedbackQuestion::ALL.iter().map(question).collect();
    let people = not_few(rows.len());
    let words = rows.into_iter().filter_map(|row| row.words).filter(|_| people.is_some()).collect();
    VoicePage { from, people, questions, words }
}

fn not_few(count: usize) -> Option<usize> {
    (count >= FEW).then_some(count - count % FEW)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(answer: FeedbackAnswer, words: Option<&str>) -> VoiceRow {
        let key = seal::MarkKey::generate();
        VoiceRow {
            id: key.mark([0; 16], "one"),
            month: Date::constant(2026, 3, 1),
            time: FeedbackTime::Early,
            answers: BTreeMap::from([(FeedbackQuestion::Believed, answer)]),
            words: words.map(str::to_owned),
            from_journal: true,
        }
    }

    fn said(yes: usize, no: usize) -> VoicePage {
        let rows = (0..yes).map(|_| row(FeedbackAnswer::Yes, Some("Fewer letters")));
        let rows = rows.chain((0..no).map(|_| row(FeedbackAnswer::No, None)));
        counted(Date::constant(2025, 4, 1), rows.collect())
    }

    #[test]
    fn given_fewer_than_five_then_neither_their_number_nor_their_words_are_shown() {
        let page = said(4, 0);
        assert_eq!((page.people, page.questions[0].yes), (None, None));
        assert!(page.words.is_empty());
    }

    #[test]
    fn given_five_or_more_then_they_are_counted_and_fewer_beside_them_cannot_be_worked_out() {
        let page = said(5, 4);
        assert_eq!(page.questions[0].yes, Some(5));
        assert_eq!(page.questions[0].no, None, "fewer than five");
        assert_eq!(page.people, Some(5), "nine are told as five, or four could be worked out");
        assert_eq!(page.words.len(), 5);
        assert_eq!(said(7, 6).people, Some(10));
        assert_eq!(
            said(7, 6).questions,
            said(9, 5).questions,
            "every number is rounded down to the next five"
        );
    }

    #[test]
    fn given_words_then_they_are_quoted_only_where_they_may_be_and_without_a_name() {
        let names: BTreeSet<String> = ["ana", "pereira"].map(str::to_owned).into();
        let words = |text| Words::parse(text).unwrap();
        let quoted = |text, may| quotable(Some(&words(text)), may, &names);
        let told = quoted("Listen to Ana, and to Pereira's sister.", Answer::Yes);
        assert_eq!(told.as_deref(), Some("Listen to [a name], and to [a name]'s sister."));
        assert_eq!(quoted("Fewer letters", Answer::No), None);
        assert_eq!(quoted("Fewer letters", Answer::NotKnown), None);
        assert_eq!(quoted("Not to ZZ99 3VZ", Answer::Yes), None, "a place is no quotation");
    }
}
