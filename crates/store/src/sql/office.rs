//! Organisations, regions, people, sessions, links, held forms and drafts.

statements! {
    ORGANISATION_ADD = "INSERT INTO organisation (id, name, nation, policy_id, policy_text, created_at, fictional) \
                        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ORGANISATION_POLICY = "UPDATE organisation SET policy_id = $2, policy_text = $3 WHERE id = $1";
    ORGANISATION_ONE = "SELECT id, name, nation, policy_id, policy_text, created_at, fictional FROM organisation \
                        WHERE id = $1";
    ORGANISATIONS = "SELECT id, name, nation, policy_id, policy_text, created_at, fictional FROM organisation \
                     ORDER BY id";

    REGION_ADD = "INSERT INTO region (id, organisation, name, created_at) VALUES ($1, $2, $3, $4) \
                  ON CONFLICT DO NOTHING";
    REGIONS = "SELECT id, name FROM region WHERE organisation = $1 ORDER BY name";

    USER_ADD = "INSERT INTO app_user (id, organisation, login, name, role, password_hash, active, created_at, \
                changed_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 1) ON CONFLICT DO NOTHING";
    USER_PUT = "UPDATE app_user SET name = $3, role = $4, active = $5, changed_at = $6, team = $7, \
                version = version + 1 WHERE id = $1 AND organisation = $2 AND version = $8";
    USER_PASSWORD = "UPDATE app_user SET password_hash = $2, changed_at = $3 WHERE id = $1";
    USER_BY_LOGIN = "SELECT id, organisation, login, name, role, password_hash, active, team, version FROM app_user \
                     WHERE login = $1";
    USER_ONE = "SELECT id, organisation, login, name, role, password_hash, active, team, version FROM app_user WHERE id = $1";
    USERS = "SELECT id, organisation, login, name, role, password_hash, active, team, version FROM app_user \
             WHERE organisation = $1 ORDER BY name, id";
    USER_REGION_ADD = "INSERT INTO user_region (user_id, region) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    USER_REGIONS_CLEAR = "DELETE FROM user_region WHERE user_id = $1";
    USER_REGIONS = "SELECT region FROM user_region WHERE user_id = $1 ORDER BY region";

    SESSION_ADD = "INSERT INTO session (token_digest, user_id, csrf_digest, created_at, last_seen_at, expires_at, \
                   how, confirmed_at, unfinished, id, browser) \
                   VALUES ($1, $2, $3, $4, $4, $5, $6, $4, $7, $8, $9)";
    SESSION_ONE = "SELECT s.csrf_digest, s.created_at, s.last_seen_at, s.expires_at, s.confirmed_at, s.unfinished, s.how, \
                   (SELECT COUNT(*) FROM account_notice n WHERE n.user_id = u.id AND n.seen_at IS NULL), \
                   s.id, u.id, u.organisation, u.login, u.name, u.role, u.password_hash, u.active, u.team, u.version \
                   FROM session s JOIN app_user u ON u.id = s.user_id \
                   WHERE s.token_digest = $1 AND s.ended_at IS NULL";
    SESSION_OF_FORM = "SELECT s.last_seen_at, s.expires_at, s.ended_at, u.id, u.organisation, \
                       u.login, u.name, u.role, u.password_hash, u.active, u.team, u.version \
                       FROM session s JOIN app_user u ON u.id = s.user_id WHERE s.csrf_digest = $1";
    SESSION_SEEN = "UPDATE session SET last_seen_at = $2 WHERE token_digest = $1";
    SESSION_END = "UPDATE session SET ended_at = $2 WHERE token_digest = $1 AND ended_at IS NULL";
    SESSIONS_OF_USER = "SELECT id, browser, created_at, last_seen_at FROM session WHERE user_id = $1 \
                        AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > $3 \
                        ORDER BY last_seen_at DESC, id DESC";
    SESSION_END_ONE = "UPDATE session SET ended_at = $3 WHERE id = $1 AND user_id = $2 AND ended_at IS NULL";
    SESSIONS_END_ALL = "UPDATE session SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL";
    SESSIONS_END_OTHERS = "UPDATE session SET ended_at = $2 \
                           WHERE user_id = $1 AND id <> $3 AND ended_at IS NULL";
    SESSIONS_END_OF_USER = "DELETE FROM session WHERE user_id = $1";
    SESSIONS_SWEEP = "DELETE FROM session WHERE expires_at < $1 OR ended_at < $1";

    SETUP_ADD = "INSERT INTO setup_link (token_digest, user_id, expires_at, used_at) VALUES ($1, $2, $3, NULL)";
    SETUP_DROP = "DELETE FROM setup_link WHERE user_id = $1 AND used_at IS NULL";
    SETUP_PEEK = "SELECT user_id, expires_at FROM setup_link \
                  WHERE token_digest = $1 AND used_at IS NULL AND expires_at > $2";
    SETUP_SPENT = "SELECT user_id FROM setup_link WHERE token_digest = $1 AND user_id IS NOT NULL";
    SETUP_USE = "UPDATE setup_link SET used_at = $2 \
                 WHERE token_digest = $1 AND used_at IS NULL AND expires_at > $2";

    HELD_ADD = "INSERT INTO held_form (id, organisation, user_id, held_at, sent_at, why, sealed) \
                VALUES ($1, $2, $3, $4, NULL, $5, $6)";
    HELD_OF = "SELECT id, held_at, sent_at, sealed, why FROM held_form \
               WHERE user_id = $1 AND organisation = $2 AND held_at > $3 ORDER BY held_at DESC, id DESC";
    HELD_WAITS = "SELECT id FROM held_form \
                  WHERE user_id = $1 AND organisation = $2 AND held_at > $3 AND sent_at IS NULL LIMIT 1";
    HELD_AGAIN = "UPDATE held_form SET held_at = $4, sent_at = NULL, why = $5 \
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
                   WHERE user_id = $1 AND organisation = $2 AND finished_at IS NULL AND NOT EXISTS \
                   (SELECT 1 FROM exclusion x WHERE x.case_id = draft.case_id AND x.user_id = $1) \
                   ORDER BY updated_at DESC, id";
    DRAFTS_OF_CASE = "SELECT id, form, user_id, created_at, updated_at FROM draft \
                      WHERE case_id = $1 AND organisation = $2 AND finished_at IS NULL ORDER BY created_at, id";
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
