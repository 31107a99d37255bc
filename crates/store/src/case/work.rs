//! Work lists: what is due, the gravest case first and in it the first due, page by page; and cases that wait for somebody.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use access::action::{SeeOthersWork, SeeOwnWork};
use access::{Actor, OfficePermit};
use domain::priority::Priority;
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, OrganisationId, RegionId, Severity, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use super::record::{CaseHeader, CaseLine, case_line, open_header};
use crate::row::{Cells, filled, instant, text};
use crate::tx::{Snapshot, Statement, statement};
use crate::{DutyKey, Fault, sql};

/// Where a duty stands in a work list: all that is known of it before its line is read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkPlace {
    /// Why its case is where it is: whatever is graver comes first.
    pub priority: Reverse<Priority>,
    /// By when: among the same, the first due comes first.
    pub due_at: Timestamp,
    /// Of which case.
    pub case: CaseId,
    /// Which duty of it.
    pub duty: DutyKey,
    /// Whose it is: only a list that was read with a permit gives a place.
    organisation: OrganisationId,
}

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
    /// Why the case is where it is.
    pub priority: Priority,
    /// Whose it is: only a list that was read with a permit gives a line.
    organisation: OrganisationId,
}

impl WorkLine {
    /// Where it stands in a list.
    fn place(&self) -> WorkPlace {
        let (organisation, due_at, priority) = (self.organisation, self.due_at, Reverse(self.priority));
        WorkPlace { priority, due_at, case: self.case, duty: self.duty.clone(), organisation }
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

/// Whose work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// One person's: what they have, then what they cover.
    Person(UserId),
    /// One person's, as far as it is in these regions or in none.
    PersonIn(UserId, BTreeSet<RegionId>),
    /// That of these regions, and of what is placed in none.
    Regions(BTreeSet<RegionId>),
    /// Everybody's.
    Organisation,
}

/// One slice of a scope, which has an index of its own.
struct Slice<'s> {
    list: &'static str,
    of: Option<String>,
    /// The regions to which it is narrowed, where it is.
    within: Option<Vec<&'s RegionId>>,
}

impl Scope {
    fn slices(&self) -> Vec<Slice<'_>> {
        let slice = |list, of| Slice { list, of, within: None };
        match self {
            Self::Organisation => vec![slice(sql::WORK_ALL, None)],
            Self::Person(user) => {
                vec![slice(sql::WORK_OWNED, Some(text(user))), slice(sql::WORK_COVERED, Some(text(user)))]
            }
            Self::PersonIn(user, regions) => in_regions(*user, regions),
            Self::Regions(regions) => regions
                .iter()
                .map(|region| slice(sql::WORK_REGION, Some(text(region))))
                .chain([slice(sql::WORK_UNPLACED, None)])
                .collect(),
        }
    }
}

/// What is in no region stands in each of these, and is there where there is no region at all.
fn in_regions(user: UserId, regions: &BTreeSet<RegionId>) -> Vec<Slice<'_>> {
    let regions: Vec<&RegionId> = regions.iter().collect();
    let mut some: Vec<&[&RegionId]> = regions.chunks(sql::IN_REGIONS).collect();
    if some.is_empty() {
        some.push(&[]);
    }
    let slice = |list, some: &[_]| Slice { list, of: Some(text(user)), within: Some(some.to_vec()) };
    some.iter()
        .flat_map(|some| [sql::WORK_OWNED_IN, sql::WORK_COVERED_IN].map(|list| slice(list, some)))
        .collect()
}

impl Snapshot {
    /// The places of one's own open work, the gravest case first, then the first due, and not more than so many.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn own_work(
        &mut self,
        permit: &OfficePermit<SeeOwnWork>,
        limit: u32,
    ) -> Result<Vec<WorkPlace>, Fault> {
        self.work(permit.actor(), &Scope::Person(permit.actor().user), limit).await
    }

    /// The places of the open work of others, the gravest case first, then the first due, and not more than so many. Which scope is
    /// whose to see is for the caller to say; a case from which the asker is excluded is in none.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn others_work(
        &mut self,
        permit: &OfficePermit<SeeOthersWork>,
        scope: &Scope,
        limit: u32,
    ) -> Result<Vec<WorkPlace>, Fault> {
        self.work(permit.actor(), scope, limit).await
    }

    async fn work(&mut self, actor: &Actor, scope: &Scope, limit: u32) -> Result<Vec<WorkPlace>, Fault> {
        let mut places = Vec::new();
        for slice in scope.slices() {
            let query = statement(slice.list)
                .bind(text(actor.organisation))
                .bind(text(actor.user))
                .bind(i64::from(limit));
            let row = self.row(slice.narrowed(query)).await?.ok_or_else(Fault::damaged)?;
            for place in packed(&row)? {
                places.push(work_place(actor.organisation, place).ok_or_else(Fault::damaged)?);
            }
        }
        places.sort();
        places.dedup();
        places.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(places)
    }

    /// The lines at these places, in their order. A place that was read in another snapshot may have none.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn work_lines(&mut self, places: &[&WorkPlace]) -> Result<Vec<WorkLine>, Fault> {
        let cases: BTreeSet<CaseId> = places.iter().map(|place| place.case).collect();
        let cases: Vec<CaseId> = cases.into_iter().collect();
        let mut rows = Vec::new();
        for some in cases.chunks(sql::IN_WORK_LINES) {
            let query = filled(statement(sql::WORK_LINES_SOME), some, sql::IN_WORK_LINES);
            rows.push(self.row(query).await?.ok_or_else(Fault::damaged)?);
        }
        let mut lines = BTreeMap::new();
        for row in &rows {
            for of_case in packed(row)? {
                for line in work_lines(of_case).ok_or_else(Fault::damaged)? {
                    lines.insert(line.place(), line);
                }
            }
        }
        // What else is due on a case is not asked for, and a place of another organisation is another place.
        Ok(places.iter().filter_map(|place| lines.remove(*place)).collect())
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
        lists.own.sort_by_key(|line| (Reverse(line.opened_at), line.case));
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
const LIST: usize = 16;

impl Slice<'_> {
    fn narrowed(self, query: Statement) -> Statement {
        let query = self.of.into_iter().fold(query, Statement::bind);
        self.within.into_iter().fold(query, |query, regions| filled(query, regions, sql::IN_REGIONS))
    }
}

/// What came in one row: a list is that, or nothing.
fn packed(row: &AnyRow) -> Result<impl Iterator<Item = &str>, Fault> {
    Ok(row.cell::<Option<&str>>(0)?.into_iter().flat_map(|text| text.split('\u{1e}')))
}

fn work_place(organisation: OrganisationId, place: &str) -> Option<WorkPlace> {
    let mut cells = place.split('\u{1f}');
    let mut cell = || cells.next();
    Some(WorkPlace {
        case: cell()?.parse().ok()?,
        duty: DutyKey { code: cell()?.to_owned(), started: cell()?.parse().ok()? },
        due_at: instant(cell()?.parse().ok()?).ok()?,
        priority: Reverse(Priority::of_kept(cell()?.parse().ok()?)),
        organisation,
    })
}

/// What came of one case: itself, then its duties.
fn work_lines(of_case: &str) -> Option<Vec<WorkLine>> {
    let mut parts = of_case.split('\u{1d}');
    let mut cells = parts.next()?.split('\u{1f}');
    let mut cell = || cells.next();
    let organisation = cell()?.parse().ok()?;
    let case = cell()?.parse().ok()?;
    let region = maybe(cell()?).ok()?;
    let owner = maybe(cell()?).ok()?;
    let reference = CaseReference::parse(cell()?).ok()?;
    let route = cell()?.parse().ok()?;
    let severity = cell()?.parse().ok()?;
    let sequence = cell()?.parse().ok()?;
    let line = |part: &str| {
        let mut cells = part.split('\u{1f}');
        let mut cell = || cells.next();
        let duty = DutyKey { code: cell()?.to_owned(), started: cell()?.parse().ok()? };
        let state = cell()?.to_owned();
        let due_at = instant(cell()?.parse().ok()?).ok()?;
        let priority = Priority::of_kept(cell()?.parse().ok()?);
        Some(WorkLine {
            case,
            reference,
            route,
            severity,
            sequence,
            duty,
            state,
            due_at,
            region,
            owner,
            priority,
            organisation,
        })
    };
    parts.map(line).collect()
}

/// A cell that may be empty.
fn maybe<T: FromStr>(cell: &str) -> Result<Option<T>, T::Err> {
    Some(cell).filter(|cell| !cell.is_empty()).map(str::parse).transpose()
}

#[cfg(test)]
mod tests;
