//! Opening entries that come packed into one row: those of one case, or of several.

use domain::case::CaseEvent;
use domain::{CaseId, OrganisationId, Recorded};
use jiff::Timestamp;
use seal::DataKey;
use sqlx::any::AnyRow;
use uuid::fmt::Hyphenated;

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

/// What is packed into two cells of a row: for each line its words but the last, which is a length, and so many bytes.
pub(crate) fn packed(row: &AnyRow) -> Result<impl Iterator<Item = Result<(&str, &[u8]), Fault>>, Fault> {
    let (lines, bytes) = (row.cell::<Option<&str>>(0)?, row.cell::<Option<&[u8]>>(1)?);
    let mut rest = bytes.unwrap_or_default();
    let lines = lines.into_iter().flat_map(|lines| lines.split(','));
    Ok(lines.map(move |line| {
        let (words, length) = line.rsplit_once(' ').ok_or_else(Fault::damaged)?;
        let length = length.parse().map_err(|_| Fault::damaged())?;
        let (own, others) = rest.split_at_checked(length).ok_or_else(Fault::damaged)?;
        rest = others;
        Ok((words, own))
    }))
}

/// What is packed into two cells: for each entry its sequence, instant, actor, kind, length and stream; and
/// the sealed payloads, end to end, in the same order. The first entry of the first stream is the first.
pub(crate) fn entries<'r>(lines: &'r str, payloads: &'r [u8]) -> Result<Vec<Entry<'r>>, Fault> {
    let mut entries = Vec::with_capacity(lines.len() / SHORTEST_LINE);
    let mut rest = Rest { lines, payloads };
    while !rest.lines.is_empty() {
        entries.push(rest.entry().ok_or_else(Fault::damaged)?);
    }
    // The database does not promise the order inside a group, only that it is one for both cells.
    let place = |entry: &Entry<'r>| (entry.stream, entry.sequence);
    if !entries.is_sorted_by_key(place) {
        entries.sort_by_key(place);
    }
    Ok(entries)
}

/// What is left to be read of both cells.
struct Rest<'r> {
    /// From the beginning of a line.
    lines: &'r str,
    payloads: &'r [u8],
}

impl<'r> Rest<'r> {
    fn entry(&mut self) -> Option<Entry<'r>> {
        let mut line = Line(self.lines);
        let sequence = line.number().and_then(|number| number.try_into().ok())?;
        let recorded_at = line.space()?.number().and_then(|number| instant(number).ok())?;
        let actor = line.space()?.id()?;
        let kind = line.space()?.kind()?;
        let length = line.space()?.number()?;
        let stream = if line.space().is_some() { line.id()? } else { "" };
        let (sealed, payloads) = self.payloads.split_at_checked(length.try_into().ok()?)?;
        (self.lines, self.payloads) = (line.next()?, payloads);
        Some(Entry { sequence, recorded_at, actor, kind, stream, sealed })
    }
}

/// What is left of a line and of those after it. Its words are so short that it is gone through a byte at a
/// time, and ids not even so.
struct Line<'r>(&'r str);

impl<'r> Line<'r> {
    fn take(&mut self, length: usize) -> Option<&'r str> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn space(&mut self) -> Option<&mut Self> {
        self.0 = self.0.strip_prefix(' ')?;
        Some(self)
    }

    fn number(&mut self) -> Option<i64> {
        let end = self.0.bytes().position(|byte| byte != b'-' && !byte.is_ascii_digit());
        self.take(end.unwrap_or(self.0.len()))?.parse().ok()
    }

    fn kind(&mut self) -> Option<&'r str> {
        let end = self.0.bytes().position(|byte| byte == b' ')?;
        self.take(end)
    }

    fn id(&mut self) -> Option<&'r str> {
        self.take(Hyphenated::LENGTH)
    }

    /// The lines after this one, which has to end here.
    fn next(self) -> Option<&'r str> {
        if self.0.is_empty() {
            return Some(self.0);
        }
        self.0.strip_prefix(',').filter(|lines| !lines.is_empty())
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    const ACTOR: &str = "018f4e5a-0000-7000-8000-000000000001";
    const STREAM: &str = "018f4e5a-0000-7000-8000-00000000000a";

    /// Sequence, kind, stream and payload.
    type Told = (u64, String, String, Vec<u8>);

    fn told(lines: &str, payloads: &[u8]) -> Option<Vec<Told>> {
        let entries = entries(lines, payloads).ok()?;
        let told = |entry: &Entry<'_>| {
            (entry.sequence, entry.kind.to_owned(), entry.stream.to_owned(), entry.sealed.to_vec())
        };
        Some(entries.iter().map(told).collect())
    }

    #[test]
    fn given_entries_in_any_order_then_they_are_read_in_theirs() {
        let lines =
            format!("2 -5 {ACTOR} owner-named 3 {STREAM},1 1700000000000000 {ACTOR} report-taken 2 {STREAM}");
        let first = (1, "report-taken".to_owned(), STREAM.to_owned(), b"de".to_vec());
        let second = (2, "owner-named".to_owned(), STREAM.to_owned(), b"abc".to_vec());
        assert_eq!(told(&lines, b"abcde"), Some(vec![first, second]));
    }

    #[test]
    fn given_lines_of_another_form_then_they_are_damaged() {
        let right = format!("1 5 {ACTOR} report-taken 2");
        assert!(told(&right, b"ab").is_some());
        let wrong = [
            format!("{right},"),
            format!(",{right}"),
            format!("{right} "),
            format!("{right} {STREAM} more"),
            format!("1 5 {ACTOR}  report-taken 2"),
            format!("1 5 {ACTOR} report-taken -2"),
            format!("one 5 {ACTOR} report-taken 2"),
            "1 5 somebody report-taken 2".to_owned(),
        ];
        for lines in wrong {
            assert_eq!(told(&lines, b"ab"), None, "{lines}");
        }
        assert_eq!(told(&right, b"a"), None, "fewer bytes than were said");
    }
}
