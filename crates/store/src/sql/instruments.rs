//! The wording of a risk assessment, as each organisation chose it.

statements! {
    INSTRUMENT_ADD = "INSERT INTO instrument (organisation, edition, text, chosen_by, chosen_at) \
                      SELECT $1, COALESCE(MAX(edition), 0) + 1, $2, $3, CAST($4 AS BIGINT) FROM instrument \
                      WHERE organisation = $1";
    INSTRUMENTS = "SELECT edition, text, chosen_by, chosen_at FROM instrument WHERE organisation = $1 \
                   ORDER BY edition DESC";
    INSTRUMENT_NEWEST = "SELECT edition, text, chosen_by, chosen_at FROM instrument WHERE organisation = $1 \
                         ORDER BY edition DESC LIMIT 1";
}
