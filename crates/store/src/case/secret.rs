//! Protected facts: sealed one by one, deletable alone, never handed out without a trace.

use access::action::{CorrectRecord, MakeContact, RecordOnCase, RevealSecret};
use access::{ActionKind, LocationSecret, Permit, Reached, ShownSecrets, Uncovered};
use domain::contact::ClearedContact;
use domain::people::SecretKind;
use domain::{CaseId, OrganisationId, SecretId};
use jiff::Timestamp;
use seal::DataKey;
use sqlx::any::AnyRow;

use super::hold::Deletion;
use super::journal::End;
use super::look::LookAt;
use super::permit::{OnCase, RecordsCase};
use super::recording::NewSecret;
use crate::plan::{Plan, Table, row};
use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, place, sql};

/// A protected fact of a case. Its text is for nobody: see [`LocationSecret`].
#[derive(Debug)]
pub struct HeldSecret {
    /// Which.
    pub id: SecretId,
    /// What kind.
    pub kind: SecretKind,
    /// The fact.
    pub secret: LocationSecret,
}

/// A protected fact for somebody who asked for it, may reveal it and is shown it.
#[derive(Debug)]
pub struct RevealedSecret {
    /// What kind.
    pub kind: SecretKind,
    /// The fact.
    pub secret: Uncovered,
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

    pub(super) async fn one(
        &mut self,
        permit: &impl OnCase,
        id: SecretId,
    ) -> Result<Option<HeldSecret>, Fault> {
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
        let key = self.case_key(permit.organisation(), permit.case()).await?;
        let end = self.end(permit).await?.ok_or_else(Fault::damaged)?;
        let mut plan = Plan::default();
        plan_secret(&mut plan, &key, permit, &end, &NewSecret { id, kind, secret });
        self.run_plan(&plan).await.map(drop)
    }

    /// A protected fact for somebody who may see it; nothing where there is none, or it is not shown to
    /// them. That they asked is written alike in the same transaction, so it is on the disk before the
    /// answer leaves.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn secret(
        &mut self,
        permit: &Permit<RevealSecret>,
        shown: &ShownSecrets,
        id: SecretId,
        reveal: RevealFor<'_>,
    ) -> Result<Option<RevealedSecret>, Fault> {
        let part = format!("secret/{id}");
        let look = LookAt {
            at: reveal.at,
            action: ActionKind::RevealSecret.code(),
            part: &part,
            why: Some(reveal.why),
        };
        self.add_look_on(permit, look).await?;
        let revealed = |held: HeldSecret| {
            let secret = Uncovered::new(permit, shown, (held.id, held.secret))?;
            Some(RevealedSecret { kind: held.kind, secret })
        };
        Ok(self.one(permit, id).await?.and_then(revealed))
    }

    /// The number or address for a contact that the gate cleared. The look is written as with
    /// [`Tx::secret`], also for a way that needs neither.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn secret_for(
        &mut self,
        permit: &Permit<MakeContact>,
        shown: &ShownSecrets,
        contact: ClearedContact,
    ) -> Result<Reached, Fault> {
        let part = contact.secret().map_or_else(|| "contact".to_owned(), |id| format!("secret/{id}"));
        let look =
            LookAt { at: contact.at(), action: ActionKind::MakeContact.code(), part: &part, why: None };
        self.add_look_on(permit, look).await?;
        let held = match contact.secret() {
            Some(id) => self.one(permit, id).await?,
            None => None,
        };
        Ok(Reached::new(permit, shown, contact, held.map(|held| (held.id, held.secret))))
    }

    /// Deletes a protected fact that should never have been kept. What the journal says of it stays. Nothing of
    /// a case that is held.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn delete_secret(
        &mut self,
        permit: &Permit<CorrectRecord>,
        id: SecretId,
    ) -> Result<Deletion, Fault> {
        let query = statement(sql::SECRET_DELETE).bind(text(permit.case())).bind(text(permit.organisation()));
        let gone = self.run(query.bind(text(id))).await? == 1;
        self.deleted(permit, gone).await
    }
}

/// The row of a protected fact, of a case whose journal ends there.
pub(crate) fn plan_secret(
    plan: &mut Plan,
    key: &DataKey,
    permit: &impl RecordsCase,
    end: &End,
    new: &NewSecret<'_>,
) {
    let (organisation, case) = (permit.organisation(), permit.case());
    let seal = |bytes: &[u8]| sealed_at(organisation, case, new.id, new.kind, |place| key.seal(place, bytes));
    let row = row![
        text(case),
        end.link.as_bytes(),
        text(organisation),
        text(new.id),
        new.kind.code(),
        new.secret.seal_with(seal),
    ];
    plan.add(Table::Secrets, row);
}

/// A secret is bound to its case, its id and its kind.
pub(crate) fn sealed_at<T>(
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
