//! Opening entries that come packed into one row: those of one case, or of several.

use domain::case::CaseEvent;
use domain::{CaseId, OrganisationId, Recorded};
use jiff::Timestamp;
use seal::DataKey;
use sqlx::any::AnyRow;

use crate::row::{Cells, instant};
use crate::{Fault, place};

/// About as many bytes as the shortest line takes: what to make room for.
const SHORTEST_LINE: usize = 72;

/// The journal of one case, sealed, where it stands in its row.
pub(crate) struct Packed<'r> {
    case: CaseId,
    entries: Vec<Entry<'r>>,
}

/// One entry, sealed.
pub(crate) struct Entry<'r> {
    sequence: u64,
    recorded_at: Timestamp,
    actor: &'r str,
    kind: &'r str,
    /// Of which case; nothing where the row is of one.
    pub(crate) stream: &'r str,
    sealed: &'r [u8],
}

impl<'r> Packed<'r> {
    /// A row of the statements that read whole streams.
    pub(crate) fn of(row: &'r AnyRow) -> Result<Self, Fault> {
        Ok(Self { case: row.parsed(0)?, entries: entries(row.cell(1)?, row.cell(2)?)? })
    }

    /// Opens every entry, the first first.
    pub(crate) fn open(
        &self,
        organisation: OrganisationId,
        key: &DataKey,
        plain: &mut Vec<u8>,
    ) -> Result<Vec<Recorded<CaseEvent>>, Fault> {
        open(organisation, self.case, &self.entries, key, plain)
    }
}

/// What is packed into two cells: for each entry its sequence, instant, actor, kind, length and stream; and
/// the sealed payloads, end to end, in the same order. The first entry of the first stream is the first.
pub(crate) fn entries<'r>(lines: &'r str, mut payloads: &'r [u8]) -> Result<Vec<Entry<'r>>, Fault> {
    let mut entries = Vec::with_capacity(lines.len() / SHORTEST_LINE);
    for line in lines.split(',') {
        let (entry, rest) = entry(line, payloads).ok_or_else(Fault::damaged)?;
        payloads = rest;
        entries.push(entry);
    }
    // The database does not promise the order inside a group, only that it is one for both cells.
    let place = |entry: &Entry<'r>| (entry.stream, entry.sequence);
    if !entries.is_sorted_by_key(place) {
        entries.sort_by_key(place);
    }
    Ok(entries)
}

fn entry<'r>(line: &'r str, payloads: &'r [u8]) -> Option<(Entry<'r>, &'r [u8])> {
    let mut words = line.split(' ');
    let (sequence, recorded_at) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let (actor, kind) = (words.next()?, words.next()?);
    let (sealed, rest) = payloads.split_at_checked(words.next()?.parse().ok()?)?;
    let (recorded_at, stream) = (instant(recorded_at).ok()?, words.next().unwrap_or_default());
    Some((Entry { sequence, recorded_at, actor, kind, stream, sealed }, rest))
}

/// Opens entries of one case. `plain` is a buffer that is used again and again.
pub(crate) fn open(
    organisation: OrganisationId,
    case: CaseId,
    entries: &[Entry<'_>],
    key: &DataKey,
    plain: &mut Vec<u8>,
) -> Result<Vec<Recorded<CaseEvent>>, Fault> {
    let mut history = Vec::with_capacity(entries.len());
    for entry in entries {
        key.open_into(&place::entry(organisation, case, entry.sequence, entry.kind), entry.sealed, plain)?;
        history.push(Recorded {
            sequence: entry.sequence,
            recorded_at: entry.recorded_at,
            actor: entry.actor.parse().map_err(|_| Fault::damaged())?,
            event: CaseEvent::decode(entry.kind, plain)?,
        });
    }
    Ok(history)
}
