//! Values in and out of rows. A value that a column cannot hold is a damaged row, never a guess.

use std::fmt::Display;
use std::str::FromStr;

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Decode, Row, Type};

use crate::Fault;
use crate::tx::Statement;

/// An id, or a code, as it is bound.
pub(crate) fn text(value: impl Display) -> String {
    value.to_string()
}

/// Something that may be absent, as it is bound.
pub(crate) fn maybe(value: Option<impl Display>) -> Option<String> {
    value.map(|value| value.to_string())
}

/// A count or a sequence, as it is bound.
pub(crate) fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Ids as they are bound where a statement has room for so many: there is nothing in the places left over,
/// and nothing is equal to nothing.
pub(crate) fn filled(
    query: Statement,
    ids: impl IntoIterator<Item = impl Display>,
    room: usize,
) -> Statement {
    let places = ids.into_iter().map(Some).chain(std::iter::repeat_with(|| None)).take(room);
    places.fold(query, |query, id| query.bind(maybe(id)))
}

/// The instant of microseconds since 1970.
pub(crate) fn instant(microseconds: i64) -> Result<Timestamp, Fault> {
    Timestamp::from_microsecond(microseconds).map_err(|_| Fault::damaged())
}

/// The cells of a row, by position.
pub(crate) trait Cells {
    fn cell<'r, T: Decode<'r, Any> + Type<Any>>(&'r self, at: usize) -> Result<T, Fault>;

    fn parsed<T: FromStr>(&self, at: usize) -> Result<T, Fault> {
        self.cell::<&str>(at)?.parse().map_err(|_| Fault::damaged())
    }

    fn maybe_parsed<T: FromStr>(&self, at: usize) -> Result<Option<T>, Fault> {
        let text = self.cell::<Option<&str>>(at)?;
        text.map(str::parse).transpose().map_err(|_| Fault::damaged())
    }

    fn instant(&self, at: usize) -> Result<Timestamp, Fault> {
        instant(self.cell(at)?)
    }

    fn maybe_instant(&self, at: usize) -> Result<Option<Timestamp>, Fault> {
        self.cell::<Option<i64>>(at)?.map(instant).transpose()
    }

    fn count(&self, at: usize) -> Result<u64, Fault> {
        u64::try_from(self.cell::<i64>(at)?).map_err(|_| Fault::damaged())
    }

    fn flag(&self, at: usize) -> Result<bool, Fault> {
        Ok(self.cell::<i64>(at)? != 0)
    }

    fn bytes32(&self, at: usize) -> Result<[u8; 32], Fault> {
        self.cell::<&[u8]>(at)?.try_into().map_err(|_| Fault::damaged())
    }
}

impl Cells for AnyRow {
    fn cell<'r, T: Decode<'r, Any> + Type<Any>>(&'r self, at: usize) -> Result<T, Fault> {
        self.try_get(at).map_err(Fault::from)
    }
}
