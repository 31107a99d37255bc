//! The walk itself: the journal in the order of its key, beside the heads that the records keep.

use std::collections::BTreeMap;

use domain::{CaseId, OrganisationId, UserId};
use seal::{Break, BreakKind, Chain, Digest, Head, Header, Link, Row};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use uuid::Uuid;

use super::{Broken, VerifyReport};
use crate::heads::OutsideHeads;
use crate::row::{Cells, number, text};
use crate::{Fault, sql};

const BATCH: i64 = 5000;

/// The head that a record keeps.
struct Kept {
    organisation: OrganisationId,
    head: Head,
}

/// The stream that is being walked.
struct Stream {
    id: CaseId,
    chain: Chain,
    broken: Option<Break>,
}

pub(super) async fn walk(
    connection: &mut AnyConnection,
    outside: &mut OutsideHeads,
) -> Result<VerifyReport, Fault> {
    let mut walk = Walk { heads: heads(connection).await?, now: None, report: VerifyReport::default() };
    let (mut stream, mut sequence) = (Uuid::nil().to_string(), 0);
    loop {
        let query = sqlx::query(sql::JOURNAL_WALK).bind(stream.clone()).bind(number(sequence)).bind(BATCH);
        let rows = query.fetch_all(&mut *connection).await?;
        let Some(last) = rows.last() else { return Ok(walk.finish()) };
        (stream, sequence) = (last.cell(0)?, last.count(1)?);
        for row in &rows {
            walk.row(row)?;
            outside.met_entry(row.count(1)?, row.bytes32(8).unwrap_or_default());
        }
    }
}

async fn heads(connection: &mut AnyConnection) -> Result<BTreeMap<CaseId, Kept>, Fault> {
    let mut heads = BTreeMap::new();
    let mut after = Uuid::nil().to_string();
    loop {
        let query = sqlx::query(sql::HEADS_WALK).bind(after).bind(BATCH);
        let rows = query.fetch_all(&mut *connection).await?;
        let Some(last) = rows.last() else { return Ok(heads) };
        after = text(last.parsed::<CaseId>(0)?);
        for row in &rows {
            let head = Head { sequence: row.count(2)?, link: Link::from_bytes(row.bytes32(3)?) };
            heads.insert(row.parsed(0)?, Kept { organisation: row.parsed(1)?, head });
        }
    }
}

struct Walk {
    heads: BTreeMap<CaseId, Kept>,
    now: Option<Stream>,
    report: VerifyReport,
}

impl Walk {
    fn row(&mut self, row: &AnyRow) -> Result<(), Fault> {
        let id = row.parsed(0)?;
        if self.now.as_ref().is_none_or(|now| now.id != id) {
            self.end_stream();
            let organisation: OrganisationId = row.parsed(2)?;
            let chain = Chain::new(organisation.as_uuid().into_bytes(), id.as_uuid().into_bytes());
            self.now = Some(Stream { id, chain, broken: None });
        }
        self.report.rows += 1;
        let payload: Option<&[u8]> = row.cell(6)?;
        self.report.deleted += u64::from(payload.is_none());
        if let Some(now) = &mut self.now
            && now.broken.is_none()
        {
            now.broken = feed(&mut now.chain, row, payload)?;
        }
        Ok(())
    }

    /// Holds the end of the stream against the head that its record keeps.
    fn end_stream(&mut self) {
        let Some(Stream { id, chain, broken }) = self.now.take() else { return };
        self.report.streams += 1;
        let kept = self.heads.remove(&id);
        let nothing = Head { sequence: 0, link: chain.head().link };
        let expected = kept.map_or(nothing, |kept| kept.head);
        if let Some(at) = broken.or_else(|| chain.finish(&expected).err()) {
            self.report.broken.push(Broken { stream: id, at });
        }
    }

    /// What is left has a record and no rows at all.
    fn finish(mut self) -> VerifyReport {
        self.end_stream();
        for (id, Kept { organisation, head }) in std::mem::take(&mut self.heads) {
            self.report.streams += 1;
            let chain = Chain::new(organisation.as_uuid().into_bytes(), id.as_uuid().into_bytes());
            self.report.broken.extend(chain.finish(&head).err().map(|at| Broken { stream: id, at }));
        }
        self.report
    }
}

/// Feeds one row to its chain. Bytes that cannot be a digest or a link are a changed header.
fn feed(chain: &mut Chain, row: &AnyRow, payload: Option<&[u8]>) -> Result<Option<Break>, Fault> {
    let sequence = row.count(1)?;
    let changed = Break { sequence, what: BreakKind::Header };
    let actor = row.parsed::<UserId>(4).map(UserId::as_uuid);
    let (Ok(actor), Ok(digest), Ok(link)) = (actor, row.bytes32(7), row.bytes32(8)) else {
        return Ok(Some(changed));
    };
    let header = Header {
        sequence,
        recorded_at: row.cell(3)?,
        actor: actor.as_bytes(),
        kind: row.cell(5)?,
        digest: Digest::from_bytes(digest),
    };
    Ok(chain.feed(&Row { header, link: Link::from_bytes(link), payload }).err())
}
