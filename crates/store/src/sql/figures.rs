//! Equality answers, counted.

statements! {
    // One row for all of them, as for the entries of journals.
    EQUALITY_UNTIL = "SELECT string_agg(codes, '\u{1e}') FROM equality_count WHERE organisation = $1 AND month < $2";
}
