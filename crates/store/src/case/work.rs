//! Work lists: what is due, the first due first, page by page; and cases that wait for somebody.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use access::action::{SeeOthersWork, SeeOwnWork};
use access::{Actor, OfficePermit};
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, OrganisationId, RegionId, Severity, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use super::record::{CaseHeader, CaseLine, case_line, open_header};
use crate::row::{Cells, filled, instant, number, text};
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
    /// The case's last entry: what is kept in memory of the case is still so where it is of this entry.
    pub sequence: u64,
    /// Which duty.
    pub duty: DutyKey,
    /// The duty's state, as it was last judged.
    pub state: String,
    /// By when.
    pub due_at: Timestamp,
    /// The region of the case.
    pub region: Option<RegionId>,
    /// Who has the case.
    pub owner: Option<UserId>,
    /// Whose it is: only a list that was read with a permit gives a line.
    organisation: OrganisationId,
}

impl WorkLine {
    /// Where it stands in a list.
    fn place(&self) -> (Timestamp, CaseId, &DutyKey) {
        (self.due_at, self.case, &self.duty)
    }
}

/// The cases of a work page, each list as far as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseLists {
    /// Those one has, those one covers, and those one took the first report of while nobody has them; the
    /// newest first.
    pub own: Vec<CaseLine>,
    /// Those that nobody has and no region, the oldest first: everybody's first line.
    pub unowned: Vec<CaseLine>,
    /// Those of the regions asked for that nobody has yet, the oldest first.
    pub waiting: Vec<CaseLine>,
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

/// One slice of a scope, which has an index of its own.
#[derive(Clone)]
struct Slice {
    list: &'static str,
    of: Option<String>,
}

impl Scope {
    fn slices(&self) -> Vec<Slice> {
        let slice = |list, of| Slice { list, of };
        match self {
            Self::Organisation => vec![slice(sql::WORK_ALL, None)],
            Self::Person(user) => {
                vec![slice(sql::WORK_OWNED, Some(text(user))), slice(sql::WORK_COVERED, Some(text(user)))]
            }
            Self::Regions(regions) => regions
                .iter()
                .map(|region| slice(sql::WORK_REGION, Some(text(region))))
                .chain([slice(sql::WORK_UNPLACED, None)])
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
            work_lines(actor.organisation, &row, &mut lines)?;
        }
        lines.sort_by(|one, other| one.place().cmp(&other.place()));
        lines.dedup_by(|one, other| one.place() == other.place());
        lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(lines)
    }

    /// What the lists show of people, for the cases of these lines.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn headers(&mut self, lines: &[&WorkLine]) -> Result<BTreeMap<CaseId, CaseHeader>, Fault> {
        let mut headers = BTreeMap::new();
        let cases: BTreeSet<_> = lines.iter().map(|line| (line.organisation, line.case)).collect();
        let cases: Vec<_> = cases.into_iter().collect();
        for same in cases.chunk_by(|one, next| one.0 == next.0) {
            for some in same.chunks(sql::IN_HEADERS) {
                self.some_headers(some, &mut headers).await?;
            }
        }
        Ok(headers)
    }

    async fn some_headers(
        &mut self,
        some: &[(OrganisationId, CaseId)],
        headers: &mut BTreeMap<CaseId, CaseHeader>,
    ) -> Result<(), Fault> {
        let Some((organisation, _)) = some.first() else { return Ok(()) };
        let query = statement(sql::HEADERS_SOME);
        // A header of another organisation would not open.
        for row in self.rows(filled(query, some.iter().map(|(_, case)| case), sql::IN_HEADERS)).await? {
            let case = row.parsed(0)?;
            headers.insert(case, open_header(&self.keys.header, *organisation, case, row.cell(1)?)?);
        }
        Ok(())
    }

    /// The cases of a work page: one's own and those that nobody has, and what waits in these regions where
    /// one may see the work of others. Each list has at most so many, what waits so many for each region.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn case_lists(
        &mut self,
        own: &OfficePermit<SeeOwnWork>,
        others: Option<(&OfficePermit<SeeOthersWork>, &[RegionId])>,
        limit: u32,
    ) -> Result<CaseLists, Fault> {
        let mut lists = CaseLists::default();
        let regions = others.map_or(&[][..], |(_, regions)| regions);
        let (first, more) = regions.split_at(regions.len().min(sql::IN_WAITING));
        let mine = if first.is_empty() { sql::CASES_MINE } else { sql::CASES_MINE_AND_WAITING };
        self.add_cases(own.actor(), mine, first, limit, &mut lists).await?;
        for some in more.chunks(sql::IN_WAITING) {
            self.add_cases(own.actor(), sql::CASES_WAITING, some, limit, &mut lists).await?;
        }
        lists.own.sort_by_key(|line| (std::cmp::Reverse(line.opened_at), line.case));
        lists.own.dedup_by_key(|line| line.case);
        lists.own.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        lists.unowned.sort_by_key(|line| (line.opened_at, line.case));
        lists.waiting.sort_by_key(|line| (line.opened_at, line.case));
        Ok(lists)
    }

    async fn add_cases(
        &mut self,
        actor: &Actor,
        list: &'static str,
        regions: &[RegionId],
        limit: u32,
        lists: &mut CaseLists,
    ) -> Result<(), Fault> {
        let query =
            statement(list).bind(text(actor.organisation)).bind(text(actor.user)).bind(i64::from(limit));
        let room = if regions.is_empty() { 0 } else { sql::IN_WAITING };
        for row in self.rows(filled(query, regions, room)).await? {
            let line = case_line(&self.keys.header, &row)?;
            match row.cell(LIST)? {
                "own" => lists.own.push(line),
                "unowned" => lists.unowned.push(line),
                "waiting" => lists.waiting.push(line),
                _ => return Err(Fault::damaged()),
            }
        }
        Ok(())
    }
}

/// The column that names the list, behind those of the record.
const LIST: usize = 15;

fn narrowed(query: Statement, of: Option<String>) -> Statement {
    match of {
        Some(of) => query.bind(of),
        None => query,
    }
}

/// Takes a list out of the one row that it came in.
fn work_lines(organisation: OrganisationId, row: &AnyRow, lines: &mut Vec<WorkLine>) -> Result<(), Fault> {
    let Some(text) = row.cell::<Option<&str>>(0)? else { return Ok(()) };
    for line in text.split('\u{1e}') {
        lines.push(work_line(organisation, line).ok_or_else(Fault::damaged)?);
    }
    Ok(())
}

fn work_line(organisation: OrganisationId, line: &str) -> Option<WorkLine> {
    let mut cells = line.split('\u{1f}');
    let mut cell = || cells.next();
    Some(WorkLine {
        case: cell()?.parse().ok()?,
        duty: DutyKey { code: cell()?.to_owned(), started: cell()?.parse().ok()? },
        state: cell()?.to_owned(),
        due_at: instant(cell()?.parse().ok()?).ok()?,
        region: maybe(cell()?).ok()?,
        owner: maybe(cell()?).ok()?,
        reference: CaseReference::parse(cell()?).ok()?,
        route: cell()?.parse().ok()?,
        severity: cell()?.parse().ok()?,
        sequence: cell()?.parse().ok()?,
        organisation,
    })
}

/// A cell that may be empty.
fn maybe<T: FromStr>(cell: &str) -> Result<Option<T>, T::Err> {
    Some(cell).filter(|cell| !cell.is_empty()).map(str::parse).transpose()
}
