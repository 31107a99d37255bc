//! Reports that somebody took and others have now: no more of them than the reference.

statements! {
    CASES_HANDED = "SELECT c.reference, c.opened_at FROM case_record c WHERE c.organisation = $1 AND c.recorder = $2 \
                    AND c.owner IS NOT NULL AND c.owner <> $2 AND (c.cover IS NULL OR c.cover <> $2) \
                    AND c.status = 'open' AND c.opened_at >= $3 AND NOT EXISTS (SELECT 1 FROM exclusion x \
                    WHERE x.case_id = c.case_id AND x.user_id = $2) ORDER BY c.opened_at DESC, c.case_id \
                    LIMIT CAST($4 AS BIGINT)";
}
