//! Who somebody is at the organisation's own identity provider: the provider's name and what it calls them,
//! never an e-mail address, which passes from one person to the next.

use domain::UserId;
use jiff::Timestamp;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// What a provider calls somebody. `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct ProviderIdentity {
    /// Which provider, by the address under which it describes itself.
    pub issuer: String,
    /// What it calls them. It calls nobody else so, ever.
    pub subject: String,
}

impl std::fmt::Debug for ProviderIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ProviderIdentity")
    }
}

impl Snapshot {
    /// Whose identity it is.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn user_by_identity(&mut self, identity: &ProviderIdentity) -> Result<Option<UserId>, Fault> {
        let query = statement(sql::IDENTITY_OF).bind(identity.issuer.clone()).bind(identity.subject.clone());
        self.row(query).await?.map(|row| row.parsed(0)).transpose()
    }

    /// Since when somebody is linked with a provider, where they are.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn identity_since(&mut self, user: UserId) -> Result<Option<Timestamp>, Fault> {
        let row = self.row(statement(sql::IDENTITY_SINCE).bind(text(user))).await?;
        row.map(|row| row.instant(0)).transpose()
    }
}

impl Tx {
    /// Links somebody with what a provider calls them, in the place of what one called them before. `false`
    /// where it calls somebody else so; then undo the rest.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn link_identity(
        &mut self,
        identity: &ProviderIdentity,
        user: UserId,
        at: Timestamp,
    ) -> Result<bool, Fault> {
        if self.user_by_identity(identity).await?.is_some_and(|whose| whose != user) {
            return Ok(false);
        }
        self.unlink_identity(user).await?;
        let query = statement(sql::IDENTITY_PUT)
            .bind(identity.issuer.clone())
            .bind(identity.subject.clone())
            .bind(text(user))
            .bind(at.as_microsecond());
        Ok(self.run(query).await? == 1)
    }

    /// Takes the link away. `false` where there is none.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn unlink_identity(&mut self, user: UserId) -> Result<bool, Fault> {
        Ok(self.run(statement(sql::IDENTITY_DROP).bind(text(user))).await? == 1)
    }

    /// Writes when the person of a session last proved who they are. `false` where the session has ended.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn vouch_for_session(&mut self, token_digest: &[u8; 32], at: Timestamp) -> Result<bool, Fault> {
        let query = statement(sql::SESSION_VOUCHED).bind(token_digest.to_vec()).bind(at.as_microsecond());
        Ok(self.run(query).await? == 1)
    }
}
