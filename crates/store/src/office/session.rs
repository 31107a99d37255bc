//! Sessions, and links by which somebody signs in for the first time. Only digests of tokens are kept.

use domain::{SessionId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use super::user::User;
use crate::row::{Cells, maybe, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// A session to be begun.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Under which id its owner sees it.
    pub id: SessionId,
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
    /// The word for how they proved who they are.
    pub how: &'static str,
    /// Whether it leads no further than the page on which they set up how they sign in.
    pub unfinished: bool,
    /// The browser, coarsely.
    pub browser: String,
}

/// A session, with whose it is.
#[derive(Debug, Clone)]
pub struct Session {
    /// Which.
    pub id: SessionId,
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
    /// When they last proved who they are.
    pub confirmed_at: Timestamp,
    /// Whether it leads no further than the page on which they set up how they sign in.
    pub unfinished: bool,
    /// The word for how they proved who they are.
    pub how: String,
    /// How many notices about their account they were not shown yet.
    pub notices: u64,
}

/// A session as its owner sees it in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// Which.
    pub id: SessionId,
    /// The browser, coarsely.
    pub browser: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used, as far as that was written.
    pub last_seen_at: Timestamp,
}

/// Which sessions of somebody end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// This one, if it is theirs.
    One(SessionId),
    /// All but this one.
    AllBut(SessionId),
    /// All of them.
    All,
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
        let Some(user) = self.whole(Some(&row), 9).await? else { return Ok(None) };
        Ok(Some(Session {
            id: row.parsed(8)?,
            user,
            csrf_digest: row.bytes32(0)?,
            created_at: row.instant(1)?,
            last_seen_at: row.instant(2)?,
            expires_at: row.instant(3)?,
            confirmed_at: row.instant(4)?,
            unfinished: row.flag(5)?,
            how: row.cell(6)?,
            notices: row.count(7)?,
        }))
    }

    /// Somebody's sessions that nobody ended, that are good beyond `now` and were used after `since`: the last used
    /// first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn sessions_of(
        &mut self,
        user: UserId,
        now: Timestamp,
        since: Timestamp,
    ) -> Result<Vec<SessionLine>, Fault> {
        let query = statement(sql::SESSIONS_OF_USER).bind(text(user)).bind(now.as_microsecond());
        let line = |row: &AnyRow| {
            let (created_at, last_seen_at) = (row.instant(2)?, row.instant(3)?);
            Ok(SessionLine { id: row.parsed(0)?, browser: row.cell(1)?, created_at, last_seen_at })
        };
        self.rows(query.bind(since.as_microsecond())).await?.iter().map(line).collect()
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

impl Snapshot {
    /// For whom a link was that works no longer, used or run out; nobody where it works, sets the installation up,
    /// or never was.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn spent_link(&mut self, token_digest: &[u8; 32]) -> Result<Option<UserId>, Fault> {
        let row = self.row(statement(sql::SETUP_SPENT).bind(token_digest.to_vec())).await?;
        row.map(|row| row.parsed(0)).transpose()
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
            .bind(session.expires_at.as_microsecond())
            .bind(session.how)
            .bind(i64::from(session.unfinished))
            .bind(text(session.id))
            .bind(session.browser.clone());
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

    /// Ends sessions of somebody, and says how many. They sign nobody in from the next request on; whose forms
    /// they were is known for as long as they are kept.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn end_sessions(&mut self, user: UserId, which: Ending, at: Timestamp) -> Result<u64, Fault> {
        let (user, at) = (text(user), at.as_microsecond());
        let query = match which {
            Ending::One(id) => statement(sql::SESSION_END_ONE).bind(text(id)).bind(user).bind(at),
            Ending::AllBut(id) => statement(sql::SESSIONS_END_OTHERS).bind(user).bind(at).bind(text(id)),
            Ending::All => statement(sql::SESSIONS_END_ALL).bind(user).bind(at),
        };
        self.run(query).await
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
