//! Work lists: what is due, the first due first, page by page; and cases that wait for somebody.

use std::collections::BTreeSet;
use std::str::FromStr;

use access::action::{SeeOthersWork, SeeOwnWork};
use access::{Actor, OfficeAction, OfficePermit};
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, OrganisationId, RegionId, Severity, UserId};
use jiff::Timestamp;
use seal::DataKey;
use sqlx::any::AnyRow;

use super::record::{CaseHeader, CaseLine, case_line, open_header};
use crate::row::{Cells, instant, number, text};
use crate::tx::{Snapshot, Statement, statement};
use crate::{DutyKey, Fault, sql};

/// A line of a work list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkLine {
    /// Which case.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// The road it is on.
    pub route: Route,
    /// How severe it is.
    pub severity: Severity,
    /// Names and what else a list shows.
    pub header: CaseHeader,
    /// Which duty.
    pub duty: DutyKey,
    /// The duty's state, as it was last judged.
    pub state: String,
    /// By when.
    pub due_at: Timestamp,
    /// To which role it falls.
    pub falls_to: String,
    /// To which role it was raised.
    pub raised_to: Option<String>,
    /// The region of the case.
    pub region: Option<RegionId>,
    /// Who has the case.
    pub owner: Option<UserId>,
    /// Who covers.
    pub cover: Option<UserId>,
}

/// After which line a page of a work list begins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkAfter {
    due_at: Timestamp,
    case: CaseId,
    duty: DutyKey,
}

impl WorkAfter {
    /// The page that follows this line.
    pub fn line(line: &WorkLine) -> Self {
        Self { due_at: line.due_at, case: line.case, duty: line.duty.clone() }
    }

    /// The first page.
    pub fn start() -> Self {
        let nothing = DutyKey { code: String::new(), started: 0 };
        Self { due_at: Timestamp::MIN, case: CaseId::from_uuid(uuid::Uuid::nil()), duty: nothing }
    }
}

/// Whose work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// One person's: what they have, then what they cover.
    Person(UserId),
    /// That of these regions, and of what is placed in none.
    Regions(BTreeSet<RegionId>),
    /// Everybody's.
    Organisation,
}

/// How much there is in a scope, each figure counted no further than [`WorkCounts::CAP`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WorkCounts {
    /// Due before now.
    pub overdue: u64,
    /// Due by the other instant that was asked for, overdue included.
    pub due: u64,
}

impl WorkCounts {
    /// Where counting stops: a list that long is "1,000 or more", and as quick to count as a short one.
    pub const CAP: u64 = 1000;
}

/// One slice of a scope, which has an index of its own.
#[derive(Clone)]
struct Slice {
    list: &'static str,
    count: &'static str,
    of: Option<String>,
}

impl Scope {
    fn slices(&self) -> Vec<Slice> {
        let slice = |list, count, of| Slice { list, count, of };
        match self {
            Self::Organisation => vec![slice(sql::WORK_ALL, sql::COUNT_ALL, None)],
            Self::Person(user) => vec![
                slice(sql::WORK_OWNED, sql::COUNT_OWNED, Some(text(user))),
                slice(sql::WORK_COVERED, sql::COUNT_COVERED, Some(text(user))),
            ],
            Self::Regions(regions) => regions
                .iter()
                .map(|region| slice(sql::WORK_REGION, sql::COUNT_REGION, Some(text(region))))
                .chain([slice(sql::WORK_UNPLACED, sql::COUNT_UNPLACED, None)])
                .collect(),
        }
    }
}

impl Snapshot {
    /// A page of one's own work.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn own_work(
        &mut self,
        permit: &OfficePermit<SeeOwnWork>,
        after: &WorkAfter,
        limit: u32,
    ) -> Result<Vec<WorkLine>, Fault> {
        self.work(permit.actor(), &Scope::Person(permit.actor().user), after, limit).await
    }

    /// A page of the work of others. Which scope is whose to see is for the caller to say.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn others_work(
        &mut self,
        permit: &OfficePermit<SeeOthersWork>,
        scope: &Scope,
        after: &WorkAfter,
        limit: u32,
    ) -> Result<Vec<WorkLine>, Fault> {
        self.work(permit.actor(), scope, after, limit).await
    }

    async fn work(
        &mut self,
        actor: &Actor,
        scope: &Scope,
        after: &WorkAfter,
        limit: u32,
    ) -> Result<Vec<WorkLine>, Fault> {
        let mut lines = Vec::new();
        for slice in scope.slices() {
            let query = statement(slice.list)
                .bind(text(actor.organisation))
                .bind(text(actor.user))
                .bind(after.due_at.as_microsecond())
                .bind(text(after.case))
                .bind(after.duty.code.clone())
                .bind(number(after.duty.started))
                .bind(i64::from(limit));
            let row = self.row(narrowed(query, slice.of)).await?.ok_or_else(Fault::damaged)?;
            work_lines(&self.keys.header, actor.organisation, &row, &mut lines)?;
        }
        lines.sort_by_key(WorkAfter::line);
        lines.dedup_by_key(|line| WorkAfter::line(line));
        lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(lines)
    }

    /// How much of one's own work is overdue at `now`, and due before `by`.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn own_counts(
        &mut self,
        permit: &OfficePermit<SeeOwnWork>,
        now: Timestamp,
        by: Timestamp,
    ) -> Result<WorkCounts, Fault> {
        self.counts(permit.actor(), &Scope::Person(permit.actor().user), now, by).await
    }

    /// How much of the work of others is overdue at `now`, and due before `by`.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn others_counts(
        &mut self,
        permit: &OfficePermit<SeeOthersWork>,
        scope: &Scope,
        now: Timestamp,
        by: Timestamp,
    ) -> Result<WorkCounts, Fault> {
        self.counts(permit.actor(), scope, now, by).await
    }

    async fn counts(
        &mut self,
        actor: &Actor,
        scope: &Scope,
        now: Timestamp,
        by: Timestamp,
    ) -> Result<WorkCounts, Fault> {
        let overdue = self.count_before(actor, scope, now).await?;
        let due = if by == now { overdue } else { self.count_before(actor, scope, by).await? };
        Ok(WorkCounts { overdue, due })
    }

    async fn count_before(&mut self, actor: &Actor, scope: &Scope, before: Timestamp) -> Result<u64, Fault> {
        let mut sum = 0;
        for slice in scope.slices() {
            let query = statement(slice.count)
                .bind(text(actor.organisation))
                .bind(text(actor.user))
                .bind(before.as_microsecond())
                .bind(number(WorkCounts::CAP));
            let row = self.row(narrowed(query, slice.of)).await?.ok_or_else(Fault::damaged)?;
            sum += row.count(0)?;
        }
        Ok(sum.min(WorkCounts::CAP))
    }

    /// One's own cases, the newest first: those one has, those one covers, and those one took the first
    /// report of while nobody has them. `before` is the opening of the last case of the page before.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn own_cases(
        &mut self,
        permit: &OfficePermit<SeeOwnWork>,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<CaseLine>, Fault> {
        let mut lines = Vec::new();
        for list in [sql::CASES_OWNED, sql::CASES_COVERED, sql::CASES_TAKEN] {
            let whose = text(permit.actor().user);
            lines.append(&mut self.cases(permit, list, Some(whose), before, limit).await?);
        }
        lines.sort_by_key(|line| (std::cmp::Reverse(line.opened_at), line.case));
        lines.dedup_by_key(|line| line.case);
        lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(lines)
    }

    /// Cases of a region that nobody has yet, the oldest first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn waiting(
        &mut self,
        permit: &OfficePermit<SeeOthersWork>,
        region: RegionId,
        after: Timestamp,
        limit: u32,
    ) -> Result<Vec<CaseLine>, Fault> {
        self.cases(permit, sql::CASES_WAITING, Some(text(region)), after, limit).await
    }

    /// Cases that nobody has and no region, the oldest first: everybody's first line.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn unowned(
        &mut self,
        permit: &OfficePermit<SeeOwnWork>,
        after: Timestamp,
        limit: u32,
    ) -> Result<Vec<CaseLine>, Fault> {
        self.cases(permit, sql::CASES_UNOWNED, None, after, limit).await
    }

    async fn cases<A: OfficeAction>(
        &mut self,
        permit: &OfficePermit<A>,
        list: &'static str,
        of: Option<String>,
        from: Timestamp,
        limit: u32,
    ) -> Result<Vec<CaseLine>, Fault> {
        let query = narrowed(statement(list).bind(text(permit.organisation())), of)
            .bind(from.as_microsecond())
            .bind(i64::from(limit))
            .bind(text(permit.actor().user));
        self.rows(query).await?.iter().map(|row| case_line(&self.keys.header, row)).collect()
    }
}

fn narrowed(query: Statement, of: Option<String>) -> Statement {
    match of {
        Some(of) => query.bind(of),
        None => query,
    }
}

/// Takes a list out of the one row that it came in.
fn work_lines(
    key: &DataKey,
    organisation: OrganisationId,
    row: &AnyRow,
    lines: &mut Vec<WorkLine>,
) -> Result<(), Fault> {
    let (Some(text), Some(mut headers)) = (row.cell::<Option<&str>>(0)?, row.cell::<Option<&[u8]>>(1)?)
    else {
        return Ok(());
    };
    for line in text.split('\u{1e}') {
        let (line, length) = work_line(line).ok_or_else(Fault::damaged)?;
        let (sealed, rest) = headers.split_at_checked(length).ok_or_else(Fault::damaged)?;
        headers = rest;
        lines.push(WorkLine { header: open_header(key, organisation, line.case, sealed)?, ..line });
    }
    Ok(())
}

/// One line, and the length of its sealed header, which is still to be opened.
fn work_line(line: &str) -> Option<(WorkLine, usize)> {
    let mut cells = line.split('\u{1f}');
    let mut cell = || cells.next();
    let line = WorkLine {
        case: cell()?.parse().ok()?,
        duty: DutyKey { code: cell()?.to_owned(), started: cell()?.parse().ok()? },
        state: cell()?.to_owned(),
        due_at: instant(cell()?.parse().ok()?).ok()?,
        falls_to: cell()?.to_owned(),
        raised_to: Some(cell()?.to_owned()).filter(|role| !role.is_empty()),
        region: maybe(cell()?).ok()?,
        owner: maybe(cell()?).ok()?,
        cover: maybe(cell()?).ok()?,
        reference: CaseReference::parse(cell()?).ok()?,
        route: cell()?.parse().ok()?,
        severity: cell()?.parse().ok()?,
        header: CaseHeader(Vec::new()),
    };
    Some((line, cell()?.parse().ok()?))
}

/// A cell that may be empty.
fn maybe<T: FromStr>(cell: &str) -> Result<Option<T>, T::Err> {
    Some(cell).filter(|cell| !cell.is_empty()).map(str::parse).transpose()
}
