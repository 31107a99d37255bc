//! Forms that wait for whoever wrote them, because their sign-in had ended or they left it: sealed, their sender's own, and
//! kept for less than a day.

use std::fmt;

use access::Actor;
use domain::{HeldId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, place, sql};

domain::codes! {
    /// Why a form waits for its writer.
    HeldWhy {
        SignedOut = "signed-out", "They were signed out before it was recorded";
        Confirming = "confirming", "They were asked to confirm who they are before it was recorded";
        Refused = "refused", "It was not taken as it stood, and they left it";
    }
}

/// A form to be held. `Debug` prints nothing of it.
#[derive(Clone)]
pub struct NewHeldForm {
    /// Under which id.
    pub id: HeldId,
    /// What was sent and where to, in one text, so that neither can be put beside another.
    pub text: String,
    /// When it arrived.
    pub at: Timestamp,
    /// Why it waits.
    pub why: HeldWhy,
}

/// A form that is held. `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct HeldForm {
    /// Which.
    pub id: HeldId,
    /// What was sent and where to.
    pub text: String,
    /// When it last arrived.
    pub held_at: Timestamp,
    /// When its sender sent it on, where they did.
    pub sent_at: Option<Timestamp>,
    /// Why it waits, as of when it last arrived.
    pub why: HeldWhy,
}

impl fmt::Debug for NewHeldForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewHeldForm({})", self.id)
    }
}

impl fmt::Debug for HeldForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HeldForm({})", self.id)
    }
}

/// A held form is bound to its sender: put beside another, it does not open.
fn bound(user: UserId) -> String {
    format!("held/{user}")
}

impl Snapshot {
    /// The asker's own held forms that arrived after `since`, the last first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn held_forms(&mut self, actor: &Actor, since: Timestamp) -> Result<Vec<HeldForm>, Fault> {
        let query = statement(sql::HELD_OF).bind(text(actor.user)).bind(text(actor.organisation));
        let rows = self.rows(query.bind(since.as_microsecond())).await?;
        rows.iter().map(|row| self.held_form(actor, row)).collect()
    }

    /// Whether a form of the asker's that arrived after `since` waits to be sent on. Opens no seal.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn held_form_waits(&mut self, actor: &Actor, since: Timestamp) -> Result<bool, Fault> {
        let query = statement(sql::HELD_WAITS).bind(text(actor.user)).bind(text(actor.organisation));
        Ok(self.row(query.bind(since.as_microsecond())).await?.is_some())
    }

    /// Whether anybody's form arrived at `until` or before.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn holds_forms_until(&mut self, until: Timestamp) -> Result<bool, Fault> {
        Ok(self.row(statement(sql::HELD_OLD).bind(until.as_microsecond())).await?.is_some())
    }

    fn held_form(&self, actor: &Actor, row: &AnyRow) -> Result<HeldForm, Fault> {
        let id: HeldId = row.parsed(0)?;
        let (sealed, kind): (&[u8], _) = (row.cell(3)?, bound(actor.user));
        let plain = self.keys.held.open(&place::single(actor.organisation, id.as_uuid(), &kind), sealed)?;
        let text = String::from_utf8(plain).map_err(|_| Fault::damaged())?;
        let why = HeldWhy::from_code(row.cell(4)?).ok_or_else(Fault::damaged)?;
        Ok(HeldForm { id, text, held_at: row.instant(1)?, sent_at: row.maybe_instant(2)?, why })
    }
}

impl Tx {
    /// Holds a form for its sender. The same once more is held once. Of more than `most` the oldest go.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn hold_form(&mut self, sender: &Actor, form: &NewHeldForm, most: u32) -> Result<(), Fault> {
        let held = self.held_forms(sender, Timestamp::MIN).await?;
        if let Some(same) = held.iter().find(|held| held.text == form.text) {
            let query = statement(sql::HELD_AGAIN).bind(text(same.id)).bind(text(sender.organisation));
            let query = query.bind(text(sender.user)).bind(form.at.as_microsecond()).bind(form.why.code());
            return self.run(query).await.map(drop);
        }
        let kind = bound(sender.user);
        let place = place::single(sender.organisation, form.id.as_uuid(), &kind);
        let sealed = self.keys.held.seal(&place, form.text.as_bytes());
        let query = statement(sql::HELD_ADD)
            .bind(text(form.id))
            .bind(text(sender.organisation))
            .bind(text(sender.user))
            .bind(form.at.as_microsecond())
            .bind(form.why.code())
            .bind(sealed);
        self.run(query).await?;
        let query = statement(sql::HELD_TRIM).bind(text(sender.user)).bind(text(sender.organisation));
        self.run(query.bind(i64::from(most))).await.map(drop)
    }

    /// Writes that its sender sent a held form on. `false` where it is not theirs, or not there.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn mark_held_form(&mut self, actor: &Actor, id: HeldId, at: Timestamp) -> Result<bool, Fault> {
        let query = statement(sql::HELD_SENT).bind(text(id)).bind(text(actor.organisation));
        Ok(self.run(query.bind(text(actor.user)).bind(at.as_microsecond())).await? == 1)
    }

    /// Throws one of the asker's own held forms away. `false` where it is not theirs, or not there.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn discard_held_form(&mut self, actor: &Actor, id: HeldId) -> Result<bool, Fault> {
        let query = statement(sql::HELD_DELETE).bind(text(id)).bind(text(actor.organisation));
        Ok(self.run(query.bind(text(actor.user))).await? == 1)
    }

    /// Removes everybody's forms that arrived at `until` or before.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn sweep_held_forms(&mut self, until: Timestamp) -> Result<u64, Fault> {
        self.run(statement(sql::HELD_SWEEP).bind(until.as_microsecond())).await
    }
}
