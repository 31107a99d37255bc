//! The journal of a case: sealed, chained, only ever added to.

use access::OfficePermit;
use access::action::TakeReport;
use domain::case::CaseEvent;
use domain::{CaseId, Moment, Recorded};
use jiff::Timestamp;
use seal::{DataKey, Digest, Header, Link};
use sqlx::any::AnyRow;

use super::permit::{Opened, ReadsCase, RecordsCase};
use super::record::CaseRecord;
use crate::bulk::unpack::Packed;
use crate::row::{Cells, number, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Conflict, Fault, KeepsCase, WriteError, place, sql};

/// Where a journal ends.
#[derive(Clone, Copy)]
pub(crate) struct End {
    sequence: u64,
    link: Link,
}

impl End {
    /// The sequence and the link that stand in a row from this column on.
    pub(crate) fn of(row: &AnyRow, from: usize) -> Result<Self, Fault> {
        Ok(Self { sequence: row.count(from)?, link: Link::from_bytes(row.bytes32(from + 1)?) })
    }
}

/// One entry, sealed and linked, on its way into the table.
struct Sealed<'a> {
    sequence: u64,
    kind: &'a str,
    payload: Vec<u8>,
    digest: Digest,
    link: Link,
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

    async fn end(&mut self, permit: &impl ReadsCase) -> Result<Option<End>, Fault> {
        if let Some((_, end)) = self.seen.filter(|(case, _)| *case == permit.case()) {
            return Ok(Some(end));
        }
        let query = statement(sql::CASE_HEAD).bind(text(permit.organisation())).bind(text(permit.case()));
        self.row(query).await?.map(|row| End::of(&row, 0)).transpose()
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
        let (sequence, head) = entries.last().map_or((0, genesis), |last| (last.sequence, last.link));
        if !self.add_record(&opened, record, sequence, head, moment.now).await? {
            return Err(Conflict.into());
        }
        self.add_entries(&opened, entries, moment.now).await?;
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
        self.advance(permit, expected, &entries, moment.now).await?;
        self.add_entries(permit, entries, moment.now).await?;
        Ok(())
    }

    async fn advance(
        &mut self,
        permit: &impl RecordsCase,
        expected: u64,
        entries: &[Sealed<'_>],
        now: Timestamp,
    ) -> Result<(), WriteError> {
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
        self.seen = Some((permit.case(), End { sequence: last.sequence, link: last.link }));
        Ok(())
    }

    async fn add_entries(
        &mut self,
        permit: &impl RecordsCase,
        entries: Vec<Sealed<'_>>,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let [case, organisation, user] =
            [text(permit.case()), text(permit.organisation()), text(permit.user())];
        for entry in entries {
            let query = statement(sql::JOURNAL_ADD)
                .bind(case.clone())
                .bind(number(entry.sequence))
                .bind(organisation.clone())
                .bind(now.as_microsecond())
                .bind(user.clone())
                .bind(entry.kind.to_owned())
                .bind(entry.payload)
                .bind(entry.digest.as_bytes().to_vec())
                .bind(entry.link.as_bytes().to_vec());
            self.run(query).await?;
        }
        Ok(())
    }

    /// Deletes what an entry says, and leaves that there was one: the chain still verifies.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn delete_payload(&mut self, permit: &impl KeepsCase, sequence: u64) -> Result<bool, Fault> {
        let query = statement(sql::JOURNAL_FORGET).bind(text(permit.case())).bind(number(sequence));
        Ok(self.run(query.bind(text(permit.organisation()))).await? == 1)
    }
}

/// Seals events to their places and links each to the one before.
fn seal_all<'e>(
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
