//! The one way in which something is recorded on a case: permit, load, decide, seal, append, project.

mod both;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use access::action::{
    AssessRisk, CorrectRecord, EndCase, LowerSeverity, MakeContact, RecordOnCase, SetDutyAside, Triage,
    needed,
};
use access::{
    Action, ActionKind, Actor, CaseFacts, Denied, LocationSecret, Permit, Relation, check, may, only_adds,
};
use domain::case::{CaseCommand, CaseEvent, CaseState, Refusal, decide};
use domain::people::SecretKind;
use domain::text::CaseReference;
use domain::{CaseId, DraftId, Moment, Recorded, SecretId, UserId};
use store::{Conflict, HeldSecret, KeepsCase, NewSecret, Recording, RecordsCase, Standing};

use crate::at_hand::{Hand, Ticket};
use crate::closing::nothing_asked_for;
use crate::projection::{Before, Change, Rules, change};
use crate::setting_aside::only_open_duties;
use crate::voices::NewVoices;
use crate::walls::{At, NewWalls, OfChange, touches_walls};
use crate::{Problem, Service};

/// How often a recording that came second is decided again on what came first.
const TRIES: u8 = 5;

/// Something to record, with the protected facts that it names.
#[derive(Debug)]
pub struct Entry {
    /// What.
    pub command: CaseCommand,
    /// The facts under the ids by which the command names them.
    pub facts: Vec<ProtectedFact>,
}

/// A fact that is kept apart from the journal.
#[derive(Debug, Clone)]
pub struct ProtectedFact {
    /// Under which id.
    pub secret: SecretId,
    /// What kind.
    pub kind: SecretKind,
    /// The fact.
    pub text: Arc<LocationSecret>,
}

impl From<CaseCommand> for Entry {
    fn from(command: CaseCommand) -> Self {
        Self { command, facts: Vec::new() }
    }
}

/// A case as it was read for recording.
pub(crate) struct Loaded<A> {
    pub(crate) before: Box<Before>,
    permit: Permit<A>,
    standing: Standing,
    reference: CaseReference,
    held: Vec<HeldSecret>,
}

/// What is to be recorded, and by whom.
struct Attempt<'a> {
    actor: &'a Actor,
    case: CaseId,
    basis: Basis,
    rules: &'a Arc<Rules>,
    moment: &'a Moment,
    ticket: Ticket,
}

/// What a recording rests on.
#[derive(Debug, Clone, Copy)]
struct Basis {
    /// The last entry that the page showed, where it matters.
    seen: Option<u64>,
    /// The draft that is finished with it.
    draft: Option<DraftId>,
}

impl Service {
    /// Records something on a case. `seen` is the last entry that the page showed, where recording over
    /// somebody else's later entry would hide it; `None` where the new entry only adds.
    ///
    /// # Errors
    /// Denied, refused by the rules, or in conflict with a later entry. Then nothing was recorded.
    pub async fn record(
        &self,
        actor: &Actor,
        case: CaseId,
        seen: Option<u64>,
        entry: Entry,
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.record_all(actor, case, seen, vec![entry], moment).await
    }

    /// Records what was kept in a draft, and finishes the draft with it. Sent twice it is recorded once:
    /// `false` where it had been recorded before.
    ///
    /// # Errors
    /// As for [`Service::record`]. Then the draft is as it was.
    pub async fn record_from_draft(
        &self,
        actor: &Actor,
        case: CaseId,
        draft: DraftId,
        entry: Entry,
        moment: &Moment,
    ) -> Result<bool, Problem> {
        let own = |kept: &crate::Draft| kept.case == Some(case);
        let finished = |kept: Option<crate::Draft>| {
            kept.filter(own).ok_or(Denied::NothingHere).map(|kept| kept.finished.is_some())
        };
        if finished(self.draft(actor, draft).await?)? {
            return Ok(false);
        }
        let basis = Basis { seen: None, draft: Some(draft) };
        match self.record_on(actor, case, basis, vec![entry], moment).await {
            Err(Problem::Conflict(_)) if finished(self.draft(actor, draft).await?)? => Ok(false),
            recorded => recorded.map(|()| true),
        }
    }

    /// Records several things on a case, in this order: all of them or none. Each may rely on those
    /// before it, and for each the actor must be allowed what it needs.
    ///
    /// # Errors
    /// As for [`Service::record`].
    pub async fn record_all(
        &self,
        actor: &Actor,
        case: CaseId,
        seen: Option<u64>,
        entries: Vec<Entry>,
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.record_on(actor, case, Basis { seen, draft: None }, entries, moment).await
    }

    async fn record_on(
        &self,
        actor: &Actor,
        case: CaseId,
        basis: Basis,
        entries: Vec<Entry>,
        moment: &Moment,
    ) -> Result<(), Problem> {
        let Some(first) = entries.first().map(|entry| needed(&entry.command)) else { return Ok(()) };
        // What two records say of each other is recorded on both, or on none: see `Service::join_records`.
        if entries.iter().any(|entry| needed(&entry.command) == ActionKind::JoinRecords) {
            return Err(Denied::NothingHere.into());
        }
        self.only_co_signed(actor, case, &entries).await?;
        match first {
            ActionKind::Triage => {
                Box::pin(self.record_as::<Triage>(actor, case, basis, entries, moment)).await
            }
            ActionKind::LowerSeverity => {
                Box::pin(self.record_as::<LowerSeverity>(actor, case, basis, entries, moment)).await
            }
            ActionKind::SetDutyAside => {
                Box::pin(self.record_as::<SetDutyAside>(actor, case, basis, entries, moment)).await
            }
            ActionKind::AssessRisk => {
                Box::pin(self.record_as::<AssessRisk>(actor, case, basis, entries, moment)).await
            }
            ActionKind::EndCase => {
                Box::pin(self.record_as::<EndCase>(actor, case, basis, entries, moment)).await
            }
            ActionKind::CorrectRecord => {
                Box::pin(self.record_as::<CorrectRecord>(actor, case, basis, entries, moment)).await
            }
            ActionKind::MakeContact => {
                Box::pin(self.record_as::<MakeContact>(actor, case, basis, entries, moment)).await
            }
            ActionKind::RecordOnCase => {
                Box::pin(self.record_as::<RecordOnCase>(actor, case, basis, entries, moment)).await
            }
            ActionKind::SeeCase
            | ActionKind::RevealSecret
            | ActionKind::SeeLooks
            | ActionKind::GrantAccess
            | ActionKind::SeeInstruction
            | ActionKind::TakeCopy
            | ActionKind::JoinRecords => Err(Denied::NothingHere.into()),
        }
    }

    async fn record_as<A: Action + 'static>(
        &self,
        actor: &Actor,
        case: CaseId,
        basis: Basis,
        mut entries: Vec<Entry>,
        moment: &Moment,
    ) -> Result<(), Problem>
    where
        Permit<A>: RecordsCase + KeepsCase,
    {
        for _ in 1..TRIES {
            match self.try_to_record::<A>(actor, case, basis, &mut entries, moment).await {
                Err(Problem::Conflict(_)) if basis.seen.is_none() => {}
                Err(Problem::Behind) => {}
                done => return done,
            }
        }
        self.try_to_record::<A>(actor, case, basis, &mut entries, moment).await
    }

    async fn try_to_record<A: Action + 'static>(
        &self,
        actor: &Actor,
        case: CaseId,
        basis: Basis,
        entries: &mut [Entry],
        moment: &Moment,
    ) -> Result<(), Problem>
    where
        Permit<A>: RecordsCase + KeepsCase,
    {
        let rules = self.rules(actor.organisation).await?;
        let attempt = Attempt { actor, case, basis, rules: &rules, moment, ticket: self.at_hand.ticket() };
        let needs: BTreeSet<ActionKind> = entries.iter().map(|entry| needed(&entry.command)).collect();
        let with_secrets = entries.iter().any(|entry| !entry.facts.is_empty());
        if !with_secrets && let Some(loaded) = self.take_in_hand::<A>(&attempt, &needs) {
            match self.record_loaded(&attempt, loaded, entries).await {
                Err(Problem::Denied(_) | Problem::Refused(_) | Problem::Conflict(_)) => {}
                done => return done,
            }
        }
        let loaded = self.load_for::<A>(actor, case, needs, with_secrets).await?;
        self.record_loaded(&attempt, loaded, entries).await
    }

    /// The case as it was left when it was last recorded on, where that was here and not long ago.
    fn take_in_hand<A: Action>(
        &self,
        &Attempt { actor, case, rules, .. }: &Attempt<'_>,
        needs: &BTreeSet<ActionKind>,
    ) -> Option<Loaded<A>> {
        // To whom the case does not exist, for them it is not at hand either, and their no takes no longer.
        if self.walls.between(actor.user, case) {
            return None;
        }
        let Hand { facts, standing, reference, mut before, rules: by } = self.at_hand.take(case)?;
        let permit = check_all::<A>(actor, &facts, needs).ok()?;
        // Who is in a team, and who has the other side, changes without an entry in this case.
        if permit.relation() == Relation::Team {
            return None;
        }
        if !Arc::ptr_eq(&by, rules) {
            before.judged = None;
        }
        Some(Loaded { before, permit, standing, reference, held: Vec::new() })
    }

    /// Decides on a case as it was read, and writes what comes of it where it still stands so.
    async fn record_loaded<A: Action + 'static>(
        &self,
        attempt: &Attempt<'_>,
        loaded: Loaded<A>,
        entries: &mut [Entry],
    ) -> Result<(), Problem>
    where
        Permit<A>: RecordsCase + KeepsCase,
    {
        let &Attempt { actor, case, basis, rules, moment, ticket } = attempt;
        let Loaded { before, permit, standing, reference, held } = loaded;
        as_related(&permit, entries)?;
        if basis.seen.is_some_and(|seen| seen != standing.sequence()) {
            return Err(Conflict.into());
        }
        one_fact_each(entries, &held);
        if let Some(needed) = only_open_duties(rules, &before.history, entries, moment.now)? {
            self.may(actor, case, needed).await?;
        }
        let unread = self.closes_unread(actor, case, entries).await?;
        nothing_asked_for(rules, &before, entries, unread, moment.now)?;
        let events = decide_all(&before.state, entries, moment)?;
        let said = self.said_before(&before.state, &events);
        let change = change(rules, reference, before, events, case, moment, actor.organisation);
        let held_by: Vec<&ProtectedFact> = entries.iter().flat_map(|entry| &entry.facts).collect();
        let facts: Vec<NewSecret<'_>> = held_by.iter().map(|fact| fact.as_new()).collect();
        let recording = self.store.recording(&permit, &standing, change.together(&facts), moment).await?;
        let touches = touches_walls(&change.events, &held_by);
        let turn = self.turn(touches).await?;
        self.may_be_given(entries, case)?;
        let of_change = self.walls.of_change(actor, &change, &held_by, moment);
        self.walls.expect(case, &of_change);
        let OfChange { parties, new } = of_change;
        let at = Some(turn.at()).filter(|at| at.is_shared() && (touches || !new.is_empty()));
        let voices = match said {
            Some(said) => Box::pin(self.said_anew(actor, case, said, &change.after.state)).await?,
            None => NewVoices::default(),
        };
        let (standing, new) =
            self.write(permit.actor(), case, basis, recording, (new, voices), (moment, at)).await?;
        self.walls.took(case, parties, &new);
        if let Some(at) = at {
            self.walls.moved(at);
        }
        self.index.put(&change.facts, &change.header);
        if !self.store.is_shared() {
            let Change { facts, after: before, .. } = change;
            let rules = Arc::clone(rules);
            self.at_hand.put(ticket, Hand { facts, standing, reference, before, rules }, moment.now);
        }
        Ok(())
    }

    pub(crate) async fn load_for<A: Action + 'static>(
        &self,
        actor: &Actor,
        case: CaseId,
        needs: BTreeSet<ActionKind>,
        with_secrets: bool,
    ) -> Result<Loaded<A>, Problem>
    where
        Permit<A>: RecordsCase + KeepsCase,
    {
        let (actor, now) = (actor.clone(), self.clock.now());
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let facts = snapshot.case_facts(&actor, case, now).await?.ok_or(Denied::NothingHere)?;
                    let permit = check_all::<A>(&actor, &facts, &needs)?;
                    let standing = snapshot.standing(&permit).ok_or(Denied::NothingHere)?;
                    let history = snapshot.history(&permit).await?;
                    let line = snapshot.case_line(&permit).await?.ok_or(Denied::NothingHere)?;
                    let duties = snapshot.duties(&permit).await?;
                    let held = if with_secrets {
                        snapshot.secrets(&check::<RecordOnCase>(&actor, &facts)?).await?
                    } else {
                        Vec::new()
                    };
                    let before = Before::of(history, duties);
                    Ok(Loaded { before, permit, standing, reference: line.reference, held })
                })
            })
            .await
    }

    /// Nobody is given a case from which they are walled off, and nobody is told why not (R14, domain.md 8.6).
    fn may_be_given(&self, entries: &[Entry], case: CaseId) -> Result<(), Refusal> {
        let given = entries.iter().filter_map(|entry| match &entry.command {
            CaseCommand::NameOwner(named) => Some([Some(named.owner), named.cover]),
            _ => None,
        });
        let kept_from = |user: UserId| self.walls.keeps_from(user, case);
        if given.flatten().flatten().any(kept_from) { Err(Refusal::CannotTakeIt) } else { Ok(()) }
    }

    /// Writes a recording, finishes its draft with it, puts up the walls that it calls for, and keeps what it says
    /// of feedback apart: all of it or nothing.
    async fn write(
        &self,
        actor: &Actor,
        case: CaseId,
        basis: Basis,
        recording: Recording,
        (walls, voices): (NewWalls, NewVoices),
        (moment, at): (&Moment, Option<At>),
    ) -> Result<(Standing, NewWalls), Problem> {
        if basis.draft.is_none() && walls.is_empty() && voices.is_empty() && at.is_none() {
            return Ok((self.store.record(recording).await?, walls));
        }
        let (actor, draft, moment) = (actor.clone(), basis.draft, moment.clone());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if let Some(at) = at {
                        at.begin(tx, Some(case)).await?;
                    }
                    if let Some(draft) = draft
                        && !tx.finish_draft(&actor, draft, case, moment.now).await?
                    {
                        return Err(Conflict.into());
                    }
                    let standing = tx.record(recording).await?;
                    walls.write(tx, &moment).await?;
                    tx.keep_voices(&actor, &voices.said, &voices.gone).await?;
                    Ok((standing, walls))
                })
            })
            .await
    }
}

impl ProtectedFact {
    fn as_new(&self) -> NewSecret<'_> {
        NewSecret { id: self.secret, kind: self.kind, secret: &self.text }
    }
}

impl Entry {
    /// The same fact given twice is one fact, in a case that holds nothing yet.
    pub(crate) fn unite_own(&mut self) {
        one_fact_each(std::slice::from_mut(self), &[]);
    }
}

/// The permit to record, where the actor may do everything that is needed.
fn check_all<A: Action>(
    actor: &Actor,
    facts: &CaseFacts,
    needs: &BTreeSet<ActionKind>,
) -> Result<Permit<A>, Denied> {
    needs.iter().try_for_each(|need| may(actor, facts, *need))?;
    check::<A>(actor, facts)
}

/// Whoever opened a case in an emergency only adds to it (ADR 0021).
fn as_related<A: Action>(permit: &Permit<A>, entries: &[Entry]) -> Result<(), Denied> {
    let emergency = permit.relation() == Relation::BrokenGlass;
    let adds = entries.iter().all(|entry| entry.facts.is_empty() && only_adds(&entry.command));
    if emergency && !adds { Err(Denied::NothingHere) } else { Ok(()) }
}

/// What the entries add, each decided on the case as those before it leave it.
fn decide_all(state: &CaseState, entries: &[Entry], moment: &Moment) -> Result<Vec<CaseEvent>, Refusal> {
    if let [entry] = entries {
        return decide(state, entry.command.clone(), moment);
    }
    let mut state = state.clone();
    let mut all = Vec::new();
    for entry in entries {
        for event in decide(&state, entry.command.clone(), moment)? {
            let sequence = state.sequence() + 1;
            state = state.evolve(&Recorded {
                sequence,
                recorded_at: moment.now,
                actor: moment.actor,
                event: event.clone(),
            });
            all.push(event);
        }
    }
    Ok(all)
}

/// Puts one id in the place of every other for the same fact: the id under which the case holds it
/// already, or else the first under which these entries give it.
fn one_fact_each(entries: &mut [Entry], held: &[HeldSecret]) {
    let mut known = BTreeMap::new();
    let mut kept: Vec<ProtectedFact> = Vec::new();
    for entry in entries {
        entry.facts.retain(|fact| {
            let of_case = held.iter().find(|one| one.kind == fact.kind && one.secret.same_as(&fact.text));
            let of_form = kept.iter().find(|one| one.kind == fact.kind && one.text.same_as(&fact.text));
            let same = of_case.map(|one| one.id).or(of_form.map(|one| one.secret));
            if let Some(id) = same {
                known.insert(fact.secret, id);
            } else {
                kept.push(fact.clone());
            }
            same.is_none()
        });
        entry.command.rename_secrets(&known);
    }
}
