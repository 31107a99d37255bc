//! Rows that are written together where each case still stands as it stood: what recording something comes
//! to, and what looking at a case comes to.
//!
//! A [`Plan`] has rows for a few [tables](tables). The first of them moves the record of a case on; a row of
//! any other takes effect only where the journal of its case ends with the link that the row names. So what
//! came too late writes nothing, by itself, and many plans can be run as one: a few statements for as many
//! cases as wait, instead of a few for each (ADR 0016).

mod tables;
#[cfg(test)]
mod tests;
pub(crate) mod text;

use sqlx::any::AnyRow;

use crate::Fault;
use crate::row::Cells;
use crate::schema::Dialect;
use crate::tx::{Statement, Tx};

pub(crate) use tables::{ALL, Table};
pub(crate) use text::{Texts, query};

/// One value on its way into a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Text(String),
    Number(i64),
    Bytes(Vec<u8>),
    Nothing,
}

/// What a column holds: what its cells are bound as, also where there is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Bytes,
}

/// The cells of one row, in the order of the table's columns.
pub(crate) type Row = Vec<Cell>;

/// The rows of one thing that happens, whole or not at all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    rows: [Vec<Row>; Table::COUNT],
}

/// The rows of one plan or of several, to be run together.
pub(crate) struct Sheet<'p> {
    rows: [Vec<&'p Row>; Table::COUNT],
}

/// One text to be run: these rows of these tables, in a transaction that it may begin and end itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Piece {
    /// Whether it begins the transaction.
    pub(crate) begins: bool,
    /// How many rows of each table there is room for.
    pub(crate) room: [usize; Table::COUNT],
    /// Whether it commits the transaction.
    pub(crate) commits: bool,
    /// Whose words it is in.
    pub(crate) dialect: Dialect,
}

/// Up to so many rows of each table go into one text. Beyond, so that there are few texts to keep prepared,
/// only the [usual](Table::is_usual) tables do, with room for at least [`ROOM`]; each other has its own.
const SMALL: usize = 4;
/// The least room in such a text.
const ROOM: usize = 8;

impl Plan {
    pub(crate) fn add(&mut self, table: Table, row: Row) {
        if let Some(rows) = self.rows.get_mut(table as usize) {
            rows.push(row);
        }
    }
}

impl<'p> Sheet<'p> {
    pub(crate) fn of(plans: impl IntoIterator<Item = &'p Plan>) -> Self {
        let mut sheet = Self { rows: Default::default() };
        for plan in plans {
            for (all, rows) in sheet.rows.iter_mut().zip(&plan.rows) {
                all.extend(rows);
            }
        }
        sheet
    }

    /// How the rows are run on SQLite in a transaction of their own, in the fewest texts that stay prepared.
    pub(crate) fn pieces(&self) -> Vec<Piece> {
        let mut pieces = if self.rows.iter().all(|rows| rows.len() <= SMALL) {
            vec![self.piece(|_| true, 1)]
        } else {
            let others = ALL.into_iter().filter(|table| !table.is_usual());
            let others = others.map(|table| self.piece(|other| other == table, 1));
            let usual = self.piece(Table::is_usual, ROOM);
            [usual]
                .into_iter()
                .chain(others)
                .filter(|piece| piece.room.iter().any(|room| *room > 0))
                .collect()
        };
        if let Some(first) = pieces.first_mut() {
            first.begins = true;
        }
        if let Some(last) = pieces.last_mut() {
            last.commits = true;
        }
        pieces
    }

    fn piece(&self, takes: impl Fn(Table) -> bool, least: usize) -> Piece {
        let mut room = [0; Table::COUNT];
        for ((table, rows), room) in ALL.into_iter().zip(&self.rows).zip(&mut room) {
            if takes(table) && !rows.is_empty() {
                *room = rows.len().next_power_of_two().max(least);
            }
        }
        Piece { begins: false, room, commits: false, dialect: Dialect::Sqlite }
    }

    /// Binds the rows of a piece to its text. Where there is more room than rows, a row of nothing concerns
    /// no case.
    pub(crate) fn bound(&self, piece: &Piece, mut query: Statement) -> Statement {
        for ((table, rows), room) in ALL.iter().zip(&self.rows).zip(piece.room) {
            for place in 0..room {
                let row = rows.get(place);
                for (at, (_, kind)) in table.columns().iter().enumerate() {
                    query = bound(query, *kind, row.and_then(|row| row.get(at)));
                }
            }
        }
        query
    }
}

fn bound(query: Statement, kind: Kind, cell: Option<&Cell>) -> Statement {
    match (cell, kind) {
        (Some(Cell::Text(text)), _) => query.bind(text.as_str()),
        (Some(Cell::Number(number)), _) => query.bind(*number),
        (Some(Cell::Bytes(bytes)), _) => query.bind(bytes.as_slice()),
        (None | Some(Cell::Nothing), Kind::Text) => query.bind(None::<String>),
        (None | Some(Cell::Nothing), Kind::Number) => query.bind(None::<i64>),
        (None | Some(Cell::Nothing), Kind::Bytes) => query.bind(None::<Vec<u8>>),
    }
}

/// The looks that took effect, of the rows that the statements answered.
pub(crate) fn taken(rows: &[AnyRow]) -> Result<Vec<String>, Fault> {
    rows.iter().map(|row| row.cell(0)).collect()
}

impl Tx {
    /// Runs a plan inside this transaction, and says which looks took effect.
    pub(crate) async fn run_plan(&mut self, plan: &Plan) -> Result<Vec<String>, Fault> {
        let sheet = Sheet::of([plan]);
        let mut looks = Vec::new();
        for table in ALL {
            let piece = Piece { dialect: self.dialect(), ..sheet.piece(|other| other == table, 1) };
            if piece.room.iter().any(|room| *room > 0) {
                let rows = self.rows(sheet.bound(&piece, query(text::of(&piece).into()))).await?;
                looks.extend(taken(&rows)?);
            }
        }
        Ok(looks)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Vec<u8>> for Cell {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<&[u8; 32]> for Cell {
    fn from(bytes: &[u8; 32]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

/// A row of these values.
macro_rules! row {
    ($($value:expr),+ $(,)?) => { vec![$($crate::plan::Cell::from($value)),+] };
}
pub(crate) use row;
