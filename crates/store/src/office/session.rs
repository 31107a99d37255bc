//! Sessions, and links by which somebody signs in for the first time. Only digests of tokens are kept.

use domain::UserId;
use jiff::Timestamp;

use super::user::User;
use crate::row::{Cells, maybe, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// A session to be begun.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The digest of the token in the cookie.
    pub token_digest: [u8; 32],
    /// The digest of the token in the forms.
    pub csrf_digest: [u8; 32],
    /// Whose.
    pub user: UserId,
    /// Since when.
    pub at: Timestamp,
    /// Until when, however busy.
    pub expires_at: Timestamp,
}

/// A session, with whose it is.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who is signed in.
    pub user: User,
    /// The digest of the token in the forms.
    pub csrf_digest: [u8; 32],
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used, as far as that was written.
    pub last_seen_at: Timestamp,
    /// Until when, however busy.
    pub expires_at: Timestamp,
}

/// Whose form it is that arrived, perhaps after their session had ended. It signs nobody in.
#[derive(Debug, Clone)]
pub struct FormSession {
    /// Whose session the form was made in.
    pub user: User,
    /// When the session was last used, as far as that was written.
    pub last_seen_at: Timestamp,
    /// Until when it was good, however busy.
    pub expires_at: Timestamp,
    /// When it was ended, where somebody ended it.
    pub ended_at: Option<Timestamp>,
}

/// A link that was not used yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupLink {
    /// For whom; nobody where it sets up the installation.
    pub user: Option<UserId>,
    /// Until when.
    pub expires_at: Timestamp,
}

impl Snapshot {
    /// The session of a token's digest, unless somebody ended it. Whether it is still good is for the
    /// caller to say.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn session(&mut self, token_digest: &[u8; 32]) -> Result<Option<Session>, Fault> {
        let row = self.row(statement(sql::SESSION_ONE).bind(token_digest.to_vec())).await?;
        let Some(row) = row else { return Ok(None) };
        let Some(user) = self.whole(Some(&row), 4).await? else { return Ok(None) };
        Ok(Some(Session {
            user,
            csrf_digest: row.bytes32(0)?,
            created_at: row.instant(1)?,
            last_seen_at: row.instant(2)?,
            expires_at: row.instant(3)?,
        }))
    }

    /// The session in which a form was made, by the digest of the token in the form; ended ones too, for
    /// as long as they are kept.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn session_of_form(&mut self, csrf_digest: &[u8; 32]) -> Result<Option<FormSession>, Fault> {
        let row = self.row(statement(sql::SESSION_OF_FORM).bind(csrf_digest.to_vec())).await?;
        let Some(row) = row else { return Ok(None) };
        let Some(user) = self.whole(Some(&row), 3).await? else { return Ok(None) };
        Ok(Some(FormSession {
            user,
            last_seen_at: row.instant(0)?,
            expires_at: row.instant(1)?,
            ended_at: row.maybe_instant(2)?,
        }))
    }

    /// The link of a token's digest, where it was not used and is still good at `now`.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn setup_link(
        &mut self,
        token_digest: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<SetupLink>, Fault> {
        let query = statement(sql::SETUP_PEEK).bind(token_digest.to_vec()).bind(now.as_microsecond());
        let Some(row) = self.row(query).await? else { return Ok(None) };
        Ok(Some(SetupLink { user: row.maybe_parsed(0)?, expires_at: row.instant(1)? }))
    }
}

impl Tx {
    /// Begins a session.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn begin_session(&mut self, session: &NewSession) -> Result<(), Fault> {
        let query = statement(sql::SESSION_ADD)
            .bind(session.token_digest.to_vec())
            .bind(text(session.user))
            .bind(session.csrf_digest.to_vec())
            .bind(session.at.as_microsecond())
            .bind(session.expires_at.as_microsecond());
        self.run(query).await.map(drop)
    }

    /// Writes when a session was last used.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn touch_session(&mut self, token_digest: &[u8; 32], at: Timestamp) -> Result<(), Fault> {
        let query = statement(sql::SESSION_SEEN).bind(token_digest.to_vec());
        self.run(query.bind(at.as_microsecond())).await.map(drop)
    }

    /// Ends a session. It signs nobody in any more, and is kept until it is swept.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn end_session(&mut self, token_digest: &[u8; 32], at: Timestamp) -> Result<(), Fault> {
        let query = statement(sql::SESSION_END).bind(token_digest.to_vec());
        self.run(query.bind(at.as_microsecond())).await.map(drop)
    }

    /// Removes every session of somebody, ended ones too: where a password changes, somebody else may
    /// have had one.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn end_sessions_of(&mut self, user: UserId) -> Result<(), Fault> {
        self.run(statement(sql::SESSIONS_END_OF_USER).bind(text(user))).await.map(drop)
    }

    /// Removes sessions that ended, or ran out, before this instant.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn sweep_sessions(&mut self, before: Timestamp) -> Result<u64, Fault> {
        self.run(statement(sql::SESSIONS_SWEEP).bind(before.as_microsecond())).await
    }

    /// Adds a link by which somebody signs in for the first time, or sets up the installation.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn add_setup_link(&mut self, token_digest: &[u8; 32], link: &SetupLink) -> Result<(), Fault> {
        let query = statement(sql::SETUP_ADD).bind(token_digest.to_vec()).bind(maybe(link.user));
        self.run(query.bind(link.expires_at.as_microsecond())).await.map(drop)
    }

    /// Removes the links of somebody that were not used.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn drop_setup_links(&mut self, user: UserId) -> Result<(), Fault> {
        self.run(statement(sql::SETUP_DROP).bind(text(user))).await.map(drop)
    }

    /// Uses a link up. `false` where it was used already, is too old or is none.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn use_setup_link(&mut self, token_digest: &[u8; 32], now: Timestamp) -> Result<bool, Fault> {
        let query = statement(sql::SETUP_USE).bind(token_digest.to_vec()).bind(now.as_microsecond());
        Ok(self.run(query).await? == 1)
    }
}
