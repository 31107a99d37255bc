//! The wrapped keys, and what is sealed anew when they are renewed. What begins with `KEY` is asked of the keys.

/// A key wrapped anew, put beside the one in use, taken into use, or dropped: the same in both tables.
macro_rules! key {
    (wrap $table:literal $id:literal) => {
        concat!("UPDATE ", $table, " SET wrapped = $2 WHERE ", $id, " = $1")
    };
    (next $table:literal $id:literal) => {
        concat!("UPDATE ", $table, " SET next = $2 WHERE ", $id, " = $1")
    };
    (take $table:literal) => {
        concat!("UPDATE ", $table, " SET wrapped = next, next = NULL WHERE next IS NOT NULL")
    };
    (drop $table:literal) => {
        concat!("UPDATE ", $table, " SET next = NULL WHERE next IS NOT NULL")
    };
}

/// Why somebody did something, kept under one key: read with where it belongs.
macro_rules! reasons {
    ($table:literal $id:literal $column:literal $kind:literal) => {
        concat!(
            "SELECT ",
            $id,
            ", '', '', organisation, ",
            $id,
            ", '",
            $kind,
            "', ",
            $column,
            " FROM ",
            $table,
            " WHERE ",
            $column,
            " IS NOT NULL"
        )
    };
}

/// What one id names in a table, sealed anew.
macro_rules! sealed_anew {
    ($table:literal $id:literal $column:literal) => {
        concat!("UPDATE ", $table, " SET ", $column, " = $4 WHERE ", $id, " = $1 AND '' = $2 AND '' = $3")
    };
}

statements! {
    KEY_MASTER = "SELECT id FROM master_key";
    KEY_MASTER_PUT = "INSERT INTO master_key (id) VALUES ($1)";
    KEY_MASTER_CHANGE = "UPDATE master_key SET id = $2 WHERE id = $1";

    KEY_PURPOSES = "SELECT purpose, wrapped, next FROM purpose_key ORDER BY purpose";
    KEY_PURPOSE_ADD = "INSERT INTO purpose_key (purpose, wrapped) VALUES ($1, $2)";
    KEY_PURPOSE_WRAP = key!(wrap "purpose_key" "purpose");
    KEY_PURPOSE_NEXT = key!(next "purpose_key" "purpose");
    KEY_PURPOSES_TAKE = key!(take "purpose_key");
    KEY_PURPOSES_DROP = key!(drop "purpose_key");

    KEY_CASES_AFTER = "SELECT case_id, organisation, wrapped, next FROM case_key WHERE case_id > $1 \
                       ORDER BY case_id LIMIT CAST($2 AS BIGINT)";
    KEY_CASE_WRAP = key!(wrap "case_key" "case_id");
    KEY_CASE_NEXT = key!(next "case_key" "case_id");
    KEY_CASES_TAKE = key!(take "case_key");
    KEY_CASES_DROP = key!(drop "case_key");

    RENEW_PROBE = "UPDATE meta SET value = $1 WHERE name = 'probe'";
    RENEW_HEADER = "SELECT header, sequence, head FROM case_record WHERE case_id = $1";
    RENEWED_RECORD = "UPDATE case_record SET header = $2, head = $3 WHERE case_id = $1";
    RENEW_ENTRIES = "SELECT seq, recorded_at, actor, kind, payload, digest, link FROM journal WHERE stream = $1 \
                     ORDER BY seq";
    RENEWED_ENTRY = "UPDATE journal SET payload = $3, digest = $4, link = $5 WHERE stream = $1 AND seq = $2";
    RENEW_SECRETS = "SELECT id, kind, sealed FROM secret WHERE case_id = $1";
    RENEWED_SECRET = "UPDATE secret SET sealed = $3 WHERE case_id = $1 AND id = $2";

    // What is kept for other purposes: three columns that name the row, then where it belongs (organisation, stream,
    // kind), then what is sealed.
    RENEW_DRAFTS = "SELECT f.draft, f.field, '', d.organisation, f.draft, f.field, f.sealed FROM draft_field f \
                    JOIN draft d ON d.id = f.draft";
    RENEWED_DRAFT = "UPDATE draft_field SET sealed = $4 WHERE draft = $1 AND field = $2 AND '' = $3";
    RENEW_HELD = "SELECT id, '', '', organisation, id, concat('held/', user_id), sealed FROM held_form";
    RENEWED_HELD = sealed_anew!("held_form" "id" "sealed");
    RENEW_AUTHENTICATORS = "SELECT a.user_id, a.state, '', u.organisation, a.user_id, 'authenticator', a.sealed \
                            FROM authenticator a JOIN app_user u ON u.id = a.user_id";
    RENEWED_AUTHENTICATOR = "UPDATE authenticator SET sealed = $4 WHERE user_id = $1 AND state = $2 AND '' = $3";
    RENEW_PASSKEYS = "SELECT p.id, '', '', u.organisation, p.id, concat('passkey/', p.user_id), p.sealed \
                      FROM passkey p JOIN app_user u ON u.id = p.user_id";
    RENEWED_PASSKEY = sealed_anew!("passkey" "id" "sealed");
    RENEW_PASSKEY_NAMES = "SELECT p.id, '', '', u.organisation, p.id, concat('passkey-name/', p.user_id), p.name \
                           FROM passkey p JOIN app_user u ON u.id = p.user_id";
    RENEWED_PASSKEY_NAME = sealed_anew!("passkey" "id" "name");
    RENEW_OWN_FACTS = "SELECT id, '', '', organisation, id, concat('own/', kind, '/', user_id), sealed FROM own_fact";
    RENEWED_OWN_FACT = sealed_anew!("own_fact" "id" "sealed");
    RENEW_LIFTS = "SELECT case_id, user_id, because, organisation, user_id, concat('lift/', because, '/', case_id), why \
                   FROM wall_lift";
    RENEWED_LIFT = "UPDATE wall_lift SET why = $4 WHERE case_id = $1 AND user_id = $2 AND because = $3";
    RENEW_VOICES = "SELECT organisation, id, '', organisation, organisation, concat('voice/', id), words FROM voice \
                    WHERE words IS NOT NULL";
    RENEWED_VOICE = "UPDATE voice SET words = $4 WHERE organisation = $1 AND id = $2 AND '' = $3";
    RENEW_GRANTS = reasons!("access_grant" "id" "why" "grant-why");
    RENEWED_GRANT = sealed_anew!("access_grant" "id" "why");
    RENEW_GLASS = reasons!("broken_glass" "id" "why" "glass-why");
    RENEWED_GLASS = sealed_anew!("broken_glass" "id" "why");
    RENEW_GLASS_REVIEWS = reasons!("glass_review" "glass" "words" "glass-review");
    RENEWED_GLASS_REVIEW = sealed_anew!("glass_review" "glass" "words");
    RENEW_REQUESTS = reasons!("location_request" "id" "why" "location-why");
    RENEWED_REQUEST = sealed_anew!("location_request" "id" "why");
    RENEW_ANSWERS = reasons!("location_request" "id" "words" "location-words");
    RENEWED_ANSWER = sealed_anew!("location_request" "id" "words");
    RENEW_LOOK_MARKS = reasons!("look_mark" "id" "words" "look-mark");
    RENEWED_LOOK_MARK = sealed_anew!("look_mark" "id" "words");
    RENEW_LOOK_LIFTS = reasons!("look_lift" "id" "words" "look-lift");
    RENEWED_LOOK_LIFT = sealed_anew!("look_lift" "id" "words");
    // A question to a passkey waits for minutes, and nobody waits while no server runs.
    RENEW_CEREMONIES = "DELETE FROM ceremony";
}
