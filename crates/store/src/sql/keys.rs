//! The wrapped keys, and what is sealed anew when they are renewed. What begins with `KEY` is asked of the keys.

statements! {
    KEY_MASTER = "SELECT id FROM master_key";
    KEY_MASTER_PUT = "INSERT INTO master_key (id) VALUES ($1)";
    KEY_MASTER_CHANGE = "UPDATE master_key SET id = $2 WHERE id = $1";

    KEY_PURPOSES = "SELECT purpose, wrapped, next FROM purpose_key ORDER BY purpose";
    KEY_PURPOSE_ADD = "INSERT INTO purpose_key (purpose, wrapped) VALUES ($1, $2)";
    KEY_PURPOSE_WRAP = "UPDATE purpose_key SET wrapped = $2 WHERE purpose = $1";
    KEY_PURPOSE_NEXT = "UPDATE purpose_key SET next = $2 WHERE purpose = $1";
    KEY_PURPOSES_TAKE = "UPDATE purpose_key SET wrapped = next, next = NULL WHERE next IS NOT NULL";
    KEY_PURPOSES_DROP = "UPDATE purpose_key SET next = NULL WHERE next IS NOT NULL";

    KEY_CASES_AFTER = "SELECT case_id, organisation, wrapped, next FROM case_key WHERE case_id > $1 \
                       ORDER BY case_id LIMIT CAST($2 AS BIGINT)";
    KEY_CASE_WRAP = "UPDATE case_key SET wrapped = $2 WHERE case_id = $1";
    KEY_CASE_NEXT = "UPDATE case_key SET next = $2 WHERE case_id = $1";
    KEY_CASES_TAKE = "UPDATE case_key SET wrapped = next, next = NULL WHERE next IS NOT NULL";
    KEY_CASES_DROP = "UPDATE case_key SET next = NULL WHERE next IS NOT NULL";

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
    RENEWED_HELD = "UPDATE held_form SET sealed = $4 WHERE id = $1 AND '' = $2 AND '' = $3";
    RENEW_AUTHENTICATORS = "SELECT a.user_id, a.state, '', u.organisation, a.user_id, 'authenticator', a.sealed \
                            FROM authenticator a JOIN app_user u ON u.id = a.user_id";
    RENEWED_AUTHENTICATOR = "UPDATE authenticator SET sealed = $4 WHERE user_id = $1 AND state = $2 AND '' = $3";
    RENEW_PASSKEYS = "SELECT p.id, '', '', u.organisation, p.id, concat('passkey/', p.user_id), p.sealed \
                      FROM passkey p JOIN app_user u ON u.id = p.user_id";
    RENEWED_PASSKEY = "UPDATE passkey SET sealed = $4 WHERE id = $1 AND '' = $2 AND '' = $3";
    RENEW_PASSKEY_NAMES = "SELECT p.id, '', '', u.organisation, p.id, concat('passkey-name/', p.user_id), p.name \
                           FROM passkey p JOIN app_user u ON u.id = p.user_id";
    RENEWED_PASSKEY_NAME = "UPDATE passkey SET name = $4 WHERE id = $1 AND '' = $2 AND '' = $3";
    RENEW_OWN_FACTS = "SELECT id, '', '', organisation, id, concat('own/', kind, '/', user_id), sealed FROM own_fact";
    RENEWED_OWN_FACT = "UPDATE own_fact SET sealed = $4 WHERE id = $1 AND '' = $2 AND '' = $3";
    RENEW_LIFTS = "SELECT case_id, user_id, because, organisation, user_id, concat('lift/', because, '/', case_id), why \
                   FROM wall_lift";
    RENEWED_LIFT = "UPDATE wall_lift SET why = $4 WHERE case_id = $1 AND user_id = $2 AND because = $3";
    RENEW_VOICES = "SELECT organisation, id, '', organisation, organisation, concat('voice/', id), words FROM voice \
                    WHERE words IS NOT NULL";
    RENEWED_VOICE = "UPDATE voice SET words = $4 WHERE organisation = $1 AND id = $2 AND '' = $3";
    RENEW_GRANTS = "SELECT id, '', '', organisation, id, 'grant-why', why FROM access_grant";
    RENEWED_GRANT = "UPDATE access_grant SET why = $4 WHERE id = $1 AND '' = $2 AND '' = $3";
    RENEW_GLASS = "SELECT id, '', '', organisation, id, 'glass-why', why FROM broken_glass";
    RENEWED_GLASS = "UPDATE broken_glass SET why = $4 WHERE id = $1 AND '' = $2 AND '' = $3";
    RENEW_GLASS_REVIEWS = "SELECT glass, '', '', organisation, glass, 'glass-review', words FROM glass_review \
                           WHERE words IS NOT NULL";
    RENEWED_GLASS_REVIEW = "UPDATE glass_review SET words = $4 WHERE glass = $1 AND '' = $2 AND '' = $3";
    RENEW_REQUESTS = "SELECT id, '', '', organisation, id, 'location-why', why FROM location_request";
    RENEWED_REQUEST = "UPDATE location_request SET why = $4 WHERE id = $1 AND '' = $2 AND '' = $3";
    RENEW_ANSWERS = "SELECT id, '', '', organisation, id, 'location-words', words FROM location_request \
                     WHERE words IS NOT NULL";
    RENEWED_ANSWER = "UPDATE location_request SET words = $4 WHERE id = $1 AND '' = $2 AND '' = $3";
    RENEW_LOOK_MARKS = "SELECT id, '', '', organisation, id, 'look-mark', words FROM look_mark";
    RENEWED_LOOK_MARK = "UPDATE look_mark SET words = $4 WHERE id = $1 AND '' = $2 AND '' = $3";
    RENEW_LOOK_LIFTS = "SELECT id, '', '', organisation, id, 'look-lift', words FROM look_lift";
    RENEWED_LOOK_LIFT = "UPDATE look_lift SET words = $4 WHERE id = $1 AND '' = $2 AND '' = $3";
    // A question to a passkey waits for minutes, and nobody waits while no server runs.
    RENEW_CEREMONIES = "DELETE FROM ceremony";
}
