//! Who is on call when.

statements! {
    ROTA_ADD = "INSERT INTO rota (id, organisation, user_id, from_at, until_at, put_by, put_at, off_by, off_at) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL)";
    ROTA_OFF = "UPDATE rota SET off_by = $3, off_at = $4 \
                WHERE id = $1 AND organisation = $2 AND off_at IS NULL AND until_at > $4";
    ROTA_FROM = "SELECT id, user_id, from_at, until_at, put_by, put_at, off_by, off_at FROM rota \
                 WHERE organisation = $1 AND until_at > $2 ORDER BY from_at, until_at, id LIMIT CAST($3 AS BIGINT)";
    RING_PUT = "INSERT INTO on_call_ring (organisation, about, says, by_user, at) VALUES ($1, $2, $3, $4, $5) \
                ON CONFLICT (organisation, about) DO UPDATE SET says = excluded.says, by_user = excluded.by_user, \
                at = excluded.at";
    RINGS = "SELECT o.about, o.says FROM on_call_ring o WHERE o.organisation = $1 AND (o.about = 'nobody' OR o.about IN \
             (SELECT r.id FROM rota r WHERE r.organisation = $1 AND r.until_at > $2)) \
             ORDER BY o.about LIMIT CAST($3 AS BIGINT)";
}
