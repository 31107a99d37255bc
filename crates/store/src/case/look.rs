//! The access journal: who looked at what, when and why. Only ever added to.

use access::action::{BreakGlass, SearchCases, SeeLooks};
use access::{Action, Actor, OfficeAction, OfficePermit, Permit, Relation};
use domain::{CaseId, IdBlock, OrganisationId, UserId};
use jiff::Timestamp;
use seal::Mark;
use sqlx::any::AnyRow;

use super::journal::End;
use super::permit::{OnCase, Opened};
use crate::plan::{Plan, Table, row};
use crate::row::{Cells, maybe, number, text};
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
pub struct LookPage(u64);

impl LookPage {
    /// The newest entries.
    pub const NEWEST: Self = Self(u64::MAX);
}

/// The looks at a case that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LooksAsked {
    /// From this moment on.
    pub from: Timestamp,
    /// Before this one.
    pub until: Timestamp,
    /// Where the page begins.
    pub page: LookPage,
    /// How many at most.
    pub limit: u32,
}

impl LooksAsked {
    /// The newest of all.
    pub const fn newest(limit: u32) -> Self {
        Self { from: Timestamp::MIN, until: Timestamp::MAX, page: LookPage::NEWEST, limit }
    }
}

/// What is written of a look.
pub(crate) struct LookAt<'a> {
    pub(crate) at: Timestamp,
    pub(crate) action: &'static str,
    pub(crate) part: &'a str,
    pub(crate) why: Option<&'a str>,
}

/// What else there is to write of some looks.
#[derive(Default)]
struct More {
    relation: Option<Relation>,
    terms: Option<String>,
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
        self.add_look_on(permit, look).await
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

    /// Writes that somebody searched, with the marks of what they searched for, never the words.
    ///
    /// # Errors
    /// A [`Fault`], and then they must not see what was found.
    pub async fn note_search(
        &mut self,
        permit: &OfficePermit<SearchCases>,
        at: Timestamp,
        part: &str,
        terms: &[Mark],
    ) -> Result<(), Fault> {
        let look = LookAt { at, action: SearchCases::KIND.code(), part, why: None };
        let terms: Vec<String> = terms.iter().map(text).collect();
        let more = More { relation: None, terms: Some(terms.join(" ")) };
        self.write_look(permit.actor().user, permit.organisation(), None, look, more).await
    }

    /// Writes that somebody looked for a record in an emergency and there was none for them, why they did, and the
    /// marks of what they typed.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn note_nothing_urgent(
        &mut self,
        permit: &OfficePermit<BreakGlass>,
        at: Timestamp,
        why: &str,
        terms: &[Mark],
    ) -> Result<(), Fault> {
        let look = LookAt { at, action: BreakGlass::KIND.code(), part: "nothing", why: Some(why) };
        let terms: Vec<String> = terms.iter().map(text).collect();
        let more = More { relation: None, terms: Some(terms.join(" ")) };
        self.write_look(permit.actor().user, permit.organisation(), None, look, more).await
    }

    /// Writes a look at a case, with the relation on which its permit rests.
    pub(crate) async fn add_look_on<A: Action>(
        &mut self,
        permit: &Permit<A>,
        look: LookAt<'_>,
    ) -> Result<(), Fault> {
        let more = More { relation: Some(permit.relation()), terms: None };
        let (user, case) = (permit.actor().user, Some(permit.case()));
        self.write_look(user, permit.organisation(), case, look, more).await
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
        self.write_look(user, organisation, case, look, More::default()).await
    }

    async fn write_look(
        &mut self,
        user: UserId,
        organisation: OrganisationId,
        case: Option<CaseId>,
        look: LookAt<'_>,
        more: More,
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
            .bind(why)
            .bind(more.relation.map(Relation::code).map(str::to_owned))
            .bind(more.terms);
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
        permit.relation().code(),
    ];
    plan.add(Table::Looks, row);
}

impl Snapshot {
    /// Who looked at a case, the newest first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn looks(&mut self, permit: &Permit<SeeLooks>, asked: LooksAsked) -> Result<Vec<Look>, Fault> {
        let query = statement(sql::LOOKS_AT_CASE)
            .bind(text(permit.case()))
            .bind(text(permit.organisation()))
            .bind(number(asked.page.0))
            .bind(asked.from.as_microsecond())
            .bind(asked.until.as_microsecond())
            .bind(i64::from(asked.limit));
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
            after: LookPage(row.count(6)?),
        })
    }
}
