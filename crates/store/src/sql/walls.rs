//! Walls: to whom a case does not exist, what that rests on, and how one is lifted.

statements! {
    EXCLUDE = "INSERT INTO exclusion (case_id, user_id, because, organisation, grounds, since) \
               VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (case_id, user_id, because) DO UPDATE SET grounds = excluded.grounds";
    // The same, for as many as many walls at once are written in.
    EXCLUDE_EIGHT = "INSERT INTO exclusion (case_id, user_id, because, organisation, grounds, since) VALUES \
                     ($1, $2, $3, $4, $5, $6), ($7, $8, $9, $10, $11, $12), \
                     ($13, $14, $15, $16, $17, $18), ($19, $20, $21, $22, $23, $24), \
                     ($25, $26, $27, $28, $29, $30), ($31, $32, $33, $34, $35, $36), \
                     ($37, $38, $39, $40, $41, $42), ($43, $44, $45, $46, $47, $48) \
                     ON CONFLICT (case_id, user_id, because) DO UPDATE SET grounds = excluded.grounds";
    INCLUDE = "DELETE FROM exclusion WHERE case_id = $1 AND user_id = $2 AND organisation = $3";
    INCLUDE_BECAUSE = "DELETE FROM exclusion WHERE case_id = $1 AND user_id = $2 AND organisation = $3 AND because = $4";
    EXCLUDED_CASES = "SELECT DISTINCT case_id FROM exclusion WHERE organisation = $1 AND user_id = $2 ORDER BY case_id";
    WALLS_ALL = "SELECT case_id, user_id, because, organisation, grounds, since FROM exclusion \
                 ORDER BY user_id, case_id, because";
    // What somebody may know who keeps walls: never of a case from which they are excluded themself.
    WALLS_KEPT = "SELECT x.case_id, x.user_id, x.because, x.organisation, x.grounds, x.since, c.reference, \
                  c.owner, c.cover, l.proposed_by, l.proposed_at, l.why \
                  FROM exclusion x JOIN case_record c ON c.case_id = x.case_id \
                  LEFT JOIN wall_lift l ON l.case_id = x.case_id AND l.user_id = x.user_id \
                  AND l.because = x.because AND l.agreed_by IS NULL \
                  WHERE x.organisation = $1 AND x.because <> 'restricted' AND NOT EXISTS \
                  (SELECT 1 FROM exclusion o WHERE o.case_id = x.case_id AND o.user_id = $2) \
                  ORDER BY x.since DESC, x.case_id, x.user_id, x.because LIMIT CAST($3 AS BIGINT)";
    WALL_ONE = "SELECT x.case_id, x.user_id, x.because, x.organisation, x.grounds, x.since, c.reference, \
                c.owner, c.cover, l.proposed_by, l.proposed_at, l.why \
                FROM exclusion x JOIN case_record c ON c.case_id = x.case_id \
                LEFT JOIN wall_lift l ON l.case_id = x.case_id AND l.user_id = x.user_id \
                AND l.because = x.because AND l.agreed_by IS NULL \
                WHERE x.organisation = $1 AND x.because <> 'restricted' AND NOT EXISTS \
                (SELECT 1 FROM exclusion o WHERE o.case_id = x.case_id AND o.user_id = $2) \
                AND x.case_id = $3 AND x.user_id = $4 AND x.because = $5";
    LIFT_PROPOSE = "INSERT INTO wall_lift (case_id, user_id, because, organisation, grounds, proposed_by, \
                    proposed_at, why, agreed_by, agreed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL) \
                    ON CONFLICT (case_id, user_id, because) DO UPDATE SET grounds = excluded.grounds, \
                    proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at, why = excluded.why, \
                    agreed_by = NULL, agreed_at = NULL";
    LIFT_AGREE = "UPDATE wall_lift SET agreed_by = $4, agreed_at = $5, grounds = $6 \
                  WHERE case_id = $1 AND user_id = $2 AND because = $3 AND agreed_by IS NULL AND proposed_by <> $4";
    LIFT_DROP = "DELETE FROM wall_lift WHERE case_id = $1 AND user_id = $2 AND because = $3 AND agreed_by IS NULL";
    LIFTED_ALL = "SELECT case_id, user_id, grounds FROM wall_lift WHERE agreed_by IS NOT NULL";

    OWN_FACT_PUT = "INSERT INTO own_fact (id, organisation, user_id, kind, changed_at, sealed) \
                    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET \
                    changed_at = excluded.changed_at, sealed = excluded.sealed";
    OWN_FACTS_OF = "SELECT id, user_id, kind, sealed, organisation, changed_at FROM own_fact \
                    WHERE user_id = $1 AND organisation = $2 ORDER BY id";
    OWN_FACTS_ALL = "SELECT id, user_id, kind, sealed, organisation, changed_at FROM own_fact ORDER BY id";

    WAITING_ADD = "INSERT INTO wall_waiting (case_id, user_id, organisation, grounds, since, like_case, seen_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, NULL) ON CONFLICT DO NOTHING";
    WAITING_ALL = "SELECT case_id, user_id, organisation, grounds, since FROM wall_waiting";
    WAITING_KEPT = "SELECT w.case_id, w.user_id, w.since, c.reference, w.like_case, o.reference, w.grounds \
                    FROM wall_waiting w JOIN case_record c ON c.case_id = w.case_id \
                    LEFT JOIN case_record o ON o.case_id = w.like_case \
                    WHERE w.organisation = $1 AND w.seen_at IS NULL AND w.user_id <> $2 AND NOT EXISTS \
                    (SELECT 1 FROM exclusion x WHERE x.user_id = $2 \
                    AND (x.case_id = w.case_id OR x.case_id = w.like_case)) \
                    ORDER BY w.since DESC, w.case_id LIMIT CAST($3 AS BIGINT)";
    WAITING_UNREAD = "SELECT COUNT(*) FROM wall_waiting \
                      WHERE organisation = $1 AND (case_id = $2 OR like_case = $2) AND seen_at IS NULL";
    WAITING_SEEN = "UPDATE wall_waiting SET seen_at = $4 WHERE case_id = $1 AND user_id = $2 AND organisation = $3 \
                    AND seen_at IS NULL";

    // Who searched while they were walled off from which cases, and up to where a lead has seen to it: never of a
    // case from which the asker is excluded, and never of the asker.
    SEARCHERS_WALLED = "SELECT x.user_id, x.case_id, c.reference, MIN(x.since), COALESCE(MAX(s.up_to), 0) \
                        FROM exclusion x JOIN case_record c ON c.case_id = x.case_id \
                        LEFT JOIN search_seen s ON s.case_id = x.case_id AND s.user_id = x.user_id \
                        WHERE x.organisation = $1 AND x.because <> 'sides' AND x.user_id <> $2 AND NOT EXISTS \
                        (SELECT 1 FROM exclusion o WHERE o.case_id = x.case_id AND o.user_id = $2) AND EXISTS \
                        (SELECT 1 FROM access_entry e WHERE e.organisation = $1 AND e.user_id = x.user_id \
                        AND e.terms IS NOT NULL AND e.at >= $3) \
                        GROUP BY x.user_id, x.case_id, c.reference ORDER BY x.user_id, x.case_id";
    SEARCHES_IN_VAIN = "SELECT place, at, terms FROM access_entry WHERE organisation = $1 AND user_id = $2 \
                        AND terms IS NOT NULL AND part LIKE '%nothing%' AND at >= $3 \
                        ORDER BY at DESC, place DESC LIMIT CAST($4 AS BIGINT)";
    SEARCH_SEEN = "INSERT INTO search_seen (case_id, user_id, organisation, up_to, seen_by, seen_at) \
                   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (case_id, user_id) DO UPDATE SET \
                   up_to = excluded.up_to, seen_by = excluded.seen_by, seen_at = excluded.seen_at \
                   WHERE search_seen.up_to < excluded.up_to";

    RESTRICT = "INSERT INTO restricted_case (case_id, organisation, since) VALUES ($1, $2, $3) \
                ON CONFLICT (case_id) DO NOTHING";
    RESTRICTED_ALL = "SELECT case_id, organisation FROM restricted_case";
    NAME_FOR = "INSERT INTO restricted_named (case_id, user_id, organisation, named_by, named_at) \
                VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    NAMED_ALL = "SELECT case_id, user_id FROM restricted_named";

    SIDES_ADD = "INSERT INTO both_parties (one, other, organisation, made_by, made_at) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT DO NOTHING";
    SIDES_ALL = "SELECT one, other FROM both_parties";
    SIDES_KEPT = "SELECT b.one, b.other, a.reference, o.reference, b.made_at FROM both_parties b \
                  JOIN case_record a ON a.case_id = b.one JOIN case_record o ON o.case_id = b.other \
                  WHERE b.organisation = $1 AND NOT EXISTS (SELECT 1 FROM exclusion x WHERE x.user_id = $2 \
                  AND (x.case_id = b.one OR x.case_id = b.other)) ORDER BY b.made_at DESC, b.one \
                  LIMIT CAST($3 AS BIGINT)";

    // The row stays locked until the transaction ends: of two servers the second waits, and then sees what the first did.
    WALL_VERSION_NEXT = "INSERT INTO wall_version (one, version) VALUES (1, 1) \
                         ON CONFLICT (one) DO UPDATE SET version = wall_version.version + 1 RETURNING version";
    WALL_VERSION = "SELECT COALESCE(MAX(version), CAST(0 AS BIGINT)) FROM wall_version";
    WALL_CHANGED = "INSERT INTO wall_change (version, case_id) VALUES ($1, $2)";
    WALL_CHANGES = "SELECT DISTINCT case_id FROM wall_change WHERE version > $1 ORDER BY case_id";

    // One row for all of them, as with journals.
    REACH_BULK = "SELECT string_agg(concat_ws(' ', case_id, id, kind, length(sealed)), ','), \
                  CAST(string_agg(sealed, CAST('' AS blob)) AS blob) FROM secret WHERE case_id >= $1 \
                  AND case_id <= $2 AND kind IN ('phone', 'email', 'address')";
}
