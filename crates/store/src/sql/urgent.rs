//! Cases that were opened in an emergency, protected facts that were asked of a second person, and what carried
//! a fact that came out.

// The last column says whether a privacy officer other than whoever opened it could look at it.
macro_rules! glass_lines {
    ($where:expr) => {
        concat!(
            "SELECT b.id, b.case_id, c.reference, b.user_id, b.since, b.until, b.why, r.by_user, r.at, r.in_order, \
             r.words, (SELECT COUNT(*) FROM access_entry e WHERE e.case_id = b.case_id AND e.user_id = b.user_id \
             AND e.at >= b.since AND e.at < b.until), (SELECT COUNT(*) FROM app_user u \
             WHERE u.organisation = b.organisation AND u.role = 'privacy-officer' AND u.active = 1 \
             AND u.id <> b.user_id AND NOT EXISTS (SELECT 1 FROM exclusion x WHERE x.case_id = b.case_id \
             AND x.user_id = u.id)) \
             FROM broken_glass b JOIN case_record c ON c.case_id = b.case_id LEFT JOIN glass_review r \
             ON r.glass = b.id WHERE b.organisation = $1 AND NOT EXISTS (SELECT 1 FROM exclusion x \
             WHERE x.case_id = b.case_id AND x.user_id = $2) AND ",
            $where
        )
    };
}

macro_rules! location_lines {
    ($where:expr) => {
        concat!(
            "SELECT l.id, l.case_id, c.reference, l.secret, l.kind, l.asker, l.asked_at, l.until, l.why, \
             l.answered_by, l.answered_at, l.answer, l.words, l.used_at FROM location_request l \
             JOIN case_record c ON c.case_id = l.case_id WHERE l.organisation = $1 AND ",
            $where
        )
    };
}

statements! {
    GLASS_UNTIL = "SELECT MAX(until) FROM broken_glass WHERE case_id = $1 AND organisation = $2 AND user_id = $3";
    GLASS_LIST = glass_lines!("(b.since >= $3 OR r.glass IS NULL) ORDER BY b.since DESC, b.id DESC \
                               LIMIT CAST($4 AS BIGINT)");
    GLASS_ONE = glass_lines!("b.id = $3");
    GLASS_REVIEW = "INSERT INTO glass_review (glass, organisation, by_user, at, in_order, words) \
                    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (glass) DO NOTHING";

    LOCATION_ASK = "INSERT INTO location_request (id, case_id, organisation, secret, kind, asker, asked_at, until, \
                    why) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    LOCATION_OWN = location_lines!("l.case_id = $2 AND l.asker = $3 AND l.secret = $4 \
                                    ORDER BY l.asked_at DESC, l.id DESC LIMIT 1");
    LOCATION_WAITING = location_lines!("l.answered_at IS NULL AND l.until > $2 AND l.asker <> $3 \
                                        ORDER BY l.asked_at, l.id LIMIT CAST($4 AS BIGINT)");
    LOCATION_SINCE = location_lines!("l.asked_at >= $2 AND NOT EXISTS (SELECT 1 FROM exclusion x \
                                      WHERE x.case_id = l.case_id AND x.user_id = $3) \
                                      ORDER BY l.asked_at DESC, l.id DESC LIMIT CAST($4 AS BIGINT)");
    LOCATION_ONE = location_lines!("l.id = $2");
    LOCATION_ANSWER = "UPDATE location_request SET answered_by = $3, answered_at = $4, answer = $5, words = $6 \
                       WHERE id = $1 AND organisation = $2 AND answered_at IS NULL AND until > $4 AND asker <> $3";
    LOCATION_USE = "UPDATE location_request SET used_at = $3 \
                    WHERE id = $1 AND organisation = $2 AND used_at IS NULL AND answer = 'yes'";

    OUTPUTS_OF_SECRET = "SELECT id, at, user_id, action, part, why FROM access_entry \
                         WHERE case_id = $1 AND organisation = $2 AND part = $3 \
                         ORDER BY place LIMIT CAST($4 AS BIGINT)";
    OPEN_DUTIES_OF = "SELECT d.case_id, c.reference, d.started, d.due_at, d.region FROM duty d \
                      JOIN case_record c ON c.case_id = d.case_id \
                      WHERE d.organisation = $1 AND d.open = 1 AND d.code = $3 AND NOT EXISTS \
                      (SELECT 1 FROM exclusion x WHERE x.case_id = d.case_id AND x.user_id = $2) \
                      ORDER BY d.due_at, d.case_id LIMIT CAST($4 AS BIGINT)";
}
