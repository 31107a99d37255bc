//! Letting somebody in to parts of a case by name, until a day, and what they then see.

use std::collections::{BTreeMap, BTreeSet};

use access::action::{GrantAccess, SeeCase, SeeInstruction, SeeShared};
use access::{
    Actor, CaseFacts, Denied, Field, LONGEST_GRANT_DAYS, Permit, Role, VisitInstruction, check, check_office,
};
use domain::case::CaseEvent;
use domain::text::{CaseReference, ShortText};
use domain::{CaseId, GrantId, Recorded, UserId};
use jiff::{SignedDuration, Timestamp};
use store::{GrantMade, NewGrant, Snapshot, Tx};

use crate::names::Assignable;
use crate::{Header, Problem, Service};

/// How many cases the list of what was shared shows.
const SHOWN: u32 = 100;

/// Somebody who was let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantLine {
    /// The grant.
    pub id: GrantId,
    /// Who was let in.
    pub who: String,
    /// To which parts.
    pub parts: BTreeSet<Field>,
    /// Who let them in.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// When somebody ended it.
    pub ended_at: Option<Timestamp>,
    /// What for.
    pub why: String,
}

/// Who may be let in to a case, and who was.
#[derive(Debug, Clone, Default)]
pub struct Sharing {
    /// Everybody who may be let in.
    pub people: BTreeMap<UserId, Assignable>,
    /// Everybody who was, the newest first.
    pub grants: Vec<GrantLine>,
}

/// Letting somebody in.
#[derive(Debug, Clone)]
pub struct LetIn {
    /// Whom.
    pub user: UserId,
    /// To which parts.
    pub parts: BTreeSet<Field>,
    /// For how many days.
    pub days: u8,
    /// What for.
    pub why: ShortText,
}

/// A case to parts of which somebody was let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedLine {
    /// Which.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// What the person at the centre is called, where people may be seen.
    pub called: Option<String>,
    /// Until when.
    pub until: Timestamp,
    /// Whether only the instruction for a visit may be seen.
    pub is_instruction: bool,
}

/// The instruction for a visit, with the reference to ask about it.
#[derive(Debug, Clone)]
pub struct HomeVisit {
    /// The reference.
    pub reference: CaseReference,
    /// How to go about it.
    pub instruction: VisitInstruction,
    /// The name of who arranges it.
    pub arranged_by: Option<String>,
}

impl Service {
    /// Who was let in to a case, and who may be. Meant for the page of `case`, whose look is recorded with
    /// it; nothing more is recorded here.
    ///
    /// # Errors
    /// Denied.
    pub async fn sharing(&self, actor: &Actor, case: CaseId) -> Result<Sharing, Problem> {
        let (names, everybody) = (self.colleagues(actor).await?, self.grantable(actor).await?);
        let (asker, now) = (actor.clone(), self.clock.now());
        self.store
            .read(move |tx| {
                Box::pin(async move {
                    let permit = permit_to_grant(tx, &asker, case, now).await?;
                    let mut people = BTreeMap::new();
                    for (user, colleague) in everybody {
                        if may_be_let_in(tx, &asker, (user, colleague.role), case, now).await? {
                            people.insert(user, colleague);
                        }
                    }
                    let name = |user: &UserId| names.get(user).map_or("a former colleague", String::as_str);
                    let line = |made: GrantMade| GrantLine {
                        id: made.id,
                        who: name(&made.user).to_owned(),
                        parts: made.parts,
                        by: name(&made.by).to_owned(),
                        at: made.at,
                        until: made.until,
                        ended_at: made.ended_at,
                        why: made.why,
                    };
                    let grants = tx.grants(&permit).await?.into_iter().map(line).collect();
                    Ok(Sharing { people, grants })
                })
            })
            .await
    }

    /// Lets somebody in to parts of a case. That it was done, by whom and for whom is written first.
    ///
    /// # Errors
    /// Denied, also where they are walled off from the case: nobody learns that from the answer but whoever
    /// may hand the case over already.
    pub async fn let_in(&self, actor: &Actor, case: CaseId, new: LetIn) -> Result<(), Problem> {
        let everybody = self.grantable(actor).await?;
        let role = everybody.get(&new.user).map(|colleague| colleague.role).ok_or(Denied::NothingHere)?;
        let moment = self.moment(actor);
        let (asker, now) = (actor.clone(), moment.now);
        let days = i64::from(new.days.min(LONGEST_GRANT_DAYS));
        let grant = NewGrant {
            id: GrantId::from_uuid(moment.ids.nth(0)),
            user: new.user,
            parts: new.parts.into_iter().filter(|part| *part != Field::Reporter).collect(),
            until: now + SignedDuration::from_hours(24 * days),
            why: new.why.as_str().to_owned(),
        };
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let permit = permit_to_grant(tx, &asker, case, now).await?;
                    if !may_be_let_in(tx, &asker, (grant.user, role), case, now).await? {
                        return Err(Denied::NothingHere.into());
                    }
                    tx.note_look(&permit, now, &format!("let-in/{}", grant.user), Some(&grant.why)).await?;
                    tx.grant(&permit, &grant, now).await.map_err(Problem::from)
                })
            })
            .await
    }

    /// Ends a grant: its holder's next request finds nothing. `false` where it has ended already.
    ///
    /// # Errors
    /// Denied.
    pub async fn end_grant(&self, actor: &Actor, case: CaseId, grant: GrantId) -> Result<bool, Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let permit = permit_to_grant(tx, &asker, case, now).await?;
                    tx.note_look(&permit, now, "let-in-ended", None).await?;
                    tx.end_grant(&permit, grant, now).await.map_err(Problem::from)
                })
            })
            .await
    }

    /// What was shared with somebody, what ends first first.
    ///
    /// # Errors
    /// Denied.
    pub async fn shared_with(&self, actor: &Actor) -> Result<Vec<SharedLine>, Problem> {
        let permit = check_office::<SeeShared>(actor)?;
        let (asker, now) = (actor.clone(), self.clock.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.note_office_look(&permit, now, "shared", None).await?;
                    let mut lines = Vec::new();
                    for (case, until) in tx.shared_with(&permit, now, SHOWN).await? {
                        let Some(facts) = tx.case_facts(&asker, case, now).await? else { continue };
                        lines.extend(shared_line(tx, &asker, &facts, until).await?);
                    }
                    Ok(lines)
                })
            })
            .await
    }

    /// How to go about a visit: never why.
    ///
    /// # Errors
    /// Denied.
    pub async fn visit_instruction(&self, actor: &Actor, case: CaseId) -> Result<HomeVisit, Problem> {
        let names = self.colleagues(actor).await?;
        let (asker, now) = (actor.clone(), self.clock.now());
        let (reference, instruction) = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let facts = tx.case_facts(&asker, case, now).await?.ok_or(Denied::NothingHere)?;
                    let permit: Permit<SeeInstruction> = check(&asker, &facts)?;
                    tx.note_look(&permit, now, "instruction", None).await?;
                    let line = tx.case_line(&permit).await?.ok_or(Denied::NothingHere)?;
                    let history: Vec<Recorded<CaseEvent>> = tx.history(&permit).await?;
                    Ok::<_, Problem>((line.reference, VisitInstruction::reduce(&permit, &history, now)))
                })
            })
            .await?;
        let arranged_by = instruction.arranged_by.and_then(|user| names.get(&user).cloned());
        Ok(HomeVisit { reference, instruction, arranged_by })
    }

    /// Everybody in the asker's organisation who can be let in to a case by name.
    async fn grantable(&self, actor: &Actor) -> Result<BTreeMap<UserId, Assignable>, Problem> {
        Ok((*self.names(actor.organisation).await?.grantable).clone())
    }
}

async fn permit_to_grant(
    snapshot: &mut Snapshot,
    asker: &Actor,
    case: CaseId,
    now: Timestamp,
) -> Result<Permit<GrantAccess>, Problem> {
    let facts = snapshot.case_facts(asker, case, now).await?.ok_or(Denied::NothingHere)?;
    Ok(check(asker, &facts)?)
}

/// Whether a colleague may be let in to a case now. To whom there is no such case, they are not.
async fn may_be_let_in(
    snapshot: &mut Snapshot,
    asker: &Actor,
    (user, role): (UserId, Role),
    case: CaseId,
    now: Timestamp,
) -> Result<bool, Problem> {
    let them = Actor::new(user, asker.organisation, role);
    let facts = snapshot.case_facts(&them, case, now).await?;
    Ok(facts.is_some_and(|facts| access::may_be_let_in(asker, &them, &facts)))
}

async fn shared_line(
    tx: &mut Tx,
    asker: &Actor,
    facts: &CaseFacts,
    until: Timestamp,
) -> Result<Option<SharedLine>, Problem> {
    if let Ok(permit) = check::<SeeCase>(asker, facts) {
        let Some(line) = tx.case_line(&permit).await? else { return Ok(None) };
        let header: Option<Header> = serde_json::from_slice(&line.header.0).ok();
        let called = header.and_then(|header| header.called).filter(|_| permit.shows(Field::People));
        let (case, reference) = (line.case, line.reference);
        return Ok(Some(SharedLine { case, reference, called, until, is_instruction: false }));
    }
    let Ok(permit) = check::<SeeInstruction>(asker, facts) else { return Ok(None) };
    let Some(line) = tx.case_line(&permit).await? else { return Ok(None) };
    let (case, reference) = (line.case, line.reference);
    Ok(Some(SharedLine { case, reference, called: None, until, is_instruction: true }))
}
