//! The walk over the chains of logs: the same as over the journal, a chain for each organisation.

use std::collections::BTreeMap;

use domain::OrganisationId;
use seal::{Break, BreakKind, Chain, Digest, Head, Header, Link, Row};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use uuid::Uuid;

use super::{BrokenLog, Log, VerifyReport};
use crate::heads::OutsideHeads;
use crate::office::security;
use crate::row::{Cells, number, text};
use crate::{Fault, sql};

const BATCH: i64 = 5000;

/// A chain that is being walked, with the first break in it.
struct Walked {
    chain: Chain,
    broken: Option<Break>,
}

impl Walked {
    fn of(organisation: OrganisationId) -> Self {
        let organisation = organisation.as_uuid().into_bytes();
        Self { chain: Chain::new(organisation, organisation), broken: None }
    }
}

/// Walks the security log, and adds what it finds to the report.
pub(super) async fn walk(
    connection: &mut AnyConnection,
    report: &mut VerifyReport,
    outside: &mut OutsideHeads,
) -> Result<(), Fault> {
    let mut walked = chains(connection, report, outside).await?;
    let rows = sqlx::query(sql::SECURITY_HEADS).fetch_all(&mut *connection).await?;
    let mut heads = BTreeMap::new();
    for row in &rows {
        let organisation: OrganisationId = row.parsed(0)?;
        heads.insert(organisation, Head { sequence: row.count(1)?, link: Link::from_bytes(row.bytes32(2)?) });
        walked.entry(organisation).or_insert_with(|| Walked::of(organisation));
    }
    for (organisation, Walked { chain, broken }) in walked {
        let nothing = Head { sequence: 0, link: chain.head().link };
        let expected = heads.get(&organisation).copied().unwrap_or(nothing);
        let at = broken.or_else(|| chain.finish(&expected).err());
        report.broken_logs.extend(at.map(|at| BrokenLog { log: Log::Security, organisation, at }));
    }
    Ok(())
}

async fn chains(
    connection: &mut AnyConnection,
    report: &mut VerifyReport,
    outside: &mut OutsideHeads,
) -> Result<BTreeMap<OrganisationId, Walked>, Fault> {
    let mut walked = BTreeMap::new();
    // The nil organisation has a chain too, and its first row comes after this place.
    let (mut organisation, mut sequence) = (text(Uuid::nil()), 0);
    loop {
        let query = sqlx::query(sql::SECURITY_WALK).bind(organisation).bind(number(sequence)).bind(BATCH);
        let rows = query.fetch_all(&mut *connection).await?;
        let Some(last) = rows.last() else { return Ok(walked) };
        (organisation, sequence) = (last.cell(0)?, last.count(1)?);
        for row in &rows {
            let whose = row.parsed(0)?;
            let Walked { chain, broken } = walked.entry(whose).or_insert_with(|| Walked::of(whose));
            report.logged += 1;
            outside.met_line(whose, row.count(1)?, row.bytes32(9).unwrap_or_default());
            if broken.is_none() {
                *broken = feed(chain, row)?;
            }
        }
    }
}

/// Feeds one row to its chain. What cannot be an id, a digest or a link is a changed header.
fn feed(chain: &mut Chain, row: &AnyRow) -> Result<Option<Break>, Fault> {
    let sequence = row.count(1)?;
    let changed = Break { sequence, what: BreakKind::Header };
    let ids = (row.parsed(2), row.maybe_parsed(4), row.maybe_parsed(5));
    let ((Ok(id), Ok(user), Ok(by)), Ok(digest), Ok(link)) = (ids, row.bytes32(8), row.bytes32(9)) else {
        return Ok(Some(changed));
    };
    let actor = security::whose(id, user, by);
    let header = Header {
        sequence,
        recorded_at: row.cell(3)?,
        actor: &actor,
        kind: row.cell(6)?,
        digest: Digest::from_bytes(digest),
    };
    Ok(chain.feed(&Row { header, link: Link::from_bytes(link), payload: row.cell(7)? }).err())
}
