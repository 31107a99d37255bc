//! Second factors, recovery codes, sign-ins that wait for their second step, and notices about accounts.

statements! {
    AUTHENTICATOR_OFFER = "INSERT INTO authenticator (user_id, state, sealed, since, last_step) \
                           VALUES ($1, 'offered', $2, $3, 0) ON CONFLICT (user_id, state) DO UPDATE SET \
                           sealed = excluded.sealed, since = excluded.since";
    AUTHENTICATOR_ONE = "SELECT sealed, since, last_step FROM authenticator WHERE user_id = $1 AND state = $2";
    AUTHENTICATOR_DROP = "DELETE FROM authenticator WHERE user_id = $1 AND state = $2";
    AUTHENTICATOR_KEEP = "UPDATE authenticator SET state = 'kept', since = $2, last_step = $3 \
                          WHERE user_id = $1 AND state = 'offered'";
    AUTHENTICATOR_USE = "UPDATE authenticator SET last_step = $2 \
                         WHERE user_id = $1 AND state = 'kept' AND last_step < $2";
    AUTHENTICATORS_CLEAR = "DELETE FROM authenticator WHERE user_id = $1";

    PASSWORD_CLEAR = "UPDATE app_user SET password_hash = NULL, changed_at = $2 WHERE id = $1";

    RECOVERY_ADD = "INSERT INTO recovery_code (user_id, digest, made_at, used_at) VALUES ($1, $2, $3, NULL)";
    RECOVERY_LEFT = "SELECT COUNT(*) FROM recovery_code WHERE user_id = $1 AND used_at IS NULL";
    RECOVERY_USE = "UPDATE recovery_code SET used_at = $3 \
                    WHERE user_id = $1 AND digest = $2 AND used_at IS NULL";
    RECOVERY_CLEAR = "DELETE FROM recovery_code WHERE user_id = $1";

    STEP_ADD = "INSERT INTO sign_in_step (token_digest, user_id, expires_at, tries) VALUES ($1, $2, $3, 0)";
    STEP_ONE = "SELECT user_id, expires_at FROM sign_in_step \
                WHERE token_digest = $1 AND expires_at > $2 AND tries < CAST($3 AS BIGINT)";
    STEP_TRIED = "UPDATE sign_in_step SET tries = tries + 1 \
                  WHERE token_digest = $1 AND expires_at > $2 AND tries < CAST($3 AS BIGINT)";
    STEP_END = "DELETE FROM sign_in_step WHERE token_digest = $1";
    STEPS_END_OF_USER = "DELETE FROM sign_in_step WHERE user_id = $1";
    STEPS_SWEEP = "DELETE FROM sign_in_step WHERE expires_at <= $1";

    TRIES = "SELECT name, until_at FROM sign_in_try WHERE until_at > $1";
    TRIES_KEEP = "INSERT INTO sign_in_try (name, until_at) VALUES ($1, $2) \
                  ON CONFLICT (name) DO UPDATE SET until_at = excluded.until_at";
    TRIES_SWEEP = "DELETE FROM sign_in_try WHERE until_at <= $1";

    WORD_NEED = "INSERT INTO link_word (user_id, since, made_by, digest, expires_at, tries) \
                 VALUES ($1, $2, $3, NULL, NULL, 0) ON CONFLICT (user_id) DO UPDATE SET since = excluded.since, \
                 made_by = excluded.made_by, digest = NULL, expires_at = NULL, tries = 0";
    WORD_ONE = "SELECT user_id, since, made_by FROM link_word WHERE user_id = $1";
    WORDS_ALL = "SELECT w.user_id, w.since, w.made_by FROM link_word w JOIN app_user u ON u.id = w.user_id \
                 WHERE u.organisation = $1 AND u.active = 1 ORDER BY w.since, w.user_id";
    WORD_GIVE = "UPDATE link_word SET digest = $2, expires_at = $3, tries = 0 WHERE user_id = $1";
    WORD_TRIED = "UPDATE link_word SET tries = tries + 1 WHERE user_id = $1";
    WORD_USE = "UPDATE link_word SET digest = NULL, expires_at = NULL, tries = 0 WHERE user_id = $1 \
                AND digest = $2 AND expires_at > $3 AND tries <= CAST($4 AS BIGINT)";
    WORD_DROP = "DELETE FROM link_word WHERE user_id = $1";
    WORD_SETTLE = "DELETE FROM link_word WHERE user_id = $1 AND NOT EXISTS (SELECT 1 FROM setup_link l \
                   WHERE l.user_id = $1 AND l.used_at IS NULL AND l.expires_at > $2)";

    NOTICE_ADD = "INSERT INTO account_notice (id, user_id, at, what, seen_at) VALUES ($1, $2, $3, $4, NULL)";
    NOTICES_UNSEEN = "SELECT at, what FROM account_notice WHERE user_id = $1 AND seen_at IS NULL ORDER BY at, id";
    NOTICES_OF = "SELECT at, what FROM account_notice WHERE user_id = $1 AND at > $2 ORDER BY at DESC, id DESC";
    NOTICES_SEEN = "UPDATE account_notice SET seen_at = $2 WHERE user_id = $1 AND seen_at IS NULL AND at <= $3";
}
