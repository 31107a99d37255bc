//! The access journal: added to, read, sealed.

// One row for many entries, because handing over a row takes longer than reading one. The characters between
// cells and between entries stand in no code and no id.
macro_rules! packed_looks {
    ($cells:literal, $where:literal) => {
        concat!(
            "SELECT string_agg(concat_ws('\u{1f}', ",
            $cells,
            "), '\u{1e}') FROM (SELECT * FROM access_entry WHERE place > $1 AND place <= $2 AND ",
            $where,
            " ORDER BY place) AS taken"
        )
    };
}

statements! {
    LOOK_ADD = "INSERT INTO access_entry (id, organisation, at, user_id, action, case_id, part, why, relation, terms) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    LOOKS_AT_CASE = "SELECT id, at, user_id, action, part, why, place FROM access_entry \
                     WHERE case_id = $1 AND organisation = $2 AND place < $3 AND at >= $4 AND at < $5 \
                     ORDER BY place DESC LIMIT CAST($6 AS BIGINT)";

    LOOKS_BEGIN = "SELECT COALESCE(MAX(up_to), 0) FROM look_seal WHERE made_at < $1";
    LOOKS_SOME = packed_looks!(
        "place, at, user_id, COALESCE(case_id, ''), action, part, COALESCE(relation, '')",
        "at >= $3 AND at < $4 AND ($5 = '' OR organisation = $5)"
    );
    SEARCHES_SOME = packed_looks!(
        "at, user_id, terms",
        "at >= $3 AND at < $4 AND organisation = $5 AND terms IS NOT NULL"
    );

    LOOKS_END = "SELECT COALESCE(MAX(place), 0) FROM access_entry";
    LOOK_SEAL_LAST = "SELECT number, up_to, link FROM look_seal ORDER BY number DESC LIMIT 1";
    LOOKS_TO_SEAL = "SELECT place, id, organisation, at, user_id, action, case_id, part, why, relation, terms \
                     FROM access_entry WHERE place > $1 AND place <= $2 ORDER BY place LIMIT CAST($3 AS BIGINT)";
    LOOK_SEAL_ADD = "INSERT INTO look_seal (number, up_to, entries, made_at, link, vouched) \
                     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (number) DO NOTHING";
    LOOK_SEAL_HEAD = "INSERT INTO meta (name, value) VALUES ('look-head', $1) \
                      ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    LOOK_SEALS_WALK = "SELECT number, up_to, entries, made_at, link, vouched FROM look_seal \
                       WHERE number > $1 ORDER BY number LIMIT CAST($2 AS BIGINT)";

    LOOK_MARK_ADD = "INSERT INTO look_mark (id, organisation, user_id, day, up_to, verdict, words, by_user, at) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    LOOK_MARKS = "SELECT id, user_id, day, up_to, verdict, words, by_user, at FROM look_mark \
                  WHERE organisation = $1 AND day >= $2 ORDER BY at, id";
    LOOKS_BY_WHOM = "SELECT id, name, role, active, team FROM app_user WHERE organisation = $1 ORDER BY id";
    LOOK_LIFT_ADD = "INSERT INTO look_lift (id, organisation, user_id, by_user, at, until_at, words) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7)";
    LOOK_LIFTS = "SELECT user_id, until_at FROM look_lift WHERE until_at > $1";
}
