//! Opening the entries of one case, which come as one row.

use domain::case::CaseEvent;
use domain::{CaseId, OrganisationId, Recorded};
use jiff::Timestamp;
use seal::DataKey;
use sqlx::any::AnyRow;

use crate::row::{Cells, instant};
use crate::{Fault, place};

/// The journal of one case, sealed.
pub(crate) struct Packed {
    pub(crate) case: CaseId,
    /// For each entry its sequence, instant, actor, kind and length.
    pub(crate) entries: String,
    /// The sealed payloads, end to end, in the same order.
    pub(crate) payloads: Vec<u8>,
}

struct Entry<'a> {
    sequence: u64,
    recorded_at: Timestamp,
    actor: &'a str,
    kind: &'a str,
    length: usize,
}

impl Packed {
    /// A row of the statements that read whole streams.
    pub(crate) fn of(row: &AnyRow) -> Result<Self, Fault> {
        Ok(Self { case: row.parsed(0)?, entries: row.cell(1)?, payloads: row.cell(2)? })
    }

    /// Opens every entry, the first first. `plain` is a buffer that is used again and again.
    pub(crate) fn open(
        &self,
        organisation: OrganisationId,
        key: &DataKey,
        plain: &mut Vec<u8>,
    ) -> Result<Vec<Recorded<CaseEvent>>, Fault> {
        let mut rest = self.payloads.as_slice();
        let mut history = Vec::with_capacity(self.entries.len() / 80);
        for line in self.entries.split(',') {
            let entry = entry(line).ok_or_else(Fault::damaged)?;
            let (sealed, after) = rest.split_at_checked(entry.length).ok_or_else(Fault::damaged)?;
            rest = after;
            key.open_into(&place::entry(organisation, self.case, entry.sequence, entry.kind), sealed, plain)?;
            history.push(Recorded {
                sequence: entry.sequence,
                recorded_at: entry.recorded_at,
                actor: entry.actor.parse().map_err(|_| Fault::damaged())?,
                event: CaseEvent::decode(entry.kind, plain)?,
            });
        }
        // The database does not promise the order inside a group, only that it is one for both columns.
        if !history.is_sorted_by_key(|recorded| recorded.sequence) {
            history.sort_by_key(|recorded| recorded.sequence);
        }
        Ok(history)
    }
}

fn entry(line: &str) -> Option<Entry<'_>> {
    let mut words = line.split(' ');
    Some(Entry {
        sequence: words.next()?.parse().ok()?,
        recorded_at: instant(words.next()?.parse().ok()?).ok()?,
        actor: words.next()?,
        kind: words.next()?,
        length: words.next()?.parse().ok()?,
    })
}
