//! Who has looked at a case, when, at which part and why.

use std::collections::{BTreeMap, BTreeSet};

use access::action::{SeeCase, SeeLooks};
use access::{Actor, Denied, Role, check};
use domain::case::{CaseEvent, CaseState};
use domain::people::PersonRole;
use domain::text::Words;
use domain::when::london;
use domain::{CaseId, Recorded, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{LookPage, LooksAsked, OperatorLook};

use crate::index::folded;
use crate::{Problem, Service};

/// How many looks a page shows.
const SHOWN: u32 = 200;

/// How many looks the list holds that is handed over.
const HANDED_OVER: u32 = 2_000;

/// What is told by its day alone: that the ways of getting in touch are to be confirmed again, and the pages on which somebody
/// asks for it. Two records that are joined both have such an entry of one person and one moment, by which whoever reads both
/// lists could put the two together (ADR 0031).
const BY_DAY: [&str; 2] = ["again", "confirm-again"];

/// The list that is handed over to the person whose record it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooksList {
    /// The first day of it.
    pub from: Date,
    /// The last.
    pub until: Date,
    /// The days on which somebody looked, the first first.
    pub days: Vec<LooksDay>,
    /// Whether there are more in this time than it holds.
    pub more: bool,
}

/// The looks of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooksDay {
    /// Which day, in London.
    pub day: Date,
    /// The looks, the first first.
    pub lines: Vec<LooksListLine>,
}

/// One look, as it is told to the person whose record it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooksListLine {
    /// When; the beginning of the day where it is told by its day alone.
    pub at: Timestamp,
    /// Whether it is told by its day alone.
    pub by_day: bool,
    /// The name of whoever looked; nothing where no name is known.
    pub who: Option<String>,
    /// Their work; nothing for whoever runs the machine, and for who works here no more.
    pub role: Option<Role>,
    /// Whether it was done from the command line, by whoever runs the machine.
    pub from_the_machine: bool,
    /// What they did.
    pub action: String,
    /// Which part.
    pub part: String,
    /// Why.
    pub why: ToldWhy,
}

/// What is told of a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToldWhy {
    /// None was asked for.
    NotAsked,
    /// These words.
    Words(String),
    /// One was given. It may name somebody who is protected, or a place, so it is not on paper.
    Kept,
}

/// One look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookLine {
    /// When; the beginning of the day where it is told by its day alone.
    pub at: Timestamp,
    /// Whether it is told by its day alone. It stands before the others of its day.
    pub by_day: bool,
    /// Who.
    pub who: String,
    /// What they did.
    pub action: String,
    /// Which part.
    pub part: String,
    /// Why, where they were asked.
    pub why: Option<String>,
}

impl Service {
    /// Who has looked, the newest first. Asking is a look too.
    ///
    /// # Errors
    /// Denied.
    pub async fn looks(&self, actor: &Actor, case: CaseId) -> Result<Vec<LookLine>, Problem> {
        let names = self.colleagues(actor).await?;
        let (asker, now) = (actor.clone(), self.clock.now());
        let looks: Vec<store::Look> = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let facts = tx.case_facts(&asker, case, now).await?.ok_or(Denied::NothingHere)?;
                    let permit = check::<SeeLooks>(&asker, &facts)?;
                    tx.note_look(&permit, now, "who-looked", None).await?;
                    tx.looks(&permit, LooksAsked::newest(SHOWN)).await.map_err(Problem::from)
                })
            })
            .await?;
        let line = |look: store::Look| {
            let (at, by_day) = told_at(&look);
            LookLine {
                at,
                by_day,
                who: names.get(&look.user).cloned().unwrap_or_else(|| nobody_here(look.user).to_owned()),
                action: look.action,
                part: look.part,
                why: look.why,
            }
        };
        let mut lines: Vec<LookLine> = looks.into_iter().map(line).collect();
        lines.sort_by_key(|line| std::cmp::Reverse((line.at.to_zoned(london()).date(), !line.by_day)));
        Ok(lines)
    }
}

impl Service {
    /// The looks of a while, as they are told to the person whose record it is. To make it is a look too, of its
    /// own kind. A reason is told only by somebody who may see the case, and never where it may name a person who is
    /// protected, a place or a number.
    ///
    /// # Errors
    /// Denied.
    pub async fn looks_list(
        &self,
        actor: &Actor,
        case: CaseId,
        from: Option<Date>,
        until: Option<Date>,
    ) -> Result<LooksList, Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        let today = now.to_zoned(london()).date();
        let until = until.unwrap_or(today).min(today);
        let wanted = LooksAsked {
            from: from.and_then(start_of).unwrap_or(Timestamp::MIN),
            until: until.tomorrow().ok().and_then(start_of).unwrap_or(Timestamp::MAX),
            page: LookPage::NEWEST,
            limit: HANDED_OVER,
        };
        let names = self.names(actor.organisation).await?;
        let (looks, protected): (Vec<store::Look>, Option<BTreeSet<String>>) = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let facts = tx.case_facts(&asker, case, now).await?.ok_or(Denied::NothingHere)?;
                    let permit = check::<SeeLooks>(&asker, &facts)?;
                    tx.note_look(&permit, now, "who-looked-list", None).await?;
                    let protected = match check::<SeeCase>(&asker, &facts) {
                        Ok(permit) => Some(protected(&tx.history(&permit).await?)),
                        Err(_) => None,
                    };
                    Ok::<_, Problem>((tx.looks(&permit, wanted).await?, protected))
                })
            })
            .await?;
        let more = looks.len() >= HANDED_OVER as usize;
        let first = looks.last().map_or(today, |look| look.at.to_zoned(london()).date());
        let mut days: BTreeMap<Date, Vec<LooksListLine>> = BTreeMap::new();
        for look in looks.into_iter().rev() {
            let day = look.at.to_zoned(london()).date();
            let (at, by_day) = told_at(&look);
            let line = LooksListLine {
                at,
                by_day,
                who: names.colleagues.get(&look.user).cloned(),
                role: names.roles.get(&look.user).copied(),
                from_the_machine: look.user == OperatorLook::USER,
                why: told_why(look.why, protected.as_ref()),
                action: look.action,
                part: look.part,
            };
            days.entry(day).or_default().push(line);
        }
        let in_order = |(day, mut lines): (Date, Vec<LooksListLine>)| {
            lines.sort_by_key(|line| !line.by_day);
            LooksDay { day, lines }
        };
        let days = days.into_iter().map(in_order).collect();
        Ok(LooksList { from: from.unwrap_or(first), until, days, more })
    }
}

/// When a look is told to have been, and whether by its day alone.
fn told_at(look: &store::Look) -> (Timestamp, bool) {
    let by_day = BY_DAY.contains(&look.part.as_str());
    let day = || start_of(look.at.to_zoned(london()).date());
    if by_day { (day().unwrap_or(look.at), true) } else { (look.at, false) }
}

fn start_of(day: Date) -> Option<Timestamp> {
    day.to_zoned(london()).ok().map(|start| start.timestamp())
}

/// The words of the names of everybody who was ever recorded as a reporter, and is not the survivor.
fn protected(history: &[Recorded<CaseEvent>]) -> BTreeSet<String> {
    let of_entry = |entry: &Recorded<CaseEvent>| match &entry.event {
        CaseEvent::PersonRecorded(person) if person.is(PersonRole::Reporter) => Some(person.clone()),
        _ => None,
    };
    let now = CaseState::from_history(history);
    let own: BTreeSet<String> =
        now.survivor().iter().flat_map(|person| &person.name).flat_map(|name| words(name.as_str())).collect();
    let reporters = history.iter().filter_map(of_entry);
    let names = reporters.flat_map(|person| person.name.into_iter().chain(person.also_known_as));
    names.flat_map(|name| words(name.as_str())).filter(|word| !own.contains(word)).collect()
}

/// The words of a text, folded, without what stands around them.
fn words(text: &str) -> Vec<String> {
    folded(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|w| w.len() > 1)
        .map(str::to_owned)
        .collect()
}

fn told_why(why: Option<String>, protected: Option<&BTreeSet<String>>) -> ToldWhy {
    let Some(why) = why else { return ToldWhy::NotAsked };
    let names = |protected: &BTreeSet<String>| words(&why).iter().any(|word| protected.contains(word));
    let is_safe = protected.is_some_and(|protected| !names(protected)) && !names_a_place(&why);
    if is_safe { ToldWhy::Words(why) } else { ToldWhy::Kept }
}

fn names_a_place(text: &str) -> bool {
    Words::parse(text)
        .map_or(true, |words| words.looks_like_address().is_some() || words.looks_like_phone().is_some())
}

/// What somebody is called who has no account, or none any more.
fn nobody_here(user: UserId) -> &'static str {
    if user == OperatorLook::USER { "the command line" } else { "a former colleague" }
}
