//! The texts of a plan's statements. Each depends on how many rows there are and on nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;

use sqlx::AssertSqlSafe;

use super::tables::Verb;
use super::{ALL, Kind, Piece, Table};
use crate::schema::Dialect;
use crate::sqlite;
use crate::tx::Statement;

/// The texts that were made already.
#[derive(Default)]
pub(crate) struct Texts(BTreeMap<Piece, Arc<str>>);

impl Texts {
    /// The text of a piece.
    pub(crate) fn of(&mut self, piece: &Piece) -> Arc<str> {
        Arc::clone(self.0.entry(*piece).or_insert_with(|| of(piece).into()))
    }
}

/// A statement of such a text, prepared once for each connection.
pub(crate) fn query(text: Arc<str>) -> Statement {
    // Made of the constants of `tables` and of numbers: nothing that anybody typed.
    sqlx::query(AssertSqlSafe(text))
}

/// The statements of a piece, one after the other. Values are counted through all of them.
pub(crate) fn of(piece: &Piece) -> String {
    let mut text = String::new();
    let mut bound = 0;
    if piece.begins {
        text.push_str(sqlite::BEGIN);
        text.push_str("; ");
    }
    for (table, room) in ALL.into_iter().zip(piece.room).filter(|(_, room)| *room > 0) {
        if bound > 0 {
            text.push_str("; ");
        }
        push(&mut text, table, room, &mut Marks { dialect: piece.dialect, bound: &mut bound });
    }
    if piece.commits {
        text.push_str("; COMMIT");
    }
    text
}

/// What stands for the values, which are bound in order.
struct Marks<'a> {
    dialect: Dialect,
    bound: &'a mut usize,
}

impl Marks<'_> {
    fn push(&mut self, text: &mut String) {
        *self.bound += 1;
        match self.dialect {
            // SQLite looks a numbered parameter up among all others, each time it is bound.
            Dialect::Sqlite => text.push('?'),
            Dialect::Postgres => {
                text.push('$');
                text.push_str(&self.bound.to_string());
            }
        }
    }
}

fn push(text: &mut String, table: Table, room: usize, marks: &mut Marks<'_>) {
    let columns = table.columns();
    text.push_str("WITH v (");
    for (at, (name, _)) in columns.iter().enumerate() {
        text.push_str(if at > 0 { ", " } else { "" });
        text.push_str(name);
    }
    text.push_str(") AS (VALUES ");
    for row in 0..room {
        text.push_str(if row > 0 { ", (" } else { "(" });
        for (at, (_, kind)) in columns.iter().enumerate() {
            text.push_str(if at > 0 { ", " } else { "" });
            // PostgreSQL takes the type of a column from its first row.
            if row == 0 {
                text.push_str("CAST(");
                marks.push(text);
                text.push_str(" AS ");
                text.push_str(kind.name());
                text.push(')');
            } else {
                marks.push(text);
            }
        }
        text.push(')');
    }
    text.push_str(") ");
    text.push_str(table.verb().words(marks.dialect));
    text.push_str(table.then());
}

impl Verb {
    /// A row that cannot be written ends the statement. To undo what the statement did before, SQLite copies
    /// each page that one with several rows touches; but whoever runs a plan gives up the whole transaction
    /// then, so it need not.
    const fn words(self, dialect: Dialect) -> &'static str {
        match (self, dialect) {
            (Self::Add, Dialect::Sqlite) => "INSERT OR FAIL INTO ",
            (Self::Add, Dialect::Postgres) => "INSERT INTO ",
            (Self::Change, Dialect::Sqlite) => "UPDATE OR FAIL ",
            (Self::Change, Dialect::Postgres) => "UPDATE ",
            (Self::Remove, _) => "DELETE FROM ",
        }
    }
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Text => "TEXT",
            Self::Number => "BIGINT",
            Self::Bytes => "blob",
        }
    }
}
