//! Recording something on a case: sealed outside the writer, written by it in few statements.

use access::{Action, LocationSecret, Permit};
use domain::case::CaseEvent;
use domain::people::SecretKind;
use domain::{IdBlock, Moment, SecretId};
use seal::DataKey;

use super::counted::{Counted, plan_count};
use super::duty::{DutyKey, DutyRow, plan_duties};
use super::journal::{End, Standing, plan_entries, seal_all};
use super::look::plan_look;
use super::permit::{KeepsCase, RecordsCase};
use super::record::{CaseRecord, plan_record};
use super::secret::plan_secret;
use crate::keys::Keyring;
use crate::open::Backend;
use crate::plan::Plan;
use crate::row::text;
use crate::tx::Tx;
use crate::{Conflict, Fault, Store, WriteError, postgres};

/// Everything that one recording writes.
#[derive(Clone, Copy)]
pub struct Together<'a> {
    /// The entries.
    pub events: &'a [CaseEvent],
    /// The record of the case as they leave it.
    pub record: &'a CaseRecord,
    /// The record as it was kept at the standing from which they go on, where that is known.
    pub was: Option<&'a CaseRecord>,
    /// The duties that are new or changed.
    pub duties: &'a [DutyRow],
    /// The duties that are no more.
    pub gone: &'a [DutyKey],
    /// The protected facts that the entries name.
    pub facts: &'a [NewSecret<'a>],
    /// The equality answers that are counted anew.
    pub counted: &'a [Counted],
}

/// A protected fact that is to be kept.
#[derive(Clone, Copy)]
pub struct NewSecret<'a> {
    /// Under which id.
    pub id: SecretId,
    /// What kind.
    pub kind: SecretKind,
    /// The fact.
    pub secret: &'a LocationSecret,
}

/// A recording that is sealed and ready to be written, with the look of whoever records it.
pub struct Recording {
    pub(crate) plan: Plan,
    pub(crate) look: String,
    after: Standing,
}

impl Store {
    /// Seals what is to be recorded on a permit, for a case that stands so. Nothing is written yet: see
    /// [`Store::record`] and [`Tx::record`].
    ///
    /// # Errors
    /// [`Conflict`] where the standing is another case's; a [`Fault`].
    pub async fn recording<A: Action>(
        &self,
        permit: &Permit<A>,
        standing: &Standing,
        together: Together<'_>,
        moment: &Moment,
    ) -> Result<Recording, WriteError>
    where
        Permit<A>: RecordsCase + KeepsCase,
    {
        if standing.case != permit.case() {
            return Err(Conflict.into());
        }
        let key = match self.keys.cached(permit.case()) {
            Some(key) => key,
            None => self.snapshot().await?.case_key(permit.organisation(), permit.case()).await?,
        };
        Ok(sealed(&self.keys, &key, permit, standing, together, moment)?)
    }

    /// Writes a recording: all of it, and it is on the disk when this answers. A permit depends on nothing
    /// that changes without the journal but on exclusions, which are looked at again: so a permit given
    /// earlier still holds while the journal ends where it ended.
    ///
    /// # Errors
    /// [`Conflict`] where the case's last entry is another by now, or the permit's holder was excluded.
    pub async fn record(&self, recording: Recording) -> Result<Standing, WriteError> {
        match &self.backend {
            Backend::Sqlite { writer, .. } => {
                let Recording { plan, look, after } = recording;
                if !writer.submit_plan(plan, look).await? {
                    return Err(Conflict.into());
                }
                after.head().tell();
                Ok(after)
            }
            Backend::Postgres(pool) => {
                let keys = std::sync::Arc::clone(&self.keys);
                postgres::write(pool, keys, |tx| Box::pin(async move { tx.record(recording).await })).await
            }
        }
    }
}

impl Tx {
    /// The same inside a transaction that writes more.
    ///
    /// # Errors
    /// As for [`Store::record`]; then the transaction must be given up.
    pub async fn record(&mut self, recording: Recording) -> Result<Standing, WriteError> {
        self.seen = None;
        let looks = self.run_plan(&recording.plan).await?;
        if !looks.contains(&recording.look) {
            return Err(Conflict.into());
        }
        self.grew.push(recording.after.head());
        Ok(recording.after)
    }
}

fn sealed<A: Action>(
    keys: &Keyring,
    key: &DataKey,
    permit: &Permit<A>,
    standing: &Standing,
    together: Together<'_>,
    moment: &Moment,
) -> Result<Recording, Fault>
where
    Permit<A>: RecordsCase + KeepsCase,
{
    let Together { events, record, was, duties, gone, facts, counted } = together;
    let entries = seal_all(key, permit, &standing.end, events, moment.now)?;
    let end = entries.last().map_or(standing.end, |last| End { sequence: last.sequence, link: last.link });
    let mut plan = Plan::default();
    plan_record(&mut plan, &keys.header, permit, (&standing.end, &end), (was, record), moment.now);
    plan_entries(&mut plan, permit, &end, entries, moment.now);
    plan_duties(&mut plan, permit, &end, duties, gone);
    for fact in facts {
        plan_secret(&mut plan, key, permit, &end, fact);
    }
    for one in counted {
        plan_count(&mut plan, &keys.equality, permit, &end, one);
    }
    let look = text(IdBlock::new(moment.now, seal::random()).nth(0));
    let part = events.first().map_or("nothing", CaseEvent::kind_told);
    plan_look(&mut plan, permit, &end, &look, moment.now, part);
    Ok(Recording { plan, look, after: Standing { case: standing.case, end } })
}
