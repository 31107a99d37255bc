//! Equality answers, counted.

statements! {
    // One row for all of them, as for the entries of journals.
    COUNTS_KEPT = "SELECT mark, month, codes FROM equality_count WHERE organisation = $1 ORDER BY mark";
    COUNT_PUT = "INSERT INTO equality_count (organisation, mark, month, codes) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (organisation, mark) DO UPDATE SET month = excluded.month, codes = excluded.codes";
    COUNT_GONE = "DELETE FROM equality_count WHERE organisation = $1 AND mark = $2";
    EQUALITY_UNTIL = "SELECT string_agg(codes, '\u{1e}') FROM equality_count WHERE organisation = $1 AND month < $2";
}
