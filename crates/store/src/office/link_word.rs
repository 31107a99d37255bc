//! The word that somebody needs beside a one-time link, where the link could take over an account in use (ASVS 6.4.6).
//! Only a digest of it is kept.

use access::OfficePermit;
use access::action::VouchFor;
use domain::UserId;
use jiff::Timestamp;
use sqlx::any::AnyRow;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// That somebody needs a word beside their link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkWord {
    /// Who.
    pub user: UserId,
    /// Since when.
    pub since: Timestamp,
    /// Who made the link: they do not give the word.
    pub made_by: UserId,
}

fn word(row: &AnyRow) -> Result<LinkWord, Fault> {
    Ok(LinkWord { user: row.parsed(0)?, since: row.instant(1)?, made_by: row.parsed(2)? })
}

impl Snapshot {
    /// Whether somebody needs a word beside their link.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn link_word(&mut self, user: UserId) -> Result<Option<LinkWord>, Fault> {
        self.row(statement(sql::WORD_ONE).bind(text(user))).await?.as_ref().map(word).transpose()
    }

    /// Everybody of the permit holder's organisation who needs one, who has waited longest first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn link_words(&mut self, permit: &OfficePermit<VouchFor>) -> Result<Vec<LinkWord>, Fault> {
        self.rows(statement(sql::WORDS_ALL).bind(text(permit.organisation())))
            .await?
            .iter()
            .map(word)
            .collect()
    }
}

impl Tx {
    /// From now on somebody needs a word beside their link. One that was given before is good no longer.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn need_link_word(&mut self, word: &LinkWord) -> Result<(), Fault> {
        let query = statement(sql::WORD_NEED).bind(text(word.user)).bind(word.since.as_microsecond());
        self.run(query.bind(text(word.made_by))).await.map(drop)
    }

    /// Keeps the digest of the word that somebody was given, in the place of an earlier one.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn give_link_word(
        &mut self,
        user: UserId,
        digest: &[u8; 32],
        expires_at: Timestamp,
    ) -> Result<(), Fault> {
        let query = statement(sql::WORD_GIVE).bind(text(user)).bind(digest.to_vec());
        self.run(query.bind(expires_at.as_microsecond())).await.map(drop)
    }

    /// Counts a try at somebody's word, and uses the word up where it is right, still good, and was tried at most so
    /// often. Whether it was. Another link needs another word, until they are in again.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn try_link_word(
        &mut self,
        user: UserId,
        digest: &[u8; 32],
        now: Timestamp,
        most: u32,
    ) -> Result<bool, Fault> {
        self.run(statement(sql::WORD_TRIED).bind(text(user))).await?;
        let query =
            statement(sql::WORD_USE).bind(text(user)).bind(digest.to_vec()).bind(now.as_microsecond());
        Ok(self.run(query.bind(i64::from(most))).await? == 1)
    }

    /// Somebody is in. They need no word any more, unless a link of theirs could still be used: by whoever made it.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn settle_link_word(&mut self, user: UserId, now: Timestamp) -> Result<(), Fault> {
        let query = statement(sql::WORD_SETTLE).bind(text(user)).bind(now.as_microsecond());
        self.run(query).await.map(drop)
    }

    /// Somebody needs no word any more: whoever runs the server made their link.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn drop_link_word(&mut self, user: UserId) -> Result<(), Fault> {
        self.run(statement(sql::WORD_DROP).bind(text(user))).await.map(drop)
    }
}
