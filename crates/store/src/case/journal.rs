//! The journal of a case: sealed, chained, only ever added to.

use access::OfficePermit;
use access::action::TakeReport;
use domain::case::CaseEvent;
use domain::{CaseId, Moment, Recorded};
use jiff::Timestamp;
use seal::{DataKey, Digest, Header, Link};
use sqlx::any::AnyRow;

use super::hold::Deletion;
use super::permit::{Opened, ReadsCase, RecordsCase};
use super::record::CaseRecord;
use crate::bulk::unpack::Packed;
use crate::heads::Head;
use crate::plan::{Plan, Table, row};
use crate::row::{Cells, number, text};
use crate::tx::{Seen, Snapshot, Tx, statement};
use crate::{Conflict, Fault, KeepsCase, WriteError, place, sql};

/// Where the journal of a case stood when the facts for a permit were read: what is recorded, or shown,
/// on that permit rests on it.
#[derive(Clone, Copy)]
pub struct Standing {
    pub(crate) case: CaseId,
    pub(crate) end: End,
}

impl Standing {
    /// The place of the last entry.
    pub const fn sequence(&self) -> u64 {
        self.end.sequence
    }

    /// What is told of it once it is on the disk.
    pub(crate) const fn head(&self) -> Head {
        Head::Entry { number: self.end.sequence, link: self.end.link }
    }
}

/// Where a journal ends.
#[derive(Clone, Copy)]
pub(crate) struct End {
    pub(crate) sequence: u64,
    pub(crate) link: Link,
}

impl End {
    /// The sequence and the link that stand in these columns of a row.
    pub(crate) fn of(row: &AnyRow, sequence: usize, link: usize) -> Result<Self, Fault> {
        Ok(Self { sequence: row.count(sequence)?, link: Link::from_bytes(row.bytes32(link)?) })
    }
}

/// One entry, sealed and linked, on its way into the table.
pub(crate) struct Sealed<'a> {
    pub(crate) sequence: u64,
    kind: &'a str,
    payload: Vec<u8>,
    digest: Digest,
    pub(crate) link: Link,
}

impl Snapshot {
    /// Everything recorded on a case, the first entry first. An entry whose payload was deleted is left
    /// out.
    ///
    /// # Errors
    /// A [`Fault`]; damaged or moved entries do not open.
    pub async fn history(&mut self, permit: &impl ReadsCase) -> Result<Vec<Recorded<CaseEvent>>, Fault> {
        let (organisation, case) = (permit.organisation(), permit.case());
        let key = self.case_key(organisation, case).await?;
        let query = statement(sql::JOURNAL_READ).bind(text(case)).bind(text(organisation));
        match self.row(query).await? {
            Some(row) => Packed::of(&row)?.open(organisation, &key, &mut Vec::new()),
            None => Ok(Vec::new()),
        }
    }

    /// Where the journal of the permit's case stood when the facts for the permit were read in this
    /// view; nothing where they were not read here.
    pub fn standing(&self, permit: &impl ReadsCase) -> Option<Standing> {
        let seen = self.seen.as_ref().filter(|seen| seen.case == permit.case())?;
        Some(Standing { case: seen.case, end: seen.end })
    }

    pub(crate) async fn end(&mut self, permit: &impl ReadsCase) -> Result<Option<End>, Fault> {
        if let Some(standing) = self.standing(permit) {
            return Ok(Some(standing.end));
        }
        let query = statement(sql::CASE_HEAD).bind(text(permit.organisation())).bind(text(permit.case()));
        self.row(query).await?.map(|row| End::of(&row, 0, 1)).transpose()
    }
}

impl Tx {
    /// Opens a case: its key, its record and its first entries.
    ///
    /// # Errors
    /// [`Conflict`] where the case or its reference is there already: draw another reference.
    pub async fn open_case(
        &mut self,
        permit: &OfficePermit<TakeReport>,
        case: CaseId,
        record: &CaseRecord,
        events: &[CaseEvent],
        moment: &Moment,
    ) -> Result<Opened, WriteError> {
        let opened = Opened { case, organisation: permit.organisation(), user: permit.actor().user };
        let key = self.make_case_key(opened.organisation, case).await?;
        let genesis = Link::genesis(opened.organisation.as_uuid().into_bytes(), case.as_uuid().into_bytes());
        let end = End { sequence: 0, link: genesis };
        let entries = seal_all(&key, &opened, &end, events, moment.now)?;
        let end = entries.last().map_or(end, |last| End { sequence: last.sequence, link: last.link });
        if !self.add_record(&opened, record, &end, moment.now).await? {
            return Err(Conflict.into());
        }
        self.seen = Some(Seen { case, end, row: None });
        self.add_entries(&opened, &end, entries, moment.now).await?;
        Ok(opened)
    }

    /// Adds entries to a case, in the name of the permit's holder.
    ///
    /// # Errors
    /// [`Conflict`] where the case's last entry is no longer `expected`.
    pub async fn append(
        &mut self,
        permit: &impl RecordsCase,
        expected: u64,
        events: &[CaseEvent],
        moment: &Moment,
    ) -> Result<(), WriteError> {
        if events.is_empty() {
            return Ok(());
        }
        let end = self.end(permit).await?.filter(|end| end.sequence == expected).ok_or(Conflict)?;
        let key = self.case_key(permit.organisation(), permit.case()).await?;
        let entries = seal_all(&key, permit, &end, events, moment.now)?;
        // The record moves first: of two writers on PostgreSQL the second waits here, and then finds the
        // sequence gone.
        let end = self.advance(permit, expected, &entries, moment.now).await?;
        self.add_entries(permit, &end, entries, moment.now).await?;
        Ok(())
    }

    async fn advance(
        &mut self,
        permit: &impl RecordsCase,
        expected: u64,
        entries: &[Sealed<'_>],
        now: Timestamp,
    ) -> Result<End, WriteError> {
        let last = entries.last().ok_or(Conflict)?;
        let query = statement(sql::CASE_ADVANCE)
            .bind(text(permit.organisation()))
            .bind(text(permit.case()))
            .bind(number(expected))
            .bind(number(last.sequence))
            .bind(last.link.as_bytes().to_vec())
            .bind(now.as_microsecond());
        if self.run(query).await? == 0 {
            return Err(Conflict.into());
        }
        let end = End { sequence: last.sequence, link: last.link };
        self.seen = Some(Seen { case: permit.case(), end, row: None });
        Ok(end)
    }

    async fn add_entries(
        &mut self,
        permit: &impl RecordsCase,
        end: &End,
        entries: Vec<Sealed<'_>>,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let mut plan = Plan::default();
        plan_entries(&mut plan, permit, end, entries, now);
        self.run_plan(&plan).await?;
        self.grew.push(Head::Entry { number: end.sequence, link: end.link });
        Ok(())
    }

    /// Deletes what an entry says, and leaves that there was one: the chain still verifies. Nothing of a case
    /// that is held.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn delete_payload(
        &mut self,
        permit: &impl KeepsCase,
        sequence: u64,
    ) -> Result<Deletion, Fault> {
        let query = statement(sql::JOURNAL_FORGET).bind(text(permit.case())).bind(number(sequence));
        let gone = self.run(query.bind(text(permit.organisation()))).await? == 1;
        self.deleted(permit, gone).await
    }
}

/// The rows of entries, of a journal that ends there with them.
pub(crate) fn plan_entries(
    plan: &mut Plan,
    permit: &impl RecordsCase,
    end: &End,
    entries: Vec<Sealed<'_>>,
    now: Timestamp,
) {
    for entry in entries {
        let row = row![
            text(permit.case()),
            end.link.as_bytes(),
            text(permit.organisation()),
            now.as_microsecond(),
            text(permit.user()),
            number(entry.sequence),
            entry.kind,
            entry.payload,
            entry.digest.as_bytes(),
            entry.link.as_bytes(),
        ];
        plan.add(Table::Entries, row);
    }
}

/// Seals events to their places and links each to the one before.
pub(crate) fn seal_all<'e>(
    key: &DataKey,
    permit: &impl RecordsCase,
    end: &End,
    events: &'e [CaseEvent],
    now: Timestamp,
) -> Result<Vec<Sealed<'e>>, Fault> {
    let (organisation, case, user) = (permit.organisation(), permit.case(), permit.user());
    let (recorded_at, actor) = (now.as_microsecond(), user.as_uuid().into_bytes());
    let mut link = end.link;
    let sealed = |(event, sequence): (&'e CaseEvent, u64)| {
        let kind = event.kind();
        let payload = key.seal(&place::entry(organisation, case, sequence, kind), &event.encode()?);
        let digest = Digest::of(&payload);
        link = link.next(&Header { sequence, recorded_at, actor: &actor, kind, digest });
        Ok(Sealed { sequence, kind, payload, digest, link })
    };
    events.iter().zip(end.sequence + 1..).map(sealed).collect()
}
