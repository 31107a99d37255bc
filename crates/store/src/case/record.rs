//! The record of a case: what lists, searches and permits need, as the journal has it.

use std::fmt;

use domain::codes::UnknownCode;
use domain::priority::Priority;
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, OrganisationId, RegionId, Severity, UserId};
use jiff::Timestamp;
use seal::DataKey;
use sqlx::any::AnyRow;
use zeroize::{Zeroize as _, ZeroizeOnDrop};

use super::journal::End;
use super::permit::{KeepsCase, OnCase, Opened, ReadsCase, RecordsCase};
use crate::plan::{Plan, Table, row};
use crate::row::{Cells, maybe, number, text};
use crate::tx::{Snapshot, Statement, Tx, statement};
use crate::{Fault, place, sql};

/// What of a case a list or a search shows about people: names, in a form that the service owns. Sealed
/// at rest, wiped from memory when it is dropped. `Debug` prints its type only.
#[derive(Clone, PartialEq, Eq)]
pub struct CaseHeader(pub Vec<u8>);

impl Drop for CaseHeader {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for CaseHeader {}

impl fmt::Debug for CaseHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CaseHeader")
    }
}

/// Whether a case is worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseStatus {
    /// It is.
    Open,
    /// It is closed, and can be opened again.
    Closed,
}

impl CaseStatus {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

impl std::str::FromStr for CaseStatus {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        [Self::Open, Self::Closed].into_iter().find(|status| status.code() == text).ok_or(UnknownCode)
    }
}

/// The record of a case, as its journal has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRecord {
    /// Its reference. Kept from the opening; a later record does not change it.
    pub reference: CaseReference,
    /// The road it is on.
    pub route: Route,
    /// Whether it is worked on.
    pub status: CaseStatus,
    /// Its region.
    pub region: Option<RegionId>,
    /// Who has it.
    pub owner: Option<UserId>,
    /// Who covers.
    pub cover: Option<UserId>,
    /// How severe it is.
    pub severity: Severity,
    /// How many incidents are recorded.
    pub incidents: u32,
    /// Why lists have it where they do.
    pub priority: Priority,
    /// When time alone changes its duties next; then it is among [`Snapshot::cases_to_judge`].
    pub judge_at: Option<Timestamp>,
    /// Names and what else a list shows.
    pub header: CaseHeader,
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// Which case.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// The road it is on.
    pub route: Route,
    /// Whether it is worked on.
    pub status: CaseStatus,
    /// Its region.
    pub region: Option<RegionId>,
    /// Who has it.
    pub owner: Option<UserId>,
    /// Who covers.
    pub cover: Option<UserId>,
    /// Who took the first report.
    pub recorder: UserId,
    /// How severe it is.
    pub severity: Severity,
    /// How many incidents are recorded.
    pub incidents: u64,
    /// Why lists have it where they do, as it was last judged.
    pub priority: Priority,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When something was last recorded.
    pub last_at: Timestamp,
    /// The last entry's place.
    pub sequence: u64,
    /// Names and what else a list shows.
    pub header: CaseHeader,
}

impl CaseRecord {
    /// Whether lists have both in the same place.
    fn stands_where(&self, other: &Self) -> bool {
        let people = |record: &Self| (record.region, record.owner, record.cover);
        let rest =
            |record: &Self| (record.route, record.status, record.severity, record.incidents, record.judge_at);
        people(self) == people(other) && rest(self) == rest(other) && self.priority == other.priority
    }
}

impl Snapshot {
    /// The record of a case.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn case_line(&mut self, permit: &impl ReadsCase) -> Result<Option<CaseLine>, Fault> {
        if let Some(row) =
            self.seen.as_ref().filter(|seen| seen.case == permit.case()).and_then(|seen| seen.row.as_ref())
        {
            return case_line(&self.keys.header, row).map(Some);
        }
        let query = statement(sql::CASE_ONE).bind(text(permit.organisation())).bind(text(permit.case()));
        let row = self.row(query).await?;
        row.map(|row| case_line(&self.keys.header, &row)).transpose()
    }
}

impl Tx {
    pub(crate) async fn add_record(
        &mut self,
        opened: &Opened,
        record: &CaseRecord,
        end: &End,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let header = seal_header(&self.keys.header, opened, &record.header);
        let query = statement(sql::CASE_ADD)
            .bind(text(opened.case))
            .bind(text(opened.organisation))
            .bind(text(record.reference))
            .bind(record.route.code())
            .bind(record.status.code())
            .bind(maybe(record.region))
            .bind(maybe(record.owner))
            .bind(maybe(record.cover))
            .bind(text(opened.user))
            .bind(record.severity.code())
            .bind(i64::from(record.incidents))
            .bind(now.as_microsecond())
            .bind(now.as_microsecond())
            .bind(record.judge_at.map(Timestamp::as_microsecond))
            .bind(i64::from(record.priority.kept()))
            .bind(number(end.sequence))
            .bind(end.link.as_bytes().to_vec())
            .bind(header);
        Ok(self.run(query).await? == 1)
    }

    /// Puts the record of a case as its journal now has it.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn put_record(&mut self, permit: &impl KeepsCase, record: &CaseRecord) -> Result<(), Fault> {
        self.seen = None;
        let header = seal_header(&self.keys.header, permit, &record.header);
        let query = statement(sql::CASE_PUT).bind(text(permit.organisation())).bind(text(permit.case()));
        self.run(record_bound(query, record).bind(header)).await.map(drop)
    }
}

/// What of a record changes, as the statements that put one take it.
pub(crate) fn record_bound(query: Statement, record: &CaseRecord) -> Statement {
    query
        .bind(record.route.code())
        .bind(record.status.code())
        .bind(maybe(record.region))
        .bind(maybe(record.owner))
        .bind(maybe(record.cover))
        .bind(record.severity.code())
        .bind(i64::from(record.incidents))
        .bind(record.judge_at.map(Timestamp::as_microsecond))
        .bind(i64::from(record.priority.kept()))
}

/// The rows of a record, of a case whose journal went on from where it stood to where it now ends. `was` is
/// what was kept of it before, where that is known.
pub(crate) fn plan_record(
    plan: &mut Plan,
    key: &DataKey,
    permit: &impl RecordsCase,
    (stood, end): (&End, &End),
    (was, record): (Option<&CaseRecord>, &CaseRecord),
    now: Timestamp,
) {
    let row = row![
        text(permit.organisation()),
        text(permit.case()),
        text(permit.user()),
        stood.link.as_bytes(),
        number(end.sequence),
        end.link.as_bytes(),
        now.as_microsecond(),
        seal_header(key, permit, &record.header),
    ];
    plan.add(Table::Records, row);
    if was.is_some_and(|was| was.stands_where(record)) {
        return;
    }
    let row = row![
        text(permit.case()),
        end.link.as_bytes(),
        record.route.code(),
        record.status.code(),
        record.severity.code(),
        i64::from(record.incidents),
        maybe(record.region),
        maybe(record.owner),
        maybe(record.cover),
        record.judge_at.map(Timestamp::as_microsecond),
        i64::from(record.priority.kept()),
    ];
    plan.add(Table::Places, row);
}

pub(crate) const HEADER: &str = "case-header";

pub(crate) fn seal_header(key: &DataKey, permit: &impl OnCase, header: &CaseHeader) -> Vec<u8> {
    key.seal(&place::single(permit.organisation(), permit.case().as_uuid(), HEADER), &header.0)
}

pub(crate) fn open_header(
    key: &DataKey,
    organisation: OrganisationId,
    case: CaseId,
    sealed: &[u8],
) -> Result<CaseHeader, Fault> {
    Ok(CaseHeader(key.open(&place::single(organisation, case.as_uuid(), HEADER), sealed)?))
}

/// Why a case is where it is, as a column has it.
pub(crate) fn kept_priority(kept: i64) -> Result<Priority, Fault> {
    u32::try_from(kept).map(Priority::of_kept).map_err(|_| Fault::damaged())
}

/// A row of the statements that read whole records.
pub(crate) fn case_line(key: &DataKey, row: &AnyRow) -> Result<CaseLine, Fault> {
    let case = row.parsed(0)?;
    let reference = CaseReference::parse(row.cell::<&str>(2)?).map_err(|_| Fault::damaged())?;
    Ok(CaseLine {
        case,
        reference,
        route: row.parsed(3)?,
        status: row.parsed(4)?,
        region: row.maybe_parsed(5)?,
        owner: row.maybe_parsed(6)?,
        cover: row.maybe_parsed(7)?,
        recorder: row.parsed(8)?,
        severity: row.parsed(9)?,
        incidents: row.count(10)?,
        opened_at: row.instant(11)?,
        last_at: row.instant(12)?,
        sequence: row.count(13)?,
        header: open_header(key, row.parsed(1)?, case, row.cell(14)?)?,
        priority: kept_priority(row.cell(15)?)?,
    })
}
