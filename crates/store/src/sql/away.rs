//! Who is away when, and which records have nobody meanwhile.

// The times away come first: there are few of them, and each finds the records of its one person by their owner.
statements! {
    AWAY_ADD = "INSERT INTO away (id, organisation, user_id, from_on, until_on, put_by, put_at, off_by, off_at) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL)";
    AWAY_OFF = "UPDATE away SET off_by = $3, off_at = $4 WHERE id = $1 AND organisation = $2 AND off_at IS NULL \
                AND until_on >= $5 AND ($6 = '' OR user_id = $6)";
    AWAY_FROM = "SELECT id, user_id, from_on, until_on, put_by, put_at FROM away WHERE organisation = $1 \
                 AND off_at IS NULL AND until_on >= $2 ORDER BY from_on, until_on, id LIMIT CAST($3 AS BIGINT)";
    AWAY_UNCOVERED = "SELECT c.case_id, c.reference, c.region, a.user_id, a.from_on, a.until_on \
                      FROM away a CROSS JOIN case_record c WHERE a.organisation = $1 AND a.off_at IS NULL \
                      AND a.until_on >= $3 AND a.from_on <= $4 AND c.owner = a.user_id AND c.status = 'open' \
                      AND c.organisation = a.organisation \
                      AND (c.cover IS NULL OR c.cover = c.owner \
                      OR NOT EXISTS (SELECT 1 FROM app_user u WHERE u.id = c.cover AND u.active = 1) \
                      OR EXISTS (SELECT 1 FROM away b WHERE b.user_id = c.cover AND b.off_at IS NULL \
                      AND b.until_on >= $3 AND b.until_on >= a.from_on AND b.from_on <= a.until_on)) \
                      AND NOT EXISTS (SELECT 1 FROM exclusion x WHERE x.case_id = c.case_id AND x.user_id = $2) \
                      ORDER BY a.from_on, c.case_id LIMIT CAST($5 AS BIGINT)";
}
