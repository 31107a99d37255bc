//! Every statement, by name. Each is one text for both databases; a test prepares them all on both.

macro_rules! statements {
    ($($name:ident = $text:expr;)+) => {
        $(pub(crate) const $name: &str = $text;)+

        /// Every statement, for the test that prepares them.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &str)] = &[$((stringify!($name), $name)),+];
    };
}

// A limit is cast, because SQLite looks at one that is a bare parameter when it prepares the statement, and then
// prepares it again each time that another value is bound.

macro_rules! case_lines {
    ($where:expr, $more:expr) => {
        concat!(
            "SELECT c.case_id, c.organisation, c.reference, c.route, c.status, c.region, c.owner, c.cover, \
             c.recorder, c.severity, c.incidents, c.opened_at, c.last_at, c.sequence, c.header",
            $more,
            " FROM case_record c WHERE ",
            $where
        )
    };
    ($where:expr) => {
        case_lines!($where, "")
    };
}

// One list of cases among several in one statement; its name stands in the last column. A case from which
// the asker is excluded is in none.
macro_rules! case_slice {
    ($list:literal, $where:expr, $order:literal) => {
        concat!(
            "SELECT * FROM (",
            case_lines!(concat!("c.organisation = $1 AND ", $where), concat!(", '", $list, "' AS list")),
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
             AS place FROM duty d WHERE d.organisation = $1 AND d.open = 1",
            $where,
            " AND NOT EXISTS (SELECT 1 FROM exclusion x WHERE x.case_id = d.case_id AND x.user_id = $2) \
             ORDER BY d.due_at, d.case_id, d.code, d.started LIMIT CAST($3 AS BIGINT)) AS list"
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
    KEY_ADD = "INSERT INTO case_key (case_id, organisation, wrapped) VALUES ($1, $2, $3) \
               ON CONFLICT (case_id) DO NOTHING";
    KEYS_RANGE = "SELECT case_id, wrapped FROM case_key WHERE organisation = $1 AND case_id >= $2 \
                  AND case_id <= $3 ORDER BY case_id";

    CASE_FACTS = case_lines!("c.organisation = $1 AND c.case_id = $2", ", c.head, \
                  (SELECT COUNT(*) FROM exclusion x WHERE x.case_id = c.case_id AND x.user_id = $3)");
    CASES_FACTS_SOME = case_lines!("c.case_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
                  $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)",
                  ", c.head, \
                  (SELECT COUNT(*) FROM exclusion x WHERE x.case_id = c.case_id AND x.user_id = $1)");
    CASE_BY_REFERENCE = "SELECT case_id FROM case_record WHERE organisation = $1 AND reference = $2";
    CASES_REFERENCED = "SELECT organisation, case_id FROM case_record WHERE reference = $1 \
                        ORDER BY organisation LIMIT 2";
    CASE_HEAD = "SELECT sequence, head FROM case_record WHERE organisation = $1 AND case_id = $2";
    CASE_ADVANCE = "UPDATE case_record SET sequence = $4, head = $5, last_at = $6 \
                    WHERE organisation = $1 AND case_id = $2 AND sequence = $3";
    CASE_ADD = "INSERT INTO case_record (case_id, organisation, reference, route, status, region, owner, cover, \
                recorder, severity, incidents, opened_at, last_at, judge_at, sequence, head, header) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
                ON CONFLICT DO NOTHING";
    CASE_PUT = "UPDATE case_record SET route = $3, status = $4, region = $5, owner = $6, cover = $7, \
                severity = $8, incidents = $9, judge_at = $10, header = $11 \
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
    CASES_AFTER = "SELECT case_id, organisation, reference, header FROM case_record \
                   WHERE case_id > $1 ORDER BY case_id LIMIT CAST($2 AS BIGINT)";
    STREAMS_AFTER = "SELECT case_id FROM case_record WHERE case_id > $1 ORDER BY case_id LIMIT CAST($2 AS BIGINT)";

    JOURNAL_READ = packed_streams!("stream = $1 AND organisation = $2");
    JOURNAL_RANGE = packed_streams!("stream >= $1 AND stream <= $2 AND organisation = $3");
    // One row for all of them: handing over a row takes longer than opening what one case has in it.
    JOURNAL_BULK = concat!("SELECT ", packed_entries!("seq, recorded_at, actor, kind, length(payload), stream"),
                   " FROM journal WHERE stream >= $1 AND stream <= $2 AND organisation = $3 \
                   AND payload IS NOT NULL");
    JOURNAL_FORGET = "UPDATE journal SET payload = NULL WHERE stream = $1 AND seq = $2 AND organisation = $3";
    JOURNAL_WALK = "SELECT stream, seq, organisation, recorded_at, actor, kind, payload, digest, link \
                    FROM journal WHERE (stream, seq) > ($1, $2) ORDER BY stream, seq LIMIT CAST($3 AS BIGINT)";
    HEADS_WALK = "SELECT case_id, organisation, sequence, head FROM case_record \
                  WHERE case_id > $1 ORDER BY case_id LIMIT CAST($2 AS BIGINT)";

    KEPT_RECORDS = "SELECT case_id, reference, sequence, header, route, status, region, owner, cover, severity, \
                    incidents, judge_at, recorder, opened_at, last_at FROM case_record \
                    WHERE organisation = $1 AND case_id > $2 ORDER BY case_id LIMIT CAST($3 AS BIGINT)";
    KEPT_DUTIES = "SELECT case_id, code, started, organisation, state, open, due_at, falls_to, raised_to, region, \
                   owner, cover FROM duty WHERE case_id >= $1 AND case_id <= $2 ORDER BY case_id, code, started";
    KEPT_ENDS = "SELECT o.stream, o.actor, o.recorded_at, l.recorded_at FROM journal o JOIN journal l \
                 ON l.stream = o.stream AND l.seq = (SELECT MAX(m.seq) FROM journal m WHERE m.stream = o.stream) \
                 WHERE o.stream >= $1 AND o.stream <= $2 AND o.organisation = $3 AND o.seq = 1 \
                 ORDER BY o.stream";
    KEPT_MEND = "UPDATE case_record SET route = $3, status = $4, region = $5, owner = $6, cover = $7, \
                 severity = $8, incidents = $9, judge_at = $10, header = $11, recorder = $12, opened_at = $13, \
                 last_at = $14 WHERE organisation = $1 AND case_id = $2 AND sequence = $15";
    KEPT_CLEAR = "DELETE FROM duty WHERE case_id = $1";

    SECRETS_OF_CASE = "SELECT id, kind, sealed FROM secret WHERE case_id = $1 AND organisation = $2 ORDER BY id";
    SECRET_ONE = "SELECT id, kind, sealed FROM secret WHERE case_id = $1 AND organisation = $2 AND id = $3";
    SECRET_DELETE = "DELETE FROM secret WHERE case_id = $1 AND organisation = $2 AND id = $3";

    LOOK_ADD = "INSERT INTO access_entry (id, organisation, at, user_id, action, case_id, part, why) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    LOOKS_AT_CASE = "SELECT id, at, user_id, action, part, why FROM access_entry \
                     WHERE case_id = $1 AND organisation = $2 AND id < $3 ORDER BY id DESC LIMIT CAST($4 AS BIGINT)";

    DUTIES_OF_CASE = "SELECT case_id, code, started, state, open, due_at, falls_to, raised_to, region, owner, \
                      cover FROM duty WHERE case_id = $1 AND organisation = $2 ORDER BY due_at, code, started";
    WORK_ALL = work_places!("");
    WORK_OWNED = work_places!(" AND d.owner = $4");
    WORK_COVERED = work_places!(" AND d.cover = $4");
    WORK_OWNED_IN = work_places!(in_regions!(" AND d.owner = $4"));
    WORK_COVERED_IN = work_places!(in_regions!(" AND d.cover = $4"));
    WORK_REGION = work_places!(" AND d.region = $4");
    WORK_UNPLACED = work_places!(" AND d.region IS NULL");
    WORK_LINES_SOME = "SELECT string_agg(concat_ws('\u{1f}', d.organisation, d.case_id, d.code, d.started, d.state, \
                       d.due_at, COALESCE(d.region, ''), COALESCE(d.owner, ''), c.reference, c.route, c.severity, \
                       c.sequence), '\u{1e}') FROM duty d JOIN case_record c ON c.case_id = d.case_id \
                       WHERE d.open = 1 AND d.case_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, \
                       $13, $14, $15, $16, $17, $18, $19, $20)";

    EXCLUDE = "INSERT INTO exclusion (case_id, user_id, organisation) VALUES ($1, $2, $3) \
               ON CONFLICT (case_id, user_id) DO NOTHING";
    INCLUDE = "DELETE FROM exclusion WHERE case_id = $1 AND user_id = $2 AND organisation = $3";
    EXCLUDED_CASES = "SELECT case_id FROM exclusion WHERE organisation = $1 AND user_id = $2 ORDER BY case_id";

    ORGANISATION_ADD = "INSERT INTO organisation (id, name, nation, policy_id, policy_text, created_at) \
                        VALUES ($1, $2, $3, $4, $5, $6)";
    ORGANISATION_POLICY = "UPDATE organisation SET policy_id = $2, policy_text = $3 WHERE id = $1";
    ORGANISATION_ONE = "SELECT id, name, nation, policy_id, policy_text, created_at FROM organisation \
                        WHERE id = $1";
    ORGANISATIONS = "SELECT id, name, nation, policy_id, policy_text, created_at FROM organisation ORDER BY id";

    REGION_ADD = "INSERT INTO region (id, organisation, name, created_at) VALUES ($1, $2, $3, $4) \
                  ON CONFLICT DO NOTHING";
    REGIONS = "SELECT id, name FROM region WHERE organisation = $1 ORDER BY name";

    USER_ADD = "INSERT INTO app_user (id, organisation, login, name, role, password_hash, active, created_at, \
                changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT DO NOTHING";
    USER_PUT = "UPDATE app_user SET name = $3, role = $4, active = $5, changed_at = $6 \
                WHERE id = $1 AND organisation = $2";
    USER_PASSWORD = "UPDATE app_user SET password_hash = $2, changed_at = $3 WHERE id = $1";
    USER_BY_LOGIN = "SELECT id, organisation, login, name, role, password_hash, active FROM app_user \
                     WHERE login = $1";
    USER_ONE = "SELECT id, organisation, login, name, role, password_hash, active FROM app_user WHERE id = $1";
    USERS = "SELECT id, organisation, login, name, role, password_hash, active FROM app_user \
             WHERE organisation = $1 ORDER BY name, id";
    USER_REGION_ADD = "INSERT INTO user_region (user_id, region) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    USER_REGIONS_CLEAR = "DELETE FROM user_region WHERE user_id = $1";
    USER_REGIONS = "SELECT region FROM user_region WHERE user_id = $1 ORDER BY region";

    SESSION_ADD = "INSERT INTO session (token_digest, user_id, csrf_digest, created_at, last_seen_at, expires_at) \
                   VALUES ($1, $2, $3, $4, $4, $5)";
    SESSION_ONE = "SELECT s.csrf_digest, s.created_at, s.last_seen_at, s.expires_at, u.id, u.organisation, \
                   u.login, u.name, u.role, u.password_hash, u.active \
                   FROM session s JOIN app_user u ON u.id = s.user_id \
                   WHERE s.token_digest = $1 AND s.ended_at IS NULL";
    SESSION_OF_FORM = "SELECT s.last_seen_at, s.expires_at, s.ended_at, u.id, u.organisation, \
                       u.login, u.name, u.role, u.password_hash, u.active \
                       FROM session s JOIN app_user u ON u.id = s.user_id WHERE s.csrf_digest = $1";
    SESSION_SEEN = "UPDATE session SET last_seen_at = $2 WHERE token_digest = $1";
    SESSION_END = "UPDATE session SET ended_at = $2 WHERE token_digest = $1 AND ended_at IS NULL";
    SESSIONS_END_OF_USER = "DELETE FROM session WHERE user_id = $1";
    SESSIONS_SWEEP = "DELETE FROM session WHERE expires_at < $1 OR ended_at < $1";

    SETUP_ADD = "INSERT INTO setup_link (token_digest, user_id, expires_at, used_at) VALUES ($1, $2, $3, NULL)";
    SETUP_DROP = "DELETE FROM setup_link WHERE user_id = $1 AND used_at IS NULL";
    SETUP_PEEK = "SELECT user_id, expires_at FROM setup_link \
                  WHERE token_digest = $1 AND used_at IS NULL AND expires_at > $2";
    SETUP_USE = "UPDATE setup_link SET used_at = $2 \
                 WHERE token_digest = $1 AND used_at IS NULL AND expires_at > $2";

    HELD_ADD = "INSERT INTO held_form (id, organisation, user_id, held_at, sent_at, sealed) \
                VALUES ($1, $2, $3, $4, NULL, $5)";
    HELD_OF = "SELECT id, held_at, sent_at, sealed FROM held_form \
               WHERE user_id = $1 AND organisation = $2 AND held_at > $3 ORDER BY held_at DESC, id DESC";
    HELD_WAITS = "SELECT id FROM held_form \
                  WHERE user_id = $1 AND organisation = $2 AND held_at > $3 AND sent_at IS NULL LIMIT 1";
    HELD_AGAIN = "UPDATE held_form SET held_at = $4, sent_at = NULL \
                  WHERE id = $1 AND organisation = $2 AND user_id = $3";
    HELD_SENT = "UPDATE held_form SET sent_at = $4 WHERE id = $1 AND organisation = $2 AND user_id = $3";
    HELD_DELETE = "DELETE FROM held_form WHERE id = $1 AND organisation = $2 AND user_id = $3";
    HELD_TRIM = "DELETE FROM held_form WHERE user_id = $1 AND organisation = $2 AND id NOT IN (SELECT h.id \
                 FROM held_form h WHERE h.user_id = $1 AND h.organisation = $2 \
                 ORDER BY h.held_at DESC, h.id DESC LIMIT CAST($3 AS BIGINT))";
    HELD_OLD = "SELECT id FROM held_form WHERE held_at <= $1 LIMIT 1";
    HELD_SWEEP = "DELETE FROM held_form WHERE held_at <= $1";

    DRAFT_ADD = "INSERT INTO draft (id, organisation, user_id, form, case_id, created_at, updated_at, finished_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $6, NULL)";
    DRAFT_ONE = "SELECT id, form, case_id, created_at, updated_at, finished_at FROM draft \
                 WHERE id = $1 AND organisation = $2 AND user_id = $3";
    DRAFTS_OPEN = "SELECT id, form, case_id, created_at, updated_at, finished_at FROM draft \
                   WHERE user_id = $1 AND organisation = $2 AND finished_at IS NULL ORDER BY updated_at DESC, id";
    DRAFT_TOUCH = "UPDATE draft SET updated_at = $4 \
                   WHERE id = $1 AND organisation = $2 AND user_id = $3 AND finished_at IS NULL";
    DRAFT_FINISH = "UPDATE draft SET finished_at = $4, updated_at = $4, case_id = $5 \
                    WHERE id = $1 AND organisation = $2 AND user_id = $3 AND finished_at IS NULL";
    DRAFT_DELETE = "DELETE FROM draft WHERE id = $1 AND organisation = $2 AND user_id = $3";
    FIELD_PUT = "INSERT INTO draft_field (draft, field, version, sealed) VALUES ($1, $2, 1, $3) \
                 ON CONFLICT (draft, field) DO UPDATE SET version = draft_field.version + 1, \
                 sealed = excluded.sealed WHERE draft_field.version = $4";
    FIELD_ONE = "SELECT field, version, sealed FROM draft_field WHERE draft = $1 AND field = $2";
    FIELDS = "SELECT field, version, sealed FROM draft_field WHERE draft = $1 ORDER BY field";
    FIELDS_CLEAR = "DELETE FROM draft_field WHERE draft = $1";
}

#[cfg(test)]
mod tests {
    use seal::MasterKey;
    use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Executor, SqlSafeStr};

    use super::ALL;
    use crate::open::Backend;
    use crate::plan::{Piece, Table, text};
    use crate::schema::{self, Dialect};
    use crate::{Config, Store, postgres};

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
            ALL.iter().filter(|(_, text)| text.contains("LIMIT $")).map(|(name, _)| *name).collect();
        assert_eq!(bare, Vec::<&str>::new());
    }

    async fn prepare_all(data: &AnyPool, keys: &AnyPool) {
        for (name, text) in ALL {
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
        schema::make_data(&mut transaction, Dialect::Postgres, &MasterKey::generate()).await.unwrap();
        schema::make_keys(&mut transaction, Dialect::Postgres).await.unwrap();
        let fixed = ALL.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        for (name, text) in fixed.chain(of_plans(Dialect::Postgres)) {
            // In the server's own words, because `Any` does not describe parameters of a domain.
            let text = AssertSqlSafe(format!("PREPARE {name} AS {text}")).into_sql_str();
            let prepared = transaction.execute(sqlx::raw_sql(text)).await.map(drop);
            assert!(prepared.is_ok(), "{name}: {prepared:?}");
        }
    }
}
