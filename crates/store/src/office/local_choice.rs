//! Which of the survivor's choices there are locally, as the organisation keeps it.

use access::action::KeepChoices;
use access::{Actor, OfficePermit};
use domain::choices::Choice;
use domain::codes::CodeList as _;
use domain::text::Words;
use domain::{Answer, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::any::AnyRow;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// What there is of one choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalChoice {
    /// Of which.
    pub choice: Choice,
    /// Whether it is there. Not known is no no.
    pub available: Answer,
    /// What to know of it: whom to ask, how long it takes. About services, never about anybody.
    pub words: Option<Words>,
    /// On which day somebody looked.
    pub reviewed_on: Date,
    /// By which day somebody looks again.
    pub review_by: Date,
}

/// What there is of one choice, with who said so and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalChoiceKept {
    /// What.
    pub is: LocalChoice,
    /// Who wrote it.
    pub by: UserId,
    /// When. It is also the version: no two are written at one instant.
    pub at: Timestamp,
}

impl Snapshot {
    /// What there is of each choice in the asker's organisation. It says nothing of any case.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn local_choices(&mut self, actor: &Actor) -> Result<Vec<LocalChoiceKept>, Fault> {
        let rows = self.rows(statement(sql::LOCAL_CHOICES).bind(text(actor.organisation))).await?;
        rows.iter().map(kept).collect()
    }
}

impl Tx {
    /// Says what there is of a choice, over what the writer saw; `seen` is when that was written, or nothing.
    /// `false` where somebody wrote something else meanwhile.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn put_local_choice(
        &mut self,
        permit: &OfficePermit<KeepChoices>,
        seen: Option<Timestamp>,
        is: &LocalChoice,
        at: Timestamp,
    ) -> Result<bool, Fault> {
        let query = statement(sql::LOCAL_CHOICE_PUT)
            .bind(text(permit.organisation()))
            .bind(is.choice.code())
            .bind(is.available.code())
            .bind(is.words.as_ref().map(|words| words.as_str().to_owned()))
            .bind(text(is.reviewed_on))
            .bind(text(is.review_by))
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond())
            .bind(seen.map_or(0, Timestamp::as_microsecond));
        Ok(self.run(query).await? == 1)
    }
}

fn kept(row: &AnyRow) -> Result<LocalChoiceKept, Fault> {
    let words: Option<&str> = row.cell(2)?;
    let is = LocalChoice {
        choice: Choice::of_code(row.cell(0)?).ok_or_else(Fault::damaged)?,
        available: Answer::of_code(row.cell(1)?).ok_or_else(Fault::damaged)?,
        words: words.map(Words::parse).transpose().map_err(|_| Fault::damaged())?,
        reviewed_on: row.parsed(3)?,
        review_by: row.parsed(4)?,
    };
    Ok(LocalChoiceKept { is, by: row.parsed(5)?, at: row.instant(6)? })
}
