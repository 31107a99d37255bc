//! Unfinished forms: every answer is kept as it is typed, sealed, and two tabs do not overwrite each
//! other. A draft is its writer's own; nobody else reads it.

use std::fmt;

use access::Actor;
use domain::{CaseId, DraftId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use crate::case::permit::ReadsCase;
use crate::row::{Cells, maybe, number, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, place, sql};

/// An unfinished form, or one that was finished and not yet cleared away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which.
    pub id: DraftId,
    /// Which form.
    pub form: String,
    /// The case it is about, or the one that came of it.
    pub case: Option<CaseId>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When something was last typed.
    pub updated_at: Timestamp,
    /// When it was finished.
    pub finished_at: Option<Timestamp>,
}

/// That somebody has begun a form about a case and not finished it: who and when, and never what they wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BegunDraft {
    /// Which; only whoever began it can open it.
    pub id: DraftId,
    /// Which form.
    pub form: String,
    /// Who began it.
    pub by: UserId,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When something was last typed.
    pub updated_at: Timestamp,
}

/// One answer of a draft. `Debug` prints no value.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftField {
    /// The field's name in the form.
    pub field: String,
    /// How often it was saved.
    pub version: u64,
    /// What was typed.
    pub value: String,
}

impl fmt::Debug for DraftField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DraftField({}, version {})", self.field, self.version)
    }
}

/// What came of saving an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is kept, as this version.
    Kept(u64),
    /// Another tab saved something else since: this is what it saved.
    Theirs(DraftField),
    /// There is no such draft, or it is finished.
    NoDraft,
}

impl Snapshot {
    /// One of the asker's own drafts.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn draft(&mut self, actor: &Actor, id: DraftId) -> Result<Option<Draft>, Fault> {
        let query =
            statement(sql::DRAFT_ONE).bind(text(id)).bind(text(actor.organisation)).bind(text(actor.user));
        self.row(query).await?.as_ref().map(draft).transpose()
    }

    /// The asker's own unfinished drafts, the last used first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn open_drafts(&mut self, actor: &Actor) -> Result<Vec<Draft>, Fault> {
        let query = statement(sql::DRAFTS_OPEN).bind(text(actor.user)).bind(text(actor.organisation));
        self.rows(query).await?.iter().map(draft).collect()
    }

    /// Every unfinished form about a case, whoever began it, the first begun first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn begun_drafts(&mut self, permit: &impl ReadsCase) -> Result<Vec<BegunDraft>, Fault> {
        let query =
            statement(sql::DRAFTS_OF_CASE).bind(text(permit.case())).bind(text(permit.organisation()));
        self.rows(query).await?.iter().map(begun).collect()
    }

    /// Every answer of one of the asker's own drafts.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn draft_fields(&mut self, actor: &Actor, id: DraftId) -> Result<Vec<DraftField>, Fault> {
        if self.draft(actor, id).await?.is_none() {
            return Ok(Vec::new());
        }
        let rows = self.rows(statement(sql::FIELDS).bind(text(id))).await?;
        rows.iter().map(|row| self.field(actor, id, row)).collect()
    }

    fn field(&self, actor: &Actor, id: DraftId, row: &AnyRow) -> Result<DraftField, Fault> {
        let field: String = row.cell(0)?;
        let sealed: &[u8] = row.cell(2)?;
        let plain = self.keys.draft.open(&place::single(actor.organisation, id.as_uuid(), &field), sealed)?;
        let value = String::from_utf8(plain).map_err(|_| Fault::damaged())?;
        Ok(DraftField { field, version: row.count(1)?, value })
    }
}

impl Tx {
    /// Begins a draft.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn begin_draft(
        &mut self,
        actor: &Actor,
        id: DraftId,
        form: &str,
        case: Option<CaseId>,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let query = statement(sql::DRAFT_ADD)
            .bind(text(id))
            .bind(text(actor.organisation))
            .bind(text(actor.user))
            .bind(form.to_owned())
            .bind(maybe(case))
            .bind(at.as_microsecond());
        self.run(query).await.map(drop)
    }

    /// Saves one answer over the version that the asker saw, 0 where they saw none. The same answer saved
    /// again is no conflict: a lost reply may be repeated.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn save_field(
        &mut self,
        actor: &Actor,
        id: DraftId,
        seen: &DraftField,
        at: Timestamp,
    ) -> Result<Saved, Fault> {
        let touch = statement(sql::DRAFT_TOUCH).bind(text(id)).bind(text(actor.organisation));
        if self.run(touch.bind(text(actor.user)).bind(at.as_microsecond())).await? == 0 {
            return Ok(Saved::NoDraft);
        }
        let place = place::single(actor.organisation, id.as_uuid(), &seen.field);
        let sealed = self.keys.draft.seal(&place, seen.value.as_bytes());
        let query = statement(sql::FIELD_PUT).bind(text(id)).bind(seen.field.clone()).bind(sealed);
        let kept = self.run(query.bind(number(seen.version))).await? == 1;
        let query = statement(sql::FIELD_ONE).bind(text(id)).bind(seen.field.clone());
        let row = self.row(query).await?.ok_or_else(Fault::damaged)?;
        let now = self.field(actor, id, &row)?;
        Ok(if kept || now.value == seen.value { Saved::Kept(now.version) } else { Saved::Theirs(now) })
    }

    /// Finishes a draft: what was typed is in the journal now, so it is deleted here. `false` where it was
    /// finished before.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn finish_draft(
        &mut self,
        actor: &Actor,
        id: DraftId,
        case: CaseId,
        at: Timestamp,
    ) -> Result<bool, Fault> {
        let query = statement(sql::DRAFT_FINISH)
            .bind(text(id))
            .bind(text(actor.organisation))
            .bind(text(actor.user))
            .bind(at.as_microsecond())
            .bind(text(case));
        let finished = self.run(query).await? == 1;
        if finished {
            self.run(statement(sql::FIELDS_CLEAR).bind(text(id))).await?;
        }
        Ok(finished)
    }

    /// Throws one of the asker's own drafts away; none of a case that is held.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn discard_draft(&mut self, actor: &Actor, id: DraftId) -> Result<bool, Fault> {
        let Some(draft) = self.draft(actor, id).await? else { return Ok(false) };
        if let Some(case) = draft.case
            && self.holds(actor.organisation, case).await?
        {
            return Ok(false);
        }
        self.run(statement(sql::FIELDS_CLEAR).bind(text(id))).await?;
        let query = statement(sql::DRAFT_DELETE).bind(text(id)).bind(text(actor.organisation));
        Ok(self.run(query.bind(text(actor.user))).await? == 1)
    }
}

fn begun(row: &AnyRow) -> Result<BegunDraft, Fault> {
    Ok(BegunDraft {
        id: row.parsed(0)?,
        form: row.cell(1)?,
        by: row.parsed(2)?,
        created_at: row.instant(3)?,
        updated_at: row.instant(4)?,
    })
}

fn draft(row: &AnyRow) -> Result<Draft, Fault> {
    Ok(Draft {
        id: row.parsed(0)?,
        form: row.cell(1)?,
        case: row.maybe_parsed(2)?,
        created_at: row.instant(3)?,
        updated_at: row.instant(4)?,
        finished_at: row.maybe_instant(5)?,
    })
}
