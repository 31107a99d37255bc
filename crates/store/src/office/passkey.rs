//! Passkeys: what somebody signs in with, sealed, under a name that its owner gave it.

use std::fmt;

use domain::{OrganisationId, PasskeyId, UserId};
use jiff::Timestamp;
use seal::Place;
use sqlx::any::AnyRow;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Conflict, Fault, WriteError, place, sql};

/// A passkey to be kept. `Debug` prints which only.
#[derive(Clone)]
pub struct NewPasskey {
    /// Under which id.
    pub id: PasskeyId,
    /// Whose.
    pub user: UserId,
    /// The organisation of whose it is.
    pub organisation: OrganisationId,
    /// The id that its maker gave it, by which it is found when somebody signs in with it.
    pub credential_id: Vec<u8>,
    /// The credential as the ceremony left it, to be sealed.
    pub credential: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// How often it was used, as it counts itself; 0 where it does not count.
    pub counter: u32,
    /// Since when.
    pub at: Timestamp,
}

/// A passkey. `Debug` prints which and whose only.
#[derive(Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Which.
    pub id: PasskeyId,
    /// Whose.
    pub user: UserId,
    /// The organisation of whose it is.
    pub organisation: OrganisationId,
    /// The credential as the last ceremony left it.
    pub credential: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub made_at: Timestamp,
    /// When somebody last signed in with it.
    pub used_at: Option<Timestamp>,
    /// How often it was used, as it counts itself; 0 where it does not count.
    pub counter: u32,
}

impl fmt::Debug for NewPasskey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewPasskey({})", self.id)
    }
}

impl fmt::Debug for Passkey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Passkey({} of {})", self.id, self.user)
    }
}

/// What of a passkey is sealed.
#[derive(Clone, Copy)]
enum Part {
    Credential,
    Name,
}

impl Part {
    /// A part is bound to its owner: in another's row it does not open.
    fn of(self, user: UserId) -> String {
        match self {
            Self::Credential => format!("passkey/{user}"),
            Self::Name => format!("passkey-name/{user}"),
        }
    }
}

const fn lies_in(organisation: OrganisationId, id: PasskeyId, kind: &str) -> Place<'_> {
    place::single(organisation, id.as_uuid(), kind)
}

impl Snapshot {
    /// Somebody's passkeys, the oldest first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn passkeys_of(&mut self, user: UserId) -> Result<Vec<Passkey>, Fault> {
        let rows = self.rows(statement(sql::PASSKEYS_OF).bind(text(user))).await?;
        rows.iter().map(|row| self.passkey(row)).collect()
    }

    /// How many passkeys somebody has. Opens no seal.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn passkey_count(&mut self, user: UserId) -> Result<u64, Fault> {
        let row = self.row(statement(sql::PASSKEY_COUNT).bind(text(user))).await?;
        row.ok_or_else(Fault::damaged)?.count(0)
    }

    /// The passkey with the id that its maker gave it, whoever's it is.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn passkey_by_credential(&mut self, credential_id: &[u8]) -> Result<Option<Passkey>, Fault> {
        let row = self.row(statement(sql::PASSKEY_FOUND).bind(credential_id.to_vec())).await?;
        row.as_ref().map(|row| self.passkey(row)).transpose()
    }

    fn passkey(&self, row: &AnyRow) -> Result<Passkey, Fault> {
        let (id, user, organisation) = (row.parsed(0)?, row.parsed(1)?, row.parsed(2)?);
        let opened = |part: Part, at| {
            let kind = part.of(user);
            Ok::<_, Fault>(self.keys.passkey.open(&lies_in(organisation, id, &kind), row.cell(at)?)?)
        };
        Ok(Passkey {
            id,
            user,
            organisation,
            credential: opened(Part::Credential, 3)?,
            name: String::from_utf8(opened(Part::Name, 4)?).map_err(|_| Fault::damaged())?,
            made_at: row.instant(5)?,
            used_at: row.maybe_instant(6)?,
            counter: u32::try_from(row.count(7)?).map_err(|_| Fault::damaged())?,
        })
    }
}

impl Tx {
    /// Keeps a passkey.
    ///
    /// # Errors
    /// [`Conflict`] where somebody has it already.
    pub async fn add_passkey(&mut self, new: &NewPasskey) -> Result<(), WriteError> {
        let query = statement(sql::PASSKEY_ADD)
            .bind(text(new.id))
            .bind(text(new.user))
            .bind(new.credential_id.clone())
            .bind(self.sealed_part((new.organisation, new.id, new.user), Part::Credential, &new.credential))
            .bind(self.sealed_part((new.organisation, new.id, new.user), Part::Name, new.name.as_bytes()))
            .bind(new.at.as_microsecond())
            .bind(i64::from(new.counter));
        if self.run(query).await? == 0 { Err(Conflict.into()) } else { Ok(()) }
    }

    /// Writes that a passkey was used: its credential and its count as they are now. `false` where it was
    /// used or removed since it was read.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn use_passkey(
        &mut self,
        read: &Passkey,
        credential: &[u8],
        counter: u32,
        at: Timestamp,
    ) -> Result<bool, Fault> {
        let sealed = self.sealed_part((read.organisation, read.id, read.user), Part::Credential, credential);
        let query = statement(sql::PASSKEY_USE)
            .bind(text(read.id))
            .bind(i64::from(read.counter))
            .bind(sealed)
            .bind(i64::from(counter))
            .bind(at.as_microsecond());
        Ok(self.run(query).await? == 1)
    }

    /// Gives one of somebody's own passkeys another name. `false` where it is not theirs, or not there.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn rename_passkey(
        &mut self,
        (organisation, user): (OrganisationId, UserId),
        id: PasskeyId,
        name: &str,
    ) -> Result<bool, Fault> {
        let sealed = self.sealed_part((organisation, id, user), Part::Name, name.as_bytes());
        let query = statement(sql::PASSKEY_NAME).bind(text(id)).bind(text(user)).bind(sealed);
        Ok(self.run(query).await? == 1)
    }

    /// Removes one of somebody's own passkeys. `false` where it is not theirs, or not there.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn remove_passkey(&mut self, user: UserId, id: PasskeyId) -> Result<bool, Fault> {
        let query = statement(sql::PASSKEY_REMOVE).bind(text(id)).bind(text(user));
        Ok(self.run(query).await? == 1)
    }

    /// Removes every passkey of somebody, and says how many there were.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn remove_passkeys_of(&mut self, user: UserId) -> Result<u64, Fault> {
        self.run(statement(sql::PASSKEYS_REMOVE).bind(text(user))).await
    }

    fn sealed_part(
        &self,
        (organisation, id, user): (OrganisationId, PasskeyId, UserId),
        part: Part,
        plain: &[u8],
    ) -> Vec<u8> {
        self.keys.passkey.seal(&lies_in(organisation, id, &part.of(user)), plain)
    }
}
