//! Passkeys, and the ceremonies in which they are made and used.

statements! {
    PASSKEY_ADD = "INSERT INTO passkey (id, user_id, credential_id, sealed, name, made_at, used_at, counter) \
                   VALUES ($1, $2, $3, $4, $5, $6, NULL, $7) ON CONFLICT DO NOTHING";
    PASSKEYS_OF = "SELECT p.id, p.user_id, u.organisation, p.sealed, p.name, p.made_at, p.used_at, p.counter \
                   FROM passkey p JOIN app_user u ON u.id = p.user_id \
                   WHERE p.user_id = $1 ORDER BY p.made_at, p.id";
    PASSKEY_FOUND = "SELECT p.id, p.user_id, u.organisation, p.sealed, p.name, p.made_at, p.used_at, p.counter \
                     FROM passkey p JOIN app_user u ON u.id = p.user_id WHERE p.credential_id = $1";
    PASSKEY_COUNT = "SELECT COUNT(*) FROM passkey WHERE user_id = $1";
    // Only over the counter that was read: of two answers with one count, the second is refused.
    PASSKEY_USE = "UPDATE passkey SET sealed = $3, counter = $4, used_at = $5 WHERE id = $1 AND counter = $2";
    PASSKEY_NAME = "UPDATE passkey SET name = $3 WHERE id = $1 AND user_id = $2";
    PASSKEY_REMOVE = "DELETE FROM passkey WHERE id = $1 AND user_id = $2";
    PASSKEYS_REMOVE = "DELETE FROM passkey WHERE user_id = $1";

    CEREMONY_ADD = "INSERT INTO ceremony (token_digest, kind, user_id, sealed, expires_at, used_at) \
                    VALUES ($1, $2, $3, $4, $5, NULL)";
    CEREMONY_ONE = "SELECT user_id, sealed, expires_at, used_at FROM ceremony \
                    WHERE token_digest = $1 AND kind = $2";
    CEREMONY_USE = "UPDATE ceremony SET used_at = $2 WHERE token_digest = $1 AND used_at IS NULL";
    CEREMONY_SWEEP = "DELETE FROM ceremony WHERE expires_at <= $1";
    CEREMONY_TRIM = "DELETE FROM ceremony WHERE token_digest IN (SELECT c.token_digest FROM ceremony c \
                     ORDER BY c.expires_at DESC LIMIT 1000 OFFSET CAST($1 AS BIGINT))";
}
