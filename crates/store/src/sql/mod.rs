//! Every statement, by name. Each is one text for both databases; a test prepares them all on both.

macro_rules! statements {
    ($($name:ident = $text:expr;)+) => {
        $(pub(crate) const $name: &str = $text;)+

        /// Every statement, for the test that prepares them.
        #[cfg(test)]
        pub(super) const ALL: &[(&str, &str)] = &[$((stringify!($name), $name)),+];
    };
}

/// Whether a stream is held: somebody in it was recorded to have died, and no manager has lifted that since. Both stand
/// in the kinds of entries, which are not sealed.
macro_rules! held {
    ($stream:literal, $organisation:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM journal d WHERE d.stream = ",
            $stream,
            $organisation,
            " AND d.kind = 'death-recorded' AND NOT EXISTS (SELECT 1 FROM journal l WHERE l.stream = d.stream \
             AND l.kind = 'hold-lifted' AND l.seq > d.seq))"
        )
    };
    ($stream:literal) => {
        held!($stream, "")
    };
}

mod away;
mod choices;
mod figures;
mod grants;
mod handed;
mod instruments;
mod keys;
mod looks;
mod office;
mod passkeys;
mod provider;
mod retention;
mod rota;
mod security;
mod sign_in;
mod urgent;
mod voices;
mod walls;
mod work_figures;

pub(crate) use away::*;
pub(crate) use choices::*;
pub(crate) use figures::*;
pub(crate) use grants::*;
pub(crate) use handed::*;
pub(crate) use instruments::*;
pub(crate) use keys::*;
pub(crate) use looks::*;
pub(crate) use office::*;
pub(crate) use passkeys::*;
pub(crate) use provider::*;
pub(crate) use retention::*;
pub(crate) use rota::*;
pub(crate) use security::*;
pub(crate) use sign_in::*;
pub(crate) use urgent::*;
pub(crate) use voices::*;
pub(crate) use walls::*;
pub(crate) use work_figures::*;

/// The lists of all areas.
#[cfg(test)]
const LISTS: &[&[(&str, &str)]] = &[
    ALL,
    away::ALL,
    choices::ALL,
    figures::ALL,
    grants::ALL,
    handed::ALL,
    instruments::ALL,
    keys::ALL,
    looks::ALL,
    office::ALL,
    passkeys::ALL,
    provider::ALL,
    retention::ALL,
    rota::ALL,
    security::ALL,
    sign_in::ALL,
    urgent::ALL,
    voices::ALL,
    walls::ALL,
    work_figures::ALL,
];

// A limit is cast, because SQLite looks at one that is a bare parameter when it prepares the statement, and then
// prepares it again each time that another value is bound.

macro_rules! case_lines {
    ($where:expr, $more:expr) => {
        concat!(
            "SELECT c.case_id, c.organisation, c.reference, c.route, c.status, c.region, c.owner, c.cover, \
             c.recorder, c.severity, c.incidents, c.opened_at, c.last_at, c.sequence, c.header, c.reasons",
            $more,
            " FROM case_record c WHERE ",
            $where
        )
    };
    ($where:expr) => {
        case_lines!($where, "")
    };
}

// What a relation rests on besides: the team of whoever has the case, what the asker was granted, and
// whether they broke its glass. A team of which somebody has the other side is no team of this one.
macro_rules! asker_facts {
    ($user:literal, $now:literal) => {
        concat!(
            "(SELECT u.team FROM app_user u WHERE u.id = c.owner AND NOT EXISTS (SELECT 1 FROM both_parties s \
             JOIN case_record o ON o.case_id = CASE WHEN s.one = c.case_id THEN s.other ELSE s.one END \
             JOIN app_user m ON m.id = o.owner OR m.id = o.cover \
             WHERE (s.one = c.case_id OR s.other = c.case_id) AND m.team = u.team)), \
             (SELECT string_agg(g.parts, ' ') FROM access_grant g WHERE g.case_id = c.case_id AND g.user_id = ",
            $user,
            " AND g.ended_at IS NULL AND g.until > ",
            $now,
            "), (SELECT COUNT(*) FROM broken_glass b WHERE b.case_id = c.case_id AND b.user_id = ",
            $user,
            " AND b.until > ",
            $now,
            "), ",
            across!($user, $now)
        )
    };
}

// Whether the asker is close to the other side: in the team of whoever has it, let in to it, or in it in an emergency.
macro_rules! across {
    ($user:literal, $now:literal) => {
        concat!(
            "(SELECT COUNT(*) FROM both_parties s \
             JOIN case_record o ON o.case_id = CASE WHEN s.one = c.case_id THEN s.other ELSE s.one END \
             WHERE (s.one = c.case_id OR s.other = c.case_id) AND (EXISTS (SELECT 1 FROM app_user m \
             JOIN app_user me ON me.team = m.team WHERE me.id = ",
            $user,
            " AND (m.id = o.owner OR m.id = o.cover)) OR EXISTS (SELECT 1 FROM access_grant g \
             WHERE g.case_id = o.case_id AND g.ended_at IS NULL AND g.user_id = ",
            $user,
            " AND g.until > ",
            $now,
            ") OR EXISTS (SELECT 1 FROM broken_glass b WHERE b.case_id = o.case_id AND b.user_id = ",
            $user,
            " AND b.until > ",
            $now,
            ")))"
        )
    };
}

// One list of cases among several in one statement; its name stands in the last column. A case from which
// the asker is excluded is in none.
macro_rules! case_slice {
    ($list:literal, $where:expr, $order:literal) => {
        concat!(
            "SELECT * FROM (",
            case_lines!(concat!("c.organisation = $1 AND c.status = 'open' AND ", $where), concat!(", '", $list, "' AS list")),
            " AND NOT EXISTS (SELECT 1 FROM exclusion x WHERE x.case_id = c.case_id AND x.user_id = $2) ORDER BY ",
            $order,
            " LIMIT CAST($3 AS BIGINT)) AS slice"
        )
    };
}

macro_rules! case_slices {
    ($first:expr $(, $more:expr)*) => {
        concat!($first $(, " UNION ALL ", $more)*)
    };
}

macro_rules! cases_mine {
    () => {
        case_slices!(
            case_slice!("own", "c.owner = $2", "c.opened_at DESC, c.case_id"),
            case_slice!("own", "c.cover = $2", "c.opened_at DESC, c.case_id"),
            case_slice!("own", "c.recorder = $2 AND c.owner IS NULL", "c.opened_at DESC, c.case_id"),
            case_slice!("unowned", "c.region IS NULL AND c.owner IS NULL", "c.opened_at, c.case_id")
        )
    };
}

// As many regions as most organisations have; with more of them there is a second statement.
macro_rules! cases_waiting {
    ($($region:literal)+) => {
        case_slices!($(
            case_slice!("waiting", concat!("c.owner IS NULL AND c.region = ", $region), "c.opened_at, c.case_id")
        ),+)
    };
    () => {
        cases_waiting!("$4" "$5" "$6" "$7" "$8" "$9" "$10" "$11")
    };
}

// One row for each case, because rows are what reading costs. Both aggregates see the entries of a stream
// in one order, and leave a deleted payload out alike.
macro_rules! packed_streams {
    ($where:literal) => {
        concat!(
            "SELECT stream, ",
            packed_entries!("seq, recorded_at, actor, kind, length(payload)"),
            " FROM journal WHERE ",
            $where,
            " AND payload IS NOT NULL GROUP BY stream ORDER BY stream"
        )
    };
}

macro_rules! packed_entries {
    ($cells:literal) => {
        concat!(
            "string_agg(concat_ws(' ', ",
            $cells,
            "), ','), CAST(string_agg(payload, CAST('' AS blob)) AS blob)"
        )
    };
}

// The statements that take cases by their ids do not name the organisation: where they did, SQLite would take
// the index of its references and go through all of them. Whoever reads the rows looks whose they are.

/// How many regions [`CASES_WAITING`] takes.
pub(crate) const IN_WAITING: usize = 8;
/// How many cases [`HEADERS_SOME`] takes.
pub(crate) const IN_HEADERS: usize = 8;
/// How many cases [`WORK_LINES_SOME`] takes: those of one page.
pub(crate) const IN_WORK_LINES: usize = 20;
/// How many regions [`WORK_OWNED_IN`] and [`WORK_COVERED_IN`] take.
pub(crate) const IN_REGIONS: usize = 8;
/// How many cases [`CASES_FACTS_SOME`] takes.
pub(crate) const IN_FACTS: usize = 32;

// One row for a whole list, for the same reason; the characters between cells and between lines stand in no
// code and no id. Nothing but what stands in an index of the duties, because SQLite would otherwise go to the
// table for each of them: what a page shows of the few that are on it is read by `WORK_LINES_SOME`.
macro_rules! work_places {
    ($where:expr) => {
        concat!(
            "SELECT string_agg(place, '\u{1e}') FROM \
             (SELECT d.case_id || '\u{1f}' || d.code || '\u{1f}' || d.started || '\u{1f}' || d.due_at \
             || '\u{1f}' || d.reasons AS place FROM duty d WHERE d.organisation = $1 AND d.open = 1",
            $where,
            " AND NOT EXISTS (SELECT 1 FROM exclusion x WHERE x.case_id = d.case_id AND x.user_id = $2) \
             ORDER BY d.reasons DESC, d.due_at, d.case_id, d.code, d.started LIMIT CAST($3 AS BIGINT)) AS list"
        )
    };
}

// Somebody's work as far as it is in these regions or in none.
macro_rules! in_regions {
    ($whose:literal) => {
        concat!($whose, " AND (d.region IS NULL OR d.region IN ($5, $6, $7, $8, $9, $10, $11, $12))")
    };
}

statements! {
    META_GET = "SELECT value FROM meta WHERE name = $1";
    META_PUT = "INSERT INTO meta (name, value) VALUES ($1, $2)";

    KEY_GET = "SELECT wrapped FROM case_key WHERE case_id = $1 AND organisation = $2";
    // Under no other master key than the store's: what is wrapped under one that was replaced would be lost.
    KEY_ADD = "INSERT INTO case_key (case_id, organisation, wrapped) SELECT $1, $2, CAST($3 AS blob) \
               WHERE EXISTS (SELECT 1 FROM master_key WHERE id = $4) ON CONFLICT (case_id) DO NOTHING";
    KEYS_RANGE = "SELECT case_id, wrapped FROM case_key WHERE organisation = $1 AND case_id >= $2 \
                  AND case_id <= $3 ORDER BY case_id";
    // As the entries of journals: one row for all of them.
    KEYS_PACKED = "SELECT string_agg(concat_ws(' ', case_id, length(wrapped)), ','), \
                   CAST(string_agg(wrapped, CAST('' AS blob)) AS blob) FROM case_key \
                   WHERE organisation = $1 AND case_id >= $2 AND case_id <= $3";
    KEYS_BULK = "SELECT string_agg(concat_ws(' ', case_id, length(wrapped)), ','), \
                 CAST(string_agg(wrapped, CAST('' AS blob)) AS blob) FROM case_key \
                 WHERE case_id >= $1 AND case_id <= $2";

    // To somebody who is excluded there is no row: what follows is what follows where there is no such case.
    CASE_FACTS = case_lines!("c.organisation = $1 AND c.case_id = $2 AND NOT EXISTS \
                  (SELECT 1 FROM exclusion x WHERE x.case_id = c.case_id AND x.user_id = $3)",
                  concat!(", c.head, CAST(0 AS BIGINT), ",
                  asker_facts!("$3", "$4")));
    CASES_FACTS_SOME = case_lines!("c.case_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
                  $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33) \
                  AND NOT EXISTS (SELECT 1 FROM exclusion x WHERE x.case_id = c.case_id AND x.user_id = $1)",
                  concat!(", c.head, CAST(0 AS BIGINT), ",
                  asker_facts!("$1", "$34")));
    CASE_BY_REFERENCE = "SELECT case_id FROM case_record WHERE organisation = $1 AND reference = $2";
    CASES_REFERENCED = "SELECT organisation, case_id FROM case_record WHERE reference = $1 \
                        ORDER BY organisation LIMIT 2";
    CASE_HEAD = "SELECT sequence, head FROM case_record WHERE organisation = $1 AND case_id = $2";
    CASE_ADVANCE = "UPDATE case_record SET sequence = $4, head = $5, last_at = $6 \
                    WHERE organisation = $1 AND case_id = $2 AND sequence = $3";
    CASE_ADD = "INSERT INTO case_record (case_id, organisation, reference, route, status, region, owner, cover, \
                recorder, severity, incidents, opened_at, last_at, judge_at, reasons, sequence, head, header) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
                ON CONFLICT DO NOTHING";
    CASE_PUT = "UPDATE case_record SET route = $3, status = $4, region = $5, owner = $6, cover = $7, \
                severity = $8, incidents = $9, judge_at = $10, reasons = $11, header = $12 \
                WHERE organisation = $1 AND case_id = $2";
    CASE_ONE = case_lines!("c.organisation = $1 AND c.case_id = $2");
    CASES_MINE = cases_mine!();
    CASES_WAITING = cases_waiting!();
    CASES_MINE_AND_WAITING = case_slices!(cases_mine!(), cases_waiting!());
    HEADERS_SOME = "SELECT case_id, header FROM case_record WHERE case_id IN ($1, $2, $3, $4, $5, $6, $7, $8)";
    CASES_TO_JUDGE = "SELECT organisation, case_id FROM case_record \
                      WHERE judge_at IS NOT NULL AND judge_at <= $1 ORDER BY judge_at, case_id \
                      LIMIT CAST($2 AS BIGINT)";
    CASES_JUDGE_AGAIN = "UPDATE case_record SET judge_at = $2 WHERE organisation = $1";
    HEADERS_BULK = "SELECT string_agg(concat_ws(' ', case_id, organisation, length(header)), ','), \
                    CAST(string_agg(header, CAST('' AS blob)) AS blob) FROM case_record \
                    WHERE case_id >= $1 AND case_id <= $2";
    STREAMS_AFTER = "SELECT MIN(case_id), MAX(case_id) FROM (SELECT case_id FROM case_record WHERE case_id > $1 \
                     ORDER BY case_id LIMIT CAST($2 AS BIGINT)) AS next";

    JOURNAL_READ = packed_streams!("stream = $1 AND organisation = $2");
    JOURNAL_RANGE = packed_streams!("stream >= $1 AND stream <= $2 AND organisation = $3");
    // One row for all of them: handing over a row takes longer than opening what one case has in it.
    JOURNAL_BULK = concat!("SELECT ", packed_entries!("seq, recorded_at, actor, kind, length(payload), stream"),
                   " FROM journal WHERE stream >= $1 AND stream <= $2 AND organisation = $3 \
                   AND payload IS NOT NULL");
    JOURNAL_FORGET = concat!("UPDATE journal SET payload = NULL WHERE stream = $1 AND seq = $2 AND organisation = $3 \
                      AND NOT ", held!("$1"));
    JOURNAL_WALK = "SELECT stream, seq, organisation, recorded_at, actor, kind, payload, digest, link \
                    FROM journal WHERE (stream, seq) > ($1, $2) ORDER BY stream, seq LIMIT CAST($3 AS BIGINT)";
    HEADS_WALK = "SELECT case_id, organisation, sequence, head FROM case_record \
                  WHERE case_id > $1 ORDER BY case_id LIMIT CAST($2 AS BIGINT)";

    KEPT_RECORDS = "SELECT case_id, reference, sequence, header, route, status, region, owner, cover, severity, \
                    incidents, judge_at, reasons, recorder, opened_at, last_at FROM case_record \
                    WHERE organisation = $1 AND case_id > $2 ORDER BY case_id LIMIT CAST($3 AS BIGINT)";
    KEPT_DUTIES = "SELECT case_id, code, started, organisation, state, open, due_at, falls_to, raised_to, region, \
                   owner, cover, reasons FROM duty WHERE case_id >= $1 AND case_id <= $2 ORDER BY case_id, code, started";
    KEPT_ENDS = "SELECT o.stream, o.actor, o.recorded_at, l.recorded_at FROM journal o JOIN journal l \
                 ON l.stream = o.stream AND l.seq = (SELECT MAX(m.seq) FROM journal m WHERE m.stream = o.stream) \
                 WHERE o.stream >= $1 AND o.stream <= $2 AND o.organisation = $3 AND o.seq = 1 \
                 ORDER BY o.stream";
    KEPT_MEND = "UPDATE case_record SET route = $3, status = $4, region = $5, owner = $6, cover = $7, \
                 severity = $8, incidents = $9, judge_at = $10, reasons = $11, header = $12, recorder = $13, \
                 opened_at = $14, last_at = $15 WHERE organisation = $1 AND case_id = $2 AND sequence = $16";
    KEPT_CLEAR = "DELETE FROM duty WHERE case_id = $1";

    SECRETS_OF_CASE = "SELECT id, kind, sealed FROM secret WHERE case_id = $1 AND organisation = $2 ORDER BY id";
    SECRET_ONE = "SELECT id, kind, sealed FROM secret WHERE case_id = $1 AND organisation = $2 AND id = $3";
    SECRET_DELETE = concat!("DELETE FROM secret WHERE case_id = $1 AND organisation = $2 AND id = $3 AND NOT ",
                     held!("$1"));

    DUTIES_OF_CASE = "SELECT case_id, code, started, state, open, due_at, falls_to, raised_to, region, owner, \
                      cover, reasons FROM duty WHERE case_id = $1 AND organisation = $2 ORDER BY due_at, code, started";
    WORK_ALL = work_places!("");
    WORK_OWNED = work_places!(" AND d.owner = $4");
    WORK_COVERED = work_places!(" AND d.cover = $4");
    WORK_OWNED_IN = work_places!(in_regions!(" AND d.owner = $4"));
    WORK_COVERED_IN = work_places!(in_regions!(" AND d.cover = $4"));
    WORK_REGION = work_places!(" AND d.region = $4");
    WORK_UNPLACED = work_places!(" AND d.region IS NULL");
    // What all duties of a case have alike stands once, before them.
    WORK_LINES_SOME = "SELECT string_agg(concat_ws('\u{1d}', concat_ws('\u{1f}', c.organisation, c.case_id, \
                       COALESCE(c.region, ''), COALESCE(c.owner, ''), c.reference, c.route, c.severity, \
                       c.sequence), (SELECT string_agg(concat_ws('\u{1f}', d.code, d.started, d.state, d.due_at, \
                       d.reasons), '\u{1d}') FROM duty d WHERE d.case_id = c.case_id AND d.open = 1)), '\u{1e}') \
                       FROM case_record c WHERE c.case_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, \
                       $12, $13, $14, $15, $16, $17, $18, $19, $20)";

}

#[cfg(test)]
mod tests {
    use seal::MasterKey;
    use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Executor, SqlSafeStr};

    use super::LISTS;
    use crate::open::Backend;
    use crate::plan::{Piece, Table, text};
    use crate::schema::{self, Dialect};
    use crate::{Config, Store, postgres};

    fn every() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
        LISTS.iter().flat_map(|list| list.iter())
    }

    async fn prepare(name: &str, text: &'static str, connection: &mut AnyConnection) {
        let prepared = connection.prepare(text.into_sql_str()).await.map(drop);
        assert!(prepared.is_ok(), "{name}: {prepared:?}");
    }

    /// The statements of a plan, each with room for one row and for two.
    fn of_plans(dialect: Dialect) -> impl Iterator<Item = (String, String)> {
        (0..Table::COUNT).flat_map(move |table| {
            [1, 2].map(move |rows| {
                let room = std::array::from_fn(|other| if other == table { rows } else { 0 });
                (
                    format!("plan_{table}_{rows}"),
                    text::of(&Piece { begins: false, room, commits: false, dialect }),
                )
            })
        })
    }

    #[test]
    fn given_a_limit_then_sqlite_need_not_prepare_its_statement_again_for_each_value() {
        let bare: Vec<&str> =
            every().filter(|(_, text)| text.contains("LIMIT $")).map(|(name, _)| *name).collect();
        assert_eq!(bare, Vec::<&str>::new());
    }

    async fn prepare_all(data: &AnyPool, keys: &AnyPool) {
        for (name, text) in every() {
            let pool = if name.starts_with("KEY") { keys } else { data };
            prepare(name, text, &mut pool.acquire().await.unwrap()).await;
        }
        for (name, text) in of_plans(Dialect::Sqlite) {
            let prepared =
                data.acquire().await.unwrap().prepare(AssertSqlSafe(text).into_sql_str()).await.map(drop);
            assert!(prepared.is_ok(), "{name}: {prepared:?}");
        }
    }

    #[tokio::test]
    async fn given_every_statement_then_sqlite_prepares_it() {
        let directory = tempfile::tempdir().unwrap();
        let config = Config::sqlite(directory.path().join("data"));
        let store = Store::create(&config, MasterKey::generate()).await.unwrap();
        let Backend::Sqlite { data, wrapped, .. } = &store.backend else { panic!("a store on SQLite") };
        prepare_all(data, wrapped).await;
    }

    #[tokio::test]
    async fn given_every_statement_then_postgres_prepares_it() {
        let Ok(address) = std::env::var("HOLDFAST_TEST_POSTGRES") else { return };
        sqlx::any::install_default_drivers();
        // The tables live and die with this one transaction, so that the server's own database stays empty.
        let pool = postgres::pool(&address).await.unwrap();
        let mut transaction = pool.begin().await.unwrap();
        schema::run(&mut transaction, "CREATE SCHEMA keys; CREATE DOMAIN blob AS bytea".into())
            .await
            .unwrap();
        let master = MasterKey::generate();
        let for_probe = schema::make_keys(&mut transaction, Dialect::Postgres, &master).await.unwrap();
        schema::make_data(&mut transaction, Dialect::Postgres, &for_probe).await.unwrap();
        let fixed = every().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        for (name, text) in fixed.chain(of_plans(Dialect::Postgres)) {
            // In the server's own words, because `Any` does not describe parameters of a domain.
            let text = AssertSqlSafe(format!("PREPARE {name} AS {text}")).into_sql_str();
            let prepared = transaction.execute(sqlx::raw_sql(text)).await.map(drop);
            assert!(prepared.is_ok(), "{name}: {prepared:?}");
        }
    }
}
