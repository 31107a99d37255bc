//! Teams, what somebody was granted of a case, and glass that was broken.

statements! {
    TEAM_ADD = "INSERT INTO team (id, organisation, name, created_at) VALUES ($1, $2, $3, $4) \
                ON CONFLICT DO NOTHING";
    TEAMS = "SELECT id, name FROM team WHERE organisation = $1 ORDER BY name";
    USER_TEAM = "UPDATE app_user SET team = $2, version = version + 1 WHERE id = $1";

    GRANT_ADD = "INSERT INTO access_grant (id, case_id, organisation, user_id, parts, given_by, given_at, until, \
                 why) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    GRANT_END = "UPDATE access_grant SET ended_at = $4, ended_by = $5 \
                 WHERE id = $1 AND case_id = $2 AND organisation = $3 AND ended_at IS NULL";
    GRANTS_OF_CASE = "SELECT id, user_id, parts, given_by, given_at, until, ended_at, why FROM access_grant \
                      WHERE case_id = $1 AND organisation = $2 ORDER BY given_at DESC, id DESC";
    GRANTS_OF_USER = "SELECT g.case_id, g.until FROM access_grant g \
                      WHERE g.user_id = $1 AND g.organisation = $2 AND g.ended_at IS NULL AND g.until > $3 \
                      ORDER BY g.until, g.case_id LIMIT CAST($4 AS BIGINT)";

    GLASS_BREAK = "INSERT INTO broken_glass (id, case_id, organisation, user_id, since, until, why) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
}
