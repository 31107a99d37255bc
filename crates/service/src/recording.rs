//! The one way in which something is recorded on a case: permit, load, decide, seal, append, project.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::action::{
    CorrectRecord, LowerSeverity, MakeContact, RecordOnCase, SetDutyAside, Triage, needed,
};
use access::{Action, ActionKind, Actor, Denied, LocationSecret, Permit, check};
use domain::case::{CaseCommand, CaseState, decide};
use domain::people::SecretKind;
use domain::text::CaseReference;
use domain::{CaseId, Moment, SecretId};
use store::{Conflict, HeldSecret, KeepsCase, RecordsCase};

use crate::projection::{Before, Change, change};
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
struct Loaded {
    before: Before,
    reference: CaseReference,
    held: Vec<HeldSecret>,
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
        match needed(&entry.command) {
            ActionKind::Triage => self.record_as::<Triage>(actor, case, seen, entry, moment).await,
            ActionKind::LowerSeverity => self.record_as::<LowerSeverity>(actor, case, seen, entry, moment).await,
            ActionKind::SetDutyAside => self.record_as::<SetDutyAside>(actor, case, seen, entry, moment).await,
            ActionKind::CorrectRecord => self.record_as::<CorrectRecord>(actor, case, seen, entry, moment).await,
            ActionKind::MakeContact => self.record_as::<MakeContact>(actor, case, seen, entry, moment).await,
            ActionKind::RecordOnCase => self.record_as::<RecordOnCase>(actor, case, seen, entry, moment).await,
            ActionKind::SeeCase | ActionKind::RevealSecret | ActionKind::SeeLooks => Err(Denied.into()),
        }
    }

    async fn record_as<A: Action + 'static>(
        &self,
        actor: &Actor,
        case: CaseId,
        seen: Option<u64>,
        mut entry: Entry,
        moment: &Moment,
    ) -> Result<(), Problem>
    where
        Permit<A>: RecordsCase + KeepsCase,
    {
        for _ in 1..TRIES {
            match self.try_to_record::<A>(actor, case, seen, &mut entry, moment).await {
                Err(Problem::Conflict(_)) if seen.is_none() => {}
                done => return done,
            }
        }
        self.try_to_record::<A>(actor, case, seen, &mut entry, moment).await
    }

    async fn try_to_record<A: Action + 'static>(
        &self,
        actor: &Actor,
        case: CaseId,
        seen: Option<u64>,
        entry: &mut Entry,
        moment: &Moment,
    ) -> Result<(), Problem>
    where
        Permit<A>: RecordsCase + KeepsCase,
    {
        let rules = self.rules(actor.organisation).await?;
        let loaded = self.load_for::<A>(actor, case, !entry.facts.is_empty()).await?;
        let expected = loaded.before.history.last().map_or(0, |last| last.sequence);
        if seen.is_some_and(|seen| seen != expected) {
            return Err(Conflict.into());
        }
        entry.use_known(&loaded.held);
        let state = CaseState::from_history(&loaded.before.history);
        let events = decide(&state, entry.command.clone(), moment)?;
        let change = change(&rules, loaded.reference, loaded.before, events, case, moment, actor.organisation);
        self.write_change::<A>(actor, case, expected, &change, entry.facts.clone(), moment).await?;
        self.index.put(change.facts, &change.record.header);
        Ok(())
    }

    async fn load_for<A: Action + 'static>(
        &self,
        actor: &Actor,
        case: CaseId,
        with_secrets: bool,
    ) -> Result<Loaded, Problem>
    where
        Permit<A>: RecordsCase + KeepsCase,
    {
        let actor = actor.clone();
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let facts = snapshot.case_facts(&actor, case).await?.ok_or(Denied)?;
                    let permit = check::<A>(&actor, &facts)?;
                    let history = snapshot.history(&permit).await?;
                    let line = snapshot.case_line(&permit).await?.ok_or(Denied)?;
                    let duties = snapshot.duties(&permit).await?;
                    let held = match with_secrets {
                        true => snapshot.secrets(&check::<RecordOnCase>(&actor, &facts)?).await?,
                        false => Vec::new(),
                    };
                    Ok(Loaded { before: Before { history, duties }, reference: line.reference, held })
                })
            })
            .await
    }

    async fn write_change<A: Action + 'static>(
        &self,
        actor: &Actor,
        case: CaseId,
        expected: u64,
        change: &Change,
        facts: Vec<ProtectedFact>,
        moment: &Moment,
    ) -> Result<(), Problem>
    where
        Permit<A>: RecordsCase + KeepsCase,
    {
        let (actor, moment, events) = (actor.clone(), moment.clone(), change.events.clone());
        let (record, changed) = (change.record.clone(), change.duties_changed.clone());
        let removed = change.duties_removed.clone();
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let now = tx.case_facts(&actor, case).await?.ok_or(Denied)?;
                    let permit = check::<A>(&actor, &now)?;
                    tx.append(&permit, expected, &events, &moment).await?;
                    tx.put_record(&permit, &record).await?;
                    tx.put_duties(&permit, &changed, &removed).await?;
                    for fact in &facts {
                        tx.keep_secret(&permit, fact.secret, fact.kind, &fact.text).await?;
                    }
                    let part = events.first().map_or("nothing", |event| event.kind());
                    tx.note_look(&permit, moment.now, part, None).await?;
                    Ok(())
                })
            })
            .await
    }
}

impl Entry {
    /// Puts the id of a fact that the case holds already in the place of a new one for the same fact.
    fn use_known(&mut self, held: &[HeldSecret]) {
        let mut known = BTreeMap::new();
        self.facts.retain(|fact| {
            let same = held.iter().find(|one| one.kind == fact.kind && one.secret.same_as(&fact.text));
            known.extend(same.map(|one| (fact.secret, one.id)));
            same.is_none()
        });
        self.unite(&mut known);
        self.command.rename_secrets(&known);
    }

    /// The same fact given twice in one form is one fact.
    fn unite(&mut self, known: &mut BTreeMap<SecretId, SecretId>) {
        let mut kept: Vec<ProtectedFact> = Vec::with_capacity(self.facts.len());
        for fact in std::mem::take(&mut self.facts) {
            match kept.iter().find(|one| one.kind == fact.kind && one.text.same_as(&fact.text)) {
                Some(one) => {
                    known.insert(fact.secret, one.secret);
                }
                None => kept.push(fact),
            }
        }
        self.facts = kept;
    }

    /// The same for a case that holds nothing yet.
    pub(crate) fn unite_own(&mut self) {
        self.use_known(&[]);
    }
}
