//! Another master key: every key is wrapped anew under it, in one transaction, and nothing that they seal changes.

use domain::{CaseId, OrganisationId};
use jiff::Timestamp;
use seal::MasterKey;
use sqlx::any::AnyRow;
use uuid::Uuid;

use super::offline::{GoOn, KeyStep, KeysChanged, Offline, told};
use super::purposes::lies_in;
use super::wrapping;
use crate::heads::Head;
use crate::row::{Cells, text};
use crate::{Config, Fault, StoreError, sql};

const BATCH: i64 = 1000;

/// A store that nobody has open, and whose master key may be changed: what could stand against it was looked at, and
/// nothing was changed.
pub struct KeyChange<'k> {
    store: Offline,
    from: &'k MasterKey,
}

impl<'k> KeyChange<'k> {
    /// Opens the store for this alone.
    ///
    /// # Errors
    /// As opening a store; [`StoreError::InUse`] while anybody has it open.
    pub async fn begin(config: &Config, from: &'k MasterKey) -> Result<Self, StoreError> {
        Ok(Self { store: Offline::open(config, from).await?, from })
    }

    /// Closes it as it was.
    pub async fn leave(self) {
        self.store.abandon().await;
    }

    /// Wraps every key anew under another master key, and writes so in the security log. Once it answers, the store opens
    /// with that one alone; before, and where it breaks off, with the one of before alone.
    ///
    /// # Errors
    /// [`StoreError::Unopened`] where a key does not unwrap; what the disk or the database says.
    pub async fn to(
        self,
        new: &MasterKey,
        at: Timestamp,
        go_on: GoOn<'_>,
    ) -> Result<KeysChanged, StoreError> {
        let Self { mut store, from } = self;
        match changed(&mut store, (from, new), at, go_on).await {
            Ok((changed, heads)) => {
                store.commit().await?;
                heads.into_iter().for_each(Head::tell);
                Ok(changed)
            }
            Err(problem) => {
                store.abandon().await;
                Err(problem)
            }
        }
    }
}

async fn changed(
    store: &mut Offline,
    (from, to): (&MasterKey, &MasterKey),
    at: Timestamp,
    go_on: GoOn<'_>,
) -> Result<(KeysChanged, Vec<Head>), StoreError> {
    let changed = rewrapped(store, from, to, go_on).await?;
    let words = format!("The master key, from {} to {}", from.id(), to.id());
    let heads = store.note_before(&words, at).await?;
    told(go_on, KeyStep::Noted)?;
    Ok((changed, heads))
}

async fn rewrapped(
    store: &mut Offline,
    from: &MasterKey,
    to: &MasterKey,
    go_on: GoOn<'_>,
) -> Result<KeysChanged, StoreError> {
    told(go_on, KeyStep::Begun)?;
    let damaged = |_| StoreError::Unopened(from.id());
    let mut purposes = 0;
    let anew: Vec<(String, Vec<u8>)> = store
        .wrapped
        .each()
        .map(|(name, wrapped)| Ok((name.clone(), from.rewrap(to, &lies_in(name), wrapped).map_err(damaged)?)))
        .collect::<Result<_, StoreError>>()?;
    for (name, wrapped) in anew {
        purposes += 1;
        sqlx::query(sql::KEY_PURPOSE_WRAP).bind(name).bind(wrapped).execute(store.keys()).await?;
    }
    let (mut cases, mut last) = (0, text(Uuid::nil()));
    loop {
        let rows = cases_after(store, &last).await?;
        let Some(row) = rows.last() else { break };
        last = row.cell(0)?;
        for row in &rows {
            let (case, organisation): (CaseId, OrganisationId) = (row.parsed(0)?, row.parsed(1)?);
            let place = wrapping(organisation, case);
            let wrapped = from.rewrap(to, &place, row.cell(2)?).map_err(damaged)?;
            sqlx::query(sql::KEY_CASE_WRAP).bind(text(case)).bind(wrapped).execute(store.keys()).await?;
            cases += 1;
        }
        told(go_on, KeyStep::Cases(cases))?;
    }
    let query = sqlx::query(sql::KEY_MASTER_CHANGE).bind(text(from.id())).bind(text(to.id()));
    if query.execute(store.keys()).await?.rows_affected() != 1 {
        return Err(Fault::damaged().into());
    }
    told(go_on, KeyStep::Written)?;
    Ok(KeysChanged { cases, purposes })
}

/// The next keys of cases.
pub(super) async fn cases_after(store: &mut Offline, last: &str) -> Result<Vec<AnyRow>, Fault> {
    let query = sqlx::query(sql::KEY_CASES_AFTER).bind(last.to_owned()).bind(BATCH);
    Ok(query.fetch_all(store.keys()).await?)
}
