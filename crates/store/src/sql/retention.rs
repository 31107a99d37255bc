//! What has been kept for long enough (docs/protection.md). `rota`, `away`, `broken_glass`, `location_request`, the
//! security log and who looked are none of it: they say who did what, and go with the store.

// A draft that nobody can open any more: its writer left, and not only a while ago. None of a case that is held.
macro_rules! drafts_of_leavers {
    ($what:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM draft w JOIN app_user u ON u.id = w.user_id WHERE u.active = 0 AND u.changed_at <= $1 \
             AND w.updated_at <= $1 AND w.finished_at IS NULL AND NOT ",
            held!("w.case_id")
        )
    };
}

statements! {
    LINKS_OLD = "DELETE FROM setup_link WHERE expires_at <= $1";
    CEREMONIES_OLD = "DELETE FROM ceremony WHERE expires_at <= $1";
    TRIES_OLD = "DELETE FROM sign_in_try WHERE until_at <= $1";
    NOTICES_OLD = "DELETE FROM account_notice WHERE at <= $1 AND seen_at IS NOT NULL";
    // The fields of a draft went when it was finished.
    DRAFTS_DONE_OLD = "DELETE FROM draft WHERE finished_at <= $1";
    FIELDS_OF_LEAVERS = concat!("DELETE FROM draft_field WHERE draft IN (", drafts_of_leavers!("w.id"), ")");
    DRAFTS_OF_LEAVERS = concat!("DELETE FROM draft WHERE id IN (", drafts_of_leavers!("w.id"), ")");
}
