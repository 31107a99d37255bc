//! Opening a case in an emergency, and looking at it again afterwards (ADR 0021, R-18).

use std::sync::Arc;

use access::action::{BreakGlass, ReviewLooks};
use access::{Actor, Breaking, Denied, GLASS_MINUTES, breaks, check_office, may_review};
use domain::text::{CaseReference, ShortText, Words};
use domain::{CaseId, GlassId, UserId};
use jiff::{SignedDuration, Timestamp};
use policy::calendar::Term;
use store::{BrokenGlass, Conflict, NewGlass, Snapshot};
use uuid::Uuid;

use crate::{Problem, Service};

/// How many working days there are to look at it again.
const REVIEW_DAYS: u16 = 3;
/// How far back a list goes, in hours; what nobody has looked at again is always on it.
const LISTED_HOURS: i64 = 24 * 90;
/// How many a page shows.
const SHOWN: u32 = 200;
/// How many cases that match are looked at together, and how often.
const AT_ONCE: usize = 32;
const TIMES: usize = 64;

/// A case that was opened in an emergency, as whoever looks at it again sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlassLine {
    /// Which time.
    pub id: GlassId,
    /// Which case.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// Who opened it.
    pub who: String,
    /// From when.
    pub since: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// Why, as they said.
    pub why: String,
    /// How often they looked while it was open.
    pub looks: u64,
    /// By when it is to be looked at again.
    pub due: Timestamp,
    /// Whether the asker may do that.
    pub may_review: bool,
    /// Whether it was the asker who opened it.
    pub own: bool,
    /// What came of it.
    pub reviewed: Option<GlassOutcome>,
}

/// What somebody else found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlassOutcome {
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Whether it was in order.
    pub in_order: bool,
    /// What they wrote.
    pub words: Option<String>,
}

impl Service {
    /// Opens the one case that fits what was typed to somebody without a relation to it, for half an hour.
    /// `None` where nothing was opened: no case fits, several do, or the one that does does not exist for them.
    /// Which of these it was is told to nobody, and takes the same steps. A case that they see already is not
    /// opened again.
    ///
    /// # Errors
    /// Denied where their role may not open any; or a fault, and then nothing is open.
    pub async fn break_glass(
        &self,
        actor: &Actor,
        what: &ShortText,
        why: &Words,
    ) -> Result<Option<CaseId>, Problem> {
        check_office::<BreakGlass>(actor)?;
        let moment = self.clock.moment(actor.user);
        let now = moment.now;
        let target = self.only_one(actor, what.as_str(), now).await?;
        let id = GlassId::from_uuid(moment.ids.nth(0));
        let terms = self.terms(actor.organisation, what.as_str());
        let (asker, why) = (actor.clone(), why.as_str().to_owned());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let office = check_office::<BreakGlass>(&asker)?;
                    // A case that there is not takes the same steps as one that there is.
                    let case = target.unwrap_or(NO_CASE);
                    let facts = tx.case_facts(&asker, case, now).await?;
                    match facts.map(|facts| breaks(&asker, &facts)) {
                        Some(Ok(None)) => Ok(Some(case)),
                        Some(Ok(Some(breaking))) => {
                            let until = now.saturating_add(SignedDuration::from_mins(GLASS_MINUTES));
                            let until = until.map_err(|_| Problem::Fault)?;
                            tx.break_glass(&breaking, &NewGlass { id, since: now, until, why }).await?;
                            Ok(Some(case))
                        }
                        Some(Err(_)) | None => {
                            tx.note_nothing_urgent(&office, now, &why, &terms).await?;
                            Ok(None)
                        }
                    }
                })
            })
            .await
    }

    /// The only case that fits and could be opened. What could not be is as if it were not there: it makes no
    /// other case one of several.
    async fn only_one(&self, actor: &Actor, typed: &str, now: Timestamp) -> Result<Option<CaseId>, Problem> {
        self.caught_up().await?;
        let (asker, typed, index) = (actor.clone(), typed.to_owned(), Arc::clone(&self.index));
        let walls = self.walls.around(actor.user);
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let (mut fits, mut last) = (Vec::new(), None);
                    for _ in 0..TIMES {
                        let mut candidates =
                            index.matching(asker.organisation, &typed, &walls, last, AT_ONCE - 1);
                        last = candidates.last().copied();
                        let more = candidates.len() == AT_ONCE - 1;
                        candidates.push(NO_CASE);
                        fits.extend(openable(snapshot, &asker, &candidates, now).await?);
                        if !more || fits.len() > 1 {
                            break;
                        }
                    }
                    Ok(match fits.as_slice() {
                        [one] => Some(*one),
                        _ => None,
                    })
                })
            })
            .await
    }

    /// What was opened in an emergency, the newest first. That one asked is recorded.
    ///
    /// # Errors
    /// Denied.
    pub async fn broken_glass(&self, actor: &Actor) -> Result<Vec<GlassLine>, Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        let since =
            now.saturating_sub(SignedDuration::from_hours(LISTED_HOURS)).map_err(|_| Problem::Fault)?;
        let glass: Vec<BrokenGlass> = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let permit = check_office::<ReviewLooks>(&asker)?;
                    tx.note_office_look(&permit, now, "opened-in-an-emergency", None).await?;
                    tx.broken_glass(&permit, since, SHOWN).await.map_err(Problem::from)
                })
            })
            .await?;
        let (names, rules) = (self.colleagues(actor).await?, self.rules(actor.organisation).await?);
        let name =
            |user: UserId| names.get(&user).cloned().unwrap_or_else(|| "a former colleague".to_owned());
        let line = |glass: BrokenGlass| GlassLine {
            id: glass.id,
            case: glass.case,
            reference: glass.reference,
            who: name(glass.user),
            since: glass.since,
            until: glass.until,
            why: glass.why,
            looks: glass.looks,
            due: rules.calendar.after(glass.since, Term::WorkingDays(REVIEW_DAYS)),
            may_review: glass.reviewed.is_none() && may_review(actor, glass.user, glass.officer),
            own: glass.user == actor.user,
            reviewed: glass.reviewed.map(|found| GlassOutcome {
                by: name(found.by),
                at: found.at,
                in_order: found.in_order,
                words: found.words,
            }),
        };
        Ok(glass.into_iter().map(line).collect())
    }

    /// Writes what came of looking at an opening again: by somebody else, and once.
    ///
    /// # Errors
    /// Denied, also where it was their own; a conflict where somebody wrote it before.
    pub async fn review_glass(
        &self,
        actor: &Actor,
        id: GlassId,
        in_order: bool,
        words: Option<&Words>,
    ) -> Result<(), Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        let words = words.map(|words| words.as_str().to_owned());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let permit = check_office::<ReviewLooks>(&asker)?;
                    let glass = tx.one_broken_glass(&permit, id).await?.ok_or(Denied::NothingHere)?;
                    if !may_review(&asker, glass.user, glass.officer) {
                        return Err(Denied::NothingHere.into());
                    }
                    let outcome = (in_order, words.as_deref());
                    if !tx.review_glass(&permit, id, outcome, now).await? {
                        return Err(Conflict.into());
                    }
                    tx.note_office_look(&permit, now, "reviewed", None).await.map_err(Problem::from)
                })
            })
            .await
    }
}

/// An id that no case has.
const NO_CASE: CaseId = CaseId::from_uuid(Uuid::nil());

/// Of these cases those that the asker sees, or could open in an emergency.
async fn openable(
    snapshot: &mut Snapshot,
    asker: &Actor,
    cases: &[CaseId],
    now: Timestamp,
) -> Result<Vec<CaseId>, Problem> {
    let known = snapshot.facts_of_cases(asker, cases, now).await?;
    let opens = |breaking: Result<Option<Breaking>, Denied>| breaking.is_ok();
    Ok(known
        .iter()
        .filter(|known| opens(breaks(asker, &known.facts)))
        .map(|known| known.facts.case)
        .collect())
}
