//! Protected facts: sealed one by one, deletable alone, never handed out without a trace.

use access::action::{CorrectRecord, MakeContact, RecordOnCase, RevealSecret};
use access::{ActionKind, LocationSecret, Permit, Reached};
use domain::contact::ClearedContact;
use domain::people::SecretKind;
use domain::{CaseId, OrganisationId, SecretId};
use jiff::Timestamp;
use seal::DataKey;
use sqlx::any::AnyRow;

use super::look::LookAt;
use super::permit::{OnCase, RecordsCase};
use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, place, sql};

/// A protected fact of a case. Its text needs authority of its own: see [`LocationSecret`].
#[derive(Debug)]
pub struct HeldSecret {
    /// Which.
    pub id: SecretId,
    /// What kind.
    pub kind: SecretKind,
    /// The fact.
    pub secret: LocationSecret,
}

/// Why a secret is revealed: when, and in the asker's words.
#[derive(Debug, Clone, Copy)]
pub struct RevealFor<'a> {
    /// When.
    pub at: Timestamp,
    /// Why, as they said.
    pub why: &'a str,
}

impl Snapshot {
    /// The protected facts of a case, to find out whether one that was typed is held already.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn secrets(&mut self, permit: &Permit<RecordOnCase>) -> Result<Vec<HeldSecret>, Fault> {
        let query =
            statement(sql::SECRETS_OF_CASE).bind(text(permit.case())).bind(text(permit.organisation()));
        let rows = self.rows(query).await?;
        let key = self.case_key(permit.organisation(), permit.case()).await?;
        rows.iter().map(|row| open(&key, permit, row)).collect()
    }

    async fn one(&mut self, permit: &impl OnCase, id: SecretId) -> Result<Option<HeldSecret>, Fault> {
        let query = statement(sql::SECRET_ONE).bind(text(permit.case())).bind(text(permit.organisation()));
        let Some(row) = self.row(query.bind(text(id))).await? else { return Ok(None) };
        let key = self.case_key(permit.organisation(), permit.case()).await?;
        open(&key, permit, &row).map(Some)
    }
}

impl Tx {
    /// Keeps a protected fact. An id that is held already stays as it is.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn keep_secret(
        &mut self,
        permit: &impl RecordsCase,
        id: SecretId,
        kind: SecretKind,
        secret: &LocationSecret,
    ) -> Result<(), Fault> {
        let (organisation, case) = (permit.organisation(), permit.case());
        let key = self.case_key(organisation, case).await?;
        let sealed =
            secret.seal_with(|bytes| sealed_at(organisation, case, id, kind, |place| key.seal(place, bytes)));
        let query = statement(sql::SECRET_ADD)
            .bind(text(case))
            .bind(text(id))
            .bind(text(organisation))
            .bind(kind.code())
            .bind(sealed);
        self.run(query).await.map(drop)
    }

    /// A protected fact for somebody who may see it. That they looked is written in the same transaction,
    /// so it is on the disk before the fact leaves.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn secret(
        &mut self,
        permit: &Permit<RevealSecret>,
        id: SecretId,
        reveal: RevealFor<'_>,
    ) -> Result<Option<HeldSecret>, Fault> {
        let part = format!("secret/{id}");
        let look = LookAt {
            at: reveal.at,
            action: ActionKind::RevealSecret.code(),
            part: &part,
            why: Some(reveal.why),
        };
        self.add_look(permit.actor(), Some(permit.case()), look).await?;
        self.one(permit, id).await
    }

    /// The number or address for a contact that the gate cleared. The look is written as with
    /// [`Tx::secret`], also for a way that needs neither.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn secret_for(
        &mut self,
        permit: &Permit<MakeContact>,
        contact: ClearedContact,
    ) -> Result<Reached, Fault> {
        let part = contact.secret().map_or_else(|| "contact".to_owned(), |id| format!("secret/{id}"));
        let look =
            LookAt { at: contact.at(), action: ActionKind::MakeContact.code(), part: &part, why: None };
        self.add_look(permit.actor(), Some(permit.case()), look).await?;
        let held = match contact.secret() {
            Some(id) => self.one(permit, id).await?,
            None => None,
        };
        Ok(Reached::new(contact, held.map(|held| (held.id, held.secret))))
    }

    /// Deletes a protected fact that should never have been kept. What the journal says of it stays.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn delete_secret(
        &mut self,
        permit: &Permit<CorrectRecord>,
        id: SecretId,
    ) -> Result<bool, Fault> {
        let query = statement(sql::SECRET_DELETE).bind(text(permit.case())).bind(text(permit.organisation()));
        Ok(self.run(query.bind(text(id))).await? == 1)
    }
}

/// A secret is bound to its case, its id and its kind.
fn sealed_at<T>(
    organisation: OrganisationId,
    case: CaseId,
    id: SecretId,
    kind: SecretKind,
    then: impl FnOnce(&seal::Place<'_>) -> T,
) -> T {
    let kind = format!("secret/{}/{id}", kind.code());
    then(&place::single(organisation, case.as_uuid(), &kind))
}

fn open(key: &DataKey, permit: &impl OnCase, row: &AnyRow) -> Result<HeldSecret, Fault> {
    let (id, kind) = (row.parsed(0)?, row.parsed(1)?);
    let sealed: &[u8] = row.cell(2)?;
    let plain = sealed_at(permit.organisation(), permit.case(), id, kind, |place| key.open(place, sealed))?;
    let secret = LocationSecret::new(String::from_utf8(plain).map_err(|_| Fault::damaged())?);
    Ok(HeldSecret { id, kind, secret })
}
