//! What survivors said of how they were treated, what things are called locally, and what is held for a review.

statements! {
    VOICE_PUT = "INSERT INTO voice (organisation, id, month, time, answers, words, from_journal) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (organisation, id) DO UPDATE SET \
                 month = excluded.month, time = excluded.time, answers = excluded.answers, \
                 words = excluded.words, from_journal = excluded.from_journal";
    VOICE_GONE = "DELETE FROM voice WHERE organisation = $1 AND id = $2 AND from_journal = 1";
    VOICES_FROM = "SELECT id, month, time, answers, words, from_journal FROM voice \
                   WHERE organisation = $1 AND month >= $2 ORDER BY id";

    VOICES_KEPT = "SELECT id, month, time, answers, words, from_journal FROM voice WHERE organisation = $1 ORDER BY id";

    LOCAL_NAME_PUT = "INSERT INTO local_name (organisation, thing, name, by_user, at) VALUES ($1, $2, $3, $4, $5) \
                      ON CONFLICT (organisation, thing) DO UPDATE SET name = excluded.name, \
                      by_user = excluded.by_user, at = excluded.at";
    LOCAL_NAME = "SELECT name FROM local_name WHERE organisation = $1 AND thing = $2";

    // The kind of an entry stands beside what is sealed, and stays when an entry is corrected: what was once held is
    // held until a manager has lifted it, by an entry of its own.
    HELD = concat!("SELECT CASE WHEN ", held!("$1", " AND d.organisation = $2"), " THEN 1 ELSE 0 END");
}
