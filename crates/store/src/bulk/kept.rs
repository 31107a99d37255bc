//! Every journal with what is kept beside it, so that the one can be held against the other.
//!
//! What names a case (its id, its organisation, its reference) stands in no journal and is taken as it is;
//! so is the end of its chain, which [`crate::verify`] looks after.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::case::CaseEvent;
use domain::text::CaseReference;
use domain::{CaseId, OrganisationId, Recorded, UserId};
use jiff::Timestamp;
use seal::Mark;
use sqlx::any::AnyRow;
use uuid::Uuid;

use super::unpack::Packed;
use crate::case::counted::{CountRow, Counted};
use crate::case::record::{CaseRecord, open_header};
use crate::keys::Keyring;
use crate::office::voice::voice_mark;
use crate::row::{Cells, maybe, text};
use crate::tx::{Snapshot, statement};
use crate::{DutyKey, DutyRow, Fault, Store, sql};

/// How many cases are read at once.
const BATCH: u16 = 500;

const RECORD: &str = "case_record";
const DUTY: &str = "duty";
/// The columns of a record in the order of `KEPT_RECORDS`, from its fifth on.
const RECORD_COLUMNS: [&str; 12] = [
    "route",
    "status",
    "region",
    "owner",
    "cover",
    "severity",
    "incidents",
    "judge_at",
    "reasons",
    "recorder",
    "opened_at",
    "last_at",
];
/// The columns of a duty in the order of `KEPT_DUTIES`, from its fourth on.
const DUTY_COLUMNS: [&str; 10] = [
    "organisation",
    "state",
    "open",
    "due_at",
    "falls_to",
    "raised_to",
    "region",
    "owner",
    "cover",
    "reasons",
];

/// A place that is not as the journal has it. It says where, never what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Differs {
    /// The table.
    pub table: &'static str,
    /// The column; `missing row` or `extra row` where it is a whole row.
    pub column: &'static str,
}

/// What stands in a column, whether or not it could.
#[derive(PartialEq)]
enum Cell {
    Nothing,
    Text(String),
    Number(i64),
    Unreadable,
}

/// What the columns of a journal say of its two ends, also where a payload was deleted.
pub(super) struct Ends {
    pub(super) recorder: UserId,
    pub(super) opened_at: Timestamp,
    pub(super) last_at: Timestamp,
}

/// One case: its journal, still sealed, and what stands beside it.
pub struct KeptCase {
    pub(super) case: CaseId,
    pub(super) organisation: OrganisationId,
    pub(super) sequence: u64,
    pub(super) ends: Ends,
    reference: CaseReference,
    header: Vec<u8>,
    record: Vec<Cell>,
    duties: BTreeMap<DutyKey, Vec<Cell>>,
    journal: Option<AnyRow>,
    wrapped: Vec<u8>,
    keys: Arc<Keyring>,
}

impl Store {
    /// The next cases of an organisation with what is kept of them, in the order of their ids; none, where
    /// there are no more. For the program's own commands, which act for nobody and show nobody anything.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn kept_after(
        &self,
        organisation: OrganisationId,
        after: Option<CaseId>,
    ) -> Result<Vec<KeptCase>, Fault> {
        let mut snapshot = self.snapshot().await?;
        let after = after.map_or(Uuid::nil(), CaseId::as_uuid);
        let query =
            statement(sql::KEPT_RECORDS).bind(text(organisation)).bind(text(after)).bind(i64::from(BATCH));
        let rows = snapshot.rows(query).await?;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(Vec::new()) };
        let mut beside = Beside::read(&mut snapshot, organisation, first.parsed(0)?, last.parsed(0)?).await?;
        rows.iter().map(|row| beside.kept(organisation, row, &self.keys)).collect()
    }
}

/// What belongs to the records of a batch, each by its case.
struct Beside {
    ends: BTreeMap<CaseId, Ends>,
    duties: BTreeMap<CaseId, BTreeMap<DutyKey, Vec<Cell>>>,
    journals: BTreeMap<CaseId, AnyRow>,
    wrapped: BTreeMap<CaseId, Vec<u8>>,
}

impl Beside {
    async fn read(
        snapshot: &mut Snapshot,
        organisation: OrganisationId,
        first: CaseId,
        last: CaseId,
    ) -> Result<Self, Fault> {
        let [first, last, organisation] = [text(first), text(last), text(organisation)];
        let within = |name: &'static str| statement(name).bind(first.clone()).bind(last.clone());
        let rows = snapshot.rows(within(sql::KEPT_ENDS).bind(organisation.clone())).await?;
        let ends = rows.iter().map(ends).collect::<Result<_, Fault>>()?;
        let mut duties: BTreeMap<CaseId, BTreeMap<DutyKey, Vec<Cell>>> = BTreeMap::new();
        for row in snapshot.rows(within(sql::KEPT_DUTIES)).await? {
            let key = DutyKey { code: row.cell(1)?, started: row.count(2)? };
            duties.entry(row.parsed(0)?).or_default().insert(key, cells(&row, 3, DUTY_COLUMNS.len()));
        }
        let rows = snapshot.rows(within(sql::JOURNAL_RANGE).bind(organisation.clone())).await?;
        let journal = |row: AnyRow| Ok((row.parsed(0)?, row));
        let journals = rows.into_iter().map(journal).collect::<Result<_, Fault>>()?;
        let query = statement(sql::KEYS_RANGE).bind(organisation).bind(first.clone()).bind(last.clone());
        let rows = snapshot.key_rows(query).await?;
        let key = |row: &AnyRow| Ok((row.parsed(0)?, row.cell(1)?));
        let wrapped = rows.iter().map(key).collect::<Result<_, Fault>>()?;
        Ok(Self { ends, duties, journals, wrapped })
    }

    fn kept(
        &mut self,
        organisation: OrganisationId,
        row: &AnyRow,
        keys: &Arc<Keyring>,
    ) -> Result<KeptCase, Fault> {
        let case = row.parsed(0)?;
        Ok(KeptCase {
            case,
            organisation,
            reference: CaseReference::parse(row.cell::<&str>(1)?).map_err(|_| Fault::damaged())?,
            sequence: row.count(2)?,
            header: row.cell(3)?,
            record: cells(row, 4, RECORD_COLUMNS.len()),
            ends: self.ends.remove(&case).ok_or_else(Fault::damaged)?,
            duties: self.duties.remove(&case).unwrap_or_default(),
            journal: self.journals.remove(&case),
            wrapped: self.wrapped.remove(&case).ok_or_else(Fault::damaged)?,
            keys: Arc::clone(keys),
        })
    }
}

fn ends(row: &AnyRow) -> Result<(CaseId, Ends), Fault> {
    let ends = Ends { recorder: row.parsed(1)?, opened_at: row.instant(2)?, last_at: row.instant(3)? };
    Ok((row.parsed(0)?, ends))
}

impl KeptCase {
    /// Which case.
    pub const fn case(&self) -> CaseId {
        self.case
    }

    /// Whose.
    pub const fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    /// Its reference.
    pub const fn reference(&self) -> CaseReference {
        self.reference
    }

    /// When something was last recorded on it, as its journal says.
    pub const fn last_at(&self) -> Timestamp {
        self.ends.last_at
    }

    /// The row that this count of the case is kept in, apart from it.
    pub fn count_row(&self, counted: &Counted) -> CountRow {
        CountRow::of(&self.keys.equality, self.organisation, self.case, counted)
    }

    /// The mark under which what an entry says of feedback stands apart from the case.
    pub fn voice_mark(&self, sequence: u64) -> Mark {
        voice_mark(&self.keys, self.organisation, self.case, sequence)
    }

    /// Its journal, opened: the first entry first, without those whose payload was deleted.
    ///
    /// # Errors
    /// A [`Fault`]; damaged or moved entries do not open.
    pub fn history(&self) -> Result<Vec<Recorded<CaseEvent>>, Fault> {
        let Some(journal) = &self.journal else { return Ok(Vec::new()) };
        let key = self.keys.unwrap(self.organisation, self.case, &self.wrapped)?;
        Packed::of(journal)?.open(self.organisation, &key, &mut Vec::new())
    }

    /// Where what is kept is not what the journal gives: this record, these duties, and its own ends.
    pub fn differences(&self, record: &CaseRecord, duties: &[DutyRow]) -> BTreeSet<Differs> {
        let given = record_cells(record, &self.ends);
        let mut found: BTreeSet<Differs> = unequal(RECORD, &RECORD_COLUMNS, &self.record, &given).collect();
        let header = open_header(&self.keys.header, self.organisation, self.case, &self.header);
        if header.ok().as_ref() != Some(&record.header) {
            found.insert(Differs { table: RECORD, column: "header" });
        }
        let given: BTreeMap<&DutyKey, &DutyRow> = duties.iter().map(|row| (&row.key, row)).collect();
        if self.duties.keys().any(|key| !given.contains_key(key)) {
            found.insert(Differs { table: DUTY, column: "extra row" });
        }
        for (key, row) in given {
            if let Some(kept) = self.duties.get(key) {
                let given = duty_cells(self.organisation, row);
                found.extend(unequal(DUTY, &DUTY_COLUMNS, kept, &given));
            } else {
                found.insert(Differs { table: DUTY, column: "missing row" });
            }
        }
        found
    }
}

fn unequal<'c>(
    table: &'static str,
    columns: &'c [&'static str],
    kept: &'c [Cell],
    given: &'c [Cell],
) -> impl Iterator<Item = Differs> + 'c {
    let pairs = columns.iter().zip(kept.iter().zip(given));
    pairs.filter(|(_, (kept, given))| kept != given).map(move |(column, _)| Differs { table, column })
}

fn record_cells(record: &CaseRecord, ends: &Ends) -> [Cell; RECORD_COLUMNS.len()] {
    [
        words(record.route.code()),
        words(record.status.code()),
        maybe(record.region).into(),
        maybe(record.owner).into(),
        maybe(record.cover).into(),
        words(record.severity.code()),
        Cell::Number(record.incidents.into()),
        record.judge_at.map_or(Cell::Nothing, instant),
        Cell::Number(record.priority.kept().into()),
        Cell::Text(text(ends.recorder)),
        instant(ends.opened_at),
        instant(ends.last_at),
    ]
}

fn duty_cells(organisation: OrganisationId, row: &DutyRow) -> [Cell; DUTY_COLUMNS.len()] {
    [
        Cell::Text(text(organisation)),
        words(&row.state),
        Cell::Number(row.open.into()),
        instant(row.due_at),
        words(&row.falls_to),
        row.raised_to.clone().into(),
        maybe(row.region).into(),
        maybe(row.owner).into(),
        maybe(row.cover).into(),
        Cell::Number(row.priority.kept().into()),
    ]
}

fn words(code: &str) -> Cell {
    Cell::Text(code.to_owned())
}

fn instant(at: Timestamp) -> Cell {
    Cell::Number(at.as_microsecond())
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Nothing, Self::Text)
    }
}

/// So many cells from this one on. What is neither text nor number nor nothing is no reason to stop: it is
/// what is looked for.
fn cells(row: &AnyRow, from: usize, count: usize) -> Vec<Cell> {
    let cell = |at| match (row.cell::<Option<i64>>(at), row.cell::<Option<String>>(at)) {
        (Ok(None), _) | (_, Ok(None)) => Cell::Nothing,
        (Ok(Some(number)), _) => Cell::Number(number),
        (_, Ok(Some(text))) => Cell::Text(text),
        (Err(_), Err(_)) => Cell::Unreadable,
    };
    (from..from + count).map(cell).collect()
}
