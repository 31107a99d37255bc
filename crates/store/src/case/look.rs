//! The access journal: who looked at what, when and why. Only ever added to.

use access::action::SeeLooks;
use access::{Action, Actor, OfficeAction, OfficePermit, Permit};
use domain::{CaseId, IdBlock, OrganisationId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use uuid::Uuid;

use super::journal::End;
use super::permit::{OnCase, Opened};
use crate::plan::{Plan, Table, row};
use crate::row::{Cells, maybe, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, place, sql};

/// One entry of the access journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub user: UserId,
    /// What they did: the code of an action.
    pub action: String,
    /// Which part they saw.
    pub part: String,
    /// Why, where they were asked.
    pub why: Option<String>,
    /// Where to go on from.
    pub after: LookPage,
}

/// Where a page of the access journal begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookPage(Option<Uuid>);

impl LookPage {
    /// The newest entries.
    pub const NEWEST: Self = Self(None);
}

/// What is written of a look.
pub(crate) struct LookAt<'a> {
    pub(crate) at: Timestamp,
    pub(crate) action: &'static str,
    pub(crate) part: &'a str,
    pub(crate) why: Option<&'a str>,
}

impl Tx {
    /// Writes that the permit's holder used it: on which part of the case, and why where they were asked.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn note_look<A: Action>(
        &mut self,
        permit: &Permit<A>,
        at: Timestamp,
        part: &str,
        why: Option<&str>,
    ) -> Result<(), Fault> {
        let look = LookAt { at, action: A::KIND.code(), part, why };
        self.add_look(permit.actor(), Some(permit.case()), look).await
    }

    /// Writes that somebody opened a case.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn note_opening(
        &mut self,
        permit: &OfficePermit<access::action::TakeReport>,
        opened: &Opened,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let action = access::OfficeKind::TakeReport.code();
        let look = LookAt { at, action, part: "report", why: None };
        self.add_look(permit.actor(), Some(opened.case()), look).await
    }

    /// Writes that somebody used a permit that concerns no single case: a list, a search.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn note_office_look<A: OfficeAction>(
        &mut self,
        permit: &OfficePermit<A>,
        at: Timestamp,
        part: &str,
        why: Option<&str>,
    ) -> Result<(), Fault> {
        let look = LookAt { at, action: A::KIND.code(), part, why };
        self.add_look(permit.actor(), None, look).await
    }

    pub(crate) async fn add_look(
        &mut self,
        actor: &Actor,
        case: Option<CaseId>,
        look: LookAt<'_>,
    ) -> Result<(), Fault> {
        self.add_look_by(actor.user, actor.organisation, case, look).await
    }

    pub(crate) async fn add_look_by(
        &mut self,
        user: UserId,
        organisation: OrganisationId,
        case: Option<CaseId>,
        look: LookAt<'_>,
    ) -> Result<(), Fault> {
        let id = IdBlock::new(look.at, seal::random()).nth(0);
        let place = place::single(organisation, id, "why");
        let why = look.why.map(|why| self.keys.look.seal(&place, why.as_bytes()));
        let query = statement(sql::LOOK_ADD)
            .bind(text(id))
            .bind(text(organisation))
            .bind(look.at.as_microsecond())
            .bind(text(user))
            .bind(look.action)
            .bind(maybe(case))
            .bind(look.part.to_owned())
            .bind(why);
        self.run(query).await.map(drop)
    }
}

/// The row of a look at a case whose journal ends there.
pub(crate) fn plan_look<A: Action>(
    plan: &mut Plan,
    permit: &Permit<A>,
    end: &End,
    id: &str,
    at: Timestamp,
    part: &str,
) {
    let row = row![
        text(permit.case()),
        end.link.as_bytes(),
        text(permit.organisation()),
        id,
        at.as_microsecond(),
        text(permit.actor().user),
        A::KIND.code(),
        part,
    ];
    plan.add(Table::Looks, row);
}

impl Snapshot {
    /// Who looked at a case, the newest first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn looks(
        &mut self,
        permit: &Permit<SeeLooks>,
        page: LookPage,
        limit: u32,
    ) -> Result<Vec<Look>, Fault> {
        let query = statement(sql::LOOKS_AT_CASE)
            .bind(text(permit.case()))
            .bind(text(permit.organisation()))
            .bind(text(page.0.unwrap_or(Uuid::max())))
            .bind(i64::from(limit));
        self.rows(query).await?.iter().map(|row| self.look(permit, row)).collect()
    }

    fn look(&self, permit: &impl OnCase, row: &AnyRow) -> Result<Look, Fault> {
        let id = row.parsed(0)?;
        let sealed: Option<&[u8]> = row.cell(5)?;
        let place = place::single(permit.organisation(), id, "why");
        let why = sealed.map(|sealed| self.keys.look.open(&place, sealed)).transpose()?;
        Ok(Look {
            at: row.instant(1)?,
            user: row.parsed(2)?,
            action: row.cell(3)?,
            part: row.cell(4)?,
            why: why.map(String::from_utf8).transpose().map_err(|_| Fault::damaged())?,
            after: LookPage(Some(id)),
        })
    }
}
