//! Which choices there are locally.

statements! {
    LOCAL_CHOICES = "SELECT choice, available, words, reviewed_on, review_by, by_user, at FROM local_choice \
                     WHERE organisation = $1 ORDER BY choice";
    // Nothing is written over what the writer did not see.
    LOCAL_CHOICE_PUT = "INSERT INTO local_choice \
                        (organisation, choice, available, words, reviewed_on, review_by, by_user, at) \
                        SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE CAST($9 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM local_choice \
                        WHERE organisation = $1 AND choice = $2) \
                        ON CONFLICT (organisation, choice) DO UPDATE SET available = excluded.available, \
                        words = excluded.words, reviewed_on = excluded.reviewed_on, review_by = excluded.review_by, \
                        by_user = excluded.by_user, at = excluded.at WHERE local_choice.at = $9";
}
